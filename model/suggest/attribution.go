package suggest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	piece          bool // the quoted words inside indirect speech, said by whoever says the whole
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
	// dialogue says that speakers stand before their words: “Berg: The quay is safe.”
	dialogue bool
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
	r.dialogue = r.labelled(found) >= 3
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
	if label := r.label(b); !label.Empty() && !first && (r.dialogue || r.text[label.Start:label.End] == strings.ToUpper(r.text[label.Start:label.End])) {
		r.turn(b, label, outer)
		return
	}
	r.last, r.next = r.next, -1
	p := &phrase{text: r.text, lang: r.lang, quotes: r.quotes, heading: first}
	for _, s := range manageable(r.text, sentences) {
		for len(outer) > 0 && r.quotes[outer[0]].End <= s.Start {
			outer = outer[1:]
		}
		p.Span = s
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
		r.last, r.next = -1, -1
		if n := len(links); n > 0 && (links[n-1].pending || links[n-1].entry.takes(says) && links[n-1].before) {
			r.next = len(r.out) - 1
		}
		if n := len(links); n > 0 && !links[n-1].pending && p.ends(links[n-1]) {
			r.last = len(r.out) - 1
			if last := p.tokens[len(p.tokens)-1]; last.quoted() && r.quotes[last.quote].goesOn >= 0 {
				r.next = r.last
			}
		}
	}
}

// labelled counts the paragraphs that begin with a name and a colon.
func (r *reader) labelled(blocks []span.Span) int {
	n := 0
	for _, b := range blocks {
		if !r.label(b).Empty() {
			n++
		}
	}
	return n
}

// label is the name that stands before a colon at the start of a paragraph, as in transcripts: one to four words with capitals.
func (r *reader) label(b span.Span) span.Span {
	head := r.text[b.Start:min(b.End, b.Start+60)]
	n := strings.IndexByte(head, ':')
	if n < 3 || n+1 >= len(head) || head[n+1] != ' ' {
		return span.Span{}
	}
	words := strings.Fields(head[:n])
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || strings.ContainsAny(w, ",;“”\"()") || r.lang.is(strings.ToLower(w), determiner|preposition|subordinate|auxiliary) {
			return span.Span{}
		}
	}
	if len(words) > 4 {
		return span.Span{}
	}
	return span.Span{Start: b.Start, End: b.Start + n}
}

// turn gives a paragraph to the speaker that it is labelled with.
func (r *reader) turn(b, label span.Span, outer []int) {
	r.last, r.next = -1, -1
	content := trimmed(r.text, span.Span{Start: label.End + 1, End: b.End})
	if content.Empty() {
		return
	}
	for _, q := range outer {
		if r.quotes[q].Start >= b.End {
			break
		}
		r.covered[q] = true
	}
	r.out = append(r.out, Attribution{
		Source: span.Fragments{label}, Cue: span.Fragments{{Start: label.End, End: label.End + 1}}, Content: span.Fragments{content},
		Form: Direct, Within: -1, Confidence: 0.8, Reason: "the paragraph is labelled with a name, as in a transcript", pattern: "turn",
	})
}

// longest is how long, in bytes, a sentence is at most looked at in one piece: longer ones are lists and data, and looking at
// them whole would take the square of their length.
const longest = 2000

// manageable cuts sentences that are too long where white space stands. A row of letters that has none is left out.
func manageable(text string, sentences []span.Span) []span.Span {
	out := sentences[:0:0]
	for _, s := range sentences {
		for s.Len() > longest {
			at := strings.LastIndexAny(text[s.Start:s.Start+longest], " \n\t")
			if at > 0 {
				out = append(out, span.Span{Start: s.Start, End: s.Start + at})
			} else if at = strings.IndexAny(text[s.Start:s.End], " \n\t"); at < 0 {
				at = s.Len()
			}
			s = trimmed(text, span.Span{Start: s.Start + at, End: s.End})
		}
		if !s.Empty() {
			out = append(out, s)
		}
	}
	return out
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
	if q := r.quotes[p.tokens[len(p.tokens)-1].quote]; q.goesOn >= 0 {
		r.next = r.last
	}
	if r.lang.fragments {
		r.further(r.out[r.last], p)
		return true
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

// further makes every quotation of a sentence one more attribution to the same person.
func (r *reader) further(a Attribution, p *phrase) {
	for i, t := range p.tokens {
		if i > 0 && p.tokens[i-1].quote == t.quote {
			continue
		}
		r.covered[t.quote] = true
		a.Content, a.Form, a.piece = span.Fragments{r.quotes[t.quote].Span}, Direct, false
		if len(r.out[r.last].Content) == 0 { // it waited for this paragraph
			r.out[r.last] = a
			continue
		}
		r.out = append(r.out, a)
	}
}

// split makes the quotations of an attribution attributions of their own, in languages where each is one: beside it when it
// is all quotation, within it when it is not.
func (r *reader) split(a Attribution, quotes []int) {
	if !r.lang.fragments || len(quotes) == 0 || a.Form == Direct && len(quotes) == 1 {
		r.out = append(r.out, a)
		return
	}
	if a.Form != Direct {
		r.out = append(r.out, a)
		a.Source, a.Cue, a.piece = nil, nil, true
		a.Reason = "quotation marks inside what is attributed"
	}
	a.Form = Direct
	for _, q := range quotes {
		words := r.text[r.quotes[q].inner.Start:r.quotes[q].inner.End]
		if a.piece && !r.spoken(words) && !fragmentary(words) {
			continue
		}
		a.Content = span.Fragments{r.quotes[q].Span}
		r.out = append(r.out, a)
	}
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
			if l, ok := p.rest(l, i+1, true, 0.6); ok {
				return []link{l}
			}
			return nil
		}
	}
	return nil
}

func (r *reader) add(p *phrase, l link) {
	a := Attribution{Within: -1, Confidence: l.confidence, pattern: l.pattern, lemma: l.entry.lemma}
	if l.pattern == "reduced" { // a letter saying …: who wrote it is often named elsewhere
		a.Confidence = min(a.Confidence, 0.5)
	}
	if !l.source.empty() {
		a.Source = span.Fragments{p.spanOf(l.source.from, l.source.to)}
	}
	if !l.cue.empty() {
		a.Cue = span.Fragments{p.spanOf(l.cue.from, l.cue.to)}
	}
	quoted, plain := false, false
	var quotes []int
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
			if n := len(quotes); n == 0 || quotes[n-1] != t.quote {
				quotes = append(quotes, t.quote)
			}
			if q := p.quotes[t.quote]; k == c.from || k == c.to-1 { // a long quotation of several sentences
				s.Start, s.End = min(s.Start, q.Start), max(s.End, q.End)
			}
		}
		if !s.Empty() {
			a.Content = append(a.Content, s)
		}
	}
	a.Content = a.Content.Normal()
	a.Form = formOf(quoted, plain)
	if l.before && !quoted && l.content[0].from == 1 && p.tokens[0].mark("–—-") {
		a.Form = Direct // – It is safe, says Berg: a dash begins speech, as Nordic papers print it
	}
	a.Reason = reason(l, p)
	r.split(a, quotes)
}

// formOf is the form of what is attributed: all quotation, none, or both.
func formOf(quoted, plain bool) string {
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
		if q.depth > 0 || r.covered[i] {
			continue
		}
		words := r.text[q.inner.Start:q.inner.End]
		if speech := r.line(q) && !r.lang.fragments || !q.single && (r.spoken(words) || r.lang.fragments && fragmentary(words)); !speech {
			continue
		}
		r.out = append(r.out, Attribution{
			Content: span.Fragments{q.Span}, Form: Direct, Within: -1, Confidence: 0.4, Reason: "quotation marks; nobody named beside them", pattern: "alone",
		})
	}
}

// line reports whether a quotation is a line of dialogue: it begins a paragraph, and ends as speech does.
func (r *reader) line(q quotation) bool {
	before := strings.TrimRight(r.text[:q.Start], " \t")
	words := strings.TrimRight(r.text[q.inner.Start:q.inner.End], " \t")
	return (before == "" || strings.HasSuffix(before, "\n")) && words != "" && strings.ContainsAny(words[len(words)-1:], ",.?!")
}

// spoken reports whether words between quotation marks are likely somebody's speech and no title or name: there are several,
// and, where nouns have capitals, one of those that make a sentence.
func (r *reader) spoken(words string) bool {
	all := strings.Fields(words)
	if len(all) < 4 {
		return false
	}
	if !r.lang.fragments {
		return !titled(all)
	}
	if strings.ContainsAny(words[len(words)-1:], ".!?,") && len(all) > 4 {
		return true
	}
	for _, w := range all[1:] {
		if r.lang.is(strings.Trim(w, ",.;:!?"), auxiliary|subject|negation|complement|objective) && !r.lang.is(w, determiner) {
			return true
		}
	}
	return false
}

// titled reports whether all words but short ones have a capital: “The Long Quay at Night”.
func titled(words []string) bool {
	for _, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); len(w) > 3 && unicode.IsLower(first) {
			return false
		}
	}
	return true
}

// fragmentary reports whether quoted words begin in the middle of a sentence, as names and titles do not: “nicht frei von
// Schwächen”.
func fragmentary(words string) bool {
	first, _ := utf8.DecodeRuneInString(words)
	return unicode.IsLower(first) && strings.ContainsAny(words, " ")
}

func (r *reader) finish() []Attribution {
	r.out = slices.DeleteFunc(r.out, func(a Attribution) bool { return len(a.Content) == 0 })
	for i := range r.out {
		a := &r.out[i]
		a.Source, a.Cue, a.Content = snapped(r.text, a.Source), snapped(r.text, a.Cue), snapped(r.text, a.Content)
	}
	sortSpans(r.out, func(a Attribution) span.Span { return a.Content.Bounds() })
	nest(r.out)
	castOf(r.text, r.lang).speakers(r.text, r.out)
	return r.out
}

// snapped grows fragments to whole letters, so that no accent is cut off.
func snapped(text string, f span.Fragments) span.Fragments {
	for i := range f {
		f[i] = span.Snap(text, f[i])
	}
	return f.Normal()
}
