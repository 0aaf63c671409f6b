package span

import (
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

// Quote returns the words of a span and up to n code points on either side.
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

// Find returns every place of a quote, first to last, none overlapping another, and how closely they fit. The quote is
// NFC-normalised; the text is NFC already. A place begins and ends between grapheme clusters.
func Find(text, quote string) ([]Span, Match) {
	quote = norm.NFC.String(strings.TrimSpace(quote))
	if quote == "" {
		return nil, None
	}
	if found := findExact(text, quote); found != nil {
		return found, Exact
	}
	for _, how := range []Match{Spaces, Marks} {
		if found := findLoose(text, quote, how); found != nil {
			return found, how
		}
	}
	return nil, None
}

func findExact(text, quote string) []Span {
	var found []Span
	for from := 0; ; {
		i := strings.Index(text[from:], quote)
		if i < 0 {
			return found
		}
		s := Span{from + i, from + i + len(quote)}
		if Border(text, s.Start) && Border(text, s.End) {
			found, from = append(found, s), s.End
			continue
		}
		_, size := utf8.DecodeRuneInString(text[s.Start:])
		from = s.Start + size
	}
}

// findLoose searches a folded copy of the text that remembers where each of its bytes came from.
func findLoose(text, quote string, how Match) []Span {
	folded, at := fold(text, how)
	wanted, _ := fold(quote, how)
	var found []Span
	for from := 0; ; {
		i := strings.Index(folded[from:], wanted)
		if i < 0 {
			return found
		}
		s := Span{at[from+i], at[from+i+len(wanted)]}
		from += i + len(wanted)
		if Border(text, s.Start) && Border(text, s.End) {
			found = append(found, s)
		}
	}
}

// fold writes every run of white space as one space and, for Marks, quote marks and dashes in their plainest shape. at holds
// for every byte of the result, and for its end, the offset it came from.
func fold(text string, how Match) (folded string, at []int) {
	var b strings.Builder
	at = make([]int, 0, len(text)+1)
	space := false
	for i, r := range text {
		if unicode.IsSpace(r) {
			if !space {
				b.WriteByte(' ')
				at = append(at, i)
			}
			space = true
			continue
		}
		space = false
		if how == Marks {
			r = plainMark(r)
		}
		before := b.Len()
		b.WriteRune(r)
		for range b.Len() - before {
			at = append(at, i)
		}
	}
	return b.String(), append(at, len(text))
}

func plainMark(r rune) rune {
	switch r {
	case '’', '‘', '‚', '‛', '′':
		return '\''
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"'
	case '–', '—', '‐', '‑', '‒', '―', '−':
		return '-'
	}
	return r
}
