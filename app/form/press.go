package form

import (
	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Press is a button that Enter presses as well as the space bar, and that hands on the keys it has no use for.
type Press struct {
	widget.Button
	Rune     func(rune)
	Key      func(*fyne.KeyEvent)
	Shortcut func(fyne.Shortcut)
	Seen     func(fyne.CanvasObject) // told when the keyboard comes to it, nil for nobody
	focused  bool
}

// NewPress makes a button.
func NewPress(label string, pressed func()) *Press {
	p := &Press{}
	p.ExtendBaseWidget(p)
	p.Text, p.OnTapped = label, pressed
	return p
}

// FocusGained shows where the keyboard is.
func (p *Press) FocusGained() {
	p.focused = true
	p.Button.FocusGained()
	if p.Seen != nil {
		p.Seen(p)
	}
}

// FocusLost shows that it is not here.
func (p *Press) FocusLost() {
	p.focused = false
	p.Button.FocusLost()
}

// CreateRenderer draws the button, and a line around it while it has the keyboard.
func (p *Press) CreateRenderer() fyne.WidgetRenderer {
	return look.Outlined(p.Button.CreateRenderer(), p, func() bool { return p.focused })
}

// TypedKey presses with Enter. The space bar presses as the letter that it is: that comes after the key, and would be typed into
// whatever the button gave the keyboard to.
func (p *Press) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter:
		p.press()
	case k.Name != fyne.KeySpace && p.Key != nil:
		p.Key(k)
	}
}

// TypedRune presses with a space, and hands letters on.
func (p *Press) TypedRune(r rune) {
	switch {
	case r == ' ':
		p.press()
	case p.Rune != nil:
		p.Rune(r)
	}
}

func (p *Press) press() { p.Button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) }

// TypedShortcut hands shortcuts on.
func (p *Press) TypedShortcut(s fyne.Shortcut) {
	if p.Shortcut != nil {
		p.Shortcut(s)
	}
}

// press is a button of the form, with the form's keys.
func (f *Form) press(label string, pressed func()) *Press {
	p := NewPress(label, pressed)
	p.Seen = f.reveal
	p.Key = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			f.Cancel()
		}
	}
	p.Shortcut = func(s fyne.Shortcut) {
		if accepts(s) {
			f.Done()
		}
	}
	return p
}
