package docview

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"
)

// told is a text of which it is known where its characters, words, sentences and lines are, as it was put together from them: the
// oracle of the keys asks no segmentation and no layout.
type told struct {
	text      string
	stops     []int // where the caret can stand
	words     []span.Span
	sentences []span.Span
	blocks    []span.Span
	lines     []span.Span
}

const widest = 30 // characters to a line, of 10 each

func (o *told) token(word, after string) {
	o.words = append(o.words, span.Span{Start: len(o.text), End: len(o.text) + len(word)})
	o.text += word + after
}

func (o *told) sentence(t *rapid.T, first string) {
	start := len(o.text)
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"the", "mayor", "e\u0301te\u0301", "👨‍👩‍👧‍👦", "bridges", "한", "of"}), 1, 9).Draw(t, "words")
	for _, w := range append([]string{first}, words[:len(words)-1]...) {
		o.token(w, rapid.SampledFrom([]string{" ", " ", ", ", "  "}).Draw(t, "space"))
	}
	o.token("unsafe", rapid.SampledFrom([]string{".", "?"}).Draw(t, "end"))
	o.sentences = append(o.sentences, span.Span{Start: start, End: len(o.text)})
}

var stories = rapid.Custom(func(t *rapid.T) *told {
	o := &told{}
	for i := range rapid.IntRange(1, 4).Draw(t, "paragraphs") {
		if i > 0 {
			o.text += "\n\n"
		}
		start := len(o.text)
		for j := range rapid.IntRange(1, 4).Draw(t, "sentences") {
			if j > 0 {
				o.text += " "
			}
			o.sentence(t, []string{"First", "Second", "Third", "Fourth"}[i]) // no paragraph repeats another
		}
		o.blocks = append(o.blocks, span.Span{Start: start, End: len(o.text)})
		o.broken(start)
	}
	return o
})

// broken breaks the paragraph that begins at a place: each line as full as it gets.
func (o *told) broken(start int) {
	at, used, line := start, 0, span.Span{Start: start, End: start}
	for _, part := range strings.SplitAfter(o.text[start:], " ") {
		bare := strings.TrimRight(part, " ")
		wide := graphemes.FromString(bare)
		n := 0
		for wide.Next() {
			o.stops = append(o.stops, at+wide.Start())
			n++
		}
		for i := len(bare); i < len(part); i++ {
			o.stops = append(o.stops, at+i)
		}
		switch {
		case bare == "": // the second space of two
		case used == 0:
			used, line.End = n, at+len(bare)
		case used+1+n > widest:
			o.lines = append(o.lines, line)
			used, line = n, span.Span{Start: at, End: at + len(bare)}
		default:
			used, line.End = used+1+n, at+len(bare)
		}
		at += len(part)
	}
	o.lines = append(o.lines, line)
	o.stops = append(o.stops, len(o.text))
}

// before and after are the last place of some before one, and the first behind it, or the end of the text in that direction.
func (o *told) before(all []int, at int) int {
	if n := sort.SearchInts(all, at); n > 0 {
		return all[n-1]
	}
	return 0
}

func (o *told) after(all []int, at int) int {
	if n := sort.SearchInts(all, at+1); n < len(all) {
		return all[n]
	}
	return len(o.text)
}

func ends(all []span.Span, end bool) []int {
	var out []int
	for _, s := range all {
		if end {
			out = append(out, s.End)
		} else {
			out = append(out, s.Start)
		}
	}
	return out
}

// line is the number of the line on which a place stands.
func (o *told) line(at int) int {
	return max(0, sort.Search(len(o.lines), func(i int) bool { return o.lines[i].Start > at })-1)
}

// distances are those of the places of a line from its left, in characters: white space is as wide as one.
func (o *told) distances(n int) (places, from []int) {
	x, l := 0, o.lines[n]
	for _, at := range o.stops {
		if at < l.Start || at > l.End {
			continue
		}
		if at == l.Start || o.text[at-1] != ' ' || o.text[at] == ' ' && o.text[at-1] != ' ' {
			places, from = append(places, at), append(from, x)
			x++
			continue
		}
		if o.text[at] == ' ' { // the second of two spaces
			places, from = append(places, at), append(from, x)
			continue
		}
		places, from = append(places, at), append(from, x)
		x++
	}
	return places, from
}

// vertical is the place some lines further, nearest to a distance from the left.
func (o *told) vertical(at, by, goal int) int {
	n := o.line(at) + by
	if n < 0 {
		return 0
	}
	if n >= len(o.lines) {
		return len(o.text)
	}
	places, from := o.distances(n)
	best := places[0]
	for i, x := range from {
		if x <= goal {
			best = places[i]
		}
	}
	return best
}

// distance is that of a place from the left of its line; of white space at which a line is broken, the line's width.
func (o *told) distance(at int) int {
	places, from := o.distances(o.line(at))
	if n := slices.Index(places, at); n >= 0 {
		return from[n]
	}
	return from[len(from)-1]
}

// fingers press keys for the oracle: where the caret is, where the selection began, and the distance that up and down keep.
type fingers struct {
	*told
	anchor, caret, goal, page int
}

func (f *fingers) press(key fyne.KeyName, held fyne.KeyModifier) {
	extend := held&fyne.KeyModifierShift != 0
	to, goal := f.caret, -1
	units := f.words
	switch held &^ fyne.KeyModifierShift {
	case 0:
		to, goal = f.bare(key, extend)
	case fyne.KeyModifierAlt:
		units = f.sentences
		fallthrough
	default:
		switch key {
		case fyne.KeyLeft:
			to = f.before(ends(units, false), f.caret)
		case fyne.KeyRight:
			to = f.after(ends(units, extend), f.caret)
		case fyne.KeyHome:
			to = 0
		case fyne.KeyEnd:
			to = len(f.text)
		default: // no other is pressed with Ctrl or Alt
		}
	}
	if f.caret, f.goal = to, goal; !extend {
		f.anchor = to
	}
}

func (f *fingers) bare(key fyne.KeyName, extend bool) (to, goal int) {
	if low, high := min(f.anchor, f.caret), max(f.anchor, f.caret); low < high && !extend {
		switch key {
		case fyne.KeyLeft:
			return low, -1
		case fyne.KeyRight:
			return high, -1
		default: // goes on from the caret
		}
	}
	line := f.lines[f.line(f.caret)]
	by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -f.page, fyne.KeyPageDown: f.page}[key]
	switch key {
	case fyne.KeyLeft:
		return f.before(f.stops, f.caret), -1
	case fyne.KeyRight:
		return f.after(f.stops, f.caret), -1
	case fyne.KeyHome:
		return line.Start, -1
	case fyne.KeyEnd:
		return line.End, -1
	default: // goes by lines
	}
	if goal = f.goal; goal < 0 {
		goal = f.distance(f.caret)
	}
	return f.vertical(f.caret, by, goal), goal
}

type stroked struct {
	key  fyne.KeyName
	held fyne.KeyModifier
}

var strokes = rapid.Custom(func(t *rapid.T) stroked {
	const shift, ctrl, alt = fyne.KeyModifierShift, fyne.KeyModifierControl, fyne.KeyModifierAlt
	keys := []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp}
	s := stroked{held: rapid.SampledFrom([]fyne.KeyModifier{0, 0, ctrl, alt}).Draw(t, "held")}
	switch s.held {
	case ctrl:
		keys = keys[:4]
	case alt:
		keys = keys[:2]
	default: // any of them
	}
	s.key = rapid.SampledFrom(keys).Draw(t, "key")
	s.held |= rapid.SampledFrom([]fyne.KeyModifier{0, shift}).Draw(t, "shift")
	return s
})

// Whatever keys are pressed, what is selected is what lies between the places where the oracle's caret was and is; it looks like the
// same places given as offsets.
func TestKeysWalkOverTheBordersOfTheText(t *testing.T) {
	test.NewTempApp(t)
	held := fyne.KeyModifier(0)
	v, by := painted(t, "", nil), painted(t, "", nil)
	v.host.Modifiers = func() fyne.KeyModifier { return held }
	beside := v.page.seen.Width - v.page.layout.Column
	for _, one := range []*View{v, by} {
		one.Resize(fyne.NewSize(beside+widest*10, one.Size().Height))
	}
	rapid.Check(t, func(t *rapid.T) {
		o := stories.Draw(t, "text")
		v.Set(o.text, nil)
		by.Set(o.text, nil)
		f := &fingers{told: o, goal: -1, page: max(1, int(v.scroll.Size().Height/v.page.font.Height(Body))-2)}
		for _, s := range rapid.SliceOfN(strokes, 1, 40).Draw(t, "keys") {
			from := f.caret
			f.press(s.key, s.held)
			if held = s.held; s.held&^fyne.KeyModifierShift == 0 {
				v.page.TypedKey(&fyne.KeyEvent{Name: s.key})
			} else {
				v.page.TypedShortcut(&desktop.CustomShortcut{KeyName: s.key, Modifier: s.held})
			}
			if v.Caret() != f.caret || v.page.selection.Anchor != f.anchor {
				t.Fatalf("%s with %d from %d selects %d to %d, not %d to %d, of %q", s.key, s.held, from, v.page.selection.Anchor, v.Caret(), f.anchor, f.caret, o.text)
			}
		}
		want := span.Span{Start: min(f.anchor, f.caret), End: max(f.anchor, f.caret)}
		if got := v.Selected().Text(o.text); got != strings.TrimSpace(o.text[want.Start:want.End]) {
			t.Fatalf("%q is selected, not %q", got, o.text[want.Start:want.End])
		}
		by.Select(span.Fragments{want})
		if got, want := fmt.Sprint(looks(v)), fmt.Sprint(looks(by)); got != want {
			t.Fatalf("by keys it looks like\n%s\nby offsets like\n%s", got, want)
		}
	})
}
