//go:build !headless

package app

import (
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// attribute gives the claim's places a chain: who says it, from the page inwards.
func (f *frame) attribute(string) {
	c := f.current()
	fm := form.New(words.X("attribution.add"), words.X("attribution.lead"), words.X("form.save"))
	chain := form.NewChain(form.ChainLabels{
		First: words.X("attribution.first"), Next: words.X("attribution.next"), Source: words.X("attribution.source"),
		Cue: words.X("attribution.cue"), Mention: words.X("attribution.mention"), Add: words.X("attribution.further"),
		Drop: words.X("attribution.drop"),
	}, f.sourceNames)
	fm.Add("chain", chain)
	fm.Add("form", form.NewSelect(words.X("attribution.form"), []form.Option{
		{Key: "", Label: words.X("attribution.form.auto")},
		{Key: model.Direct, Label: words.X("attribution.form.direct")},
		{Key: model.Indirect, Label: words.X("attribution.form.indirect")},
		{Key: model.Mixed, Label: words.X("attribution.form.mixed")},
	}, "", nil))
	places := sheet.ByPlace(c)
	if len(places) > 1 {
		fm.Add("places", form.NewSeveral(words.X("attribution.places"), f.placeOptions(places), ids(places)...))
	}
	f.decide(fm, "attribution.add", "claim:"+c.ID(), func() (model.Action, error) {
		links, err := chain.Links(func(source string) string { return f.namedIn(places, source) })
		if err != nil {
			return nil, err
		}
		if len(links) == 0 {
			return nil, model.Refuse("field.malformed", "field", words.X("attribution.first"), "why", words.X("form.empty"))
		}
		var only []string
		if v := fm.Value("places"); v != "" {
			only = strings.Split(v, ",")
		} else if len(places) > 1 {
			return nil, model.Refuse("field.malformed", "field", words.X("attribution.places"), "why", words.X("form.empty"))
		}
		return model.Attribute(c.ID(), links, fm.Value("form"), only), nil
	}, nil)
}

// namedIn returns the words near every place by which the text names a source, whatever their case; "" where it does not.
func (f *frame) namedIn(places []model.Appearance, source string) string {
	words := ""
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, p := range places {
			text, err := near(r, p)
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
func near(r workspace.Reader, p model.Appearance) (string, error) {
	text, err := r.Text(p.Text)
	if err != nil {
		return "", err
	}
	articles, err := r.ArticlesOf(p.Text)
	if err != nil || len(articles) == 0 {
		return text, err
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
	points := []rune(text)
	return string(points[around.Start:place.Start]) + "\n" + string(points[place.End:around.End]), nil
}

func ids(places []model.Appearance) []string {
	out := make([]string, len(places))
	for i, p := range places {
		out[i] = p.ID
	}
	return out
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
				var names []string
				for _, id := range link.Sources {
					name, err := sourceName(r, id)
					if err != nil {
						return err
					}
					names = append(names, name)
				}
				all = append(all, form.Option{Key: link.ID, Label: words.X("attribution.place", "nth", nth, "words", strings.Join(names, " + "))})
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
