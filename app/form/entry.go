package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// entry is Fyne's, with the keys of a form.
type entry struct {
	widget.Entry
	form  *Form
	field Field
	key   func(*fyne.KeyEvent) bool // looks at keys first
	done  bool                      // Enter accepts the form: what is typed is one paragraph, however many lines it takes

	shortcut func(fyne.Shortcut) bool // looks at shortcuts first
	fresh    bool                     // what stands there is a proposal: the first letter typed takes its place
	came     bool                     // what stands there was not typed: it is gone on with where it ends
	words    *container.Scroll        // what scrolls them; nil until it is painted
}

func newEntry(f *Form, field Field, rows int, hint string) *entry {
	e := &entry{form: f, field: field}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = hint
	if rows > 1 {
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(rows)
	}
	e.OnChanged = func(string) { f.changed() }
	return e
}

// TypedKey takes Escape, and Enter where there is one line.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.key != nil && e.key(k) {
		return
	}
	switch {
	case k.Name == fyne.KeyEscape:
		e.form.Cancel()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && e.done:
		e.form.Done()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && !e.MultiLine:
		e.form.after(e.field)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut takes Ctrl+Enter.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if e.shortcut != nil && e.shortcut(s) {
		return
	}
	if accepts(s) {
		e.form.Done()
		return
	}
	e.Entry.TypedShortcut(s)
}

// set sets the words, with the caret behind them.
func (e *entry) set(words string) {
	e.SetText(words)
	e.end()
	e.came = true
}

// end moves the caret behind the words, as PageDown does in an entry.
func (e *entry) end() { e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) }

// FocusGained shows where the keyboard is. Only now it is known how words that were set are wrapped, and so where they end.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	if e.came {
		e.came = false
		e.end()
	}
	if e.fresh && e.Text != "" {
		e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	e.form.reveal(e)
}

// AcceptsTab lets Tab walk on to the next field, where there are several lines, too.
func (e *entry) AcceptsTab() bool { return false }

// Accepts reports whether a shortcut is the one that accepts a form, Ctrl+Enter.
func Accepts(s fyne.Shortcut) bool { return accepts(s) }

func accepts(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter)
}

// field is what all fields have.
type field struct {
	label string
	form  *Form
}

// Label is what the field is called.
func (f *field) Label() string { return f.label }
func (f *field) in(form *Form) { f.form = form }

// Words is a field for words.
type Words struct {
	field
	hint  string
	rows  int
	entry *entry
	start string
	done  bool
}

// NewLine is a field for one line of words.
func NewLine(label, hint string) *Words {
	return &Words{field: field{label: label}, hint: hint, rows: 1}
}

// NewWords is a field for as many lines as it takes, some of which are seen at once.
func NewWords(label, hint string, rows int) *Words {
	return &Words{field: field{label: label}, hint: hint, rows: rows}
}

// Paragraph says that what is typed is one paragraph, however many lines it takes: Enter accepts the form.
func (w *Words) Paragraph() *Words {
	w.done = true
	return w
}

// With sets the words that stand there first.
func (w *Words) With(text string) *Words {
	w.start = text
	return w
}

func (w *Words) in(f *Form) {
	w.form = f
	w.entry = newEntry(f, w, w.rows, w.hint)
	w.entry.done = w.done
	w.SetValue(w.start)
}

// Object is the entry.
func (w *Words) Object() fyne.CanvasObject { return w.entry }

// Value is what was typed.
func (w *Words) Value() string { return w.entry.Text }

// SetValue sets it.
func (w *Words) SetValue(v string) {
	if v != w.entry.Text {
		w.entry.set(v)
	}
}

// First is the entry.
func (w *Words) First() fyne.Focusable { return w.entry }

// NewFilter is a line that filters a list below it: told is told of every letter, and the arrow down goes to the list.
func NewFilter(hint string, told func(typed string), list *Choice) *Filter {
	return &Filter{Words: Words{hint: hint, rows: 1}, told: told, list: list}
}

// Filter is a line that filters a list.
type Filter struct {
	Words
	told func(string)
	list *Choice
}

func (l *Filter) in(f *Form) {
	l.form = f
	l.entry = newEntry(f, l, 1, l.hint)
	l.entry.OnChanged = func(typed string) { l.told(typed) }
	l.entry.key = func(k *fyne.KeyEvent) bool {
		switch k.Name {
		case fyne.KeyDown:
			f.focus(l.list.First())
		case fyne.KeyReturn, fyne.KeyEnter:
			f.Done()
		default:
			return false
		}
		return true
	}
}

// AccessibilityLabel says what is asked for, and what stands there.
func (e *entry) AccessibilityLabel() string {
	label := e.field.Label()
	if label == "" {
		label = e.PlaceHolder
	}
	return named(label, e.Text)
}

// AccessibilityRole is text.
func (e *entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// named is a field's name with its value, for those who hear the window.
func named(label, value string) string {
	if label == "" || value == "" {
		return label + value
	}
	return label + ": " + value
}
