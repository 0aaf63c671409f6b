package anchor

import (
	"cmp"
	"slices"

	"touchstone/model/span"
)

const (
	small   = 16 << 10 // a text so short, in bytes, is looked at as a whole
	seeds   = 10       // how many words of the passage are looked for at most
	few     = 4        // and how many before it is asked whether that is enough
	fewest  = 2        // or before a first look at where they stand together: mostly that is the place
	often   = 100      // a word with more places than these tells nothing
	windows = 6        // how many stretches are looked at word by word
)

// vote says: by a word that stands here, the passage would begin there.
type vote struct {
	start  int
	seed   int // the number of the word
	weight float32
}

// group is where votes lie close together.
type group struct {
	span.Span         // of where the passage would begin
	weight    float32 // of the different words
	seeds     int     // how many different words
}

// windows are the stretches of a text in which long words of the passage stand as far from each other as there, and which are not
// known to be what other words became. No more words are sought as soon as so many, but one, agree.
func (p passage) windows(text string, rest *others, enough int) []span.Span {
	votes, asked := []vote(nil), float32(0)
	if p.At != nil {
		votes = append(votes, vote{p.At.Start, -1, 1})
	}
	var groups []group
	used := 0
	for i, w := range p.longest() {
		found := p.votes(text, i, w)
		if len(found) == 0 {
			continue
		}
		votes = append(votes, found...)
		asked += w.weight
		used++
		if used == seeds {
			break
		}
		if used >= enough {
			if groups = p.grouped(votes); groups[0].seeds >= max(enough-1, fewest) && groups[0].weight >= 0.6*asked {
				break
			}
		}
	}
	groups = p.grouped(votes)
	var all []span.Span
	for _, g := range groups {
		if len(all) == windows {
			break
		}
		if rest.have(span.Span{Start: g.Start, End: g.Start + len(p.Exact)}) {
			continue
		}
		s := span.Span{Start: g.Start - 120 - len(p.Exact)/2, End: g.End + 2*len(p.Exact) + 120}
		s = rest.leave(s, (g.Start+g.End+len(p.Exact))/2)
		middle := (s.Start + s.End) / 2
		if !slices.ContainsFunc(all, func(o span.Span) bool { return o.Start <= middle && middle < o.End }) {
			all = append(all, s)
		}
	}
	return all
}

// longest are the different words of the passage, the longest first: they are the rarest.
func (p passage) longest() []token {
	seen := map[string]bool{}
	var words []token
	for at := p.first; at < p.last; {
		w := p.tokens[at]
		for at++; at < p.last && at%4 != 0 && p.tokens[at].start == w.end; at++ { // where no spaces stand between words
			w.end, w.weight = p.tokens[at].end, w.weight+p.tokens[at].weight
		}
		if word := p.around[w.start:w.end]; !seen[word] {
			seen[word] = true
			words = append(words, w)
		}
	}
	slices.SortStableFunc(words, func(a, b token) int { return cmp.Compare(b.weight, a.weight) })
	return words[:min(len(words), 5*seeds)]
}

// votes are those of one word, none if it stands too often; a word is sought once.
func (p passage) votes(text string, number int, w token) []vote {
	if votes, known := p.voted[number]; known {
		return votes
	}
	p.voted[number] = p.vote(text, number, w)
	return p.voted[number]
}

func (p passage) vote(text string, number int, w token) []vote {
	word := p.around[w.start:w.end]
	sought := needleOf(word)
	var found []vote
	for from := 0; ; {
		at := sought.next(text, from)
		if at < 0 {
			return found
		}
		if len(found) == often {
			return nil
		}
		found = append(found, vote{at - (w.start - len(p.Prefix)), number, w.weight})
		from = at + len(word)
	}
}

// grouped are the groups of votes, the weightiest first.
func (p passage) grouped(votes []vote) []group {
	slices.SortFunc(votes, func(a, b vote) int { return cmp.Compare(a.start, b.start) })
	reach := max(80, len(p.Exact)/2)
	groups := make([]group, 0, len(votes))
	for l, r := 0, 0; l < len(votes); l++ {
		for r < len(votes) && votes[r].start-votes[l].start <= reach {
			r++
		}
		g := group{Span: span.Span{Start: votes[l].start, End: votes[r-1].start}}
		for k := l; k < r; k++ {
			if !slices.ContainsFunc(votes[l:k], func(v vote) bool { return v.seed == votes[k].seed }) {
				g.weight += votes[k].weight
				g.seeds++
			}
		}
		groups = append(groups, g)
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(b.weight, a.weight) })
	return groups
}
