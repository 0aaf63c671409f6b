//go:build !headless

package app

import (
	"sort"
	"time"

	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pastBar stands above the desk while it is looked at as of a moment: which one, in which of two readings, and how to get to another,
// or back to now.
type pastBar struct {
	said    *widget.Label
	slider  *timeSlider
	typed   *timeEntry
	reading *widget.Select
	back    *form.Press
	ground  *pastGround
	object  *fyne.Container
	moment  workspace.Moment
	times   []time.Time
	quiet   bool // what is shown is set, not chosen
	went    func(workspace.Moment)
	refused func(error)
}

func (f *frame) newPastBar() *pastBar {
	b := &pastBar{said: widget.NewLabel(""), ground: newPastGround(), went: func(m workspace.Moment) { f.lookBack(m, "") }, refused: f.failed}
	b.said.TextStyle.Bold = true
	b.said.Truncation = fyne.TextTruncateEllipsis
	b.slider = newTimeSlider(f.typed, f.pressed)
	b.slider.OnChanged = func(at float64) { b.slid(int(at)) }
	b.typed = newTimeEntry(f.pressed)
	b.typed.OnSubmitted = b.wrote
	b.reading = widget.NewSelect([]string{words.X("past.happened"), words.X("past.known")}, nil)
	b.reading.OnChanged = func(string) { b.read() }
	b.back = form.NewPress(words.X("past.now"), func() { f.do("history.now", "") })
	b.back.Rune, b.back.Key = f.typed, f.pressed
	b.back.Importance = widget.HighImportance
	width := fyne.MeasureText("2025-03-14 12:00:00", theme.TextSize(), fyne.TextStyle{}).Width + 4*theme.InnerPadding()
	entry := container.New(asWide(width), b.typed)
	said := float32(0)
	for _, reading := range b.reading.Options {
		said = max(said, fyne.MeasureText(reading, theme.TextSize(), fyne.TextStyle{}).Width)
	}
	reading := container.New(asWide(said+theme.IconInlineSize()+6*theme.InnerPadding()), b.reading)
	how := container.NewHBox(reading, b.back)
	line := container.New(layout.NewBorderLayout(nil, nil, entry, how), entry, b.slider, how) // in the order in which Tab walks
	b.object = container.NewStack(b.ground, container.New(layout.NewCustomPaddedLayout(0, 4, 6, 6), container.NewVBox(b.said, line)))
	b.object.Hide()
	return b
}

// show shows which moment is looked at, and where it stands among the times at which something happened.
func (b *pastBar) show(m workspace.Moment, times []time.Time) {
	b.quiet = true
	defer func() { b.quiet = false }()
	b.moment, b.times = m, times
	key, at := "past.said", 0
	if b.reading.SetSelectedIndex(0); m.Known {
		key = "past.said.known"
		b.reading.SetSelectedIndex(1)
	}
	b.said.SetText("◷ " + words.X(key, "time", clockTime(m.At)))
	b.typed.SetText(clockTime(m.At))
	if n := len(times); n > 0 {
		at = max(0, sort.Search(n, func(i int) bool { return times[i].After(m.At) })-1)
		b.slider.Max = float64(max(1, n-1))
	}
	b.slider.SetValue(float64(at))
	b.object.Show()
}

func (b *pastBar) hide() { b.object.Hide() }

// slid goes to one of the times.
func (b *pastBar) slid(at int) {
	if !b.quiet && at < len(b.times) {
		b.said.SetText("◷ " + clockTime(b.times[at])) // at once; the desk follows
		b.went(workspace.Moment{At: b.times[at], Known: b.moment.Known})
	}
}

// wrote goes to the time that was typed.
func (b *pastBar) wrote(typed string) {
	at, err := workspace.ParseTime(typed, time.Local)
	if err != nil {
		b.refused(err)
		return
	}
	b.went(workspace.Moment{At: at, Known: b.moment.Known})
}

// read goes to the same time in the other reading.
func (b *pastBar) read() {
	if known := b.reading.SelectedIndex() == 1; !b.quiet && known != b.moment.Known {
		b.went(workspace.Moment{At: b.moment.At, Known: known})
	}
}

// timeSlider is Fyne's; Home and End go to the ends, and other keys are handed on.
type timeSlider struct {
	widget.Slider
	rune func(rune)
	key  func(*fyne.KeyEvent)
}

func newTimeSlider(typed func(rune), pressed func(*fyne.KeyEvent)) *timeSlider {
	s := &timeSlider{rune: typed, key: pressed}
	s.ExtendBaseWidget(s)
	s.Step, s.Max = 1, 1
	return s
}

// TypedKey slides.
func (s *timeSlider) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyRight:
		s.Slider.TypedKey(k)
	case fyne.KeyHome:
		s.SetValue(s.Min)
	case fyne.KeyEnd:
		s.SetValue(s.Max)
	case fyne.KeyPageUp:
		s.SetValue(max(s.Min, s.Value-s.Max/10))
	case fyne.KeyPageDown:
		s.SetValue(min(s.Max, s.Value+s.Max/10))
	default:
		s.key(k)
	}
}

// TypedRune hands letters on: they are commands.
func (s *timeSlider) TypedRune(r rune) {
	if r != ' ' {
		s.rune(r)
	}
}

// timeEntry is a line for a time; Escape is handed on.
type timeEntry struct {
	widget.Entry
	key func(*fyne.KeyEvent)
}

func newTimeEntry(pressed func(*fyne.KeyEvent)) *timeEntry {
	e := &timeEntry{key: pressed}
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained marks the time, so that another one is typed over it.
func (e *timeEntry) FocusGained() {
	e.Entry.FocusGained()
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// TypedKey hands Escape on.
func (e *timeEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.key(k)
		return
	}
	e.Entry.TypedKey(k)
}

// asWide is as wide as it says, and as high as what it holds.
type asWide float32

func (w asWide) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), all[0].MinSize().Height)
}

func (w asWide) Layout(all []fyne.CanvasObject, size fyne.Size) { all[0].Resize(size) }

// pastGround is what the bar stands on, in the colour of the past.
type pastGround struct{ widget.BaseWidget }

func newPastGround() *pastGround {
	g := &pastGround{}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer paints it.
func (g *pastGround) CreateRenderer() fyne.WidgetRenderer {
	return &paperRenderer{back: canvas.NewRectangle(theme.Color(look.Ground)), of: look.Ground}
}
