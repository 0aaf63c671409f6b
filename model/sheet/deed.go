package sheet

import (
	"cmp"
	"strings"

	"touchstone/model"
)

// Deed says in words what a fact did, after the name of who did it. What it did it to is called by its own words, never by an id.
func (b *Builder) Deed(f model.Fact) string {
	switch f := f.(type) {
	case model.ArticleCaptured:
		return "loaded the article"
	case model.Described:
		return "described " + b.describedWords(f)
	case model.PassageMarked:
		return "marked a passage as " + f.As
	case model.ProposalRejected:
		return "turned down a proposed " + f.What
	case model.ArticlesJoined:
		return "joined it with " + b.thing(model.NounArticle, f.With)
	case model.ScaleDefined:
		return "defined the scale " + quoted(f.Name)
	case model.SourcesMerged:
		return "merged it with " + b.thing(model.NounSource, f.With)
	case model.EvidenceFlagged:
		return "flagged it as " + f.As
	case model.ClaimStated:
		return "stated: " + f.Statement + saidWords(f.Said)
	case model.ClaimsJoined:
		return "joined it with " + b.thing(model.NounClaim, f.With)
	case model.ClaimsKeptApart:
		return "kept it apart from " + b.thing(model.NounClaim, f.With)
	case model.ClaimSplit:
		return "split off " + b.thing(model.NounClaim, f.Into)
	case model.NoteWritten:
		return "noted: " + f.Text
	case model.ReviewFound:
		return "found a review by " + f.Publisher + ": " + f.Rating
	case model.Retracted:
		return b.taken(f)
	}
	return b.deedOnPlace(f)
}

// deedOnPlace is Deed for where a claim stands, and who says it there.
func (b *Builder) deedOnPlace(f model.Fact) string {
	switch f := f.(type) {
	case model.AppearanceAdded:
		return "found it in " + b.article(f.Text)
	case model.AppearanceReshaped:
		return "reshaped the mark on " + b.marked(f.Appearance) + " to " + b.quote(b.textOf(f.Appearance), f.Fragments)
	case model.AppearanceConfirmed:
		return "confirmed the mark on " + b.marked(f.Appearance)
	case model.AppearanceRemoved:
		return "removed the mark on " + b.marked(f.Appearance)
	case model.AppearanceGone:
		return "found " + b.marked(f.Appearance) + " gone from " + b.article(f.Text)
	case model.AttributionMade:
		words := "attributed it to " + b.answerable(f)
		if f.Form != "" {
			words += " (" + f.Form + ")"
		}
		return words
	case model.AttributionRemoved:
		made, here := b.fact(f.Attribution).(model.AttributionMade)
		if !here {
			return "removed an attribution"
		}
		return "removed the attribution to " + b.answerable(made)
	}
	return b.deedOnVerdict(f)
}

// deedOnVerdict is Deed for verdicts, and for what they rest on.
func (b *Builder) deedOnVerdict(f model.Fact) string {
	switch f := f.(type) {
	case model.EvidenceCited:
		return strings.TrimSpace("cited " + b.evidence(f.Evidence) + " " + f.Stance)
	case model.QuestionAsked:
		return "asked: " + f.Question
	case model.QuestionAnswered:
		return "answered: " + f.Answer + map[bool]string{true: "unanswerable"}[f.Type == "unanswerable"]
	case model.VerdictGiven:
		words := "judged it " + b.Label(f) + ": " + f.Rationale
		if len(f.Supersedes) > 0 {
			words += " (in place of " + b.whose(f.Supersedes...) + ")"
		}
		return words
	case model.VerdictSeconded:
		words := cmp.Or(map[string]string{model.RoleSecond: "seconded", model.RoleApprove: "approved"}[f.Role], "stood behind") + " " + b.whose(f.Verdict)
		if f.Note != "" {
			words += ": " + f.Note
		}
		return words
	case model.ClaimPublished:
		return strings.TrimSpace("published " + b.whose(f.Verdict) + " at " + f.URL + " " + f.When)
	}
	return "did what a newer version knows (" + string(f.Kind()) + ")"
}

// taken tells what was taken back, or brought back where what took it away was itself taken back.
func (b *Builder) taken(f model.Retracted) string {
	lead, other := "took back", "brought back"
	for {
		earlier, is := b.fact(f.Events[0]).(model.Retracted)
		if !is {
			break
		}
		f, lead, other = earlier, other, lead
	}
	var all []string
	for _, id := range f.Events {
		switch fact := b.fact(id).(type) {
		case nil:
		case model.VerdictGiven:
			all = addOnce(all, "the verdict "+b.Label(fact))
		case model.Retracted: // told of by its own step; each names others, and those others
			all = addOnce(all, "what was taken back")
		default:
			all = addOnce(all, b.Deed(fact))
		}
	}
	if len(all) == 0 {
		return lead + " something that is not here"
	}
	return lead + ": " + strings.Join(all, "; ")
}

func saidWords(s *model.Said) string {
	if s == nil || s.By == "" {
		return ""
	}
	return " (said by " + s.By + ")"
}
