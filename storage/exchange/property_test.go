package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/span"
	"touchstone/model/workspace"
	"touchstone/storage/exchange"
	"touchstone/storage/exchange/exchangetest"

	"golang.org/x/text/unicode/norm"
)

// scripts are what a text of a property test is made of: characters of one, two, three and four bytes, of one and two UTF-16
// units, that join, that turn the direction, and line ends.
var scripts = []string{
	"The bridge", "is", "unsafe", ", ", ". ", "\n", "\n\n", "👩‍👩‍👧‍👦", "🧜🏽‍♀️", "🇸🇪🇳🇴", "e\u0301\u0323", "å", "漢字かな交じり", "한국어",
	"שלום עולם", "السلام عليكم", "नमस्ते", "ไทย", "\u00a0", "“q”", "—", "𝔘𝔫𝔦", "ﬁ", "\u2028", "\u202e", "\ufeff", "’=1+1", "<b>&amp;\"\\", "\t", "İ", "ß",
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
		if len(claims) == 0 {
			continue
		}
		from := newDesk(t)
		_, id := from.load(text, "https://post.example/scrawl")
		marked := map[string]map[string]bool{"webannotation": {}, "brat": {}}
		for i, fragments := range claims {
			from.do(model.Mark(model.ClaimStated{Statement: fmt.Sprint("claim ", i)}, id, [][]model.Fragment{fragments}))
			marked["webannotation"][fmt.Sprint(fragments)] = true
			marked["brat"][fmt.Sprint(divided([]rune(text), fragments))] = true
		}
		rowsPoint(t, from, text, claims)
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

// rowsPoint checks the own format, of which every fragment names its words, and a table, which holds the words alone.
func rowsPoint(t *testing.T, d *desk, text string, claims [][]model.Fragment) {
	t.Helper()
	var own bytes.Buffer
	if err := d.file.Export(func(from workspace.Exportable) error {
		_, err := exchange.Write(&own, from, nil)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	exchangetest.Check(t, own.Bytes())
	rows, err := csv.NewReader(bytes.NewReader(d.export("csv", ""))).ReadAll()
	if err != nil || len(rows) != len(claims)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	at := slices.Index(rows[0], "quotes")
	want := map[string]int{}
	for _, fragments := range claims {
		quote := strings.Join(words(text, fragments), " … ")
		if rest := strings.TrimLeft(quote, "'"); rest != "" && strings.ContainsRune("=+-@\t\r", rune(rest[0])) {
			quote = "'" + quote
		}
		want[quote]++
	}
	for _, row := range rows[1:] {
		if want[row[at]]--; want[row[at]] < 0 {
			t.Errorf("a table says %q", row[at])
		}
	}
}

func TestHalfACharacterIsNeverTakenForWords(t *testing.T) {
	const half = `\ud83d`
	text := "The bridge is safe 👩‍👩‍👧‍👦."
	for name, c := range map[string]string{
		"webannotation": `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:x:1","type":"Annotation","body":{"type":"TextualBody","value":"a"},` +
			`"target":{"source":"https://post.example/a","selector":{"type":"TextQuoteSelector","exact":"safe ` + half + `"}}}`,
		"claimreview": `{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"The bridge ` + half + ` is safe","author":{"name":"A"}}`,
		"averitec":    `[{"claim":"The bridge ` + half + ` is safe","label":"Refuted","justification":"x","questions":[]}]`,
	} {
		d := newDesk(t)
		d.load(text, "https://post.example/a")
		all, _ := d.take(name, "half.json", []byte(c), "") // refused whole is as good as refused alone
		for _, o := range all {
			if o.Stream.Noun() != model.NounClaim {
				continue
			}
			claim := d.claim(o.Stream)
			if !utf8.ValidString(claim.Statement) || strings.ContainsRune(claim.Statement, 0xd83d) {
				t.Errorf("%s: %q", name, claim.Statement)
			}
			for _, a := range claim.Appearances {
				if got := strings.Join(words(text, a.Fragments), ""); strings.Contains(got, "👩") && !strings.HasSuffix(got, "👩‍👩‍👧‍👦") {
					t.Errorf("%s: half a character is marked: %q", name, got)
				}
			}
		}
	}
	own := bytes.Replace(exported(t), []byte(`"texts":[`), []byte(`"texts":[{"id":"0","text":"`+half+`"},`), 1)
	if _, err := taken(t, own); err == nil {
		t.Error("an export with half a character was taken whole")
	}
}

func TestANulIsACharacterLikeAnyOther(t *testing.T) {
	text := "The \x00bridge\x00 is safe."
	from := newDesk(t)
	_, id := from.load(text, "https://post.example/nul")
	marked := []model.Fragment{{Start: 4, End: 12}}
	from.do(model.Mark(model.ClaimStated{Statement: "a claim"}, id, [][]model.Fragment{marked}))
	rowsPoint(t, from, text, [][]model.Fragment{marked})
	raw := from.export("webannotation", "")
	pointed(t, "webannotation", raw, text)
	to := newDesk(t)
	to.load(text, "https://post.example/nul")
	o := to.one("webannotation", "nul.json", raw, "")
	if got := to.claim(o.Stream).Appearances; len(got) != 1 || fmt.Sprint(got[0].Fragments) != fmt.Sprint(marked) {
		t.Errorf("it came back as %v: %v", got, o.Notes)
	}
	if _, err := newDesk(t).take("brat", "nul.zip", from.export("brat", ""), ""); err == nil || !strings.Contains(err.Error(), "no text but binary data") {
		t.Errorf("a file of plain text with a NUL is no text, and brat says %v", err)
	}
}

func TestLineEndsOfTwoCharactersMoveNoMark(t *testing.T) {
	for seed := range uint64(12) {
		text, claims := scrawl(rand.New(rand.NewPCG(seed, 11))) //nolint:gosec // chance that can be repeated
		var ann strings.Builder
		wide := 0
		x := []rune(text)
		before := make([]int, len(x)+1) // line ends before each character
		for i, r := range x {
			before[i] = wide
			if r == '\n' {
				wide++
			}
		}
		before[len(x)] = wide
		want := map[string]bool{}
		for i, fragments := range claims {
			parts := divided(x, fragments)
			if len(parts) == 0 {
				continue
			}
			var at []string
			for _, f := range parts {
				at = append(at, fmt.Sprintf("%d %d", f.Start+before[f.Start], f.End+before[f.End]))
			}
			fmt.Fprintf(&ann, "T%d\tClaim %s\t%s\n", i+1, strings.Join(at, ";"), strings.Join(words(text, parts), " "))
			want[fmt.Sprint(parts)] = true
		}
		var packed bytes.Buffer
		z := zip.NewWriter(&packed)
		for name, content := range map[string]string{"a.txt": strings.ReplaceAll(text, "\n", "\r\n"), "a.ann": ann.String()} {
			w, err := z.Create(name)
			if err == nil {
				_, err = io.WriteString(w, content)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		d := newDesk(t)
		for _, o := range d.taken("brat", "a.zip", packed.Bytes(), "") {
			if o.Stream.Noun() != model.NounClaim {
				continue
			}
			for _, a := range d.claim(o.Stream).Appearances {
				delete(want, fmt.Sprint(a.Fragments))
			}
		}
		if len(want) > 0 {
			t.Errorf("seed %d: %v did not come in", seed, want)
		}
	}
}
