package docview

import (
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// hand does things to a view as somebody does who has no plan.
type hand struct {
	*testing.T
	*rand.Rand
	view   *View
	window fyne.Window
	held   fyne.KeyModifier
	did    []string
	marks  []Mark
}

func (h *hand) do(format string, args ...any) {
	h.did = append(h.did, fmt.Sprintf(format, args...))
	if len(h.did) > 30 {
		h.did = h.did[1:]
	}
}

var samples = []string{
	"", " \n\n ", "One line.",
	"A title\n\nThe bridge is unsafe, the mayor says, reports Telagra. 日本語の文章です。\n\nשלום (לכם) 123 and abc.\n\nThe bridge is unsafe, the mayor says, reports Telagra. 日本語の文章です。\n\nשלום (לכם) 123 and abc.",
	strings.Repeat("Family 👨‍👩‍👧‍👦 and 🇸🇪🇳🇴 flags, e\u0301te\u0301, क्षत्रिय.\n\nقال الوزير إن 3.5 مليون شخص غادروا. ", 30),
	strings.Repeat("word ", 20000),
	strings.Repeat("x", 5000) + "\t\ttabs\n" + strings.Repeat("Again and again.\n", 40),
}

func (h *hand) point() fyne.Position {
	size := h.view.page.Size()
	return fyne.NewPos(h.Float32()*(size.Width+200)-100, h.view.scroll.Offset.Y+h.Float32()*(h.view.Size().Height+300)-150)
}

func (h *hand) place(text string) span.Span {
	if len(text) == 0 {
		return span.Span{}
	}
	a, b := h.IntN(len(text)+1), h.IntN(60)
	return span.Snap(text, span.Span{Start: a, End: min(a+b, len(text))})
}

func (h *hand) step() {
	p := h.view.page
	text := p.text()
	h.held = []fyne.KeyModifier{0, 0, fyne.KeyModifierShift, fyne.KeyModifierControl, fyne.KeyModifierAlt}[h.IntN(5)]
	switch h.IntN(15) {
	case 0:
		s := samples[h.IntN(len(samples))]
		var blocks []Block
		for range h.IntN(4) {
			blocks = append(blocks, Block{Span: h.place(s), Kind: []model.BlockKind{model.Heading, model.Quotation, model.Paragraph}[h.IntN(3)], Level: h.IntN(3)})
		}
		h.do("set %.20q and %d blocks", s, len(blocks))
		h.marks = nil
		h.view.Set(s, blocks)
	case 1, 2:
		at := h.point()
		for m := range p.shapeable {
			if n := p.layout.LineAt(m.Spans.Bounds().Start); n >= 0 && h.IntN(2) == 0 { // at one of its ends
				at = fyne.NewPos(p.left+p.layout.at(n).x(m.Spans.Bounds().Start), p.layout.Lines[n].Top+above+5)
			}
		}
		h.do("press at %v with %d", at, h.held)
		p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: h.held})
		for range h.IntN(4) {
			to := h.point()
			h.do("drag to %v", to)
			p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
		}
		p.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: h.held})
		p.DragEnd()
	case 3, 4, 5:
		keys := []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyEscape}
		k := keys[h.IntN(len(keys))]
		h.do("key %s with %d", k, h.held)
		if h.held&^fyne.KeyModifierShift == 0 {
			p.TypedKey(&fyne.KeyEvent{Name: k})
		} else {
			p.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: h.held | fyne.KeyModifier(h.IntN(2))*fyne.KeyModifierShift})
		}
	case 6, 7:
		by := float32(h.IntN(2000) - 1000)
		h.do("scroll by %v", by)
		h.view.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: by}})
	case 8:
		var spans span.Fragments
		for range 1 + h.IntN(3) {
			if s := h.place(text); !s.Empty() {
				spans = append(spans, s)
			}
		}
		if spans = spans.Normal(); len(spans) > 0 {
			h.marks = append(h.marks, Mark{Key: fmt.Sprint(h.IntN(6)), Spans: spans, Paint: Paint{Tint: color.NRGBA{R: 90, A: 90}, Line: Pattern(h.IntN(7)), Glyph: "x"}})
		}
		h.do("mark %v", spans)
		h.view.Mark(h.marks)
	case 9:
		key := fmt.Sprint(h.IntN(7))
		h.do("emphasise %s", key)
		h.view.Emphasise(key)
	case 10:
		width := 240 + h.Float32()*900
		h.do("resize to %v", width)
		h.view.Resize(fyne.NewSize(width, 200+h.Float32()*500))
	case 11:
		s := h.place(text)
		h.do("select %v", s)
		h.view.Select(span.Fragments{s})
	case 12:
		s := h.place(text)
		h.do("reveal %v", s)
		h.view.Reveal(s)
	case 14:
		h.do("rest the pointer")
		p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: h.point()}})
	case 13:
		h.do("click the strip")
		h.view.strip.Tapped(&fyne.PointEvent{Position: fyne.NewPos(1, h.Float32()*h.view.Size().Height)})
	}
	h.look()
}

// look holds what must always hold.
func (h *hand) look() {
	p := h.view.page
	if p.layout == nil {
		return
	}
	text := p.text()
	fail := func(format string, args ...any) {
		h.Fatalf(format+"\nafter "+strings.Join(h.did, "\n"), args...)
	}
	for _, f := range h.view.Selected() {
		if f.Empty() || f.Start < 0 || f.End > len(text) || span.Snap(text, f) != f {
			fail("%v is selected of %d bytes", f, len(text))
		}
	}
	if at := p.selection.Caret; len(p.layout.Blocks) > 0 && (at < 0 || at > len(text)) {
		fail("the caret stands at %d of %d", at, len(text))
	}
	if len(p.layout.Blocks) == 0 {
		return
	}
	first, last := p.visible()
	for n, r := range p.rows {
		if n < first || n > last {
			fail("line %d is painted, and %d to %d are seen", n, first, last)
		}
		if len(r.texts)+len(r.written) == 0 {
			fail("line %d is painted without words", n)
		}
		line, at := p.layout.Lines[n], p.layout.Lines[n].Start
		for _, c := range p.layout.at(n).cells {
			if c.start != at || c.end <= c.start {
				fail("on line %d after %d comes %v", n, at, c)
			}
			at = c.end
		}
		if at != line.End {
			fail("line %d ends at %d and is set to %d", n, line.End, at)
		}
	}
	for n := first; n <= last; n++ {
		if p.rows[n] == nil {
			fail("line %d is seen and not painted", n)
		}
		fresh := p.row(n)
		if got, want := seen(p.rows[n]), seen(fresh); got != want {
			fail("line %d looks like\n%s\nand painted anew like\n%s", n, got, want)
		}
		p.drop(-1, fresh)
	}
}

// seen is all that is painted of a line.
func seen(r *row) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.tint, r.fills, r.strokes)
	for _, w := range r.written {
		fmt.Fprintln(&b, w.run, w.ink)
	}
	for _, o := range slices.Concat(r.texts, r.over) {
		fmt.Fprintln(&b, o.Position(), o.Size())
	}
	if r.sheet != nil {
		fmt.Fprintln(&b, r.sheet.Position(), r.sheet.Size(), crc32.ChecksumIEEE(r.sheet.Image.(*image.RGBA).Pix))
	}
	return b.String()
}

// Random gestures find no state that the view cannot be in. TOUCHSTONE_GESTURES=30m goes on for so long, from another seed.
func TestNoGestureBreaksTheView(t *testing.T) {
	test.NewTempApp(t)
	h := &hand{T: t, Rand: rand.New(rand.NewPCG(1, 1))}
	until := time.Time{}
	if d, err := time.ParseDuration(os.Getenv("TOUCHSTONE_GESTURES")); err == nil {
		seed := uint64(time.Now().UnixNano()) //nolint:gosec // a seed
		t.Logf("seed %d", seed)
		h.Rand, until = rand.New(rand.NewPCG(seed, 1)), time.Now().Add(d)
	}
	h.view = New(Host{
		Modifiers: func() fyne.KeyModifier { return h.held }, Card: func(key string) []string { return []string{key, h.view.page.text()} },
		Reshaped: func(key string, from, to span.Fragments) {
			for i, m := range h.marks {
				if m.Key == key && m.Spans.Equal(from) {
					h.marks[i].Spans = to
				}
			}
			h.view.Mark(h.marks)
		},
	})
	h.window = test.NewTempWindow(t, h.view)
	h.window.Resize(fyne.NewSize(700, 500))
	for steps := 0; steps < 3000 || time.Now().Before(until); steps++ {
		h.step()
	}
}
