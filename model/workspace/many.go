package workspace

import (
	"errors"

	"touchstone/model"
)

// Result is what became of one of many actions: what it wrote, or the *model.Problem for which it was refused.
type Result struct {
	Receipt
	Refused *model.Problem
}

// DoMany runs actions in one write, which costs one wait for the disk. Each is a batch of its own, so that undo takes back
// one at a time, and sees what those before it wrote; a refused one writes nothing and keeps none of the others from being
// written. Any other error means that nothing of all was written. The caller bounds how many: others wait as long as it takes.
func (w *Workspace) DoMany(actions []model.Action) ([]Result, error) {
	var outcomes []Result
	var changes []Change
	written := 0
	err := w.log.Write(func(tx Writer) error {
		for _, a := range actions {
			batch, err := w.run(tx, a)
			var problem *model.Problem
			if errors.As(err, &problem) { // before anything of it was written
				outcomes = append(outcomes, Result{Refused: problem})
				continue
			}
			if err != nil {
				return err
			}
			changed, err := w.append(tx, Done, batch)
			if err != nil {
				return err
			}
			outcomes = append(outcomes, Result{})
			if n := len(batch.Events); n > 0 {
				written += n
				changes = append(changes, changed...)
				outcomes[len(outcomes)-1].Receipt = receipt(batch)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if written > 0 {
		w.pass(written)
		w.tell(changes)
	}
	return outcomes, nil
}
