package review

import (
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// list is Fyne's: the arrows choose, Enter accepts, Delete drops, Escape closes the review.
type list struct {
	widget.List
	panel *Panel
	at    int
}

func newList(p *Panel) *list {
	l := &list{panel: p}
	l.Length = func() int { return len(p.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newShownRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*shownRow); ok && i < len(p.rows) {
			row.show(p.rows[i])
		}
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at = i
		p.told()
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) choose(i int) {
	l.at = i
	l.UnselectAll() // so that a row chosen again is told again
	if i < len(l.panel.rows) {
		l.Select(i)
	} else {
		l.panel.told()
	}
}

// TypedKey moves, accepts, drops and closes.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	if to, moved := page.Walk(k.Name, l.at, len(l.panel.rows), int(l.Size().Height/newShownRow().MinSize().Height)); moved {
		l.choose(to)
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if c := l.panel.Chosen(); c != "" && !l.panel.buttons[Accept].Disabled() {
			l.panel.host.Do(Accept, c)
		}
	case fyne.KeyDelete:
		if c := l.panel.Chosen(); c != "" {
			l.panel.host.Do(Drop, c)
		}
	case fyne.KeyEscape:
		l.panel.host.Do(Close, "")
	default:
		l.panel.host.Key(k)
	}
}

// TypedRune hands letters on.
func (l *list) TypedRune(r rune) {
	if r != ' ' {
		l.panel.host.Rune(r)
	}
}

// shownRow shows a Row: its sign and status, the claim's statement below.
type shownRow struct {
	widget.BaseWidget
	glyph             *canvas.Text
	status, statement *widget.Label
	body              *fyne.Container
}

func newShownRow() *shownRow {
	r := &shownRow{glyph: canvas.NewText("", nil), status: widget.NewLabel(""), statement: widget.NewLabel("")}
	r.statement.Truncation = fyne.TextTruncateEllipsis
	r.status.SizeName = theme.SizeNameCaptionText
	r.glyph.TextStyle.Bold = true
	r.glyph.Alignment = fyne.TextAlignCenter
	r.body = container.NewBorder(nil, nil, container.NewGridWrap(fyne.NewSize(26, 24), r.glyph), nil, container.New(look.Closely{}, r.statement, r.status))
	r.ExtendBaseWidget(r)
	return r
}

func (r *shownRow) show(what Row) {
	r.glyph.Text, r.glyph.Color, r.glyph.TextSize = what.Sign.Glyph, what.Sign.Ink, theme.TextSize()
	r.glyph.Refresh()
	r.statement.SetText(what.Statement)
	status := what.Status
	r.status.Importance = widget.LowImportance
	if what.Open {
		status = words.X("review.open", "status", status)
		r.status.Importance = widget.MediumImportance
	}
	r.status.SetText(status)
}

// CreateRenderer shows the body.
func (r *shownRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
