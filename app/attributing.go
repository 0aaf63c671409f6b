//go:build !headless

package app

import (
	"cmp"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// attribute says who says the selected words, from the page inwards. Words that are no claim yet become one with it; without a
// selection it is about the claim in focus, or the sentence of the caret. chain names one that stands and is to be changed.
func (f *frame) attribute(chain string) {
	if f.tabling.on { // the words of it stand in the text
		f.tabling.enter()
	}
	var places span.Fragments
	if f.shown != nil {
		places = f.said(f.view.Selected(), -1)
	}
	if n := f.proposalHere(); n >= 0 && len(places) == 0 { // what is proposed at the caret is to be changed before it is taken up
		places = f.proposing.all[n].Content.Normal()
		f.view.Select(places)
	}
	if c := f.claimAt(places); c != "" {
		f.choose(c, false)
		f.attributeClaim(chain)
		return
	}
	if len(places) == 0 && f.claim != "" {
		f.attributeClaim(chain)
		return
	}
	if len(places) == 0 && f.shown != nil {
		places = f.chosenWords()
	}
	if len(places) == 0 {
		f.bar.say(words.X("needs.claim"), true)
		return
	}
	f.view.Select(places)
	f.markAttributed(places)
}

// claimAt is the claim that stands at just these places of the shown text, or the one in focus if they lie in one of its; "" for none.
func (f *frame) claimAt(places span.Fragments) string {
	if len(places) == 0 {
		return ""
	}
	for _, id := range append([]string{f.claim}, f.shown.order...) {
		c := f.shown.claims[id]
		if c == nil {
			continue
		}
		for _, a := range c.Appearances {
			spans, err := model.Bytes(f.shown.index, a.Fragments)
			if a.Text != f.shown.id || err != nil {
				continue
			}
			here := spans.Bounds()
			inside := id == f.claim && here.Start <= places.Bounds().Start && places.Bounds().End <= here.End
			if inside || spans.Equal(places) {
				return id
			}
		}
	}
	return ""
}

// newChain is the field for the links, with those that are proposed.
func (f *frame) newChain(proposed []proposedLink) *form.Chain {
	links := make([]form.Link, len(proposed))
	for i, p := range proposed {
		links[i] = p.Link
	}
	return form.NewChain(form.ChainLabels{
		First: words.X("attribution.first"), Next: words.X("attribution.next"), Source: words.X("attribution.source"),
		Cue: words.X("attribution.cue"), Mention: words.X("attribution.mention"), Add: words.X("attribution.further"),
		Drop: words.X("attribution.drop"), Keys: words.X("attribution.keys"),
	}, f.sourceNames).With(links)
}

func formOfWords(chosen string) *form.Select {
	return form.NewSelect(words.X("attribution.form"), []form.Option{
		{Key: "", Label: words.X("attribution.form.auto")},
		{Key: model.Direct, Label: words.X("attribution.form.direct")},
		{Key: model.Indirect, Label: words.X("attribution.form.indirect")},
		{Key: model.Mixed, Label: words.X("attribution.form.mixed")},
	}, chosen, nil)
}

// given are the links of the form, which are at least one.
func given(chain *form.Chain, proposed []proposedLink, find func(source string) string) ([]model.Link, error) {
	links, err := modelled(chain.Links(), proposed, find)
	if err == nil && len(links) == 0 {
		err = model.Refuse("field.malformed", "field", words.X("attribution.first"), "why", words.X("form.empty"))
	}
	return links, err
}

// lead says where what stands in the form comes from.
func lead(proposed []proposedLink) string {
	if len(proposed) > 0 {
		return words.X("attribution.proposed")
	}
	return words.X("attribution.lead")
}

// markAttributed makes a claim of places of the shown text and says who says it, in one step.
func (f *frame) markAttributed(places span.Fragments) {
	s := f.shown
	here := model.Points(s.index, places)
	proposed := f.chainAt(places)
	others := f.others(places)
	fm := form.New(words.X("attribution.add"), lead(proposed), words.X("form.save"))
	chain := f.newChain(proposed)
	fm.Add("chain", chain)
	if len(others) > 0 {
		fm.Add("all", form.NewCheck(words.N("claim.mark.others", len(others)), f.namedAt(others, proposed)))
	}
	fm.Add("statement", form.NewWords(words.X("claim.statement"), "", 3).Paragraph().With(worded(places.Text(s.text))))
	fm.Add("form", formOfWords(""))
	f.decide(fm, "attribution.add", about(s.id, places), func() (model.Action, error) {
		where := [][]model.Fragment{here}
		if fm.Value("all") == "yes" {
			where = append(where, others...)
		}
		links, err := given(chain, proposed, func(source string) string { return f.namedIn(s.standingAt(where), source) })
		if err != nil {
			return nil, err
		}
		what, err := stated(fm)
		return model.MarkAttributed(what, s.id, where, links, fm.Value("form")), err
	}, func(r workspace.Receipt) {
		f.view.Select(span.Fragments{{Start: places.Bounds().Start, End: places.Bounds().Start}})
		f.choose(r.Stream(model.NounClaim).ID(), false)
	})
}

// standingAt are places of the shown text, as a claim would stand there.
func (s *shown) standingAt(where [][]model.Fragment) []model.Appearance {
	out := make([]model.Appearance, len(where))
	for i, fragments := range where {
		out[i] = model.Appearance{Text: s.id, Fragments: fragments}
	}
	return out
}

// namedAt reports whether the words of a chain stand near all of these places, too.
func (f *frame) namedAt(others [][]model.Fragment, chain []proposedLink) bool {
	places := f.shown.standingAt(others)
	for _, p := range chain {
		link := p.link()
		for _, said := range []string{link.Mention, link.Cue} {
			if said != "" && f.namedIn(places, said) == "" {
				return false
			}
		}
	}
	return true
}

// chainOf is what is proposed at the first of a claim's places in the shown text at which it is not attributed yet.
func (f *frame) chainOf(places []model.Appearance) []proposedLink {
	for _, a := range places {
		if f.shown == nil || a.Text != f.shown.id || len(a.Attributions) > 0 {
			continue
		}
		spans, err := model.Bytes(f.shown.index, a.Fragments)
		if err != nil {
			f.failed(err)
			return nil
		}
		return f.chainAt(spans)
	}
	return nil
}

// namedIn returns the words near every place by which the text names a source, whatever their case; "" where it does not.
func (f *frame) namedIn(places []model.Appearance, source string) string {
	words := ""
	texts := texts{}
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, p := range places {
			text, err := near(r, texts, p)
			if err != nil {
				return err
			}
			at := strings.Index(strings.ToLower(text), strings.ToLower(source))
			switch {
			case strings.Contains(text, source):
				words = source
			case at >= 0 && at+len(source) <= len(text) && strings.EqualFold(text[at:at+len(source)], source):
				words = text[at : at+len(source)]
			default:
				words = ""
				return nil
			}
		}
		return nil
	})
	if err != nil {
		f.failed(err)
	}
	return words
}

// near is the text around a place: its blocks, the one before and the one after, without the place itself.
func near(r workspace.Reader, texts texts, p model.Appearance) (string, error) {
	points, err := texts.points(r, p.Text)
	if err != nil {
		return "", err
	}
	articles, err := r.ArticlesOf(p.Text)
	if err != nil || len(articles) == 0 {
		return string(points), err
	}
	a, err := stateOf[*model.Article](r, model.NounArticle, articles[0])
	if err != nil {
		return "", err
	}
	place := model.Fragment{Start: p.Fragments[0].Start, End: p.Fragments[len(p.Fragments)-1].End}
	around := place
	c, _ := a.CaptureOf(p.Text)
	for i, b := range c.Blocks {
		if b.Start < place.End && b.End > place.Start {
			around.Start = min(around.Start, c.Blocks[max(0, i-1)].Start)
			around.End = max(around.End, c.Blocks[min(len(c.Blocks)-1, i+1)].End)
		}
	}
	return string(points[around.Start:place.Start]) + "\n" + string(points[place.End:around.End]), nil
}

// placeOptions are a claim's places to choose from: paragraph, words, and the article where there are several.
func (f *frame) placeOptions(places []model.Appearance) []form.Option {
	out := make([]form.Option, len(places))
	err := f.read(func(r workspace.Reader, b *sheet.Builder) error {
		for i, p := range places {
			said, err := b.Words(p)
			if err != nil {
				return err
			}
			nth, title, err := paragraphOf(r, p)
			if err != nil {
				return err
			}
			if p.Text != places[0].Text || p.Text != places[len(places)-1].Text {
				said = title + ": " + said
			}
			out[i] = form.Option{Key: p.ID, Label: words.X("attribution.place", "nth", nth, "words", said)}
		}
		return nil
	})
	if err != nil {
		f.failed(err)
	}
	return out
}

// paragraphOf is the number of the paragraph in which a place begins, as it stands in the margin, and the title of its article.
func paragraphOf(r workspace.Reader, p model.Appearance) (nth int, title string, err error) {
	articles, err := r.ArticlesOf(p.Text)
	if err != nil || len(articles) == 0 {
		return 0, "", err
	}
	a, err := stateOf[*model.Article](r, model.NounArticle, articles[0])
	if err != nil {
		return 0, "", err
	}
	c, _ := a.CaptureOf(p.Text)
	for i, b := range c.Blocks {
		if b.Start <= p.Fragments[0].Start {
			nth = i + 1
		}
	}
	return nth, a.Title, nil
}

// removeAttribution takes links off the claim's chains.
func (f *frame) removeAttribution(string) {
	c := f.current()
	var all []form.Option
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, a := range sheet.ByPlace(c) {
			nth, _, err := paragraphOf(r, a)
			if err != nil {
				return err
			}
			for _, link := range a.Attributions {
				said, err := sourcesSaid(r, link.Sources)
				if err != nil {
					return err
				}
				said = cmp.Or(said, words.X("source.unnamed"))
				all = append(all, form.Option{Key: link.ID, Label: words.X("attribution.place", "nth", nth, "words", said)})
			}
		}
		return nil
	})
	switch {
	case err != nil:
		f.failed(err)
		return
	case len(all) == 0:
		f.bar.say(words.X("attribution.none"), true)
		return
	}
	fm := form.New(words.X("attribution.remove"), words.X("attribution.remove.lead"), words.X("attribution.remove.do"))
	fm.Add("which", form.NewSeveral(words.X("attribution.which"), all))
	fm.Add("reason", form.NewWords(words.X("form.reason"), "", 3))
	f.decide(fm, "attribution.remove", "claim:"+c.ID(), func() (model.Action, error) {
		if fm.Value("which") == "" {
			return nil, model.Refuse("field.malformed", "field", words.X("attribution.which"), "why", words.X("form.empty"))
		}
		var actions []model.Action
		for id := range strings.SplitSeq(fm.Value("which"), ",") {
			actions = append(actions, model.Remove(id, strings.TrimSpace(fm.Value("reason"))))
		}
		return model.All(actions...), nil
	}, nil)
}
