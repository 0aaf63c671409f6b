package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over the fields of a form and takes nothing but the mouse's wheel. Every entry of Fyne's takes the wheel for itself,
// also where it has nothing to scroll, so that a form would stand still as soon as one came under the pointer.
type wheel struct {
	widget.BaseWidget
	over *container.Scroll
}

func newWheel(over *container.Scroll) *wheel {
	w := &wheel{over: over}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled scrolls the words of the entry that has the keyboard while the pointer is over it and there are more of them, and
// else the form.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(w); c != nil {
		at, is := c.Focused().(*entry)
		if is && at.words != nil && within(e.AbsolutePosition, driver.AbsolutePositionForObject(at), at.Size()) {
			was := at.words.Offset
			at.words.Scrolled(e)
			if at.words.Offset != was {
				return
			}
		}
	}
	w.over.Scrolled(e)
}

// CreateRenderer shows nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

func within(p, at fyne.Position, size fyne.Size) bool {
	return p.X >= at.X && p.Y >= at.Y && p.X < at.X+size.Width && p.Y < at.Y+size.Height
}

// CreateRenderer is Fyne's; what scrolls the words in it is kept, as Fyne tells of it nowhere else.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, is := o.(*container.Scroll); is {
			e.words = s
		}
	}
	return r
}
