package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over the fields of a form and takes nothing but the mouse's wheel, to scroll the form. Every entry of Fyne's takes
// the wheel for itself, also where it has nothing to scroll, so that a form would stand still as soon as one came under the
// pointer. Nothing is lost by it: Fyne keeps the caret in sight, so that the wheel hardly moves the words of an entry.
type wheel struct {
	widget.BaseWidget
	over *container.Scroll
}

func newWheel(over *container.Scroll) *wheel {
	w := &wheel{over: over}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled scrolls the form.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.over.Scrolled(e) }

// CreateRenderer shows nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
