package timeline

import (
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"
	"touchstone/model/anchor"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Detail is what is shown of a step. What is empty is not shown.
type Detail struct {
	About string // the thing it was done to
	What  string
	Lines []string // who and when, why, what became of it
	Words string   // in full, in Markdown

	Rating     Rated    // of a verdict
	With       []Option // the verdicts it can be compared with
	Compared   string   // which of them it is compared with
	Before     Rated    // that one's rating
	Wording    []anchor.Piece
	Correction []anchor.Piece
	Rests      []Rest
}

// Rated is a rating.
type Rated struct {
	Sign  look.Sign
	Label string
}

// Rest is a piece of evidence that both verdicts rest on, or one of them alone.
type Rest struct {
	Title      string
	Gone, Come bool
}

// told shows the chosen step, compared with a verdict, "" for the usual one.
func (p *Panel) told(with string) {
	p.detail.RemoveAll()
	if key := p.Chosen(); key != "" {
		d := p.host.Detail(key, with)
		scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(2, 10, 2, 12), p.write(d)))
		p.detail.Add(scroll)
		p.back.Enable()
	} else {
		p.detail.Add(page.Text(words.X("timeline.none"), page.Dim))
		p.back.Disable()
	}
	p.detail.Refresh()
}

func (p *Panel) write(d Detail) fyne.CanvasObject {
	all := container.NewVBox()
	head := page.Close()
	if d.About != "" {
		head.Add(page.Text(d.About, page.Dim))
	}
	head.Add(page.Text(d.What, page.Plain))
	for _, line := range d.Lines {
		head.Add(page.Text(line, page.Dim))
	}
	all.Add(head)
	if len(d.With) > 0 {
		with := newPicker(p.host, nil)
		with.offer(d.With)
		with.choose(d.Compared)
		with.changed = func() { p.told(with.key()) }
		all.Add(page.Close(page.Text(words.X("timeline.with"), page.Dim)))
		all.Add(container.NewPadded(with))
	}
	switch {
	case d.Before.Label != "":
		all.Add(container.New(layout.NewRowWrapLayout(), page.Chip(d.Before.Sign, d.Before.Label), page.Chip(d.Rating.Sign, "⟶ "+d.Rating.Label)))
	case d.Rating.Label != "":
		all.Add(page.Chip(d.Rating.Sign, d.Rating.Label))
	}
	if d.Words != "" {
		all.Add(page.Markdown(d.Words))
	}
	section(all, "timeline.rationale", d.Wording)
	section(all, "timeline.correction", d.Correction)
	p.rests(all, d.Rests)
	return all
}

func section(all *fyne.Container, title string, pieces []anchor.Piece) {
	if len(pieces) > 0 {
		all.Add(page.Close(page.Text(words.X(title), page.Dim), page.Wording(pieces)))
	}
}

// rests shows the evidence of both verdicts.
func (p *Panel) rests(all *fyne.Container, rests []Rest) {
	if len(rests) == 0 {
		return
	}
	lines := page.Close(page.Text(words.X("timeline.evidence"), page.Dim))
	for _, r := range rests {
		lines.Add(page.Wording([]anchor.Piece{{Words: mark(r) + " " + r.Title, Gone: r.Gone, Come: r.Come}}))
	}
	all.Add(lines)
}

func mark(r Rest) string {
	switch {
	case r.Gone:
		return "−"
	case r.Come:
		return "+"
	}
	return "="
}
