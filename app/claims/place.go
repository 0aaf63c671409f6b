package claims

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// place shows an appearance: its words, its article, its chain. A click, or Enter, goes there.
type place struct {
	widget.BaseWidget
	what   Place
	tapped func()
	host   Host
	back   *canvas.Rectangle
}

func newPlace(what Place, tapped func(), host Host) *place {
	p := &place{what: what, tapped: tapped, host: host, back: canvas.NewRectangle(color.Transparent)}
	p.back.CornerRadius = 4
	p.ExtendBaseWidget(p)
	return p
}

// Tapped goes to the place.
func (p *place) Tapped(*fyne.PointEvent) { p.tapped() }

// FocusGained shows where the keyboard is.
func (p *place) FocusGained() {
	p.back.StrokeColor, p.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 1.5
	p.back.Refresh()
}

// FocusLost shows that it is not here.
func (p *place) FocusLost() {
	p.back.StrokeWidth = 0
	p.back.Refresh()
}

// TypedRune hands letters on: they are commands.
func (p *place) TypedRune(r rune) {
	if r != ' ' && p.host.Rune != nil {
		p.host.Rune(r)
	}
}

// TypedKey goes to the place with Enter or the space bar.
func (p *place) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter || k.Name == fyne.KeySpace {
		p.tapped()
	} else if p.host.Key != nil {
		p.host.Key(k)
	}
}

// MouseIn lights the place up.
func (p *place) MouseIn(*desktop.MouseEvent) {
	p.back.FillColor = theme.Color(theme.ColorNameHover)
	p.back.Refresh()
}

// MouseMoved does nothing.
func (p *place) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (p *place) MouseOut() {
	p.back.FillColor = color.Transparent
	p.back.Refresh()
}

// Cursor shows that it can be clicked.
func (p *place) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer lays the lines below each other.
func (p *place) CreateRenderer() fyne.WidgetRenderer {
	lines := container.NewVBox(label("“"+p.what.Words+"”", plain))
	if p.what.Chain != "" {
		lines.Add(label(p.what.Chain, plain))
	}
	lines.Add(label(p.what.Article, dim))
	return widget.NewSimpleRenderer(container.NewStack(p.back, lines))
}

// label is text that lets clicks through.
func label(s string, m manner) fyne.CanvasObject {
	l, _ := text(s, m).(*widget.Label)
	l.Selectable = false
	return l
}
