//go:build !headless

package app

import (
	"slices"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// standingChain is a chain that stands at places of a claim, or the places that have none.
type standingChain struct {
	ids    []string // of its links at all its places
	places []string // of the appearances
	label  string   // how it is drawn small
	links  []proposedLink
	form   string // of all its links, "" where they differ
}

// key names the chain among those of its claim.
func (c standingChain) key() string {
	if len(c.ids) == 0 {
		return ""
	}
	return c.ids[0]
}

// standingChains are the chains of a claim: first the places that have none, as they are to be attributed first. A chain that reads
// the same at several places is one.
func (f *frame) standingChains(places []model.Appearance) []standingChain {
	var none standingChain
	var all []standingChain
	texts := texts{}
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, a := range places {
			if len(a.Attributions) == 0 {
				none.places = append(none.places, a.ID)
				continue
			}
			points, err := texts.points(r, a.Text)
			if err != nil {
				return err
			}
			for _, chain := range a.Chains() {
				one, err := readChain(r, a, points, chain)
				if err != nil {
					return err
				}
				same := slices.IndexFunc(all, func(o standingChain) bool { return o.reads(one) })
				if same < 0 {
					all = append(all, one)
				} else {
					all[same].join(one)
				}
			}
		}
		return nil
	})
	if err != nil {
		f.failed(err)
		return nil
	}
	if len(none.places) > 0 {
		none.label = words.N("attribution.unattributed", len(none.places))
		all = slices.Insert(all, 0, none)
	}
	return all
}

// texts are those that were read, by code points.
type texts map[string][]rune

func (t texts) points(r workspace.Reader, id string) ([]rune, error) {
	if points, read := t[id]; read {
		return points, nil
	}
	text, err := r.Text(id)
	t[id] = []rune(text)
	return t[id], err
}

func (c *standingChain) reads(other standingChain) bool {
	return c.label == other.label && slices.EqualFunc(c.links, other.links, func(a, b proposedLink) bool {
		return a.Link == b.Link && slices.Equal(a.sources, b.sources)
	})
}

// join takes in the same chain at another place.
func (c *standingChain) join(other standingChain) {
	c.ids, c.places = append(c.ids, other.ids...), append(c.places, other.places...)
	for i := range c.links {
		c.links[i].ids = append(c.links[i].ids, other.links[i].ids...)
	}
	if c.form != other.form {
		c.form = ""
	}
}

// readChain is a chain as it is typed.
func readChain(r workspace.Reader, a model.Appearance, points []rune, chain []model.Attribution) (standingChain, error) {
	c := standingChain{places: []string{a.ID}, form: chain[0].Form}
	for _, link := range chain {
		source, err := sourcesSaid(r, link.Sources)
		if err != nil {
			return c, err
		}
		l := proposedLink{
			Link: form.Link{Source: source, Cue: saidAt(points, link.Cue), Mention: saidAt(points, link.Mention)},
			ids:  []string{link.ID}, sources: link.Sources, unnamed: len(link.Mention) == 0, split: len(link.Mention) > 1,
		}
		if l.Mention == source {
			l.Mention = ""
		}
		if link.Form != c.form {
			c.form = ""
		}
		c.ids, c.links = append(c.ids, link.ID), append(c.links, l)
	}
	var err error
	c.label, err = chainSaid(r, chain)
	return c, err
}

// saidAt are the words at some places of a text, in one line.
func saidAt(points []rune, places []model.Fragment) string {
	var said []string
	for _, p := range places {
		if p.Start >= 0 && p.Start <= p.End && p.End <= len(points) {
			said = append(said, string(points[p.Start:p.End]))
		}
	}
	return plainly(strings.Join(said, " "))
}

// attributeClaim says who says the claim in focus: at the places that nobody says it at yet, or anew where a chain stands. key names
// that chain; without one it is chosen where there are several.
func (f *frame) attributeClaim(key string) {
	c := f.current()
	if c == nil {
		f.bar.say(words.X("needs.claim"), true)
		return
	}
	places := sheet.ByPlace(c)
	all := f.standingChains(places)
	at := slices.IndexFunc(all, func(s standingChain) bool { return key != "" && s.key() == key })
	switch {
	case at < 0 && key != "" && len(places) > 0: // it is gone since its words were half typed
		place := "attribution.add/"
		f.keep(place+"claim:"+c.ID(), f.draft(place+halfTyped(c, key)))
		f.keep(place+halfTyped(c, key), "")
		f.bar.say(words.X("attribution.gone"), true)
		f.attributePlaces(c, places, standingChain{places: appearanceIDs(places)})
	case at < 0 && len(all) > 1:
		f.whichChain(all)
	case at < 0 && len(all) == 1:
		f.attributePlaces(c, places, all[0])
	case at >= 0:
		f.attributePlaces(c, places, all[at])
	default:
		f.bar.say(words.X("problem.appearance.none"), true)
	}
}

// whichChain lets choose between a claim's chains.
func (f *frame) whichChain(all []standingChain) {
	c := f.current()
	var options []form.Option
	for i, s := range all {
		options = append(options, form.Option{Key: string(rune('a' + i)), Label: s.label})
	}
	f.which(words.X("attribution.add"), "", words.X("attribution.chains"), options, func(key string) {
		at := slices.IndexFunc(options, func(o form.Option) bool { return o.Key == key })
		f.attributePlaces(c, sheet.ByPlace(c), all[at])
	})
}

// attributePlaces shows the form for a chain that stands, or is to stand, at places of a claim.
func (f *frame) attributePlaces(c *model.Claim, places []model.Appearance, standing standingChain) {
	proposed, title, says, about := standing.links, words.X("attribution.change"), words.X("attribution.change.lead"), halfTyped(c, standing.key())
	if len(standing.ids) == 0 {
		proposed = f.chainOf(places)
		title, says, about = words.X("attribution.add"), lead(proposed), "claim:"+c.ID()
	}
	fm := form.New(title, says, words.X("form.save"))
	chain := f.newChain(proposed)
	fm.Add("chain", chain)
	if len(standing.ids) > 0 {
		fm.Add("reason", form.NewWords(words.X("form.reason"), "", 2))
		fm.Add("beside", form.NewCheck(words.X("attribution.beside"), false))
	}
	fm.Add("form", formOfWords(standing.form))
	if len(places) > 1 {
		fm.Add("places", form.NewSeveral(words.X("attribution.places"), f.placeOptions(places), standing.places...))
	}
	f.decide(fm, "attribution.add", about, func() (model.Action, error) {
		only := standing.places
		if len(places) > 1 {
			if fm.Value("places") == "" {
				return nil, model.Refuse("field.malformed", "field", words.X("attribution.places"), "why", words.X("form.empty"))
			}
			only = strings.Split(fm.Value("places"), ",")
		}
		chosen := slices.DeleteFunc(slices.Clone(places), func(a model.Appearance) bool { return !slices.Contains(only, a.ID) })
		links, err := given(chain, proposed, func(source string) string { return f.namedIn(chosen, source) })
		if err != nil {
			return nil, err
		}
		if len(standing.ids) == 0 || fm.Value("beside") == "yes" {
			return model.Attribute(c.ID(), links, fm.Value("form"), only), nil
		}
		return model.Reattribute(c.ID(), standing.ids, links, fm.Value("form"), strings.TrimSpace(fm.Value("reason")), only), nil
	}, nil)
}

// halfTyped is where a half-typed change of a claim's chain is kept.
func halfTyped(c *model.Claim, key string) string { return "chain:" + c.ID() + ":" + key }

func appearanceIDs(places []model.Appearance) []string {
	out := make([]string, len(places))
	for i, p := range places {
		out[i] = p.ID
	}
	return out
}
