package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Places are the numbers of a document's blocks among all passages of the page, as Cut.Place counts them.
func (d Document) Places() []int {
	places := make([]int, len(d.Blocks))
	next := 0
	for i := range d.Blocks {
		for next < len(d.Cuts) && d.Cuts[next].Before <= i {
			next++
		}
		places[i] = i + next
	}
	return places
}

// SetAside gives the document without some of its blocks, named by their places, which are cuts then: a person says that they
// are no part of the article. Nothing else of the text changes, so plain text stays as it was laid out. One block has to be
// left. The document itself stays as it is; the places are noted in the origin. What was put back and is set aside again is
// neither. It is done last: Restore lays the blocks out anew.
func (d Document) SetAside(places ...int) (Document, error) {
	if len(places) == 0 {
		return d, nil
	}
	at := d.Places()
	gone := make([]bool, len(at))
	left := len(at)
	for _, p := range places {
		i, found := slices.BinarySearch(at, p)
		if !found {
			return Document{}, fmt.Errorf("nothing of the text stands at place %d of the page", p)
		}
		if !gone[i] {
			gone[i], left = true, left-1
		}
	}
	if left == 0 {
		return Document{}, Refuse("document.empty")
	}
	d.take(gone, at)
	d.Origin.Restored, d.Origin.Aside = noted(d.Origin.Restored, d.Origin.Aside, places)
	return d, nil
}

// take makes cuts of blocks.
func (d *Document) take(gone []bool, places []int) {
	points := []rune(d.Text)
	var t trimmed
	var cuts []Cut
	next := 0
	blocks := d.Blocks
	for i, b := range blocks {
		for ; next < len(d.Cuts) && d.Cuts[next].Before <= i; next++ {
			cuts = append(cuts, d.Cuts[next].before(len(t.blocks)))
		}
		words := string(points[b.Start:b.End])
		if gone[i] {
			cuts = append(cuts, Cut{Text: words, Kind: b.Kind, Level: b.Level, Place: places[i], Before: len(t.blocks)})
			t.without(blocks, i)
			continue
		}
		t.blocks = append(t.blocks, b)
		t.seen.add(words)
	}
	for ; next < len(d.Cuts); next++ {
		cuts = append(cuts, d.Cuts[next].before(len(t.blocks)))
	}
	t.behind(blocks, gone)
	d.Text, d.Cuts, d.Repeats = t.words(points), cuts, t.seen.repeats
	d.Blocks = t.blocks
	for i, b := range d.Blocks {
		d.Blocks[i].Start, d.Blocks[i].End = t.moved(b.Start), t.moved(b.End)
	}
	pages := slices.Clone(d.Origin.Pages)
	for i, p := range pages {
		pages[i] = t.moved(p)
	}
	d.Origin.Pages = pages
}

func (c Cut) before(block int) Cut {
	c.Before = block
	return c
}

// trimmed is a text of which stretches are taken out: code points, in their order.
type trimmed struct {
	out    [][2]int
	blocks []Block // that stay, where they stood
	seen   seen
}

// without takes out a block up to the next one.
func (t *trimmed) without(blocks []Block, i int) {
	if i+1 < len(blocks) {
		t.out = append(t.out, [2]int{blocks[i].Start, blocks[i+1].Start})
	}
}

// behind takes out the last blocks from where the last one that stays ends: what stands behind the text stays.
func (t *trimmed) behind(blocks []Block, gone []bool) {
	last := len(blocks) - 1
	if !gone[last] {
		return
	}
	from := t.blocks[len(t.blocks)-1].End
	t.out = slices.DeleteFunc(t.out, func(s [2]int) bool { return s[0] >= from })
	t.out = append(t.out, [2]int{from, blocks[last].End})
}

// words are the text without them.
func (t *trimmed) words(points []rune) string {
	var b strings.Builder
	at := 0
	for _, s := range t.out {
		b.WriteString(string(points[at:s[0]]))
		at = s[1]
	}
	b.WriteString(string(points[at:]))
	return b.String()
}

// moved is where a place of the text is then; of what was taken out, where that stood.
func (t *trimmed) moved(point int) int {
	to := point
	n, _ := slices.BinarySearchFunc(t.out, point, func(s [2]int, p int) int { return cmp.Compare(s[0], p) })
	for _, s := range t.out[:n] {
		to -= min(s[1], point) - s[0]
	}
	return to
}

// noted gives the places that were put back, or set aside, when some are now set aside, or put back: what was done before is
// taken back, and the rest is new.
func noted(undone, done, places []int) (left, all []int) {
	for _, p := range slices.Compact(slices.Sorted(slices.Values(places))) {
		if slices.Contains(undone, p) {
			undone = slices.DeleteFunc(slices.Clone(undone), func(u int) bool { return u == p })
		} else {
			done = append(slices.Clone(done), p)
		}
	}
	if len(undone) == 0 {
		undone = nil
	}
	return undone, slices.Compact(slices.Sorted(slices.Values(done)))
}

// seen counts words that stand there oftener than once.
type seen struct {
	words   map[string]bool
	repeats int
}

func (s *seen) add(words string) {
	same := strings.Join(strings.Fields(words), " ")
	if s.words[same] {
		s.repeats++
	}
	if s.words == nil {
		s.words = map[string]bool{}
	}
	s.words[same] = true
}
