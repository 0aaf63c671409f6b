//go:build !headless

package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The wheel moves a form also while an entry is under the pointer.
func TestWheelOverAnEntryScrollsTheForm(t *testing.T) {
	u := newDesk(t)
	u.window.Resize(fyne.NewSize(1024, 640))
	u.presses("J")
	u.types("v")
	rationale := u.panel.Form().Field("rationale").First().(fyne.CanvasObject)
	at := func() fyne.Position { return fyne.CurrentApp().Driver().AbsolutePositionForObject(rationale) }
	before := at()
	for range 2 { // the entry stays under the pointer
		test.Scroll(u.window.Canvas(), before.AddXY(20, 40), 0, -20)
	}
	if moved := before.Y - at().Y; moved != 40 {
		t.Errorf("two turns of 20 over an entry move the form by %v", moved)
	}
}
