package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/matching"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// looked is how many of the index's best claims are compared with a text.
const looked = 40

// matched is one claim that may say what a text says.
type matched struct {
	Claim     string        `json:"claim"`
	URL       string        `json:"url"` // where a check of it was published, "" for none
	Statement string        `json:"statement"`
	Score     float64       `json:"score"`
	Tier      matching.Tier `json:"tier"`
	Reasons   []string      `json:"reasons"`
	Rating    string        `json:"rating"` // as its publisher words it, or ours, "" for none
}

// likenesses are what match prints of one text.
type likenesses struct {
	Text    string    `json:"text"`
	Matches []matched `json:"matches"`
}

func (p *program) match() *cobra.Command {
	var limit int
	var claim string
	c := &cobra.Command{
		Use:   "match [TEXT]",
		Short: "Was it checked already? Find claims and imported reviews that say the same",
		Long: "Ranks by the words, names and numbers that both have, and says which. It never says that two are the same: join them, or\n" +
			"keep them apart (`join --not`), and they are not proposed for each other again. Without TEXT it reads lines of JSON with a\n" +
			"text from standard input.",
		Example: "  touchstone match \"Crime has doubled since 2019\"\n  touchstone match --claim 81b0c2e\n  echo '{\"text\":\"Crime has doubled\"}' | touchstone match --json",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			switch {
			case limit < 1:
				return usageError{fmt.Errorf("--limit %d: say how many, from 1", limit)}
			case claim != "" && len(given) > 0:
				return usageError{errors.New("give a text or --claim, not both")}
			}
			return p.open(Look, func(d Desk) error { return p.matchAll(d, given, claim, limit) })
		},
	}
	c.Flags().IntVar(&limit, "limit", 5, "how many at most")
	c.Flags().StringVar(&claim, "claim", "", "find claims like this `CLAIM`, without those that it is joined with or kept apart from")
	return c
}

func (p *program) matchAll(d Desk, given []string, claim string, limit int) error {
	switch {
	case claim != "":
		id, err := p.id(d, "claim", claim)
		if err != nil {
			return err
		}
		return p.matchOne(d, "", id, limit)
	case len(given) > 0:
		return p.matchOne(d, given[0], "", limit)
	}
	in := bufio.NewReaderSize(p.Stdin, 1<<16)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			var one struct {
				Text *string `json:"text"`
			}
			if bad := json.Unmarshal(line, &one); bad != nil || one.Text == nil {
				return model.Refuse("field.malformed", "field", fmt.Sprintf("line %d", n), "why", `it is not {"text": "…"}`)
			}
			if failed := p.matchOne(d, *one.Text, "", limit); failed != nil {
				return failed
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// matchOne finds claims like a text, or like a claim.
func (p *program) matchOne(d Desk, text, claim string, limit int) error {
	return d.Read(func(r workspace.Reader) error {
		apart := []string{claim}
		if claim != "" {
			c, err := read[*model.Claim](r, model.NounClaim, claim)
			if err != nil {
				return err
			}
			if !c.Live() {
				return model.Refuse("id.unknown", "noun", "claim", "id", short(claim))
			}
			text, apart = c.Statement, append(append(apart, c.Joined...), c.KeptApart...)
		}
		found, err := alike(d, r, text, apart, limit)
		if err != nil {
			return err
		}
		for _, m := range found.Matches {
			p.line("%-8s  %.2f  %s  %s", m.Tier, m.Score, short(m.Claim), Cut(m.Statement, 90))
			p.line("          %s", strings.TrimSpace(strings.Join(m.Reasons, "; ")))
			if m.Rating+m.URL != "" {
				p.line("          %s", strings.TrimSpace(m.Rating+"  "+m.URL))
			}
		}
		return p.value(found)
	})
}

// alike ranks the claims that share words with a text, without those that are kept apart from it: by name, or because a
// claim that says the very same was kept apart from them.
func alike(d Desk, r model.View, text string, apart []string, limit int) (likenesses, error) {
	found := likenesses{text, []matched{}}
	candidates, err := d.Alike(matching.Terms(text), looked)
	if err != nil {
		return found, err
	}
	compared := make([]matching.Candidate, len(candidates))
	for i, a := range candidates {
		compared[i] = matching.Candidate{Statement: a.Statement, Names: a.Names, Score: a.Score}
		if !matching.Same(a.Statement, text) {
			continue
		}
		c, err := claimOf(r, a.Claim)
		if err != nil {
			return found, err
		}
		apart = append(apart, c.KeptApart...)
	}
	for _, m := range matching.Rank(text, compared) {
		a := candidates[m.Index]
		if slices.Contains(apart, a.Claim) {
			continue
		}
		if len(found.Matches) == limit {
			break
		}
		one := matched{Claim: a.Claim, Statement: a.Statement, Score: m.Score, Tier: m.Tier, Reasons: m.Reasons}
		c, err := claimOf(r, a.Claim)
		if err != nil {
			return found, err
		}
		if one.Rating, one.URL, err = checkOf(r, c); err != nil {
			return found, err
		}
		found.Matches = append(found.Matches, one)
	}
	return found, nil
}

// checkOf is how a claim was rated and where that was published: by us, else by others.
func checkOf(v model.View, c *model.Claim) (rating, url string, err error) {
	if heads := c.Heads(); len(heads) > 0 {
		last := heads[len(heads)-1]
		state, err := v.State(model.StreamOf(model.NounScale, last.Scale))
		if err != nil {
			return "", "", err
		}
		scale, _ := state.(*model.Scale)
		rating = last.Rating
		if r, known := scale.Rating(last.Rating); known {
			rating = r.Label
		}
		if n := len(last.Published); n > 0 {
			url = last.Published[n-1].URL
		}
		return rating, url, nil
	}
	if len(c.Reviews) > 0 {
		last := c.Reviews[len(c.Reviews)-1]
		return last.Rating, last.URL, nil
	}
	return "", "", nil
}

// claimOf reads a claim.
func claimOf(v model.View, id string) (*model.Claim, error) {
	state, err := v.State(model.StreamOf(model.NounClaim, id))
	c, _ := state.(*model.Claim)
	return c, err
}
