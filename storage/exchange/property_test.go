package exchange_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/span"
	"touchstone/model/workspace"

	"golang.org/x/text/unicode/norm"
)

// scripts are what a text of a property test is made of: characters of one, two, three and four bytes, of one and two UTF-16
// units, that join, that turn the direction, and line ends.
var scripts = []string{
	"The bridge", "is", "unsafe", ", ", ". ", "\n", "\n\n", "👩‍👩‍👧‍👦", "🧜🏽‍♀️", "🇸🇪🇳🇴", "e\u0301\u0323", "å", "漢字かな交じり", "한국어",
	"שלום עולם", "السلام عليكم", "नमस्ते", "ไทย", "\u00a0", "“q”", "—", "𝔘𝔫𝔦", "ﬁ", "<b>&amp;\"\\", "\t", "İ", "ß",
}

// scrawl makes a text as it is stored, with the fragments of some claims in it.
func scrawl(r *rand.Rand) (text string, claims [][]model.Fragment) {
	var b strings.Builder
	for range 20 + r.IntN(60) {
		b.WriteString(scripts[r.IntN(len(scripts))])
		if r.IntN(3) > 0 {
			b.WriteByte(' ')
		}
	}
	text = model.Hash([]byte(b.String()))[:4] + " " + norm.NFC.String(b.String()) // no two texts are equal
	x := span.NewIndex(text)
	for range 1 + r.IntN(5) {
		var spans span.Fragments
		for range 1 + r.IntN(3) {
			at := r.IntN(len(text))
			s := span.Snap(text, span.Span{Start: at, End: min(len(text), at+1+r.IntN(30))})
			if words := text[s.Start:s.End]; strings.TrimSpace(words) == words && words != "" {
				spans = append(spans, s)
			}
		}
		if len(spans) > 0 {
			claims = append(claims, model.Points(x, spans.Normal()))
		}
	}
	return text, claims
}

func TestOffsetsOfEveryFormatPointAtTheMarkedWordsAndComeBack(t *testing.T) {
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // chance that can be repeated
		text, claims := scrawl(r)
		from := newDesk(t)
		_, id := from.load(text, "https://post.example/scrawl")
		marked := map[string]map[string]bool{"webannotation": {}, "brat": {}}
		for i, fragments := range claims {
			from.do(model.Mark(model.ClaimStated{Statement: fmt.Sprint("claim ", i)}, id, [][]model.Fragment{fragments}))
			marked["webannotation"][fmt.Sprint(fragments)] = true
			marked["brat"][fmt.Sprint(divided([]rune(text), fragments))] = true
		}
		for _, name := range []string{"webannotation", "brat"} {
			raw := from.export(name, "")
			pointed(t, name, raw, text)
			to := newDesk(t)
			if name == "webannotation" {
				to.load(text, "https://post.example/scrawl")
			}
			back := map[string]bool{}
			for _, o := range to.taken(name, "scrawl.zip", raw, "") {
				if o.Status == workspace.StatusLost || o.Status == workspace.StatusDamaged || len(o.Notes) > 0 {
					t.Errorf("seed %d, %s: %s is %s: %v %v", seed, name, o.Name, o.Status, o.Notes, o.Err)
				}
				if o.Stream.Noun() != model.NounClaim {
					continue
				}
				for _, a := range to.claim(o.Stream).Appearances {
					back[fmt.Sprint(a.Fragments)] = true
				}
			}
			for f := range marked[name] {
				if !back[f] {
					t.Errorf("seed %d, %s: %s did not come back: %v", seed, name, f, back)
				}
			}
		}
	}
}

// divided are fragments as brat has them: never over a line end.
func divided(points []rune, fragments []model.Fragment) []model.Fragment {
	var out []model.Fragment
	for _, f := range fragments {
		from := f.Start
		for at := f.Start; at <= f.End; at++ {
			if at == f.End || points[at] == '\n' {
				if at > from {
					out = append(out, model.Fragment{Start: from, End: at})
				}
				from = at + 1
			}
		}
	}
	return out
}

// pointed checks that every offset of an export points at the words beside it.
func pointed(t *testing.T, name string, raw []byte, text string) {
	t.Helper()
	if name == "brat" {
		z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			in, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(f.Name, ".ann") {
				standoff(t, string(data), text)
			} else if string(data) != text {
				t.Errorf("the text goes out as %q", data)
			}
		}
		return
	}
	points := []rune(text)
	var look func(v any)
	look = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				look(one)
			}
		case map[string]any:
			if all, ok := v["selector"].([]any); ok {
				quote, position := all[0].(map[string]any), all[1].(map[string]any)
				start, end := int(position["start"].(float64)), int(position["end"].(float64))
				if got := string(points[start:end]); got != quote["exact"] {
					t.Errorf("%d-%d is %q, not %q", start, end, got, quote["exact"])
				}
			}
			for _, one := range v {
				look(one)
			}
		}
	}
	all := annotated(t, raw)
	if !slices.ContainsFunc(all, func(a map[string]any) bool { return a["target"] != nil }) {
		t.Error("nothing was exported")
	}
	for _, a := range all {
		look(a)
	}
}
