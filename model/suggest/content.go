package suggest

import "strings"

// clauseEnd is where what is said, from a token on, ends: with the sentence, or before something that the page says itself
// again. within says what goes on behind it.
func (p *phrase) clauseEnd(from int, spoken bool, within outside) int {
	depth := 0
	for i := from; i < len(p.tokens); i++ {
		t := p.tokens[i]
		switch {
		case t.quoted():
			continue
		case t.mark("(["):
			depth++
		case t.mark(")]"):
			if depth--; depth < 0 {
				return i
			}
		case depth > 0:
		case t.mark(";"):
			return i
		case i == from:
		case t.mark("—–") || t.low == "-" || t.low == "--":
			if p.breaksOff(i+1, spoken) {
				return i
			}
		case t.mark(","):
			if p.breaksOff(i+1, spoken) || p.resumes(i+1, spoken, within) {
				return i
			}
		case within == aVerb && t.word && !spoken && (p.lang.cues[t.low].takes(says) && p.lang.cues[t.low].form != present || t.is(verb)):
			return i
		case t.word && p.turns(i, spoken):
			return i
		}
	}
	end := len(p.tokens)
	for end > from && p.tokens[end-1].mark(".!?…") && !p.tokens[end-1].quoted() {
		end--
	}
	return end
}

// outside is what the sentence needs behind a clause in it.
type outside int

// What a sentence may need.
const (
	nothing outside = iota
	aVerb           // the clause was a relative one: Berg, who says …, left
	aClause         // the clause depended on one to come: while Berg says …, Lund left
)

// resumes reports whether the sentence goes on, behind a comma, with what it needs.
func (p *phrase) resumes(i int, spoken bool, within outside) bool {
	if i >= len(p.tokens) || p.tokens[i].quoted() {
		return false
	}
	t := p.tokens[i]
	switch within {
	case nothing:
	case aVerb:
		return !spoken && p.predicate(i) || spoken && (p.lang.cues[t.low].takes(says) && p.lang.cues[t.low].form != present || t.is(verb))
	case aClause:
		return t.is(determiner|subject|possessive) || t.capital
	}
	return false
}

// resumed reports whether, after an explanation that begins at a token, the clause before it goes on: Smith, who died in May, is.
func (p *phrase) resumed(i int) bool {
	for k := i + 1; k+1 < len(p.tokens); k++ {
		if p.tokens[k].mark(",") && !p.tokens[k].quoted() {
			return p.predicate(k+1) && p.lang.cues[p.tokens[k+1].low].frame == 0
		}
	}
	return false
}

// predicate reports whether a token is the verb of a sentence.
func (p *phrase) predicate(i int) bool {
	t := p.tokens[i]
	e, cue := p.lang.cues[t.low]
	return t.is(auxiliary|verb) || cue && e.form != present && !e.takes(noun) || p.lang.name == "en" && strings.HasSuffix(t.low, "ed") && len(t.low) > 4
}

// breaksOff reports whether what begins behind a comma is the page's own again.
func (p *phrase) breaksOff(i int, spoken bool) bool {
	if i >= len(p.tokens) {
		return true
	}
	t := p.tokens[i]
	if t.quoted() {
		return false
	}
	e, cue := p.lang.cues[t.low]
	switch {
	case p.lang.according[t.low], cue && e.form == present && !e.takes(noun):
		return true
	case spoken && t.is(relative) && p.resumed(i):
		return false
	case t.low == "but" || t.low == "which" || t.low == "compared" || t.low == "although" || t.low == "though":
		return true
	case t.low == "while" || t.low == "who" || t.low == "where":
		return true
	case t.low == "and" || t.low == "und" || t.low == "och":
		return p.attributesNext(i+1, spoken)
	}
	return p.attributes(i)
}

// attributes reports whether a subject and a verb that attributes begin at a token and close the sentence: …, Berg said.
func (p *phrase) attributes(i int) bool {
	for k := i; k < len(p.tokens) && k-i < 14; k++ {
		t := p.tokens[k]
		if t.quoted() || !t.word && !t.mark(".,'-") {
			return false
		}
		if e, ok := p.lang.cues[t.low]; ok && !t.capital && e.takes(says) && (e.form == past || e.form == third || p.lang.name != "en") {
			if k == i {
				s := p.phraseStartingAt(k + 1)
				return !s.empty() && s.to < len(p.tokens) && p.closes(s.to)
			}
			s := p.subjectBefore(p.groupStart(k))
			return !s.empty() && s.from == i && p.closes(k+1)
		}
		if t.is(auxiliary|verb|subordinate) && !t.is(adverb|relative) && !t.capital {
			return false
		}
	}
	return false
}

// closes reports whether nothing that could be said follows: the end, a comma, or only when and where.
func (p *phrase) closes(i int) bool {
	i = p.adjuncts(i)
	return i >= len(p.tokens) || p.tokens[i].mark(".,;:!?—–-")
}

// attributesNext reports whether a new clause of the page begins behind and: one with a verb that needs the subject before it.
func (p *phrase) attributesNext(i int, spoken bool) bool {
	for i < len(p.tokens) && p.tokens[i].is(adverb) {
		i++
	}
	if i >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	e, cue := p.lang.cues[t.low]
	if cue && !t.capital && (e.form == past || e.form == third) && e.takes(clause|addressed|object|particle) && (!e.takes(noun) || p.startsContent(i+1)) {
		return true
	}
	return !spoken && (t.is(auxiliary|verb) || p.lang.name == "en" && strings.HasSuffix(t.low, "ed") && len(t.low) > 4)
}

// turns reports whether the page speaks again at a word without a comma before it.
func (p *phrase) turns(i int, spoken bool) bool {
	t := p.tokens[i]
	switch t.low {
	case "and", "und", "och":
		return p.attributesNext(i+1, spoken)
	case "but":
		return !spoken && p.tokens[i-1].low != "nothing"
	case "according":
		return i+1 < len(p.tokens) && p.tokens[i+1].low == "to"
	case "because", "after", "during", "despite":
		return !spoken
	}
	return false
}

// startsContent reports whether something that is said can begin at a token.
func (p *phrase) startsContent(i int) bool {
	if i >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	return t.is(complement|determiner|possessive|subject|objective) || t.capital || t.number || t.quoted()
}

// adjuncts skips when, where and how something was said: on Tuesday, in a statement, during a speech in Iowa.
func (p *phrase) adjuncts(i int) int {
	for i < len(p.tokens) {
		t := p.tokens[i]
		switch {
		case t.quoted() || !t.word:
			return i
		case t.is(when) && !t.is(subject) && !t.is(determiner), t.is(adverb) && !t.is(subordinate):
			i++
		case t.is(determiner) && i+1 < len(p.tokens) && p.tokens[i+1].is(when):
			i += 2
		case t.is(preposition) && t.low != "to":
			end := p.adjunctEnd(i)
			if end == i+1 {
				return i
			}
			i = end
		default:
			return i
		}
	}
	return i
}

// adjunctEnd is the end of what hangs on a preposition: in a statement on Monday. A new noun phrase behind a noun is the
// beginning of what was said.
func (p *phrase) adjunctEnd(i int) int {
	end := i + 1
	for end < len(p.tokens) {
		t := p.tokens[end]
		if !p.nominal(end) && (!t.is(preposition) || t.low == "to") {
			break
		}
		if end > i+2 && t.is(possessive|complement) && !p.tokens[end-1].is(preposition) {
			break
		}
		end++
	}
	return end
}

// listener skips who is told: told reporters, told CNN in an interview.
func (p *phrase) listener(i int) int {
	from := i
	if i < len(p.tokens) && p.tokens[i].is(objective) {
		return i + 1
	}
	for i < len(p.tokens) && i-from < 14 {
		t := p.tokens[i]
		if t.quoted() || t.is(complement) && !t.is(determiner) || t.low == "that" || t.low == "to" {
			break
		}
		if i > from && (t.is(subject|possessive|auxiliary) && !t.is(determiner) || t.is(determiner) && !p.tokens[i-1].is(preposition|coordinate)) {
			break
		}
		if !p.nominal(i) && !t.is(preposition|coordinate|when) {
			break
		}
		i++
	}
	return i
}

// clauseStart is where the clause begins that ends before a token, for …, Berg said: the start of the sentence, or what follows
// a semicolon.
func (p *phrase) clauseStart(before int) int {
	for i := before - 1; i >= 0; i-- {
		if !p.tokens[i].quoted() && (p.tokens[i].mark(";") || p.tokens[i].mark(":") && p.tokens[i+1].quoted()) {
			return i + 1
		}
	}
	return 0
}
