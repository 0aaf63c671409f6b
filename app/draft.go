//go:build !headless

package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"touchstone/model/workspace"
)

// Drafts are half-typed words. They belong to who typed them: a colleague who sits down at the same desk is not offered them.

// whose is under what a draft of the person at the desk is kept.
func (s *session) whose(place string) string { return s.who.ID() + "/" + place }

// draft is what the person at the desk half typed at a place, "" for nothing.
func (s *session) draft(place string) string { return s.kept[s.whose(place)] }

// drafted are the places at which the person at the desk half typed something, what was typed last first.
func (s *session) drafted() []string {
	var places []string
	for key := range s.kept {
		if place, mine := strings.CutPrefix(key, s.whose("")); mine {
			places = append(places, place)
		}
	}
	slices.SortFunc(places, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.typed[s.whose(b)], s.typed[s.whose(a)]), cmp.Compare(a, b))
	})
	return places
}

// keepAll takes over what is stored. Drafts of a time when they belonged to the desk are whose who sits there now.
func (s *session) keepAll(drafts []workspace.Draft) {
	for _, d := range drafts {
		if owner, _, _ := strings.Cut(d.Place, "/"); len(owner) == len(s.who.ID()) {
			s.kept[d.Place], s.typed[d.Place] = d.Body, d.At.UnixMilli()
			s.nth = max(s.nth, d.At.UnixMilli())
			continue
		}
		s.keep(d.Place, d.Body)
		s.dirty[d.Place] = ""
	}
}

// keep keeps half-typed words, "" to forget them. They are stored with the next flush.
func (s *session) keep(place, body string) {
	key := s.whose(place)
	if place == "" || s.kept[key] == body && s.dirty[key] == "" {
		return
	}
	s.nth++
	s.dirty[key], s.kept[key], s.typed[key] = body, body, s.nth
	if body == "" {
		delete(s.kept, key)
	}
}

// flush stores the drafts that changed.
func (s *session) flush() {
	if len(s.dirty) == 0 {
		return
	}
	dirty, desk := s.dirty, s.desk
	s.dirty = map[string]string{}
	s.run.Go(job{Work: func(context.Context, func(int, int)) (func(), error) {
		for key, body := range dirty {
			if err := desk.SaveDraft(key, body); err != nil {
				return nil, draftError{err}
			}
		}
		return nil, nil
	}})
}

// draftError says that half-typed words could not be stored; they are still on the screen.
type draftError struct{ error }

func (d draftError) Unwrap() error { return d.error }
