package docview

import "image"

// band is one line of a pattern: how far below the highest place of an underline it begins, and how thick it is.
type band struct{ top, thick float32 }

// pattern is how a line is drawn: its bands, and how long its strokes and gaps are, none for a line without gaps.
type pattern struct {
	bands  []band
	dashes []float32
}

var patterns = map[Pattern]pattern{
	Solid:   {bands: []band{{1.5, 1.5}}},
	Double:  {bands: []band{{0, 1}, {2.5, 1}}},
	Thick:   {bands: []band{{0.5, 3}}},
	Dashed:  {bands: []band{{1.5, 1.5}}, dashes: []float32{6, 3}},
	Dotted:  {bands: []band{{1.5, 1.5}}, dashes: []float32{2, 2}},
	DashDot: {bands: []band{{1.5, 1.5}}, dashes: []float32{7, 2, 2, 2}},
}

const (
	deep    = 4 // units that an underline takes downwards
	apart   = 3 // between one underline and the one below it
	deepest = 2 // how many stand below each other, before they would reach the next line's words
)

// stroke is an underline of a mark on a line.
type stroke struct {
	box
	paint Paint
	level int
}

// stacked adds an underline, below those that it would lie on.
func stacked(all []stroke, s stroke) []stroke {
	for level := 0; ; level++ {
		free := level == deepest
		if !free {
			free = true
			for _, other := range all {
				free = free && (other.level != level || other.right <= s.left || other.left >= s.right)
			}
		}
		if free {
			s.level = level
			return append(all, s)
		}
	}
}

// draw draws an underline on a picture. A pattern goes on where it stands, counted from the column's left: beside each other two
// pieces of a line look like one.
func (s stroke) draw(on *sheet, top float32) {
	how := patterns[s.paint.Line]
	from, to := on.pixels(s.left), on.pixels(s.right)
	period := 0
	lengths := make([]int, len(how.dashes))
	for i, d := range how.dashes {
		lengths[i] = max(1, on.pixels(d))
		period += lengths[i]
	}
	ink := premultiplied(s.paint.Ink)
	for _, b := range how.bands {
		y := on.pixels(top + b.top + float32(s.level*apart))
		band := image.Rect(from, y, to, y+max(1, on.pixels(b.thick)))
		if period == 0 {
			on.lay(band, ink)
			continue
		}
		for x := from; x < to; {
			n, inked := dash(lengths, ((x%period)+period)%period)
			if inked {
				on.lay(image.Rect(x, band.Min.Y, min(x+n, to), band.Max.Y), ink)
			}
			x += n
		}
	}
}

// dash returns how far it is to the end of the stroke or gap that a pixel of a pattern is in, and whether it is a stroke.
func dash(lengths []int, at int) (left int, inked bool) {
	for i, n := range lengths {
		if at < n {
			return n - at, i%2 == 0
		}
		at -= n
	}
	return 1, false
}
