package cli

import (
	"fmt"
	"os"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

func (p *program) judge() *cobra.Command {
	var j model.Judgement
	var scale string
	var cites, supersede []string
	c := &cobra.Command{
		Use:   "judge CLAIM --rating KEY --rationale TEXT",
		Short: "Give a verdict on a claim",
		Long: "A verdict is never edited. One's own current verdict is superseded by the new one, others' with --supersede; both need\n" +
			"--reason. `list scales` shows the ratings.",
		Example: "  touchstone judge 81b0c2e --rating mostly-false --rationale \"The report says otherwise.\" --cite 7c21f09\n  touchstone judge 81b0c2e --rating false --rationale \"Both agree now.\" --supersede all --reason adjudication",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				claim, err := p.id(d, "claim", given[0])
				if err != nil {
					return err
				}
				if j.Scale, err = p.scaleNamed(d, scale); err != nil {
					return err
				}
				if j.Cites, err = p.ids(d, "evidence", cites); err != nil {
					return err
				}
				for _, s := range supersede {
					if s == "all" {
						j.All = true
						continue
					}
					id, err := p.id(d, "verdict", s)
					if err != nil {
						return err
					}
					j.Supersede = append(j.Supersede, id)
				}
				return p.judged(w, model.Judge(claim, j))
			})
		},
	}
	f := c.Flags()
	f.StringVar(&j.Rating, "rating", "", "the rating's `KEY` on the scale")
	f.StringVar(&scale, "scale", "", "the scale, by key, name or id (else the desk's, else truth-six)")
	f.StringVar(&j.Rationale, "rationale", "", "why, `TEXT`")
	f.StringArrayVar(&cites, "cite", nil, "`EVIDENCE` of this claim that the verdict rests on; again for more")
	f.StringVar(&j.Correction, "correction", "", "proposed wording for the writer, `TEXT`")
	f.StringArrayVar(&supersede, "supersede", nil, "a current `VERDICT` that this one replaces, or all")
	f.StringVar(&j.Reason, "reason", "", "why it replaces another, `TEXT`")
	must(c, "rating")
	return c
}

func (p *program) judged(w *workspace.Workspace, action model.Action) error {
	r, err := w.Do(action)
	if err != nil {
		return err
	}
	given := struct {
		Verdict    string   `json:"verdict"`
		Supersedes []string `json:"supersedes"`
		Batch      string   `json:"batch"`
	}{Supersedes: []string{}, Batch: r.Batch}
	for _, e := range r.Events {
		if v, ok := e.Fact.(model.VerdictGiven); ok {
			given.Verdict = e.ID
			given.Supersedes = append(given.Supersedes, v.Supersedes...)
		}
	}
	line := "verdict " + short(given.Verdict)
	if len(given.Supersedes) > 0 {
		line += " supersedes " + shortAll(given.Supersedes)
	}
	return p.result(given, "%s", line)
}

// scaleNamed finds a scale by key, name or id, here or among the shipped ones. Without a name it is the desk's, else the
// first shipped one. Two scales of one key, as where a shipped one was changed, are never guessed between.
func (p *program) scaleNamed(d Desk, name string) (*model.Scale, error) {
	all, err := p.allScales(d)
	if err != nil {
		return nil, err
	}
	if name == "" {
		desk, err := stateOf[*model.Desk](d, model.NounDesk, model.DeskStream.ID())
		if err != nil {
			return nil, err
		}
		if name = desk.Scale; name == "" {
			return p.Scales()[0], nil
		}
	}
	for _, fits := range []func(*model.Scale) bool{
		func(s *model.Scale) bool { return s.Key == name },
		func(s *model.Scale) bool { return strings.EqualFold(s.Name, name) },
		func(s *model.Scale) bool {
			return len(name) >= shortestPrefix && strings.HasPrefix(s.ID(), strings.ToLower(name))
		},
	} {
		var found []*model.Scale
		var ids []string
		for _, s := range all {
			if fits(s) {
				found, ids = append(found, s), append(ids, short(s.ID()))
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return nil, model.Refuse("scale.several", "scale", name, "count", fmt.Sprint(len(found)), "ids", strings.Join(ids, ", "))
		}
	}
	return nil, model.Refuse("scale.unknown", "scale", name)
}

// allScales are the workspace's scales and the shipped ones that are not in it, the shipped ones first.
func (p Parts) allScales(d Desk) ([]*model.Scale, error) {
	all := p.Scales()
	ids, err := d.List(model.NounScale)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		known := false
		for _, s := range all {
			known = known || s.ID() == id
		}
		if known {
			continue
		}
		s, err := stateOf[*model.Scale](d, model.NounScale, id)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func (p *program) second() *cobra.Command {
	return p.standing("second", model.RoleSecond, "Stand behind a colleague's verdict")
}

func (p *program) approve() *cobra.Command {
	return p.standing("approve", model.RoleApprove, "Let a verdict out, as an editor")
}

func (p *program) standing(name, role, what string) *cobra.Command {
	var note string
	c := &cobra.Command{
		Use:     name + " VERDICT",
		Short:   what,
		Example: "  touchstone " + name + " 90ab12c --note \"checked the figures\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.on("verdict", given[0], model.KindVerdictSeconded, func(id string) model.Action {
				return model.StandBehind(id, role, note)
			})
		},
	}
	c.Flags().StringVar(&note, "note", "", "a remark, `TEXT`")
	return c
}

func (p *program) publish() *cobra.Command {
	var url, when string
	c := &cobra.Command{
		Use:     "publish CLAIM --url URL [--when DATE]",
		Short:   "Say where a claim's verdict was published",
		Example: "  touchstone publish 81b0c2e --url https://example.org/checks/12",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.onClaim(given[0], model.KindClaimPublished, func(claim string) model.Action {
				return notEmpty("url", url, model.Publish(claim, url, when))
			})
		},
	}
	c.Flags().StringVar(&url, "url", "", "where it stands")
	c.Flags().StringVar(&when, "when", "", "since when: a day, month or year, such as 2025-03-14")
	must(c, "url")
	return c
}

func (p *program) withdraw() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:     "withdraw EVENT --reason TEXT",
		Short:   "Take back something of one's own: a verdict, a second, a note, …",
		Example: "  touchstone withdraw 90ab12c --reason \"the figure was from another year\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.on("event", given[0], model.KindRetracted, func(id string) model.Action {
				return model.Withdraw(id, reason)
			})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why, `TEXT`; needed")
	return c
}

func (p *program) scale() *cobra.Command {
	return &cobra.Command{
		Use:     "scale FILE",
		Short:   "Add a scale to the workspace from a JSON file",
		Long:    "The file holds key, name and ratings; `list scales --json` shows the shape. A changed scale is a new one.",
		Example: "  touchstone scale our-scale.json",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			data, err := os.ReadFile(given[0])
			if err != nil {
				return fmt.Errorf("read the scale: %w", err)
			}
			s, err := model.ParseScale(data)
			if err != nil {
				return fmt.Errorf("%s: %w", given[0], err)
			}
			return p.change(Create, func(_ Desk, w *workspace.Workspace) error {
				r, err := w.Do(model.AddScale(s))
				if err != nil {
					return err
				}
				added := struct {
					Scale string `json:"scale"`
					Event string `json:"event"`
					Batch string `json:"batch"`
				}{s.ID(), r.Of(model.KindScaleDefined)[0], r.Batch}
				return p.result(added, "scale %s  %s", short(s.ID()), s.Name)
			})
		},
	}
}
