package docview

import (
	"slices"
	"time"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// pointer is what the mouse has been doing.
type pointer struct {
	at      time.Time // of the last press
	place   fyne.Position
	clicks  int
	unit    Unit
	pressed bool
	moved   bool
	anchor  int
	offset  int            // that was pressed
	kept    span.Fragments // selected before, with Ctrl
	last    fyne.Position
	scroll  *fyne.Animation
	handle  *handle // that is being pulled, nil for none
}

const doubleClick = 400 * time.Millisecond

// offset is the place of the text nearest to a point of the page.
func (p *page) offset(at fyne.Position) int {
	if p.layout == nil || len(p.layout.Blocks) == 0 {
		return 0
	}
	return p.layout.nearest(p.layout.LineBelow(at.Y-above), at.X-p.left)
}

// on returns the offset of the character under a point, -1 where there is none.
func (p *page) on(at fyne.Position) int {
	if p.layout == nil || len(p.layout.Blocks) == 0 {
		return -1
	}
	n := p.layout.LineBelow(at.Y - above)
	line := p.layout.Lines[n]
	x := at.X - p.left
	if at.Y-above < line.Top || at.Y-above > line.Top+line.Height || line.Folded > 0 {
		return -1
	}
	set := p.layout.at(n)
	if i := set.under(x); i >= 0 && set.cells[i].left <= x && x < set.cells[i].right {
		return set.cells[i].start
	}
	return -1
}

func (p *page) held() fyne.KeyModifier {
	if p.view.host.Modifiers != nil {
		return p.view.host.Modifiers()
	}
	if p.shift {
		return fyne.KeyModifierShift
	}
	return 0
}

// Cursor shows that words can be selected.
func (p *page) Cursor() desktop.Cursor { return desktop.TextCursor }

// MouseDown sets the caret, or begins to select. It works on the press and not on the tap, which comes late.
func (p *page) MouseDown(e *desktop.MouseEvent) {
	if p.layout == nil || len(p.layout.Blocks) == 0 {
		return
	}
	p.view.card.hide()
	p.view.Focus()
	offset := p.offset(e.Position)
	if e.Button == desktop.MouseButtonSecondary {
		if s := p.selection.ordered(); offset < s.Start || offset > s.End {
			p.sel(Selection{Anchor: offset, Caret: offset})
		}
		if p.view.host.Menu != nil {
			p.view.host.Menu(e.AbsolutePosition)
		}
		return
	}
	if n := p.layout.LineBelow(e.Position.Y - above); e.Modifier == 0 && p.layout.Lines[n].Folded > 0 && p.layout.Lines[n].Top <= e.Position.Y-above {
		p.caret(p.layout.Lines[n].Start, false)
		p.unfold(p.layout.Lines[n].Start)
		p.pointer.pressed = false
		return
	}
	m := &p.pointer
	if h := p.take(e.Position); h != nil && e.Modifier == 0 {
		m.handle, m.pressed, m.moved, m.last = h, true, false, e.Position
		return
	}
	again := abs(e.Position.X-m.place.X) < 4 && abs(e.Position.Y-m.place.Y) < 4
	now := time.Now()
	if m.clicks = m.clicks%4 + 1; !again || now.Sub(m.at) >= doubleClick {
		m.clicks = 1
	}
	m.at = now
	m.place, m.last, m.pressed, m.moved, m.offset = e.Position, e.Position, true, false, offset
	m.unit = Unit(m.clicks - 1)
	m.kept = nil
	p.goal = -1
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0:
		m.anchor = p.selection.Anchor
		p.sel(Selection{Anchor: m.anchor, Caret: offset})
		return
	case e.Modifier&fyne.KeyModifierShortcutDefault != 0:
		m.kept = p.selection.Fragments(p.text())
	}
	m.anchor = offset
	p.extend(offset)
}

// extend selects from where the mouse was pressed to an offset. A drag over more than one word takes whole words, unless Alt
// is held; after two, three and four clicks it takes words, sentences and paragraphs.
func (p *page) extend(offset int) {
	m := &p.pointer
	unit := m.unit
	if unit == Character && m.moved && p.held()&fyne.KeyModifierAlt == 0 {
		if first := p.layout.Around(m.anchor, Word); offset < first.Start || offset > first.End {
			unit = Word
		}
	}
	if unit == Word && m.moved {
		p.sel(p.byWords(m.anchor, offset, m.kept))
		return
	}
	from, to := p.layout.grown(m.anchor, offset, unit)
	p.sel(Selection{Anchor: from, Caret: to, Kept: m.kept})
}

// byWords selects the words that a drag touched. An end between two words takes neither.
func (p *page) byWords(anchor, caret int, kept span.Fragments) Selection {
	start, end := min(anchor, caret), max(anchor, caret)
	if first := p.layout.Around(start, Word); start > first.Start && start < first.End {
		start = first.Start
	}
	if last := p.layout.Around(max(end-1, start), Word); end > last.Start && end < last.End {
		end = last.End
	}
	if caret < anchor {
		start, end = end, start
	}
	return Selection{Anchor: start, Caret: end, Kept: kept}
}

// MouseUp ends selecting; a click without a drag chooses the mark under it, and the next one there when clicked again.
func (p *page) MouseUp(e *desktop.MouseEvent) {
	m := &p.pointer
	if !m.pressed || e.Button == desktop.MouseButtonSecondary {
		return
	}
	m.pressed = false
	if m.handle != nil {
		p.letGo()
		return
	}
	if m.moved || m.clicks > 1 || e.Modifier != 0 {
		return
	}
	keys := p.marks.at(p.on(e.Position))
	if len(keys) == 0 || p.view.host.Chosen == nil {
		return
	}
	next := (slices.Index(keys, p.emphasis) + 1) % len(keys)
	p.view.host.Chosen(keys[next])
}

// Dragged selects up to the pointer, and scrolls while that is outside.
func (p *page) Dragged(e *fyne.DragEvent) {
	m := &p.pointer
	if !m.pressed {
		return
	}
	m.moved, m.last = true, e.Position
	p.follow()
	p.autoscroll()
}

// follow takes what is being dragged to the pointer: a handle, or the end of the selection.
func (p *page) follow() {
	offset := p.offset(p.pointer.last)
	if p.pointer.handle != nil {
		p.pull(p.pointer.handle, offset)
		return
	}
	p.extend(offset)
}

// letGo lets a handle go.
func (p *page) letGo() {
	h, moved := p.pointer.handle, p.pointer.moved
	p.pointer.handle = nil
	if moved {
		p.let(h)
	}
}

// DragEnd ends selecting. A release outside took the keyboard away, so it is asked back.
func (p *page) DragEnd() {
	p.pointer.pressed = false
	p.stopScrolling()
	if p.pointer.handle != nil {
		p.letGo()
	}
	p.view.Focus()
}

// autoscroll moves on while the pointer is above or below what is seen, the faster the further.
func (p *page) autoscroll() {
	if p.beyond() == 0 {
		p.stopScrolling()
		return
	}
	if p.pointer.scroll != nil {
		return
	}
	p.pointer.scroll = &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear, Tick: func(float32) {
		by := p.beyond()
		if by == 0 {
			return
		}
		p.scrollTo(p.view.scroll.Offset.Y + by/4)
		p.pointer.last.Y += by / 4
		p.follow()
	}}
	p.pointer.scroll.Start()
}

// beyond is how far the pointer is above (less than 0) or below what is seen.
func (p *page) beyond() float32 {
	at, top, height := p.pointer.last.Y, p.view.scroll.Offset.Y, p.view.scroll.Size().Height
	return min(0, at-top) + max(0, at-top-height)
}

func (p *page) stopScrolling() {
	if p.pointer.scroll != nil {
		p.pointer.scroll.Stop()
		p.pointer.scroll = nil
	}
}

func abs(x float32) float32 { return max(x, -x) }
