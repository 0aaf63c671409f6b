package anchor

import (
	"cmp"
	"slices"
)

// matching says for each token of an old text which token of the new one it became.
type matching struct {
	old, new []token
	to       []int32 // by number of the old token, -1 for none
	from     []int32 // by number of the new one
}

// shingles are the lengths of the rows of tokens that are matched where they stand once in both texts, longest first (patience
// diff, Bram Cohen, with rows instead of lines).
var shingles = []int{6, 3, 1}

// match aligns two texts. It takes time in proportion to their lengths: rows that stand once in both are matched first, then
// those that stand once between them, and what is left is short or is left alone.
func match(old, new string) *matching {
	return matched(tokens(old, 0, len(old)), tokens(new, 0, len(new)))
}

func matched(old, new []token) *matching {
	m := &matching{old: old, new: new}
	m.to, m.from = make([]int32, len(m.old)), make([]int32, len(m.new))
	for i := range m.to {
		m.to[i] = -1
	}
	for j := range m.from {
		m.from[j] = -1
	}
	moved := m.between(stretch{0, len(m.old), 0, len(m.new)}, 0)
	for _, p := range moved {
		m.move(p)
	}
	return m
}

// stretch is a part of both rows of tokens.
type stretch struct{ a0, a1, b0, b1 int }

// twin is a row of tokens that stands once in both parts.
type twin struct{ i, j int }

// between matches what stands in a part of both texts, and returns the rows that stand in both, but not in the same order.
func (m *matching) between(s stretch, level int) (moved []twin) {
	for s.a0 < s.a1 && s.b0 < s.b1 && m.equal(s.a0, s.b0) {
		m.pair(s.a0, s.b0)
		s.a0, s.b0 = s.a0+1, s.b0+1
	}
	for s.a0 < s.a1 && s.b0 < s.b1 && m.equal(s.a1-1, s.b1-1) {
		s.a1, s.b1 = s.a1-1, s.b1-1
		m.pair(s.a1, s.b1)
	}
	if s.a0 == s.a1 || s.b0 == s.b1 {
		return nil
	}
	for ; level < len(shingles); level++ {
		twins := m.twins(s, shingles[level])
		inOrder, rest := ascending(twins)
		if len(inOrder) == 0 {
			continue
		}
		at := s
		for _, p := range inOrder {
			if p.i < at.a0 || p.j < at.b0 { // the row before went on into this one
				continue
			}
			m.between(stretch{at.a0, p.i, at.b0, p.j}, level)
			for at.a0, at.b0 = p.i, p.j; at.a0 < s.a1 && at.b0 < s.b1 && m.equal(at.a0, at.b0); at.a0, at.b0 = at.a0+1, at.b0+1 {
				m.pair(at.a0, at.b0)
			}
		}
		m.between(at, level)
		return rest
	}
	m.shortest(s)
	return nil
}

func (m *matching) equal(i, j int) bool { return m.old[i].hash == m.new[j].hash }

func (m *matching) pair(i, j int) {
	m.to[i], m.from[j] = int32(j), int32(i) //nolint:gosec // a text has fewer tokens than that
}

// twins are the rows of so many tokens that stand once in each part, in the order of the old one.
func (m *matching) twins(s stretch, length int) []twin {
	type seen struct{ i, j int } // -1 for nowhere, -2 for more than once
	rows := make(map[uint64]seen, s.a1-s.a0)
	row(m.old[s.a0:s.a1], length, func(n int, hash uint64) {
		if _, known := rows[hash]; known {
			rows[hash] = seen{-2, -1}
		} else {
			rows[hash] = seen{s.a0 + n, -1}
		}
	})
	row(m.new[s.b0:s.b1], length, func(n int, hash uint64) {
		r, known := rows[hash]
		switch {
		case !known:
		case r.j == -1:
			rows[hash] = seen{r.i, s.b0 + n}
		default:
			rows[hash] = seen{r.i, -2}
		}
	})
	var all []twin
	for _, r := range rows {
		if r.i >= 0 && r.j >= 0 {
			all = append(all, twin(r))
		}
	}
	slices.SortFunc(all, func(a, b twin) int { return cmp.Compare(a.i, b.i) })
	return all
}

// row gives the hash of each row of so many tokens.
func row(all []token, length int, yield func(n int, hash uint64)) {
	for n := 0; n+length <= len(all); n++ {
		hash := uint64(offset)
		for _, t := range all[n : n+length] {
			hash = (hash ^ t.hash) * prime
		}
		yield(n, hash)
	}
}

// ascending parts twins into the most that stand in the same order in both texts, and the rest (the longest ascending row,
// Fredman 1975).
func ascending(all []twin) (in, rest []twin) {
	ends := []int{} // the number of the twin that ends a row of each length best
	before := make([]int, len(all))
	for n, p := range all {
		at, _ := slices.BinarySearchFunc(ends, p.j, func(e, j int) int { return cmp.Compare(all[e].j, j) })
		before[n] = -1
		if at > 0 {
			before[n] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, n)
		} else {
			ends[at] = n
		}
	}
	chosen := make([]bool, len(all))
	if len(ends) > 0 {
		for n := ends[len(ends)-1]; n >= 0; n = before[n] {
			chosen[n] = true
		}
	}
	for n, p := range all {
		if chosen[n] {
			in = append(in, p)
		} else {
			rest = append(rest, p)
		}
	}
	return in, rest
}

// move matches a row that stands elsewhere in the new text, as far as it goes on and nothing else stands there.
func (m *matching) move(p twin) {
	free := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < len(m.old) && j < len(m.new) && m.to[i] < 0 && m.from[j] < 0 && m.equal(i, j)
	}
	for free(p.i-1, p.j-1) {
		p.i, p.j = p.i-1, p.j-1
	}
	length := 0
	for free(p.i+length, p.j+length) {
		length++
	}
	if length < shingles[0] {
		return
	}
	for n := range length {
		m.pair(p.i+n, p.j+n)
	}
}

// farthest is how many steps a way between two parts may have that stand once and again in both: beyond it they are left alone.
const farthest = 400

// shortest matches by the shortest way from one part to the other (Myers 1986), where nothing stands once in both.
func (m *matching) shortest(s stretch) {
	a, b := s.a1-s.a0, s.b1-s.b0
	limit := min(a+b, farthest)
	at := make([]int, 2*limit+3) // how far each diagonal was reached
	var trace [][]int
	for d := 0; d <= limit; d++ {
		trace = append(trace, slices.Clone(at[limit+1-d:limit+2+d]))
		for k := -d; k <= d; k += 2 {
			var x int
			if k == -d || k != d && at[limit+k] < at[limit+2+k] {
				x = at[limit+2+k]
			} else {
				x = at[limit+k] + 1
			}
			for x < a && x-k < b && x-k >= 0 && m.equal(s.a0+x, s.b0+x-k) {
				x++
			}
			at[limit+1+k] = x
			if x >= a && x-k >= b {
				m.back(s, trace, a, b, d)
				return
			}
		}
	}
}

// back walks the shortest way back, and pairs what it met.
func (m *matching) back(s stretch, trace [][]int, x, y, d int) {
	for ; d >= 0; d-- {
		reached := func(k int) int { // of the step before
			if k < -d || k > d {
				return -1
			}
			return trace[d][k+d]
		}
		k := x - y
		from := k - 1
		if k == -d || k != d && reached(k-1) < reached(k+1) {
			from = k + 1
		}
		px := 0
		if d > 0 {
			px = reached(from)
		}
		py := px - from
		if d == 0 {
			py = 0
		}
		for x > px && y > py && x > 0 && y > 0 && m.equal(s.a0+x-1, s.b0+y-1) {
			x, y = x-1, y-1
			m.pair(s.a0+x, s.b0+y)
		}
		x, y = px, py
	}
}
