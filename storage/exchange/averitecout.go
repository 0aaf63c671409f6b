package exchange

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"touchstone/model"
)

// inOrder are the members of an object: first those named in an order, then the others by name.
func inOrder(v object, keys []string) []string {
	var all []string
	for _, key := range keys {
		if _, here := v[key]; here {
			all = append(all, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(v)) {
		if !slices.Contains(keys, key) {
			all = append(all, key)
		}
	}
	return all
}

// averitec is a claim as an item, nil for one that has neither a verdict nor ever was such an item.
func (c outgoingClaim) averitec() (object, error) {
	imported, foreign := c.founding(averitecName)
	if foreign == nil {
		return c.newAveritec()
	}
	v, err := decoded(foreign.Raw)
	if err != nil {
		return nil, err
	}
	item, ok := v.(object)
	if !ok {
		return c.newAveritec()
	}
	edited := model.EditedSince(c.Stream, c.events, imported)
	for name, member := range map[string]string{
		"statement": "claim", "said.by": "speaker", "said.where": "reporting_source", "said.url": "original_claim_url",
	} {
		if _, changed := edited[name]; changed {
			item[member] = orNull(edited.Text(name))
		}
	}
	if _, changed := edited["said.when"]; changed {
		item["claim_date"] = averitecDay(edited.Text("said.when"))
	}
	if _, changed := edited["said.url"]; changed {
		delete(item, "cached_original_claim_url") // it is a copy of another page
	}
	if raw, changed := edited["types"]; changed {
		var types []string
		_ = json.Unmarshal(raw, &types) // checked when the event was decoded
		item["claim_types"] = list(types)
	}
	if err := c.relabel(item); err != nil {
		return nil, err
	}
	return item, c.requestion(item, imported)
}

// list is a list of texts as JSON has it.
func list(all []string) []any {
	out := make([]any, len(all))
	for i, s := range all {
		out[i] = s
	}
	return out
}

// relabel puts the current verdict in place of the imported one where people judged since.
func (c outgoingClaim) relabel(item object) error {
	imported := map[string]bool{}
	for _, e := range c.events {
		if f := model.ForeignOf(e.Fact); f != nil && f.Format == averitecName && e.Kind == model.KindVerdictGiven {
			imported[e.ID] = true
		}
	}
	var own []model.Verdict
	heads := c.Heads()
	for _, h := range heads {
		if !imported[h.ID] {
			own = append(own, h)
		}
	}
	switch {
	case len(own) > 0:
		return c.label(item)
	case len(heads) == 0 && len(imported) > 0: // taken back, and nothing put in its place
		item["label"], item["justification"] = nil, nil
	}
	return nil
}

// label writes the newest current verdict that no import gave.
func (c outgoingClaim) label(item object) error {
	heads := c.Heads()
	last := heads[0]
	for _, h := range heads {
		if !c.came(h.ID) {
			last = h
		}
	}
	scale, err := c.scale(last.Scale)
	if err != nil {
		return err
	}
	rating, _ := scale.Rating(last.Rating)
	item["label"], item["justification"] = averitecLabel(scale, rating), last.Rationale
	return nil
}

// came reports whether an event was an import's.
func (c outgoingClaim) came(event string) bool {
	return slices.ContainsFunc(c.events, func(e model.Event) bool { return e.ID == event && model.ForeignOf(e.Fact) != nil })
}

// averitecLabel is a rating as one of the four labels. Of other scales the class tells.
func averitecLabel(scale *model.Scale, r model.Rating) string {
	if scale != nil && scale.Key == averitecName {
		return r.Label
	}
	switch r.Class {
	case model.ClassTrue, model.ClassMostlyTrue:
		return "Supported"
	case model.ClassFalse, model.ClassMostlyFalse:
		return "Refuted"
	case model.ClassPartlyTrue:
		return "Conflicting Evidence/Cherrypicking"
	case model.ClassComplicated, model.ClassOther:
	}
	return "Not Enough Evidence"
}

// partOf is the part of an item that a fact was made from, "" for one that people made.
func partOf(f *model.Foreign) string {
	if f == nil || f.Format != averitecName {
		return ""
	}
	return f.ID
}

// requestion leaves out the questions and answers that people took back, and adds those that they wrote.
func (c outgoingClaim) requestion(item object, imported model.Event) error {
	live := map[string]model.Question{}
	var own []model.Question
	for _, q := range c.Questions {
		if part := partOf(q.Foreign); part != "" {
			live[part] = q
		} else {
			own = append(own, q)
		}
	}
	asked, given := item["questions"].([]any)
	var out []any
	for n, raw := range asked {
		q, ok := raw.(object)
		stands, here := live[model.QuestionPart(n)]
		if ok && here {
			if err := c.reanswer(q, n, stands, imported); err != nil {
				return err
			}
		}
		if here || !ok || plain(q, "question") == "" {
			out = append(out, raw)
		}
	}
	for _, q := range own {
		written, err := c.newQuestion(q)
		if err != nil {
			return err
		}
		out = append(out, written)
	}
	if given || len(out) > 0 {
		item["questions"] = append([]any{}, out...)
	}
	return nil
}

func (c outgoingClaim) reanswer(q object, n int, stands model.Question, imported model.Event) error {
	live := map[string]model.Answer{}
	var own []model.Answer
	for _, a := range stands.Answers {
		if part := partOf(a.Foreign); part != "" {
			live[part] = a
		} else {
			own = append(own, a)
		}
	}
	given, isList := q["answers"].([]any)
	var out []any
	for m, raw := range given {
		a, ok := raw.(object)
		answer, here := live[model.AnswerPart(n, m)]
		if ok && here {
			if err := c.resource(a, answer, imported); err != nil {
				return err
			}
		}
		if here || !ok || plain(a, "answer") == "" {
			out = append(out, raw)
		}
	}
	for _, a := range own {
		written, err := c.newAnswer(a)
		if err != nil {
			return err
		}
		out = append(out, written)
	}
	if isList || len(out) > 0 {
		q["answers"] = append([]any{}, out...)
	}
	return nil
}

// resource puts in what people changed of the evidence of an imported answer.
func (c outgoingClaim) resource(a object, answer model.Answer, imported model.Event) error {
	if answer.Evidence == "" {
		return nil
	}
	s := model.StreamOf(model.NounEvidence, answer.Evidence)
	events, err := c.from.Events(s)
	if err != nil {
		return err
	}
	edited := model.EditedSince(s, events, imported)
	for name, member := range map[string]string{"url": "source_url", "archived": "cached_source_url", "medium": "source_medium"} {
		if _, changed := edited[name]; changed {
			a[member] = orNull(edited.Text(name))
		}
	}
	return nil
}

func (c outgoingClaim) newQuestion(q model.Question) (object, error) {
	answers := []any{}
	for _, a := range q.Answers {
		written, err := c.newAnswer(a)
		if err != nil {
			return nil, err
		}
		answers = append(answers, written)
	}
	return object{"question": q.Text, "answers": answers}, nil
}

func (c outgoingClaim) newAnswer(a model.Answer) (object, error) {
	kind := ""
	for name, fact := range answerTypes {
		if fact == a.Type {
			kind = name
		}
	}
	if kind == "" {
		kind = "Abstractive"
	}
	out := object{"answer": a.Text, "answer_type": kind, "source_url": "", "source_medium": ""}
	if kind == "Boolean" {
		out["boolean_explanation"] = ""
	}
	if a.Evidence == "" {
		return out, nil
	}
	ev, err := c.evidence(a.Evidence)
	if out["source_url"] = ev.URL; ev.URL == "" {
		out["source_url"] = ev.Title
	}
	out["source_medium"] = ev.Medium
	if ev.Archived != "" {
		out["cached_source_url"] = ev.Archived
	}
	return out, err
}

// newAveritec is an item of a claim that people made here.
func (c outgoingClaim) newAveritec() (object, error) {
	if len(c.Heads()) == 0 {
		return nil, nil //nolint:nilnil // it has no label
	}
	item := object{
		"claim": c.Statement, "required_reannotation": false, "claim_date": averitecDay(c.Said.When), "speaker": orNull(c.Said.By),
		"original_claim_url": orNull(c.Said.URL), "fact_checking_article": nil, "reporting_source": orNull(c.Said.Where),
		"location_ISO_code": nil, "claim_types": list(c.Types), "fact_checking_strategies": []any{}, "questions": []any{},
	}
	for _, r := range c.Reviews {
		item["fact_checking_article"] = orNull(r.URL)
	}
	for _, p := range c.Publications {
		item["fact_checking_article"] = p.URL
	}
	for _, a := range c.Appearances {
		if err := c.reported(item, a.Text); err != nil {
			return nil, err
		}
	}
	if err := c.label(item); err != nil {
		return nil, err
	}
	return item, c.requestion(item, model.Event{})
}

// reported takes the outlet and the address from the first article that holds a claim, where the claim itself does not say.
func (c outgoingClaim) reported(item object, text string) error {
	ids, err := c.from.ArticlesOf(text)
	if err != nil {
		return err
	}
	for _, id := range ids {
		state, err := c.from.State(model.StreamOf(model.NounArticle, id))
		if err != nil {
			return err
		}
		a, ok := state.(*model.Article)
		if !ok {
			return fmt.Errorf("article %.10s is something else", id)
		}
		if item["reporting_source"] == nil {
			item["reporting_source"] = orNull(strings.TrimSpace(a.Outlet))
		}
		if item["original_claim_url"] == nil {
			item["original_claim_url"] = orNull(a.URL)
		}
	}
	return nil
}
