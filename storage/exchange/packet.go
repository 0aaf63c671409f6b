package exchange

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"
)

// packet is what people read of an export: articles with the claims marked in them, a note for every claim, and the
// corrections that were proposed. It holds a number and a sign for every claim; texts and notes are worked out one by one.
type packet struct {
	*writer // the scope, the rows, the digest
	asked   []model.Stream

	Digest   string
	Articles []*paper
	Signs    []sign // of all claims, each once
	Claims   int
	notes    []model.Stream // by number, from 1
	numbers  map[model.Stream]int
	signs    map[model.Stream]int // into Signs
	refs     map[int][]string     // the ids of a claim's references in the texts, by its number
	lastRef  int
}

// paper is an article of a packet.
type paper struct {
	*model.Article
	texts []model.Capture // those that are printed
}

// newPacket finds out what a packet holds, and numbers the claims in the order in which they are read.
func newPacket(from workspace.Exportable, only []model.Stream) (*packet, error) {
	w, err := newWriter(io.Discard, from, only)
	if err != nil {
		return nil, err
	}
	p := &packet{
		writer: w, asked: only, numbers: map[model.Stream]int{}, signs: map[model.Stream]int{}, refs: map[int][]string{},
		notes: []model.Stream{""},
	}
	if p.Digest, err = p.digest(); err != nil {
		return nil, err
	}
	for _, step := range []func() error{p.findArticles, p.number} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	p.Claims = len(p.notes) - 1
	return p, nil
}

// findArticles collects the articles that were asked for and those in which claims stand, by date and title.
func (p *packet) findArticles() error {
	for s, err := range p.streams(model.NounArticle) {
		if err != nil {
			return err
		}
		state, err := p.from.State(s)
		if err != nil {
			return err
		}
		a, ok := state.(*model.Article)
		if !ok || !a.Live() {
			continue
		}
		texts, err := p.printed(a)
		if err != nil {
			return err
		}
		if len(texts) > 0 {
			p.Articles = append(p.Articles, &paper{a, texts})
		}
	}
	slices.SortStableFunc(p.Articles, func(a, b *paper) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID(), b.ID()))
	})
	return nil
}

// printed are the captures of an article that a packet shows, oldest first: the newest text, where claims stand in it or the
// article was asked for, and of older ones those that hold a claim which no newer text holds.
func (p *packet) printed(a *model.Article) ([]model.Capture, error) {
	var all []model.Capture
	seen, shown := map[string]bool{}, map[model.Stream]bool{}
	for i, capture := range slices.Backward(a.Captures) {
		if seen[capture.Text] {
			continue
		}
		seen[capture.Text] = true
		claims, err := p.claimsIn(capture.Text)
		if err != nil {
			return nil, err
		}
		more := i == len(a.Captures)-1 && slices.Contains(p.asked, a.Stream)
		for _, c := range claims {
			more = more || !shown[c.Stream]
			shown[c.Stream] = true
		}
		if more {
			all = append(all, capture)
		}
	}
	slices.Reverse(all)
	return all, nil
}

// claimsIn are the packet's live claims that stand in a text.
func (p *packet) claimsIn(text string) ([]*model.Claim, error) {
	ids, err := p.from.ClaimsIn(text)
	if err != nil {
		return nil, err
	}
	var all []*model.Claim
	for _, id := range ids {
		s := model.StreamOf(model.NounClaim, id)
		if p.scope != nil && !p.scope.streams[s] {
			continue
		}
		state, err := p.from.State(s)
		if err != nil {
			return nil, err
		}
		if c, ok := state.(*model.Claim); ok && c.Live() {
			all = append(all, c)
		}
	}
	return all, nil
}

// placed is an appearance of a claim in the text that is printed.
type placed struct {
	claim *model.Claim
	model.Appearance
}

// places are the appearances in a text, in the order in which they are read.
func (p *packet) places(text string) ([]placed, error) {
	claims, err := p.claimsIn(text)
	if err != nil {
		return nil, err
	}
	var all []placed
	for _, c := range claims {
		for _, a := range c.Appearances {
			if a.Text == text && len(a.Fragments) > 0 {
				all = append(all, placed{c, a})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(a.Fragments[0].Start-b.Fragments[0].Start, cmp.Compare(a.claim.ID(), b.claim.ID()), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// number gives every claim its number and its sign: in the order of the texts, then those without text.
func (p *packet) number() error {
	for _, a := range p.Articles {
		for _, capture := range a.texts {
			places, err := p.places(capture.Text)
			if err != nil {
				return err
			}
			for _, place := range places {
				if err := p.add(place.claim); err != nil {
					return err
				}
			}
		}
	}
	for s, err := range p.from.ClaimOrder() {
		if err != nil {
			return err
		}
		if p.scope != nil && !p.scope.streams[s] {
			continue
		}
		c, err := outgoing(p.from, s)
		if err == nil && c.Live() {
			err = p.add(c.Claim)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *packet) add(c *model.Claim) error {
	if p.numbers[c.Stream] > 0 {
		return nil
	}
	p.numbers[c.Stream] = len(p.notes)
	p.notes = append(p.notes, c.Stream)
	s, err := p.signOf(c)
	if err != nil {
		return err
	}
	p.signs[c.Stream] = p.known(s)
	for _, v := range c.Verdicts {
		s, err := outgoingClaim{Claim: c, from: p.from}.sign(v)
		if err != nil {
			return err
		}
		p.known(s)
	}
	return nil
}

// known finds a sign among the packet's, or adds it.
func (p *packet) known(s sign) int {
	at := slices.IndexFunc(p.Signs, s.same)
	if at < 0 {
		at = len(p.Signs)
		s.Class = "s" + itoa(at)
		p.Signs = append(p.Signs, s)
	}
	return at
}

// sign is how the state of a claim is told: by a glyph and words, with a colour and a line that never stand alone.
type sign struct {
	Class               string // of the style sheet
	Glyph, Words, Scale string
	Colour, Line        string
}

func (s sign) same(o sign) bool {
	return s.Glyph == o.Glyph && s.Words == o.Words && s.Scale == o.Scale && s.Colour == o.Colour
}

// strokes are the patterns of scales as CSS draws them. One that is not known is a solid line.
var strokes = map[string]string{"solid": "solid", "hatch": "dashed", "dots": "dotted", "grid": "double", "cross": "double", "waves": "wavy"}

// signOf is the sign of a claim: its rating, or that it has none, or that those who judged it disagree.
func (p *packet) signOf(c *model.Claim) (sign, error) {
	heads := c.Heads()
	if len(heads) == 0 {
		return sign{Glyph: "○", Words: "not judged", Colour: "#808080", Line: "dotted"}, nil
	}
	out := outgoingClaim{Claim: c, from: p.from}
	agreed, err := out.agreed()
	if err != nil {
		return sign{}, err
	}
	if !agreed {
		return sign{Glyph: "⇄", Words: "disputed", Colour: "#8a3ffc", Line: "double"}, nil
	}
	return out.sign(heads[len(heads)-1])
}

// sign is the sign of one verdict.
func (c outgoingClaim) sign(v model.Verdict) (sign, error) {
	scale, err := c.scale(v.Scale)
	if err != nil {
		return sign{}, err
	}
	rating, known := scale.Rating(v.Rating)
	if !known {
		return sign{Glyph: "?", Words: v.Rating, Colour: "#808080", Line: "dotted"}, nil
	}
	return sign{
		Glyph: rating.Glyph, Words: rating.Label, Scale: scale.Name, Colour: strings.ToLower(rating.Colour),
		Line: cmp.Or(strokes[rating.Pattern], "solid"),
	}, nil
}
