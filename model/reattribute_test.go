package model_test

import (
	"slices"
	"strings"
	"testing"

	"touchstone/model"
)

const harbour = "Port officials closed the quay, the Gazette reports, citing Reuters and the mayor. \"The quay is rotten,\" he told Reuters on Monday."

// chained is a claim on the harbour text with a chain, and its appearance.
func (b *bench) chained(links ...model.Link) (claim string, a model.Appearance) {
	b.t.Helper()
	b.must(anna, model.Load(model.Document{Text: harbour, Fields: model.Fields{}, Found: map[string]string{}}, "", b.clock))
	start := strings.Index(harbour, "The quay is rotten")
	place := [][]model.Fragment{{{Start: start, End: start + len("The quay is rotten")}}}
	events := b.must(anna, model.MarkAttributed(model.ClaimStated{Statement: "The quay is rotten"}, model.Hash([]byte(harbour)), place, links, ""))
	claim = events[len(events)-1].Stream.ID()
	return claim, b.folded(claim).Appearances[0]
}

func link(words string) model.Link {
	l, err := model.ParseLink(words)
	if err != nil {
		panic(err)
	}
	return l
}

// kept is a link that is one that stands, with its words.
func kept(words string, of ...string) model.Link {
	l := link(words)
	l.Of = &model.Of{IDs: of, Mention: true, Cue: true}
	return l
}

func linkIDs(links []model.Attribution) []string {
	var all []string
	for _, l := range links {
		all = append(all, l.ID)
	}
	return all
}

// says is who stands in a chain, from the page inwards.
func (b *bench) says(chain []model.Attribution) string {
	var all []string
	for _, l := range chain {
		var names []string
		for _, id := range l.Sources {
			state, _ := b.s.State(model.StreamOf(model.NounSource, id))
			names = append(names, state.(*model.Source).Name)
		}
		all = append(all, strings.Join(names, "+"))
	}
	return strings.Join(all, " < ")
}

func kindsOf(events []model.Event) []string {
	var all []string
	for _, e := range events {
		all = append(all, string(e.Kind))
	}
	return all
}

// A chain that gets a further link keeps those it has: nothing is taken away, one fact is written.
func TestALongerChainKeepsItsLinks(t *testing.T) {
	b := newBench(t)
	claim, a := b.chained(link("the Gazette|reports"))
	old := linkIDs(a.Attributions)
	events := b.must(anna, model.Reattribute(claim, old, []model.Link{kept("the Gazette|reports", old...), link("Reuters|citing")}, "", "read on", []string{a.ID}))
	if got := kindsOf(events); !slices.Equal(got, []string{"source.described", "attribution.made"}) {
		t.Errorf("written: %v", got)
	}
	chain := b.folded(claim).Appearances[0].Chains()
	if len(chain) != 1 || b.says(chain[0]) != "the Gazette < Reuters" || chain[0][0].ID != old[0] {
		t.Errorf("chains: %v", chain)
	}
}

// What changes is taken away with the reason, and what stood further in says there what it said before, even where its words could
// not be found again.
func TestAReorderedChainKeepsTheWordsOfItsLinks(t *testing.T) {
	b := newBench(t)
	far := link("The mayor")
	far.Mention = "he" // the nearest of these words is not what was pointed at
	start := strings.Index(harbour, "the mayor.")
	far.Spot = &model.Spot{Text: model.Hash([]byte(harbour)), Mention: []model.Fragment{{Start: start, End: start + 9}}}
	quay := strings.Index(harbour, "The quay is rotten")
	far.Spot.Content = []model.Fragment{{Start: quay, End: quay + len("The quay is rotten")}}
	claim, a := b.chained(link("the Gazette|reports"), far)
	old := a.Attributions
	inner := old[1]
	if inner.Mention[0].Start != start {
		t.Fatalf("the mayor is named at %v", inner.Mention)
	}
	links := []model.Link{kept("The mayor||words that stand nowhere", old[1].ID), kept("the Gazette|reports", old[0].ID)}
	events := b.must(anna, model.Reattribute(claim, linkIDs(old), links, "", "the mayor wrote it", []string{a.ID}))
	removed := 0
	for _, e := range events {
		if f, is := e.Fact.(model.AttributionRemoved); is {
			removed++
			if f.Reason != "the mayor wrote it" {
				t.Errorf("removed because %q", f.Reason)
			}
		}
	}
	chains := b.folded(claim).Appearances[0].Chains()
	if removed != 2 || len(chains) != 1 || b.says(chains[0]) != "The mayor < the Gazette" {
		t.Fatalf("%d removed, chains %v", removed, chains)
	}
	if got := chains[0][0]; !slices.Equal(got.Mention, inner.Mention) || !slices.Equal(got.Content, inner.Content) {
		t.Errorf("the mayor is named at %v, was at %v", got.Mention, inner.Mention)
	}
}

// A link that another chain begins with stays when one of the two is changed.
func TestAChangedChainLeavesTheOther(t *testing.T) {
	b := newBench(t)
	claim, a := b.chained(link("the Gazette|reports"))
	outer := a.Attributions[0].ID
	for _, name := range []string{"Reuters", "The mayor"} {
		l := link(name)
		l.Mention = ""
		b.must(anna, model.Attribute(claim, []model.Link{l}, "", nil))
	}
	a = b.folded(claim).Appearances[0]
	if n := len(a.Chains()); n != 3 {
		t.Fatalf("%d chains, want 3", n)
	}
	silent := link("TT")
	silent.Mention = ""
	b.must(anna, model.Reattribute(claim, []string{outer}, []model.Link{silent}, "", "another paper", []string{a.ID}))
	var got []string
	for _, chain := range b.folded(claim).Appearances[0].Chains() {
		got = append(got, b.says(chain))
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"Reuters", "TT", "The mayor"}) {
		t.Errorf("chains: %q", got)
	}
}

func TestReattributeRefuses(t *testing.T) {
	b := newBench(t)
	claim, a := b.chained(link("the Gazette|reports"))
	old := linkIDs(a.Attributions)
	same := []model.Link{kept("the Gazette|reports", old...)}
	for name, action := range map[string]model.Action{
		"without a reason": model.Reattribute(claim, old, []model.Link{link("Reuters|citing")}, "", "", []string{a.ID}),
		"as it is":         model.Reattribute(claim, old, same, "", "why", []string{a.ID}),
		"nowhere":          model.Reattribute(claim, old, []model.Link{link("Reuters|citing")}, "", "why", nil),
		"words not there":  model.Reattribute(claim, old, []model.Link{link("Nobody|whispers")}, "", "why", []string{a.ID}),
	} {
		if events := b.do(anna, action); events != nil {
			t.Errorf("%s: wrote %v", name, kindsOf(events))
		}
	}
	if got := b.folded(claim).Appearances[0].Attributions; len(got) != 1 || got[0].ID != old[0] {
		t.Errorf("the chain is %v", got)
	}
}

// Links that stand within the same one make two chains that begin alike.
func TestChainsThatBeginAlike(t *testing.T) {
	links := []model.Attribution{{ID: "1"}, {ID: "2", Within: "1"}, {ID: "3", Within: "1"}, {ID: "4", Within: "2"}, {ID: "5", Within: "gone"}}
	var got []string
	for _, chain := range (model.Appearance{Attributions: links}).Chains() {
		got = append(got, strings.Join(linkIDs(chain), " "))
	}
	if want := []string{"1 2 4", "1 3", "5"}; !slices.Equal(got, want) {
		t.Errorf("chains %q, want %q", got, want)
	}
	if got := (model.Appearance{}).Chains(); len(got) > 0 {
		t.Errorf("chains of none: %v", got)
	}
}

// What changed of a link is sought, and what did not stands where it stood.
func TestAChangedLinkKeepsTheRestOfItsWords(t *testing.T) {
	b := newBench(t)
	claim, a := b.chained(link("the Gazette|reports"))
	was := a.Attributions[0]
	l := kept("Reuters|told|words that stand nowhere", was.ID)
	l.Of.Cue = false
	b.must(anna, model.Reattribute(claim, []string{was.ID}, []model.Link{l}, "", "read again", []string{a.ID}))
	now := b.folded(claim).Appearances[0].Attributions[0]
	if b.says([]model.Attribution{now}) != "Reuters" || !slices.Equal(now.Mention, was.Mention) || now.Cue[0].Start != strings.Index(harbour, "told") {
		t.Errorf("now it is %+v", now)
	}
}
