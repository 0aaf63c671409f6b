package suggest

// complement finds what is said, behind the verb or before its subject, and a subject behind the verb.
func (p *phrase) complement(l link, i int) (link, bool) {
	e := l.entry
	after := i + 1
	if e.takes(particle) && after < len(p.tokens) {
		for _, w := range e.with {
			if p.tokens[after].low == w {
				l.cue.to, after = after+1, after+1
				return p.rightObject(l, after)
			}
		}
	}
	if e.takes(says) && (l.source.empty() || p.endsQuoted(l.cue.from-1) || p.closing(l.cue.from, i)) {
		if inverted, ok := p.inverted(l, i); ok {
			return inverted, true
		}
	}
	if l.source.empty() {
		return link{}, false
	}
	if left, ok := p.left(l, l.source.from, after); ok && e.takes(clause|quoting) {
		return left, true
	}
	return p.right(l, after)
}

// closing reports whether a verb and the subject behind it close a sentence: …, writes Anna Berg.
func (p *phrase) closing(group, i int) bool {
	if group == 0 || group != i || !p.tokens[group-1].mark(",") {
		return false
	}
	s := p.phraseStartingAt(i + 1)
	return !s.empty() && (s.to >= len(p.tokens) || p.tokens[s.to].mark(".;!?") || p.closes(s.to) && p.tokens[s.from].capital)
}

func (p *phrase) endsQuoted(j int) bool {
	if j >= 0 && p.tokens[j].mark(",") {
		j--
	}
	return j >= 0 && p.tokens[j].quoted() && !p.tokens[j].word
}

// inverted reads “…,” said Anna Berg.
func (p *phrase) inverted(l link, i int) (link, bool) {
	b := l.cue.from - 1
	if b < 0 || !p.endsQuoted(b) && !p.tokens[b].mark(",?!") {
		return link{}, false
	}
	s := p.phraseStartingAt(i + 1)
	if s.empty() || !p.tokens[s.from].is(subject|determiner|possessive|title) && !p.tokens[s.from].capital && p.tokens[s.from].class != 0 {
		return link{}, false
	}
	l.source, l.pattern = s, "inverted"
	return p.left(l, l.cue.from, s.to)
}

// left takes what stands before the subject, if what was said stands there: …, Berg said. after is where the sentence goes on.
func (p *phrase) left(l link, subject, after int) (link, bool) {
	b := subject - 1
	if b < 1 {
		return link{}, false
	}
	quoted := p.endsQuoted(b)
	if !quoted && !p.tokens[b].mark(",?!—–") || l.entry.takes(quoting) && !quoted && !l.entry.takes(clause) {
		return link{}, false
	}
	next := after
	if l.entry.takes(addressed) {
		next = p.listener(next)
	}
	next = p.adjuncts(next)
	over := next >= len(p.tokens) || p.tokens[next].mark(".;!?")
	comma := !over && p.tokens[next].mark(",—–")
	lower := !over && (p.tokens[next].low == "as" || p.lang.according[p.tokens[next].low])
	ownWords := quoted && !over && !p.tokens[next].quoted() && !p.tokens[next].is(complement) // “…,” she said pointing at the quay
	if !over && !comma && !lower && !ownWords {
		return link{}, false
	}
	start := p.clauseStart(subject)
	if !quoted && p.introduces(start, b) {
		return link{}, false
	}
	for start < b && !p.tokens[start].word && !p.tokens[start].quoted() {
		start++
	}
	end := b
	if p.tokens[b].quoted() || p.tokens[b].mark("?!") {
		end = b + 1
	}
	if start >= end {
		return link{}, false
	}
	l.content = []reach{{start, end}}
	l.before, l.confidence = true, 0.95
	if comma && p.tokens[next].mark(",") {
		p.goesOn(&l, next+1, quoted)
	}
	return l, true
}

// goesOn adds what was said behind the subject: “…,” Berg said, “…”.
func (p *phrase) goesOn(l *link, i int, quoted bool) {
	if i >= len(p.tokens) {
		return
	}
	t := p.tokens[i]
	if quoted && !t.quoted() || !quoted && (p.breaksOff(i, true) || t.is(relative) && !t.is(determiner) || t.low == "as" || t.low == "when" || t.is(preposition)) {
		return
	}
	if end := p.clauseEnd(i, true, nothing); end > i {
		l.content = append(l.content, reach{i, end})
	}
}

// introduces reports whether a stretch only says when or where, as In 2010 does.
func (p *phrase) introduces(from, to int) bool {
	t := p.tokens[from]
	switch t.low {
	case "while", "if", "whether", "although", "though", "unless", "because":
		return false
	case "asked":
		return true
	}
	if !t.is(preposition | when | subordinate | adverb | coordinate) {
		return to-from < 3
	}
	for k := from; k < to; k++ {
		if p.tokens[k].is(auxiliary|verb) && !t.is(subordinate) {
			return false
		}
	}
	return true
}

// right takes what stands behind the verb.
func (p *phrase) right(l link, after int) (link, bool) {
	e := l.entry
	if after >= len(p.tokens) {
		return link{}, false
	}
	if e.takes(toDo) && p.tokens[after].low == "to" {
		return p.rest(l, after, false, 0.65)
	}
	if e.takes(addressed) {
		if e.takes(toDo) && !p.tokens[after].mark(",:") && !p.tokens[after].quoted() {
			return p.rightObject(l, after)
		}
		after = p.listener(after)
	}
	start := p.adjuncts(after)
	if start >= len(p.tokens) {
		return link{}, false
	}
	t := p.tokens[start]
	if p.lang.according[t.low] {
		return link{}, false
	}
	if t.mark(",:") && start+1 < len(p.tokens) {
		next := p.tokens[start+1]
		switch {
		case next.quoted(), t.low == ":" && e.takes(clause|says|quoting):
			return p.rest(l, start+1, true, 0.9)
		case e.takes(clause) && start == after && e.takes(says) && !p.breaksOff(start+1, true):
			return p.rest(l, start+1, true, 0.8)
		}
		return link{}, false
	}
	if !t.word && !t.quoted() {
		return link{}, false
	}
	if e.takes(clause) {
		if t.is(complement) || t.quoted() {
			return p.rest(l, start, true, 0.9)
		}
		if start > after && e.takes(says) && after < len(p.tokens) && !p.tokens[after].is(preposition) || start == after {
			if t.is(preposition) || t.is(coordinate|auxiliary|negation) && !t.is(determiner) {
				return link{}, false
			}
			if !e.takes(says) {
				return p.rest(l, start, false, 0.6)
			}
			return p.rest(l, start, true, 0.85)
		}
		return link{}, false
	}
	if e.takes(object) {
		return p.rightObject(l, after)
	}
	return link{}, false
}

// rightObject takes the noun behind the verb and what belongs to it.
func (p *phrase) rightObject(l link, after int) (link, bool) {
	if after >= len(p.tokens) {
		return link{}, false
	}
	t := p.tokens[after]
	if t.quoted() || t.is(determiner|possessive|objective|complement|subject) || t.capital || t.number || t.word && t.class == 0 || t.is(adverb) && !t.is(preposition) {
		if l.source.empty() {
			return link{}, false
		}
		return p.rest(l, after, false, 0.75)
	}
	return link{}, false
}

// rest takes everything to the end of the clause.
func (p *phrase) rest(l link, from int, spoken bool, confidence float64) (link, bool) {
	within := nothing
	switch {
	case l.source.empty() || l.source.from == 0:
	case l.source.to == l.source.from+1 && p.tokens[l.source.from].is(relative):
		within = aVerb
	case p.inSubordinate(l.source.from) && (l.source.from == 1 || l.source.from == 2 || p.tokens[l.source.from-2].mark(",")):
		within = aClause
	}
	end := p.clauseEnd(from, spoken, within)
	if end <= from {
		return link{}, false
	}
	l.content = []reach{{from, end}}
	l.confidence = confidence
	return l, true
}
