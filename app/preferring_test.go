//go:build !headless

package app

import (
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func preferenceJourneys() []journey {
	return []journey{
		{"pref", false, func(u *ui) {
			u.presses("Ctrl+,")
			u.fills("mode", "dark")
			u.is(look.IsDark(), "what is chosen is not seen at once")
			u.fills("mode", "light")
			u.accepts()
			u.is(strings.Contains(u.file(), "mode = \"light\""), "it does not stand in the file:\n"+u.file())
		}},
		{"pref.keys", false, func(u *ui) {
			u.presses("Ctrl+Alt+K")
			u.types("write a note")
			u.presses("Return", "F5")
			u.is(u.find("claim.note").Key == "N" && u.frame.command("claim.note").Key == "F5", "the key is not changed")
			u.presses("Escape", "F5")
			u.is(u.panel.Form() != nil && u.panel.Form().Field("text") != nil, "the new key does nothing")
			u.presses("Escape")
			u.resetKeys()
			u.is(u.frame.command("claim.note").Key == "N", "the key is not as shipped")
			u.pressesNotice("Give mine back")
			u.is(u.frame.command("claim.note").Key == "F5", "the key that was given is lost")
			u.resetKeys()
			u.presses("Escape")
		}},
		{"help.sheet", false, func(u *ui) {
			u.does("help.sheet")
			page, err := os.ReadFile(filepath.Join(u.folder, "touchstone-keys.html"))
			u.is(err == nil && strings.Contains(html.UnescapeString(string(page)), "<kbd>Ctrl+Shift+Z</kbd>"), "no page was written: "+u.bar.message.Text)
		}},
		{"view.lists", false, func(u *ui) {
			u.presses("Ctrl+B")
			u.is(!u.left.Leading.Visible() && u.view.Focused(), "the lists are not hidden")
			u.presses("Ctrl+Shift+L")
			u.is(u.left.Leading.Visible(), "a list that is gone to stays hidden")
			u.back()
		}},
		{"view.wider", false, func(u *ui) {
			was := u.right.Offset
			u.presses("Ctrl+Alt+Left")
			u.is(u.right.Offset < was, "the claim is not wider")
		}},
		{"view.narrower", false, func(u *ui) {
			was := u.right.Offset
			u.presses("Ctrl+Alt+Right")
			u.is(u.right.Offset > was, "the claim is not narrower")
		}},
	}
}

// file is what stands in the preferences' file.
func (u *ui) file() string {
	u.Helper()
	data, err := os.ReadFile(u.prefs.set.Path())
	if err != nil {
		u.Fatal(err)
	}
	return string(data)
}

// edits writes the file of preferences by hand, and lets the window's tick find it.
func (u *ui) edits(text string) {
	u.Helper()
	path := u.prefs.set.Path()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		u.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		u.Fatal(err)
	}
	later := time.Now().Add(time.Duration(len(text)) * time.Second) // no two edits within a clock's tick
	if err := os.Chtimes(path, later, later); err != nil {
		u.Fatal(err)
	}
	u.adopt()
}

func TestEveryPreferenceIsSeenAtOnceAndKept(t *testing.T) {
	u := newDesk(t)
	claim, text := u.claim, u.shown.id
	u.presses("Ctrl+,")
	u.fills("text", "150")
	if got := theme.TextSize(); got != 21 {
		t.Errorf("letters are %v high", got)
	}
	u.fills("density", "close")
	if got := theme.InnerPadding(); got != 4 {
		t.Errorf("%v stand around things", got)
	}
	u.fills("size", "20")
	u.fills("apart", "1.85")
	if u.prefs.size() != 20 || u.prefs.apart() != 1.85 {
		t.Errorf("the article's letters are %v, its lines %v apart", u.prefs.size(), u.prefs.apart())
	}
	u.fills("affiliation", "The Harbour Post")
	u.fills("language", "sv")
	fm := u.panel.Form()
	if fm.Title != "Inställningar…" || fm.Value("affiliation") != "The Harbour Post" || u.window.MainMenu().Items[0].Label != "Arkiv" {
		t.Errorf("the window speaks no Swedish: %s, %s, %s", fm.Title, fm.Value("affiliation"), u.window.MainMenu().Items[0].Label)
	}
	if u.claim != claim || u.shown.id != text || u.panel.Claim().ID != claim {
		t.Error("another language closes what was open")
	}
	u.fills("scale", "averitec")
	u.fills("language", "en")
	u.fills("backups", "many")
	u.refused("a number from 0 to 100")
	u.fills("backups", "3")
	u.accepts()
	again := newPrefs(u.prefs.set, u.app.Preferences(), nil)
	if again.letters() != 150 || again.backups() != 3 || again.text(prefScale) != "averitec" || again.text(prefLanguage) != "en" || again.person() != "Anna" {
		t.Errorf("kept is\n%s", u.file())
	}
	u.types("v")
	if got := u.panel.Form().Value("scale"); got != u.parts.Scales()[1].ID() {
		t.Errorf("offered first is %s", got)
	}
}

// Who is in the workspace already is told of with another affiliation; who is new brings it along.
func TestTheAffiliationGoesIntoTheWorkspace(t *testing.T) {
	u := newDesk(t)
	affiliation := func() string {
		var p *model.Person
		err := u.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
			p, err = stateOf[*model.Person](r, model.NounPerson, u.who.ID())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return p.Affiliation
	}
	u.presses("Ctrl+,")
	u.fills("affiliation", "The Harbour Post")
	u.accepts()
	if got := affiliation(); got != "The Harbour Post" {
		t.Errorf("Anna is of %q", got)
	}
	u.presses("Ctrl+,")
	u.fills("person", "Cecilia")
	u.fills("affiliation", "Bladet")
	u.accepts()
	u.types("n")
	u.fills("text", "Seen.")
	u.accepts()
	if got := affiliation(); u.who.Name != "Cecilia" || got != "Bladet" {
		t.Errorf("%s is of %q", u.who.Name, got)
	}
	for name, want := range map[string]string{"Björn": "", "Anna": "The Harbour Post"} { // who sits down is of where they are, or of nowhere
		u.does("team.person")
		u.fills("name", name)
		u.accepts()
		if got := u.prefs.text(prefAffiliation); got != want || u.prefs.person() != name {
			t.Errorf("%s sits down, and %s of %q stands in the file", name, u.prefs.person(), got)
		}
	}
}

func TestAFileEditedByHandCountsAndItsFaultsAreTold(t *testing.T) {
	u := newDesk(t)
	u.edits("mine = true # stays\n\n[look]\nmode = \"dark\"\n[keys]\n\"claim.note\" = \"ctrl+shift+alt+n\"\n")
	if u.bar.notice.Visible() || !look.IsDark() || u.frame.command("claim.note").Key != "Ctrl+Alt+Shift+N" {
		t.Errorf("dark %v, key %s", look.IsDark(), u.frame.command("claim.note").Key)
	}
	u.does("view.mode")
	if got := u.file(); !strings.Contains(got, "mine = true # stays") || !strings.Contains(got, `mode = "light"`) {
		t.Errorf("the file is\n%s", got)
	}
	for text, says := range map[string]string{
		"[look]\nmode = dark\n[text]\nsize = 20\n":        "line 2: “mode = dark” is no setting",
		"[look]\nmode = \"pink\"\n[text]\nsize = 20\n":    "line 2: look.mode does not count. It can be \"system\"",
		"[text]\nsize = 20\napart = 100\n":                "line 3: text.apart does not count. It can be a number from 1.25 to 2.3",
		"[text]\nsize = 20\n[keys]\nclaim.note = \"C\"":   "", // C gives way
		"[text]\nsize = 20\n[keys]\nclaim.note = \"Tab\"": "line 4: keys.claim.note",
		"[text]\nsize = 20\n[keys]\nno.such = \"C\"":      "", // another version may have it
	} {
		u.bar.dismiss()
		u.edits(text)
		said := u.bar.asked
		if says == "" && said != "" || !strings.Contains(said, says) {
			t.Errorf("%q: %q", text, said)
		}
		if u.prefs.size() != 20 {
			t.Errorf("%q: the rest does not count", text)
		}
	}
}

func TestKeysOfTwoCommandsAreSwapped(t *testing.T) {
	u := newDesk(t)
	u.askKey("claim.note")
	u.presses("Ctrl+E") // which the menu takes first
	if said := u.panel.Form().Problem(); !strings.Contains(said, "Ctrl+E is “Export”") || u.frame.command("claim.note").Key != "N" {
		t.Fatalf("a key that is taken is told as %q", said)
	}
	u.panel.Form().Done()
	if a, b := u.frame.command("claim.note").Key, u.frame.command("team.export").Key; a != "Ctrl+E" || b != "N" {
		t.Fatalf("a note is %s, the export %s", a, b)
	}
	if got := u.keyOptions("write a note")[0].Right; got != "Ctrl+E" {
		t.Errorf("F1 has %s", got)
	}
	found := false
	for _, menu := range u.window.MainMenu().Items {
		for _, item := range menu.Items {
			found = found || strings.HasPrefix(item.Label, "Write a note") && strings.HasSuffix(item.Label, "Ctrl+E")
		}
	}
	if !found {
		t.Error("the menu has another key")
	}
	u.resetKey("claim.note")
	if a, b := u.frame.command("claim.note").Key, u.frame.command("team.export").Key; a != "N" || b != "Ctrl+E" {
		t.Errorf("reset: a note is %s, the export %s", a, b)
	}
	u.askKey("claim.note")
	for key, says := range map[string]string{"Ctrl+X": "does the same everywhere", "Ctrl+V": "does the same everywhere"} {
		u.key(key)
		if got := u.panel.Form().Problem(); !strings.Contains(got, says) {
			t.Errorf("%s: %q", key, got)
		}
	}
	u.presses("Escape", "Escape")
}

// Words that name a key name the one of now.
func TestWordsFollowTheKeys(t *testing.T) {
	u := newUI(t)
	u.giveKey("article.load", "Ctrl+Alt+Q", "")
	u.presses("Escape")
	u.types("c")
	if got := u.bar.message.Text; !strings.Contains(got, "(Ctrl+Alt+Q)") {
		t.Errorf("said is %q", got)
	}
	u.giveKey("article.load", "", "")
	u.presses("Escape")
	if got := words.X("needs.article"); !strings.Contains(got, "(File → Load articles)") {
		t.Errorf("said is %q", got)
	}
}

func TestBackupsAreMadeOnceADayAndTheOldestDropped(t *testing.T) {
	u := newDesk(t)
	u.prefs.put(map[string]any{prefBackups: int64(2)})
	folder := u.parts.BackupFolder
	all := func() []string {
		found, err := filepath.Glob(filepath.Join(folder, "desk-*.db"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	now := time.Now()
	for day := range 4 {
		u.types("n")
		u.fills("text", "Changed.")
		u.accepts()
		touched := now.AddDate(0, 0, day)
		if err := os.Chtimes(u.desk.Path(), touched, touched); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := backUpTo(folder, u.desk, now.AddDate(0, 0, day), u.prefs.backups()); err != nil {
				t.Fatal(err)
			}
		}
		if got := len(all()); got != min(day+1, 2) {
			t.Errorf("after day %d there are %d", day, got)
		}
	}
	last := all()[1]
	if !strings.Contains(last, now.AddDate(0, 0, 3).Format(time.DateOnly)) {
		t.Errorf("the newest is %s", last)
	}
	if desk, err := u.parts.Open(last, 0, nil); err != nil {
		t.Error(err)
	} else if err := desk.Close(); err != nil {
		t.Error(err)
	}
	u.keepBackup() // by the minute
	if u.bar.message.Text == "" {
		t.Error("the bar is empty")
	}
}

func TestThePanesAreFoundAsTheyWereLeft(t *testing.T) {
	u := newDesk(t)
	u.left.SetOffset(0.3)
	u.right.SetOffset(0.5)
	u.keepPanes()
	s, err := openSession(u.parts, newRunner(true), u.desk.Path(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	next := newFrame(u.app, s)
	if next.left.Offset != 0.3 || next.right.Offset != 0.5 {
		t.Errorf("after a restart they are %v and %v", next.left.Offset, next.right.Offset)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestWhatFyneKeptBeforeIsTakenOver(t *testing.T) {
	u := newUI(t)
	state := u.app.Preferences()
	state.SetString("mode", "dark")
	state.SetString("person", "Björn")
	state.SetFloat("size", 18)
	p := newPrefs(u.prefs.set, state, nil)
	if p.mode() != look.Dark || p.person() != "Björn" || p.size() != 18 || !strings.Contains(u.file(), "person = \"Björn\"") {
		t.Errorf("taken over is\n%s", u.file())
	}
	if state.String("mode") != "" {
		t.Error("it stands in two places")
	}
}

// What can be a key, and how it is read.
func TestKeysAreReadInAnyCaseAndOrder(t *testing.T) {
	for written, want := range map[string]string{
		"m": "M", "shift+ctrl+m": "Ctrl+Shift+M", "ALT+CTRL+f5": "Ctrl+Alt+F5", "å": "Å", "+": "+", "ctrl+plus": "Ctrl+Plus", "": "",
		"Ctrl+,": "Ctrl+,", "return": "Return", "Ctrl+pageup": "Ctrl+PageUp", "Shift+å": "Shift+Å",
	} {
		if got, fits := keyOf(written); !fits || got != want {
			t.Errorf("%q is %q, %v", written, got, fits)
		}
	}
	for _, written := range []string{"Tab", "Escape", "Left", "Ctrl+C", "Ctrl+", "Hyper+X", "xy", "Shift+1", "PageUp", "Ctrl+Return", " ", "Shift+F5"} {
		if got, fits := keyOf(written); fits {
			t.Errorf("%q is taken as %q", written, got)
		}
	}
	for _, c := range commands() {
		if key, fits := keyOf(c.Key); key != c.Key || !fits && !c.fixed() {
			t.Errorf("%s has the key %s, which is %s, %v", c.ID, c.Key, key, fits)
		}
		s := c.shortcut()
		switch {
		case s != nil && pressedKey(s) != c.Key && c.ID != "edit.paste":
			t.Errorf("%s is pressed as %s, not %s", c.ID, pressedKey(s), c.Key)
		case s == nil && c.letter() != 0 && typedKey(c.letter()) != c.Key:
			t.Errorf("%s is typed as %s, not %s", c.ID, typedKey(c.letter()), c.Key)
		}
	}
}

var _ form.Field = (*form.Keystroke)(nil)

// pressesNotice presses a button of what the bar asks.
func (u *ui) pressesNotice(label string) {
	u.Helper()
	for _, o := range test.LaidOutObjects(u.bar.notice) {
		if b, is := o.(*form.Press); is && b.Text == label {
			test.Tap(b)
			return
		}
	}
	u.Fatalf("nothing asks for %q: %q", label, u.bar.asked)
}

// With larger letters the menu is higher: what is below it is laid out anew, and the last line stays in the window.
func TestAHigherMenuPushesNothingOut(t *testing.T) {
	u := newDesk(t)
	w := &barred{Window: u.window}
	u.window = w
	u.does("pref")
	u.fills("text", "200")
	if size := u.window.Canvas().Size(); w.laid != size {
		t.Errorf("the window is laid out for %v, not %v", w.laid, size)
	}
}
