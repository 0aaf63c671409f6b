//go:build !headless

package app

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"unicode/utf8"

	"touchstone/app/cli"
	"touchstone/app/docview"
	"touchstone/app/look"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// telling is what the text tells of one claim: where it stands, and what became of it. It holds no colour, so that it can be made
// aside: which theme there is only the window knows.
type telling struct {
	claim             *model.Claim
	places            []toldPlace
	rating            *model.Rating // of the last verdict that stands, nil for none
	checked, disputed bool
	by, initial       string // who marked it
}

// toldPlace is one place, and the words that say who says it there.
type toldPlace struct {
	spans     span.Fragments
	confirmed bool
	mentions  []span.Fragments
	cues      []span.Fragments
}

// first is where the claim first stands.
func (t telling) first() int { return t.places[0].spans.Bounds().Start }

// atOnce is how many claims of a text are read before it is painted. Where there are more, the text is shown first, and they are
// read aside.
const atOnce = 300

// tell reads what a text tells of a claim; without places it tells nothing.
func (s *shown) tell(r model.View, b *sheet.Builder, id string) (telling, error) {
	c, err := stateOf[*model.Claim](r, model.NounClaim, id)
	if err != nil || c == nil || !c.Live() {
		return telling{}, err
	}
	t := telling{claim: c, by: c.By}
	for _, a := range sheet.ByPlace(c) {
		if a.Text != s.id || len(a.Fragments) == 0 {
			continue
		}
		place, err := s.place(a)
		if err != nil {
			return t, err
		}
		t.places = append(t.places, place)
	}
	if len(t.places) == 0 {
		return t, nil
	}
	initial, _ := utf8.DecodeRuneInString(b.Name(c.By))
	t.initial = string(initial)
	status, err := b.Status(c)
	if err != nil {
		return t, err
	}
	t.checked, t.disputed = status.Stage != model.Spotted, slices.Contains(status.Flags, model.Disputed)
	if heads := c.Heads(); len(heads) > 0 {
		t.rating, err = ratingIn(r, heads[len(heads)-1])
	}
	return t, err
}

// ratingIn is a verdict's rating on its scale, an empty one where the scale has none such.
func ratingIn(r model.View, v model.Verdict) (*model.Rating, error) {
	scale, err := stateOf[*model.Scale](r, model.NounScale, v.Scale)
	if err != nil || scale == nil {
		return &model.Rating{}, err
	}
	rating, _ := scale.Rating(v.Rating)
	return &rating, nil
}

// place is one appearance in bytes.
func (s *shown) place(a model.Appearance) (toldPlace, error) {
	spans, err := model.Bytes(s.index, a.Fragments)
	p := toldPlace{spans: spans.Normal(), confirmed: a.Confirmed}
	part := func(to *[]span.Fragments, fragments []model.Fragment) {
		if len(fragments) == 0 || err != nil {
			return
		}
		var words span.Fragments
		if words, err = model.Bytes(s.index, fragments); err == nil {
			*to = append(*to, words.Normal())
		}
	}
	for _, link := range a.Attributions {
		part(&p.mentions, link.Mention)
		part(&p.cues, link.Cue)
	}
	return p, err
}

// sign is how a claim's state is told.
func (t telling) sign() look.Sign {
	switch {
	case t.rating == nil || t.rating.Key == "" && !t.disputed:
		return look.Unrated()
	case t.disputed:
		return look.Disputed()
	}
	return look.Rating(*t.rating)
}

// marks are a claim's places, and the words of its attributions, in the colours of now.
func (t telling) marks(sign, source, cue look.Sign) []docview.Mark {
	var all []docview.Mark
	for _, p := range t.places {
		own := sign
		if !p.confirmed {
			own = own.Proposed()
		}
		all = append(all, docview.Mark{Key: t.claim.ID(), Spans: p.spans, Paint: own.Paint()})
		for i := range max(len(p.mentions), len(p.cues)) {
			if i < len(p.mentions) {
				all = append(all, docview.Mark{Key: t.claim.ID(), Spans: p.mentions[i], Paint: source.Paint()})
			}
			if i < len(p.cues) {
				all = append(all, docview.Mark{Key: t.claim.ID(), Spans: p.cues[i], Paint: cue.Paint()})
			}
		}
	}
	return all
}

// tellAll reads what a text tells of claims. It is done aside, too.
func (s *shown) tellAll(desk cli.Desk, ids []string) (map[string]telling, error) {
	told := make(map[string]telling, len(ids))
	err := desk.Read(func(r workspace.Reader) error {
		b := sheet.NewBuilder(r)
		for _, id := range ids {
			t, err := s.tell(r, b, id)
			if err != nil {
				return err
			}
			if len(t.places) > 0 {
				told[id] = t
			}
		}
		return nil
	})
	return told, err
}

// remark reads the claims of the shown text again, and paints them. Of very many it paints what it knows, and the rest when they
// are read: nobody waits for a thousand claims to see one.
func (f *frame) remark() {
	s := f.shown
	if s == nil {
		f.count()
		return
	}
	var ids []string
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		ids, err = r.ClaimsIn(s.id)
		return err
	})
	if err != nil {
		f.failed(err)
		return
	}
	s.asked++
	s.since = map[string]bool{}
	if len(ids) <= atOnce {
		f.takesIn(s, s.asked)(s.tellAll(f.desk, ids))
		return
	}
	s.whole = false
	f.paint()
	nth, desk := s.asked, f.desk
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		told, err := s.tellAll(desk, ids)
		return func() { f.takesIn(s, nth)(told, nil) }, err
	}})
}

// takesIn takes in what was read of a text, unless it was asked again since. What was read of single claims meanwhile is newer.
func (f *frame) takesIn(s *shown, nth int) func(map[string]telling, error) {
	return func(all map[string]telling, err error) {
		switch {
		case err != nil:
			f.failed(err)
		case s.asked == nth:
			for id := range s.since {
				delete(all, id)
				if t, here := s.told[id]; here {
					all[id] = t
				}
			}
			if s.told, s.whole = all, true; f.shown == s {
				f.paint()
			}
		}
	}
}

// retell reads some claims of the shown text again, and paints them.
func (f *frame) retell(ids []string) {
	s := f.shown
	some, err := s.tellAll(f.desk, ids)
	if err != nil {
		f.failed(err)
		return
	}
	told := maps.Clone(s.told)
	if told == nil {
		told = map[string]telling{}
	}
	for _, id := range ids {
		delete(told, id)
		s.since[id] = true
	}
	maps.Copy(told, some)
	s.told = told
	f.paint()
}

// know lets the shown text tell of a claim that may not have been read yet.
func (f *frame) know(id string) {
	if f.shown != nil && f.shown.claims[id] == nil && id != "" && !f.shown.whole {
		f.retell([]string{id})
	}
}

// paint paints what is known of the shown text's claims.
func (f *frame) paint() {
	s := f.shown
	var marks []docview.Mark
	numbers := map[string]int{}
	source, cue := look.Attributed()
	s.claims = make(map[string]*model.Claim, len(s.told))
	s.order = slices.SortedFunc(maps.Keys(s.told), func(a, b string) int {
		return cmp.Or(s.told[a].first()-s.told[b].first(), cmp.Compare(a, b))
	})
	for _, id := range slices.Sorted(maps.Keys(s.told)) {
		t := s.told[id]
		s.claims[id] = t.claim
		sign := t.sign()
		if f.byPerson { // the first person met has the first colour
			if _, met := numbers[t.by]; !met {
				numbers[t.by] = len(numbers)
			}
			sign = look.Person(numbers[t.by], t.initial)
		}
		marks = append(marks, t.marks(sign, source, cue)...)
	}
	f.view.Mark(slices.Concat(stretches(f.reviewing.come, look.Come()), f.proposed(), marks))
	f.view.Emphasise(f.claim)
	f.outstanding()
	f.count()
}
