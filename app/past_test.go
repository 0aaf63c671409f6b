//go:build !headless

package app

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// worked is a desk at which a claim was marked, judged, contested, settled, removed and marked again, with what was seen after every
// step.
func worked(t *testing.T) (u *ui, seen []seenThen) {
	u = newUI(t)
	u.loadPaths([]string{u.writes(story)})
	look := func() { seen = append(seen, seenThen{u.parts.Now(), u.state(), u.shownMarks()}) }
	look()
	for _, step := range []func(){
		func() { u.selects(bridge); u.types("c"); u.accepts() },
		func() { u.types("e"); u.fills("title", "Inspection"); u.accepts() },
		func() { u.gives("true", "The report counts 13 of 52.") },
		func() {
			u.sits("Björn")
			u.gives("false", "Damaged means closed: that is 4 of 52.")
			u.sits("Anna")
		},
		func() {
			u.types("V")
			u.fills("rating", "half-true")
			u.fills("rationale", "The report counts 13 of 52, of which 4 are closed.")
			u.fills("reason", "We agreed.")
			u.accepts()
		},
		func() { u.selects(bridge); u.presses("Delete"); u.fills("reason", "Another bridge."); u.accepts() },
		func() { u.presses("Ctrl+Z") },
		func() { u.types("n"); u.fills("text", "Called the town."); u.accepts() },
	} {
		u.toArticle("")
		step()
		look()
	}
	return u, seen
}

type seenThen struct {
	at    time.Time
	state string
	marks string
}

// shownMarks are the claims of the shown article, and the verdicts in the panel.
func (u *ui) shownMarks() string {
	if u.shown == nil {
		return "no article"
	}
	out := strings.Join(u.shown.order, " ") + " " + u.bar.counts.Text
	if c := u.panel.Claim(); c != nil {
		for _, v := range c.Verdicts {
			out += " " + v.Rating + v.Rationale + v.State
		}
	}
	return out
}

func TestTheDeskIsShownAsItWasThen(t *testing.T) {
	u, seen := worked(t)
	now := u.state()
	u.presses("Ctrl+Shift+H")
	if !u.then.on || u.window.Canvas().Focused() != fyne.Focusable(u.then.bar.typed) {
		t.Fatal("the desk of then is not shown, or the time has no keyboard")
	}
	for i, then := range slices.Backward(seen) {
		u.then.bar.typed.SetText(then.at.Local().Format("2006-01-02 15:04:05"))
		u.then.bar.typed.OnSubmitted(u.then.bar.typed.Text)
		if got := u.state(); got != then.state {
			t.Errorf("after %d steps the desk was\n%s\nand is shown as\n%s", i, then.state, got)
		}
		if got := u.shownMarks(); got != then.marks {
			t.Errorf("after %d steps %q was seen, and %q is shown", i, then.marks, got)
		}
		if !strings.Contains(u.then.bar.said.Text, clockTime(then.at)) {
			t.Errorf("the bar says %q", u.then.bar.said.Text)
		}
	}
	u.focus(u.then.bar.slider)
	u.presses("Escape")
	if u.then.on || u.state() != now || u.then.bar.object.Visible() {
		t.Error("Escape does not go back to now")
	}
	if u.claim == "" {
		t.Error("the claim that was in focus is not any more")
	}
}

// Whoever asks for the past types when, at once; Tab goes to the slider. Whoever comes from a step of a history has said when.
func TestTheTimeIsTypedRightAway(t *testing.T) {
	u, seen := worked(t)
	u.presses("Ctrl+Shift+H")
	u.types(clockTime(seen[1].at))
	u.presses("Return")
	if got := u.then.bar.typed.Text; got != clockTime(seen[1].at) || u.state() != seen[1].state {
		t.Errorf("the time is %q", got)
	}
	if u.presses("Tab"); u.window.Canvas().Focused() != fyne.Focusable(u.then.bar.slider) {
		t.Errorf("Tab goes to %T", u.window.Canvas().Focused())
	}
	u.presses("Escape")
	u.types("h")
	u.presses("Down", "Return")
	if !u.then.on || u.window.Canvas().Focused() != fyne.Focusable(u.then.bar.slider) {
		t.Errorf("from a step the keyboard goes to %T", u.window.Canvas().Focused())
	}
}

func TestTheSliderStopsWhereSomethingHappened(t *testing.T) {
	u, _ := worked(t)
	u.presses("Ctrl+Shift+H")
	last := u.then.bar.slider.Value
	if last != u.then.bar.slider.Max || int(last)+1 != len(u.then.times) {
		t.Errorf("the slider begins at %v of %v, of %d times", last, u.then.bar.slider.Max, len(u.then.times))
	}
	u.focus(u.then.bar.slider)
	u.key("Left")
	if u.then.moment.At != u.then.times[int(last)-1] {
		t.Errorf("the arrow goes to %v", u.then.moment.At)
	}
	u.key("Home")
	if u.then.moment.At != u.then.times[0] || u.panel.Claim() != nil && u.claim != "" {
		t.Errorf("Home goes to %v, where the claim %q stands", u.then.moment.At, u.claim)
	}
	u.key("End")
	if u.claim == "" {
		t.Error("the claim does not come back with its time")
	}
}

// Whatever is pressed, nothing is written: the past refuses with one line, and the door to the workspace is shut as well.
func TestNothingIsWrittenInThePast(t *testing.T) {
	u, _ := worked(t)
	u.presses("Ctrl+Shift+H")
	seq := func() int64 {
		n, err := u.desk.Seq()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := seq()
	if u.does("edit.steps"); u.panel.Form() != nil {
		t.Fatal("while a time is typed it is asked what to take back")
	}
	u.focus(u.then.bar.slider)
	for _, c := range commands() {
		if slices.Contains(looks, c.ID) {
			continue
		}
		u.bar.say("", false)
		u.runs(c, "")
		if fm := u.panel.Form(); fm != nil {
			t.Fatalf("%s asks %q in the past", c.ID, fm.Title)
		}
		if !strings.Contains(u.bar.message.Text, words.X("needs.now", "time", clockTime(u.then.moment.At))) {
			t.Errorf("%s says %q", c.ID, u.bar.message.Text)
		}
	}
	for _, id := range looks {
		if !slices.ContainsFunc(commands(), func(c command) bool { return c.ID == id }) {
			t.Errorf("%s is no command", id)
		}
	}
	u.dropped(fyne.Position{}, nil)
	var refused *model.Problem
	u.session.do(model.WriteNote(u.claim, "from the future"), nil, func(err error) { errors.As(err, &refused) })
	if refused == nil || refused.Code != "past.readonly" {
		t.Errorf("the door is open: %v", refused)
	}
	if u.desk.SaveSecret("x", "y") == nil || u.desk.Export(nil) == nil {
		t.Error("a secret is kept, or an export is written")
	}
	if _, err := u.desk.Merge("x", false, nil); err == nil {
		t.Error("something is merged into the past")
	}
	if seq() != before {
		t.Error("something was written")
	}
}

// What others write meanwhile does not change the past, and is there when now comes back.
func TestOthersWorkGoesOnWhileThePastIsLookedAt(t *testing.T) {
	u, seen := worked(t)
	u.presses("Ctrl+Shift+H")
	other, err := openSession(u.parts, newRunner(true), u.present().Path(), "Cecilia", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.tell = func([]workspace.Change) {}
	if _, err := other.ws.Do(model.WriteNote(u.claim, "From elsewhere.")); err != nil {
		t.Fatal(err)
	}
	u.poll()
	if got := u.state(); got != seen[len(seen)-1].state {
		t.Errorf("the past changed:\n%s", got)
	}
	u.presses("Escape")
	if notes := u.panel.Claim().Notes; len(notes) != 2 {
		t.Errorf("the notes are %v", notes)
	}
}

func TestThePastIsUnmistakable(t *testing.T) {
	u, _ := worked(t)
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		u.setMode(mode)
		now := u.app.Settings().Theme().Color(look.Paper, 0)
		u.presses("Ctrl+Shift+H")
		if then := u.app.Settings().Theme().Color(look.Paper, 0); then == now {
			t.Errorf("in %s the paper has the colour of now", mode)
		}
		if !u.then.bar.object.Visible() {
			t.Errorf("in %s no bar stands above the desk", mode)
		}
		u.presses("Escape")
		if then := u.app.Settings().Theme().Color(look.Paper, 0); then != now {
			t.Errorf("in %s the paper keeps the colour of then", mode)
		}
	}
}

// What was half typed waits, and the lists show what stood.
func TestFormsAndListsInThePast(t *testing.T) {
	u, _ := worked(t)
	u.types("n")
	u.types("half a thought")
	u.do("history.past", "")
	if u.panel.Form() != nil || !strings.Contains(u.draft("claim.note/claim:"+u.then.claim), "half a thought") {
		t.Errorf("the form %v stays open, or its words are lost: %v", u.panel.Form(), u.drafted())
	}
	u.focus(u.then.bar.slider)
	u.key("Home")
	u.library.Show(library.Claims)
	if ids := u.ids(library.Claims); len(ids) != 0 {
		t.Errorf("claims are listed before the first was marked: %v", ids)
	}
	u.presses("Ctrl+K")
	u.types("bridge")
	if got := u.panel.Form().Field("where").Value(); strings.Contains(got, "claim:") {
		t.Errorf("the palette finds %q", got)
	}
	u.presses("Escape", "Escape")
	if u.then.on {
		t.Error("the past is still looked at")
	}
}

// A colleague's verdict stands as of its time in the one reading, and as of its import in the other.
func TestTheTwoReadingsOfThePast(t *testing.T) {
	u := newDesk(t)
	claim := u.claim
	other := newUI(t)
	later := u.parts.Now().Add(time.Hour)
	other.parts.Now = func() time.Time { later = later.Add(time.Second); return later }
	path := filepath.Join(u.folder, "anna.json")
	u.presses("Ctrl+E")
	u.fills("path", path)
	u.accepts()
	other.takes(path)
	other.sits("Cecilia")
	other.open(claim)
	other.gives("half-true", "Seen by half.")
	given := other.current().Verdicts[2].At
	back := filepath.Join(u.folder, "cecilia.json")
	other.presses("Ctrl+E")
	other.fills("path", back)
	other.accepts()
	before := time.Now() // by which things come into a file in tests
	u.takes(back)
	u.choose(claim, false)
	for _, want := range []struct {
		m workspace.Moment
		n int
	}{
		{workspace.Moment{At: given.Add(-time.Millisecond)}, 2},
		{workspace.Moment{At: given}, 3},
		{workspace.Moment{At: before, Known: true}, 2},
		{workspace.Moment{At: time.Now(), Known: true}, 3},
	} {
		u.lookBack(want.m, "")
		if got := len(u.panel.Claim().Verdicts); got != want.n {
			t.Errorf("as of %v %d verdicts stand, want %d", want.m, got, want.n)
		}
	}
	u.then.bar.reading.SetSelectedIndex(0)
	if u.then.moment.Known || !strings.Contains(u.then.bar.said.Text, "as of") {
		t.Errorf("the other reading is not read; the bar says %q", u.then.bar.said.Text)
	}
	u.presses("Escape")
	u.types("h")
	if d := u.stepDetail(u.saying("Half true"), ""); !strings.Contains(strings.Join(d.Lines, "|"), "came into this workspace") {
		t.Errorf("it is not said that it came in later: %v", d.Lines)
	}
}

// takes merges a file in.
func (u *ui) takes(path string) {
	u.Helper()
	u.presses("Ctrl+I")
	u.fills("path", path)
	u.accepts() // the rehearsal opens the question
	u.accepts()
}

// What cannot be done in the past cannot be pressed there, and can be again afterwards.
func TestWhatCannotBeDoneInThePastCannotBePressed(t *testing.T) {
	u := newDesk(t)
	pressable := func() (tools, inPanel int) {
		for _, o := range u.tools.Objects {
			if !o.(*tool).Disabled() {
				tools++
			}
		}
		for _, o := range test.LaidOutObjects(u.panel.Object()) {
			if b, is := o.(*form.Press); is && !b.Disabled() {
				inPanel++
			}
		}
		return tools, inPanel
	}
	tools, inPanel := pressable()
	u.does("history.past")
	if a, b := pressable(); a != 0 || b != 1 { // the panel's is the history
		t.Errorf("%d tools and %d buttons of the claim can be pressed in the past", a, b)
	}
	u.does("history.now")
	if a, b := pressable(); a != tools || b != inPanel {
		t.Errorf("%d tools and %d buttons can be pressed afterwards, before it were %d and %d", a, b, tools, inPanel)
	}
}
