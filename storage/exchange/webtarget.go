package exchange

import (
	"strings"

	"touchstone/model"
	"touchstone/model/span"
)

// webTarget is one target of an annotation: a passage, of one part or several, or a thing as a whole.
type webTarget struct {
	source  string   // its address, "" for none
	article string   // its id, "" where it is not here
	text    string   // the id of the text that the target itself names, "" for none
	parts   []sought // none: the thing as a whole, or a part of it that is no text
}

// targets reads what an annotation is about.
func (r *webReader) targets(a *webAnnotated) ([]webTarget, error) {
	all := many(a.object["target"])
	if lists := many(a.object[ownPassages]); len(lists) > 0 {
		all = passages(all, lists)
	} else if recogitoSplit(all) {
		all = []any{object{"type": "List", "items": all}}
		a.notes = append(a.notes, "several targets with ids of their own in one text were read as the parts of one passage")
	}
	var out []webTarget
	for _, v := range all {
		t := readTarget(v, a.format != "webannotation" || isCATMA(a.object))
		var err error
		if t.article, err = r.article(t.source); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// article finds the article of an address; where none is here it is the one that was named for the file.
func (r *webReader) article(source string) (string, error) {
	if id, known := r.articles[source]; known {
		return id, nil
	}
	id := ""
	if own, ok := strings.CutPrefix(source, ownURN); ok {
		id = own
	} else if source != "" && r.from.ArticleAt != nil {
		var err error
		if id, err = r.from.ArticleAt(source); err != nil {
			return "", err
		}
	}
	if id == "" {
		id = r.from.Article
	}
	r.articles[source] = id
	return id, nil
}

// passages puts those targets together that this program's own lists name as the parts of one passage.
func passages(targets, lists []any) []any {
	named := map[string]any{}
	for _, v := range targets {
		if t, ok := v.(object); ok && word(t["id"]) != "" {
			named[word(t["id"])] = v
		}
	}
	var out []any
	gathered := map[string]bool{}
	for _, v := range lists {
		list, _ := v.(object)
		var parts []any
		for _, item := range many(list["items"]) {
			if part, here := named[word(item)]; here && !gathered[word(item)] {
				gathered[word(item)] = true
				parts = append(parts, part)
			}
		}
		if len(parts) > 0 {
			out = append(out, object{"type": "List", "items": parts})
		}
	}
	for _, v := range targets {
		if t, ok := v.(object); !ok || !gathered[word(t["id"])] {
			out = append(out, v)
		}
	}
	return out
}

// recogitoSplit reports whether targets have the shape in which Recogito writes one passage of several parts: each with an
// id, words and offsets, all in one text.
func recogitoSplit(all []any) bool {
	source := ""
	for _, v := range all {
		t, ok := v.(object)
		if !ok || t["id"] == nil || len(many(t["selector"])) != 2 || source != "" && source != sourceOf(t) {
			return false
		}
		source = sourceOf(t)
		if s := selected(t["selector"]); s.exact == "" || !s.placed {
			return false
		}
	}
	return len(all) > 1
}

// isCATMA recognises CATMA's annotations, whose offsets are positions in a Java string.
func isCATMA(a object) bool {
	for _, b := range many(a["body"]) {
		if body, ok := b.(object); ok && has(body["type"], "Dataset") {
			return true
		}
	}
	return false
}

func readTarget(v any, utf16 bool) webTarget {
	t, described := v.(object)
	if !described {
		return webTarget{source: word(v)}
	}
	if items := many(t["items"]); len(items) > 0 {
		return together(items, utf16)
	}
	out := webTarget{source: sourceOf(t), text: textOf(t)}
	if s := selected(t["selector"]); s.exact != "" || s.placed {
		s.utf16 = utf16
		out.parts = []sought{s}
	}
	return out
}

// together reads the items of a List: the parts of one passage where each is a passage of the same text.
func together(items []any, utf16 bool) webTarget {
	whole := webTarget{}
	for i, item := range items {
		part := readTarget(item, utf16)
		if len(part.parts) == 0 || i > 0 && part.source != whole.source {
			return webTarget{source: part.source}
		}
		whole.source, whole.text, whole.parts = part.source, part.text, append(whole.parts, part.parts...)
	}
	return whole
}

// sourceOf is the address of what a target is a part of.
func sourceOf(t object) string {
	if s, described := t["source"].(object); described {
		return word(s["id"])
	}
	if s := word(t["source"]); s != "" {
		return s
	}
	return word(t["id"])
}

// textOf is the text that a target of this program's own names in its state.
func textOf(t object) string {
	for _, v := range many(t["state"]) {
		if s, ok := v.(object); ok && word(s[ownText]) != "" {
			return word(s[ownText])
		}
	}
	return ""
}

// selected gathers words and offsets from selectors that stand beside each other or refine each other.
func selected(v any) (s sought) {
	for _, one := range many(v) {
		sel, ok := one.(object)
		if !ok {
			continue
		}
		switch word(sel["type"]) {
		case "TextQuoteSelector":
			s.exact, s.prefix, s.suffix = word(sel["exact"]), word(sel["prefix"]), word(sel["suffix"])
		case "TextPositionSelector":
			var from, to bool
			s.start, from = whole(sel["start"])
			s.end, to = whole(sel["end"])
			s.placed = from && to
		}
		if within := selected(sel["refinedBy"]); within.exact != "" {
			s = within
		} else if within.placed && word(sel["type"]) == "TextQuoteSelector" {
			s = s.refined(within)
		}
	}
	return s
}

// refined is a quote of which offsets select a part. Offsets as far apart as the quote is long are taken for where it stands:
// that is what some programs write there.
func (s sought) refined(by sought) sought {
	words := []rune(s.exact)
	switch {
	case by.end-by.start == len(words):
		s.start, s.end, s.placed = by.start, by.end, true
	case by.end <= len(words):
		s.prefix += string(words[:by.start])
		s.suffix = string(words[by.end:]) + s.suffix
		s.exact, s.placed = string(words[by.start:by.end]), false
	}
	return s
}

// find looks for a target in its article's text, and says what went otherwise than the annotation has it.
func (r *webReader) find(t webTarget, v model.View) (place model.ImportedPlace, words string, notes []string, err error) {
	state, err := v.State(model.StreamOf(model.NounArticle, t.article))
	if err != nil {
		return place, "", nil, err
	}
	article, ok := state.(*model.Article)
	if !ok || !article.Live() {
		return place, "", []string{"the article " + t.source + " is not here: load it and import again, or say which article is meant"}, nil
	}
	id := article.Latest().Text
	if _, holds := article.CaptureOf(t.text); holds {
		id = t.text
	}
	g, err := r.ground(id, v)
	if err != nil {
		return place, "", nil, err
	}
	spans, notes, found := g.all(t.parts)
	if !found {
		return place, "", notes, nil
	}
	return model.ImportedPlace{Text: id, Fragments: g.fragments(spans)}, spans.Normal().Text(g.text), notes, nil
}

// all finds every part of a passage, or none of it.
func (g *ground) all(parts []sought) (spans span.Fragments, notes []string, found bool) {
	found = true
	for _, part := range parts {
		at, note, here := g.place(part)
		if note != "" {
			notes = append(notes, note)
		}
		if found = found && here; here {
			spans = append(spans, at)
		}
	}
	return spans, notes, found
}

// mostGrounds is how many texts are kept in memory with their indexes.
const mostGrounds = 16

func (r *webReader) ground(id string, v model.View) (*ground, error) {
	if g, here := r.grounds[id]; here {
		return g, nil
	}
	text, err := v.Text(id)
	if err != nil {
		return nil, err
	}
	if len(r.grounds) >= mostGrounds {
		clear(r.grounds)
	}
	r.grounds[id] = newGround(id, text)
	return r.grounds[id], nil
}
