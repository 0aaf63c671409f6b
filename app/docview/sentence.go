package docview

import (
	"sort"

	"touchstone/model/span"
	"touchstone/model/suggest"
)

// together is how many bytes of the text are divided into sentences at once: enough to know its language by, few enough that nobody
// waits for the rest of a long text.
const together = 64 << 10

// sentences returns the sentences of a block: those that are proposed in it, so that a click takes what a proposal names.
func (l *Layout) sentences(block int) []span.Span {
	b := l.Blocks[block]
	part := b.Start / together
	all, known := l.divided[part]
	if !known {
		if all = l.divide(part); l.divided == nil {
			l.divided = map[int][]span.Span{}
		}
		l.divided[part] = all
	}
	from := sort.Search(len(all), func(i int) bool { return all[i].Start >= b.Start })
	to := from + sort.Search(len(all)-from, func(i int) bool { return all[from+i].Start >= b.End })
	return all[from:to:to]
}

// divide finds the sentences of the blocks that begin in a part of the text.
func (l *Layout) divide(part int) []span.Span {
	from := sort.Search(len(l.Blocks), func(i int) bool { return l.Blocks[i].Start >= part*together })
	to := from + sort.Search(len(l.Blocks)-from, func(i int) bool { return l.Blocks[from+i].Start >= (part+1)*together })
	start := l.Blocks[from].Start
	blocks := make([]span.Span, 0, to-from)
	for _, b := range l.Blocks[from:to] {
		blocks = append(blocks, span.Span{Start: b.Start - start, End: b.End - start})
	}
	all := suggest.Sentences(l.Text[start:l.Blocks[to-1].End], blocks)
	for i := range all {
		all[i].Start, all[i].End = all[i].Start+start, all[i].End+start
	}
	return all
}
