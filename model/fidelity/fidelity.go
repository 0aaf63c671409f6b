package fidelity

import (
	"slices"
	"strings"
	"unicode"

	"touchstone/model/anchor"
	"touchstone/model/span"

	"golang.org/x/text/unicode/norm"
)

// Kind is how a quote differs from its original.
type Kind string

// The kinds.
const (
	Omission   Kind = "omission"   // words were left out
	Alteration Kind = "alteration" // words are the quote's own
	Splice     Kind = "splice"     // places that stand apart are joined
)

// Flaw is one difference.
type Flaw struct {
	Kind   Kind
	Marked bool // the quote says so itself: … or [ ]
}

// Piece is a stretch of the quote laid over the original.
type Piece struct {
	Words string
	Gone  bool // of the original alone
	Come  bool // of the quote alone
	Joint bool // two places meet here; without words
}

// Finding is what comparing a quote with an original found.
type Finding struct {
	Found    bool        // enough of it stands there
	Verbatim bool        // to the letter, but for quote marks around it
	Signs    bool        // the words are the same, and only signs, spaces or capitals differ
	Flaws    []Flaw      // in the order of the quote
	Places   []span.Span // in bytes of the original, in the order of the quote; several where places are joined
	Pieces   []Piece     // where it is found
	Score    float64     // how much of the quote stands in the original, from 0 to 1, by letters
}

// Faithful reports whether a quote that was found says what the original says, or marks where it does not.
func (f Finding) Faithful() bool {
	for _, flaw := range f.Flaws {
		if !flaw.Marked {
			return false
		}
	}
	return f.Found
}

// least is how much of a quote has to stand in an original for it to be from there.
const least = 0.5

// Compare lays a quote over an original. Both are in NFC; a quote that is not is made so, and its pieces are of what it is then.
func Compare(quote, original string) Finding {
	quote = Bare(norm.NFC.String(quote))
	c := &comparison{quote: quote, original: original, own: anchor.Words(quote), there: anchor.Words(original)}
	if place, found := c.verbatim(); found {
		return Finding{Found: true, Verbatim: true, Places: []span.Span{place}, Pieces: []Piece{{Words: quote}}, Score: 1}
	}
	c.lay()
	f := Finding{Score: c.share()}
	if f.Found = f.Score >= least; f.Found {
		c.tell(&f)
		f.Signs = len(f.Flaws) == 0
	}
	return f
}

// verbatim finds the quote to the letter, where no word is cut.
func (c *comparison) verbatim() (span.Span, bool) {
	all, how := span.Find(c.original, c.quote)
	if how != span.Exact || len(c.own) == 0 {
		return span.Span{}, false
	}
	for _, place := range all {
		begins := place.Start + c.own[0].Start
		ends := place.Start + c.own[len(c.own)-1].End
		first, starts := slices.BinarySearchFunc(c.there, begins, func(w anchor.Word, at int) int { return w.Start - at })
		last := first + len(c.own) - 1
		if starts && last < len(c.there) && c.there[last].End == ends {
			return place, true
		}
	}
	return span.Span{}, false
}

// Bare is a quote without the quote marks and white space around it.
func Bare(quote string) string {
	return strings.TrimFunc(quote, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"“”„‟«»「」『』", r)
	})
}

// comparison is a quote and an original, word by word.
type comparison struct {
	quote, original string
	own, there      []anchor.Word
	at              []int // of every word of the quote: which of the original it is, -1 for none

	line  span.Span   // of the original, whose sentences are at hand
	parts []span.Span // they
}

// share is how much of the quote stands in the original, by letters.
func (c *comparison) share() float64 {
	all, found := 0, 0
	for i, w := range c.own {
		all += w.Weight
		if c.at[i] >= 0 {
			found += w.Weight
		}
	}
	return float64(found) / float64(max(all, 1))
}
