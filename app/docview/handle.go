package docview

import (
	"touchstone/model/span"

	"fyne.io/fyne/v2"
)

// handle is an end of a mark that the pointer moves.
type handle struct {
	mark  Mark
	start bool // the one before its first words, not the one behind its last
}

const (
	grip = 7 // of a handle's knob
	near = 8 // so close to it a press takes it
)

// shapeable are the marks in focus that can be reshaped.
func (p *page) shapeable(yield func(Mark) bool) {
	if p.view.host.Reshaped == nil || p.emphasis == "" {
		return
	}
	for _, m := range p.marks.all {
		if m.Key == p.emphasis && m.Paint.Tint.A > 0 && !yield(m) {
			return
		}
	}
}

// handles paints those ends of the mark in focus that stand on the line.
func (w *painter) handles() {
	if w.line.Folded > 0 { // its words are not seen: there is nothing to pull
		return
	}
	start, end := w.layout.stretch(w.n)
	knob := func(x float32, m Mark) {
		w.box(x-1, 0, 2, w.line.Height, m.Paint.Ink)
		r := w.box(x-grip/2.0, w.line.Height-grip/2.0, grip, grip, m.Paint.Ink)
		r.CornerRadius = grip / 2.0
	}
	for m := range w.shapeable {
		whole := m.Spans.Bounds()
		if whole.Start >= start && whole.Start < w.line.End {
			knob(w.set.x(whole.Start), m)
		}
		if whole.End > start && (whole.End <= w.line.End || whole.End < end) {
			knob(w.set.x(min(whole.End, w.line.End)), m)
		}
	}
}

// take returns the handle at a point, nil for none. The lower half of a knob stands below its line.
func (p *page) take(at fyne.Position) *handle {
	n := p.layout.LineBelow(at.Y - above)
	if h := p.takeOn(n, at); h != nil || n == 0 {
		return h
	}
	return p.takeOn(n-1, at)
}

// takeOn returns the handle of a line at a point.
func (p *page) takeOn(n int, at fyne.Position) *handle {
	line := p.layout.Lines[n]
	if line.Folded > 0 || at.Y-above < line.Top-near || at.Y-above > line.Top+line.Height+near {
		return nil
	}
	set := p.layout.at(n)
	for m := range p.shapeable {
		whole := m.Spans.Bounds()
		if p.layout.LineAt(whole.Start) == n && abs(set.x(whole.Start)-(at.X-p.left)) < near {
			return &handle{m, true}
		}
		if p.layout.LineAt(whole.End-1) == n && abs(set.x(min(whole.End, line.End))-(at.X-p.left)) < near {
			return &handle{m, false}
		}
	}
	return nil
}

// pull shows what the mark would be with its handle at an offset: at the end of the word it is in, as a drag that selects, unless Alt
// is held.
func (p *page) pull(h *handle, offset int) {
	spans := h.mark.Spans
	last := len(spans) - 1
	if p.held()&fyne.KeyModifierAlt == 0 {
		anchor := spans[last].Start
		if h.start {
			anchor = spans[0].End
		}
		offset = p.byWords(anchor, offset, nil).Caret
	}
	if h.start {
		p.sel(Selection{Anchor: spans[0].End, Caret: min(offset, spans[0].End), Kept: spans[1:]})
	} else {
		p.sel(Selection{Anchor: spans[last].Start, Caret: max(offset, spans[last].Start), Kept: append(span.Fragments{}, spans[:last]...)})
	}
}

// let ends pulling a handle: the mark's owner is told what it is to be.
func (p *page) let(h *handle) {
	now := p.selection.Fragments(p.text())
	at := now.Bounds().Start
	p.sel(Selection{Anchor: at, Caret: at})
	if len(now) > 0 && !now.Equal(h.mark.Spans) {
		p.view.host.Reshaped(h.mark.Key, h.mark.Spans, now)
	}
}
