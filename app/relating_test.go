//go:build !headless

package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/app/library"
	"touchstone/model"
)

// deskJourneys are those about a claim's description, its questions and relatives, its evidence, and sources.
func deskJourneys() []journey {
	return append(claimJourneys(), []journey{
		{"evidence.describe", true, func(u *ui) {
			u.files++
			u.types("E")
			if u.panel.Form().Field("which") != nil {
				u.panel.Form().Done() // the first of several
			}
			u.fills("accessed", "yesterday")
			u.refused("date")
			u.fills("accessed", "2025-03-01")
			u.fills("outlet", "The port "+strings.Repeat("I", u.files))
			u.fills("file", u.writes("the log itself "+strings.Repeat("I", u.files)))
			u.accepts()
			u.is(u.panel.Claim().Evidence[0].Copy != "", "no copy is kept")
		}},
		{"evidence.save", true, func(u *ui) {
			u.types("E")
			u.fills("file", u.writes("the log itself"))
			u.accepts()
			u.does("evidence.save")
			path := filepath.Join(u.folder, "saved.txt")
			u.fills("path", path)
			u.accepts()
			data, err := os.ReadFile(path)
			u.is(err == nil && string(data) == "the log itself", "the copy is another")
		}},
		{"evidence.flag", true, func(u *ui) {
			u.types("f")
			u.fills("as", "retracted")
			u.refused("Say why")
			u.fills("why", "The port took it back.")
			u.accepts()
			u.is(strings.Contains(strings.Join(u.panel.Claim().Flags, ""), "⚠ needs review"), "the claim needs no review")
			u.is(strings.Contains(u.panel.Claim().Evidence[0].Flag, "⚠ Retracted: The port took it back."), "the evidence shows no flag")
			u.is(strings.Contains(u.row(library.Claims, u.claim).Detail, "⚠ needs review"), "the list shows no flag")
		}},
		{"question.ask", true, func(u *ui) {
			u.types("q")
			u.refused("nothing is written")
			u.fills("question", "When was the bridge inspected?")
			u.accepts()
			u.is(u.panel.Claim().Questions[0].Text == "When was the bridge inspected?", "the question is not shown")
		}},
		{"question.answer", true, func(u *ui) {
			u.types("q")
			u.fills("question", "Was the bridge inspected?")
			u.accepts()
			u.types("Q")
			u.fills("way", "yes")
			u.refused("nothing is written")
			u.fills("answer", "in October.")
			u.fills("evidence", u.current().Evidence[0].Evidence)
			u.accepts()
			u.types("Q")
			u.fills("way", "unanswerable")
			u.accepts()
			got := u.panel.Claim().Questions[0].Answers
			u.is(len(got) == 2 && got[0].Text == "Yes: in October." && got[0].Rests == "Inspection", "the answers are not shown")
		}},
		{"source.open", false, func(u *ui) {
			u.asksWho()
			u.is(u.source != "" && u.sources.Source().Name == "Telagra" && len(u.sources.Source().Claims) == 1, "the source is not shown")
			u.is(strings.Contains(u.sources.Source().Ratings, "1 True / False"), "its ratings are not shown: "+u.sources.Source().Ratings)
			u.presses("Escape")
			u.is(u.source == "" && u.claim != "", "the claim is not in focus again")
		}},
		{"source.add", true, func(u *ui) {
			u.files++
			u.does("source.add")
			u.refused("needs a name")
			u.fills("name", "Heron "+strings.Repeat("I", u.files))
			u.fills("kind", "person")
			u.accepts()
			u.back()
		}},
		{"source.describe", true, func(u *ui) {
			u.files++
			u.openSource(u.ids(library.Sources)[0])
			u.does("source.describe")
			u.fills("affiliation", "The agencies "+strings.Repeat("I", u.files))
			u.fills("sameAs", "Q42")
			u.accepts()
			u.is(u.sources.Source().Link == "https://www.wikidata.org/wiki/Q42", "no link to Wikidata")
			u.back()
		}},
		{"source.merge", true, func(u *ui) {
			u.does("source.add")
			u.fills("name", "Telagra News Agency")
			u.accepts()
			u.back()
			u.asksWho()
			u.does("source.merge")
			u.fills("with", "nobody like this")
			u.refused("0 fit")
			u.fills("with", "news")
			u.accepts()
			u.is(u.sources.Source().Name == "Telagra News Agency" && len(u.sources.Source().Claims) == 1, "the claim did not come along")
			u.back()
			u.is(u.panel.Claim().Places[0].Chain == "Telagra News Agency ⟵ mayor", "the chain names the one that was merged: "+u.panel.Claim().Places[0].Chain)
		}},
		{"source.protect", false, func(u *ui) {
			u.asksWho()
			u.does("source.protect")
			u.fills("secret", "Erika Mustermann")
			u.accepts()
			u.is(u.sources.Source().Secret == "Erika Mustermann", "the real name is not kept")
			u.back()
		}},
	}...)
}

func claimJourneys() []journey {
	return []journey{
		{"claim.new", true, func(u *ui) {
			u.types("C")
			u.refused("needs its statement")
			u.fills("statement", "Taxes fell")
			u.fills("by", "The minister")
			u.fills("url", "example.org/speech")
			u.fills("timecode", "1:02:33")
			u.accepts()
			c := u.panel.Claim()
			u.is(c.Said == "Said by The minister · 1:02:33" && c.Link == "https://example.org/speech" && len(c.Places) == 0, "it is not shown who said it: "+c.Said)
			u.back()
		}},
		{"claim.describe", true, func(u *ui) {
			u.files++
			u.types("D")
			u.fills("checkable", "no")
			u.fills("why", "")
			u.refused("Say why")
			u.fills("why", "A forecast.")
			u.fills("types", "Numerical Claim,Causal Claim")
			u.fills("due", "soon")
			u.refused("Due: write a date")
			u.fills("due", "2024-03")
			u.fills("tags", "bridge, safety"+strings.Repeat("!", u.files))
			u.fills("assignee", "Björn")
			u.accepts()
			facts := strings.Join(u.panel.Claim().Facts, "\n")
			u.is(strings.Contains(facts, "Number, Cause") && strings.Contains(facts, "due March 2024 ⚠"), "it is not shown: "+facts)
		}},
		{"claim.translate", true, func(u *ui) {
			u.files++
			u.types("l")
			u.fills("language", "en")
			u.fills("text", "Bron är farlig"+strings.Repeat("!", u.files))
			u.fills("into", "")
			u.refused("nothing is written")
			u.fills("into", "sv")
			u.accepts()
			u.is(u.panel.Claim().Language == "en" && u.panel.Claim().Translations[0].Language == "sv", "no translation is shown")
		}},
		{"claim.review", true, func(u *ui) {
			u.types("y")
			u.fills("publisher", "Faktenwerk")
			u.fills("url", "example.org/check")
			u.refused("nothing is written")
			u.fills("rating", "Mostly false")
			u.accepts()
			u.is(u.panel.Claim().Reviews[0].Title == "Faktenwerk: Mostly false", "the check is not shown")
		}},
		{"claim.split", true, func(u *ui) {
			u.types("x")
			u.refused("some of the claim’s 2 places")
			u.fills("places", u.current().Appearances[1].ID)
			u.fills("statement", "The other bridge is unsafe")
			u.accepts()
			r := u.panel.Claim().Related
			u.is(len(r) == 1 && r[0].Statement == "The other bridge is unsafe" && len(u.current().Appearances) == 1, "the split is not shown")
			u.open(r[0].ID)
			u.is(u.panel.Claim().Places[0].Chain == "Telagra ⟵ mayor", "the chain did not go along: "+u.panel.Claim().Places[0].Chain)
			u.back()
		}},
		{"claim.join", true, func(u *ui) {
			u.types("C")
			u.fills("statement", "The bridge cannot be trusted")
			u.accepts()
			u.back()
			u.types("g")
			u.refused("nothing is written")
			u.fills("other", "trusted")
			u.accepts()
			u.types("g")
			u.fills("other", "The bridge cannot be trusted")
			u.fills("how", "apart")
			u.accepts()
			r := u.panel.Claim().Related
			u.is(len(r) == 2 && r[0].Contradicts && strings.HasPrefix(r[1].How, "≠"), "joined and kept apart at once is not shown")
		}},
	}
}

// Two claims of the same words are told apart where one is picked.
func TestOfTwoThingsCalledTheSameEachCanBePicked(t *testing.T) {
	u := newDesk(t)
	var ids []string
	for range 2 {
		u.types("C")
		u.fills("statement", "It rained")
		u.accepts()
		ids = append(ids, u.claim)
	}
	u.back()
	u.types("g")
	u.fills("other", "it rained")
	u.refused("2 fit")
	u.fills("other", "It rained (2)")
	u.accepts()
	if joined := u.current().Joined; len(joined) != 1 || joined[0] != ids[0] && joined[0] != ids[1] {
		t.Errorf("joined is %v of %v", joined, ids)
	}
}

func TestWhyAVerdictWasSupersededIsAWordOrWords(t *testing.T) {
	u := newDesk(t)
	u.types("v")
	u.fills("rating", "half-true")
	u.fills("rationale", "Seen **again**.")
	u.fills("because", "new evidence")
	u.fills("reason", "the log")
	u.accepts()
	head := u.heads()[len(u.heads())-1]
	if head.Reason != "new evidence: the log" {
		t.Errorf("the reason is %q", head.Reason)
	}
	u.types("V")
	u.fills("rating", "true")
	u.fills("rationale", "We met.")
	u.refused("Say why")
	u.focus(u.panel.Form().Field("because").First())
	u.types("4we met")
	u.accepts()
	if got := u.heads(); len(got) != 1 || got[0].Reason != "adjudication: we met" {
		t.Errorf("settled by %+v", got)
	}
}

// A draft of every form is found again where it was typed.
func TestDraftsAboutEvidenceQuestionsAndSourcesAreResumed(t *testing.T) {
	u := newDesk(t)
	for _, c := range []struct {
		command, about string
		open           func()
	}{
		{"evidence.flag", "evidence:" + u.claim + ":" + u.current().Evidence[0].Evidence, func() {}},
		{"source.describe", "source:" + u.ids(library.Sources)[0], func() { u.openSource(u.ids(library.Sources)[0]) }},
		{"claim.new", "new:", func() {}},
	} {
		u.back()
		c.open()
		u.does(c.command)
		place := u.panel.Form().Place
		if place != c.command+"/"+c.about {
			t.Errorf("%s keeps its draft at %s", c.command, place)
		}
		u.panel.Form().Cancel()
		u.back()
		u.resume(c.command, c.about)
		if fm := u.panel.Form(); fm == nil || fm.Place != place {
			t.Errorf("%s is not resumed", c.command)
		}
	}
}

// The claims that say the same, or nearly the same, are offered before anything is typed, the nearest first, and stay first while
// letters are typed.
func TestTheNearestClaimsAreOfferedFirst(t *testing.T) {
	u := newDesk(t)
	for _, statement := range []string{"The mayor wants a bridge", "The bridge is long and unsafe for lorries", "The bridge is unsafe.", "The road is closed", "The port is unsafe", "A bridge"} {
		u.stores(model.Mark(model.ClaimStated{Statement: statement}, "", nil))
	}
	apart := u.claimSaying("The port is unsafe")
	u.stores(model.Join(u.claim, apart, true))
	for _, typed := range []string{"", "unsafe"} {
		u.types("g")
		u.types(typed)
		said := saidIn(u.panel.Form().Field("other").Object())
		nearest, next, far := strings.Index(said, "The bridge is unsafe."), strings.Index(said, "The bridge is long"), strings.Index(said, "The port is unsafe")
		if nearest < 0 || next < nearest {
			t.Errorf("after %q it offers\n%s", typed, said)
		}
		if typed == "" && far >= 0 || typed != "" && far < next {
			t.Errorf("after %q what was kept apart is offered too soon\n%s", typed, said)
		}
		place := u.panel.Form().Place
		u.presses("Escape")
		if u.panel.Form() != nil && typed == "" {
			t.Error("Escape does not leave the form")
		}
		u.presses("Escape")
		u.keep(place, "")
	}
	u.types("g")
	u.presses("Down", "Return")
	u.accepts()
	if joined := u.panel.Claim().Related; len(joined) != 2 || joined[0].Statement != "The bridge is unsafe." {
		t.Errorf("it is joined with %v", joined)
	}
}

// claimSaying is the id of a claim by its statement.
func (u *ui) claimSaying(statement string) string {
	u.Helper()
	o := u.knownClaims("")
	o.find(statement)
	return o.ids[statement]
}
