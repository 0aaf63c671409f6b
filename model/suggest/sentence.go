package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// keptWhole is how long, in bytes, a quotation or a bracket may be whose inner sentences do not end the outer one.
const keptWhole = 700

// Sentences returns the sentences of a text in bytes, without the white space around them, in order; between sentences stands
// nothing but white space. Blocks are the paragraphs, in bytes and in order, which always end a sentence; nil finds them.
func Sentences(text string, blocks []span.Span) []span.Span {
	lang := languageOf(text)
	found := passages(text, blocks)
	return sentences(text, found, quotations(text, found), lang)
}

func sentences(text string, passages []span.Span, quotes []quotation, lang *language) []span.Span {
	var out []span.Span
	q := 0
	for _, p := range passages {
		for q < len(quotes) && quotes[q].End <= p.Start {
			q++
		}
		last := q
		for last < len(quotes) && quotes[last].Start < p.End {
			last++
		}
		s := splitter{text: text[:p.End], lang: lang, start: p.Start, items: items(text, p)}
		s.whole = kept(text, p, quotes[q:last])
		for _, one := range s.split() {
			one = span.Snap(text, one)
			if n := len(out); n > 0 {
				one.Start = max(one.Start, out[n-1].End)
			}
			if !one.Empty() {
				out = append(out, one)
			}
		}
	}
	return out
}

// splitter walks through one passage.
type splitter struct {
	text  string // up to the end of the passage
	lang  *language
	start int
	items map[int]int // where an item of a list begins, and the end of its marker
	whole []span.Span // quotations and brackets that are not cut, in order
}

func (s *splitter) split() []span.Span {
	var out []span.Span
	from, w := s.start, 0
	cut := func(at int) {
		if t := trimmed(s.text, span.Span{Start: from, End: at}); !t.Empty() {
			out = append(out, t)
			from = at
		}
	}
	for at := s.start; at < len(s.text); {
		if end, ok := s.items[at]; ok {
			cut(at)
			at = end
			continue
		}
		for w < len(s.whole) && s.whole[w].End <= at {
			w++
		}
		if w < len(s.whole) && s.whole[w].Start == at {
			at = s.whole[w].End
			if stop := s.endsInside(s.whole[w]); stop > 0 {
				if end := s.closers(at); s.boundary(stop, end, from) {
					cut(end)
					at = end
				}
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if !terminates(r) && (r != ':' || !s.after(at, unicode.Armenian)) {
			at += size
			continue
		}
		stop := s.run(at)
		end := s.closers(stop)
		if s.boundary(stop, end, from) && (r != '.' && r != '…' || s.fullStop(at, stop, end, from)) {
			cut(end)
		}
		at = max(end, at+size)
	}
	cut(len(s.text))
	return out
}

func terminates(r rune) bool {
	return r == '.' || r == '!' || r == '?' || r == '…' || r > utf8.RuneSelf && unicode.Is(unicode.Sentence_Terminal, r)
}

// after reports whether the letter before an offset is of a script: Armenian ends its sentences with a colon.
func (s *splitter) after(at int, script *unicode.RangeTable) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.text[s.start:at], "….) "))
	return unicode.Is(script, r)
}

// run is the end of a row of terminators, such as ?!, ... and the spaced . . . of older books.
func (s *splitter) run(at int) int {
	for first := true; at < len(s.text); first = false {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if first || terminates(r) {
			at += size
			continue
		}
		if r == ' ' && at+1 < len(s.text) && s.text[at+1] == '.' && s.text[at-1] == '.' && (at+2 == len(s.text) || s.text[at+2] == ' ' || s.text[at+2] == '.') {
			at++
			continue
		}
		break
	}
	return at
}

// closers is the end of the marks and footnote numbers that belong to the sentence before.
func (s *splitter) closers(at int) int {
	for at < len(s.text) {
		if s.text[at] == '[' {
			if n := strings.IndexByte(s.text[at:], ']'); n > 1 && n < 8 && strings.Trim(s.text[at+1:at+n], "0123456789–-, ") == "" {
				at += n + 1
				continue
			}
			break
		}
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if r == ')' || r == ']' || r == '}' || isQuote(r) && r != '„' && r != '‚' {
			at += size
			continue
		}
		if r == ' ' && at+size < len(s.text) { // marks that stand apart from the words, as in tokenised text
			next, n := utf8.DecodeRuneInString(s.text[at+size:])
			if (next == '”' || next == '’' || next == ')') && (at+size+n == len(s.text) || s.text[at+size+n] == ' ') {
				at += size + n
				continue
			}
		}
		break
	}
	return at
}

// boundary reports whether what follows a terminator can begin a sentence. stop is behind the terminator, end behind the marks
// that close with it.
func (s *splitter) boundary(stop, end, from int) bool {
	if end >= len(s.text) {
		return true
	}
	mark, _ := utf8.DecodeLastRuneInString(s.text[:stop])
	next, size := utf8.DecodeRuneInString(s.text[end:])
	if !unicode.IsSpace(next) {
		if mark == '.' && end == stop {
			return s.glued(stop)
		}
		return mark >= 0x589 && mark < 0x2000 || mark >= 0x3000 // scripts that set no space between sentences
	}
	if before, _ := utf8.DecodeLastRuneInString(s.text[:max(stop-1, 0)]); unicode.IsSpace(before) && strings.TrimSpace(s.text[from:stop]) == s.text[stop-1:stop] {
		return false
	}
	rest := strings.TrimLeftFunc(s.text[end+size:], unicode.IsSpace)
	first, width := utf8.DecodeRuneInString(rest)
	if first == '(' && cited(rest) {
		return false
	}
	if first == '-' || first == '–' || first == '—' {
		first, _ = utf8.DecodeRuneInString(strings.TrimLeft(rest[width:], " -–—"))
	}
	for isQuote(first) || strings.ContainsRune("([{¿¡*_<", first) {
		rest = rest[width:]
		if first, width = utf8.DecodeRuneInString(rest); width == 0 {
			return true
		}
	}
	switch {
	case unicode.IsLower(first):
		return false
	case end > stop && (mark == '?' || mark == '!') && s.spoken(rest): // “Why?” Anna asked.
		return false
	}
	return unicode.IsLetter(first) || unicode.IsNumber(first) || unicode.IsSymbol(first) || unicode.IsPunct(first) && !strings.ContainsRune(",;:)]}", first)
}

// glued reports whether a sentence begins right behind a full stop, where the space between them was lost.
func (s *splitter) glued(stop int) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[:stop-1])
	word, next := s.wordBefore(stop-1), s.wordAfter(stop)
	if strings.Contains(word, ".") || len(word) < 3 || !unicode.IsLower(before) && !unicode.IsDigit(before) || !strings.HasPrefix(s.text[stop:], next) {
		return false
	}
	if strings.HasPrefix(s.text[stop+len(next):], ".") { // safe.Mr. Berg, but not www.port.The.example
		return s.lang.never[strings.ToLower(next)] && unicode.IsUpper(rune(next[0]))
	}
	return s.lang.starts[next] && len(next) > 1
}

// cited reports whether a bracket without a sentence of its own, behind which the full stop stands, begins a text: (Berg 12).
func cited(rest string) bool {
	n := strings.IndexByte(rest[:min(len(rest), 80)], ')')
	return n > 0 && n+1 < len(rest) && rest[n+1] == '.' && !strings.ContainsAny(rest[:n], ".!?")
}

// spoken reports whether a text begins with a name and a verb of saying, so that the question before it is part of its sentence.
func (s *splitter) spoken(rest string) bool {
	words := strings.Fields(rest[:min(len(rest), 80)])
	for i, w := range words[:min(len(words), 5)] {
		bare := strings.TrimRight(w, ".,;:!?")
		if i > 0 && s.lang.says(strings.ToLower(bare)) {
			return true
		}
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) || bare != w && len(bare) > 3 {
			return false
		}
	}
	return false
}

// endsInside is where the last sentence inside a quotation or bracket ends, or 0 if none does.
func (s *splitter) endsInside(w span.Span) int {
	inner := strings.TrimRightFunc(s.text[w.Start:w.End], func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) || strings.ContainsRune(")]}", r) })
	r, _ := utf8.DecodeLastRuneInString(inner)
	if terminates(r) || strings.HasSuffix(inner, "--") || strings.HasSuffix(inner, "—") { // speech may be broken off
		return w.Start + len(inner)
	}
	return 0
}

// kept returns the quotations and brackets of a passage that are not cut, the outer ones.
func kept(text string, p span.Span, quotes []quotation) []span.Span {
	var all []span.Span
	for _, q := range quotes {
		if q.closed && q.End <= p.End && q.Start >= p.Start && q.Len() <= keptWhole {
			all = append(all, q.Span)
		}
	}
	var open []int
	for i := p.Start; i < p.End; i++ {
		switch text[i] {
		case '(', '[':
			if open = append(open, i); len(open) > 16 {
				open = open[1:]
			}
		case ')', ']':
			if n := len(open); n > 0 {
				if i-open[n-1] <= keptWhole {
					all = append(all, span.Span{Start: open[n-1], End: i + 1})
				}
				open = open[:n-1]
			}
		}
	}
	sortSpans(all, func(s span.Span) span.Span { return s })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n == 0 || s.Start >= out[n-1].End {
			out = append(out, s)
		}
	}
	return out
}
