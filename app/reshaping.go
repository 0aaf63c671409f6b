//go:build !headless

package app

import (
	"touchstone/app/library"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
)

// reshape selects the words of a mark, so that Shift and the arrows move its end; a second time the other end. Enter keeps what
// is selected then, and Escape leaves it.
func (f *frame) reshape(string) {
	if f.reshaping != "" {
		f.view.Turn()
		return
	}
	found := f.standing(f.current())
	if found == nil {
		f.bar.say(words.X("appearance.none.here"), true)
		return
	}
	spans, err := model.Bytes(f.shown.index, found.Fragments)
	if err != nil {
		f.failed(err)
		return
	}
	f.view.Select(spans)
	f.view.Reveal(spans.Bounds())
	f.toArticle("")
	f.reshaping = found.ID
	f.bar.say(words.X("appearance.reshape.how"), false)
}

// reshaped keeps what is selected as the words of the mark that is being reshaped, and reports whether one was.
func (f *frame) reshaped() bool {
	id := f.reshaping
	if f.reshaping = ""; id == "" || f.shown == nil {
		return false
	}
	if places := f.view.Selected(); len(places) > 0 {
		f.view.Select(span.Fragments{{Start: places.Bounds().Start, End: places.Bounds().Start}})
		f.atOnce(model.Reshape(id, model.Points(f.shown.index, places)))
	}
	return true
}

// pulled takes a handle's new place for a mark.
func (f *frame) pulled(claim string, from, to span.Fragments) {
	c := f.shown.claims[claim]
	if c == nil {
		return
	}
	for _, a := range sheet.ByPlace(c) {
		spans, err := model.Bytes(f.shown.index, a.Fragments)
		if err == nil && a.Text == f.shown.id && spans.Normal().Equal(from) {
			f.atOnce(model.Reshape(a.ID, model.Points(f.shown.index, to)))
			return
		}
	}
}

// card is what is said of a claim while the pointer rests on it.
func (f *frame) card(claim string) []string {
	row := f.row(library.Claims, claim)
	return []string{row.Title, row.Detail}
}
