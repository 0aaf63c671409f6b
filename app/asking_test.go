//go:build !headless

package app

import (
	"path/filepath"
	"strings"
	"testing"

	"touchstone/app/form"
	"touchstone/model"

	"fyne.io/fyne/v2"
)

// A path that could not be loaded stands in the form again, with what is wrong with it.
func TestWhatCouldNotBeLoadedIsAskedForAgain(t *testing.T) {
	u := newDesk(t)
	for _, path := range []string{t.TempDir(), u.saves("program", "\x7fELF\x00\x01\x02\x00\x00\x00"), u.desk.Path()} {
		u.does("article.load")
		u.fills("path", path)
		u.panel.Form().Done()
		fm := u.panel.Form()
		if fm == nil || fm.Value("path") != path || fm.Problem() == "" {
			t.Fatalf("%s: the form is gone, and the bar says %q", filepath.Base(path), u.bar.asked)
		}
		fm.Cancel()
	}
}

// The space that presses a button is no letter of the field that the button goes to.
func TestTheSpaceThatPressesIsNotTyped(t *testing.T) {
	u := newDesk(t)
	u.selects("Repairs cost 19 million crowns")
	u.types("a")
	u.types("The town")
	for range 12 {
		if b, is := u.focused().(*form.Press); is && strings.HasPrefix(b.Text, "One step") {
			break
		}
		u.key("Tab")
	}
	u.focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) // as the driver does: the key, then its letter
	u.types(" ")
	u.types("Telagra")
	if got := u.panel.Form().Value("chain"); !strings.Contains(got, "Telagra") || strings.Contains(got, " Telagra") {
		t.Errorf("the links are %s", got)
	}
}

// The program proposes no source inside the claim's own words as the place where it is named: that would be refused.
func TestAProposalForAWholeSentenceIsTaken(t *testing.T) {
	u := newUI(t)
	const sentence = "The Ministry confirms that the bridge is closed, and states that repairs begin in May, reports Telagra."
	u.loadPaths([]string{u.writes("News\n\n" + sentence + "\n\nMore follows tomorrow.\n\nAgain:\n\n" + sentence)})
	u.selects(sentence)
	u.types("c")
	u.accepts()
	u.types("a")
	if chain := u.panel.Form().Value("chain"); !strings.Contains(chain, "Telagra") {
		t.Fatalf("proposed is %s", chain)
	}
	u.accepts()
	if got := u.current().Appearances[0].Attributions; len(got) == 0 {
		t.Error("nobody is said to say it")
	}
}

// Several sources of one link need not be named in the text.
func TestSeveralSourcesNeedNotBeNamedInTheText(t *testing.T) {
	u := newDesk(t)
	u.selects("Repairs cost 19 million crowns")
	u.types("a")
	u.types("TASS + Interfax")
	u.accepts()
	if got := u.state(); !strings.Contains(got, "TASS") || !strings.Contains(got, "Interfax") {
		t.Errorf("they are not stored: %.300s", got)
	}
}

// A copy that is not there is missed in the person's words, and the keyboard goes to where it is named.
func TestACopyThatIsNotThereIsMissed(t *testing.T) {
	u := newDesk(t)
	u.does("evidence.describe")
	u.fills("file", filepath.Join(u.folder, "nosuch.txt"))
	fm := u.panel.Form()
	fm.Done()
	if said := fm.Problem(); !strings.Contains(said, "is not there") || strings.Contains(said, "open ") || u.focused() != fm.Field("file").First() {
		t.Errorf("it says %q", said)
	}
}

// An arrow goes on from where the line around an option is, whether anything is chosen or not.
func TestAnArrowGoesOnFromWhereOneStands(t *testing.T) {
	u := newDesk(t)
	u.types("e")
	all := strings.Split(u.panel.Form().Field("stance").(*form.Choice).Keys(), ",") //nolint:forcetypeassert // it asks for one of three
	for i, press := range []string{"Down", "Down", "Up", "Up", "Up"} {
		u.key(press)
		want := all[[]int{1, 2, 1, 0, 0}[i]]
		if got := u.panel.Form().Value("stance"); got != want {
			t.Errorf("after %d arrows %q is chosen, not %q", i+1, got, want)
		}
	}
}

// The next export is offered as the last one was: nobody should send more than they meant.
func TestTheNextExportIsOfferedAsTheLastOneWas(t *testing.T) {
	u := newDesk(t)
	u.does("team.export")
	u.fills("format", "html")
	u.fills("scope", "claim")
	u.fills("path", filepath.Join(u.folder, "one.html"))
	u.accepts()
	u.does("team.export")
	fm := u.panel.Form()
	if fm.Value("format") != "html" || fm.Value("scope") != "claim" || filepath.Ext(fm.Value("path")) != ".html" {
		t.Errorf("offered is %s", fm.Values())
	}
	u.presses("Escape")
	u.choose("", false)
	u.does("team.export")
	if got := u.panel.Form().Value("scope"); got != "all" {
		t.Errorf("without a claim in focus %q is offered", got)
	}
}

// A button that has the keyboard edits nothing: what is taken back is the last step.
func TestAButtonDoesNotTakeUndo(t *testing.T) {
	u := newDesk(t)
	before := u.seq()
	u.presses("Ctrl+3")
	for range 12 {
		if _, is := u.focused().(*form.Press); is {
			break
		}
		u.key("Tab")
	}
	if _, is := u.focused().(*form.Press); !is {
		t.Fatalf("the keyboard is at %T", u.focused())
	}
	u.presses("Ctrl+Z")
	if u.seq() == before || !strings.HasPrefix(u.bar.message.Text, "Taken back") {
		t.Errorf("nothing is taken back; the bar says %q", u.bar.message.Text)
	}
}

// With the first article the keyboard leaves the first steps.
func TestTheKeyboardLeavesTheFirstStepsWithTheFirstArticle(t *testing.T) {
	u := newUI(t)
	u.stores(model.Load(model.Document{Text: "One\n\nTwo.", Found: map[string]string{}}, "", u.parts.Now()))
	u.poll()
	if u.shown == nil || !u.view.Focused() {
		t.Errorf("shown: %v; the keyboard is at %T", u.shown != nil, u.focused())
	}
}
