package suggest

import "strings"

// reach is a stretch of tokens of one sentence, end exclusive.
type reach struct{ from, to int }

func (r reach) empty() bool { return r.to <= r.from }

// longestSource is how many tokens a source has at most.
const longestSource = 40

// subjectBefore finds the noun phrase that ends before a token: who says. nothing means that none can be told.
func (p *phrase) subjectBefore(at int) reach {
	j := at - 1
	if j < 0 || p.tokens[j].quoted() && !p.tokens[j].word {
		return reach{}
	}
	if p.tokens[j].mark(",") || p.tokens[j].mark("—–") {
		return p.beforeInsertion(j)
	}
	t := p.tokens[j]
	switch {
	case t.is(subject|relative) && !t.is(determiner|possessive), t.low == "this", t.low == "which":
		if t.is(relative) && t.capital && j == 0 { // Who knew?
			return reach{}
		}
		if t.low == "that" && (j == 0 || !p.nominal(j-1) || t.capital) || t.low == "what" || t.low == "how" {
			return reach{}
		}
		if !t.is(relative) && t.is(determiner) && j > 0 && p.nominal(j-1) {
			return reach{}
		}
		return reach{j, j + 1}
	case t.is(coordinate) || t.low == "then":
		return p.sharedSubject(j)
	}
	return p.phraseEndingAt(j)
}

// nominal reports whether a token can be part of a noun phrase.
func (p *phrase) nominal(j int) bool {
	t := p.tokens[j]
	switch {
	case t.low == "'" && j > 0 && strings.HasSuffix(p.tokens[j-1].low, "s") && !t.quoted(): // Reuters’
		return true
	case t.low == "'s" || t.mark("-.%$#@&€£/") || strings.HasSuffix(t.low, "self") && j > 0 && p.tokens[j-1].word || t.low == "themselves":
		return true
	case t.quoted():
		q := p.quotes[t.quote]
		return q.Len() < 40 && !strings.ContainsAny(p.text[q.inner.Start:q.inner.End], ",.?!")
	case !t.word || t.low == "that" || t.low == "dass" || t.low == "att":
		return false
	case t.is(determiner | possessive | title):
		return true
	case t.is(preposition | subordinate | auxiliary):
		return false
	case t.is(subject | objective | coordinate | negation | relative | verb): // a capital makes it a part of a name
		return t.capital && j > 0 && !p.heading
	case t.is(adverb):
		return false
	}
	return true
}

// phraseEndingAt walks to the left over a noun phrase and what hangs on it.
func (p *phrase) phraseEndingAt(j int) reach {
	end, head := j+1, false
	i := j
	for ; i >= 0 && end-i <= longestSource; i-- {
		t := p.tokens[i]
		if p.nominal(i) && !p.finite(i, end) {
			head = head || !t.is(determiner)
			continue
		}
		if t.mark(")") {
			if open := p.bracket(i); open > 0 && i-open < 8 {
				i = open
				continue
			}
		}
		if t.is(preposition) && i > 0 && head && (p.nominal(i-1) || p.tokens[i-1].low == "those") && !p.tokens[i-1].is(when) && !p.finite(i-1, end) {
			continue
		}
		if t.is(coordinate) && t.low != "but" && t.low != "aber" && i > 0 && head && p.nominal(i-1) && !p.finite(i-1, end) && p.joins(i) {
			continue
		}
		if t.mark(",") && i > 0 && p.lists(i, end) {
			continue
		}
		if who := p.restricted(i, end); who > 0 {
			i = who
			head = true
			continue
		}
		break
	}
	from := i + 1
	for from < end && (p.tokens[from].is(preposition|coordinate|when|adverb) && !p.tokens[from].capital || p.tokens[from].low == "'s" || !p.tokens[from].word && p.tokens[from].quote < 0 && !p.tokens[from].mark("@#$")) {
		from++
	}
	if from < end && p.tokens[from].is(preposition) { // In Ohio the poll …
		from = p.afterAdverbial(from, end)
	}
	if !head || from >= end {
		return reach{}
	}
	return reach{from, end}
}

// bracket is where the bracket opens that closes at a token, or 0.
func (p *phrase) bracket(i int) int {
	for k := i - 1; k > 0; k-- {
		if p.tokens[k].mark("(") {
			return k
		}
	}
	return 0
}

// finite reports whether a token to the left of a noun phrase's end looks like a verb, so that the phrase begins after it.
func (p *phrase) finite(i, end int) bool {
	t := p.tokens[i]
	if t.capital && i > 0 && !p.heading || t.is(title|determiner) || i == end-1 || i == 0 {
		return false
	}
	e, cue := p.lang.cues[t.low]
	before := p.tokens[i-1]
	modified := before.is(determiner|possessive|adverb|preposition) || before.low == "'s"
	switch {
	case t.is(verb):
		return true
	case cue && e.takes(noun):
		return false
	case cue && (e.form == past || e.form == third) && !modified:
		return true
	case p.lang.name == "en" && strings.HasSuffix(t.low, "ed") && len(t.low) > 4 && !modified && p.nominal(i-1):
		next := p.tokens[i+1]
		return next.is(determiner|possessive|preposition|objective) || next.capital
	}
	return false
}

// joins reports whether and joins two noun phrases rather than two clauses: a name or noun on both sides.
func (p *phrase) joins(i int) bool {
	next, before := p.tokens[i+1], p.tokens[i-1]
	return next.capital || next.is(determiner|possessive) || !before.capital || i == 1 || i > 1 && p.tokens[i-2].is(determiner)
}

// lists reports whether a comma stands in a list (A, B and C) or before a title (Smith, Jr.; Cruz, R-Texas).
func (p *phrase) lists(i, end int) bool {
	next := p.tokens[i+1]
	if !p.tokens[i-1].word || p.tokens[i-1].quoted() {
		return false
	}
	if next.low == "jr." || next.low == "sr." || next.low == "jr" || next.low == "d.c." {
		return true
	}
	for k := i + 1; k < end; k++ {
		if p.tokens[k].is(coordinate) {
			return p.tokens[i-1].capital && (next.capital || k == i+1) && k-i < 8 && i > 1 || k == i+1 && p.tokens[i-1].class == 0
		}
	}
	return false
}

// restricted finds those who … : a relative clause without commas that ends before the verb. It returns where who stands, or 0.
func (p *phrase) restricted(i, end int) int {
	if p.lang.name != "en" || i < 2 {
		return 0
	}
	for k := i; k > 0 && end-k < 16; k-- {
		t := p.tokens[k]
		if !t.word || t.quoted() {
			return 0
		}
		if (t.low == "who" || t.low == "that" && p.tokens[k+1].is(auxiliary|verb)) && (p.nominal(k-1) || p.tokens[k-1].is(subject)) {
			return k
		}
	}
	return 0
}

// afterAdverbial is where a subject begins behind In Ohio, or the end if it cannot be told.
func (p *phrase) afterAdverbial(from, end int) int {
	for k := from + 1; k < end; k++ {
		if t := p.tokens[k]; k > from+1 && (t.is(determiner) || t.capital && !p.tokens[k-1].capital && !p.tokens[k-1].is(determiner|preposition)) {
			return k
		}
	}
	return end
}

// beforeInsertion finds the subject before a comma: Anna Berg, a spokeswoman, said; or Berg, in a statement, said.
func (p *phrase) beforeInsertion(comma int) reach {
	sign := p.tokens[comma].low
	for k := comma - 1; k > 0 && comma-k < 32; k-- {
		t := p.tokens[k]
		if t.quoted() && p.quotes[t.quote].Len() > 60 {
			return reach{}
		}
		if t.low != sign && (sign == "," || !t.mark("—–")) {
			continue
		}
		if k > 1 && p.lists(k, comma) && p.tokens[k-1].capital && !p.apposes(k+1, comma) {
			continue
		}
		name := p.phraseEndingAt(k - 1)
		if name.empty() || p.tokens[k-1].is(subject|objective) {
			if p.tokens[k-1].is(subject) && !p.tokens[k-1].is(determiner) {
				return reach{k - 1, k}
			}
			continue
		}
		if p.apposes(k+1, comma) {
			if name.from == 0 || p.tokens[k-1].capital || p.tokens[name.from].is(determiner) {
				return reach{name.from, comma}
			}
			continue
		}
		return name
	}
	return reach{}
}

// apposes reports whether what stands between two commas tells who somebody is.
func (p *phrase) apposes(from, to int) bool {
	if from >= to {
		return false
	}
	t := p.tokens[from]
	if t.is(preposition|when|subordinate|adverb|objective) && !t.is(relative) && !t.capital {
		return false
	}
	e, cue := p.lang.cues[t.low]
	if cue && (e.form == present || e.form == past) && !e.takes(noun) {
		return false
	}
	return t.word || t.mark("#@")
}

// sharedSubject finds the subject of the clause before and: Berg stood up and said. It is the one that the verb before has.
func (p *phrase) sharedSubject(conjunction int) reach {
	return p.mainSubject(conjunction)
}

// mainSubject is the subject of the first verb of a sentence before a token.
func (p *phrase) mainSubject(before int) reach {
	for i := 1; i < before; i++ {
		t := p.tokens[i]
		if t.quoted() {
			continue
		}
		if !p.finiteVerb(i) || t.capital || p.tokens[i-1].is(determiner|possessive|preposition) {
			continue
		}
		k := i
		for k > 0 && p.tokens[k-1].is(adverb|negation|auxiliary) && !p.tokens[k-1].is(determiner) {
			k--
		}
		if k == 0 || p.tokens[k-1].is(coordinate|relative) {
			continue
		}
		s := p.subjectBefore(k)
		if !s.empty() && !p.inSubordinate(s.from) {
			return s
		}
	}
	return reach{}
}

// finiteVerb reports whether a word is likely the verb of a clause: an auxiliary, a listed verb, or one that ends in -ed.
func (p *phrase) finiteVerb(i int) bool {
	t := p.tokens[i]
	if t.is(auxiliary | verb) {
		return true
	}
	if e, cue := p.lang.cues[t.low]; cue && !e.takes(noun) && e.form != present && (e.form != base || t.class != 0) {
		return true
	}
	return p.lang.name == "en" && strings.HasSuffix(t.low, "ed") && len(t.low) > 4 && !p.tokens[i-1].is(determiner|preposition|possessive)
}

// inSubordinate reports whether a subject follows a word that makes its clause depend on another: when she spoke, he said.
func (p *phrase) inSubordinate(from int) bool {
	return from > 0 && p.tokens[from-1].is(subordinate|relative) && p.tokens[from-1].low != "as"
}

// phraseStartingAt walks to the right over a noun phrase and what explains it: said Anna Berg, a spokeswoman for the port.
func (p *phrase) phraseStartingAt(i int) reach {
	from, n := i, len(p.tokens)
	head := false
	for i < n && i-from < longestSource {
		t := p.tokens[i]
		switch {
		case i == from && t.is(subject) && !t.is(determiner):
			return reach{from, i + 1}
		case p.nominal(i) && (i == from || !t.is(when)):
			if e, cue := p.lang.cues[t.low]; cue && e.form == present && !t.capital && i > from {
				return p.trimRight(reach{from, i}, head)
			}
			head = true
		case t.is(preposition) && head && i+1 < n && p.ofSource(i):
		case t.is(coordinate) && t.low != "but" && head && i+1 < n && p.nominal(i+1) && p.tokens[i+1].capital:
		case t.mark(",") && head && i+2 < n && p.explains(i+1):
			end := p.insertionEnd(i + 1)
			return p.trimRight(reach{from, end}, head)
		case t.is(relative) && head && t.low != "that" && p.lang.name == "en":
			return p.trimRight(reach{from, p.insertionEnd(i)}, head)
		default:
			return p.trimRight(reach{from, i}, head)
		}
		i++
	}
	return p.trimRight(reach{from, i}, head)
}

// ofSource reports whether a preposition belongs to a name to its left: spokesman for the port, but not said Berg in a statement.
func (p *phrase) ofSource(i int) bool {
	switch p.tokens[i].low {
	case "of", "for", "from", "von", "der", "des", "av", "för", "från", "vom":
		return true
	case "at", "in", "with", "on", "i", "på", "vid", "bei", "im", "to":
		next := p.tokens[i+1]
		return next.capital && !next.is(when) || next.is(determiner) && i+2 < len(p.tokens) && p.tokens[i+2].capital
	}
	return false
}

// explains reports whether an explanation of a name begins: a spokesman, the mayor of, who leads, R-Texas.
func (p *phrase) explains(i int) bool {
	t := p.tokens[i]
	if t.quoted() {
		return false
	}
	if _, cue := p.lang.cues[t.low]; cue && !t.capital {
		return false
	}
	if t.is(determiner) || t.is(relative) && t.low != "that" || t.is(possessive) {
		return true
	}
	if t.capital && !p.tokens[i-2].capital && p.tokens[i-2].word { // the manager, Anna Berg
		return true
	}
	if t.capital {
		return i+1 < len(p.tokens) && p.tokens[i+1].mark(",-.") || strings.Contains(t.low, "-")
	}
	return t.word && t.class&^title == 0 && !strings.HasSuffix(t.low, "ing")
}

// insertionEnd is the end of an explanation that begins at a token: the next comma that no list and no date needs, or the end.
func (p *phrase) insertionEnd(i int) int {
	for k := i; k < len(p.tokens); k++ {
		t := p.tokens[k]
		if t.mark(",;:—–()") || t.quoted() || t.mark(".?!") && k == len(p.tokens)-1 {
			return k
		}
	}
	return len(p.tokens)
}

func (p *phrase) trimRight(r reach, head bool) reach {
	for r.to > r.from && (!p.tokens[r.to-1].word && p.tokens[r.to-1].quote < 0 || p.tokens[r.to-1].is(preposition|coordinate)) {
		r.to--
	}
	if !head || r.empty() {
		return reach{}
	}
	return r
}
