//go:build !headless

package app

import (
	"slices"
	"strings"
	"testing"
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
