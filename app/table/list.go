package table

import (
	"touchstone/app/page"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// list is Fyne's, with rows and keys of ours: the arrows point, with Shift they choose, the space bar chooses, Enter opens, digits
// sort, letters are handed on.
type list struct {
	widget.List
	panel   *Panel
	shift   bool
	focused bool
}

func newList(p *Panel) *list {
	l := &list{panel: p}
	l.HideSeparators = true
	l.Length = func() int { return len(p.lines) }
	l.CreateItem = func() fyne.CanvasObject { return newShownRow(p) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*shownRow); ok && i < len(p.lines) {
			row.show(i, p.lines[i], state{at: i == p.at, chosen: p.chosen[p.lines[i].ID], focused: l.focused})
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained shows where the keyboard is.
func (l *list) FocusGained() {
	l.focused = true
	l.Refresh()
}

// FocusLost no longer does.
func (l *list) FocusLost() {
	l.focused, l.shift = false, false
	l.Refresh()
}

// KeyDown notices Shift, which the driver does not tell with the arrows.
func (l *list) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		l.shift = true
	}
}

// KeyUp notices that it is released.
func (l *list) KeyUp(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		l.shift = false
	}
}

// page is how many rows are in sight.
func (l *list) page() int {
	return max(1, int(l.Size().Height/(newShownRow(l.panel).MinSize().Height+theme.Padding()))-1)
}

// TypedKey moves, chooses, opens and leaves.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	p := l.panel
	if to, moved := page.Walk(k.Name, p.at, len(p.lines), l.page()); moved {
		p.move(to, l.shift)
		return
	}
	switch k.Name {
	case fyne.KeySpace:
		p.toggle(p.at)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.open()
	case fyne.KeyEscape:
		p.escape()
	default:
		p.host.Key(k)
	}
}

// TypedRune sorts by digits; J and K move as they do in the text, and other letters are commands.
func (l *list) TypedRune(r rune) {
	switch {
	case r >= '1' && r < '1'+rune(Columns):
		l.panel.sort(Column(r - '1'))
	case r == 'j':
		l.panel.move(l.panel.at+1, false)
	case r == 'k':
		l.panel.move(l.panel.at-1, false)
	case r == '/':
		l.panel.FocusFilter()
	case r != ' ':
		l.panel.host.Rune(r)
	}
}

// TypedShortcut hands on what no menu has.
func (l *list) TypedShortcut(s fyne.Shortcut) { l.panel.host.Shortcut(s) }
