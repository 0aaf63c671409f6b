package span

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Span is a stretch of a text in bytes, end exclusive.
type Span struct{ Start, End int }

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps reports whether two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Fragments are the parts of a split stretch.
type Fragments []Span

// Normal returns the fragments sorted, those that touch or overlap joined, empty ones dropped.
func (f Fragments) Normal() Fragments {
	sorted := slices.DeleteFunc(slices.Clone(f), Span.Empty)
	slices.SortFunc(sorted, func(a, b Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	var out Fragments
	for _, s := range sorted {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Valid reports whether there are fragments and they are not empty, in order, without overlap (they may touch) and inside a
// text of that many bytes.
func (f Fragments) Valid(length int) bool {
	last := 0
	for _, s := range f {
		if s.Start < last || s.Empty() || s.End > length {
			return false
		}
		last = s.End
	}
	return len(f) > 0
}

// Bounds returns the span in bytes from the first start to the last end, in whatever order they stand; of nothing, nothing.
func (f Fragments) Bounds() Span {
	if len(f) == 0 {
		return Span{}
	}
	all := f[0]
	for _, s := range f[1:] {
		all.Start, all.End = min(all.Start, s.Start), max(all.End, s.End)
	}
	return all
}

// Equal reports whether two lists hold the same spans in the same order; normalise both to compare what they cover.
func (f Fragments) Equal(o Fragments) bool { return slices.Equal(f, o) }

// Text returns the words of the fragments, which are inside the text, joined by one space (so that split words read as one
// sentence; marks of omission are for who prints them).
func (f Fragments) Text(text string) string {
	words := make([]string, len(f))
	for i, s := range f {
		words[i] = text[s.Start:s.End]
	}
	return strings.Join(words, " ")
}

// Snap grows a span, in bytes, to grapheme cluster borders; offsets outside the text count as its nearest end. Its cost does
// not depend on the length of the text, only on that of a row of flags, or of marks on one letter, around the span's ends.
func Snap(text string, s Span) Span {
	return Span{Start: snapDown(text, s.Start), End: snapUp(text, s.End)}
}

// Border reports whether a byte offset lies between grapheme clusters; so do both ends of the text.
func Border(text string, at int) bool { return snapDown(text, at) == at }

func snapDown(text string, at int) int {
	at = min(max(at, 0), len(text))
	start, _ := cluster(text, at)
	return start
}

func snapUp(text string, at int) int {
	at = min(max(at, 0), len(text))
	start, end := cluster(text, at)
	if start == at {
		return at
	}
	return end
}

// cluster returns the grapheme cluster that holds the byte at an offset.
func cluster(text string, at int) (start, end int) {
	if at >= len(text) {
		return len(text), len(text)
	}
	start = safe(text, at)
	clusters := graphemes.FromString(text[start:])
	for clusters.Next() {
		end = start + len(clusters.Value())
		if at < end {
			return start, end
		}
		start = end
	}
	return len(text), len(text)
}

// safe returns an offset at or before at, which is inside the text, that is between clusters whatever stands further ahead.
// UAX 29 looks no further back than one character but for marks that tie the characters around them (GB9c, GB11) and for
// flags (GB12, GB13), two halves of which never break by themselves.
func safe(text string, at int) int {
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	for at > 0 && (!plain(text[at-1]) || !plain(text[at])) {
		_, before := utf8.DecodeLastRuneInString(text[:at])
		_, after := utf8.DecodeRuneInString(text[at:])
		last := text[at-before : at]
		if breaks(last, text[at:at+after]) && breaks("a", last) {
			return at
		}
		at -= before
	}
	return at
}

// breaks reports whether two characters by themselves are two clusters.
func breaks(a, b string) bool {
	clusters := graphemes.FromString(a + b)
	return clusters.Next() && len(clusters.Value()) == len(a)
}

// plain reports whether a byte is one that always breaks from another such.
func plain(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == ' '
}
