package model_test

import (
	"slices"
	"testing"

	"touchstone/model"
)

// Events are kept in memory between two folds, and a fold must leave them as they are: a shape that was taken back would stay
// otherwise until the program is started again.
func TestAFoldChangesNoEvent(t *testing.T) {
	whole, part := []model.Fragment{{Start: 0, End: 20}}, []model.Fragment{{Start: 4, End: 20}}
	stream := model.StreamOf(model.NounClaim, "a")
	events := []model.Event{
		{ID: "a", Stream: stream, Kind: model.KindClaimStated, Fact: model.ClaimStated{Statement: "x"}},
		{ID: "b", Stream: stream, Kind: model.KindAppearanceAdded, After: []string{"a"}, Fact: model.AppearanceAdded{Text: "t", Fragments: slices.Clone(whole)}},
		{ID: "c", Stream: stream, Kind: model.KindAppearanceReshaped, After: []string{"b"}, Fact: model.AppearanceReshaped{Appearance: "b", Fragments: part}},
	}
	shape := func(of []model.Event) []model.Fragment {
		claim, _ := model.Fold(stream, of).(*model.Claim)
		return claim.Appearances[0].Fragments
	}
	if got := shape(events); !slices.Equal(got, part) {
		t.Fatalf("reshaped it is %v", got)
	}
	if got := shape(events[:2]); !slices.Equal(got, whole) {
		t.Errorf("without the reshaping it is %v, not %v", got, whole)
	}
}
