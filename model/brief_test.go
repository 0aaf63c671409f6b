package model_test

import (
	"reflect"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/sheet"

	"pgregory.net/rapid"
)

// A claim in brief stands where the claim does, and is listed as the claim is, whatever people did to it and to what it rests on.
func TestABriefSaysWhatTheClaimSays(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(model.Fold)
		w.live(t, rapid.Uint64().Draw(t, "seed"), rapid.IntRange(10, 120).Draw(t, "steps"))
		for _, s := range w.at {
			b := sheet.NewBuilder(s)
			for _, c := range s.claims() {
				brief, err := model.ReadBrief(c.Brief())
				if err != nil {
					t.Fatal(err)
				}
				status, err := b.Status(c)
				if got, errBrief := b.Status(brief); err != nil || errBrief != nil || !reflect.DeepEqual(got, status) {
					t.Fatalf("the claim is %+v, in brief %+v (%v, %v)", status, got, err, errBrief)
				}
				now := w.clock.In(time.FixedZone("", 3600))
				listed, err := b.Listed(c, now)
				if got, errBrief := b.Listed(brief, now); err != nil || errBrief != nil || !reflect.DeepEqual(got, listed) {
					t.Fatalf("the claim is listed as %+v, in brief as %+v (%v, %v)", listed, got, err, errBrief)
				}
				seen++
			}
		}
	})
	if seen < 100 {
		t.Errorf("only %d claims were looked at", seen)
	}
}

// What is done to many is one batch: what is so already is passed over, and a refusal of one is one of all.
func TestTogetherIsOneBatch(t *testing.T) {
	b := newBench(t)
	var claims []string
	for range 3 {
		claims = append(claims, b.claim())
	}
	tag := func(id string) model.Action {
		return model.DescribeClaim(id, model.Fields{}, []string{"port"}, []string{"old"})
	}
	b.must(anna, model.DescribeClaim(claims[0], model.Fields{}, []string{"old", "kept"}, nil))
	b.must(anna, tag(claims[1]))
	events := b.must(anna, model.Together(tag(claims[0]), tag(claims[1]), tag(claims[2])))
	if len(events) != 2 || events[0].Batch != events[1].Batch {
		t.Errorf("%d events", len(events))
	}
	if tags := b.folded(claims[0]).Tags; !reflect.DeepEqual(tags, []string{"kept", "port"}) {
		t.Errorf("the tags are %v", tags)
	}
	if again := b.do(anna, model.Together(tag(claims[0]), tag(claims[1]))); again != nil {
		t.Errorf("nothing changes, and %d events are written", len(again))
	}
	judged := func(id string) model.Action {
		return model.Judge(id, model.Judgement{Scale: b.scales[1], Rating: "true", Rationale: "r"})
	}
	events = b.must(anna, model.Together(judged(claims[0]), judged(claims[1])))
	if len(events) != 3 { // the scale once
		t.Errorf("%d events define a scale and judge two", len(events))
	}
	if half := b.do(anna, model.Together(judged(claims[2]), judged(claims[0]))); half != nil { // the second wants a reason
		t.Error("half of it was written")
	}
}
