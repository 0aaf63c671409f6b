package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"
)

// webContext is the JSON-LD context that says: this is a Web Annotation.
const webContext = "http://www.w3.org/ns/anno.jsonld"

// mostBytes is how much of a file of another format is read.
const mostBytes = 64 << 20

func webAnnotation() workspace.Format {
	return workspace.Format{
		Name: "webannotation", Extensions: []string{".jsonld"}, Knows: knowsWeb,
		Write: writeWeb, Read: readWeb,
	}
}

// knowsWeb recognises Web Annotations, Recogito's and CATMA's among them, and what Hypothesis exports and its API answers.
func knowsWeb(head []byte) bool {
	if !jsonBegins(head) {
		return false
	}
	return holds(head, webContext) || holds(head, `"TextQuoteSelector"`, `"target"`) || holds(head, `"TextPositionSelector"`, `"target"`) ||
		holds(head, `"acct:`, `"uri"`) || holds(head, `"bodies"`, `"quote"`, `"selector"`)
}

// webRoot is what the outermost value of a file may hold.
type webRoot struct {
	Context     json.RawMessage `json:"@context"`
	Type        any             `json:"type"`
	First, Last json.RawMessage
	Items       json.RawMessage
	Rows        json.RawMessage // Hypothesis' API
	Annotations json.RawMessage // Hypothesis' export
}

// readWeb hands over the annotations of a file: one, an array, a collection with its pages inside, or Hypothesis' lists.
func readWeb(from workspace.Incoming, take func(workspace.Foreign) error) error {
	raw, err := readWhole(from)
	if err != nil {
		return err
	}
	items, err := webItems(raw, 0)
	if err != nil {
		return err
	}
	bare := len(items) == 1 && len(items[0]) == len(raw) || len(raw) > 0 && bytes.TrimSpace(raw)[0] == '['
	r := &webReader{from: from, envelope: webEnvelope(raw, len(items)), claims: map[string]model.Stream{}, articles: map[string]string{}, grounds: map[string]*ground{}}
	for i, item := range items {
		foreign, err := r.item(item, fmt.Sprintf("number %d", i+1), bare)
		if err != nil {
			return err
		}
		if err := take(foreign); err != nil {
			return err
		}
	}
	return nil
}

// readWhole reads a file that is no larger than the limit.
func readWhole(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > mostBytes {
		return nil, fmt.Errorf("larger than %d MB; export it in parts", mostBytes>>20)
	}
	return bytes.TrimPrefix(raw, []byte("\ufeff")), nil
}

// webItems finds the annotations in a value, at most a collection, its page and the page's items deep.
func webItems(raw json.RawMessage, depth int) ([]json.RawMessage, error) {
	if depth > 3 {
		return nil, errors.New("collections within collections")
	}
	trimmed := bytes.TrimLeft(raw, " \t\r\n")
	if len(trimmed) > 0 && trimmed[0] == '[' {
		var all []json.RawMessage
		err := json.Unmarshal(raw, &all)
		return all, notJSON(err)
	}
	var root webRoot
	if err := json.Unmarshal(raw, &root); err != nil {
		return nil, notJSON(err)
	}
	switch {
	case root.Rows != nil:
		return webItems(root.Rows, depth+1)
	case root.Annotations != nil:
		return webItems(root.Annotations, depth+1)
	case has(root.Type, "AnnotationPage") && root.Items != nil:
		return webItems(root.Items, depth+1)
	case has(root.Type, "AnnotationPage"), has(root.Type, "AnnotationCollection") && root.First == nil:
		return nil, nil // it is empty
	case has(root.Type, "AnnotationCollection"):
		if first := bytes.TrimSpace(root.First); len(first) > 0 && first[0] == '"' {
			return nil, fmt.Errorf("the collection's annotations are elsewhere, at %s: import that page", first)
		}
		return webItems(root.First, depth+1)
	}
	return []json.RawMessage{raw}, nil
}

// notJSON says where a file stops being JSON.
func notJSON(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not JSON at byte %d: %s", syntax.Offset, strings.TrimPrefix(err.Error(), "json: "))
	}
	return err
}

// webReader reads the annotations of one file.
type webReader struct {
	from     workspace.Incoming
	envelope []byte                  // what the annotations came in, nil for nothing to keep
	claims   map[string]model.Stream // the claims of this file, by the id of their annotation
	articles map[string]string       // article ids, by address
	grounds  map[string]*ground      // texts, by id
}

// webAnnotated is one annotation as it was read.
type webAnnotated struct {
	object
	format string // whose shape it has
	raw    []byte // canonical
	bare   bool   // it has no context
	notes  []string
}

// item reads one annotation, bare where no collection or page around it can say what it is. The error is one of the workspace,
// not of the annotation.
func (r *webReader) item(raw json.RawMessage, number string, bare bool) (workspace.Foreign, error) {
	a, err := webRead(raw)
	name := number
	if a != nil {
		if id := word(a.object["id"]); id != "" {
			name = id
		}
	}
	if err != nil {
		return workspace.Foreign{Name: name, Err: err}, nil //nolint:nilerr // it is told, and the others come in
	}
	if bare && a.format == "webannotation" && a.bare {
		a.notes = append(a.notes, "@context is missing: it was read as a Web Annotation all the same")
	}
	targets, err := r.targets(a)
	if err != nil {
		return workspace.Foreign{}, err
	}
	if err := r.sources(a); err != nil {
		return workspace.Foreign{}, err
	}
	m := meaning{webReader: r, webAnnotated: a, targets: targets, number: number}
	stream := model.StreamOf(model.NounClaim, model.Hash(a.raw))
	if kind := word(a.object[ownKind]); kind == "" || kind == ownClaim {
		r.claims[word(a.object["id"])] = stream
	}
	return workspace.Foreign{Name: name, Take: m.take}, nil
}

// sources finds the articles of what the bodies are parts of, before anything is written.
func (r *webReader) sources(a *webAnnotated) error {
	for _, v := range many(a.object["body"]) {
		if body, ok := v.(object); ok && body[ownRole] != nil {
			if _, err := r.article(sourceOf(body)); err != nil {
				return err
			}
		}
	}
	return nil
}

// What one annotation may be: its canonical form is made a level at a time.
const (
	mostItemBytes = 4 << 20
	mostNested    = 64
)

// nested is how deep arrays and objects lie within each other in valid JSON.
func nested(raw []byte) int {
	deepest, depth, text := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case text && c == '\\':
			i++
		case c == '"':
			text = !text
		case text:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

// webRead reads an annotation, checks it and says whose shape it has.
func webRead(raw json.RawMessage) (*webAnnotated, error) {
	switch {
	case len(raw) > mostItemBytes:
		return nil, model.Damaged("larger than %d MB", mostItemBytes>>20)
	case nested(raw) > mostNested:
		return nil, model.Damaged("values within values, more than %d deep", mostNested)
	}
	canonical, err := model.Canonical(raw)
	if err != nil {
		return nil, model.Damaged("%v", notJSON(err))
	}
	a := &webAnnotated{format: "webannotation", raw: canonical}
	if a.object, err = asObject(canonical); err != nil {
		return nil, model.Damaged("an annotation is a JSON object")
	}
	_, typed := a.object["type"]
	_, uri := a.object["uri"]
	_, bodies := a.object["bodies"]
	switch {
	case !typed && uri:
		a.format = "hypothesis"
	case !typed && bodies:
		a.format = "recogito"
	default:
		return a, a.web()
	}
	return a, a.other()
}

// web reads the shape of the standard. The plain context is left out of the canonical item, so that an annotation that
// stands alone and the same one in a collection are equal.
func (a *webAnnotated) web() error {
	if err := checkWeb(a.object); err != nil {
		return err
	}
	context, here := a.object["@context"]
	if here && !has(context, webContext) {
		return model.Damaged("@context does not name %s", webContext)
	}
	a.bare = !here
	if here && (context == any(webContext) || ownWebContext(context)) {
		delete(a.object, "@context")
		raw, err := json.Marshal(a.object)
		if err != nil {
			return err
		}
		if a.raw, err = model.Canonical(raw); err != nil {
			return err
		}
	}
	return nil
}

// other reads the shapes that Hypothesis and Recogito use between themselves, and writes them as the standard has them.
func (a *webAnnotated) other() error {
	kept := a.object
	a.object = object{"id": kept["id"], "type": "Annotation", "target": kept["target"], "created": kept["created"], "creator": kept["creator"]}
	if a.format == "recogito" {
		a.object["body"] = kept["bodies"]
		a.object["target"] = recogitoTargets(kept["target"])
	} else {
		a.object["creator"] = hypothesisUser(kept)
		a.object["target"] = hypothesisTargets(kept)
		a.object["body"] = hypothesisBodies(kept)
	}
	for _, name := range []string{"id", "created", "creator"} {
		if a.object[name] == nil {
			delete(a.object, name)
		}
	}
	if len(many(a.object["target"])) == 0 {
		return model.Damaged("there is no target")
	}
	for _, t := range many(a.object["target"]) {
		if r, ok := t.(object); ok {
			if err := webSelectors("target", r["selector"]); err != nil {
				return err
			}
		}
	}
	return nil
}

func hypothesisUser(kept object) any {
	user := word(kept["user"])
	if info, ok := kept["user_info"].(object); ok && word(info["display_name"]) != "" {
		return object{"id": user, "name": info["display_name"]}
	}
	return object{"name": user}
}

func hypothesisTargets(kept object) any {
	var out []any
	for _, t := range many(kept["target"]) {
		r, ok := t.(object)
		if !ok {
			r = object{}
		}
		if r["source"] == nil {
			r["source"] = kept["uri"]
		}
		r["selector"] = slices.DeleteFunc(many(r["selector"]), func(s any) bool { // a place in the page's own markup
			sel, ok := s.(object)
			return ok && has(sel["type"], "RangeSelector")
		})
		out = append(out, r)
	}
	if len(out) == 0 {
		return kept["uri"]
	}
	return out
}

func hypothesisBodies(kept object) any {
	var out []any
	if text := word(kept["text"]); strings.TrimSpace(text) != "" {
		out = append(out, object{"type": "TextualBody", "value": text, "purpose": "commenting"})
	}
	for _, tag := range many(kept["tags"]) {
		out = append(out, object{"type": "TextualBody", "value": tag, "purpose": "tagging"})
	}
	return out
}

// recogitoTargets turns selectors of quote, start and end into the standard's; several are the parts of one passage.
func recogitoTargets(v any) any {
	t, ok := v.(object)
	if !ok {
		return v
	}
	var parts []any
	for _, s := range many(t["selector"]) {
		sel, ok := s.(object)
		if !ok || sel["quote"] == nil {
			continue
		}
		parts = append(parts, object{"source": t["source"], "selector": []any{
			object{"type": "TextQuoteSelector", "exact": sel["quote"]},
			object{"type": "TextPositionSelector", "start": sel["start"], "end": sel["end"]},
		}})
	}
	switch len(parts) {
	case 0:
		return v
	case 1:
		return parts[0]
	}
	return object{"type": "List", "items": parts}
}
