package page

import "fyne.io/fyne/v2"

// Walk is where a key that moves leads in a list of so many rows, of which so many are seen at once: from the row it is at. moved is
// false for other keys, and where there is nothing to walk through.
func Walk(key fyne.KeyName, at, rows, seen int) (to int, moved bool) {
	switch key {
	case fyne.KeyUp:
		to = at - 1
	case fyne.KeyDown:
		to = at + 1
	case fyne.KeyPageUp:
		to = at - max(1, seen)
	case fyne.KeyPageDown:
		to = at + max(1, seen)
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = rows - 1
	default:
		return at, false
	}
	return max(0, min(to, rows-1)), rows > 0
}
