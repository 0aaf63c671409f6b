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
	notice                             *fyne.Container
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
	b.message.Truncation = fyne.TextTruncateEllipsis
	b.cancel = widget.NewButton(words.X("job.cancel"), cancel)
	b.cancel.Hide()
	b.notice.Hide()
	line := container.NewBorder(nil, nil, b.counts, container.NewHBox(b.chosen, b.job, b.cancel, b.time), b.message)
	b.object = container.NewVBox(b.notice, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 6), line))
	return b
}

// say shows what happened, or what went wrong.
func (b *bar) say(what string, wrong bool) {
	b.message.Importance = widget.MediumImportance
	if wrong {
		what = "⚠ " + what
		b.message.Importance = widget.WarningImportance
	}
	b.said = what
	b.message.SetText(what)
}

// settle takes away what went wrong before: something else is done now.
func (b *bar) settle() {
	if b.message.Importance == widget.WarningImportance {
		b.say("", false)
	}
}

// hint shows what is under the pointer, "" for what was said last again.
func (b *bar) hint(what string) {
	if what == "" {
		what = b.said
	}
	b.message.SetText(what)
}

// selection shows how much is selected, in characters.
func (b *bar) selection(characters int) {
	b.chosen.SetText("")
	if characters > 0 {
		b.chosen.SetText(words.N("count.selected", characters))
	}
}

// running shows a job, and a button that stops it.
func (b *bar) running(r running) {
	switch {
	case r.Label == "":
		b.job.SetText("")
		b.cancel.Hide()
		return
	case r.Total > 0 && r.Left() > 0:
		b.job.SetText(words.X("job.pace", "what", r.Label, "done", r.Done, "total", r.Total, "rate", pace(r.Rate), "left", words.Span(r.Left())))
	case r.Total > 0:
		b.job.SetText(r.Label + " " + words.Number(r.Done) + "/" + words.Number(r.Total))
	case r.Done > 0:
		b.job.SetText(r.Label + " " + words.Number(r.Done))
	default:
		b.job.SetText(r.Label)
	}
	b.cancel.Show()
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
		b.time.SetText(s)
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
