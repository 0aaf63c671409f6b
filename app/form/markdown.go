package form

import (
	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Markdown is a field for words in Markdown. Below them they can be looked at as they will be shown: Ctrl+M, or a click, and the
// keyboard stays where it is.
type Markdown struct {
	Words
	preview *fyne.Container
	box     fyne.CanvasObject
}

// NewMarkdown is a field for words in Markdown; so many rows are seen at once.
func NewMarkdown(label, hint string, rows int) *Markdown {
	return &Markdown{Words: Words{field: field{label: label}, hint: hint, rows: rows}}
}

func (m *Markdown) in(f *Form) {
	m.form = f
	m.entry = newEntry(f, m, m.rows, m.hint)
	m.entry.shortcut = func(s fyne.Shortcut) bool {
		c, ok := s.(*desktop.CustomShortcut)
		if ok = ok && c.KeyName == fyne.KeyM && c.Modifier == fyne.KeyModifierShortcutDefault; ok {
			m.Turn()
		}
		return ok
	}
	m.entry.OnChanged = func(string) {
		m.look()
		f.changed()
	}
	m.preview = container.New(layout.NewCustomPaddedLayout(0, 0, 4, 4))
	m.preview.Hide()
	toggle := newOffer(words.X("form.preview"), m.Turn)
	toggle.label.Truncation, toggle.label.SizeName = fyne.TextTruncateOff, theme.SizeNameCaptionText
	toggle.label.Importance = widget.HighImportance
	m.box = container.NewVBox(container.NewBorder(nil, nil, nil, toggle, newCaption(m.label)), m.entry, m.preview)
	m.SetValue(m.start)
}

// Label is none: it stands beside the words that turn the preview on.
func (m *Markdown) Label() string { return "" }

// Object is the entry, with what it says below it.
func (m *Markdown) Object() fyne.CanvasObject { return m.box }

// Turn shows the words as they will be shown, or no longer.
func (m *Markdown) Turn() {
	m.preview.Hidden = !m.preview.Hidden
	m.look()
	m.form.fit()
	m.form.reveal(m.box)
}

// Preview is what is shown below the words, nil while nothing is.
func (m *Markdown) Preview() fyne.CanvasObject {
	if m.preview.Hidden {
		return nil
	}
	return m.preview
}

func (m *Markdown) look() {
	if m.preview.Hidden {
		return
	}
	m.preview.Objects = []fyne.CanvasObject{page.Markdown(m.entry.Text)}
	m.preview.Refresh()
	m.form.fit()
}
