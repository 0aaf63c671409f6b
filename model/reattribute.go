package model

import (
	"slices"
	"strings"

	"touchstone/model/span"
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

// Reattribute puts another chain in the place of one that stands, whose links' ids are given, at some appearances of a claim. Links
// that stay what they are from the page inwards are not written again. Where nothing of the old chain stands, the new one is added.
// An empty form leaves that of a link that stays.
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
	for kept < len(standing) && kept < len(links) && s.stays(standing[kept], links[kept], form) {
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
		made, err := s.moved(a, standing, l, form)
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

// moved is the fact of a link: of one that stood further in or out what it said there, of another what it says at this place.
func (s *surrounds) moved(a Appearance, standing []Attribution, l resolvedLink, form string) (AttributionMade, error) {
	for _, was := range standing {
		if s.stays(was, l, form) {
			return AttributionMade{
				Appearance: a.ID, Content: was.Content, Sources: was.Sources, Mention: was.Mention, Cue: was.Cue, Form: was.Form,
				Proposed: was.Proposed,
			}, nil
		}
	}
	return s.write(a, l, form)
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

// stays reports whether a link says what one that stands says, by the same words.
func (s *surrounds) stays(standing Attribution, l resolvedLink, form string) bool {
	cue := s.saying(standing.Cue)
	mention := s.saying(standing.Mention)
	return slices.Equal(slices.Sorted(slices.Values(standing.Sources)), slices.Sorted(slices.Values(l.sources))) &&
		strings.EqualFold(cue, l.cue) && (strings.EqualFold(mention, strings.Join(l.mentions, " ")) || l.spot != nil && slices.Equal(l.spot.Mention, standing.Mention)) &&
		(form == "" || form == standing.Form)
}

// saying are the words at some places, with a blank between them; "" where one lies outside the text.
func (s *surrounds) saying(places []Fragment) string {
	spans, err := Bytes(s.index, places)
	if err != nil {
		return ""
	}
	said := make([]string, len(spans))
	for i, one := range spans {
		said[i] = span.Fragments{one}.Text(s.text)
	}
	return strings.Join(said, " ")
}
