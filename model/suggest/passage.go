package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// wrapWidth are the line widths, in bytes, at which people and programs break lines: shorter lines are items of a list, longer
// ones are paragraphs.
const (
	narrowest = 45
	widest    = 130
)

// sortSpans sorts by start, the longer first.
func sortSpans[T any](all []T, of func(T) span.Span) {
	slices.SortStableFunc(all, func(x, y T) int {
		a, b := of(x), of(y)
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}

// Blocks returns the paragraphs of a plain text, in bytes, without the white space around them: a line each, or several where
// a sentence was wrapped.
func Blocks(text string) []span.Span {
	var out []span.Span
	for at := 0; at < len(text); {
		end := len(text)
		next := end
		if n := blankLine(text[at:]); n >= 0 {
			end = at + n
			next = end + 1
		}
		out = append(out, unwrapped(text, span.Span{Start: at, End: end})...)
		at = next
	}
	return out
}

// blankLine returns where the line break before the first blank line stands, or -1.
func blankLine(text string) int {
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '\n')
		if n < 0 {
			return -1
		}
		at += n
		for i := at + 1; ; i++ {
			if i == len(text) || text[i] == '\n' {
				return at
			}
			if text[i] != ' ' && text[i] != '\t' && text[i] != '\r' {
				break
			}
		}
		at++
	}
}

// unwrapped returns the stretches of a block that no line break ends: lines are joined where the break only wrapped them.
func unwrapped(text string, b span.Span) []span.Span {
	var lines []span.Span
	width := 0
	for at := b.Start; at < b.End; {
		end := b.End
		if n := strings.IndexAny(text[at:b.End], "\n\r\u2028\u2029"); n >= 0 {
			end = at + n
		}
		if s := trimmed(text, span.Span{Start: at, End: end}); !s.Empty() {
			lines = append(lines, s)
			width = max(width, s.Len())
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		at = end + max(size, 1)
	}
	var out []span.Span
	for _, line := range lines {
		if n := len(out); n > 0 && wraps(text, out[n-1], line, width) {
			out[n-1].End = line.End
			continue
		}
		out = append(out, line)
	}
	return out
}

// wraps reports whether the sentence before a line break goes on behind it: the line was full, and it ends in the middle.
func wraps(text string, before, line span.Span, width int) bool {
	last := before.Start + strings.LastIndexByte(text[before.Start:before.End], '\n') + 1
	length := before.End - last
	first, _ := utf8.DecodeRuneInString(text[line.Start:line.End])
	goesOn := unicode.IsLower(first) || first == '('
	if goesOn && length >= narrowest && listMarker(text[line.Start:line.End]) == 0 {
		return true
	}
	if goesOn && unfinished(text[last:before.End]) && !strings.HasPrefix(text[line.Start:line.End], "by ") {
		return true
	}
	word := strings.IndexByte(text[line.Start:line.End], ' ')
	if word < 0 {
		word = line.Len()
	}
	full := width >= narrowest && width <= widest && length+1+word > width-4
	end, _ := utf8.DecodeLastRuneInString(text[before.Start:before.End])
	return full && listMarker(text[line.Start:line.End]) == 0 && (unicode.IsLetter(end) || unicode.IsDigit(end) || end == ',' || end == '-' || end == ';')
}

// unfinished reports whether a short line is the beginning of a sentence: it has a capital, several words and no mark at its
// end. Lists of words in small letters, and their headings, are none.
func unfinished(line string) bool {
	if n := strings.LastIndex(line, ". "); n >= 0 {
		line = line[n+2:]
	}
	first, _ := utf8.DecodeRuneInString(line)
	end, _ := utf8.DecodeLastRuneInString(line)
	return unicode.IsUpper(first) && (unicode.IsLetter(end) || end == ',') && strings.Count(line, " ") > 2
}

// trimmed is a span without the white space at its ends.
func trimmed(text string, s span.Span) span.Span {
	part := text[s.Start:s.End]
	left := strings.TrimLeftFunc(part, unicode.IsSpace)
	s.Start += len(part) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// passages cuts blocks where a line break ends a sentence; without blocks they are found.
func passages(text string, blocks []span.Span) []span.Span {
	if blocks == nil {
		return Blocks(text)
	}
	var out []span.Span
	for _, b := range blocks {
		b.Start, b.End = min(max(b.Start, 0), len(text)), min(max(b.End, 0), len(text))
		if !b.Empty() {
			out = append(out, unwrapped(text, b)...)
		}
	}
	return out
}
