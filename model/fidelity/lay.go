package fidelity

import "touchstone/model/anchor"

const (
	most  = 40  // words left out at most; what is farther away is another place
	jump  = 3.5 // what going to another place costs
	begin = 0.4 // what leaving words out costs
	each  = 0.03
	cheap = 0.4 // what a word of the quote's own costs
	dear  = 1.5
)

// price is what it costs to take a word for the quote's own.
func price(w anchor.Word) float32 { return min(dear, cheap+float32(w.Weight)/8) }

// step is a word of the quote that was laid over one of the original, and the step before it.
type step struct{ own, there, before int }

// laying is the cheapest way to every word of the original at which the quote can have come.
type laying struct {
	cost  []float32 // by word of the original; dearest where the quote is not
	last  []int     // the step by which it came there
	here  []int     // the words at which it is
	steps []step
}

const dearest = 1e9

// lay finds where the words of the quote stand so that it costs least.
func (c *comparison) lay() {
	c.at = make([]int, len(c.own))
	for i := range c.at {
		c.at[i] = -1
	}
	l := &laying{cost: make([]float32, len(c.there)), last: make([]int, len(c.there))}
	for i := range l.cost {
		l.cost[i] = dearest
	}
	places := c.places()
	fresh := float32(0) // of having come nowhere yet
	for i, w := range c.own {
		anywhere, by := fresh, -1 // the first place is no other place
		for _, p := range l.here {
			if cost := l.cost[p] + jump; cost < anywhere {
				anywhere, by = cost, l.last[p]
			}
		}
		found := l.reach(i, places[w.Same], anywhere, by)
		fresh += price(w)
		l.pass(price(w), found)
	}
	l.settle(c.at, fresh)
}

// places are the words of the original by their letters, as far as the quote has them.
func (c *comparison) places() map[uint64][]int {
	sought := make(map[uint64][]int, len(c.own))
	for _, w := range c.own {
		sought[w.Same] = nil
	}
	for p, w := range c.there {
		if _, is := sought[w.Same]; is {
			sought[w.Same] = append(sought[w.Same], p)
		}
	}
	return sought
}

// come is a way to a word.
type come struct {
	there  int
	cost   float32
	before int
	own    int
}

// reach finds the cheapest way to each place of a word: on from a place shortly before it, or from anywhere.
func (l *laying) reach(own int, places []int, anywhere float32, by int) []come {
	found := make([]come, 0, len(places))
	for _, p := range places {
		one := come{there: p, cost: anywhere, before: by, own: own}
		for gap := 0; gap <= most && p-1-gap >= 0; gap++ {
			from := p - 1 - gap
			cost := l.cost[from]
			if gap > 0 {
				cost += begin + each*float32(gap)
			}
			if cost < one.cost {
				one.cost, one.before = cost, l.last[from]
			}
		}
		found = append(found, one)
	}
	return found
}

// pass takes a word of the quote for its own wherever the quote is, goes on to where the word stands, and forgets what became too
// dear: from anywhere else it is cheaper to jump there.
func (l *laying) pass(price float32, found []come) {
	best := float32(dearest)
	for _, p := range l.here {
		l.cost[p] += price
		best = min(best, l.cost[p])
	}
	for _, f := range found {
		best = min(best, f.cost)
		if f.cost < l.cost[f.there] {
			if l.cost[f.there] == dearest {
				l.here = append(l.here, f.there)
			}
			l.steps = append(l.steps, step{f.own, f.there, f.before})
			l.cost[f.there], l.last[f.there] = f.cost, len(l.steps)-1
		}
	}
	kept := l.here[:0]
	for _, p := range l.here {
		if l.cost[p] <= best+jump {
			kept = append(kept, p)
		} else {
			l.cost[p] = dearest
		}
	}
	l.here = kept
}

// settle goes back the cheapest way.
func (l *laying) settle(at []int, fresh float32) {
	best, last := fresh, -1
	for _, p := range l.here {
		if l.cost[p] < best || l.cost[p] == best && last >= 0 && p < l.steps[last].there {
			best, last = l.cost[p], l.last[p]
		}
	}
	for s := last; s >= 0; s = l.steps[s].before {
		at[l.steps[s].own] = l.steps[s].there
	}
}
