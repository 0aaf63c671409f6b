package cli

import (
	"strconv"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// appearanceText completes an appearance's id and finds the text it stands in.
func (p *program) appearanceText(d Desk, prefix string) (id, text string, err error) {
	if id, err = p.id(d, "appearance", prefix); err != nil {
		return "", "", err
	}
	err = d.Read(func(r workspace.Reader) error {
		e, _, err := r.Event(id)
		if added, ok := e.Fact.(model.AppearanceAdded); err == nil && ok {
			text, err = r.Text(added.Text)
		}
		return err
	})
	return id, text, err
}

func (p *program) reshape() *cobra.Command {
	var q quoted
	c := &cobra.Command{
		Use:     "reshape APPEARANCE --quote TEXT",
		Short:   "Give an appearance other words of the same text",
		Example: "  touchstone reshape 5d02aa1 --quote \"the old bridge is unsafe\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				id, text, err := p.appearanceText(d, ids[0])
				if err != nil {
					return err
				}
				places, err := model.Places(text, q.quote, q.which)
				if err != nil {
					return err
				}
				return p.do(w, model.KindAppearanceReshaped, model.Reshape(id, places[0]))
			})
		},
	}
	q.flags(c, false)
	return c
}

func (p *program) confirm() *cobra.Command {
	var gone bool
	var why, quote string
	c := &cobra.Command{
		Use:   "confirm APPEARANCE",
		Short: "Confirm a carried appearance, or say where it stands now or that its words are gone",
		Example: "  touchstone confirm 5d02aa1\n  touchstone confirm 5d02aa1 --quote \"the bridge was unsafe\"\n" +
			"  touchstone confirm 5d02aa1 --gone --why \"the paragraph was cut\"",
		Args: args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				id, err := p.id(d, "appearance", ids[0])
				if err != nil {
					return err
				}
				if !gone && quote == "" {
					return p.do(w, model.KindAppearanceConfirmed, model.Confirm(id))
				}
				newest, err := newestText(w, id)
				if err != nil {
					return err
				}
				if quote != "" {
					return p.standsAt(d, w, id, newest, quote)
				}
				return p.do(w, model.KindAppearanceGone, model.Lose(id, newest, why))
			})
		},
	}
	c.Flags().StringVar(&quote, "quote", "", "the words it stands in in the article's newest text, `TEXT`")
	c.Flags().BoolVar(&gone, "gone", false, "the article's newest text no longer says it")
	c.Flags().StringVar(&why, "why", "", "why, `TEXT`")
	c.MarkFlagsMutuallyExclusive("quote", "gone")
	return c
}

// standsAt says in which words of a newer text an appearance of an older one stands.
func (p *program) standsAt(d Desk, w *workspace.Workspace, appearance, newest, quote string) error {
	var words string
	err := d.Read(func(r workspace.Reader) (err error) {
		words, err = r.Text(newest)
		return err
	})
	if err != nil {
		return err
	}
	places, err := model.Places(words, quote, model.Which{})
	if err != nil {
		return err
	}
	return p.do(w, model.KindAppearanceAdded, model.Place(appearance, newest, places[0]))
}

// newestText is the latest text of the article that an appearance stands in.
func newestText(w *workspace.Workspace, appearance string) (string, error) {
	newest := ""
	err := w.Read(func(r workspace.Reader) error {
		e, _, err := r.Event(appearance)
		added, ok := e.Fact.(model.AppearanceAdded)
		if err != nil || !ok {
			return err
		}
		newest = added.Text
		articles, err := r.ArticlesOf(added.Text)
		if err != nil || len(articles) == 0 {
			return err
		}
		state, err := r.State(model.StreamOf(model.NounArticle, articles[0]))
		if a, ok := state.(*model.Article); ok && a.Live() {
			newest = a.Latest().Text
		}
		return err
	})
	return newest, err
}

func (p *program) remove() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:     "remove APPEARANCE|ATTRIBUTION --reason TEXT",
		Short:   "Take an appearance or an attribution off its claim",
		Example: "  touchstone remove 5d02aa1 --reason \"another bridge is meant\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				noun, id, err := p.anyID(d, ids[0], "appearance", "attribution")
				if err != nil {
					return err
				}
				kind := model.KindAppearanceRemoved
				if noun == "attribution" {
					kind = model.KindAttributionRemoved
				}
				return p.do(w, kind, model.Remove(id, reason))
			})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why, `TEXT`; needed")
	return c
}

func (p *program) split() *cobra.Command {
	var numbers []int
	var s stating
	c := &cobra.Command{
		Use:     "split CLAIM --appearance N --statement TEXT",
		Short:   "Move some appearances of a claim to a new claim",
		Example: "  touchstone split 81b0c2e --appearance 2 --statement \"The new bridge is unsafe\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				claim, err := p.id(d, "claim", ids[0])
				if err != nil {
					return err
				}
				appearances, err := numbered(w, claim, numbers)
				if err != nil {
					return err
				}
				return p.marked(w, model.SplitClaim(claim, appearances, s.fact()))
			})
		},
	}
	c.Flags().IntSliceVar(&numbers, "appearance", nil, "the number of an appearance in text order, from 1; again for more")
	s.flags(c)
	must(c, "appearance", "statement")
	return c
}

// numbered finds appearances by their number in text order, from 1.
func numbered(w *workspace.Workspace, claim string, numbers []int) ([]string, error) {
	c, err := stateOf[*model.Claim](w, model.NounClaim, claim)
	if err != nil {
		return nil, err
	}
	all := sheet.ByPlace(c)
	var ids []string
	for _, n := range numbers {
		if n < 1 || n > len(all) {
			return nil, model.Refuse("appearance.number", "count", strconv.Itoa(len(all)), "number", strconv.Itoa(n))
		}
		ids = append(ids, all[n-1].ID)
	}
	return ids, nil
}
