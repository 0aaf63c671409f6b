package suggest

import "strings"

// link is an attribution found in one sentence, in tokens.
type link struct {
	source, cue reach
	content     []reach
	entry       entry
	pattern     string
	before      bool // the content stands before the cue
	pending     bool // the content is the next paragraph
	confidence  float64
}

// links finds the attributions of a sentence.
func (p *phrase) links() []link {
	var out []link
	for i := 0; i < len(p.tokens); i++ {
		t := p.tokens[i]
		if t.quoted() || !t.word {
			continue
		}
		var l link
		var ok bool
		if p.lang.according[t.low] {
			l, ok = p.accordingTo(i)
		} else if p.lang.name != "en" && p.names(i) {
			l, ok = p.around(link{cue: reach{i, i + 1}, entry: entry{lemma: t.low}, pattern: "according", confidence: 0.9}, i+1)
		} else if e, cue := p.lang.cues[t.low]; cue && !(t.capital && i > 0 && !p.heading) {
			l, ok = p.verb(i, e, out)
			if !ok && e.frame&noun != 0 {
				l, ok = p.noun(i, e)
			}
		} else if !cue && p.lang.name == "en" && strings.HasSuffix(t.low, "ed") && !t.capital && p.nearQuote(i) && p.tokens[i+1].mark(",:") {
			l, ok = p.verb(i, entry{strings.TrimSuffix(t.low, "ed"), clause | says, past, nil}, out) // he boomed, “…”
		}
		if ok {
			out = append(out, l)
			i = max(i, l.cue.to-1)
		}
	}
	return p.settle(out)
}

// settle drops links whose cue stands in what another says: what is said there is that one's.
func (p *phrase) settle(all []link) []link {
	var out []link
	for i, l := range all {
		inside := false
		for k, o := range all {
			if k == i || l.cue.from == o.cue.from {
				continue
			}
			for _, c := range o.content {
				inside = inside || l.cue.from >= c.from && l.cue.to <= c.to && !p.contains(l, o) && !l.strong()
			}
		}
		if !inside {
			out = append(out, l)
		}
	}
	return out
}

// strong reports whether a link is surely one, so that it is a step of a chain where it stands in another's words.
func (l link) strong() bool {
	return l.entry.frame&says != 0 && l.confidence > 0.6 && !l.source.empty() || l.pattern == "according"
}

// contains reports whether a link's content holds another's cue.
func (p *phrase) contains(l, o link) bool {
	for _, c := range l.content {
		if o.cue.from >= c.from && o.cue.to <= c.to {
			return true
		}
	}
	return false
}

// groupStart is where the verb's group begins: has also said.
func (p *phrase) groupStart(i int) int {
	for i > 0 && !p.tokens[i-1].quoted() && p.tokens[i-1].class&(auxiliary|adverb|negation) != 0 && p.tokens[i-1].class&(when|coordinate|subordinate) == 0 && !(p.tokens[i-1].low == "'s" && p.possessed(i-1)) {
		i--
	}
	for i < len(p.tokens) && p.tokens[i].class&adverb != 0 && p.tokens[i].class&auxiliary == 0 && p.tokens[i].capital {
		i++
	}
	return i
}

// possessed reports whether 's is that of Obama's rather than is or has.
func (p *phrase) possessed(i int) bool {
	return i > 0 && p.tokens[i-1].class&subject == 0 && i+1 < len(p.tokens) && p.tokens[i+1].class&(adverb|negation|auxiliary) == 0
}

var beForms = set("is are was were be been being am 's 're 'm")

// verb reads a verb that attributes, and what stands around it.
func (p *phrase) verb(i int, e entry, before []link) (link, bool) {
	g := p.groupStart(i)
	var prev token
	if i > 0 {
		prev = p.tokens[i-1]
	}
	if i > 0 && g == i && prev.class&(determiner|possessive) != 0 && prev.class&(subject|relative) == 0 || prev.class&preposition != 0 && g == i && prev.low != "to" {
		return link{}, false
	}
	be, helped := false, false
	for k := g; k < i; k++ {
		be = beForms[p.tokens[k].low] || be && p.tokens[k].class&auxiliary == 0
		helped = helped || p.tokens[k].class&auxiliary != 0
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
	case e.frame&noun != 0 && !helped && prev.class&subject == 0 && !p.startsContent(i+1) && e.form != past && !(e.form == third && prev.capital):
		return link{}, false
	}
	l.source = p.subjectBefore(g)
	if i+2 == len(p.tokens) && p.tokens[i+1].mark(":") && e.frame&(clause|quoting) != 0 && !l.source.empty() {
		l.cue.to, l.pending = i+2, true
		return l, true
	}
	if e.frame&quoting != 0 && e.frame&^(quoting|says) == 0 && !p.nearQuote(i) && !p.endsQuoted(l.source.from-1) {
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
	if t.class&subject != 0 && t.class&determiner == 0 || t.low == "who" || t.low == "people" || t.mark(",") {
		return t.low != "he" && t.low != "she" && t.low != "it"
	}
	switch t.low {
	case "percent", "majority", "third", "half", "quarter", "%", "none", "those", "others", "voters", "police":
		return true
	}
	return p.lang.classes[t.low]&(preposition|determiner) == 0 && strings.HasSuffix(t.low, "s") && len(t.low) > 3 && !strings.HasSuffix(t.low, "ss") && t.low != "'s"
}

// complement finds what is said, behind the verb or before its subject, and a subject behind the verb.
func (p *phrase) complement(l link, i int) (link, bool) {
	e := l.entry
	after := i + 1
	if e.frame&particle != 0 && after < len(p.tokens) {
		for _, w := range e.with {
			if p.tokens[after].low == w {
				l.cue.to, after = after+1, after+1
				return p.rightObject(l, after)
			}
		}
	}
	if e.frame&says != 0 && (l.source.empty() || p.endsQuoted(l.cue.from-1) || p.closing(l.cue.from, i)) {
		if inverted, ok := p.inverted(l, i); ok {
			return inverted, true
		}
	}
	if l.source.empty() {
		return link{}, false
	}
	if left, ok := p.left(l, l.source.from, after); ok && e.frame&(clause|quoting) != 0 {
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
	if s.empty() || p.tokens[s.from].class&(subject|determiner|possessive|title) == 0 && !p.tokens[s.from].capital && p.tokens[s.from].class != 0 {
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
	if !quoted && !p.tokens[b].mark(",?!—–") || l.entry.frame&quoting != 0 && !quoted && l.entry.frame&clause == 0 {
		return link{}, false
	}
	next := after
	if l.entry.frame&addressed != 0 {
		next = p.listener(next)
	}
	next = p.adjuncts(next)
	over := next >= len(p.tokens) || p.tokens[next].mark(".;!?")
	comma := !over && p.tokens[next].mark(",—–")
	lower := !over && (p.tokens[next].low == "as" || p.lang.according[p.tokens[next].low])
	if !over && !comma && !lower && !(quoted && !p.tokens[next].quoted() && p.tokens[next].class&complement == 0) {
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
	l.before, l.confidence = true, 0.85
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
	if quoted && !t.quoted() || !quoted && (p.breaksOff(i, true) || t.class&relative != 0 && t.class&determiner == 0 || t.low == "as" || t.low == "when" || t.class&preposition != 0) {
		return
	}
	if end := p.clauseEnd(i, true, nothing); end > i {
		l.content = append(l.content, reach{i, end})
	}
}

// introduces reports whether a stretch only says when or where: In 2010, …
func (p *phrase) introduces(from, to int) bool {
	t := p.tokens[from]
	switch t.low {
	case "while", "if", "whether", "although", "though", "unless", "because":
		return false
	case "asked":
		return true
	}
	if t.class&(preposition|when|subordinate|adverb|coordinate) == 0 {
		return to-from < 3
	}
	for k := from; k < to; k++ {
		if p.tokens[k].class&(auxiliary|verb) != 0 && t.class&subordinate == 0 {
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
	if e.frame&toDo != 0 && p.tokens[after].low == "to" {
		return p.rest(l, after, false, 0.6)
	}
	if e.frame&addressed != 0 {
		if e.frame&toDo != 0 && !p.tokens[after].mark(",:") && !p.tokens[after].quoted() {
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
		case next.quoted(), t.low == ":" && e.frame&(clause|says|quoting) != 0:
			return p.rest(l, start+1, true, 0.95)
		case e.frame&clause != 0 && start == after && e.frame&says != 0 && !p.breaksOff(start+1, true):
			return p.rest(l, start+1, true, 0.5)
		}
		return link{}, false
	}
	if !t.word && !t.quoted() {
		return link{}, false
	}
	if e.frame&clause != 0 {
		if t.class&complement != 0 || t.quoted() {
			return p.rest(l, start, true, 0.95)
		}
		if start > after && e.frame&says != 0 && after < len(p.tokens) && p.tokens[after].class&preposition == 0 || start == after {
			if t.class&preposition != 0 || t.class&(coordinate|auxiliary|negation) != 0 && t.class&determiner == 0 {
				return link{}, false
			}
			return p.rest(l, start, e.frame&says != 0, 0.7)
		}
		return link{}, false
	}
	if e.frame&object != 0 {
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
	if t.quoted() || t.class&(determiner|possessive|objective|complement|subject) != 0 || t.capital || t.number || t.word && t.class == 0 || t.class&adverb != 0 && t.class&preposition == 0 {
		if l.source.empty() {
			return link{}, false
		}
		return p.rest(l, after, false, 0.55)
	}
	return link{}, false
}

// rest takes everything to the end of the clause.
func (p *phrase) rest(l link, from int, spoken bool, confidence float64) (link, bool) {
	within := nothing
	switch {
	case l.source.empty() || l.source.from == 0:
	case l.source.to == l.source.from+1 && p.tokens[l.source.from].class&relative != 0:
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
	case g > 0 && p.nominal(g-1) && p.tokens[g-1].class&determiner == 0 && l.entry.frame&(clause|addressed) != 0:
		l.source, l.pattern = p.phraseEndingAt(g-1), "reduced"
	case g > 0 && (p.tokens[g-1].class&(coordinate|subordinate) != 0 || p.tokens[g-1].low == "by"):
		l.source = p.mainSubject(g)
	default:
		return link{}, false
	}
	if l.source.empty() {
		return link{}, false
	}
	if l.entry.frame&particle != 0 && i+1 < len(p.tokens) {
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
	if next.low == "by" && e.frame&addressed != 0 { // was told by Berg that …
		l.source = p.phraseStartingAt(i + 2)
		if l.source.empty() || l.source.to >= len(p.tokens) || p.tokens[l.source.to].class&complement == 0 {
			return link{}, false
		}
		l.cue.to = i + 2
		return p.rest(l, l.source.to, true, 0.8)
	}
	if next.low == "by" && e.frame&(clause|object) != 0 {
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
	if e.frame&passive != 0 && next.low == "to" && i+2 < len(p.tokens) && p.tokens[i+2].class&(determiner|possessive|coordinate|objective) == 0 && !p.tokens[i+2].capital {
		content := p.subjectBefore(g)
		end := p.clauseEnd(i+1, false, nothing)
		if content.empty() || end <= i+1 {
			return link{}, false
		}
		l.content, l.confidence, l.pattern = []reach{content, {i + 1, end}}, 0.5, "expected"
		return l, true
	}
	return link{}, false
}

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
	if i == 0 || i <= 2 && p.tokens[i-1].class&(coordinate|adverb) != 0 { // According to Berg, …
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
		return p.lang.views[next.low] || i+2 < len(p.tokens) && next.class&(possessive|determiner) != 0 && p.lang.views[p.tokens[i+2].low]
	case "so":
		return i > 0 && (p.endsQuoted(i-1) || p.tokens[i-1].mark(",")) && (next.capital || next.class&determiner != 0)
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

// noun reads Berg's claim that …, calls for ….
func (p *phrase) noun(i int, e entry) (link, bool) {
	l := link{cue: reach{i, i + 1}, entry: e, pattern: "noun", confidence: 0.5}
	if i == 0 || i+1 >= len(p.tokens) {
		return link{}, false
	}
	next := p.tokens[i+1]
	if next.low != "that" && next.low != "of" && next.low != "to" && next.low != "for" && next.low != "about" {
		return link{}, false
	}
	k := i
	for k > 0 && p.nominal(k-1) && p.tokens[k-1].low != "'s" && p.tokens[k-1].class&(possessive|determiner) == 0 && !p.tokens[k-1].capital {
		k--
	}
	if k == 0 {
		return link{}, false
	}
	switch t := p.tokens[k-1]; {
	case t.low == "'s" && k > 1:
		l.source = p.phraseEndingAt(k - 2)
	case t.class&possessive != 0:
		l.source = reach{k - 1, k}
	}
	if l.source.empty() {
		return link{}, false
	}
	from := i + 1
	if next.low != "that" && next.low != "to" {
		l.cue.to, from = i+2, i+2
	}
	return p.rest(l, from, false, 0.5)
}

// foreign reads a verb of a language whose clauses are told by marks, by that, and by a subject on either side.
func (p *phrase) foreign(l link, i, g int) (link, bool) {
	e := l.entry
	if e.frame&object != 0 && e.frame&clause == 0 {
		l.source = p.subjectBefore(g)
		return p.rightObject(l, i+1)
	}
	s := p.phraseStartingAt(i + 1)
	if b := l.cue.from - 1; b > 0 && !s.empty() && (p.endsQuoted(b) || p.tokens[b].mark(",?!") && e.frame&says != 0 && p.closes(s.to)) {
		l.source, l.pattern = s, "inverted"
		return p.left(l, l.cue.from, s.to)
	}
	l.source = p.subjectBefore(g)
	after := i + 1
	if l.source.empty() || g > 0 && p.tokens[l.source.from].class&(preposition|when|adverb) != 0 {
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
		case t.class&complement != 0 && (k == after || p.tokens[k-1].mark(",") || p.lang.name == "sv"):
			return p.rest(l, k, true, 0.9)
		case t.mark(":") && k+1 < len(p.tokens):
			return p.rest(l, k+1, true, 0.9)
		case t.mark(",") && k+1 < len(p.tokens) && p.tokens[k+1].class&(determiner|subject|possessive) != 0 && p.tokens[k+1].class&relative == 0 && l.entry.frame&says != 0:
			return p.rest(l, k+1, true, 0.7)
		case t.mark(".;!?"):
			return link{}, false
		}
	}
	return link{}, false
}
