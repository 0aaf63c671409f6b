//go:build !headless

package app

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/app/cli"
	"touchstone/app/library"
	"touchstone/assets"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/exchange"
	"touchstone/storage/ingest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// ui is a window without a display, on a real workspace file.
type ui struct {
	testing.TB
	*frame
	folder string
	files  int
}

// partsIn are what main hands to the window, with everything in one folder.
func partsIn(folder string) cli.Parts {
	keys, set := storage.Keys{Folder: filepath.Join(folder, "keys")}, storage.ReadPreferences(filepath.Join(folder, "config"))
	now := time.Date(2025, 3, 14, 9, 0, 0, 0, time.UTC)
	return cli.Parts{
		Version: "test", Getenv: func(string) string { return "" },
		Open: func(path string, how cli.Access, progress func(int, int)) (cli.Desk, error) {
			return storage.Open(path, storage.Access(how), time.Now, progress)
		},
		Identity:    func(as string) (model.Identity, error) { return set.Identity(keys, "Anna", as) },
		Preferences: set, BackupFolder: filepath.Join(folder, "backups"), StateFolder: folder,
		Files: ingest.Files, ReadFile: ingest.ReadFile, ReadFrom: ingest.ReadFrom,
		Listed: ingest.Items, Head: ingest.Head, Reread: ingest.RereadSame, Fetch: ingest.Fetcher{Version: "test"}.Fetch,
		Export: exchange.Export, History: exchange.History, HistoryFormats: exchange.HistoryFormats(),
		Import: exchange.Read, Formats: exchange.Formats(), Scales: assets.Scales, Samples: assets.Samples(), Nonce: storage.Nonce,
		Now: func() time.Time {
			now = now.Add(time.Second)
			return now
		},
	}
}

func newUI(t testing.TB) *ui {
	t.Helper()
	folder := t.TempDir()
	a := test.NewTempApp(t)
	s, err := openSession(partsIn(folder), newRunner(true), filepath.Join(folder, "desk.db"), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	f := newFrame(a, s)
	w := test.NewTempWindow(t, nil)
	f.inhabit(w)
	w.Resize(fyne.NewSize(1280, 800))
	t.Cleanup(func() {
		if err := f.stop(); err != nil {
			t.Error(err)
		}
	})
	return &ui{TB: t, frame: f, folder: folder}
}

// types types into whatever has the keyboard.
func (u *ui) types(words string) {
	u.Helper()
	for _, r := range words {
		if focused := u.window.Canvas().Focused(); focused != nil {
			focused.TypedRune(r)
		} else {
			u.window.Canvas().OnTypedRune()(r)
		}
	}
}

// presses presses a named key, or the keys of a command.
func (u *ui) presses(keys ...string) {
	u.Helper()
	for _, key := range keys {
		if !u.command(key) {
			u.key(key)
		}
	}
}

// command does what the driver does first: it looks for the keys in the menu.
func (u *ui) command(key string) bool {
	for _, c := range u.table() {
		if c.Key == key && c.shortcut() != nil {
			u.fromMenu(c)
			return true
		}
	}
	return false
}

func (u *ui) key(key string) {
	held, name := fyne.KeyModifier(0), key
	for _, m := range []struct {
		prefix string
		held   fyne.KeyModifier
	}{{"Ctrl+", fyne.KeyModifierShortcutDefault}, {"Shift+", fyne.KeyModifierShift}, {"Alt+", fyne.KeyModifierAlt}} {
		if rest, found := strings.CutPrefix(name, m.prefix); found {
			name, held = rest, held|m.held
		}
	}
	focused := u.window.Canvas().Focused()
	switch {
	case held&^fyne.KeyModifierShift != 0:
		if s, ok := focused.(fyne.Shortcutable); ok {
			s.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(name), Modifier: held})
		}
	case name == "Tab" && held == 0 && !takesTab(focused):
		u.window.Canvas().FocusNext()
	case name == "Tab" && !takesTab(focused):
		u.window.Canvas().FocusPrevious()
	case focused == nil:
		u.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyName(name)})
	default:
		keyable, ok := focused.(desktop.Keyable)
		if ok && held != 0 {
			keyable.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			defer keyable.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		}
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(name)})
	}
}

func takesTab(focused fyne.Focusable) bool {
	t, is := focused.(fyne.Tabbable)
	return is && t.AcceptsTab()
}

// fills sets a field of the form that is open.
func (u *ui) fills(key, value string) {
	u.Helper()
	fm := u.panel.Form()
	if fm == nil || fm.Field(key) == nil {
		u.Fatalf("no form with a field %s is open; the bar says %q", key, u.bar.message.Text)
	}
	fm.Field(key).SetValue(value)
}

// accepts presses Ctrl+Enter, and the form must close.
func (u *ui) accepts() {
	u.Helper()
	fm := u.panel.Form()
	if fm == nil {
		u.Fatalf("no form is open; the bar says %q", u.bar.message.Text)
	}
	u.focus(fm.First())
	u.presses("Ctrl+Return")
	if u.panel.Form() == fm {
		u.Fatalf("the form %q stays open: %s", fm.Title, fm.Problem())
	}
}

// refused presses Ctrl+Enter, and the form must stay open with what was typed, and say some words.
func (u *ui) refused(wanted string) {
	u.Helper()
	fm := u.panel.Form()
	before := fm.Values()
	fm.Done()
	if u.panel.Form() != fm || !strings.Contains(fm.Problem(), wanted) || fm.Values() != before {
		u.Fatalf("the form was not refused with %q but %q", wanted, fm.Problem())
	}
}

// selects selects a quote of the shown text, the first of several.
func (u *ui) selects(quote string) {
	u.Helper()
	at := strings.Index(u.shown.text, quote)
	if at < 0 {
		u.Fatalf("the article does not contain %q", quote)
	}
	u.view.Select(span.Fragments{{Start: at, End: at + len(quote)}})
	u.toArticle("")
}

// writes makes a file and returns its path.
func (u *ui) writes(text string) string {
	u.Helper()
	u.files++
	path := filepath.Join(u.folder, fmt.Sprintf("article%d.txt", u.files))
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		u.Fatal(err)
	}
	return path
}

// sits seats another person.
func (u *ui) sits(name string) {
	u.Helper()
	if err := u.sit(name); err != nil {
		u.Fatal(err)
	}
}

// state is everything there is, but for who the people are: nobody undoes that.
func (u *ui) state() string {
	u.Helper()
	var all []any
	err := u.read(func(r workspace.Reader, b *sheet.Builder) error {
		for _, noun := range []model.Noun{model.NounArticle, model.NounClaim, model.NounEvidence, model.NounSource, model.NounScale} {
			ids, err := u.desk.List(noun)
			if err != nil {
				return err
			}
			for _, id := range ids {
				state, err := r.State(model.StreamOf(noun, id))
				if err != nil {
					return err
				}
				switch s := state.(type) {
				case *model.Article:
					all = append(all, sheet.Article(s))
				case *model.Claim:
					row, err := b.Claim(s)
					if err != nil {
						return err
					}
					all = append(all, row)
				case *model.Evidence:
					all = append(all, sheet.Evidence(s))
				case *model.Source:
					all = append(all, sheet.Source(s))
				case *model.Scale:
					all = append(all, sheet.Scale(s))
				}
			}
		}
		return nil
	})
	if err != nil {
		u.Fatal(err)
	}
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		u.Fatal(err)
	}
	return string(data)
}

const (
	bridge = "The bridge is unsafe"
	story  = "Bridge closed\n\nThe bridge is unsafe, the mayor says, reports Telagra.\n\nRepairs cost 19 million crowns.\n\nThe bridge is unsafe, the mayor says, reports Telagra."
)

// desk is a window with an article, a claim in two places with a chain, evidence, a verdict of one's own and one of a
// colleague's, and the claim in focus.
func newDesk(t testing.TB) *ui {
	t.Helper()
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	u.accepts()
	u.types("a")
	u.types("Telagra")
	u.presses("Tab")
	u.types("reports")
	u.accepts()
	u.types("e")
	u.fills("title", "Inspection")
	u.fills("url", "https://example.org/inspection")
	u.accepts()
	u.gives("true", "Seen.")
	u.sits("Björn")
	u.gives("false", "Not seen.")
	u.sits("Anna")
	u.library.Reload()
	u.library.Show(library.Articles)
	u.toArticle("")
	return u
}

// judged is a workspace with one claim, in focus, that Anna judged false; Björn sits there.
func judged(t testing.TB) *ui {
	t.Helper()
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	u.accepts()
	u.gives("false", "Closed means shut.")
	u.sits("Björn")
	return u
}

// gives gives a verdict on the claim in focus.
func (u *ui) gives(rating, rationale string) {
	u.Helper()
	u.toArticle("")
	u.types("v")
	u.fills("rating", rating)
	u.fills("rationale", rationale)
	u.accepts()
}
