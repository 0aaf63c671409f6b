package docview

import (
	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained shows the caret.
func (p *page) FocusGained() { p.focus(true) }

// FocusLost hides it.
func (p *page) FocusLost() { p.focus(false) }

func (p *page) focus(has bool) {
	if p.focused == has {
		return
	}
	p.focused, p.shift = has, false
	p.view.card.hide()
	p.sel(p.selection)
}

// KeyDown and KeyUp remember Shift, for drivers that do not say what is held.
func (p *page) KeyDown(e *fyne.KeyEvent) {
	p.shift = p.shift || e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight
}

// KeyUp forgets it.
func (p *page) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		p.shift = false
	}
}

// TypedRune hands letters on: they are commands.
func (p *page) TypedRune(r rune) {
	p.view.card.hide() // it would lie over the text for as long as the mouse is not moved
	if p.view.host.Rune != nil {
		p.view.host.Rune(r)
	}
}

// TypedKey moves the caret, and selects with Shift. Other keys are handed on.
func (p *page) TypedKey(e *fyne.KeyEvent) {
	p.view.card.hide()
	extend := p.shift || p.held()&fyne.KeyModifierShift != 0
	if p.layout == nil || !p.move(e.Name, extend) {
		if p.view.host.Key != nil {
			p.view.host.Key(e)
		}
	}
}

func (p *page) move(key fyne.KeyName, extend bool) bool {
	at := p.selection.Caret
	l := p.layout
	if s := p.selection.ordered(); !extend && !s.Empty() { // an arrow leaves a selection at the end it points to
		switch key {
		case fyne.KeyLeft:
			p.caret(s.Start, false)
			return true
		case fyne.KeyRight:
			p.caret(s.End, false)
			return true
		default: // moves on from the caret
		}
	}
	page := max(1, int(p.view.scroll.Size().Height/p.font.Height(Body))-2)
	switch key {
	case fyne.KeyLeft:
		p.caret(l.Previous(at, Character), extend)
	case fyne.KeyRight:
		p.caret(l.Next(at, Character), extend)
	case fyne.KeyUp:
		p.vertical(-1, extend)
	case fyne.KeyDown:
		p.vertical(1, extend)
	case fyne.KeyPageUp:
		p.vertical(-page, extend)
	case fyne.KeyPageDown:
		p.vertical(page, extend)
	case fyne.KeyHome:
		start, _ := l.LineEnds(at)
		p.caret(start, extend)
	case fyne.KeyEnd:
		_, end := l.LineEnds(at)
		p.caret(end, extend)
	case fyne.KeyEscape:
		if p.selection.Empty() {
			return false
		}
		p.caret(at, false)
	default:
		return false
	}
	return true
}

// vertical moves by lines and keeps the distance from the left.
func (p *page) vertical(by int, extend bool) {
	if len(p.layout.Blocks) == 0 {
		return
	}
	at := p.selection.Caret
	if p.goal < 0 {
		p.goal = p.layout.at(p.layout.LineAt(at)).x(at)
	}
	goal := p.goal
	p.caret(p.layout.Down(at, by, goal), extend)
	p.goal = goal
}

// caret moves the caret; extending keeps the other end of the selection.
func (p *page) caret(to int, extend bool) {
	s := Selection{Anchor: to, Caret: to}
	if extend {
		s.Anchor, s.Kept = p.selection.Anchor, p.selection.Kept
	}
	p.goal = -1
	p.sel(s)
	p.reveal(span.Span{Start: to, End: to}, 1)
}

// TypedShortcut moves by words with Ctrl, by sentences with Alt and over the whole text with Ctrl; others are handed on.
func (p *page) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		p.view.CopySelection()
		return
	case *fyne.ShortcutSelectAll:
		p.selectMore()
		return
	case *desktop.CustomShortcut:
		if p.layout != nil && p.far(s.KeyName, s.Modifier) {
			return
		}
	}
	if p.view.host.Shortcut != nil {
		p.view.host.Shortcut(s)
	}
}

func (p *page) far(key fyne.KeyName, held fyne.KeyModifier) bool {
	extend := held&fyne.KeyModifierShift != 0
	at, l := p.selection.Caret, p.layout
	unit := Word
	switch held &^ fyne.KeyModifierShift {
	case fyne.KeyModifierAlt:
		unit = Sentence
	case fyne.KeyModifierShortcutDefault:
	default:
		return false
	}
	switch {
	case key == fyne.KeyLeft:
		p.caret(l.Previous(at, unit), extend)
	case key == fyne.KeyRight && extend: // the end of what is walked over, not the start of what follows
		p.caret(p.endOf(at, unit), true)
	case key == fyne.KeyRight:
		p.caret(l.Next(at, unit), false)
	case key == fyne.KeyHome && unit == Word:
		p.caret(l.Start(), extend)
	case key == fyne.KeyEnd && unit == Word:
		p.caret(l.End(), extend)
	default:
		return false
	}
	return true
}

// endOf is the end of the unit that an offset stands in, or of the next one.
func (p *page) endOf(at int, unit Unit) int {
	for s := p.layout.Around(at, unit); ; {
		if s.End > at && s.Start <= at && (unit != Word || wordy(p.text()[s.Start:s.End])) {
			return s.End
		}
		next := p.layout.Next(at, unit)
		if next == at || next == p.layout.End() {
			return p.layout.End()
		}
		at = next
		s = p.layout.Around(at, unit)
	}
}

// AccessibilityLabel is what is selected, else the paragraph of the caret.
func (p *page) AccessibilityLabel() string {
	text := p.text()
	if selected := p.view.Selected(); len(selected) > 0 {
		return selected.Text(text)
	}
	block := p.view.Block()
	return text[block.Start:block.End]
}

// AccessibilityRole is text.
func (p *page) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
