package docview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const stripWidth = 10

// strip shows, right of the text, where in the whole of it the marks stand. A click goes there.
type strip struct {
	widget.BaseWidget
	view *View
}

func newStrip(v *View) *strip {
	s := &strip{view: v}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped scrolls to the place of the text that a height of the strip stands for.
func (s *strip) Tapped(e *fyne.PointEvent) {
	p := s.view.page
	if p.layout == nil || s.Size().Height == 0 {
		return
	}
	shown := s.view.scroll.Size().Height
	at := e.Position.Y/s.Size().Height*max(p.MinSize().Height, shown) - shown/2
	s.view.scroll.Offset.Y = max(0, min(at, p.MinSize().Height-shown))
	s.view.scroll.Refresh()
	p.repaint()
}

func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	return &stripRenderer{strip: s}
}

type stripRenderer struct {
	strip   *strip
	ticks   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

// Layout draws one tick for every place that is marked; places closer than a tick share one.
func (r *stripRenderer) Layout(size fyne.Size) {
	p := r.strip.view.page
	r.objects = r.objects[:0]
	if p.layout == nil || len(p.layout.Blocks) == 0 {
		return
	}
	whole := max(p.MinSize().Height, size.Height)
	last := float32(-10)
	for _, run := range p.marks.runs {
		paint, shown := p.marks.tinted(run)
		if !shown {
			continue
		}
		y, bottom := p.along(run.Start, whole)*size.Height, p.along(run.End-1, whole)*size.Height
		height := max(3, bottom-y)
		if y < last+1 {
			continue
		}
		last = y + height
		r.tick(y, height, size.Width, paint)
	}
}

// along is how far down the text a place stands, from 0 to 1: by its line, or by its offset while lines are being set.
func (p *page) along(offset int, whole float32) float32 {
	if !p.layout.Done() {
		return float32(offset) / float32(len(p.layout.Text))
	}
	return (p.layout.Lines[p.layout.LineAt(offset)].Top + above) / whole
}

func (r *stripRenderer) tick(y, height, width float32, paint Paint) {
	n := len(r.objects)
	if n == len(r.ticks) {
		r.ticks = append(r.ticks, &canvas.Rectangle{CornerRadius: 1})
	}
	t := r.ticks[n]
	t.FillColor = paint.Ink
	t.Move(fyne.NewPos(0, y))
	t.Resize(fyne.NewSize(width, height))
	r.objects = append(r.objects, t)
}

func (r *stripRenderer) MinSize() fyne.Size           { return fyne.NewSize(stripWidth, 1) }
func (r *stripRenderer) Refresh()                     { r.Layout(r.strip.Size()); canvas.Refresh(r.strip) }
func (r *stripRenderer) Destroy()                     {}
func (r *stripRenderer) Objects() []fyne.CanvasObject { return r.objects }
