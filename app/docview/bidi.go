package docview

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// leftwards reports whether a text has letters that are written from right to left, or digits that go with them.
func leftwards(text string) bool {
	for i := 0; i < len(text); {
		if text[i] < 0xd6 { // the first byte of every Hebrew and Arabic letter is greater
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(text[i:])
		if c >= 0x590 && c < 0x900 || c >= 0xfb1d && c < 0xfe00 || c >= 0xfe70 && c < 0xff00 || c >= 0x10800 && c < 0x11000 || c >= 0x1e800 && c < 0x1f000 {
			return true
		}
		i += n
	}
	return false
}

// embedding are the levels of a paragraph's characters by the Unicode Bidirectional Algorithm (UAX 9): even ones run from left
// to right, odd ones from right to left. Explicit embeddings and isolates are passed over, as shown does: no newspaper prints
// them. x/text finds the classes, but tells of a run only its direction, from which the levels cannot be had back.
type embedding struct {
	levels []uint8 // of each byte
	base   uint8   // of the paragraph
}

type ordering struct {
	runes   []rune
	starts  []int
	classes []bidi.Class
	base    uint8
}

func embed(text string) embedding {
	o := &ordering{}
	for i, c := range text {
		p, _ := bidi.LookupRune(c)
		class := p.Class()
		switch class {
		case bidi.LRO, bidi.RLO, bidi.LRE, bidi.RLE, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.Control:
			class = bidi.BN
		case bidi.B:
			class = bidi.WS
		default: // as it is
		}
		o.runes, o.starts, o.classes = append(o.runes, c), append(o.starts, i), append(o.classes, class)
	}
	for _, c := range o.classes {
		if c == bidi.L || c == bidi.R || c == bidi.AL {
			o.base = 0
			if c != bidi.L {
				o.base = 1
			}
			break
		}
	}
	original := append([]bidi.Class(nil), o.classes...)
	o.weak()
	o.brackets(original)
	o.neutral()
	return embedding{o.levels(len(text), original), o.base}
}

func (o *ordering) side() bidi.Class {
	if o.base == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak are the rules W1 to W7.
func (o *ordering) weak() {
	before, strong := o.side(), o.side()
	for i, c := range o.classes {
		switch c {
		case bidi.BN:
			continue
		case bidi.NSM: // W1
			o.classes[i] = before
		case bidi.EN: // W2
			if strong == bidi.AL {
				o.classes[i] = bidi.AN
			}
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		default: // has no rule of its own
		}
		before = o.classes[i]
	}
	for i, c := range o.classes { // W3
		if c == bidi.AL {
			o.classes[i] = bidi.R
		}
	}
	for i := 1; i+1 < len(o.classes); i++ { // W4
		a, c, b := o.classes[i-1], o.classes[i], o.classes[i+1]
		if a == b && (c == bidi.CS && (a == bidi.EN || a == bidi.AN) || c == bidi.ES && a == bidi.EN) {
			o.classes[i] = a
		}
	}
	for i := 0; i < len(o.classes); { // W5
		end := i
		for end < len(o.classes) && (o.classes[end] == bidi.ET || o.classes[end] == bidi.BN) {
			end++
		}
		if end > i && (i > 0 && o.classes[i-1] == bidi.EN || end < len(o.classes) && o.classes[end] == bidi.EN) {
			for ; i < end; i++ {
				o.classes[i] = bidi.EN
			}
		}
		i = max(end, i+1)
	}
	strong = o.side()
	for i, c := range o.classes { // W6, W7
		switch {
		case c == bidi.ES || c == bidi.ET || c == bidi.CS:
			o.classes[i] = bidi.ON
		case c == bidi.L || c == bidi.R:
			strong = c
		case c == bidi.EN && strong == bidi.L:
			o.classes[i] = bidi.L
		}
	}
}

// strength is the direction that a class stands for in the rules N0 to N2: numbers count as R.
func strength(c bidi.Class) (bidi.Class, bool) {
	switch c {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R, true
	default:
		return 0, false
	}
}

// brackets is the rule N0: both of a pair go the way of what they hold.
func (o *ordering) brackets(original []bidi.Class) {
	type open struct {
		closes rune
		at     int
	}
	var stack []open
	pairs := map[int]int{} // from the opening to the closing one
	for i, c := range o.runes {
		p, _ := bidi.LookupRune(c)
		if !p.IsBracket() || original[i] != bidi.ON {
			continue
		}
		if p.IsOpeningBracket() {
			stack = append(stack, open{[]rune(bidi.ReverseString(string(c)))[0], i})
			continue
		}
		for n := len(stack) - 1; n >= 0; n-- {
			if stack[n].closes == c {
				pairs[stack[n].at] = i
				stack = stack[:n]
				break
			}
		}
	}
	for i := range o.runes {
		if end, ok := pairs[i]; ok {
			o.pair(i, end, original)
		}
	}
}

func (o *ordering) pair(start, end int, original []bidi.Class) {
	side, other := o.side(), false
	found := false
	for _, c := range o.classes[start+1 : end] {
		if s, strong := strength(c); strong {
			found = found || s == side
			other = other || s != side
		}
	}
	to := side
	if !found {
		if !other {
			return
		}
		for i := start - 1; i >= 0; i-- {
			if s, strong := strength(o.classes[i]); strong {
				to = s
				break
			}
		}
	}
	for _, at := range []int{start, end} {
		o.classes[at] = to
		for i := at + 1; i < len(o.classes) && (original[i] == bidi.NSM || original[i] == bidi.BN); i++ {
			o.classes[i] = to
		}
	}
}

// neutral are the rules N1 and N2.
func (o *ordering) neutral() {
	for i := 0; i < len(o.classes); {
		if _, strong := strength(o.classes[i]); strong {
			i++
			continue
		}
		before, after := o.side(), o.side()
		if i > 0 {
			before, _ = strength(o.classes[i-1])
		}
		end := i
		for end < len(o.classes) {
			if s, strong := strength(o.classes[end]); strong {
				after = s
				break
			}
			end++
		}
		if before != after {
			before = o.side()
		}
		for ; i < end; i++ {
			o.classes[i] = before
		}
	}
}

// levels are the rules I1 and I2, and of L1 what a paragraph without its lines can tell.
func (o *ordering) levels(size int, original []bidi.Class) []uint8 {
	out := make([]uint8, size)
	for i, c := range o.classes {
		level := o.base
		switch {
		case original[i] == bidi.S:
		case o.base == 0 && c == bidi.R, o.base == 1 && c != bidi.R:
			level++
		case o.base == 0 && c != bidi.L:
			level += 2
		}
		end := size
		if i+1 < len(o.starts) {
			end = o.starts[i+1]
		}
		for at := o.starts[i]; at < end; at++ {
			out[at] = level
		}
	}
	return out
}

// visual returns the order in which things of some levels stand from left to right (rule L2).
func visual(levels []uint8) []int {
	order := make([]int, len(levels))
	highest, lowest := uint8(0), uint8(255)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l%2 == 1 {
			lowest = min(lowest, l)
		}
	}
	for level := highest; level >= lowest && level > 0; level-- {
		for i := 0; i < len(order); {
			end := i
			for end < len(order) && levels[order[end]] >= level {
				end++
			}
			for a, b := i, end-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = max(end, i+1)
		}
	}
	return order
}
