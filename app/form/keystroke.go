package form

import (
	"image/color"

	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Keystroke is a field for a key: the next one that is pressed. Tab, Escape and Ctrl+Enter do what they do in every field.
type Keystroke struct {
	widget.BaseWidget
	field
	read    Reading
	pressed func(key string)
	value   string
	shown   *widget.Label
	frame   *canvas.Rectangle
}

// Reading is how keys are written.
type Reading struct {
	Rune     func(rune) string
	Key      func(fyne.KeyName) string // "" for a key that is none of a command
	Shortcut func(fyne.Shortcut) string
}

// NewKeystroke is a field for a key, which shows the one of now; pressed is told of every other.
func NewKeystroke(label, now string, read Reading, pressed func(key string)) *Keystroke {
	k := &Keystroke{field: field{label: label}, read: read, pressed: pressed, value: now, shown: widget.NewLabel("")}
	k.frame = canvas.NewRectangle(color.Transparent)
	k.shown.Alignment, k.shown.TextStyle.Bold = fyne.TextAlignCenter, true
	k.shown.Truncation = fyne.TextTruncateEllipsis
	k.ExtendBaseWidget(k)
	k.paint(false)
	return k
}

// Take takes a key that was pressed, also one that the window system gave to something else.
func (k *Keystroke) Take(key string) {
	if key == "" {
		return
	}
	k.SetValue(key)
	k.pressed(key)
}

// Object is the field itself.
func (k *Keystroke) Object() fyne.CanvasObject { return k }

// Value is the key.
func (k *Keystroke) Value() string { return k.value }

// SetValue shows a key, and tells nobody.
func (k *Keystroke) SetValue(key string) {
	k.value = key
	k.paint(k.frame.StrokeWidth > 1)
}

// First is the field itself.
func (k *Keystroke) First() fyne.Focusable { return k }

func (k *Keystroke) paint(focused bool) {
	k.frame.FillColor = theme.Color(theme.ColorNameInputBackground)
	k.frame.StrokeColor, k.frame.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	if focused {
		k.frame.StrokeColor, k.frame.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	k.frame.CornerRadius = theme.InputRadiusSize()
	said := k.value
	if said == "" {
		said = words.X("key.none")
	}
	k.shown.SetText(said)
	k.frame.Refresh()
}

// FocusGained shows where the keyboard is.
func (k *Keystroke) FocusGained() {
	k.paint(true)
	k.form.reveal(k)
}

// FocusLost shows that it is not here.
func (k *Keystroke) FocusLost() { k.paint(false) }

// Tapped gives it the keyboard.
func (k *Keystroke) Tapped(*fyne.PointEvent) { k.form.focus(k) }

// TypedRune takes a letter or a sign.
func (k *Keystroke) TypedRune(r rune) { k.Take(k.read.Rune(r)) }

// TypedKey takes a key that writes nothing.
func (k *Keystroke) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		k.form.Cancel()
		return
	}
	k.Take(k.read.Key(e.Name))
}

// TypedShortcut takes keys that are pressed together.
func (k *Keystroke) TypedShortcut(s fyne.Shortcut) {
	if accepts(s) {
		k.form.Done()
		return
	}
	k.Take(k.read.Shortcut(s))
}

// AccessibilityLabel says what is asked for, and the key that stands there.
func (k *Keystroke) AccessibilityLabel() string { return k.label + ": " + k.shown.Text }

// AccessibilityRole is text, as of every field.
func (k *Keystroke) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer lays the key over its frame.
func (k *Keystroke) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(k.frame, k.shown))
}
