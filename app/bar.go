//go:build !headless

package app

import (
	"time"

	"touchstone/app/form"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// bar is the status bar: what there is, what happened last, what runs, what time it is. Above it stands what a person has to
// decide.
type bar struct {
	counts, message, chosen, job, time *widget.Label
	cancel                             *widget.Button
	notice, line                       *fyne.Container
	object                             fyne.CanvasObject
	shown                              string // the time that is shown
	said                               string // what was said last
	asked                              string // what the notice says, "" without one
	about                              string // what it is about, "" for nothing that another success would settle
	day                                int    // of the time that is shown, 0 for none yet
}

func newBar(cancel func()) *bar {
	small := func() *widget.Label {
		l := widget.NewLabel("")
		l.SizeName = theme.SizeNameCaptionText
		return l
	}
	b := &bar{counts: small(), message: small(), job: small(), chosen: small(), time: small(), notice: container.NewStack()}
	for _, l := range []*widget.Label{b.counts, b.message, b.job} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	b.cancel = widget.NewButton(words.X("job.cancel"), cancel)
	b.cancel.Hide()
	b.notice.Hide()
	b.line = container.New(statusLine{b}, b.counts, b.message, b.chosen, b.job, b.cancel, b.time)
	b.object = container.NewVBox(b.notice, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 6), b.line))
	return b
}

// statusLine sets the parts of the bar side by side. Where there is no room for all words, what happened last has a third of what the
// clock and the button leave, and how much there is ends in an ellipsis.
type statusLine struct{ *bar }

// MinSize is that of what is never cut.
func (s statusLine) MinSize(all []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range all {
		if o.Visible() {
			size = fyne.NewSize(size.Width+o.MinSize().Width, max(size.Height, o.MinSize().Height))
		}
	}
	return size
}

func (s statusLine) Layout(all []fyne.CanvasObject, size fyne.Size) {
	widths := map[fyne.CanvasObject]float32{s.chosen: s.chosen.MinSize().Width, s.time: s.time.MinSize().Width}
	if s.cancel.Visible() {
		widths[s.cancel] = s.cancel.MinSize().Width
	}
	rest := size.Width - widths[s.chosen] - widths[s.time] - widths[s.cancel]
	widths[s.job] = min(wished(s.job), rest/2)
	rest -= widths[s.job]
	widths[s.counts] = min(wished(s.counts), max(rest-wished(s.message), rest*2/3))
	widths[s.message] = rest - widths[s.counts]
	x := float32(0)
	for _, o := range all {
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(widths[o], height))
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		x += widths[o]
	}
}

// wished is how wide a label is when none of its words are left out.
func wished(l *widget.Label) float32 {
	if l.Text == "" {
		return 0
	}
	return fyne.MeasureText(l.Text, theme.Size(l.SizeName), l.TextStyle).Width + 2*theme.InnerPadding() + 1
}

// write writes a part of the line, and gives each the room it has now.
func (b *bar) write(part *widget.Label, words string) {
	part.SetText(words)
	b.line.Layout.Layout(b.line.Objects, b.line.Size())
}

// say shows what happened, or what went wrong.
func (b *bar) say(what string, wrong bool) {
	b.message.Importance = widget.MediumImportance
	if wrong {
		what = "⚠ " + what
		b.message.Importance = widget.WarningImportance
	}
	b.said = what
	b.write(b.message, what)
}

// settle takes away what went wrong before: something else is done now.
func (b *bar) settle() {
	if b.message.Importance == widget.WarningImportance {
		b.say("", false)
	}
}

// count shows how much there is.
func (b *bar) count(what string) { b.write(b.counts, what) }

// hint shows what is under the pointer, "" for what was said last again.
func (b *bar) hint(what string) {
	if what == "" {
		what = b.said
	}
	b.write(b.message, what)
}

// selection shows how much is selected, in characters.
func (b *bar) selection(characters int) {
	said := ""
	if characters > 0 {
		said = words.N("count.selected", characters)
	}
	b.write(b.chosen, said)
}

// running shows a job, and a button that stops it.
func (b *bar) running(r running) {
	said := r.Label
	switch {
	case r.Label == "":
	case r.Total > 0 && r.Left() > 0:
		said = words.X("job.pace", "what", r.Label, "done", r.Done, "total", r.Total, "rate", pace(r.Rate), "left", words.Span(r.Left()))
	case r.Total > 0:
		said += " " + words.Number(r.Done) + "/" + words.Number(r.Total)
	case r.Done > 0:
		said += " " + words.Number(r.Done)
	}
	if b.cancel.Show(); r.Label == "" {
		b.cancel.Hide()
	}
	b.write(b.job, said)
}

// pace is how many a second, to two digits.
func pace(rate float64) string {
	if rate >= 10 {
		return words.Number(int(rate + 0.5))
	}
	return words.Decimal(rate, 1)
}

// clock shows the time, and reports whether another day began. It stands still only if the window does.
func (b *bar) clock(now time.Time) (another bool) {
	now = now.Local()
	if s := words.Clock(now); s != b.shown {
		b.shown = s
		b.write(b.time, s)
	}
	another = b.day != 0 && b.day != now.YearDay()
	b.day = now.YearDay()
	return another
}

// choice is one answer to a notice.
type choice struct {
	Label string
	Do    func()
}

// ask shows a notice with buttons, until one is pressed.
func (b *bar) ask(what string, wrong bool, choices ...choice) {
	label := widget.NewLabel(what)
	label.Wrapping = fyne.TextWrapWord
	if wrong {
		label.Importance = widget.DangerImportance
	}
	buttons := container.NewHBox()
	for _, c := range choices {
		buttons.Add(form.NewPress(c.Label, func() {
			b.dismiss()
			c.Do()
		}))
	}
	b.asked, b.about = what, ""
	b.notice.RemoveAll()
	b.notice.Add(container.New(layout.NewCustomPaddedLayout(2, 2, 6, 6), container.NewBorder(nil, nil, nil, container.NewCenter(buttons), label)))
	b.notice.Show()
}

// over takes the notice of that about away, if it stands.
func (b *bar) over(about string) {
	if b.about == about {
		b.dismiss()
	}
}

func (b *bar) dismiss() {
	b.asked, b.about = "", ""
	b.notice.RemoveAll()
	b.notice.Hide()
}
