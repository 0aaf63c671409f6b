//go:build !headless

package app

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strconv"
	"strings"

	"touchstone/app/docview"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/span"
	"touchstone/model/suggest"
	"touchstone/model/workspace"
)

// proposing is what the program proposes in the shown text, while proposals are shown.
type proposing struct {
	on   bool
	in   *shown // what was read; another article is read anew
	all  []suggest.Attribution
	open []int // the numbers of those that nobody took up or turned down, by where they stand
}

// of are the proposals of a text, nil where it was not read.
func (p *proposing) of(s *shown) []suggest.Attribution {
	if p.in != s {
		return nil
	}
	return p.all
}

// proposalKey begins the key of a proposal's marks.
const proposalKey = "proposal:"

// showProposals shows what is proposed in the article, or hides it.
func (f *frame) showProposals(string) {
	if f.proposing.on = !f.proposing.on; !f.proposing.on {
		f.remark()
		f.bar.say(words.X("proposals.off"), false)
		return
	}
	f.propose(func() {
		f.remark()
		f.bar.say(words.N("proposals.on", len(f.proposing.open)), false)
	})
}

// propose reads the shown text for proposals, aside: a long one takes seconds.
func (f *frame) propose(then func()) {
	s := f.shown
	if f.proposing.in == s {
		then()
		return
	}
	blocks, err := s.spans()
	if err != nil {
		f.failed(err)
		return
	}
	f.bar.say(words.X("job.proposing"), false)
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		found := suggestIn(s.text, blocks, span.Span{End: len(s.text)})
		return func() {
			if f.shown == s {
				f.proposing.in, f.proposing.all = s, f.known(found)
				then()
			}
			if f.bar.said == words.X("job.proposing") { // nothing else was said of it
				f.bar.say("", false)
			}
		}, nil
	}})
}

// proposed are the marks of the proposals that are open, none while they are hidden.
func (f *frame) proposed() []docview.Mark {
	p, s := &f.proposing, f.shown
	p.open = nil
	if !p.on {
		return nil
	}
	if p.in != s {
		f.propose(f.remark)
	}
	if p.in != s { // it is being read
		return nil
	}
	said, turnedDown := s.settled()
	source, cue := look.Attributed()
	var all []docview.Mark
	for i, a := range p.all {
		if touches(said, a.Content) || turnedDown[placesName(a.Content)] {
			continue
		}
		p.open = append(p.open, i)
		key := proposalKey + strconv.Itoa(i)
		all = append(all, docview.Mark{Key: key, Spans: a.Content.Normal(), Paint: look.Unrated().Proposed().Paint()})
		for _, part := range []struct {
			places span.Fragments
			sign   look.Sign
		}{{a.Source, source}, {a.Cue, cue}} {
			if len(part.places) > 0 {
				all = append(all, docview.Mark{Key: key, Spans: part.places.Normal(), Paint: part.sign.Paint()})
			}
		}
	}
	slices.SortStableFunc(p.open, func(a, b int) int { return cmp.Compare(p.all[a].Content[0].Start, p.all[b].Content[0].Start) })
	return all
}

// settled are the words of the shown text that are attributed already, and the places at which a proposal was turned down.
func (s *shown) settled() (said span.Fragments, turnedDown map[string]bool) {
	turnedDown = map[string]bool{}
	add := func(to *span.Fragments, places []model.Fragment) {
		if spans, err := model.Bytes(s.index, places); err == nil { // what points past the text is told where it is painted
			*to = append(*to, spans...)
		}
	}
	for _, c := range s.claims {
		for _, a := range c.Appearances {
			for _, link := range a.Attributions {
				if a.Text == s.id {
					add(&said, link.Content)
				}
			}
		}
	}
	for _, r := range s.article.Rejected {
		if r.Text == s.id && r.What == "attribution" {
			var places span.Fragments
			add(&places, r.Fragments)
			turnedDown[placesName(places)] = true
		}
	}
	return said.Normal(), turnedDown
}

// touches reports whether some of the places lie over sorted ones.
func touches(sorted, places span.Fragments) bool {
	return slices.ContainsFunc(places, func(p span.Span) bool {
		i := sort.Search(len(sorted), func(i int) bool { return sorted[i].End > p.Start })
		return i < len(sorted) && sorted[i].Start < p.End
	})
}

func placesName(places span.Fragments) string {
	var b strings.Builder
	for _, p := range places.Normal() {
		b.WriteString(strconv.Itoa(p.Start) + "-" + strconv.Itoa(p.End) + ",")
	}
	return b.String()
}

// marked is told of a mark that was clicked: a claim's, or a proposal's.
func (f *frame) marked(key string) {
	if n, err := strconv.Atoi(strings.TrimPrefix(key, proposalKey)); strings.HasPrefix(key, proposalKey) && err == nil {
		f.tellProposal(n)
		return
	}
	f.choose(key, false)
}

// tellProposal says what is proposed: the chain, and how to take it up or turn it down.
func (f *frame) tellProposal(n int) {
	var chain []string
	for _, l := range f.chainAt(f.proposing.all[n].Content) {
		chain = append(chain, cmp.Or(l.Source, words.X("proposals.unnamed")))
	}
	f.view.Emphasise(proposalKey + strconv.Itoa(n))
	f.bar.say(words.X("proposals.at", "chain", strings.Join(append([]string{words.X("proposals.page")}, chain...), " ← ")), false)
}

// proposalHere is the number of the open proposal that the caret stands in, the shortest of several; -1 for none.
func (f *frame) proposalHere() int {
	found, length := -1, 0
	if f.shown == nil || !f.proposing.on || f.proposing.in != f.shown {
		return found
	}
	caret := f.view.Caret()
	for _, n := range f.proposing.open {
		size := 0
		inside := false
		for _, s := range f.proposing.all[n].Content {
			size += s.Len()
			inside = inside || s.Start <= caret && caret <= s.End
		}
		if inside && (found < 0 || size < length) {
			found, length = n, size
		}
	}
	return found
}

func (f *frame) nextProposal(string)     { f.stepProposal(1) }
func (f *frame) previousProposal(string) { f.stepProposal(-1) }

// stepProposal goes to the next open proposal after the caret, or the one before; after the last to the first.
func (f *frame) stepProposal(by int) {
	if !f.proposing.on || f.proposing.in != f.shown { // the step comes when the text has been read
		f.proposing.on = true
		f.propose(func() {
			f.remark()
			f.stepProposal(by)
		})
		return
	}
	open := f.proposing.open
	if len(open) == 0 {
		f.bar.say(words.X("proposals.none"), true)
		return
	}
	at := slices.Index(open, f.proposalHere())
	if at < 0 {
		at = sort.Search(len(open), func(i int) bool { return f.proposing.all[open[i]].Content[0].Start > f.view.Caret() })
		if by > 0 {
			at--
		}
	}
	n := open[(at+by+len(open))%len(open)]
	place := f.proposing.all[n].Content.Bounds()
	f.view.Select(span.Fragments{{Start: place.Start, End: place.Start}})
	f.view.Reveal(place)
	f.tellProposal(n)
}

// acceptProposal makes the proposal at the caret this person's own: a claim with a chain, in one step.
func (f *frame) acceptProposal(string) {
	n := f.proposalHere()
	if n < 0 {
		f.bar.say(words.X("proposals.nowhere"), true)
		return
	}
	s, content := f.shown, f.proposing.all[n].Content.Normal()
	links := f.linksAt(content)
	places := append([][]model.Fragment{model.Points(s.index, content)}, f.twins(content, links)...)
	claim, _ := s.standing(places[0])
	var known []string // the claim's own appearances there
	places = slices.DeleteFunc(places, func(place []model.Fragment) bool {
		c, appearance := s.standing(place)
		if c == claim {
			known = append(known, appearance)
		}
		return c != claim
	})
	action := model.MarkAttributed(model.ClaimStated{Statement: worded(content.Text(s.text))}, s.id, places, links, "")
	if claim != nil {
		action = model.Attribute(claim.ID(), links, "", known)
	}
	f.session.do(action, func(r workspace.Receipt) {
		f.choose(r.Stream(model.NounClaim).ID(), false)
		said := words.X("proposals.accepted")
		if others := len(places) - 1; others > 0 {
			said = words.N("proposals.twins", others)
		}
		f.bar.say(said, false)
	}, nil)
}

// standing is the claim that stands at exactly this place, and which appearance of it; nil for none.
func (s *shown) standing(place []model.Fragment) (c *model.Claim, appearance string) {
	for _, id := range s.order {
		if c = s.claims[id]; c == nil {
			continue
		}
		for _, a := range c.Appearances {
			if a.Text == s.id && slices.Equal(a.Fragments, place) {
				return c, a.ID
			}
		}
	}
	return nil, ""
}

// linksAt is the chain that is proposed for some words.
func (f *frame) linksAt(content span.Fragments) (links []model.Link) {
	for _, l := range f.chainAt(content) {
		links = append(links, l.link())
	}
	return links
}

// twins are the other places where the same words are proposed to be said by the same, as where an article repeats a paragraph:
// they are one claim. What the place of a link is does not count, only its words.
func (f *frame) twins(content span.Fragments, links []model.Link) (places [][]model.Fragment) {
	s := f.shown
	said, seen := content.Text(s.text), []span.Fragments{content}
	for _, n := range f.proposing.open {
		other := f.proposing.all[n].Content.Normal()
		if other.Text(s.text) != said || slices.ContainsFunc(seen, func(one span.Fragments) bool { return slices.Equal(one, other) }) {
			continue
		}
		seen = append(seen, other)
		if slices.EqualFunc(links, f.linksAt(other), func(a, b model.Link) bool {
			return slices.Equal(a.Sources, b.Sources) && a.Mention == b.Mention && a.Cue == b.Cue
		}) {
			places = append(places, model.Points(s.index, other))
		}
	}
	return places
}

// rejectProposal says that the proposal at the caret is wrong: it is not made again.
func (f *frame) rejectProposal(string) {
	n := f.proposalHere()
	if n < 0 {
		f.bar.say(words.X("proposals.nowhere"), true)
		return
	}
	s := f.shown
	f.session.do(model.RejectProposal(s.article.ID(), s.id, model.Points(s.index, f.proposing.all[n].Content), "attribution"), func(workspace.Receipt) {
		f.bar.say(words.X("proposals.rejected"), false)
	}, nil)
}
