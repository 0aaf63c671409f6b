package form

import (
	"encoding/json"
	"slices"
	"strings"

	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Field is one thing that is asked for.
type Field interface {
	// Label is what it is called, "" for none.
	Label() string
	// Object is shown below the label.
	Object() fyne.CanvasObject
	// Value is what was typed or chosen; SetValue sets it, as from a draft.
	Value() string
	SetValue(value string)
	// First gets the keyboard first.
	First() fyne.Focusable

	in(*Form)
}

// Form asks for the values of some fields.
type Form struct {
	Title  string
	Lead   string // what the form is about: the claim's words, or how it is done
	Accept string // the word on the button
	Place  string // where its draft is kept, "" for none
	Start  string // the key of the field that gets the keyboard first, "" for the first one that takes it

	Accepted func()              // Ctrl+Enter, or the button
	Canceled func()              // Escape, or the button
	Changed  func(values string) // something was typed or chosen; values are for Restore

	fields  []Field
	keys    []string
	problem *widget.Label
	note    *widget.Label
	accept  *Press
	quiet   bool    // values are being restored
	touched bool    // something was typed or chosen
	open    *opened // the list of a select while it is open, nil for none
	object  fyne.CanvasObject
	rows    *fyne.Container
	body    *container.Scroll
	outer   *fyne.Container // what scrolls, and the buttons below it
}

// New makes a form without fields.
func New(title, lead, accept string) *Form {
	f := &Form{Title: title, Lead: lead, Accept: accept}
	f.problem = widget.NewLabel("")
	f.problem.Importance = widget.DangerImportance
	f.problem.Wrapping = fyne.TextWrapWord
	f.problem.Hide()
	f.note = widget.NewLabel("")
	f.note.Importance = widget.LowImportance
	f.note.Wrapping = fyne.TextWrapWord
	f.note.Hide()
	return f
}

// Add adds a field under a key.
func (f *Form) Add(key string, field Field) *Form {
	field.in(f)
	f.fields, f.keys = append(f.fields, field), append(f.keys, key)
	return f
}

// Value returns the value of a field by its key.
func (f *Form) Value(key string) string {
	if field := f.Field(key); field != nil {
		return field.Value()
	}
	return ""
}

// Field returns a field by its key, nil for none.
func (f *Form) Field(key string) Field {
	for i, k := range f.keys {
		if k == key {
			return f.fields[i]
		}
	}
	return nil
}

// Touched reports whether something was typed or chosen.
func (f *Form) Touched() bool { return f.touched }

// Values are all values, for Restore.
func (f *Form) Values() string { return f.values(func(Field) bool { return true }) }

// Written are the values of the fields that are written in, without what is only chosen.
func (f *Form) Written() string {
	return f.values(func(field Field) bool {
		switch field.(type) {
		case *Choice, *Select:
			return false
		}
		return true
	})
}

func (f *Form) values(of func(Field) bool) string {
	all := map[string]string{}
	for i, k := range f.keys {
		if of(f.fields[i]) {
			all[k] = f.fields[i].Value()
		}
	}
	data, _ := json.Marshal(all) //nolint:errchkjson // words by words
	return string(data)
}

// Restore sets values that a form like this one had. Keys that it does not have are left out.
func (f *Form) Restore(values string) error {
	var all map[string]string
	if err := json.Unmarshal([]byte(values), &all); err != nil {
		return err
	}
	f.quiet = true
	defer func() { f.quiet = false }()
	for i, k := range f.keys {
		if v, kept := all[k]; kept {
			f.fields[i].SetValue(v)
		}
	}
	return nil
}

// Refuse shows why the values were not taken. The fields stay as they are, and the one that has the keyboard in sight.
func (f *Form) Refuse(why string) {
	f.problem.SetText(why)
	f.problem.Show()
	if f.body == nil {
		return
	}
	for range 2 { // how high it is is known when it is known how wide it is
		f.outer.Refresh()
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(f.object); c != nil {
		if at, seen := c.Focused().(fyne.CanvasObject); seen {
			f.reveal(at)
		}
	}
}

// Ask gives the keyboard to the first field of these that there is: what it holds is what is wrong.
func (f *Form) Ask(keys ...string) {
	for _, key := range keys {
		if field := f.Field(key); field != nil && field.First() != nil {
			f.focus(field.First())
			return
		}
	}
}

// Labelled is the key of the first field of a label, "" for none.
func (f *Form) Labelled(label string) string {
	for i, field := range f.fields {
		if field.Label() == label && label != "" {
			return f.keys[i]
		}
	}
	return ""
}

// Note shows a remark, such as that the words are from a draft, "" for none.
func (f *Form) Note(what string) {
	f.note.SetText(what)
	if f.note.Show(); what == "" {
		f.note.Hide()
	}
}

// Remark is the remark that is shown, "" for none.
func (f *Form) Remark() string {
	if !f.note.Visible() {
		return ""
	}
	return f.note.Text
}

// Problem is why the values were not taken, "" for none.
func (f *Form) Problem() string {
	if !f.problem.Visible() {
		return ""
	}
	return f.problem.Text
}

// Offer sets the word on the button that accepts.
func (f *Form) Offer(accept string) {
	f.Accept = accept
	if f.accept != nil {
		f.accept.SetText(accept)
	}
}

// CloseList closes the list of a select that is open. Nothing is chosen by that.
func (f *Form) CloseList() {
	if f.open != nil {
		f.open.close()
	}
}

// Busy greys the button while the values are being stored.
func (f *Form) Busy(busy bool) {
	if f.accept == nil {
		return
	}
	if busy {
		f.accept.Disable()
	} else {
		f.accept.Enable()
	}
}

func (f *Form) changed() {
	if f.quiet {
		return
	}
	f.problem.Hide()
	f.touched = true
	if f.Changed != nil {
		f.Changed(f.Values())
	}
}

// Done accepts, as Ctrl+Enter does.
func (f *Form) Done() {
	if f.Accepted != nil && (f.accept == nil || !f.accept.Disabled()) {
		f.Accepted()
	}
}

// Cancel cancels, as Escape does.
func (f *Form) Cancel() {
	if f.Canceled != nil {
		f.Canceled()
	}
}

// First is what gets the keyboard first: a field, or the button that accepts.
func (f *Form) First() fyne.Focusable {
	if start := f.Field(f.Start); start != nil && start.First() != nil {
		return start.First()
	}
	for _, field := range f.fields {
		if first := field.First(); first != nil {
			return first
		}
	}
	f.Object()
	return f.accept
}

// after moves the keyboard on from a field; from the last one it accepts.
func (f *Form) after(field Field) {
	found := false
	for _, next := range f.fields {
		if first := next.First(); found && first != nil {
			f.focus(first)
			return
		}
		found = found || next == field
	}
	f.Done()
}

// letter hands a letter on from a field that takes none to the next one that does, and the keyboard with it.
func (f *Form) letter(from Field, r rune) {
	at := slices.Index(f.fields, from)
	for _, next := range f.fields[at+1:] {
		if to, takes := next.First().(*entry); takes {
			f.focus(to)
			to.TypedRune(r)
			return
		}
	}
}

// focus gives the keyboard to a field. The canvas is asked for by the form, as a field may not have been painted yet.
func (f *Form) focus(what fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f.object); c != nil && what != nil {
		c.Focus(what)
	}
}

// fit moves the fields to where they belong after one of them grew or shrank.
func (f *Form) fit() {
	if f != nil && f.rows != nil {
		f.rows.Refresh()
	}
}

// reveal scrolls to a field that got the keyboard, with its label above it. Fyne moves the keyboard out of sight.
func (f *Form) reveal(what fyne.CanvasObject) {
	if f == nil || f.body == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(what).Y - driver.AbsolutePositionForObject(f.rows).Y
	height, room := what.Size().Height, f.body.Size().Height
	if top < 0 || top >= f.rows.Size().Height { // a button below what scrolls, or nothing of this form
		return
	}
	above := newCaption("X").MinSize().Height
	to := min(f.body.Offset.Y, max(0, top-above))
	if below := top + height + above/2 - room; height < room && below > to {
		to = below
	}
	if to != f.body.Offset.Y {
		f.body.ScrollToOffset(fyne.NewPos(0, to))
	}
}

// Object is the form, to be shown in a pane or a dialog.
func (f *Form) Object() fyne.CanvasObject {
	if f.object != nil {
		return f.object
	}
	rows := container.NewVBox()
	f.rows = rows
	if f.Lead != "" {
		lead := widget.NewLabel(f.Lead)
		lead.Wrapping = fyne.TextWrapWord
		rows.Add(lead)
	}
	for _, field := range f.fields {
		if label := field.Label(); label != "" {
			rows.Add(newCaption(label))
		}
		rows.Add(field.Object())
	}
	title := widget.NewLabelWithStyle(strings.TrimSuffix(f.Title, "…"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	title.Wrapping = fyne.TextWrapWord
	title.SizeName = theme.SizeNameSubHeadingText
	f.accept = f.press(f.Accept, f.Done)
	f.accept.Importance = widget.HighImportance
	cancel := f.press(words.X("form.cancel"), f.Cancel)
	hint := widget.NewLabel(words.X("form.hint"))
	hint.Importance = widget.LowImportance
	hint.SizeName = theme.SizeNameCaptionText
	buttons := container.NewBorder(nil, nil, nil, container.NewHBox(cancel, f.accept), container.New(wholly{}, hint))
	foot := container.NewVBox(f.note, f.problem, buttons)
	f.body = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 12, 4, 12), rows))
	f.outer = container.NewBorder(title, foot, nil, nil, container.NewStack(f.body, newWheel(f.body)))
	f.object = container.New(layout.NewCustomPaddedLayout(4, 8, 8, 8), f.outer)
	return f.object
}

// newCaption is the label above a field.
func newCaption(text string) fyne.CanvasObject {
	l := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName = theme.SizeNameCaptionText
	l.Wrapping = fyne.TextWrapWord
	return l
}

// wholly shows something where there is room for all of it, and else nothing.
type wholly struct{}

func (wholly) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (wholly) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range all {
		least := o.MinSize()
		o.Resize(fyne.NewSize(least.Width, size.Height))
		if o.Hide(); least.Width <= size.Width {
			o.Show()
		}
	}
}
