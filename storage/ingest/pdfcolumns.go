package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// pdfColumn is a column of lines that are read one after the other, or a part of one between what lies across it.
type pdfColumn struct {
	lines []pdfPiece
	right float64 // how far the lines of the whole column reach
}

// inColumns puts the pieces of a page in the order in which they are read.
func inColumns(pieces []pdfPiece) []pdfColumn {
	var angles []int
	by := map[int][]pdfPiece{}
	for _, p := range pieces {
		if by[p.angle] == nil {
			angles = append(angles, p.angle)
		}
		by[p.angle] = append(by[p.angle], p)
	}
	slices.SortStableFunc(angles, func(a, b int) int { return cmp.Compare(glyphs(by[b]), glyphs(by[a])) }) // the page itself, then what stands across it
	var all []pdfColumn
	for _, a := range angles {
		all = append(all, split(by[a], 0, reach(by[a]))...)
	}
	return all
}

func glyphs(pieces []pdfPiece) int {
	sum := 0
	for _, p := range pieces {
		sum += p.glyphs
	}
	return sum
}

// split cuts a region at the gap between two columns, if there is one: what lies across the gap parts the region into bands,
// and in each band the left side is read before the right one. So does white space as high as two lines through both columns,
// where a picture stands.
func split(pieces []pdfPiece, depth int, right float64) []pdfColumn {
	if len(pieces) == 0 {
		return nil
	}
	at, is := gutter(pieces)
	if !is || depth > 8 {
		return []pdfColumn{{rows(pieces), right}}
	}
	slices.SortStableFunc(pieces, func(a, b pdfPiece) int { return cmp.Compare(b.base, a.base) })
	var all []pdfColumn
	side := map[bool][]pdfPiece{}
	for _, p := range pieces {
		if p.right <= at || p.left >= at {
			side[p.left >= at] = append(side[p.left >= at], p)
		}
	}
	near, far := reach(side[false]), reach(side[true])
	var across, here, beside []pdfPiece
	band := func() {
		all = append(all, split(here, depth+1, near)...)
		all = append(all, split(beside, depth+1, far)...)
		here, beside = nil, nil
	}
	low := pieces[0].bottom
	for _, p := range pieces {
		if low-p.top > 2.2*max(p.size, p.height()) {
			band()
		}
		low = min(low, p.bottom)
		switch {
		case p.left < at && p.right > at:
			band()
			across = append(across, p)
			continue
		case len(across) > 0:
			all = append(all, pdfColumn{rows(across), right})
			across = nil
		}
		if p.right <= at {
			here = append(here, p)
		} else {
			beside = append(beside, p)
		}
	}
	band()
	if len(across) > 0 {
		all = append(all, pdfColumn{rows(across), right})
	}
	return all
}

// reach is how far pieces go to the right, but for the few that stick out.
func reach(pieces []pdfPiece) float64 {
	rights := make([]float64, len(pieces))
	for i, p := range pieces {
		rights[i] = p.right
	}
	if len(rights) == 0 {
		return 0
	}
	slices.Sort(rights)
	return rights[len(rights)-1-len(rights)/20]
}

// maxPieces is how many pieces a page of columns may have; a drawing has more.
const maxPieces = 2000

// gutter finds the gap between two columns of prose: where few pieces lie across, and on both sides lines that fill their
// column. The cells of a table do not, so its rows stay together.
func gutter(pieces []pdfPiece) (float64, bool) {
	if len(pieces) < 6 || len(pieces) > maxPieces {
		return 0, false
	}
	left, right := pieces[0].left, pieces[0].right
	for _, p := range pieces {
		left, right = min(left, p.left), max(right, p.right)
	}
	const steps = 200
	step := (right - left) / steps
	if step <= 0 {
		return 0, false
	}
	var cover [steps + 1]int
	for _, p := range pieces {
		for i := int((p.left-left)/step) + 1; i <= steps && left+float64(i)*step < p.right; i++ {
			cover[i]++
		}
	}
	best, found, least := 0.0, false, len(pieces)/3+1
	for i := steps / 10; i <= steps*9/10; i++ {
		if cover[i] >= least {
			continue
		}
		end := i
		for end < steps && cover[end+1] == cover[i] {
			end++
		}
		if at := left + float64(i+end)/2*step; besides(pieces, at) {
			best, found, least = at, true, cover[i]
		}
		i = end
	}
	return best, found
}

// besides reports whether the pieces on both sides of a line are lines of prose that stand beside each other.
func besides(pieces []pdfPiece, at float64) bool {
	var left, right []pdfPiece
	for _, p := range pieces {
		switch {
		case p.right <= at:
			left = append(left, p)
		case p.left >= at:
			right = append(right, p)
		}
	}
	if len(left) < 3 || len(right) < 3 || !prose(left) || !prose(right) {
		return false
	}
	gap, beside := 1e9, 0
	for _, l := range left {
		for _, r := range right {
			if l.base < r.top && l.top > r.base {
				gap = min(gap, r.left-l.right)
				beside++
				break
			}
		}
	}
	return beside >= 3 && gap > 0.6*left[len(left)/2].height()
}

// prose reports whether pieces are lines of one column: most characters stand in such as are nearly as wide as the widest,
// and these have several words.
func prose(pieces []pdfPiece) bool {
	left, right := pieces[0].left, pieces[0].right
	for _, p := range pieces {
		left, right = min(left, p.left), max(right, p.right)
	}
	all, wide, words, lines := 0, 0, 0, 0
	for _, p := range pieces {
		all += p.glyphs
		if p.right-p.left > 0.6*(right-left) {
			wide += p.glyphs
			words += max(len(strings.Fields(p.text)), utf8.RuneCountInString(p.text)/12)
			lines++
		}
	}
	return 2*wide >= all && lines >= 3 && words >= 3*lines
}

// rows puts the pieces of one column in lines, from the top.
func rows(pieces []pdfPiece) []pdfPiece {
	slices.SortStableFunc(pieces, func(a, b pdfPiece) int { return cmp.Compare(b.base, a.base) })
	var all []pdfPiece
	for start := 0; start < len(pieces); {
		end, tallest := start+1, pieces[start]
		for end < len(pieces) && sameRow(tallest, pieces[end]) {
			if pieces[end].glyphs > tallest.glyphs {
				tallest = pieces[end]
			}
			end++
		}
		row := pieces[start:end]
		slices.SortStableFunc(row, func(a, b pdfPiece) int { return cmp.Compare(a.left, b.left) })
		line := row[0]
		for _, p := range row[1:] {
			line.join(p)
		}
		line.size, line.base = tallest.size, tallest.base
		all = append(all, line)
		start = end
	}
	return all
}

// sameRow reports whether two pieces stand on one line: more than half of the lower one's height is beside the other, or its
// middle is, as that of a quotation mark above small letters.
func sameRow(a, b pdfPiece) bool {
	both, middle := min(a.top, b.top)-max(a.bottom, b.bottom), (b.top+b.bottom)/2
	return both > min(a.height(), b.height())/2 || middle > a.bottom-a.size/5 && middle < a.top+a.size/5
}

// join adds the next piece of the same line.
func (p *pdfPiece) join(next pdfPiece) {
	switch gap := next.left - p.right; {
	case gap > 1.2*max(p.size, p.height()): // the next cell of a table
		p.text += "\t"
		p.cells++
	case gap > 0.15*p.size:
		p.text += " "
	}
	p.text += next.text
	p.right, p.top, p.bottom = max(p.right, next.right), max(p.top, next.top), min(p.bottom, next.bottom)
	p.glyphs += next.glyphs
}
