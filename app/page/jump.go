package page

import (
	"image/color"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Line is one of the lines of a Jump.
type Line struct {
	Words string
	As    Manner
}

// Keys are letters and keys that nothing in a panel has a use for. Seen is told when the keyboard comes to something.
type Keys struct {
	Rune func(rune)
	Key  func(*fyne.KeyEvent)
	Seen func(fyne.CanvasObject)
}

// Jump is some lines about something that stands elsewhere. A click, or Enter, goes there.
type Jump struct {
	widget.BaseWidget
	sign   look.Sign
	lines  []Line
	tapped func()
	keys   Keys
	back   *canvas.Rectangle
}

// NewJump makes one; empty lines are left out, and so is a sign without glyph.
func NewJump(sign look.Sign, tapped func(), keys Keys, lines ...Line) *Jump {
	j := &Jump{sign: sign, lines: lines, tapped: tapped, keys: keys, back: canvas.NewRectangle(color.Transparent)}
	j.back.CornerRadius = 4
	j.ExtendBaseWidget(j)
	return j
}

// Tapped goes there.
func (j *Jump) Tapped(*fyne.PointEvent) { j.tapped() }

// FocusGained shows where the keyboard is.
func (j *Jump) FocusGained() {
	j.back.StrokeColor, j.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 1.5
	j.back.Refresh()
	if j.keys.Seen != nil {
		j.keys.Seen(j)
	}
}

// FocusLost shows that it is not here.
func (j *Jump) FocusLost() {
	j.back.StrokeWidth = 0
	j.back.Refresh()
}

// TypedRune hands letters on: they are commands.
func (j *Jump) TypedRune(r rune) {
	if r != ' ' && j.keys.Rune != nil {
		j.keys.Rune(r)
	}
}

// TypedKey goes there with Enter or the space bar.
func (j *Jump) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter || k.Name == fyne.KeySpace {
		j.tapped()
	} else if j.keys.Key != nil {
		j.keys.Key(k)
	}
}

// MouseIn lights it up.
func (j *Jump) MouseIn(*desktop.MouseEvent) {
	j.back.FillColor = theme.Color(theme.ColorNameHover)
	j.back.Refresh()
}

// MouseMoved does nothing.
func (j *Jump) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (j *Jump) MouseOut() {
	j.back.FillColor = color.Transparent
	j.back.Refresh()
}

// Cursor shows that it can be clicked.
func (j *Jump) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer lays the lines below each other.
func (j *Jump) CreateRenderer() fyne.WidgetRenderer {
	lines := Close()
	for _, l := range j.lines {
		if l.Words != "" {
			lines.Add(label(l.Words, l.As))
		}
	}
	var body fyne.CanvasObject = lines
	if j.sign.Glyph != "" {
		body = Headed(j.sign, lines)
	}
	return widget.NewSimpleRenderer(container.NewStack(j.back, body))
}
