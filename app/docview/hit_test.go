package docview

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// The pointer in the middle of a character is on it, and near one of its sides it is at the place on that side, wherever the text is
// scrolled to and in whatever direction it is read.
func TestThePointerFindsEveryCharacterThatIsSeen(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "", nil)
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		v.Set(text, nil)
		p := v.page
		p.scrollTo(rapid.Float32Range(0, max(0.1, p.MinSize().Height)).Draw(t, "scrolled"))
		for n := range p.rows {
			line := p.layout.Lines[n]
			if line.Folded > 0 {
				continue
			}
			cells := p.layout.at(n).cells
			for i, c := range cells {
				if c.right <= c.left {
					continue
				}
				y := line.Top + line.Height/2 + above
				point := func(x float32) fyne.Position { return fyne.NewPos(p.left+x, y) }
				if got := p.on(point((c.left + c.right) / 2)); got != c.start {
					t.Fatalf("the pointer is on %d, and %q is seen there at %d", got, text[c.start:c.end], c.start)
				}
				in := (c.trail() - c.lead()) / 5
				if got := p.offset(point(c.lead() + in)); got != c.start {
					t.Fatalf("in the first half of %q at %d the place is %d", text[c.start:c.end], c.start, got)
				}
				want, last := c.end, i+1
				for ; last < len(cells) && cells[last].right <= cells[last].left; last++ {
					want = cells[last].end
				}
				if last == len(cells) && n+1 < len(p.layout.Lines) && p.layout.Lines[n+1].Start == want {
					want = cells[len(cells)-1].start // of a word that is broken: behind it is the next line
				}
				if got := p.offset(point(c.trail() - in)); got != want {
					t.Fatalf("in the second half of %q at %d the place is %d, not %d", text[c.start:c.end], c.start, got, want)
				}
			}
		}
	})
}

// Each character that is seen is in one painted text and no other, whatever is marked, selected or found around it: the words painted
// of a line are the words of the line.
func TestPaintedWordsPartitionWhatIsSeen(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "", nil)
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		v.Set(text, nil)
		bare := wordsOf(v)
		place := rapid.Custom(func(t *rapid.T) span.Span {
			from := rapid.IntRange(0, len(text)).Draw(t, "from")
			return span.Snap(text, span.Span{Start: from, End: min(len(text), from+rapid.IntRange(1, 60).Draw(t, "length"))})
		})
		var marks []Mark
		for i, s := range rapid.SliceOfN(place, 0, 6).Draw(t, "marks") {
			if !s.Empty() {
				marks = append(marks, Mark{Key: fmt.Sprint(i), Spans: span.Fragments{s}, Paint: Paint{Tint: hue(i), Ink: hue(i), Line: Pattern(i)}})
			}
		}
		v.Mark(marks)
		v.Emphasise("1")
		if s := place.Draw(t, "selected"); !s.Empty() {
			v.Hits([]span.Span{s})
			v.page.sel(Selection{Anchor: s.Start, Caret: s.End})
		}
		if got := wordsOf(v); len(v.page.open) == 0 && !slices.Equal(got, bare) {
			t.Fatalf("with marks is painted\n%q\nwithout\n%q", got, bare)
		}
		for n := range v.page.rows {
			set := v.page.layout.at(n)
			for _, c := range set.cells {
				in := 0
				for _, r := range set.runs {
					if r.left < c.right-0.1 && r.left+r.width > c.left+0.1 {
						in++
					}
				}
				if blank := strings.TrimSpace(text[c.start:c.end]) == ""; in > 1 || c.right > c.left && in == 0 && !blank {
					t.Fatalf("%q at %d is in %d runs", text[c.start:c.end], c.start, in)
				}
			}
		}
	})
}

// wordsOf are the texts that are painted of the lines that are seen, each with its place.
func wordsOf(v *View) []string {
	var all []string
	for n, r := range v.page.rows {
		for _, w := range r.written {
			all = append(all, fmt.Sprint(n, " ", w.left, " ", w.words))
		}
		for _, o := range r.texts {
			if text := o.(*canvas.Text); text.Position().X >= v.page.left {
				all = append(all, fmt.Sprint(n, " ", text.Position().X, " ", text.Text))
			}
		}
	}
	slices.Sort(all)
	return all
}
