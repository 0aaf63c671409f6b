package model

import (
	"slices"
	"strings"
	"unicode"

	"touchstone/model/span"
)

// Spot says where the words of a link stand beside one place of a claim: which of several equal words are meant.
type Spot struct {
	Text     string     // the text's id
	Content  []Fragment // the place
	Mention  []Fragment // none: they are sought
	Cue      []Fragment // none: they are sought
	Form     string     // where none is chosen for the chain
	Proposed *Proposed  // the program proposed the link, and a person accepted it as it was
}

// MarkAttributed makes a claim that stands at these places of a text and gives it a chain, all in one. Mention and cue must
// be found beside every place, or nothing is written.
func MarkAttributed(stated ClaimStated, text string, places [][]Fragment, links []Link, form string) Action {
	return func(v View, b *Batch) error {
		if err := Mark(stated, text, places)(v, b); err != nil {
			return err
		}
		made := slices.Clone(b.Events[len(b.Events)-len(places):])
		resolved, err := resolveSources(v, b, links)
		if err != nil {
			return err
		}
		for i, e := range made {
			a := Appearance{ID: e.ID, Text: text, Fragments: places[i]}
			if err := writeChain(v, b, e.Stream, a, resolved, form); err != nil {
				return err
			}
		}
		return nil
	}
}

// write makes the fact of a link at a place. What it attributes is the place without the words that attribute it, where those
// were marked with it.
func (s *surrounds) write(a Appearance, l resolvedLink, form string) (made AttributionMade, err error) {
	made = AttributionMade{Appearance: a.ID, Content: a.Fragments, Sources: l.sources, Form: form}
	spot := l.spot
	if spot == nil || spot.Text != a.Text || !slices.Equal(spot.Content, a.Fragments) {
		spot = &Spot{}
	}
	made.Proposed = spot.Proposed
	if made.Form == "" {
		made.Form = spot.Form
	}
	if made.Mention, err = s.standing(spot.Mention, l.mentions); err != nil {
		return made, err
	}
	var cues []string
	if l.cue != "" {
		cues = []string{l.cue}
	}
	if made.Cue, err = s.standing(spot.Cue, cues); err != nil {
		return made, err
	}
	if made.Form == "" {
		made.Form = s.form()
	}
	if len(spot.Mention)+len(spot.Cue) > 0 {
		made.Content, err = s.without(a.Fragments, spot.Mention, spot.Cue)
	}
	return made, err
}

// standing are the places of words: those that are known, if they lie in the text, else those that are found.
func (s *surrounds) standing(known []Fragment, words []string) ([]Fragment, error) {
	if len(known) == 0 {
		return s.seekAll(words)
	}
	if _, err := Bytes(s.index, known); err != nil {
		return nil, err
	}
	return known, nil
}

// without returns what is left of the content without the words of others; all of it where nothing would be left. Commas and
// stops that stood between them belong to nobody.
func (s *surrounds) without(content []Fragment, others ...[]Fragment) ([]Fragment, error) {
	var layers []span.Layer
	for _, one := range s.content {
		layers = append(layers, span.Layer{Span: one})
	}
	for _, places := range others {
		spans, err := Bytes(s.index, places)
		if err != nil {
			return nil, err
		}
		for _, one := range spans {
			layers = append(layers, span.Layer{Span: one, Tag: 1})
		}
	}
	between := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:", r) }
	var left span.Fragments
	for _, run := range span.Cover(layers) {
		words := s.text[run.Start:run.End]
		if slices.Contains(run.Tags, 1) || !strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			continue
		}
		start := run.Start + len(words) - len(strings.TrimLeftFunc(words, between))
		left = append(left, span.Span{Start: start, End: start + len(strings.TrimFunc(words, between))})
	}
	if len(left) == 0 || len(left.Normal()) == len(s.content) && left.Normal().Equal(s.content) {
		return content, nil
	}
	return Points(s.index, left.Normal()), nil
}
