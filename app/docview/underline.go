package docview

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

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

// underlined draws all underlines of a line as one picture: an object for each would take the driver longer than the words.
func (w *painter) underlined(all []stroke) {
	if len(all) == 0 {
		return
	}
	whole, levels := all[0].box, 0
	for _, s := range all {
		whole.left, whole.right, levels = min(whole.left, s.left), max(whole.right, s.right), max(levels, s.level)
	}
	height := float32(levels*apart + deep)
	pen := pen{scale: w.scale(), left: whole.left}
	pen.NRGBA = image.NewNRGBA(image.Rect(0, 0, pen.pixels(whole.right-whole.left), pen.pixels(height)))
	for _, s := range all {
		pen.draw(s)
	}
	w.picture(whole.left, w.line.Height*0.84-1.5, whole.right-whole.left, height, pen.NRGBA)
}

// pen draws underlines on a picture, so many pixels to a unit.
type pen struct {
	*image.NRGBA
	scale, left float32
}

func (p pen) pixels(units float32) int { return int(math.Round(float64(units * p.scale))) }

// draw goes on with a pattern where it stands, counted from the left of the picture: beside each other two pieces of a line
// look like one.
func (p pen) draw(s stroke) {
	how := patterns[s.paint.Line]
	from, to := p.pixels(s.left-p.left), p.pixels(s.right-p.left)
	period := 0
	lengths := make([]int, len(how.dashes))
	for i, d := range how.dashes {
		lengths[i] = max(1, p.pixels(d))
		period += lengths[i]
	}
	for _, b := range how.bands {
		top := p.pixels(b.top + float32(s.level*apart))
		for y := top; y < top+max(1, p.pixels(b.thick)); y++ {
			for x := from; x < to; x++ {
				if period == 0 || inked(lengths, x%period) {
					p.set(x, y, s.paint.Ink)
				}
			}
		}
	}
}

func (p pen) set(x, y int, c color.NRGBA) {
	if y < p.Rect.Max.Y && x < p.Rect.Max.X {
		p.SetNRGBA(x, y, c)
	}
}

// inked reports whether a pixel of a pattern is of a stroke, and not of a gap.
func inked(lengths []int, at int) bool {
	for i, n := range lengths {
		if at < n {
			return i%2 == 0
		}
		at -= n
	}
	return false
}

func (w *painter) picture(x, y, width, height float32, what image.Image) {
	i := w.pool.image()
	i.Image, i.FillMode, i.ScaleMode = what, canvas.ImageFillStretch, canvas.ImageScalePixels
	i.Move(fyne.NewPos(w.left+x, w.top+y))
	i.Resize(fyne.NewSize(width, height))
	w.over = append(w.over, i)
}
