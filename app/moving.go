//go:build !headless

package app

import (
	"touchstone/app/library"
	"touchstone/app/look"
)

func (f *frame) toLibrary(string) { f.toList(library.Articles) }
func (f *frame) toSources(string) { f.toList(library.Sources) }

func (f *frame) toList(kind library.Kind) {
	f.tabling.close()
	f.showLists()
	f.library.Show(kind)
}

// toFilter gives the line that filters the keyboard: that of the table where it is shown, else that of the lists.
func (f *frame) toFilter(string) {
	if f.tabling.on {
		f.tabling.panel.FocusFilter()
		return
	}
	f.showLists()
	f.library.Filter()
}

// toText shows the article, and gives it the keyboard.
func (f *frame) toText(string) {
	f.tabling.close()
	f.toArticle("")
}

// toArticle gives the keyboard to what stands in the middle: the article, or the table of claims.
func (f *frame) toArticle(string) {
	if f.window == nil {
		return
	}
	if f.intake != nil {
		f.focus(f.intake.first)
		return
	}
	if f.tabling.on {
		f.tabling.panel.Focus()
		return
	}
	if f.shown == nil && !f.then.on { // the first steps: what stands out there is what Enter does
		f.focus(f.begin)
		return
	}
	if f.shown == nil {
		f.window.Canvas().Unfocus()
		return
	}
	f.focus(f.view.Focusable())
}

// toClaim gives the form that is open the keyboard, else the claim's first place.
func (f *frame) toClaim(string) {
	if fm := f.panel.Form(); fm != nil {
		f.focus(fm.First())
	} else if first := f.panel.First(); first != nil {
		f.focus(first)
	}
}

func (f *frame) larger(string)  { f.resizeLetters(1) }
func (f *frame) smaller(string) { f.resizeLetters(-1) }

func (f *frame) resizeLetters(by float32) {
	f.prefs.setSize(f.prefs.size() + by)
	f.view.Refresh()
	f.onScreen().Refresh()
}

func (f *frame) apart(string)    { f.moveLines(0.15) }
func (f *frame) together(string) { f.moveLines(-0.15) }

func (f *frame) moveLines(by float32) {
	f.prefs.setApart(f.prefs.apart() + by)
	f.view.Refresh()
	f.onScreen().Refresh()
}

// otherMode goes from light to dark and back: to high contrast, if that was left for the dark.
func (f *frame) otherMode(string) {
	switch {
	case !look.IsDark():
		f.turnTo(look.Dark)
	case f.turned == look.Contrast:
		f.turnTo(look.Contrast)
	default:
		f.turnTo(look.Light)
	}
}

// contrast goes to high contrast, and back to what was before.
func (f *frame) contrast(string) {
	switch {
	case f.prefs.mode() != look.Contrast:
		f.turnTo(look.Contrast)
	case f.turned == look.Contrast:
		f.turnTo(look.Light)
	default:
		f.turnTo(f.turned)
	}
}

// turnTo sets another mode, and remembers which one it takes the place of.
func (f *frame) turnTo(to look.Mode) {
	f.turned = f.prefs.mode()
	f.setMode(to)
}

func (f *frame) setMode(mode look.Mode) {
	f.prefs.setMode(mode)
	f.app.Settings().SetTheme(f.themed())
	f.restyle()
}

// restyle paints everything in the theme of now.
func (f *frame) restyle() {
	f.counted = nil // rows have colours
	f.library.Relabel()
	f.tabling.panel.Restyle()
	f.offer()
	f.remark()
	f.showClaim()
	f.view.Refresh()
	if f.intake != nil {
		if w, is := f.intake.of.(*previewing); is {
			w.view.Refresh()
			w.paint()
		}
	}
	if f.object != nil {
		f.object.Refresh()
	}
}
