package model

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// View is what an action may look at: the workspace as it is inside the one write that the action belongs to.
type View interface {
	// State returns what a stream adds up to; a stream without events folds to an empty state, never nil.
	State(s Stream) (State, error)
	// Events returns a stream's events in any order.
	Events(s Stream) ([]Event, error)
	// Event returns one event by its whole id, and whether it is here.
	Event(id string) (Event, bool, error)
	// Text returns the words of a text by its id.
	Text(id string) (string, error)
	// ArticlesOf returns the ids of the live articles that captured a text, sorted.
	ArticlesOf(text string) ([]string, error)
	// ArticlesAt returns the ids of the live articles that are published or were captured at a canonical web address, sorted.
	ArticlesAt(address string) ([]string, error)
	// ClaimsIn returns the ids of the live claims that have an appearance in a text, sorted.
	ClaimsIn(text string) ([]string, error)
	// SourcesNamed returns the ids of the live sources of that name or alias, without regard to case, sorted.
	SourcesNamed(name string) ([]string, error)
	// Naming returns the streams in which some fact names the thing of a stream.
	Naming(thing Stream) ([]Stream, error)
}

// Action decides what to write. It is pure but for what it writes to the batch; a refusal is a *Problem.
type Action func(View, *Batch) error

// Batch is one user action on its way to the log.
type Batch struct {
	ID     string // 32 hex characters
	By     string // the author's id
	At     time.Time
	Events []Event           // in the order written
	Texts  map[string]string // new texts by id
	Blobs  map[string][]byte // new original files by id

	Carried []Carrying // what became of the claims of an article of which a newer text was loaded

	view  View
	nonce func() string
	heads map[Stream][]string
	ahead *ahead // nil until something is tried
}

// NewBatch begins a batch. nonce gives 16 random bytes in hex each time it is called; the first becomes the batch's id.
func NewBatch(v View, by string, at time.Time, nonce func() string) *Batch {
	return &Batch{
		ID: nonce(), By: by, At: at, Texts: map[string]string{}, Blobs: map[string][]byte{},
		view: v, nonce: nonce, heads: map[Stream][]string{},
	}
}

// Found writes the event that founds a claim, a source or evidence, and returns the new stream.
func (b *Batch) Found(noun Noun, f Fact) (Stream, error) {
	e, err := b.append(string(noun), f, nil)
	return e.Stream, err
}

// Write writes a fact into a stream whose id is known, and returns the event's id.
func (b *Batch) Write(s Stream, f Fact) (string, error) {
	after, seen := b.heads[s]
	if !seen {
		state, err := b.view.State(s)
		if err != nil {
			return "", err
		}
		after = state.Base().Heads
	}
	e, err := b.append(string(s), f, after)
	return e.ID, err
}

func (b *Batch) append(stream string, f Fact, after []string) (Event, error) {
	if noun := nounOf[f.Kind()]; noun != "" && noun != Stream(stream).Noun() {
		return Event{}, fmt.Errorf("a %s does not belong in stream %s", f.Kind(), stream)
	}
	raw, err := encode(stream, f, after, b.ID, b.By, b.At, b.nonce())
	if err != nil {
		return Event{}, err
	}
	e, err := Decode(raw)
	if err != nil {
		return Event{}, Damaged("refused to write %s: %v", f.Kind(), err)
	}
	b.heads[e.Stream] = []string{e.ID}
	b.Events = append(b.Events, e)
	return e, nil
}

// IDs returns the events' ids in the order written.
func (b *Batch) IDs() []string {
	ids := make([]string, len(b.Events))
	for i, e := range b.Events {
		ids[i] = e.ID
	}
	return ids
}

// Streams returns the streams the batch writes to, in the order first written.
func (b *Batch) Streams() []Stream {
	var all []Stream
	for _, e := range b.Events {
		if !slices.Contains(all, e.Stream) {
			all = append(all, e.Stream)
		}
	}
	return all
}

// All joins actions into one batch, done in order. An action of the same batch sees the state before the batch.
func All(actions ...Action) Action {
	return func(v View, b *Batch) error {
		for _, a := range actions {
			if err := a(v, b); err != nil {
				return err
			}
		}
		return nil
	}
}

// Introduce writes who the author is, once in a workspace. A name that the author described later stands, whatever the key
// is called.
func Introduce(who Identity) Action {
	return func(v View, b *Batch) error {
		s := StreamOf(NounPerson, who.ID())
		state, err := v.State(s)
		if err != nil {
			return err
		}
		known, _ := state.(*Person)
		if known.Key != "" && (known.Name != "" || who.Name == "") {
			return nil
		}
		fields := Fields{}
		if err := fields.Set("name", who.Name); err != nil {
			return err
		}
		if err := fields.Set("key", who.PublicKey()); err != nil {
			return err
		}
		if who.Affiliation != "" && known.Affiliation == "" {
			if err := fields.Set("affiliation", who.Affiliation); err != nil {
				return err
			}
		}
		_, err = b.Write(s, Describe(NounPerson, fields))
		return err
	}
}

// find reads a live thing, or says that there is none of that id.
func find[T interface {
	State
	comparable
	Live() bool
}](v View, noun Noun, id string,
) (T, error) {
	var none T
	state, err := v.State(StreamOf(noun, id))
	if err != nil {
		return none, err
	}
	thing, ok := state.(T)
	if !ok || !thing.Live() {
		return none, Refuse("id.unknown", "noun", string(noun), "id", short(id))
	}
	return thing, nil
}

func findClaim(v View, id string) (*Claim, error) { return find[*Claim](v, NounClaim, id) }

// short is an id as people see it.
func short(id string) string { return id[:min(10, len(id))] }

// shortQuote is a quote as an error line shows it.
func shortQuote(quote string) string {
	quote = strings.Join(strings.Fields(quote), " ")
	if r := []rune(quote); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return quote
}
