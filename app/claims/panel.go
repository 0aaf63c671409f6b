package claims

import (
	"image/color"
	"net/url"

	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Host is what the panel asks of the window around it.
type Host struct {
	Do func(command, about string) // do a command, about a verdict, an appearance, a piece of evidence
	Go func(appearance string)     // show a place

	Rune func(rune) // letters and keys that nothing here has a use for
	Key  func(*fyne.KeyEvent)
}

// Panel shows a claim or a form.
type Panel struct {
	host  Host
	stack *fyne.Container
	claim *Claim
	form  *form.Form
	first fyne.Focusable
	steps bool // all steps are shown, and not verdicts alone
}

// New makes an empty panel.
func New(host Host) *Panel {
	p := &Panel{host: host, stack: container.NewStack()}
	p.draw()
	return p
}

// Object is the panel.
func (p *Panel) Object() fyne.CanvasObject { return p.stack }

// Show shows a claim, nil for none. A form that is open stays.
func (p *Panel) Show(c *Claim) {
	if c != nil && p.claim != nil && c.ID != p.claim.ID {
		p.steps = false
	}
	p.claim = c
	if p.form == nil {
		p.draw()
	}
}

// Ask shows a form in place of the claim, nil to close it.
func (p *Panel) Ask(f *form.Form) {
	p.form = f
	p.draw()
}

// First is what gets the keyboard first, nil for nothing.
func (p *Panel) First() fyne.Focusable { return p.first }

// Form is the form that is open, nil for none.
func (p *Panel) Form() *form.Form { return p.form }

// Claim is what is shown, or would be without the form; nil for none.
func (p *Panel) Claim() *Claim { return p.claim }

func (p *Panel) draw() {
	p.stack.RemoveAll()
	p.first = nil
	switch {
	case p.form != nil:
		p.stack.Add(p.form.Object())
	case p.claim == nil:
		hint := widget.NewLabel(words.X("claim.none"))
		hint.Wrapping, hint.Importance = fyne.TextWrapWord, widget.LowImportance
		p.stack.Add(container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), container.NewVBox(hint)))
	default:
		p.stack.Add(p.show(p.claim))
	}
	p.stack.Refresh()
}

// Steps shows all steps of the history, or verdicts alone again.
func (p *Panel) Steps() {
	p.steps = !p.steps
	p.draw()
}

func (p *Panel) show(c *Claim) fyne.CanvasObject {
	all := container.NewVBox()
	status := canvas.NewText(c.Sign.Glyph, c.Sign.Ink)
	status.TextStyle.Bold = true
	status.TextSize = theme.Size(theme.SizeNameSubHeadingText)
	all.Add(container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewCenter(status)), nil, text(c.Status, dim)))
	all.Add(text(c.Statement, large))
	if c.Said != "" {
		all.Add(text(c.Said, dim))
	}
	all.Add(p.buttons("", "claim.restate", "attribution.add", "evidence.cite", "verdict.give"))
	p.heads(all, c)
	p.places(all, c)
	p.evidence(all, c)
	p.notes(all, c)
	p.history(all, c)
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 16, 4, 14), all))
}

func (p *Panel) press(label string, pressed func()) *form.Press {
	b := form.NewPress(label, pressed)
	b.Rune, b.Key = p.host.Rune, p.host.Key
	return b
}

// buttons are commands with their names, about something.
func (p *Panel) buttons(about string, commands ...string) fyne.CanvasObject {
	row := container.New(layout.NewRowWrapLayout())
	for _, c := range commands {
		b := p.press(words.X(c+".short"), func() { p.host.Do(c, about) })
		if p.first == nil {
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
	all.Add(section(words.N("claim.verdicts", max(1, heads))))
	if heads == 0 {
		all.Add(text(words.X("claim.verdicts.none"), dim))
	}
	for _, v := range c.Verdicts {
		if v.Head {
			all.Add(p.verdict(v))
		}
	}
	if heads > 1 {
		all.Add(p.buttons("", "verdict.settle"))
	}
}

func (p *Panel) verdict(v Verdict) fyne.CanvasObject {
	body := container.NewVBox(chip(v.Sign, v.Rating), text(v.Who+" · "+v.When, dim), text(v.Rationale, plain))
	line := func(words string) {
		if words != "" {
			body.Add(text(words, dim))
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
		body.Add(link(words.X("verdict.published", "url", where), where))
	}
	switch {
	case !v.Head:
	case v.Mine:
		body.Add(p.buttons(v.ID, "verdict.withdraw", "verdict.publish"))
	default:
		body.Add(p.buttons(v.ID, "verdict.second", "verdict.approve", "verdict.publish"))
	}
	return card(v.Sign, body)
}

func (p *Panel) places(all *fyne.Container, c *Claim) {
	all.Add(section(words.N("claim.places", max(1, len(c.Places)))))
	if len(c.Places) == 0 {
		all.Add(text(words.X("claim.places.none"), dim))
	}
	for _, place := range c.Places {
		all.Add(newPlace(place, func() { p.host.Go(place.ID) }, p.host))
	}
}

func (p *Panel) evidence(all *fyne.Container, c *Claim) {
	all.Add(section(words.X("claim.evidence")))
	if len(c.Evidence) == 0 {
		all.Add(text(words.X("claim.evidence.none"), dim))
	}
	for _, e := range c.Evidence {
		body := container.NewVBox()
		if e.URL != "" {
			body.Add(link(e.Title, e.URL))
		} else {
			body.Add(text(e.Title, plain))
		}
		body.Add(text(e.Detail, dim))
		if e.Quote != "" {
			body.Add(text("“"+e.Quote+"”", plain))
		}
		if e.Flag != "" {
			body.Add(text(e.Flag, warning))
		}
		all.Add(card(look.Sign{}, body))
	}
}

func (p *Panel) notes(all *fyne.Container, c *Claim) {
	if len(c.Notes) == 0 {
		return
	}
	all.Add(section(words.X("claim.notes")))
	for _, n := range c.Notes {
		all.Add(text(n.Who+" · "+n.When, dim))
		all.Add(text(n.Text, plain))
	}
}

// history is every verdict there was, newest first, or every step.
func (p *Panel) history(all *fyne.Container, c *Claim) {
	if len(c.Steps) == 0 {
		return
	}
	all.Add(section(words.X("claim.history")))
	if !p.steps {
		for _, v := range c.Verdicts {
			if !v.Head {
				all.Add(p.verdict(v))
			}
		}
	} else {
		for _, s := range c.Steps {
			line := s.When + " · " + s.Who + " · " + s.What
			if s.Why != "" {
				line += ": " + s.Why
			}
			all.Add(text(line, dim))
		}
	}
	label := "claim.steps.show"
	if p.steps {
		label = "claim.steps.hide"
	}
	all.Add(container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewHBox(p.press(words.X(label), p.Steps))))
}

// link opens an address in the browser; an address that is none is words.
func link(title, address string) fyne.CanvasObject {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return text(title, plain)
	}
	l := widget.NewHyperlink(title, u)
	l.Wrapping = fyne.TextWrapBreak
	return l
}

type manner int

const (
	plain manner = iota
	dim
	large
	warning
)

func text(s string, m manner) fyne.CanvasObject {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapWord
	l.Selectable = true
	switch m {
	case dim:
		l.Importance, l.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	case large:
		l.SizeName = theme.SizeNameSubHeadingText
	case warning:
		l.Importance = widget.WarningImportance
	case plain:
	}
	return l
}

func section(s string) fyne.CanvasObject {
	l := widget.NewLabelWithStyle(s, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	return container.NewVBox(widget.NewSeparator(), l)
}

// chip is a rating: glyph and label on its colour.
func chip(s look.Sign, label string) fyne.CanvasObject {
	back := canvas.NewRectangle(s.Tint)
	back.CornerRadius = 4
	glyph := canvas.NewText(s.Glyph, s.Ink)
	glyph.TextStyle.Bold = true
	name := canvas.NewText(label, theme.Color(theme.ColorNameForeground))
	name.TextStyle.Bold = true
	inside := container.New(layout.NewCustomPaddedLayout(3, 3, 8, 8), container.NewHBox(glyph, name))
	return container.New(layout.NewCustomPaddedLayout(4, 0, 6, 0), container.NewHBox(container.NewStack(back, inside)))
}

// card sets something apart, with a bar in its colour on the left.
func card(s look.Sign, body fyne.CanvasObject) fyne.CanvasObject {
	back := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	back.CornerRadius = 6
	back.StrokeColor, back.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	bar := canvas.NewRectangle(color.Color(s.Ink))
	bar.CornerRadius = 2
	bar.SetMinSize(fyne.NewSize(4, 1))
	inside := container.NewBorder(nil, nil, bar, nil, body)
	return container.New(layout.NewCustomPaddedLayout(2, 4, 4, 0), container.NewStack(back, inside))
}
