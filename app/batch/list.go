package batch

import (
	"touchstone/app/look"
	"touchstone/app/page"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// list is Fyne's, with the keys of the table.
type list struct {
	widget.List
	panel *Panel
	rows  int
	at    int
}

func newList(p *Panel) *list {
	l := &list{panel: p}
	l.Length = func() int { return l.rows }
	l.CreateItem = func() fyne.CanvasObject { return newShownRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*shownRow); ok && i < l.rows {
			row.show(p.host.Row(i), func() { l.toggle(i) })
		}
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at = i
		if i < l.rows {
			p.host.Chosen(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) choose(i int) {
	if i >= 0 && i < l.rows {
		l.Select(i)
	}
}

func (l *list) toggle(i int) {
	l.choose(i)
	l.panel.host.Toggle(i)
	l.RefreshItem(i)
}

// TypedKey moves; Enter and Escape are the form's.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	if to, moved := page.Walk(k.Name, l.at, l.rows, int(l.Size().Height/60)); moved {
		l.choose(to)
		return
	}
	l.panel.host.Key(k)
}

// TypedRune toggles with the space bar, walks with J and K, and asks for columns with M.
func (l *list) TypedRune(r rune) {
	switch r {
	case ' ':
		if l.at < l.rows {
			l.toggle(l.at)
		}
	case 'j', 'J':
		l.look(1)
	case 'k', 'K':
		l.look(-1)
	case 'm', 'M':
		l.panel.host.Columns()
	}
}

// look walks to the next row that wants a look.
func (l *list) look(by int) {
	for n := 1; n <= l.rows; n++ {
		i := ((l.at+by*n)%l.rows + l.rows) % l.rows
		if l.panel.host.Row(i).Look {
			l.choose(i)
			return
		}
	}
}

// TypedShortcut hands shortcuts on.
func (l *list) TypedShortcut(s fyne.Shortcut) { l.panel.host.Shortcut(s) }

// shownRow shows a Row: tick, title and what becomes of it, the file below.
type shownRow struct {
	widget.BaseWidget
	title, what, detail *widget.Label
	tick                *tick
	body                *fyne.Container
}

func newShownRow() *shownRow {
	r := &shownRow{title: widget.NewLabel(""), what: widget.NewLabel(""), detail: widget.NewLabel(""), tick: newTick()}
	r.title.Truncation, r.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	r.detail.SizeName, r.what.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	first := container.NewBorder(nil, nil, nil, r.what, r.title)
	r.body = container.NewBorder(nil, nil, r.tick, nil, container.New(look.Closely{}, first, r.detail))
	r.ExtendBaseWidget(r)
	return r
}

func (r *shownRow) show(what Row, toggle func()) {
	r.tick.label.SetText(what.Tick)
	r.tick.pressed = toggle
	r.title.SetText(what.Title)
	r.what.Importance, r.detail.Importance = widget.MediumImportance, widget.LowImportance
	if what.Look {
		r.what.Importance, r.detail.Importance = widget.WarningImportance, widget.MediumImportance
	}
	r.what.SetText(what.What)
	r.detail.SetText(what.Detail)
	r.body.Refresh()
}

// CreateRenderer shows the body.
func (r *shownRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

// tick is the sign before a row, which a click changes.
type tick struct {
	widget.BaseWidget
	label   *widget.Label
	widest  *widget.Label // never seen: what is as wide as any sign
	pressed func()
}

func newTick() *tick {
	t := &tick{label: widget.NewLabel(""), widest: widget.NewLabel("☑")}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped takes the row out, or in again.
func (t *tick) Tapped(*fyne.PointEvent) {
	if t.pressed != nil {
		t.pressed()
	}
}

// MinSize is that of the widest sign, so that the titles stand under one another.
func (t *tick) MinSize() fyne.Size { return t.widest.MinSize() }

// CreateRenderer shows the sign.
func (t *tick) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.label) }
