package docview

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// sheet is the picture of a line: what lies behind its words, the words that are written in the theme's own letters, the lines below
// them. One picture is what the driver draws fastest: a rectangle takes it twice as long as a picture of its size, and Fyne's own
// picture of a text is as high as the font's tallest letters, where this one ends with the ink.
type sheet struct {
	*image.RGBA
	scale float32 // pixels to a unit
}

// fill is a box of one colour behind the words, or over them.
type fill struct {
	left, top, right, bottom float32 // in units, from the left of the column and the top of the line
	ink                      color.Color
}

// written is a run that stands on the sheet: the letters of its words, in pixels from the left of the column and the baseline.
type written struct {
	run
	glyphs []glyph
	face   *typeface
	ink    color.Color
}

func (s *sheet) pixels(units float32) int { return int(math.Round(float64(units * s.scale))) }

func (s *sheet) box(f fill) image.Rectangle {
	return image.Rect(s.pixels(f.left), s.pixels(f.top), s.pixels(f.right), s.pixels(f.bottom))
}

// lay puts a colour over pixels.
func (s *sheet) lay(where image.Rectangle, ink color.RGBA) {
	where = where.Intersect(s.Rect)
	for y := where.Min.Y; y < where.Max.Y; y++ {
		row := s.row(where, y)
		for i := 0; i+3 < len(row); i += 4 {
			over(row[i:i+4:i+4], ink)
		}
	}
}

// band puts tints on an empty sheet. They are all of one height, so one row of pixels is worked out and the others are copied: of
// tints that lie over each other there can be many.
func (s *sheet) band(tints []fill) {
	var whole image.Rectangle
	for _, f := range tints {
		where := s.box(f)
		whole = whole.Union(where)
		where.Max.Y = min(where.Max.Y, where.Min.Y+1)
		s.lay(where, premultiplied(f.ink))
	}
	for y := whole.Min.Y + 1; y < whole.Max.Y; y++ {
		copy(s.row(whole, y), s.row(whole, whole.Min.Y))
	}
}

// row are the pixels of a row of a part of the sheet.
func (s *sheet) row(of image.Rectangle, y int) []uint8 {
	return s.Pix[s.PixOffset(of.Min.X, y):s.PixOffset(of.Max.X, y)]
}

// over puts a colour on a pixel.
func over(pixel []uint8, ink color.RGBA) {
	rest := 255 - uint32(ink.A)
	if pixel[3] == 0 {
		pixel[0], pixel[1], pixel[2], pixel[3] = ink.R, ink.G, ink.B, ink.A
		return
	}
	pixel[0] = ink.R + uint8(uint32(pixel[0])*rest/255) //nolint:gosec // both together are at most 255
	pixel[1] = ink.G + uint8(uint32(pixel[1])*rest/255) //nolint:gosec // as above
	pixel[2] = ink.B + uint8(uint32(pixel[2])*rest/255) //nolint:gosec // as above
	pixel[3] = ink.A + uint8(uint32(pixel[3])*rest/255) //nolint:gosec // as above
}

// stamp puts a letter in a colour where it stands.
func (s *sheet) stamp(m *image.Alpha, x, y int, ink color.RGBA) {
	where := m.Rect.Add(image.Pt(x, y)).Intersect(s.Rect)
	for row := where.Min.Y; row < where.Max.Y; row++ {
		from := s.Pix[s.PixOffset(where.Min.X, row):]
		covered := m.Pix[m.PixOffset(where.Min.X-x, row-y):]
		for i := range where.Dx() {
			if a := uint32(covered[i]); a > 0 {
				over(from[4*i:4*i+4:4*i+4], thinner(ink, a))
			}
		}
	}
}

// thinner is a colour on a part of a pixel, in 255ths.
func thinner(c color.RGBA, part uint32) color.RGBA {
	if part == 255 {
		return c
	}
	of := func(v uint8) uint8 { return uint8(uint32(v) * part / 255) } //nolint:gosec // at most 255
	return color.RGBA{of(c.R), of(c.G), of(c.B), of(c.A)}
}

// write returns the run as it stands on a sheet; false where it has letters that the theme's font has not.
func (t *typeface) write(r run, ink color.Color) (written, bool) {
	w := written{run: r, face: t, ink: ink, glyphs: make([]glyph, 0, len(r.words))}
	x := r.left * t.scale
	space := t.word(" ")
	for i, word := range strings.Split(r.words, " ") {
		if i > 0 {
			x += space.width
		}
		d := t.word(word)
		if !d.whole || !space.whole {
			return w, false
		}
		for _, l := range d.glyphs {
			w.glyphs = append(w.glyphs, glyph{l.id, l.x + x, l.y})
		}
		x += d.width
	}
	return w, true
}

// bounds are the pixels that the letters cover when their baseline is at 0.
func (w written) bounds() image.Rectangle {
	var all image.Rectangle
	for _, l := range w.glyphs {
		all = all.Union(w.face.mask(l.id, l.x).Rect.Add(image.Pt(floor(l.x), int(math.Round(float64(l.y))))))
	}
	return all
}

func (w written) draw(on *sheet, baseline int) {
	ink := premultiplied(w.ink)
	for _, l := range w.glyphs {
		on.stamp(w.face.mask(l.id, l.x), floor(l.x), baseline+int(math.Round(float64(l.y))), ink)
	}
}

// picture draws the line's sheet, no larger than what is on it. baseline is how many pixels below top the letters stand, and top
// where Fyne would begin a text of the line's style: both stand on the same pixels then.
func (w *painter) picture(top float32, baseline int) {
	s := &sheet{RGBA: &image.RGBA{}, scale: w.scale()}
	for _, list := range [][]fill{w.tint, w.fills} {
		for i := range list {
			list[i].top, list[i].bottom = list[i].top-top, list[i].bottom-top
			s.Rect = s.Rect.Union(s.box(list[i]))
		}
	}
	for _, run := range w.written {
		s.Rect = s.Rect.Union(run.bounds().Add(image.Pt(0, baseline)))
	}
	lines := w.line.Height*0.84 - 1.5 - top
	for _, u := range w.strokes {
		s.Rect = s.Rect.Union(s.box(fill{u.left, lines, u.right, lines + float32(u.level*apart+deep), nil}))
	}
	if s.Rect.Empty() {
		return
	}
	i := w.pool.image(s)
	s.band(w.tint)
	for _, f := range w.fills {
		s.lay(s.box(f), premultiplied(f.ink))
	}
	for _, u := range w.strokes {
		u.draw(s, lines)
	}
	for _, run := range w.written {
		run.draw(s, baseline)
	}
	at := s.Rect.Min
	s.Rect = image.Rectangle{Max: s.Rect.Size()}
	i.Image, i.FillMode, i.ScaleMode = s.RGBA, canvas.ImageFillStretch, canvas.ImageScalePixels
	i.Move(fyne.NewPos(w.left+float32(at.X)/s.scale, w.top+top+float32(at.Y)/s.scale))
	i.Resize(fyne.NewSize(float32(s.Rect.Max.X)/s.scale, float32(s.Rect.Max.Y)/s.scale))
	w.sheet = i
}
