package docview

import (
	"sort"
	"strconv"

	"touchstone/model/span"
)

// Line is one line of the set text: the words from Start to End, in bytes. White space at which it was broken is in no line.
type Line struct {
	Start, End int
	Block      int
	Folded     int // so many blocks are folded to this line: they repeat earlier ones; 0 for a line of words
	Top        float32
	Height     float32
	First      bool // of its block
}

// Layout is a text set in lines of one width. Lines are set from the first on, as far as somebody looks: Step sets more of them.
// What is set is not changed any more.
type Layout struct {
	Text   string
	Blocks []Block
	Lines  []Line  // that are set so far
	Column float32 // the width of the text

	rule   *rule
	open   map[int]bool // blocks that repeat others and are to be read all the same
	next   int          // the block that is set next
	height float32      // of the lines that are set
	bidi   embedded     // of the block that was looked at last

	divided map[int][]span.Span // the sentences of the parts of the text that were looked at, see sentences
}

type embedded struct {
	block int
	known bool
	embedding
}

// indent is how far a block stands in, in spaces of its style: from the left, or the right if it is read from there.
func (b Block) indent(r *rule) float32 {
	switch style := b.Style(); {
	case style == Quoted:
		return 4 * r.space(Body)
	case style == Body && b.Level > 0:
		return float32(4*b.Level) * r.space(Body)
	}
	return 0
}

// newLayout begins to set a text. blocks are complete, as blocksOf returns them; those of open are not folded.
func newLayout(text string, blocks []Block, column float32, r *rule, open map[int]bool) *Layout {
	return &Layout{Text: text, Blocks: blocks, Column: column, rule: r, open: open}
}

// lay sets a whole text, nothing folded.
func lay(text string, blocks []Block, column float32, r *rule) *Layout {
	open := map[int]bool{}
	for i := range blocks {
		open[i] = true
	}
	l := newLayout(text, blocks, column, r, open)
	for !l.Done() {
		l.Step()
	}
	return l
}

// Done reports whether all lines are set.
func (l *Layout) Done() bool { return l.next >= len(l.Blocks) }

// Step sets the lines of one more block, or of several that are folded to one.
func (l *Layout) Step() {
	i := l.next
	b := l.Blocks[i]
	if len(l.Lines) > 0 {
		l.height += l.rule.Gap(b.Style())
	}
	if n := l.folds(i); n > 0 {
		height := l.rule.Height(Small)
		l.Lines = append(l.Lines, Line{
			Start: b.Start, End: l.Blocks[i+n-1].End, Block: i, Folded: n, Top: l.height, Height: height, First: true,
		})
		l.height += height
		l.next += n
		return
	}
	l.wrap(i, b)
	l.next++
}

// folds returns how many blocks from one on are folded to one line: those that repeat earlier ones that follow each other, too.
func (l *Layout) folds(i int) int {
	n := 0
	for i+n < len(l.Blocks) {
		b := l.Blocks[i+n]
		if b.Repeats < 0 || l.open[i+n] || b.Repeats != l.Blocks[i].Repeats+n {
			break
		}
		n++
	}
	return n
}

// same says what a folded line stands for.
func (l *Layout) same(line Line) string {
	first := l.Blocks[line.Block].Repeats + 1
	to := strconv.Itoa(first)
	if line.Folded > 1 {
		to += "–" + strconv.Itoa(first+line.Folded-1)
	}
	return l.rule.Folded(to)
}

// Unfold lets the blocks around an offset be read though they repeat others, and reports whether they were folded. The layout has
// to be made again then.
func (l *Layout) Unfold(offset int) bool {
	n := l.LineAt(offset)
	if n < 0 || l.Lines[n].Folded == 0 {
		return false
	}
	for i := range l.Lines[n].Folded {
		l.open[l.Lines[n].Block+i] = true
	}
	return true
}

// Height is that of all lines, or what it will be about while some are not set.
func (l *Layout) Height() float32 {
	if l.Done() {
		return l.height
	}
	if set := l.Blocks[l.next].Start; set > 0 {
		return l.height * float32(len(l.Text)) / float32(set)
	}
	return l.height + float32(len(l.Text))/60*l.rule.Height(Body)
}

// to sets lines until one holds an offset.
func (l *Layout) to(offset int) {
	for !l.Done() && (len(l.Lines) == 0 || l.Blocks[l.next].Start <= offset) {
		l.Step()
	}
}

// down sets lines until one holds a height.
func (l *Layout) down(y float32) {
	for !l.Done() && (len(l.Lines) == 0 || l.height <= y) {
		l.Step()
	}
}

// leftwards reports whether a block has letters that are written from right to left.
func (l *Layout) leftwards(block int) bool {
	b := l.Blocks[block]
	if l.bidi.known && l.bidi.block == block {
		return l.bidi.levels != nil
	}
	l.bidi = embedded{block: block, known: true}
	if leftwards(l.Text[b.Start:b.End]) {
		l.bidi.embedding = embed(l.Text[b.Start:b.End])
	}
	return l.bidi.levels != nil
}

func (l *Layout) embedding(block int) embedding {
	l.leftwards(block)
	return l.bidi.embedding
}

// wrap breaks one block into lines, each as full as it gets.
func (l *Layout) wrap(number int, b Block) {
	style := b.Style()
	column := max(l.Column-b.indent(l.rule), 1)
	space, height := l.rule.space(style), l.rule.Height(style)
	line := Line{Start: -1, Block: number, Height: height, First: true}
	width := float32(0)
	end := func() {
		line.Top = l.height
		l.height += height
		l.Lines = append(l.Lines, line)
		line.First = false
	}
	pieces(l.Text, b.Start, b.End, l.rule, style, column, func(p piece) {
		gap := float32(0)
		if p.spaced {
			gap = space
		}
		switch {
		case line.Start < 0:
			line.Start, width = p.start, p.width
		case width+gap+p.width > column:
			end()
			line.Start, width = p.start, p.width
		default:
			width += gap + p.width
		}
		line.End = p.end
	})
	if line.Start >= 0 {
		end()
	}
}

// LineAt returns the number of the line on which a byte offset stands: that of the character after it, or the one before at
// the end of a block. -1 for a text without words.
func (l *Layout) LineAt(offset int) int {
	l.to(offset)
	n := sort.Search(len(l.Lines), func(i int) bool { return l.Lines[i].Start > offset }) - 1
	return max(n, min(0, len(l.Lines)-1))
}

// LineBelow returns the number of the line that holds a height, the nearest one for those between and beyond.
func (l *Layout) LineBelow(y float32) int {
	l.down(y)
	n := sort.Search(len(l.Lines), func(i int) bool { return l.Lines[i].Top+l.Lines[i].Height > y })
	return min(n, len(l.Lines)-1)
}

// last reports whether a line is the last of the text.
func (l *Layout) last(n int) bool { return n+1 >= len(l.Lines) && l.Done() }

// line returns a line by its number; false for one that is past the end.
func (l *Layout) line(n int) (Line, bool) {
	for n >= len(l.Lines) && !l.Done() {
		l.Step()
	}
	if n < 0 || n >= len(l.Lines) {
		return Line{}, false
	}
	return l.Lines[n], true
}

// stretch returns the bytes of a line that a selection can hold: up to the next line of its block, so that the white space
// between two lines belongs to the first.
func (l *Layout) stretch(n int) (start, end int) {
	line := l.Lines[n]
	if n+1 < len(l.Lines) && l.Lines[n+1].Block == line.Block {
		return line.Start, l.Lines[n+1].Start
	}
	return line.Start, line.End
}
