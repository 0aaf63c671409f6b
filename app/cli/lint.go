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
		s := &surroundings{r: r}
		found := lint.Check(c, s.all())
		if s.err != nil {
			return s.err
		}
		if len(found) > 0 {
			p.line("claim %s  %s", short(id), cut(c.Statement, 80))
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

// surroundings looks up what a claim names, and keeps the first failure.
type surroundings struct {
	r   workspace.Reader
	err error
}

func (s *surroundings) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *surroundings) all() lint.Surroundings {
	return lint.Surroundings{
		Evidence: func(id string) *model.Evidence {
			ev, err := read[*model.Evidence](s.r, model.NounEvidence, id)
			s.keep(err)
			return ev
		},
		Scale: func(id string) *model.Scale {
			scale, err := read[*model.Scale](s.r, model.NounScale, id)
			s.keep(err)
			return scale
		},
		Text: s.text, Captured: s.captured,
	}
}

func (s *surroundings) text(id string) string {
	text, err := s.r.Text(id)
	s.keep(err)
	return text
}

// captured are the texts of the article of a web address. Its id is made of the address, which is how the desk knows it.
func (s *surroundings) captured(url string) []string {
	canonical, err := model.CanonicalURL(url)
	if err != nil {
		return nil
	}
	a, err := read[*model.Article](s.r, model.NounArticle, model.Hash([]byte(canonical)))
	s.keep(err)
	if !a.Live() {
		return nil
	}
	var texts []string
	for _, c := range a.Captures {
		texts = append(texts, s.text(c.Text))
	}
	return texts
}
