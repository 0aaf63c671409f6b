package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Damage is why one thing that came from outside cannot be taken in: nothing of it is written, and the others are.
type Damage struct{ Why string }

// Damaged makes a damage of a format and its values.
func Damaged(format string, values ...any) *Damage { return &Damage{fmt.Sprintf(format, values...)} }

// Error says what is wrong.
func (d *Damage) Error() string { return d.Why }

// Try runs an action on the workspace as it will be once the batch is written. Of one that fails nothing stays in the batch.
func (b *Batch) Try(action Action) error {
	if b.ahead == nil {
		b.ahead = &ahead{View: b.view, batch: b, streams: map[Stream][]Event{}, called: map[string][]string{}}
	}
	if err := b.ahead.follow(); err != nil {
		return err
	}
	part := NewBatch(b.ahead, b.By, b.At, func() string { return b.ID })
	part.nonce = b.nonce
	if err := action(b.ahead, part); err != nil {
		return err
	}
	for _, e := range part.Events {
		b.heads[e.Stream] = []string{e.ID}
	}
	b.Events, b.Carried = append(b.Events, part.Events...), append(b.Carried, part.Carried...)
	maps.Copy(b.Texts, part.Texts)
	maps.Copy(b.Blobs, part.Blobs)
	return nil
}

// ahead is the workspace as it will be once a batch is written.
type ahead struct {
	View
	batch   *Batch
	seen    int // how many of the batch's events are in the maps
	streams map[Stream][]Event
	called  map[string][]string // ids of the batch's sources by name
}

// follow takes in the batch's newest events.
func (a *ahead) follow() error {
	for _, e := range a.batch.Events[a.seen:] {
		a.streams[e.Stream] = append(a.streams[e.Stream], e)
		a.seen++
		if e.Stream.Noun() != NounSource {
			continue
		}
		state, err := a.State(e.Stream)
		if err != nil {
			return err
		}
		if source, ok := state.(*Source); ok {
			for _, name := range source.Names() {
				a.called[FoldName(name)] = addID(a.called[FoldName(name)], source.ID())
			}
		}
	}
	return nil
}

// State folds a stream with what the batch adds to it.
func (a *ahead) State(s Stream) (State, error) {
	if len(a.streams[s]) == 0 {
		return a.View.State(s)
	}
	events, err := a.Events(s)
	return Fold(s, events), err
}

// Events are those here and the batch's.
func (a *ahead) Events(s Stream) ([]Event, error) {
	here, err := a.View.Events(s)
	return append(slices.Clone(here), a.streams[s]...), err
}

// Event looks in the batch too.
func (a *ahead) Event(id string) (Event, bool, error) {
	for _, e := range slices.Backward(a.batch.Events) {
		if e.ID == id {
			return e, true, nil
		}
	}
	return a.View.Event(id)
}

// Text looks in the batch too.
func (a *ahead) Text(id string) (string, error) {
	if text, here := a.batch.Texts[id]; here {
		return text, nil
	}
	return a.View.Text(id)
}

// ArticlesOf adds the batch's articles.
func (a *ahead) ArticlesOf(text string) ([]string, error) {
	ids, err := a.View.ArticlesOf(text)
	return a.with(ids, err, NounArticle, func(s State) bool {
		article, ok := s.(*Article)
		if !ok || !article.Live() {
			return false
		}
		_, holds := article.CaptureOf(text)
		return holds
	})
}

// ArticlesAt adds the batch's articles.
func (a *ahead) ArticlesAt(address string) ([]string, error) {
	ids, err := a.View.ArticlesAt(address)
	return a.with(ids, err, NounArticle, func(s State) bool {
		article, ok := s.(*Article)
		return ok && article.Live() && slices.Contains(article.Addresses(), address)
	})
}

// ClaimsIn adds the batch's claims.
func (a *ahead) ClaimsIn(text string) ([]string, error) {
	ids, err := a.View.ClaimsIn(text)
	return a.with(ids, err, NounClaim, func(s State) bool {
		c, ok := s.(*Claim)
		return ok && c.Live() && slices.ContainsFunc(c.Appearances, func(p Appearance) bool { return p.Text == text })
	})
}

func (a *ahead) with(ids []string, err error, noun Noun, holds func(State) bool) ([]string, error) {
	if err != nil {
		return nil, err
	}
	ids = slices.Clone(ids)
	for s := range a.streams {
		if s.Noun() != noun {
			continue
		}
		state, err := a.State(s)
		if err != nil {
			return nil, err
		}
		if holds(state) {
			ids = addID(ids, s.ID())
		}
	}
	return ids, nil
}

// SourcesNamed adds the batch's sources.
func (a *ahead) SourcesNamed(name string) ([]string, error) {
	ids, err := a.View.SourcesNamed(name)
	ids = slices.Clone(ids)
	for _, id := range a.called[FoldName(name)] {
		ids = addID(ids, id)
	}
	return ids, err
}

// Naming adds the streams of the batch that name a thing.
func (a *ahead) Naming(thing Stream) ([]Stream, error) {
	all, err := a.View.Naming(thing)
	all = slices.Clone(all)
	for s, events := range a.streams {
		if !slices.Contains(all, s) && slices.ContainsFunc(events, func(e Event) bool { return slices.Contains(Names(e.Fact), thing) }) {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return all, err
}

// FoldName makes names that people take for the same equal: case, width of spaces and composition do not count.
func FoldName(name string) string {
	return cases.Fold().String(norm.NFC.String(strings.Join(strings.Fields(name), " ")))
}
