package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
)

// ClaimReviewFormat is how facts that were made from a ClaimReview say so.
const ClaimReviewFormat = "claimreview"

// claimReview is the format of other people's published checks (schema.org), as publishers really write it: one object, an
// array, a graph, a feed, an answer of the Fact Check Tools API, JSON lines, or pages that hold any of these. What names no
// claim or no publisher is refused by itself. Memory does not grow with the file.
func claimReview() workspace.Format {
	return workspace.Format{
		Name:  ClaimReviewFormat,
		Write: writeClaimReviews,
		Knows: func(head []byte) bool {
			return !ours(head) && bytes.Contains(bytes.ToLower(head), []byte("claimreview"))
		},
		Read: func(from workspace.Incoming, take func(workspace.Foreign) error) error {
			return ahead(func(take func(workspace.Foreign) error) error { return readClaimReviews(from, take) }, take)
		},
	}
}

// ours reports whether a file is an export of our own.
func ours(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(head), []byte(`{"format":"touchstone"`))
}

func readClaimReviews(r io.Reader, take func(workspace.Foreign) error) error {
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
		for _, review := range reviewsIn(v, 0) {
			found = true
			item, err := importedReview(review)
			if err != nil {
				err = refuse(where, err)
			} else {
				err = take(bringIn(where, item))
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := (&items{use: use, refuse: refuse}).walk(r); err != nil {
		return err
	}
	if !found {
		return errors.New("it holds no ClaimReview")
	}
	return nil
}

// bringIn is an item on its way into the workspace.
func bringIn(name string, item *model.ForeignClaim) workspace.Foreign {
	return workspace.Foreign{Name: name, Take: func(v model.View, b *model.Batch) (workspace.Outcome, error) {
		o := workspace.Outcome{Status: workspace.StatusKnown, Stream: model.StreamOf(model.NounClaim, item.ID())}
		if err := model.BringIn(item)(v, b); err != nil {
			return o, err
		}
		if item.New {
			o.Status = workspace.StatusNew
		}
		return o, nil
	}}
}

// thing is an object of schema.org as a publisher wrote it.
type thing map[string]any

// get returns a member whatever the case of its name, with or without @ and a prefix.
func (t thing) get(names ...string) any {
	for _, name := range names {
		if v, ok := t[name]; ok && v != nil {
			return v
		}
		for key, v := range t {
			if v != nil && strings.EqualFold(bare(key), name) {
				return v
			}
		}
	}
	return nil
}

// bare is a name without @, and without the vocabulary's address or prefix.
func bare(name string) string {
	name = strings.TrimPrefix(name, "@")
	if i := strings.LastIndexAny(name, "/#:"); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// is reports whether a thing is of a type; several types are ordinary.
func (t thing) is(kind string) bool {
	switch v := t.get("type").(type) {
	case string:
		return strings.EqualFold(bare(v), kind)
	case []any:
		for _, one := range v {
			if s, ok := one.(string); ok && strings.EqualFold(bare(s), kind) {
				return true
			}
		}
	}
	return false
}

// thing returns a member that is an object; of an array its first.
func (t thing) thing(names ...string) thing {
	for _, one := range each(t.get(names...)) {
		if o, ok := one.(map[string]any); ok {
			return o
		}
	}
	return nil
}

// text returns a member as people read it: a string, the name of an object, or of an array its first that has words.
func (t thing) text(names ...string) string {
	for _, name := range names {
		for _, one := range each(t.get(name)) {
			s := ""
			switch v := one.(type) {
			case string:
				s = words(v)
			case json.Number:
				s = v.String()
			case map[string]any:
				s = thing(v).text("name", "value", "id")
			}
			if s != "" {
				return s
			}
		}
	}
	return ""
}

// each is a value as a list: publishers write one of a thing without brackets.
func each(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// reviewsIn finds the reviews inside a value, outside of each other.
func reviewsIn(v any, depth int) []thing {
	var all []thing
	if depth > 2*deepest {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			all = append(all, reviewsIn(one, depth+1)...)
		}
	case map[string]any:
		t := thing(v)
		switch {
		case t.is("ClaimReview"), t.get("type") == nil && t.get("claimReviewed") != nil:
			return []thing{t}
		case t.get("type") == nil && t.get("claimReview") != nil && t.get("text") != nil:
			return answered(t)
		}
		for _, one := range v {
			all = append(all, reviewsIn(one, depth+1)...)
		}
	}
	return all
}

// answered turns a claim in an answer of the Fact Check Tools API into the reviews that it lists.
func answered(claim thing) []thing {
	var all []thing
	for _, one := range each(claim.get("claimReview")) {
		r, ok := one.(map[string]any)
		if !ok {
			continue
		}
		t := thing(r)
		publisher := t.thing("publisher")
		all = append(all, thing{
			"@type": "ClaimReview", "url": t.get("url"), "name": t.get("title"), "datePublished": t.get("reviewDate"),
			"inLanguage": t.get("languageCode"), "claimReviewed": claim.get("text"),
			"author":       map[string]any{"name": publisher.text("name", "site")},
			"reviewRating": map[string]any{"alternateName": t.get("textualRating")},
			"itemReviewed": map[string]any{
				"author": map[string]any{"name": claim.get("claimant")}, "datePublished": claim.get("claimDate"),
			},
		})
	}
	return all
}

// importedReview makes of a review the claim that it is about, without text, with the review beside it.
func importedReview(t thing) (*model.ForeignClaim, error) {
	about := t.thing("itemReviewed")
	statement := t.text("claimReviewed")
	if statement == "" {
		statement = about.text("text", "name", "headline", "description")
	}
	if statement == "" {
		return nil, errors.New("a ClaimReview without claimReviewed: it names no claim")
	}
	address := webAddress(t.text("url", "mainEntityOfPage", "id"))
	publisher := t.text("author", "publisher", "sdPublisher")
	if publisher == "" && address != "" {
		if u, err := url.Parse(address); err == nil {
			publisher = strings.TrimPrefix(u.Hostname(), "www.")
		}
	}
	if publisher == "" {
		return nil, errors.New("a ClaimReview with neither author nor url: nobody answers for it")
	}
	rating, numbers := ratingOf(t.get("reviewRating"))
	raw, err := model.CanonicalOf(map[string]any(t))
	if err != nil {
		return nil, err
	}
	review := model.ReviewFound{
		Publisher: publisher, URL: address, Rating: rating, Numbers: numbers, Date: day(t.text("datePublished", "dateCreated")),
		Name: t.text("name", "headline", "alternativeHeadline"), Description: t.text("description", "abstract"),
	}
	return &model.ForeignClaim{
		Foreign: model.Foreign{Format: ClaimReviewFormat, ID: address, Author: publisher, At: review.Date, Raw: raw},
		Stated:  model.ClaimStated{Statement: statement, Language: t.text("inLanguage"), Said: saidIn(about, publisher)},
		Reviews: []model.ReviewFound{review},
	}, nil
}

// saidIn is who said the claim, when and where. Many publishers name themselves there, which says nothing.
func saidIn(about thing, publisher string) *model.Said {
	first := about.thing("firstAppearance", "appearance")
	said := model.Said{
		By: about.text("author", "creator"), When: day(about.text("datePublished", "dateCreated")),
		URL: webAddress(first.text("url", "id")), Where: first.text("publisher"),
	}
	if said.URL == "" {
		for _, name := range []string{"firstAppearance", "appearance"} {
			for _, one := range each(about.get(name)) {
				if s, ok := one.(string); ok && said.URL == "" {
					said.URL = webAddress(words(s))
				}
			}
		}
	}
	if strings.EqualFold(said.By, publisher) {
		said.By = ""
	}
	if said == (model.Said{}) {
		return nil
	}
	return &said
}

// ratingOf reads a rating: its words, and its numbers where they make sense. Publishers without numbers write -1 of -1 to -1,
// or 0 of 0 to 0.
func ratingOf(v any) (string, json.RawMessage) {
	var t thing
	for _, one := range each(v) {
		switch r := one.(type) {
		case map[string]any:
			t = r
		case string, json.Number:
			return thing{"r": r}.text("r"), nil
		}
		if t != nil {
			break
		}
	}
	label := t.text("alternateName", "name")
	numbers := map[string]any{}
	value, rated := number(t.get("ratingValue"))
	best, hasBest := number(t.get("bestRating"))
	worst, hasWorst := number(t.get("worstRating"))
	if label == "" {
		if label = t.text("ratingValue"); label != "" && rated && hasBest {
			label += " / " + t.text("bestRating")
		}
	}
	if label == "" {
		label = t.text("ratingExplanation", "description")
	}
	if !rated || hasBest && value > best || hasWorst && value < worst || hasBest && hasWorst && worst >= best || value < 0 {
		return label, nil
	}
	numbers["value"] = value
	if hasBest {
		numbers["best"] = best
	}
	if hasWorst {
		numbers["worst"] = worst
	}
	raw, err := json.Marshal(numbers)
	if err != nil {
		return label, nil
	}
	return label, raw
}

// number reads a number, also one that is written as text.
func number(v any) (float64, bool) {
	s := ""
	switch v := v.(type) {
	case json.Number:
		s = v.String()
	case string:
		s = strings.Replace(strings.TrimSpace(v), ",", ".", 1)
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
}

// webAddress is an address of the web, "" for anything else.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "//") {
		s = "https:" + s
	}
	if lower := strings.ToLower(s); !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
		return ""
	}
	return s
}

// dayLayouts are the ways in which publishers write a day; those that could mean two days are not among them.
var dayLayouts = []string{
	"2006-01-02", "2006/01/02", "2006.01.02", "20060102", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
	"Monday, January 2, 2006", "02.01.2006", "Mon, 02 Jan 2006 15:04:05 MST", "Mon, 02 Jan 2006 15:04:05 -0700", "2006-1-2",
	"Mon Jan 02 2006", "2006-01", "2006",
}

// day is the day of a date in ISO 8601 as it is written there, "" where there is none, or one before there was a web of
// claims: programs write the year 1 for nothing.
func day(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, "T "); i == len("2006-01-02") {
		s = s[:i]
	}
	for _, layout := range dayLayouts {
		if at, err := time.Parse(layout, s); err == nil {
			switch {
			case at.Year() < 1000:
				return ""
			case layout == "2006" || layout == "2006-01":
				return s
			}
			return at.Format(time.DateOnly)
		}
	}
	return ""
}
