package ingest

import "math"

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

// decide says which passages are the article's. A page of which nothing is likely gives what the reader kept of it.
func decide(page []passage, all []features) []bool {
	kept := make([]bool, len(page))
	found := false
	for i, z := range together(page, all, alone(all)) {
		kept[i] = z > 0
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

// alone gives how likely each passage is the article's by itself, as the logarithm of its odds.
func alone(all []features) []float64 {
	odds := make([]float64, len(all))
	for i := range all {
		for j, w := range firstWeights {
			odds[i] += w * all[i][j]
		}
	}
	return odds
}

// together gives the same once more, with the passages around each in view.
func together(page []passage, all []features, odds []float64) []float64 {
	again := make([]float64, len(page))
	for i, x := range settle(page, all, odds) {
		for j, w := range secondWeights {
			again[i] += w * x[j]
		}
	}
	return again
}

// settle tells of every passage how likely it and those around it are the article's.
func settle(page []passage, all []features, odds []float64) [][settled]float64 {
	chance := make([]float64, len(page))
	boxes := map[*box]float64{}
	head, tail := -1, -1
	for i, z := range odds {
		chance[i] = 1 / (1 + math.Exp(-z))
		for b := page[i].box; b != nil; b = b.parent {
			boxes[b] += chance[i] * float64(page[i].size)
		}
		if chance[i] > 0.7 && page[i].size > 80 {
			if head < 0 {
				head = i
			}
			tail = i
		}
	}
	at := func(i int) float64 {
		if i < 0 || i >= len(chance) {
			return 0
		}
		return chance[i]
	}
	rows := make([][settled]float64, len(page))
	for i := range page {
		x := &rows[i]
		own, before, after := at(i), at(i-1), at(i+1)
		x[sBias], x[sOwn], x[sOwnFar] = 1, own, max(-1, min(1, odds[i]/5))
		x[sBefore], x[sAfter], x[sBefore2], x[sAfter2] = before, after, at(i-2), at(i+2)
		for d := 1; d <= 6; d++ {
			x[sAround] += (at(i-d) + at(i+d)) / 12
		}
		b := holder(page[i].box)
		x[sBox] = boxes[b] / float64(b.size)
		if b.parent != nil {
			b = holder(b.parent)
		}
		x[sUp] = boxes[b] / float64(b.size)
		x[sInside] = truth(head >= 0 && i >= head && i <= tail)
		x[sHole] = x[sInside] * (1 - own)
		x[sBetween], x[sBoth], x[sEither] = before*after, min(before, after), max(before, after)
		heading := all[i][wHeading]
		x[sHeads], x[sHeadsNone] = heading*after, heading*(1-after)
		if head >= 0 {
			x[sBehind] = min(1, float64(max(0, i-tail))/10)
		}
		x[sAhead] = min(1, float64(max(0, head-i))/10)
		copy(x[sMany:], all[i][1:wTraits])
	}
	return rows
}
