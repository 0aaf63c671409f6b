package table

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// header is the titles of the columns, each with the digit that sorts by it. A click sorts, too.
type header struct {
	widget.BaseWidget
	panel *Panel
}

func newHeader(p *Panel) *header {
	h := &header{panel: p}
	h.ExtendBaseWidget(h)
	return h
}

// at is the column below a place, -1 for none.
func (h *header) at(x float32) Column {
	x -= tickWidth()
	for c, w := range widths(h.Size().Width-tickWidth(), theme.TextSize()) {
		if x >= 0 && x < w {
			return Column(c)
		}
		x -= w
	}
	return -1
}

// Tapped sorts by the column that was clicked.
func (h *header) Tapped(e *fyne.PointEvent) {
	if c := h.at(e.Position.X); c >= 0 {
		h.panel.sort(c)
	} else {
		h.panel.chooseAll()
	}
}

// Cursor shows that it can be clicked.
func (h *header) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the titles.
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	d := &headerRenderer{header: h, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent), tick: canvas.NewText("", color.Transparent)}
	d.objects = []fyne.CanvasObject{d.back, d.tick}
	for c := range d.titles {
		d.titles[c], d.digits[c] = canvas.NewText("", color.Transparent), canvas.NewText(strconv.Itoa(c+1), color.Transparent)
		d.titles[c].TextStyle.Bold = true
		d.objects = append(d.objects, d.titles[c], d.digits[c])
	}
	d.objects = append(d.objects, d.line)
	d.Refresh()
	return d
}

type headerRenderer struct {
	header         *header
	back, line     *canvas.Rectangle
	tick           *canvas.Text
	titles, digits [Columns]*canvas.Text
	objects        []fyne.CanvasObject
}

// MinSize is the height of a title.
func (d *headerRenderer) MinSize() fyne.Size {
	return fyne.NewSize(10, fyne.MeasureText("Å", theme.CaptionTextSize(), fyne.TextStyle{Bold: true}).Height+8)
}

// Layout sets the titles above their columns.
func (d *headerRenderer) Layout(s fyne.Size) {
	d.back.Resize(s)
	d.line.Resize(fyne.NewSize(s.Width, 1))
	d.line.Move(fyne.NewPos(0, s.Height-1))
	d.tick.Resize(fyne.NewSize(tickWidth()-6, s.Height))
	d.tick.Move(fyne.NewPos(6, 0))
	order, x := d.header.panel.order, tickWidth()
	for c, width := range widths(s.Width-tickWidth(), theme.TextSize()) {
		t, n := d.titles[c], d.digits[c]
		t.Hidden, n.Hidden = width == 0, width == 0
		if width == 0 {
			continue
		}
		digit := n.MinSize().Width + 3
		title := Column(c).Title()
		if order.By == Column(c) {
			title += " " + order.arrow()
		}
		t.Text = d.header.panel.letters.fit(title, (width-cellGap-digit)*0.94, t.TextSize) // they are bold
		n.Resize(fyne.NewSize(digit, s.Height))
		n.Move(fyne.NewPos(x, 0))
		t.Resize(fyne.NewSize(width-cellGap-digit, s.Height))
		t.Move(fyne.NewPos(x+digit, 0))
		x += width
	}
}

// Refresh writes the titles again.
func (d *headerRenderer) Refresh() {
	p := d.header.panel
	ink, dim := theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNamePlaceHolder)
	d.back.FillColor, d.line.FillColor = theme.Color(theme.ColorNameHeaderBackground), theme.Color(theme.ColorNameSeparator)
	d.tick.Text, d.tick.Color, d.tick.TextSize = "☐", dim, theme.TextSize()
	if len(p.chosen) > 0 && len(p.chosen) == len(p.lines) {
		d.tick.Text, d.tick.Color = "☑", theme.Color(theme.ColorNamePrimary)
	}
	for c := range d.titles {
		d.titles[c].TextSize, d.digits[c].TextSize = theme.CaptionTextSize(), theme.CaptionTextSize()-2
		d.titles[c].Color, d.digits[c].Color = dim, dim
		if p.order.By == Column(c) {
			d.titles[c].Color = ink
		}
	}
	d.Layout(d.header.Size())
	for _, o := range d.objects {
		o.Refresh()
	}
}

// Destroy does nothing.
func (d *headerRenderer) Destroy() {}

// Objects are the titles.
func (d *headerRenderer) Objects() []fyne.CanvasObject { return d.objects }
