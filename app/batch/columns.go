package batch

import (
	"strings"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Columns shows what stands in the first rows of a list, column by column, and what each of them is said to hold.
type Columns struct {
	holds  []*widget.Label
	object fyne.CanvasObject
}

// NewColumns shows columns by their names, and of each the words of some rows.
func NewColumns(title, lead string, names []string, rows [][]string) *Columns {
	c := &Columns{}
	all := container.NewVBox()
	for i, name := range names {
		column := widget.NewLabelWithStyle(name, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		column.Truncation = fyne.TextTruncateEllipsis
		holds := widget.NewLabel("")
		holds.Importance = widget.HighImportance
		c.holds = append(c.holds, holds)
		lines := []fyne.CanvasObject{container.NewBorder(nil, nil, nil, holds, column)}
		for _, row := range rows {
			words := strings.Join(strings.Fields(beginning(row[i])), " ")
			if words == "" {
				words = "–"
			}
			line := widget.NewLabel(words)
			line.Truncation, line.Importance = fyne.TextTruncateEllipsis, widget.LowImportance
			line.SizeName = theme.SizeNameCaptionText
			lines = append(lines, line)
		}
		all.Add(container.New(look.Closely{}, lines...))
		all.Add(widget.NewSeparator())
	}
	name := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	name.Truncation = fyne.TextTruncateEllipsis
	about := widget.NewLabel(lead)
	about.Importance, about.SizeName, about.Wrapping = widget.LowImportance, theme.SizeNameCaptionText, fyne.TextWrapWord
	top := container.NewVBox(container.New(look.Closely{}, name, about), widget.NewSeparator())
	body := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 4, 16), all))
	c.object = container.NewBorder(top, nil, nil, nil, body)
	return c
}

// Hold says of each column what it holds, "" for nothing that is loaded.
func (c *Columns) Hold(what []string) {
	for i, l := range c.holds {
		l.SetText(what[i])
	}
}

// Object is what is shown.
func (c *Columns) Object() fyne.CanvasObject { return c.object }

// beginning is as much of a text as a line could show.
func beginning(text string) string {
	const most = 400
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i]
		}
	}
	return text
}
