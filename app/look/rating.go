package look

import (
	"image/color"

	"touchstone/app/docview"
	"touchstone/model"
	"touchstone/model/anchor"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Sign is how the state of a claim is told: by a word, a glyph, a colour and a pattern.
type Sign struct {
	Glyph   string
	Ink     color.NRGBA // for glyph and line on paper and panel
	Tint    color.NRGBA // behind words
	Pattern docview.Pattern
}

// now returns the mode and variant that are set.
func now() (Theme, fyne.ThemeVariant) {
	settings := fyne.CurrentApp().Settings()
	t, _ := settings.Theme().(Theme)
	return t, settings.ThemeVariant()
}

// IsDark reports whether the window is dark now.
func IsDark() bool {
	t, v := now()
	return t.dark(v)
}

// IsContrast reports whether the window is in high contrast.
func IsContrast() bool {
	t, _ := now()
	return t.Mode == Contrast
}

// patterns are the patterns that scales name, as lines below words. One that is not known is a solid line.
var patterns = map[string]docview.Pattern{
	"solid": docview.Solid, "hatch": docview.Dashed, "dots": docview.Dotted, "grid": docview.Double, "cross": docview.Thick,
	"waves": docview.DashDot, "plain": docview.Solid,
}

// Rating is the sign of a rating.
func Rating(r model.Rating) Sign {
	t, v := now()
	return t.sign(v, parse(r.Colour), r.Glyph, patterns[r.Pattern])
}

// Unrated is the sign of a claim without a verdict.
func Unrated() Sign {
	t, v := now()
	return t.sign(v, rgb(0xc9a227), "○", docview.Dotted)
}

// Disputed is the sign of a claim with current verdicts of different classes.
func Disputed() Sign {
	t, v := now()
	return t.sign(v, rgb(0x8a3ffc), "⇄", docview.Double)
}

// Carried is the sign of what became of a claim's place in a newer text.
func Carried(status anchor.Status, open bool) Sign {
	t, v := now()
	signs := map[anchor.Status]struct {
		hex     uint32
		glyph   string
		pattern docview.Pattern
	}{
		anchor.Exact: {0x2f7d3b, "=", docview.Solid}, anchor.Moved: {0x2f6f9f, "»", docview.Solid},
		anchor.Changed: {0xb26a00, "≈", docview.Dashed}, anchor.Ambiguous: {0x8a3ffc, "?", docview.Dotted}, anchor.Lost: {0xb3261e, "×", docview.DashDot},
	}
	s := signs[status]
	if !open && status == anchor.Changed {
		s.glyph = "✓"
	}
	return t.sign(v, rgb(s.hex), s.glyph, s.pattern)
}

// Gone and Come are the signs of words that stand in one of two texts alone.
func Gone() Sign { return alone(0xb3261e) }

// Come is the sign of words that are new.
func Come() Sign { return alone(0x2f7d3b) }

// LeftOut is the sign of a passage that a reader left out.
func LeftOut() Sign {
	s := passage(0x6f6f6f, "+", docview.Solid)
	s.Pattern = docview.NoLine // words that are dim and underlined would look like links
	return s
}

// SetAside is the sign of a passage that a person set aside.
func SetAside() Sign {
	s := passage(0xb3261e, "–", docview.Solid)
	s.Pattern = docview.NoLine
	return s
}

// PutBack is the sign of a passage that a person put back.
func PutBack() Sign { return passage(0x2f7d3b, "✓", docview.Solid) }

func passage(hex uint32, glyph string, pattern docview.Pattern) Sign {
	t, v := now()
	return t.sign(v, rgb(hex), glyph, pattern)
}

func alone(hex uint32) Sign {
	t, v := now()
	s := t.sign(v, rgb(hex), "", docview.Solid)
	s.Pattern = docview.NoLine
	return s
}

// persons are colours that people without one kind of cones tell apart, too (Okabe and Ito 2008), with a pattern each.
var persons = []struct {
	hex     uint32
	pattern docview.Pattern
}{
	{0x0072b2, docview.Solid},
	{0xd55e00, docview.Dashed},
	{0x009e73, docview.Dotted},
	{0xcc79a7, docview.Double},
	{0x56b4e9, docview.Thick},
	{0xe69f00, docview.DashDot},
	{0x7a7a00, docview.Solid},
	{0x555555, docview.Dashed},
}

// Person is the sign of somebody's claims, by their number and the first letter of their name.
func Person(number int, initial string) Sign {
	t, v := now()
	p := persons[number%len(persons)]
	return t.sign(v, rgb(p.hex), initial, p.pattern)
}

// Attributed is the sign of the words that name a source, and of those that attribute.
func Attributed() (source, cue Sign) {
	t, v := now()
	source = t.sign(v, rgb(0x0f7b7b), "", docview.Solid)
	cue = source
	cue.Pattern = docview.Dotted
	source.Tint, cue.Tint = color.NRGBA{}, color.NRGBA{}
	return source, cue
}

// Proposed is a sign at a place that the program found and nobody confirmed: a paler colour, dots and a question mark.
func (s Sign) Proposed() Sign {
	s.Tint.A /= 2
	s.Pattern, s.Glyph = docview.Dotted, "?"
	return s
}

func (t Theme) sign(v fyne.ThemeVariant, c color.NRGBA, glyph string, pattern docview.Pattern) Sign {
	p := t.palette(v)
	share := uint8(0x34)
	if t.dark(v) {
		share = 0x4a
	}
	if pattern == docview.NoLine {
		pattern = docview.Solid
	}
	wanted := 4.5
	if t.Mode == Contrast {
		wanted = 7
	}
	return Sign{Glyph: glyph, Ink: inked(c, p.ink, p.panel, wanted), Tint: alpha(c, share), Pattern: pattern}
}

// Paint is the sign as a mark in an article.
func (s Sign) Paint() docview.Paint {
	return docview.Paint{Tint: s.Tint, Ink: s.Ink, Line: s.Pattern, Glyph: s.Glyph}
}

// Article returns the colours of the article view.
func Article() docview.Colours {
	t, v := now()
	p := t.palette(v)
	return docview.Colours{
		Text: p.ink, Dim: p.dim, Selection: alpha(p.accent, 0x48), Hit: alpha(p.warning, 0x60), Caret: p.accent,
		Focus: t.Color(theme.ColorNameFocus, v),
	}
}
