package model

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
)

// State is what the events of one stream add up to: *Article, *Claim, *Evidence, *Source, *Scale, *Person, *Desk or *Other.
// It is never changed after Fold.
type State interface {
	// Base returns what all states have.
	Base() *Trunk
}

// Trunk is what all states have.
type Trunk struct {
	Stream    Stream
	Heads     []string                     // ids of the events that no other comes after, sorted
	Conflicts map[string][]json.RawMessage // described values that people set apart from each other, all of them
	Unknown   []Event                      // events of a newer version
	By        string                       // who founded it: the author of its first event
	At        string                       // when, as the event says it
	Changed   string                       // when its last event says that it was
}

// Base returns the trunk itself.
func (t *Trunk) Base() *Trunk { return t }

// ID returns the id of the thing.
func (t *Trunk) ID() string { return t.Stream.ID() }

// Other is the state of a stream that this version does not know.
type Other struct{ Trunk }

// Fold says what the events of one stream add up to. It is pure; the order of the events and duplicates do not matter.
// Events of other streams are left out.
func Fold(stream Stream, events []Event) State {
	f := newFolding(stream, events)
	switch stream.Noun() {
	case NounArticle:
		return foldArticle(f)
	case NounClaim:
		return foldClaim(f)
	case NounEvidence:
		return foldEvidence(f)
	case NounSource:
		return foldSource(f)
	case NounScale:
		return foldScale(f)
	case NounPerson:
		return foldPerson(f)
	case NounDesk:
		return foldDesk(f)
	default:
		return &Other{Trunk: f.trunk}
	}
}

// folding is one stream in causal order, with what was taken back.
type folding struct {
	trunk     Trunk
	order     []*Event // by depth, then id
	at        map[string]int
	depth     []int
	withdrawn map[string]*Withdrawal // by event id; absent: the event stands
	registers map[string]*described  // described values by name
}

func newFolding(stream Stream, events []Event) *folding {
	f := &folding{
		trunk: Trunk{Stream: stream}, registers: map[string]*described{},
		withdrawn: map[string]*Withdrawal{},
	}
	f.order, f.depth, f.at = causal(stream, events)
	f.trunk.Heads = heads(f.order)
	f.retract()
	for e := range f.live() {
		if _, unknown := e.Fact.(Unknown); unknown {
			f.trunk.Unknown = append(f.trunk.Unknown, *e)
		}
	}
	if len(f.order) > 0 {
		f.trunk.By, f.trunk.At = f.order[0].By, f.order[0].At.Format(TimeLayout)
		last := f.order[0].At
		for _, e := range f.order {
			if e.At.After(last) {
				last = e.At
			}
		}
		f.trunk.Changed = last.Format(TimeLayout)
	}
	return f
}

// Causal returns the events of a stream once each, in causal order: by depth in `after`, then by id.
func Causal(stream Stream, events []Event) []Event {
	order, _, _ := causal(stream, events)
	out := make([]Event, len(order))
	for i, e := range order {
		out[i] = *e
	}
	return out
}

func causal(stream Stream, events []Event) (order []*Event, depth []int, at map[string]int) {
	byID := make(map[string]*Event, len(events))
	for i := range events {
		if events[i].Stream == stream {
			byID[events[i].ID] = &events[i]
		}
	}
	depths := make(map[string]int, len(byID))
	for id, e := range byID {
		order = append(order, e)
		measure(id, byID, depths)
	}
	slices.SortFunc(order, func(a, b *Event) int {
		if d := depths[a.ID] - depths[b.ID]; d != 0 {
			return d
		}
		return strings.Compare(a.ID, b.ID)
	})
	depth, at = make([]int, len(order)), make(map[string]int, len(order))
	for i, e := range order {
		depth[i], at[e.ID] = depths[e.ID], i
	}
	return order, depth, at
}

// measure finds the depth of an event: one more than the deepest it comes after. It keeps its own stack, as a chain may be
// a million events long.
func measure(id string, events map[string]*Event, depths map[string]int) {
	stack := []string{id}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		deepest, ready := 0, true
		for _, a := range events[top].After {
			if _, here := events[a]; !here {
				continue
			}
			d, known := depths[a]
			if !known {
				stack = append(stack, a)
				ready = false
			}
			deepest = max(deepest, d)
		}
		if ready {
			depths[top] = deepest + 1
			stack = stack[:len(stack)-1]
		}
	}
}

func heads(order []*Event) []string {
	before := map[string]bool{}
	for _, e := range order {
		for _, a := range e.After {
			before[a] = true
		}
	}
	var ids []string
	for _, e := range order {
		if !before[e.ID] {
			ids = append(ids, e.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// retract finds out which events stand. A retraction counts while no standing retraction names it. Ids are hashes, so
// retractions cannot name each other in a circle, and one that names another is written after it.
func (f *folding) retract() {
	type taking struct {
		by   *Event
		fact Retracted
	}
	takers := map[string][]taking{} // by the event they take back
	for _, e := range f.order {
		if fact, ok := e.Fact.(Retracted); ok {
			for _, id := range fact.Events {
				if i, here := f.at[id]; here && f.order[i].By == e.By {
					takers[id] = append(takers[id], taking{e, fact})
				}
			}
		}
	}
	stands := map[string]bool{}
	var judge func(id string) bool
	judge = func(id string) bool {
		if s, known := stands[id]; known {
			return s
		}
		ok := true
		for _, t := range takers[id] {
			if judge(t.by.ID) {
				ok = false
				if w := f.withdrawn[id]; w == nil || w.Reason == "" {
					f.withdrawn[id] = &Withdrawal{By: t.by.By, At: t.by.At, Reason: t.fact.Reason}
				}
			}
		}
		stands[id] = ok
		return ok
	}
	for id := range takers {
		judge(id)
	}
}

// live yields the events that stand, in causal order.
func (f *folding) live() iter.Seq[*Event] {
	return func(yield func(*Event) bool) {
		for _, e := range f.order {
			if f.withdrawn[e.ID] == nil && !yield(e) {
				return
			}
		}
	}
}

// before reports whether a comes before b in the causal order that `after` gives.
func (f *folding) before(a, b *Event) bool {
	target := f.at[a.ID]
	stack, seen := []*Event{b}, map[string]bool{}
	for len(stack) > 0 {
		e := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, id := range e.After {
			i, here := f.at[id]
			switch {
			case !here || seen[id]:
			case i == target:
				return true
			case f.depth[i] > f.depth[target]:
				seen[id] = true
				stack = append(stack, f.order[i])
			}
		}
	}
	return false
}

// addID adds an id to a sorted set of ids.
func addID(ids []string, id string) []string {
	i, here := slices.BinarySearch(ids, id)
	if here {
		return ids
	}
	return slices.Insert(ids, i, id)
}
