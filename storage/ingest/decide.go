package ingest

import (
	"iter"
	"math"

	"touchstone/model"
)

// What is weighed a second time, when it is known how likely the passages around one are to be the article's.
const (
	sBias = iota
	sOwn
	sOwnFar
	sBefore
	sAfter
	sBefore2
	sAfter2
	sAround
	sBox
	sUp
	sInside
	sHole
	sBetween
	sHeads
	sHeadsNone
	sBehind
	sAhead
	sBoth
	sEither
	sMany
)

// settled are what is weighed the second time: the above, then everything of the first time but the traits and the bias.
const settled = sMany + wTraits - 1

// decide says which passages of a page are the article's. A page of which none is likely gives what the reader kept of it, and
// one of which it kept nothing all that does not lead elsewhere.
func decide(s *scale) []bool {
	page := s.page
	odds, rest := make([]float64, len(page)), make([]float64, len(page))
	for i := range page {
		f := s.of(i)
		for j, w := range firstWeights {
			odds[i] += w * f[j]
		}
		for j, w := range secondWeights[sMany:] {
			rest[i] += w * f[1+j]
		}
	}
	kept := make([]bool, len(page))
	found := false
	for i, x := range settle(page, odds) {
		for j, w := range x {
			rest[i] += w * secondWeights[j]
		}
		kept[i] = rest[i] > 0
		found = found || kept[i]
	}
	if found {
		return kept
	}
	for i := range page {
		kept[i] = page[i].read > 0.5
		found = found || kept[i]
	}
	for i := range page {
		kept[i] = kept[i] || !found && page[i].links*2 < page[i].size
	}
	return kept
}

// settle tells of every passage how likely it and those around it are the article's, one after the other.
func settle(page []passage, odds []float64) iter.Seq2[int, *[sMany]float64] {
	c := chances{odds: odds, one: make([]float64, len(odds)), boxes: map[*box]float64{}, head: -1, tail: -1}
	for i, z := range odds {
		c.one[i] = 1 / (1 + math.Exp(-z))
		for b := page[i].box; b != nil; b = b.parent {
			c.boxes[b] += c.one[i] * float64(page[i].size)
		}
		if c.one[i] > 0.7 && page[i].size > 80 {
			if c.head < 0 {
				c.head = i
			}
			c.tail = i
		}
	}
	return func(yield func(int, *[sMany]float64) bool) {
		for i := range page {
			if !yield(i, c.around(page, i)) {
				return
			}
		}
	}
}

// chances are how likely each passage is the article's by itself.
type chances struct {
	odds       []float64 // as logarithms of odds
	one        []float64
	boxes      map[*box]float64 // code points that are likely the article's
	head, tail int              // the first and last long passage that is very likely, -1 for none
}

func (c *chances) at(i int) float64 {
	if i < 0 || i >= len(c.one) {
		return 0
	}
	return c.one[i]
}

func (c *chances) around(page []passage, i int) *[sMany]float64 {
	x := &[sMany]float64{}
	own, before, after := c.at(i), c.at(i-1), c.at(i+1)
	x[sBias], x[sOwn], x[sOwnFar] = 1, own, max(-1, min(1, c.odds[i]/5))
	x[sBefore], x[sAfter], x[sBefore2], x[sAfter2] = before, after, c.at(i-2), c.at(i+2)
	for d := 1; d <= 6; d++ {
		x[sAround] += (c.at(i-d) + c.at(i+d)) / 12
	}
	b := holder(page[i].box)
	x[sBox] = c.boxes[b] / float64(b.size)
	if b.parent != nil {
		b = holder(b.parent)
	}
	x[sUp] = c.boxes[b] / float64(b.size)
	x[sInside] = truth(c.head >= 0 && i >= c.head && i <= c.tail)
	x[sHole] = x[sInside] * (1 - own)
	x[sBetween], x[sBoth], x[sEither] = before*after, min(before, after), max(before, after)
	heading := truth(page[i].kind == model.Heading)
	x[sHeads], x[sHeadsNone] = heading*after, heading*(1-after)
	if c.head >= 0 {
		x[sBehind] = min(1, float64(max(0, i-c.tail))/10)
	}
	x[sAhead] = min(1, float64(max(0, c.head-i))/10)
	return x
}
