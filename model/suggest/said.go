package suggest

import "touchstone/model/span"

// certain is how sure a proposal has to be for words to be left out of a mark because of it.
const certain = 0.85

// Said returns what is said in a selection that holds who says it, too, in bytes: a mark of “The quay is safe, says Berg.” would
// hold its own source. Of several the one at a place is taken, at the caret, say; else the innermost and longest. Nothing is
// said in the selection: nil. all is what Attributions returned.
func Said(all []Attribution, selection span.Span, at int) span.Fragments {
	best := -1
	for i, a := range all {
		named := holds(span.Fragments{selection}, bounds(a)) && len(a.Source)+len(a.Cue) > 0
		if a.piece || a.Confidence < certain || !named {
			continue
		}
		if best < 0 || nearer(all, i, best, at) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return all[best].Content.Normal()
}

// nearer reports whether one attribution is rather what is meant at a place than another.
func nearer(all []Attribution, i, than, at int) bool {
	here, there := holds(all[i].Content, span.Span{Start: at, End: at}), holds(all[than].Content, span.Span{Start: at, End: at})
	switch {
	case here != there:
		return here
	case inside(all, i, than):
		return true
	case inside(all, than, i):
		return false
	}
	return size(all[i].Content) > size(all[than].Content)
}

// inside reports whether an attribution stands in the content of another, at any depth.
func inside(all []Attribution, i, of int) bool {
	for k := all[i].Within; k >= 0; k = all[k].Within {
		if k == of {
			return true
		}
	}
	return false
}

func size(f span.Fragments) int {
	n := 0
	for _, s := range f {
		n += s.Len()
	}
	return n
}
