package docview

import (
	"image"
	"image/color"
	"math"
)

// dashes are, for each pattern, how long a stroke and a gap are; none for a line without gaps.
var dashes = map[Pattern][]float32{Dashed: {6, 3}, Dotted: {2, 2}, DashDot: {7, 2, 2, 2}}

// thickness is that of a line with gaps.
const thickness = 1.5

// dashed is a line with gaps as one picture, so many pixels to a unit: a rectangle for each stroke would take the driver longer
// than all the words of the page.
func dashed(p Pattern, ink color.NRGBA, width, scale float32) *image.NRGBA {
	pixels := func(units float32) int { return max(1, int(math.Round(float64(units*scale)))) }
	img := image.NewNRGBA(image.Rect(0, 0, pixels(width), pixels(thickness)))
	lengths := dashes[p]
	for i, x := 0, 0; x < img.Rect.Dx(); i++ {
		end := min(x+pixels(lengths[i%len(lengths)]), img.Rect.Dx())
		if i%2 == 0 {
			for ; x < end; x++ {
				for y := range img.Rect.Dy() {
					img.SetNRGBA(x, y, ink)
				}
			}
		}
		x = end
	}
	return img
}
