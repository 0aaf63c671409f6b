package docview

import (
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// stop is a place in a line where the caret can stand.
type stop struct {
	offset int     // in bytes
	x      float32 // from the left of the column
}

// stops returns every place of a line where the caret can stand, from its start to its end. Words stand where the sum of
// those before them puts them; characters stand in a word where the words up to them end.
func (l *Layout) stops(n int) []stop {
	line := l.Lines[n]
	block := l.Blocks[line.Block]
	style := block.Style()
	x := block.indent(l.rule)
	all := make([]stop, 0, line.End-line.Start+1)
	at := line.Start
	space := l.rule.space(style)
	pieces(l.Text, line.Start, line.End, l.rule, style, max(l.Column-x, 1), func(p piece) {
		if p.spaced {
			for i := at; i < p.start; {
				all = append(all, stop{i, x})
				i += clusterLength(l.Text[i:p.start])
			}
			x += space
		}
		word := l.Text[p.start:p.end]
		for i := 0; i < len(word); i += clusterLength(word[i:]) {
			before := float32(0)
			if i > 0 {
				before = min(l.rule.Width(shown(word[:i]), style), p.width)
			}
			all = append(all, stop{p.start + i, x + before})
		}
		x += p.width
		at = p.end
	})
	return append(all, stop{line.End, x})
}

func clusterLength(s string) int {
	clusters := graphemes.FromString(s)
	if !clusters.Next() {
		return len(s)
	}
	return len(clusters.Value())
}

// xAt is where an offset of a line stands; what is outside the line counts as its nearest end.
func xAt(stops []stop, offset int) float32 {
	low, high := 0, len(stops)-1
	for low < high {
		middle := (low + high) / 2
		if stops[middle].offset < offset {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return stops[low].x
}

// offsetAt is the place nearest to a distance from the left.
func offsetAt(stops []stop, x float32) int {
	for i, s := range stops {
		if i+1 == len(stops) || x < (s.x+stops[i+1].x)/2 {
			return s.offset
		}
	}
	return 0
}
