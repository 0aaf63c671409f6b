package docview

import (
	"touchstone/model/span"
)

// Selection is what is selected: from where it was begun to the caret, and stretches that were selected before and kept.
type Selection struct {
	Anchor, Caret int
	Kept          span.Fragments
}

// Empty reports whether nothing is selected.
func (s Selection) Empty() bool { return s.Anchor == s.Caret && len(s.Kept) == 0 }

// ordered is the stretch between anchor and caret.
func (s Selection) ordered() span.Span {
	return span.Span{Start: min(s.Anchor, s.Caret), End: max(s.Anchor, s.Caret)}
}

// Fragments are the words that are selected, in bytes: sorted, apart from each other, at the borders of characters, without
// white space at their ends.
func (s Selection) Fragments(text string) span.Fragments {
	all := append(span.Fragments{s.ordered()}, s.Kept...)
	var out span.Fragments
	for _, f := range all.Normal() {
		if f = trim(text, span.Snap(text, f)); !f.Empty() {
			out = append(out, f)
		}
	}
	return out.Normal()
}

// grown is a selection by whole units, as a double click and a drag after it make: from the unit around the anchor to that
// around the caret.
func (l *Layout) grown(anchor, caret int, unit Unit) (from, to int) {
	if unit == Character {
		return anchor, caret
	}
	a, c := l.Around(anchor, unit), l.Around(max(caret, 0), unit)
	if caret < a.Start {
		return a.End, c.Start
	}
	return a.Start, max(c.End, a.End)
}
