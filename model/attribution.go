package model

import (
	"encoding/json"
	"slices"
)

// The kinds of fact about attributions.
const (
	KindAttributionMade    Kind = "attribution.made"
	KindAttributionRemoved Kind = "attribution.removed"
)

func init() {
	register(NounClaim, map[Kind]func(json.RawMessage) (Fact, error){
		KindAttributionMade:    decoder[AttributionMade],
		KindAttributionRemoved: decoder[AttributionRemoved],
	})
}

// The forms of attribution (PolNeAR).
const (
	Direct   = "direct"
	Indirect = "indirect"
	Mixed    = "mixed"
)

// Proposed tells that the program proposed what a person accepted.
type Proposed struct {
	Version    string  `json:"version"`
	Confidence float64 `json:"confidence"`
}

// AttributionMade says: at this appearance, this is said by these sources, in these words (PARC 3, PolNeAR).
type AttributionMade struct {
	Origins
	Appearance string     `json:"appearance"`
	Content    []Fragment `json:"content"`           // what is attributed
	Sources    []string   `json:"sources"`           // none: not named; several: compound
	Mention    []Fragment `json:"mention,omitempty"` // the words that name the source
	Cue        []Fragment `json:"cue,omitempty"`     // the words that attribute
	Form       string     `json:"form,omitempty"`
	Within     string     `json:"within,omitempty"` // the attribution outside this one, at the same appearance
	Proposed   *Proposed  `json:"proposed,omitempty"`
}

// Kind is "attribution.made".
func (AttributionMade) Kind() Kind { return KindAttributionMade }

func (f AttributionMade) check() error {
	err := checkAll(checkIDs("appearance", f.Appearance), checkFragments(f.Content), checkSpots(f.Mention), checkSpots(f.Cue),
		checkOneOf("form", f.Form, "", Direct, Indirect, Mixed))
	if err == nil && len(f.Sources) > 0 {
		err = checkIDs("sources", f.Sources...)
	}
	if err == nil && f.Within != "" {
		err = checkIDs("within", f.Within)
	}
	return err
}

// AttributionRemoved says: it is not attributed so after all.
type AttributionRemoved struct {
	Origins
	Attribution string `json:"attribution"`
	Reason      string `json:"reason,omitempty"`
}

// Kind is "attribution.removed".
func (AttributionRemoved) Kind() Kind { return KindAttributionRemoved }

func (f AttributionRemoved) check() error { return checkIDs("attribution", f.Attribution) }

// Attribution is one link of an appearance's chain.
type Attribution struct {
	ID       string
	Content  []Fragment
	Sources  []string
	Mention  []Fragment
	Cue      []Fragment
	Form     string
	Within   string
	Proposed *Proposed
	By       string
}

// attributions folds the links of a claim, by appearance.
func (f *folding) attributions() map[string][]Attribution {
	made := map[string][]Attribution{}
	removed := map[string]bool{}
	for e := range f.live() {
		switch fact := e.Fact.(type) {
		case AttributionMade:
			made[fact.Appearance] = append(made[fact.Appearance], Attribution{
				ID: e.ID, Content: fact.Content, Sources: fact.Sources, Mention: fact.Mention, Cue: fact.Cue, Form: fact.Form,
				Within: fact.Within, Proposed: fact.Proposed, By: e.By,
			})
		case AttributionRemoved:
			removed[fact.Attribution] = true
		}
	}
	if len(removed) > 0 {
		for id, links := range made {
			made[id] = slices.DeleteFunc(links, func(a Attribution) bool { return removed[a.ID] })
		}
	}
	return made
}

// chainOrder sorts an appearance's links from the page inwards: every link after the one it stands within. A link whose
// outer one is gone moves to the outside. Ids are hashes, so links cannot stand within each other in a circle.
func chainOrder(links []Attribution) []Attribution {
	if len(links) == 0 {
		return nil
	}
	here := map[string]bool{}
	for _, l := range links {
		here[l.ID] = true
	}
	ordered := make([]Attribution, 0, len(links))
	var below func(outer string)
	below = func(outer string) {
		for _, l := range links {
			if l.Within == outer || outer == "" && !here[l.Within] {
				ordered = append(ordered, l)
				below(l.ID)
			}
		}
	}
	below("")
	return ordered
}
