package docview

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/span"
)

// Block is a stretch of the text that is set as one: a paragraph, a heading, a quote, a list item, a caption.
type Block struct {
	span.Span // in bytes
	Kind      model.BlockKind
	Level     int
	Dim       bool // furniture: no part of the article
	Repeats   int  // the number of the earlier block with the same words, -1 for none
}

// Style is how a block's words are set.
type Style int

// The styles.
const (
	Body Style = iota
	Title
	Subtitle
	Quoted
	Small
	styles
)

// Style returns the style of the block's words.
func (b Block) Style() Style {
	switch {
	case b.Kind == model.Heading && b.Level <= 1:
		return Title
	case b.Kind == model.Heading:
		return Subtitle
	case b.Kind == model.Quotation:
		return Quoted
	case b.Kind == model.Caption:
		return Small
	}
	return Body
}

// blocksOf completes the blocks of a text: sorted, apart from each other, without white space at their ends, and with a
// block for every line of words that is in none, so that no word of a text is ever left out.
func blocksOf(text string, given []Block) []Block {
	given = slices.Clone(given)
	slices.SortStableFunc(given, func(a, b Block) int { return cmp.Compare(a.Start, b.Start) })
	var all []Block
	at := 0
	for _, b := range given {
		b.Start, b.End = max(b.Start, at), min(b.End, len(text))
		if b.Span = trim(text, span.Snap(text, b.Span)); b.Empty() || b.Start < at { // a border inside a character is none
			continue
		}
		all = lines(all, text, span.Span{Start: at, End: b.Start})
		all = append(all, b)
		at = b.End
	}
	all = lines(all, text, span.Span{Start: at, End: len(text)})
	first := map[string]int{}
	for i, b := range all {
		words := text[b.Start:b.End]
		earlier, known := first[words]
		if all[i].Repeats = -1; known {
			all[i].Repeats = earlier
		} else {
			first[words] = i
		}
	}
	return all
}

// lines adds a paragraph for each line of words in a stretch.
func lines(all []Block, text string, s span.Span) []Block {
	for at := s.Start; at < s.End; {
		end := s.End
		if n := strings.IndexByte(text[at:s.End], '\n'); n >= 0 {
			end = at + n
		}
		if b := trim(text, span.Span{Start: at, End: end}); !b.Empty() {
			all = append(all, Block{Span: b, Kind: model.Paragraph})
		}
		at = end + 1
	}
	return all
}

// trim takes the white space from both ends of a stretch.
func trim(text string, s span.Span) span.Span {
	for s.Start < s.End && white(text, s.Start) > 0 {
		s.Start += white(text, s.Start)
	}
	for s.Start < s.End {
		_, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if white(text, s.End-n) == 0 {
			break
		}
		s.End -= n
	}
	return s
}
