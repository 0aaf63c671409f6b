package cli

import (
	"errors"
	"time"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// past says as of when a history is told.
type past struct {
	asOf  string
	known bool
	steps bool
}

func (p *program) history() *cobra.Command {
	var h past
	c := &cobra.Command{
		Use:   "history [CLAIM|ARTICLE]",
		Short: "Tell who decided what, when and why",
		Long: "Without an id: the whole workspace. --as-of tells it as it stood then, in causal time; with --known, as it was known\n" +
			"here then. Under --json one line is a verdict, or with --steps a step.",
		Example: "  touchstone history 81b0c2e\n  touchstone history --as-of 2025-03-14T12:00:00Z --json",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			then, err := h.time()
			if err != nil {
				return err
			}
			return p.look(func(d Desk, r workspace.Reader, b *sheet.Builder) error {
				streams, err := p.historyOf(d, r, given)
				if err != nil {
					return err
				}
				t := &teller{p, d, r, b, then, h}
				for _, s := range streams {
					if err := t.tell(s); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&h.asOf, "as-of", "", "as it stood at a `TIME`: 2025-03-14, or 2025-03-14T12:00:00Z")
	c.Flags().BoolVar(&h.known, "known", false, "with --as-of: as it was known in this workspace then")
	c.Flags().BoolVar(&h.steps, "steps", false, "every step under --json; text shows them always")
	return c
}

func (h past) time() (time.Time, error) {
	if h.asOf == "" {
		if h.known {
			return time.Time{}, usageError{errors.New("--known goes with --as-of")}
		}
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, h.asOf); err == nil {
		return t, nil
	}
	day, err := time.Parse(time.DateOnly, h.asOf)
	if err != nil {
		return time.Time{}, model.Refuse("field.malformed", "field", "--as-of", "why", "write 2025-03-14 or 2025-03-14T12:00:00Z")
	}
	return day.Add(24*time.Hour - time.Millisecond), nil // the end of that day
}

// historyOf returns the streams whose history is asked for: a claim, an article and the claims in it, or everything.
func (p *program) historyOf(d Desk, r workspace.Reader, given []string) ([]model.Stream, error) {
	if len(given) == 0 {
		var all []model.Stream
		for _, noun := range []model.Noun{model.NounArticle, model.NounClaim} {
			ids, err := d.List(noun)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				all = append(all, model.StreamOf(noun, id))
			}
		}
		return all, nil
	}
	noun, id, err := p.anyID(d, given[0], "claim", "article")
	if err != nil {
		return nil, err
	}
	all := []model.Stream{model.StreamOf(model.Noun(noun), id)}
	if noun == "claim" {
		return all, nil
	}
	a, err := read[*model.Article](r, model.NounArticle, id)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, c := range a.Captures {
		ids, err := r.ClaimsIn(c.Text)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				all = append(all, model.StreamOf(model.NounClaim, id))
			}
		}
	}
	return all, nil
}

// teller tells the history of one stream after another.
type teller struct {
	p    *program
	d    Desk
	r    workspace.Reader
	b    *sheet.Builder
	then time.Time
	how  past
}

// events are a stream's events as of then.
func (t *teller) events(s model.Stream) ([]model.Event, error) {
	events, err := t.r.Events(s)
	if err != nil || t.then.IsZero() {
		return events, err
	}
	if !t.how.known {
		return model.AsOf(s, events, t.then), nil
	}
	here, err := t.d.ArrivedBy(s, t.then)
	if err != nil {
		return nil, err
	}
	var then []model.Event
	for _, e := range events {
		if here[e.ID] {
			then = append(then, e)
		}
	}
	return then, nil
}

func (t *teller) tell(s model.Stream) error {
	events, err := t.events(s)
	if err != nil || len(events) == 0 {
		return err
	}
	if !t.p.json {
		return t.text(s, events)
	}
	if t.how.steps {
		for _, line := range t.b.Steps(s, events) {
			if err := t.p.value(line); err != nil {
				return err
			}
		}
		return nil
	}
	c, ok := model.Fold(s, events).(*model.Claim)
	if !ok {
		return nil
	}
	lines, err := t.b.Verdicts(c)
	if err != nil {
		return err
	}
	for _, line := range lines {
		if err := t.p.value(line); err != nil {
			return err
		}
	}
	return nil
}

// text tells every step for people.
func (t *teller) text(s model.Stream, events []model.Event) error {
	switch state := model.Fold(s, events).(type) {
	case *model.Claim:
		t.p.line("claim %s  %s", short(s.ID()), state.Statement)
	case *model.Article:
		t.p.line("article %s  %s", short(s.ID()), state.Title)
	}
	for _, step := range model.Steps(s, events) {
		e := step.Event
		line := t.b.Name(e.By) + " " + t.b.Deed(e.Fact)
		if step.Why != "" {
			line += "; because: " + step.Why
		}
		if u := step.Undone; u != nil {
			line += "  [taken back " + u.At.Format("2006-01-02 15:04:05") + " by " + t.b.Name(u.By) + "]"
		}
		t.p.line("  %s  %s  %s", e.At.Format("2006-01-02 15:04:05"), short(e.ID), oneLine(line))
	}
	return nil
}
