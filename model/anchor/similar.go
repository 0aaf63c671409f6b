package anchor

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// passage is what is sought where it does not stand to the letter.
type passage struct {
	Selector
	tokens                 []token // of the words before, of the passage and of those behind, in around
	around                 string
	first, last            int // of the passage in tokens, last exclusive
	weight                 float32
	beginsWhole, endsWhole bool // the passage begins and ends where a sentence does
	voted                  map[int][]vote
}

func (sel Selector) passage() passage {
	p := passage{Selector: sel, around: sel.Prefix + sel.Exact + sel.Suffix, voted: map[int][]vote{}}
	from, to := len(sel.Prefix), len(sel.Prefix)+len(sel.Exact)
	before, behind := tokens(p.around, 0, from), tokens(p.around, to, len(p.around))
	if len(before) > 0 && before[0].start == 0 { // most likely the end of a longer word
		before = before[1:]
	}
	if n := len(behind); n > 0 && behind[n-1].end == len(p.around) {
		behind = behind[:n-1]
	}
	exact := tokens(p.around, from, to)
	p.first, p.last = len(before), len(before)+len(exact)
	p.tokens = slices.Concat(before, exact, behind)
	p.weight = weigh(exact)
	for i := range p.tokens {
		if i < p.first || i >= p.last {
			p.tokens[i].weight *= beside
		}
	}
	told := sel.Prefix+sel.Suffix != "" || sel.At != nil
	p.beginsWhole = told && sentenceBegins(sel.Prefix)
	p.endsWhole = ends(sel.Exact) || told && sel.Suffix == "" || strings.HasPrefix(strings.TrimLeft(sel.Suffix, " \t\r"), "\n")
	return p
}

const (
	beside = 0.4  // what a word before or behind the passage weighs, of what one inside weighs
	least  = 0.47 // how alike a passage has to be: see doc.go for how it was chosen
	much   = 0.44 // and how much of its words has to be left
	close  = 0.04 // two places that are alike by less than this differ too little to choose
	sure   = 0.8  // a place where the passage stood that is this much alike ends the search
)

// similar finds words that are like those of the passage.
func (sel Selector) similar(text string, rest *others) Place {
	p := sel.passage()
	if p.first == p.last {
		return Place{Status: Lost}
	}
	if sel.At != nil && len(text) > small {
		reach := 2*len(sel.Exact) + 512
		at := min(max(sel.At.Start, 0), len(text))
		w := rest.leave(span.Span{Start: at - reach, End: at + len(sel.Exact) + reach}, at+len(sel.Exact)/2)
		if c := p.look(text, w.Start, w.End); c.score >= sure && !rest.have(c.span) {
			return c.place()
		}
	}
	all := p.candidates(text, rest, fewest)
	if len(all) == 0 || all[0].score < sure {
		all = p.candidates(text, rest, few)
	}
	if len(all) == 0 {
		return Place{Status: Lost}
	}
	best := all[0]
	if !best.enough() {
		return Place{Status: Lost, Score: best.score}
	}
	equal := []span.Span{best.span}
	for _, c := range all[1:] {
		if c.enough() && c.total > best.total-close && !overlaps(equal, c.span) {
			equal = append(equal, c.span)
		}
	}
	if len(equal) > 1 {
		slices.SortFunc(equal, func(a, b span.Span) int { return cmp.Compare(a.Start, b.Start) })
		return Place{Status: Ambiguous, Score: best.score, Candidates: equal}
	}
	return best.place()
}

// candidates are the places like the passage, the most alike first.
func (p passage) candidates(text string, rest *others, enough int) []candidate {
	var all []candidate
	for _, w := range p.windows(text, rest, enough) {
		if c := p.look(text, w.Start, w.End); c.score > 0 && !rest.have(c.span) {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.total, a.total) })
	return all
}

func overlaps(all []span.Span, s span.Span) bool {
	return slices.ContainsFunc(all, s.Overlaps)
}

// candidate is a place that is like the passage: by its own words, and by those around it, too.
type candidate struct {
	span         span.Span
	score, total float64
	kept         float64 // how much of the passage's words is left
}

// enough reports whether a place is so much alike that it is the passage's, and not one that speaks of the same things.
func (c candidate) enough() bool { return c.score >= least && c.kept >= much }

func (c candidate) place() Place {
	return Place{Status: Changed, Span: c.span, Score: min(c.score, 0.999)}
}

// look finds the best place in a stretch of the text.
func (p passage) look(text string, from, to int) candidate {
	from = runeStart(text, min(max(from, 0), len(text)))
	to = runeStart(text, min(max(to, from), len(text)))
	b := tokens(text, from, to)
	pairs := p.oneBlock(align(p.around, p.tokens, text, b), text, b)
	inside, around := float32(0), float32(0)
	var first, last, before, behind *pair
	for i, m := range pairs {
		gain := m.like * p.tokens[m.i].weight
		around += gain
		switch {
		case m.i < p.first:
			before = &pairs[i]
		case m.i >= p.last:
			if behind == nil {
				behind = &pairs[i]
			}
		default:
			inside += gain
			if first == nil {
				first = &pairs[i]
			}
			last = &pairs[i]
		}
	}
	if first == nil {
		return candidate{}
	}
	s := p.bounds(text, b, first, last, before, behind)
	if s.Empty() {
		return candidate{}
	}
	whole := float32(0)
	scan(text, s.Start, s.End, func(t token) bool { whole += t.weight; return true })
	dice := float64(2 * inside / max(p.weight+whole, 1))
	return candidate{
		span: s, score: dice, kept: float64(inside / p.weight),
		total: dice + 0.3*float64(around-inside)/float64(max(weigh(p.tokens)-p.weight, 1)),
	}
}

// oneBlock leaves what stands in one paragraph, the one with the most of it, of a passage that stood in one.
func (p passage) oneBlock(pairs []pair, text string, b []token) []pair {
	if strings.Contains(p.Exact, "\n\n") {
		return pairs
	}
	best, begin, weight, most := []pair(nil), 0, float32(0), float32(-1)
	for i, m := range pairs {
		if i > 0 && strings.Contains(text[b[pairs[i-1].j].end:b[m.j].start], "\n\n") {
			begin, weight = i, 0
		}
		if m.i >= p.first && m.i < p.last {
			weight += m.like * p.tokens[m.i].weight
		}
		if weight > most {
			best, most = pairs[begin:i+1], weight
		}
	}
	return best
}

// bounds are where a place begins and ends. A passage that was a whole sentence stays one; else it begins behind the word that
// stood before it, where that word is near, or at its first word that is left.
func (p passage) bounds(text string, b []token, first, last, before, behind *pair) span.Span {
	s := span.Span{Start: b[first.j].start, End: b[last.j].end}
	far := 40 + int(p.weight)/2
	switch {
	case p.beginsWhole:
		if start := sentenceStart(text, s.Start); s.Start-start <= far+len(p.Exact) {
			s.Start = start
			break
		}
		s.Start = punctuatedStart(text, s.Start, p.Exact)
	case before != nil && before.i == p.first-1 && first.i > p.first && b[first.j].start-b[before.j].end <= far:
		s.Start = punctuatedStart(text, b[before.j+1].start, p.Exact)
	default:
		s.Start = punctuatedStart(text, s.Start, p.Exact)
	}
	switch {
	case p.endsWhole:
		if end := sentenceEnd(text, s.End); end-s.End <= far+len(p.Exact) {
			s.End = end
			break
		}
		s.End = punctuatedEnd(text, s.End, p.Exact)
	case behind != nil && behind.i == p.last && last.i < p.last-1 && b[behind.j].start-b[last.j].end <= far:
		s.End = punctuatedEnd(text, b[behind.j-1].end, p.Exact)
	default:
		s.End = punctuatedEnd(text, s.End, p.Exact)
	}
	return span.Snap(text, s)
}

// punctuatedStart takes in what the passage began with before its first word, as far as it stands here in some shape.
func punctuatedStart(text string, start int, words string) int {
	lead := words[:len(words)-len(strings.TrimLeftFunc(words, notWord))]
	for lead != "" {
		a, n := utf8.DecodeLastRuneInString(lead)
		b, m := utf8.DecodeLastRuneInString(text[:start])
		if m == 0 || shape(a) != shape(b) {
			break
		}
		lead, start = lead[:len(lead)-n], start-m
	}
	return start + len(text[start:]) - len(strings.TrimLeftFunc(text[start:], unicode.IsSpace))
}

// punctuatedEnd takes in what the passage ended with behind its last word, as far as it stands here in some shape.
func punctuatedEnd(text string, end int, words string) int {
	trail := words[len(strings.TrimRightFunc(words, notWord)):]
	for trail != "" {
		a, n := utf8.DecodeRuneInString(trail)
		b, m := utf8.DecodeRuneInString(text[end:])
		if m == 0 || shape(a) != shape(b) {
			break
		}
		trail, end = trail[n:], end+m
	}
	return len(strings.TrimRightFunc(text[:end], unicode.IsSpace))
}

// shape is a sign in its plainest form.
func shape(r rune) rune {
	switch {
	case strings.ContainsRune("\"'“”„‟«»‘’‚‛‹›「」『』", r):
		return '"'
	case unicode.Is(unicode.Pd, r):
		return '-'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

func notWord(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) }

// sentenceStart is where the sentence of a place begins.
func sentenceStart(text string, at int) int {
	for i := at; i > 0; {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if r == '\n' || unicode.IsSpace(r) && ends(text[max(0, i-n-8):i-n]) {
			return i + len(text[i:at]) - len(strings.TrimLeftFunc(text[i:at], unicode.IsSpace))
		}
		i -= n
	}
	return len(text[:at]) - len(strings.TrimLeftFunc(text[:at], unicode.IsSpace))
}

// sentenceEnd is where the sentence of a place ends, with its full stop and the quote marks behind it.
func sentenceEnd(text string, at int) int {
	for i := at; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\n' {
			return len(strings.TrimRightFunc(text[:i], unicode.IsSpace))
		}
		i += n
		if terminal(r) {
			i += len(text[i:]) - len(strings.TrimLeftFunc(text[i:], closing))
			if next, _ := utf8.DecodeRuneInString(text[i:]); i == len(text) || unicode.IsSpace(next) || r > utf8.RuneSelf {
				return i
			}
		}
	}
	return len(strings.TrimRightFunc(text, unicode.IsSpace))
}

func runeStart(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
