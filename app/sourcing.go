//go:build !headless

package app

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/app/page"
	"touchstone/app/sources"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

func (f *frame) newSources() *sources.Panel {
	return sources.New(sources.Host{
		Do: func(command string) { f.do(command, "") }, Open: f.open, Close: func() { f.closeSource(true) },
		Keys: page.Keys{Rune: f.typed, Key: f.pressed},
	})
}

func sourceKindSaid(kind string) string { return listed("source.kind.", model.SourceKinds, kind) }

// sourceName is what a source is called, or the one that is shown in its place.
func sourceName(r workspace.Reader, id string) (string, error) {
	id, err := model.ShownSource(r, id)
	if err != nil {
		return "", err
	}
	s, err := stateOf[*model.Source](r, model.NounSource, id)
	if err != nil || s == nil {
		return "", err
	}
	return s.Name, nil
}

// openSource shows a source, or the one that is shown in its place, where the claim would be.
func (f *frame) openSource(id string) {
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		id, err = model.ShownSource(r, id)
		return err
	})
	if err != nil {
		f.failed(err)
		return
	}
	f.closeHistory(false)
	if f.source == "" {
		f.before = f.claim
	}
	f.source, f.claim = id, ""
	f.library.Choose(library.Sources, id)
	f.view.Emphasise("")
	f.showSource()
}

// sourceOf shows a source of the claim in focus; of several it is asked which.
func (f *frame) sourceOf(string) {
	var all []form.Option
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, a := range f.current().Appearances {
			for _, link := range a.Attributions {
				for _, id := range link.Sources {
					name, err := sourceName(r, id)
					if err != nil {
						return err
					}
					if !slices.ContainsFunc(all, func(o form.Option) bool { return o.Label == name }) {
						all = append(all, form.Option{Key: id, Label: name})
					}
				}
			}
		}
		return nil
	})
	switch {
	case err != nil:
		f.failed(err)
	case len(all) == 0:
		f.bar.say(words.X("attribution.none"), true)
	case len(all) == 1:
		f.openSource(all[0].Key)
	default:
		fm := form.New(words.X("source.open"), "", words.X("source.open.do"))
		fm.Add("source", form.NewChoice(words.X("attribution.which"), all, all[0].Key))
		f.ask(fm, func() error {
			f.answered(fm, false)
			f.openSource(fm.Value("source"))
			return nil
		})
	}
}

// showSource shows the source that is open.
func (f *frame) showSource() {
	var shown *sources.Source
	err := f.read(func(r workspace.Reader, b *sheet.Builder) error {
		s, err := stateOf[*model.Source](r, model.NounSource, f.source)
		if err != nil || !s.Live() {
			return err
		}
		shown, err = f.writeSource(r, b, s)
		return err
	})
	if err != nil {
		f.failed(err)
	}
	if shown == nil { // it was taken back, as may be the claim that stands below
		f.closeSource(false)
		f.showClaim()
		return
	}
	f.sources.Show(shown)
	f.panel.Instead(f.sources.Object(), f.sources.First())
}

// closeSource shows the claim again. With asked the keyboard goes back to the article.
func (f *frame) closeSource(asked bool) {
	if f.source == "" {
		return
	}
	before := f.before
	f.source, f.before = "", ""
	f.panel.Instead(nil, nil)
	if asked {
		f.choose(before, false)
		f.toArticle("")
	}
}

func (f *frame) writeSource(r workspace.Reader, b *sheet.Builder, s *model.Source) (*sources.Source, error) {
	out := &sources.Source{ID: s.ID(), Name: s.Name}
	out.LinkName, out.Link = elsewhere(s.SameAs)
	for _, fact := range []string{sourceKindSaid(s.Kind), s.Affiliation} {
		if fact != "" {
			out.Facts = append(out.Facts, fact)
		}
	}
	if len(s.Aliases) > 0 {
		out.Facts = append(out.Facts, words.X("source.also", "names", strings.Join(s.Aliases, ", ")))
	}
	var err error
	if out.Secret, err = f.desk.Secret(s.ID()); err != nil {
		return nil, err
	}
	group, err := inPlaceOf(r, s.ID())
	if err != nil {
		return nil, err
	}
	for _, id := range group[1:] {
		merged, err := stateOf[*model.Source](r, model.NounSource, id)
		if err != nil {
			return nil, err
		}
		out.Merged = append(out.Merged, merged.Name)
	}
	return out, writeSaid(r, b, out, group)
}

// elsewhere is what a source is called elsewhere, and where that stands: a number of Wikidata is enough.
func elsewhere(same string) (name, address string) {
	if wikidata.MatchString(same) {
		return "Wikidata " + same, "https://www.wikidata.org/wiki/" + same
	}
	return same, same
}

// inPlaceOf is a source with all those in whose place it is shown, itself first.
func inPlaceOf(r workspace.Reader, id string) ([]string, error) {
	group := []string{id}
	for i := 0; i < len(group); i++ {
		naming, err := r.Naming(model.StreamOf(model.NounSource, group[i]))
		if err != nil {
			return nil, err
		}
		for _, s := range naming {
			if s.Noun() != model.NounSource || slices.Contains(group, s.ID()) {
				continue
			}
			if shown, err := model.ShownSource(r, s.ID()); err != nil {
				return nil, err
			} else if shown == id {
				group = append(group, s.ID())
			}
		}
	}
	return group, nil
}

// writeSaid are the claims that some sources are answerable for, and how they were rated.
func writeSaid(r workspace.Reader, b *sheet.Builder, out *sources.Source, group []string) error {
	ratings, order := map[string]int{}, []string{}
	seen := map[string]bool{}
	for _, id := range group {
		naming, err := r.Naming(model.StreamOf(model.NounSource, id))
		if err != nil {
			return err
		}
		for _, stream := range naming {
			if stream.Noun() != model.NounClaim || seen[stream.ID()] {
				continue
			}
			seen[stream.ID()] = true
			c, err := stateOf[*model.Claim](r, model.NounClaim, stream.ID())
			if err != nil {
				return err
			}
			if !c.Live() || !answerable(c, group) {
				continue
			}
			sign, err := signOf(r, b, c)
			if err != nil {
				return err
			}
			row, err := claimRow(r, b, c.ID())
			if err != nil {
				return err
			}
			rating, err := rated(r, c)
			if err != nil {
				return err
			}
			if ratings[rating]++; ratings[rating] == 1 {
				order = append(order, rating)
			}
			out.Claims = append(out.Claims, sources.Claim{ID: c.ID(), Statement: c.Statement, Detail: row.Detail, Sign: sign})
		}
	}
	var parts []string
	for _, rating := range order {
		parts = append(parts, strconv.Itoa(ratings[rating])+" "+rating)
	}
	out.Ratings = strings.Join(parts, " · ")
	return nil
}

// answerable reports whether one of some sources stands in a chain of the claim.
func answerable(c *model.Claim, group []string) bool {
	for _, a := range c.Appearances {
		for _, link := range a.Attributions {
			if slices.ContainsFunc(link.Sources, func(id string) bool { return slices.Contains(group, id) }) {
				return true
			}
		}
	}
	return false
}

// rated is how a claim is rated, in a word.
func rated(r workspace.Reader, c *model.Claim) (string, error) {
	var all []string
	for _, v := range c.Heads() {
		_, label, err := ratingOf(r, v)
		if err != nil {
			return "", err
		}
		if !slices.Contains(all, label) {
			all = append(all, label)
		}
	}
	if len(all) == 0 {
		return words.X("source.unrated"), nil
	}
	return strings.Join(all, " / "), nil
}

// sourceFields ask who a source is.
func (f *frame) sourceFields(fm *form.Form, s *model.Source) {
	kinds := append([]form.Option{{Key: "", Label: words.X("source.kind.none")}}, options(model.SourceKinds, sourceKindSaid, s.Kind)...)
	fm.Add("name", form.NewLine(words.X("source.name"), words.X("source.name.hint")).With(s.Name)).
		Add("kind", form.NewSelect(words.X("source.kind"), kinds, s.Kind, nil)).
		Add("aliases", form.NewLine(words.X("source.aliases"), words.X("claim.tags.hint")).With(strings.Join(s.Aliases, ", "))).
		Add("affiliation", form.NewLine(words.X("source.affiliation"), words.X("source.affiliation.hint")).With(s.Affiliation)).
		Add("sameAs", form.NewLine(words.X("source.same"), "Q42").With(s.SameAs))
}

// wikidata is a number of a thing there.
var wikidata = regexp.MustCompile(`^Q[1-9][0-9]*$`)

func (f *frame) sourceValues(fm *form.Form) (model.Fields, error) {
	fields, err := f.fields(fm, model.NounSource, map[string]string{
		"name": "source.name", "kind": "source.kind", "aliases": "source.aliases", "affiliation": "source.affiliation", "sameAs": "source.same",
	})
	if err == nil && fields.Text("name") == "" {
		err = model.Refuse("source.unnamed")
	}
	if same := fields.Text("sameAs"); err == nil && same != "" && !wikidata.MatchString(same) {
		if _, no := model.CanonicalURL(same); no != nil {
			err = model.Refuse("field.malformed", "field", words.X("source.same"), "why", words.X("form.nosame"))
		}
	}
	return fields, err
}

// addSource registers a source before anything is attributed to it.
func (f *frame) addSource(string) {
	fm := form.New(words.X("source.add"), words.X("source.add.lead"), words.X("form.save"))
	f.sourceFields(fm, &model.Source{})
	f.decide(fm, "source.add", "new:", func() (model.Action, error) {
		fields, err := f.sourceValues(fm)
		for name := range fields { // what says nothing is not written
			if v := string(fields[name]); v == `""` || v == "[]" {
				delete(fields, name)
			}
		}
		return model.AddSource(fields), err
	}, func(r workspace.Receipt) { f.openSource(r.Stream(model.NounSource).ID()) })
}

// sourceNow is the source that is open.
func (f *frame) sourceNow() *model.Source {
	var s *model.Source
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		s, err = stateOf[*model.Source](r, model.NounSource, f.source)
		return err
	})
	if err != nil {
		f.failed(err)
	}
	return s
}

// describeSource says who the source is.
func (f *frame) describeSource(string) {
	s := f.sourceNow()
	fm := form.New(words.X("source.describe"), "", words.X("form.save"))
	f.sourceFields(fm, s)
	f.decide(fm, "source.describe", "source:"+s.ID(), func() (model.Action, error) {
		fields, err := f.sourceValues(fm)
		return model.DescribeThing(s.Stream, fields), err
	}, nil)
}

// mergeSource says that the source is the same as another, which is shown in its place.
func (f *frame) mergeSource(string) {
	s := f.sourceNow()
	o := others{frame: f, noun: model.NounSource, ids: map[string]string{}, named: func(r workspace.Reader, id string) (string, error) {
		other, err := stateOf[*model.Source](r, model.NounSource, id)
		if err != nil || id == s.ID() || !other.Live() || len(other.Merged) > 0 {
			return "", err
		}
		return other.Name, nil
	}}
	fm := form.New(words.X("source.merge"), words.X("source.merge.lead", "name", s.Name), words.X("source.merge.do"))
	fm.Add("with", form.NewName(words.X("source.merge.with"), words.X("form.aword"), o.find))
	f.decide(fm, "source.merge", "source:"+s.ID(), func() (model.Action, error) {
		with, err := o.meant(words.X("source.merge.with"), fm.Value("with"))
		return model.MergeSources(s.ID(), with), err
	}, func(workspace.Receipt) { f.openSource(s.ID()) })
}

// protectSource keeps the real name of a source in this file alone. It is no event: it is not shared, and not undone; no draft of
// it is kept.
func (f *frame) protectSource(string) {
	s := f.sourceNow()
	now, err := f.desk.Secret(s.ID())
	if err != nil {
		f.failed(err)
		return
	}
	fm := form.New(words.X("source.protect"), words.X("source.protect.lead", "name", s.Name), words.X("form.save"))
	fm.Add("secret", form.NewWords(words.X("source.secret"), words.X("source.secret.hint"), 3).With(now))
	f.ask(fm, func() error {
		secret, desk := strings.TrimSpace(fm.Value("secret")), f.desk
		fm.Busy(true)
		f.work("", func(context.Context, *door, func(int, int)) error { return desk.SaveSecret(s.ID(), secret) }, func() {
			f.counted = nil // the list tells who is protected
			f.answered(fm, false)
			f.openSource(s.ID())
			f.bar.say(words.X(map[bool]string{true: "source.protect.gone", false: "source.protect.done"}[secret == ""]), false)
		}, func(err error) {
			fm.Busy(false)
			refuse(fm, err)
		})
		return nil
	})
}
