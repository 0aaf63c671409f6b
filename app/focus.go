//go:build !headless

package app

import (
	"slices"

	"touchstone/app/library"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// choose puts a claim in focus. With reveal its first place in the shown text is scrolled to.
func (f *frame) choose(id string, reveal bool) {
	f.closeSource(false)
	if f.claim != "" && f.claim != id {
		f.last = f.claim
	}
	f.claim = id
	f.know(id)
	f.follow()
	f.view.Emphasise(id)
	f.library.Choose(library.Claims, id)
	f.showClaim()
	if reveal && f.shown != nil {
		if c := f.shown.claims[id]; c != nil {
			for _, a := range sheet.ByPlace(c) {
				if a.Text == f.shown.id {
					f.reveal(a)
					break
				}
			}
		}
	}
}

func (f *frame) reveal(a model.Appearance) {
	spans, err := model.Bytes(f.shown.index, a.Fragments)
	if err != nil {
		f.failed(err)
		return
	}
	place := spans.Bounds()
	f.view.Select(span.Fragments{{Start: place.Start, End: place.Start}})
	f.view.Reveal(place)
}

// open shows a claim, in its article if it stands in one.
func (f *frame) open(id string) {
	f.tabling.close()
	if f.shown == nil || f.shown.claims[id] == nil {
		article, here := "", false
		err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
			c, err := stateOf[*model.Claim](r, model.NounClaim, id)
			if err != nil || c == nil {
				return err
			}
			for _, a := range sheet.ByPlace(c) {
				if here = f.shown != nil && a.Text == f.shown.id; here { // and is not read yet
					return nil
				}
				ids, err := r.ArticlesOf(a.Text)
				if err != nil {
					return err
				}
				if len(ids) > 0 && article == "" {
					article = ids[0]
				}
			}
			return nil
		})
		if err != nil {
			f.failed(err)
			return
		}
		if article != "" && !here {
			f.show(article)
		}
	}
	f.choose(id, true)
}

// goTo shows an appearance, which may stand in another article.
func (f *frame) goTo(appearance string) {
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		c, err := stateOf[*model.Claim](r, model.NounClaim, f.claim)
		if err != nil {
			return err
		}
		a, there := c.Appearance(appearance)
		if !there {
			return nil
		}
		f.tabling.close()
		if f.shown == nil || f.shown.id != a.Text {
			ids, err := r.ArticlesOf(a.Text)
			if err != nil || len(ids) == 0 {
				return err
			}
			id := f.claim
			f.show(ids[0])
			f.choose(id, false)
		}
		if f.shown != nil && f.shown.id == a.Text {
			f.reveal(a)
		}
		return nil
	})
	if err != nil {
		f.failed(err)
	}
}

// heads are the current verdicts of the claim in focus.
func (f *frame) heads() []model.Verdict {
	c := f.current()
	if c == nil {
		return nil
	}
	return c.Heads()
}

// current is the claim in focus, nil for none.
func (f *frame) current() *model.Claim {
	var c *model.Claim
	if f.claim == "" {
		return nil
	}
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		c, err = stateOf[*model.Claim](r, model.NounClaim, f.claim)
		return err
	})
	if err != nil {
		f.failed(err)
	}
	return c
}

func (f *frame) nextClaim(string)     { f.step(1) }
func (f *frame) previousClaim(string) { f.step(-1) }

// step goes to the next claim of the article, or the one before; from none to the first after the caret.
func (f *frame) step(by int) {
	switch {
	case f.tabling.on:
		f.tabling.panel.Step(by)
		return
	case f.shown == nil:
		f.bar.say(words.X("needs.article"), true)
		return
	}
	all := f.shown.order
	if len(all) == 0 {
		f.bar.say(words.X("claim.none.here"), true)
		return
	}
	at := slices.Index(all, f.claim)
	if at < 0 && by < 0 {
		at = 0
	}
	f.choose(all[(at+by+len(all))%len(all)], true)
}

// selected is told when the selection changes.
func (f *frame) selected() {
	if f.shown == nil {
		return
	}
	if f.reshaping != "" && len(f.view.Selected()) == 0 {
		f.reshaping = ""
		f.bar.say("", false)
	}
	f.bar.selection(len([]rune(f.view.Selected().Text(f.shown.text))))
}

// changed takes in what was written, here or elsewhere.
func (f *frame) changed(changes []workspace.Change) {
	articles, elsewhere := false, 0
	listed := map[model.Noun]bool{}
	for _, c := range changes {
		listed[c.Stream.Noun()] = true
		if c.Stream.Noun() == model.NounArticle {
			articles = true
			if f.shown != nil && c.Stream.ID() == f.shown.article.ID() {
				f.again(c.New)
			}
		}
		if c.Cause == workspace.Elsewhere {
			elsewhere++
		}
	}
	f.relist(listed)
	if f.shown == nil && articles {
		f.showFirst()
	} else {
		f.remarkChanged(changes)
	}
	if f.reviewing.on && f.shown != nil {
		f.collate(nil)
	}
	f.tabling.changed(changes)
	if f.claim != "" {
		f.showClaim()
	}
	if f.source != "" {
		f.showSource()
	}
	f.remember()
	if elsewhere > 0 {
		f.bar.say(words.N("changed.elsewhere", elsewhere), false)
	} else {
		f.bar.say(words.X("saved", "time", words.Clock(f.parts.Now().Local())), false)
	}
}

// relist lists anew what changed; of other things the rows in sight are read again.
func (f *frame) relist(changed map[model.Noun]bool) {
	if changed[listedNouns[f.library.Kind()]] || f.library.Filtered() {
		f.library.Reload()
	} else {
		f.library.Relabel()
	}
}

// remarkChanged paints anew what changed. A text with very many claims reads those alone.
func (f *frame) remarkChanged(changes []workspace.Change) {
	var ids []string
	for _, c := range changes {
		if c.Stream.Noun() == model.NounClaim {
			ids = append(ids, c.Stream.ID())
		}
	}
	if f.shown == nil || len(f.shown.told) <= atOnce || len(ids) < len(changes) || len(ids) > atOnce {
		f.remark()
		return
	}
	f.retell(ids)
}

// again takes another state of the shown article. One that was taken back is closed; a newer capture is offered.
func (f *frame) again(now model.State) {
	a, _ := now.(*model.Article)
	if a == nil || !a.Live() {
		f.shown, f.claim = nil, ""
		f.closeReview()
		f.panel.Show(nil)
		return
	}
	for i, c := range a.Captures {
		if c.Text == f.shown.id {
			f.shown.article, f.shown.capture = a, i
			f.header.show(f.shown)
			f.title()
			return
		}
	}
	f.show(a.ID())
}
