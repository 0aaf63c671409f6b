package docview

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// counting is a ruler that counts what it is asked to measure.
type counting struct {
	fixed
	measured *int
}

func (c counting) Width(word string, s Style) float32 {
	*c.measured++
	return c.fixed.Width(word, s)
}

func chapter(paragraphs int) string {
	var b strings.Builder
	for n := range paragraphs {
		fmt.Fprintf(&b, "Paragraph %d tells of the bridge, of the mayor and of the ferry that was late again on that day.\n\n", n)
	}
	return b.String()
}

// Marking breaks no line anew, measures no word, and paints the seen lines on which the mark stands and no others.
func TestMarkingPaintsTheLinesOfTheMarkAlone(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "", nil)
	measured := 0
	v.page.rule = newRule(counting{measured: &measured})
	text := chapter(40)
	v.Set(text, nil)
	l := v.page.layout
	tint := Paint{Tint: color.NRGBA{R: 90, A: 90}}
	second, third := l.Lines[1], l.Lines[2]
	mark := Mark{Key: "a", Spans: span.Fragments{{Start: second.Start + 3, End: third.Start + 4}}, Paint: tint}
	far := Mark{Key: "b", Spans: span.Fragments{{Start: len(text) - 30, End: len(text) - 10}}, Paint: tint}
	before, lines := measured, len(l.Lines)
	for _, c := range []struct {
		name  string
		do    func()
		lines int
	}{
		{"a mark over two lines", func() { v.Mark([]Mark{mark}) }, 2},
		{"the same marks again", func() { v.Mark([]Mark{mark}) }, 0},
		{"a mark that is not seen", func() { v.Mark([]Mark{mark, far}) }, 0},
		{"the mark in focus", func() { v.Emphasise("a") }, 2},
		{"no mark", func() { v.Mark(nil) }, 2},
		{"a word that was found", func() { v.Hits([]span.Span{{Start: second.Start, End: second.Start + 5}}) }, 1},
	} {
		built := v.page.built
		c.do()
		if got := v.page.built - built; got != c.lines {
			t.Errorf("%s paints %d lines, not %d", c.name, got, c.lines)
		}
	}
	if measured != before || v.page.layout != l || len(l.Lines) != lines {
		t.Errorf("marking measured %d words and set %d lines", measured-before, len(l.Lines)-lines)
	}
}

// What is seen is set first, whatever the length of the text.
func TestTheFirstScreenIsSetFirst(t *testing.T) {
	test.NewTempApp(t)
	v := New(Host{})
	v.page.rule = newRule(fixed{})
	test.NewTempWindow(t, v).Resize(fyne.NewSize(500, 420))
	l := newLayout(chapter(20000), blocksOf(chapter(20000), nil), 400, newRule(fixed{}), map[int]bool{})
	if n := l.LineBelow(420); l.Lines[n].Top > 420 || len(l.Lines) > 60 {
		t.Errorf("for line %d at %v %d lines are set", n, l.Lines[n].Top, len(l.Lines))
	}
	if l.LineAt(1000); len(l.Lines) > 60 {
		t.Errorf("for a place at the top %d lines are set", len(l.Lines))
	}
}

// A line at the top of the window stays there when the window gets narrower, and wider again.
func TestResizingKeepsWhatIsRead(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "", nil)
	v.Set(chapter(200), nil)
	p := v.page
	for _, width := range []float32{430, 700, 350, 500} {
		p.scrollTo(p.MinSize().Height / 2)
		before := p.layout.Lines[p.layout.LineBelow(v.scroll.Offset.Y-above)]
		v.Resize(fyne.NewSize(width, v.Size().Height))
		after := p.layout.Lines[p.layout.LineBelow(v.scroll.Offset.Y-above)]
		if before.Start < after.Start || before.Start >= after.End {
			t.Errorf("at a width of %v the top line is %d to %d, and before it began at %d", width, after.Start, after.End, before.Start)
		}
	}
}

// Of marks that lie over each other a click takes the smallest, and the next one when it is clicked again, around and around.
func TestAClickTakesTheSmallestMarkThenTheNext(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "", nil)
	var chosen []string
	v.host.Chosen = func(key string) { chosen = append(chosen, key); v.Emphasise(key) }
	v.Set("The mayor says so.", nil)
	var marks []Mark
	for key, end := range map[string]int{"whole": 18, "part": 14, "word": 9} {
		marks = append(marks, Mark{Key: key, Spans: span.Fragments{{Start: 0, End: end}}, Paint: Paint{Tint: color.NRGBA{R: 90, A: 90}}})
	}
	v.Mark(marks)
	p := v.page
	for range 4 {
		e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(p.left+65, above+8)}, Button: desktop.MouseButtonPrimary}
		p.MouseDown(e)
		p.MouseUp(e)
		p.pointer.clicks = 0 // somebody who waits in between
	}
	if want := []string{"word", "part", "whole", "word"}; !slices.Equal(chosen, want) {
		t.Errorf("%v are chosen, not %v", chosen, want)
	}
}

// A drag takes whole words, with Alt single characters; one with Ctrl adds to what is selected; further clicks take more.
func TestWhatTheMouseSelects(t *testing.T) {
	test.NewTempApp(t)
	held := fyne.KeyModifier(0)
	v := painted(t, "", nil)
	v.host.Modifiers = func() fyne.KeyModifier { return held }
	v.Set("The mayor says so. It is late.\n\nNobody knows it.", nil)
	p := v.page
	at := func(character, line int) fyne.PointEvent {
		return fyne.PointEvent{Position: fyne.NewPos(p.left+float32(character)*10+1, p.layout.Lines[line].Top+above+8)}
	}
	press := func(character, line int) {
		p.MouseDown(&desktop.MouseEvent{PointEvent: at(character, line), Button: desktop.MouseButtonPrimary, Modifier: held})
	}
	drag := func(from, to int) {
		p.pointer.clicks = 0
		press(from, 0)
		p.Dragged(&fyne.DragEvent{PointEvent: at(to, 0)})
		p.DragEnd()
	}
	is := func(what, want string) {
		t.Helper()
		if got := v.Selected().Text(p.text()); got != want {
			t.Errorf("%s selects %q, not %q", what, got, want)
		}
	}
	drag(6, 12)
	is("a drag", "mayor says")
	drag(5, 7)
	is("a drag inside a word", "ay")
	held = fyne.KeyModifierAlt
	drag(6, 12)
	is("a drag with Alt", "yor sa")
	held = 0
	for i, want := range []string{"", "mayor", "The mayor says so.", "The mayor says so. It is late."} {
		if i == 0 {
			p.pointer.clicks = 0
		}
		press(6, 0)
		p.MouseUp(&desktop.MouseEvent{PointEvent: at(6, 0), Button: desktop.MouseButtonPrimary})
		is(fmt.Sprint(i+1, " clicks"), want)
	}
	p.sel(Selection{Anchor: 4, Caret: 9})
	held = fyne.KeyModifierControl
	drag(16, 22)
	if got := fmt.Sprint(v.Selected()); got != fmt.Sprint(span.Fragments{{Start: 4, End: 9}, {Start: 15, End: 21}}) {
		t.Errorf("with Ctrl are selected %v", got)
	}
}

// The card of a mark goes when a key is pressed or the keyboard goes elsewhere, though the mouse rests.
func TestTheCardGivesWayToTheKeyboard(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, chapter(3), nil)
	for name, press := range map[string]func(){
		"a letter": func() { v.page.TypedRune('j') }, "a key": func() { v.page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) },
		"the keyboard goes elsewhere": func() {
			v.page.FocusGained()
			v.card.show([]string{"a"}, fyne.Position{}, v.Size(), v.page.colours())
			v.page.FocusLost()
		},
	} {
		v.card.show([]string{"Half true"}, fyne.NewPos(10, 10), v.Size(), v.page.colours())
		if !v.card.shown {
			t.Fatal("there is no card")
		}
		if press(); v.card.shown || v.card.back.Visible() {
			t.Errorf("%s leaves the card", name)
		}
	}
}

// What is folded away has no ends to pull: its words are not seen.
func TestAFoldedMarkHasNoHandles(t *testing.T) {
	test.NewTempApp(t)
	const told = "The bridge was closed on Tuesday after the inspectors had found a crack in one of its piers."
	text := told + "\n\nA ferry is to go instead.\n\n" + told
	v := painted(t, text, nil)
	v.host.Reshaped = func(string, span.Fragments, span.Fragments) {}
	last := len(text) - len(told)
	ink := Paint{Tint: color.NRGBA{R: 90, A: 90}}
	v.Mark([]Mark{
		{Key: "a", Spans: span.Fragments{{Start: 4, End: len(told) - 1}}, Paint: ink},
		{Key: "a", Spans: span.Fragments{{Start: last + 4, End: len(text) - 1}}, Paint: ink},
	})
	v.Emphasise("a")
	folded, handles := 0, 0
	for n, r := range v.page.rows {
		line := v.page.layout.Lines[n]
		if line.Folded == 0 {
			handles += len(r.over)
			continue
		}
		folded++
		if len(r.over) > 0 {
			t.Errorf("%d things are painted over the folded line", len(r.over))
		}
		for x := float32(0); x < v.Size().Width; x += 2 {
			if h := v.page.take(fyne.NewPos(x, line.Top+above+line.Height/2)); h != nil {
				t.Fatalf("a handle is taken at %g of the folded line", x)
			}
		}
	}
	if folded != 1 || handles == 0 {
		t.Errorf("%d folded lines, %d handles on the others", folded, handles)
	}
}

// A handle is taken anywhere on its knob, which stands half below its line.
func TestAHandleIsTakenByTheLowerHalfOfItsKnob(t *testing.T) {
	test.NewTempApp(t)
	text := "The bridge was closed on Tuesday.\n\nA ferry is to go instead."
	v := painted(t, text, nil)
	v.host.Reshaped = func(string, span.Fragments, span.Fragments) {}
	v.Mark([]Mark{{Key: "a", Spans: span.Fragments{{Start: 4, End: 10}}, Paint: Paint{Tint: color.NRGBA{R: 90, A: 90}}}})
	v.Emphasise("a")
	line := v.page.layout.Lines[0]
	x := v.page.left + v.page.layout.at(0).x(10)
	for dy := float32(-grip / 2); dy <= grip/2; dy++ {
		if h := v.page.take(fyne.NewPos(x, above+line.Top+line.Height+dy)); h == nil || h.start {
			t.Errorf("%g below the line the handle is not taken", dy)
		}
	}
}

// An end of a mark that is pulled takes whole words, as a drag that selects does; with Alt it stands where it is let go.
func TestAHandleTakesWholeWords(t *testing.T) {
	for _, c := range []struct {
		held  fyne.KeyModifier
		start bool
		to    int
		want  string
	}{
		{0, false, 17, "bridge was closed"},
		{fyne.KeyModifierAlt, false, 17, "bridge was cl"},
		{0, false, 6, "bridge"},
		{0, true, 2, "The bridge was"},
		{fyne.KeyModifierAlt, true, 2, "e bridge was"},
	} {
		test.NewTempApp(t)
		text := "The bridge was closed on Tuesday."
		v := painted(t, text, nil)
		var got string
		v.host.Modifiers = func() fyne.KeyModifier { return c.held }
		v.host.Reshaped = func(_ string, _, now span.Fragments) { got = now.Text(text) }
		v.Mark([]Mark{{Key: "a", Spans: span.Fragments{{Start: 4, End: 14}}, Paint: Paint{Tint: color.NRGBA{R: 90, A: 90}}}})
		v.Emphasise("a")
		end := 14
		if c.start {
			end = 4
		}
		line := v.page.layout.Lines[0]
		at := func(offset int) fyne.Position {
			return fyne.NewPos(v.page.left+v.page.layout.at(0).x(offset), above+line.Top+line.Height-2)
		}
		v.page.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(end)}, Button: desktop.MouseButtonPrimary})
		v.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(c.to)}})
		v.page.DragEnd()
		if got != c.want {
			t.Errorf("held %v, pulled to %d: %q, want %q", c.held, c.to, got, c.want)
		}
	}
}
