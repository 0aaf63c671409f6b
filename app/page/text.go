package page

import (
	"image/color"
	"net/url"
	"strings"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Manner is how words are said.
type Manner int

// The manners.
const (
	Plain Manner = iota
	Dim
	Large
	Warning
	Alert // a warning among dim words
)

// Text is a line of words, or as many as it takes.
func Text(s string, m Manner) fyne.CanvasObject {
	l := label(s, m)
	l.Selectable = true
	return l
}

// label is words that let clicks through.
func label(s string, m Manner) *widget.Label {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapWord
	switch m {
	case Dim:
		l.Importance, l.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	case Large:
		l.SizeName = theme.SizeNameSubHeadingText
	case Warning:
		l.Importance = widget.WarningImportance
	case Alert:
		l.Importance, l.SizeName = widget.WarningImportance, theme.SizeNameCaptionText
	case Plain:
	}
	return l
}

// Section is a heading with a line above it.
func Section(s string) fyne.CanvasObject {
	l := widget.NewLabelWithStyle(s, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	return container.NewVBox(widget.NewSeparator(), l)
}

// Link opens an address in the browser; an address that is none is words.
func Link(title, address string) fyne.CanvasObject {
	u := opened(address)
	if u == nil {
		return Text(title, Plain)
	}
	l := widget.NewHyperlink(title, u)
	l.Wrapping = fyne.TextWrapWord
	if !strings.Contains(title, " ") {
		l.Wrapping = fyne.TextWrapBreak
	}
	return l
}

// opened is an address that may be opened, nil for another: what colleagues send must not start programs.
func opened(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		return nil
	}
	return u
}

// Chip is a rating: glyph and label on its colour.
func Chip(s look.Sign, label string) fyne.CanvasObject {
	back := canvas.NewRectangle(s.Tint)
	back.CornerRadius = 4
	glyph := canvas.NewText(s.Glyph, s.Ink)
	glyph.TextStyle.Bold = true
	name := canvas.NewText(label, theme.Color(theme.ColorNameForeground))
	name.TextStyle.Bold = true
	inside := container.New(layout.NewCustomPaddedLayout(3, 3, 8, 8), container.NewHBox(glyph, name))
	return container.New(layout.NewCustomPaddedLayout(4, 0, 6, 0), container.NewHBox(container.NewStack(back, inside)))
}

// Card sets something apart, with a bar in its colour on the left.
func Card(s look.Sign, body fyne.CanvasObject) fyne.CanvasObject {
	back := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	back.CornerRadius = 6
	back.StrokeColor, back.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	bar := canvas.NewRectangle(color.Color(s.Ink))
	bar.CornerRadius = 2
	bar.SetMinSize(fyne.NewSize(4, 1))
	inside := container.NewBorder(nil, nil, bar, nil, body)
	return container.New(layout.NewCustomPaddedLayout(2, 4, 4, 0), container.NewStack(back, inside))
}

// Close lays lines below each other without the space that each brings, as what belongs together.
func Close(lines ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(-6), lines...)
}

// Row lays short words beside each other, and below where there is no room.
func Row(words ...fyne.CanvasObject) *fyne.Container {
	for _, w := range words {
		if l, ok := w.(*widget.Label); ok {
			l.Wrapping = fyne.TextWrapOff
		}
	}
	return container.New(layout.NewRowWrapLayoutWithCustomPadding(0, -6), words...)
}

// Indented moves something in, as an answer below its question.
func Indented(body fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, 14, 0), body)
}

// Headed is something with a sign before it, on the line of its first words.
func Headed(s look.Sign, body fyne.CanvasObject) fyne.CanvasObject {
	glyph := canvas.NewText(s.Glyph, s.Ink)
	glyph.TextStyle.Bold = true
	glyph.TextSize = theme.Size(theme.SizeNameSubHeadingText)
	return container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(4, 0, 6, 0), container.NewVBox(glyph)), nil, body)
}
