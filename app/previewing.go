//go:build !headless

package app

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"touchstone/app/docview"
	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/span"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// previewing is the desk while a document is looked at before it is stored.
type previewing struct {
	*frame
	*preview
	view  *docview.View
	count *widget.Label
	form  *form.Form
	found map[string]string // the fields as the reader found them
}

// sight is how a document is read that is looked at before it is stored.
type sight struct {
	label    string // of the job
	into     string // the article that it is a newer text of, "" for none
	against  string // the text that what is new in it is told from, "" for that of the nearest article
	describe bool   // the person says what is known of it, so it is shown though there is nothing unusual about it
	read     func(context.Context) (model.Document, error)
	failed   func(error) // nil to say it in the bar
}

// look reads a document aside, and shows it before it is stored; one that has nothing unusual about it is stored at once.
func (f *frame) look(s sight) {
	desk, now := f.desk, f.parts.Now
	if s.failed == nil {
		s.failed = f.unread
	}
	f.run.Aside(job{Label: s.label, Failed: s.failed, Work: func(ctx context.Context, _ func(int, int)) (func(), error) {
		doc, err := s.read(ctx)
		if ctx.Err() != nil {
			return nil, errStopped
		}
		if err != nil {
			return nil, err
		}
		var p *preview
		err = desk.Read(func(r workspace.Reader) error {
			look, err := foresee(r, doc, s.into, now())
			if err == nil {
				p, err = newPreview(r, doc, s.into, s.against, look)
			}
			return err
		})
		return func() { f.looked(p, s.describe) }, err
	}})
}

// errStopped says that the person stopped the work.
var errStopped = errors.New("stopped")

// looked stores what needs no look, and else shows it.
func (f *frame) looked(p *preview, describe bool) {
	if fm := f.waiting; fm != nil { // the form that asked for it
		f.waiting = nil
		f.answered(fm, false)
	}
	if describe || p.unusual() {
		f.preview(p, describe)
		return
	}
	f.storeOne(p.doc, p.into, model.Load(p.doc, p.into, f.parts.Now()), nil, nil)
}

// storeOne stores a document by an action, and shows its article.
func (f *frame) storeOne(doc model.Document, into string, action model.Action, then func(), failed func(error)) {
	var id string
	var carried []model.Carrying
	f.work("", func(_ context.Context, d *door, _ func(int, int)) (err error) {
		id, carried, err = load(d, doc, into, action)
		return err
	}, func() {
		if then != nil {
			then()
		}
		f.loaded([]string{id}, nil, carried)
	}, failed)
}

// preview shows a document before it is stored. describing gives the fields the keyboard, and not the text.
func (f *frame) preview(p *preview, describing bool) {
	w := &previewing{frame: f, preview: p, found: map[string]string{}}
	w.view = docview.New(docview.Host{
		Rune: w.typed, Key: f.intakeKey, Menu: w.menu, Shortcut: f.intakeShortcut, Modifiers: form.Held, Colours: look.Article, Copied: f.app.Clipboard().SetContent,
		Size: f.prefs.size, Apart: f.prefs.apart, Chosen: w.clicked,
		Same: func(numbers string) string { return words.X("article.same", "numbers", numbers) },
	})
	w.form = w.asked()
	w.count = widget.NewLabel("")
	w.count.Importance, w.count.SizeName, w.count.Wrapping = widget.LowImportance, theme.SizeNameCaptionText, fyne.TextWrapWord
	title := widget.NewLabelWithStyle(words.X("preview.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	title.Truncation = fyne.TextTruncateEllipsis
	top := container.NewVBox(container.New(look.Closely{}, title, w.count), widget.NewSeparator())
	w.view.Set(p.text, p.blocks)
	w.paint()
	in := &intake{of: w, form: w.form, object: container.NewBorder(top, nil, nil, nil, w.view), first: w.view.Focusable()}
	if describing {
		in.first = w.form.First()
	}
	f.take(in, w.store)
	w.begin()
}

// begin goes to where the article begins, past what stood above it on the page and was left out.
func (w *previewing) begin() {
	first := slices.IndexFunc(w.page, func(p passage) bool { return !p.out })
	if first <= 0 {
		return
	}
	start := w.blocks[first].Start
	w.view.Select(span.Fragments{{Start: start, End: start}})
	w.view.Reveal(w.blocks[len(w.blocks)-1].Span) // so that it is then at the top
	w.view.Reveal(span.Span{Start: start, End: start})
}

// asked is the form: what is known of the article, and where each was found.
func (w *previewing) asked() *form.Form {
	fm := form.New(words.X("preview.form"), w.lead(), words.X("preview.do"))
	if near := w.ahead.near; len(near) > 0 {
		options := []form.Option{}
		for _, what := range []string{nearKeep, nearCapture, nearJoin, nearSkip} {
			options = append(options, form.Option{Key: what, Label: words.X("near." + what), More: words.X("near." + what + ".more")})
		}
		fm.Add("near", form.NewChoice(near[0].words("near.ask"), options, nearKeep))
	}
	for _, name := range articleFieldNames {
		w.found[name] = w.doc.Fields.Text(name)
		label := words.X("article." + name)
		if where := w.doc.Found[name]; where != "" && w.found[name] != "" {
			label += " — " + foundIn(where)
		}
		fm.Add(name, form.NewLine(label, words.X("article."+name+".hint")).With(w.found[name]))
	}
	return fm
}

// foundIn words where a field was found. Names of formats and columns are the same in every language.
func foundIn(where string) string {
	if said := words.X("found." + where); said != "found."+where {
		return said
	}
	return where
}

// lead says what storing it would come to, and what whoever loads it should know.
func (w *previewing) lead() string {
	var lines []string
	switch w.ahead.what {
	case isKnown:
		lines = append(lines, words.X("preview.known", "title", w.ahead.title))
	case isNewer:
		lines = append(lines, words.X("preview.newer", "title", w.ahead.title))
	case isNew:
	}
	for _, n := range w.doc.Notes {
		lines = append(lines, "⚠ "+n)
	}
	if len(w.ahead.near) > 1 {
		for _, n := range w.ahead.near[1:min(len(w.ahead.near), 4)] {
			lines = append(lines, n.words("near.also"))
		}
	}
	return strings.Join(lines, "\n")
}

// paint shows which passages are in and which are out, and counts them.
func (w *previewing) paint() {
	marks := stretches(w.come, look.Come())
	for i, one := range w.page {
		if !one.cut && !one.out {
			continue
		}
		sign := look.PutBack()
		switch {
		case one.out && one.changed():
			sign = look.SetAside()
		case one.out:
			sign = look.LeftOut()
		}
		marks = append(marks, docview.Mark{Key: strconv.Itoa(i), Spans: span.Fragments{one.Span}, Paint: sign.Paint()})
	}
	w.view.Dim(w.out())
	w.view.Mark(marks)
	line := []string{w.doc.Origin.Reader, words.N("preview.words", w.words())}
	if n := len(w.out()); n > 0 {
		line = append(line, words.N("preview.cut", n))
	}
	line = append(line, words.X("preview.keys"))
	if len(w.come) > 0 {
		line = append(line, words.X("preview.come"))
	}
	w.count.SetText(strings.Join(line, " · "))
}

// words counts the words that would be stored.
func (w *previewing) words() int {
	n := len(strings.Fields(w.text))
	for _, s := range w.out() {
		n -= len(strings.Fields(w.text[s.Start:s.End]))
	}
	return n
}

// clicked puts a passage back that was left out, or takes it out again.
func (w *previewing) clicked(key string) {
	if i, err := strconv.Atoi(key); err == nil && i < len(w.page) {
		w.turn([]int{i})
		w.paint()
	}
}

// typed does what a letter means: space sets the caret's passage, or those with selected words, aside or puts them back, J and K
// walk from one that is left out to the next.
func (w *previewing) typed(r rune) {
	switch r {
	case ' ':
		w.turn(w.here())
		w.paint()
	case 'j', 'J':
		w.step(1)
	case 'k', 'K':
		w.step(-1)
	}
}

// here are the passages that are meant: those with selected words, else the caret's.
func (w *previewing) here() []int {
	if at := w.view.Selected(); len(at) > 0 {
		return w.touched(at)
	}
	return w.touched(span.Fragments{{Start: w.view.Caret(), End: w.view.Caret()}})
}

// menu offers what can be done with the passages at the pointer.
func (w *previewing) menu(at fyne.Position) {
	here := w.here()
	if w.window == nil || len(here) == 0 {
		return
	}
	what := "preview.take"
	if slices.ContainsFunc(here, func(i int) bool { return !w.page[i].out }) {
		what = "preview.leave"
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", fyne.NewMenuItem(words.N(what, len(here)), func() {
		w.turn(here)
		w.paint()
	})), w.window.Canvas(), at)
}

func (w *previewing) step(by int) {
	caret, to := w.view.Caret(), -1
	for i, one := range w.page {
		switch {
		case !one.cut && !one.out:
		case by > 0 && one.Start > caret:
			w.goTo(one.Span)
			return
		case by > 0 && to < 0, by < 0 && (one.Start < caret || to < 0 || w.page[to].Start >= caret):
			to = i
		}
	}
	if to < 0 {
		w.bar.say(words.X("preview.nocuts"), false)
		return
	}
	w.goTo(w.page[to].Span)
}

func (w *previewing) goTo(to span.Span) {
	w.view.Select(span.Fragments{{Start: to.Start, End: to.Start}})
	w.view.Reveal(to)
}

// store stores the document as a person chose its passages and corrected its fields.
func (w *previewing) store() error {
	choice := w.form.Value("near")
	if choice == nearSkip {
		w.answered(w.form, false)
		w.show(w.ahead.near[0].article)
		w.bar.say(words.X("near.skipped", "title", w.ahead.near[0].title), false)
		return nil
	}
	doc, err := w.chosen()
	if err != nil {
		return err
	}
	if doc, err = corrected(doc, w.found, articleValues(w.form)); err != nil {
		return err
	}
	into := w.into
	if choice == nearCapture {
		into = w.ahead.near[0].article
	}
	w.form.Busy(true)
	action := storing(doc, w.into, choice, w.ahead.near, w.parts.Now())
	w.storeOne(doc, into, action, func() { w.answered(w.form, false) }, func(err error) {
		w.form.Busy(false)
		w.form.Refuse(explain(err))
	})
	return nil
}

// corrected is a document with the fields that a person changed.
func corrected(doc model.Document, found, values map[string]string) (model.Document, error) {
	doc.Fields, doc.Found = maps.Clone(doc.Fields), maps.Clone(doc.Found)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		value := values[name]
		switch value {
		case found[name]:
			continue
		case "":
			delete(doc.Fields, name)
			delete(doc.Found, name)
			continue
		}
		parsed, err := model.ParseField(model.NounArticle, name, value)
		if err != nil {
			return doc, err
		}
		if err := doc.Fields.Set(name, parsed); err != nil {
			return doc, err
		}
		doc.Found[name] = model.FoundGiven
	}
	return doc, nil
}
