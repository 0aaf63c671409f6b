package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

func (p *program) undo() *cobra.Command {
	return &cobra.Command{
		Use:     "undo [BATCH]",
		Short:   "Take back one's last action, or a named one",
		Long:    "Undoing writes; nothing is deleted, and `redo` brings it back. What others have built on stays.",
		Example: "  touchstone undo\n  touchstone undo 4c0ffee",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				batch := ""
				if len(given) > 0 {
					var err error
					if batch, err = p.id(d, "batch", given[0]); err != nil {
						return err
					}
				}
				r, err := w.Undo(batch)
				if err != nil {
					return err
				}
				return p.undone(w, r, false)
			})
		},
	}
}

func (p *program) redo() *cobra.Command {
	return &cobra.Command{
		Use:     "redo",
		Short:   "Bring back what was undone last",
		Example: "  touchstone redo",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return p.change(Change, func(_ Desk, w *workspace.Workspace) error {
				r, err := w.Redo()
				if err != nil {
					return err
				}
				return p.undone(w, r, true)
			})
		},
	}
}

// undoResult is what undo and redo print.
type undoResult struct {
	eventResult
	Undone string `json:"undone,omitempty"` // the batch that was taken back
	Redone string `json:"redone,omitempty"` // the batch that was brought back
}

// takenBack reads what a batch of retractions took back: the batch that the facts belong to, and how many of each kind. A
// redo retracts retractions, so it is followed to the facts.
func takenBack(w *workspace.Workspace, events []model.Event) (batch string, counts map[model.Kind]int, err error) {
	counts = map[model.Kind]int{}
	err = w.Read(func(r workspace.Reader) error {
		var follow func(id string) error
		follow = func(id string) error {
			e, here, err := r.Event(id)
			if err != nil || !here {
				return err
			}
			if taken, ok := e.Fact.(model.Retracted); ok && taken.Reason == "" {
				for _, id := range taken.Events {
					if err := follow(id); err != nil {
						return err
					}
				}
				return nil
			}
			batch = e.Batch
			counts[e.Kind]++
			return nil
		}
		for _, e := range events {
			if taken, ok := e.Fact.(model.Retracted); ok {
				for _, id := range taken.Events {
					if err := follow(id); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	return batch, counts, err
}

// undone tells what an undo or a redo did.
func (p *program) undone(w *workspace.Workspace, r workspace.Receipt, redo bool) error {
	batch, counts, err := takenBack(w, r.Events)
	if err != nil {
		return err
	}
	result := undoResult{eventResult: eventResult{r.Events[len(r.Events)-1].ID, r.Batch}, Undone: batch}
	did := "took back"
	if redo {
		did, result.Undone, result.Redone = "brought back", "", batch
	}
	var what []string
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		what = append(what, fmt.Sprintf("%d %s", counts[kind], kind))
	}
	return p.result(result, "%s batch %s: %s", did, short(batch), strings.Join(what, ", "))
}

func (p *program) verify() *cobra.Command {
	return &cobra.Command{
		Use:     "verify [FILE]",
		Short:   "Look at every byte of a workspace and name what is damaged",
		Example: "  touchstone verify\n  touchstone verify backup.db",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			if len(given) > 0 {
				p.workspace = given[0]
			}
			return p.open(Look, func(d Desk) error {
				faults, err := d.Verify(p.progress("verifying"))
				if err != nil {
					return err
				}
				damage := 0
				for _, f := range faults {
					if !f.Missing {
						damage++
					}
					line := struct {
						Item    string `json:"item"`
						Fault   string `json:"fault"`
						Missing bool   `json:"missing"`
					}{f.Item, f.What, f.Missing}
					if err := p.result(line, "%s: %s", f.Item, f.What); err != nil {
						return err
					}
				}
				if damage > 0 {
					return fmt.Errorf("%s: %s; restore a backup, or import a colleague's export into a new workspace", p.path(), count(damage, "fault"))
				}
				p.line("%s: everything is as it was written", p.path())
				return nil
			})
		},
	}
}

func (p *program) backup() *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "Write the whole workspace to another file",
		Example: "  touchstone backup friday.db",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.open(Look, func(d Desk) error {
				if err := d.Backup(given[0]); err != nil {
					return err
				}
				return p.result(map[string]string{"file": given[0]}, "backup written: %s", given[0])
			})
		},
	}
}

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Say which version this is",
		Example: "  touchstone version",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return p.result(map[string]string{"version": p.Version}, "touchstone %s", p.Version)
		},
	}
}
