package sources

import (
	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Source is what the panel shows of a source. What is empty is not shown.
type Source struct {
	ID, Name string
	Facts    []string // kind, aliases, affiliation, a line each
	Link     string   // the address of what it is elsewhere: its page at Wikidata
	LinkName string
	Secret   string   // the real name of a protected source
	Merged   []string // the names of sources in whose place it is shown
	Ratings  string   // how its claims were rated, in one line
	Claims   []Claim
}

// Claim is a claim that a source is answerable for.
type Claim struct {
	ID, Statement, Detail string
	Sign                  look.Sign
}

// Host is what the panel asks of the window around it.
type Host struct {
	Do    func(command string)
	Open  func(claim string)
	Close func()
	Keys  page.Keys
}

// Panel shows a source.
type Panel struct {
	host    Host
	object  *fyne.Container
	first   fyne.Focusable
	source  *Source
	covered bool
	scroll  *container.Scroll
}

// New makes an empty panel.
func New(host Host) *Panel { return &Panel{host: host, object: container.NewStack()} }

// Object is the panel.
func (p *Panel) Object() fyne.CanvasObject { return p.object }

// First is what gets the keyboard first.
func (p *Panel) First() fyne.Focusable { return p.first }

// Source is what is shown.
func (p *Panel) Source() *Source { return p.source }

// Show shows a source. A secret is covered.
func (p *Panel) Show(s *Source) {
	p.source, p.covered = s, true
	p.draw()
}

func (p *Panel) draw() {
	s := p.source
	who := page.Close(page.Text(s.Name, page.Large))
	for _, fact := range s.Facts {
		who.Add(page.Text(fact, page.Dim))
	}
	for _, name := range s.Merged {
		who.Add(page.Text("= "+name, page.Dim))
	}
	if s.Link != "" {
		who.Add(page.Link(s.LinkName, s.Link, p.reveal))
	}
	all := container.NewVBox(who)
	p.first = nil
	all.Add(p.buttons("source.describe", "source.merge", "source.protect"))
	p.secret(all)
	all.Add(page.Section(words.N("source.claims", len(s.Claims))))
	if len(s.Claims) == 0 {
		all.Add(page.Text(words.X("source.noclaims"), page.Dim))
	}
	if s.Ratings != "" {
		all.Add(page.Text(s.Ratings, page.Dim))
	}
	for _, c := range s.Claims {
		all.Add(page.NewJump(c.Sign, func() { p.host.Open(c.ID) }, p.keys(), page.Line{Words: c.Statement}, page.Line{Words: c.Detail, As: page.Dim}))
	}
	shut := p.press(words.X("failed.close"), p.host.Close)
	all.Add(container.New(layout.NewCustomPaddedLayout(8, 0, 6, 0), container.NewHBox(shut)))
	p.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 16, 4, 14), all))
	p.object.Objects = []fyne.CanvasObject{p.scroll}
	p.object.Refresh()
}

// secret is the real name, covered.
func (p *Panel) secret(all *fyne.Container) {
	if p.source.Secret == "" {
		return
	}
	all.Add(page.Section("◉ " + words.X("source.protected")))
	all.Add(page.Text(words.X("source.protected.here"), page.Dim))
	label := words.X("source.cover")
	if p.covered {
		label = words.X("source.uncover")
	} else {
		all.Add(page.Text(p.source.Secret, page.Plain))
	}
	all.Add(container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewHBox(p.press(label, p.Uncover))))
}

// Uncover shows the real name, or covers it again.
func (p *Panel) Uncover() {
	p.covered = !p.covered
	p.draw()
}

func (p *Panel) reveal(what fyne.CanvasObject) { page.Reveal(p.scroll, what) }

func (p *Panel) keys() page.Keys {
	return page.Keys{Rune: p.host.Keys.Rune, Key: p.host.Keys.Key, Seen: p.reveal}
}

func (p *Panel) press(label string, pressed func()) *form.Press {
	b := form.NewPress(label, pressed)
	b.Rune, b.Key, b.Seen = p.host.Keys.Rune, p.host.Keys.Key, p.reveal
	return b
}

func (p *Panel) buttons(commands ...string) fyne.CanvasObject {
	row := container.New(layout.NewRowWrapLayout())
	for _, c := range commands {
		b := p.press(words.X(c+".short"), func() { p.host.Do(c) })
		if p.first == nil {
			p.first = b
		}
		row.Add(b)
	}
	return container.New(layout.NewCustomPaddedLayout(0, 4, 6, 0), row)
}
