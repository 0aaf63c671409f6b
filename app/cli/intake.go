package cli

import (
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"touchstone/model"
	"touchstone/model/workspace"
)

// groupBatches is how many batches of items share one write, so that waiting for the disk does not count.
const groupBatches = 10

// TakeIn takes in the items of a file of another format, several batches of them in one write. told hears of every item once it
// is stored; its error ends the import. What came in before a failure stays.
func TakeIn(f *workspace.Format, in workspace.Incoming, w *workspace.Workspace, told func(workspace.Outcome) error) error {
	t := &intake{w: w, told: told}
	err := f.Read(in, t.take)
	return errors.Join(err, t.flush())
}

// intake are the items of one file on their way in.
type intake struct {
	w     *workspace.Workspace
	told  func(workspace.Outcome) error
	items []workspace.Foreign
}

func (t *intake) take(item workspace.Foreign) error {
	t.items = append(t.items, item)
	if len(t.items) < groupBatches*workspace.BatchOfItems {
		return nil
	}
	return t.flush()
}

// flush takes in what waits, and tells of it once it is stored.
func (t *intake) flush() error {
	if len(t.items) == 0 {
		return nil
	}
	var actions []model.Action
	outcomes := make([][]workspace.Outcome, 0, groupBatches)
	for batch := range slices.Chunk(t.items, workspace.BatchOfItems) {
		outcomes = append(outcomes, nil)
		actions = append(actions, workspace.TakeIn(batch, &outcomes[len(outcomes)-1]))
	}
	results, err := t.w.DoMany(actions)
	if err != nil {
		return err
	}
	for _, r := range results {
		if r.Refused != nil {
			return r.Refused
		}
	}
	clear(t.items) // what they hold of the file can go
	t.items = t.items[:0]
	for _, batch := range outcomes {
		for _, o := range batch {
			if err := t.told(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// Rehearse lets do something to a workspace without changing it: what is written goes to a file of its own that is thrown
// away, however much it is. It is written by nobody whose key is kept.
func (p Parts) Rehearse(d Desk, use func(*workspace.Workspace) error) error {
	return p.scratch(func(above Desk) error {
		w, err := p.byNobody(workspace.Over(d, above))
		if err != nil {
			return err
		}
		return use(w)
	})
}

// byNobody writes to a log that is thrown away, in the name of nobody whose key is kept.
func (p Parts) byNobody(to workspace.Log) (*workspace.Workspace, error) {
	who := model.Identity{Key: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))}
	return workspace.New(to, workspace.Settings{Who: who, Now: p.Now, Nonce: p.Nonce})
}

// scratch opens an empty workspace, and throws it away after use.
func (p Parts) scratch(use func(Desk) error) (err error) {
	folder, err := os.MkdirTemp("", "touchstone-check-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	d, err := p.Open(filepath.Join(folder, "empty.db"), Create, func(int, int) {})
	if err != nil {
		return err
	}
	return errors.Join(use(d), d.Close())
}
