package look

import (
	"bytes"
	"image/color"
	"testing"

	"touchstone/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/go-text/typesetting/font"
)

var modes = map[string]struct {
	theme   Theme
	variant fyne.ThemeVariant
}{
	"light": {Theme{Mode: Light}, theme.VariantDark},
	"dark":  {Theme{Mode: Dark}, theme.VariantLight},
	"sharp": {Theme{Mode: Contrast}, theme.VariantLight},
}

// over lays a translucent colour over another.
func over(top, under color.NRGBA) color.NRGBA {
	return mix(color.NRGBA{R: top.R, G: top.G, B: top.B, A: 0xff}, under, float64(top.A)/255)
}

func TestWordsCanBeReadOnEveryTint(t *testing.T) {
	for name, m := range modes {
		p := m.theme.palette(m.variant)
		for _, scale := range assets.Scales() {
			for _, r := range scale.Ratings {
				s := m.theme.sign(m.variant, parse(r.Colour), r.Glyph, patterns[r.Pattern])
				once := over(s.Tint, p.paper)
				for what, ground := range map[string]color.NRGBA{"once": once, "twice": over(s.Tint, once), "selected": over(alpha(p.accent, 0x48), once)} {
					if c := contrast(p.ink, ground); c < 4.5 {
						t.Errorf("%s, %s %s, %s: words have a contrast of %.1f", name, scale.Key, r.Key, what, c)
					}
				}
				for _, ground := range []color.NRGBA{p.paper, p.panel, p.raised} {
					if c := contrast(s.Ink, ground); c < 3 {
						t.Errorf("%s, %s %s: the glyph has a contrast of %.1f", name, scale.Key, r.Key, c)
					}
				}
			}
		}
	}
}

func TestTheWindowsWordsCanBeRead(t *testing.T) {
	for name, m := range modes {
		p := m.theme.palette(m.variant)
		for what, ink := range map[string]color.NRGBA{"ink": p.ink, "dim": p.dim, "error": p.error, "warning": p.warning, "accent": p.accent} {
			for _, ground := range []color.NRGBA{p.paper, p.panel, p.raised} {
				if c := contrast(ink, ground); c < 4.5 {
					t.Errorf("%s: %s has a contrast of %.2f", name, what, c)
				}
			}
		}
	}
}

func TestRatingsOfAScaleDifferInMoreThanColour(t *testing.T) {
	for _, scale := range assets.Scales() {
		seen := map[string]string{}
		for _, r := range scale.Ratings {
			if other := seen[r.Glyph]; other != "" {
				t.Errorf("%s: %s and %s have the same glyph", scale.Key, other, r.Key)
			}
			seen[r.Glyph] = r.Key
			if _, known := patterns[r.Pattern]; !known {
				t.Errorf("%s %s: the pattern %s is not drawn", scale.Key, r.Key, r.Pattern)
			}
		}
	}
}

func TestEverySignIsInTheFont(t *testing.T) {
	face, err := font.ParseTTF(bytes.NewReader(assets.Signs))
	if err != nil {
		t.Fatal(err)
	}
	all := "○⇄●☐☑⚠⟵✓ "
	for _, scale := range assets.Scales() {
		for _, r := range scale.Ratings {
			all += r.Glyph
		}
	}
	letters, err := font.ParseTTF(bytes.NewReader(theme.DefaultTextFont().Content()))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if _, ok := face.NominalGlyph(c); !ok {
			if _, ok = letters.NominalGlyph(c); !ok {
				t.Errorf("%q is in no font that comes with the program", c)
			}
		}
	}
	app := test.NewTempApp(t)
	before := fyne.MeasureText("one two ‼", 16, fyne.TextStyle{})
	app.Settings().SetTheme(Theme{})
	if now := fyne.MeasureText("one two ‼", 16, fyne.TextStyle{}); now != before {
		t.Errorf("with the font of signs words measure %v, and %v without", now, before)
	}
}

// In high contrast everything that can be pressed has an edge; elsewhere what has the keyboard alone does.
func TestHighContrastDrawsEveryEdge(t *testing.T) {
	a := test.NewTempApp(t)
	for mode, wanted := range map[Mode]bool{Light: false, Dark: false, Contrast: true} {
		a.Settings().SetTheme(Theme{Mode: mode})
		b := widget.NewButton("Press", func() {})
		r := Outlined(b.CreateRenderer(), b, func() bool { return false })
		all := r.Objects()
		if got := all[len(all)-1].Visible(); got != wanted {
			t.Errorf("in %s the edge is drawn: %v", mode, got)
		}
	}
}
