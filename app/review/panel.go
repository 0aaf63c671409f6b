package review

import (
	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"
	"touchstone/model/anchor"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Row is one place of a claim in an older text, and what became of it.
type Row struct {
	Key       string
	Sign      look.Sign
	Status    string // in a word
	Statement string
	Wording   []anchor.Piece
	Open      bool // somebody has to look
}

// Deed is what can be done about a row.
type Deed string

// The deeds.
const (
	Accept Deed = "accept" // it is right as it was carried
	Place  Deed = "place"  // it stands where words are selected
	Drop   Deed = "drop"   // it has no place in the newer text
	Note   Deed = "note"   // write both wordings into the claim's thread
	Safe   Deed = "safe"   // accept all of which only signs and spaces changed
	Close  Deed = "close"
)

// Host is what the panel asks of the window around it.
type Host struct {
	Do     func(d Deed, row string)
	Chosen func(row string)
	Rune   func(rune)
	Key    func(*fyne.KeyEvent)
}

// Panel lists rows, and shows the wording of the chosen one.
type Panel struct {
	host    Host
	rows    []Row
	summary *widget.Label
	list    *list
	wording *widget.RichText
	buttons map[Deed]*form.Press
	object  fyne.CanvasObject
}

// New makes an empty panel.
func New(host Host) *Panel {
	p := &Panel{host: host, summary: widget.NewLabel(""), wording: widget.NewRichText(), buttons: map[Deed]*form.Press{}}
	p.summary.Wrapping = fyne.TextWrapWord
	p.wording.Wrapping = fyne.TextWrapWord
	p.list = newList(p)
	row := container.New(layout.NewRowWrapLayout())
	for _, d := range []Deed{Accept, Place, Drop, Note, Safe, Close} {
		b := form.NewPress(words.X("review."+string(d)), func() { host.Do(d, p.Chosen()) })
		b.Rune, b.Key = host.Rune, host.Key
		p.buttons[d] = b
		row.Add(b)
	}
	title := widget.NewLabelWithStyle(words.X("review.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	top := container.NewVBox(title, p.summary, widget.NewSeparator())
	keys := widget.NewLabel(words.X("review.keys"))
	keys.Importance, keys.SizeName, keys.Wrapping = widget.LowImportance, theme.SizeNameCaptionText, fyne.TextWrapWord
	deeds := container.NewVBox(container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), row), keys)
	below := container.NewBorder(widget.NewSeparator(), deeds, nil, nil, container.NewVScroll(p.wording))
	split := container.NewVSplit(p.list, below)
	split.Offset = 0.55
	p.object = container.NewBorder(top, nil, nil, nil, split)
	return p
}

// Object is the panel.
func (p *Panel) Object() fyne.CanvasObject { return p.object }

// Focusable is what gets the keyboard.
func (p *Panel) Focusable() fyne.Focusable { return p.list }

// Show shows rows. The chosen one stays chosen; where it is settled by now, the next open one is.
func (p *Panel) Show(summary string, rows []Row, safe int) {
	was, at := p.Chosen(), p.list.at
	p.rows = rows
	p.summary.SetText(summary)
	p.buttons[Safe].SetText(words.N("review.safe", safe))
	p.buttons[Safe].Hidden = safe == 0
	chosen := -1
	for i, r := range rows {
		if r.Key == was && r.Open {
			chosen = i
		}
	}
	for n := range rows { // from where it was on, and from the start again
		if i := (at + n) % len(rows); chosen < 0 && rows[i].Open {
			chosen = i
		}
	}
	p.list.Refresh()
	p.list.choose(max(chosen, 0))
}

// Choose chooses a row by its key.
func (p *Panel) Choose(key string) {
	for i, r := range p.rows {
		if r.Key == key && i != p.list.at {
			p.list.choose(i)
		}
	}
}

// Chosen is the key of the chosen row, "" for none.
func (p *Panel) Chosen() string {
	if p.list.at < len(p.rows) {
		return p.rows[p.list.at].Key
	}
	return ""
}

func enable(b *form.Press, so bool) {
	if so {
		b.Enable()
	} else {
		b.Disable()
	}
}

// told shows the wording of a row, and what can be done about it.
func (p *Panel) told() {
	p.wording.Segments = nil
	if p.list.at >= len(p.rows) {
		p.wording.Refresh()
		return
	}
	r := p.rows[p.list.at]
	for _, d := range []Deed{Accept, Place, Drop} {
		enable(p.buttons[d], r.Open || d != Accept)
	}
	p.wording.Segments = page.Pieces(r.Wording)
	p.wording.Refresh()
	p.host.Chosen(r.Key)
}
