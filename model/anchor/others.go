package anchor

import (
	"sort"

	"touchstone/model/span"
)

// others are the words of a newer text that are known to be what words outside of a passage became. The nil of it knows of none.
type others struct {
	*matching
	first, last int // the passage's own tokens in the old text, last exclusive
}

func (o *others) took(j int) bool {
	i := int(o.from[j])
	return i >= 0 && (i < o.first || i >= o.last)
}

// at is the number of the first token that ends behind an offset.
func (o *others) at(offset int) int {
	return sort.Search(len(o.new), func(j int) bool { return o.new[j].end > offset })
}

// have reports whether a place of the newer text is mostly theirs.
func (o *others) have(s span.Span) bool {
	if o == nil {
		return false
	}
	all, taken := 0, 0
	for j := o.at(s.Start); j < len(o.new) && o.new[j].end <= s.End; j++ {
		if o.new[j].start < s.Start {
			continue
		}
		all++
		if o.took(j) {
			taken++
		}
	}
	return taken*2 > all
}

// wall is how many words in a row have to be theirs to end the room of a passage. Fewer may have met by chance.
const wall = 4

// leave is the part of a stretch around an offset that ends where theirs begin.
func (o *others) leave(w span.Span, around int) span.Span {
	if o == nil {
		return w
	}
	at, row := o.at(around), 0
	for j := at - 1; j >= 0 && o.new[j].end > w.Start; j-- {
		if !o.took(j) {
			row = 0
		} else if row++; row == wall {
			w.Start = o.new[j+wall-1].end
		}
	}
	row = 0
	for j := at; j < len(o.new) && o.new[j].start < w.End; j++ {
		if !o.took(j) {
			row = 0
		} else if row++; row == wall {
			w.End = o.new[j-wall+1].start
		}
	}
	return w
}
