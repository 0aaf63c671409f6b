package suggest

import "touchstone/model/span"

// nest sets which attribution stands in the content of which: TT reports that, according to Russian media, … . The innermost
// that holds all of another's spans is the one around it.
func nest(all []Attribution) {
	for i := range all {
		all[i].Within = -1
	}
	for i := range all { // sorted by the start of their contents; an outer one begins before all that it holds
		whole := bounds(all[i])
		for k := i - 1; k >= 0 && k >= i-8; k-- {
			if holds(all[k].Content, whole) && !holds(all[i].Content, bounds(all[k])) {
				all[i].Within = k
				break
			}
		}
		for k := i + 1; all[i].Within < 0 && k < len(all) && k <= i+8; k++ { // the same start: the longer is outside
			if holds(all[k].Content, whole) && !holds(all[i].Content, bounds(all[k])) {
				all[i].Within = k
			}
		}
	}
}

// bounds is the stretch of all that belongs to an attribution.
func bounds(a Attribution) span.Span {
	all := append(append(append(span.Fragments{}, a.Source...), a.Cue...), a.Content...)
	return all.Bounds()
}

// holds reports whether one of the fragments holds a whole span.
func holds(f span.Fragments, s span.Span) bool {
	for _, one := range f {
		if one.Start <= s.Start && s.End <= one.End {
			return true
		}
	}
	return false
}

// At returns the attributions whose content covers a selection, in bytes, from the page inwards: the chain of who says it. A
// selection that is not quite covered, by a stop or a word at its end, still counts when most of it is. Nothing covers it: nil.
// all is what Attributions returned.
func At(all []Attribution, selection span.Span) []Attribution {
	best, shared := -1, 0
	for i, a := range all {
		n := common(a.Content, selection)
		if n*10 < selection.Len()*7 || n == 0 {
			continue
		}
		if best < 0 || n > shared || n == shared && deeper(all, i, best) {
			best, shared = i, n
		}
	}
	if best >= 0 && all[best].piece {
		best = all[best].Within
	}
	var chain []Attribution
	for i := best; i >= 0; i = all[i].Within {
		chain = append([]Attribution{all[i]}, chain...)
		if len(chain) > len(all) {
			break
		}
	}
	return chain
}

// common is how many bytes of a span the fragments cover.
func common(f span.Fragments, s span.Span) int {
	n := 0
	for _, one := range f {
		n += max(0, min(one.End, s.End)-max(one.Start, s.Start))
	}
	return n
}

// deeper reports whether one attribution stands within another, or is the surer of two that do not.
func deeper(all []Attribution, i, than int) bool {
	switch {
	case inside(all, i, than):
		return true
	case inside(all, than, i):
		return false
	}
	return all[i].Confidence > all[than].Confidence
}
