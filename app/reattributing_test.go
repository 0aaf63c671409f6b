//go:build !headless

package app

import (
	"slices"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// chains are those of the claim in focus, at each of its places.
func (u *ui) chains() []string {
	u.Helper()
	var all []string
	for _, p := range u.panel.Claim().Places {
		all = append(all, p.Chain)
	}
	return all
}

// A shows the chain that stands, and what is saved takes its place at every place, in one step.
func TestAChainThatStandsIsChanged(t *testing.T) {
	u := newDesk(t)
	before := u.state()
	u.types("a")
	fm := u.panel.Form()
	if got := fm.Value("chain"); got != "Telagra|reports|\nmayor|says|the mayor" {
		t.Fatalf("the form shows the chain %q", got)
	}
	u.fills("chain", "Telagra|reports|\nThe mayor|says|")
	u.refused("Say why")
	u.fills("reason", "Read to the end.")
	u.accepts()
	if got := u.chains(); len(got) != 2 || got[0] != "Telagra ⟵ The mayor" || got[1] != got[0] {
		t.Errorf("chains %q", got)
	}
	after := u.state()
	u.presses("Ctrl+Z")
	if u.state() != before {
		t.Error("one step back is not what was before")
	}
	u.presses("Ctrl+Shift+Z")
	if u.state() != after {
		t.Error("redo is another state")
	}
}

// A link taken off a chain is gone, the others stay what they were.
func TestAShorterChain(t *testing.T) {
	u := newDesk(t)
	outer := u.current().Appearances[0].Attributions[0].ID
	u.types("a")
	u.fills("chain", "Telagra|reports|")
	u.fills("reason", "Telagra only quotes.")
	u.accepts()
	if got := u.chains(); len(got) != 2 || got[0] != "Telagra" || got[1] != "Telagra" {
		t.Errorf("chains %q", got)
	}
	if got := u.current().Appearances[0].Attributions[0].ID; got != outer {
		t.Error("the link that stays was written again")
	}
}

// Where the chains differ by place, A asks which is meant; the one that is not meant stays.
func TestOneOfSeveralChainsIsChanged(t *testing.T) {
	u := newDesk(t)
	place := u.panel.Claim().Places[0].ID
	u.types("a")
	u.fills("chain", "The mayor|says|")
	u.fills("reason", "Here it is the mayor.")
	u.fills("places", place)
	u.accepts()
	if got := u.chains(); !slices.Equal(got, []string{"The mayor", "Telagra ⟵ mayor"}) {
		t.Fatalf("chains %q", got)
	}
	u.types("a")
	if which := u.panel.Form().Field("which"); which == nil {
		t.Fatal("nothing asks which chain is meant")
	}
	u.panel.Form().Done()
	if got := u.panel.Form().Value("chain"); got != "The mayor|says|the mayor" {
		t.Fatalf("the first is %q", got)
	}
	u.fills("chain", "Telagra|reports|")
	u.fills("beside", "yes")
	u.accepts()
	if got := u.chains(); !slices.Equal(got, []string{"The mayor · Telagra", "Telagra ⟵ mayor"}) {
		t.Errorf("chains %q", got)
	}
}

// What was half typed over a chain is offered for that chain.
func TestAHalfChangedChainIsKept(t *testing.T) {
	u := newDesk(t)
	u.types("a")
	u.fills("reason", "Half a rea")
	u.panel.Form().Field("chain").SetValue("The mayor|says|")
	place := u.panel.Form().Place
	u.panel.Form().Cancel()
	u.toArticle("")
	u.resume("attribution.add", strings.TrimPrefix(place, "attribution.add/"))
	if fm := u.panel.Form(); fm == nil || fm.Value("reason") != "Half a rea" || fm.Value("chain") != "The mayor|says|" {
		t.Error("it is not offered again")
	}
}

// claimed loads a text, marks words of it at all their places, and gives them a chain.
func (u *ui) claimed(text, quote, chain string) {
	u.Helper()
	u.loadPaths([]string{u.writes(text)})
	u.selects(quote)
	u.types("c")
	u.accepts()
	u.types("a")
	u.fills("chain", chain)
	u.accepts()
	u.toArticle("")
}

// links are the words by which the links of a claim stand in its texts: source|mention|cue, place by place.
func (u *ui) links() []string {
	u.Helper()
	var all []string
	err := u.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, a := range sheet.ByPlace(u.current()) {
			text, err := r.Text(a.Text)
			if err != nil {
				return err
			}
			for _, l := range a.Attributions {
				source, err := sourcesSaid(r, l.Sources)
				if err != nil {
					return err
				}
				all = append(all, source+"|"+saidAt([]rune(text), l.Mention)+"|"+saidAt([]rune(text), l.Cue)+"|"+l.Form)
			}
		}
		return nil
	})
	if err != nil {
		u.Fatal(err)
	}
	return all
}

func (u *ui) changes(chain, reason string) {
	u.Helper()
	u.types("a")
	if u.panel.Form().Field("chain") == nil {
		u.panel.Form().Done()
	}
	u.fills("chain", chain)
	u.fills("reason", reason)
	u.accepts()
	u.toArticle("")
}

func (u *ui) has(what string, got, want []string) {
	u.Helper()
	if !slices.Equal(got, want) {
		u.Errorf("%s: %q, want %q", what, got, want)
	}
}

// Where a claim stands in a newer text, too, its words are those of that text.
func TestAChangedChainNamesTheWordsOfEachText(t *testing.T) {
	u := newUI(t)
	u.claimed("Title\n\nThe bridge is unsafe, says Anders Berg to the Gazette.", bridge, "Berg|says|Anders Berg")
	claim := u.claim
	u.loadInto([]string{u.writes("Title\n\nThe bridge is unsafe, the Gazette is told, Anders Berg says so.")}, u.shown.article.ID(), u.unread)
	u.closeReview()
	u.open(claim)
	u.toArticle("")
	u.changes("Anders Berg|says|Anders Berg", "His whole name.")
	for _, l := range u.links() {
		if l != "Anders Berg|Anders Berg|says|indirect" {
			t.Errorf("a link reads %q", l)
		}
	}
}

// What nobody touched stays as it is at each place: whether it is a quotation, and the words of the other links.
func TestAChangeLeavesTheRest(t *testing.T) {
	u := newUI(t)
	u.claimed("Title\n\n“The bridge is unsafe”, Telagra reports to the mayor.\n\nIt rained.\n\nThe bridge is unsafe, Telagra reports to the mayor.", bridge, "Telagra|reports|")
	before := u.current().Appearances[0].Attributions[0].ID
	u.has("before", u.links(), []string{"Telagra|Telagra|reports|direct", "Telagra|Telagra|reports|indirect"})
	u.changes("Telagra|reports|\nThe mayor||the mayor", "Read to the end.")
	u.has("after", u.links(), []string{
		"Telagra|Telagra|reports|direct", "The mayor|the mayor||direct", "Telagra|Telagra|reports|indirect", "The mayor|the mayor||indirect",
	})
	if u.current().Appearances[0].Attributions[0].ID != before {
		t.Error("the link that stays was written again")
	}
}

// Two links that are named by the same words each keep their own.
func TestLinksOfTheSameWordsAreNotMixedUp(t *testing.T) {
	u := newUI(t)
	text := "Title\n\nToday he said little. The bridge is unsafe, he said to Telagra."
	u.loadPaths([]string{u.writes(text)})
	u.selects(bridge)
	u.types("c")
	u.accepts()
	first, second := strings.Index(u.shown.text, "he said little"), strings.Index(u.shown.text, "he said to")
	here := u.current().Appearances[0].Fragments
	spot := func(at int) *model.Spot {
		return &model.Spot{
			Text: u.shown.id, Content: here, Mention: []model.Fragment{{Start: at, End: at + 2}}, Cue: []model.Fragment{{Start: at + 3, End: at + 7}},
		}
	}
	u.atOnce(model.Attribute(u.claim, []model.Link{
		{Sources: []string{"Anders"}, Cue: "said", Mention: "he", Spot: spot(first)}, {Sources: []string{"Cecil"}, Cue: "said", Mention: "he", Spot: spot(second)},
	}, "", nil))
	u.toArticle("")
	u.changes("Anders|said|he\nCecilia|said|he", "Her name.")
	links := u.current().Appearances[0].Attributions
	if len(links) != 2 || links[0].Mention[0].Start != first || links[1].Mention[0].Start != second {
		t.Errorf("the links are %+v", links)
	}
}

// What names several sources is changed without typing it anew, and a cue over a line's end is the same cue.
func TestWordsThatStandApartAreKept(t *testing.T) {
	u := newUI(t)
	u.claimed("Title\n\nThe bridge is unsafe, TT and Reuters report today, they claim.", bridge, "TT + Reuters|report|")
	u.has("before", u.links(), []string{"TT + Reuters|TT Reuters|report|indirect"})
	u.types("a")
	u.fills("chain", strings.Replace(u.panel.Form().Value("chain"), "|report|", "|claim|", 1))
	u.fills("reason", "They do no more.")
	u.accepts()
	u.has("after", u.links(), []string{"TT + Reuters|TT Reuters|claim|indirect"})

	u.loadPaths([]string{u.writes("Wrapped\n\nThe quay is rotten, this is according\nto Telagra, says nobody.")})
	u.selects("The quay is rotten")
	u.types("c")
	u.accepts()
	at := strings.Index(u.shown.text, "according")
	u.atOnce(model.Attribute(u.claim, []model.Link{{Sources: []string{"Telagra"}, Cue: "according\nto", Spot: &model.Spot{
		Text: u.shown.id, Content: u.current().Appearances[0].Fragments, Cue: []model.Fragment{{Start: at, End: at + len("according\nto")}},
	}}}, "", nil))
	u.toArticle("")
	u.types("a")
	u.fills("reason", "Nothing.")
	u.refused("so already")
}

// How a source is named is sought at the places that are chosen, and nowhere else.
func TestANewLinkIsSoughtWhereItIsToStand(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes("Title\n\nThe quay is rotten, the mayor told TT.\n\nIt rained.\n\nIt rained on.\n\nThe quay is rotten, Telagra reports.")})
	u.selects("The quay is rotten")
	u.types("c")
	u.accepts()
	places := sheet.ByPlace(u.current())
	u.atOnce(model.Attribute(u.claim, []model.Link{{Sources: []string{"The mayor"}, Cue: "told", Mention: "the mayor"}}, "", []string{places[0].ID}))
	u.atOnce(model.Attribute(u.claim, []model.Link{{Sources: []string{"Telagra"}, Cue: "reports", Mention: "Telagra"}}, "", []string{places[1].ID}))
	u.toArticle("")
	u.changes("TT||\nThe mayor|told|the mayor", "TT tells it.")
	u.has("the links", u.links(), []string{"TT|TT||indirect", "The mayor|the mayor|told|indirect", "Telagra|Telagra|reports|indirect"})
}

// What was half typed over a chain that is gone is offered for a new one.
func TestWordsOverAChainThatIsGoneAreKept(t *testing.T) {
	u := newDesk(t)
	u.types("a")
	u.fills("chain", "The mayor|says|")
	place := u.panel.Form().Place
	u.panel.Form().Cancel()
	u.toArticle("")
	for _, a := range u.current().Appearances {
		for _, l := range a.Attributions {
			u.atOnce(model.Remove(l.ID, "gone"))
		}
	}
	u.resume("attribution.add", strings.TrimPrefix(place, "attribution.add/"))
	if fm := u.panel.Form(); fm == nil || fm.Value("chain") != "The mayor|says|" {
		t.Fatal("the words are lost")
	}
	u.accepts()
	if all := u.drafted(); len(all) > 0 {
		t.Errorf("they are offered again: %q", all)
	}
	u.has("the chain", u.chains(), []string{"The mayor", "The mayor"})
}
