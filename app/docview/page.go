package docview

import (
	"slices"
	"time"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// page is the set text inside the scroll: it holds objects for the lines that are seen, and no others.
type page struct {
	widget.BaseWidget
	view   *View
	layout *Layout
	marks  *marks
	rule   *rule
	font   font
	left   float32      // of the column
	open   map[int]bool // blocks that repeat others and are read all the same
	laying *fyne.Animation
	seen   fyne.Size

	selection Selection
	hits      []span.Span // where words were found, in order
	emphasis  string
	focused   bool
	goal      float32 // where the caret would stand when it moves up and down, -1 for where it stands
	pointer   pointer
	shift     bool // is held down, for drivers that do not say

	rows    map[int]*row
	pool    pool
	letters *lettering
	scaled  float32 // pixels to a unit of what is painted
	built   int     // rows that were made or made again, for tests to count
}

const (
	gutter = 68 // for glyphs and numbers, left of the column
	narrow = 44 // for glyphs alone, where there is little room
	margin = 28 // right of it, the strip included
	above  = 18
)

func newPage(v *View) *page {
	p := &page{view: v, marks: newMarks(nil), rows: map[int]*row{}, letters: &lettering{}, goal: -1}
	p.font = font{size: 16, apart: usuallyApart, folded: v.host.Same, own: p.letters}
	p.rule = newRule(p.font)
	p.ExtendBaseWidget(p)
	return p
}

func (p *page) text() string {
	if p.layout == nil {
		return ""
	}
	return p.layout.Text
}

func (p *page) show(text string, blocks []Block) {
	p.marks, p.selection, p.emphasis, p.goal = newMarks(nil), Selection{}, "", -1
	p.hits = nil
	p.open = map[int]bool{}
	p.set(text, blocks)
	p.selection = Selection{Anchor: p.layout.Start(), Caret: p.layout.Start()}
	p.tell()
}

// set lays the text out for the width there is.
func (p *page) set(text string, blocks []Block) {
	p.release()
	widest := p.font.size * 36 // 60 to 75 characters
	beside := float32(gutter)
	if p.tight() {
		beside = narrow
	}
	column := min(widest, p.seen.Width-beside-margin)
	column = max(column, p.font.size*6)
	p.left = max(beside, (p.seen.Width-column)/2)
	p.layout = newLayout(text, blocks, column, p.rule, p.open)
	p.proceed()
}

// tight reports whether there is too little room for the numbers of the paragraphs.
func (p *page) tight() bool { return p.seen.Width < p.font.size*24 }

// atOnce is how long lines are set in one go while the window waits: what is seen is set first, the rest in the pauses between
// frames.
const atOnce = 5 * time.Millisecond

// proceed sets the lines that nobody looks at yet, a few in every frame.
func (p *page) proceed() {
	if p.laying != nil {
		p.laying.Stop()
	}
	l, began := p.layout, time.Now()
	p.laying = &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear}
	p.laying.Tick = func(float32) {
		for until := time.Now().Add(atOnce); !l.Done() && time.Now().Before(until); {
			for range 16 {
				if !l.Done() {
					l.Step()
				}
			}
		}
		if l.Done() || time.Since(began) > 200*time.Millisecond {
			began = time.Now()
			p.grown()
		}
		if l.Done() && p.laying != nil {
			p.laying.Stop()
			p.laying = nil
		}
	}
	p.laying.Start()
}

// grown tells the scroll how high the text is now.
func (p *page) grown() {
	p.Resize(fyne.NewSize(p.Size().Width, p.MinSize().Height))
	p.view.scroll.Refresh()
	p.view.strip.Refresh()
}

// unfold lets paragraphs be read that were folded, as they repeat others.
func (p *page) unfold(offset int) {
	if p.layout == nil || !p.layout.Unfold(offset) {
		return
	}
	p.again()
	p.repaint()
	p.view.strip.Refresh()
}

// within unfolds what a stretch begins or ends inside of.
func (p *page) within(s span.Span) {
	for _, at := range []int{s.Start, s.End} {
		if n := p.layout.LineAt(at); n >= 0 && p.layout.Lines[n].Start < at && at < p.layout.Lines[n].End {
			p.unfold(at)
		}
	}
}

// resize breaks the lines anew where the width changed, and keeps what was read where it was.
func (p *page) resize(size fyne.Size) {
	if p.layout == nil || size.Width == p.seen.Width {
		p.seen = size
		return
	}
	p.seen = size
	p.again()
}

// again lays the same text out anew; the line at the top of the window stays there.
func (p *page) again() {
	top, into := 0, float32(0)
	if n := p.layout.LineBelow(p.view.scroll.Offset.Y - above); n >= 0 {
		top, into = p.layout.Lines[n].Start, p.view.scroll.Offset.Y-above-p.layout.Lines[n].Top
	}
	p.set(p.layout.Text, p.layout.Blocks)
	if n := p.layout.LineAt(top); n >= 0 && p.view.scroll.Offset.Y > 0 {
		p.view.scroll.Offset.Y = p.layout.Lines[n].Top + above + into
	}
	p.Resize(p.MinSize())
	p.view.scroll.Refresh()
}

// restyle takes the theme and the size of letters of now.
func (p *page) restyle() {
	fresh := p.font
	if p.view.host.Size != nil {
		fresh.size = p.view.host.Size()
	}
	if p.view.host.Apart != nil {
		fresh.apart = p.view.host.Apart()
	}
	if fresh.size != p.font.size || fresh.apart != p.font.apart {
		p.font = fresh
		p.rule = newRule(p.font)
		if p.layout != nil {
			p.again()
		}
	}
	p.letters.fresh()
	p.release()
	p.repaint()
}

func (p *page) MinSize() fyne.Size {
	if p.layout == nil {
		return fyne.NewSize(1, 1)
	}
	return fyne.NewSize(1, p.layout.Height()+2*above+p.font.size*4)
}

func (p *page) mark(all []Mark) {
	fresh := newMarks(all)
	changed := p.marks.changed(fresh)
	if len(changed) > 0 && p.emphasis != "" {
		changed = append(changed, p.marks.without(fresh, p.emphasis)...)
		changed = append(changed, fresh.without(p.marks, p.emphasis)...)
	}
	p.marks = fresh
	p.touch(changed)
}

// found shows where words were found.
func (p *page) found(all []span.Span) {
	changed := slices.Concat(p.hits, all)
	p.hits = slices.Clone(all)
	if p.layout != nil {
		p.touch(changed)
	}
}

func (p *page) emphasise(key string) {
	if key == p.emphasis {
		return
	}
	var changed []span.Span
	for _, m := range p.marks.all {
		if m.Key == key || m.Key == p.emphasis {
			changed = append(changed, m.Spans.Bounds())
		}
	}
	p.emphasis = key
	p.touch(changed)
}

// touch paints the seen lines again that stretches stand on.
func (p *page) touch(changed []span.Span) {
	for n, r := range p.rows {
		start, end := p.layout.stretch(n)
		for _, s := range changed {
			if s.Start < end && s.End > start || s.Empty() && s.Start <= end && s.End >= start { // a caret is at an end of both lines
				p.drop(n, r)
				break
			}
		}
	}
	p.repaint()
}

// sel sets the selection and paints the lines that it left or came to.
func (p *page) sel(s Selection) {
	if p.layout == nil {
		return
	}
	for _, f := range append(span.Fragments{s.ordered()}, s.Kept...) {
		p.within(f)
	}
	old := p.selection
	p.selection = s
	changed := span.Fragments{{Start: s.Caret, End: s.Caret}, {Start: old.Caret, End: old.Caret}}
	before, after := old.Fragments(p.text()), s.Fragments(p.text())
	for _, d := range span.Diff(cover(before), cover(after)) {
		changed = append(changed, d)
	}
	p.touch(changed)
	p.tell()
}

func cover(f span.Fragments) []span.Run {
	runs := make([]span.Run, len(f))
	for i, s := range f {
		runs[i] = span.Run{Span: s, Tags: []int{0}}
	}
	return runs
}

func (p *page) tell() {
	if p.view.host.Selected != nil {
		p.view.host.Selected()
	}
}

// reveal scrolls until a place is seen, with some lines around it.
func (p *page) reveal(s span.Span, around int) {
	if p.layout == nil || len(p.layout.Blocks) == 0 {
		return
	}
	p.unfold(s.Start)
	first, last := p.layout.Lines[p.layout.LineAt(s.Start)], p.layout.Lines[p.layout.LineAt(max(s.Start, s.End-1))]
	room := float32(around) * first.Height
	top, bottom := first.Top+above-room, last.Top+last.Height+above+room
	at, height := p.view.scroll.Offset.Y, p.view.scroll.Size().Height
	switch {
	case top < at:
		at = top
	case bottom > at+height:
		at = min(bottom-height, top)
	default:
		return
	}
	p.scrollTo(at)
}

// scrollTo shows the text from a height on. The scroll's own way to go somewhere does not tell that it went.
func (p *page) scrollTo(y float32) {
	p.layout.down(y + 2*p.view.scroll.Size().Height) // so that the end is known when it is near
	p.view.scroll.Offset.Y = max(0, min(y, p.MinSize().Height-p.view.scroll.Size().Height))
	p.view.scroll.Refresh()
	p.repaint()
}

func (p *page) selectMore() {
	if p.layout == nil || len(p.layout.Blocks) == 0 {
		return
	}
	block := p.layout.Around(p.selection.Caret, Paragraph)
	if p.selection.ordered() == block {
		block = span.Span{Start: p.layout.Start(), End: p.layout.End()}
	}
	p.sel(Selection{Anchor: block.Start, Caret: block.End})
}

func (p *page) CreateRenderer() fyne.WidgetRenderer { return &pageRenderer{page: p} }
