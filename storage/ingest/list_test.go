package ingest

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"touchstone/model"
)

func TestHead(t *testing.T) {
	folder := t.TempDir()
	for name, c := range map[string]struct {
		data  string
		want  model.ListHead
		tells bool
	}{
		"a.csv": {"Rubrik;Brödtext\nFärjorna;Det regnade.\n;\n", model.ListHead{
			Columns: []string{"Rubrik", "Brödtext"}, Rows: [][]string{{"Färjorna", "Det regnade."}, {"", ""}}, Usual: map[string]string{},
		}, false},
		"b.jsonl": {"{\"headline\":\"A\",\"x\":1}\n{\"body\":\"Words.\"}\n", model.ListHead{
			Columns: []string{"headline", "x", "body"}, Rows: [][]string{{"A", "1", ""}, {"", "", "Words."}}, Usual: map[string]string{"title": "headline", "text": "body"},
		}, true},
		"c.csv":  {"https://example.org/a\nhttps://example.org/b\n", model.ListHead{Usual: map[string]string{}}, false},
		"d.json": {"{", model.ListHead{Usual: map[string]string{}}, false},
		"e.html": {"a,b\n", model.ListHead{Usual: map[string]string{}}, false},
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := Head(path); !reflect.DeepEqual(got, c.want) || got.Tells() != c.tells {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// What answers queries has its list within an object; an article may stand by itself; an export is none.
func TestAListWithinAnObject(t *testing.T) {
	folder := t.TempDir()
	for data, want := range map[string]string{
		`{"status":"ok","articles":[{"title":"A","content":"One."},{"title":"B","url":"https://example.org/"}]}`: "A: One. | B: https://example.org/",
		`{"title":"A","text":"One.","comments":[{"text":"No."}]}`:                                                "A: One.",
		`{"a":[{"text":"One."}],"b":[{"text":"Two."}]}`:                                                          "!there is neither a text nor an address",
		`{"format":"touchstone","version":0,"claims":[{"text":"One."}]}`:                                         "!this is an export, not a list of articles",
		`{"a":`: "!this is no JSON (unexpected end of JSON input)",
		"3":     "!this is no JSON array (json: cannot unmarshal number into Go value of type []json.RawMessage)",
	} {
		path := filepath.Join(folder, "a.json")
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		var got []string
		items, _ := Items(path, nil)
		for it := range items {
			var failure *Error
			if errors.As(it.Err, &failure) {
				got = append(got, "!"+failure.What)
				continue
			}
			got = append(got, it.Fields.Text("title")+": "+it.Text+it.URL)
		}
		if strings.Join(got, " | ") != want {
			t.Errorf("%s: %q", data, got)
		}
	}
}

// A column that is called as those of a field are does not hold it where a person says that none does.
func TestNoColumnHoldsIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("title,author,text\nA,the desk,Words.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	items, _ := Items(path, map[string]string{"byline": ""})
	for it := range items {
		if it.Err != nil || it.Fields.Text("byline") != "" || it.Fields.Text("title") != "A" {
			t.Errorf("%+v", it)
		}
	}
}
