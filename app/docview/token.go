package docview

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/go-text/typesetting/segmenter"
)

// piece is a stretch of a block that no line break falls into.
type piece struct {
	start, end int     // bytes into the text; white space is in no piece
	width      float32 // of its words
	spaced     bool    // white space stands before it, where a line may break and drop it
}

// longest is how many bytes of a word are set without a look at where it may break.
const longest = 40

// pieces cuts a stretch into pieces, and hands them over in order.
func pieces(text string, start, end int, r *rule, style Style, column float32, yield func(piece)) {
	spaced := false
	for at := start; at < end; {
		if n := loose(text, at); n > 0 {
			spaced = true
			at += n
			continue
		}
		stop := at
		for stop < end && loose(text, stop) == 0 {
			_, n := utf8.DecodeRuneInString(text[stop:end])
			stop += n
		}
		word(text, at, stop, r, style, column, spaced, yield)
		spaced, at = false, stop
	}
}

// white returns how many bytes of white space stand at an offset: one character, or none where it is part of another, as
// with a mark on it.
func white(text string, at int) int {
	c, n := utf8.DecodeRuneInString(text[at:])
	if !unicode.IsSpace(c) {
		return 0
	}
	alone := func(at int) bool {
		return at <= 0 || at >= len(text) || text[at-1] < 0x80 && text[at] < 0x80 || span.Border(text, at)
	}
	if !alone(at) || !alone(at+n) {
		return 0
	}
	return n
}

// loose is white space at which a line may end.
func loose(text string, at int) int {
	if c, _ := utf8.DecodeRuneInString(text[at:]); !breaks(c) {
		return 0
	}
	return white(text, at)
}

// breaks reports whether a character is white space at which a line may end.
func breaks(c rune) bool { return c != 0xa0 && c != 0x202f && c != 0x2007 && unicode.IsSpace(c) }

func word(text string, start, end int, r *rule, style Style, column float32, spaced bool, yield func(piece)) {
	if w := text[start:end]; plain(w) {
		if width := r.width(w, style); width <= column {
			yield(piece{start, end, width, spaced})
			return
		}
	}
	at := start
	opportunities(text[start:end], func(length int) {
		part := piece{at, at + length, r.width(text[at:at+length], style), spaced}
		if part.width <= column {
			yield(part)
		} else {
			force(text, part.start, part.end, r, style, column, spaced, yield)
		}
		spaced, at = false, part.end
	})
}

// plain reports whether a word has no place to break but its ends, as most words.
func plain(w string) bool {
	if len(w) > longest {
		return false
	}
	for _, c := range w {
		if c == '-' || c == '/' || c >= 0xe00 && !strings.ContainsRune("“”‘’„‚…", c) { // dashes, and scripts without spaces
			return false
		}
	}
	return true
}

// window is how many bytes are looked at together for places to break.
const window = 4096

// opportunities hands over the lengths of the parts of a word between which a line may break (UAX 14). A part that is longer
// than the window is cut: it is wider than any column.
func opportunities(w string, yield func(length int)) {
	for at := 0; at < len(w); {
		cut := min(window, len(w)-at)
		for at+cut < len(w) && !utf8.RuneStart(w[at+cut]) {
			cut--
		}
		var s segmenter.Segmenter
		s.Init([]rune(w[at : at+cut]))
		whole, began, last := at+cut == len(w), at, 0
		for lines := s.LineIterator(); lines.Next(); {
			if last > 0 && span.Border(w, at+last) { // UAX 14 breaks between a space and a mark on it
				yield(last)
				at += last
				last = 0
			}
			last += len(string(lines.Line().Text))
		}
		if whole || at == began {
			yield(last)
			at += last
		}
	}
}

// force cuts what has no place to break and is wider than the column between its characters.
func force(text string, start, end int, r *rule, style Style, column float32, spaced bool, yield func(piece)) {
	part := piece{start: start, end: start, spaced: spaced}
	for clusters := graphemes.FromString(text[start:end]); clusters.Next(); {
		width := r.width(clusters.Value(), style)
		if part.end > part.start && part.width+width > column {
			yield(part)
			part = piece{start: part.end, end: part.end}
		}
		part.end += len(clusters.Value())
		part.width += width
	}
	yield(part)
}
