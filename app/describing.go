//go:build !headless

package app

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
)

// priorities are those that the window offers; any other can be written by command.
var priorities = []string{"high", "normal", "low"}

// options are words of the workspace to choose from, and the one that stands there though nobody offers it.
func options(known []string, said func(string) string, now ...string) []form.Option {
	var out []form.Option
	for _, k := range known {
		out = append(out, form.Option{Key: k, Label: said(k)})
	}
	for _, k := range now {
		if k != "" && !slices.Contains(known, k) {
			out = append(out, form.Option{Key: k, Label: k})
		}
	}
	return out
}

// describeClaim says of what types the claim is, whether it can be checked, for whom it is, and until when.
func (f *frame) describeClaim(string) {
	if ids := f.group(); len(ids) > 1 {
		f.describeMany(ids)
		return
	}
	c := f.current()
	checkable := ""
	if c.Checkable != nil {
		checkable = map[bool]string{true: "yes", false: "no"}[*c.Checkable]
	}
	fm := form.New(words.X("claim.describe"), c.Statement, words.X("form.save"))
	fm.Add("types", form.NewSeveral(words.X("claim.types"), options(model.ClaimTypes, typeSaid, c.Types...), c.Types...)).
		Add("checkable", form.NewChoice(words.X("claim.checkable"), []form.Option{
			{Key: "", Label: words.X("claim.checkable.open")},
			{Key: "yes", Label: words.X("claim.checkable.yes")},
			{Key: "no", Label: words.X("claim.checkable.no")},
		}, checkable)).
		Add("why", form.NewLine(words.X("claim.why"), words.X("claim.why.hint")).With(c.Why)).
		Add("tags", form.NewLine(words.X("claim.tags"), words.X("claim.tags.hint")).With(strings.Join(c.Tags, ", "))).
		Add("assignee", form.NewName(words.X("claim.assignee"), "", f.peopleNames).With(c.Assignee)).
		Add("priority", form.NewSelect(words.X("claim.priority"),
			append([]form.Option{{Key: "", Label: words.X("priority.none")}}, options(priorities, prioritySaid, c.Priority)...), c.Priority, nil)).
		Add("due", form.NewLine(words.X("claim.due"), words.X("claim.when.hint")).With(c.Due)).
		Add("recheck", form.NewLine(words.X("claim.recheck"), words.X("claim.when.hint")).With(c.Recheck))
	f.decide(fm, "claim.describe", "claim:"+c.ID(), func() (model.Action, error) {
		if fm.Value("why") != c.Why || fm.Value("checkable") != checkable { // a command may have set one alone
			if err := reasonAstray(fm); err != nil {
				return nil, err
			}
		}
		fields, err := f.fields(fm, model.NounClaim, map[string]string{
			"types": "claim.types", "checkable": "claim.checkable", "why": "claim.why", "tags": "claim.tags", "assignee": "claim.assignee",
			"priority": "claim.priority", "due": "claim.due", "recheck": "claim.recheck",
		})
		if err != nil {
			return nil, err
		}
		return model.DescribeThing(c.Stream, fields), nil
	}, nil)
}

// reasonAstray refuses a reason without saying that the claim cannot be checked, and that without a reason. It is not guessed from the reason:
// somebody who takes it back would leave the reason standing, and not be heard.
func reasonAstray(fm *form.Form) error {
	why, no := strings.TrimSpace(fm.Value("why")) != "", fm.Value("checkable") == "no"
	switch {
	case no && !why:
		return model.Refuse("reason.missing")
	case why && !no:
		astray := words.X("claim.why.astray", "choice", words.X("claim.checkable.no"))
		return model.Refuse("field.malformed", "field", words.X("claim.why"), "why", astray)
	}
	return nil
}

// fields are the values of a form as described values of a noun; names are the forms' words for them, for a refusal.
func (f *frame) fields(fm *form.Form, noun model.Noun, names map[string]string) (model.Fields, error) {
	fields := model.Fields{}
	for name, key := range names {
		value, err := model.ParseField(noun, name, strings.TrimSpace(fm.Value(name)))
		if err != nil {
			why := words.X("form.malformed")
			if strings.HasSuffix(key, ".due") || strings.HasSuffix(key, ".recheck") || strings.HasSuffix(key, ".accessed") {
				why = words.X("form.nodate")
			}
			return nil, model.Refuse("field.malformed", "field", words.X(key), "why", why)
		}
		if err := fields.Set(name, value); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

// translateClaim says in which language the claim was made, and what it says in another one.
func (f *frame) translateClaim(string) {
	c := f.current()
	var first model.Translation
	if len(c.Translations) > 0 {
		first = c.Translations[0]
	}
	fm := form.New(words.X("claim.translate"), c.Statement, words.X("form.save"))
	fm.Add("text", form.NewWords(words.X("claim.translation"), "", 4).With(first.Text)).
		Add("into", form.NewLine(words.X("claim.translation.language"), "sv, en, ru").With(first.Language)).
		Add("language", form.NewLine(words.X("claim.language"), "sv, en, ru").With(c.Language))
	f.decide(fm, "claim.translate", "claim:"+c.ID(), func() (model.Action, error) {
		text := strings.TrimSpace(fm.Value("text"))
		language, err := languageIn(fm, "language", words.X("claim.language"))
		if err != nil {
			return nil, err
		}
		into, err := languageIn(fm, "into", words.X("claim.translation.language"))
		if err != nil {
			return nil, err
		}
		if text != "" && into == "" {
			return nil, model.Refuse("field.malformed", "field", words.X("claim.translation.language"), "why", words.X("form.empty"))
		}
		var actions []model.Action
		if language != c.Language && language != "" {
			actions = append(actions, model.Restate(c.ID(), model.ClaimStated{Language: language}))
		}
		if all := translated(c.Translations, into, text); !slices.Equal(all, c.Translations) {
			fields := model.Fields{}
			if err := fields.Set("translations", all); err != nil {
				return nil, err
			}
			actions = append(actions, model.DescribeThing(c.Stream, fields))
		}
		if len(actions) == 0 {
			return nil, model.Refuse("nothing.changes")
		}
		return model.All(actions...), nil
	}, nil)
}

// languageTag is how a language is written: sv, en-GB, sr-Latn (RFC 5646, as far as it is used here).
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// languageIn is the language in a field, "" for none.
func languageIn(fm *form.Form, key, label string) (string, error) {
	tag := strings.TrimSpace(fm.Value(key))
	if tag != "" && !languageTag.MatchString(tag) {
		return "", model.Refuse("field.malformed", "field", label, "why", words.X("form.nolanguage"))
	}
	return tag, nil
}

// translated puts a translation in place of that of the same language; without words it takes that away.
func translated(all []model.Translation, language, text string) []model.Translation {
	out := []model.Translation{}
	placed := text == ""
	for _, t := range all {
		switch {
		case t.Language != language:
			out = append(out, t)
		case !placed:
			out, placed = append(out, model.Translation{Language: language, Text: text}), true
		}
	}
	if !placed {
		out = append(out, model.Translation{Language: language, Text: text})
	}
	return out
}

// newClaim makes a claim that stands in no article: from a speech, a video, a post.
func (f *frame) newClaim(string) {
	fm := form.New(words.X("claim.new"), words.X("claim.new.lead"), words.X("claim.new.do"))
	fm.Add("statement", form.NewWords(words.X("claim.statement"), "", 3))
	f.saidFields(fm, model.Said{})
	fm.Add("timecode", form.NewLine(words.X("claim.timecode"), words.X("claim.timecode.hint"))).
		Add("language", form.NewLine(words.X("claim.language"), "sv, en, ru"))
	f.decide(fm, "claim.new", "new:", func() (model.Action, error) {
		what, err := stated(fm)
		if err != nil {
			return nil, err
		}
		if what.Language, err = languageIn(fm, "language", words.X("claim.language")); err != nil {
			return nil, err
		}
		return model.Mark(what, "", nil), nil
	}, func(r workspace.Receipt) { f.choose(r.Stream(model.NounClaim).ID(), false) })
}

// keepReview keeps somebody else's published check of the claim.
func (f *frame) keepReview(string) {
	c := f.current()
	fm := form.New(words.X("claim.review"), words.X("claim.review.lead"), words.X("form.save"))
	fm.Add("publisher", form.NewLine(words.X("claim.review.publisher"), "")).
		Add("url", form.NewLine(words.X("evidence.url"), "https://")).
		Add("rating", form.NewLine(words.X("claim.review.rating"), words.X("claim.review.rating.hint"))).
		Add("date", form.NewLine(words.X("article.published"), words.X("claim.when.hint"))).
		Add("name", form.NewLine(words.X("article.title"), ""))
	f.decide(fm, "claim.review", "claim:"+c.ID(), func() (model.Action, error) {
		url, err := addressIn(fm, "url", words.X("evidence.url"))
		if err := cmp.Or(filled(fm, "publisher"), err, filled(fm, "url", "rating")); err != nil {
			return nil, err
		}
		found := model.ReviewFound{
			Publisher: strings.TrimSpace(fm.Value("publisher")), URL: url, Rating: strings.TrimSpace(fm.Value("rating")),
			Date: strings.TrimSpace(fm.Value("date")), Name: strings.TrimSpace(fm.Value("name")),
		}
		if found.Date != "" && model.CheckDate(found.Date) != nil {
			return nil, model.Refuse("field.malformed", "field", words.X("article.published"), "why", words.X("form.nodate"))
		}
		return model.FindReview(c.ID(), found), nil
	}, nil)
}
