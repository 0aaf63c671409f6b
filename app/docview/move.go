package docview

import (
	"slices"
	"strings"
	"unicode"

	"touchstone/model/span"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// Unit is how far the caret goes, or how much of the text a click takes.
type Unit int

// The units.
const (
	Character Unit = iota
	Word
	Sentence
	Paragraph
)

// blockAt returns the number of the block on whose lines an offset stands.
func (l *Layout) blockAt(offset int) int {
	n, _ := slices.BinarySearchFunc(l.Blocks, offset, func(b Block, at int) int {
		if b.Start <= at {
			return -1
		}
		return 1
	})
	return max(n-1, 0)
}

// parts returns the units of a block, without the white space around them.
func (l *Layout) parts(block int, unit Unit) []span.Span {
	b := l.Blocks[block]
	text := l.Text[b.Start:b.End]
	var all []span.Span
	add := func(start, end int) {
		if s := trim(l.Text, span.Span{Start: b.Start + start, End: b.Start + end}); !s.Empty() {
			all = append(all, s)
		}
	}
	switch unit {
	case Character:
		for c := graphemes.FromString(text); c.Next(); {
			all = append(all, span.Span{Start: b.Start + c.Start(), End: b.Start + c.End()})
		}
	case Word:
		for w := words.FromString(text); w.Next(); {
			add(w.Start(), w.End())
		}
	case Sentence:
		all = l.sentences(block)
	case Paragraph:
		all = []span.Span{b.Span}
	}
	return all
}

// Around returns the unit that an offset stands in or before, or the last one before it.
func (l *Layout) Around(offset int, unit Unit) span.Span {
	if len(l.Blocks) == 0 {
		return span.Span{}
	}
	block := l.blockAt(offset)
	if unit == Paragraph {
		return l.Blocks[block].Span
	}
	var found span.Span
	for _, s := range l.parts(block, unit) {
		if found.Empty() || s.Start <= offset {
			found = s
		}
	}
	return found
}

// Next returns where the caret comes from an offset, one unit on: the start of the next unit, or the end of the text.
func (l *Layout) Next(offset int, unit Unit) int {
	for block := l.blockAt(offset); block < len(l.Blocks); block++ {
		if unit == Character && l.Blocks[block].End > offset {
			if start := l.Blocks[block].Start; start > offset {
				return start
			}
			return offset + clusterLength(l.Text[offset:l.Blocks[block].End])
		}
		for _, s := range l.parts(block, unit) {
			if s.Start > offset && (unit != Word || wordy(l.Text[s.Start:s.End])) {
				return s.Start
			}
		}
	}
	return l.End()
}

// Previous returns where the caret comes from an offset, one unit back.
func (l *Layout) Previous(offset int, unit Unit) int {
	for block := min(l.blockAt(offset), len(l.Blocks)-1); block >= 0; block-- {
		if unit == Character && offset > l.Blocks[block].End { // after the white space between two blocks
			return l.Blocks[block].End
		}
		for _, s := range slices.Backward(l.parts(block, unit)) {
			if s.Start < offset && (unit != Word || wordy(l.Text[s.Start:s.End])) {
				return s.Start
			}
		}
		if unit == Character && block > 0 {
			return l.Blocks[block-1].End
		}
	}
	return l.Start()
}

// wordy reports whether a segment is a word, and not punctuation.
func wordy(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.Is(unicode.So, c) }) >= 0
}

// Start is the first place of the text where the caret can stand.
func (l *Layout) Start() int {
	if len(l.Blocks) == 0 {
		return 0
	}
	return l.Blocks[0].Start
}

// End is the last place of the text where the caret can stand.
func (l *Layout) End() int {
	if len(l.Blocks) == 0 {
		return 0
	}
	return l.Blocks[len(l.Blocks)-1].End
}

// Down returns the place some lines further, up for less than none, nearest to a distance from the left.
func (l *Layout) Down(offset, by int, x float32) int {
	if len(l.Blocks) == 0 {
		return 0
	}
	n := l.LineAt(offset) + by
	if n < 0 {
		return l.Start()
	}
	if _, there := l.line(n); !there {
		return l.End()
	}
	return l.nearest(n, x)
}

// nearest is the place of a line nearest to a distance from the left.
func (l *Layout) nearest(n int, x float32) int {
	at := l.at(n).offset(x)
	if _, end := l.stretch(n); at == end && n+1 < len(l.Lines) && at == l.Lines[n+1].Start {
		return l.Previous(at, Character) // of a broken word: the place belongs to the next line
	}
	return at
}

// LineEnds returns the first and last place of the line of an offset.
func (l *Layout) LineEnds(offset int) (start, end int) {
	if len(l.Blocks) == 0 {
		return 0, 0
	}
	line := l.Lines[l.LineAt(offset)]
	return line.Start, line.End
}
