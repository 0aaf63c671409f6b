package anchor

import (
	"slices"
	"sort"

	"touchstone/model/span"
)

// Carried is where a passage of one or several fragments stands in a newer text.
type Carried struct {
	Status    Status
	Fragments span.Fragments // in bytes of the newer text; nothing when ambiguous or lost
	Score     float64        // as of a Place: of all fragments together, by their lengths
	// Candidates are the places of the first fragment that is ambiguous.
	Candidates []span.Span
}

// Carry finds the passages of a text in a newer one. It aligns the two texts: what became what is known from everything that
// stands around, so that order and neighbours tell equal words apart. A passage that the alignment lost is sought by itself, and
// never where the newer text has what another part of the old one became.
func Carry(old, new string, passages ...span.Fragments) []Carried {
	if len(passages) == 0 {
		return nil
	}
	c := carrier{old: old, new: new, matching: match(old, new)}
	all := make([]Carried, len(passages))
	for i, p := range passages {
		all[i] = c.all(p)
	}
	return all
}

type carrier struct {
	old, new string
	*matching
}

// all carries the fragments of a passage: it is as sure as its least sure fragment.
func (c carrier) all(fragments span.Fragments) Carried {
	out := Carried{Status: Exact}
	length, kept := 0, 0.0
	for _, f := range fragments {
		p := c.one(f)
		length += f.Len()
		kept += p.Score * float64(f.Len())
		if p.Status.Found() {
			out.Fragments = append(out.Fragments, p.Span)
		}
		if rank[p.Status] > rank[out.Status] {
			out.Status, out.Candidates = p.Status, p.Candidates
		}
	}
	out.Fragments = out.Fragments.Normal()
	if length > 0 {
		out.Score = kept / float64(length)
	}
	switch {
	case !out.Status.Found():
		out.Fragments = nil
	case len(out.Fragments) < len(fragments): // two have become one
		out.Status = Changed
	}
	if out.Status == Changed {
		out.Score = min(out.Score, 0.999)
	}
	return out
}

var rank = map[Status]int{Exact: 0, Moved: 1, Changed: 2, Ambiguous: 3, Lost: 4}

func (c carrier) one(f span.Span) Place {
	sel := Of(c.old, f)
	first := sort.Search(len(c.matching.old), func(i int) bool { return c.matching.old[i].end > f.Start })
	last := first
	for last < len(c.matching.old) && c.matching.old[last].start < f.End {
		last++
	}
	if p, found := c.whole(f, sel, first, last); found {
		return p
	}
	rest := &others{c.matching, first, last}
	if p, found := c.part(sel, rest); found && !rest.have(p.Span) {
		return p
	}
	return sel.resolve(c.new, rest)
}

// whole is where all words of a fragment went together, with everything between them.
func (c carrier) whole(f span.Span, sel Selector, first, last int) (Place, bool) {
	if first == last || c.to[first] < 0 || int(c.to[last-1]-c.to[first]) != last-1-first {
		return Place{}, false
	}
	from := c.matching.new[c.to[first]].start - (c.matching.old[first].start - f.Start)
	s := span.Span{Start: from, End: from + f.Len()}
	if s.Start < 0 || s.End > len(c.new) || c.new[s.Start:s.End] != sel.Exact || span.Snap(c.new, s) != s {
		return Place{}, false
	}
	if likeness := sel.beside(c.new, s); likeness < 0.5 {
		if p, found := sel.same(c.new, nil); found && p.Status.Found() && sel.beside(c.new, p.Span) > likeness+0.3 {
			return p, true // the alignment met the same words by chance
		}
	}
	return sel.at(s), true
}

// part is the place of a fragment of which the alignment knows where some words went: those that went to one neighbourhood.
func (c carrier) part(sel Selector, rest *others) (Place, bool) {
	first, last := rest.first, rest.last
	reach := int32(2*(last-first) + 20)
	best, most := int32(-1), 0
	for i := first; i < last; i++ {
		if c.to[i] < 0 {
			continue
		}
		n := 0
		for k := i; k < last && k < i+64; k++ {
			if c.to[k] >= 0 && c.to[k]-c.to[i] >= 0 && c.to[k]-c.to[i] < reach {
				n++
			}
		}
		if n > most {
			best, most = c.to[i], n
		}
		if most >= 32 || most*2 > last-first {
			break
		}
	}
	if best < 0 {
		return Place{}, false
	}
	at := c.matching.new[best].start
	if p, found := c.unchanged(sel, at, rest); found {
		return p, true
	}
	p := sel.passage()
	w := rest.leave(span.Span{Start: at - len(sel.Exact) - 200, End: at + 2*len(sel.Exact) + 200}, at)
	found := p.look(c.new, w.Start, w.End)
	switch {
	case !found.enough():
		return Place{}, false
	case c.new[found.span.Start:found.span.End] == sel.Exact:
		return sel.at(found.span), true
	}
	return found.place(), true
}

// unchanged is the one place of the very words near a place to which some of them went: the alignment may have taken others of them
// for those of a passage that is like it.
func (c carrier) unchanged(sel Selector, at int, rest *others) (Place, bool) {
	start := runeStart(c.new, max(0, at-len(sel.Exact)-200))
	near := c.new[start:min(len(c.new), at+2*len(sel.Exact)+200)]
	all := slices.DeleteFunc(shifted(places(near, sel.Exact), start), rest.have)
	if len(all) != 1 || sel.slight() || span.Snap(c.new, all[0]) != all[0] {
		return Place{}, false
	}
	return sel.at(all[0]), true
}
