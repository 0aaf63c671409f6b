package look

import (
	"image/color"
	"math"
	"strconv"
)

// mix lays a share of one colour over another.
func mix(over, under color.NRGBA, share float64) color.NRGBA {
	at := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*share + float64(b)*(1-share))) }
	return color.NRGBA{R: at(over.R, under.R), G: at(over.G, under.G), B: at(over.B, under.B), A: 0xff}
}

// luminance is the relative luminance of WCAG 2.1.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// contrast is the contrast ratio of WCAG 2.1, from 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// inked moves a colour towards the ink until it has a contrast on the paper.
func inked(c, ink, paper color.NRGBA, wanted float64) color.NRGBA {
	for share := 0.0; share <= 1; share += 0.05 {
		if moved := mix(ink, c, share); contrast(moved, paper) >= wanted {
			return moved
		}
	}
	return ink
}

// parse reads #rrggbb; what is no colour is grey.
func parse(hex string) color.NRGBA {
	n, err := strconv.ParseUint(hex[min(1, len(hex)):], 16, 24)
	if err != nil {
		n = 0x808080
	}
	return rgb(uint32(n))
}
