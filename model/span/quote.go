package span

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Match says how closely a quote was found.
type Match int

// The ways a quote can be found, closest first.
const (
	Exact  Match = iota // to the letter
	Spaces              // but for white space
	Marks               // but for white space and the shape of quote marks and dashes
	None                // not at all
)

// Quote returns the words of a span, in bytes and inside the text, and up to n code points on either side.
func Quote(text string, s Span, n int) (exact, prefix, suffix string) {
	from, to := s.Start, s.End
	for range n {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
		_, size = utf8.DecodeRuneInString(text[to:])
		to += size
	}
	return text[s.Start:s.End], text[from:s.Start], text[s.End:to]
}

// Find returns every place of a quote, in bytes, first to last, none overlapping another, and how closely they fit: all fit
// alike, and a looser fit is tried only where no closer one is found. The quote is NFC-normalised and loses the white space
// around it; the text is NFC already. A place begins and ends between grapheme clusters.
func Find(text, quote string) ([]Span, Match) {
	quote = norm.NFC.String(strings.TrimSpace(quote))
	if quote == "" {
		return nil, None
	}
	for how := Exact; how < None; how++ {
		if found := find(text, quote, how); found != nil {
			return found, how
		}
	}
	return nil, None
}

// FindAnyCase is Find for somebody who looks for words: whatever case they are in, whatever white space, quote marks and dashes stand
// in them.
func FindAnyCase(text, words string) []Span {
	words = norm.NFC.String(strings.TrimSpace(words))
	if words == "" {
		return nil
	}
	in := fold(text, Marks)
	in.text = lower(in.text)
	return places(text, in, lower(fold(words, Marks).text))
}

// lower writes letters small that take as many bytes then.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if small := unicode.ToLower(r); utf8.RuneLen(small) == utf8.RuneLen(r) {
			return small
		}
		return r
	}, text)
}

func find(text, quote string, how Match) []Span {
	return places(text, fold(text, how), fold(quote, how).text)
}

func places(text string, in folded, wanted string) []Span {
	var found []Span
	for from := 0; ; {
		i := strings.Index(in.text[from:], wanted)
		if i < 0 {
			return found
		}
		from += i
		s := Span{in.origin(from), in.origin(from + len(wanted))}
		if Border(text, s.Start) && Border(text, s.End) {
			found = append(found, s)
			from += len(wanted)
			continue
		}
		_, size := utf8.DecodeRuneInString(in.text[from:])
		from += size
	}
}

// folded is a text written more plainly, with what leads back to the original.
type folded struct {
	text   string
	shifts []shift
}

// shift says that from a byte of the folded text on, the original is by bytes further.
type shift struct{ at, by int }

// origin returns the byte offset in the original of one in the folded text.
func (f folded) origin(at int) int {
	next := sort.Search(len(f.shifts), func(i int) bool { return f.shifts[i].at > at })
	if next == 0 {
		return at
	}
	return at + f.shifts[next-1].by
}

// fold writes, unless the match is exact, every run of white space as one space and, for Marks, quote marks and dashes in
// their plainest shape.
func fold(text string, how Match) folded {
	if how == Exact {
		return folded{text: text}
	}
	var b strings.Builder
	b.Grow(len(text))
	var shifts []shift
	copied := 0
	for i := 0; i < len(text); {
		if letter(text[i]) || text[i] == ' ' && i+1 < len(text) && letter(text[i+1]) { // most of any text
			i++
			continue
		}
		as, size := plainest(text[i:], how)
		if as != 0 {
			b.WriteString(text[copied:i])
			b.WriteByte(as)
			copied = i + size
			if size > 1 {
				shifts = append(shifts, shift{b.Len(), copied - b.Len()})
			}
		}
		i += size
	}
	if copied == 0 {
		return folded{text: text}
	}
	b.WriteString(text[copied:])
	return folded{b.String(), shifts}
}

// letter reports whether a byte is an ASCII character that is not white space, and so stays as it is.
func letter(b byte) bool { return b > ' ' && b < utf8.RuneSelf }

// plainest returns what to write for the first characters of a text, 0 for as they are, and how many bytes those are.
func plainest(text string, how Match) (as byte, size int) {
	r, size := utf8.DecodeRuneInString(text)
	if !unicode.IsSpace(r) {
		if how == Marks {
			as = plainMark(r)
		}
		return as, size
	}
	for size < len(text) {
		r, more := utf8.DecodeRuneInString(text[size:])
		if !unicode.IsSpace(r) {
			break
		}
		size += more
	}
	if text[:size] == " " {
		return 0, size
	}
	return ' ', size
}

func plainMark(r rune) byte {
	switch r {
	case '’', '‘', '‚', '‛', '′':
		return '\''
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"'
	case '–', '—', '‐', '‑', '‒', '―', '−':
		return '-'
	}
	return 0
}
