package anchor

import (
	"cmp"
	"slices"
	"strings"

	"touchstone/model/span"
)

const (
	small   = 16 << 10 // a text so short, in bytes, is looked at as a whole
	seeds   = 10       // how many words of the passage are looked for
	often   = 100      // a word with more places than these tells nothing
	windows = 6        // how many stretches are looked at word by word
)

// windows are the stretches of a text in which long words of the passage stand as far from each other as there.
func (p passage) windows(text string) []span.Span {
	type vote struct {
		start  int // where the passage would begin
		seed   int
		weight float32
	}
	words := slices.Clone(p.tokens[p.first:p.last])
	slices.SortStableFunc(words, func(a, b token) int { return cmp.Compare(b.weight, a.weight) })
	words = slices.CompactFunc(words, func(a, b token) bool { return a.hash == b.hash })
	var votes []vote
	used := 0
	for i, w := range words {
		if used == seeds {
			break
		}
		word := p.around[w.start:w.end]
		found := votes
		n := 0
		for from := 0; n <= often; n++ {
			at := strings.Index(text[from:], word)
			if at < 0 {
				break
			}
			found = append(found, vote{from + at - (w.start - len(p.Prefix)), i, w.weight})
			from += at + len(word)
		}
		if n > 0 && n <= often {
			votes = found
			used++
		}
	}
	if p.At != nil {
		votes = append(votes, vote{p.At.Start, -1, 1})
	}
	slices.SortFunc(votes, func(a, b vote) int { return cmp.Compare(a.start, b.start) })
	reach := max(80, len(p.Exact)/2)
	type group struct {
		at     span.Span
		weight float32
	}
	var groups []group
	for l, r := 0, 0; l < len(votes); l++ {
		for r < len(votes) && votes[r].start-votes[l].start <= reach {
			r++
		}
		weight := float32(0)
		for k := l; k < r; k++ {
			if !slices.ContainsFunc(votes[l:k], func(v vote) bool { return v.seed == votes[k].seed }) {
				weight += votes[k].weight
			}
		}
		groups = append(groups, group{span.Span{Start: votes[l].start, End: votes[r-1].start}, weight})
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(b.weight, a.weight) })
	var all []span.Span
	for _, g := range groups {
		s := span.Span{Start: g.at.Start - 120 - len(p.Exact)/2, End: g.at.End + 2*len(p.Exact) + 120}
		if len(all) == windows {
			break
		}
		middle := (s.Start + s.End) / 2
		if !slices.ContainsFunc(all, func(o span.Span) bool { return o.Start <= middle && middle < o.End }) {
			all = append(all, s)
		}
	}
	return all
}
