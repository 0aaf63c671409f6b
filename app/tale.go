//go:build !headless

package app

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"touchstone/app/look"
	"touchstone/app/timeline"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/history"
)

// meanwhile is how much later than it was done a step has to come in for that to be said: what is written here comes in at once.
const meanwhile = time.Minute

// tale is a history with all that its words are made of: nothing is read when it is shown.
type tale struct {
	rows     []history.Row // oldest first
	more     bool          // there are older ones
	names    map[string]string
	titles   map[model.Stream]string
	scales   map[string]*model.Scale
	verdicts map[model.Stream][]history.Given
	facts    map[string]model.Fact // by event
	gave     map[string]string     // who, by verdict
}

func (t *tale) name(person string) string { return t.names[person] }

// did is what a step did, in words, without what it did it to.
func (t *tale) did(e model.Event) string {
	switch f := e.Fact.(type) {
	case model.Unknown:
		return words.X("history.newer", "kind", string(f.Kind()))
	case model.Retracted:
		if t.restores(f) {
			return words.X("kind.restored")
		}
		return didSaid(f, t.facts[f.Events[0]])
	}
	return didSaid(e.Fact, nil)
}

// didSaid is what somebody did, in words; was is the first of the facts that it took back, nil for none.
func didSaid(f, was model.Fact) string {
	switch f := f.(type) {
	case model.VerdictSeconded:
		if f.Role == model.RoleApprove {
			return words.X("kind.verdict.approved")
		}
	case model.Retracted:
		if _, verdict := was.(model.VerdictGiven); verdict && f.Reason != "" {
			return words.X("kind.verdict.withdrawn")
		}
	}
	return words.X("kind." + string(f.Kind()))
}

// what is what a step did, in a line.
func (t *tale) what(r history.Row) string {
	did := t.did(r.Event)
	if gist := strings.Join(strings.Fields(t.gist(r)), " "); gist != "" {
		return did + ": " + gist
	}
	return did
}

// gist is what a step was about, "" where its kind says all.
func (t *tale) gist(r history.Row) string {
	switch f := r.Event.Fact.(type) {
	case model.ClaimStated:
		return f.Statement
	case model.NoteWritten:
		return f.Text
	case model.QuestionAsked:
		return f.Question
	case model.QuestionAnswered:
		return answerSaid(model.Answer{Text: f.Answer, Type: f.Type})
	case model.VerdictGiven:
		return t.rated(r.Scale, r.Rating).Label
	case model.VerdictSeconded:
		return t.whose(r)
	case model.ClaimPublished:
		return t.whose(r) + " · " + f.URL
	case model.EvidenceCited:
		return t.titles[model.StreamOf(model.NounEvidence, f.Evidence)]
	case model.EvidenceFlagged:
		return t.titles[r.Event.Stream] + " (" + strings.ToLower(words.X("evidence."+f.As)) + ")"
	case model.AttributionMade:
		return t.answerable(f.Sources)
	case model.AttributionRemoved:
		if made, known := t.facts[f.Attribution].(model.AttributionMade); known {
			return t.answerable(made.Sources)
		}
	case model.ReviewFound:
		return f.Publisher + ": " + f.Rating
	case model.ClaimsJoined:
		return t.titles[model.StreamOf(model.NounClaim, f.With)]
	case model.ClaimsKeptApart:
		return t.titles[model.StreamOf(model.NounClaim, f.With)]
	case model.ClaimSplit:
		return t.titles[model.StreamOf(model.NounClaim, f.Into)]
	case model.ArticlesJoined:
		return t.titles[model.StreamOf(model.NounArticle, f.With)]
	case model.SourcesMerged:
		return t.titles[model.StreamOf(model.NounSource, f.With)]
	case model.Described:
		return t.described(f)
	case model.Retracted:
		return t.taken(f)
	}
	return ""
}

// whose is the verdict that a step was about, by who gave it and as what.
func (t *tale) whose(r history.Row) string {
	label := t.rated(r.Scale, r.Rating).Label
	if by := t.name(t.gave[r.Verdict]); by != "" {
		return words.X("verdict.whose", "name", by, "rating", label)
	}
	return label
}

func (t *tale) answerable(sources []string) string {
	var names []string
	for _, id := range sources {
		names = append(names, t.titles[model.StreamOf(model.NounSource, id)])
	}
	if len(names) == 0 {
		return words.X("source.unnamed")
	}
	return strings.Join(names, " + ")
}

// valueSaid is a value that was set, in the person's language where the program offers it, and by its name where it is an id.
func (t *tale) valueSaid(name, value string) string {
	switch name {
	case "kind":
		if said := kindSaid(value); said != value {
			return said
		}
		return sourceKindSaid(value)
	case "priority":
		return prioritySaid(value)
	case "types":
		return typeSaid(value)
	case "editors":
		return t.name(value)
	case "scale":
		if s := t.scales[value]; s != nil {
			return scaleName(s)
		}
		return ""
	case "file":
		return words.X("evidence.kept")
	}
	return value
}

// described are the values that were set.
func (t *tale) described(f model.Described) string {
	var values []string
	for _, name := range model.FieldNames(f.Fields) {
		if name == "found" || name == "key" {
			continue
		}
		if said := t.set(name, f.Fields[name]); said != "" {
			values = append(values, said)
		}
	}
	return strings.Join(values, ", ")
}

// set is what a value was set to, "" for nothing.
func (t *tale) set(name string, raw json.RawMessage) string {
	var text string
	var several []string
	var translations []model.Translation
	var yes bool
	var all []string
	switch {
	case json.Unmarshal(raw, &text) == nil:
		if text != "" {
			all = append(all, t.valueSaid(name, text))
		}
	case json.Unmarshal(raw, &several) == nil:
		for _, one := range several {
			all = append(all, t.valueSaid(name, one))
		}
	case json.Unmarshal(raw, &translations) == nil:
		for _, one := range translations {
			all = append(all, one.Language+": "+one.Text)
		}
	case json.Unmarshal(raw, &yes) == nil:
		all = append(all, words.X(map[bool]string{true: "claim.checkable.yes", false: "claim.checkable.no"}[yes]))
	default:
		all = append(all, string(raw))
	}
	return strings.Join(all, ", ")
}

// restores reports whether what is taken back had itself taken something back, as a redo does.
func (t *tale) restores(f model.Retracted) bool {
	earlier, is := t.facts[f.Events[0]].(model.Retracted)
	return is && !t.restores(earlier)
}

// taken is what was taken back, or brought back, as far as it stands among the rows.
func (t *tale) taken(f model.Retracted) string {
	var all []string
	for _, id := range f.Events {
		said := ""
		switch fact := t.facts[id].(type) {
		case nil:
		case model.Retracted:
			said = t.taken(fact)
		case model.VerdictGiven:
			said = t.rated(fact.Scale, fact.Rating).Label
		default:
			said = words.X("kind." + string(fact.Kind()))
		}
		if said != "" && !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return strings.Join(all, ", ")
}

// rated is a rating, as it is told.
func (t *tale) rated(scale, rating string) timeline.Rated {
	s := t.scales[scale]
	if s == nil {
		return timeline.Rated{Sign: look.Unrated(), Label: rating}
	}
	r, known := s.Rating(rating)
	if !known {
		return timeline.Rated{Sign: look.Unrated(), Label: rating}
	}
	return timeline.Rated{Sign: look.Rating(r), Label: ratingLabel(s, r)}
}

// sign is the rating's for what was done to a verdict.
func (t *tale) sign(r history.Row) look.Sign {
	if r.Rating == "" {
		return look.Sign{}
	}
	return t.rated(r.Scale, r.Rating).Sign
}

// filters are what the rows can be filtered by: everything, and what occurs in them.
func (t *tale) filters() timeline.Filters {
	all := timeline.Filters{
		People:  []timeline.Option{{Label: words.X("history.anybody")}},
		Ratings: []timeline.Option{{Label: words.X("history.anyrating")}},
		Kinds:   []timeline.Option{{Label: words.X("history.anything")}},
	}
	add := func(to *[]timeline.Option, key, label string) {
		if key != "" && !slices.ContainsFunc(*to, func(o timeline.Option) bool { return o.Key == key }) {
			*to = append(*to, timeline.Option{Key: key, Label: label})
		}
	}
	for _, r := range t.rows {
		add(&all.People, r.Event.By, t.name(r.Event.By))
		add(&all.Ratings, r.Rating, t.rated(r.Scale, r.Rating).Label)
		if _, newer := r.Event.Fact.(model.Unknown); !newer {
			add(&all.Kinds, string(r.Event.Kind), words.X("kind."+string(r.Event.Kind)))
		}
	}
	for _, options := range [][]timeline.Option{all.People, all.Ratings, all.Kinds} {
		slices.SortStableFunc(options[1:], func(a, b timeline.Option) int { return cmp.Compare(a.Label, b.Label) })
	}
	return all
}

// detail is all that is known of a step; with is the verdict that it is compared with, "" for the usual one.
func (t *tale) detail(r history.Row, with string) timeline.Detail {
	e := r.Event
	d := timeline.Detail{About: t.titles[e.Stream], What: t.did(e), Lines: []string{when(e.At) + " · " + t.name(e.By)}}
	if !r.Came.IsZero() && r.Came.Sub(e.At) > meanwhile {
		d.Lines = append(d.Lines, words.X("history.came", "time", when(r.Came)))
	}
	if r.Why != "" {
		d.Lines = append(d.Lines, words.X("history.because", "why", reasonSaid(r.Why)))
	}
	if u := r.Undone; u != nil {
		d.Lines = append(d.Lines, words.X("history.undone", "name", t.name(u.By), "time", when(u.At)))
	}
	given, is := e.Fact.(model.VerdictGiven)
	if !is {
		d.Words = t.gist(r)
		if seconded, note := e.Fact.(model.VerdictSeconded); note && seconded.Note != "" {
			d.Words += "\n\n" + seconded.Note
		}
		if cited, quote := e.Fact.(model.EvidenceCited); quote && cited.Quote != "" {
			d.Words += "\n\n> " + strings.ReplaceAll(cited.Quote, "\n", "\n> ")
		}
		return d
	}
	d.Rating = t.rated(given.Scale, given.Rating)
	t.compare(&d, e, given, with)
	return d
}

// compare lays a verdict over another one of its claim.
func (t *tale) compare(d *timeline.Detail, e model.Event, given model.VerdictGiven, with string) {
	all := t.verdicts[e.Stream]
	at := slices.IndexFunc(all, func(v history.Given) bool { return v.Event.ID == e.ID })
	other := slices.IndexFunc(all, func(v history.Given) bool { return v.Event.ID == with })
	if other < 0 && at >= 0 {
		other = history.Before(all, at)
	}
	for i, v := range slices.Backward(all) {
		if i != at {
			label := t.rated(v.Scale, v.Rating).Label + " · " + t.name(v.Event.By) + " · " + when(v.Event.At)
			d.With = append(d.With, timeline.Option{Key: v.Event.ID, Label: label})
		}
	}
	if other < 0 { // nothing was there before it: it is shown as it is
		d.With, d.Words = nil, given.Rationale
		d.Rests = t.rests(history.Compare(given, given))
		if given.Correction != "" {
			d.Lines = append(d.Lines, words.X("verdict.correction.shown", "text", given.Correction))
		}
		return
	}
	o := all[other]
	d.Compared, d.Before = o.Event.ID, t.rated(o.Scale, o.Rating)
	c := history.Compare(o.VerdictGiven, given)
	d.Wording, d.Correction, d.Rests = c.Rationale, c.Correction, t.rests(c)
}

func (t *tale) rests(c history.Comparison) []timeline.Rest {
	var out []timeline.Rest
	for _, r := range c.Evidence {
		title := cmp.Or(t.titles[model.StreamOf(model.NounEvidence, r.Evidence)], words.X("evidence.untitled"))
		out = append(out, timeline.Rest{Title: title, Gone: r.Gone, Come: r.Come})
	}
	return out
}
