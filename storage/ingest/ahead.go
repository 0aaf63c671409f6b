package ingest

import (
	"iter"
	"sync"

	"touchstone/model"
)

// So many items of a list, or so many bytes of them, are read ahead of whoever takes them.
const (
	aheadItems = 512
	aheadBytes = 16 << 20
)

// ahead reads the items of a list while those before them are stored, which keeps a second processor busy. It yields what the
// list does, in its order; where the taker stops, so does the reading, and it has stopped when ahead returns.
func ahead(items iter.Seq[model.Listed]) iter.Seq[model.Listed] {
	return func(yield func(model.Listed) bool) {
		q := queue{}
		q.changed.L = &q.mu
		done := make(chan struct{})
		go func() {
			defer close(done)
			items(q.put)
			q.end()
		}()
		defer func() {
			q.stop()
			<-done
		}()
		for {
			it, more := q.take()
			if !more || !yield(it) {
				return
			}
		}
	}
}

// queue holds items that were read and not taken.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	items   []model.Listed
	bytes   int
	ended   bool // nothing is put in any more
	stopped bool // nothing is taken any more
}

func weight(it model.Listed) int { return len(it.Text) + len(it.Bytes) }

// put waits until there is room; it is false when nobody takes any more. An item that is larger than all room gets in alone.
func (q *queue) put(it model.Listed) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.stopped && len(q.items) > 0 && (len(q.items) >= aheadItems || q.bytes+weight(it) > aheadBytes) {
		q.changed.Wait()
	}
	if q.stopped {
		return false
	}
	q.items, q.bytes = append(q.items, it), q.bytes+weight(it)
	q.changed.Broadcast()
	return true
}

// take waits for an item; it is false when there will be none.
func (q *queue) take() (model.Listed, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.ended {
		q.changed.Wait()
	}
	if len(q.items) == 0 {
		return model.Listed{}, false
	}
	it := q.items[0]
	q.items[0] = model.Listed{} // its bytes are the taker's now
	q.items, q.bytes = q.items[1:], q.bytes-weight(it)
	q.changed.Broadcast()
	return it, true
}

func (q *queue) end() {
	q.mu.Lock()
	q.ended = true
	q.changed.Broadcast()
	q.mu.Unlock()
}

func (q *queue) stop() {
	q.mu.Lock()
	q.stopped = true
	q.changed.Broadcast()
	q.mu.Unlock()
}
