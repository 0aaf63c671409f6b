package form

import "fyne.io/fyne/v2"

// Shown is something to look at among the fields. It has no value.
type Shown struct {
	field
	object fyne.CanvasObject
}

// NewShown shows something below a label, "" for none.
func NewShown(label string, object fyne.CanvasObject) *Shown {
	return &Shown{field: field{label: label}, object: object}
}

// Object is what is shown.
func (s *Shown) Object() fyne.CanvasObject { return s.object }

// Value is none.
func (s *Shown) Value() string { return "" }

// SetValue does nothing.
func (s *Shown) SetValue(string) {}

// First is nothing.
func (s *Shown) First() fyne.Focusable { return nil }

// Fit moves the fields below to where they belong after what is shown grew or shrank.
func (s *Shown) Fit() { s.form.fit() }
