package model

import (
	"cmp"
	"slices"

	"touchstone/model/anchor"
	"touchstone/model/span"
)

// Collated is a Carrying as a person looks at it.
type Collated struct {
	Carrying
	Statement string
	Before    []Fragment // where it stood, code points of the older text
	Old, New  string     // the words there and here, as they stand
	Open      bool       // somebody has to look
}

// Collate tells of every place of an older text what became of it in a newer one of the article, in the order of the older text:
// those that were carried there and, in the latest text, those that have no place yet.
func Collate(v View, article, newer string) ([]Collated, error) {
	a, err := find[*Article](v, NounArticle, article)
	if err != nil {
		return nil, err
	}
	words, err := v.Text(newer)
	if err != nil {
		return nil, err
	}
	rev := collator{view: v, newer: newer, texts: map[string]string{newer: words}}
	carried, err := rev.carried()
	if err != nil {
		return nil, err
	}
	var open []Carrying
	if newer == a.Latest().Text {
		if open, err = Unsettled(v, article); err != nil {
			return nil, err
		}
	}
	all := carried
	for _, c := range open {
		one, err := rev.unsettled(c)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b Collated) int {
		return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(rev.starts[a.Appearance], rev.starts[b.Appearance]))
	})
	return all, nil
}

type collator struct {
	view   View
	newer  string
	texts  map[string]string // by id
	starts map[string]int    // where an older appearance begins
}

func (r *collator) words(text string, fragments []Fragment) (string, error) {
	if _, known := r.texts[text]; !known {
		words, err := r.view.Text(text)
		if err != nil {
			return "", err
		}
		r.texts[text] = words
	}
	spans, err := Bytes(span.NewIndex(r.texts[text]), fragments)
	if err != nil {
		return "", err
	}
	return spans.Text(r.texts[text]), nil
}

// carried are the places of the newer text that were carried there.
func (r *collator) carried() ([]Collated, error) {
	r.starts = map[string]int{}
	ids, err := r.view.ClaimsIn(r.newer)
	if err != nil {
		return nil, err
	}
	var all []Collated
	for _, id := range ids {
		c, err := findClaim(r.view, id)
		if err != nil {
			return nil, err
		}
		for _, a := range c.Appearances {
			if a.Text != r.newer || a.Carried == nil {
				continue
			}
			one, err := r.one(c, a)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
	}
	return all, nil
}

func (r *collator) one(c *Claim, a Appearance) (Collated, error) {
	out := Collated{Statement: c.Statement, Open: !a.Confirmed}
	out.Claim, out.Appearance, out.Place = c.ID(), a.Carried.From, a.ID
	out.Score, out.Fragments, out.Status = a.Carried.Score, a.Fragments, anchor.Changed
	var err error
	if out.New, err = r.words(a.Text, a.Fragments); err != nil {
		return out, err
	}
	older, here := c.Appearance(a.Carried.From)
	if !here { // somebody took the older place off the claim
		return out, nil
	}
	out.Text = older.Text
	r.starts[older.ID], out.Before = older.Fragments[0].Start, older.Fragments
	if out.Old, err = r.words(older.Text, older.Fragments); err != nil {
		return out, err
	}
	switch {
	case out.Old == out.New && slices.Equal(older.Fragments, a.Fragments):
		out.Status = anchor.Exact
	case out.Old == out.New:
		out.Status = anchor.Moved
	}
	return out, nil
}

// unsettled is a place that has none in the newer text.
func (r *collator) unsettled(c Carrying) (Collated, error) {
	out := Collated{Carrying: c, Open: true}
	claim, older, err := findAppearance(r.view, c.Appearance)
	if err != nil {
		return out, err
	}
	out.Statement = claim.Statement
	r.starts[older.ID], out.Before = older.Fragments[0].Start, older.Fragments
	if out.Old, err = r.words(older.Text, older.Fragments); err != nil {
		return out, err
	}
	if c.Status.Found() { // its place was taken off again, or nobody sought it when the text came
		out.New, err = r.words(r.newer, c.Fragments)
	}
	return out, err
}
