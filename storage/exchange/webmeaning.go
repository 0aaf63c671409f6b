package exchange

import (
	"slices"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
)

// meaning is what an annotation says to a fact-checker.
type meaning struct {
	*webReader
	*webAnnotated
	targets []webTarget
	number  string // where it stands in the file
}

// webSaid is what the bodies say.
type webSaid struct {
	tags, notes []string
	rating      string // of an assessment
	about       string // what it says of the rating, or the wording of a claim of this program's own
}

// take writes what the annotation says. One that this workspace itself exported is known.
func (m meaning) take(v model.View, b *model.Batch) (workspace.Outcome, error) {
	if own, ok := strings.CutPrefix(word(m.object["id"]), ownURN); ok {
		if e, here, err := v.Event(own); err != nil || here {
			return workspace.Outcome{Status: workspace.StatusKnown, Stream: e.Stream}, err
		}
	}
	places, words, notes, lost, err := m.places(v)
	if err != nil {
		return workspace.Outcome{}, err
	}
	said := m.said()
	claim, attached := m.claims[word(m.object[ownOf])]
	var gain model.Gain
	if kind := word(m.object[ownKind]); attached && kind != "" && kind != ownClaim {
		gain, err = m.attach(claim, kind, said, places, v, b)
	} else {
		i := model.Imported{Foreign: m.foreign(), Tags: said.tags, Notes: said.notes, Reviews: m.reviews(said), Places: places}
		i.Stated.Statement, i.Notes = m.statement(words, said)
		gain, err = model.TakeIn(i, v, b)
	}
	if err == nil {
		gain, err = m.keepEnvelope(gain, v, b)
	}
	o := outcome(gain)
	o.Notes = append(slices.Clone(m.notes), notes...)
	if lost {
		o.Status = workspace.StatusLost
	}
	return o, err
}

// outcome is what a gain is called in a report.
func outcome(g model.Gain) workspace.Outcome {
	o := workspace.Outcome{Status: workspace.StatusNewerThere, Stream: g.Stream}
	switch {
	case g.Facts == 0:
		o.Status = workspace.StatusKnown
	case g.New:
		o.Status = workspace.StatusNew
	}
	return o
}

// places finds the passages in the texts that are here.
func (m meaning) places(v model.View) (places []model.ImportedPlace, words, notes []string, lost bool, err error) {
	for _, t := range m.targets {
		if len(t.parts) == 0 {
			continue
		}
		p, found, said, err := m.find(t, v)
		if err != nil {
			return nil, nil, nil, false, err
		}
		notes = append(notes, said...)
		if len(p.Fragments) == 0 {
			lost = true
			continue
		}
		same := slices.ContainsFunc(places, func(o model.ImportedPlace) bool {
			return o.Text == p.Text && slices.Equal(o.Fragments, p.Fragments)
		})
		if !same {
			places = append(places, p)
			words = append(words, found)
		}
	}
	return places, words, notes, lost, nil
}

// foreign is where the facts come from.
func (m meaning) foreign() model.Foreign {
	f := model.Foreign{Format: m.format, ID: word(m.object["id"]), Author: m.author(), Raw: m.raw}
	if at := word(m.object["created"]); isDate(at) {
		f.At = at
	}
	return f
}

func isDate(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

// author is the name of who made the annotation, else the address.
func (m meaning) author() string {
	var names []string
	for _, v := range many(m.object["creator"]) {
		name := word(v)
		if c, described := v.(object); described {
			if name = word(c["name"]); name == "" {
				name = word(c["nickname"])
			}
			if name == "" {
				name = word(c["id"])
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// said reads the textual bodies. What is none is kept with the item and goes out again with it.
func (m meaning) said() (s webSaid) {
	if value := word(m.object["bodyValue"]); value != "" {
		s.notes = append(s.notes, value)
	}
	for _, v := range many(m.object["body"]) {
		body, ok := v.(object)
		value := strings.TrimSpace(word(body["value"]))
		if !ok || value == "" || body["type"] != nil && !has(body["type"], "TextualBody") {
			continue
		}
		purpose := word(body["purpose"])
		if purpose == "" {
			purpose = word(m.object["motivation"])
		}
		switch {
		case purpose == "tagging":
			s.tags = append(s.tags, value)
		case purpose == "classifying" && has(m.object["motivation"], "assessing"):
			s.rating = value
		case purpose == "describing" && (s.about == "" && (has(m.object["motivation"], "assessing") || m.object[ownKind] != nil)):
			s.about = value
		default:
			s.notes = append(s.notes, value)
		}
	}
	return s
}

// statement is the claim's wording: that of a claim of this program's own, else the words that were marked, else what the
// annotation says, else what it is about.
func (m meaning) statement(words []string, said webSaid) (string, []string) {
	if word(m.object[ownKind]) == ownClaim && said.about != "" {
		return said.about, said.notes
	}
	if len(words) > 0 {
		return strings.Join(strings.Fields(words[0]), " "), said.notes
	}
	for _, t := range m.targets {
		var exact []string
		for _, p := range t.parts {
			exact = append(exact, strings.Fields(p.exact)...)
		}
		if len(exact) > 0 {
			return asStored(strings.Join(exact, " ")), said.notes
		}
	}
	if len(said.notes) > 0 {
		return strings.Join(strings.Fields(said.notes[0]), " "), said.notes[1:]
	}
	for _, t := range m.targets {
		if t.source != "" {
			return t.source, said.notes
		}
	}
	return "an annotation in " + m.from.Name, said.notes
}

// reviews are what an assessment says: somebody else's check, never a verdict of one's own.
func (m meaning) reviews(said webSaid) []model.ReviewFound {
	if said.rating == "" {
		return nil
	}
	r := model.ReviewFound{
		Publisher: m.author(), URL: word(m.object["id"]), Rating: said.rating, Description: said.about,
	}
	if at := word(m.object["created"]); isDate(at) {
		r.Date = at[:len("2006-01-02")]
	}
	if r.Publisher == "" && r.URL == "" {
		r.Publisher = "unknown"
	}
	return []model.ReviewFound{r}
}

// attach writes what an annotation of this program's own says of a claim of the same file.
func (m meaning) attach(claim model.Stream, kind string, said webSaid, places []model.ImportedPlace, v model.View, b *model.Batch) (model.Gain, error) {
	notes := said.notes
	if kind == ownAttribution {
		notes = nil
		for i := range places {
			link, err := m.link(places[i], v)
			if err != nil {
				return model.Gain{}, err
			}
			places[i].Links = []model.ImportedLink{link}
		}
	} else {
		places = nil
	}
	return model.TakeInto(claim, m.foreign(), places, notes, m.reviews(said), v, b)
}

// link reads who says it from the bodies of an attribution of this program's own.
func (m meaning) link(at model.ImportedPlace, v model.View) (model.ImportedLink, error) {
	l := model.ImportedLink{Form: word(m.object[ownForm])}
	for _, one := range many(m.object["body"]) {
		body, ok := one.(object)
		if !ok {
			continue
		}
		role := word(body[ownRole])
		if role == roleSource {
			l.Source = word(body["value"])
			continue
		}
		t := readTarget(body, false)
		var err error
		if t.article, err = m.article(t.source); err != nil {
			return l, err
		}
		p, _, _, err := m.find(t, v)
		if err != nil {
			return l, err
		}
		if p.Text != at.Text {
			continue
		}
		switch role {
		case roleMention:
			l.Mention = append(l.Mention, p.Fragments...)
		case roleCue:
			l.Cue = append(l.Cue, p.Fragments...)
		}
	}
	if l.Form != model.Direct && l.Form != model.Indirect && l.Form != model.Mixed {
		l.Form = ""
	}
	return l, nil
}
