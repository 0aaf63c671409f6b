//go:build !headless

package app

import (
	"image"
	"image/png"
	"io"

	"fyne.io/fyne/v2"
)

// inhabit fills a window.
func (f *frame) inhabit(w fyne.Window) {
	f.window = w
	w.SetPadded(false)
	w.SetContent(f.object)
	w.SetMainMenu(f.menus())
	w.SetOnDropped(f.dropped)
	w.Canvas().SetOnTypedRune(f.typed)
	w.Canvas().SetOnTypedKey(f.pressed)
	f.title()
	f.toArticle("")
}

func encode(to io.Writer, picture image.Image) error { return png.Encode(to, picture) }
