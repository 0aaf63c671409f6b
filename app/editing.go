//go:build !headless

package app

import (
	"strings"

	"touchstone/app/cli"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
)

// typing hands a shortcut to the field that is being typed in, if one is: a menu's shortcut comes before it. From words that
// are selected elsewhere, copying is taken.
func (f *frame) typing(s fyne.Shortcut) bool {
	if f.window == nil {
		return false
	}
	field, ok := f.window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		return false
	}
	typed := writable(field)
	words, selected := field.(interface{ SelectedText() string })
	_, copying := s.(*fyne.ShortcutCopy)
	if !typed && (!copying || !selected || words.SelectedText() == "") {
		return false
	}
	field.TypedShortcut(s)
	return true
}

// writable reports whether words can be typed into something. A button has a text to set, too, but none to select.
func writable(what any) bool {
	_, is := what.(interface {
		SetText(string)
		SelectedText() string
	})
	return is
}

// undo takes back the last thing this person did; in a field, the last letters.
func (f *frame) undo(string) {
	if f.typing(&fyne.ShortcutUndo{}) {
		return
	}
	what := ""
	f.write(func(d *door) (r workspace.Receipt, err error) {
		if what, err = lastStep(d, f.who.ID()); err != nil {
			return r, err
		}
		return d.Undo("")
	}, func(r workspace.Receipt) {
		f.showTouched(r)
		f.bar.say(words.X("edit.undo.done", "what", what), false)
	}, nil)
}

// redo brings back what was taken back last.
func (f *frame) redo(string) {
	if f.typing(&fyne.ShortcutRedo{}) {
		return
	}
	what := ""
	f.write(func(d *door) (r workspace.Receipt, err error) {
		if r, err = d.Redo(); err == nil {
			what, err = lastStep(d, f.who.ID())
		}
		return r, err
	}, func(r workspace.Receipt) {
		f.showTouched(r)
		f.bar.say(words.X("edit.redo.done", "what", what), false)
	}, nil)
}

// stepRunes is how much of a step is said in a line that says more.
const stepRunes = 60

// lastStep is what somebody did last, in words, "" for nothing.
func lastStep(d *door, who string) (what string, err error) {
	err = d.Read(func(r workspace.Reader) error {
		steps, err := workspace.Steps(r, who, 1)
		if err == nil && len(steps) > 0 {
			what, err = nameOf(r, steps[0])
			what = cli.Cut(what, stepRunes)
		}
		return err
	})
	return what, err
}

// showTouched puts the claim in focus that something was taken back of or came back to: nobody has to guess what it was.
func (f *frame) showTouched(r workspace.Receipt) {
	claim := r.Stream(model.NounClaim).ID()
	if f.tabling.on {
		if claim != "" {
			f.choose(claim, false)
			f.tabling.panel.Point(claim)
		}
		return
	}
	if f.shown != nil && f.shown.claims[claim] != nil && !f.reviewing.on {
		f.choose(claim, true)
	}
}

// copy puts the selected words on the clipboard.
func (f *frame) copy(string) {
	switch {
	case f.typing(&fyne.ShortcutCopy{Clipboard: f.app.Clipboard()}):
	case f.tabling.on && f.intake == nil:
		f.tabling.copyRows()
	default:
		f.onScreen().CopySelection()
	}
}

// copyQuote puts the selected words on the clipboard with where they stand: “…” — title, outlet, date, address.
func (f *frame) copyQuote(string) {
	places := f.chosenWords()
	if len(places) == 0 {
		f.bar.say(words.X("needs.selection"), true)
		return
	}
	a := f.shown.article
	var from []string
	for _, part := range []string{a.Title, a.Outlet, a.Published, a.URL} {
		if part != "" {
			from = append(from, part)
		}
	}
	f.app.Clipboard().SetContent("“" + places.Text(f.shown.text) + "” — " + strings.Join(from, ", "))
	f.bar.say(words.X("edit.quote.done"), false)
}

// paste puts the clipboard into a field; on the article it is a new article.
func (f *frame) paste(string) {
	if !f.typing(&fyne.ShortcutPaste{Clipboard: f.app.Clipboard()}) {
		f.pasteArticle("")
	}
}

// selectAll selects the paragraph, then the article; in a field, all of it; in the table, all rows.
func (f *frame) selectAll(string) {
	switch {
	case f.typing(&fyne.ShortcutSelectAll{}):
	case f.tabling.on && f.intake == nil:
		f.tabling.panel.ChooseAll()
	default:
		f.onScreen().SelectMore()
	}
}
