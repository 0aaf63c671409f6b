package model

import (
	"encoding/json"
	"slices"
)

// CameFrom is where a fact was imported from, nil for one that was written here.
func (o Origins) CameFrom() *Foreign { return o.Foreign }

// CameFrom is where a description was imported from, nil for one that was written here.
func (d Described) CameFrom() *Foreign {
	var f Foreign
	if raw, here := d.Fields["foreign"]; !here || json.Unmarshal(raw, &f) != nil {
		return nil
	}
	return &f
}

// ForeignOf is where a fact was imported from, nil for one that was written here or that this version does not know.
func ForeignOf(f Fact) *Foreign {
	if from, ok := f.(interface{ CameFrom() *Foreign }); ok {
		return from.CameFrom()
	}
	return nil
}

// Imported is what an item of another format says of one claim.
type Imported struct {
	Foreign Foreign // Raw: the item itself, in its canonical form; the claim's id is its sha256
	Stated  ClaimStated
	Tags    []string
	Places  []ImportedPlace
	Notes   []string
	Reviews []ReviewFound
}

// ImportedPlace is a passage in which an imported claim stands.
type ImportedPlace struct {
	Text      string     // its id
	Fragments []Fragment // code points
	Links     []ImportedLink
}

// ImportedLink is who says an imported claim at a place, from the page inwards.
type ImportedLink struct {
	Content, Mention, Cue []Fragment // code points; without content it is the place itself
	Source                string     // a name; a source is taken where exactly one is called so, and none is made
	Form                  string
}

// Stream is the claim that an item makes: equal items make one claim, wherever they are imported.
func (i Imported) Stream() Stream { return StreamOf(NounClaim, Hash(i.Foreign.Raw)) }

// Gain is what importing an item brought.
type Gain struct {
	Stream Stream
	New    bool // the claim was not here
	Facts  int  // how many were written; none: all was known
}

// TakeIn writes what an item says and the workspace has never known: what was imported once and taken back or removed since
// is not written again.
func TakeIn(i Imported, v View, b *Batch) (Gain, error) {
	t, err := newTaking(i.Stream(), i.Foreign, v, b)
	if err != nil {
		return Gain{}, err
	}
	t.gain.New = len(t.known) == 0
	i.Stated.Foreign = &i.Foreign
	if _, err := t.write(i.Stated); err != nil {
		return Gain{}, err
	}
	if len(i.Tags) > 0 {
		fields := Fields{}
		if err := fields.Set("tags", i.Tags); err != nil {
			return Gain{}, err
		}
		if err := fields.Set("foreign", t.foreign); err != nil {
			return Gain{}, err
		}
		if _, err := t.write(Describe(NounClaim, fields)); err != nil {
			return Gain{}, err
		}
	}
	for _, p := range i.Places {
		if err := t.place(p); err != nil {
			return Gain{}, err
		}
	}
	err = t.remarks(i.Notes, i.Reviews)
	return t.gain, err
}

// TakeInto writes more that came from another format into a claim: places by which it is attributed, notes and reviews.
func TakeInto(claim Stream, foreign Foreign, links []ImportedPlace, notes []string, reviews []ReviewFound, v View, b *Batch) (Gain, error) {
	t, err := newTaking(claim, foreign, v, b)
	if err != nil {
		return Gain{}, err
	}
	for _, p := range links {
		if err := t.attribute(p); err != nil {
			return Gain{}, err
		}
	}
	err = t.remarks(notes, reviews)
	return t.gain, err
}

// taking writes facts into one claim, each once.
type taking struct {
	view    View
	batch   *Batch
	foreign *Foreign          // without the raw item, which the founding fact has
	known   map[string]string // the event that says it, by what it says
	gain    Gain
}

func newTaking(claim Stream, foreign Foreign, v View, b *Batch) (*taking, error) {
	events, err := v.Events(claim)
	if err != nil {
		return nil, err
	}
	foreign.Raw = nil
	t := &taking{view: v, batch: b, foreign: &foreign, known: map[string]string{}, gain: Gain{Stream: claim}}
	for _, e := range Causal(claim, events) {
		said, err := bare(e.Fact)
		if err != nil {
			return nil, err
		}
		if _, here := t.known[said]; !here {
			t.known[said] = e.ID
		}
	}
	return t, nil
}

// bare is what a fact says, without where it came from.
func bare(f Fact) (string, error) {
	raw, err := plainJSON(f)
	if err != nil {
		return "", err
	}
	if u, ok := f.(Unknown); ok {
		return string(f.Kind()) + string(u.Body), nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return "", err
	}
	delete(fields, "foreign")
	raw, err = plainJSON(fields)
	return string(f.Kind()) + string(raw), err
}

// write writes a fact, or finds the event that says it already.
func (t *taking) write(f Fact) (string, error) {
	said, err := bare(f)
	if err != nil {
		return "", err
	}
	if id, here := t.known[said]; here {
		return id, nil
	}
	id, err := t.batch.Write(t.gain.Stream, f)
	if err != nil {
		return "", err
	}
	t.known[said] = id
	t.gain.Facts++
	return id, nil
}

func (t *taking) place(p ImportedPlace) error {
	id, err := t.write(AppearanceAdded{Origins: Origins{t.foreign}, Text: p.Text, Fragments: p.Fragments})
	if err != nil {
		return err
	}
	return t.links(id, p)
}

func (t *taking) links(appearance string, p ImportedPlace) error {
	within := ""
	for _, l := range p.Links {
		made := AttributionMade{
			Origins: Origins{t.foreign}, Appearance: appearance, Content: l.Content, Mention: l.Mention, Cue: l.Cue,
			Form: l.Form, Within: within, Sources: []string{},
		}
		if len(made.Content) == 0 {
			made.Content = p.Fragments
		}
		if l.Source != "" {
			ids, err := t.view.SourcesNamed(l.Source)
			if err != nil {
				return err
			}
			if len(ids) == 1 {
				made.Sources = ids
			}
		}
		var err error
		if within, err = t.write(made); err != nil {
			return err
		}
	}
	return nil
}

// attribute writes links at the appearance that stands at their place: the very one, else the first that overlaps it.
func (t *taking) attribute(p ImportedPlace) error {
	state, err := t.view.State(t.gain.Stream)
	if err != nil {
		return err
	}
	c, _ := state.(*Claim)
	best := ""
	for _, a := range c.Appearances {
		same := a.Text == p.Text && slices.Equal(a.Fragments, p.Fragments)
		if same || best == "" && a.Text == p.Text && overlap(a.Fragments, p.Fragments) {
			best = a.ID
		}
		if same {
			break
		}
	}
	if best == "" {
		return Damaged("the claim does not stand where it is attributed")
	}
	return t.links(best, p)
}

func overlap(a, b []Fragment) bool {
	return slices.ContainsFunc(a, func(x Fragment) bool {
		return slices.ContainsFunc(b, func(y Fragment) bool { return x.Start < y.End && y.Start < x.End })
	})
}

func (t *taking) remarks(notes []string, reviews []ReviewFound) error {
	for _, n := range notes {
		if _, err := t.write(NoteWritten{Origins: Origins{t.foreign}, Text: n}); err != nil {
			return err
		}
	}
	for _, r := range reviews {
		r.Foreign = t.foreign
		if _, err := t.write(r); err != nil {
			return err
		}
	}
	return nil
}

// KeepForeign keeps with an article or a claim what another format says of it and has no place of its own here. It is written
// once.
func KeepForeign(s Stream, foreign Foreign, v View, b *Batch) (Gain, error) {
	events, err := v.Events(s)
	if err != nil {
		return Gain{}, err
	}
	for _, e := range events {
		if f := ForeignOf(e.Fact); f != nil && f.Format == foreign.Format && f.ID == foreign.ID && sameJSON(f.Raw, foreign.Raw) {
			return Gain{Stream: s}, nil
		}
	}
	fields := Fields{}
	if err := fields.Set("foreign", foreign); err != nil {
		return Gain{}, err
	}
	_, err = b.Write(s, Describe(s.Noun(), fields))
	return Gain{Stream: s, Facts: 1}, err
}

// Kept returns what other formats said of an article or a claim and still stands, by format, each once, in causal order.
func Kept(s Stream, events []Event) map[string][]Foreign {
	kept := map[string][]Foreign{}
	stands := Standing(s, events)
	for _, e := range Causal(s, events) {
		f := ForeignOf(e.Fact)
		if f == nil || len(f.Raw) == 0 || !stands[e.ID] {
			continue
		}
		if !slices.ContainsFunc(kept[f.Format], func(k Foreign) bool { return sameJSON(k.Raw, f.Raw) }) {
			kept[f.Format] = append(kept[f.Format], *f)
		}
	}
	return kept
}
