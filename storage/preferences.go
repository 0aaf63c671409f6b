package storage

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"touchstone/model"
)

// Preferences is what a person set: one TOML file, which they may edit. Only the lines of what is set are ever written, so that
// remarks, order and what a newer version knows stay as they are. Names are whole: "look.mode" stands as mode under [look].
// It may be used from several goroutines.
type Preferences struct {
	path string
	mu   sync.Mutex

	lines  []string
	heads  map[string]int
	all    []statement
	values map[string]any
	broken error     // the file is there and cannot be read
	at     time.Time // when the file that was read was written
	ending string    // of lines
}

// preface heads a file that is made.
const preface = `# Touchstone's preferences. What is changed here by hand counts at once; what the program does not know stays as it is.`

// ReadPreferences reads the preferences in a folder. It never fails: a file that cannot be read is one of the faults, and its
// values are those of an empty one. The person named in preferences.json, where earlier versions looked, counts until there
// is a file.
func ReadPreferences(folder string) *Preferences {
	p := &Preferences{path: filepath.Join(folder, "preferences.toml")}
	p.read()
	return p
}

// Path is where the file is.
func (p *Preferences) Path() string { return p.path }

func (p *Preferences) read() {
	data, err := os.ReadFile(p.path)
	p.broken = nil
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		p.broken = err
	}
	p.at = p.written()
	text := strings.TrimPrefix(string(data), "\ufeff")
	p.ending = "\n"
	if strings.Contains(text, "\r\n") {
		p.ending, text = "\r\n", strings.ReplaceAll(text, "\r\n", "\n")
	}
	var lines []string
	if text != "" {
		lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	p.take(lines)
	if errors.Is(err, os.ErrNotExist) {
		if person := Preferred(filepath.Dir(p.path)); person != "" {
			p.values["person"] = person
		}
	}
}

func (p *Preferences) take(lines []string) {
	p.lines = lines
	p.all, p.heads = statements(lines)
	p.values = map[string]any{}
	for _, s := range p.all {
		if s.fault != "" {
			continue
		}
		for name, value := range s.values {
			p.values[name] = value
		}
	}
}

func (p *Preferences) written() time.Time {
	info, err := os.Stat(p.path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// Again reads the file again if it was written since, and reports whether it was.
func (p *Preferences) Again() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.written().Equal(p.at) {
		return false
	}
	p.read()
	return true
}

// Value is what a name is set to: a string, an int64, a float64, a bool, a list of these; nil for nothing.
func (p *Preferences) Value(name string) any {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.values[name]
}

// Under are the names that are set below a heading, such as "keys", in order.
func (p *Preferences) Under(table string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var names []string
	for name := range p.values {
		if strings.HasPrefix(name, table+".") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Unfit is the problem that a name is set to something that it cannot be: wanted says what it can be.
func (p *Preferences) Unfit(name, wanted string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	line := 0
	if i := p.find(name); i >= 0 {
		line = p.all[i].first + 1
	}
	return model.Refuse("preference.unfit", "file", p.path, "line", strconv.Itoa(line), "name", name, "wanted", wanted)
}

// Faults are the lines that do not count, each a problem that names it. The rest of the file counts.
func (p *Preferences) Faults() []error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken != nil {
		return []error{fmt.Errorf("%s cannot be read: %w", p.path, p.broken)}
	}
	var out []error
	for _, s := range p.all {
		if s.fault != "" {
			out = append(out, model.Refuse(s.fault, "file", p.path, "line", strconv.Itoa(s.first+1), "words", strings.TrimSpace(p.lines[s.first]), "name", s.twice))
		}
	}
	return out
}

// Set sets values by name, nil for none, and writes the file, atomically. The file is read again before: what was changed in it
// meanwhile stays. If it cannot be written the values count all the same, as long as the program runs.
func (p *Preferences) Set(values map[string]any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.read()
	if p.broken != nil {
		p.keep(values)
		return fmt.Errorf("%s cannot be read, so nothing is written to it: %w", p.path, p.broken)
	}
	before := strings.Join(p.lines, "\n")
	if p.at.IsZero() {
		p.take(strings.Split(preface, "\n"))
		if err := p.set("person", worded(Preferred(filepath.Dir(p.path)))); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if err := p.set(name, values[name]); err != nil {
			return err
		}
	}
	if strings.Join(p.lines, "\n") == before {
		return nil
	}
	if err := p.write(); err != nil {
		return explain(p.path, "write the preferences", err)
	}
	p.at = p.written()
	return nil
}

// worded is nil for no words.
func worded(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (p *Preferences) keep(values map[string]any) {
	for name, value := range values {
		if p.values[name] = value; value == nil {
			delete(p.values, name)
		}
	}
}

// find is which statement sets a name, -1 for none.
func (p *Preferences) find(name string) int {
	return slices.IndexFunc(p.all, func(s statement) bool {
		_, here := s.values[name]
		return here
	})
}

// set changes the lines of one name.
func (p *Preferences) set(name string, value any) error {
	at := p.find(name)
	switch {
	case at < 0 && value == nil:
		return nil
	case at < 0:
		return p.add(name, value)
	}
	s := p.all[at]
	was := p.lines[s.first]
	sign := equals(was)
	if own, _ := assigned(was[:sign+1]+" 0", s.table); sign < 0 || own[name] == nil { // one of several between braces
		return p.spread(s, with(s.values, name, value))
	}
	var now []string
	if value != nil {
		line, err := assignment("x", value)
		if err != nil {
			return err
		}
		behind := ""
		if s.end == s.first+1 && s.fault == "" {
			behind = remark(was)
		}
		now = []string{strings.TrimRight(was[:sign], " \t") + strings.TrimPrefix(line, "x") + behind}
	}
	p.take(slices.Concat(p.lines[:s.first], now, p.lines[s.end:]))
	return nil
}

// spread writes each of several values in a line of its own.
func (p *Preferences) spread(s statement, values map[string]any) error {
	p.take(slices.Concat(p.lines[:s.first], p.lines[s.end:]))
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if values[name] == nil {
			continue
		}
		if err := p.add(name, values[name]); err != nil {
			return err
		}
	}
	return nil
}

func with(values map[string]any, name string, value any) map[string]any {
	out := maps.Clone(values)
	out[name] = value
	return out
}

// add sets a name that is not set yet, below its heading, which is made where there is none.
func (p *Preferences) add(name string, value any) error {
	table, key, below := strings.Cut(name, ".")
	if !below {
		table, key = "", name
	}
	line, err := assignment(key, value)
	if err != nil {
		return err
	}
	at := p.last(table)
	lines := []string{line}
	switch {
	case table != "" && p.heads[table] == 0:
		at = len(p.lines)
		lines = []string{"", "[" + table + "]", line}
	case table == "" && at == 0: // above the first heading, below what is remarked at the top
		for at < len(p.lines) && strings.HasPrefix(strings.TrimSpace(p.lines[at]), "#") {
			at++
		}
		if lines = append([]string{""}, lines...); at == 0 {
			lines = []string{line, ""}
		}
	}
	p.take(slices.Concat(p.lines[:at], lines, p.lines[at:]))
	return nil
}

// last is the line behind the last statement below a heading, or behind the heading.
func (p *Preferences) last(table string) int {
	at := p.heads[table]
	for _, s := range p.all {
		if s.table == table && s.fault == "" && s.end > at {
			at = s.end
		}
	}
	return at
}

// write writes the file, atomically; one that is a link stays one.
func (p *Preferences) write() error {
	path := p.path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	half, err := os.CreateTemp(folder, ".preferences-*")
	if err != nil {
		return err
	}
	_, err = half.WriteString(strings.Join(p.lines, p.ending) + p.ending)
	err = errors.Join(err, half.Sync(), half.Close())
	if err == nil {
		err = os.Rename(half.Name(), path)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(half.Name()))
	}
	return nil
}

// text is a value where it is words, else "".
func (p *Preferences) text(name string) string {
	said, _ := p.Value(name).(string)
	return strings.TrimSpace(said)
}

// Identity picks the key of the first name that is given, else of the person in the preferences, else the only one there is, else
// one under the fallback's name. The person in the preferences has the affiliation that stands there.
func (p *Preferences) Identity(keys Keys, fallback string, names ...string) (model.Identity, error) {
	who, err := keys.Pick(fallback, append(names, p.text("person"))...)
	if err == nil && model.FoldName(who.Name) == model.FoldName(p.text("person")) {
		who.Affiliation = p.text("affiliation")
	}
	return who, err
}
