//go:build !headless

package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode"

	"touchstone/app/docview"
	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/review"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/anchor"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// reviewing is the desk while a newer text of an article is looked at: the older text stands left of it, and what became of each
// claim's place stands where a claim stands else.
type reviewing struct {
	panel  *review.Panel
	older  *docview.View
	texts  *widget.Select // which older text
	newer  *widget.Select // which newer one
	aside  *fyne.Container
	beside fyne.CanvasObject // both texts, side by side

	on    bool
	rows  []model.Collated
	id    string // of the older text, "" for none yet
	text  string
	index *span.Index
	gone  []span.Span // what the older text has and the newer one has not
	come  []span.Span // and the other way round
}

func (f *frame) newReviewing() *reviewing {
	r := &reviewing{}
	r.panel = review.New(review.Host{Do: f.reviewDeed, Chosen: f.reviewChosen, Rune: f.typed, Key: f.pressed})
	r.older = docview.New(docview.Host{
		Rune: f.typed, Key: f.pressed, Shortcut: f.otherwise, Modifiers: form.Held, Colours: look.Article, Copied: f.app.Clipboard().SetContent,
		Size: f.prefs.size, Apart: f.prefs.apart, Chosen: func(row string) { f.reviewing.choose(row) },
		Same: func(numbers string) string { return words.X("article.same", "numbers", numbers) },
	})
	r.texts = widget.NewSelect(nil, func(string) { f.compareWith(r.texts.SelectedIndex()) })
	r.newer = widget.NewSelect(nil, func(string) { f.reviewText(r.newer.SelectedIndex() + 1) })
	r.aside = container.NewStack(f.panel.Object())
	return r
}

// layOut puts both texts side by side. It is done anew for every review, as the newer text stands alone in between.
func (r *reviewing) layOut(newer fyne.CanvasObject) {
	text := func(which *widget.Select, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(least(200), container.NewBorder(container.NewPadded(which), nil, nil, nil, o))
	}
	r.beside = container.NewHSplit(text(r.texts, r.older), text(r.newer, newer))
}

// showAside shows on the right what is asked, else what became of the claims, else the claim.
func (f *frame) showAside() {
	what := f.panel.Object()
	if f.reviewing.on && f.panel.Form() == nil {
		what = f.reviewing.panel.Object()
	}
	if aside := f.reviewing.aside; aside.Objects[0] != what {
		aside.Objects[0] = what
		aside.Refresh()
	}
}

// reviewNewer opens the review of the shown article's latest text, or closes it.
func (f *frame) reviewNewer(string) {
	if f.reviewing.on {
		f.closeReview()
		return
	}
	if len(f.shown.article.Captures) < 2 {
		f.bar.say(words.X("review.none"), true)
		return
	}
	f.reviewing.on = true
	f.reviewing.layOut(f.view)
	f.showAside()
	f.reviewAt(len(f.shown.article.Captures) - 1)
}

// reviewText looks at another of the newer texts, and what became of the claims there.
func (f *frame) reviewText(capture int) {
	if f.reviewing.on && f.shown != nil && capture != f.shown.capture && capture > 0 && capture < len(f.shown.article.Captures) {
		f.reviewAt(capture)
	}
}

func (f *frame) reviewAt(capture int) {
	f.reviewing.id = ""
	f.showCapture(capture)
	f.collate(func() { f.focus(f.reviewing.panel.Focusable()) })
}

// collate looks aside what became of the claims' places, and shows it.
func (f *frame) collate(then func()) {
	article, newer := f.shown.article.ID(), f.shown.id
	var rows []model.Collated
	f.work("", func(_ context.Context, d *door, _ func(int, int)) error {
		return d.Read(func(v workspace.Reader) (err error) {
			rows, err = model.Collate(v, article, newer)
			return err
		})
	}, func() {
		if f.reviewing.on && f.shown != nil && f.shown.article.ID() == article && f.shown.id == newer {
			f.reviewing.rows = rows
			f.showReview()
			if then != nil {
				then()
			}
		}
	}, nil)
}

// showReview shows the rows, and the older text beside the newer one.
func (f *frame) showReview() {
	r := f.reviewing
	if r.id == "" {
		f.offerTexts()
	}
	r.panel.Show(r.summary(), r.shown(), len(r.safe()))
	r.mark()
	f.remark()
}

// offerTexts offers the texts to choose from: any newer one, and any that is older than it.
func (f *frame) offerTexts() {
	r := f.reviewing
	var names []string
	for i, c := range f.shown.article.Captures {
		names = append(names, captureName(i, c))
	}
	n := f.shown.capture
	r.texts.Options, r.newer.Options = names[:n], names[1:]
	r.newer.SetSelectedIndex(n - 1)
	r.texts.ClearSelected() // the same name may stand for it already, and has to be shown all the same
	r.texts.SetSelectedIndex(n - 1)
}

// captureName tells a capture by its number and when it was taken.
func captureName(i int, c model.Capture) string {
	at := c.At
	if t, err := time.Parse(time.RFC3339, c.At); err == nil {
		at = when(t)
	}
	return words.X("review.text", "nth", strconv.Itoa(i+1), "at", at)
}

// compareWith shows another older text beside the newest.
func (f *frame) compareWith(i int) {
	r := f.reviewing
	if i < 0 || f.shown == nil || i >= f.shown.capture || !r.on {
		return
	}
	older := &shown{article: f.shown.article, capture: i}
	err := f.read(func(v workspace.Reader, _ *sheet.Builder) (err error) {
		older.id = older.at().Text
		older.text, err = v.Text(older.id)
		return err
	})
	if err != nil {
		f.failed(err)
		return
	}
	older.index = span.NewIndex(older.text)
	blocks, err := older.blocks()
	if err != nil {
		f.failed(err)
		return
	}
	r.id, r.text, r.index = older.id, older.text, older.index
	r.gone, r.come = anchor.Changes(older.text, f.shown.text)
	r.older.Set(older.text, blocks)
	r.mark()
	f.remark()
}

// mark paints in the older text what is gone, and the claims by what became of them.
func (r *reviewing) mark() { r.older.Mark(append(stretches(r.gone, look.Gone()), r.marks()...)) }

func stretches(all []span.Span, sign look.Sign) []docview.Mark {
	marks := make([]docview.Mark, len(all))
	for i, s := range all {
		marks[i] = docview.Mark{Spans: span.Fragments{s}, Paint: sign.Paint()}
	}
	return marks
}

// marks are the rows' places in the older text that is shown.
func (r *reviewing) marks() []docview.Mark {
	var all []docview.Mark
	for _, row := range r.rows {
		if spans := r.places(row); len(spans) > 0 {
			paint := look.Carried(row.Status, row.Open).Paint()
			all = append(all, docview.Mark{Key: row.Appearance, Spans: spans, Paint: paint})
		}
	}
	return all
}

// places are a row's words in the older text that is shown, none where it stands in another.
func (r *reviewing) places(row model.Collated) span.Fragments {
	if row.Text != r.id || len(row.Before) == 0 {
		return nil
	}
	spans, err := model.Bytes(r.index, row.Before)
	if err != nil {
		return nil // of a damaged event: the row itself is still shown
	}
	return spans.Normal()
}

func (r *reviewing) shown() []review.Row {
	rows := make([]review.Row, len(r.rows))
	for i, c := range r.rows {
		rows[i] = review.Row{
			Key: c.Appearance, Sign: look.Carried(c.Status, c.Open), Status: words.X("review.status." + string(c.Status)),
			Statement: c.Statement, Wording: anchor.Wordings(c.Old, c.New), Open: c.Open,
		}
	}
	return rows
}

// summary counts the rows by what became of them.
func (r *reviewing) summary() string {
	counts, open := map[anchor.Status]int{}, 0
	for _, c := range r.rows {
		counts[c.Status]++
		if c.Open {
			open++
		}
	}
	list := ""
	for _, s := range []anchor.Status{anchor.Exact, anchor.Moved, anchor.Changed, anchor.Ambiguous, anchor.Lost} {
		if counts[s] > 0 {
			if list != "" {
				list += ", "
			}
			list += fmt.Sprintf("%d %s", counts[s], words.X("review.status."+string(s)))
		}
	}
	if list == "" {
		return words.X("review.empty")
	}
	return words.N("review.summary", open, "list", list)
}

// safe are the places of which nothing but signs, spaces and the size of letters changed.
func (r *reviewing) safe() []string {
	var all []string
	for _, c := range r.rows {
		if c.Open && c.Place != "" && c.Score >= 0.999 {
			all = append(all, c.Place)
		}
	}
	return all
}

func (r *reviewing) row(key string) (model.Collated, bool) {
	i := slices.IndexFunc(r.rows, func(c model.Collated) bool { return c.Appearance == key })
	if i < 0 {
		return model.Collated{}, false
	}
	return r.rows[i], true
}

func (r *reviewing) choose(key string) { r.panel.Choose(key) }

// reviewChosen shows a row's words in both texts.
func (f *frame) reviewChosen(key string) {
	r := f.reviewing
	row, found := r.row(key)
	if !found || f.shown == nil {
		return
	}
	if i := slices.IndexFunc(f.shown.article.Captures, func(c model.Capture) bool { return c.Text == row.Text }); i >= 0 && row.Text != r.id {
		r.texts.SetSelectedIndex(i)
	}
	if spans := r.places(row); len(spans) > 0 {
		r.older.Emphasise(key)
		r.older.Reveal(spans.Bounds())
	}
	f.claim = row.Claim
	f.view.Emphasise(row.Claim)
	to := row.Fragments
	if len(row.Candidates) > 0 {
		to = row.Candidates[0]
	}
	if spans, err := model.Bytes(f.shown.index, to); err == nil && len(spans) > 0 {
		f.view.Reveal(spans.Bounds())
	}
}

// reviewDeed does something about a row.
func (f *frame) reviewDeed(d review.Deed, key string) {
	r := f.reviewing
	row, found := r.row(key)
	switch {
	case d == review.Close:
		f.closeReview()
	case d == review.Safe:
		var all []model.Action
		for _, place := range r.safe() {
			all = append(all, model.Confirm(place))
		}
		f.reviewDone(model.All(all...))
	case !found:
	case d == review.Accept && row.Place != "":
		f.reviewDone(model.Confirm(row.Place))
	case d == review.Accept && row.Status.Found():
		f.reviewDone(model.Place(row.Appearance, f.shown.id, row.Fragments))
	case d == review.Place || d == review.Accept:
		f.placeSelected(row)
	case d == review.Drop && row.Place != "":
		f.reviewDone(model.Drop(row.Place, words.X("review.dropped")))
	case d == review.Drop:
		f.reviewDone(model.Lose(row.Appearance, f.shown.id, words.X("review.dropped")))
	case d == review.Note:
		f.reviewDone(model.WriteNote(row.Claim, f.wordingNote(row)))
	}
}

// placeSelected says that a claim stands at the words that are selected in the newer text.
func (f *frame) placeSelected(row model.Collated) {
	selected := f.view.Selected()
	if len(selected) == 0 {
		f.bar.say(words.X("review.select"), true)
		return
	}
	fragments := model.Points(f.shown.index, selected)
	f.view.Select(span.Fragments{{Start: selected.Bounds().Start, End: selected.Bounds().Start}})
	if row.Place != "" {
		f.reviewDone(model.Reshape(row.Place, fragments))
	} else {
		f.reviewDone(model.Place(row.Appearance, f.shown.id, fragments))
	}
}

// wordingNote tells both wordings, and when they stood there.
func (f *frame) wordingNote(row model.Collated) string {
	at := func(text string) string {
		if c, known := f.shown.article.CaptureOf(text); known {
			return c.At
		}
		return ""
	}
	now := row.New
	if now == "" {
		now = words.X("review.nothing")
	}
	return words.X("review.note.text", "before", at(row.Text), "old", row.Old, "after", at(f.shown.id), "new", now)
}

// reviewDone writes what was decided about a row; the rows are collated again when it is told.
func (f *frame) reviewDone(action model.Action) {
	f.session.do(action, func(workspace.Receipt) { f.focus(f.reviewing.panel.Focusable()) }, nil)
}

// reviewTyped does what a letter means during a review, and reports whether it means something.
func (f *frame) reviewTyped(r rune) bool {
	deeds := map[rune]review.Deed{'m': review.Place, 'n': review.Note}
	d, known := deeds[unicode.ToLower(r)]
	if known && f.reviewing.on {
		f.reviewDeed(d, f.reviewing.panel.Chosen())
	}
	return known && f.reviewing.on
}

// closeReview goes back to the article and its claims.
func (f *frame) closeReview() {
	r := f.reviewing
	if !r.on {
		return
	}
	r.on, r.id, r.gone, r.come, r.rows = false, "", nil, nil, nil
	f.showAside()
	f.showMiddle()
	f.remark()
	f.showClaim()
	f.toArticle("")
}

// olderText and newerText show another of the article's texts.
func (f *frame) olderText(string) { f.stepCapture(-1) }
func (f *frame) newerText(string) { f.stepCapture(1) }

func (f *frame) stepCapture(by int) {
	to := f.shown.capture + by
	if to < 0 || to >= len(f.shown.article.Captures) {
		f.bar.say(words.N("article.captures", len(f.shown.article.Captures)), true)
		return
	}
	f.closeReview()
	f.showCapture(to)
}
