package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"touchstone/model"
	"touchstone/model/history"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// past says as of when a history is told, and which of it.
type past struct {
	asOf  string
	known bool
	steps bool

	by, rating, kind string
	format, to       string // of a report; "" for none
}

func (p *program) history() *cobra.Command {
	var h past
	c := &cobra.Command{
		Use:   "history [CLAIM|ARTICLE]",
		Short: "Tell who decided what, when and why",
		Long: "Without an id: the whole workspace. --as-of tells it as it stood then, in causal time; with --known, as it was known\n" +
			"here then. Under --json one line is a verdict, or with --steps a step. --by, --rating and --kind choose among them.\n" +
			"--format writes a report for people, with how each verdict differs from the one before it.",
		Example: "  touchstone history 81b0c2e\n  touchstone history --as-of 2025-03-14T12:00:00Z --json\n" +
			"  touchstone history 81b0c2e --format html -o history.html",
		Args: args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			then, err := h.time()
			if err != nil {
				return err
			}
			return p.open(Look, func(d Desk) error {
				wanted, err := p.wanted(d, h)
				if err != nil {
					return err
				}
				return d.Export(func(x workspace.Exportable) error {
					if h.format != "" || h.to != "" {
						return p.report(d, x, given, h, history.Asked{Filter: wanted, As: workspace.Moment{At: then, Known: h.known}})
					}
					return p.tellAll(d, &teller{p, x, sheet.NewBuilder(x), then, h, wanted}, given)
				})
			})
		},
	}
	c.Flags().StringVar(&h.asOf, "as-of", "", "as it stood at a `TIME`: 2025-03-14, or 2025-03-14T12:00:00Z")
	c.Flags().BoolVar(&h.known, "known", false, "with --as-of: as it was known in this workspace then")
	c.Flags().BoolVar(&h.steps, "steps", false, "every step under --json; text shows them always")
	c.Flags().StringVar(&h.by, "by", "", "only what a `PERSON` did, by name")
	c.Flags().StringVar(&h.rating, "rating", "", "only verdicts of a rating, by its `KEY`, and what was done to them")
	c.Flags().StringVar(&h.kind, "kind", "", "only steps of a `KIND`, as verdict.given")
	c.Flags().StringVar(&h.format, "format", "", "write a report: "+list(p.HistoryFormats))
	c.Flags().StringVarP(&h.to, "output", "o", "", "write the report to a `FILE`; it is replaced, unless it is a workspace")
	return c
}

// tellAll tells the history of what is asked for.
func (p *program) tellAll(d Desk, t *teller, given []string) error {
	streams, err := p.historyOf(d, t.r, given)
	if err != nil {
		return err
	}
	for _, s := range streams {
		if err := t.tell(s); err != nil {
			return err
		}
	}
	return nil
}

// wanted are the steps that are asked for.
func (p *program) wanted(d Desk, h past) (history.Filter, error) {
	f := history.Filter{Rating: h.rating, Kind: model.Kind(h.kind)}
	if _, known := model.Kinds()[f.Kind]; h.kind != "" && !known {
		return f, model.Refuse("kind.unknown", "kind", h.kind)
	}
	if h.by == "" {
		return f, nil
	}
	var err error
	f.By, err = p.personNamed(d, h.by)
	return f, err
}

// report writes a history for people.
func (p *program) report(d Desk, r workspace.Record, given []string, h past, asked history.Asked) error {
	format := cmp.Or(h.format, p.HistoryFormats[0])
	if !slices.Contains(p.HistoryFormats, format) {
		return usageError{fmt.Errorf("--format %s: a history is written as %s", format, list(p.HistoryFormats))}
	}
	if len(given) > 0 {
		noun, id, err := p.anyID(d, given[0], "claim", "article")
		if err != nil {
			return err
		}
		asked.Scope = model.StreamOf(model.Noun(noun), id)
	}
	write := func(w io.Writer) error {
		said, err := p.History(w, r, asked, format)
		if err == nil {
			p.tell("wrote %s", said)
		}
		return err
	}
	if h.to == "" || h.to == "-" {
		return write(p.Stdout)
	}
	return ReplaceFile(h.to, write)
}

func (h past) time() (time.Time, error) {
	if h.asOf == "" {
		if h.known {
			return time.Time{}, usageError{errors.New("--known goes with --as-of")}
		}
		return time.Time{}, nil
	}
	return workspace.ParseTime(h.asOf, time.UTC)
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
	p      *program
	r      workspace.Record
	b      *sheet.Builder
	then   time.Time
	how    past
	wanted history.Filter
}

// events are a stream's events as of then.
func (t *teller) events(s model.Stream) ([]model.Event, error) {
	events, err := t.r.Events(s)
	if err != nil || t.then.IsZero() {
		return events, err
	}
	return workspace.Moment{At: t.then, Known: t.how.known}.Then(t.r, s, events)
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
		rows := history.Rows(s, events)
		for i, line := range t.b.Steps(s, events) {
			if !t.wanted.Wants(rows[i]) {
				continue
			}
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
		if t.wanted.By != "" && t.wanted.By != line.By || t.wanted.Rating != "" && t.wanted.Rating != line.Rating {
			continue
		}
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
	for _, step := range t.wanted.Only(history.Rows(s, events)) {
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
