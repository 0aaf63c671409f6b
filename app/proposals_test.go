//go:build !headless

package app

import (
	"slices"
	"strings"
	"testing"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/model"
	"touchstone/model/span"
)

const news = "Shelling resumed\n\nRussian soldiers crossed the river, TT reports.\n\n“The harbour is closed,” Anna Holm said on Monday. She added that two ships had left.\n\nThe minister was silent."

func proposalJourneys() []journey {
	read := func(u *ui) {
		u.loadPaths([]string{u.writes(news + strings.Repeat("!", u.files))})
		u.toArticle("")
	}
	return []journey{
		{"view.proposals", false, func(u *ui) {
			u.types("t")
			u.is(u.proposing.on && u.proposing.in == u.shown, "nothing was read")
			u.types("t")
			u.is(!u.proposing.on, "the proposals stay")
		}},
		{"proposal.next", true, func(u *ui) {
			u.shows(read)
			u.types(".")
			u.is(u.proposalHere() >= 0, "no proposal")
			u.types("t")
			u.back()
		}},
		{"proposal.previous", true, func(u *ui) {
			u.shows(read)
			u.types(",")
			u.is(u.proposalHere() >= 0, "no proposal")
			u.types("t")
			u.back()
		}},
		{"proposal.accept", true, func(u *ui) {
			u.shows(read)
			u.types(".")
			u.presses("Return")
			u.is(u.claim != "" && len(u.current().Appearances[0].Attributions) > 0, "no claim with a chain")
			u.types("t")
			u.back()
		}},
		{"proposal.reject", true, func(u *ui) {
			u.shows(read)
			u.types(".")
			open := len(u.proposing.open)
			u.presses("BackSpace")
			u.is(len(u.proposing.open) == open-1, "it is still proposed")
			u.types("t")
			u.back()
		}},
	}
}

// shows opens the article that was read first, or another one with proposals.
func (u *ui) shows(read func(*ui)) {
	u.Helper()
	if !strings.HasPrefix(u.shown.text, "Shelling") {
		ids := u.ids(0)
		for _, id := range ids {
			if u.show(id); strings.HasPrefix(u.shown.text, "Shelling") {
				u.toArticle("")
				return
			}
		}
		read(u)
	}
}

func TestThreeKeysAttribute(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(news)})
	u.selects("Russian soldiers crossed the river")
	before := u.state()
	u.types("a")
	u.presses("Return")
	c := u.current()
	if c == nil || len(c.Appearances) != 1 || len(c.Appearances[0].Attributions) != 1 {
		t.Fatalf("claim %+v; the bar says %q, the form %v", c, u.bar.message.Text, u.panel.Form())
	}
	link := c.Appearances[0].Attributions[0]
	words := func(at int, length int) string { return string([]rune(news)[at : at+length]) }
	if got := words(link.Mention[0].Start, link.Mention[0].End-link.Mention[0].Start); got != "TT" {
		t.Errorf("the source is named %q", got)
	}
	if got := words(link.Cue[0].Start, link.Cue[0].End-link.Cue[0].Start); got != "reports" {
		t.Errorf("the cue is %q", got)
	}
	if link.Proposed == nil || link.Proposed.Confidence <= 0 || link.Proposed.Version != "test" {
		t.Errorf("proposed by %+v", link.Proposed)
	}
	u.presses("Ctrl+Z")
	if u.state() != before {
		t.Error("one undo does not take both back")
	}
}

func TestAPronounKeepsItsMention(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(news)})
	u.selects("two ships had left")
	u.types("a")
	links := u.panel.Form().Field("chain").(*form.Chain).Links()
	if want := []form.Link{{Source: "Anna Holm", Cue: "added", Mention: "She"}}; !slices.Equal(links, want) {
		t.Fatalf("proposed %+v, want %+v", links, want)
	}
	u.fills("chain", "Anna Maria Holm|added|She")
	u.accepts()
	link := u.current().Appearances[0].Attributions[0]
	if at := strings.Index(news, "She added"); len(link.Mention) != 1 || link.Mention[0].Start != len([]rune(news[:at])) {
		t.Errorf("the mention stands at %v", link.Mention)
	}
	if link.Proposed != nil {
		t.Error("what was changed counts as proposed")
	}
}

func TestWhatWasMarkedWithItsSourceIsTheContentAlone(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(news)})
	u.selects("Russian soldiers crossed the river, TT reports.")
	u.types("a")
	u.presses("Return")
	c := u.current()
	if c == nil || len(c.Appearances[0].Attributions) != 1 {
		t.Fatalf("no chain; the form says %q", u.panel.Form().Problem())
	}
	content := c.Appearances[0].Attributions[0].Content
	if got := string([]rune(news)[content[0].Start:content[0].End]); len(content) != 1 || got != "Russian soldiers crossed the river" {
		t.Errorf("attributed is %v: %q", content, got)
	}
}

func TestLinksMoveAndDropByKeys(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(news)})
	u.selects("The minister was silent")
	u.types("a")
	chain := u.panel.Form().Field("chain").(*form.Chain)
	chain.SetValue("TT|reports|\nRussian media||\nTASS||")
	u.focus(chain.First())
	u.key("Alt+Down")
	if got := chain.Value(); got != "Russian media||\nTT|reports|\nTASS||" {
		t.Errorf("after Alt+Down: %q", got)
	}
	u.key("Alt+Delete")
	if got := chain.Value(); got != "Russian media||\nTASS||" {
		t.Errorf("after Alt+Delete: %q", got)
	}
	u.key("Alt+Up")
	if got := chain.Value(); got != "TASS||\nRussian media||" {
		t.Errorf("after Alt+Up: %q", got)
	}
}

// Words that are proposed at the caret are what A is about, whatever claim was in focus before.
func TestAProposalAtTheCaretIsChangedBeforeItIsTakenUp(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(news)})
	u.types(".")
	u.presses("Return")
	first := u.claim
	u.types(".")
	u.types("a")
	links := u.panel.Form().Field("chain").(*form.Chain).Links()
	if len(links) == 0 || links[0].Source != "Anna Holm" {
		t.Fatalf("proposed is %+v", links)
	}
	u.presses("Return")
	if got := u.current().Statement; got != "The harbour is closed" {
		t.Errorf("the claim is worded %q", got)
	}
	if u.claim == "" || u.claim == first {
		t.Errorf("the claim in focus is %q", u.claim)
	}
}

// Whoever marks a sentence, or attributes it, means what is said in it: a mark that holds its own source could not be attributed.
func TestAMarkLeavesOutWhoSaysIt(t *testing.T) {
	for name, do := range map[string]func(u *ui){
		"marked at the caret": func(u *ui) {
			at := strings.Index(u.shown.text, "crossed")
			u.view.Select(span.Fragments{{Start: at, End: at}})
			u.types("c")
			u.accepts()
			u.types("a")
			u.accepts()
		},
		"the sentence selected, attributed": func(u *ui) {
			u.selects("Russian soldiers crossed the river, TT reports.")
			u.types("a")
			u.accepts()
		},
	} {
		t.Run(name, func(t *testing.T) {
			u := newUI(t)
			u.loadPaths([]string{u.writes(news)})
			u.toArticle("")
			do(u)
			a := u.current().Appearances[0]
			spans, err := model.Bytes(u.shown.index, a.Fragments)
			if err != nil {
				t.Fatal(err)
			}
			if got := spans.Text(u.shown.text); got != "Russian soldiers crossed the river" {
				t.Errorf("marked %q", got)
			}
			if len(a.Attributions) != 1 {
				t.Errorf("%d attributions", len(a.Attributions))
			}
		})
	}
}

func TestWhatAnArticleRepeatsIsAcceptedAsOneClaim(t *testing.T) {
	u := newUI(t)
	again := "\n\nRussian soldiers crossed the river, TT reports."
	u.loadPaths([]string{u.writes(news + again + "\n\nRussian soldiers crossed the river, Reuters reports." + again)})
	u.toArticle("")
	u.types(".")
	u.presses("Return")
	c := u.current()
	if len(c.Appearances) != 3 {
		t.Fatalf("it stands in %d places: %s", len(c.Appearances), u.bar.message.Text)
	}
	for _, a := range c.Appearances {
		if len(a.Attributions) != 1 || len(a.Attributions[0].Mention) != 1 || a.Attributions[0].Mention[0].Start < a.Fragments[0].End {
			t.Errorf("the place at %d is said by %+v", a.Fragments[0].Start, a.Attributions)
		}
	}
	if got := u.bar.message.Text; !strings.HasPrefix(got, "Accepted, with 2 identical passages.") {
		t.Error(got)
	}
	for _, n := range u.proposing.open {
		if text := u.proposing.all[n].Content.Text(u.shown.text); strings.HasPrefix(text, "Russian") && strings.Contains(u.shown.text[u.proposing.all[n].Content[0].End:][:7], "TT") {
			t.Errorf("%q is proposed again", text)
		}
	}
	u.presses("Ctrl+Z")
	if ids := u.ids(library.Claims); len(ids) != 0 {
		t.Errorf("%d claims stand after it was taken back", len(ids))
	}
}

func TestAProposalIsTakenUpWhereAClaimStandsAlready(t *testing.T) {
	u := newUI(t)
	again := "\n\nRussian soldiers crossed the river, TT reports."
	u.loadPaths([]string{u.writes(news + again + again)})
	found, _ := span.Find(u.shown.text, "Russian soldiers crossed the river")
	var said [][]model.Fragment
	for _, place := range found {
		said = append(said, model.Points(u.shown.index, span.Fragments{place}))
	}
	u.stores(model.Mark(model.ClaimStated{Statement: "They crossed"}, u.shown.id, said[:2]))
	u.stores(model.Mark(model.ClaimStated{Statement: "Another"}, u.shown.id, said[2:]))
	u.toArticle("")
	u.types(".")
	u.presses("Return")
	if c := u.current(); c.Statement != "They crossed" || len(c.Appearances) != 2 || len(c.Appearances[0].Attributions)+len(c.Appearances[1].Attributions) != 2 {
		t.Errorf("%q stands at %+v", c.Statement, c.Appearances)
	}
	if ids := u.ids(library.Claims); len(ids) != 2 {
		t.Errorf("%d claims", len(ids))
	}
}

func TestAStepToTheNextProposalIsTakenWhenTheTextHasBeenRead(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(news)})
	u.toArticle("")
	finish := u.aside()
	u.types(".")
	finish()
	if u.proposalHere() < 0 {
		t.Error("the caret stays where it was: " + u.bar.message.Text)
	}
}
