//go:build !headless

package app

import (
	"image"
	"image/png"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// inhabit fills a window.
func (f *frame) inhabit(w fyne.Window) {
	f.window = w
	w.SetPadded(false)
	w.SetContent(f.object)
	f.hangMenu()
	w.SetOnDropped(f.dropped)
	w.Canvas().SetOnTypedRune(func(r rune) { f.idle(func() { f.typed(r) }) })
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape && f.dialog != nil {
			f.dialog.Hide()
			return
		}
		if k.Name == fyne.KeyEscape { // closes whatever is open
			f.pressed(k)
			return
		}
		f.idle(func() { f.pressed(k) })
	})
	f.bindOthers()
	f.title()
	f.toArticle("")
}

// hangMenu makes the menu, and lays out what is below it: with larger letters it is higher, which Fyne sees only when the size of the
// window changes.
func (f *frame) hangMenu() {
	f.window.SetMainMenu(f.menus())
	if c, can := f.window.Canvas().(interface{ Resize(size fyne.Size) }); can {
		c.Resize(f.window.Canvas().Size())
	}
}

// bindOthers lets the keys of now be found on other keyboards, too.
func (f *frame) bindOthers() {
	for _, s := range f.elsewhere {
		f.window.Canvas().RemoveShortcut(s)
	}
	f.elsewhere = nil
	for _, name := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		accepts := &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault}
		f.window.Canvas().AddShortcut(accepts, f.otherwise)
		f.elsewhere = append(f.elsewhere, accepts)
	}
	for _, c := range f.table() {
		for _, other := range c.also() {
			f.window.Canvas().AddShortcut(other, f.otherwise)
			f.elsewhere = append(f.elsewhere, other)
		}
	}
}

func encode(to io.Writer, picture image.Image) error { return png.Encode(to, picture) }

// idle does what a key says that was typed while nothing had the keyboard. With a form open it was meant for that: it gets
// the keyboard, and the key does nothing.
func (f *frame) idle(do func()) {
	if f.dialog != nil { // what is below it is not meant
		return
	}
	if fm := f.panel.Form(); fm != nil {
		f.focus(fm.First())
		return
	}
	do()
}
