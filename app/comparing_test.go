//go:build !headless

package app

import (
	"strings"
	"testing"

	"touchstone/model/fidelity"
	"touchstone/model/workspace"
)

const (
	reported = "Port in doubt\n\nThe engineer was clear. “I do believe that the quay is safe, nobody from the ministry called us back,” she said."
	spoken   = "The engineer’s speech\n\nWe measured the cracks in May. Nobody from the ministry called us back.\n\nI do not believe that the quay is safe. It should be closed."
)

func quoteJourneys() []journey {
	return []journey{
		{"quote.compare", true, func(u *ui) {
			u.files++
			u.loadPaths([]string{u.writes("The mayor’s speech " + strings.Repeat("I", u.files) + "\n\nI say that the bridge is unsafe today.")})
			u.back()
			u.types("F")
			u.accepts()
			u.is(len(u.current().Notes) > 0, "nothing is kept")
		}},
	}
}

// reporting is a desk with an article that quotes, the original it quotes, and the quote marked as a claim.
func reporting(t *testing.T) *ui {
	u := newUI(t)
	u.loadPaths([]string{u.writes(spoken)})
	u.loadPaths([]string{u.writes("Weather\n\nIt will rain on Sunday.")})
	u.loadPaths([]string{u.writes(reported)})
	ids := u.ids(0)
	u.show(ids[len(ids)-1])
	u.selects("“I do believe that the quay is safe, nobody from the ministry called us back,”")
	u.types("c")
	u.accepts()
	return u
}

func TestAQuoteIsComparedWithItsOriginal(t *testing.T) {
	u := reporting(t)
	before := u.state()
	u.types("F")
	fm := u.panel.Form()
	if fm == nil {
		t.Fatalf("nothing is asked; the bar says %q", u.bar.message.Text)
	}
	if got := fm.Value("quote"); got != "I do believe that the quay is safe, nobody from the ministry called us back," {
		t.Errorf("the quote is %q", got)
	}
	u.accepts()
	c := u.current()
	if len(c.Evidence) != 1 || len(c.Notes) != 1 {
		t.Fatalf("%d pieces of evidence and %d notes are kept", len(c.Evidence), len(c.Notes))
	}
	if got := c.Evidence[0].Quote; got != "I do not believe that the quay is safe … Nobody from the ministry called us back" {
		t.Errorf("the original says %q", got)
	}
	for _, want := range []string{"1 omission", "1 splice", "I do ~~not~~ believe", "safe, ‖ nobody", "The engineer’s speech"} {
		if !strings.Contains(c.Notes[0].Text, want) {
			t.Errorf("the note lacks %q: %s", want, c.Notes[0].Text)
		}
	}
	kept := u.state()
	u.presses("Ctrl+Z")
	if u.state() != before {
		t.Error("one undo does not take back all of it")
	}
	u.presses("Ctrl+Shift+Z")
	if u.state() != kept {
		t.Error("redo does not bring it back")
	}
}

func TestAQuoteThatIsRewordedIsComparedAnew(t *testing.T) {
	u := reporting(t)
	u.types("F")
	u.fills("quote", "I do not believe that the quay is safe.")
	u.accepts()
	if got := u.current().Notes[0].Text; !strings.Contains(got, "✓") {
		t.Errorf("the note says %q", got)
	}
	u.types("F")
	if got := findingSaid(u.compared()); !strings.Contains(got, "1 omission · 1 splice") {
		t.Errorf("what was kept is taken for the original: %s", got)
	}
	u.fills("quote", "The president will visit the fair on Sunday with everybody.")
	u.refused("not stand")
}

// compared is what comparing the claim's quote with its likeliest original finds.
func (u *ui) compared() fidelity.Finding {
	u.Helper()
	claim, quote, text, err := u.quoted()
	if err != nil {
		u.Fatal(err)
	}
	var all []original
	err = u.desk.Read(func(r workspace.Reader) (err error) {
		all, err = originals(u.desk, r, claim, quote, text)
		return err
	})
	if err != nil || len(all) == 0 {
		u.Fatal("no original is found", err)
	}
	return all[0].found
}

func TestAQuoteWithoutOriginalIsSaid(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(reported)})
	u.selects("I do believe that the quay is safe")
	u.types("c")
	u.accepts()
	u.types("F")
	if u.panel.Form() != nil || !strings.Contains(u.bar.message.Text, "Load the original") {
		t.Errorf("the bar says %q", u.bar.message.Text)
	}
}

func TestWhatStandsInQuoteMarksIsTheQuote(t *testing.T) {
	for said, want := range map[string]string{
		"“We measured the cracks,” she said, “and nobody called us.”": "We measured the cracks, … and nobody called us.",
		"„Wir haben die Risse gemessen“, sagte sie":                   "Wir haben die Risse gemessen",
		"«Мы измерили все трещины», сказала она":                      "Мы измерили все трещины",
		"\"We measured the cracks\"":                                  "We measured the cracks",
		"She spoke of “cracks” in the quay":                           "She spoke of “cracks” in the quay",
		"We measured “the":                                            "We measured “the",
		"“":                                                           "",
	} {
		if got := quotedIn(said); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}
