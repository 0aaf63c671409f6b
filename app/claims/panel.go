package claims

import (
	"touchstone/app/form"
	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Host is what the panel asks of the window around it.
type Host struct {
	Do   func(command, about string) // do a command, about a verdict, an appearance, a piece of evidence
	Can  func(command string) bool   // whether it can be done now: in the past nothing is written
	Go   func(appearance string)     // show a place
	Open func(claim string)          // show another claim

	Rune func(rune) // letters and keys that nothing here has a use for
	Key  func(*fyne.KeyEvent)
}

// Panel shows a claim or a form.
type Panel struct {
	host    Host
	stack   *fyne.Container
	claim   *Claim
	form    *form.Form
	instead fyne.CanvasObject
	first   fyne.Focusable
	scroll  *container.Scroll
	past    map[string]fyne.CanvasObject // the verdicts in the history, by id
	note    fyne.CanvasObject            // the last one, nil for none

	found  []Finding
	looked bool            // for what a publisher would stumble on in this claim
	list   *fyne.Container // of that
}

// New makes an empty panel.
func New(host Host) *Panel {
	if host.Can == nil {
		host.Can = func(string) bool { return true }
	}
	p := &Panel{host: host, stack: container.NewStack(), scroll: container.NewVScroll(container.NewVBox()), list: container.NewVBox()}
	p.draw()
	return p
}

// Object is the panel.
func (p *Panel) Object() fyne.CanvasObject { return p.stack }

// Show shows a claim, nil for none. A form that is open stays.
func (p *Panel) Show(c *Claim) {
	if c == nil || p.claim == nil || c.ID != p.claim.ID {
		p.found, p.looked = nil, false
	}
	if c != nil && p.claim != nil && c.ID != p.claim.ID {
		p.scroll.Offset = fyne.Position{}
	}
	p.claim = c
	if p.form == nil {
		p.draw()
	}
}

// Ask shows a form in place of the claim, nil to close it.
func (p *Panel) Ask(f *form.Form) {
	if p.form != nil && p.form != f {
		p.form.CloseList()
	}
	p.form = f
	p.draw()
}

// Instead shows something else where the claim would be, nil for the claim again. first is what gets the keyboard first.
func (p *Panel) Instead(what fyne.CanvasObject, first fyne.Focusable) {
	p.instead = what
	if p.form == nil {
		p.draw()
	}
	if what != nil {
		p.first = first
	}
}

// First is what gets the keyboard first, nil for nothing.
func (p *Panel) First() fyne.Focusable { return p.first }

// Form is the form that is open, nil for none.
func (p *Panel) Form() *form.Form { return p.form }

// Claim is what is shown, or would be without the form; nil for none.
func (p *Panel) Claim() *Claim { return p.claim }

func (p *Panel) draw() {
	p.stack.RemoveAll()
	switch {
	case p.form != nil:
		p.stack.Add(p.form.Object())
	case p.instead != nil:
		p.stack.Add(p.instead)
	case p.claim == nil:
		p.first = nil
		hint := widget.NewLabel(words.X("claim.none"))
		hint.Wrapping, hint.Importance = fyne.TextWrapWord, widget.LowImportance
		p.stack.Add(container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), container.NewVBox(hint)))
	default:
		p.first = nil
		p.stack.Add(p.show(p.claim))
		p.keep(p.scroll.Offset)
		return
	}
	p.stack.Refresh()
}

// keep shows what was in sight before: the words have to be wrapped before it is known how high they are.
func (p *Panel) keep(offset fyne.Position) {
	for range 2 {
		p.scroll.Content.Resize(fyne.NewSize(p.scroll.Size().Width, p.scroll.Content.MinSize().Height))
	}
	p.stack.Refresh()
	p.scroll.ScrollToOffset(offset)
}

func (p *Panel) show(c *Claim) fyne.CanvasObject {
	p.note = nil
	all := container.NewVBox()
	state := []fyne.CanvasObject{page.Text(c.Stage, page.Dim)}
	for _, flag := range c.Flags {
		state = append(state, page.Text(flag, page.Alert))
	}
	all.Add(page.Headed(c.Sign, page.Row(state...)))
	p.statement(all, c)
	all.Add(p.buttons("", "claim.restate", "claim.describe", "attribution.add", "evidence.cite", "question.ask", "verdict.give"))
	p.heads(all, c)
	p.places(all, c)
	p.evidence(all, c)
	p.questions(all, c)
	p.findings()
	all.Add(p.list)
	p.related(all, c)
	p.reviews(all, c)
	p.notes(all, c)
	p.history(all, c)
	p.scroll.Content = container.New(layout.NewCustomPaddedLayout(4, 16, 4, 14), all)
	return p.scroll
}

// statement is the claim's words, in every language, who said them, and what was described.
func (p *Panel) statement(all *fyne.Container, c *Claim) {
	said := page.Close(page.Text(c.Statement, page.Large))
	if c.Language != "" && len(c.Translations) > 0 {
		said.Add(page.Text(words.X("claim.original", "language", c.Language), page.Dim))
	}
	for _, t := range c.Translations {
		said.Add(page.Text(t.Text, page.Plain))
		said.Add(page.Text(words.X("claim.translated", "language", t.Language), page.Dim))
	}
	if c.Said != "" {
		said.Add(page.Text(c.Said, page.Dim))
	}
	if c.Link != "" {
		said.Add(page.Link(c.Link, c.Link, p.reveal))
	}
	for _, f := range c.Facts {
		said.Add(page.Text(f, page.Dim))
	}
	all.Add(said)
}

func (p *Panel) press(label string, pressed func()) *form.Press {
	b := form.NewPress(label, pressed)
	b.Rune, b.Key, b.Seen = p.host.Rune, p.key, p.reveal
	return b
}

// key scrolls, and hands on what does not.
func (p *Panel) key(k *fyne.KeyEvent) {
	to, seen := p.scroll.Offset, p.scroll.Size().Height
	switch k.Name {
	case fyne.KeyUp:
		to.Y -= line
	case fyne.KeyDown:
		to.Y += line
	case fyne.KeyPageUp:
		to.Y -= seen - line
	case fyne.KeyPageDown:
		to.Y += seen - line
	case fyne.KeyHome:
		to.Y = 0
	case fyne.KeyEnd:
		to.Y = p.scroll.Content.Size().Height
	default:
		p.host.Key(k)
		return
	}
	to.Y = max(0, min(to.Y, p.scroll.Content.Size().Height-seen))
	p.scroll.ScrollToOffset(to)
}

func (p *Panel) reveal(what fyne.CanvasObject) { page.Reveal(p.scroll, what) }

// line is how far an arrow scrolls.
const line = 40

// buttons are commands with their names, about something.
func (p *Panel) buttons(about string, commands ...string) fyne.CanvasObject {
	row := container.New(layout.NewRowWrapLayout())
	for _, c := range commands {
		b := p.press(words.X(c+".short"), func() { p.host.Do(c, about) })
		if !p.host.Can(c) {
			b.Disable()
		} else if p.first == nil {
			p.first = b
		}
		row.Add(b)
	}
	return container.New(layout.NewCustomPaddedLayout(0, 4, 6, 0), row)
}

func (p *Panel) heads(all *fyne.Container, c *Claim) {
	heads := 0
	for _, v := range c.Verdicts {
		if v.Head {
			heads++
		}
	}
	all.Add(page.Section(words.N("claim.verdicts", max(1, heads))))
	if heads == 0 {
		all.Add(page.Text(words.X("claim.verdicts.none"), page.Dim))
	}
	for _, v := range c.Verdicts {
		if v.Head {
			all.Add(p.verdict(v))
		}
	}
	if heads > 1 {
		all.Add(p.buttons("", "verdict.settle"))
	}
	p.earlier(all, c)
}

// earlier names the verdicts that no longer stand, below those that do: in full they stand in the history, to which each leads.
func (p *Panel) earlier(all *fyne.Container, c *Claim) {
	lines := page.Close()
	for _, v := range c.Verdicts {
		if !v.Head {
			lines.Add(page.NewJump(v.Sign, func() { p.reveal(p.past[v.ID]) }, p.keys(),
				page.Line{Words: v.Rating + " · " + v.Who, As: page.Dim}, page.Line{Words: v.State, As: page.Dim}))
		}
	}
	if len(lines.Objects) > 0 {
		all.Add(lines)
	}
}

func (p *Panel) verdict(v Verdict) fyne.CanvasObject {
	below := page.Close()
	line := func(words string) {
		if words != "" {
			below.Add(page.Text(words, page.Dim))
		}
	}
	if v.Correction != "" {
		line(words.X("verdict.correction.shown", "text", v.Correction))
	}
	for _, title := range v.Rests {
		line(words.X("verdict.rests", "title", title))
	}
	line(v.Replaces)
	line(v.State)
	for _, who := range v.Behind {
		line(who)
	}
	for _, where := range v.Published {
		below.Add(page.Link(where.URL, where.URL, p.reveal))
		line(where.Words)
	}
	body := container.NewVBox(page.Chip(v.Sign, v.Rating), page.Close(page.Text(v.Who+" · "+v.When, page.Dim), page.Markdown(v.Rationale), below))
	if len(v.Offers) > 0 {
		body.Add(p.buttons(v.ID, v.Offers...))
	}
	return page.Card(v.Sign, body)
}

func (p *Panel) places(all *fyne.Container, c *Claim) {
	all.Add(page.Section(words.N("claim.places", max(1, len(c.Places)))))
	if len(c.Places) == 0 {
		all.Add(page.Text(words.X("claim.places.none"), page.Dim))
	}
	for _, place := range c.Places {
		all.Add(page.NewJump(noSign, func() { p.host.Go(place.ID) }, p.keys(),
			page.Line{Words: words.Quoted(place.Words)}, page.Line{Words: place.Chain}, page.Line{Words: place.stands(), As: page.Dim}))
	}
	if len(c.Places) > 1 {
		all.Add(p.buttons("", "claim.split"))
	}
}

// stands says where a place is: the paragraph as it is numbered in the margin, and the article.
func (p Place) stands() string {
	if p.Nth == 0 {
		return p.Article
	}
	return words.X("claim.place", "nth", p.Nth, "article", p.Article)
}

// history is every verdict there was, newest first; every step is looked at by its command.
func (p *Panel) history(all *fyne.Container, c *Claim) {
	all.Add(page.Section(words.X("claim.history")))
	p.past = map[string]fyne.CanvasObject{}
	for _, v := range c.Verdicts {
		if !v.Head {
			p.past[v.ID] = p.verdict(v)
			all.Add(p.past[v.ID])
		}
	}
	all.Add(p.buttons("", "claim.steps"))
}
