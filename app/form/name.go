package form

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Name is a line for a name, which known names complete while it is typed. Several are joined by " + ".
type Name struct {
	Words
	complete func(begun string) []string
	likely   func() []string // nil for none
	offered  []string
	at       int // which offer is pointed at, -1 for none
	list     *fyne.Container
	box      *fyne.Container
	proposed bool
}

const offers = 5

// NewName is a field for a name; complete returns the known names that fit what was typed.
func NewName(label, hint string, complete func(begun string) []string) *Name {
	return &Name{Words: Words{field: field{label: label}, hint: hint, rows: 1}, complete: complete, at: -1}
}

func (n *Name) in(f *Form) {
	n.form = f
	n.entry = newEntry(f, n, 1, n.hint)
	n.entry.key = n.key
	n.list = container.NewVBox()
	n.box = container.NewVBox(n.entry, n.list)
	n.entry.OnChanged = func(string) {
		n.offer()
		f.changed()
	}
	n.quietly(n.start)
	if n.proposed {
		n.entry.fresh = true
		n.entry.CursorColumn = 0 // its beginning is in sight
	}
	if n.start == "" {
		n.offer()
	}
}

// With sets the words that stand there first.
func (n *Name) With(text string) *Name {
	n.start = text
	return n
}

// Proposed lets the first letter that is typed take the place of what stands there.
func (n *Name) Proposed() *Name {
	n.proposed = true
	return n
}

// Eager offers names before anything is typed: those that are most likely meant.
func (n *Name) Eager(likely func() []string) *Name {
	n.likely = likely
	return n
}

// SetValue sets the name, and offers nothing.
func (n *Name) SetValue(v string) { n.quietly(v) }

func (n *Name) quietly(v string) {
	complete := n.complete
	n.complete = nil
	n.entry.set(v)
	n.complete = complete
	n.show(nil)
}

// Object is the entry with the offers below it.
func (n *Name) Object() fyne.CanvasObject { return n.box }

// begun is the name that is being typed: what stands after the last " + ".
func (n *Name) begun() (before, name string) {
	text := n.entry.Text
	if i := strings.LastIndex(text, " + "); i >= 0 {
		return text[:i+3], text[i+3:]
	}
	return "", text
}

func (n *Name) offer() {
	if n.complete == nil {
		return
	}
	_, name := n.begun()
	var found []string
	switch {
	case strings.TrimSpace(name) != "":
		found = n.complete(name)
	case n.likely != nil && n.entry.Text == "":
		found = n.likely()
	}
	if len(found) == 1 && found[0] == name {
		found = nil
	}
	n.show(found[:min(offers, len(found))])
}

func (n *Name) show(found []string) {
	n.offered, n.at = found, -1
	n.list.RemoveAll()
	for i, name := range found {
		b := newOffer(name, func() { n.take(i) })
		n.list.Add(b)
	}
	n.list.Refresh()
	n.form.fit()
}

func (n *Name) take(i int) {
	before, _ := n.begun()
	n.quietly(before + n.offered[i])
	n.form.changed()
	n.form.focus(n.entry)
}

// key moves through the offers, and takes one.
func (n *Name) key(k *fyne.KeyEvent) bool {
	if len(n.offered) == 0 {
		return false
	}
	switch k.Name {
	case fyne.KeyDown:
		n.point(min(n.at+1, len(n.offered)-1))
	case fyne.KeyUp:
		n.point(max(n.at-1, -1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		if n.at < 0 {
			n.show(nil)
			return false
		}
		n.take(n.at)
	case fyne.KeyEscape:
		asked := n.entry.Text != "" || n.at >= 0
		n.show(nil)
		return asked // of what nobody asked for nobody has to get rid first
	default:
		return false
	}
	return true
}

func (n *Name) point(at int) {
	n.at = at
	for i, o := range n.list.Objects {
		if offered, ok := o.(*offer); ok {
			offered.point(i == at)
		}
	}
}

// offer is a name that completes what is typed. It leaves the keyboard where it is.
type offer struct {
	widget.BaseWidget
	back   *canvas.Rectangle
	label  *widget.Label
	tapped func()
	over   func() // told when the pointer comes over it, nil for nobody
}

func newOffer(name string, tapped func()) *offer {
	o := &offer{tapped: tapped, back: canvas.NewRectangle(color.Transparent), label: widget.NewLabel(name)}
	o.back.CornerRadius = 4
	o.label.Truncation = fyne.TextTruncateEllipsis
	o.ExtendBaseWidget(o)
	return o
}

func (o *offer) point(here bool) {
	o.back.FillColor = color.Transparent
	if here {
		o.back.FillColor = theme.Color(theme.ColorNameSelection)
	}
	o.back.Refresh()
}

// Tapped takes the name.
func (o *offer) Tapped(*fyne.PointEvent) { o.tapped() }

// MouseIn tells that the pointer is here.
func (o *offer) MouseIn(*desktop.MouseEvent) {
	if o.over != nil {
		o.over()
	}
}

// MouseMoved tells nothing more.
func (o *offer) MouseMoved(*desktop.MouseEvent) {}

// MouseOut leaves things as they are.
func (o *offer) MouseOut() {}

// CreateRenderer lays the name over its background.
func (o *offer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(o.back, o.label))
}
