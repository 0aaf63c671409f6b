package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/filter"
	"touchstone/model/sheet"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Line is a claim with what it is sorted by. It does not change once it is made.
type Line struct {
	*sheet.Listed
	keys [Columns]string // "" comes last whichever way is sorted
}

// Maker makes lines for people of one language. It is used from one goroutine at a time.
type Maker struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

// NewMaker makes a maker for a language, by its tag.
func NewMaker(tag string) *Maker {
	return &Maker{collator: collate.New(language.Make(tag), collate.IgnoreCase)}
}

const sorted = 120 // so many bytes of a text are sorted by

func (m *Maker) key(text string) string {
	if len(text) > sorted {
		text = text[:sorted]
		for !utf8.ValidString(text) && len(text) > sorted-utf8.UTFMax {
			text = text[:len(text)-1]
		}
	}
	if text == "" {
		return ""
	}
	defer m.buffer.Reset()
	return string(m.collator.KeyFromString(&m.buffer, text))
}

var (
	stages  = []model.Stage{model.Spotted, model.Checked, model.Seconded, model.Approved, model.Published}
	classes = []model.Class{
		model.ClassTrue, model.ClassMostlyTrue, model.ClassPartlyTrue, model.ClassMostlyFalse, model.ClassFalse, model.ClassComplicated, model.ClassOther,
	}
	urgent = []string{"high", "normal", "", "low"} // what is none of these comes first
)

// Line makes one.
func (m *Maker) Line(l *sheet.Listed) *Line {
	out := &Line{Listed: l}
	out.keys = [Columns]string{
		Statement: m.key(l.Statement), Stage: fmt.Sprint(slices.Index(stages, l.Stage)), Said: m.key(l.Said),
		Article: m.key(strings.TrimSpace(l.Title + " " + l.Outlet)), Person: m.key(l.Assignee),
	}
	if len(l.Rated) > 0 {
		r := l.Rated[0].Rating
		class := slices.Index(classes, r.Class)
		if class < 0 {
			class = len(classes)
		}
		out.keys[Rating] = fmt.Sprintf("%d%02d%s", class, r.Order, r.Key)
	}
	if l.Due != "" || l.Priority != "" {
		out.keys[Due] = cmp.Or(l.Due, "9999") + fmt.Sprintf(" %d", slices.Index(urgent, l.Priority)+1)
	}
	if at, err := time.Parse(time.RFC3339, l.Changed); err == nil {
		out.keys[Changed] = at.UTC().Format(time.RFC3339)
	}
	return out
}

// Arranged are the lines that fit a filter, in an order; nil lines are left out. Equal ones stand as they do in their articles.
func Arranged(all []*Line, f filter.Filter, o Order) []*Line {
	fit := make([]*Line, 0, len(all))
	for _, l := range all {
		if l != nil && f.Fits(l.Listed) {
			fit = append(fit, l)
		}
	}
	slices.SortFunc(fit, o.compare)
	return fit
}

func (o Order) compare(a, b *Line) int {
	x, y := a.keys[o.By], b.keys[o.By]
	if x == y {
		return inPlace(a, b)
	}
	order := strings.Compare(x, y)
	if o.Down {
		order = -order
	}
	return lastly(x, y, order)
}

// lastly puts what is empty last.
func lastly(x, y string, order int) int {
	switch {
	case x == "":
		return 1
	case y == "":
		return -1
	}
	return order
}

// inPlace compares by where claims stand; those without an article come last.
func inPlace(a, b *Line) int {
	if x, y := a.keys[Article], b.keys[Article]; x != y {
		return lastly(x, y, strings.Compare(x, y))
	}
	return cmp.Or(strings.Compare(a.Text, b.Text), cmp.Compare(a.Start, b.Start), strings.Compare(a.ID, b.ID))
}

// Tally is how many of some lines have a value under a key.
type Tally struct {
	Value string
	Count int
}

// Tallied counts the values of lines under a key of their filters, the most frequent first, at most so many.
func Tallied(all []*Line, key string, most int) []Tally {
	counts := map[string]int{}
	for _, l := range all {
		if l == nil {
			continue
		}
		seen := map[string]bool{}
		for _, v := range l.Values(key) {
			if !seen[v] && !(len(v) >= 32 && strings.Trim(v, "0123456789abcdef") == "") { // ids are for filters
				seen[v] = true
				counts[v]++
			}
		}
		if len(seen) == 0 {
			counts[""]++
		}
	}
	out := make([]Tally, 0, len(counts))
	for v, n := range counts {
		out = append(out, Tally{v, n})
	}
	slices.SortFunc(out, func(a, b Tally) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value)) })
	return out[:min(most, len(out))]
}
