package suggest

// accordingTo reads according to Berg, …; laut Berg; enligt Berg.
func (p *phrase) accordingTo(i int) (link, bool) {
	l := link{cue: reach{i, i + 1}, entry: entry{lemma: p.tokens[i].low}, pattern: "according", confidence: 0.9}
	if p.lang.name == "en" {
		if i+1 >= len(p.tokens) || p.tokens[i+1].low != "to" {
			return link{}, false
		}
		l.cue.to = i + 2
	}
	if p.lang.name != "en" {
		return p.around(l, i+1)
	}
	if l.source = p.phraseStartingAt(l.cue.to); l.source.empty() {
		return link{}, false
	}
	if i <= 2 { // According to the port, the quay is safe: the comma ends the source, unless a second one follows
		for k := l.cue.to; k < l.source.to; k++ {
			if p.tokens[k].mark(",") && (l.source.to >= len(p.tokens) || !p.tokens[l.source.to].mark(",")) {
				l.source.to = k
			}
		}
	}
	if i == 0 || i <= 2 && p.tokens[i-1].is(coordinate|adverb) { // According to Berg, …
		from := l.source.to
		for from < len(p.tokens) && p.tokens[from].mark(",:") {
			from++
		}
		return p.rest(l, from, true, 0.9)
	}
	start := p.clauseStart(i)
	end := i
	for end > start && p.tokens[end-1].mark(",—–(") {
		end--
	}
	if start >= end {
		return link{}, false
	}
	l.content, l.before = []reach{{start, end}}, true
	if next := l.source.to; next+1 < len(p.tokens) && p.tokens[next].mark(",") && p.tokens[i-1].mark(",") {
		p.goesOn(&l, next+1, false)
	}
	return l, true
}

// names reports whether a word that is mostly no cue is one here: nach Angaben von Berg, …; „…“, so Berg.
func (p *phrase) names(i int) bool {
	if i+1 >= len(p.tokens) {
		return false
	}
	next := p.tokens[i+1]
	switch p.tokens[i].low {
	case "nach":
		return p.lang.views[next.low] || i+2 < len(p.tokens) && next.is(possessive|determiner) && p.lang.views[p.tokens[i+2].low]
	case "so":
		return i > 0 && (p.endsQuoted(i-1) || p.tokens[i-1].mark(",")) && (next.capital || next.is(determiner))
	}
	return false
}

// around takes both sides of laut Berg, nach Angaben der Polizei and Berichten zufolge, which stand anywhere in their sentence.
func (p *phrase) around(l link, source int) (link, bool) {
	if p.lang.zufolge[p.tokens[l.cue.from].low] {
		l.source = p.phraseEndingAt(l.cue.from - 1)
	} else {
		l.source = p.phraseStartingAt(source)
	}
	if l.source.empty() {
		return link{}, false
	}
	if l.cue.from == 0 && p.clauseEnd(l.source.to, true, nothing) <= l.source.to {
		l.source.to = p.shortest(l.source) // Enligt polisen skadades ingen: the verb is not known to be one
	}
	from, to := min(l.source.from, l.cue.from), max(l.source.to, l.cue.to)
	start, end := p.clauseStart(from), p.clauseEnd(to, true, nothing)
	for from > start && p.tokens[from-1].mark(",—–(") {
		from--
	}
	for to < end && p.tokens[to].mark(",)") {
		to++
	}
	if from > start {
		l.content = append(l.content, reach{start, from})
	}
	if end > to {
		l.content = append(l.content, reach{to, end})
	}
	return l, len(l.content) > 0
}

// shortest is where a noun phrase ends at the earliest: behind its first noun, or behind the name that it begins with.
func (p *phrase) shortest(r reach) int {
	k := r.from
	for k < r.to-1 && p.tokens[k].is(determiner|possessive) {
		k++
	}
	for k++; k < r.to && p.tokens[k].capital && p.tokens[k-1].capital && p.lang.name != "de"; {
		k++
	}
	return k
}

// noun reads Berg's claim that …, calls for ….
func (p *phrase) noun(i int, e entry) (link, bool) {
	l := link{cue: reach{i, i + 1}, entry: e, pattern: "noun", confidence: 0.4}
	if i == 0 || i+1 >= len(p.tokens) {
		return link{}, false
	}
	next := p.tokens[i+1]
	if next.low != "that" && next.low != "of" && next.low != "to" && next.low != "for" && next.low != "about" {
		return link{}, false
	}
	k := i
	for k > 0 && p.nominal(k-1) && p.tokens[k-1].low != "'s" && !p.tokens[k-1].is(possessive|determiner) && !p.tokens[k-1].capital {
		k--
	}
	if k == 0 {
		return link{}, false
	}
	switch t := p.tokens[k-1]; {
	case t.low == "'s" && k > 1:
		l.source = p.phraseEndingAt(k - 2)
	case t.is(possessive):
		l.source = reach{k - 1, k}
	}
	if l.source.empty() {
		return link{}, false
	}
	from := i + 1
	if next.low != "that" && next.low != "to" {
		l.cue.to, from = i+2, i+2
	}
	return p.rest(l, from, false, 0.4)
}
