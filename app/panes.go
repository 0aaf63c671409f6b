//go:build !headless

package app

import "touchstone/app/words"

// The panes' widths are pulled with the mouse, or moved by keys, and are found again as they were left.

// paneStep is how far a key moves a divider, as a share of what it divides.
const paneStep = 0.04

func (f *frame) wider(string)    { f.movePane(-paneStep) }
func (f *frame) narrower(string) { f.movePane(paneStep) }

func (f *frame) movePane(by float64) {
	f.right.SetOffset(max(0.2, min(f.right.Offset+by, 0.85)))
	f.keepPanes()
}

// hideLists hides the lists, or shows them again: a small screen has more room for the text then.
func (f *frame) hideLists(string) {
	lists := f.left.Leading
	if lists.Visible() {
		lists.Hide()
		f.toArticle("")
		f.bar.say(words.X("view.lists.hidden"), false)
	} else {
		lists.Show()
	}
	f.left.Refresh()
}

// showLists shows the lists where they are hidden.
func (f *frame) showLists() {
	if !f.left.Leading.Visible() {
		f.left.Leading.Show()
		f.left.Refresh()
	}
}

// keepPanes keeps how the width is divided, and how large the window is, where they are others than before.
func (f *frame) keepPanes() {
	if now := [2]float64{f.left.Offset, f.tabling.besideArticle()}; now != f.panes {
		f.panes = now
		f.prefs.divide(now[0], now[1])
	}
	if f.window == nil || f.window.FullScreen() {
		return
	}
	if size := f.window.Canvas().Size(); size != f.prefs.window() && size.Width > 0 {
		f.prefs.leave(size)
	}
}
