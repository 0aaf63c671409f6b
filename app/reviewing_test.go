//go:build !headless

package app

import (
	"strings"
	"testing"

	"touchstone/app/review"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// newer loads a newer text of the article that is shown.
func (u *ui) newer(text string) {
	u.Helper()
	path := u.writes(text)
	u.types("u")
	u.presses("Ctrl+A")
	u.fills("path", path)
	u.accepts()
}

func reviewJourneys() []journey {
	return []journey{
		{"article.newer", true, func(u *ui) {
			u.newer("News of number " + strings.Repeat("i", u.files+1) + ".\n\n" + u.shown.text)
			u.is(u.shown.capture > 0 && u.shown.capture == len(u.shown.article.Captures)-1, "the newer text is not shown")
			u.closeReview()
			u.back()
		}},
		{"article.review", false, func(u *ui) {
			if len(u.shown.article.Captures) < 2 {
				u.presses("Ctrl+U")
				u.is(!u.reviewing.on, "one text is reviewed")
				return
			}
			u.presses("Ctrl+U")
			u.is(u.reviewing.on, "nothing is reviewed")
			u.presses("Ctrl+U")
			u.is(!u.reviewing.on, "the review goes on")
		}},
		{"article.older", false, func(u *ui) {
			was := u.shown.capture
			u.presses("Ctrl+PageUp")
			u.is(u.shown.capture == max(was-1, 0), "another text is shown")
			u.showCapture(was)
		}},
		{"article.later", false, func(u *ui) {
			was := u.shown.capture
			u.presses("Ctrl+PageDown")
			u.is(u.shown.capture == min(was+1, len(u.shown.article.Captures)-1), "another text is shown")
			u.showCapture(was)
		}},
	}
}

const olderText = `Bridge closed

The bridge is unsafe, says the mayor. Divers found cracks in it on Tuesday.

Repairs cost 19 million crowns, according to Telagra. “Nobody was hurt,” she said.

Traffic stands still. The ministry promised an answer by Friday.

The harbour is closed. Nobody knows for how long, says Ann Lee.
`

const newerText = `Bridge closed

A correction was made on Friday.

The bridge is unsafe, says the mayor. Two divers found deep cracks in it on Tuesday.

Repairs cost 23 million crowns, according to Telagra. "Nobody was hurt," she said.

The harbour is closed. Nobody knows for how long, says Ann Lee.
`

func TestReviewOfANewerText(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(olderText)})
	for _, quote := range []string{
		"The bridge is unsafe", "Divers found cracks in it on Tuesday.", "Repairs cost 19 million crowns",
		"“Nobody was hurt,” she said.", "The ministry promised an answer by Friday.", "The harbour is closed.",
	} {
		u.selects(quote)
		u.types("c")
		u.accepts()
	}
	u.newer(newerText)
	if !u.reviewing.on || len(u.reviewing.rows) != 6 {
		t.Fatalf("the review shows %d rows", len(u.reviewing.rows))
	}
	statuses := func() string {
		var all []string
		for _, r := range u.reviewing.rows {
			s := string(r.Status)
			if r.Open {
				s += "!"
			}
			all = append(all, s)
		}
		return strings.Join(all, " ")
	}
	wants := func(what, want string) {
		t.Helper()
		if got := statuses(); got != want {
			t.Fatalf("%s: %s, not %s", what, got, want)
		}
	}
	wants("loaded", "moved changed! changed! changed! lost! moved")
	if got := u.reviewing.panel.Chosen(); got != u.reviewing.rows[1].Appearance {
		t.Error("the first open one is not chosen")
	}
	before := u.state()
	u.reviewDeed(review.Safe, "")
	wants("the safe ones accepted", "moved changed! changed! changed lost! moved")
	u.key("Return") // the list has the keyboard
	wants("one accepted", "moved changed changed! changed lost! moved")
	u.reviewDeed(review.Drop, u.reviewing.rows[2].Appearance)
	wants("one dropped", "moved changed changed lost! moved")
	u.selects("A correction was made on Friday.")
	u.reviewing.choose(u.reviewing.rows[3].Appearance)
	u.types("m")
	wants("the lost one placed", "moved changed changed changed moved")
	u.types("n")
	u.is(strings.Contains(u.state(), "The wording changed."), "no note was written")
	for range 5 {
		u.does("edit.undo")
	}
	if got := u.state(); got != before {
		t.Errorf("taken back it is another state:\n%s", diff(before, got))
	}
	wants("taken back", "moved changed! changed! changed! lost! moved")
	if u.header.open.Visible() {
		t.Error("during the review the header offers it")
	}
	u.key("Escape")
	if u.reviewing.on {
		t.Error("Escape does not close the review")
	}
	if !u.header.open.Visible() || !strings.Contains(u.header.open.Text, "4 claims") {
		t.Errorf("what waits is not told of: %q", u.header.open.Text)
	}
	u.does("edit.undo")
	if len(u.shown.article.Captures) != 1 || u.shown.text != olderText {
		t.Error("the newer text is not taken back")
	}
}

// An older text says what it said: its claims are shown in it as they stand there.
func TestOlderTextsAreShown(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(olderText)})
	u.selects("Repairs cost 19 million crowns")
	u.types("c")
	u.accepts()
	u.newer(newerText)
	u.closeReview()
	u.presses("Ctrl+PageUp")
	if u.shown.text != olderText || len(u.shown.claims) != 1 {
		t.Errorf("%d claims in %q", len(u.shown.claims), u.shown.text[:20])
	}
	u.presses("Ctrl+PageDown")
	if u.shown.text != newerText || len(u.shown.claims) != 1 {
		t.Errorf("%d claims in %q", len(u.shown.claims), u.shown.text[:20])
	}
	var of []model.Appearance
	err := u.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for id := range u.shown.claims {
			c, err := stateOf[*model.Claim](r, model.NounClaim, id)
			if err != nil {
				return err
			}
			of = c.Appearances
		}
		return nil
	})
	if err != nil || len(of) != 2 || of[1].Confirmed {
		t.Errorf("%v %v", of, err)
	}
}

// Any two texts of an article can be compared, and what was settled in between is told of there.
func TestAnyTwoTextsAreCompared(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(olderText)})
	u.selects("Divers found cracks in it on Tuesday.")
	u.types("c")
	u.accepts()
	u.newer(newerText)
	u.newer(newerText + "\nThe harbour opened again.\n")
	r := u.reviewing
	if len(r.texts.Options) != 2 || len(r.newer.Options) != 2 || u.shown.capture != 2 {
		t.Fatalf("of three texts %d older and %d newer ones are offered at text %d", len(r.texts.Options), len(r.newer.Options), u.shown.capture+1)
	}
	if r.text != newerText {
		t.Error("the text before the latest does not stand beside it")
	}
	r.texts.SetSelectedIndex(0)
	if r.text != olderText || u.shown.capture != 2 {
		t.Error("the first text does not stand beside the latest")
	}
	r.newer.SetSelectedIndex(0)
	if u.shown.text != newerText || r.text != olderText || !r.on {
		t.Errorf("the second text does not stand beside the first")
	}
	if len(r.texts.Options) != 1 || len(r.rows) != 1 || r.rows[0].Text != u.shown.article.Captures[0].Text {
		t.Errorf("%d older texts, rows %v", len(r.texts.Options), r.rows)
	}
	if len(r.come) == 0 {
		t.Error("what changed is not shown")
	}
	u.key("Escape")
	if r.on {
		t.Error("Escape does not close the review")
	}
}
