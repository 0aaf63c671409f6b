package look

import (
	"image/color"
	"math"
	"testing"

	"touchstone/assets"
)

// seen is a colour, in linear light, as it is seen with one kind of cones missing (Viénot, Brettel and Mollon 1999; for
// tritanopia the matrix of Machado, Oliveira and Fernandes 2009).
var seen = map[string][3][3]float64{
	"protanopia":   {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
	"deuteranopia": {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func linear(c color.NRGBA) [3]float64 {
	var out [3]float64
	for i, v := range []uint8{c.R, c.G, c.B} {
		f := float64(v) / 255
		if f <= 0.04045 {
			out[i] = f / 12.92
		} else {
			out[i] = math.Pow((f+0.055)/1.055, 2.4)
		}
	}
	return out
}

func times(m [3][3]float64, v [3]float64) [3]float64 {
	var out [3]float64
	for i := range m {
		for j := range v {
			out[i] += m[i][j] * v[j]
		}
		out[i] = min(max(out[i], 0), 1)
	}
	return out
}

// lab is CIELAB with the white of D65.
func lab(rgb [3]float64) (l, a, b float64) {
	x := (0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047
	y := 0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2]
	z := (0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	return 116*f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))
}

// ciede2000 is the difference of two colours (Sharma, Wu and Dalal 2005).
func ciede2000(l1, a1, b1, l2, a2, b2 float64) float64 {
	rad := math.Pi / 180
	c := (math.Hypot(a1, b1) + math.Hypot(a2, b2)) / 2
	g := 0.5 * (1 - math.Sqrt(math.Pow(c, 7)/(math.Pow(c, 7)+math.Pow(25, 7))))
	a1, a2 = a1*(1+g), a2*(1+g)
	c1, c2 := math.Hypot(a1, b1), math.Hypot(a2, b2)
	hue := func(a, b float64) float64 {
		if a == 0 && b == 0 {
			return 0
		}
		return math.Mod(math.Atan2(b, a)/rad+360, 360)
	}
	h1, h2 := hue(a1, b1), hue(a2, b2)
	dh, mean := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		dh, mean = 0, h1+h2
	case dh > 180:
		dh -= 360
	case dh < -180:
		dh += 360
	}
	if c1*c2 != 0 && math.Abs(h1-h2) > 180 {
		mean += 180
		if h1+h2 >= 360 {
			mean -= 360
		}
	}
	dl, dc, dH := l2-l1, c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(dh/2*rad)
	l, cm := (l1+l2)/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos((mean-30)*rad) + 0.24*math.Cos(2*mean*rad) + 0.32*math.Cos((3*mean+6)*rad) - 0.20*math.Cos((4*mean-63)*rad)
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*cm, 1+0.015*cm*t
	rt := -math.Sin(60*math.Exp(-(mean-275)/25*(mean-275)/25)*rad) * 2 * math.Sqrt(math.Pow(cm, 7)/(math.Pow(cm, 7)+math.Pow(25, 7)))
	return math.Sqrt(dl/sl*dl/sl + dc/sc*dc/sc + dH/sh*dH/sh + rt*(dc/sc)*(dH/sh))
}

func TestDifferenceOfColours(t *testing.T) { // pairs 1, 7 and 19 of Sharma's table
	for _, c := range [][7]float64{
		{50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425},
		{50, 0, 0, 50, -1, 2, 2.3669},
		{50, 2.5, 0, 56, -27, -3, 31.9030},
	} {
		if got := ciede2000(c[0], c[1], c[2], c[3], c[4], c[5]); math.Abs(got-c[6]) > 1e-4 {
			t.Errorf("%v differ by %.4f", c, got)
		}
	}
}

// Any two ratings of a scale are told apart by their colours, whichever cones somebody lacks, or else by glyph and pattern both.
func TestRatingsAreToldApart(t *testing.T) {
	for name, m := range modes {
		for _, scale := range assets.Scales() {
			signs := map[string]Sign{"unrated": m.theme.sign(m.variant, rgb(0xc9a227), "○", patterns["dots"]), "disputed": m.theme.sign(m.variant, rgb(0x8a3ffc), "⇄", patterns["grid"])}
			for _, r := range scale.Ratings {
				signs[r.Key] = m.theme.sign(m.variant, parse(r.Colour), r.Glyph, patterns[r.Pattern])
			}
			for a, one := range signs {
				for b, other := range signs {
					if a >= b || one.Glyph != other.Glyph && one.Pattern != other.Pattern {
						continue
					}
					for kind, matrix := range seen {
						l1, a1, b1 := lab(times(matrix, linear(one.Ink)))
						l2, a2, b2 := lab(times(matrix, linear(other.Ink)))
						if d := ciede2000(l1, a1, b1, l2, a2, b2); d < 12 {
							t.Errorf("%s, %s: %s and %s look alike with %s (ΔE %.1f), and are not told apart by glyph and pattern both", name, scale.Key, a, b, kind, d)
						}
					}
				}
			}
		}
	}
}
