package model_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"touchstone/model"
)

// A word that stands twice is the one that was pointed at, and not the nearest.
func TestASpotIsTakenAsItWasPointedAt(t *testing.T) {
	const text = "She left, he said. The bridge is unsafe, he said."
	sum := sha256.Sum256([]byte(text))
	id := hex.EncodeToString(sum[:])
	w := newWorld(model.Fold)
	w.do(0, model.Load(model.Document{Text: text, Fields: model.Fields{}, Found: map[string]string{}}, "", w.clock))
	here := []model.Fragment{{Start: 19, End: 39}}
	for _, spotted := range []bool{true, false} {
		link := model.Link{Sources: []string{"The mayor"}, Mention: "he", Cue: "said"}
		if spotted {
			link.Spot = &model.Spot{Text: id, Content: here, Mention: []model.Fragment{{Start: 10, End: 12}}, Cue: []model.Fragment{{Start: 13, End: 17}}}
		}
		events := w.do(0, model.MarkAttributed(model.ClaimStated{Statement: "The bridge is unsafe"}, id, [][]model.Fragment{here}, []model.Link{link}, ""))
		made, ok := events[len(events)-1].Fact.(model.AttributionMade)
		if !ok {
			t.Fatalf("written: %+v", events)
		}
		if want := map[bool]int{true: 10, false: 41}[spotted]; made.Mention[0].Start != want {
			t.Errorf("spotted %v: the mention stands at %v, want %d", spotted, made.Mention, want)
		}
	}
	elsewhere := model.Link{Sources: []string{"The mayor"}, Mention: "he", Cue: "said", Spot: &model.Spot{
		Text: model.Hash([]byte("another text")), Content: here, Mention: []model.Fragment{{Start: 3, End: 5}}, Cue: []model.Fragment{{Start: 0, End: 1}},
	}}
	events := w.do(0, model.MarkAttributed(model.ClaimStated{Statement: "Another"}, id, [][]model.Fragment{here}, []model.Link{elsewhere}, ""))
	if made := events[len(events)-1].Fact.(model.AttributionMade); made.Mention[0].Start != 41 {
		t.Errorf("a spot of another text is taken: the mention stands at %v", made.Mention)
	}
	spot := &model.Spot{Text: id, Content: here, Mention: []model.Fragment{{Start: 900, End: 903}}}
	if events := w.do(0, model.MarkAttributed(model.ClaimStated{Statement: "S"}, id, [][]model.Fragment{here}, []model.Link{{Mention: "he", Spot: spot}}, "")); len(events) > 0 {
		t.Errorf("a place outside the text is written: %+v", events)
	}
}
