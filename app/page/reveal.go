package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls to something in a panel that the keyboard came to: Fyne lets it go out of sight.
func Reveal(scroll *container.Scroll, what fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(what).Y - driver.AbsolutePositionForObject(scroll).Y + scroll.Offset.Y
	RevealAt(scroll, top, what.Size().Height)
}

// RevealAt scrolls to what begins so far below the top of a panel's content, and is so high.
func RevealAt(scroll *container.Scroll, top, height float32) {
	const around = 40
	room, to := scroll.Size().Height, scroll.Offset
	switch {
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
