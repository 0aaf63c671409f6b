package exchange

import (
	"errors"

	"touchstone/model/workspace"
)

// So many items are handed over at once, and so many such handfuls wait at most.
const (
	handful  = 64
	handfuls = 8
)

// errNoMore ends the reading of a file whose items are not wanted any more.
var errNoMore = errors.New("no more items are wanted")

// ahead reads the items of a file while those before them are taken in: taking a feed apart keeps one processor busy and storing
// it another. It is back when nothing is read any more.
func ahead(read func(take func(workspace.Foreign) error) error, take func(workspace.Foreign) error) error {
	items, enough := make(chan []workspace.Foreign, handfuls), make(chan struct{})
	var failed error
	go func() {
		defer close(items)
		var some []workspace.Foreign
		hand := func() error {
			select {
			case items <- some:
				some = nil
				return nil
			case <-enough:
				return errNoMore
			}
		}
		failed = read(func(one workspace.Foreign) error {
			if some = append(some, one); len(some) < handful {
				return nil
			}
			return hand()
		})
		if len(some) > 0 && !errors.Is(failed, errNoMore) {
			_ = hand() // what was read before a failure comes in
		}
	}()
	for some := range items {
		for _, one := range some {
			if err := take(one); err != nil {
				close(enough)
				for range items { // until the reading ended
				}
				return err
			}
		}
	}
	return failed
}
