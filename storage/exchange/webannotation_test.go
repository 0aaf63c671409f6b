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

func TestAColleaguesVerdictKeepsItsNameWhenItIsPassedOn(t *testing.T) {
	d, _ := worked(t)
	first := d.export("webannotation", "")
	named := func(raw []byte) (ids []any) {
		for _, a := range annotated(t, raw) {
			if a["ts:kind"] == "verdict" {
				ids = append(ids, a["id"])
			}
		}
		return ids
	}
	file := open(t, filepath.Join(t.TempDir(), "colleague.db"))
	colleague := person(t, file, "Björn")
	fields := model.Fields{}
	if err := fields.Set("url", webURL); err != nil {
		t.Fatal(err)
	}
	if _, err := colleague.Do(model.Load(model.Document{Text: harbour, Fields: fields, Found: map[string]string{}}, "", d.Now())); err != nil {
		t.Fatal(err)
	}
	if _, err := brought(t, colleague, "webannotation", string(first)); err != nil {
		t.Fatal(err)
	}
	passed := written(t, file, "webannotation", nil)
	if want := named(first); len(want) == 0 || !slices.Equal(named(passed), want) {
		t.Errorf("verdicts %v are passed on as %v", want, named(passed))
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
	split := 0
	for _, a := range annotated(t, raw) {
		if lists, _ := a["ts:passages"].([]any); len(lists) > 0 {
			split++
		}
		if failed := unexpected(t, each, a); len(failed) > 0 {
			text, _ := json.Marshal(a)
			t.Errorf("%v\nof %s", failed, text)
		}
	}
	if split == 0 {
		t.Error("no annotation of a split passage was looked at")
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
	files := exampleFiles(t, "correct")
	if len(files) != 44 {
		t.Errorf("%d examples, not 44", len(files))
	}
	for _, file := range files {
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
		var came map[string]any
		if err := json.Unmarshal(raw, &came); err != nil {
			t.Fatal(err)
		}
		var out map[string]any
		exported := d.export("webannotation", "")
		if err := json.Unmarshal(exported, &out); err != nil {
			t.Fatal(err)
		}
		all := annotated(t, exported)
		for _, a := range all {
			if a["@context"] == nil {
				t.Errorf("%s goes out without its context", filepath.Base(file))
			}
		}
		var went any
		if came["first"] == nil {
			went = all[0]
		} else {
			for _, a := range out["first"].(map[string]any)["items"].([]any) {
				delete(a.(map[string]any), "@context") // that of the collection is said again in each
			}
			went = out
		}
		if canonical(t, went) != canonical(t, came) || came["first"] == nil && len(all) != 1 {
			t.Errorf("%s went out as %s", filepath.Base(file), exported)
		}
	}
}

const gathered = `{"@context":["http://www.w3.org/ns/anno.jsonld",{"ex":"https://ex.example/"}],"id":"https://a.example/c","type":"AnnotationCollection",
"label":"Harbours","creator":{"id":"https://a.example/bo","name":"Bo"},"total":2,"first":{"id":"https://a.example/c/1","type":"AnnotationPage","startIndex":0,"items":[
{"id":"https://a.example/2","type":"Annotation","bodyValue":"Second","target":"https://a.example/t","ex:mood":"calm"},
{"id":"https://a.example/1","type":"Annotation","bodyValue":"First","target":"https://a.example/t"}]}}`

func TestACollectionGoesOutUnderItsNameAsLongAsItIsWhole(t *testing.T) {
	d := newDesk(t)
	d.taken("webannotation", "c.jsonld", []byte(gathered), "")
	before := d.seq()
	for _, o := range d.taken("webannotation", "c.jsonld", []byte(gathered), "") {
		if o.Status != workspace.StatusKnown || d.seq() != before {
			t.Errorf("imported again, %s is %s", o.Name, o.Status)
		}
	}
	parsed := func() map[string]any {
		var out map[string]any
		if err := json.Unmarshal(d.export("webannotation", ""), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	whole := parsed()
	first := whole["first"].(map[string]any)
	if items := first["items"].([]any); len(items) != 2 || items[0].(map[string]any)["bodyValue"] != "Second" {
		t.Errorf("not in its order: %v", items)
	}
	for _, a := range first["items"].([]any) {
		delete(a.(map[string]any), "@context")
	}
	var came any
	if err := json.Unmarshal([]byte(gathered), &came); err != nil || canonical(t, whole) != canonical(t, came) {
		t.Errorf("it went out as %v, %v", whole, err)
	}
	d.do(model.Mark(model.ClaimStated{Statement: "One of our own"}, "", nil))
	mixed := parsed()
	named, _ := mixed["ts:collections"].([]any)
	if mixed["id"] == "https://a.example/c" || len(named) != 1 || mixed["total"] != 3.0 {
		t.Fatalf("with another claim it went out as %v", mixed)
	}
	of := named[0].(map[string]any)
	creator, _ := of["creator"].(map[string]any)
	ids, _ := json.Marshal(of["first"].(map[string]any)["items"])
	if of["id"] != "https://a.example/c" || of["label"] != "Harbours" || creator["name"] != "Bo" || !strings.Contains(string(ids), "https://a.example/2") {
		t.Errorf("the collection is named as %v", of)
	}
	for _, a := range annotated(t, d.export("webannotation", "")) {
		context, _ := json.Marshal(a["@context"])
		if a["ex:mood"] != nil && !bytes.Contains(context, []byte("ex.example")) {
			t.Errorf("outside its collection its context is %s", context)
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

func TestHostileFilesAreRefusedInOneLine(t *testing.T) {
	d := newDesk(t)
	article, _ := d.load("Bo said it rained.", "")
	before := d.seq()
	deep := strings.Repeat(`{"type":"Annotation","target":`, 5000) + `"x"` + strings.Repeat("}", 5000)
	for name, file := range map[string]string{
		"nothing":         "",
		"no value":        " \n",
		"cut off":         `[{"type":"Annotation","target":"http://t.example"`,
		"deep":            deep,
		"deeper":          strings.Repeat("[", 200000),
		"pages elsewhere": `{"type":"AnnotationCollection","first":"http://a.example/page1"}`,
		"a large item":    `[{"type":"Annotation","target":"http://t.example","bodyValue":"` + strings.Repeat("x", 5<<20) + `"}]`,
		"pages in pages":  strings.Repeat(`{"type":"AnnotationPage","items":`, 9) + "[]" + strings.Repeat("}", 9),
	} {
		all, err := d.take("webannotation", "a.json", []byte(file), article)
		for _, o := range all {
			err = o.Err
		}
		if err == nil || strings.Contains(err.Error(), "\n") || len(err.Error()) > 200 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if d.seq() != before {
		t.Error("something of them was stored")
	}
	long := annotate(quoteAt(strings.Repeat("it rained ", 100_000), strings.Repeat("said ", 100_000), 0, 9))
	if o := d.one("webannotation", "a.json", long, article); o.Status != workspace.StatusLost {
		t.Errorf("a quote longer than the text is %s", o.Status)
	}
}
