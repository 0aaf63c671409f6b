package workspace

import (
	"time"

	"touchstone/model"
)

// Step is one thing that somebody did and can take back.
type Step struct {
	Batch  string // for Undo
	At     time.Time
	Events []model.Event // those that stand
}

// Steps returns the last steps of a person that stand, from the newest, at most so many. Imports are none: they are not undone.
func Steps(r Reader, by string, most int) ([]Step, error) {
	var all []Step
	err := r.Batches(by, func(id string, ids []string) (bool, error) {
		events, deed, err := read(r, ids)
		if err != nil || deed != model.Ordinary {
			return err == nil, err
		}
		stands, err := standing(r, events)
		if err != nil {
			return false, err
		}
		if len(stands) > 0 {
			all = append(all, Step{Batch: id, At: stands[0].At, Events: stands})
		}
		return len(all) < most, nil
	})
	return all, err
}
