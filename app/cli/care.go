package cli

import (
	"fmt"
	"os"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
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
				return p.undone("took back", w.Undo, batch)
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
				return p.undone("brought back", func(string) (workspace.Receipt, error) { return w.Redo() }, "")
			})
		},
	}
}

// undone takes back or brings back, and says how much.
func (p *program) undone(did string, do func(batch string) (workspace.Receipt, error), batch string) error {
	r, err := do(batch)
	if err != nil {
		return err
	}
	facts := 0
	for _, e := range r.Events {
		if taken, ok := e.Fact.(model.Retracted); ok {
			facts += len(taken.Events)
		}
	}
	return p.result(eventResult{r.Events[len(r.Events)-1].ID, r.Batch}, "%s %d facts, batch %s", did, facts, short(r.Batch))
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
					return fmt.Errorf("%s: %d faults; restore a backup, or import a colleague's export into a new workspace", p.path(), damage)
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

func (p *program) manual() *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write the manual pages into a folder",
		Example: "  touchstone man /usr/local/share/man/man1",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			if err := os.MkdirAll(given[0], 0o755); err != nil {
				return err
			}
			c.Root().DisableAutoGenTag = true
			now := p.Now()
			return doc.GenManTree(c.Root(), &doc.GenManHeader{Title: "TOUCHSTONE", Section: "1", Source: "touchstone", Date: &now}, given[0])
		},
	}
}
