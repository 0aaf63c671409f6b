package lint_test

import (
	"slices"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/lint"
)

const text = "The bridge is safe."

func num(f float64) *float64 { return &f }

// sound is a claim that breaks no rule.
func sound() *model.Claim {
	return &model.Claim{
		Trunk: model.Trunk{Stream: "claim:c"}, Alive: true, Statement: "The bridge is safe", Said: model.Said{By: "The mayor"},
		Appearances: []model.Appearance{{ID: "a", Text: "t", Fragments: []model.Fragment{{Start: 0, End: 18}}, Attributions: []model.Attribution{{Sources: []string{"s"}}}}},
		Evidence:    []model.Citation{{ID: "x", Evidence: "e", Quote: "is  safe"}},
		Verdicts: []model.Verdict{{
			ID: "v", Scale: "s", Rating: "false", Rationale: "It is not.", Head: true, Published: []model.Publication{{URL: "https://a.example/1"}},
		}},
	}
}

// around is what a sound claim rests on.
func around() (lint.Surroundings, *model.Scale, *model.Evidence) {
	scale := &model.Scale{Ratings: []model.Rating{
		{Key: "true", Label: "True", Number: num(2)}, {Key: "false", Label: "Mostly false", Number: num(1)},
	}}
	ev := &model.Evidence{Alive: true, Kind: "document", URL: "https://b.example/report", Archived: "https://archive.example/1"}
	return lint.Surroundings{
		Evidence: func(string) *model.Evidence { return ev }, Scale: func(string) *model.Scale { return scale },
		Text: func(string) string { return text }, Captured: func(string) []string { return []string{text} },
	}, scale, ev
}

func TestEveryRuleIsBrokenByItsFaultAlone(t *testing.T) {
	covered := map[string]bool{}
	for name, c := range map[string]struct {
		rule  string
		spoil func(*model.Claim, *model.Scale, *model.Evidence)
	}{
		"no words":            {"claim-empty", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Statement = " " }},
		"not judged":          {"rating-missing", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Verdicts[0].Head = false }},
		"rating not on scale": {"rating-unknown", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Verdicts[0].Rating = "pants" }},
		"not published":       {"url-missing", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Verdicts[0].Published = nil }},
		"one number for all":  {"scale-bounds", func(_ *model.Claim, s *model.Scale, _ *model.Evidence) { s.Ratings[0].Number = num(1) }},
		"half a number":       {"scale-bounds", func(_ *model.Claim, s *model.Scale, _ *model.Evidence) { s.Ratings[1].Number = num(1.5) }},
		"past the text":       {"words-not-in-text", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Appearances[0].Fragments[0].End = 20 }},
		"words not captured":  {"quote-not-in-capture", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Evidence[0].Quote = "is unsafe" }},
		"75 characters":       {"claim-long", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Statement = strings.Repeat("å", 75) }},
		"rating in the claim": {"rating-in-claim", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) {
			c.Statement = "Mostly FALSE: the bridge is safe"
		}},
		"negated": {"claim-negated", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Statement = "The bridge isn’t safe" }},
		"negated in Swedish": {"claim-negated", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) {
			c.Statement, c.Language = "Bron är inte säker", "sv-FI"
		}},
		"rests on nothing": {"rationale-without-evidence", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) { c.Evidence = nil }},
		"not archived":     {"archive-missing", func(_ *model.Claim, _ *model.Scale, e *model.Evidence) { e.Archived = "" }},
		"one page alone":   {"single-secondary-source", func(_ *model.Claim, _ *model.Scale, e *model.Evidence) { e.Kind = "web page" }},
		"ends at nobody": {"chain-without-origin", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) {
			c.Appearances[0].Attributions[0].Sources = nil
		}},
		"nobody says it at all": {"chain-without-origin", func(c *model.Claim, _ *model.Scale, _ *model.Evidence) {
			c.Appearances[0].Attributions, c.Said.By = nil, ""
		}},
	} {
		t.Run(name, func(t *testing.T) {
			claim := sound()
			s, scale, ev := around()
			if got := lint.Check(claim, s); len(got) > 0 {
				t.Fatalf("a sound claim: %+v", got)
			}
			c.spoil(claim, scale, ev)
			got := lint.Check(claim, s)
			if len(got) != 1 || got[0].Rule != c.rule || got[0].Why == "" || !strings.Contains(got[0].Source, "https://") || got[0].Thing == "" {
				t.Errorf("found %+v, not %s", got, c.rule)
			}
		})
		covered[c.rule] = true
	}
	for _, r := range lint.Rules() {
		if !covered[r.Key] {
			t.Errorf("no fault shows the rule %s", r.Key)
		}
	}
}

func TestWordsThatOnlyLookLikeRatingsAndNegationsPass(t *testing.T) {
	s, _, _ := around()
	for _, statement := range []string{"The truest bridge stands", "A note on knots", "Trueman built the bridge", "Die Bremse utan"} {
		c := sound()
		c.Statement, c.Language = statement, "en"
		if got := lint.Check(c, s); len(got) > 0 {
			t.Errorf("%q: %+v", statement, got)
		}
	}
}

func TestErrorsComeFirst(t *testing.T) {
	s, _, ev := around()
	c := sound()
	c.Verdicts[0].Published, ev.Archived = nil, ""
	got := lint.Check(c, s)
	if len(got) != 2 || !slices.IsSortedFunc(got, func(a, b lint.Finding) int { return strings.Compare(string(a.Level), string(b.Level)) }) {
		t.Errorf("%+v", got)
	}
}
