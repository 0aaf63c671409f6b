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
		links, err := chain.Links()
		if err != nil {
			return nil, err
		}
		if len(links) == 0 {
			return nil, model.Refuse("field.malformed", "field", words.X("attribution.source"), "why", words.X("form.empty"))
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

func ids(places []model.Appearance) []string {
	out := make([]string, len(places))
	for i, p := range places {
		out[i] = p.ID
	}
	return out
}

// placeOptions are a claim's places to choose from, by the words before them.
func (f *frame) placeOptions(places []model.Appearance) []form.Option {
	out := make([]form.Option, len(places))
	err := f.read(func(_ workspace.Reader, b *sheet.Builder) error {
		for i, p := range places {
			said, err := b.Words(p)
			if err != nil {
				return err
			}
			out[i] = form.Option{Key: p.ID, Label: words.X("attribution.place", "nth", i+1, "words", said)}
		}
		return nil
	})
	if err != nil {
		f.failed(err)
	}
	return out
}

// removeAttribution takes links off the claim's chains.
func (f *frame) removeAttribution(string) {
	c := f.current()
	var all []form.Option
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for i, a := range sheet.ByPlace(c) {
			for _, link := range a.Attributions {
				var names []string
				for _, id := range link.Sources {
					s, err := stateOf[*model.Source](r, model.NounSource, id)
					if err != nil {
						return err
					}
					names = append(names, s.Name)
				}
				all = append(all, form.Option{Key: link.ID, Label: words.X("attribution.place", "nth", i+1, "words", strings.Join(names, " + "))})
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
