package batch

import (
	"touchstone/app/look"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Row is what is shown of one article.
type Row struct {
	Title, Detail string
	What          string // what would become of it, in a word
	Tick          string // whether it is taken: a sign, "" for neither
	Look          bool   // a person should look at it
}

// Host is what the table asks of the window around it.
type Host struct {
	Row      func(i int) Row
	Toggle   func(i int) // take a row out, or in again
	Chosen   func(i int) // the arrows point at another one
	Columns  func()      // say which column of the list holds what
	Key      func(*fyne.KeyEvent)
	Shortcut func(fyne.Shortcut)
}

// Panel is the table, and a line above it.
type Panel struct {
	host    Host
	list    *list
	summary *widget.Label
	object  fyne.CanvasObject
}

// New makes an empty table.
func New(title string, host Host) *Panel {
	p := &Panel{host: host, summary: widget.NewLabel("")}
	p.list = newList(p)
	name := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	name.Wrapping = fyne.TextWrapWord
	p.summary.Importance, p.summary.SizeName, p.summary.Wrapping = widget.LowImportance, theme.SizeNameCaptionText, fyne.TextWrapWord
	keys := widget.NewLabel(words.X("batch.keys"))
	keys.Importance, keys.SizeName, keys.Wrapping = widget.LowImportance, theme.SizeNameCaptionText, fyne.TextWrapWord
	top := container.NewVBox(container.New(look.Closely{}, name, p.summary), widget.NewSeparator())
	p.object = container.NewBorder(top, keys, nil, nil, p.list)
	return p
}

// Show shows so many rows, and what is said of all of them.
func (p *Panel) Show(rows int, summary string) {
	p.list.rows = rows
	p.summary.SetText(summary)
	p.list.Refresh()
}

// Object is the panel.
func (p *Panel) Object() fyne.CanvasObject { return p.object }

// Focusable is what gets the keyboard.
func (p *Panel) Focusable() fyne.Focusable { return p.list }

// At is the row that the arrows point at.
func (p *Panel) At() int { return p.list.at }
