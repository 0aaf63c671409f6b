package model_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/model"
)

var update = flag.Bool("update", false, "write goldens of kinds that have none")

// Events that an earlier version wrote are read for ever: each golden is one event's exact bytes under its id.
func TestEventsOfEveryKindAreRead(t *testing.T) {
	if *update {
		writeGoldens(t)
	}
	files, err := filepath.Glob("testdata/events/*.json")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[model.Kind]bool{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		e, err := model.Decode(raw)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		kind, id, _ := strings.Cut(strings.TrimSuffix(filepath.Base(f), ".json"), "-")
		if string(e.Kind) != kind || !strings.HasPrefix(e.ID, id) || e.Fact.Kind() != e.Kind {
			t.Errorf("%s: %s %s", f, e.Kind, e.ID)
		}
		if _, unknown := e.Fact.(model.Unknown); unknown {
			t.Errorf("%s is not known any more", f)
		}
		seen[e.Kind] = true
	}
	for kind := range model.Kinds() {
		if !seen[kind] {
			t.Errorf("no golden holds a %s; run the test with -update", kind)
		}
	}
}

func writeGoldens(t *testing.T) {
	t.Helper()
	if err := os.MkdirAll("testdata/events", 0o755); err != nil {
		t.Fatal(err)
	}
	have := map[model.Kind]bool{}
	for _, f := range must(filepath.Glob("testdata/events/*.json")) {
		kind, _, _ := strings.Cut(filepath.Base(f), "-")
		have[model.Kind(kind)] = true
	}
	for seed := range uint64(60) {
		w := newWorld(model.Fold)
		w.live(t, seed, 120)
		for _, s := range w.at {
			for _, e := range s.byID {
				if have[e.Kind] {
					continue
				}
				have[e.Kind] = true
				name := filepath.Join("testdata/events", string(e.Kind)+"-"+e.ID[:12]+".json")
				if err := os.WriteFile(name, e.Raw, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

const (
	aHash  = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	bHash  = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
	a32    = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	aNote  = `{"stream":"claim:` + aHash + `","kind":"note.written","after":["` + bHash + `"],"batch":"` + a32 + `","by":"` + a32 + `","at":"2025-03-14T10:02:03.004Z","nonce":"` + a32 + `","body":{"text":"hello"}}`
	aClaim = `{"stream":"claim","kind":"claim.stated","after":[],"batch":"` + a32 + `","by":"` + a32 + `","at":"2025-03-14T10:02:03.004Z","nonce":"` + a32 + `","body":{"statement":"x"}}`
)

func TestDecode(t *testing.T) {
	e, err := model.Decode([]byte(aNote))
	if err != nil || e.ID != model.Hash([]byte(aNote)) || e.Stream != "claim:"+aHash || e.At.Nanosecond() != 4e6 {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err = model.Decode([]byte(aClaim)); err != nil || e.Stream.ID() != e.ID || !e.Founds() {
		t.Errorf("%+v, %v", e, err)
	}
	newer := strings.Replace(aNote, "note.written", "note.sung", 1)
	if e, err = model.Decode([]byte(newer)); err != nil {
		t.Error(err)
	}
	if u, ok := e.Fact.(model.Unknown); !ok || u.Kind() != "note.sung" || string(u.Body) != `{"text":"hello"}` {
		t.Errorf("a newer kind became %#v", e.Fact)
	}
}

func TestDecodeRefuses(t *testing.T) {
	edit := func(old, new string) string {
		if !strings.Contains(aNote, old) {
			t.Fatalf("%s is not in the event", old)
		}
		return strings.Replace(aNote, old, new, 1)
	}
	for name, raw := range map[string]string{
		"nothing":                   "",
		"a space in front":          " " + aNote,
		"a space behind":            aNote + " ",
		"a space in the head":       edit(`,"kind"`, `, "kind"`),
		"a space in the body":       edit(`"text":"hello"`, `"text": "hello"`),
		"another order":             edit(`"stream":"claim:`+aHash+`","kind":"note.written"`, `"kind":"note.written","stream":"claim:`+aHash+`"`),
		"an escape in the head":     edit("note.written", `note\u002ewritten`),
		"a head that is no id":      edit(bHash, "b"),
		"heads twice":               edit(`["`+bHash+`"]`, `["`+bHash+`","`+bHash+`"]`),
		"heads unsorted":            edit(`["`+bHash+`"]`, `["`+bHash+`","`+aHash+`"]`),
		"a batch in capitals":       edit(`"batch":"`+a32, `"batch":"`+strings.ToUpper(a32)),
		"an author cut short":       edit(`"by":"`+a32, `"by":"`+a32[1:]),
		"a time without parts":      edit("2025-03-14T10:02:03.004Z", "2025-03-14T10:02:03Z"),
		"a time elsewhere":          edit("2025-03-14T10:02:03.004Z", "2025-03-14T10:02:03.004+01:00"),
		"a stream that is no id":    edit("claim:"+aHash, "claim:x"),
		"an article without id":     strings.Replace(aClaim, `"stream":"claim"`, `"stream":"article"`, 1),
		"a founding after others":   strings.Replace(aClaim, `"after":[]`, `"after":["`+aHash+`"]`, 1),
		"invalid UTF-8":             edit("hello", "\xff"),
		"a lone high surrogate":     edit("hello", `\ud800`),
		"a lone low surrogate":      edit("hello", `\udc00x`),
		"a high and no low one":     edit("hello", `\ud800\u0041`),
		"a body of another shape":   edit(`{"text":"hello"}`, `{"text":5}`),
		"a body that says nothing":  edit(`{"text":"hello"}`, `{"text":""}`),
		"a body that is a list":     edit(`{"text":"hello"}`, `["hello"]`),
		"a body cut off":            aNote[:len(aNote)-2],
		"something behind the body": aNote + "}",
	} {
		if e, err := model.Decode([]byte(raw)); err == nil {
			t.Errorf("%s is accepted: %+v", name, e)
		}
	}
}

func FuzzDecode(f *testing.F) {
	seeds := 0
	for _, file := range must(filepath.Glob("testdata/events/*.json")) {
		f.Add(must(os.ReadFile(file)))
		seeds++
	}
	if seeds == 0 {
		f.Fatal("no events to begin with")
	}
	f.Add([]byte(aNote))
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := model.Decode(raw)
		if err != nil {
			return
		}
		if e.ID != model.Hash(raw) || e.Stream.Noun() == "" || e.Fact == nil {
			t.Fatalf("%+v", e)
		}
		head, err := model.DecodeHeader(raw)
		if err != nil || head.ID != e.ID || head.Stream != e.Stream {
			t.Fatalf("the header alone: %+v, %v", head, err)
		}
		model.Fold(e.Stream, []model.Event{e, e})
		model.Steps(e.Stream, []model.Event{e})
	})
}
