package model

import (
	"cmp"
	"slices"
)

// Chains are the chains that stand at an appearance, each from the page inwards. Where two links stand within the same one, the two
// chains begin with the same links.
func (a Appearance) Chains() [][]Attribution {
	var all [][]Attribution
	var into func(chain []Attribution, outer string)
	into = func(chain []Attribution, outer string) {
		last := true
		for _, l := range a.Attributions {
			if l.Within == outer {
				last = false
				into(append(slices.Clone(chain), l), l.ID)
			}
		}
		if last {
			all = append(all, chain)
		}
	}
	for _, l := range a.Attributions {
		if !slices.ContainsFunc(a.Attributions, func(o Attribution) bool { return o.ID == l.Within }) {
			into([]Attribution{l}, l.ID)
		}
	}
	return all
}

// Reattribute puts another chain in the place of one that stands, whose links' ids are given, at some appearances of a claim. A link
// says by Of which of the old ones it is. Links that stay what they are from the page inwards are not written again. Where nothing of
// the old chain stands, the new one is added. An empty form leaves that of a link that stays.
func Reattribute(claim string, old []string, links []Link, form, reason string, appearances []string) Action {
	return func(v View, b *Batch) error {
		if reason == "" {
			return Refuse("reason.missing")
		}
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		resolved, err := resolveSources(v, b, links)
		if err != nil {
			return err
		}
		changed := false
		for _, a := range c.Appearances {
			if !slices.Contains(appearances, a.ID) {
				continue
			}
			place, err := newSurrounds(v, a)
			if err != nil {
				return err
			}
			wrote, err := place.replace(b, c.Stream, a, old, resolved, form, reason)
			if err != nil {
				return err
			}
			changed = changed || wrote
		}
		if !changed {
			return Refuse("nothing.changes")
		}
		return nil
	}
}

// replace writes what of a chain is new at a place, and takes away what is not of it any more.
func (s *surrounds) replace(b *Batch, claim Stream, a Appearance, old []string, links []resolvedLink, form, reason string) (bool, error) {
	var standing []Attribution
	for _, l := range a.Attributions {
		if slices.Contains(old, l.ID) {
			standing = append(standing, l)
		}
	}
	within, kept := "", 0
	for kept < len(standing) && kept < len(links) && links[kept].stays(standing[kept], form) {
		within = standing[kept].ID
		kept++
	}
	gone := removable(a.Attributions, standing[kept:])
	for _, l := range gone {
		if _, err := b.Write(claim, AttributionRemoved{Attribution: l.ID, Reason: reason}); err != nil {
			return false, err
		}
	}
	for _, l := range links[kept:] {
		made, err := s.again(a, standing, l, form)
		if err != nil {
			return false, err
		}
		made.Within = within
		if within, err = b.Write(claim, made); err != nil {
			return false, err
		}
	}
	return len(gone) > 0 || kept < len(links), nil
}

// again is the fact of a link at a place. Of one that stood there already the words that are kept are where they were, and it is what
// the program proposed as long as it says the same.
func (s *surrounds) again(a Appearance, standing []Attribution, l resolvedLink, form string) (AttributionMade, error) {
	at := slices.IndexFunc(standing, l.is)
	if at < 0 {
		return s.write(a, l, form)
	}
	was := standing[at]
	made := AttributionMade{Appearance: a.ID, Content: was.Content, Sources: l.sources, Form: cmp.Or(form, was.Form), Mention: was.Mention, Cue: was.Cue}
	if l.stays(was, form) {
		made.Proposed = was.Proposed
	}
	var err error
	if !l.of.Mention {
		if made.Mention, err = s.seekAll(l.mentions); err != nil {
			return made, err
		}
	}
	if !l.of.Cue {
		var cues []string
		if l.cue != "" {
			cues = []string{l.cue}
		}
		made.Cue, err = s.seekAll(cues)
	}
	return made, err
}

// removable are those of a chain's links in which nothing else stands: a link that another chain begins with stays.
func removable(all, chain []Attribution) []Attribution {
	gone := slices.Clone(chain)
	for again := true; again; {
		before := len(gone)
		gone = slices.DeleteFunc(gone, func(l Attribution) bool {
			return slices.ContainsFunc(all, func(inner Attribution) bool {
				return inner.Within == l.ID && !slices.ContainsFunc(gone, func(g Attribution) bool { return g.ID == inner.ID })
			})
		})
		again = len(gone) < before
	}
	return gone
}

// is reports whether a link is the one that stands.
func (l resolvedLink) is(standing Attribution) bool {
	return l.of != nil && slices.Contains(l.of.IDs, standing.ID)
}

// stays reports whether a link says all that the one that stands says.
func (l resolvedLink) stays(standing Attribution, form string) bool {
	return l.is(standing) && l.of.Mention && l.of.Cue && (form == "" || form == standing.Form) &&
		slices.Equal(slices.Sorted(slices.Values(standing.Sources)), slices.Sorted(slices.Values(l.sources)))
}
