package docview

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// card says in a few lines what the mark under the pointer is about.
type card struct {
	back  *canvas.Rectangle
	lines []*canvas.Text
	key   string // that it shows or will show, "" for none
	wait  *fyne.Animation
	shown bool
}

const (
	patience  = 450 * time.Millisecond // before a card opens
	cardWidth = 340
	cardLines = 4
)

func newCard() *card {
	c := &card{back: canvas.NewRectangle(color.Transparent)}
	for range cardLines {
		c.lines = append(c.lines, canvas.NewText("", color.Transparent))
	}
	c.hide()
	return c
}

func (c *card) hide() {
	if c.wait != nil {
		c.wait.Stop()
		c.wait = nil
	}
	c.key, c.shown = "", false
	c.back.Hide()
	for _, l := range c.lines {
		l.Hide()
	}
}

// show opens the card below a place of the view, or above it where there is no room below.
func (c *card) show(words []string, at fyne.Position, room fyne.Size, colours Colours) {
	c.shown = true
	c.back.FillColor, c.back.StrokeColor, c.back.StrokeWidth = theme.Color(theme.ColorNameOverlayBackground), theme.Color(theme.ColorNameInputBorder), 1
	c.back.CornerRadius = 4
	text := wrapped(words, cardWidth-20)
	height := float32(12)
	for _, l := range c.lines[:len(text)] {
		l.TextSize = theme.CaptionTextSize()
		height += l.MinSize().Height
	}
	x, y := max(0, min(at.X, room.Width-cardWidth-8)), at.Y+18
	if y+height > room.Height {
		y = max(0, at.Y-height-14)
	}
	c.back.Move(fyne.NewPos(x, y))
	c.back.Resize(fyne.NewSize(cardWidth, height))
	c.back.Show()
	y += 6
	for i, words := range text {
		l := c.lines[i]
		l.Text, l.Color, l.TextStyle.Bold = words, colours.Text, i == 0
		l.Move(fyne.NewPos(x+10, y))
		l.Resize(l.MinSize())
		l.Show()
		l.Refresh()
		y += l.MinSize().Height
	}
	c.back.Refresh()
}

// wrapped breaks lines of words to a width: as many as fit on the card.
func wrapped(lines []string, width float32) []string {
	var out []string
	for _, words := range lines {
		l := lay(words, blocksOf(words, nil), width, newRule(font{size: theme.CaptionTextSize()}))
		for n, line := range l.Lines {
			if n == 2 || len(out) == cardLines {
				out[len(out)-1] += " …"
				break
			}
			out = append(out, words[line.Start:line.End])
		}
	}
	return out[:min(len(out), cardLines)]
}

// MouseIn does nothing: MouseMoved follows.
func (p *page) MouseIn(*desktop.MouseEvent) {}

// MouseOut closes the card.
func (p *page) MouseOut() { p.view.card.hide() }

// MouseMoved opens the card of the mark under the pointer when that rests there.
func (p *page) MouseMoved(e *desktop.MouseEvent) {
	c := p.view.card
	key := ""
	if keys := p.marks.at(p.on(e.Position)); len(keys) > 0 && !p.pointer.pressed && p.view.host.Card != nil {
		key = keys[0]
	}
	if key == c.key {
		return
	}
	c.hide()
	if c.key = key; key == "" {
		return
	}
	at := e.Position.Subtract(fyne.NewPos(0, p.view.scroll.Offset.Y))
	c.wait = &fyne.Animation{Duration: patience, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if done == 1 && c.key == key && !c.shown {
			c.show(p.view.host.Card(key), at, p.view.Size(), p.colours())
		}
	}}
	c.wait.Start()
}
