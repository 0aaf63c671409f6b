//go:build !headless

package app

import (
	"touchstone/app/docview"
	"touchstone/app/form"

	"fyne.io/fyne/v2"
)

// intake is what stands where the article stands else while something is looked at before it is stored: a document, or the table
// of many. It lives as long as its form does.
type intake struct {
	of     any // whose it is: a *previewing or a *batching
	form   *form.Form
	object fyne.CanvasObject
	first  fyne.Focusable
	left   func() // it is gone, whether stored or forgotten; may be nil
}

// take shows an intake and asks its form. accepted says what is wrong with the form's values, nil for nothing.
func (f *frame) take(in *intake, accepted func() error) {
	f.leave()
	f.closeReview()
	f.intake = in
	f.ask(in.form, accepted)
	f.showMiddle()
	f.focus(in.first)
}

// leave forgets what is being looked at.
func (f *frame) leave() {
	in := f.intake
	if in == nil {
		return
	}
	f.intake = nil
	if f.panel.Form() == in.form {
		f.panel.Ask(nil)
		f.showAside()
	}
	if in.left != nil {
		in.left()
	}
	f.showMiddle()
}

// onScreen is the text that is read: that of a document that is looked at, else the article's.
func (f *frame) onScreen() *docview.View {
	if f.intake != nil {
		if w, is := f.intake.of.(*previewing); is {
			return w.view
		}
	}
	return f.view
}

// intakeKey does what a key means while something is looked at, wherever the keyboard is.
func (f *frame) intakeKey(k *fyne.KeyEvent) {
	in := f.intake
	if in == nil {
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		in.form.Done()
	case fyne.KeyEscape:
		in.form.Cancel()
	default: // means nothing here
	}
}

// intakeShortcut takes Ctrl+Enter.
func (f *frame) intakeShortcut(s fyne.Shortcut) {
	if f.intake != nil && form.Accepts(s) {
		f.intake.form.Done()
		return
	}
	f.otherwise(s)
}
