package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (p *program) search() *cobra.Command {
	var limit int
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find articles, claims, reviews, evidence and sources by their words",
		Long: "All words must stand there; where nothing holds them all, any of them. Endings do not matter: bridge finds bridges. Words in\n" +
			"quotes stand side by side, a * ends the beginning of a word, OR joins alternatives, and - leaves out.",
		Example: "  touchstone search bridge inspection\n  touchstone search '\"Ministry of Ports\" -quay pile*'",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			if limit < 1 {
				return usageError{fmt.Errorf("--limit %d: say how many, from 1", limit)}
			}
			return p.open(Look, func(d Desk) error {
				hits, err := d.Search(strings.Join(given, " "), limit)
				if err != nil {
					return err
				}
				for _, h := range hits {
					if err := p.result(h, "%-8s  %s  %s", h.Noun, short(h.ID), Cut(h.Title, 70)); err != nil {
						return err
					}
					if h.Snippet != h.Title {
						p.line("            %s", h.Snippet)
					}
				}
				return nil
			})
		},
	}
	c.Flags().IntVar(&limit, "limit", 20, "how many at most")
	return c
}
