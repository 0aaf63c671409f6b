package span

import (
	"slices"
	"strings"

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

// Valid reports whether the fragments are not empty, in order, apart from each other and inside a text of that many bytes.
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

// Text returns the words of the fragments, joined by a space.
func (f Fragments) Text(text string) string {
	words := make([]string, len(f))
	for i, s := range f {
		words[i] = text[s.Start:s.End]
	}
	return strings.Join(words, " ")
}

// Snap grows a span to grapheme cluster borders. Its cost does not depend on the length of the text but for lines that hold
// hundreds of bytes without a space or a plain letter.
func Snap(text string, s Span) Span {
	return Span{Start: snapDown(text, s.Start), End: snapUp(text, s.End)}
}

// Border reports whether a byte offset lies between grapheme clusters.
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

// safe returns an offset at or before at that is surely between clusters: behind it stand two ASCII letters, digits or
// spaces, between which every version of UAX 29 breaks, or a line feed.
func safe(text string, at int) int {
	for i := at; i > 0; i-- {
		if plain(text[i-1]) && i < len(text) && plain(text[i]) || text[i-1] == '\n' {
			return i
		}
	}
	return 0
}

func plain(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == ' '
}
