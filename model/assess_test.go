package model_test

import (
	"slices"
	"testing"

	"touchstone/model"
)

// bench is one desk of Anna, Björn and Chloé at the same replica.
type bench struct {
	t *testing.T
	*world
	s      *store
	scales []*model.Scale
}

func newBench(t *testing.T) *bench {
	t.Helper()
	w := newWorld(model.Fold)
	w.at[1], w.at[2] = w.at[0], w.at[0]
	b := &bench{t, w, w.at[0], someScales()}
	b.must(0, model.Load(model.Document{Text: worldTexts[0], Fields: model.Fields{}, Found: map[string]string{}}, "", w.clock))
	return b
}

const (
	anna = iota
	björn
	chloé
)

// must lets a person do what has to work.
func (b *bench) must(who int, action model.Action) []model.Event {
	b.t.Helper()
	events := b.do(who, action)
	if events == nil {
		b.t.Fatal("refused")
	}
	return events
}

func (b *bench) claim() string {
	b.t.Helper()
	place := [][]model.Fragment{{{Start: 0, End: 20}}}
	events := b.must(anna, model.Mark(model.ClaimStated{Statement: "The bridge is unsafe"}, model.Hash([]byte(worldTexts[0])), place))
	return events[len(events)-1].Stream.ID()
}

func (b *bench) judge(who int, claim, rating string, all bool) string {
	b.t.Helper()
	events := b.must(who, model.Judge(claim, model.Judgement{Scale: b.scales[0], Rating: rating, Rationale: "r", All: all, Reason: "because"}))
	return events[len(events)-1].ID
}

func (b *bench) folded(claim string) *model.Claim {
	state, _ := b.s.State(model.StreamOf(model.NounClaim, claim))
	return state.(*model.Claim)
}

// is checks a claim's stage and flags; joined are the other claims of its group.
func (b *bench) is(claim string, stage model.Stage, flags []string, joined ...string) {
	b.t.Helper()
	var others []*model.Claim
	for _, id := range joined {
		others = append(others, b.folded(id))
	}
	policy, _ := b.s.State(model.DeskStream)
	desk := policy.(*model.Desk)
	got := model.Assess(b.folded(claim), model.Surroundings{
		Evidence: func(id string) *model.Evidence {
			state, _ := b.s.State(model.StreamOf(model.NounEvidence, id))
			return state.(*model.Evidence)
		},
		Scale: func(id string) *model.Scale {
			state, _ := b.s.State(model.StreamOf(model.NounScale, id))
			return state.(*model.Scale)
		},
		Policy: model.Policy{Editors: desk.Editors, Seconds: desk.Seconds}, Joined: others,
	})
	if got.Stage != stage || !slices.Equal(got.Flags, flags) {
		b.t.Errorf("%s %v, want %s %v", got.Stage, got.Flags, stage, flags)
	}
}

func TestStages(t *testing.T) {
	b := newBench(t)
	c := b.claim()
	b.is(c, model.Spotted, nil)
	v := b.judge(anna, c, "true", false)
	b.is(c, model.Checked, nil)
	b.must(anna, model.SetPolicy(nil, set(t, "seconds", 2)))
	b.must(björn, model.StandBehind(v, model.RoleSecond, ""))
	b.is(c, model.Checked, nil)
	b.must(chloé, model.StandBehind(v, model.RoleSecond, ""))
	b.is(c, model.Seconded, nil)
	b.must(björn, model.StandBehind(v, model.RoleApprove, ""))
	b.is(c, model.Approved, nil)
	b.must(anna, model.SetPolicy(nil, set(t, "editors", []string{b.people[chloé].ID()})))
	b.is(c, model.Seconded, nil) // Björn is no editor any more
	if b.do(björn, model.StandBehind(v, model.RoleApprove, "")) != nil {
		t.Error("somebody who is no editor approves")
	}
	b.must(anna, model.Publish(c, "https://example.org/1", ""))
	b.is(c, model.Published, nil)
	later := b.judge(anna, c, "false", false)
	b.is(c, model.Checked, []string{model.CorrectionDue})
	b.must(anna, model.Publish(c, "https://example.org/2", ""))
	b.is(c, model.Published, nil)
	b.must(anna, model.Withdraw(later, "mistaken"))
	b.is(c, model.Published, nil) // the first is back, and it was published
	if b.do(anna, model.Publish(c, "https://example.org/3", "last week")) != nil {
		t.Error("a day that is none is taken")
	}
	first := b.folded(c).Verdicts[0].Published[0]
	if first.Day() != first.At.UTC().Format("2006-01-02") {
		t.Errorf("without a day it was published on %s", first.Day())
	}
}

// Verdicts that agree stand together: a claim is as far as the one that came furthest, also where a colleague judged the same
// later. Of those that differ none speaks for the claim, which is as far as the one that came least far.
func TestStagesOfSeveralVerdicts(t *testing.T) {
	b := newBench(t)
	c := b.claim()
	v := b.judge(anna, c, "true", false)
	b.must(björn, model.StandBehind(v, model.RoleSecond, ""))
	b.judge(chloé, c, "true", false)
	b.is(c, model.Seconded, nil)
	b = newBench(t)
	c = b.claim()
	b.judge(anna, c, "true", false)
	b.must(anna, model.Publish(c, "https://example.org/1", ""))
	agreeing := b.judge(björn, c, "true", false)
	b.is(c, model.Published, nil)
	b.must(björn, model.Withdraw(agreeing, "mistaken"))
	b.is(c, model.Published, nil)
	b.judge(chloé, c, "false", false)
	b.is(c, model.Checked, []string{model.Disputed})
	b.judge(björn, c, "true", true)
	b.is(c, model.Checked, []string{model.CorrectionDue})
}

func set(t *testing.T, name string, value any) model.Fields {
	t.Helper()
	f := model.Fields{}
	if err := f.Set(name, value); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFlags(t *testing.T) {
	b := newBench(t)
	c := b.claim()
	b.judge(anna, c, "true", false)
	b.judge(björn, c, "true", false)
	b.is(c, model.Checked, nil) // two heads of one class agree
	b.judge(chloé, c, "false", false)
	b.is(c, model.Checked, []string{model.Disputed})
	b.judge(chloé, c, "true", true)
	b.is(c, model.Checked, nil)
	b.must(anna, model.DescribeThing(model.StreamOf(model.NounClaim, c), set(t, "checkable", false)))
	b.is(c, model.Checked, []string{model.NotCheckable})
	b.must(anna, model.DescribeThing(model.StreamOf(model.NounClaim, c), set(t, "checkable", true)))
	cited := b.must(anna, model.Cite(c, model.Evident{Fields: set(t, "url", "https://example.org/e")}))
	evidence := cited[len(cited)-1].Fact.(model.EvidenceCited).Evidence
	b.is(c, model.Checked, nil)
	b.must(björn, model.FlagEvidence(evidence, "dead", "404"))
	b.is(c, model.Checked, []string{model.NeedsReview})
	b.must(anna, model.FlagEvidence(evidence, "fine", ""))
	b.is(c, model.Checked, nil)
}

func TestJoinedClaimsThatDifferNeedReview(t *testing.T) {
	b := newBench(t)
	c, d := b.claim(), b.claim()
	b.judge(anna, c, "true", false)
	b.judge(anna, d, "false", false)
	b.is(c, model.Checked, nil)
	b.must(anna, model.Join(c, d, false))
	b.is(c, model.Checked, []string{model.NeedsReview}, d)
	b.must(björn, model.Join(c, d, true))
	got := model.Assess(b.folded(c), model.Surroundings{
		Evidence: func(string) *model.Evidence { return nil }, Scale: func(string) *model.Scale { return nil },
		Joined: []*model.Claim{b.folded(d)},
	})
	if !slices.Equal(got.Contradicts, []string{d}) {
		t.Errorf("joined and kept apart: %v", got.Contradicts)
	}
}

func TestWithdrawing(t *testing.T) {
	b := newBench(t)
	c := b.claim()
	first := b.judge(anna, c, "true", false)
	second := b.judge(björn, c, "false", true)
	heads := func(want ...string) {
		t.Helper()
		var got []string
		for _, v := range b.folded(c).Heads() {
			got = append(got, v.ID)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("heads %.8v, want %.8v", got, want)
		}
	}
	heads(second)
	if b.do(anna, model.Withdraw(second, "x")) != nil {
		t.Error("somebody withdraws another's verdict")
	}
	b.must(björn, model.Withdraw(second, "the figure was from another year"))
	heads(first) // what it replaced is head again
	third := b.judge(chloé, c, "false", true)
	heads(third)
	v, _ := b.folded(c).Verdict(second)
	if v.Withdrawn == nil || v.Withdrawn.Reason == "" {
		t.Error("a withdrawn verdict is out of sight")
	}
	// A verdict that superseded one that is withdrawn later keeps what that one had replaced superseded.
	fourth := b.judge(anna, c, "true", true)
	b.must(chloé, model.Withdraw(third, "mistaken"))
	heads(fourth)
}
