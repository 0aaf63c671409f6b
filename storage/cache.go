package storage

import (
	"container/list"
	"sync"

	"touchstone/model"
)

// cacheBytes bounds the exact bytes of the streams that are kept decoded and folded; decoded they take several times that.
const cacheBytes = 4 << 20

// eachBytes is what a stream that is kept takes beside its events: one without any, which was looked for and is not here, takes
// that too.
const eachBytes = 512

// folded is a stream as of a number: every event up to seq is in it.
type folded struct {
	stream model.Stream
	seq    int64
	events []model.Event
	state  model.State
	bytes  int
}

// weight is how much of cacheBytes a stream takes.
func (f *folded) weight() int { return f.bytes + eachBytes }

// cache keeps the streams last used.
type cache struct {
	mu    sync.Mutex
	all   map[model.Stream]*list.Element
	order *list.List // newest first
	bytes int
}

func (c *cache) init() {
	c.all, c.order = map[model.Stream]*list.Element{}, list.New()
}

func (c *cache) get(s model.Stream) *folded {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.all[s]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*folded) //nolint:forcetypeassert // nothing else is put in
}

// put keeps a stream, unless a newer state of it is here.
func (c *cache) put(f *folded) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.all[f.stream]; e != nil {
		old := e.Value.(*folded) //nolint:forcetypeassert // nothing else is put in
		if old.seq > f.seq {
			return
		}
		c.bytes += f.weight() - old.weight()
		e.Value = f
		c.order.MoveToFront(e)
	} else {
		c.all[f.stream] = c.order.PushFront(f)
		c.bytes += f.weight()
	}
	for c.bytes > cacheBytes && c.order.Len() > 1 {
		last := c.order.Remove(c.order.Back()).(*folded) //nolint:forcetypeassert // nothing else is put in
		delete(c.all, last.stream)
		c.bytes -= last.weight()
	}
}
