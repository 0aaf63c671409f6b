package sheet

import (
	"strings"

	"touchstone/model"
)

// Deed says in words what a fact did, after the name of who did it.
func (b *Builder) Deed(f model.Fact) string {
	switch f := f.(type) {
	case model.AttributionMade:
		words := "attributed it to " + b.answerable(f)
		if f.Form != "" {
			words += " (" + f.Form + ")"
		}
		return words
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
		return strings.TrimSpace("published " + short(f.Verdict) + " at " + f.URL + " " + f.When)
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

// answerable names whom an attribution answers to.
func (b *Builder) answerable(made model.AttributionMade) string {
	var names []string
	for _, id := range made.Sources {
		names = append(names, b.Source(id))
	}
	if len(names) == 0 {
		return "nobody named"
	}
	return strings.Join(names, " + ")
}

// Source returns a source's name, or the beginning of the id of one whose name is not here.
func (b *Builder) Source(id string) string {
	state, err := b.view.State(model.StreamOf(model.NounSource, id))
	if s, ok := state.(*model.Source); err == nil && ok && s.Name != "" {
		return s.Name
	}
	return short(id)
}

func short(id string) string { return id[:min(10, len(id))] }

func shortAll(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = short(id)
	}
	return strings.Join(out, " ")
}
