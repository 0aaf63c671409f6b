package exchange_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	harbour = "The harbour “was never safe”, the mayor said.\n\nA 🧜 swam by. The bridge is unsafe, said the\u00a0engineer. 漢字も שלום. The bridge is unsafe, they said."
	webURL  = "https://post.example/harbour"
)

// worked is a desk with claims of every sort: split, in two places, attributed, judged, superseded, noted, without text.
func worked(t testing.TB) (*desk, string) {
	d := newDesk(t)
	_, text := d.load(harbour, webURL)
	at := func(quote string, nth int) model.Fragment {
		start := 0
		for i, from := 0, 0; i <= nth; i++ {
			found := strings.Index(harbour[from:], quote)
			start = from + found
			from = start + len(quote)
		}
		points := len([]rune(harbour[:start]))
		return model.Fragment{Start: points, End: points + len([]rune(quote))}
	}
	bridge := d.do(model.Mark(model.ClaimStated{Statement: "The bridge is unsafe", Language: "en"}, text,
		[][]model.Fragment{{at("The bridge is unsafe", 0)}, {at("The bridge is unsafe", 1)}})).Stream(model.NounClaim)
	d.do(model.Mark(model.ClaimStated{Statement: "A split <one> & more"}, text, [][]model.Fragment{{at("A 🧜", 0), at("漢字も", 0)}}))
	d.do(model.Mark(model.ClaimStated{Statement: "It stands nowhere"}, "", nil))
	c := d.claim(bridge)
	link := model.Link{Sources: []string{"The engineer"}, Mention: "the\u00a0engineer", Cue: "said"}
	d.do(model.Attribute(c.ID(), []model.Link{link}, "", []string{c.Appearances[0].ID}))
	d.do(model.Judge(c.ID(), model.Judgement{Scale: scale, Rating: "false", Rationale: "The report says otherwise."}))
	d.do(model.WriteNote(c.ID(), "Call the engineer"))
	return d, text
}

func TestAWebAnnotationExportIsTheSameTwice(t *testing.T) {
	d, _ := worked(t)
	first := d.export("webannotation", "")
	if second := d.export("webannotation", ""); !bytes.Equal(first, second) {
		t.Error("two exports of one workspace differ")
	}
	if !json.Valid(first) {
		t.Fatalf("not JSON:\n%s", first)
	}
	for _, kind := range []string{"claim", "attribution", "verdict", "note"} {
		if !bytes.Contains(first, []byte(`"ts:kind":"`+kind+`"`)) {
			t.Errorf("no annotation is a %s:\n%s", kind, first)
		}
	}
}

// annotated reads a collection's annotations.
func annotated(t testing.TB, raw []byte) []map[string]any {
	t.Helper()
	var file struct {
		Total int
		First struct{ Items []map[string]any }
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	if file.Total != len(file.First.Items) {
		t.Errorf("total is %d, of %d annotations", file.Total, len(file.First.Items))
	}
	return file.First.Items
}

func TestAnExportOfWebAnnotationsComesBackElsewhere(t *testing.T) {
	from, text := worked(t)
	raw := from.export("webannotation", "")
	if all := from.taken("webannotation", "own.jsonld", raw, ""); len(all) == 0 {
		t.Fatal("nothing came back")
	} else {
		for _, o := range all {
			if o.Status != workspace.StatusKnown {
				t.Errorf("what this workspace exported itself is %s: %s %v", o.Status, o.Name, o.Err)
			}
		}
	}
	to := newDesk(t)
	to.load(harbour, webURL)
	claims := map[model.Stream]bool{}
	for _, o := range to.taken("webannotation", "theirs.jsonld", raw, "") {
		if o.Status == workspace.StatusDamaged || o.Status == workspace.StatusLost || len(o.Notes) > 0 {
			t.Errorf("%s: %s %v %v", o.Name, o.Status, o.Notes, o.Err)
		}
		claims[o.Stream] = true
	}
	if len(claims) != 3 {
		t.Errorf("%d claims came in, not 3", len(claims))
	}
	found := map[string]bool{}
	for s := range claims {
		c := to.claim(s)
		for _, a := range c.Appearances {
			if a.Text != text {
				t.Errorf("in text %s", a.Text)
			}
			found[strings.Join(words(harbour, a.Fragments), "|")] = true
			for _, l := range a.Attributions {
				found["mention "+strings.Join(words(harbour, l.Mention), "|")] = true
				found["cue "+strings.Join(words(harbour, l.Cue), "|")] = true
			}
		}
		if c.Statement == "The bridge is unsafe" {
			if len(c.Appearances) != 2 || len(c.Reviews) != 1 || len(c.Notes) != 1 || len(c.Verdicts) != 0 {
				t.Errorf("%d appearances, %d reviews, %d notes, %d verdicts", len(c.Appearances), len(c.Reviews), len(c.Notes), len(c.Verdicts))
			}
			if len(c.Reviews) == 1 && (c.Reviews[0].Publisher != "Anna Checker" || c.Reviews[0].Description != "The report says otherwise.") {
				t.Errorf("the verdict came in as %+v", c.Reviews[0].ReviewFound)
			}
		}
	}
	for _, want := range []string{"A 🧜|漢字も", "The bridge is unsafe", "mention the\u00a0engineer", "cue said"} {
		if !found[want] {
			t.Errorf("%q is not where it was: %v", want, found)
		}
	}
	before := to.seq()
	for _, o := range to.taken("webannotation", "theirs.jsonld", raw, "") {
		if o.Status != workspace.StatusKnown {
			t.Errorf("imported twice, %s is %s", o.Name, o.Status)
		}
	}
	if to.seq() != before {
		t.Error("importing twice added something")
	}
}

const assertions = "../../../shared/eval/w3c-annotation/conformance-assertions"

// musts compiles the assertions of a list of the W3C's test suite.
func musts(t *testing.T, list string) map[string]*jsonschema.Schema {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(assertions, "*.json"))
	if err != nil || len(files) == 0 {
		t.Skip("the W3C's conformance assertions are not here")
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			continue // one of the suite's own is no JSON
		}
		name := file[strings.LastIndex(file, "__")+2:]
		var exists *jsonschema.ResourceExistsError
		if err := c.AddResource("http://suite.example/"+name, doc); err != nil && !errors.As(err, &exists) {
			t.Fatal(err) // two optional ones bear one name
		}
	}
	raw, err := os.ReadFile(filepath.Join(assertions, list))
	if err != nil {
		t.Fatal(err)
	}
	var test struct{ Assertions []any }
	if err := json.Unmarshal(raw, &test); err != nil {
		t.Fatal(err)
	}
	out := map[string]*jsonschema.Schema{}
	for _, a := range test.Assertions {
		name, ok := a.(string)
		if !ok {
			continue
		}
		name = name[strings.LastIndex(name, "/")+1:]
		schema, err := c.Compile("http://suite.example/" + name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = schema
	}
	return out
}

// unexpected are the assertions that a value does not meet. The suite expects some to be invalid.
func unexpected(t *testing.T, all map[string]*jsonschema.Schema, v any) []string {
	t.Helper()
	var out []string
	for name, schema := range all {
		raw, err := filepath.Glob(filepath.Join(assertions, "*"+name))
		if err != nil || len(raw) != 1 {
			t.Fatal(name, raw, err)
		}
		text, err := os.ReadFile(raw[0])
		if err != nil {
			t.Fatal(err)
		}
		var said struct{ ExpectedResult string }
		if err := json.Unmarshal(text, &said); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); (err == nil) != (said.ExpectedResult != "invalid") {
			out = append(out, name)
		}
	}
	return out
}

func TestExportedAnnotationsMeetEveryMustOfTheW3C(t *testing.T) {
	each := musts(t, "annotations__annotationMusts.test")
	d, _ := worked(t)
	raw := d.export("webannotation", "")
	for _, a := range annotated(t, raw) {
		failed := unexpected(t, each, a)
		if target, _ := a["target"].(map[string]any); target["type"] == "List" {
			// The suite knows none of the sets of the model's appendix, not even in the model's own example of one.
			failed = slices.DeleteFunc(failed, func(name string) bool { return name == "3.2-targetObjectsRecognized.json" })
		}
		if len(failed) > 0 {
			text, _ := json.Marshal(a)
			t.Errorf("%v\nof %s", failed, text)
		}
	}
	var file map[string]any
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	if failed := unexpected(t, musts(t, "collections__collectionMusts.test"), file); len(failed) > 0 {
		t.Errorf("the collection: %v", failed)
	}
}

const examples = "../../../shared/eval/w3c-annotation/model-examples"

// exampleFiles are the W3C's examples, correct or incorrect ones.
func exampleFiles(t *testing.T, which string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(examples, which+"__*.json"))
	if err != nil || len(files) == 0 {
		t.Skip("the W3C's example annotations are not here")
	}
	return files
}

// canonical is an annotation without its context: equal ones are equal graphs.
func canonical(t *testing.T, v any) string {
	t.Helper()
	if a, ok := v.(map[string]any); ok {
		delete(a, "@context")
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := model.Canonical(raw)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestCorrectExamplesOfTheW3CGoOutAsTheyCame(t *testing.T) {
	for _, file := range exampleFiles(t, "correct") {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := newDesk(t)
		for _, o := range d.taken("webannotation", filepath.Base(file), raw, "") {
			if o.Err != nil {
				t.Errorf("%s: %s: %v", filepath.Base(file), o.Name, o.Err)
			}
		}
		var whole map[string]any
		if err := json.Unmarshal(raw, &whole); err != nil {
			t.Fatal(err)
		}
		wanted := map[string]int{}
		if first, ok := whole["first"].(map[string]any); ok {
			for _, item := range first["items"].([]any) {
				wanted[canonical(t, item)]++
			}
		} else {
			wanted[canonical(t, whole)]++
		}
		for _, a := range annotated(t, d.export("webannotation", "")) {
			if a["@context"] == nil {
				t.Errorf("%s goes out without its context", filepath.Base(file))
			}
			wanted[canonical(t, a)]--
		}
		for a, n := range wanted {
			if n != 0 {
				t.Errorf("%s: %d too many or too few of %s", filepath.Base(file), -n, a)
			}
		}
	}
}

func TestIncorrectExamplesOfTheW3CAreRefusedWithAReason(t *testing.T) {
	for _, file := range exampleFiles(t, "incorrect") {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := newDesk(t)
		all, err := d.take("webannotation", filepath.Base(file), raw, "")
		why := err
		for _, o := range all {
			if why = o.Err; why == nil && len(o.Notes) > 0 {
				why = errors.New(o.Notes[0])
			}
		}
		if why == nil || strings.Contains(why.Error(), "\n") {
			t.Errorf("%s: %v", filepath.Base(file), why)
		}
	}
}

func TestEveryFaultOfAnAnnotationIsNamed(t *testing.T) {
	const sound = `"id":"http://a.example/1","type":"Annotation","target":"http://a.example/t"`
	d := newDesk(t)
	for fault, words := range map[string]string{
		sound + `,"body":"no IRI at all"`:                                                                                               "body is neither",
		sound + `,"body":{"id":"http://b.example","format":6}`:                                                                          "format",
		sound + `,"body":{"id":"http://b.example","textDirection":"up"}`:                                                                "textDirection",
		sound + `,"body":{"id":"http://b.example","processingLanguage":["en","de"]}`:                                                    "processingLanguage",
		sound + `,"body":{"type":"TextualBody","value":["a","b"]}`:                                                                      "TextualBody",
		sound + `,"body":{"type":["Choice","List"],"items":["http://b.example"]}`:                                                       "more than one type",
		sound + `,"body":{"items":["http://b.example"]}`:                                                                                "no type",
		sound + `,"bodyValue":23`:                                                                                                       "bodyValue",
		sound + `,"bodyValue":"a","body":"http://b.example"`:                                                                            "both body and bodyValue",
		sound + `,"created":"yesterday"`:                                                                                                "created",
		sound + `,"generated":["2015-01-28T12:00:00Z","2015-01-28T12:00:01Z"]`:                                                          "generated",
		sound + `,"rights":"not a uri"`:                                                                                                 "rights",
		sound + `,"via":"not a uri"`:                                                                                                    "via",
		sound + `,"generator":42`:                                                                                                       "generator",
		sound + `,"@context":"http://www.w3.org/ns/other.jsonld"`:                                                                       "@context",
		`"type":"Annotation"`:                                                                                                           "no target",
		`"type":"Annotation","id":["http://a.example/1","http://a.example/2"],"target":"http://t.example"`:                              "id is not one",
		`"type":"Annotation","target":{"source":"http://t.example","selector":{"type":"FragmentSelector"}}`:                             "without value",
		`"type":"Annotation","target":{"type":"SpecificResource","selector":{"type":"SvgSelector"}}`:                                    "no source",
		`"type":"Annotation","target":{"source":"http://t.example","selector":{"type":"TextQuoteSelector"}}`:                            "without exact",
		`"type":"Annotation","target":{"source":"http://t.example","selector":{"type":"TextPositionSelector","start":-1,"end":3}}`:      "position",
		`"type":"Annotation","target":{"source":"http://t.example","selector":{"type":"TextPositionSelector","start":1e99,"end":1e99}}`: "position",
		`"type":"Annotation","target":"http://t.example","target":"http://u.example"`:                                                   "stands twice",
		`"type":"Annotation","target":"\ud800"`:                                                                                         "surrogate",
	} {
		o := d.one("webannotation", "a.jsonld", []byte("[{"+fault+"}]"), "")
		if o.Status != workspace.StatusDamaged || o.Err == nil || !strings.Contains(o.Err.Error(), words) {
			t.Errorf("%s: %s %v, want something about %q", fault, o.Status, o.Err, words)
		}
	}
	if d.seq() != 0 {
		t.Error("something damaged was stored")
	}
}
