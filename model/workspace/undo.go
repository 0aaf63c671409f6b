package workspace

import (
	"strings"

	"touchstone/model"
)

// toUndo finds the batch to take back: the named one, or the newest ordinary one of which anything stands.
// An import is none: it had a rehearsal before, and a backup was made.
func toUndo(r Reader, by, named string) ([]model.Event, error) {
	var found []model.Event
	var refusal error
	err := r.Batches(by, func(id string, ids []string) (bool, error) {
		if named != "" && !strings.HasPrefix(id, named) {
			return true, nil
		}
		events, deed, err := read(r, ids)
		if err != nil {
			return false, err
		}
		stands, err := standing(r, events)
		if err != nil {
			return false, err
		}
		if deed == model.Ordinary && len(stands) > 0 {
			found = stands
			return false, nil
		}
		switch {
		case named != "" && deed == model.Importing:
			refusal = model.Refuse("undo.imported", "id", named)
		case named != "":
			refusal = model.Refuse("undo.undone", "id", named)
		}
		return named == "", nil
	})
	switch {
	case err != nil:
		return nil, err
	case found != nil:
		return found, nil
	case refusal != nil:
		return nil, refusal
	case named != "":
		return nil, model.Refuse("undo.unknown", "id", named)
	}
	return nil, model.Refuse("undo.nothing")
}

// toRedo finds the newest undo that stands. An ordinary batch that stands and came after it ends the search.
func toRedo(r Reader, by string) ([]model.Event, error) {
	var found []model.Event
	err := r.Batches(by, func(_ string, ids []string) (bool, error) {
		events, deed, err := read(r, ids)
		if err != nil {
			return false, err
		}
		stands, err := standing(r, events)
		if err != nil || len(stands) == 0 || deed == model.Redoing {
			return err == nil, err
		}
		if deed == model.Undoing {
			found = stands
		}
		return false, nil
	})
	if err == nil && found == nil {
		err = model.Refuse("redo.nothing")
	}
	return found, err
}

// read reads a batch's events and says what it did.
func read(r Reader, ids []string) ([]model.Event, model.Deed, error) {
	events, err := eventsOf(r, ids)
	if err != nil {
		return nil, 0, err
	}
	deed, err := model.DeedOf(events, func(event string) ([]model.Event, error) {
		e, here, err := r.Event(event)
		if err != nil || !here {
			return nil, err
		}
		seal, here, err := r.Seal(e.Batch, e.By)
		if err != nil || !here {
			return nil, err
		}
		return eventsOf(r, seal.IDs)
	})
	return events, deed, err
}

func eventsOf(r Reader, ids []string) ([]model.Event, error) {
	var events []model.Event
	for _, id := range ids {
		e, here, err := r.Event(id)
		if err != nil {
			return nil, err
		}
		if here {
			events = append(events, e)
		}
	}
	return events, nil
}

// standing keeps the events that stand, without the one that says who the author is: that is never undone.
func standing(r Reader, events []model.Event) ([]model.Event, error) {
	var kept []model.Event
	stands := map[model.Stream]map[string]bool{}
	for _, e := range events {
		if e.Stream.Noun() == model.NounPerson {
			continue
		}
		if stands[e.Stream] == nil {
			all, err := r.Events(e.Stream)
			if err != nil {
				return nil, err
			}
			stands[e.Stream] = model.Standing(e.Stream, all)
		}
		if stands[e.Stream][e.ID] {
			kept = append(kept, e)
		}
	}
	return kept, nil
}
