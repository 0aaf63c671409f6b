package page

import (
	"image/color"
	"net/url"
	"strings"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
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
	t := &said{}
	t.ExtendBaseWidget(t)
	t.SetText(s)
	t.be(m)
	return t
}

// said is words that can be selected with the mouse. Only while the pointer is over them, or some are selected, does the keyboard stop
// at them: with Tab nobody could see where it is.
type said struct{ widget.Label }

// MouseIn lets them be selected.
func (t *said) MouseIn(*desktop.MouseEvent) {
	t.Selectable = true
	t.Refresh()
}

// MouseMoved does nothing.
func (t *said) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that, unless words are selected, which may be copied yet.
func (t *said) MouseOut() {
	if t.SelectedText() == "" {
		t.Selectable = false
		t.Refresh()
	}
}

func (t *said) be(m Manner) { manner(&t.Label, m) }

// label is words that let clicks through.
func label(s string, m Manner) *widget.Label {
	l := widget.NewLabel(s)
	manner(l, m)
	return l
}

func manner(l *widget.Label, m Manner) {
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
}

// Section is a heading with a line above it.
func Section(s string) fyne.CanvasObject {
	l := widget.NewLabelWithStyle(s, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.Wrapping = fyne.TextWrapWord
	return container.NewVBox(widget.NewSeparator(), l)
}

// Link opens an address in the browser; an address that is none is words. seen is told when the keyboard comes to it, nil for nobody.
func Link(title, to string, seen func(fyne.CanvasObject)) fyne.CanvasObject {
	u := opened(to)
	if u == nil {
		return Text(title, Plain)
	}
	l := &address{seen: seen}
	l.ExtendBaseWidget(l)
	l.Text, l.URL, l.Wrapping = title, u, fyne.TextWrapWord
	if !strings.Contains(title, " ") {
		l.Wrapping = fyne.TextWrapBreak
	}
	return l
}

// address is Fyne's, and tells when the keyboard comes to it.
type address struct {
	widget.Hyperlink
	seen    func(fyne.CanvasObject)
	focused bool
}

// CreateRenderer draws the link, and a line around it while it has the keyboard.
func (l *address) CreateRenderer() fyne.WidgetRenderer {
	return look.Ringed(l.Hyperlink.CreateRenderer(), l, func() bool { return l.focused })
}

// FocusLost shows that the keyboard is not here.
func (l *address) FocusLost() {
	l.focused = false
	l.Hyperlink.FocusLost()
}

// FocusGained shows where the keyboard is.
func (l *address) FocusGained() {
	l.focused = true
	l.Hyperlink.FocusGained()
	if l.seen != nil {
		l.seen(l)
	}
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
		if l, ok := w.(*said); ok {
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
