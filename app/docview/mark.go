package docview

import (
	"image/color"
	"slices"
	"sort"
	"strconv"

	"touchstone/model/span"
)

// Pattern is how the line below marked words is drawn, so that colour is never alone.
type Pattern int

// The patterns.
const (
	NoLine Pattern = iota
	Solid
	Dashed
	Dotted
	Double
	DashDot
	Thick
)

// Paint is how a mark looks.
type Paint struct {
	Tint  color.NRGBA // behind the words, none where it is transparent
	Ink   color.NRGBA // of the line below and the glyph
	Line  Pattern
	Glyph string // in the margin of the first line, "" for none
}

// Mark is a set of places in the text that somebody marked, by the key that its owner knows it by. Several marks may have
// one key, as the places of one claim do.
type Mark struct {
	Key   string
	Spans span.Fragments // in bytes
	Paint Paint
}

// marks are the marks of a text, in an order in which those of a line are found at once.
type marks struct {
	all  []Mark
	runs []span.Run // what lies over each stretch, by number in all
}

func newMarks(all []Mark) *marks {
	m := &marks{all: slices.Clone(all)} // whoever owns them may change theirs, and what changed is told from what was
	var layers []span.Layer
	for i, mark := range all {
		for _, s := range mark.Spans {
			layers = append(layers, span.Layer{Span: s, Tag: i})
		}
	}
	m.runs = span.Cover(layers)
	return m
}

// within returns the runs that touch a stretch.
func (m *marks) within(start, end int) []span.Run {
	from := sort.Search(len(m.runs), func(i int) bool { return m.runs[i].End > start })
	to := from + sort.Search(len(m.runs)-from, func(i int) bool { return m.runs[from+i].Start >= end })
	return m.runs[from:to]
}

// touching returns the numbers of the marks that touch a stretch, the smallest first.
func (m *marks) touching(start, end int) []int {
	var tags []int
	for _, r := range m.within(start, end) {
		tags = append(tags, r.Tags...)
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// on returns the places of the mark that touch a stretch.
func (m Mark) on(start, end int) span.Fragments {
	from := sort.Search(len(m.Spans), func(i int) bool { return m.Spans[i].End > start })
	to := from + sort.Search(len(m.Spans)-from, func(i int) bool { return m.Spans[from+i].Start >= end })
	return m.Spans[from:to]
}

// at returns the keys of the marks over a byte offset, the one over the fewest bytes first.
func (m *marks) at(offset int) []string {
	var tags []int
	for _, r := range m.within(offset, offset+1) {
		tags = append(tags, r.Tags...)
	}
	slices.SortStableFunc(tags, func(a, b int) int { return size(m.all[a].Spans) - size(m.all[b].Spans) })
	var keys []string
	for _, t := range tags {
		if !slices.Contains(keys, m.all[t].Key) {
			keys = append(keys, m.all[t].Key)
		}
	}
	return keys
}

// looks returns how the first mark over a run looks that has a tint: the strip shows claims, not every word about them.
func (m *marks) looks(r span.Run) (Paint, bool) {
	for _, t := range r.Tags {
		if p := m.all[t].Paint; p.Tint.A > 0 {
			return p, true
		}
	}
	return Paint{}, false
}

func size(f span.Fragments) int {
	n := 0
	for _, s := range f {
		n += s.Len()
	}
	return n
}

// begins returns the marks whose first words stand in a stretch, in order.
func (m *marks) begins(start, end int) []Mark {
	var found []Mark
	seen := map[int]bool{}
	for _, r := range m.within(start, end) {
		for _, t := range r.Tags {
			first := m.all[t].Spans[0].Start
			if !seen[t] && first >= start && first < end {
				found = append(found, m.all[t])
			}
			seen[t] = true
		}
	}
	return found
}

// changed returns the stretches of the text that look otherwise with other marks, or with another key in focus.
func (m *marks) changed(other *marks) []span.Span {
	if slices.EqualFunc(m.all, other.all, func(a, b Mark) bool { return a.Key == b.Key && a.Paint == b.Paint && a.Spans.Equal(b.Spans) }) {
		return nil
	}
	// Numbers differ between the two sets, so runs are compared by what they look like: a mark's number in a table of both.
	table := map[string]int{}
	renumber := func(m *marks) []span.Run {
		out := make([]span.Run, len(m.runs))
		for i, r := range m.runs {
			tags := make([]int, len(r.Tags))
			for j, t := range r.Tags {
				name := m.all[t].name()
				if _, ok := table[name]; !ok {
					table[name] = len(table)
				}
				tags[j] = table[name]
			}
			slices.Sort(tags)
			out[i] = span.Run{Span: r.Span, Tags: tags}
		}
		return out
	}
	return span.Diff(renumber(m), renumber(other))
}

// without returns where the marks of a key stand that are not among others, from the first of their words to the last: in focus, a
// line in the margin joins them.
func (m *marks) without(other *marks, key string) []span.Span {
	var all []span.Span
	for _, one := range m.all {
		same := func(o Mark) bool { return o.Key == key && o.Paint == one.Paint && o.Spans.Equal(one.Spans) }
		if one.Key == key && !slices.ContainsFunc(other.all, same) {
			all = append(all, one.Spans.Bounds())
		}
	}
	return all
}

// name is what tells a mark's look from another's: where it begins, its key and its paint.
func (m Mark) name() string {
	p := m.Paint
	return strconv.Itoa(m.Spans.Bounds().Start) + "\x00" + m.Key + "\x00" + p.Glyph + string([]byte{
		p.Tint.R, p.Tint.G, p.Tint.B, p.Tint.A, p.Ink.R, p.Ink.G, p.Ink.B, p.Ink.A, byte(p.Line),
	})
}
