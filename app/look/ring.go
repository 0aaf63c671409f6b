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
	r.line.StrokeWidth = 2
	r.mark()
	return r
}

type ringed struct {
	fyne.WidgetRenderer
	around  fyne.CanvasObject
	focused func() bool
	line    *canvas.Rectangle
}

func (r *ringed) mark() {
	r.line.Hidden = !r.focused()
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
