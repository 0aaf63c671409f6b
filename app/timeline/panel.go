package timeline

import (
	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Row is one step.
type Row struct {
	Key    string
	What   string // what was done, in a line
	Detail string // when, by whom, why
	Sign   look.Sign
	Pale   bool // it was taken back, or happened after the moment that is looked at; Detail says which
}

// Filters are what can be chosen of. A key of "" is everything.
type Filters struct{ People, Ratings, Kinds []Option }

// Option is one of those to choose from.
type Option struct{ Key, Label string }

// Choice is what was chosen in the filters, by keys.
type Choice struct{ Person, Rating, Kind string }

// Deed is what can be done with a timeline.
type Deed string

// The deeds.
const (
	Back   Deed = "back"   // look at the desk as of a step
	Report Deed = "report" // write the timeline out
	More   Deed = "more"   // read older steps, too
	Close  Deed = "close"
)

// Host is what the panel asks of the window around it.
type Host struct {
	Do       func(d Deed, row string)
	Detail   func(row, with string) Detail // of a step; with is the verdict it is compared with, "" for the usual one
	Filtered func(Choice)
	Rune     func(rune)
	Key      func(*fyne.KeyEvent)
}

// Panel lists steps, and shows the chosen one.
type Panel struct {
	host                 Host
	rows                 []Row
	title, summary       *widget.Label
	person, rating, kind *picker
	list                 *list
	detail               *fyne.Container
	more, back           *form.Press
	object               fyne.CanvasObject
}

// New makes an empty panel.
func New(host Host) *Panel {
	p := &Panel{host: host, title: widget.NewLabel(""), summary: widget.NewLabel(""), detail: container.NewStack()}
	p.title.Wrapping, p.title.TextStyle.Bold = fyne.TextWrapWord, true
	p.summary.Wrapping, p.summary.Importance = fyne.TextWrapWord, widget.LowImportance
	p.list = newList(p)
	changed := func() { host.Filtered(p.Choice()) }
	p.person, p.rating, p.kind = newPicker(host, changed), newPicker(host, changed), newPicker(host, changed)
	press := func(d Deed) *form.Press {
		b := form.NewPress(words.X("timeline."+string(d)), func() { host.Do(d, p.Chosen()) })
		b.Rune, b.Key = host.Rune, host.Key
		return b
	}
	p.back, p.more = press(Back), press(More)
	row := container.New(layout.NewRowWrapLayout(), p.back, press(Report), p.more, press(Close))
	top := container.NewVBox(page.Close(p.title, p.summary), container.NewPadded(container.NewGridWithColumns(3, p.person, p.rating, p.kind)), widget.NewSeparator())
	deeds := container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), row)
	below := container.NewBorder(widget.NewSeparator(), deeds, nil, nil, p.detail)
	split := container.NewVSplit(p.list, below)
	split.Offset = 0.45
	p.object = container.NewBorder(top, nil, nil, nil, split)
	return p
}

// Object is the panel.
func (p *Panel) Object() fyne.CanvasObject { return p.object }

// Settle shows the chosen row once the panel has its size: before, nobody knows how much of the list is seen.
func (p *Panel) Settle() { p.list.choose(p.list.at) }

// Focusable is what gets the keyboard.
func (p *Panel) Focusable() fyne.Focusable { return p.list }

// Offer sets what can be filtered by; what is chosen stays where it is among it.
func (p *Panel) Offer(f Filters) {
	p.person.offer(f.People)
	p.rating.offer(f.Ratings)
	p.kind.offer(f.Kinds)
}

// Choice is what is chosen in the filters.
func (p *Panel) Choice() Choice { return Choice{p.person.key(), p.rating.key(), p.kind.key()} }

// Filter chooses in the filters, and tells it as a click does.
func (p *Panel) Filter(c Choice) {
	p.person.choose(c.Person)
	p.rating.choose(c.Rating)
	p.kind.choose(c.Kind)
	p.host.Filtered(p.Choice())
}

// Reset chooses everything in the filters, and tells nobody.
func (p *Panel) Reset() {
	for _, by := range []*picker{p.person, p.rating, p.kind} {
		by.choose("")
	}
}

// Show shows rows, newest first. The chosen one stays chosen, else the first is. more offers to read older ones.
func (p *Panel) Show(title, summary string, rows []Row, more bool) {
	was := p.Chosen()
	p.rows = rows
	p.title.SetText(title)
	p.summary.SetText(summary)
	p.more.Hidden = !more
	chosen := 0
	for i, r := range rows {
		if r.Key == was {
			chosen = i
		}
	}
	p.list.Refresh()
	p.list.choose(chosen)
}

// Rows are what is shown.
func (p *Panel) Rows() []Row { return p.rows }

// Choose chooses a row by its key.
func (p *Panel) Choose(key string) {
	for i, r := range p.rows {
		if r.Key == key {
			p.list.choose(i)
		}
	}
}

// Chosen is the key of the chosen row, "" for none.
func (p *Panel) Chosen() string {
	if p.list.at >= 0 && p.list.at < len(p.rows) {
		return p.rows[p.list.at].Key
	}
	return ""
}

// picker chooses of some options; Escape and letters are handed on.
type picker struct {
	widget.Select
	host    Host
	all     []Option
	changed func()
	quiet   bool
}

func newPicker(host Host, changed func()) *picker {
	s := &picker{host: host, changed: changed}
	s.ExtendBaseWidget(s)
	s.OnChanged = func(string) {
		if !s.quiet {
			s.changed()
		}
	}
	return s
}

func (s *picker) offer(all []Option) {
	was := s.key()
	s.all = all
	s.Options = make([]string, len(all))
	for i, o := range all {
		s.Options[i] = o.Label
	}
	s.choose(was)
}

// choose chooses by key, and tells nobody.
func (s *picker) choose(key string) {
	s.quiet = true
	defer func() { s.quiet = false }()
	at := 0
	for i, o := range s.all {
		if o.Key == key {
			at = i
		}
	}
	s.ClearSelected()
	if at < len(s.all) {
		s.SetSelectedIndex(at)
	}
}

func (s *picker) key() string {
	if i := s.SelectedIndex(); i >= 0 && i < len(s.all) {
		return s.all[i].Key
	}
	return ""
}

// TypedKey hands Escape on.
func (s *picker) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.host.Key(k)
		return
	}
	s.Select.TypedKey(k)
}

// TypedRune hands letters on.
func (s *picker) TypedRune(r rune) {
	if r != ' ' {
		s.host.Rune(r)
	}
}
