//go:build !headless

package app

import (
	"strings"
	"testing"

	"touchstone/app/library"
	"touchstone/model"
	"touchstone/model/span"
)

const inspection = "Report on the bridge\n\nThe inspectors found no crack in any of the twelve piers.\n\nThe deck is worn."

func passageJourneys() []journey {
	return []journey{
		{"evidence.passage", false, func(u *ui) {
			home, claim := u.shown.article.ID(), u.claim
			u.quotes(inspection+strings.Repeat("!", u.files), "no crack in any of the twelve piers")
			u.types("J")
			u.is(u.claim == claim, "the claim is not in focus again")
			u.does("evidence.passage")
			if fm := u.panel.Form(); fm != nil { // of several the last
				fm.Field("which").SetValue(u.current().Evidence[len(u.current().Evidence)-1].ID)
				fm.Done()
			}
			u.is(u.view.Selected().Text(u.shown.text) == "no crack in any of the twelve piers", "the passage is not shown")
			u.presses("Ctrl+Z", "Ctrl+Z") // the words that were cited, and the text
			u.show(home)
			u.open(claim)
			u.toArticle("")
		}},
		{"claim.last", false, func(u *ui) {
			home, claim := u.shown.article.ID(), u.claim
			u.loadPaths([]string{u.writes(unlike(u.files + 1))})
			u.is(u.claim == "", "a claim of another article is in focus")
			u.types("J")
			u.is(u.claim == claim && u.shown.article.ID() == home, "the claim is not in focus again")
			u.presses("Ctrl+Z")
			u.back()
		}},
	}
}

// quotes loads a text, and cites words of it on the claim that was in focus.
func (u *ui) quotes(text, quote string) {
	u.Helper()
	u.loadPaths([]string{u.writes(text)})
	u.selects(quote)
	u.types("e")
	u.fills("stance", "refutes")
	u.accepts()
}

// Words that are selected in a loaded text are cited on the claim that was in focus, and are found again in that text, also when it
// was corrected since.
func TestSelectedWordsAreCitedAndFoundAgain(t *testing.T) {
	u := newDesk(t)
	claim := u.claim
	const quote = "no crack in any of the twelve piers"
	u.quotes(inspection, quote)
	u.types("J")
	if u.claim != claim {
		t.Fatal("Shift+J does not go back to the claim")
	}
	cited := u.panel.Claim().Evidence[1]
	if cited.Quote != quote || cited.Stance != "refutes" || cited.Title != "Report on the bridge" {
		t.Errorf("cited is %+v", cited)
	}
	u.types("T")
	if got := u.view.Selected().Text(u.shown.text); got != quote {
		t.Errorf("shown is %q", got)
	}

	u.loadInto([]string{u.writes(strings.Replace(inspection, "The inspectors found", "The two inspectors found", 1))}, u.shown.article.ID(), u.unread)
	u.open(claim)
	u.types("T")
	if got := u.view.Selected().Text(u.shown.text); got != quote || !strings.Contains(u.shown.text, "two inspectors") {
		t.Errorf("in the newer text shown is %q", got)
	}

	u.loadInto([]string{u.writes(strings.Replace(inspection, "the twelve piers", "the piers", 1))}, u.shown.article.ID(), u.unread)
	u.open(claim)
	u.types("T")
	if got := u.view.Selected().Text(u.shown.text); got != quote {
		t.Errorf("words that the newest text lost are shown as %q, not where they stand in the one before", got)
	}
}

// Of one text all that is cited is one piece of evidence, for every claim.
func TestPassagesOfOneTextAreOnePieceOfEvidence(t *testing.T) {
	u := newDesk(t)
	u.quotes(inspection, "no crack in any of the twelve piers")
	u.selects("The deck is worn.")
	u.types("e")
	u.fills("stance", "supports")
	u.accepts()
	u.types("J")
	all := u.current().Evidence
	if len(all) != 3 || all[1].Evidence != all[2].Evidence || all[1].Quote == all[2].Quote {
		t.Errorf("cited is %+v", all)
	}
}

// Words whose text is not here are said to be, and no other article is shown.
func TestAPassageOfATextThatIsNotHere(t *testing.T) {
	u := newDesk(t)
	u.types("e")
	u.fills("title", "Log")
	u.fills("url", "example.org/log")
	u.fills("quote", "no crack")
	u.accepts()
	u.types("T")
	if got := u.bar.message.Text; !strings.Contains(got, "Log") || !strings.HasPrefix(got, "⚠") {
		t.Errorf("the bar says %q", got)
	}
	if u.shown.article.Title != "Bridge closed" {
		t.Errorf("shown is %q", u.shown.article.Title)
	}
}

// Without a claim in focus, and none before, E asks for which claim the selected words are evidence.
func TestEvidenceIsGatheredBeforeAClaimIsChosen(t *testing.T) {
	u := newDesk(t)
	claim := u.claim
	u.attach(u.session)
	u.loadPaths([]string{u.writes(inspection)})
	u.selects("The deck is worn.")
	u.types("e")
	u.refused("For which claim")
	u.fills("claim", "bridge unsafe")
	u.fills("stance", "context")
	u.accepts()
	u.open(claim)
	if got := u.panel.Claim().Evidence; len(got) != 2 || got[1].Quote != "The deck is worn." {
		t.Errorf("cited is %+v", got)
	}
}

// What is shown is said to be what was cited only where it is: other words, part of a word, and words that stand several times are
// told apart.
func TestAPassageIsNotGuessed(t *testing.T) {
	u := newDesk(t)
	claim := u.claim
	u.quotes("Counted\n\nOf the piers 9 have cracks. Is it safe? No.\n\nIs the deck worn? No.", "9 have cracks.")
	article := u.shown.article.ID()
	u.loadInto([]string{u.writes("Counted\n\nOf the piers 19 have cracks. Is it safe? No.\n\nIs the deck worn? No.")}, article, u.unread)
	u.closeReview()
	u.open(claim)
	u.toArticle("")
	u.types("T")
	if got := u.view.Selected().Text(u.shown.text); got != "9 have cracks." || strings.Contains(u.shown.text, "19") || strings.HasPrefix(u.bar.message.Text, "⚠") {
		t.Errorf("shown is %q; the bar says %q", u.view.Selected().Text(u.shown.text), u.bar.message.Text)
	}

	u.show(article)
	at := strings.LastIndex(u.shown.text, "No.")
	u.view.Select(span.Fragments{{Start: at, End: at + 3}})
	u.toArticle("")
	u.types("e")
	u.accepts()
	u.open(claim)
	u.toArticle("")
	u.types("T")
	u.fills("which", u.current().Evidence[len(u.current().Evidence)-1].ID)
	u.panel.Form().Done()
	if got := u.bar.message.Text; !strings.HasPrefix(got, "⚠") || !strings.Contains(got, "2 times") {
		t.Errorf("of words that stand twice the bar says %q", got)
	}
}

func TestOtherWordsThanTheCitedOnesAreSaidToBe(t *testing.T) {
	u := newDesk(t)
	u.quotes("Report\n\nThe inspectors found no crack in any of the twelve piers of the bridge.", "The inspectors found no crack in any of the twelve piers")
	article := u.shown.article
	u.types("J")
	e := u.current().Evidence[1]
	u.atOnce(model.Cite(u.claim, model.Evident{ID: e.Evidence, Quote: "The inspectors found a crack in nine of the twelve piers"}))
	u.toArticle("")
	u.types("T")
	all := u.current().Evidence
	u.fills("which", all[len(all)-1].ID)
	u.panel.Form().Done()
	if got := u.bar.message.Text; u.shown.article.ID() != article.ID() || !strings.HasPrefix(got, "⚠") || !strings.Contains(got, "differs") {
		t.Errorf("the bar says %q", got)
	}
}

// However the evidence is called by now, one text is one piece of evidence, and its words are found.
func TestARenamedPieceOfEvidenceIsStillThatText(t *testing.T) {
	u := newDesk(t)
	u.quotes(inspection, "no crack in any of the twelve piers")
	u.types("J")
	e := u.current().Evidence[1].Evidence
	fields := model.Fields{}
	if err := fields.Set("title", "Something else altogether"); err != nil {
		t.Fatal(err)
	}
	u.atOnce(model.DescribeThing(model.StreamOf(model.NounEvidence, e), fields))
	u.types("T")
	u.selects("The deck is worn.")
	u.types("e")
	u.accepts()
	u.types("J")
	if all := u.current().Evidence; len(all) != 3 || all[2].Evidence != e {
		t.Errorf("cited is %+v", all)
	}
}

// A half-typed citation is for the claim it was begun for, whichever else reads the same.
func TestAHalfTypedCitationKeepsItsClaim(t *testing.T) {
	u := newDesk(t)
	u.atOnce(model.Mark(model.ClaimStated{Statement: bridge}, "", nil)) // a twin
	var twin string
	for _, id := range u.ids(library.Claims) {
		if id != u.claim {
			twin = id
		}
	}
	first := u.claim
	u.choose(twin, false)
	u.loadPaths([]string{u.writes(inspection)})
	u.selects("The deck is worn.")
	u.types("e")
	u.fills("stance", "refutes")
	place := u.panel.Form().Place
	u.panel.Form().Cancel()
	u.choose(first, false)
	u.resume("evidence.cite", strings.TrimPrefix(place, "evidence.cite/"))
	u.accepts()
	u.open(twin)
	if got := u.current().Evidence; len(got) != 1 || got[0].Quote != "The deck is worn." {
		t.Errorf("the twin cites %+v", got)
	}
	u.open(first)
	if got := u.current().Evidence; len(got) != 1 {
		t.Errorf("the first cites %+v", got)
	}
}

// A passage that was sought aside is not shown over what somebody does by then.
func TestAPassageThatComesLateIsNotShown(t *testing.T) {
	u := newDesk(t)
	home := u.shown.article.ID()
	u.quotes(inspection, "The deck is worn.")
	u.types("J")
	f := u.frame
	cited := f.current().Evidence[1]
	var late func()
	post := f.run.post
	f.run.post = func(do func()) { late = do }
	f.seekPassage(cited)
	f.run.post = post
	u.types("v")
	if late != nil {
		late()
	}
	if u.panel.Form() == nil || u.shown.article.ID() != home || u.claim == "" {
		t.Error("the article was changed under an open form")
	}
}

// What is selected in pieces is quoted with a sign for what is left out, and all its pieces are shown.
func TestPiecesOfATextAreCitedWithTheirGap(t *testing.T) {
	u := newDesk(t)
	u.loadPaths([]string{u.writes(inspection)})
	var pieces span.Fragments
	for _, words := range []string{"The inspectors found no crack", "The deck is worn"} {
		at := strings.Index(u.shown.text, words)
		pieces = append(pieces, span.Span{Start: at, End: at + len(words)})
	}
	u.view.Select(pieces)
	u.toArticle("")
	u.types("e")
	u.accepts()
	u.types("J")
	if got := u.current().Evidence[1].Quote; got != "The inspectors found no crack … The deck is worn" {
		t.Fatalf("cited is %q", got)
	}
	u.types("T")
	if got := u.view.Selected(); !got.Equal(pieces) || strings.HasPrefix(u.bar.message.Text, "⚠") {
		t.Errorf("shown is %v, not %v; the bar says %q", got, pieces, u.bar.message.Text)
	}
}

// A claim that was taken back is not gone back to, and that is said.
func TestAClaimThatWasTakenBackIsNotGoneBackTo(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	u.accepts()
	u.loadPaths([]string{u.writes(inspection)})
	last := u.last
	u.presses("Ctrl+Z", "Ctrl+Z") // the text, and the claim
	u.last = last
	u.types("J")
	if !strings.HasPrefix(u.bar.message.Text, "⚠") || u.claim != "" {
		t.Errorf("the bar says %q", u.bar.message.Text)
	}
}
