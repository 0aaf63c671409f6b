package form

import (
	"image/color"
	"slices"
	"strings"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Option is one of those to choose from.
type Option struct {
	Key, Label string
	More       string     // what it means, shown when it is chosen or pointed at
	Sign       *look.Sign // nil for none
	Right      string     // on the right, such as a key
}

// Choice lets choose one of some options, or several.
type Choice struct {
	field
	list *options
	more *fyne.Container // what each option means, of which that of the chosen one is shown
	box  *fyne.Container
}

// NewChoice is a field of which one option is chosen; chosen is the key of the first, "" for none.
func NewChoice(label string, all []Option, chosen string) *Choice {
	c := &Choice{field: field{label: label}, more: container.New(tallest{})}
	c.list = newOptions(c, all, false)
	c.explain()
	c.box = container.NewVBox(c.list, c.more)
	c.SetValue(chosen)
	return c
}

// NewSeveral is a field of which any number of options is chosen: their keys, joined by commas.
func NewSeveral(label string, all []Option, chosen ...string) *Choice {
	c := NewChoice(label, all, "")
	c.list.several = true
	c.SetValue(strings.Join(chosen, ","))
	return c
}

// NewCheck is a field that is on ("yes") or off ("").
func NewCheck(label string, on bool) *Choice {
	c := NewSeveral("", []Option{{Key: "yes", Label: label}})
	if on {
		c.SetValue("yes")
	}
	return c
}

// Replace sets other options; what was chosen stays where it is among them.
func (c *Choice) Replace(all []Option) {
	value := c.Value()
	c.list.set(all)
	c.explain()
	c.SetValue(value)
}

// explain makes what is shown of what the options mean.
func (c *Choice) explain() {
	c.more.RemoveAll()
	c.more.Hidden = true
	for _, o := range c.list.all {
		l := widget.NewLabel(o.More)
		l.Wrapping, l.Importance, l.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
		l.Hide()
		c.more.Add(l)
		c.more.Hidden = c.more.Hidden && o.More == ""
	}
}

// FirstKey is the key of the first option, "" for none.
func (c *Choice) FirstKey() string {
	if len(c.list.all) == 0 {
		return ""
	}
	return c.list.all[0].Key
}

// Keys are the keys of all options, joined by commas.
func (c *Choice) Keys() string {
	keys := make([]string, len(c.list.all))
	for i, o := range c.list.all {
		keys[i] = o.Key
	}
	return strings.Join(keys, ",")
}

// Object is the list.
func (c *Choice) Object() fyne.CanvasObject { return c.box }

// Value is the chosen keys, joined by commas.
func (c *Choice) Value() string {
	var keys []string
	for i, o := range c.list.all {
		if c.list.chosen[i] {
			keys = append(keys, o.Key)
		}
	}
	return strings.Join(keys, ",")
}

// SetValue chooses.
func (c *Choice) SetValue(v string) {
	keys := strings.Split(v, ",")
	for i, o := range c.list.all {
		c.list.chosen[i] = slices.Contains(keys, o.Key)
		if c.list.chosen[i] {
			c.list.at = i
		}
	}
	c.shown()
}

func (c *Choice) shown() {
	c.tell()
	c.list.Refresh()
	c.form.fit()
}

// tell shows what the option under the pointer means, else the chosen ones, else the one where the keyboard is: what a rating means
// is read before it is chosen.
func (c *Choice) tell() {
	o := c.list
	none := !slices.Contains(o.chosen, true)
	for i, l := range c.more.Objects {
		told := o.chosen[i] || none && o.focused && i == o.at
		if o.pointed >= 0 {
			told = i == o.pointed
		}
		if l.Hide(); told {
			l.Show()
		}
	}
}

// tallest sets all in the same place, with room for the tallest though it is hidden: what stands below does not move away
// from under the pointer when another one is chosen.
type tallest struct{}

func (tallest) MinSize(all []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range all {
		size = size.Max(o.MinSize())
	}
	return size
}

func (tallest) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range all {
		o.Resize(size)
	}
}

// First is the list, if there is anything to choose.
func (c *Choice) First() fyne.Focusable {
	if len(c.list.all) == 0 {
		return nil
	}
	return c.list
}

// options is the list: arrows move, numbers, Space and Enter choose.
type options struct {
	widget.BaseWidget
	field   *Choice
	all     []Option
	chosen  []bool
	at      int
	pointed int // under the mouse, -1 for none
	focused bool
	several bool
	below   bool // what stands on the right has a line of its own, as the label would have no room beside it
}

func newOptions(c *Choice, all []Option, several bool) *options {
	o := &options{field: c, several: several, pointed: -1}
	o.ExtendBaseWidget(o)
	o.set(all)
	return o
}

func (o *options) set(all []Option) {
	o.all, o.chosen, o.at, o.pointed = all, make([]bool, len(all)), 0, -1
	o.Refresh()
}

// optionHeight is how high a line of the list is.
func optionHeight() float32 { return theme.TextSize() + 2*theme.InnerPadding() }

// row is how high an option is.
func (o *options) row() float32 {
	if o.below {
		return optionHeight() + lineHeight()
	}
	return optionHeight()
}

func lineHeight() float32 { return fyne.MeasureText("Å", theme.TextSize(), fyne.TextStyle{}).Height }

// crowded reports whether what stands on the right takes so much of a line that labels would be hard to tell apart: much of it, and
// the ends of most labels with it.
func (o *options) crowded(width float32) bool {
	wide := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width }
	cut := 0
	for _, option := range o.all {
		right := wide(option.Right)
		if right > 0.2*width && wide(option.Label)+right+2*optionHeight() > width {
			cut++
		}
	}
	return 2*cut > len(o.all)
}

func (o *options) choose(n int) {
	if n < 0 || n >= len(o.all) {
		return
	}
	o.pointed = -1 // what is chosen is told of, until the mouse moves again
	if o.at = n; o.several {
		o.chosen[n] = !o.chosen[n]
	} else {
		clear(o.chosen)
		o.chosen[n] = true
	}
	o.field.shown()
	if o.field.form != nil {
		o.field.form.changed()
	}
}

// Tapped chooses what is under the pointer.
func (o *options) Tapped(e *fyne.PointEvent) {
	o.field.form.focus(o)
	o.choose(int(e.Position.Y / o.row()))
}

// FocusGained shows where the keyboard is.
func (o *options) FocusGained() {
	o.focused = true
	o.field.tell()
	o.Refresh()
	o.field.form.reveal(o)
}

// FocusLost shows that it is not here.
func (o *options) FocusLost() {
	o.focused = false
	o.field.tell()
	o.Refresh()
}

// MouseIn, MouseMoved and MouseOut tell what is under the pointer.
func (o *options) MouseIn(e *desktop.MouseEvent)    { o.point(int(e.Position.Y / o.row())) }
func (o *options) MouseMoved(e *desktop.MouseEvent) { o.point(int(e.Position.Y / o.row())) }
func (o *options) MouseOut()                        { o.point(-1) }

func (o *options) point(n int) {
	if n >= len(o.all) {
		n = -1
	}
	if n != o.pointed {
		o.pointed = n
		o.field.tell()
		o.Refresh()
	}
}

// TypedRune chooses by number. Letters are meant for the next field that takes some.
func (o *options) TypedRune(r rune) {
	switch {
	case r >= '1' && r <= '9':
		o.choose(int(r - '1'))
	case r == ' ':
		o.choose(o.at)
	default:
		o.field.form.letter(o.field, r)
	}
}

// TypedKey moves and chooses. One of several is chosen by moving to it.
func (o *options) TypedKey(k *fyne.KeyEvent) {
	step := 0
	switch k.Name {
	case fyne.KeyUp:
		step = -1
	case fyne.KeyDown:
		step = 1
	case fyne.KeyReturn, fyne.KeyEnter:
		o.field.form.after(o.field)
	case fyne.KeyEscape:
		o.field.form.Cancel()
	default: // has nothing to say to a list
	}
	if step == 0 || len(o.all) == 0 {
		return
	}
	next := max(0, min(o.at+step, len(o.all)-1)) // from where the line around it is, chosen or not
	if o.several {
		o.at = next
		o.Refresh()
		return
	}
	o.choose(next)
}

// TypedShortcut takes Ctrl+Enter.
func (o *options) TypedShortcut(s fyne.Shortcut) {
	if accepts(s) {
		o.field.form.Done()
	}
}

// Cursor shows that it can be clicked.
func (o *options) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the list.
func (o *options) CreateRenderer() fyne.WidgetRenderer { return &optionsRenderer{list: o} }

const narrowest = 120 // a list of options

type optionsRenderer struct {
	list    *options
	objects []fyne.CanvasObject
}

func (r *optionsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(narrowest, r.list.row()*float32(len(r.list.all)))
}

func (r *optionsRenderer) Layout(size fyne.Size) {
	o := r.list
	if size.Width > narrowest { // else it is not known yet how wide it will be
		o.below = o.crowded(size.Width)
	}
	r.objects = r.objects[:0]
	ink, accent, dim := theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNamePrimary), theme.Color(theme.ColorNamePlaceHolder)
	signs := o.signs()
	for i, option := range o.all {
		y := float32(i) * o.row()
		if o.chosen[i] || i == o.pointed || o.focused && i == o.at {
			back := r.box(0, y+1, size.Width, o.row()-2, color.Transparent)
			back.CornerRadius = 4
			if o.chosen[i] {
				back.FillColor = theme.Color(theme.ColorNameSelection)
			} else if i == o.pointed {
				back.FillColor = theme.Color(theme.ColorNameHover)
			}
			if o.focused && i == o.at {
				back.StrokeColor, back.StrokeWidth = accent, 1.5
			}
		}
		mark := "○"
		switch {
		case o.several && o.chosen[i]:
			mark = "☑"
		case o.several:
			mark = "☐"
		case o.chosen[i]:
			mark = "●"
		}
		x := r.text(mark, 8, y, dim, false) + 8
		if option.Sign != nil {
			r.text(option.Sign.Glyph, x, y, option.Sign.Ink, true)
			x += signs + 8
		}
		right := size.Width - 8
		switch {
		case o.below:
			r.text(option.Right, x, y+lineHeight(), dim, false)
		case option.Right != "":
			right -= fyne.MeasureText(option.Right, theme.TextSize(), fyne.TextStyle{}).Width
			r.text(option.Right, right, y, dim, false)
		}
		r.text(fit(option.Label, right-x-8, o.chosen[i]), x, y, ink, o.chosen[i])
	}
}

// signs is how wide the widest sign is: the labels behind them stand below each other.
func (o *options) signs() (widest float32) {
	for _, option := range o.all {
		if option.Sign != nil {
			widest = max(widest, fyne.MeasureText(option.Sign.Glyph, theme.TextSize(), fyne.TextStyle{Bold: true}).Width)
		}
	}
	return widest
}

// fit cuts a line that is too long.
func fit(s string, width float32, bold bool) string {
	wide := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{Bold: bold}).Width }
	runes := []rune(s)
	if wide(s) <= width {
		return s
	}
	for len(runes) > 1 && wide(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
		s = string(runes) + "…"
	}
	return s
}

func (r *optionsRenderer) box(x, y, w, h float32, fill color.Color) *canvas.Rectangle {
	b := canvas.NewRectangle(fill)
	b.Move(fyne.NewPos(x, y))
	b.Resize(fyne.NewSize(w, h))
	r.objects = append(r.objects, b)
	return b
}

func (r *optionsRenderer) text(s string, x, y float32, c color.Color, bold bool) (end float32) {
	t := canvas.NewText(s, c)
	t.TextStyle.Bold = bold
	size := t.MinSize()
	t.Move(fyne.NewPos(x, y+(optionHeight()-size.Height)/2))
	r.objects = append(r.objects, t)
	return x + size.Width
}

func (r *optionsRenderer) Refresh()                     { r.Layout(r.list.Size()); canvas.Refresh(r.list) }
func (r *optionsRenderer) Destroy()                     {}
func (r *optionsRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Button is a field that does something at once, and has no value.
type Button struct {
	field
	pressed func()
	widget  *Press
}

// NewButton is a button among the fields.
func NewButton(label string, pressed func()) *Button {
	return &Button{field: field{label: label}, pressed: pressed}
}

func (b *Button) in(f *Form) { b.widget = f.press(b.label, b.pressed) }

// Label is none: it stands on the button.
func (b *Button) Label() string { return "" }

// Object is the button, as wide as its words.
func (b *Button) Object() fyne.CanvasObject { return container.NewHBox(b.widget) }

// Value is none.
func (b *Button) Value() string { return "" }

// SetValue does nothing.
func (b *Button) SetValue(string) {}

// Press does what the button does.
func (b *Button) Press() { b.pressed() }

// First is nothing: Enter in the field before does not stop here.
func (b *Button) First() fyne.Focusable { return nil }

// AccessibilityLabel says what is asked for, and what is chosen.
func (o *options) AccessibilityLabel() string {
	var chosen []string
	for i, option := range o.all {
		if o.chosen[i] {
			chosen = append(chosen, option.Label)
		}
	}
	return named(o.field.label, strings.Join(chosen, ", "))
}

// AccessibilityRole is a list's.
func (o *options) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
