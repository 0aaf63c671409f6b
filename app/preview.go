//go:build !headless

package app

import (
	"slices"

	"touchstone/app/docview"
	"touchstone/model"
	"touchstone/model/anchor"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// preview is a document that was read and is not stored yet. What is shown is the whole page: the text, and in it, where they
// stood, the passages that the reader left out.
type preview struct {
	doc    model.Document // as it was read
	into   string         // the article that it is a newer text of, "" for one of its own
	ahead  outlook
	text   string // the whole page
	blocks []docview.Block
	page   []passage   // one for each block
	come   []span.Span // words that the nearest article does not have
}

// passage is one of the page.
type passage struct {
	span.Span      // in the whole page
	place     int  // as model.Cut has it
	cut       bool // the reader left it out
	out       bool // it is left out as it stands
}

// changed reports whether a person decided otherwise than the reader.
func (p passage) changed() bool { return p.cut != p.out }

// newPreview lays the whole page out. What is new in it is told from a text, else from that of the nearest article.
func newPreview(r workspace.Reader, doc model.Document, into, against string, ahead outlook) (*preview, error) {
	p := &preview{doc: doc, into: into, ahead: ahead}
	if err := p.whole(); err != nil {
		return nil, err
	}
	if against == "" && len(ahead.near) > 0 {
		var err error
		if against, err = r.Text(ahead.near[0].text); err != nil {
			return nil, err
		}
	}
	if against == "" {
		return p, nil
	}
	_, come := anchor.Changes(against, p.text)
	for _, s := range come {
		if !slices.ContainsFunc(p.page, func(c passage) bool { return c.cut && c.Start < s.End && s.Start < c.End }) {
			p.come = append(p.come, s)
		}
	}
	return p, nil
}

// whole puts everything back that the reader left out, and remembers which blocks that is.
func (p *preview) whole() error {
	places := make([]int, len(p.doc.Cuts))
	for i, c := range p.doc.Cuts {
		places[i] = c.Place
	}
	all, err := p.doc.Restore(places...)
	if err != nil {
		return err
	}
	p.text = all.Text
	index := span.NewIndex(all.Text)
	cut := func(place int) bool { return slices.Contains(places, place) }
	for i, place := range all.Places() {
		b := all.Blocks[i]
		f, err := model.Bytes(index, []model.Fragment{{Start: b.Start, End: b.End}})
		if err != nil {
			return err
		}
		p.blocks = append(p.blocks, docview.Block{Span: f[0], Kind: b.Kind, Level: b.Level, Dim: cut(place)})
		p.page = append(p.page, passage{Span: f[0], place: place, cut: cut(place), out: cut(place)})
	}
	return nil
}

// unusual reports whether a person should look at it before it is stored.
func (p *preview) unusual() bool {
	plain := p.doc.Origin.Media == "text/plain" || p.doc.Origin.Media == "text/markdown"
	return !plain || len(p.doc.Cuts) > 0 || len(p.doc.Notes) > 0 || len(p.ahead.near) > 0
}

// chosen is the document with what a person put back, and without what they set aside.
func (p *preview) chosen() (model.Document, error) {
	var back, aside []int
	for _, one := range p.page {
		switch {
		case one.changed() && one.cut:
			back = append(back, one.place)
		case one.changed():
			aside = append(aside, one.place)
		}
	}
	doc, err := p.doc.Restore(back...)
	if err != nil {
		return doc, err
	}
	return doc.SetAside(aside...)
}

// out are the passages that are left out as it stands.
func (p *preview) out() []span.Span {
	var all []span.Span
	for _, one := range p.page {
		if one.out {
			all = append(all, one.Span)
		}
	}
	return all
}

// touched are the passages that some words, or a place between two letters, stand in.
func (p *preview) touched(words span.Fragments) []int {
	var all []int
	for i, one := range p.page {
		if slices.ContainsFunc(words, func(s span.Span) bool {
			return s.Start < one.End && one.Start < s.End || s.Empty() && one.Start <= s.Start && s.Start <= one.End
		}) {
			all = append(all, i)
		}
	}
	return all
}

// turn leaves passages out or, where all of them are out already, takes them in.
func (p *preview) turn(which []int) {
	out := slices.ContainsFunc(which, func(i int) bool { return !p.page[i].out })
	for _, i := range which {
		p.page[i].out = out
	}
}
