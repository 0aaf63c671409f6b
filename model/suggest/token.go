package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// token is a word, a number or a mark of a sentence.
type token struct {
	span.Span
	low     string // in small letters, with plain apostrophes
	class   class
	capital bool
	word    bool // letters or digits
	number  bool
	quote   int // the outermost quotation it stands in, or -1; its marks stand in it too
}

// phrase is one sentence with its tokens.
type phrase struct {
	span.Span
	text    string
	lang    *language
	tokens  []token
	quotes  []quotation // all of the text
	heading bool
}

// read cuts a sentence into tokens. outer are the numbers of the outermost quotations that touch it, in order.
func (p *phrase) read(outer []int) {
	p.tokens = p.tokens[:0]
	q := 0
	for at := p.Start; at < p.End; {
		r, size := utf8.DecodeRuneInString(p.text[at:p.End])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		for q < len(outer) && p.quotes[outer[q]].End <= at {
			q++
		}
		t := token{Span: span.Span{Start: at, End: at + size}, quote: -1}
		if q < len(outer) && p.quotes[outer[q]].Start <= at {
			t.quote = outer[q]
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			t.word, t.capital, t.number = true, unicode.IsUpper(r), unicode.IsDigit(r)
			t.End = p.wordEnd(at)
		case r == '\'' || r == '’':
			if n := contraction(p.text[at:p.End], size); n > 0 && len(p.tokens) > 0 && p.tokens[len(p.tokens)-1].End == at {
				t.End, t.word = at+n, true
			} else if _, n := markAt(p.text[:p.End], at); n > size {
				t.End = at + n
			}
		default:
			if _, n := markAt(p.text[:p.End], at); n > size {
				t.End = at + n
			}
		}
		t.low = strings.ReplaceAll(strings.ToLower(p.text[t.Start:t.End]), "’", "'")
		t.class = p.lang.classes[t.low]
		if t.class == 0 && strings.HasSuffix(t.low, "ly") && len(t.low) > 4 && p.lang.name == "en" && !t.capital {
			t.class = adverb
		}
		p.tokens = append(p.tokens, t)
		at = t.End
	}
}

// contraction is the length of 's, 'll and the like behind an apostrophe of that size, with it; or 0.
func contraction(text string, size int) int {
	n := size
	for n < len(text) && n < size+3 && text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z' {
		n++
	}
	switch strings.ToLower(text[size:n]) {
	case "s", "d", "m", "ll", "ve", "re":
		return n
	}
	return 0
}

// wordEnd is the end of the word at an offset: hyphens, full stops of abbreviations and the apostrophes of names and of n't
// stand inside, the 's of Obama's does not.
func (p *phrase) wordEnd(at int) int {
	start := at
	for at < p.End {
		r, size := utf8.DecodeRuneInString(p.text[at:p.End])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' {
			at += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(p.text[at+size : p.End])
		joined := unicode.IsLetter(next) || unicode.IsDigit(next)
		switch {
		case (r == '-' || r == '@' || r == '/' || r == '&') && joined:
			at += size
		case (r == '.' || r == ',') && joined && r == '.' || r == ',' && unicode.IsDigit(next) && unicode.IsDigit(rune(p.text[at-1])):
			at += size
		case (r == '\'' || r == '’') && joined && contraction(p.text[at:p.End], size) == 0:
			at += size
		case r == '.' && p.abbreviates(start, at):
			return at + size
		default:
			return at
		}
	}
	return at
}

// abbreviates reports whether the full stop behind a word belongs to it.
func (p *phrase) abbreviates(start, at int) bool {
	if at+1 >= p.End {
		return false
	}
	low := strings.ToLower(p.text[start:at])
	return p.lang.never[low] || p.lang.often[low] || dotted(low) || initial(p.text[start:at])
}

// mark reports whether a token is one of these marks.
func (t token) mark(signs string) bool { return !t.word && strings.Contains(signs, t.low) }

// is reports whether a word belongs to one of these classes.
func (t token) is(c class) bool { return t.class&c != 0 }

// quoted reports whether a token stands in a quotation.
func (t token) quoted() bool { return t.quote >= 0 }

// spanOf is the stretch of some tokens.
func (p *phrase) spanOf(from, to int) span.Span {
	if from >= to {
		return span.Span{}
	}
	return span.Span{Start: p.tokens[from].Start, End: p.tokens[to-1].End}
}
