package suggest

import (
	"fmt"
	"slices"
	"strings"

	"touchstone/model/span"
)

// The forms of attribution, in the words of the model.
const (
	Direct   = "direct"
	Indirect = "indirect"
	Mixed    = "mixed"
)

// Attribution is a proposal: these words are somebody's. All spans are bytes of the text, between grapheme clusters.
type Attribution struct {
	Source     span.Fragments // the words that name the source; none when nobody is named
	Cue        span.Fragments // the words that attribute; none when a quotation stands alone
	Content    span.Fragments // what is attributed, at least one
	Form       string         // Direct, Indirect or Mixed
	Speaker    string         // the fullest name that the source means, "" when it is not known
	Within     int            // the number of the attribution around this one, or -1
	Confidence float64        // from 0 to 1
	Reason     string         // why, in words

	pattern, lemma string
}

// reader goes through a text once.
type reader struct {
	text    string
	lang    *language
	quotes  []quotation
	outer   []int // the numbers of the outermost quotations
	covered []bool
	out     []Attribution
	last    int // the attribution that a quotation alone belongs to, or -1
	next    int // the attribution whose content is the next paragraph, or -1
}

// Attributions proposes who says what in a text, in the order of their contents. Blocks are its paragraphs, in bytes and in
// order; nil finds them.
func Attributions(text string, blocks []span.Span) []Attribution {
	found := passages(text, blocks)
	r := &reader{text: text, lang: languageOf(text), last: -1, next: -1}
	r.quotes = quotations(text, found)
	r.covered = make([]bool, len(r.quotes))
	for i, q := range r.quotes {
		if q.depth == 0 {
			r.outer = append(r.outer, i)
		}
	}
	all := sentences(text, found, r.quotes, r.lang)
	s, q := 0, 0
	for i, b := range found {
		first := s
		for s < len(all) && all[s].Start < b.End {
			s++
		}
		for q < len(r.outer) && r.quotes[r.outer[q]].End <= b.Start {
			q++
		}
		r.block(b, all[first:s], r.outer[q:], i == 0)
	}
	r.alone()
	return r.finish()
}

func (r *reader) block(b span.Span, sentences []span.Span, outer []int, first bool) {
	r.last, r.next = r.next, -1
	for _, s := range sentences {
		p := &phrase{Span: s, text: r.text, lang: r.lang, quotes: r.quotes, heading: first}
		p.read(outer)
		if r.continued(p) {
			continue
		}
		links := p.links()
		if len(links) == 0 && first {
			links = p.headline()
		}
		for _, l := range links {
			r.add(p, l)
		}
		r.last = -1
		if n := len(links); n > 0 && links[n-1].pending {
			r.next = len(r.out) - 1
		} else if n > 0 && p.ends(links[n-1]) {
			r.last = len(r.out) - 1
		}
	}
}

// ends reports whether a link with quoted words closes its sentence, so that a quotation that follows is the same person's.
func (p *phrase) ends(l link) bool {
	for _, c := range l.content {
		for k := c.from; k < c.to; k++ {
			if p.tokens[k].quoted() {
				return true
			}
		}
	}
	return false
}

// continued adds a sentence that is all quotation to the attribution before it.
func (r *reader) continued(p *phrase) bool {
	for _, t := range p.tokens {
		if !t.quoted() {
			return false
		}
	}
	if r.last < 0 || len(p.tokens) == 0 {
		return false
	}
	a := &r.out[r.last]
	if len(a.Content) == 0 {
		a.Form = Direct
	}
	a.Content = append(a.Content, p.Span).Normal()
	for _, t := range p.tokens {
		r.covered[t.quote] = true
	}
	return true
}

// headline reads “Berg: the quay is safe”.
func (p *phrase) headline() []link {
	for i := 1; i+2 < len(p.tokens) && i < 8; i++ {
		if p.tokens[i].mark(":") {
			s := p.phraseEndingAt(i - 1)
			if s.empty() || s.from > 0 {
				return nil
			}
			l := link{source: s, cue: reach{i, i + 1}, pattern: "headline", entry: entry{lemma: ":"}}
			l, _ = p.rest(l, i+1, true, 0.6)
			return []link{l}
		}
	}
	return nil
}

func (r *reader) add(p *phrase, l link) {
	a := Attribution{Within: -1, Confidence: l.confidence, pattern: l.pattern, lemma: l.entry.lemma}
	if !l.source.empty() {
		a.Source = span.Fragments{p.spanOf(l.source.from, l.source.to)}
	}
	if !l.cue.empty() {
		a.Cue = span.Fragments{p.spanOf(l.cue.from, l.cue.to)}
	}
	quoted, plain := false, false
	for _, c := range l.content {
		s := p.spanOf(c.from, c.to)
		for k := c.from; k < c.to; k++ {
			t := p.tokens[k]
			if !t.quoted() {
				plain = plain || t.word
				continue
			}
			quoted = true
			r.covered[t.quote] = true
			if q := p.quotes[t.quote]; k == c.from || k == c.to-1 { // a long quotation of several sentences
				s.Start, s.End = min(s.Start, q.Start), max(s.End, q.End)
			}
		}
		if !s.Empty() {
			a.Content = append(a.Content, s)
		}
	}
	a.Content = a.Content.Normal()
	a.Form = form3(quoted, plain)
	a.Reason = reason(l, p)
	r.out = append(r.out, a)
}

func form3(quoted, plain bool) string {
	switch {
	case quoted && plain:
		return Mixed
	case quoted:
		return Direct
	}
	return Indirect
}

// reason says in words why a proposal was made.
func reason(l link, p *phrase) string {
	cue := p.text[p.tokens[l.cue.from].Start:p.tokens[l.cue.to-1].End]
	who := "nobody named"
	if !l.source.empty() {
		who = "“" + p.text[p.tokens[l.source.from].Start:p.tokens[l.source.to-1].End] + "”"
	}
	place := "after"
	if l.before {
		place = "before"
	}
	return fmt.Sprintf("“%s” by %s, %s it what is said", cue, who, place)
}

// alone proposes quotations that nothing attributes, if they are more than a word or a title.
func (r *reader) alone() {
	for i, q := range r.quotes {
		if q.depth > 0 || r.covered[i] || q.single || len(strings.Fields(r.text[q.inner.Start:q.inner.End])) < 4 {
			continue
		}
		r.out = append(r.out, Attribution{
			Content: span.Fragments{q.Span}, Form: Direct, Within: -1, Confidence: 0.4, Reason: "quotation marks; nobody named beside them", pattern: "alone",
		})
	}
}

func (r *reader) finish() []Attribution {
	r.out = slices.DeleteFunc(r.out, func(a Attribution) bool { return len(a.Content) == 0 })
	sortSpans(r.out, func(a Attribution) span.Span { return a.Content.Bounds() })
	nest(r.out)
	castOf(r.text, r.lang).speakers(r.text, r.out)
	return r.out
}
