package table

import (
	"touchstone/app/form"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Facet is one of the things that can be filtered by without knowing the words for it.
type Facet string

// Facets are all of them; each is a key of a filter.
var Facets = []Facet{"rating", "stage", "flag", "source", "outlet", "person", "tag", "date", "due"}

var facetNames = map[Facet]string{
	"rating": "table.rating", "stage": "table.stage", "flag": "table.flag", "source": "table.said", "outlet": "table.outlet",
	"person": "table.person", "tag": "table.tag", "date": "table.date", "due": "table.due",
}

// Choice is something that can be picked of a facet.
type Choice struct {
	Label string
	On    bool
	Do    func()
}

// facets are buttons that each open a list.
func (p *Panel) facets() fyne.CanvasObject {
	row := container.New(layout.NewRowWrapLayoutWithCustomPadding(0, 0))
	for _, facet := range Facets {
		var b *form.Press
		b = p.press(words.X(facetNames[facet])+" ▾", func() { p.offer(facet, b) })
		row.Add(b)
	}
	return row
}

// offer opens the list of a facet below its button.
func (p *Panel) offer(facet Facet, below fyne.CanvasObject) {
	menu := fyne.NewMenu("")
	for _, c := range p.host.Choices(facet) {
		item := fyne.NewMenuItem(c.Label, c.Do)
		item.Checked = c.On
		menu.Items = append(menu.Items, item)
	}
	p.drop(menu, below)
}

func (p *Panel) showViews() {
	p.drop(fyne.NewMenu("", p.host.Views()...), p.views)
}

func (p *Panel) drop(menu *fyne.Menu, below fyne.CanvasObject) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(below); c != nil && len(menu.Items) > 0 {
		widget.NewPopUpMenu(menu, c).ShowAtRelativePosition(fyne.NewPos(0, below.Size().Height), below)
	}
}

// menu offers what can be done with a row, or with those that are chosen.
func (p *Panel) menu(i int, at fyne.Position) {
	if i >= len(p.lines) {
		return
	}
	p.Focus()
	p.point(i)
	c := fyne.CurrentApp().Driver().CanvasForObject(p.object)
	if c == nil {
		return
	}
	menu := fyne.NewMenu("", fyne.NewMenuItem(words.X("table.open"), p.open), fyne.NewMenuItemSeparator())
	for _, command := range []string{"claim.describe", "verdict.give"} {
		menu.Items = append(menu.Items, fyne.NewMenuItem(words.X(command), func() { p.host.Do(command) }))
	}
	widget.ShowPopUpMenuAtPosition(menu, c, at)
}

// line is the line that filters.
type line struct {
	widget.Entry
	panel *Panel
}

func newLine(p *Panel) *line {
	l := &line{panel: p}
	l.ExtendBaseWidget(l)
	l.PlaceHolder = words.X("table.filter")
	l.OnChanged = p.host.Filter
	return l
}

// TypedKey goes to the rows with the arrow down or Enter, and clears with Escape.
func (l *line) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		l.panel.Focus()
	case fyne.KeyEscape:
		if l.Text == "" {
			l.panel.Focus()
			return
		}
		l.SetText("")
	default:
		l.Entry.TypedKey(k)
	}
}
