//go:build !headless

package app

import (
	"slices"
	"sort"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/suggest"
	"touchstone/model/workspace"
)

// around is how many bytes on both sides of a selection are read for a proposal: far enough for whoever is meant by a pronoun, near
// enough that nobody waits.
const around = 16 << 10

// proposedLink is a link as the program proposes it, or as it stands: its words in the form, and where they are in the text.
type proposedLink struct {
	form.Link
	spot    model.Spot
	sources []string // ids, of a link that stands
	unnamed bool     // the text does not name the source of a link that stands
}

// link is the model's link. mention are the words that name the source where the form says nothing.
func (p proposedLink) link() model.Link {
	out := model.Link{Cue: p.Cue, Mention: p.Mention, Spot: &p.spot}
	if p.Source != "" {
		out.Sources = []string{p.Source}
	}
	if p.Mention == "" {
		out.Mention = p.Source
	}
	return out
}

// suggestIn proposes who says what in a text, or in a part of it; spans are bytes of the whole.
func suggestIn(text string, blocks []span.Span, part span.Span) []suggest.Attribution {
	from := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > part.Start })
	to := from + sort.Search(len(blocks)-from, func(i int) bool { return blocks[from+i].Start >= part.End })
	if from == to {
		return nil
	}
	start := blocks[from].Start
	inner := make([]span.Span, 0, to-from)
	for _, b := range blocks[from:to] {
		inner = append(inner, span.Span{Start: b.Start - start, End: b.End - start})
	}
	found := suggest.Attributions(text[start:blocks[to-1].End], inner)
	for i := range found {
		for _, places := range []span.Fragments{found[i].Source, found[i].Cue, found[i].Content} {
			for j := range places {
				places[j].Start, places[j].End = places[j].Start+start, places[j].End+start
			}
		}
	}
	return found
}

// spans are the shown text's blocks, in bytes.
func (s *shown) spans() ([]span.Span, error) {
	blocks, err := s.blocks()
	all := make([]span.Span, len(blocks))
	for i, b := range blocks {
		all[i] = b.Span
	}
	return all, err
}

// chainAt is the chain that is proposed for places of the shown text, from the page inwards; none where nothing is found.
func (f *frame) chainAt(places span.Fragments) []proposedLink {
	if f.shown == nil || len(places) == 0 {
		return nil
	}
	return f.links(suggest.At(f.suggested(places), places.Bounds()), places)
}

// said narrows a place that holds who says its words, too, to what is said, at the caret if it stands there: a claim does not
// hold its own source.
func (f *frame) said(places span.Fragments, caret int) span.Fragments {
	if len(places) != 1 {
		return places
	}
	blocks, err := f.shown.spans()
	if err != nil {
		f.failed(err)
		return places
	}
	// Its own paragraph tells: who is meant by a pronoun does not matter here, and nobody waits.
	if said := suggest.Said(suggestIn(f.shown.text, blocks, places[0]), places[0], caret); len(said) > 0 {
		return said
	}
	return places
}

// suggested are the attributions in the shown text around some places.
func (f *frame) suggested(places span.Fragments) []suggest.Attribution {
	s := f.shown
	if all := f.proposing.of(s); all != nil {
		return all
	}
	blocks, err := s.spans()
	if err != nil {
		f.failed(err)
		return nil
	}
	near := places.Bounds()
	return f.known(suggestIn(s.text, blocks, span.Span{Start: near.Start - around, End: near.End + around}))
}

// known gives speakers the names of the sources that the workspace knows.
func (f *frame) known(all []suggest.Attribution) []suggest.Attribution {
	var names []suggest.Name
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		names, err = cli.KnownNames(f.desk, r)
		return err
	})
	if err != nil {
		f.failed(err)
		return all
	}
	return suggest.Known(all, names)
}

// links are proposals as links of a chain at places of the shown text.
func (f *frame) links(chain []suggest.Attribution, places span.Fragments) []proposedLink {
	s := f.shown
	out := make([]proposedLink, 0, len(chain))
	for _, a := range chain {
		l := proposedLink{
			Link: form.Link{Source: a.Speaker, Cue: plainly(a.Cue.Text(s.text)), Mention: plainly(a.Source.Text(s.text))},
			spot: model.Spot{
				Content: model.Points(s.index, places), Mention: model.Points(s.index, a.Source), Cue: model.Points(s.index, a.Cue), Form: a.Form,
				Proposed: &model.Proposed{Version: f.parts.Version, Confidence: a.Confidence},
			},
		}
		if l.Source == "" {
			l.Source = l.Mention
		}
		if l.Mention == l.Source {
			l.Mention = ""
		}
		out = append(out, l)
	}
	return out
}

// plainly are words in one line without the sign that parts what a link is typed in.
func plainly(words string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(words), " "), "|", "/")
}

// modelled are the links of a form. Words that stand there as they were proposed keep the places they were proposed at, others are
// sought; find returns the words that name a source where nobody typed any.
func modelled(typed []form.Link, proposed []proposedLink, find func(source string) string) ([]model.Link, error) {
	var all []model.Link
	for _, l := range typed {
		at := slices.IndexFunc(proposed, func(p proposedLink) bool {
			return p.Cue == l.Cue && p.Mention == l.Mention && (p.Source == l.Source || l.Mention != "")
		})
		words := l.Source + "|" + l.Cue
		switch {
		case at >= 0 && proposed[at].unnamed && l.Mention == "":
			words += "|"
		case at >= 0 && l.Mention == "": // the source is named by its name
			words += "|" + l.Source
		case l.Mention != "":
			words += "|" + l.Mention
		case !strings.Contains(l.Source, " + "): // of several each is sought by its name
			words += "|" + find(l.Source)
		}
		link, err := model.ParseLink(words)
		if err != nil {
			return nil, err
		}
		if at >= 0 {
			spot := proposed[at].spot
			switch {
			case proposed[at].Source != l.Source:
				spot.Proposed = nil
			case len(proposed[at].sources) > 0: // whoever else has that name
				link.Sources = proposed[at].sources
			}
			link.Spot = &spot
		}
		all = append(all, link)
	}
	return all, nil
}

// worded is a quote as the wording of a claim begins: in one line, without the marks of a quotation around it.
func worded(quote string) string {
	const marks = "\"“”„«»‘’"
	quote = strings.Join(strings.Fields(quote), " ")
	if bare := strings.TrimLeft(quote, marks); bare != quote {
		if bare = strings.TrimRight(bare, marks+", "); bare != "" {
			return bare
		}
	}
	return quote
}
