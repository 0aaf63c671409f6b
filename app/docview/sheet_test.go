package docview

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"testing"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

var lettered = []string{
	"The bridge is unsafe, the mayor says.", "Ångström fährt über Brücken; “quoted” — 3.5 %", "fi ffi résumé e\u0301te\u0301 AVATAR",
	"Мост опасен, говорит мэр.", "Η γέφυρα",
}

// What we draw in the theme's letters is what Fyne draws: as wide, and on the same pixels but for a quarter of one.
func TestLettersStandWhereFyneSetsThem(t *testing.T) {
	test.NewTempApp(t)
	var all lettering
	for _, words := range lettered {
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}} {
			for _, scale := range []float32{1, 1.25, 2} {
				name := fmt.Sprint(words, style, scale)
				w, whole := all.of(style, 16, scale).write(run{words: words}, color.Black)
				if !whole {
					t.Fatalf("%s: the theme has no letters for it", name)
				}
				theirs := inkOf(words, style, scale)
				ours := &sheet{RGBA: image.NewRGBA(theirs.Bounds()), scale: scale}
				_, baseline := fyne.CurrentApp().Driver().RenderedTextSize(words, 16, style, nil)
				w.draw(ours, int(math.Ceil(float64(baseline*scale))))
				apart, ink := 0, 0
				for i := 3; i < len(ours.Pix); i += 4 {
					their := 255 - int(theirs.(*image.NRGBA).Pix[i-1])
					apart += max(int(ours.Pix[i])-their, their-int(ours.Pix[i]))
					ink += their
				}
				if ink == 0 || apart*100 > ink*25 {
					t.Errorf("%s: of %d ink %d is elsewhere", name, ink, apart)
				}
			}
		}
	}
}

// inkOf is a text as Fyne paints it, black on white.
func inkOf(words string, style fyne.TextStyle, scale float32) image.Image {
	text := canvas.NewText(words, color.Black)
	text.TextSize, text.TextStyle = 16, style
	white := canvas.NewRectangle(color.White)
	size := text.MinSize().Add(fyne.NewSize(8, 8))
	white.Resize(size)
	text.Resize(text.MinSize())
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(scale)
	c.SetContent(&fyne.Container{Objects: []fyne.CanvasObject{white, text}})
	c.Resize(size)
	return c.Capture()
}

func TestWordsAreAsWideDrawnAsMeasured(t *testing.T) {
	test.NewTempApp(t)
	var all lettering
	for _, words := range lettered {
		for style, looks := range textStyles {
			face := all.of(looks, 16, 1)
			if got, want := face.word(words).width, fyne.MeasureText(words, 16, looks).Width; abs(got-want) > 0.1 {
				t.Errorf("%q in style %d is drawn %v wide and measured %v", words, style, got, want)
			}
		}
	}
}

// What the view measures is what Fyne would, whatever letters stand together in a word.
func TestWordsAreMeasuredAsFyneMeasuresThem(t *testing.T) {
	test.NewTempApp(t)
	ruler := font{size: 16, own: &lettering{}}
	kinds := []rune("aAfilVWTjy.,-–’“(1%$€ÅéßøłşźŁабвгДЖαβΓώ\u0301\u0308\u0323\u00ad\u200d→✓👍日א")
	rapid.Check(t, func(t *rapid.T) {
		word := shown(string(rapid.SliceOfN(rapid.SampledFrom(kinds), 1, 12).Draw(t, "word")))
		style := Style(rapid.IntRange(0, int(styles)-1).Draw(t, "style"))
		want := fyne.MeasureText(word, ruler.textSize(style), textStyles[style]).Width
		if got := ruler.Width(word, style); abs(got-want) > 0.05 {
			t.Fatalf("%q in style %d is %v wide for us and %v for Fyne", word, style, got, want)
		}
	})
}

func TestWordsWithOtherLettersStayWithFyne(t *testing.T) {
	test.NewTempApp(t)
	var all lettering
	for _, words := range []string{"日本", "a 👍 b", "שלום", "1\ufe0f\u20e3", "а.V" /* of two scripts, which Fyne sets apart */} {
		if _, whole := all.of(fyne.TextStyle{}, 16, 1).write(run{words: words}, color.Black); whole {
			t.Errorf("%q is drawn by us", words)
		}
	}
}

// The picture of a line shows the tints where its marks are, each over the other, and nothing beside them.
func TestThePictureShowsTheTints(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "-- -- -- -- -- --", nil) // no ink at the top and the bottom
	red, blue := color.NRGBA{R: 200, A: 60}, color.NRGBA{B: 200, A: 60}
	v.Mark([]Mark{
		{Key: "a", Spans: span.Fragments{{Start: 0, End: 9}}, Paint: Paint{Tint: red}},
		{Key: "b", Spans: span.Fragments{{Start: 4, End: 14}}, Paint: Paint{Tint: blue}},
	})
	p := v.page
	picture := p.rows[0].sheet
	at := func(x, y float32) color.RGBA { // in units of the line
		x, y = p.left+x-picture.Position().X, above+y-picture.Position().Y
		return picture.Image.(*image.RGBA).RGBAAt(floor(x*p.scale()), floor(y*p.scale()))
	}
	pixel := image.NewRGBA(image.Rect(0, 0, 1, 1))
	draw.Draw(pixel, pixel.Rect, image.NewUniform(red), image.Point{}, draw.Over)
	draw.Draw(pixel, pixel.Rect, image.NewUniform(blue), image.Point{}, draw.Over)
	both := pixel.RGBAAt(0, 0)
	for _, c := range []struct {
		x    float32
		want color.RGBA
	}{
		{1, premultiplied(red)},
		{39, premultiplied(red)},
		{41, both},
		{89, both},
		{91, premultiplied(blue)},
		{139, premultiplied(blue)},
		{141, color.RGBA{}},
	} {
		for _, y := range []float32{2.2, 18} { // above the letters and below them, and no row but the first is worked out
			if got := at(c.x, y); !alike(got, c.want) {
				t.Errorf("at %v %v is %v, not %v", c.x, y, got, c.want)
			}
		}
		if got := at(c.x, 0.2); got != (color.RGBA{}) {
			t.Errorf("above the tints at %v is %v", c.x, got)
		}
	}
}

// alike reports whether two colours differ by rounding alone.
func alike(a, b color.RGBA) bool {
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
		if max(d, -d) > 1 {
			return false
		}
	}
	return true
}

// A line that is painted again takes the pixels of an earlier one, with nothing of that left on them.
func TestAPictureUsedAgainIsClean(t *testing.T) {
	test.NewTempApp(t)
	v := painted(t, "the mayor says so", nil)
	bare := append([]uint8(nil), v.page.rows[0].sheet.Image.(*image.RGBA).Pix...)
	v.Mark([]Mark{{Key: "a", Spans: span.Fragments{{Start: 0, End: 17}}, Paint: Paint{Tint: hue(9), Ink: hue(9), Line: Thick}}})
	if string(v.page.rows[0].sheet.Image.(*image.RGBA).Pix) == string(bare) {
		t.Fatal("a mark changes nothing")
	}
	v.Mark(nil)
	if got := v.page.rows[0].sheet.Image.(*image.RGBA).Pix; string(got) != string(bare) {
		t.Error("something of the mark is left")
	}
}
