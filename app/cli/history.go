package cli

import (
	"errors"
	"strings"
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
		done := deed(e.Fact)
		if made, ok := e.Fact.(model.AttributionMade); ok {
			done = "attributed it to " + t.sources(made) + " (" + made.Form + ")"
		}
		line := t.b.Name(e.By) + " " + done
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

// sources names whom an attribution answers to.
func (t *teller) sources(made model.AttributionMade) string {
	var names []string
	for _, id := range made.Sources {
		s, err := read[*model.Source](t.r, model.NounSource, id)
		if err != nil || s.Name == "" {
			names = append(names, short(id))
			continue
		}
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		return "nobody named"
	}
	return strings.Join(names, " + ")
}

// deed says in words what a fact did.
func deed(f model.Fact) string {
	switch f := f.(type) {
	case model.ArticleCaptured:
		return "loaded text " + short(f.Text)
	case model.Described:
		return "described " + describedWords(f)
	case model.PassageMarked:
		return "marked a passage as " + f.As
	case model.ProposalRejected:
		return "turned down a proposed " + f.What
	case model.ArticlesJoined:
		return "joined it with " + short(f.With)
	case model.ClaimsJoined:
		return "joined it with " + short(f.With)
	case model.ClaimsKeptApart:
		return "kept it apart from " + short(f.With)
	case model.ClaimSplit:
		return "split off " + short(f.Into)
	case model.ClaimStated:
		return "stated: " + f.Statement + saidWords(f.Said)
	case model.NoteWritten:
		return "noted: " + f.Text
	case model.ReviewFound:
		return "found a review by " + f.Publisher + ": " + f.Rating
	}
	return deedOnClaim(f)
}

func deedOnClaim(f model.Fact) string {
	switch f := f.(type) {
	case model.AppearanceAdded:
		return "found it in text " + short(f.Text)
	case model.AppearanceReshaped:
		return "reshaped appearance " + short(f.Appearance)
	case model.AppearanceConfirmed:
		return "confirmed appearance " + short(f.Appearance)
	case model.AppearanceRemoved:
		return "removed appearance " + short(f.Appearance)
	case model.AppearanceGone:
		return "found appearance " + short(f.Appearance) + " gone"
	case model.AttributionRemoved:
		return "removed attribution " + short(f.Attribution)
	case model.EvidenceCited:
		return "cited evidence " + short(f.Evidence) + " " + f.Stance
	case model.QuestionAsked:
		return "asked: " + f.Question
	case model.QuestionAnswered:
		return "answered: " + f.Answer + map[bool]string{true: "unanswerable"}[f.Type == "unanswerable"]
	case model.VerdictGiven:
		words := "judged " + f.Rating + ": " + f.Rationale
		if len(f.Supersedes) > 0 {
			words += " (supersedes " + shortAll(f.Supersedes) + ")"
		}
		return words
	case model.VerdictSeconded:
		return map[string]string{model.RoleSecond: "seconded ", model.RoleApprove: "approved "}[f.Role] + short(f.Verdict) + " " + f.Note
	case model.ClaimPublished:
		return "published " + short(f.Verdict) + " at " + f.URL
	case model.Retracted:
		return "took back " + shortAll(f.Events)
	}
	return "did what a newer version knows (" + string(f.Kind()) + ")"
}

func describedWords(d model.Described) string {
	var words []string
	for _, name := range model.FieldNames(d.Fields) {
		if name != "found" {
			words = append(words, name+" = "+strings.Trim(string(d.Fields[name]), `"`))
		}
	}
	return strings.Join(words, ", ")
}

func saidWords(s *model.Said) string {
	if s == nil || s.By == "" {
		return ""
	}
	return " (said by " + s.By + ")"
}
