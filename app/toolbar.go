//go:build !headless

package app

import (
	"strings"

	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toolbar is the rows of the command table that have an icon.
func (f *frame) toolbar() *fyne.Container {
	var row []fyne.CanvasObject
	var names tools
	for _, c := range f.table() {
		if c.Tool == "" {
			continue
		}
		b := newTool(c, func() { f.runs(c, "") }, f.bar.hint)
		row, names = append(row, b), append(names, b.Text)
	}
	return container.New(names, row...)
}

// offer lets those buttons be pressed that do something at the time that is looked at.
func (f *frame) offer() {
	for _, o := range f.tools.Objects {
		if t, is := o.(*tool); !is || f.can(t.id) == !t.Disabled() {
			continue
		} else if t.Disabled() {
			t.Enable()
		} else {
			t.Disable()
		}
	}
}

// tool is a button of the toolbar. What is under the pointer is named, with its key, in the status bar.
type tool struct {
	widget.Button
	id, about string
	hint      func(string)
}

func newTool(c command, pressed func(), hint func(string)) *tool {
	t := &tool{id: c.ID, about: strings.TrimSuffix(c.Name(), "…"), hint: hint}
	if c.Key != "" {
		t.about += "  " + c.said()
	}
	t.ExtendBaseWidget(t)
	t.Text, t.Icon, t.OnTapped, t.Importance = words.X(c.ID+".short"), c.icon(), pressed, widget.LowImportance
	return t
}

// MouseIn says what the button does.
func (t *tool) MouseIn(e *desktop.MouseEvent) {
	t.Button.MouseIn(e)
	t.hint(t.about)
}

// MouseOut says what was said before.
func (t *tool) MouseOut() {
	t.Button.MouseOut()
	t.hint("")
}

// AccessibilityLabel names the button, also where it shows its picture alone.
func (t *tool) AccessibilityLabel() string { return t.about }

// tools sets buttons side by side. Where their words do not fit they show their icons alone: the words stand in the menus.
type tools []string

func (t tools) MinSize(all []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range all {
		height = max(height, o.MinSize().Height)
	}
	icon := theme.IconInlineSize() + 2*theme.InnerPadding()
	return fyne.NewSize((icon+theme.Padding())*float32(len(all)), height)
}

func (t tools) Layout(all []fyne.CanvasObject, size fyne.Size) {
	t.name(all, true)
	if t.line(all, size) > size.Width {
		t.name(all, false)
		t.line(all, size)
	}
}

// name gives the buttons their words, or takes them away.
func (t tools) name(all []fyne.CanvasObject, named bool) {
	for i, o := range all {
		b := o.(*tool) //nolint:forcetypeassert // toolbar adds nothing else
		want := t[i]
		if !named {
			want = ""
		}
		if b.Text != want {
			b.SetText(want)
		}
	}
}

// line sets the buttons side by side, and returns where the last one ends.
func (t tools) line(all []fyne.CanvasObject, size fyne.Size) float32 {
	x := float32(0)
	for _, o := range all {
		wide := o.MinSize().Width
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(wide, size.Height))
		x += wide + theme.Padding()
	}
	return x - theme.Padding()
}
