package model

import (
	"encoding/json"
	"slices"
)

// The kinds of fact about a claim's appearances.
const (
	KindAppearanceAdded     Kind = "appearance.added"
	KindAppearanceReshaped  Kind = "appearance.reshaped"
	KindAppearanceConfirmed Kind = "appearance.confirmed"
	KindAppearanceRemoved   Kind = "appearance.removed"
	KindAppearanceGone      Kind = "appearance.gone"
)

func init() {
	register(NounClaim, map[Kind]func(json.RawMessage) (Fact, error){
		KindAppearanceAdded:     decoder[AppearanceAdded],
		KindAppearanceReshaped:  decoder[AppearanceReshaped],
		KindAppearanceConfirmed: decoder[AppearanceConfirmed],
		KindAppearanceRemoved:   decoder[AppearanceRemoved],
		KindAppearanceGone:      decoder[AppearanceGone],
	})
}

// Carried tells that an appearance was carried from an older text and how surely.
type Carried struct {
	From  string  `json:"from"`  // the appearance in the older text
	Score float64 `json:"score"` // 0 to 1; 1 is exact
}

// AppearanceAdded says: the claim stands here.
type AppearanceAdded struct {
	Origins
	Text      string     `json:"text"`
	Fragments []Fragment `json:"fragments"`
	Carried   *Carried   `json:"carried,omitempty"`
}

// Kind is "appearance.added".
func (AppearanceAdded) Kind() Kind { return KindAppearanceAdded }

func (f AppearanceAdded) check() error {
	return checkAll(checkIDs("text", f.Text), checkFragments(f.Fragments))
}

// AppearanceReshaped says: the appearance is these words.
type AppearanceReshaped struct {
	Origins
	Appearance string     `json:"appearance"`
	Fragments  []Fragment `json:"fragments"`
}

// Kind is "appearance.reshaped".
func (AppearanceReshaped) Kind() Kind { return KindAppearanceReshaped }

func (f AppearanceReshaped) check() error {
	return checkAll(checkIDs("appearance", f.Appearance), checkFragments(f.Fragments))
}

// AppearanceConfirmed says: a person looked at a carried appearance, and it is right.
type AppearanceConfirmed struct {
	Origins
	Appearance string `json:"appearance"`
}

// Kind is "appearance.confirmed".
func (AppearanceConfirmed) Kind() Kind { return KindAppearanceConfirmed }

func (f AppearanceConfirmed) check() error { return checkIDs("appearance", f.Appearance) }

// AppearanceRemoved says: the claim does not stand here after all.
type AppearanceRemoved struct {
	Origins
	Appearance string `json:"appearance"`
	Reason     string `json:"reason,omitempty"`
}

// Kind is "appearance.removed".
func (AppearanceRemoved) Kind() Kind { return KindAppearanceRemoved }

func (f AppearanceRemoved) check() error { return checkIDs("appearance", f.Appearance) }

// AppearanceGone says: a newer text of the article no longer says this.
type AppearanceGone struct {
	Origins
	Appearance string `json:"appearance"`
	Text       string `json:"text"` // the newer text
	Why        string `json:"why,omitempty"`
}

// Kind is "appearance.gone".
func (AppearanceGone) Kind() Kind { return KindAppearanceGone }

func (f AppearanceGone) check() error {
	return checkAll(checkIDs("appearance", f.Appearance), checkIDs("text", f.Text))
}

// Gone tells that an appearance has no place in a newer text.
type Gone struct {
	ID, Text, Why, By string
}

// Appearance is one place in a text where a claim stands.
type Appearance struct {
	ID           string
	Text         string
	Fragments    []Fragment // code points
	Carried      *Carried
	Confirmed    bool // not carried, or looked at by a person
	Gone         []Gone
	By           string
	Attributions []Attribution // from the page inwards
}

// appearances folds the places of a claim. An appearance is kept in the order it was added; list them by text and start
// where people see them.
func (f *folding) appearances() []Appearance {
	var all []Appearance
	at := map[string]int{}
	removed := map[string]bool{}
	for e := range f.live() {
		switch fact := e.Fact.(type) {
		case AppearanceAdded:
			at[e.ID] = len(all) // the fragments are decoded into below, and the fact is not ours to change
			all = append(all, Appearance{
				ID: e.ID, Text: fact.Text, Fragments: slices.Clone(fact.Fragments), Carried: fact.Carried,
				Confirmed: fact.Carried == nil || fact.Carried.Score >= 1, By: e.By,
			})
			f.set(e, e.ID+"/", shapeField(fact.Fragments))
		case AppearanceReshaped:
			f.set(e, fact.Appearance+"/", shapeField(fact.Fragments))
			onAppearance(all, at, fact.Appearance, func(a *Appearance) { a.Confirmed = true })
		case AppearanceConfirmed:
			onAppearance(all, at, fact.Appearance, func(a *Appearance) { a.Confirmed = true })
		case AppearanceGone:
			onAppearance(all, at, fact.Appearance, func(a *Appearance) {
				a.Gone = append(a.Gone, Gone{e.ID, fact.Text, fact.Why, e.By})
			})
		case AppearanceRemoved:
			removed[fact.Appearance] = true
		}
	}
	links := f.attributions()
	var live []Appearance
	for _, a := range all {
		if removed[a.ID] {
			continue
		}
		f.values(a.ID+"/").into("fragments", &a.Fragments)
		a.Attributions = chainOrder(links[a.ID])
		live = append(live, a)
	}
	return live
}

func onAppearance(all []Appearance, at map[string]int, id string, change func(*Appearance)) {
	if i, known := at[id]; known {
		change(&all[i])
	}
}

func shapeField(fragments []Fragment) Fields {
	raw, _ := plainJSON(fragments) // numbers always encode
	return Fields{"fragments": raw}
}
