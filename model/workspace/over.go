package workspace

import (
	"errors"
	"slices"

	"touchstone/model"
)

// Over is a log that is read as it is with what is written above it: writes go to the other log, and the one below stays as it
// is. A rehearsal writes over a workspace what it would write into it, and throws that away.
func Over(below, above Log) Log { return over{below, above} }

type over struct{ below, above Log }

func (o over) Read(look func(Reader) error) error {
	return o.below.Read(func(below Reader) error {
		return o.above.Read(func(above Reader) error { return look(layers{below, above}) })
	})
}

func (o over) Write(do func(Writer) error) error {
	return o.below.Read(func(below Reader) error {
		return o.above.Write(func(above Writer) error { return do(layered{layers{below, above}, above}) })
	})
}

func (o over) Seq() (int64, error) { return o.above.Seq() }

func (o over) Since(seq int64) ([]model.Stream, error) { return o.above.Since(seq) }

// layered is layers inside a write.
type layered struct {
	layers
	to Writer
}

func (l layered) Append(b *model.Batch, seal model.Seal) error { return l.to.Append(b, seal) }

// layers are two logs at one moment. What the upper one takes back or adds to things of the lower one is folded with those; the
// lists of either hold what it knows by itself.
type layers struct{ below, above Reader }

func (l layers) State(s model.Stream) (model.State, error) {
	above, err := l.above.Events(s)
	if err != nil || len(above) == 0 {
		if err == nil {
			return l.below.State(s)
		}
		return nil, err
	}
	events, err := l.Events(s)
	return model.Fold(s, events), err
}

func (l layers) Events(s model.Stream) ([]model.Event, error) {
	below, err := l.below.Events(s)
	if err != nil {
		return nil, err
	}
	above, err := l.above.Events(s)
	return slices.Concat(below, above), err
}

func (l layers) Event(id string) (model.Event, bool, error) {
	if e, here, err := l.above.Event(id); err != nil || here {
		return e, here, err
	}
	return l.below.Event(id)
}

func (l layers) Text(id string) (string, error) {
	text, err := l.above.Text(id)
	var missing *model.Problem
	if errors.As(err, &missing) {
		return l.below.Text(id)
	}
	return text, err
}

func (l layers) ArticlesOf(text string) ([]string, error) {
	return both(l, func(r Reader) ([]string, error) { return r.ArticlesOf(text) })
}

func (l layers) ArticlesAt(address string) ([]string, error) {
	return both(l, func(r Reader) ([]string, error) { return r.ArticlesAt(address) })
}

func (l layers) ClaimsIn(text string) ([]string, error) {
	return both(l, func(r Reader) ([]string, error) { return r.ClaimsIn(text) })
}

func (l layers) SourcesNamed(name string) ([]string, error) {
	return both(l, func(r Reader) ([]string, error) { return r.SourcesNamed(name) })
}

func (l layers) Naming(thing model.Stream) ([]model.Stream, error) {
	return both(l, func(r Reader) ([]model.Stream, error) { return r.Naming(thing) })
}

// both is what either layer has of something, sorted, each once.
func both[T ~string](l layers, of func(Reader) ([]T, error)) ([]T, error) {
	below, err := of(l.below)
	if err != nil {
		return nil, err
	}
	above, err := of(l.above)
	all := slices.Concat(below, above)
	slices.Sort(all)
	return slices.Compact(all), err
}

// Batches are those that were written above: nothing below can be taken back from here.
func (l layers) Batches(by string, yield func(batch string, events []string) (bool, error)) error {
	return l.above.Batches(by, yield)
}

func (l layers) Near(words string) ([]Near, error) {
	below, err := l.below.Near(words)
	if err != nil {
		return nil, err
	}
	above, err := l.above.Near(words)
	all := slices.Concat(below, above)
	slices.SortStableFunc(all, func(a, b Near) int {
		switch {
		case a.Overlap > b.Overlap:
			return -1
		case a.Overlap < b.Overlap:
			return 1
		}
		return 0
	})
	return all, err
}

func (l layers) Seal(batch, by string) (model.Seal, bool, error) {
	if s, here, err := l.above.Seal(batch, by); err != nil || here {
		return s, here, err
	}
	return l.below.Seal(batch, by)
}

// Briefs are the claims themselves, as both layers have them: a brief leaves out, and says nothing else.
func (l layers) Briefs(ids []string) ([]*model.Claim, error) {
	var all []*model.Claim
	for _, id := range ids {
		state, err := l.State(model.StreamOf(model.NounClaim, id))
		if err != nil {
			return nil, err
		}
		if c, ok := state.(*model.Claim); ok && c.Live() {
			all = append(all, c)
		}
	}
	return all, nil
}

func (l layers) NamedClaims() (map[string]bool, error) { return either(l, Reader.NamedClaims) }

func (l layers) FlaggedEvidence() (map[string]bool, error) { return either(l, Reader.FlaggedEvidence) }

// either is what one of the layers says is so: whoever goes by it looks at the thing itself then.
func either(l layers, of func(Reader) (map[string]bool, error)) (map[string]bool, error) {
	all, err := of(l.below)
	if err != nil {
		return nil, err
	}
	above, err := of(l.above)
	for id := range above {
		all[id] = true
	}
	return all, err
}
