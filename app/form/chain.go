package form

import (
	"fmt"
	"strings"

	"touchstone/model"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Chain is a field for the links of a chain, from the page inwards.
type Chain struct {
	field
	complete func(begun string) []string
	labels   ChainLabels
	links    []*chainLink
	box      *fyne.Container
}

// ChainLabels are the words of a chain's fields.
type ChainLabels struct {
	First, Next          string // "Who says it to the reader?", "And who said it to them?"
	Source, Cue, Mention string // hints
	Add, Drop            string // on the buttons
}

type chainLink struct{ source, cue, mention fieldIn }

type fieldIn interface {
	Field
	Value() string
}

// NewChain is a field for a chain.
func NewChain(labels ChainLabels, complete func(begun string) []string) *Chain {
	return &Chain{labels: labels, complete: complete, box: container.NewVBox()}
}

func (c *Chain) in(f *Form) {
	c.form = f
	c.add()
}

func (c *Chain) add() {
	l := &chainLink{
		source: NewName("", c.labels.Source, c.complete), cue: NewLine("", c.labels.Cue), mention: NewLine("", c.labels.Mention),
	}
	for _, field := range []Field{l.source, l.cue, l.mention} {
		field.in(c.form)
	}
	c.links = append(c.links, l)
	c.draw()
}

func (c *Chain) drop() {
	c.links = c.links[:len(c.links)-1]
	c.draw()
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
	buttons := container.NewHBox(add)
	if len(c.links) > 1 {
		buttons.Add(c.form.press(c.labels.Drop, c.drop))
	}
	c.box.Add(buttons)
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
	for i, line := range lines {
		parts := append(strings.Split(line, "|"), "", "")
		c.links[i].source.SetValue(parts[0])
		c.links[i].cue.SetValue(parts[1])
		c.links[i].mention.SetValue(parts[2])
	}
}

// Links are the links that have a source or words. For a mention that was left empty find returns the words near the claim
// that name a source, "" where it is not named.
func (c *Chain) Links(find func(source string) string) ([]model.Link, error) {
	var all []model.Link
	for _, l := range c.links {
		source, cue, mention := strings.TrimSpace(l.source.Value()), strings.TrimSpace(l.cue.Value()), strings.TrimSpace(l.mention.Value())
		if source+cue+mention == "" {
			continue
		}
		words := source + "|" + cue
		switch {
		case mention == "" && strings.Contains(source, " + "): // each is sought by its name
		case mention == "":
			words += "|" + find(source)
		default:
			words += "|" + mention
		}
		link, err := model.ParseLink(words)
		if err != nil {
			return nil, err
		}
		all = append(all, link)
	}
	return all, nil
}
