package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls to something in a panel that the keyboard came to: Fyne lets it go out of sight.
func Reveal(scroll *container.Scroll, what fyne.CanvasObject) {
	const around = 40
	driver := fyne.CurrentApp().Driver()
	room, to := scroll.Size().Height, scroll.Offset
	top := driver.AbsolutePositionForObject(what).Y - driver.AbsolutePositionForObject(scroll).Y + to.Y
	switch height := what.Size().Height; {
	case top < to.Y:
		to.Y = top - around
	case top+height > to.Y+room:
		to.Y = top + height + around - room
	default:
		return
	}
	to.Y = max(0, min(to.Y, scroll.Content.Size().Height-room))
	scroll.ScrollToOffset(to)
}
