//go:build !headless

package app

import (
	"reflect"
	"strings"
	"testing"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/model"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// Wherever Tab goes in the claim's panel, it is in sight, and something shows that it is there.
func TestTabIsSeenWhereverItGoesInTheClaim(t *testing.T) {
	u := newDesk(t)
	u.window.Resize(fyne.NewSize(1024, 500))
	u.presses("Ctrl+3")
	driver, c := fyne.CurrentApp().Driver(), u.window.Canvas()
	room := driver.AbsolutePositionForObject(u.panel.Object())
	bottom := room.Y + u.panel.Object().Size().Height
	stops := 0
	for range 40 {
		o, is := c.Focused().(fyne.CanvasObject)
		if !is || driver.AbsolutePositionForObject(o).X < room.X {
			break
		}
		stops++
		if y := driver.AbsolutePositionForObject(o).Y; y < room.Y || y+o.Size().Height > bottom {
			t.Errorf("stop %d, a %T, is out of sight: at %.0f of %.0f to %.0f", stops, o, y, room.Y, bottom)
		}
		with := c.Capture()
		c.Unfocus()
		if reflect.DeepEqual(with, c.Capture()) {
			t.Errorf("stop %d, a %T, looks as without the keyboard", stops, o)
		}
		c.Focus(o.(fyne.Focusable))
		c.FocusNext()
	}
	if stops < 10 {
		t.Errorf("only %d stops", stops)
	}
}

// A button in the theme's colour shows that it has the keyboard, too.
func TestTheButtonThatAcceptsShowsTheKeyboard(t *testing.T) {
	u := newDesk(t)
	u.types("n")
	c := u.window.Canvas()
	for range 10 {
		c.FocusNext()
		b, is := c.Focused().(*form.Press)
		if !is || b.Text != "Save" {
			continue
		}
		with := test.RenderObjectToMarkup(b)
		c.Unfocus()
		if with == test.RenderObjectToMarkup(b) || !strings.Contains(with, "foreground") {
			t.Errorf("it is drawn as\n%s", with)
		}
		return
	}
	t.Error("Tab does not come to it")
}

// Escape leaves a form wherever the keyboard is.
func TestEscapeLeavesAFormFromTheText(t *testing.T) {
	u := newDesk(t)
	u.types("n")
	u.presses("Ctrl+2", "Escape")
	if u.panel.Form() != nil {
		t.Error("the form stays")
	}
}

// Of several verdicts of others it is asked which one is meant.
func TestWhichVerdictIsSecondedIsAsked(t *testing.T) {
	u := newDesk(t)
	u.sits("Chloé")
	u.types("b")
	which := u.panel.Form().Field("which")
	if which == nil {
		t.Fatal("nothing is asked")
	}
	var annas string
	for _, v := range u.heads() {
		if v.Rating == "true" {
			annas = v.ID
		}
	}
	which.SetValue(annas)
	u.panel.Form().Done()
	u.accepts()
	for _, v := range u.heads() {
		if (len(v.Seconds) == 1) != (v.ID == annas) {
			t.Errorf("%s is seconded by %d", v.Rating, len(v.Seconds))
		}
	}
}

// Where a reason is missing, the keyboard goes there.
func TestAMissingReasonIsGoneTo(t *testing.T) {
	u := newDesk(t)
	u.does("verdict.settle")
	u.fills("rating", "true")
	u.fills("rationale", "Both agree.")
	u.panel.Form().Done()
	reason := u.panel.Form().Field("reason")
	if reason == nil || u.window.Canvas().Focused() != reason.First() {
		t.Error("the keyboard is elsewhere")
	}
}

// What no address, no time and no file is is refused where it is typed, in the words of the window.
func TestAddressesTimesAndPathsAreLookedAt(t *testing.T) {
	u := newDesk(t)
	u.types("p")
	if u.panel.Form() != nil || !strings.HasPrefix(u.bar.message.Text, "⚠") {
		t.Error("two verdicts stand, and one is asked where it was published")
	}
	u.does("verdict.settle")
	u.fills("rating", "true")
	u.fills("rationale", "Both agree.")
	u.fills("reason", "Adjudication.")
	u.accepts()
	u.toArticle("")
	u.types("p")
	u.fills("url", "not a url")
	u.refused("no web address")
	u.presses("Escape")
	u.types("C")
	u.fills("statement", "The sea is level")
	u.fills("timecode", "99:99:99")
	u.refused("hours, minutes and seconds")
	u.fills("timecode", "1:02:33")
	u.fills("url", "nonsense here")
	u.refused("no web address")
	u.presses("Escape")
	u.types("l")
	u.fills("text", "Bron är farlig")
	u.fills("into", "Bron är farlig")
	u.refused("two or three letters")
	u.presses("Escape")
	u.presses("Ctrl+E")
	u.fills("path", u.folder+"/nowhere/x.json")
	u.refused("is not there")
	u.presses("Escape", "Ctrl+O")
	u.fills("path", u.folder+"/nothing.txt")
	u.refused("is not there")
}

// Of several forms that were not finished the last one is offered first, and the others when it is done.
func TestWhatWasTypedLastIsOfferedFirst(t *testing.T) {
	u := newDesk(t)
	u.types("n")
	u.fills("text", "An older note")
	u.presses("Escape")
	u.types("v")
	u.fills("rating", "false")
	u.fills("rationale", "The newest words")
	u.presses("Escape")
	u.offerDrafts()
	if got := u.drafted(); len(got) != 2 || !strings.HasPrefix(got[0], "verdict.give/") || !strings.Contains(u.bar.asked, "Give a verdict") {
		t.Fatalf("offered is %q of %q", u.bar.asked, got)
	}
	command, about, _ := strings.Cut(u.drafted()[0], "/")
	u.bar.dismiss()
	u.offering = true
	u.resume(command, about)
	u.fills("reason", "It is so.")
	u.accepts()
	if !strings.Contains(u.bar.asked, "Write a note") {
		t.Errorf("afterwards %q is offered", u.bar.asked)
	}
}

// A history that is filtered says ratings as the whole one does, and which verdict was withdrawn.
func TestAFilteredHistoryKnowsItsRatings(t *testing.T) {
	u := newDesk(t)
	u.sits("Chloé")
	var björns string
	for _, v := range u.heads() {
		if v.Rating == "false" {
			björns = v.ID
		}
	}
	u.atOnce(model.StandBehind(björns, model.RoleSecond, ""))
	u.sits("Björn")
	u.atOnce(model.Withdraw(björns, "mistaken"))
	u.sits("Chloé")
	told := func(by string) string {
		u.toArticle("")
		u.types("h")
		u.chronicle.asked.Filter.By = by
		u.askHistory(nil)
		defer u.closeHistory(false)
		var all []string
		for _, r := range u.chronicle.told.rows {
			all = append(all, u.chronicle.told.what(r))
		}
		return strings.Join(all, "\n")
	}
	if got := told(u.who.ID()); got != "stood behind a verdict: Björn’s False" {
		t.Errorf("of one person it says %q", got)
	}
	if got := told(""); !strings.Contains(got, "withdrew a verdict: False") {
		t.Errorf("it says\n%s", got)
	}
}

// The status line does not go on saying that a text is read when it has been.
func TestReadingForProposalsIsNotSaidForEver(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(news)})
	u.toArticle("")
	u.types("t")
	u.loadPaths([]string{u.writes(story)})
	u.show(u.ids(library.Articles)[0])
	u.show(u.ids(library.Articles)[1])
	if strings.Contains(u.bar.message.Text, "Looking for") {
		t.Errorf("the bar says %q", u.bar.message.Text)
	}
}

// Ctrl+Enter accepts a form wherever the keyboard is.
func TestAFormIsAcceptedFromTheToolbar(t *testing.T) {
	u := newDesk(t)
	u.types("n")
	u.fills("text", "Called the town.")
	u.focus(u.tools.Objects[0].(fyne.Focusable))
	u.otherwise(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if u.panel.Form() != nil || len(u.panel.Claim().Notes) != 1 {
		t.Error("it is not accepted")
	}
}

// C and Enter mark: the wording is one paragraph.
func TestEnterMarks(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	u.presses("Return")
	if c := u.current(); c == nil || c.Statement != bridge {
		t.Error("nothing is marked")
	}
}

// The keyboard goes to the field that was refused.
func TestTheKeyboardGoesToTheFieldThatWasRefused(t *testing.T) {
	u := newDesk(t)
	refused := func(key, why string) {
		t.Helper()
		fm := u.panel.Form()
		fm.Done()
		if !strings.Contains(fm.Problem(), why) || u.window.Canvas().Focused() != fm.Field(key).First() {
			t.Errorf("with %s to be put right the form says %q, and the keyboard is at %T", key, fm.Problem(), u.window.Canvas().Focused())
		}
	}
	u.types("y")
	refused("publisher", "nothing is written")
	u.types("The Checkers")
	refused("url", "nothing is written")
	u.types("somewhere")
	u.fills("rating", "Wrong")
	u.focus(u.panel.Form().Field("rating").First())
	refused("url", "no web address")
	u.fills("url", "checkers.example/1")
	u.focus(u.panel.Form().Field("rating").First())
	u.fills("date", "last week")
	refused("date", "date")
	u.presses("Escape")
	u.toArticle("")
	u.types("v")
	refused("rating", "choose one")
	u.types("1")
	refused("rationale", "rationale")
}
