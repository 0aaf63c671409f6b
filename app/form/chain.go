package form

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Chain is a field for the links of a chain, from the page inwards. Alt+Up and Alt+Down move the link that is typed in, Alt+Delete
// drops it.
type Chain struct {
	field
	complete func(begun string) []string
	labels   ChainLabels
	links    []*chainLink
	box      *fyne.Container
	start    string
}

// ChainLabels are the words of a chain's fields.
type ChainLabels struct {
	First, Next          string // "Who says it to the reader?", "And who said it to them?"
	Source, Cue, Mention string // hints
	Add, Drop            string // on the buttons
	Keys                 string // which keys move a link and drop it, said where there are several
}

type chainLink struct {
	source       *Name
	cue, mention *Words
}

// Link is one link as it was typed, without the white space around it.
type Link struct{ Source, Cue, Mention string }

// NewChain is a field for a chain.
func NewChain(labels ChainLabels, complete func(begun string) []string) *Chain {
	return &Chain{labels: labels, complete: complete, box: container.NewVBox()}
}

func (c *Chain) in(f *Form) {
	c.form = f
	c.add()
	if c.start != "" {
		c.SetValue(c.start)
	}
}

func (c *Chain) add() {
	l := &chainLink{
		source: NewName("", c.labels.Source, c.complete), cue: NewLine("", c.labels.Cue), mention: NewLine("", c.labels.Mention),
	}
	for _, field := range []Field{l.source, l.cue, l.mention} {
		field.in(c.form)
	}
	for field, e := range l.entries() {
		e.fresh = true
		e.shortcut = func(s fyne.Shortcut) bool { return c.held(l, field, s) }
	}
	c.links = append(c.links, l)
	c.draw()
}

func (l *chainLink) entries() []*entry { return []*entry{l.source.entry, l.cue.entry, l.mention.entry} }

// held moves the link whose field has the keyboard, or drops it. The keyboard stays in the field, or goes to the link that took its
// place.
func (c *Chain) held(l *chainLink, field int, s fyne.Shortcut) bool {
	key, ok := s.(*desktop.CustomShortcut)
	if !ok || key.Modifier != fyne.KeyModifierAlt {
		return false
	}
	at := slices.Index(c.links, l)
	var to int
	switch key.KeyName {
	case fyne.KeyUp:
		to = max(0, at-1)
	case fyne.KeyDown:
		to = min(len(c.links)-1, at+1)
	case fyne.KeyDelete:
		c.drop(at)
		c.form.focus(c.links[min(at, len(c.links)-1)].entries()[field])
		return true
	default:
		return false
	}
	if to != at {
		c.links[at], c.links[to] = c.links[to], c.links[at]
		c.draw()
		c.form.changed()
		c.form.focus(l.entries()[field])
	}
	return true
}

// drop takes a link away; of the last one what is typed.
func (c *Chain) drop(at int) {
	if len(c.links) == 1 {
		c.SetValue("")
	} else {
		c.links = slices.Delete(c.links, at, at+1)
		c.draw()
	}
	c.form.changed()
}

func (c *Chain) draw() {
	c.box.RemoveAll()
	for i, l := range c.links {
		label := c.labels.First
		if i > 0 {
			label = c.labels.Next
		}
		c.box.Add(newCaption(fmt.Sprintf("%d. %s", i+1, label)))
		c.box.Add(l.source.Object())
		c.box.Add(container.NewGridWithColumns(2, l.cue.Object(), l.mention.Object()))
	}
	add := c.form.press(c.labels.Add, func() {
		c.add()
		c.form.focus(c.links[len(c.links)-1].source.First())
	})
	buttons := container.New(layout.NewRowWrapLayout(), add)
	if len(c.links) > 1 {
		buttons.Add(c.form.press(c.labels.Drop, func() { c.drop(len(c.links) - 1) }))
	}
	c.box.Add(buttons)
	if len(c.links) > 1 && c.labels.Keys != "" {
		keys := widget.NewLabel(c.labels.Keys)
		keys.Importance, keys.SizeName, keys.Wrapping = widget.LowImportance, theme.SizeNameCaptionText, fyne.TextWrapWord
		c.box.Add(keys)
	}
	c.box.Refresh()
	c.form.fit()
}

// Object is the links below each other.
func (c *Chain) Object() fyne.CanvasObject { return c.box }

// First is the source of the first link.
func (c *Chain) First() fyne.Focusable { return c.links[0].source.First() }

// Value is one line a link: source|cue|mention.
func (c *Chain) Value() string {
	var lines []string
	for _, l := range c.links {
		lines = append(lines, strings.Join([]string{l.source.Value(), l.cue.Value(), l.mention.Value()}, "|"))
	}
	return strings.Join(lines, "\n")
}

// SetValue sets the links.
func (c *Chain) SetValue(v string) {
	lines := strings.Split(v, "\n")
	for len(c.links) < len(lines) {
		c.add()
	}
	if len(c.links) > len(lines) {
		c.links = c.links[:len(lines)]
		c.draw()
	}
	for i, line := range lines {
		parts := append(strings.Split(line, "|"), "", "")
		c.links[i].source.SetValue(parts[0])
		c.links[i].cue.SetValue(parts[1])
		c.links[i].mention.SetValue(parts[2])
	}
}

// With sets the links that stand there first.
func (c *Chain) With(links []Link) *Chain {
	var lines []string
	for _, l := range links {
		lines = append(lines, strings.Join([]string{l.Source, l.Cue, l.Mention}, "|"))
	}
	c.start = strings.Join(lines, "\n")
	return c
}

// Links are the links that have a source or words.
func (c *Chain) Links() []Link {
	var all []Link
	for _, l := range c.links {
		link := Link{strings.TrimSpace(l.source.Value()), strings.TrimSpace(l.cue.Value()), strings.TrimSpace(l.mention.Value())}
		if link != (Link{}) {
			all = append(all, link)
		}
	}
	return all
}
