package exchange

import (
	"iter"

	"touchstone/model"
	"touchstone/model/workspace"
)

// outgoingClaim is a claim on its way into another format.
type outgoingClaim struct {
	*model.Claim
	events []model.Event
	from   workspace.Exportable
}

// claimsOf yields the claims in the order of exports: all, or those of a closure of what was asked for.
func claimsOf(from workspace.Exportable, only []model.Stream) (iter.Seq2[model.Stream, error], error) {
	if len(only) == 0 {
		return from.ClaimOrder(), nil
	}
	in, err := closure(from, only)
	if err != nil {
		return nil, err
	}
	return func(yield func(model.Stream, error) bool) {
		for s, err := range from.ClaimOrder() {
			if (err != nil || in.streams[s]) && !yield(s, err) {
				return
			}
		}
	}, nil
}

// eachClaim walks the live claims in the order of exports: all, or those of a closure of what was asked for.
func eachClaim(from workspace.Exportable, only []model.Stream, use func(outgoingClaim) error) error {
	claims, err := claimsOf(from, only)
	if err != nil {
		return err
	}
	for s, err := range claims {
		if err != nil {
			return err
		}
		c, err := outgoing(from, s)
		if err == nil && c.Live() {
			err = use(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// outgoing reads a claim.
func outgoing(from workspace.Exportable, s model.Stream) (outgoingClaim, error) {
	state, err := from.State(s)
	if err != nil {
		return outgoingClaim{}, err
	}
	c, _ := state.(*model.Claim)
	events, err := from.Events(s)
	return outgoingClaim{c, events, from}, err
}

// current is the verdict that stands for a claim: the one that is published, else the newest that nothing supersedes.
func (c outgoingClaim) current() (model.Verdict, model.Rating, error) {
	heads := c.Heads()
	if len(heads) == 0 {
		return model.Verdict{}, model.Rating{}, nil
	}
	last := heads[len(heads)-1]
	for _, h := range heads {
		if len(h.Published) > 0 { // what is out stays so when a colleague says the same
			last = h
		}
	}
	scale, err := c.scale(last.Scale)
	if err != nil {
		return last, model.Rating{}, err
	}
	rating, known := scale.Rating(last.Rating)
	if !known {
		rating = model.Rating{Key: last.Rating, Label: last.Rating, Class: model.ClassOther}
	}
	return last, rating, nil
}

func (c outgoingClaim) scale(id string) (*model.Scale, error) {
	state, err := c.from.State(model.StreamOf(model.NounScale, id))
	scale, _ := state.(*model.Scale)
	return scale, err
}

// evidence reads a piece of evidence.
func (c outgoingClaim) evidence(id string) (*model.Evidence, error) {
	state, err := c.from.State(model.StreamOf(model.NounEvidence, id))
	if ev, ok := state.(*model.Evidence); ok {
		return ev, err
	}
	return &model.Evidence{}, err
}

// founding is the event that a claim was imported by, and the item itself.
func (c outgoingClaim) founding(format string) (model.Event, *model.Foreign) {
	for _, e := range model.Causal(c.Stream, c.events) {
		if f := model.ForeignOf(e.Fact); f != nil && f.Format == format && len(f.Raw) > 0 && e.Kind == model.KindClaimStated {
			return e, f
		}
	}
	return model.Event{}, nil
}
