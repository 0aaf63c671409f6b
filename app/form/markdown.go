package form

import (
	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Markdown is a field for words in Markdown, which can be looked at as they will be shown.
type Markdown struct {
	Words
	toggle *Press
	body   *fyne.Container
	seen   bool // it is looked at, not written
	box    fyne.CanvasObject
}

// NewMarkdown is a field for words in Markdown; so many rows are seen at once.
func NewMarkdown(label, hint string, rows int) *Markdown {
	return &Markdown{Words: Words{field: field{label: label}, hint: hint, rows: rows}}
}

func (m *Markdown) in(f *Form) {
	m.form = f
	m.entry = newEntry(f, m, m.rows, m.hint)
	m.SetValue(m.start)
	m.toggle = f.press(words.X("form.preview"), m.Turn)
	m.toggle.Importance = widget.LowImportance
	m.body = container.NewStack(m.entry)
	m.box = container.NewVBox(container.NewBorder(nil, nil, nil, m.toggle, newCaption(m.label)), m.body)
}

// Label is none: it stands beside the button.
func (m *Markdown) Label() string { return "" }

// Object is the entry, or what it says, with the button above it.
func (m *Markdown) Object() fyne.CanvasObject { return m.box }

// First is the entry, or the button where the words are looked at.
func (m *Markdown) First() fyne.Focusable {
	if m.seen {
		return m.toggle
	}
	return m.entry
}

// Turn shows the words as they will be shown, and lets write again.
func (m *Markdown) Turn() {
	m.seen = !m.seen
	if m.seen {
		m.toggle.SetText(words.X("form.write"))
		shown := container.New(layout.NewCustomPaddedLayout(2, 2, 4, 4), page.Markdown(m.entry.Text))
		m.body.Objects = []fyne.CanvasObject{shown}
	} else {
		m.toggle.SetText(words.X("form.preview"))
		m.body.Objects = []fyne.CanvasObject{m.entry}
	}
	m.body.Refresh()
	m.form.fit()
	m.form.focus(m.First())
}
