package docview

import (
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write what is painted to testdata")

// painted is a view of a text in a window, measured by the ruler of fixed widths: it is the same on every machine.
func painted(t *testing.T, text string, blocks []Block) *View {
	t.Helper()
	v := New(Host{})
	v.page.rule = newRule(fixed{})
	window := test.NewTempWindow(t, v)
	window.Resize(fyne.NewSize(500, 420))
	v.Set(text, blocks)
	return v
}

func hue(n int) color.NRGBA { return color.NRGBA{R: 10, G: 20, B: uint8(n), A: 40} } //nolint:gosec // there are few

// Over every character that is seen lie the tints of its marks, each once, and none of another's.
func TestEveryCharacterHasTheTintsOfItsMarks(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "", nil)
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		v.Set(text, nil)
		var marks []Mark
		for n := range rapid.IntRange(0, 8).Draw(t, "marks") {
			var spans span.Fragments
			for range rapid.IntRange(1, 3).Draw(t, "fragments") {
				from := rapid.IntRange(0, len(text)).Draw(t, "from")
				spans = append(spans, span.Snap(text, span.Span{Start: from, End: min(len(text), from+rapid.IntRange(1, 80).Draw(t, "length"))}))
			}
			if spans = spans.Normal(); len(spans) > 0 {
				marks = append(marks, Mark{Key: fmt.Sprint(n), Spans: spans, Paint: Paint{Tint: hue(n), Line: Pattern(n % 7), Ink: hue(n)}})
			}
		}
		v.Mark(marks)
		for n, r := range v.page.rows {
			for _, c := range v.page.layout.at(n).cells {
				if c.right <= c.left {
					continue
				}
				want := map[color.Color]int{}
				for _, m := range marks {
					if slices.ContainsFunc(m.Spans, func(s span.Span) bool { return s.Start <= c.start && c.end <= s.End }) {
						want[m.Paint.Tint]++
					}
				}
				if got := tintsOver(r, c); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("over %q at %d lie %v, not %v", text[c.start:c.end], c.start, got, want)
				}
			}
		}
	})
}

// tintsOver counts the tints that cover a character as a whole; one that covers a part of it counts a hundred.
func tintsOver(r *row, c cell) map[color.Color]int {
	found := map[color.Color]int{}
	for _, f := range r.tint {
		switch {
		case f.right < c.left+0.1 || f.left > c.right-0.1:
		case f.left < c.left+0.1 && f.right > c.right-0.1:
			found[f.ink]++
		default:
			found[f.ink] += 100
		}
	}
	return found
}

// stops are the places where the caret can stand, found in the text alone.
func stops(l *Layout) []int {
	var all []int
	for _, b := range l.Blocks {
		for at := b.Start; at < b.End; at += clusterLength(l.Text[at:b.End]) {
			all = append(all, at)
		}
		all = append(all, b.End)
	}
	return all
}

// What keys select is what the same places select when they are given as offsets, and looks the same.
func TestKeysSelectWhatOffsetsSelect(t *testing.T) {
	test.NewTempApp(t)
	held := fyne.KeyModifier(0)
	v, by := painted(t, "", nil), painted(t, "", nil)
	v.host.Modifiers = func() fyne.KeyModifier { return held }
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		v.Set(text, nil)
		by.Set(text, nil)
		all := stops(v.page.layout)
		if len(all) == 0 {
			return
		}
		anchor, caret := 0, 0 // by their numbers in stops
		for range rapid.IntRange(1, 30).Draw(t, "keys") {
			key := rapid.SampledFrom([]fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyDown, fyne.KeyUp}).Draw(t, "key")
			held = rapid.SampledFrom([]fyne.KeyModifier{0, fyne.KeyModifierShift, fyne.KeyModifierShift}).Draw(t, "held")
			v.page.TypedKey(&fyne.KeyEvent{Name: key})
			low, high := min(anchor, caret), max(anchor, caret)
			switch {
			case key == fyne.KeyLeft && held == 0 && low < high:
				caret = low
			case key == fyne.KeyRight && held == 0 && low < high:
				caret = high
			case key == fyne.KeyLeft:
				caret = max(caret-1, 0)
			case key == fyne.KeyRight:
				caret = min(caret+1, len(all)-1)
			default: // by lines: where the caret lands is for the layout to say, and has to be one of the stops
				caret = slices.Index(all, v.Caret())
			}
			if held == 0 {
				anchor = caret
			}
			if caret < 0 || v.Caret() != all[caret] {
				t.Fatalf("after %s the caret stands at %d of %v, not at number %d", key, v.Caret(), all, caret)
			}
		}
		want := span.Span{Start: all[min(anchor, caret)], End: all[max(anchor, caret)]}
		words := strings.TrimFunc(text[want.Start:want.End], breaks)
		if got := v.Selected(); got.Text(text) != words && trim(text, want) != want && got.Text(text) != text[trim(text, want).Start:trim(text, want).End] {
			t.Fatalf("%q is selected, not %q", got.Text(text), words)
		}
		for block := range v.page.open { // the caret went through them
			by.page.unfold(v.page.layout.Blocks[block].Start)
		}
		by.Select(span.Fragments{want})
		if got, want := looks(v), looks(by); got != want {
			t.Fatalf("by keys it looks like\n%s\nby offsets like\n%s", got, want)
		}
	})
}

// looks are the boxes of the selection.
func looks(v *View) string {
	var all []string
	for n := range v.page.layout.Lines {
		row := painter{page: v.page, row: &row{}, n: n, line: v.page.layout.Lines[n], set: v.page.layout.at(n), colours: v.page.colours()}
		row.selected()
		for _, f := range row.fills {
			all = append(all, fmt.Sprint(n, f))
		}
	}
	return strings.Join(all, "\n")
}

// markup is what is painted of the lines that are seen: words, what lies below them and over them, each with its place.
func markup(v *View) string {
	var b strings.Builder
	numbers := []int{}
	for n := range v.page.rows {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		r := v.page.rows[n]
		line := v.page.layout.Lines[n]
		fmt.Fprintf(&b, "line %d, bytes %d to %d, at %g\n", n, line.Start, line.End, line.Top)
		for _, f := range slices.Concat(r.tint, r.fills) {
			fmt.Fprintf(&b, "  %g to %g colour %v\n", f.left, f.right, f.ink)
		}
		for _, u := range r.strokes {
			fmt.Fprintf(&b, "  %g to %g underline %d of colour %v, row %d\n", u.left, u.right, u.paint.Line, u.paint.Ink, u.level)
		}
		for _, w := range r.written {
			fmt.Fprintf(&b, "  %g words %q\n", w.left, w.words)
		}
		for _, o := range r.texts {
			text := o.(*canvas.Text)
			if x := o.Position().X - v.page.left; x >= 0 { // in the margin they stand by how wide they are, which a font says
				fmt.Fprintf(&b, "  %g words of the system %q\n", x, text.Text)
			} else {
				fmt.Fprintf(&b, "  margin %q\n", text.Text)
			}
		}
		for _, o := range r.over {
			x := o.Position().X - v.page.left
			fmt.Fprintf(&b, "  %g to %g over it\n", x, x+o.Size().Width)
		}
	}
	return b.String()
}

const family = "👨‍👩‍👧‍👦"

// pages are texts that are not easy to paint, each with words that are marked.
var pages = []struct{ name, text, marked string }{
	{"plain", "A title of two words\n\nThe bridge is unsafe, the mayor says, reports Telagra.", "mayor says"},
	{"bidi", "قال الوزير إن 3.5 مليون شخص غادروا البلاد.\n\nThe word שלום (לכם) is Hebrew.", "שלום (לכם) is"},
	{"cjk", "日本語の文章です。「とても長い文章は、どこでも折り返すことができます。」と言った。", "長い文章"},
	{"emoji", "A family " + family + " and flags 🇸🇪🇳🇴 and a thumb 👍🏽.", family},
	{"combining", "re\u0301sume\u0301 and Zoë, क्षत्रिय and 한국어 and ก็.", "re\u0301sume\u0301"},
	{"long words", strings.Repeat("Donaudampfschifffahrt", 6) + " https://example.org/a/very/long/address/that/never/ends?and=goes&on=and_on", "address"},
	{"tabs", "one\ttwo\t\tthree  four\u00a0five\n\tsix", "two\t\tthree"},
	{"long paragraph", strings.Repeat("a hundred thousand letters ", 3704), "thousand"},
	{"empty paragraphs", "one\n\n\n \n\n\t\n\ntwo\n\n", "two"},
	{"nothing", "", ""},
}

// twice are two marks on a page: one with a tint over the words that are marked, and one that has a line below all up to them.
func twice(v *View, text, marked string) {
	at := strings.Index(text, marked)
	if marked == "" {
		return
	}
	v.Mark([]Mark{
		{Key: "a", Spans: span.Fragments{{Start: at, End: at + len(marked)}}, Paint: Paint{Tint: hue(1), Ink: hue(1), Line: Dashed, Glyph: "✓"}},
		{Key: "b", Spans: span.Fragments{{Start: 0, End: at + len(marked)}}, Paint: Paint{Ink: hue(2), Line: Solid}},
	})
}

func TestMarkup(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range pages {
		t.Run(c.name, func(t *testing.T) {
			v := painted(t, c.text, []Block{{Span: span.Span{End: strings.IndexByte(c.text+"\n", '\n')}, Kind: model.Paragraph}})
			twice(v, c.text, c.marked)
			path := filepath.Join("testdata", strings.ReplaceAll(c.name, " ", "-")+".txt")
			got := markup(v)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(path); err != nil || string(want) != got {
				t.Errorf("%v\n%s", err, got)
			}
		})
	}
}

// Pages in the theme's own letters look as they did when somebody last looked. Those of the system are others on every machine.
func TestPictures(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range pages {
		if slices.Contains([]string{"bidi", "cjk", "nothing"}, c.name) {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			v := New(Host{Colours: func() Colours { return black }})
			window := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(color.White), v))
			window.Resize(fyne.NewSize(480, 140))
			v.Set(c.text, nil)
			twice(v, c.text, c.marked)
			v.Select(span.Fragments{{Start: 0, End: 3}})
			path := filepath.Join("testdata", strings.ReplaceAll(c.name, " ", "-")+".png")
			got := window.Canvas().Capture()
			if *update {
				f, err := os.Create(path) //nolint:gosec // of testdata
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				if err := png.Encode(f, got); err != nil {
					t.Fatal(err)
				}
				return
			}
			f, err := os.Open(path) //nolint:gosec // of testdata
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			want, err := png.Decode(f)
			if err != nil {
				t.Fatal(err)
			}
			if n := differing(want, got); n > 20 {
				t.Errorf("%d pixels are others than those of %s", n, path)
			}
		})
	}
}

var black = Colours{
	Text: color.Black, Dim: color.Gray{Y: 0x70}, Selection: color.NRGBA{R: 0x80, G: 0xb0, B: 0xff, A: 0x80}, Caret: color.Black, Focus: color.Black,
}

// differing counts the pixels that are not nearly of one colour.
func differing(a, b image.Image) int {
	if a.Bounds() != b.Bounds() {
		return a.Bounds().Dx() * a.Bounds().Dy()
	}
	n := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r, g, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			if max(int(r)-int(r2), int(r2)-int(r), int(g)-int(g2), int(g2)-int(g), int(b1)-int(b2), int(b2)-int(b1)) > 0x1000 {
				n++
			}
		}
	}
	return n
}
