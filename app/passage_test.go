//go:build !headless

package app

import (
	"strings"
	"testing"
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

	u.loadInto([]string{u.writes(strings.Replace(inspection, "The inspectors found", "The two inspectors found", 1))}, u.shown.article.ID())
	u.open(claim)
	u.types("T")
	if got := u.view.Selected().Text(u.shown.text); got != quote || !strings.Contains(u.shown.text, "two inspectors") {
		t.Errorf("in the newer text shown is %q", got)
	}

	u.loadInto([]string{u.writes(strings.Replace(inspection, "the twelve piers", "the piers", 1))}, u.shown.article.ID())
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
