//go:build !headless

package app

import (
	"strconv"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model/span"
)

// find looks for words in the shown article, and shows every place at once. The form stays open: accepting it goes on to the next
// place.
func (f *frame) find(string) {
	fm := form.New(words.X("view.find"), words.X("view.find.lead"), words.X("view.find.do"))
	fm.Add("words", form.NewLine(words.X("view.find.words"), ""))
	var hits []span.Span
	var in *shown // the article that the hits are in: another one may be opened beside the form
	sought, at := "", -1
	look := func() {
		if now := strings.TrimSpace(fm.Value("words")); now != sought || in != f.shown {
			sought, in, at, hits = now, f.shown, -1, nil
			if now != "" && f.shown != nil {
				hits = span.FindAnyCase(f.shown.text, now)
			}
			f.view.Hits(hits)
			fm.Note(words.N("view.find.found", len(hits)))
		}
	}
	fm.Changed = func(string) { look() }
	f.ask(fm, func() error {
		look()
		if len(hits) > 0 {
			at = (at + 1) % len(hits)
			f.view.Select(span.Fragments{hits[at]})
			f.view.Reveal(hits[at])
			fm.Note(words.X("view.find.at", "nth", strconv.Itoa(at+1), "count", strconv.Itoa(len(hits))))
		}
		return nil
	})
	fm.Canceled = func() {
		f.view.Hits(nil)
		f.answered(fm, true)
	}
}

// people paints the claims in the colours of those who marked them, and in those of their verdicts again.
func (f *frame) people(string) {
	f.byPerson = !f.byPerson
	f.remark()
	if f.byPerson {
		f.bar.say(words.X("view.people.on"), false)
	}
}
