package workspace

import (
	"fmt"
	"strings"
)

// Written tells what an export holds: how many of what, in the order it is told.
type Written struct {
	Counts []Count
	Digest string // of an export that colleagues merge, "" for another
}

// Count is how many there are of something: a key of Counted.
type Count struct {
	Of string
	N  int
}

// Counted are the things that an export counts, with the English words for one and for several.
func Counted() map[string][2]string { return counted }

var counted = map[string][2]string{
	"article":     {"%d article", "%d articles"},
	"claim":       {"%d claim", "%d claims"},
	"judged":      {"%d claim with a verdict", "%d claims with a verdict"},
	"event":       {"%d event", "%d events"},
	"file":        {"%d original file", "%d original files"},
	"text":        {"%d text", "%d texts"},
	"attribution": {"%d attribution or claim", "%d attributions and claims"},
	"annotation":  {"%d annotation", "%d annotations"},
	"step":        {"%d step", "%d steps"},
	"unjudged":    {"%d without a verdict was left out", "%d without a verdict were left out"},
	"disputed":    {"%d disputed was left out", "%d disputed were left out"},
	"unpublished": {
		"%d is not published and has no url, which Google asks for: say where with `publish`",
		"%d are not published and have no url, which Google asks for: say where with `publish`",
	},
}

// With also counts something. What there is none of is told only of the first things.
func (w Written) With(of string, n int) Written {
	if n > 0 || len(w.Counts) == 0 {
		w.Counts = append(w.Counts, Count{of, n})
	}
	return w
}

// String says it in English.
func (w Written) String() string {
	parts := make([]string, 0, len(w.Counts)+1)
	for _, c := range w.Counts {
		words := counted[c.Of][1]
		if c.N == 1 {
			words = counted[c.Of][0]
		}
		parts = append(parts, fmt.Sprintf(words, c.N))
	}
	if w.Digest != "" {
		parts = append(parts, fmt.Sprintf("digest %.10s", w.Digest))
	}
	return strings.Join(parts, ", ")
}
