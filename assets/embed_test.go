package assets

import (
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"touchstone/model"
)

// The ids of the built-in scales. Verdicts name them: a change here is a mistake, a new wording is a new scale.
var ids = map[string]string{
	"truth-six":  "d9b5b8f16f9da29c596950cd56fc215146ce8e2af221ca0d74abc3b700e4d000",
	"averitec":   "07017c77b49facc51be1cdae7abb740c338e2e49db42228c733e4dbb4025ccb1",
	"x-fact":     "10ec7c9b358fc03d84e1a42f8d994c3fa17f8195b892cb8c76c393f01a8f5b9b",
	"true-false": "f09651214ff1ab68d79583268203b8d329a6629f80845e8883b9bf838f68f8b4",
}

func TestScalesAreFrozen(t *testing.T) {
	var keys []string
	for _, s := range Scales() {
		keys = append(keys, s.Key)
		if s.ID() != ids[s.Key] {
			t.Errorf("%s has the id %s", s.Key, s.ID())
		}
	}
	if !slices.Equal(keys, []string{"truth-six", "averitec", "x-fact", "true-false"}) {
		t.Errorf("scales %q", keys)
	}
	Scales()[0] = nil
	if Scales()[0] == nil {
		t.Error("a caller can change what others get")
	}
	files, err := fs.Glob(files, "scales/*")
	if err != nil || len(files) != len(ids) {
		t.Errorf("%q, %v", files, err)
	}
}

func TestRatings(t *testing.T) {
	for _, s := range Scales() {
		glyphs, patterns, labels := map[string]bool{}, map[string]bool{}, map[string]bool{}
		last := math.Inf(1)
		for i, r := range s.Ratings {
			name := s.Key + "/" + r.Key
			glyph, size := utf8.DecodeRuneInString(r.Glyph)
			switch {
			case r.Order != i+1:
				t.Errorf("%s: order %d", name, r.Order)
			case size != len(r.Glyph) || !unicode.IsGraphic(glyph) || unicode.IsSpace(glyph) || glyphs[r.Glyph]:
				t.Errorf("%s: glyph %q", name, r.Glyph)
			case patterns[r.Pattern] || labels[r.Label]:
				t.Errorf("%s: pattern %s or label %s twice", name, r.Pattern, r.Label)
			case len(r.Definition) < 40 || !strings.HasSuffix(r.Definition, "."):
				t.Errorf("%s: no sentence: %s", name, r.Definition)
			}
			glyphs[r.Glyph], patterns[r.Pattern], labels[r.Label] = true, true, true
			if r.Number == nil {
				continue
			}
			if *r.Number >= last || *r.Number < 1 {
				t.Errorf("%s: number %v after %v", name, *r.Number, last)
			}
			last = *r.Number
		}
		if first := s.Ratings[0]; first.Class != model.ClassTrue || first.Number == nil || last != 1 {
			t.Errorf("%s does not lead from true to 1", s.Key)
		}
	}
}

func TestLabelsOfAVeriTeC(t *testing.T) {
	var labels []string
	for _, r := range Scales()[1].Ratings {
		labels = append(labels, r.Label)
	}
	if !slices.Equal(labels, []string{"Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"}) {
		t.Errorf("%q", labels)
	}
}

// sights are what people see: all colours, no red, no green, no blue (Machado, Oliveira and Fernandes 2009; linear RGB).
var sights = map[string][3][3]float64{
	"all":   {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"red":   {{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}},
	"green": {{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}},
	"blue":  {{1.255528, -.076749, -.178779}, {-.078411, .930809, .147602}, {.004733, .691367, .303900}},
}

// Every pair of a scale's colours stays apart for everybody, and every colour from a light and from a dark page.
func TestColours(t *testing.T) {
	const apart = 25 // CIE76; 2 is just noticeable
	for _, s := range Scales() {
		for i, a := range s.Ratings {
			rgb := linear(t, a.Colour)
			light := .2126*rgb[0] + .7152*rgb[1] + .0722*rgb[2]
			if white, dark := 1.05/(light+.05), (light+.05)/.063; white < 2 || dark < 1.5 {
				t.Errorf("%s/%s: contrast %.1f on white, %.1f on #1e1e1e", s.Key, a.Key, white, dark)
			}
			for _, b := range s.Ratings[i+1:] {
				for name, sight := range sights {
					p, q := lab(times(sight, rgb)), lab(times(sight, linear(t, b.Colour)))
					if d := math.Sqrt(sq(p[0]-q[0]) + sq(p[1]-q[1]) + sq(p[2]-q[2])); d < apart {
						t.Errorf("%s: %s and %s are %.0f apart (blind to %s)", s.Key, a.Key, b.Key, d, name)
					}
				}
			}
		}
	}
}

func sq(x float64) float64 { return x * x }

func linear(t *testing.T, colour string) (rgb [3]float64) {
	for i := range rgb {
		v, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		rgb[i] = math.Pow((float64(v)/255+.055)/1.055, 2.4)
	}
	return rgb
}

func times(m [3][3]float64, v [3]float64) (out [3]float64) {
	for i, row := range m {
		out[i] = min(1, max(0, row[0]*v[0]+row[1]*v[1]+row[2]*v[2]))
	}
	return out
}

func lab(rgb [3]float64) [3]float64 {
	xyz := times([3][3]float64{{.4339, .3762, .1899}, {.2126, .7152, .0722}, {.0177, .1095, .8728}}, rgb) // over the white point
	for i, v := range xyz {
		if xyz[i] = math.Cbrt(v); v < .008856 {
			xyz[i] = 7.787*v + 16./116
		}
	}
	return [3]float64{116*xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])}
}

func TestSamples(t *testing.T) {
	data, err := fs.ReadFile(Samples(), "harbour.txt")
	if err != nil || !utf8.Valid(data) {
		t.Error(err)
	}
}
