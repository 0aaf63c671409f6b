//go:build !headless

package app

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// A note that was just written is seen, below whatever else is known of the claim.
func TestANoteIsSeenWhenItIsWritten(t *testing.T) {
	u := newDesk(t)
	u.window.Resize(fyne.NewSize(1280, 500))
	for n := range 3 {
		said := fmt.Sprintf("The mayor was asked %d times.", n)
		u.toArticle("")
		u.types("n")
		u.fills("text", said)
		u.accepts()
		top, end := placed(u.panel.Object())
		switch at, found := written(u.window.Content(), fyne.Position{}, said); {
		case !found:
			t.Errorf("note %d is not shown", n)
		case at.top < top || at.bottom > end:
			t.Errorf("note %d is from %v to %v, and the panel from %v to %v", n, at.top, at.bottom, top, end)
		}
	}
}

// written is where a line of words stands in something.
func written(o fyne.CanvasObject, at fyne.Position, words string) (box, bool) {
	at = at.Add(o.Position())
	var within []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Text:
		return inked(o, at), o.Text == words
	case *fyne.Container:
		within = o.Objects
	case fyne.Widget:
		within = test.WidgetRenderer(o).Objects()
	}
	for _, child := range within {
		if b, found := written(child, at, words); found && child.Visible() {
			return b, true
		}
	}
	return box{}, false
}
