package table

import (
	"maps"
	"time"

	"fyne.io/fyne/v2"
)

// move points at another row. With stretch all from where it began to there are chosen.
func (p *Panel) move(to int, stretch bool) {
	to = max(0, min(to, len(p.lines)-1))
	if len(p.lines) == 0 {
		return
	}
	if stretch {
		p.stretch(to)
	} else {
		p.anchor = -1
	}
	p.point(to)
}

// point points at a row.
func (p *Panel) point(to int) {
	p.at = to
	p.list.ScrollTo(to)
	p.told()
	p.host.Point(p.lines[to])
}

// stretch chooses the rows from the one where it began, beside those that were chosen before.
func (p *Panel) stretch(to int) {
	if p.anchor < 0 {
		p.anchor, p.before = p.at, maps.Clone(p.chosen)
	}
	p.chosen = maps.Clone(p.before)
	if p.chosen == nil {
		p.chosen = map[string]bool{}
	}
	for i := min(p.anchor, to); i <= max(p.anchor, to); i++ {
		p.chosen[p.lines[i].ID] = true
	}
}

// toggle chooses a row, or no longer.
func (p *Panel) toggle(i int) {
	if i < 0 || i >= len(p.lines) {
		return
	}
	id := p.lines[i].ID
	if p.chosen[id] {
		delete(p.chosen, id)
	} else {
		p.chosen[id] = true
	}
	p.anchor = -1
	p.point(i)
}

// chooseAll chooses all rows, or none where all are.
func (p *Panel) chooseAll() {
	if len(p.chosen) == len(p.lines) {
		p.Let()
		return
	}
	for _, l := range p.lines {
		p.chosen[l.ID] = true
	}
	p.anchor = -1
	p.told()
}

// Let chooses nothing any more.
func (p *Panel) Let() {
	clear(p.chosen)
	p.anchor = -1
	p.told()
}

// Clicked is when the mouse was last clicked on a row. The second click of a double one meets what stands there by then.
func (p *Panel) Clicked() time.Time { return p.clicked }

// tapped is a click on a row.
func (p *Panel) tapped(i int, held fyne.KeyModifier, onTick bool) {
	if i >= len(p.lines) {
		return
	}
	p.Focus()
	switch {
	case held&fyne.KeyModifierShift != 0:
		p.move(i, true)
	case held&(fyne.KeyModifierShortcutDefault|fyne.KeyModifierControl) != 0 || onTick:
		p.toggle(i)
	default:
		p.move(i, false)
		p.open()
	}
}

func (p *Panel) open() {
	if p.at < len(p.lines) {
		p.host.Open(p.lines[p.at])
	}
}

// escape lets go of what is chosen, then takes the filter away, then leaves the table.
func (p *Panel) escape() {
	switch {
	case len(p.chosen) > 0:
		p.Let()
	case p.filter.Text != "":
		p.filter.SetText("")
	default:
		p.host.Leave()
	}
}

// told shows what is chosen, and how many.
func (p *Panel) told() {
	p.list.Refresh()
	p.header.Refresh()
	p.showFoot()
}

// Chosen are the ids of the claims that are chosen, as they stand in the table.
func (p *Panel) Chosen() []string {
	var all []string
	for _, l := range p.lines {
		if p.chosen[l.ID] {
			all = append(all, l.ID)
		}
	}
	return all
}
