package sheet

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"touchstone/model"
)

// How things are called in sentences for people. A thing that is not here, or that nobody named, is called by what it is: an id
// says nothing to anybody.

var nameless = map[model.Noun]string{
	model.NounArticle: "an article that has no title here", model.NounClaim: "a claim that is not here", model.NounSource: "a source that is not here",
	model.NounEvidence: "evidence that has no title here", model.NounScale: "a scale that is not here", model.NounPerson: "somebody who is not here",
	model.NounDesk: "the desk",
}

// Called is what the thing of a stream is called.
func (b *Builder) Called(s model.Stream) string {
	if name := b.ownName(s); name != "" {
		return name
	}
	return nameless[s.Noun()]
}

// thing is what a thing is called inside a sentence: a name of its own stands in quotation marks.
func (b *Builder) thing(noun model.Noun, id string) string {
	if name := b.ownName(model.StreamOf(noun, id)); name != "" {
		return quoted(name)
	}
	return nameless[noun]
}

func (b *Builder) ownName(s model.Stream) string {
	state, err := b.view.State(s)
	if err != nil {
		return ""
	}
	switch thing := state.(type) {
	case *model.Claim:
		return thing.Statement
	case *model.Article:
		return thing.Title
	case *model.Source:
		return thing.Name
	case *model.Scale:
		return thing.Name
	case *model.Person:
		return thing.Name
	case *model.Evidence:
		return EvidenceName(thing)
	}
	return ""
}

// evidence is what a piece of evidence is called inside a sentence.
func (b *Builder) evidence(id string) string {
	if name := b.ownName(model.StreamOf(model.NounEvidence, id)); name != "" {
		return "evidence " + quoted(name)
	}
	return nameless[model.NounEvidence]
}

// EvidenceName is the most telling of what is known of a piece of evidence, "" where nothing is.
func EvidenceName(e *model.Evidence) string {
	for _, name := range []string{e.Title, e.URL, e.Kind} {
		if name != "" {
			return name
		}
	}
	return ""
}

// fact is what an event says, nil where it is not here.
func (b *Builder) fact(event string) model.Fact {
	e, _, err := b.view.Event(event)
	if err != nil {
		return nil
	}
	return e.Fact
}

// Label is a verdict's rating as people read it, its key where the scale is not here.
func (b *Builder) Label(v model.VerdictGiven) string {
	scale, err := b.scale(v.Scale)
	if r, known := scale.Rating(v.Rating); err == nil && known {
		return r.Label
	}
	return v.Rating
}

// whose are verdicts by who gave them and as what: "Bob Lind’s False".
func (b *Builder) whose(verdicts ...string) string {
	var all []string
	for _, id := range verdicts {
		e, _, err := b.view.Event(id)
		if given, is := e.Fact.(model.VerdictGiven); err == nil && is {
			all = addOnce(all, b.Name(e.By)+"’s "+b.Label(given))
		}
	}
	if len(all) == 0 {
		return "a verdict that is not here"
	}
	return strings.Join(all, " and ")
}

// textOf is the id of the text in which an appearance stands, "" where that is not known.
func (b *Builder) textOf(appearance string) string {
	added, _ := b.fact(appearance).(model.AppearanceAdded)
	return added.Text
}

// marked is where a claim was marked at first, in its words.
func (b *Builder) marked(appearance string) string {
	added, _ := b.fact(appearance).(model.AppearanceAdded)
	return b.quote(added.Text, added.Fragments)
}

func (b *Builder) quote(text string, fragments []model.Fragment) string {
	words, err := b.Words(model.Appearance{Text: text, Fragments: fragments})
	if err != nil || words == "" {
		return "a place that is not here"
	}
	return quoted(words)
}

// article is the first article that printed a text.
func (b *Builder) article(text string) string {
	printed, err := b.printed(text)
	if err != nil || len(printed) == 0 || printed[0].Title == "" {
		return nameless[model.NounArticle]
	}
	return quoted(printed[0].Title)
}

// answerable names whom an attribution answers to.
func (b *Builder) answerable(made model.AttributionMade) string {
	var names []string
	for _, id := range made.Sources {
		names = append(names, b.Called(model.StreamOf(model.NounSource, id)))
	}
	if len(names) == 0 {
		return "nobody named"
	}
	return strings.Join(names, " + ")
}

// Source returns a source's name, or the beginning of the id of one whose name is not here.
func (b *Builder) Source(id string) string {
	if name := b.ownName(model.StreamOf(model.NounSource, id)); name != "" {
		return name
	}
	return short(id)
}

// describedWords are the values that were set, by name.
func (b *Builder) describedWords(d model.Described) string {
	var words []string
	for _, name := range model.FieldNames(d.Fields) {
		if name != "found" && name != "key" {
			words = append(words, name+" = "+b.value(name, d.Fields))
		}
	}
	return strings.Join(words, ", ")
}

// value is a value that was set, in words.
func (b *Builder) value(name string, fields model.Fields) string {
	var value any
	if json.Unmarshal(fields[name], &value) != nil {
		return ""
	}
	switch v := value.(type) {
	case nil:
		return "nothing"
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return b.text(name, v)
	case []any:
		return b.several(name, v)
	}
	return string(fields[name])
}

func (b *Builder) text(name, value string) string {
	switch {
	case value == "":
		return "nothing"
	case name == "scale":
		return b.Called(model.StreamOf(model.NounScale, value))
	case name == "file":
		return "a copy"
	}
	return value
}

func (b *Builder) several(name string, values []any) string {
	all := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case map[string]any: // of a translation
			all[i] = fmt.Sprintf("%v: %v", v["language"], v["text"])
		case string:
			if all[i] = v; name == "editors" {
				all[i] = b.Called(model.StreamOf(model.NounPerson, v))
			}
		}
	}
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

func quoted(words string) string { return "“" + strings.Join(strings.Fields(words), " ") + "”" }

func short(id string) string { return id[:min(10, len(id))] }
