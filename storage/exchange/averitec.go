package exchange

import (
	"bufio"
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
)

// averitecName is the format's name, and the key of its scale.
const averitecName = "averitec"

// averitec is the format of the AVeriTeC data set: claims with questions, answers, a label and its justification.
func averitec() workspace.Format {
	return workspace.Format{
		Name: averitecName,
		Knows: func(head []byte) bool {
			return jsonBegins(head) && !ours(head) && (holds(head, `"fact_checking_strategies"`) || holds(head, `"claim"`, `"label"`, `"questions"`))
		},
		Read: readAveritec, Write: writeAveritec,
	}
}

// The kinds of answer, as AVeriTeC and as facts name them.
var answerTypes = map[string]string{
	"Extractive": "extractive", "Abstractive": "abstractive", "Boolean": "boolean", "Unanswerable": "unanswerable",
}

func readAveritec(from workspace.Incoming, take func(workspace.Foreign) error) error {
	var scale *model.Scale
	if from.Scales != nil {
		all, err := from.Scales()
		if err != nil {
			return err
		}
		for _, s := range all {
			if s.Key == averitecName {
				scale = s
			}
		}
	}
	found := false
	refuse := func(where string, err error) error {
		found = true
		return take(workspace.Foreign{Name: where, Err: err})
	}
	use := func(where string, raw []byte) error {
		v, err := decoded(raw)
		if err != nil {
			return refuse(where, err)
		}
		item, ok := v.(object)
		if statement, _ := item["claim"].(string); !ok || strings.TrimSpace(statement) == "" {
			return refuse(where, errors.New("no item of AVeriTeC: it has no claim"))
		}
		found = true
		claim, err := averitecClaim(item, scale)
		if err != nil {
			return refuse(where, err)
		}
		claim.Foreign.ID = where // items have no other name than their place
		return take(bringIn(where, claim))
	}
	if err := (&items{use: use, refuse: refuse}).walk(from); err != nil {
		return err
	}
	if !found {
		return errors.New("it holds no item of AVeriTeC")
	}
	return nil
}

// plain is a member that is text, as written but for spaces around it.
func plain(item object, name string) string {
	s, _ := item[name].(string)
	return strings.TrimSpace(s)
}

// averitecClaim says in facts what can be said in facts; the whole item is kept beside them.
func averitecClaim(item object, scale *model.Scale) (*model.ForeignClaim, error) {
	raw, err := model.CanonicalOf(item)
	if err != nil {
		return nil, err
	}
	said := model.Said{
		By: plain(item, "speaker"), When: isoDay(plain(item, "claim_date")), Where: plain(item, "reporting_source"),
		URL: plain(item, "original_claim_url"),
	}
	claim := &model.ForeignClaim{
		Foreign: model.Foreign{Format: averitecName, Raw: raw},
		Stated:  model.ClaimStated{Statement: plain(item, "claim")},
		Fields:  model.Fields{},
	}
	if said != (model.Said{}) {
		claim.Stated.Said = &said
	}
	if types := texts(item["claim_types"]); len(types) > 0 {
		if err := claim.Fields.Set("types", types); err != nil {
			return nil, err
		}
	}
	if article := plain(item, "fact_checking_article"); article != "" {
		claim.Reviews = []model.ReviewFound{{URL: article}}
	}
	for _, q := range many(item["questions"]) {
		claim.Questions = append(claim.Questions, averitecQuestion(q))
	}
	if scale == nil {
		return claim, nil
	}
	for _, r := range scale.Ratings {
		if rationale := plain(item, "justification"); rationale != "" && strings.EqualFold(r.Label, plain(item, "label")) {
			claim.Verdict = &model.Judgement{Scale: scale, Rating: r.Key, Rationale: rationale}
		}
	}
	return claim, nil
}

// texts are the texts of a list.
func texts(v any) []string {
	var all []string
	for _, one := range many(v) {
		if s, ok := one.(string); ok {
			all = append(all, s)
		}
	}
	return all
}

// averitecQuestion reads a question; one without words, or an answer without, is kept in the raw item alone.
func averitecQuestion(v any) model.ForeignQuestion {
	q, _ := v.(object)
	asked := model.ForeignQuestion{Text: plain(q, "question")}
	for _, one := range many(q["answers"]) {
		a, _ := one.(object)
		answer := model.ForeignAnswer{Text: plain(a, "answer"), Type: answerTypes[plain(a, "answer_type")]}
		if source, medium := plain(a, "source_url"), plain(a, "source_medium"); source != "" {
			answer.Evidence = &model.Evident{Fields: model.Fields{}}
			name := "url"
			if webAddress(source) == "" {
				name = "title"
			}
			for name, value := range map[string]string{name: source, "archived": plain(a, "cached_source_url"), "medium": medium} {
				if value != "" {
					_ = answer.Evidence.Fields.Set(name, value) // a text always encodes
				}
			}
		}
		asked.Answers = append(asked.Answers, answer)
	}
	return asked
}

// isoDay turns 31-10-2020 into 2020-10-31; what is no date gives "".
func isoDay(s string) string {
	for _, layout := range []string{"2-1-2006", time.DateOnly} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.Format(time.DateOnly)
		}
	}
	return ""
}

// averitecDay turns 2020-10-31 into 31-10-2020, and leaves a part of a date as it is.
func averitecDay(s string) any {
	if at, err := time.Parse(time.DateOnly, s); err == nil {
		return at.Format("02-01-2006")
	}
	return orNull(s)
}

// orNull is a text, or null where it is empty.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// averitecKeys is the order in which the data set writes members.
var averitecKeys = []string{
	"claim", "required_reannotation", "label", "justification", "claim_date", "speaker", "original_claim_url",
	"cached_original_claim_url", "fact_checking_article", "reporting_source", "location_ISO_code", "claim_types",
	"fact_checking_strategies", "questions", "question", "answers", "answer", "answer_type", "boolean_explanation", "source_url",
	"source_medium", "cached_source_url",
}

// writeAveritec writes every claim that has a verdict and is not disputed, imported ones in the order in which they came. What
// was imported goes out as it came but for what people changed since.
func writeAveritec(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (said workspace.Written, err error) {
	out := bufio.NewWriter(to)
	_ = out.WriteByte('[') // a bufio.Writer keeps its first error for Flush
	written, left, disputed := 0, 0, 0
	order, err := averitecOrder(from, only)
	if err != nil {
		return said, err
	}
	for _, s := range order {
		c, err := outgoing(from, s)
		if err != nil {
			return said, err
		}
		agreed, err := c.agreed()
		if err != nil {
			return said, err
		}
		if !agreed {
			disputed++
			continue
		}
		item, err := c.averitec()
		if err != nil {
			return said, err
		}
		if item == nil {
			left++
			continue
		}
		raw, err := ordered(item, averitecKeys)
		if err != nil {
			return said, err
		}
		if written++; written > 1 {
			_, _ = out.WriteString(",\n")
		}
		_, _ = out.Write(raw)
	}
	_, _ = out.WriteString("]\n")
	return said.With("claim", written).With("unjudged", left).With("disputed", disputed), out.Flush()
}

// averitecOrder are the claims to be written: imported ones by when they came and their place in their file, then the others.
func averitecOrder(from workspace.Exportable, only []model.Stream) ([]model.Stream, error) {
	type placed struct {
		stream model.Stream
		at     time.Time
		place  int
	}
	var imported []placed
	var own []model.Stream
	err := eachClaim(from, only, func(c outgoingClaim) error {
		first := placed{stream: c.Stream}
		for _, e := range c.events { // where colleagues imported it too, the first time counts
			f := model.ForeignOf(e.Fact)
			if f == nil || f.Format != averitecName || e.Kind != model.KindClaimStated || !first.at.IsZero() && !e.At.Before(first.at) {
				continue
			}
			_, number, _ := strings.Cut(f.ID, " ")
			first.at = e.At
			first.place, _ = strconv.Atoi(number) // 0 for what another program put there
		}
		if first.at.IsZero() {
			own = append(own, c.Stream)
		} else {
			imported = append(imported, first)
		}
		return nil
	})
	slices.SortStableFunc(imported, func(a, b placed) int { return cmp.Or(a.at.Compare(b.at), a.place-b.place) })
	order := make([]model.Stream, 0, len(imported)+len(own))
	for _, p := range imported {
		order = append(order, p.stream)
	}
	return append(order, own...), err
}

// ordered writes an object with its members in an order, those that are not named in it last.
func ordered(v any, keys []string) ([]byte, error) {
	switch v := v.(type) {
	case object:
		out := []byte{'{'}
		write := func(key string) error {
			value, err := ordered(v[key], keys)
			if err != nil {
				return err
			}
			name, err := plainJSON(key)
			if len(out) > 1 {
				out = append(out, ',')
			}
			out = append(append(append(out, name...), ':'), value...)
			return err
		}
		for _, key := range inOrder(v, keys) {
			if err := write(key); err != nil {
				return nil, err
			}
		}
		return append(out, '}'), nil
	case []any:
		out := []byte{'['}
		for i, one := range v {
			value, err := ordered(one, keys)
			if err != nil {
				return nil, err
			}
			if i > 0 {
				out = append(out, ',')
			}
			out = append(out, value...)
		}
		return append(out, ']'), nil
	}
	return plainJSON(v)
}
