package look

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Ringed draws a line around what has the keyboard: Fyne's own shade is not to be seen on a coloured button, and hardly around a link.
func Ringed(of fyne.WidgetRenderer, around fyne.CanvasObject, focused func() bool) fyne.WidgetRenderer {
	r := &ringed{WidgetRenderer: of, around: around, focused: focused, line: canvas.NewRectangle(color.Transparent)}
	r.mark()
	return r
}

// Outlined is Ringed, and in high contrast draws a thin line around it always: every button and list has an edge to be seen.
func Outlined(of fyne.WidgetRenderer, around fyne.CanvasObject, focused func() bool) fyne.WidgetRenderer {
	r := Ringed(of, around, focused).(*ringed) //nolint:forcetypeassert // it makes nothing else
	r.always = true
	r.mark()
	return r
}

type ringed struct {
	fyne.WidgetRenderer
	around  fyne.CanvasObject
	focused func() bool
	line    *canvas.Rectangle
	always  bool // in high contrast
}

func (r *ringed) mark() {
	r.line.StrokeWidth = 2
	if r.line.Hidden = !r.focused(); r.line.Hidden && r.always && IsContrast() {
		r.line.Hidden, r.line.StrokeWidth = false, 1
	}
	r.line.Resize(r.around.Size()) // a renderer that Fyne forgot meanwhile is made again, and not laid out
	r.line.StrokeColor, r.line.CornerRadius = theme.Color(theme.ColorNameForeground), theme.Size(theme.SizeNameInputRadius)
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.line.Resize(size)
}

func (r *ringed) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.line)
}

func (r *ringed) Refresh() {
	r.mark()
	r.WidgetRenderer.Refresh()
	canvas.Refresh(r.line)
}
