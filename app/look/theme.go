package look

import (
	"image/color"

	"touchstone/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme is the window's: calm paper and ink. The zero value follows the system.
type Theme struct {
	Mode    Mode
	Density Density
	Text    float32 // how large letters are, 1 for the usual size; 0 is 1
	Past    bool    // the desk is looked at as of another time: nothing looks as it does now
}

// Density says how close things stand.
type Density string

// The densities. The zero value is the usual one.
const (
	Usual Density = "usual"
	Close Density = "close" // for a small screen
	Wide  Density = "wide"  // for a large one
)

// spaces are the space around things and between them.
var spaces = map[Density][2]float32{Usual: {6, 4}, "": {6, 4}, Close: {4, 3}, Wide: {9, 6}}

// Mode says whether the window is light or dark.
type Mode string

// The modes.
const (
	System   Mode = ""
	Light    Mode = "light"
	Dark     Mode = "dark"
	Contrast Mode = "contrast" // black on white, every line drawn
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff} //nolint:gosec // the three bytes of a colour
}

func alpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}

// palette is the colours of one mode.
type palette struct {
	paper, panel, raised, ink, dim, line, accent, error, warning, success color.NRGBA
}

var (
	light = palette{
		paper: rgb(0xfdfcfa), panel: rgb(0xf4f2ee), raised: rgb(0xffffff), ink: rgb(0x1f2328), dim: rgb(0x656a72), line: rgb(0xdcd8d1),
		accent: rgb(0x2b5fc2), error: rgb(0xb3261e), warning: rgb(0x8a5a00), success: rgb(0x1d6f42),
	}
	sharp = palette{
		paper: rgb(0xffffff), panel: rgb(0xffffff), raised: rgb(0xffffff), ink: rgb(0x000000), dim: rgb(0x333333), line: rgb(0x000000),
		accent: rgb(0x0033a0), error: rgb(0x9b0000), warning: rgb(0x6b4000), success: rgb(0x00502a),
	}
	dark = palette{
		paper: rgb(0x1b1d20), panel: rgb(0x232629), raised: rgb(0x2c3034), ink: rgb(0xe8e6e1), dim: rgb(0xa0a4aa), line: rgb(0x3b3f44),
		accent: rgb(0x86acf5), error: rgb(0xff8f84), warning: rgb(0xe0b050), success: rgb(0x7ed0a0),
	}
)

func (t Theme) dark(v fyne.ThemeVariant) bool {
	if t.Mode == System {
		return v == theme.VariantDark
	}
	return t.Mode == Dark
}

func (t Theme) palette(v fyne.ThemeVariant) palette {
	p := light
	switch {
	case t.Mode == Contrast:
		return sharp
	case t.dark(v):
		p = dark
	}
	if t.Past {
		p.paper, p.panel, p.raised = mix(aged, p.paper, 0.12), mix(aged, p.panel, 0.16), mix(aged, p.raised, 0.10)
	}
	return p
}

// aged is what paper turns to: the desk of another time is tinted with it.
var aged = rgb(0xc98a1a)

// Ground is what the bar of the past stands on.
const Ground fyne.ThemeColorName = "touchstone.ground"

func (t Theme) ground(v fyne.ThemeVariant) color.NRGBA {
	if t.Mode == Contrast {
		return rgb(0xffe066)
	}
	share := 0.34
	if t.dark(v) {
		share = 0.30
	}
	return mix(aged, t.palette(v).panel, share)
}

// Color returns a colour by what it is for.
func (t Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := t.palette(v)
	switch name {
	case theme.ColorNameBackground, theme.ColorNameHeaderBackground:
		return p.panel
	case Paper:
		return p.paper
	case Ground:
		return t.ground(v)
	case theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return p.raised
	case theme.ColorNameForeground:
		return p.ink
	case theme.ColorNamePlaceHolder:
		return p.dim
	case theme.ColorNameDisabled:
		return p.dim // of labels of little importance, which have to be read, too
	case theme.ColorNameInputBorder, theme.ColorNameSeparator, theme.ColorNameDisabledButton:
		return p.line
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.accent
	case theme.ColorNameForegroundOnPrimary:
		return p.paper
	case theme.ColorNameFocus:
		return alpha(p.accent, 0x58)
	case theme.ColorNameSelection:
		return alpha(p.accent, 0x48)
	case theme.ColorNameButton:
		return mix(p.ink, p.panel, 0.06)
	case theme.ColorNameHover: // of what the keyboard points at in a list, too
		if t.Mode == Contrast {
			return alpha(p.ink, 0x40)
		}
		return alpha(p.ink, 0x1c)
	case theme.ColorNamePressed:
		return alpha(p.ink, 0x28)
	case theme.ColorNameShadow:
		return alpha(p.ink, 0x20)
	case theme.ColorNameScrollBar:
		return alpha(p.ink, 0x60)
	case theme.ColorNameError:
		return p.error
	case theme.ColorNameWarning:
		return p.warning
	case theme.ColorNameSuccess:
		return p.success
	}
	if t.dark(v) {
		v = theme.VariantDark
	} else {
		v = theme.VariantLight
	}
	return theme.DefaultTheme().Color(name, v)
}

// Paper is what articles stand on.
const Paper fyne.ThemeColorName = "touchstone.paper"

var signs = fyne.NewStaticResource("signs.ttf", assets.Signs)

// Font is one of signs alone, which Fyne completes by its own letters. Fyne's fonts have no ✓ and no ◐, and asks the system for
// them; where it has none every rating would look the same.
func (t Theme) Font(s fyne.TextStyle) fyne.Resource {
	if s.Monospace || s.Symbol {
		return theme.DefaultTheme().Font(s)
	}
	return signs
}

// Icon is Fyne's own.
func (t Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size sets things a little closer than Fyne does: there is much to see at a desk.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	text := max(t.Text, 0)
	if text == 0 {
		text = 1
	}
	switch name {
	case theme.SizeNameInnerPadding:
		return spaces[t.Density][0]
	case theme.SizeNamePadding:
		return spaces[t.Density][1]
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 4
	case theme.SizeNameSubHeadingText:
		return 16 * text
	case theme.SizeNameHeadingText:
		return 20 * text
	case theme.SizeNameCaptionText:
		return 12 * text
	case theme.SizeNameText, theme.SizeNameInlineIcon:
		return theme.DefaultTheme().Size(name) * text
	}
	return theme.DefaultTheme().Size(name)
}
