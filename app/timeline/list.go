package timeline

import (
	"touchstone/app/look"
	"touchstone/app/page"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// list is Fyne's: the arrows choose, Enter looks back to the step, other keys are handed on.
type list struct {
	widget.List
	panel *Panel
	at    int
	drawn int // how often a row was drawn, for tests
}

func newList(p *Panel) *list {
	l := &list{panel: p}
	l.Length = func() int { return len(p.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newShownRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*shownRow); ok && i < len(p.rows) {
			l.drawn++
			row.show(p.rows[i])
		}
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at = i
		p.told("")
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) choose(i int) {
	l.at = i
	l.UnselectAll() // so that a row chosen again is told again
	if i >= 0 && i < len(l.panel.rows) {
		l.Select(i)
		l.Highlight(i) // the arrows point at what is chosen
	} else {
		l.panel.told("")
	}
}

// TypedKey moves, and looks back.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	if to, moved := page.Walk(k.Name, l.at, len(l.panel.rows), int(l.Size().Height/rowHeight)-1); moved {
		l.choose(to)
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.panel.host.Do(Back, l.panel.Chosen())
	default:
		l.panel.host.Key(k)
	}
}

// TypedRune hands letters on: they are commands.
func (l *list) TypedRune(r rune) {
	if r != ' ' {
		l.panel.host.Rune(r)
	}
}

const rowHeight = 48

// shownRow shows a Row: its sign and what was done, below it when, by whom and why.
type shownRow struct {
	widget.BaseWidget
	glyph        *canvas.Text
	what, detail *widget.Label
	body         *fyne.Container
}

func newShownRow() *shownRow {
	r := &shownRow{glyph: canvas.NewText("", nil), what: widget.NewLabel(""), detail: widget.NewLabel("")}
	r.what.Truncation, r.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	r.detail.SizeName, r.detail.Importance = theme.SizeNameCaptionText, widget.LowImportance
	r.glyph.TextStyle.Bold, r.glyph.Alignment = true, fyne.TextAlignCenter
	r.body = container.NewBorder(nil, nil, container.NewGridWrap(fyne.NewSize(22, 30), r.glyph), nil, container.New(look.Closely{}, r.what, r.detail))
	r.ExtendBaseWidget(r)
	return r
}

func (r *shownRow) show(row Row) {
	r.glyph.Text, r.glyph.Color, r.glyph.TextSize = row.Sign.Glyph, row.Sign.Ink, theme.TextSize()
	r.glyph.Refresh()
	r.what.Importance = widget.MediumImportance
	if row.Pale {
		r.what.Importance = widget.LowImportance
	}
	r.what.SetText(row.What)
	r.detail.SetText(row.Detail)
}

// CreateRenderer shows the body.
func (r *shownRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
