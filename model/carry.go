package model

import (
	"slices"

	"touchstone/model/anchor"
	"touchstone/model/span"
)

// Carrying is what becomes of one place of a claim in a newer text of its article.
type Carrying struct {
	Claim, Appearance string // the older place
	Text              string // that it stands in
	Status            anchor.Status
	Score             float64
	Fragments         []Fragment   // code points of the newer text, none when ambiguous or lost
	Candidates        [][]Fragment // when ambiguous
	Place             string       // the newer appearance, "" where there is none
}

// place is a place of a claim whose words are to be found in a newer text.
type place struct {
	claim      *Claim
	appearance Appearance
}

// pending returns the places of claims in older texts of an article that have no place in a text of it yet, and of which nobody
// said that it is gone: by capture, then by claim, then as they were added.
func pending(v View, a *Article, newer string) ([]place, error) {
	var all []place
	seen := map[string]bool{newer: true}
	for _, c := range a.Captures {
		if seen[c.Text] {
			continue
		}
		seen[c.Text] = true
		claims, err := v.ClaimsIn(c.Text)
		if err != nil {
			return nil, err
		}
		for _, id := range claims {
			claim, err := findClaim(v, id)
			if err != nil {
				return nil, err
			}
			for _, one := range claim.Appearances {
				if one.Text == c.Text && claim.Unsettled(one) {
					all = append(all, place{claim, one})
				}
			}
		}
	}
	return all, nil
}

// Unsettled reports whether an appearance of the claim was neither carried to a newer text nor said to be gone: in an older text of
// an article it has to be settled.
func (c *Claim) Unsettled(a Appearance) bool { return len(a.Gone) == 0 && !c.carriedOn(a.ID) }

// carriedOn reports whether an appearance has one in a newer text that was carried from it.
func (c *Claim) carriedOn(id string) bool {
	return slices.ContainsFunc(c.Appearances, func(a Appearance) bool { return a.Carried != nil && a.Carried.From == id })
}

// Unsettled returns what became of the places that have none in the article's latest text, and that somebody has to settle: the
// lost and ambiguous ones, and those that nobody sought there yet.
func Unsettled(v View, article string) ([]Carrying, error) {
	a, err := find[*Article](v, NounArticle, article)
	if err != nil {
		return nil, err
	}
	newer := a.Latest().Text
	places, err := pending(v, a, newer)
	if err != nil || len(places) == 0 {
		return nil, err
	}
	words, err := v.Text(newer)
	if err != nil {
		return nil, err
	}
	sought, err := seek(v, places, words)
	return carryings(sought), err
}

// Outstanding counts the places of claims that somebody has to settle in the latest text of an article: those of older texts that
// have none there, and those that were carried there and that nobody looked at.
func Outstanding(v View, a *Article) (int, error) {
	latest := a.Latest().Text
	places, err := pending(v, a, latest)
	if err != nil {
		return 0, err
	}
	claims, err := v.ClaimsIn(latest)
	if err != nil {
		return 0, err
	}
	open := len(places)
	for _, id := range claims {
		c, err := findClaim(v, id)
		if err != nil {
			return 0, err
		}
		for _, one := range c.Appearances {
			if one.Text == latest && one.Carried != nil && !one.Confirmed {
				open++
			}
		}
	}
	return open, nil
}

// sought is a place with what became of it and of its attributions.
type sought struct {
	place
	Carrying
	links []carriedLink // as the appearance's attributions
}

// carriedLink is where the words of an attribution stand in the newer text, none where they are not found.
type carriedLink struct{ content, mention, cue []Fragment }

func carryings(all []sought) []Carrying {
	out := make([]Carrying, len(all))
	for i, s := range all {
		out[i] = s.Carrying
	}
	return out
}

// seek finds places in a newer text, those of one older text together.
func seek(v View, places []place, newer string) ([]sought, error) {
	index := span.NewIndex(newer)
	var all []sought
	for len(places) > 0 {
		text := places[0].appearance.Text
		n := slices.IndexFunc(places, func(p place) bool { return p.appearance.Text != text })
		if n < 0 {
			n = len(places)
		}
		older, err := v.Text(text)
		if err != nil {
			return nil, err
		}
		some, err := seekFrom(older, newer, index, places[:n])
		if err != nil {
			return nil, err
		}
		all, places = append(all, some...), places[n:]
	}
	return all, nil
}

func seekFrom(older, newer string, index *span.Index, places []place) ([]sought, error) {
	from := span.NewIndex(older)
	var passages []span.Fragments
	add := func(fragments []Fragment) error {
		spans, err := Bytes(from, fragments)
		passages = append(passages, spans)
		return err
	}
	for _, p := range places {
		if err := add(p.appearance.Fragments); err != nil {
			return nil, err
		}
		for _, l := range p.appearance.Attributions {
			for _, spot := range [][]Fragment{l.Content, l.Mention, l.Cue} {
				if err := add(spot); err != nil {
					return nil, err
				}
			}
		}
	}
	found := anchor.Carry(older, newer, passages...)
	next := func() anchor.Carried {
		one := found[0]
		found = found[1:]
		return one
	}
	all := make([]sought, len(places))
	for i, p := range places {
		c := next()
		s := sought{place: p, Carrying: Carrying{
			Claim: p.claim.ID(), Appearance: p.appearance.ID, Text: p.appearance.Text, Status: c.Status, Score: c.Score,
			Fragments: Points(index, c.Fragments),
		}}
		for _, candidate := range c.Candidates {
			s.Candidates = append(s.Candidates, Points(index, span.Fragments{candidate}))
		}
		for range p.appearance.Attributions {
			content, mention, cue := next(), next(), next()
			s.links = append(s.links, carriedLink{Points(index, content.Fragments), Points(index, mention.Fragments), Points(index, cue.Fragments)})
		}
		all[i] = s
	}
	return all, nil
}

// carry writes the places that are found in a newer text of an article, and notes in the batch what became of all of them.
func carry(v View, b *Batch, a *Article, id, newer string) error {
	places, err := pending(v, a, id)
	if err != nil || len(places) == 0 {
		return err
	}
	all, err := seek(v, places, newer)
	if err != nil {
		return err
	}
	for i := range all {
		if err := all[i].write(b, id); err != nil {
			return err
		}
	}
	b.Carried = append(b.Carried, carryings(all)...)
	return nil
}

// write writes a place that is found. One where the claim stands already is that one: a text may come back.
func (s *sought) write(b *Batch, text string) error {
	if !s.Status.Found() {
		return nil
	}
	if i := slices.IndexFunc(s.claim.Appearances, func(a Appearance) bool {
		return a.Text == text && slices.Equal(a.Fragments, s.Fragments)
	}); i >= 0 {
		s.Place = s.claim.Appearances[i].ID
		return nil
	}
	var err error
	s.Place, err = placed(b, s.claim, s.appearance, text, s.Fragments, s.Score, s.links)
	return err
}

// placed writes where an appearance stands in a newer text, and its attributions with it, those whose words are found there in
// their new places.
func placed(b *Batch, c *Claim, a Appearance, text string, fragments []Fragment, score float64, links []carriedLink) (string, error) {
	id, err := b.Write(c.Stream, AppearanceAdded{Text: text, Fragments: fragments, Carried: &Carried{From: a.ID, Score: score}})
	if err != nil {
		return "", err
	}
	renamed := map[string]string{}
	for i, l := range a.Attributions {
		made := AttributionMade{Appearance: id, Content: fragments, Sources: l.Sources, Form: l.Form, Within: renamed[l.Within]}
		if i < len(links) {
			made.Mention, made.Cue = links[i].mention, links[i].cue
			if len(links[i].content) > 0 && !slices.Equal(l.Content, a.Fragments) {
				made.Content = links[i].content
			}
		}
		if renamed[l.ID], err = b.Write(c.Stream, made); err != nil {
			return "", err
		}
	}
	return id, nil
}

// Place says where in a newer text of its article an appearance stands, as a person sees it.
func Place(appearance, text string, fragments []Fragment) Action {
	return func(v View, b *Batch) error {
		c, a, err := findAppearance(v, appearance)
		if err != nil {
			return err
		}
		words, err := v.Text(text)
		if err != nil {
			return err
		}
		all, err := seek(v, []place{{c, a}}, words)
		if err != nil {
			return err
		}
		id, err := placed(b, c, a, text, fragments, all[0].Score, all[0].links)
		if err != nil {
			return err
		}
		_, err = b.Write(c.Stream, AppearanceConfirmed{Appearance: id})
		return err
	}
}

// Drop takes a carried appearance back and says that the older one has no place in that text.
func Drop(appearance, why string) Action {
	return func(v View, b *Batch) error {
		c, a, err := findAppearance(v, appearance)
		if err != nil {
			return err
		}
		if a.Carried == nil {
			return Refuse("appearance.notcarried")
		}
		if _, err := b.Write(c.Stream, AppearanceRemoved{Appearance: a.ID, Reason: why}); err != nil {
			return err
		}
		if _, here := c.Appearance(a.Carried.From); !here {
			return nil
		}
		_, err = b.Write(c.Stream, AppearanceGone{Appearance: a.Carried.From, Text: a.Text, Why: why})
		return err
	}
}
