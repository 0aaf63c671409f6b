package history_test

import (
	"testing"

	"touchstone/model"
	"touchstone/model/history"
)

func given(rationale string, cites, supersedes []string) model.VerdictGiven {
	return model.VerdictGiven{Rationale: rationale, Cites: cites, Supersedes: supersedes}
}

func TestTwoVerdictsAreLaidOverEachOther(t *testing.T) {
	earlier := given("The report counts 13 of 52.", []string{"report", "call"}, nil)
	later := given("The report counts 14 of 52.", []string{"log", "report"}, nil)
	c := history.Compare(earlier, later)
	said := ""
	for _, p := range c.Rationale {
		switch {
		case p.Gone:
			said += "[-" + p.Words + "-]"
		case p.Come:
			said += "[+" + p.Words + "+]"
		default:
			said += p.Words
		}
	}
	if want := "The report counts [-13 -][+14 +]of 52."; said != want {
		t.Errorf("%q, want %q", said, want)
	}
	want := []history.Resting{{Evidence: "report"}, {Evidence: "call", Gone: true}, {Evidence: "log", Come: true}}
	if len(c.Evidence) != 3 || c.Evidence[0] != want[0] || c.Evidence[1] != want[1] || c.Evidence[2] != want[2] {
		t.Errorf("the evidence is %v", c.Evidence)
	}
	if c.Correction != nil {
		t.Errorf("a wording is compared where none is proposed: %v", c.Correction)
	}
}

func TestAVerdictIsComparedWithTheOneItSupersedes(t *testing.T) {
	all := []history.Given{
		{Event: model.Event{ID: "a"}, VerdictGiven: given("one", nil, nil)},
		{Event: model.Event{ID: "b"}, VerdictGiven: given("two", nil, nil)},
		{Event: model.Event{ID: "c"}, VerdictGiven: given("three", nil, []string{"b", "a"})},
		{Event: model.Event{ID: "d"}, VerdictGiven: given("four", nil, []string{"elsewhere"})},
	}
	for at, want := range []int{-1, 0, 1, 2} {
		if got := history.Before(all, at); got != want {
			t.Errorf("verdict %d is compared with %d, want %d", at, got, want)
		}
	}
}
