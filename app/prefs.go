//go:build !headless

package app

import (
	"slices"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/look"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
)

// prefs is what a person set, which stands in a file that they may edit, and how the window was left, which Fyne keeps: what changes
// with every click has no place among somebody's own lines.
type prefs struct {
	set   cli.Preferences
	state fyne.Preferences
	tell  func(error) // what cannot be written
}

// The names of what can be set.
const (
	prefPerson      = "person"
	prefAffiliation = "affiliation"
	prefScale       = "scale"
	prefLanguage    = "language"
	prefMode        = "look.mode"
	prefDensity     = "look.density"
	prefText        = "look.letters"
	prefSize        = "text.size"
	prefApart       = "text.apart"
	prefBackups     = "backups.keep"
	prefKeys        = "keys"
)

// Bounds of what can be set.
const (
	usualText    = 100 // of the window's letters, percent
	leastText    = 80
	mostText     = 200
	usualSize    = 16 // of the article's letters
	smallestSize = 10
	largestSize  = 40
	usualApart   = 1.55 // of the article's lines, in sizes of its letters
	leastApart   = 1.25
	mostApart    = 2.3
	usualBackups = 7
	mostBackups  = 100
)

const mostRecent = 8

// newPrefs takes what an earlier version let Fyne keep over into the file, once.
func newPrefs(set cli.Preferences, state fyne.Preferences, tell func(error)) prefs {
	if set == nil {
		set = forgetful{}
	}
	p := prefs{set: set, state: state, tell: tell}
	old := map[string]any{}
	for was, name := range map[string]string{"person": prefPerson, "mode": prefMode} {
		if said := state.String(was); said != "" && set.Value(name) == nil {
			old[name] = said
		}
	}
	for was, name := range map[string]string{"size": prefSize, "apart": prefApart} {
		if n := state.Float(was); n != 0 && set.Value(name) == nil {
			old[name] = rounded(float32(n))
		}
	}
	if len(old) == 0 || p.put(old) {
		for _, was := range []string{"person", "mode", "size", "apart"} {
			state.RemoveValue(was)
		}
	}
	return p
}

// put sets some preferences. What cannot be written is told of.
func (p prefs) put(values map[string]any) bool {
	err := p.set.Set(values)
	if err != nil && p.tell != nil {
		p.tell(err)
	}
	return err == nil
}

// text is a preference in words, "" for none.
func (p prefs) text(name string) string {
	said, _ := p.set.Value(name).(string)
	return said
}

// one is a preference that is one of some words, else the first of them.
func (p prefs) one(name string, of []string) string {
	if said := p.text(name); slices.Contains(of, said) {
		return said
	}
	return of[0]
}

// number is a preference within bounds, else what is usual.
func (p prefs) number(name string, usual, least, most float64) float64 {
	n, ok := figure(p.set.Value(name))
	if !ok || n < least || n > most {
		return usual
	}
	return n
}

// digits is how many a bound needs behind its point.
func digits(n float64) int {
	if n == float64(int(n)) {
		return 0
	}
	return 2
}

func figure(value any) (float64, bool) {
	switch n := value.(type) {
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// Modes and densities as they stand in the file; the first ones are usual.
var (
	modes     = []string{"system", string(look.Light), string(look.Dark), string(look.Contrast)}
	densities = []string{string(look.Usual), string(look.Close), string(look.Wide)}
)

func (p prefs) mode() look.Mode {
	if mode := p.one(prefMode, modes); mode != modes[0] {
		return look.Mode(mode)
	}
	return look.System
}

func (p prefs) setMode(mode look.Mode) {
	if mode == look.System {
		mode = look.Mode(modes[0])
	}
	p.put(map[string]any{prefMode: string(mode)})
}

// theme is the look of the window.
func (p prefs) theme() look.Theme {
	return look.Theme{Mode: p.mode(), Density: look.Density(p.one(prefDensity, densities)), Text: p.letters() / 100}
}

// letters is the size of the window's letters, in percent.
func (p prefs) letters() float32 { return float32(p.number(prefText, usualText, leastText, mostText)) }

// size is that of the article's letters.
func (p prefs) size() float32 {
	return float32(p.number(prefSize, usualSize, smallestSize, largestSize))
}

func (p prefs) setSize(size float32) {
	p.put(map[string]any{prefSize: rounded(max(smallestSize, min(size, largestSize)))})
}

// apart is how high a line of the article is, in sizes of its letters.
func (p prefs) apart() float32 {
	return float32(p.number(prefApart, usualApart, leastApart, mostApart))
}

func (p prefs) setApart(sizes float32) {
	p.put(map[string]any{prefApart: rounded(max(leastApart, min(sizes, mostApart)))})
}

// rounded is a number as people write it, and no 1.5499999523162842.
func rounded(n float32) float64 { return float64(int(n*100+0.5)) / 100 }

// backups is how many backups are kept of a workspace, 0 for none.
func (p prefs) backups() int { return int(p.number(prefBackups, usualBackups, 0, mostBackups)) }

// person is who signs by default, "" for nobody that was said.
func (p prefs) person() string   { return p.text(prefPerson) }
func (p prefs) seat(name string) { p.put(map[string]any{prefPerson: name}) }

// keys are the keys of commands that were chosen, by command; "" for none.
func (p prefs) keys() map[string]string {
	chosen := map[string]string{}
	for _, name := range p.set.Under(prefKeys) {
		if key, is := p.set.Value(name).(string); is {
			chosen[name[len(prefKeys)+1:]] = key
		}
	}
	return chosen
}

// faults are the lines that do not count: those that are no setting, and those that are set to what cannot be.
func (p prefs) faults() []error {
	out := p.set.Faults()
	unfit := func(name, wanted string) { out = append(out, p.set.Unfit(name, wanted)) }
	for name, of := range map[string][]string{prefMode: modes, prefDensity: densities, prefPerson: nil, prefAffiliation: nil, prefScale: nil, prefLanguage: nil} {
		said, words := p.set.Value(name).(string)
		switch {
		case p.set.Value(name) == nil:
		case !words && of == nil:
			unfit(name, `"…"`)
		case of != nil && !slices.Contains(of, said):
			unfit(name, `"`+strings.Join(of, `", "`)+`"`)
		}
	}
	for name, bounds := range map[string][2]float64{
		prefText: {leastText, mostText}, prefSize: {smallestSize, largestSize}, prefApart: {leastApart, mostApart}, prefBackups: {0, mostBackups},
	} {
		if n, is := figure(p.set.Value(name)); p.set.Value(name) != nil && (!is || n < bounds[0] || n > bounds[1]) {
			unfit(name, words.X("pref.between", "least", words.Decimal(bounds[0], digits(bounds[0])), "most", words.Decimal(bounds[1], digits(bounds[1]))))
		}
	}
	return append(out, p.unfitKeys()...)
}

// recent are the workspaces that were open, the last one first.
func (p prefs) recent() []string { return p.state.StringList("recent") }

func (p prefs) opened(path string) {
	all := append([]string{path}, slices.DeleteFunc(p.recent(), func(r string) bool { return r == path })...)
	p.state.SetStringList("recent", all[:min(len(all), mostRecent)])
}

// folder is where files were read or written last.
func (p prefs) folder() string     { return p.state.String("folder") }
func (p prefs) inFolder(at string) { p.state.SetString("folder", at) }

func (p prefs) last() string      { return p.state.String("article") }
func (p prefs) showing(id string) { p.state.SetString("article", id) }

// panes are how the window's width is divided: the lists of all, and of the rest the article.
func (p prefs) panes() (left, right float64) {
	return p.state.FloatWithFallback("pane.left", 0.2), p.state.FloatWithFallback("pane.right", 0.66)
}

func (p prefs) divide(left, right float64) {
	p.state.SetFloat("pane.left", left)
	p.state.SetFloat("pane.right", right)
}

// window is how large the window was left.
func (p prefs) window() fyne.Size {
	return fyne.NewSize(float32(p.state.FloatWithFallback("width", 1280)), float32(p.state.FloatWithFallback("height", 800)))
}

func (p prefs) leave(size fyne.Size) {
	p.state.SetFloat("width", float64(size.Width))
	p.state.SetFloat("height", float64(size.Height))
}

// forgetful are preferences that nobody keeps.
type forgetful map[string]any

// Path is nowhere.
func (f forgetful) Path() string { return "" }

// Value is what was set.
func (f forgetful) Value(name string) any { return f[name] }

// Under are the names that were set below a heading.
func (f forgetful) Under(heading string) []string {
	var names []string
	for name, value := range f {
		if value != nil && strings.HasPrefix(name, heading+".") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Again is never: nobody writes it.
func (f forgetful) Again() bool { return false }

// Faults are none: nobody edits it.
func (f forgetful) Faults() []error { return nil }

// Unfit is never asked for: nobody edits these.
func (f forgetful) Unfit(string, string) error { return nil }

// Set sets values until the window is closed.
func (f forgetful) Set(values map[string]any) error {
	for name, value := range values {
		f[name] = value
	}
	return nil
}
