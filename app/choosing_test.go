//go:build !headless

package app

import (
	"testing"

	"touchstone/app/form"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// cites opens the form for evidence with the list of kinds open.
func (u *ui) cites() *form.Form {
	u.Helper()
	u.toArticle("")
	u.types("e")
	fm := u.panel.Form()
	u.focus(fm.Field("kind").First())
	u.key(string(fyne.KeySpace))
	if u.focused() == fm.Field("kind").First() {
		u.Fatal("the list does not open")
	}
	return fm
}

func (u *ui) chose(fm *form.Form, kind, field string) {
	u.Helper()
	if got := fm.Value("kind"); got != kind {
		u.Errorf("%q is chosen, not %q", got, kind)
	}
	if field != "" && u.focused() != fm.Field(field).First() {
		u.Errorf("the keyboard is at %T, not at %s", u.focused(), field)
	}
}

// What is highlighted in an open list is taken with Tab, Enter and Ctrl+Enter, which then do what they do in every field.
func TestAnOpenListTakesTheKeysOfAForm(t *testing.T) {
	u := newDesk(t)
	fm := u.cites()
	u.key("Down")
	u.key("Tab")
	u.chose(fm, evidenceKinds[1], "quote")
	u.key("Escape")

	fm = u.cites()
	u.key("Down")
	u.key("Escape")
	u.chose(fm, evidenceKinds[0], "kind")
	u.key("Down") // opens it as well
	u.key("End")
	u.key("Return")
	u.chose(fm, evidenceKinds[len(evidenceKinds)-1], "kind")
	u.key("Escape")

	fm = u.cites()
	u.key("Home")
	fm.Field("title").SetValue("A register")
	u.key("Down")
	u.key("Down")
	u.key("Ctrl+Return")
	u.chose(fm, evidenceKinds[2], "")
	if u.panel.Form() != nil {
		t.Error("Ctrl+Enter does not accept the form")
	}
}

// A letter opens the list, goes to the next option that begins with it, and around to the first again.
func TestALetterGoesThroughAnOpenList(t *testing.T) {
	u := newDesk(t)
	fm := u.cites()
	u.types("d") // document
	u.types("d") // data
	u.key("Return")
	u.chose(fm, "data", "kind")
	u.types("d") // opens it, and goes on from what is chosen
	u.types("#")
	u.key("Return")
	u.chose(fm, "document", "kind")
}

// A list is as high as there is room, and a click takes what is under the pointer.
func TestAnOpenListIsClicked(t *testing.T) {
	u := newDesk(t)
	u.window.Resize(fyne.NewSize(900, 300))
	fm := u.cites()
	u.key("End")
	list := u.window.Canvas().Overlays().Top()
	if list == nil || list.Size().Height > u.window.Canvas().Size().Height {
		t.Fatal("the list is not above the form, or higher than the window")
	}
	u.key("Escape")
	fm.Field("kind").SetValue(evidenceKinds[2])
	u.key(string(fyne.KeySpace))
	test.TapCanvas(u.window.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(u.focused().(fyne.CanvasObject)).AddXY(20, 10))
	u.chose(fm, evidenceKinds[0], "kind")
}

// A list goes with its form, and when something else is done: it would take the keys of that.
func TestAListThatIsOpenIsClosedWithItsForm(t *testing.T) {
	u := newDesk(t)
	closed := func(after string) {
		t.Helper()
		if u.window.Canvas().Overlays().Top() != nil {
			t.Fatalf("after %s the list is still open", after)
		}
	}
	u.cites()
	u.presses("Ctrl+K")
	closed("going elsewhere")
	u.types("verdict")
	if got := u.panel.Form().Value("filter"); got != "verdict" {
		t.Errorf("typed is %q", got)
	}
	u.presses("Escape")
	u.cites().Cancel()
	closed("leaving the form")
	u.cites()
	u.presses("Ctrl+L")
	closed("going to the table")
}

// Ctrl+Enter in the list of languages chooses and accepts, though everything is said anew in between.
func TestALanguageIsChosenAndAcceptedAtOnce(t *testing.T) {
	u := newDesk(t)
	u.does("pref")
	u.focus(u.panel.Form().Field("language").First())
	u.types("s")
	u.key("Ctrl+Return")
	if u.panel.Form() != nil || words.X("form.save") != "Spara" {
		t.Errorf("the form is open: %v; saving is called %q", u.panel.Form() != nil, words.X("form.save"))
	}
	words.Speak("en")
}
