package form

import (
	"slices"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Select is a field of which one of many options is chosen from a list that opens.
type Select struct {
	field
	all    []Option
	widget *selecting
	picked func(key string)
}

// NewSelect is a field with options; picked (may be nil) is told of every choice.
func NewSelect(label string, all []Option, chosen string, picked func(key string)) *Select {
	s := &Select{field: field{label: label}, all: all, picked: picked}
	names := make([]string, len(all))
	for i, o := range all {
		names[i] = o.Label
	}
	s.widget = &selecting{field: s}
	s.widget.ExtendBaseWidget(s.widget)
	s.widget.Options = names
	s.SetValue(chosen)
	s.widget.OnChanged = func(string) {
		if s.picked != nil {
			s.picked(s.Value())
		}
		if s.form != nil {
			s.form.changed()
		}
	}
	return s
}

// Object is the list.
func (s *Select) Object() fyne.CanvasObject { return s.widget }

// Value is the chosen key.
func (s *Select) Value() string {
	if i := s.widget.SelectedIndex(); i >= 0 {
		return s.all[i].Key
	}
	return ""
}

// SetValue chooses by key.
func (s *Select) SetValue(v string) {
	i := slices.IndexFunc(s.all, func(o Option) bool { return o.Key == v })
	if i < 0 || i == s.widget.SelectedIndex() {
		return
	}
	s.widget.SetSelectedIndex(i)
}

// First is the list.
func (s *Select) First() fyne.Focusable { return s.widget }

// selecting is Fyne's, with the keys of a form.
type selecting struct {
	widget.Select
	field   *Select
	focused bool
}

// CreateRenderer draws the field, and a line around it while it has the keyboard.
func (s *selecting) CreateRenderer() fyne.WidgetRenderer {
	return look.Outlined(s.Select.CreateRenderer(), s, func() bool { return s.focused })
}

// FocusGained shows where the keyboard is.
func (s *selecting) FocusGained() {
	s.focused = true
	s.Select.FocusGained()
	s.field.form.reveal(s)
}

// FocusLost shows that it is not here.
func (s *selecting) FocusLost() {
	s.focused = false
	s.Select.FocusLost()
}

// TypedRune opens the list at the next option that begins with a letter.
func (s *selecting) TypedRune(r rune) {
	if o := s.open(); o != nil {
		o.TypedRune(r)
	}
}

// Tapped opens the list.
func (s *selecting) Tapped(*fyne.PointEvent) {
	s.field.form.focus(s)
	s.open()
}

// TypedKey takes Escape and Enter, and opens the list.
func (s *selecting) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		s.field.form.Cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.field.form.after(s.field)
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		s.open()
	default:
		s.Select.TypedKey(k)
	}
}

// TypedShortcut takes Ctrl+Enter.
func (s *selecting) TypedShortcut(sh fyne.Shortcut) {
	if accepts(sh) {
		s.field.form.Done()
	}
}

// AccessibilityLabel says what is asked for, and what is chosen.
func (s *selecting) AccessibilityLabel() string { return named(s.field.label, s.Selected) }

// AccessibilityRole is a button's: it opens a list.
func (s *selecting) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
