package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Closely sets two labels below each other without the space that each brings.
type Closely struct{}

// overlap is what of the space within both is taken away.
func overlap() float32 { return 2*theme.InnerPadding() - 3 }

// MinSize is the height of both.
func (Closely) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, all[0].MinSize().Height+all[1].MinSize().Height-overlap())
}

// Layout gives both the whole width.
func (Closely) Layout(all []fyne.CanvasObject, size fyne.Size) {
	top := all[0].MinSize().Height
	all[0].Resize(fyne.NewSize(size.Width, top))
	all[0].Move(fyne.NewPos(0, 0))
	all[1].Resize(fyne.NewSize(size.Width, all[1].MinSize().Height))
	all[1].Move(fyne.NewPos(0, top-overlap()))
}
