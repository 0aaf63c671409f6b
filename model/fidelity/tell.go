package fidelity

import (
	"slices"
	"strings"
	"unicode"

	"touchstone/model/span"
	"touchstone/model/suggest"
)

// tell says what differs, piece by piece.
func (c *comparison) tell(f *Finding) {
	t := &teller{c: c, f: f}
	last := -1 // the last word that stands in the original
	for i, p := range c.at {
		if p < 0 {
			continue
		}
		t.between(last, i)
		last = i
	}
	t.between(last, len(c.own))
}

// teller writes a finding.
type teller struct {
	c  *comparison
	f  *Finding
	to int // how much of the quote was written, in bytes
}

// between tells what lies between two words that stand in the original, and then the second: a of -1 is the beginning, b behind the
// last word the end.
func (t *teller) between(a, b int) {
	c := t.c
	if a < 0 || b == len(c.own) { // the beginning or the end of the quote: words of its own alone
		t.ends(a, b)
		return
	}
	from, to := c.there[c.at[a]], c.there[c.at[b]]
	left := c.at[b] - c.at[a] - 1
	joint := left < 0 || left > most
	own := b - a - 1
	said := c.quote[c.own[a].End:c.own[b].Start]
	marked := strings.Contains(said, "…") || strings.Contains(said, "...")
	spliced := joint || left > 0 && own == 0 && c.apart(from.Span, to.Span, said)
	switch {
	case spliced:
		t.flaw(Splice, marked)
	case left > 0 && own == 0:
		t.flaw(Omission, marked)
	}
	if own > 0 {
		t.flaw(Alteration, bracketed(c.quote, c.own[a+1].Start, c.own[b-1].End))
	}
	if left > 0 && !joint {
		t.gone(c.original[from.End:to.Start])
	}
	if own > 0 {
		t.write(c.own[a+1].Start, Piece{})
		t.write(c.own[b-1].End, Piece{Come: true})
	}
	if spliced { // behind the signs that the quote has there
		t.write(c.own[b].Start, Piece{})
		t.f.Pieces = append(t.f.Pieces, Piece{Joint: true})
	}
	t.write(c.own[b].End, Piece{})
	t.place(to.Span, spliced)
}

// ends tells what stands before the first word that stands in the original, or behind the last.
func (t *teller) ends(a, b int) {
	c := t.c
	if own := b - a - 1; own > 0 {
		first, last := c.own[a+1], c.own[b-1]
		t.flaw(Alteration, bracketed(c.quote, first.Start, last.End))
		t.write(first.Start, Piece{})
		t.write(last.End, Piece{Come: true})
	}
	if b < len(c.own) {
		t.write(c.own[b].End, Piece{})
		t.place(c.there[c.at[b]].Span, true)
		return
	}
	t.write(len(c.quote), Piece{})
}

func (t *teller) flaw(kind Kind, marked bool) {
	t.f.Flaws = append(t.f.Flaws, Flaw{kind, marked})
}

// write writes the quote up to a byte, in a manner.
func (t *teller) write(to int, as Piece) {
	if to <= t.to {
		return
	}
	as.Words, t.to = t.c.quote[t.to:to], to
	if n := len(t.f.Pieces); n > 0 {
		if before := &t.f.Pieces[n-1]; before.Gone == as.Gone && before.Come == as.Come && !before.Joint {
			before.Words += as.Words
			return
		}
	}
	t.f.Pieces = append(t.f.Pieces, as)
}

// gone writes words that were left out.
func (t *teller) gone(words string) {
	t.f.Pieces = append(t.f.Pieces, Piece{Words: strings.TrimRightFunc(words, unicode.IsSpace), Gone: true})
}

// place adds a word to the place it belongs to, or begins another one.
func (t *teller) place(s span.Span, other bool) {
	if n := len(t.f.Places); n > 0 && !other {
		t.f.Places[n-1].End = s.End
		return
	}
	t.f.Places = append(t.f.Places, s)
}

// bracketed reports whether a stretch of the quote stands in square brackets.
func bracketed(quote string, start, end int) bool {
	before, behind := quote[:start], quote[end:]
	open := strings.LastIndexByte(before, '[')
	shut := strings.IndexByte(behind, ']')
	return open >= 0 && shut >= 0 && !strings.Contains(before[open:], "]") && !strings.Contains(behind[:shut], "[")
}

// apart reports whether two words that the quote says in one go stand in two sentences or paragraphs of the original.
func (c *comparison) apart(a, b span.Span, said string) bool {
	if strings.Contains(c.original[a.End:b.Start], "\n") {
		return true
	}
	if strings.ContainsAny(said, ".!?。！？؟۔।") && !onlyDots(said) { // the quote keeps them apart
		return false
	}
	from := strings.LastIndexByte(c.original[:a.Start], '\n') + 1
	to := len(c.original)
	if i := strings.IndexByte(c.original[b.End:], '\n'); i >= 0 {
		to = b.End + i
	}
	all := c.sentences(from, to)
	of := func(at int) int {
		return slices.IndexFunc(all, func(s span.Span) bool { return s.Start <= at-from && at-from < s.End })
	}
	return of(a.Start) != of(b.Start)
}

// sentences are those of a line of the original, in bytes from its beginning. The last line that was asked for is kept.
func (c *comparison) sentences(from, to int) []span.Span {
	if line := (span.Span{Start: from, End: to}); c.line != line {
		c.line, c.parts = line, suggest.Sentences(c.original[from:to], []span.Span{{Start: 0, End: to - from}})
	}
	return c.parts
}

// onlyDots reports whether all that ends a sentence in a stretch are the dots of an omission.
func onlyDots(said string) bool {
	return !strings.ContainsAny(strings.ReplaceAll(said, "...", ""), ".!?。！？؟۔।")
}
