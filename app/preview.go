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
	cuts   []passage
	come   []span.Span // words that the nearest article does not have
}

// passage is one that was left out.
type passage struct {
	span.Span      // in the whole page
	place     int  // as model.Cut has it
	back      bool // a person put it back
}

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
		if !slices.ContainsFunc(p.cuts, func(c passage) bool { return c.Start < s.End && s.Start < c.End }) {
			p.come = append(p.come, s)
		}
	}
	return p, nil
}

// whole puts everything back that was left out, and remembers which blocks that is.
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
	next, own := 0, 0 // of the cuts, and of the document's own blocks
	for _, b := range all.Blocks {
		f, err := model.Bytes(index, []model.Fragment{{Start: b.Start, End: b.End}})
		if err != nil {
			return err
		}
		shown := docview.Block{Span: f[0], Kind: b.Kind, Level: b.Level}
		if next < len(p.doc.Cuts) && p.doc.Cuts[next].Before <= own {
			shown.Dim = true
			p.cuts = append(p.cuts, passage{Span: f[0], place: p.doc.Cuts[next].Place})
			next++
		} else {
			own++
		}
		p.blocks = append(p.blocks, shown)
	}
	return nil
}

// unusual reports whether a person should look at it before it is stored.
func (p *preview) unusual() bool {
	plain := p.doc.Origin.Media == "text/plain" || p.doc.Origin.Media == "text/markdown"
	return !plain || len(p.doc.Cuts) > 0 || len(p.doc.Notes) > 0 || len(p.ahead.near) > 0
}

// restored is the document with what a person put back.
func (p *preview) restored() (model.Document, error) {
	var places []int
	for _, c := range p.cuts {
		if c.back {
			places = append(places, c.place)
		}
	}
	return p.doc.Restore(places...)
}

// out are the passages that are left out as it stands.
func (p *preview) out() []span.Span {
	var all []span.Span
	for _, c := range p.cuts {
		if !c.back {
			all = append(all, c.Span)
		}
	}
	return all
}

// cutAt is the passage at a place of the page, -1 for none.
func (p *preview) cutAt(offset int) int {
	return slices.IndexFunc(p.cuts, func(c passage) bool { return c.Start <= offset && offset <= c.End })
}
