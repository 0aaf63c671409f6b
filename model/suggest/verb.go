package suggest

import "strings"

// groupStart is where the verb's group begins: has also said.
func (p *phrase) groupStart(i int) int {
	for i > 0 && p.helps(i-1) {
		i--
	}
	for i < len(p.tokens) && p.tokens[i].is(adverb) && !p.tokens[i].is(auxiliary) && p.tokens[i].capital {
		i++
	}
	return i
}

// helps reports whether a word belongs to the verb behind it.
func (p *phrase) helps(i int) bool {
	t := p.tokens[i]
	if t.quoted() || !t.is(auxiliary|adverb|negation) || t.is(when|coordinate|subordinate) {
		return false
	}
	return t.low != "'s" || !p.possessed(i)
}

// possessed reports whether 's is that of Obama's rather than is or has.
func (p *phrase) possessed(i int) bool {
	return i > 0 && !p.tokens[i-1].is(subject) && i+1 < len(p.tokens) && !p.tokens[i+1].is(adverb|negation|auxiliary)
}

var beForms = set("is are was were be been being am 's 're 'm")

// verb reads a verb that attributes, and what stands around it.
func (p *phrase) verb(i int, e entry, before []link) (link, bool) {
	g := p.groupStart(i)
	var prev token
	if i > 0 {
		prev = p.tokens[i-1]
	}
	if i > 0 && g == i && prev.is(determiner|possessive) && !prev.is(subject|relative) || prev.is(preposition) && g == i && prev.low != "to" {
		return link{}, false
	}
	be, helped := false, false
	for k := g; k < i; k++ {
		be = beForms[p.tokens[k].low] || be && !p.tokens[k].is(auxiliary)
		helped = helped || p.tokens[k].is(auxiliary)
	}
	l := link{cue: reach{g, i + 1}, entry: e, pattern: "verb", confidence: 0.7}
	switch {
	case p.lang.name != "en":
		return p.foreign(l, i, g)
	case e.form == present:
		return p.participle(l, i, g, be, before)
	case be && (e.form == past || e.form == participle):
		return p.passive(l, i, g)
	case prev.low == "to":
		return link{}, false
	case e.form == participle && !helped, e.form == base && !helped && !p.plural(g), e.form == third && helped:
		return link{}, false
	case e.takes(noun) && !helped && !prev.is(subject) && !p.startsContent(i+1) && e.form != past && (e.form != third || !prev.capital):
		return link{}, false
	}
	l.source = p.subjectBefore(g)
	if i+2 == len(p.tokens) && p.tokens[i+1].mark(":") && e.takes(clause|quoting) && !l.source.empty() {
		l.cue.to, l.pending = i+2, true
		return l, true
	}
	if e.takes(quoting) && e.frame&^(quoting|says) == 0 && !p.nearQuote(i) && !p.endsQuoted(l.source.from-1) {
		return link{}, false
	}
	return p.complement(l, i)
}

// nearQuote reports whether a quotation stands right behind a token or before the subject.
func (p *phrase) nearQuote(i int) bool {
	k := i + 1
	for k < len(p.tokens) && k-i < 3 && p.tokens[k].mark(",:") {
		k++
	}
	return k < len(p.tokens) && p.tokens[k].quoted()
}

// plural reports whether a subject that takes a verb without s ends before a token: they, officials, Berg and Lund.
func (p *phrase) plural(g int) bool {
	if g == 0 {
		return false
	}
	t := p.tokens[g-1]
	if t.is(subject) && !t.is(determiner) || t.low == "who" || t.low == "people" || t.mark(",") {
		return t.low != "he" && t.low != "she" && t.low != "it"
	}
	switch t.low {
	case "percent", "majority", "third", "half", "quarter", "%", "none", "those", "others", "voters", "police":
		return true
	}
	return p.lang.classes[t.low]&(preposition|determiner) == 0 && strings.HasSuffix(t.low, "s") && len(t.low) > 3 && !strings.HasSuffix(t.low, "ss") && t.low != "'s"
}

// participle reads saying, adding and is calling.
func (p *phrase) participle(l link, i, g int, be bool, before []link) (link, bool) {
	l.pattern = "participle"
	switch {
	case be && g < i:
		l.pattern = "progressive"
		l.source = p.subjectBefore(g)
	case g > 0 && p.tokens[g-1].mark(",—–"):
		if len(before) > 0 {
			l.source = before[len(before)-1].source
		} else {
			l.source = p.mainSubject(g)
		}
	case g > 0 && p.nominal(g-1) && !p.tokens[g-1].is(determiner) && l.entry.takes(clause|addressed):
		l.source, l.pattern = p.phraseEndingAt(g-1), "reduced"
	case g > 0 && (p.tokens[g-1].is(coordinate|subordinate) || p.tokens[g-1].low == "by"):
		l.source = p.mainSubject(g)
	default:
		return link{}, false
	}
	if l.source.empty() {
		return link{}, false
	}
	if l.entry.takes(particle) && i+1 < len(p.tokens) {
		for _, w := range l.entry.with {
			if p.tokens[i+1].low == w {
				l.cue.to = i + 2
				return p.rightObject(l, i+2)
			}
		}
	}
	return p.right(l, i+1)
}

// passive reads was quoted as saying, was reported by, is expected to.
func (p *phrase) passive(l link, i, g int) (link, bool) {
	l.pattern = "passive"
	e := l.entry
	if i+1 >= len(p.tokens) {
		return link{}, false
	}
	next := p.tokens[i+1]
	if next.low == "by" && e.takes(addressed) { // was told by Berg that …
		l.source = p.phraseStartingAt(i + 2)
		if l.source.empty() || l.source.to >= len(p.tokens) || !p.tokens[l.source.to].is(complement) {
			return link{}, false
		}
		l.cue.to = i + 2
		return p.rest(l, l.source.to, true, 0.8)
	}
	if next.low == "by" && e.takes(clause|object) {
		l.source = p.phraseStartingAt(i + 2)
		content := p.subjectBefore(g)
		if l.source.empty() || content.empty() {
			return link{}, false
		}
		l.cue.to, l.content, l.before = i+2, []reach{content}, true
		return l, true
	}
	if next.low == "as" && i+2 < len(p.tokens) && p.lang.cues[p.tokens[i+2].low].form == present {
		l.source, l.cue.to = p.subjectBefore(g), i+3
		if l.source.empty() {
			return link{}, false
		}
		return p.right(l, i+3)
	}
	if e.takes(passive) && next.low == "to" && i+2 < len(p.tokens) && !p.tokens[i+2].is(determiner|possessive|coordinate|objective) && !p.tokens[i+2].capital {
		content := p.subjectBefore(g)
		end := p.clauseEnd(i+1, false, nothing)
		if content.empty() || end <= i+1 {
			return link{}, false
		}
		l.content, l.confidence, l.pattern = []reach{content, {i + 1, end}}, 0.8, "expected"
		return l, true
	}
	return link{}, false
}

// foreign reads a verb of a language whose clauses are told by marks, by that, and by a subject on either side.
func (p *phrase) foreign(l link, i, g int) (link, bool) {
	e := l.entry
	if e.takes(object) && !e.takes(clause) {
		l.source = p.subjectBefore(g)
		return p.rightObject(l, i+1)
	}
	s := p.phraseStartingAt(i + 1)
	if b := l.cue.from - 1; b > 0 && !s.empty() && (p.endsQuoted(b) || p.tokens[b].mark(",?!") && e.takes(says) && p.closes(s.to)) {
		l.source, l.pattern = s, "inverted"
		return p.left(l, l.cue.from, s.to)
	}
	l.source = p.subjectBefore(g)
	after := i + 1
	if l.source.empty() || g > 0 && p.tokens[l.source.from].is(preposition|when|adverb) {
		if s.empty() {
			return link{}, false
		}
		l.source, after = s, s.to
	} else if left, ok := p.left(l, l.source.from, after); ok {
		return left, true
	}
	return p.told(l, after)
}

// told takes what stands behind the first that, colon or quotation after a verb and its objects.
func (p *phrase) told(l link, after int) (link, bool) {
	for k := after; k < len(p.tokens) && k-after < 24; k++ {
		t := p.tokens[k]
		switch {
		case t.quoted():
			return p.rest(l, k, true, 0.9)
		case t.is(complement) && (k == after || p.tokens[k-1].mark(",") || p.lang.name == "sv"):
			return p.rest(l, k, true, 0.9)
		case t.mark(":") && k+1 < len(p.tokens):
			return p.rest(l, k+1, true, 0.9)
		case t.mark(",") && k+1 < len(p.tokens) && p.tokens[k+1].is(determiner|subject|possessive) && !p.tokens[k+1].is(relative) && l.entry.takes(says):
			return p.rest(l, k+1, true, 0.7)
		case t.mark(".;!?"):
			return link{}, false
		}
	}
	return link{}, false
}
