package docview

import (
	"image"
	"image/color"
	"math"
	"sort"
	"strconv"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// row is what is painted for one line.
type row struct {
	tint    []fill    // behind its words, for marks: all of one height
	fills   []fill    // over them, in the order in which they are laid
	strokes []stroke  // below its words
	written []written // its words in the theme's own letters
	sheet   *canvas.Image
	texts   []fyne.CanvasObject // other words, and what stands in the margin
	over    []fyne.CanvasObject
}

// pool keeps objects of lines that are seen no more.
type pool struct {
	texts  []*canvas.Text
	rects  []*canvas.Rectangle
	images []*canvas.Image
	stale  []*canvas.Image // taken again, with another picture than the driver knows
}

// image returns an object for a picture, and gives the picture the pixels of an earlier one.
func (p *pool) image(s *sheet) *canvas.Image {
	s.Stride = 4 * s.Rect.Dx()
	size := s.Stride * s.Rect.Dy()
	n := len(p.images)
	if n == 0 {
		s.Pix = make([]uint8, size)
		return &canvas.Image{}
	}
	i := p.images[n-1]
	p.images = p.images[:n-1]
	p.stale = append(p.stale, i)
	if old := i.Image.(*image.RGBA); cap(old.Pix) >= size {
		s.Pix = old.Pix[:size]
		clear(s.Pix)
	} else {
		s.Pix = make([]uint8, size)
	}
	return i
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
	for _, o := range r.texts {
		p.pool.texts = append(p.pool.texts, o.(*canvas.Text))
	}
	for _, o := range r.over {
		p.pool.rects = append(p.pool.rects, o.(*canvas.Rectangle))
	}
	if r.sheet != nil {
		p.pool.images = append(p.pool.images, r.sheet)
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
	if p.layout == nil || len(p.layout.Blocks) == 0 || p.view.scroll.Size().Height == 0 {
		return
	}
	first, last := p.visible()
	if last < 0 {
		return
	}
	if scale := p.scale(); scale != p.scaled {
		p.release() // the window is on another screen
		p.scaled = scale
	}
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
		for _, i := range p.pool.stale {
			i.Refresh()
		}
		p.pool.stale = p.pool.stale[:0]
		canvas.Refresh(p)
	}
}

// painted returns the numbers of the first and the last line that have objects.
func (p *page) painted() (first, last int) {
	first, last = math.MaxInt, -1
	for n := range p.rows {
		first, last = min(first, n), max(last, n)
	}
	return first, last
}

// painter makes the objects of one line.
type painter struct {
	*page
	*row
	n       int
	line    Line
	set     *setLine
	top     float32
	colours Colours
}

func (p *page) row(n int) *row {
	p.built++
	w := painter{page: p, row: &row{}, n: n, line: p.layout.Lines[n], set: p.layout.at(n), colours: p.colours()}
	w.top = w.line.Top + above
	w.tints()
	w.selected()
	w.words()
	w.number()
	w.handles()
	w.caret()
	w.drawn()
	return w.row
}

func (p *page) colours() Colours {
	if p.view.host.Colours != nil {
		return p.view.host.Colours()
	}
	return Colours{
		Text: color.Black, Dim: color.Gray{Y: 0x70}, Selection: color.NRGBA{R: 0x80, G: 0xb0, B: 0xff, A: 0x80},
		Hit:   color.NRGBA{R: 0xff, G: 0xd0, B: 0x40, A: 0xa0},
		Caret: color.Black, Focus: color.Black,
	}
}

// box puts a rectangle over the line: a caret, a handle.
func (w *painter) box(x, y, width, height float32, ink color.Color) *canvas.Rectangle {
	r := w.pool.rect()
	r.FillColor = ink
	r.Move(fyne.NewPos(w.left+x, w.top+y))
	r.Resize(fyne.NewSize(width, height))
	w.over = append(w.over, r)
	return r
}

// fill puts a colour on the line's picture.
func (w *painter) fill(x, y, width, height float32, ink color.Color) {
	w.fills = append(w.fills, fill{x, y, x + width, y + height, ink})
}

// boxes are what a stretch of the text covers of the line.
func (w *painter) boxes(s span.Span) []box {
	return w.set.boxes(max(s.Start, w.line.Start), min(s.End, w.line.End))
}

// tints are the marks: a colour behind the words, lines below them, the one in focus outlined, glyphs in the margin. Marks that lie
// over each other darken the words, and their lines stand below each other.
func (w *painter) tints() {
	start, end := w.layout.stretch(w.n)
	for _, tag := range w.marks.touching(start, end) {
		m := w.marks.all[tag]
		for _, s := range m.on(start, end) {
			for _, b := range w.boxes(s) {
				w.tinted(m, b)
				if m.Paint.Line != NoLine {
					w.strokes = stacked(w.strokes, stroke{box: b, paint: m.Paint})
				}
			}
		}
	}
	w.joined(start, end)
	w.glyphs(w.marks.begins(start, end))
}

func (w *painter) tinted(m Mark, b box) {
	if m.Paint.Tint.A == 0 {
		return
	}
	width := b.right - b.left
	w.tint = append(w.tint, fill{b.left, w.line.Height * 0.08, b.right, w.line.Height * 0.92, m.Paint.Tint})
	if m.Key == w.emphasis && m.Key != "" {
		top, height, thick := w.line.Height*0.05, w.line.Height*0.9, float32(1.5)
		w.fill(b.left, top, width, thick, m.Paint.Ink)
		w.fill(b.left, top+height-thick, width, thick, m.Paint.Ink)
		w.fill(b.left, top+thick, thick, height-2*thick, m.Paint.Ink)
		w.fill(b.right-thick, top+thick, thick, height-2*thick, m.Paint.Ink)
	}
}

// joined draws a thin line between the fragments of the mark in focus that one passage was split into: on the line on which
// they stand, and in the margin beside the lines between them.
func (w *painter) joined(start, end int) {
	if w.emphasis == "" {
		return
	}
	for _, m := range w.marks.all {
		if m.Key != w.emphasis || len(m.Spans) < 2 || m.Paint.Tint.A == 0 {
			continue
		}
		whole := m.Spans.Bounds()
		if whole.Start >= end || whole.End <= start {
			continue
		}
		if whole.Start < start || whole.End > end {
			w.fill(-5, 0, 1, w.line.Height, m.Paint.Ink)
		}
		for i := range m.Spans[1:] {
			if m.Spans[i].End < start || m.Spans[i+1].Start > w.line.End {
				continue
			}
			for _, b := range w.boxes(span.Span{Start: m.Spans[i].End, End: m.Spans[i+1].Start}) {
				w.fill(b.left, w.line.Height*0.95, b.right-b.left, 1, m.Paint.Ink)
			}
		}
	}
}

// slots are where in the margin the glyphs of the marks that begin on a line stand; of more than there are, the rest is counted.
var slots = []float32{-15, -34}

func (w *painter) glyphs(begun []Mark) {
	var all []Mark
	for _, m := range begun {
		if m.Paint.Glyph != "" {
			all = append(all, m)
		}
	}
	for i, m := range all {
		if i == len(slots) {
			break
		}
		words, size, ink := m.Paint.Glyph, w.font.size*0.95, m.Paint.Ink
		if more := len(all) - i; i == len(slots)-1 && more > 1 {
			words, size = "+"+strconv.Itoa(more), w.font.size*0.7
		}
		t := w.write(words, size, fyne.TextStyle{Bold: true}, ink)
		least := t.MinSize()
		t.Resize(least)
		t.Move(fyne.NewPos(w.left+slots[i]-least.Width/2, w.top+(w.line.Height-least.Height)/2))
	}
}

// scale is how many pixels a unit has.
func (p *page) scale() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		return c.Scale()
	}
	return 1
}

func (w *painter) selected() {
	start, end := w.layout.stretch(w.n)
	from := sort.Search(len(w.hits), func(i int) bool { return w.hits[i].End > start })
	for _, hit := range w.hits[from:] {
		if hit.Start >= end {
			break
		}
		for _, b := range w.boxes(hit) {
			w.fill(b.left-1, w.line.Height*0.1, b.right-b.left+2, w.line.Height*0.8, w.colours.Hit)
		}
	}
	for _, s := range w.selection.Fragments(w.text()) {
		if s.End <= start || s.Start >= end {
			continue
		}
		all := w.boxes(s)
		for _, b := range all {
			w.fill(b.left, 0, b.right-b.left, w.line.Height, w.colours.Selection)
		}
		if s.End >= end && end > w.line.End { // the break of the line is selected, too
			from, wide := w.set.x(w.line.End), w.rule.space(Body)/2
			if w.set.empty > 0 && from < w.set.empty && w.set.order != nil {
				from -= wide
			}
			w.fill(from, 0, wide, w.line.Height, w.colours.Selection)
		}
	}
}

func (w *painter) write(words string, size float32, style fyne.TextStyle, ink color.Color) *canvas.Text {
	t := w.pool.text()
	t.Text, t.TextSize, t.TextStyle, t.Color, t.Alignment = words, size, style, ink, fyne.TextAlignLeading
	w.texts = append(w.texts, t)
	return t
}

// words are the line's text, white space collapsed as it was measured: in the theme's letters on the line's picture, with others as
// texts of Fyne.
func (w *painter) words() {
	block := w.layout.Blocks[w.line.Block]
	style, ink := w.looks(block)
	face := w.letters.of(textStyles[style], w.font.textSize(style), w.scale())
	for _, r := range w.set.runs {
		if r.words == "" {
			continue
		}
		if face != nil && ours(r.words) {
			if run, whole := face.write(r, ink); whole {
				w.written = append(w.written, run)
				continue
			}
		}
		t := w.write(r.words, w.font.textSize(style), textStyles[style], ink)
		size := t.MinSize()
		t.Resize(size)
		y := w.top + (w.line.Height-size.Height)/2
		if !ours(r.words) {
			y += raise(r.words) * t.TextSize
		}
		t.Move(fyne.NewPos(w.left+r.left, y))
	}
	if block.Kind == "quote" {
		w.fill(block.indent(w.rule)-12, 0, 3, w.line.Height, w.colours.Dim)
	}
}

// looks are how a block's words are set on the line.
func (w *painter) looks(block Block) (Style, color.Color) {
	switch {
	case w.line.Folded > 0:
		return Small, w.colours.Dim
	case block.Dim || block.Repeats >= 0:
		return block.Style(), w.colours.Dim
	}
	return block.Style(), w.colours.Text
}

// drawn makes the line's picture. Its words stand where a text of Fyne would: on whole pixels, in the middle of the line.
func (w *painter) drawn() {
	style, _ := w.looks(w.layout.Blocks[w.line.Block])
	size, baseline := fyne.CurrentApp().Driver().RenderedTextSize("x", w.font.textSize(style), textStyles[style], nil)
	w.picture((w.line.Height-size.Height)/2, int(math.Ceil(float64(baseline*w.scale()))))
}

// number is the paragraph's, in the margin of its first line.
func (w *painter) number() {
	if !w.line.First || w.tight() {
		return
	}
	label := strconv.Itoa(w.line.Block + 1)
	t := w.write(label, w.font.size*0.7, fyne.TextStyle{}, w.colours.Dim)
	size := t.MinSize()
	t.Resize(size)
	t.Move(fyne.NewPos(w.left-46-size.Width, w.top+(w.line.Height-size.Height)/2))
}

func (w *painter) caret() {
	start, end := w.layout.stretch(w.n)
	at := w.selection.Caret
	if !w.focused || at < start || at > end || at == end && !w.layout.last(w.n) && w.layout.LineAt(at) != w.n {
		return
	}
	w.box(w.set.x(min(at, w.line.End))-1, w.line.Height*0.08, 2, w.line.Height*0.84, w.colours.Caret)
}

type pageRenderer struct {
	page    *page
	objects []fyne.CanvasObject
}

func (r *pageRenderer) Layout(fyne.Size)   {}
func (r *pageRenderer) MinSize() fyne.Size { return r.page.MinSize() }
func (r *pageRenderer) Refresh()           { r.page.repaint() }
func (r *pageRenderer) Destroy()           {}

// Objects are those of the seen lines: the picture of each first, then what lies over it.
func (r *pageRenderer) Objects() []fyne.CanvasObject {
	r.objects = r.objects[:0]
	if len(r.page.rows) == 0 {
		return r.objects
	}
	first, last := r.page.painted()
	for n := first; n <= last; n++ {
		row := r.page.rows[n]
		if row == nil {
			continue
		}
		if row.sheet != nil {
			r.objects = append(r.objects, row.sheet)
		}
		r.objects = append(r.objects, row.texts...)
		r.objects = append(r.objects, row.over...)
	}
	return r.objects
}
