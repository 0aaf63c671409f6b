package workspace

import (
	"cmp"
	"slices"
	"time"

	"touchstone/model"
)

// Moment is a time as of which a workspace is looked at.
type Moment struct {
	At    time.Time
	Known bool // what had come into this file by then; else what had happened by then, in causal time
}

// Then returns the events of one stream that a moment has, in the order given. Nothing that an event comes after is missing.
func (m Moment) Then(r Record, s model.Stream, events []model.Event) ([]model.Event, error) {
	if !m.Known {
		if slices.ContainsFunc(events, func(e model.Event) bool { return e.At.After(m.At) }) {
			return model.AsOf(s, events, m.At), nil
		}
		return events, nil
	}
	came, err := r.Arrivals(s)
	if err != nil {
		return nil, err
	}
	then := events[:0:0]
	for _, e := range events {
		if at, here := came[e.ID]; here && !at.After(m.At) {
			then = append(then, e)
		}
	}
	return then, nil
}

// AsOf shows the workspace of a record as it was at a moment. What holds is what Fold says of the events that the moment
// has. Texts are there whenever they came: they never change, and nothing names one before its time.
func AsOf(r Record, m Moment) Record {
	return &past{Record: r, moment: m, kept: map[model.Stream][]model.Event{}, states: map[model.Stream]model.State{}}
}

// past is a workspace as it was. It keeps what it worked out, and lives as long as one look.
type past struct {
	Record
	moment Moment
	kept   map[model.Stream][]model.Event
	states map[model.Stream]model.State
}

// Events returns the events of a stream that there were.
func (p *past) Events(s model.Stream) ([]model.Event, error) {
	if then, known := p.kept[s]; known {
		return then, nil
	}
	all, err := p.Record.Events(s)
	if err != nil {
		return nil, err
	}
	then, err := p.moment.Then(p.Record, s, all)
	if err != nil {
		return nil, err
	}
	if p.kept[s] = then; len(then) == len(all) { // it is folded already
		if p.states[s], err = p.Record.State(s); err != nil {
			return nil, err
		}
	}
	return then, nil
}

// State returns what a stream added up to.
func (p *past) State(s model.Stream) (model.State, error) {
	then, err := p.Events(s)
	if err != nil {
		return nil, err
	}
	if p.states[s] == nil {
		p.states[s] = model.Fold(s, then)
	}
	return p.states[s], nil
}

// Event returns one event, where there was one.
func (p *past) Event(id string) (model.Event, bool, error) {
	e, here, err := p.Record.Event(id)
	if err != nil || !here {
		return e, here, err
	}
	then, err := p.Events(e.Stream)
	if err != nil {
		return e, false, err
	}
	return e, slices.ContainsFunc(then, func(t model.Event) bool { return t.ID == id }), nil
}

// ArticlesOf returns the articles that had captured a text, also those that were taken back since.
func (p *past) ArticlesOf(text string) ([]string, error) {
	return p.holding(text, func(state model.State) bool {
		a, ok := state.(*model.Article)
		if !ok || !a.Live() {
			return false
		}
		_, captured := a.CaptureOf(text)
		return captured
	})
}

// ArticlesAt returns the articles of now at an address that stood already: addresses are looked for to write and to check.
func (p *past) ArticlesAt(address string) ([]string, error) {
	ids, err := p.Record.ArticlesAt(address)
	return p.stood(model.NounArticle, ids, err)
}

// ClaimsIn returns the claims that stood in a text, also those that were taken back since.
func (p *past) ClaimsIn(text string) ([]string, error) {
	return p.holding(text, func(state model.State) bool {
		c, ok := state.(*model.Claim)
		return ok && c.Live() && slices.ContainsFunc(c.Appearances, func(a model.Appearance) bool { return a.Text == text })
	})
}

func (p *past) holding(text string, held func(model.State) bool) ([]string, error) {
	streams, err := p.Record.Holding(text)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range streams {
		state, err := p.State(s)
		if err != nil {
			return nil, err
		}
		if held(state) {
			ids = append(ids, s.ID())
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// SourcesNamed returns the sources of a name that stood already. One that was called so then and is called otherwise now is not
// found: names are looked for to write, and nothing is written in the past.
func (p *past) SourcesNamed(name string) ([]string, error) {
	ids, err := p.Record.SourcesNamed(name)
	return p.stood(model.NounSource, ids, err)
}

// stood keeps the things that stood.
func (p *past) stood(noun model.Noun, ids []string, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	var stood []string
	for _, id := range ids {
		state, err := p.State(model.StreamOf(noun, id))
		if err != nil {
			return nil, err
		}
		if thing, ok := state.(interface{ Live() bool }); ok && thing.Live() {
			stood = append(stood, id)
		}
	}
	return stood, nil
}

// Naming returns the streams in which some fact had named a thing.
func (p *past) Naming(thing model.Stream) ([]model.Stream, error) {
	all, err := p.Record.Naming(thing)
	if err != nil {
		return nil, err
	}
	return p.streams(all, func(f model.Fact) bool { return slices.Contains(model.Names(f), thing) })
}

// Holding returns the streams in which some fact had named a text.
func (p *past) Holding(text string) ([]model.Stream, error) {
	all, err := p.Record.Holding(text)
	if err != nil {
		return nil, err
	}
	return p.streams(all, func(f model.Fact) bool { return slices.Contains(model.Texts(f), text) })
}

// streams keeps those in which an event that there was says something.
func (p *past) streams(all []model.Stream, says func(model.Fact) bool) ([]model.Stream, error) {
	var kept []model.Stream
	for _, s := range all {
		then, err := p.Events(s)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(then, func(e model.Event) bool { return says(e.Fact) }) {
			kept = append(kept, s)
		}
	}
	return kept, nil
}

// Batches walks a person's batches that there were.
func (p *past) Batches(by string, yield func(batch string, events []string) (bool, error)) error {
	return p.Record.Batches(by, func(batch string, events []string) (bool, error) {
		for _, id := range events {
			if _, here, err := p.Event(id); err != nil {
				return false, err
			} else if here {
				return yield(batch, events)
			}
		}
		return true, nil
	})
}

// Newest walks through the events that there were.
func (p *past) Newest(yield func(model.Event) (bool, error)) error {
	return p.Record.Newest(func(e model.Event) (bool, error) {
		then, err := p.Events(e.Stream)
		if err != nil || !slices.ContainsFunc(then, func(t model.Event) bool { return t.ID == e.ID }) {
			return err == nil, err
		}
		return yield(e)
	})
}

// Stood returns the ids of what stood of a noun at a moment: articles by when they were captured, claims in the order in which an
// export has them, sources by name, the rest by id.
func Stood(x Exportable, m Moment, noun model.Noun) ([]string, error) {
	streams := x.Streams(noun)
	if noun == model.NounClaim {
		streams = x.ClaimOrder()
	}
	type standing struct{ id, by string }
	var all []standing
	for s, err := range streams {
		if err != nil {
			return nil, err
		}
		state, err := AsOf(x, m).State(s) // one look each: what is kept does not grow with the workspace
		if err != nil {
			return nil, err
		}
		if thing, ok := state.(interface{ Live() bool }); ok && !thing.Live() || len(state.Base().Heads) == 0 {
			continue
		}
		one := standing{id: s.ID()}
		switch thing := state.(type) {
		case *model.Article:
			one.by = thing.Latest().At
		case *model.Source:
			one.by = thing.Name
		}
		all = append(all, one)
	}
	if noun != model.NounClaim {
		slices.SortStableFunc(all, func(a, b standing) int { return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.id, b.id)) })
	}
	ids := make([]string, len(all))
	for i, one := range all {
		ids[i] = one.id
	}
	return ids, nil
}

// Briefs are the claims themselves, as they were.
func (p *past) Briefs(ids []string) ([]*model.Claim, error) {
	var all []*model.Claim
	for _, id := range ids {
		state, err := p.State(model.StreamOf(model.NounClaim, id))
		if err != nil {
			return nil, err
		}
		if c, ok := state.(*model.Claim); ok && c.Live() {
			all = append(all, c)
		}
	}
	return all, nil
}

// NamedClaims tells nothing beforehand, nil: what is known of now does not hold for then.
func (p *past) NamedClaims() (map[string]bool, error) { return nil, nil } //nolint:nilnil // nil is that nothing is known

// FlaggedEvidence tells nothing beforehand, as NamedClaims.
func (p *past) FlaggedEvidence() (map[string]bool, error) { return nil, nil } //nolint:nilnil // nil is that nothing is known
