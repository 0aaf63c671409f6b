package anchor

import (
	"touchstone/model/span"
)

// Selector is how a passage is found again: its words, the words around it and where it stood, as in W3C's TextQuoteSelector
// and TextPositionSelector. Without At it is not known where it stood.
type Selector struct {
	Exact, Prefix, Suffix string
	At                    *span.Span // in bytes of the text it is sought in, as if nothing had changed
}

// context is how many code points of the words around a passage a selector keeps.
const context = 32

// Of returns the selector of a passage, in bytes.
func Of(text string, s span.Span) Selector {
	exact, prefix, suffix := span.Quote(text, s, context)
	return Selector{Exact: exact, Prefix: prefix, Suffix: suffix, At: &s}
}

// Status is how a passage was found again.
type Status string

// The statuses.
const (
	Exact     Status = "exact"     // the same words in the same place
	Moved     Status = "moved"     // the same words elsewhere
	Changed   Status = "changed"   // other words
	Ambiguous Status = "ambiguous" // in several places, which nothing tells apart
	Lost      Status = "lost"      // nowhere
)

// Found reports whether the passage has a place.
func (s Status) Found() bool { return s == Exact || s == Moved || s == Changed }

// Place is where a passage was found.
type Place struct {
	Status     Status
	Span       span.Span   // in bytes; nothing when ambiguous or lost
	Score      float64     // 1 for the same words, else how much of them is left, from 0; of the best candidate when lost
	Candidates []span.Span // when ambiguous, first to last
}
