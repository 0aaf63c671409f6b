package library

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tabs are the names of the lists, side by side. Where they do not fit the space around the names is less: Fyne's own tabs hide
// what does not fit behind a button, and a panel of three lists must never hide one.
type tabs struct {
	all    []*tab
	at     int
	chosen func(int)
	object fyne.CanvasObject
}

func newTabs(names []string, host Host, chosen func(int)) *tabs {
	t := &tabs{chosen: chosen}
	row := container.New(sharing{})
	for i, name := range names {
		one := newTab(name, host, func(to int) { t.choose(i + to) })
		t.all = append(t.all, one)
		row.Add(one)
	}
	t.all[0].on = true
	t.all[0].Refresh()
	t.object = row
	return t
}

// sharing gives each tab the room it likes, and takes from each as much where there is less.
type sharing struct{}

// MinSize is that of the names with little between them.
func (sharing) MinSize(all []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range all {
		size = fyne.NewSize(size.Width+o.MinSize().Width-2*theme.InnerPadding()+theme.Padding(), o.MinSize().Height)
	}
	return size
}

func (sharing) Layout(all []fyne.CanvasObject, size fyne.Size) {
	wanted := float32(0)
	for _, o := range all {
		wanted += o.MinSize().Width
	}
	less := max(0, wanted-size.Width) / float32(len(all))
	x := float32(0)
	for _, o := range all {
		width := o.MinSize().Width - less
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}

// choose shows another list; past the ends it stays where it is.
func (t *tabs) choose(to int) {
	if to < 0 || to >= len(t.all) {
		return
	}
	moved := t.all[t.at].focused && to != t.at
	t.at = to
	for i, one := range t.all {
		one.on = i == to
		one.Refresh()
	}
	if moved {
		one := t.all[to]
		if c := fyne.CurrentApp().Driver().CanvasForObject(one); c != nil {
			c.Focus(one)
		}
	}
	t.chosen(to)
}

// tab is one of them.
type tab struct {
	widget.BaseWidget
	name        string
	host        Host
	move        func(int) // 0 chooses it, -1 and 1 those beside it
	on, focused bool
	hovered     bool
}

func newTab(name string, host Host, move func(int)) *tab {
	t := &tab{name: name, host: host, move: move}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped chooses it.
func (t *tab) Tapped(*fyne.PointEvent) { t.move(0) }

// FocusGained shows where the keyboard is.
func (t *tab) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost no longer does.
func (t *tab) FocusLost() { t.focused = false; t.Refresh() }

// MouseIn shows that it can be clicked.
func (t *tab) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved does nothing.
func (t *tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut no longer shows it.
func (t *tab) MouseOut() { t.hovered = false; t.Refresh() }

// TypedKey chooses with Enter, Space and the arrows.
func (t *tab) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.move(0)
	case fyne.KeyLeft:
		t.move(-1)
	case fyne.KeyRight:
		t.move(1)
	default:
		t.host.Key(k)
	}
}

// TypedRune hands letters on: they are commands.
func (t *tab) TypedRune(r rune) {
	if r != ' ' {
		t.host.Rune(r)
	}
}

// CreateRenderer draws the name, and a line below the chosen one.
func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{
		tab: t, text: canvas.NewText(t.name, color.Transparent), line: canvas.NewRectangle(color.Transparent),
		back: canvas.NewRectangle(color.Transparent),
	}
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type tabRenderer struct {
	tab        *tab
	text       *canvas.Text
	line, back *canvas.Rectangle
}

const thick = 2 // the line below

func (r *tabRenderer) MinSize() fyne.Size {
	pad := theme.InnerPadding()
	bold := fyne.MeasureText(r.tab.name, theme.CaptionTextSize(), fyne.TextStyle{Bold: true}) // chosen or not, it is as wide
	return bold.AddWidthHeight(2*pad, 2*pad+thick)
}

func (r *tabRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	r.text.Resize(fyne.NewSize(s.Width, s.Height-thick))
	r.line.Move(fyne.NewPos(0, s.Height-thick))
	r.line.Resize(fyne.NewSize(s.Width, thick))
}

func (r *tabRenderer) Refresh() {
	r.text.TextSize, r.text.TextStyle.Bold = theme.CaptionTextSize(), r.tab.on
	r.text.Color = theme.Color(theme.ColorNameForeground)
	r.line.FillColor, r.back.FillColor = theme.Color(theme.ColorNameSeparator), color.Transparent
	if r.tab.on {
		r.line.FillColor = theme.Color(theme.ColorNamePrimary)
	} else {
		r.text.Color = theme.Color(theme.ColorNamePlaceHolder)
	}
	switch {
	case r.tab.focused:
		r.back.FillColor = theme.Color(theme.ColorNameFocus)
	case r.tab.hovered:
		r.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *tabRenderer) Destroy() {}

func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text, r.line}
}

// AccessibilityLabel is the list's name.
func (t *tab) AccessibilityLabel() string { return t.name }

// AccessibilityRole is a button's.
func (t *tab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
