package exchangetest

import (
	"bytes"
	"encoding/json"
	"testing"

	"touchstone/assets"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Check validates an export against its schema, and compares every fragment's words with its text, in code points.
func Check(t testing.TB, export []byte) {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(assets.ExportSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("export.schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("export.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	file, err := jsonschema.UnmarshalJSON(bytes.NewReader(export))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(file); err != nil {
		t.Errorf("the export does not fit its schema: %v", err)
	}
	quotes(t, export)
}

// words is any stretch with its words.
type words struct {
	Start, End int
	Exact      string
}

func quotes(t testing.TB, export []byte) {
	t.Helper()
	var file struct {
		Texts  []struct{ ID, Text string }
		Claims []struct {
			ID          string
			Appearances []struct {
				Text         string
				Fragments    []words
				Attributions []struct{ Mention, Cue, Content []words }
			}
		}
	}
	if err := json.Unmarshal(export, &file); err != nil {
		t.Fatal(err)
	}
	texts := map[string][]rune{}
	for _, x := range file.Texts {
		texts[x.ID] = []rune(x.Text)
	}
	for _, c := range file.Claims {
		for _, a := range c.Appearances {
			all := a.Fragments
			for _, l := range a.Attributions {
				all = append(append(append(all, l.Mention...), l.Cue...), l.Content...)
			}
			for _, w := range all {
				text := texts[a.Text]
				if w.Start < 0 || w.End > len(text) || w.Start >= w.End || string(text[w.Start:w.End]) != w.Exact {
					t.Errorf("claim %.10s: %d-%d is not %q", c.ID, w.Start, w.End, w.Exact)
				}
			}
		}
	}
}
