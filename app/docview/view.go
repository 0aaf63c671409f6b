package docview

import (
	"image/color"
	"slices"

	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Colours are what the view paints with, by what it is for.
type Colours struct {
	Text, Dim, Selection, Hit, Caret, Focus color.Color
}

// Host is what the view asks of the window around it, and tells it. Every function may be nil.
type Host struct {
	Selected  func()                                    // the selection changed
	Chosen    func(key string)                          // a mark was clicked
	Menu      func(at fyne.Position)                    // the menu was asked for at this place of the canvas
	Rune      func(r rune)                              // a letter was typed that the view has no use for
	Key       func(*fyne.KeyEvent)                      // and a key
	Shortcut  func(fyne.Shortcut)                       // and a shortcut
	Modifiers func() fyne.KeyModifier                   // the modifier keys that are held down now
	Colours   func() Colours                            // of the theme that is set now
	Copied    func(text string)                         // these words are for the clipboard
	Size      func() float32                            // of the letters of the body, in Fyne's units
	Apart     func() float32                            // how high a line of the body is, in sizes of its letters
	Card      func(key string) []string                 // the lines about a mark that open when the pointer rests on it
	Reshaped  func(key string, from, to span.Fragments) // a mark's handle was moved: its places were from, and are to be to
	Same      func(numbers string) string               // the words for paragraphs that repeat those of a number, or of several: "3", "3–7"
}

// View shows a text with marks, and lets select in it.
type View struct {
	widget.BaseWidget
	host   Host
	scroll *container.Scroll
	page   *page
	strip  *strip
	card   *card
}

// New makes a view without a text.
func New(host Host) *View {
	v := &View{host: host, card: newCard()}
	v.page = newPage(v)
	v.scroll = container.NewVScroll(v.page)
	v.scroll.OnScrolled = func(fyne.Position) {
		v.card.hide()
		v.page.repaint()
	}
	v.strip = newStrip(v)
	v.ExtendBaseWidget(v)
	return v
}

// Set shows another text. The selection, the marks and the place are gone.
func (v *View) Set(text string, blocks []Block) {
	v.page.show(text, blocksOf(text, blocks))
	v.scroll.Offset = fyne.Position{}
	v.scroll.Refresh()
	v.page.repaint()
	v.strip.Refresh()
}

// Mark sets the marks. Only lines that look otherwise are painted again.
func (v *View) Mark(all []Mark) {
	v.page.mark(all)
	v.strip.Refresh()
}

// Dim sets which blocks are dim: those in which one of the places begins. No line is broken anew.
func (v *View) Dim(places []span.Span) {
	if v.page.layout == nil {
		return
	}
	var changed []span.Span
	for i := range v.page.layout.Blocks {
		b := &v.page.layout.Blocks[i]
		dim := slices.ContainsFunc(places, func(s span.Span) bool { return b.Start <= s.Start && s.Start < b.End })
		if dim != b.Dim {
			b.Dim = dim
			changed = append(changed, b.Span)
		}
	}
	v.page.touch(changed)
}

// Hits shows where words were found, none to show no more.
func (v *View) Hits(all []span.Span) { v.page.found(all) }

// Emphasise outlines the marks of a key, "" for none.
func (v *View) Emphasise(key string) { v.page.emphasise(key) }

// Selected returns the selected words' places, in bytes; none for no selection.
func (v *View) Selected() span.Fragments { return v.page.selection.Fragments(v.page.text()) }

// Select selects places, the last of them with the caret behind it.
func (v *View) Select(places span.Fragments) {
	s := Selection{}
	if n := len(places); n > 0 {
		s = Selection{Anchor: places[n-1].Start, Caret: places[n-1].End, Kept: places[:n-1].Normal()}
	}
	v.page.sel(s)
}

// Turn puts the caret to the other end of the selection.
func (v *View) Turn() {
	s := v.page.selection
	s.Anchor, s.Caret = s.Caret, s.Anchor
	v.page.sel(s)
}

// Caret returns where the caret stands, in bytes.
func (v *View) Caret() int { return v.page.selection.Caret }

// Block returns the words of the block in which the caret stands.
func (v *View) Block() span.Span {
	if v.page.layout == nil {
		return span.Span{}
	}
	return v.page.layout.Around(v.Caret(), Paragraph)
}

// Sentence returns the sentence in which the caret stands.
func (v *View) Sentence() span.Span {
	if v.page.layout == nil {
		return span.Span{}
	}
	return v.page.layout.Around(v.Caret(), Sentence)
}

// Reveal scrolls so that a place is seen, and moves as little as it can.
func (v *View) Reveal(s span.Span) { v.page.reveal(s, 3) }

// Focus gives the text the keyboard.
func (v *View) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.page); c != nil {
		c.Focus(v.page)
	}
}

// Focused reports whether the text has the keyboard.
func (v *View) Focused() bool { return v.page.focused }

// Focusable is what gets the keyboard: a canvas that has not painted the view yet has to be told.
func (v *View) Focusable() fyne.Focusable { return v.page }

// Holds reports whether a focused object is the text.
func (v *View) Holds(o fyne.Focusable) bool { return o == fyne.Focusable(v.page) }

// CopySelection puts the selected words on the clipboard.
func (v *View) CopySelection() {
	if words := v.Selected(); len(words) > 0 && v.host.Copied != nil {
		v.host.Copied(words.Text(v.page.text()))
	}
}

// SelectMore selects the paragraph of the caret, and all of the text if that is selected already.
func (v *View) SelectMore() { v.page.selectMore() }

// Refresh sets the text again, with the theme and the size of letters of now.
func (v *View) Refresh() {
	v.page.restyle()
	v.BaseWidget.Refresh()
}

// CreateRenderer lays the strip beside the scrolled text.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return &viewRenderer{v} }

type viewRenderer struct{ view *View }

func (r *viewRenderer) Layout(size fyne.Size) {
	r.view.page.resize(size)
	r.view.scroll.Resize(size)
	r.view.strip.Resize(fyne.NewSize(stripWidth, size.Height))
	r.view.strip.Move(fyne.NewPos(size.Width-stripWidth-12, 0))
	r.view.page.repaint()
}

func (r *viewRenderer) MinSize() fyne.Size { return fyne.NewSize(240, 120) }
func (r *viewRenderer) Refresh()           { r.view.scroll.Refresh(); r.view.strip.Refresh() }
func (r *viewRenderer) Destroy()           {}
func (r *viewRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.view.scroll, r.view.strip, r.view.card.back}
	for _, l := range r.view.card.lines {
		all = append(all, l)
	}
	return all
}
