package docview

import (
	"image"
	"image/draw"

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
	p.scrollTo(at)
}

func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{strip: s, picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScalePixels}}
	r.objects = []fyne.CanvasObject{r.picture}
	return r
}

// stripRenderer draws all ticks as one picture: a thousand rectangles would take the driver longer than the page.
type stripRenderer struct {
	strip   *strip
	picture *canvas.Image
	objects []fyne.CanvasObject
}

// Layout draws one tick for every place that is marked; places closer than a tick share one.
func (r *stripRenderer) Layout(size fyne.Size) {
	p := r.strip.view.page
	scale := p.scale()
	img := image.NewNRGBA(image.Rect(0, 0, int(size.Width*scale), int(size.Height*scale)))
	if p.layout != nil && len(p.layout.Blocks) > 0 {
		whole := max(p.MinSize().Height, size.Height)
		last := float32(-10)
		for _, run := range p.marks.runs {
			paint, shown := p.marks.looks(run)
			if !shown {
				continue
			}
			y, bottom := p.along(run.Start, whole)*size.Height, p.along(run.End-1, whole)*size.Height
			height := max(3, bottom-y)
			if y < last+1 {
				continue
			}
			last = y + height
			tick := image.Rect(0, int(y*scale), img.Rect.Dx(), int(last*scale))
			draw.Draw(img, tick, image.NewUniform(paint.Ink), image.Point{}, draw.Src)
		}
	}
	r.picture.Image = img
	r.picture.Resize(size)
	r.picture.Refresh()
}

// along is how far down the text a place stands, from 0 to 1: by its line, or by its offset while lines are being set.
func (p *page) along(offset int, whole float32) float32 {
	if !p.layout.Done() {
		return float32(offset) / float32(len(p.layout.Text))
	}
	return (p.layout.Lines[p.layout.LineAt(offset)].Top + above) / whole
}

func (r *stripRenderer) MinSize() fyne.Size           { return fyne.NewSize(stripWidth, 1) }
func (r *stripRenderer) Refresh()                     { r.Layout(r.strip.Size()); canvas.Refresh(r.strip) }
func (r *stripRenderer) Destroy()                     {}
func (r *stripRenderer) Objects() []fyne.CanvasObject { return r.objects }
