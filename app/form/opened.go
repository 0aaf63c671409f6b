package form

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// opened is the list of a select while it is open, above everything else. Fyne's own list takes no key of a form: Tab, letters and
// Ctrl+Enter are lost in it.
type opened struct {
	widget.BaseWidget
	of     *Select
	at     int // the option that is pointed at, -1 for none
	rows   *fyne.Container
	scroll *container.Scroll
	above  *widget.PopUp
}

// open opens the list below the field, or as far above that as it takes to be seen; nil where there is nothing to open.
func (s *selecting) open() *opened {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || len(s.Options) == 0 {
		return nil
	}
	o := newOpened(s.field)
	o.above = widget.NewPopUp(o, c)
	least, room := o.rows.MinSize(), c.Size()
	size := fyne.NewSize(min(max(s.Size().Width, least.Width), room.Width), min(least.Height, room.Height))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s).AddXY(0, s.Size().Height)
	o.above.Resize(size)
	o.above.ShowAtPosition(fyne.NewPos(min(at.X, room.Width-size.Width), min(at.Y, room.Height-size.Height)))
	c.Focus(o)
	o.point(s.SelectedIndex())
	s.field.form.open = o
	return o
}

func newOpened(of *Select) *opened {
	o := &opened{of: of, at: -1, rows: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	for i, option := range of.all {
		row := newOffer(option.Label, func() { o.point(i); o.take() })
		row.label.Truncation = fyne.TextTruncateOff
		row.over = func() { o.point(i) }
		o.rows.Add(row)
	}
	o.scroll = container.NewVScroll(o.rows)
	o.ExtendBaseWidget(o)
	return o
}

// point moves to an option, and shows it.
func (o *opened) point(at int) {
	o.at = at
	for i, row := range o.rows.Objects {
		row.(*offer).point(i == at) //nolint:forcetypeassert // nothing else is in it
	}
	if at < 0 {
		return
	}
	row, seen := o.rows.Objects[at], o.scroll.Size().Height
	top, end := row.Position().Y, row.Position().Y+row.Size().Height
	o.scroll.ScrollToOffset(fyne.NewPos(0, max(min(o.scroll.Offset.Y, top), end-seen)))
}

// take chooses what is pointed at, and closes the list.
func (o *opened) take() {
	o.close()
	if o.at >= 0 {
		o.of.widget.SetSelectedIndex(o.at)
	}
}

// close closes the list; the keyboard is back in the field.
func (o *opened) close() {
	o.of.form.open = nil
	o.above.Hide()
}

// TypedRune goes to the next option that begins with a letter.
func (o *opened) TypedRune(r rune) {
	next := slices.Concat(o.of.all[o.at+1:], o.of.all[:o.at+1])
	found := slices.IndexFunc(next, func(option Option) bool {
		first, _ := utf8.DecodeRuneInString(option.Label)
		return unicode.ToLower(first) == unicode.ToLower(r)
	})
	if found >= 0 {
		o.point((o.at + 1 + found) % len(next))
	}
}

// TypedKey moves, takes and closes. Tab takes as well, and goes on as it does from every field.
func (o *opened) TypedKey(k *fyne.KeyEvent) {
	last := len(o.of.all) - 1
	switch k.Name {
	case fyne.KeyUp:
		o.point(max(o.at-1, 0))
	case fyne.KeyDown:
		o.point(min(o.at+1, last))
	case fyne.KeyHome, fyne.KeyPageUp:
		o.point(0)
	case fyne.KeyEnd, fyne.KeyPageDown:
		o.point(last)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		o.take()
	case fyne.KeyTab:
		o.take()
		if Held()&fyne.KeyModifierShift != 0 {
			o.above.Canvas.FocusPrevious()
		} else {
			o.above.Canvas.FocusNext()
		}
	case fyne.KeyEscape:
		o.close()
	default: // has nothing to say to a list
	}
}

// TypedShortcut takes Ctrl+Enter. What is chosen may make the form anew, in another language: whatever has the keyboard then accepts.
func (o *opened) TypedShortcut(s fyne.Shortcut) {
	if !accepts(s) {
		return
	}
	o.take()
	if next, is := o.above.Canvas.Focused().(fyne.Shortcutable); is {
		next.TypedShortcut(s)
	}
}

// AcceptsTab lets the list close before the keyboard goes on.
func (o *opened) AcceptsTab() bool { return true }

// FocusGained has nothing to show: what is pointed at is seen.
func (o *opened) FocusGained() {}

// FocusLost has nothing to show.
func (o *opened) FocusLost() {}

// MinSize is little: the list scrolls where there is no room for it.
func (o *opened) MinSize() fyne.Size { return fyne.NewSquareSize(theme.TextSize()) }

// CreateRenderer shows the options below each other.
func (o *opened) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.scroll) }

// AccessibilityLabel says what is asked for, and what is pointed at.
func (o *opened) AccessibilityLabel() string {
	if o.at < 0 {
		return o.of.label
	}
	return named(o.of.label, o.of.all[o.at].Label)
}

// AccessibilityRole is a list's.
func (o *opened) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
