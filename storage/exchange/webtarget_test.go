package exchange_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"touchstone/model"
	"touchstone/model/workspace"

	"golang.org/x/text/unicode/norm"
)

const (
	tide    = "Tide 🌊🌊 tables — the café’s “log” says 4\u00a0m.\n\nThe ferry, which sank, was new. It rained. It rained.\nLast line."
	tideURL = "https://post.example/tide"
)

// annotate is a Web Annotation of one passage of the tide tables.
func annotate(selector string) []byte {
	return fmt.Appendf(nil, `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:x:1","type":"Annotation","target":{"source":%q,"selector":%s}}`, tideURL, selector)
}

func quoteAt(exact, prefix string, start, end int) string {
	raw, _ := json.Marshal([]any{
		map[string]any{"type": "TextQuoteSelector", "exact": exact, "prefix": prefix},
		map[string]any{"type": "TextPositionSelector", "start": start, "end": end},
	})
	return string(raw)
}

func TestAQuoteWinsOverItsOffsetsAndTheReportSaysSo(t *testing.T) {
	units := func(s string) int { return len(utf16.Encode([]rune(s))) }
	before := tide[:strings.Index(tide, "The ferry")]
	for name, c := range map[string]struct {
		selector, words, note string
		status                workspace.Status
	}{
		"right":              {quoteAt("The ferry", "", len([]rune(before)), len([]rune(before))+9), "The ferry", "", workspace.StatusNew},
		"UTF-16":             {quoteAt("The ferry", "", units(before), units(before)+9), "The ferry", "UTF-16", workspace.StatusNew},
		"bytes":              {quoteAt("The ferry", "", len(before), len(before)+9), "The ferry", "are wrong", workspace.StatusNew},
		"beyond the end":     {quoteAt("The ferry", "", 90000, 90009), "The ferry", "are wrong", workspace.StatusNew},
		"CRLF":               {quoteAt("4\u00a0m.\r\n\r\nThe ferry", "", 41, 57), "4\u00a0m.\n\nThe ferry", "are wrong", workspace.StatusNew},
		"NFD":                {quoteAt(norm.NFD.String("café"), "", 26, 31), "café", "are wrong", workspace.StatusNew},
		"no-break space":     {quoteAt("says 4 m", "", 0, 8), "says 4\u00a0m", "differ", workspace.StatusNew},
		"straight marks":     {quoteAt(`the café's "log"`, "", 19, 35), "the café’s “log”", "differ", workspace.StatusNew},
		"twice, by context":  {`{"type":"TextQuoteSelector","exact":"It rained.","prefix":"was new. ","suffix":" It rained."}`, "It rained.", "", workspace.StatusNew},
		"twice":              {`{"type":"TextQuoteSelector","exact":"It rained."}`, "", "2 places", workspace.StatusLost},
		"not there":          {quoteAt("Nobody ever wrote this here", "", 3, 30), "", "does not hold", workspace.StatusLost},
		"offsets alone":      {`{"type":"TextPositionSelector","start":5,"end":7}`, "🌊🌊", "no words", workspace.StatusNew},
		"offsets outside":    {`{"type":"TextPositionSelector","start":5,"end":7000}`, "", "outside the text", workspace.StatusLost},
		"a quote refined":    {`{"type":"TextQuoteSelector","exact":"The ferry, which sank","refinedBy":{"type":"TextPositionSelector","start":4,"end":9}}`, "ferry", "", workspace.StatusNew},
		"refined by a quote": {`{"type":"FragmentSelector","value":"p2","refinedBy":{"type":"TextQuoteSelector","exact":"which sank"}}`, "which sank", "", workspace.StatusNew},
	} {
		d := newDesk(t)
		d.load(tide, tideURL)
		o := d.one("webannotation", "a.jsonld", annotate(c.selector), "")
		if o.Status != c.status || c.note == "" != (len(o.Notes) == 0) || !strings.Contains(strings.Join(o.Notes, "; "), c.note) {
			t.Errorf("%s: %s %v %v", name, o.Status, o.Notes, o.Err)
		}
		claim := d.claim(o.Stream)
		got := ""
		for _, a := range claim.Appearances {
			got += strings.Join(words(tide, a.Fragments), "|")
		}
		if got != c.words || claim.Statement == "" {
			t.Errorf("%s: it stands at %q, not at %q", name, got, c.words)
		}
	}
}

func TestAClaimWhoseArticleIsMissingFindsItsPlaceLater(t *testing.T) {
	d := newDesk(t)
	raw := annotate(quoteAt("The ferry", "", 0, 9))
	if o := d.one("webannotation", "a.jsonld", raw, ""); o.Status != workspace.StatusLost || !strings.Contains(o.Notes[0], "load it") {
		t.Errorf("without its article it is %s: %v", o.Status, o.Notes)
	}
	article, _ := d.load(tide, "")
	o := d.one("webannotation", "a.jsonld", raw, article)
	if o.Status != workspace.StatusNewerThere || len(d.claim(o.Stream).Appearances) != 1 {
		t.Errorf("with its article it is %s: %v", o.Status, o.Notes)
	}
	d.do(model.Remove(d.claim(o.Stream).Appearances[0].ID, "not there"))
	if o := d.one("webannotation", "a.jsonld", raw, article); o.Status != workspace.StatusKnown || len(d.claim(o.Stream).Appearances) != 0 {
		t.Errorf("what was removed came back: %s", o.Status)
	}
}

// The shapes below are those that the programs write, in words of our own.
const (
	hypothesis = `{"total":1,"rows":[{"id":"k3","created":"2024-05-01T10:00:00.123456+00:00","updated":"2024-05-01T10:00:00.123456+00:00",
"user":"acct:bo@hypothes.is","user_info":{"display_name":"Bo Reader"},"uri":"https://post.example/tide#top","text":"Really?","tags":["ferry","sea"],
"group":"__world__","target":[{"source":"https://post.example/tide","selector":[{"type":"RangeSelector","endOffset":9,"startOffset":0,"endContainer":"/p[2]","startContainer":"/p[2]"},
{"type":"TextPositionSelector","start":48,"end":57},{"type":"TextQuoteSelector","exact":"The ferry","prefix":"4\u00a0m.","suffix":", which"}]}]}]}`
	hypothesisExport = `{"export_date":"2024-05-02","export_userid":"acct:bo@hypothes.is","client_version":"1","annotations":[{"id":"p1","created":"2024-05-01T10:00:00Z",
"user":"acct:bo@hypothes.is","uri":"https://post.example/tide","text":"A note on the page","tags":[],"target":[{"source":"https://post.example/tide"}]}]}`
	recogito = `[{"id":"r1","bodies":[{"id":"b","purpose":"commenting","value":"New?","creator":{"id":"u1","name":"Cy"}}],
"target":{"annotation":"r1","creator":{"id":"u1","name":"Cy"},"selector":[{"quote":"The ferry","start":48,"end":57},{"quote":"was new","start":71,"end":78}]}}]`
	recogitoW3C = `[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#r2","type":"Annotation","body":[{"type":"TextualBody","value":"boat","purpose":"tagging"}],
"target":[{"id":"t1","source":"https://post.example/tide","selector":[{"type":"TextQuoteSelector","exact":"The ferry"},{"type":"TextPositionSelector","start":48,"end":57}]},
{"id":"t2","source":"https://post.example/tide","selector":[{"type":"TextQuoteSelector","exact":"was new"},{"type":"TextPositionSelector","start":71,"end":78}]}]}]`
	catma = `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"https://git.example/CATMA_1","type":"Annotation","body":{"@context":{"tag":"https://git.example/tag"},"type":"Dataset","value":{"tag":"https://git.example/tags/1"}},
"target":{"type":"List","items":[{"source":"https://post.example/tide","type":"SpecificResource","selector":{"type":"TextPositionSelector","start":47,"end":56}},
{"source":"https://post.example/tide","type":"SpecificResource","selector":{"type":"TextPositionSelector","start":70,"end":77}}]}}`
)

func TestAnnotationsOfOtherPrograms(t *testing.T) {
	for name, c := range map[string]struct{ file, words, author, note, tags string }{
		"Hypothesis' API":    {hypothesis, "The ferry", "Bo Reader", "Really?", "ferry sea"},
		"Hypothesis' export": {hypothesisExport, "", "acct:bo@hypothes.is", "", ""},
		"Recogito":           {recogito, "The ferry|was new", "", "New?", ""},
		"Recogito as W3C":    {recogitoW3C, "The ferry|was new", "", "", "boat"},
		"CATMA":              {catma, "The ferry|was new", "", "", ""},
	} {
		if !format(t, "webannotation").Knows([]byte(c.file)) {
			t.Errorf("%s is not recognised", name)
		}
		d := newDesk(t)
		article, _ := d.load(tide, tideURL)
		o := d.one("webannotation", "a.json", []byte(c.file), article)
		if o.Err != nil {
			t.Errorf("%s: %v", name, o.Err)
			continue
		}
		claim := d.claim(o.Stream)
		got, note := []string{}, ""
		for _, a := range claim.Appearances {
			got = append(got, words(tide, a.Fragments)...)
		}
		for _, n := range claim.Notes {
			note += n.Text
		}
		if o.Status != workspace.StatusNew || strings.Join(got, "|") != c.words || note != c.note || strings.Join(claim.Tags, " ") != c.tags {
			t.Errorf("%s: %s at %q, note %q, tags %v; %v %v", name, o.Status, got, note, claim.Tags, o.Notes, o.Err)
		}
		out := annotated(t, d.export("webannotation", ""))
		if name := author(out[0]); c.author != "" && name != c.author {
			t.Errorf("it goes out as an annotation of %q, not %q", name, c.author)
		}
		before := d.seq()
		if o := d.one("webannotation", "a.json", []byte(c.file), article); o.Status != workspace.StatusKnown || d.seq() != before {
			t.Errorf("%s: imported twice it is %s", name, o.Status)
		}
	}
}

func author(a map[string]any) string {
	c, _ := a["creator"].(map[string]any)
	name, _ := c["name"].(string)
	return name
}
