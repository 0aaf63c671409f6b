package storage

import (
	"fmt"
	"testing"

	"touchstone/model"
)

// An import looks for a hundred thousand claims that are not here.
func TestStreamsThatAreNotHereDoNotFillTheMemory(t *testing.T) {
	var c cache
	c.init()
	for n := range 100_000 {
		c.put(&folded{stream: model.StreamOf(model.NounClaim, fmt.Sprint(n))})
	}
	if kept := len(c.all); kept > cacheBytes/eachBytes || kept != c.order.Len() || kept == 0 {
		t.Errorf("%d streams without an event are kept", kept)
	}
}
