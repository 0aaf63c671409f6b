package cli

import (
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

func (p *program) attribute() *cobra.Command {
	var links []string
	var form string
	var number int
	c := &cobra.Command{
		Use:   "attribute CLAIM --link 'SOURCE|CUE|MENTION'",
		Short: "Say who says a claim, and through whom it reached the page",
		Long: "One --link for every step from the page inwards. SOURCE is an id, a known name or a new one; several are joined by\n" +
			"\" + \". CUE are the words that attribute, MENTION those that name the source (its name by default). Both are sought\n" +
			"beside every appearance; if one is missing anywhere, nothing is written.",
		Example: "  touchstone attribute 81b0c2e --link 'TT|according to' --link 'Russian media|reports'\n  touchstone attribute 81b0c2e --link 'The mayor|says|he' --form direct",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				claim, err := p.id(d, "claim", ids[0])
				if err != nil {
					return err
				}
				chain, err := p.links(d, links)
				if err != nil {
					return err
				}
				var only []string
				if number != 0 {
					if only, err = numbered(w, claim, []int{number}); err != nil {
						return err
					}
				}
				action := model.Attribute(claim, chain, form, only)
				return p.attributed(w, oneOf("form", form, []string{"", model.Direct, model.Indirect, model.Mixed}, action))
			})
		},
	}
	c.Flags().StringArrayVar(&links, "link", nil, "one step of the chain, `'SOURCE|CUE|MENTION'`; again for the next one inwards")
	c.Flags().StringVar(&form, "form", "", "direct, indirect or mixed; without it the quote marks tell")
	c.Flags().IntVar(&number, "appearance", 0, "only the `N`th appearance in text order")
	must(c, "link")
	return c
}

func (p *program) attributed(w *workspace.Workspace, action model.Action) error {
	r, err := w.Do(action)
	if err != nil {
		return err
	}
	made := struct {
		Attributions []string `json:"attributions"`
		Batch        string   `json:"batch"`
	}{r.Of(model.KindAttributionMade), r.Batch}
	return p.result(made, "%s %s", count(len(made.Attributions), "attribution"), shortAll(made.Attributions))
}

// links reads the steps of a chain. A source that is the beginning of a known source's id becomes that id.
func (p *program) links(d Desk, words []string) ([]model.Link, error) {
	var chain []model.Link
	for _, w := range words {
		link, err := model.ParseLink(w)
		if err != nil {
			return nil, err
		}
		for i, s := range link.Sources {
			if len(s) < shortestPrefix || strings.Trim(strings.ToLower(s), "0123456789abcdef") != "" {
				continue
			}
			if id, err := p.id(d, "source", s); err == nil {
				link.Sources[i] = id
			}
		}
		chain = append(chain, link)
	}
	return chain, nil
}
