//go:build !headless

package app

import (
	"slices"
	"strings"
	"time"

	"touchstone/app/claims"
	"touchstone/app/words"
	"touchstone/model"
)

// listed are the keys of words that are written otherwise in the workspace: "web page" is said by evidence.kind.web-page.
func listed(beginning string, known []string, said string) string {
	if !slices.Contains(known, said) {
		return said
	}
	return words.X(beginning + strings.ToLower(strings.NewReplacer(" ", "-", "/", "-").Replace(said)))
}

func kindSaid(kind string) string         { return listed("evidence.kind.", evidenceKinds, kind) }
func typeSaid(claimType string) string    { return listed("type.", model.ClaimTypes, claimType) }
func prioritySaid(priority string) string { return listed("priority.", priorities, priority) }

// reasonSaid is why a verdict supersedes another.
func reasonSaid(reason string) string {
	kind, rest := model.SplitReason(reason)
	return model.Reason(listed("reason.", model.Reasons, kind), rest)
}

// facts are what was described about the claim, a line each.
func (w claimWriter) facts() []string {
	c := w.claim
	var types, plan, out []string
	for _, t := range c.Types {
		types = append(types, typeSaid(t))
	}
	add := func(to *[]string, key, value string) {
		if value != "" {
			*to = append(*to, words.X(key, "value", value))
		}
	}
	add(&out, "claim.is", strings.Join(types, ", "))
	switch {
	case c.Checkable != nil && !*c.Checkable:
		add(&out, "claim.unchecked", c.Why)
	case c.Checkable != nil:
		out = append(out, words.X("claim.checkable.yes"))
		fallthrough
	default: // a command may set a reason alone
		add(&out, "claim.why.shown", c.Why)
	}
	add(&out, "claim.tagged", strings.Join(c.Tags, ", "))
	add(&plan, "claim.for", c.Assignee)
	add(&plan, "claim.urgent", prioritySaid(c.Priority))
	add(&plan, "claim.until", w.dated(c.Due))
	add(&plan, "claim.again", w.dated(c.Recheck))
	if len(plan) > 0 {
		out = append(out, strings.Join(plan, " · "))
	}
	return out
}

// dated is a date, with a sign once it is past.
func (w claimWriter) dated(date string) string {
	if date != "" && len(date) <= len(time.DateOnly) && date < w.parts.Now().Local().Format(time.DateOnly)[:len(date)] {
		return words.Due(date, w.parts.Now().Local()) + " ⚠"
	}
	return words.Due(date, w.parts.Now().Local())
}

var stanceGlyphs = map[string]string{"supports": "▲", "refutes": "▼", "context": "◆"}

func (w claimWriter) evidence(out *claims.Claim) error {
	for _, cited := range w.claim.Evidence {
		e, err := stateOf[*model.Evidence](w.r, model.NounEvidence, cited.Evidence)
		if err != nil {
			return err
		}
		shown := claims.Evidence{
			ID: e.ID(), Title: evidenceTitle(e), URL: e.URL, Archived: e.Archived, Quote: cited.Quote, Stance: cited.Stance,
		}
		var parts []string
		if cited.Stance != "" {
			parts = append(parts, stanceGlyphs[cited.Stance]+" "+words.X("stance."+cited.Stance))
		}
		for _, p := range []string{kindSaid(e.Kind), e.Outlet, e.Medium, e.Accessed, w.b.Name(cited.By)} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		shown.Detail = strings.Join(parts, " · ")
		if e.File != "" {
			shown.Copy = words.X("evidence.copy", "hash", e.File[:10])
		}
		if flag, bad := e.Flagged(); bad {
			shown.Flag = "⚠ " + words.X("evidence.flagged", "as", words.X("evidence."+flag.As), "why", flag.Why, "name", w.b.Name(flag.By), "when", when(flag.At))
		}
		out.Evidence = append(out.Evidence, shown)
	}
	return nil
}

// questions are what was asked, with the answers.
func (w claimWriter) questions(out *claims.Claim) error {
	for _, q := range w.claim.Questions {
		shown := claims.Question{ID: q.ID, Text: q.Text, Who: w.b.Name(q.By) + " · " + when(q.At)}
		for _, a := range q.Answers {
			answer := claims.Answer{Text: answerSaid(a), Who: w.b.Name(a.By) + " · " + when(a.At)}
			if a.Type == "extractive" || a.Type == "abstractive" { // yes, no and nothing are told by the answer
				answer.Who = words.X("answer."+a.Type) + " · " + answer.Who
			}
			if a.Evidence != "" {
				e, err := stateOf[*model.Evidence](w.r, model.NounEvidence, a.Evidence)
				if err != nil {
					return err
				}
				answer.Rests = evidenceTitle(e)
			}
			shown.Answers = append(shown.Answers, answer)
		}
		out.Questions = append(out.Questions, shown)
	}
	return nil
}

// answerSaid are an answer's words; yes and no are stored in English, for whoever counts them.
func answerSaid(a model.Answer) string {
	yes, explanation, known := model.SplitYesNo(a.Text)
	switch {
	case a.Type == "unanswerable" && a.Text == "":
		return words.X("answer.unanswerable")
	case a.Type != "boolean" || !known:
		return a.Text
	case yes:
		return words.X("answer.yes", "why", explanation)
	}
	return words.X("answer.no", "why", explanation)
}

// related are the claims that this one is joined with, kept apart from, was split from, or was split into.
func (w claimWriter) related(status model.Status) func(*claims.Claim) error {
	return func(out *claims.Claim) error {
		c := w.claim
		group, err := w.b.Group(c)
		if err != nil {
			return err
		}
		var joined []string
		for _, g := range group {
			joined = append(joined, g.ID())
		}
		var into []string
		for _, s := range c.Splits {
			into = append(into, s.Into)
		}
		for _, kind := range []struct {
			how string
			ids []string
		}{{"claim.joined", joined}, {"claim.keptapart", c.KeptApart}, {"claim.splitfrom", []string{c.From}}, {"claim.splitinto", into}} {
			for _, id := range kind.ids {
				if id == "" {
					continue
				}
				other, err := stateOf[*model.Claim](w.r, model.NounClaim, id)
				if err != nil {
					return err
				}
				if !other.Live() {
					continue
				}
				sign, err := signOf(w.r, w.b, other)
				if err != nil {
					return err
				}
				out.Related = append(out.Related, claims.Related{
					ID: id, How: words.X(kind.how), Statement: other.Statement, Sign: sign,
					Contradicts: kind.how == "claim.joined" && slices.Contains(status.Contradicts, id),
				})
			}
		}
		return nil
	}
}

// reviews are other people's published checks.
func (w claimWriter) reviews(out *claims.Claim) error {
	for _, r := range w.claim.Reviews {
		title := r.Publisher + ": " + r.Rating
		var parts []string
		for _, p := range []string{r.Name, day(r.Date), w.b.Name(r.By)} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		out.Reviews = append(out.Reviews, claims.Review{Title: title, URL: r.URL, Detail: strings.Join(parts, " · ")})
	}
	return nil
}
