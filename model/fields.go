package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Fields are described values by name, each as JSON. A name that is absent says nothing; null or "" clears the value.
type Fields map[string]json.RawMessage

// Set gives a field a value. The value must be one that JSON can hold.
func (f Fields) Set(name string, value any) error {
	raw, err := plainJSON(value)
	if err != nil {
		return fmt.Errorf("field %s: %w", name, err)
	}
	f[name] = raw
	return nil
}

// Text returns a field as text, "" where it is absent or no text.
func (f Fields) Text(name string) string {
	var s string
	if json.Unmarshal(f[name], &s) != nil {
		return ""
	}
	return s
}

// List returns a field as a list of texts, nil where it is absent or no such list.
func (f Fields) List(name string) []string {
	var all []string
	if json.Unmarshal(f[name], &all) != nil {
		return nil
	}
	return all
}

// shape is what a described field may hold.
type shape int

const (
	aText  shape = iota // any text
	aList               // a list of texts
	aBool               // true, false or null
	aCount              // a whole number from 0
	aDate               // a date, or the part of one that is known: 2025, 2025-03, 2025-03-14, or RFC 3339
	anID                // an id of 64 hex characters, or ""
	aKey                // a public key
	aMap                // texts by name
	aTexts              // [{language, text}]
)

// Described sets described values of the thing its stream is about. Its kind follows from the noun.
type Described struct {
	noun   Noun
	Fields Fields
}

// describable lists, for every noun that is described field by field, the kind and the fields.
var describable = map[Noun]struct {
	kind   Kind
	fields map[string]shape
}{
	NounArticle: {KindArticleDescribed, map[string]shape{
		"title": aText, "byline": aText, "outlet": aText, "url": aText, "published": aDate, "modified": aDate,
		"language": aText, "found": aMap,
	}},
	NounClaim: {KindClaimDescribed, map[string]shape{
		"types": aList, "checkable": aBool, "why": aText, "tags": aList, "priority": aText, "assignee": aText,
		"due": aDate, "recheck": aDate, "translations": aTexts,
	}},
	NounEvidence: {KindEvidenceDescribed, map[string]shape{
		"kind": aText, "title": aText, "url": aText, "archived": aText, "outlet": aText, "medium": aText,
		"accessed": aDate, "language": aText, "file": anID,
	}},
	NounSource: {KindSourceDescribed, map[string]shape{
		"name": aText, "kind": aText, "aliases": aList, "affiliation": aText, "sameAs": aText,
	}},
	NounPerson: {KindPersonNamed, map[string]shape{"name": aText, "affiliation": aText, "key": aKey}},
	NounDesk:   {KindPolicySet, map[string]shape{"scale": anID, "editors": aList, "seconds": aCount}},
}

// DescribableFields returns the names of the fields a noun is described by, sorted.
func DescribableFields(noun Noun) []string {
	var names []string
	for name := range describable[noun].fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Describe makes the fact that sets described values of a noun.
func Describe(noun Noun, fields Fields) Described { return Described{noun: noun, Fields: fields} }

// Kind is the described noun's: article.described, claim.described, …, person.named, policy.set.
func (d Described) Kind() Kind { return describable[d.noun].kind }

// MarshalJSON writes the fields alone, sorted by name.
func (d Described) MarshalJSON() ([]byte, error) { return plainJSON(d.Fields) }

func (d Described) check() error {
	shapes := describable[d.noun].fields
	for name, raw := range d.Fields {
		s, known := shapes[name]
		if !known { // a newer version's field is kept
			continue
		}
		if err := s.check(raw); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func describedBy(noun Noun) func(json.RawMessage) (Fact, error) {
	return func(body json.RawMessage) (Fact, error) {
		d := Described{noun: noun}
		err := json.Unmarshal(body, &d.Fields)
		return d, err
	}
}

func (s shape) check(raw json.RawMessage) error {
	if string(raw) == "null" {
		return nil
	}
	var err error
	switch s {
	case aBool:
		err = json.Unmarshal(raw, new(bool))
	case aCount:
		err = json.Unmarshal(raw, new(uint16))
	case aList:
		err = json.Unmarshal(raw, new([]string))
	case aMap:
		err = json.Unmarshal(raw, new(map[string]string))
	case aTexts:
		err = json.Unmarshal(raw, new([]Translation))
	default:
		err = s.checkText(raw)
	}
	return err
}

func (s shape) checkText(raw json.RawMessage) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return err
	}
	switch {
	case text == "":
	case s == aDate:
		return CheckDate(text)
	case s == anID && !isHex(text, 64):
		return fmt.Errorf("%q is not an id", text)
	case s == aKey:
		_, err := publicKey(text)
		return err
	}
	return nil
}

// CheckDate refuses what is neither a date, a part of one (2025, 2025-03), nor a time in RFC 3339.
func CheckDate(text string) error {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly, time.RFC3339} {
		if _, err := time.Parse(layout, text); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%q is not a date such as 2025, 2025-03, 2025-03-14 or 2025-03-14T10:02:00Z", text)
}

// ParseField turns words typed for a field into its value: lists are split at commas, yes and no are booleans.
func ParseField(noun Noun, name, words string) (any, error) {
	s, known := describable[noun].fields[name]
	if !known || s == aMap || s == aKey {
		return nil, &Problem{Code: "field.unknown", Fields: map[string]string{
			"field": name, "noun": string(noun), "known": strings.Join(DescribableFields(noun), ", "),
		}}
	}
	var value any = words
	switch s {
	case aList:
		value = splitList(words)
	case aBool:
		value = map[string]any{"yes": true, "true": true, "no": false, "false": false}[words]
		if value == nil && words != "" {
			return nil, &Problem{Code: "field.malformed", Fields: map[string]string{"field": name, "why": "say yes or no"}}
		}
	case aCount:
		n := 0
		if _, err := fmt.Sscanf(words, "%d", &n); err != nil || n < 0 || fmt.Sprint(n) != words {
			return nil, &Problem{Code: "field.malformed", Fields: map[string]string{"field": name, "why": "say a whole number"}}
		}
		value = n
	case aTexts:
		language, text, ok := strings.Cut(words, ":")
		if !ok {
			return nil, &Problem{Code: "field.malformed", Fields: map[string]string{"field": name, "why": "say LANGUAGE:TEXT"}}
		}
		value = []Translation{{Language: language, Text: text}}
	case aText, aDate, anID, aMap, aKey:
	}
	raw, err := plainJSON(value)
	if err == nil {
		err = s.check(raw)
	}
	if err != nil {
		return nil, &Problem{Code: "field.malformed", Fields: map[string]string{"field": name, "why": err.Error()}}
	}
	return value, nil
}

func splitList(words string) []string {
	list := []string{}
	for part := range strings.SplitSeq(words, ",") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// FieldNames returns the names of described values, sorted.
func FieldNames(fields Fields) []string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
