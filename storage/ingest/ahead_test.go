package ingest

import (
	"fmt"
	"slices"
	"testing"

	"touchstone/model"
)

// Reading ahead changes neither what comes nor in which order, stops with its taker, and holds no more than it may.
func TestReadingAhead(t *testing.T) {
	const many = 3 * aheadItems
	made, taken := 0, 0
	list := func(yield func(model.Listed) bool) {
		for made < many {
			made++
			if !yield(model.Listed{Name: fmt.Sprint(made), Document: model.Document{Text: "words"}}) {
				return
			}
		}
	}
	for it := range ahead(list) {
		if taken++; it.Name != fmt.Sprint(taken) {
			t.Fatalf("item %s comes as number %d", it.Name, taken)
		}
	}
	if taken != many {
		t.Errorf("%d items, want %d", taken, many)
	}
	made = 0
	for range ahead(list) {
		break
	}
	if made > aheadItems+2 {
		t.Errorf("%d items were read for one", made)
	}
	large := model.Listed{Document: model.Document{Bytes: make([]byte, 2*aheadBytes)}}
	if got := slices.Collect(ahead(slices.Values([]model.Listed{large, large}))); len(got) != 2 {
		t.Errorf("%d large items, want 2", len(got))
	}
}
