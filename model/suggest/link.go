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

// mostLinks is how many attributions are looked for in one sentence; what has more is no prose.
const mostLinks = 40

// links finds the attributions of a sentence.
func (p *phrase) links() []link {
	var out []link
	for i := 0; i < len(p.tokens) && len(out) < mostLinks; i++ {
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
		} else if e, cue := p.lang.cues[t.low]; cue && (!t.capital || i == 0 || p.heading) {
			l, ok = p.verb(i, e, out)
			if !ok && e.takes(noun) {
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
	return l.entry.takes(says) && l.confidence > 0.6 && !l.source.empty() || l.pattern == "according"
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
