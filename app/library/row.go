package library

import (
	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Row is what is shown of one thing.
type Row struct {
	Title, Detail string
	Signs         []look.Sign // of a claim its own; of an article those of its claims
}

// shownRow shows a Row: signs and title on the first line, details below.
type shownRow struct {
	widget.BaseWidget
	title, detail *widget.Label
	signs, below  *fyne.Container
	tapped        func()
}

const mostSigns = 8

func newRow() *shownRow {
	r := &shownRow{title: widget.NewLabel(""), detail: widget.NewLabel(""), signs: container.NewWithoutLayout()}
	r.title.Truncation, r.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	r.detail.Importance, r.detail.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	r.signs.Layout = fitting{r.detail}
	r.below = container.New(beside{}, r.detail, r.signs)
	r.ExtendBaseWidget(r)
	return r
}

func (r *shownRow) show(what Row) {
	r.title.SetText(what.Title)
	r.detail.SetText(what.Detail)
	r.signs.RemoveAll()
	for i, s := range what.Signs {
		if i == mostSigns {
			break
		}
		t := canvas.NewText(s.Glyph, s.Ink)
		t.TextStyle.Bold = true
		t.TextSize = theme.Size(theme.SizeNameCaptionText)
		r.signs.Add(t)
	}
	r.below.Refresh()
}

// Tapped opens what the row is about, also when it was opened before: the list itself would not tell of that.
func (r *shownRow) Tapped(*fyne.PointEvent) { r.tapped() }

// CreateRenderer lays title over details.
func (r *shownRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(look.Closely{}, r.title, r.below))
}

// beside gives signs the room that details leave.
type beside struct{}

func (beside) MinSize(all []fyne.CanvasObject) fyne.Size { return all[0].MinSize() }

func (beside) Layout(all []fyne.CanvasObject, size fyne.Size) {
	all[0].Resize(size)
	all[1].Resize(size)
}

// fitting sets as many signs from the right as fit beside the details, which are words and say more.
type fitting struct{ detail *widget.Label }

func (fitting) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (f fitting) Layout(all []fyne.CanvasObject, size fyne.Size) {
	words := fyne.MeasureText(f.detail.Text, theme.Size(f.detail.SizeName), f.detail.TextStyle).Width + 2*theme.InnerPadding()
	room, fit := size.Width-theme.Padding()-words, 0
	for ; fit < len(all); fit++ {
		if room -= all[fit].MinSize().Width + theme.Padding(); room < 0 {
			break
		}
	}
	x := size.Width - theme.Padding()
	for i := len(all) - 1; i >= 0; i-- {
		if i >= fit {
			all[i].Hide()
			continue
		}
		least := all[i].MinSize()
		x -= least.Width
		all[i].Show()
		all[i].Resize(least)
		all[i].Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x -= theme.Padding()
	}
}
