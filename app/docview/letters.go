package docview

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/di"
	otf "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	sixths "golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// lettering draws the letters of the theme's own fonts. Words with any other stay with Fyne, which knows what else the system has.
type lettering struct {
	fonts map[fyne.Resource]*otf.Face // parsed
	types map[typeKey]*typeface
}

type typeKey struct {
	style fyne.TextStyle
	size  float32 // in Fyne's units
	scale float32 // pixels to a unit
}

// typeface draws the letters of one style, in one size, on a screen of one scale.
type typeface struct {
	face   *otf.Face
	size   float32
	scale  float32
	shaper shaping.HarfbuzzShaper
	words  map[string]drawnWord
	masks  map[maskKey]*image.Alpha
	raster vector.Rasterizer
}

// drawnWord is where the letters of a word stand, in pixels from where it begins.
type drawnWord struct {
	glyphs []glyph
	width  float32
	whole  bool // the font has all of its letters
}

type glyph struct {
	id   otf.GID
	x, y float32
}

type maskKey struct {
	id   otf.GID
	part uint8 // how far into a pixel the letter begins, in parts
}

const (
	parts = 4       // of a pixel at which a letter can begin
	kept  = 1 << 14 // words, before they are forgotten and shaped anew
)

// fresh forgets what was drawn: the theme or the size of letters is another.
func (l *lettering) fresh() { l.types = nil }

// of returns the letters of a style; nil where the theme has no font that can be read.
func (l *lettering) of(style fyne.TextStyle, size, scale float32) *typeface {
	key := typeKey{style, size, scale}
	if t, known := l.types[key]; known {
		return t
	}
	resource := fyne.CurrentApp().Settings().Theme().Font(style)
	if l.types == nil {
		l.types = map[typeKey]*typeface{}
	}
	if l.fonts == nil {
		l.fonts = map[fyne.Resource]*otf.Face{}
	}
	face, known := l.fonts[resource]
	if !known {
		face, _ = otf.ParseTTF(bytes.NewReader(resource.Content())) // one that cannot be read draws no words: Fyne does
		l.fonts[resource] = face
	}
	var t *typeface
	if face != nil {
		t = &typeface{face: face, size: size, scale: scale, words: map[string]drawnWord{}, masks: map[maskKey]*image.Alpha{}}
	}
	l.types[key] = t
	return t
}

// word returns where the letters of a word stand.
func (t *typeface) word(s string) drawnWord {
	if w, known := t.words[s]; known {
		return w
	}
	if len(t.words) >= kept {
		clear(t.words)
	}
	w := t.shape(s)
	t.words[strings.Clone(s)] = w
	return w
}

func (t *typeface) shape(s string) drawnWord {
	runes := []rune(s)
	w := drawnWord{whole: true}
	script := language.Common
	for _, c := range runes {
		if _, has := t.face.NominalGlyph(c); !has || c == 0xfe0f {
			return drawnWord{}
		}
		switch of := language.LookupScript(c); {
		case !of.Strong() || of == script:
		case script == language.Common:
			script = of
		default: // Fyne sets the letters of two scripts apart
			return drawnWord{}
		}
	}
	out := t.shaper.Shape(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: t.face, Size: sixths.Int26_6(t.size * 64), Script: script,
	})
	for _, g := range out.Glyphs {
		w.glyphs = append(w.glyphs, glyph{g.GlyphID, w.width + pixels(g.XOffset)*t.scale, -pixels(g.YOffset) * t.scale})
		w.width += pixels(g.Advance) * t.scale
		w.whole = w.whole && g.GlyphID != 0
	}
	return w
}

func pixels(i sixths.Int26_6) float32 { return float32(i) / 64 }

// mask is a letter as it covers pixels, from where it stands on the line.
func (t *typeface) mask(id otf.GID, x float32) *image.Alpha {
	key := maskKey{id, uint8((x - float32(math.Floor(float64(x)))) * parts)} //nolint:gosec // 0 to 3
	if m, known := t.masks[key]; known {
		return m
	}
	m := t.cover(id, float32(key.part)/parts)
	t.masks[key] = m
	return m
}

func (t *typeface) cover(id otf.GID, into float32) *image.Alpha {
	outline, is := t.face.GlyphData(id).(otf.GlyphOutline)
	if !is || len(outline.Segments) == 0 {
		return &image.Alpha{}
	}
	scale := t.size * t.scale / float32(t.face.Upem())
	low, high := [2]float32{1e9, 1e9}, [2]float32{-1e9, -1e9}
	for _, s := range outline.Segments {
		for _, p := range s.ArgsSlice() {
			x, y := p.X*scale+into, -p.Y*scale
			low, high = [2]float32{min(low[0], x), min(low[1], y)}, [2]float32{max(high[0], x), max(high[1], y)}
		}
	}
	bounds := image.Rect(floor(low[0]), floor(low[1]), floor(high[0])+1, floor(high[1])+1)
	t.raster.Reset(bounds.Dx(), bounds.Dy())
	at := func(p opentype.SegmentPoint) (x, y float32) {
		return p.X*scale + into - float32(bounds.Min.X), -p.Y*scale - float32(bounds.Min.Y)
	}
	for i, s := range outline.Segments {
		x, y := at(s.Args[0])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				t.raster.ClosePath()
			}
			t.raster.MoveTo(x, y)
		case opentype.SegmentOpLineTo:
			t.raster.LineTo(x, y)
		case opentype.SegmentOpQuadTo:
			x2, y2 := at(s.Args[1])
			t.raster.QuadTo(x, y, x2, y2)
		case opentype.SegmentOpCubeTo:
			x2, y2 := at(s.Args[1])
			x3, y3 := at(s.Args[2])
			t.raster.CubeTo(x, y, x2, y2, x3, y3)
		}
	}
	t.raster.ClosePath()
	m := image.NewAlpha(image.Rectangle{Max: bounds.Size()})
	t.raster.Draw(m, m.Rect, image.Opaque, image.Point{})
	m.Rect = bounds
	return m
}

func floor(x float32) int { return int(math.Floor(float64(x))) }

// premultiplied is a colour as pictures hold it.
func premultiplied(c color.Color) color.RGBA { return color.RGBAModel.Convert(c).(color.RGBA) }
