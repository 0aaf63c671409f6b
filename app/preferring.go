//go:build !headless

package app

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// preferences shows what can be set. How things look changes as it is chosen; who somebody is, and what else is typed, when it is
// accepted: half a name is nobody's.
func (f *frame) preferences(string) { f.askPreferences("", "") }

// askPreferences shows them with words that were typed before, and gives the keyboard to a field.
func (f *frame) askPreferences(typed, at string) {
	fm := form.New(words.X("pref"), words.X("pref.lead", "file", f.prefs.set.Path()), words.X("pref.do"))
	fm.Add("person", form.NewName(words.X("pref.person"), "", f.peopleNames).With(f.who.Name)).
		Add("affiliation", form.NewLine(words.X("pref.affiliation"), words.X("pref.affiliation.hint")).With(f.prefs.text(prefAffiliation)))
	live := map[string]string{"language": prefLanguage, "mode": prefMode, "density": prefDensity, "text": prefText, "size": prefSize, "apart": prefApart, "scale": prefScale}
	fm.Add("language", form.NewSelect(words.X("pref.language"), languageOptions(), f.prefs.text(prefLanguage), nil)).
		Add("mode", form.NewSelect(words.X("pref.mode"), choicesOf("pref.mode.", modes), f.prefs.one(prefMode, modes), nil)).
		Add("density", form.NewSelect(words.X("pref.density"), choicesOf("pref.density.", densities), f.prefs.one(prefDensity, densities), nil)).
		Add("text", form.NewSelect(words.X("pref.text"), percents(int(f.prefs.letters())), strconv.Itoa(int(f.prefs.letters())), nil)).
		Add("size", form.NewSelect(words.X("pref.size"), steps(smallestSize, largestSize, 1, f.prefs.size()), decimal(float64(f.prefs.size())), nil)).
		Add("apart", form.NewSelect(words.X("pref.apart"), steps(leastApart, mostApart, 0.15, f.prefs.apart()), decimal(float64(f.prefs.apart())), nil)).
		Add("scale", form.NewSelect(words.X("pref.scale"), f.scaleOptions(), f.prefs.text(prefScale), nil)).
		Add("backups", form.NewLine(words.X("pref.backups"), "").With(strconv.Itoa(f.prefs.backups()))).
		Add("keys", form.NewButton(words.X("pref.keys"), func() { f.changeKeys("") }))
	if typed != "" {
		_ = fm.Restore(typed) // what it was before stands there otherwise
	}
	before := map[string]string{}
	for field := range live {
		before[field] = fm.Value(field)
	}
	fm.Changed = func(values string) {
		for field, name := range live {
			if now := fm.Value(field); now != before[field] {
				before[field] = now
				f.prefers(name, now, func() { f.askPreferences(values, field) })
			}
		}
	}
	f.ask(fm, func() error { return f.takePreferences(fm) })
	if at != "" {
		f.focus(fm.Field(at).First())
	}
}

// prefers sets one preference and shows what it changes. again asks anew, in other words.
func (f *frame) prefers(name, value string, again func()) {
	var set any = value
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		if set = n; n == float64(int64(n)) {
			set = int64(n)
		}
	}
	if value == "" {
		set = nil
	}
	f.prefs.put(map[string]any{name: set})
	switch name {
	case prefLanguage:
		words.Speak(value)
		f.refurnish()
		again()
	case prefMode:
		f.turned = look.System // what was turned away from by a key is forgotten
		fallthrough
	case prefDensity, prefText:
		f.app.Settings().SetTheme(f.themed())
		f.restyle()
		f.hangMenu()
	case prefSize, prefApart:
		f.view.Refresh()
		f.onScreen().Refresh()
	}
}

// takePreferences takes what was typed.
func (f *frame) takePreferences(fm *form.Form) error {
	malformed := func(field, why string) error {
		return model.Refuse("field.malformed", "field", words.X(field), "why", why)
	}
	keep, err := strconv.Atoi(strings.TrimSpace(fm.Value("backups")))
	if err != nil || keep < 0 || keep > mostBackups {
		return malformed("pref.backups", words.X("pref.between", "least", 0, "most", mostBackups))
	}
	name := strings.Join(strings.Fields(fm.Value("person")), " ")
	if name == "" {
		return malformed("pref.person", words.X("form.empty"))
	}
	affiliation := strings.TrimSpace(fm.Value("affiliation"))
	f.prefs.put(map[string]any{prefBackups: int64(keep)})
	f.prefs.seat(name, affiliation)
	if err := f.sit(name); err != nil {
		return err
	}
	f.answered(fm, false)
	f.showClaim()
	f.tabling.renew(false)
	f.bar.say(words.X("pref.done", "file", filepath.Base(f.prefs.set.Path())), false)
	return f.affiliate(affiliation)
}

// some is nil for no words.
func some(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// seated is what the workspace knows of who sits at the desk, nil for nothing yet.
func (f *frame) seated() (known *model.Person, err error) {
	err = f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		known, err = stateOf[*model.Person](r, model.NounPerson, f.who.ID())
		return err
	})
	return known, err
}

// affiliate tells of another affiliation in a workspace that knows the person already. Where they are new it comes with their name.
func (f *frame) affiliate(to string) error {
	known, err := f.seated()
	if err != nil || known == nil || known.Key == "" || known.Affiliation == to {
		return err
	}
	value, err := model.ParseField(model.NounPerson, "affiliation", to)
	if err != nil {
		return err
	}
	fields := model.Fields{}
	if err := fields.Set("affiliation", value); err != nil {
		return err
	}
	f.atOnce(model.DescribeThing(model.StreamOf(model.NounPerson, f.who.ID()), fields))
	return nil
}

func languageOptions() []form.Option {
	out := []form.Option{{Key: "", Label: words.X("pref.language.system")}}
	for _, l := range words.Languages() {
		out = append(out, form.Option{Key: l.Tag, Label: l.Name})
	}
	return out
}

// choicesOf are choices with their words.
func choicesOf(key string, all []string) []form.Option {
	out := make([]form.Option, len(all))
	for i, one := range all {
		out[i] = form.Option{Key: one, Label: words.X(key + one)}
	}
	return out
}

// percents are sizes to choose from, with the one of now.
func percents(now int) []form.Option {
	all := []int{80, 90, 100, 110, 125, 150, 175, 200, now}
	slices.Sort(all)
	var out []form.Option
	for _, n := range slices.Compact(all) {
		out = append(out, form.Option{Key: strconv.Itoa(n), Label: strconv.Itoa(n) + " %"})
	}
	return out
}

// steps are numbers to choose from, with the one of now.
func steps(least, most, by float64, now float32) []form.Option {
	all := []float64{rounded(now)}
	for n := least; n <= most+0.001; n += by {
		all = append(all, rounded(float32(n)))
	}
	slices.Sort(all)
	var out []form.Option
	for _, n := range slices.Compact(all) {
		out = append(out, form.Option{Key: decimal(n), Label: words.Decimal(n, digits(n))})
	}
	return out
}

// decimal is a number as it stands in a file.
func decimal(n float64) string { return strconv.FormatFloat(rounded(float32(n)), 'f', -1, 64) }

func (f *frame) scaleOptions() []form.Option {
	out := []form.Option{{Key: "", Label: words.X("pref.scale.desk")}}
	for _, s := range f.parts.Scales() {
		out = append(out, form.Option{Key: s.Key, Label: scaleName(s)})
	}
	return out
}

// adopt takes over what was changed in the file by hand.
func (f *frame) adopt() {
	if f.prefs.set.Again() {
		f.rows = nil
		words.Speak(f.prefs.text(prefLanguage))
		f.refurnish()
		f.view.Refresh()
		f.bar.say(words.X("pref.again", "file", filepath.Base(f.prefs.set.Path())), false)
		f.tellFaults()
	}
}

// tellFaults says which lines of the file do not count.
func (f *frame) tellFaults() {
	faults := f.prefs.faults()
	if len(faults) == 0 {
		return
	}
	said := explain(faults[0])
	if more := len(faults) - 1; more > 0 {
		said += " " + words.N("pref.faults", more)
	}
	f.bar.ask(said, true, choice{words.X("failed.close"), f.offerDrafts})
}

// offered are the scales to choose from: first the desk's own, else the one that is preferred.
func (f *frame) offered() ([]*model.Scale, error) {
	all, err := f.scales()
	if err != nil {
		return nil, err
	}
	want := f.prefs.text(prefScale)
	at := slices.IndexFunc(all, func(s *model.Scale) bool { return s.Key == want || s.ID() == want })
	if has, err := f.deskScale(); err != nil || has || want == "" || at < 0 {
		return all, err
	}
	return append([]*model.Scale{all[at]}, slices.Delete(slices.Clone(all), at, at+1)...), nil
}
