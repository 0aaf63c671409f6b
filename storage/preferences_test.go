package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"touchstone/model"

	"pgregory.net/rapid"
)

const edited = `# mine
person = "Anna Berg"   # that is me
affiliation = 'The Harbour Post'
nightshift = true

[look]
mode = "dark"

[keys]
claim.mark = "M" # bare
"verdict.give" = [
  "V",
  "W",
]

[of.a.newer.version]
x = 1
`

// preferencesOf are those of a file that somebody wrote.
func preferencesOf(t testing.TB, text string) *Preferences {
	t.Helper()
	folder := t.TempDir()
	if text != "" {
		if err := os.WriteFile(filepath.Join(folder, "preferences.toml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return ReadPreferences(folder)
}

func (p *Preferences) onDisk(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(p.path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestPreferencesAreRead(t *testing.T) {
	p := preferencesOf(t, edited)
	for name, want := range map[string]any{
		"person": "Anna Berg", "affiliation": "The Harbour Post", "look.mode": "dark", "keys.claim.mark": "M", "nightshift": true,
		"keys.verdict.give": []any{"V", "W"}, "of.a.newer.version.x": int64(1), "mode": nil,
	} {
		if got := p.Value(name); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %#v, not %#v", name, got, want)
		}
	}
	if faults := p.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
	if got := fmt.Sprint(p.Under("keys")); got != "[keys.claim.mark keys.verdict.give]" {
		t.Error(got)
	}
}

// Only the lines of what is set are written.
func TestWhatWasWrittenByHandStays(t *testing.T) {
	p := preferencesOf(t, edited)
	err := p.Set(map[string]any{"person": "Björn", "keys.claim.mark": "Ctrl+M", "look.text": int64(120), "keys.verdict.give": "V", "look.mode": nil, "scale": "averitec"})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(`"Anna Berg"`, `"Björn"`, `"M" # bare`, `"Ctrl+M" # bare`, "[\n  \"V\",\n  \"W\",\n]", `"V"`,
		"nightshift = true\n", "nightshift = true\nscale = \"averitec\"\n", `mode = "dark"`, "text = 120").Replace(edited)
	if got := p.onDisk(t); got != want {
		t.Errorf("written is\n%s", got)
	}
	if again := ReadPreferences(filepath.Dir(p.path)); !reflect.DeepEqual(again.values, p.values) {
		t.Errorf("read again: %v, not %v", again.values, p.values)
	}
}

func TestOneBrokenLineIsNamedAndTheRestCounts(t *testing.T) {
	for broken, says := range map[string]string{
		"person = Anna":         "line 2: “person = Anna” is no setting",
		"no setting at all":     "line 2: “no setting at all”",
		`person = "Anna`:        "line 2:",
		"person = [1,":          "line 2:",
		`person = """Anna`:      "line 2:",
		"= 3":                   "line 2:",
		"size = 18":             "line 4: size is set above already",
		"person = \"\xff\xfe\"": "line 2:",
	} {
		p := preferencesOf(t, "before = 1\n"+broken+"\n\nsize = 18\n[look]\nmode = \"dark\"\n")
		faults := p.Faults()
		if len(faults) != 1 || !strings.Contains(faults[0].Error(), says) || !strings.Contains(faults[0].Error(), p.path) {
			t.Errorf("%q: %v", broken, faults)
		}
		if p.Value("before") != int64(1) || p.Value("size") != int64(18) || p.Value("look.mode") != "dark" {
			t.Errorf("%q: the rest is %v", broken, p.values)
		}
	}
	p := preferencesOf(t, "[look\nmode = \"dark\"\n[article]\nsize = 18\n")
	if faults := p.Faults(); len(faults) != 1 || !strings.Contains(faults[0].Error(), "line 1: “[look” is no heading") {
		t.Error(faults)
	}
	if p.Value("look.mode") != nil || p.Value("mode") != nil || p.Value("article.size") != int64(18) {
		t.Error(p.values)
	}
}

// What is set anew takes the place of a line that did not count.
func TestABrokenLineIsMendedByWhatIsSet(t *testing.T) {
	p := preferencesOf(t, "person = Anna\nscale = \"x-fact\"\n")
	if err := p.Set(map[string]any{"person": "Anna"}); err != nil {
		t.Fatal(err)
	}
	if got := p.onDisk(t); got != "person = \"Anna\"\nscale = \"x-fact\"\n" || len(p.Faults()) > 0 {
		t.Errorf("%q, %v", got, p.Faults())
	}
}

func TestPreferencesAreMade(t *testing.T) {
	p := preferencesOf(t, "")
	if err := p.Set(map[string]any{"look.mode": nil}); err != nil || !strings.HasPrefix(p.onDisk(t), "# Touchstone") {
		t.Error(err)
	}
	if err := p.Set(map[string]any{"look.mode": "dark", "person": "Anna", "keys.claim.mark": "M"}); err != nil {
		t.Fatal(err)
	}
	if got, want := p.onDisk(t), preface+"\n\nperson = \"Anna\"\n\n[keys]\n\"claim.mark\" = \"M\"\n\n[look]\nmode = \"dark\"\n"; got != want {
		t.Errorf("made is\n%s", got)
	}
}

// What an earlier version was told counts until there is a file, and goes into it.
func TestThePersonOfAnEarlierVersionIsTakenOver(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "preferences.json"), []byte(`{"person": "Anna"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	keys := Keys{Folder: filepath.Join(folder, "keys")}
	p := ReadPreferences(folder)
	if who, err := p.Identity(keys, "me", "", ""); err != nil || who.Name != "Anna" {
		t.Errorf("%s, %v", who.Name, err)
	}
	if err := p.Set(map[string]any{"affiliation": "The Harbour Post"}); err != nil {
		t.Fatal(err)
	}
	who, err := ReadPreferences(folder).Identity(keys, "me", "")
	if err != nil || who.Name != "Anna" || who.Affiliation != "The Harbour Post" {
		t.Errorf("%s of %s, %v", who.Name, who.Affiliation, err)
	}
	if who, err = p.Identity(keys, "me", "Björn"); err != nil || who.Affiliation != "" {
		t.Errorf("somebody else has the affiliation %s, %v", who.Affiliation, err)
	}
}

func TestPreferencesChangedMeanwhileAreKept(t *testing.T) {
	p := preferencesOf(t, "person = \"Anna\"\r\n")
	other := ReadPreferences(filepath.Dir(p.path))
	if err := other.Set(map[string]any{"scale": "averitec"}); err != nil {
		t.Fatal(err)
	}
	if err := p.Set(map[string]any{"look.mode": "dark"}); err != nil {
		t.Fatal(err)
	}
	if got := p.onDisk(t); got != "person = \"Anna\"\r\nscale = \"averitec\"\r\n\r\n[look]\r\nmode = \"dark\"\r\n" {
		t.Errorf("%q", got)
	}
	if other.Again(); other.Value("look.mode") != "dark" || other.Again() {
		t.Error("what was written elsewhere is not read, or again and again")
	}
}

func TestALinkStaysOne(t *testing.T) {
	folder := t.TempDir()
	real := filepath.Join(folder, "dotfiles.toml")
	if err := os.WriteFile(real, []byte("person = \"Anna\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, filepath.Join(folder, "preferences.toml")); err != nil {
		t.Skip(err)
	}
	if err := ReadPreferences(folder).Set(map[string]any{"person": "Björn"}); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(real); err != nil || string(data) != "person = \"Björn\"\n" {
		t.Errorf("%s, %v", data, err)
	}
}

func TestPreferencesThatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "config"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := ReadPreferences(filepath.Join(folder, "config")) // a file where the folder should be
	if err := p.Set(map[string]any{"person": "Anna"}); err == nil || !strings.Contains(err.Error(), p.path) {
		t.Errorf("%v", err)
	}
	if p.Value("person") != "Anna" {
		t.Error("what was set does not count as long as the program runs")
	}
}

// Whatever the file holds, it is read in time, what is set is read again, and no line that counts is lost.
func TestAnyFileOfPreferences(t *testing.T) {
	line := rapid.OneOf(rapid.SampledFrom(append(strings.Split(edited, "\n"), "[look", "x = ", `y = """`, "[[z]]", "a.b.c = 1 # =", `look = {mode = "dark", text = 1}`, `"a = b" = "c # d"`)), rapid.String())
	rapid.Check(t, func(r *rapid.T) {
		lines, _ := cutLines(rapid.SliceOfN(line, 0, 12).Draw(r, "lines"))
		p := &Preferences{path: filepath.Join(t.TempDir(), "preferences.toml"), ending: "\n"}
		p.take(lines)
		before := p.values
		for _, f := range p.Faults() {
			if _, is := f.(*model.Problem); !is { //nolint:errorlint // it is one itself
				r.Fatal(f)
			}
		}
		name := rapid.SampledFrom([]string{"person", "look.mode", "keys.claim.mark", "a = b", "keys.verdict.give"}).Draw(r, "name")
		value := rapid.String().Draw(r, "value")
		if err := p.set(name, value); err != nil {
			r.Fatal(err)
		}
		if got := p.values[name]; got != value {
			r.Fatalf("%s is %q, not %q:\n%s", name, got, value, strings.Join(p.lines, "\n"))
		}
		for other, was := range before {
			if other != name && !reflect.DeepEqual(p.values[other], was) {
				r.Fatalf("%s was %v and is %v:\n%s", other, was, p.values[other], strings.Join(p.lines, "\n"))
			}
		}
	})
}

// cutLines are lines without line ends within.
func cutLines(all []string) (lines []string, cut bool) {
	for _, l := range all {
		parts := strings.FieldsFunc(l, func(r rune) bool { return r == '\n' || r == '\r' })
		lines, cut = append(lines, parts...), cut || len(parts) > 1
	}
	return lines, cut
}
