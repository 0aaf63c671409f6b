package near

import (
	"math/bits"
	"unicode"
)

// shingleWords is how many words in a row are compared: enough that unlike texts share hardly any, and few enough that a
// changed word costs few.
const shingleWords = 3

const (
	bands = 24 // places where two signatures may meet
	rows  = 2  // values that must all be equal for that
	empty = ^uint64(0)
)

// Enough is the overlap from which on two texts are nearly the same. Revisions that keep nine words of ten have more, unless
// they grew to twice the length; different articles have less than half of it, those that report one event for one paper too.
const Enough = 0.4

// Signature is what of a text is looked up: texts that are nearly the same have one of these in common almost surely, others
// hardly ever. Equal texts have equal signatures. A text without words has none.
type Signature []uint32

// Sketch makes a text's signature (MinHash with one permutation, its values grouped into bands).
func Sketch(text string) Signature {
	var least [bands * rows]uint64
	for i := range least {
		least[i] = empty
	}
	any := false
	shingles(text, func(h uint64) {
		any = true
		at, rest := bits.Mul64(h, bands*rows) // which bin, and where in it
		if rest < least[at] {
			least[at] = rest
		}
	})
	if !any {
		return nil
	}
	fill(&least)
	out := make(Signature, bands)
	for b := range out {
		h := uint64(b) + 1
		for _, v := range least[b*rows : (b+1)*rows] {
			h = mix(h ^ v)
		}
		out[b] = uint32(h >> 32) //nolint:gosec // the half of it is enough
	}
	return out
}

// fill gives a bin of a short text in which nothing fell the value of another one, chosen by the bin alone, so that equal
// texts get equal values (optimal densification, Shrivastava 2017).
func fill(least *[bands * rows]uint64) {
	found := *least
	for i := range least {
		for try := uint64(1); least[i] == empty; try++ {
			at, _ := bits.Mul64(mix(uint64(i)<<32|try), bands*rows) //nolint:gosec // small
			if found[at] != empty {
				least[i] = found[at] + try
			}
		}
	}
}

// Overlap is the share of words, 0 to 1, that two texts have in common, in the same order as their neighbours: of their runs
// of three words, each counted as often as it stands, those that stand in both, by those of the longer text.
func Overlap(a, b string) float64 {
	counts := map[uint64]int{}
	inA, inB, both := 0, 0, 0
	shingles(a, func(h uint64) { counts[h]++; inA++ })
	shingles(b, func(h uint64) {
		inB++
		if counts[h] > 0 {
			counts[h]--
			both++
		}
	})
	if inA == 0 || inB == 0 {
		return 0
	}
	return float64(both) / float64(max(inA, inB))
}

// shingles calls use with the hash of every run of words. A text of fewer words than a run is one run.
func shingles(text string, use func(uint64)) {
	var last [shingleWords]uint64
	n := 0
	words(text, func(h uint64) {
		copy(last[:], last[1:])
		last[shingleWords-1] = h
		if n++; n >= shingleWords {
			use(run(last))
		}
	})
	if n > 0 && n < shingleWords {
		use(run(last))
	}
}

func run(words [shingleWords]uint64) uint64 {
	h := uint64(0)
	for _, w := range words {
		h = mix(h*0x9e3779b97f4a7c15 + w)
	}
	return h
}

// words calls use with the hash of every word: letters and digits, without regard to case. In scripts that put no spaces
// between words each letter is one.
func words(text string, use func(uint64)) {
	const offset, prime = 0xcbf29ce484222325, 0x100000001b3 // FNV-1a
	h := uint64(offset)
	inside := false
	for _, r := range text {
		switch {
		case r < 0x80:
			switch {
			case r >= 'A' && r <= 'Z':
				r += 'a' - 'A'
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			default:
				r = -1
			}
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			if inside {
				use(mix(h))
				h, inside = offset, false
			}
			use(mix((offset ^ uint64(r)) * prime)) //nolint:gosec // a rune of a text is not negative
			continue
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			r = unicode.ToLower(r)
		default:
			r = -1
		}
		if r >= 0 {
			h, inside = (h^uint64(r))*prime, true
		} else if inside {
			use(mix(h))
			h, inside = offset, false
		}
	}
	if inside {
		use(mix(h))
	}
}

// mix spreads a hash over all its bits (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
