package docview

import (
	"sort"
)

// Line is one line of the set text: the words from Start to End, in bytes. White space at which it was broken is in no line.
type Line struct {
	Start, End int
	Block      int
	Top        float32
	Height     float32
	First      bool // of its block
}

// Layout is a text set in lines of one width. It is not changed after it was made.
type Layout struct {
	Text   string
	Blocks []Block
	Lines  []Line
	Column float32 // the width of the text
	Height float32

	rule *rule
}

// indent is how far a block stands in from the left, in spaces of its style.
func (b Block) indent(r *rule) float32 {
	switch style := b.Style(); {
	case style == Quoted:
		return 4 * r.space(Body)
	case style == Body && b.Level > 0:
		return float32(4*b.Level) * r.space(Body)
	}
	return 0
}

// lay sets a text in lines. blocks are complete, as blocksOf returns them.
func lay(text string, blocks []Block, column float32, r *rule) *Layout {
	l := &Layout{Text: text, Blocks: blocks, Column: column, rule: r}
	l.Lines = make([]Line, 0, len(text)/80+len(blocks))
	for i, b := range blocks {
		if i > 0 {
			l.Height += r.Gap(b.Style())
		}
		l.wrap(i, b)
	}
	return l
}

// wrap breaks one block into lines, each as full as it gets.
func (l *Layout) wrap(number int, b Block) {
	style := b.Style()
	column := max(l.Column-b.indent(l.rule), 1)
	space, height := l.rule.space(style), l.rule.Height(style)
	line := Line{Start: -1, Block: number, Height: height, First: true}
	width := float32(0)
	end := func() {
		line.Top = l.Height
		l.Height += height
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
	n := sort.Search(len(l.Lines), func(i int) bool { return l.Lines[i].Start > offset }) - 1
	return max(n, min(0, len(l.Lines)-1))
}

// LineBelow returns the number of the line that holds a height, the nearest one for those between and beyond.
func (l *Layout) LineBelow(y float32) int {
	n := sort.Search(len(l.Lines), func(i int) bool { return l.Lines[i].Top+l.Lines[i].Height > y })
	return min(n, len(l.Lines)-1)
}

// Stretch returns the bytes of a line that a selection can hold: up to the next line of its block, so that the white space
// between two lines belongs to the first.
func (l *Layout) stretch(n int) (start, end int) {
	line := l.Lines[n]
	if n+1 < len(l.Lines) && l.Lines[n+1].Block == line.Block {
		return line.Start, l.Lines[n+1].Start
	}
	return line.Start, line.End
}
