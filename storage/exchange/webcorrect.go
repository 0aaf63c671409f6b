package exchange

import (
	"slices"

	"touchstone/model"
	"touchstone/model/span"
)

// corrected is an imported annotation as it goes out: as it came, but for offsets that do not point at the words it quotes.
// Those are set to where the claim stands here, in code points, so that nobody else is led astray by them.
func (c *written) corrected(raw []byte) ([]byte, error) {
	if len(c.claim.Appearances) == 0 {
		return raw, nil
	}
	a, err := asObject(raw)
	if err != nil {
		return nil, err
	}
	changed := false
	for _, v := range many(a["target"]) {
		t, ok := v.(object)
		if !ok {
			continue
		}
		for _, part := range append([]any{t}, many(t["items"])...) {
			if p, ok := part.(object); ok {
				set, err := c.correct(p)
				if err != nil {
					return nil, err
				}
				changed = changed || set
			}
		}
	}
	if !changed {
		return raw, nil
	}
	if raw, err = plainJSON(a); err != nil {
		return nil, err
	}
	return model.Canonical(raw)
}

// correct sets the offsets that stand beside a quote, and reports whether they were others.
func (c *written) correct(target object) (bool, error) {
	all := many(target["selector"])
	at := slices.IndexFunc(all, func(v any) bool {
		s, ok := v.(object)
		return ok && has(s["type"], "TextPositionSelector")
	})
	s := selected(target["selector"])
	if at < 0 || s.exact == "" || !s.placed {
		return false, nil
	}
	for _, a := range c.claim.Appearances {
		g, err := c.ground(a.Text)
		if err != nil {
			return false, err
		}
		p, _, found := g.place(s)
		here := g.fragments(span.Fragments{p})
		if !found || !slices.ContainsFunc(a.Fragments, func(f model.Fragment) bool { return f.Start <= here[0].Start && here[0].End <= f.End }) {
			continue
		}
		if here[0].Start == s.start && here[0].End == s.end {
			return false, nil
		}
		selector, _ := all[at].(object)
		selector["start"], selector["end"] = here[0].Start, here[0].End
		return true, nil
	}
	return false, nil
}
