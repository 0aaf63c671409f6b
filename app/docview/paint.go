package docview

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// row is what is painted for one line.
type row struct {
	below, texts, over []fyne.CanvasObject
}

// pool keeps objects of lines that are seen no more.
type pool struct {
	texts []*canvas.Text
	rects []*canvas.Rectangle
}

func (p *pool) text() *canvas.Text {
	if n := len(p.texts); n > 0 {
		t := p.texts[n-1]
		p.texts = p.texts[:n-1]
		return t
	}
	return &canvas.Text{}
}

func (p *pool) rect() *canvas.Rectangle {
	if n := len(p.rects); n > 0 {
		r := p.rects[n-1]
		p.rects = p.rects[:n-1]
		*r = canvas.Rectangle{}
		return r
	}
	return &canvas.Rectangle{}
}

func (p *page) drop(n int, r *row) {
	for _, list := range [][]fyne.CanvasObject{r.below, r.texts, r.over} {
		for _, o := range list {
			switch o := o.(type) {
			case *canvas.Text:
				p.pool.texts = append(p.pool.texts, o)
			case *canvas.Rectangle:
				p.pool.rects = append(p.pool.rects, o)
			}
		}
	}
	delete(p.rows, n)
}

func (p *page) release() {
	for n, r := range p.rows {
		p.drop(n, r)
	}
}

// visible returns the numbers of the first and the last line that are seen.
func (p *page) visible() (first, last int) {
	top := p.view.scroll.Offset.Y - above
	return p.layout.LineBelow(top), p.layout.LineBelow(top + p.view.scroll.Size().Height)
}

// repaint makes objects for the lines that came into sight, and takes back those of the lines that left.
func (p *page) repaint() {
	if p.layout == nil || len(p.layout.Lines) == 0 || p.view.scroll.Size().Height == 0 {
		return
	}
	first, last := p.visible()
	for n, r := range p.rows {
		if n < first || n > last {
			p.drop(n, r)
		}
	}
	changed := false
	for n := first; n <= last; n++ {
		if p.rows[n] == nil {
			p.rows[n] = p.row(n)
			changed = true
		}
	}
	if changed {
		canvas.Refresh(p)
	}
}

// painter makes the objects of one line.
type painter struct {
	*page
	*row
	n       int
	line    Line
	stops   []stop
	top     float32
	colours Colours
}

func (p *page) row(n int) *row {
	p.built++
	w := painter{page: p, row: &row{}, n: n, line: p.layout.Lines[n], stops: p.layout.stops(n), colours: p.colours()}
	w.top = w.line.Top + above
	w.tints()
	w.selected()
	w.words()
	w.number()
	w.caret()
	return w.row
}

func (p *page) colours() Colours {
	if p.view.host.Colours != nil {
		return p.view.host.Colours()
	}
	return Colours{
		Text: color.Black, Dim: color.Gray{Y: 0x70}, Selection: color.NRGBA{R: 0x80, G: 0xb0, B: 0xff, A: 0x80},
		Caret: color.Black, Focus: color.Black,
	}
}

func (w *painter) box(list *[]fyne.CanvasObject, x, y, width, height float32, fill color.Color) *canvas.Rectangle {
	r := w.pool.rect()
	r.FillColor = fill
	r.Move(fyne.NewPos(w.left+x, w.top+y))
	r.Resize(fyne.NewSize(width, height))
	*list = append(*list, r)
	return r
}

// ends are where a stretch of the text begins and ends on the line.
func (w *painter) ends(s span.Span) (from, to float32) {
	return xAt(w.stops, max(s.Start, w.line.Start)), xAt(w.stops, min(s.End, w.line.End))
}

// tints are the marks: a colour behind the words, lines below them, the one in focus outlined, glyphs in the margin.
func (w *painter) tints() {
	start, end := w.layout.stretch(w.n)
	for _, run := range w.marks.within(start, end) {
		from, to := w.ends(run.Span)
		if to <= from {
			continue
		}
		level := float32(0)
		for _, tag := range run.Tags {
			m := w.marks.all[tag]
			if m.Paint.Tint.A > 0 {
				w.box(&w.below, from, w.line.Height*0.08, to-from, w.line.Height*0.84, m.Paint.Tint)
			}
			if m.Key == w.emphasis && m.Key != "" && m.Paint.Tint.A > 0 {
				r := w.box(&w.below, from, w.line.Height*0.05, to-from, w.line.Height*0.9, color.Transparent)
				r.StrokeColor, r.StrokeWidth = m.Paint.Ink, 1.5
			}
			if m.Paint.Line != NoLine {
				w.underline(from, to, level, m.Paint)
				level += 3
			}
		}
	}
	x := float32(-14)
	for _, m := range slices.Backward(w.marks.begins(start, end)) {
		if m.Paint.Glyph == "" || x < -50 {
			continue
		}
		t := w.write(m.Paint.Glyph, w.font.size*0.95, fyne.TextStyle{Bold: true}, m.Paint.Ink)
		size := t.MinSize()
		t.Resize(size)
		t.Move(fyne.NewPos(w.left+x-size.Width/2, w.top+(w.line.Height-size.Height)/2))
		x -= size.Width + 3
	}
}

// dashes are, for each pattern, how long a stroke and a gap are; none for a line without gaps.
var dashes = map[Pattern][]float32{Dashed: {6, 3}, Dotted: {2, 2}, DashDot: {7, 2, 2, 2}}

func (w *painter) underline(from, to, level float32, p Paint) {
	y := w.line.Height*0.84 + level
	switch p.Line {
	case Double:
		w.box(&w.over, from, y-1.5, to-from, 1, p.Ink)
		w.box(&w.over, from, y+1, to-from, 1, p.Ink)
	case Thick:
		w.box(&w.over, from, y-1, to-from, 3, p.Ink)
	case Solid:
		w.box(&w.over, from, y, to-from, 1.5, p.Ink)
	default:
		lengths := dashes[p.Line]
		for i, x := 0, from; x < to && len(lengths) > 0; i++ {
			length := lengths[i%len(lengths)]
			if i%2 == 0 {
				w.box(&w.over, x, y, min(length, to-x), 1.5, p.Ink)
			}
			x += length
		}
	}
}

func (w *painter) selected() {
	start, end := w.layout.stretch(w.n)
	for _, s := range w.selection.Fragments(w.text()) {
		if s.End <= start || s.Start >= end {
			continue
		}
		from, to := w.ends(s)
		if s.End >= end && end > w.line.End {
			to += w.rule.space(Body) / 2 // the break of the line is selected, too
		}
		w.box(&w.below, from, 0, to-from, w.line.Height, w.colours.Selection)
	}
}

func (w *painter) write(words string, size float32, style fyne.TextStyle, ink color.Color) *canvas.Text {
	t := w.pool.text()
	t.Text, t.TextSize, t.TextStyle, t.Color, t.Alignment = words, size, style, ink, fyne.TextAlignLeading
	w.texts = append(w.texts, t)
	return t
}

// words are the line's text, white space collapsed as it was measured.
func (w *painter) words() {
	block := w.layout.Blocks[w.line.Block]
	style := block.Style()
	ink := w.colours.Text
	if block.Dim || block.Repeats >= 0 {
		ink = w.colours.Dim
	}
	var b strings.Builder
	pieces(w.layout.Text, w.line.Start, w.line.End, w.rule, style, w.layout.Column, func(p piece) {
		if p.spaced {
			b.WriteByte(' ')
		}
		b.WriteString(shown(w.layout.Text[p.start:p.end]))
	})
	t := w.write(b.String(), w.font.textSize(style), textStyles[style], ink)
	size := t.MinSize()
	t.Resize(size)
	t.Move(fyne.NewPos(w.left+block.indent(w.rule), w.top+(w.line.Height-size.Height)/2))
	if block.Kind == "quote" {
		w.box(&w.below, block.indent(w.rule)-12, 0, 3, w.line.Height, w.colours.Dim)
	}
}

// number is the paragraph's, in the margin of its first line.
func (w *painter) number() {
	if !w.line.First {
		return
	}
	label := strconv.Itoa(w.line.Block + 1)
	block := w.layout.Blocks[w.line.Block]
	if block.Repeats >= 0 {
		label = "= " + strconv.Itoa(block.Repeats+1)
	}
	t := w.write(label, w.font.size*0.7, fyne.TextStyle{}, w.colours.Dim)
	size := t.MinSize()
	x := w.left - gutter + 4
	if len(w.marks.begins(w.line.Start, w.line.End)) == 0 {
		x = w.left - size.Width - 14
	}
	t.Resize(size)
	t.Move(fyne.NewPos(x, w.top+(w.line.Height-size.Height)/2))
}

func (w *painter) caret() {
	start, end := w.layout.stretch(w.n)
	at := w.selection.Caret
	if !w.focused || at < start || at > end || at == end && w.n+1 < len(w.layout.Lines) && w.layout.LineAt(at) != w.n {
		return
	}
	w.box(&w.over, xAt(w.stops, min(at, w.line.End))-1, w.line.Height*0.08, 2, w.line.Height*0.84, w.colours.Caret)
}

type pageRenderer struct {
	page    *page
	objects []fyne.CanvasObject
}

func (r *pageRenderer) Layout(fyne.Size)   {}
func (r *pageRenderer) MinSize() fyne.Size { return r.page.MinSize() }
func (r *pageRenderer) Refresh()           { r.page.repaint() }
func (r *pageRenderer) Destroy()           {}

// Objects are those of the seen lines: what lies below words first, then words, then what lies over them.
func (r *pageRenderer) Objects() []fyne.CanvasObject {
	r.objects = r.objects[:0]
	for _, row := range r.page.rows {
		r.objects = append(r.objects, row.below...)
		r.objects = append(r.objects, row.texts...)
		r.objects = append(r.objects, row.over...)
	}
	return r.objects
}
