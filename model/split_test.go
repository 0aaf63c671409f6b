package model_test

import (
	"testing"

	"touchstone/model"
)

// What moves to another claim stays what people made of it: a place that was confirmed is not to be looked at again.
func TestASplitKeepsWhatWasDecidedAboutAPlace(t *testing.T) {
	w := newWorld(model.Fold)
	text := model.Hash([]byte(worldTexts[0]))
	place := func(from int) []model.Fragment { return []model.Fragment{{Start: from, End: from + 8}} }
	w.do(0, model.Mark(model.ClaimStated{Statement: "x"}, text, [][]model.Fragment{place(0)}))
	old := w.at[0].claims()[0]
	var carried, newer string
	w.do(0, func(_ model.View, b *model.Batch) (err error) {
		carried, err = b.Write(old.Stream, model.AppearanceAdded{
			Text: text, Fragments: place(10), Carried: &model.Carried{From: old.Appearances[0].ID, Score: 0.7},
		})
		return err
	})
	newer = model.Hash([]byte("newer"))
	w.do(0, model.Confirm(carried))
	w.do(0, model.Lose(carried, newer, "not said any more"))
	w.do(0, model.SplitClaim(old.ID(), []string{carried}, model.ClaimStated{Statement: "y"}))
	for _, c := range w.at[0].claims() {
		if c.Statement != "y" {
			continue
		}
		if a := c.Appearances[0]; !a.Confirmed || a.Carried == nil || len(a.Gone) != 1 || a.Gone[0].Text != newer {
			t.Errorf("the place is now %+v", a)
		}
		return
	}
	t.Error("no claim came of the split")
}

func TestReasonsAndAnswersAreTakenApartAsTheyWerePut(t *testing.T) {
	for _, c := range [][2]string{{"new evidence", "the log"}, {"adjudication", ""}, {"", "we agreed"}, {"error", "new evidence: no"}} {
		if kind, words := model.SplitReason(model.Reason(c[0], c[1])); kind != c[0] || words != c[1] {
			t.Errorf("%q comes back as %q, %q", c, kind, words)
		}
	}
	for _, yes := range []bool{true, false} {
		if got, words, known := model.SplitYesNo(model.YesNo(yes, "so: it is")); got != yes || words != "so: it is" || !known {
			t.Errorf("%v comes back as %v, %q, %v", yes, got, words, known)
		}
	}
	if _, _, known := model.SplitYesNo("Yesterday"); known {
		t.Error("yesterday is no yes")
	}
}
