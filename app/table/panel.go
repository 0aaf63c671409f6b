package table

import (
	"time"

	"touchstone/app/form"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Host is what the table asks of the window around it, and tells it.
type Host struct {
	Row      func(*Line) Row      // what is shown of a line
	Point    func(*Line)          // the arrows point at another one
	Open     func(*Line)          // go to its place in the text
	Filter   func(line string)    // another filter was typed
	Sort     func(Order)          // another order was asked for
	Choices  func(Facet) []Choice // what can be picked of a facet
	Views    func() []*fyne.MenuItem
	Do       func(command string) // a command by its name
	Leave    func()               // back to the text
	Rune     func(rune)           // letters, keys and shortcuts that nothing here has a use for
	Key      func(*fyne.KeyEvent)
	Shortcut func(fyne.Shortcut)
}

// Panel is the table.
type Panel struct {
	host    Host
	lines   []*Line
	order   Order
	at      int             // the row that is pointed at
	chosen  map[string]bool // claims by their ids
	anchor  int             // where a stretch of chosen rows began, -1 for none
	before  map[string]bool // what was chosen then
	letters letters
	stale   bool // rows are drawn anew whatever they showed

	list    *list
	header  *header
	filter  *line
	views   *form.Press
	count   *widget.Label
	problem *widget.Label
	empty   *widget.Label
	keys    *widget.Label
	picked  *widget.Label
	foot    *fyne.Container
	group   *fyne.Container
	object  fyne.CanvasObject
	clicked time.Time
}

// New makes an empty table.
func New(host Host) *Panel {
	p := &Panel{host: host, chosen: map[string]bool{}, anchor: -1, letters: letters{}, order: Order{By: Article}}
	p.list, p.header = newList(p), newHeader(p)
	p.filter = newLine(p)
	p.views = p.press(words.X("table.view.all")+" ▾", p.showViews)
	p.count, p.problem, p.empty = caption(), caption(), widget.NewLabel("")
	p.count.Importance, p.problem.Importance, p.empty.Importance = widget.MediumImportance, widget.WarningImportance, widget.LowImportance
	p.problem.Wrapping, p.empty.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	p.problem.Hide()
	p.empty.Hide()
	above := container.NewVBox(
		container.New(layout.NewCustomPaddedLayout(4, 0, 6, 4), container.NewBorder(nil, nil, p.views, p.count, p.filter)),
		p.problem, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), p.facets()), p.header)
	p.object = container.NewBorder(above, p.makeFoot(), nil, nil, container.NewStack(p.list, p.empty))
	return p
}

func caption() *widget.Label {
	l := widget.NewLabel("")
	l.SizeName, l.Importance = theme.SizeNameCaptionText, widget.LowImportance
	return l
}

func (p *Panel) press(label string, pressed func()) *form.Press {
	b := form.NewPress(label, pressed)
	b.Importance = widget.LowImportance
	b.Rune, b.Key = p.host.Rune, func(k *fyne.KeyEvent) {
		switch k.Name {
		case fyne.KeyDown:
			p.Focus()
		case fyne.KeyEscape:
			p.Focus()
		default:
			p.host.Key(k)
		}
	}
	return b
}

// makeFoot is the line below: the keys, or what can be done with what is chosen.
func (p *Panel) makeFoot() fyne.CanvasObject {
	p.keys, p.picked = caption(), caption()
	p.keys.SetText(words.X("table.keys"))
	p.keys.Truncation = fyne.TextTruncateEllipsis
	p.picked.Importance = widget.MediumImportance
	row := container.NewHBox(p.picked)
	for _, command := range []string{"claim.describe", "verdict.give"} {
		row.Add(p.press(words.X(command+".short"), func() { p.host.Do(command) }))
	}
	row.Add(p.press(words.X("table.let"), p.Let))
	p.group = row
	p.group.Hide()
	p.foot = container.NewStack(p.keys, p.group)
	return container.NewVBox(widget.NewSeparator(), p.foot)
}

func (p *Panel) showFoot() {
	n := len(p.chosen)
	if p.keys.Hidden, p.group.Hidden = n > 0, n == 0; n > 0 {
		p.picked.SetText(words.N("table.chosen", n))
	}
	p.foot.Refresh()
}

// Object is the table.
func (p *Panel) Object() fyne.CanvasObject { return p.object }

// Focusable is what gets the keyboard.
func (p *Panel) Focusable() fyne.Focusable { return p.list }

// Focus gives the rows the keyboard.
func (p *Panel) Focus() { p.give(p.list) }

// FocusFilter gives the filter the keyboard.
func (p *Panel) FocusFilter() { p.give(p.filter) }

func (p *Panel) give(what fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.object); c != nil {
		c.Focus(what)
	}
}

// Show shows lines in an order, and what is said of how many there are. The claim in focus is pointed at where it is among them,
// else the row that stands where it stood. What was chosen stays so where it is still there.
func (p *Panel) Show(lines []*Line, o Order, focus, count string) {
	p.lines, p.order = lines, o
	was := p.at
	p.at = min(p.at, max(0, len(lines)-1))
	still := map[string]bool{}
	for i, l := range lines {
		if l.ID == focus {
			p.at = i
		}
		if p.chosen[l.ID] {
			still[l.ID] = true
		}
	}
	p.chosen, p.anchor = still, -1
	if width := p.list.Size().Width; width > 0 && widths(width-tickWidth(), theme.TextSize())[o.By] == 0 {
		count += " · " + words.X("table.sorted", "by", o.By.Title(), "arrow", o.arrow())
	}
	p.count.SetText(count)
	p.empty.Hidden = len(lines) > 0
	p.list.Refresh()
	if p.at != was {
		p.list.ScrollTo(p.at)
	}
	p.header.Refresh()
	p.empty.Refresh()
	p.showFoot()
}

// Empty says why no row is shown.
func (p *Panel) Empty(why string) { p.empty.SetText(why) }

// Refuse says why a filter is not understood, "" for nothing. The rows stay as they are.
func (p *Panel) Refuse(why string) {
	p.problem.SetText(why)
	p.problem.Hidden = why == ""
	p.object.Refresh()
}

// Name shows what the view is called.
func (p *Panel) Name(view string) { p.views.SetText(view + " ▾") }

// Filter is the line that filters; SetFilter writes another one.
func (p *Panel) Filter() string { return p.filter.Text }

// SetFilter writes another filter, as if it were typed.
func (p *Panel) SetFilter(line string) { p.filter.SetText(line) }

// Order is by what the lines are sorted.
func (p *Panel) Order() Order { return p.order }

func (p *Panel) sort(c Column) { p.host.Sort(p.order.Next(c)) }

// Pointed is the id of the claim that is pointed at, "" for none.
func (p *Panel) Pointed() string {
	if p.at < len(p.lines) {
		return p.lines[p.at].ID
	}
	return ""
}

// Point points at a claim, if it is in the table.
func (p *Panel) Point(id string) {
	for i, l := range p.lines {
		if l.ID == id {
			p.at = i
			p.list.ScrollTo(i)
			return
		}
	}
}

// Lines are what is shown, from the top.
func (p *Panel) Lines() []*Line { return p.lines }

// Count is what is said of how many there are.
func (p *Panel) Count() string { return p.count.Text }

// Problem is why a filter is not understood, "" for nothing.
func (p *Panel) Problem() string { return p.problem.Text }

// Step points at the next row, or the one before.
func (p *Panel) Step(by int) { p.move(p.at+by, false) }

// ChooseAll chooses all rows.
func (p *Panel) ChooseAll() { p.chooseAll() }

// Restyle draws everything in the theme of now.
func (p *Panel) Restyle() {
	p.stale = true
	p.object.Refresh()
	p.list.Refresh()
	p.header.Refresh()
	p.stale = false
}
