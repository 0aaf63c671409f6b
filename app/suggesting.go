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
	ids     []string // of a link that stands: its attributions at all its places
	sources []string // and of its sources
	unnamed bool     // the text does not name its source
	split   bool     // the words that name its sources stand apart
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
				Text: s.id, Content: model.Points(s.index, places), Mention: model.Points(s.index, a.Source), Cue: model.Points(s.index, a.Cue), Form: a.Form,
				Proposed: &model.Proposed{Version: f.parts.Version, Confidence: a.Confidence},
			},
		}
		if l.Source == "" {
			l.Source = l.Mention
		}
		if l.Mention == l.Source {
			l.Mention = ""
		}
		if overlap(a.Source, places) { // who says it is no part of what is said: the source stands, and its words are not marked
			l.Mention, l.spot.Mention, l.unnamed = "", nil, true
		}
		if overlap(a.Cue, places) {
			l.Cue, l.spot.Cue = "", nil
		}
		out = append(out, l)
	}
	return out
}

func overlap(a, b span.Fragments) bool {
	return slices.ContainsFunc(a, func(s span.Span) bool { return slices.ContainsFunc(b, s.Overlaps) })
}

// plainly are words in one line without the sign that parts what a link is typed in.
func plainly(words string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(words), " "), "|", "/")
}

// modelled are the links of a form. Words that stand there as they were proposed keep the places they were proposed at, others are
// sought; find returns the words that name a source where nobody typed any.
func modelled(typed []form.Link, proposed []proposedLink, find func(source string) string) ([]model.Link, error) {
	all := make([]model.Link, len(typed))
	for i, at := range matched(typed, proposed) {
		l := typed[i]
		var p proposedLink
		if at >= 0 {
			p = proposed[at]
		}
		link, err := model.ParseLink(l.Source + "|" + l.Cue + namedBy(l, p, at >= 0, find))
		if err != nil {
			return nil, err
		}
		switch {
		case at < 0:
		case len(p.ids) > 0:
			link.Of = &model.Of{IDs: p.ids, Mention: p.sameMention(l), Cue: p.Cue == l.Cue}
			if p.Source == l.Source { // whoever else has that name
				link.Sources = p.sources
			}
		default:
			spot := p.spot
			if p.Source != l.Source {
				spot.Proposed = nil
			}
			link.Spot = &spot
		}
		all[i] = link
	}
	return all, nil
}

// namedBy is the third part of a link's words: how the text names the source.
func namedBy(l form.Link, p proposedLink, known bool, find func(source string) string) string {
	switch {
	case strings.Contains(l.Source, " + ") && (l.Mention == "" || p.split && p.sameMention(l)): // each is sought by its name
		for name := range strings.SplitSeq(l.Source, " + ") {
			if find(strings.TrimSpace(name)) == "" {
				return "|"
			}
		}
		return ""
	case known && p.unnamed && l.Mention == "":
		return "|"
	case known && l.Mention == "" && p.Source == l.Source: // the source is named by its name
		return "|" + l.Source
	case l.Mention != "":
		return "|" + l.Mention
	default:
		return "|" + find(l.Source)
	}
}

// sameMention reports whether a link is named in the text as it was.
func (p proposedLink) sameMention(l form.Link) bool {
	return p.Mention == l.Mention && (p.Source == l.Source || l.Mention != "" || p.unnamed)
}

// sameWords reports whether a link stands in the text by the words by which it was proposed.
func (p proposedLink) sameWords(l form.Link) bool {
	return p.Cue == l.Cue && p.Mention == l.Mention && (p.Source == l.Source || l.Mention != "")
}

// akin reports whether a link that stands was changed to another: something of it is left.
func (p proposedLink) akin(l form.Link) bool {
	return len(p.ids) > 0 && (p.Source != "" && p.Source == l.Source || p.Cue != "" && p.Cue == l.Cue || p.Mention != "" && p.Mention == l.Mention)
}

// matched are for each typed link the proposed one that it is, -1 for none. Each is taken once: one that reads the same before one that
// stands by the same words, and of these the one at the same place in the chain first.
func matched(typed []form.Link, proposed []proposedLink) []int {
	out, taken := make([]int, len(typed)), make([]bool, len(proposed))
	for i := range out {
		out[i] = -1
	}
	take := func(fits func(p proposedLink, l form.Link) bool, anywhere bool) {
		for i, l := range typed {
			for at, p := range proposed {
				if out[i] < 0 && !taken[at] && (anywhere || at == i) && fits(p, l) {
					out[i], taken[at] = at, true
				}
			}
		}
	}
	same := func(p proposedLink, l form.Link) bool { return p.Link == l }
	take(same, false)
	take(same, true)
	take(proposedLink.sameWords, false)
	take(proposedLink.akin, false)
	take(proposedLink.sameWords, true)
	take(proposedLink.akin, true)
	return out
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
