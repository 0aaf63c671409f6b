package cli

import (
	"fmt"

	"touchstone/model"
	"touchstone/model/lint"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// linted is what lint prints of one finding.
type linted struct {
	Claim string `json:"claim"`
	lint.Finding
}

func (p *program) lint() *cobra.Command {
	return &cobra.Command{
		Use:   "lint [CLAIM]",
		Short: "Find what a publisher would stumble on",
		Long: "Looks at one claim or at all, and names the rule that each finding rests on. An error is what readers of ClaimReview\n" +
			"refuse, or what cannot be right; a warning stands on weak feet. The answer is no (1) where there is an error.",
		Example: "  touchstone lint\n  touchstone lint 81b0c2e --json",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.look(func(d Desk, r workspace.Reader, _ *sheet.Builder) error {
				ids, err := d.List(model.NounClaim)
				if len(given) > 0 {
					var id string
					id, err = p.id(d, string(model.NounClaim), given[0])
					ids = []string{id}
				}
				if err != nil {
					return err
				}
				return p.lintAll(r, ids)
			})
		},
	}
}

func (p *program) lintAll(r workspace.Reader, ids []string) error {
	levels := map[lint.Level]int{}
	for _, id := range ids {
		c, err := read[*model.Claim](r, model.NounClaim, id)
		if err != nil {
			return err
		}
		found, err := lint.Look(c, r)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			p.line("claim %s  %s", short(id), Cut(c.Statement, 80))
		}
		for _, f := range found {
			levels[f.Level]++
			p.line("  %-7s  %s  %s: %s", f.Level, short(f.Thing), f.Rule, oneLine(f.Why))
			p.line("           %s", f.Source)
			if err := p.value(linted{id, f}); err != nil {
				return err
			}
		}
	}
	said := fmt.Sprintf("%s in %s: %s, %s", count(levels[lint.Error]+levels[lint.Warning], "finding"), count(len(ids), "claim"),
		count(levels[lint.Error], "error"), count(levels[lint.Warning], "warning"))
	if levels[lint.Error] > 0 {
		return fmt.Errorf("%s", said)
	}
	p.tell("%s", said)
	return nil
}
