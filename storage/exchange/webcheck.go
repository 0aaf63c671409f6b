package exchange

import (
	"encoding/json"
	"strings"
	"time"

	"touchstone/model"
)

// object is a JSON object as it was read, numbers as written.
type object = map[string]any

// many is a member's values: none, one, or those of an array.
func many(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// word is a member that holds one text, alone or in an array of its own, else "".
func word(v any) string {
	if all := many(v); len(all) == 1 {
		s, _ := all[0].(string)
		return s
	}
	return ""
}

// has reports whether a member is a text or holds it among others.
func has(v any, wanted string) bool {
	for _, one := range many(v) {
		if s, ok := one.(string); ok && s == wanted {
			return true
		}
	}
	return false
}

// webRules are what the Web Annotation Data Model demands of an annotation (its MUSTs), as far as this program reads one.
var webRules = []func(object) error{webNamed, webTargeted, webBodied, webDated, webPeople}

// checkWeb refuses what is no annotation of the model, with the first reason.
func checkWeb(a object) error {
	for _, rule := range webRules {
		if err := rule(a); err != nil {
			return err
		}
	}
	return nil
}

func webNamed(a object) error {
	if !has(a["type"], "Annotation") {
		return model.Damaged("type is not Annotation")
	}
	if id, here := a["id"]; here && !iri(id) {
		return model.Damaged("id is not one IRI")
	}
	for _, name := range []string{"rights", "canonical", "via"} {
		if name == "canonical" && len(many(a[name])) > 1 {
			return model.Damaged("canonical is not one IRI")
		}
		for _, v := range many(a[name]) {
			if !iri(v) {
				return model.Damaged("%s is not an IRI", name)
			}
		}
	}
	return nil
}

func webTargeted(a object) error {
	targets := many(a["target"])
	if len(targets) == 0 {
		return model.Damaged("there is no target")
	}
	for _, t := range targets {
		if err := webThing("target", t); err != nil {
			return err
		}
	}
	return nil
}

func webBodied(a object) error {
	value, stated := a["bodyValue"]
	if _, both := a["body"]; both && stated {
		return model.Damaged("both body and bodyValue")
	}
	if _, ok := value.(string); stated && !ok {
		return model.Damaged("bodyValue is not one text")
	}
	for _, b := range many(a["body"]) {
		if err := webThing("body", b); err != nil {
			return err
		}
	}
	return nil
}

func webDated(a object) error {
	for _, name := range []string{"created", "modified", "generated"} {
		v, here := a[name]
		if !here {
			continue
		}
		if _, err := time.Parse(time.RFC3339, word(v)); err != nil {
			return model.Damaged("%s is not one date and time with its zone, as in 2015-01-28T12:00:00Z", name)
		}
	}
	return nil
}

func webPeople(a object) error {
	for _, name := range []string{"creator", "generator"} {
		for _, v := range many(a[name]) {
			if _, described := v.(object); !described && !iri(v) {
				return model.Damaged("%s is neither an IRI nor a description", name)
			}
		}
	}
	return nil
}

// webThing checks a body or a target.
func webThing(what string, v any) error {
	r, described := v.(object)
	if !described {
		if !iri(v) {
			return model.Damaged("%s is neither an IRI nor a description", what)
		}
		return nil
	}
	_, source := r["source"]
	items, set := r["items"]
	switch {
	case len(many(r["type"])) > 1 && set:
		return model.Damaged("%s has items and more than one type", what)
	case set && word(r["type"]) == "":
		return model.Damaged("%s has items and no type that says how they belong together", what)
	case has(r["type"], "TextualBody"):
		if _, ok := r["value"].(string); !ok {
			return model.Damaged("%s is a TextualBody without one text as its value", what)
		}
	case !source && (r["selector"] != nil || has(r["type"], "SpecificResource")):
		return model.Damaged("%s has a selector and no source", what)
	}
	if err := webDescribed(what, r); err != nil {
		return err
	}
	for _, item := range many(items) {
		if err := webThing(what, item); err != nil {
			return err
		}
	}
	return webSelectors(what, r["selector"])
}

func webDescribed(what string, r object) error {
	for _, name := range []string{"format", "language", "processingLanguage", "textDirection"} {
		all := many(r[name])
		for _, v := range all {
			if s, ok := v.(string); !ok || name == "textDirection" && s != "ltr" && s != "rtl" && s != "auto" {
				return model.Damaged("%s: %s is not what it may be", what, name)
			}
		}
		if len(all) > 1 && (name == "processingLanguage" || name == "textDirection") {
			return model.Damaged("%s: more than one %s", what, name)
		}
	}
	if err := webNamedThings(r); err != nil {
		return model.Damaged("%s: %s", what, err.Error())
	}
	return nil
}

// webNamedThings checks what a body or a target has in common with an annotation.
func webNamedThings(r object) error {
	if err := webDated(r); err != nil {
		return err
	}
	for _, v := range many(r["rights"]) {
		if !iri(v) {
			return model.Damaged("rights is not an IRI")
		}
	}
	return nil
}

func webSelectors(what string, v any) error {
	for _, one := range many(v) {
		s, described := one.(object)
		if !described {
			if !iri(one) {
				return model.Damaged("%s: a selector is neither an IRI nor a description", what)
			}
			continue
		}
		if why := webSelector(s); why != "" {
			return model.Damaged("%s: %s", what, why)
		}
		if err := webSelectors(what, s["refinedBy"]); err != nil {
			return err
		}
	}
	return nil
}

func webSelector(s object) string {
	switch word(s["type"]) {
	case "TextQuoteSelector":
		if exact, ok := s["exact"].(string); !ok || exact == "" {
			return "a TextQuoteSelector without exact"
		}
	case "TextPositionSelector", "DataPositionSelector":
		start, from := whole(s["start"])
		end, to := whole(s["end"])
		if !from || !to || end < start {
			return "a position without start and end, whole numbers from 0"
		}
	case "FragmentSelector", "CssSelector", "XPathSelector":
		if _, ok := s["value"].(string); !ok {
			return "a " + word(s["type"]) + " without value"
		}
	case "RangeSelector":
		if s["startSelector"] == nil || s["endSelector"] == nil {
			return "a RangeSelector without its two ends"
		}
	}
	return ""
}

// whole reads a whole number from 0, of at most nine digits.
func whole(v any) (int, bool) {
	n, ok := v.(json.Number)
	if !ok || len(n) > 9 {
		return 0, false
	}
	i, err := n.Int64()
	return int(i), err == nil && i >= 0
}

// iri reports whether a value can be an IRI or a reference to one: a text without spaces and what IRIs never hold.
func iri(v any) bool {
	s := word(v)
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"{}|\\^`", r) })
}
