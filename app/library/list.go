package library

import (
	"slices"

	"touchstone/app/page"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// list is Fyne's, with the keys of a desk: Enter opens what the arrows point at, letters are handed on.
type list struct {
	widget.List
	ids    []string
	row    func(id string) Row
	opened func(id string)
	rune   func(rune)
	key    func(*fyne.KeyEvent)
	quiet  bool // a selection is being shown, not made
	at     int  // the selected row
	points int  // the row that the arrows point at
}

func newList(row func(id string) Row, opened func(id string), host Host) *list {
	l := &list{row: row, opened: opened, rune: host.Rune, key: host.Key}
	l.Length = func() int { return len(l.ids) }
	l.CreateItem = func() fyne.CanvasObject { return newRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if shown, ok := o.(*shownRow); ok && i < len(l.ids) {
			shown.tapped = func() { l.tap(i) }
			shown.show(l.row(l.ids[i]))
		}
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at, l.points = i, i
		if !l.quiet && i < len(l.ids) {
			l.opened(l.ids[i])
		}
	}
	l.OnHighlighted = func(i widget.ListItemID) { l.points = i }
	l.ExtendBaseWidget(l)
	return l
}

// tap opens a row that is clicked.
func (l *list) tap(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	if i < len(l.ids) {
		l.Highlight(i)
		l.choose(l.ids[i])
		l.opened(l.ids[i])
	}
}

// page is how many rows are seen at once.
func (l *list) page() int { return max(1, int(l.Size().Height/l.CreateItem().MinSize().Height)) }

// set shows other ids; what was selected stays selected if it is among them.
func (l *list) set(ids []string) {
	selected := ""
	if l.at < len(l.ids) {
		selected = l.ids[l.at]
	}
	l.ids = ids
	l.choose(selected)
	l.Refresh()
}

// choose shows as selected what was opened elsewhere.
func (l *list) choose(id string) {
	l.quiet = true
	defer func() { l.quiet = false }()
	if i := slices.Index(l.ids, id); i >= 0 {
		l.Select(i)
	} else {
		l.UnselectAll()
	}
}

// TypedKey opens with Enter. In Fyne it is the space bar that selects what the arrows point at.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	if to, moved := page.Walk(k.Name, l.points, len(l.ids), l.page()); moved {
		l.Highlight(to)
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.points < len(l.ids) {
			l.choose(l.ids[l.points])
			l.opened(l.ids[l.points])
		}
	case fyne.KeySpace:
		l.List.TypedKey(k)
	default:
		l.key(k)
	}
}

// TypedRune hands letters on: they are commands.
func (l *list) TypedRune(r rune) {
	if r != ' ' {
		l.rune(r)
	}
}

// AccessibilityLabel is what the arrows point at.
func (l *list) AccessibilityLabel() string {
	if l.points >= len(l.ids) {
		return ""
	}
	row := l.row(l.ids[l.points])
	return row.Title + ", " + row.Detail
}

// AccessibilityRole is a list's.
func (l *list) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
