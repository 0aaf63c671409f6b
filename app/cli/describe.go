package cli

import (
	"fmt"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// pairs reads KEY=VALUE arguments in order.
func pairs(given []string) (names []string, values map[string]string, err error) {
	values = map[string]string{}
	for _, g := range given {
		name, value, ok := strings.Cut(g, "=")
		if !ok || name == "" {
			return nil, nil, usageError{fmt.Errorf("%q: write KEY=VALUE", g)}
		}
		if _, twice := values[name]; !twice {
			names = append(names, name)
		}
		values[name] = value
	}
	return names, values, nil
}

func (p *program) describe() *cobra.Command {
	return &cobra.Command{
		Use:   "describe ID KEY=VALUE…",
		Short: "Set what is known of a claim, an article, evidence, a source or oneself",
		Long: "Claims: statement, language, by, when, where, url, timecode, " + strings.Join(model.DescribableFields(model.NounClaim), ", ") + ".\n" +
			"Articles: " + strings.Join(model.DescribableFields(model.NounArticle), ", ") + ".\n" +
			"Evidence: " + strings.Join(model.DescribableFields(model.NounEvidence), ", ") + ".\n" +
			"Sources: " + strings.Join(model.DescribableFields(model.NounSource), ", ") + ".\n" +
			"Oneself: name, affiliation.\n" +
			"Lists are separated by commas; an empty value clears.",
		Example: "  touchstone describe 81b0c2e tags=bridge,safety due=2025-04-01\n  touchstone describe 3fa9c1d outlet=\"The Harbour Post\"",
		Args:    args(cobra.MinimumNArgs(2)),
		RunE: func(_ *cobra.Command, given []string) error {
			names, values, err := pairs(given[1:])
			if err != nil {
				return err
			}
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				noun, id, err := p.anyID(d, given[0], "claim", "article", "evidence", "source", "person")
				if err != nil {
					return err
				}
				action, err := describing(model.Noun(noun), id, names, values)
				if err != nil {
					return err
				}
				r, err := w.Do(action)
				if err != nil {
					return err
				}
				last := r.Events[len(r.Events)-1]
				return p.result(eventResult{last.ID, r.Batch}, "%s %s", last.Kind, short(last.ID))
			})
		},
	}
}

// describing makes the action for described values. Those that a claim states go into a statement.
func describing(noun model.Noun, id string, names []string, values map[string]string) (model.Action, error) {
	fields, stated, said := model.Fields{}, model.ClaimStated{}, model.Said{}
	stating := map[string]*string{
		"statement": &stated.Statement, "language": &stated.Language, "by": &said.By, "when": &said.When, "where": &said.Where,
		"url": &said.URL, "timecode": &said.Timecode,
	}
	states := false
	for _, name := range names {
		if part, ok := stating[strings.TrimPrefix(name, "said.")]; ok && noun == model.NounClaim {
			if values[name] == "" {
				return nil, model.Refuse("field.malformed", "field", name, "why", "it cannot be cleared, only reworded")
			}
			*part, states = values[name], true
			continue
		}
		value, err := model.ParseField(noun, name, values[name])
		if err != nil {
			return nil, err
		}
		if err := fields.Set(name, value); err != nil {
			return nil, err
		}
	}
	var actions []model.Action
	if states {
		if said != (model.Said{}) {
			stated.Said = &said
		}
		actions = append(actions, model.Restate(id, stated))
	}
	if len(fields) > 0 {
		actions = append(actions, model.DescribeThing(model.StreamOf(noun, id), fields))
	}
	return model.All(actions...), nil
}

func (p *program) note() *cobra.Command {
	return &cobra.Command{
		Use:     "note CLAIM TEXT",
		Short:   "Write into a claim's thread",
		Example: "  touchstone note 81b0c2e \"I called the harbour office; they ring back on Monday.\"",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.onClaim(given[0], model.KindNoteWritten, func(claim string) model.Action {
				return notEmpty("note", given[1], model.WriteNote(claim, given[1]))
			})
		},
	}
}

func (p *program) join() *cobra.Command {
	var not bool
	c := &cobra.Command{
		Use:     "join A B",
		Short:   "Say that two claims, or two articles, are the same",
		Example: "  touchstone join 81b0c2e 5ac0f13\n  touchstone join 81b0c2e 77d0e21 --not",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				noun, a, err := p.anyID(d, given[0], "claim", "article")
				if err != nil {
					return err
				}
				b, err := p.id(d, noun, given[1])
				if err != nil {
					return err
				}
				switch {
				case noun == "article" && not:
					return model.Refuse("article.keptapart")
				case noun == "article":
					return p.do(w, model.KindArticlesJoined, model.JoinArticles(a, b))
				case not:
					return p.do(w, model.KindClaimsKeptApart, model.Join(a, b, true))
				}
				return p.do(w, model.KindClaimsJoined, model.Join(a, b, false))
			})
		},
	}
	c.Flags().BoolVar(&not, "not", false, "they are not the same, however alike")
	return c
}

func (p *program) policy() *cobra.Command {
	return &cobra.Command{
		Use:     "policy KEY=VALUE…",
		Short:   "Set what the desk asks of a verdict: scale, editors, seconds",
		Example: "  touchstone policy scale=truth-six seconds=1 editors=Anna,Björn",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			names, values, err := pairs(given)
			if err != nil {
				return err
			}
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				action, err := p.setting(d, names, values)
				if err != nil {
					return err
				}
				return p.do(w, model.KindPolicySet, action)
			})
		},
	}
}

func (p *program) setting(d Desk, names []string, values map[string]string) (model.Action, error) {
	fields := model.Fields{}
	var scale *model.Scale
	for _, name := range names {
		var value any
		var err error
		switch {
		case name == "scale" && values[name] != "":
			if scale, err = p.scaleNamed(d, values[name]); err == nil {
				value = scale.ID()
			}
		case name == "editors":
			var editors []string
			for part := range strings.SplitSeq(values[name], ",") {
				if part = strings.TrimSpace(part); part == "" {
					continue
				}
				id, err := p.personNamed(d, part)
				if err != nil {
					return nil, err
				}
				editors = append(editors, id)
			}
			slices.Sort(editors)
			value = slices.Compact(editors)
		default:
			value, err = model.ParseField(model.NounDesk, name, values[name])
		}
		if err != nil {
			return nil, err
		}
		if err := fields.Set(name, value); err != nil {
			return nil, err
		}
	}
	return model.SetPolicy(scale, fields), nil
}
