package matching

import (
	"math"
	"slices"
)

// Tier says how sure a match is.
type Tier string

// The tiers. Of a hundred likely ones about eighty are the same claim, in the half of the collection that nothing was learnt
// from; all others are possible.
const (
	Likely   Tier = "likely"
	Possible Tier = "possible"
)

// Candidate is a claim that shares words with a text.
type Candidate struct {
	Statement string
	Names     string  // the headlines of its reviews
	Score     float64 // how well the index finds it, the higher the better
}

// Match is a candidate as it was ranked.
type Match struct {
	Index   int     // of the candidate
	Score   float64 // from 0 to 1, about the share of such matches that are the same claim
	Tier    Tier
	Reasons []string
}

// weights say how much each of a candidate's features counts, in the order of features.
var weights = [...]float64{3.25, 2.86, 1.64, 1.47, 1.22, 1.53, 1.97, 0.92, 1.87}

// slope and middle turn a weighted sum into a share; from likely on a match is likely.
const (
	slope, middle = 0.771, 6.452
	likely        = 0.6
)

// Rank orders candidates, which come with the best of the index first, by how likely they say what the text says.
func Rank(text string, candidates []Candidate) []Match {
	if len(candidates) == 0 {
		return nil
	}
	c := newComparison(text, candidates)
	matches := make([]Match, len(candidates))
	for i := range candidates {
		features := c.features(i)
		sum := 0.0
		for f, weight := range weights {
			sum += weight * features[f]
		}
		matches[i] = Match{Index: i, Score: 1 / (1 + math.Exp(middle-slope*sum))}
	}
	slices.SortStableFunc(matches, func(a, b Match) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	for i := range matches {
		m := &matches[i]
		if m.Tier = Possible; m.Score >= likely {
			m.Tier = Likely
		}
		m.Reasons = c.reasons(m.Index)
	}
	return matches
}

// comparison is a text beside its candidates.
type comparison struct {
	text       string
	candidates []Candidate
	all        map[string]bool // the text's stems, and those without how a post is signed
	body       map[string]bool
	words      map[string]bool
	grams      map[string]float64
	sides      []sides
	rare       rarity[bool]
	rareGrams  rarity[float64]
}

// sides are a candidate's statement and headlines taken apart.
type sides struct {
	statement, names           map[string]bool
	statementGrams, namesGrams map[string]float64
}

func newComparison(text string, candidates []Candidate) *comparison {
	text = address.ReplaceAllString(text, " ")
	body := text
	if at := signed.FindStringIndex(text); at != nil && at[0] > 20 {
		body = text[:at[0]]
	}
	c := &comparison{
		text: text, candidates: candidates, all: stems(text), body: stems(body), words: set(""), grams: grams(body),
		rare: rarity[bool]{in: map[string]int{}}, rareGrams: rarity[float64]{in: map[string]int{}},
	}
	for _, w := range wordsOf(text) {
		c.words[w] = true
	}
	for _, one := range candidates {
		s := sides{stems(one.Statement), stems(one.Names), grams(one.Statement), grams(one.Names)}
		c.sides = append(c.sides, s)
		c.rare.add(s.statement, s.names)
		c.rareGrams.add(s.statementGrams, s.namesGrams)
	}
	return c
}

// features are what a candidate is ranked by, each from 0 to about 1.
func (c *comparison) features(i int) [len(weights)]float64 {
	s := c.sides[i]
	statement, names := c.alike(s.statementGrams), c.alike(s.namesGrams)
	best := c.candidates[0].Score
	if best <= 0 {
		best = 1
	}
	return [...]float64{
		c.candidates[i].Score / best,
		1 / float64(1+i),
		c.rare.share(s.statement, c.all),
		c.rare.share(s.names, c.all),
		c.covered(s),
		statement,
		names,
		c.named(i),
		max(statement, names),
	}
}

// covered is the share of the text that the candidate says, by weight.
func (c *comparison) covered(s sides) float64 {
	both := make(map[string]bool, len(s.statement)+len(s.names))
	for w := range s.statement {
		both[w] = true
	}
	for w := range s.names {
		both[w] = true
	}
	return c.rare.share(c.body, both)
}

// named is the share of a statement's capitalised words that the text has.
func (c *comparison) named(i int) float64 {
	all := names(c.candidates[i].Statement)
	if len(all) == 0 {
		return 0
	}
	n := 0
	for w := range all {
		if c.words[w] {
			n++
		}
	}
	return float64(n) / float64(len(all))
}

// alike is the cosine of two texts' runs of characters, rare ones weighing more.
func (c *comparison) alike(other map[string]float64) float64 {
	dot, a, b := 0.0, 0.0, 0.0
	for g, n := range c.grams {
		w := n * c.rareGrams.weight(g)
		a += w * w
		if m, both := other[g]; both {
			dot += w * m * c.rareGrams.weight(g)
		}
	}
	for g, n := range other {
		w := n * c.rareGrams.weight(g)
		b += w * w
	}
	if a == 0 || b == 0 {
		return 0
	}
	return dot / math.Sqrt(a*b)
}

// rarity weighs words, or runs of characters, by how few of the candidates hold them.
type rarity[T any] struct {
	in    map[string]int
	count int
}

func (r *rarity[T]) add(one, other map[string]T) {
	r.count++
	for w := range one {
		r.in[w]++
	}
	for w := range other {
		if _, both := one[w]; !both {
			r.in[w]++
		}
	}
}

func (r *rarity[T]) weight(w string) float64 {
	return math.Log(1 + float64(r.count+1)/(float64(r.in[w])+0.5))
}

// share is how much of one set's weight the other holds.
func (r *rarity[T]) share(of map[string]bool, in map[string]bool) float64 {
	all, both := 0.0, 0.0
	for w := range of {
		weight := r.weight(w)
		if all += weight; in[w] {
			both += weight
		}
	}
	if all == 0 {
		return 0
	}
	return both / all
}
