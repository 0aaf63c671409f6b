package library

import (
	"strings"

	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Kind is one of the lists.
type Kind int

// The lists.
const (
	Articles Kind = iota
	Claims
	Sources
	kinds
)

// Host is what the panel asks of the window around it, and tells it.
type Host struct {
	IDs    func(Kind) []string // in the order in which they are shown
	Row    func(Kind, string) Row
	Opened func(Kind, string)
	Focus  func(fyne.Focusable) // the window's own: the driver forgets to which window something belongs that is hidden for a minute
	Rune   func(rune)
	Key    func(*fyne.KeyEvent)
}

// Panel is the library.
type Panel struct {
	host   Host
	lists  [kinds]*list
	empty  [kinds]*widget.Label
	bodies [kinds]*fyne.Container
	tabs   *tabs
	filter *filter
	object fyne.CanvasObject
}

var names = [kinds]string{"library.articles", "library.claims", "library.sources"}

// New makes the panel.
func New(host Host) *Panel {
	p := &Panel{host: host}
	p.filter = newFilter(p)
	var shown []string
	all := container.NewStack()
	for kind := range kinds {
		p.lists[kind] = newList(func(id string) Row { return host.Row(kind, id) }, func(id string) { host.Opened(kind, id) }, host)
		p.empty[kind] = widget.NewLabel(words.X(names[kind] + ".none"))
		p.empty[kind].Wrapping, p.empty[kind].Importance = fyne.TextWrapWord, widget.LowImportance
		p.bodies[kind] = container.NewStack(p.lists[kind], p.empty[kind])
		p.bodies[kind].Hidden = kind != Articles
		all.Add(p.bodies[kind])
		shown = append(shown, words.X(names[kind]))
	}
	p.tabs = newTabs(shown, host, func(at int) {
		for kind, body := range p.bodies {
			body.Hidden = kind != at
		}
		all.Refresh()
		p.Reload()
	})
	top := container.NewVBox(container.NewPadded(p.filter), p.tabs.object)
	p.object = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, all) // in the order in which Tab walks
	return p
}

// Object is the panel.
func (p *Panel) Object() fyne.CanvasObject { return p.object }

// Kind is the list that is shown.
func (p *Panel) Kind() Kind { return Kind(p.tabs.at) }

// Show shows a list and gives it the keyboard.
func (p *Panel) Show(kind Kind) {
	p.tabs.choose(int(kind))
	p.host.Focus(p.lists[kind])
}

// Turn shows a list, and leaves the keyboard where it is.
func (p *Panel) Turn(kind Kind) { p.tabs.choose(int(kind)) }

// Filter gives the filter the keyboard.
func (p *Panel) Filter() { p.host.Focus(p.filter) }

// Choose shows as selected what was opened elsewhere.
func (p *Panel) Choose(kind Kind, id string) { p.lists[kind].choose(id) }

// Reload asks for the ids of the shown list again.
func (p *Panel) Reload() {
	kind := p.Kind()
	ids := p.host.IDs(kind)
	if wanted := strings.ToLower(strings.TrimSpace(p.filter.Text)); wanted != "" {
		var found []string
		for _, id := range ids {
			r := p.host.Row(kind, id)
			if strings.Contains(strings.ToLower(r.Title+"\n"+r.Detail), wanted) {
				found = append(found, id)
			}
		}
		ids = found
	}
	p.lists[kind].set(ids)
	if len(ids) == 0 {
		p.empty[kind].SetText(words.X(names[kind] + ".none"))
		if p.Filtered() {
			p.empty[kind].SetText(words.X("library.unfiltered", "filter", strings.TrimSpace(p.filter.Text)))
		}
		p.empty[kind].Show()
	} else {
		p.empty[kind].Hide()
	}
}

// Filtered reports whether the shown list is filtered.
func (p *Panel) Filtered() bool { return strings.TrimSpace(p.filter.Text) != "" }

// Relabel asks for the rows that are seen again.
func (p *Panel) Relabel() {
	for _, l := range p.lists {
		l.Refresh()
	}
}

// filter is the line above the lists.
type filter struct {
	widget.Entry
	panel *Panel
}

func newFilter(p *Panel) *filter {
	f := &filter{panel: p}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = words.X("library.filter")
	f.OnChanged = func(string) { p.Reload() }
	return f
}

// TypedKey goes to the list with the arrow down or Enter, and clears with Escape.
func (f *filter) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		f.panel.Show(f.panel.Kind())
	case fyne.KeyEscape:
		if f.Text == "" {
			f.panel.host.Key(k)
		}
		f.SetText("")
	default:
		f.Entry.TypedKey(k)
	}
}
