package docview

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/bidi"
)

// cell is a character of a line, and where it stands, from the left of the column.
type cell struct {
	start, end  int // in bytes
	left, right float32
	back        bool // it is read from right to left
}

// lead is where the caret stands before the character, trail where it stands behind.
func (c cell) lead() float32 {
	if c.back {
		return c.right
	}
	return c.left
}

func (c cell) trail() float32 {
	if c.back {
		return c.left
	}
	return c.right
}

// run is a stretch of a line that is drawn as one.
type run struct {
	words string
	left  float32
	width float32
}

// setLine is a line with every character in its place.
type setLine struct {
	cells []cell // in the order of the text
	order []int  // of the cells from left to right, nil for the order of the text
	runs  []run
	end   int // in bytes
	empty float32
}

// at returns a line with every character in its place.
func (l *Layout) at(n int) *setLine {
	line := l.Lines[n]
	block := l.Blocks[line.Block]
	s := &setLine{end: line.End, empty: block.indent(l.rule)}
	s.cells = make([]cell, 0, line.End-line.Start)
	if line.Folded > 0 {
		words := l.same(line)
		width := l.rule.width(words, Small)
		s.runs = []run{{words, s.empty, width}}
		s.cells = []cell{{line.Start, line.End, s.empty, s.empty + width, false}}
		return s
	}
	w := setter{line: s, rule: l.rule, style: block.Style(), text: l.Text, x: s.empty}
	if l.leftwards(line.Block) {
		e := l.embedding(line.Block)
		w.mixes = true
		w.mixed(line, e, block)
		s.place(l, block, e.base)
	} else {
		w.straight(line, block, l.Column)
	}
	return s
}

// setter sets the characters of a line one after the other.
type setter struct {
	line  *setLine
	rule  *rule
	style Style
	text  string
	x     float32

	words  strings.Builder // of the run that is being set
	left   float32
	plain  bool // the run is of letters that the program brings along
	begun  bool
	levels []uint8 // of the runs, where there is more than one direction
	level  uint8
	mixes  bool  // the line has both directions
	owners []int // of the cells, if so: the number of their run
}

// straight sets a line that runs from left to right.
func (w *setter) straight(line Line, block Block, column float32) {
	at := line.Start
	var whole piece // of letters that are not the program's own, as they go on without a space
	flush := func() {
		if whole.end > whole.start {
			w.word(whole.start, whole.end, w.rule.Width(shown(w.text[whole.start:whole.end]), w.style), false)
			w.close()
		}
		whole = piece{}
	}
	pieces(w.text, line.Start, line.End, w.rule, w.style, max(column-block.indent(w.rule), 1), func(p piece) {
		plain := ours(w.text[p.start:p.end])
		switch {
		case p.spaced:
			flush()
			w.gap(at, p.start, plain)
		case plain:
			flush()
		case w.begun:
			w.close()
		}
		switch {
		case plain:
			w.word(p.start, p.end, p.width, true)
		case whole.end == p.start:
			whole.end = p.end
		default:
			whole = p
		}
		at = p.end
	})
	flush()
	w.close()
}

// gap sets the white space between two words: it is as wide as one space, whatever it is. Between letters that are the
// program's own and others a run ends: a font of the system may have another space.
func (w *setter) gap(start, end int, plain bool) {
	space := w.rule.space(w.style)
	if w.begun && (!plain || !w.plain) {
		w.close()
	}
	if w.begun {
		w.words.WriteByte(' ')
	}
	x := w.x
	w.x += space
	for at := start; at < end; {
		n := clusterLength(w.text[at:end])
		w.cell(cell{at, at + n, x, w.x, w.level%2 == 1})
		at, x = at+n, w.x
	}
}

func (w *setter) cell(c cell) {
	w.line.cells = append(w.line.cells, c)
	if w.mixes {
		w.owners = append(w.owners, len(w.line.runs))
	}
}

// word sets the characters of a word where the words up to them end: letters that touch are not as wide together as apart.
func (w *setter) word(start, end int, width float32, plain bool) {
	if !w.begun {
		w.left, w.begun, w.plain = w.x, true, plain
	}
	word := w.text[start:end]
	w.words.WriteString(shown(word))
	back, single := w.level%2 == 1, w.apart(word, width)
	before := float32(0)
	for i := 0; i < len(word); {
		next := i + clusterLength(word[i:])
		after := width
		switch {
		case next == len(word):
		case single:
			after = min(before+w.rule.width(word[i:next], w.style), width)
		default:
			after = max(before, min(w.rule.Width(shown(word[:next]), w.style), width))
		}
		c := cell{start + i, start + next, w.x + before, w.x + after, back}
		if back {
			c.left, c.right = w.x+width-after, w.x+width-before
		}
		w.cell(c)
		i, before = next, after
	}
	w.x += width
}

// apart reports whether the characters of a word are as wide together as one by one.
func (w *setter) apart(word string, width float32) bool {
	for i := 0; i < len(word) && width > -1; {
		n := clusterLength(word[i:])
		width -= w.rule.width(word[i:i+n], w.style)
		i += n
	}
	return abs(width) < 0.05
}

func (w *setter) close() {
	if w.begun {
		w.line.runs = append(w.line.runs, run{w.words.String(), w.left, w.x - w.left})
		w.levels = append(w.levels, w.level)
	}
	w.words.Reset()
	w.begun = false
}

// ours reports whether all letters of a word are in the fonts that come with the program: others are measured and drawn by
// themselves, in whatever font the system has.
func ours(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			for _, c := range word {
				if c >= 0x530 && c < 0x1e00 || c >= 0x2c00 && c < 0xfe00 || c >= 0xfe10 && c < 0x1f000 || c >= 0x20000 {
					return false
				}
			}
			return true
		}
	}
	return true
}

func clusterLength(s string) int {
	if len(s) > 1 && s[0] < utf8.RuneSelf && s[1] < utf8.RuneSelf && s[0] != '\r' {
		return 1
	}
	clusters := graphemes.FromString(s)
	if !clusters.Next() {
		return len(s)
	}
	return len(clusters.Value())
}

// mixed sets a line of both directions as if it ran from left to right, each stretch of one direction as a run: place puts
// the runs where they belong.
func (w *setter) mixed(line Line, e embedding, block Block) {
	for at := line.Start; at < line.End; {
		w.level = e.levels[at-block.Start]
		end, kind := at, bidiKind(w.text, at)
		for end < line.End && (end == at || kind != alone && bidiKind(w.text, end) == kind && (kind == space || e.levels[end-block.Start] == w.level)) {
			end += clusterLength(w.text[end:line.End])
		}
		if kind == space {
			w.gap(at, end, false)
			w.line.runs = append(w.line.runs, run{"", w.x - w.rule.space(w.style), w.rule.space(w.style)})
			w.levels = append(w.levels, w.level)
		} else {
			w.word(at, end, w.rule.width(w.text[at:end], w.style), false)
			w.close()
			if r := &w.line.runs[len(w.line.runs)-1]; kind == alone && w.level%2 == 1 {
				r.words = bidi.ReverseString(r.words) // mirrors a bracket
			}
		}
		at = end
	}
	w.line.order = visual(w.levels)
	w.line.owned(w.owners)
}

const (
	letters = iota // and digits, with the marks on them: the font's own rules set them
	space
	alone // what stands where the algorithm says and not where the letters beside it would draw it
)

func bidiKind(text string, at int) int {
	c, _ := utf8.DecodeRuneInString(text[at:])
	switch {
	case unicode.IsSpace(c):
		return space
	case unicode.IsLetter(c), unicode.IsNumber(c), unicode.IsMark(c), c == '\u200d', c == '\u200c':
		return letters
	}
	return alone
}

// owned replaces the order of the runs by that of the cells, and moves the runs to where they stand.
func (s *setLine) owned(owners []int) {
	runs := s.order
	cells := make([][]int, len(s.runs))
	for i, r := range owners {
		cells[r] = append(cells[r], i)
	}
	x := s.empty
	s.order = s.order[:0:0]
	for _, r := range runs {
		by := x - s.runs[r].left
		s.runs[r].left = x
		x += s.runs[r].width
		list := cells[r]
		for i := range list {
			n := list[i]
			if s.cells[list[0]].back {
				n = list[len(list)-1-i]
			}
			s.cells[n].left += by
			s.cells[n].right += by
			s.order = append(s.order, n)
		}
	}
}

// place aligns a paragraph that is read from right to left on the right, and stands it in from there.
func (s *setLine) place(l *Layout, b Block, base uint8) {
	if base == 0 || len(s.runs) == 0 {
		return
	}
	width := float32(0)
	for _, r := range s.runs {
		width += r.width
	}
	by := l.Column - 2*b.indent(l.rule) - width
	for i := range s.runs {
		s.runs[i].left += by
	}
	for i := range s.cells {
		s.cells[i].left += by
		s.cells[i].right += by
	}
	s.empty = l.Column - b.indent(l.rule)
}

// x is where the caret stands before an offset of the line; what is outside the line counts as its nearest end.
func (s *setLine) x(offset int) float32 {
	if len(s.cells) == 0 {
		return s.empty
	}
	low, high := 0, len(s.cells)
	for low < high {
		if middle := (low + high) / 2; s.cells[middle].start < offset {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == len(s.cells) {
		last := s.cells[low-1]
		if offset <= last.start {
			return last.lead()
		}
		return last.trail()
	}
	return s.cells[low].lead()
}

// under is the number of the cell that is seen at a distance from the left, or nearest to it.
func (s *setLine) under(x float32) int {
	best, distance := -1, float32(0)
	for i, c := range s.cells {
		if c.right <= c.left {
			continue
		}
		d := max(c.left-x, x-c.right, 0)
		if best < 0 || d < distance || d == distance && c.left <= x && x < c.right {
			best, distance = i, d
		}
	}
	return best
}

// offset is the place nearest to a distance from the left.
func (s *setLine) offset(x float32) int {
	n := s.under(x)
	if n < 0 {
		if len(s.cells) > 0 {
			return s.cells[0].start
		}
		return s.end
	}
	c := s.cells[n]
	if (x < (c.left+c.right)/2) != c.back {
		return c.start
	}
	for n+1 < len(s.cells) && s.cells[n+1].right <= s.cells[n+1].left { // of white space that is set as one
		n++
	}
	return s.cells[n].end
}

// box is a stretch of a line that is covered, from left to right.
type box struct{ left, right float32 }

// boxes are what a stretch of the text covers of the line: one, or several where it runs in both directions.
func (s *setLine) boxes(start, end int) []box {
	var all []box
	add := func(c cell) {
		if c.start < start || c.end > end || c.right <= c.left {
			return
		}
		if n := len(all); n > 0 && abs(all[n-1].right-c.left) < 0.01 {
			all[n-1].right = c.right
		} else {
			all = append(all, box{c.left, c.right})
		}
	}
	if s.order == nil {
		for _, c := range s.cells {
			add(c)
		}
	}
	for _, n := range s.order {
		add(s.cells[n])
	}
	return all
}
