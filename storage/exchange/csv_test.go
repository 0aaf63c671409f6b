package exchange_test

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/assets"
	"touchstone/model"
	"touchstone/model/workspace"
)

func shipped() []*model.Scale { return assets.Scales() }

func besideOf(beside func(name string, content []byte)) func(string, func(io.Writer) error) error {
	return func(name string, write func(io.Writer) error) error {
		var out strings.Builder
		err := write(&out)
		beside(name, []byte(out.String()))
		return err
	}
}

func TestATableComesBackAndRunsNothing(t *testing.T) {
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	w := person(t, file, "Anna")
	statements := []string{
		`=HYPERLINK("http://evil.example")`, "+1 is one", "-1 is less", "@SUM(A1)", "'=quoted already", `He said "no", twice`, "Åska; och\u2028åar", "'tis so",
	}
	for _, s := range statements {
		r, err := w.Do(model.Mark(model.ClaimStated{Statement: s}, "", nil))
		if err != nil {
			t.Fatal(err)
		}
		judgement := model.Judgement{Scale: scaleOf(t, "truth-six"), Rating: "false", Rationale: "=1+1\nand more"}
		if _, err := w.Do(model.Judge(r.Stream(model.NounClaim).ID(), judgement)); err != nil {
			t.Fatal(err)
		}
	}
	out := string(written(t, file, "csv", nil))
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != len(statements)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
	}
	other := open(t, filepath.Join(t.TempDir(), "other.db"))
	if got, err := brought(t, person(t, other, "Björn"), "csv", out); err != nil || len(got) != len(statements) {
		t.Fatalf("%+v, %v", got, err)
	}
	back := seen(t, other)
	for _, s := range statements {
		if c := back[strings.Join(strings.Fields(s), " ")]; c == nil || len(c.Heads()) != 1 || c.Heads()[0].Rationale != "=1+1\nand more" {
			t.Errorf("%q came back as %+v", s, c)
		}
	}
}

func TestColumnsAreMappedAndBadRowsRefusedAlone(t *testing.T) {
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	w := person(t, file, "Anna")
	table := "\ufeffPåstående;Vem;Betyg;Varför;När\r\n" +
		"\"Bron; den är osäker\";Bo;Mostly false;Räknat;14.03.2025\r\n" +
		";Bo;;;\r\n" +
		"En till;;Kanske;Räknat;\r\n" +
		"En till;;False;;\r\n" +
		"En till;;;;12/05/2020 eller så\r\n" +
		"Den sista\r\n"
	columns := map[string]string{"statement": "påstående", "said_by": "Vem", "rating": "Betyg", "rationale": "Varför", "said_when": "När"}
	for range 2 {
		got, err := brought(t, w, "csv", table, columns)
		if err != nil || len(got) != 6 {
			t.Fatalf("%+v, %v", got, err)
		}
		for i, want := range []string{"", "without a statement", "no scale here has a rating", "without a rationale", "is not a date", ""} {
			if err := got[i].Err; (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, not %q", got[i].Name, err, want)
			}
		}
	}
	c := seen(t, file)["Bron; den är osäker"]
	if c == nil || c.Said.By != "Bo" || c.Said.When != "2025-03-14" || len(c.Heads()) != 1 || c.Heads()[0].Rating != "mostly-false" {
		t.Errorf("%+v", c)
	}
	if _, err := brought(t, w, "csv", table); err == nil || !strings.Contains(err.Error(), "--map statement=") {
		t.Errorf("without a mapping: %v", err)
	}
	if _, err := brought(t, w, "csv", table, map[string]string{"statement": "Nope"}); err == nil {
		t.Error("a column that is not there was taken")
	}
}

func TestClaimReviewsThatGoOut(t *testing.T) {
	d := newDesk(t)
	_, text := d.load("The lake is dry, says Bo. It is.", "https://paper.example/lake")
	places, err := model.Places("The lake is dry, says Bo. It is.", "The lake is dry", model.Which{})
	if err != nil {
		t.Fatal(err)
	}
	first := d.do(model.Mark(model.ClaimStated{Statement: "The lake is dry", Said: &model.Said{By: "Bo", When: "2025-03-01"}}, "", nil)).Stream(model.NounClaim).ID()
	other := d.do(model.Mark(model.ClaimStated{Statement: "The lake has dried up"}, text, places)).Stream(model.NounClaim).ID()
	d.do(model.Mark(model.ClaimStated{Statement: "Not judged"}, "", nil))
	d.do(model.Join(first, other, false))
	d.do(model.Judge(first, model.Judgement{Scale: scaleOf(t, "truth-six"), Rating: "false", Rationale: "It holds two metres."}))
	d.do(model.Publish(first, "https://checks.example/lake", "2025-03-02"))
	files := map[string][]byte{}
	bundle := written(t, d.file, "claimreview", func(name string, content []byte) { files[name] = content })
	var graph struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(bundle, &graph); err != nil || graph.Context != "https://schema.org" || len(graph.Graph) != 1 || len(files) != 1 {
		t.Fatalf("%s, %d files, %v", bundle, len(files), err)
	}
	if day := graph.Graph[0]["datePublished"]; day != "2025-03-02" {
		t.Errorf("published on %v, not on the day that was said", day)
	}
	for name, content := range files {
		var alone map[string]any
		if err := json.Unmarshal(content, &alone); err != nil || alone["@context"] != "https://schema.org" {
			t.Errorf("%s: %s, %v", name, content, err)
		}
	}
	item := graph.Graph[0]
	rating, _ := item["reviewRating"].(map[string]any)
	about, _ := item["itemReviewed"].(map[string]any)
	first0, _ := about["firstAppearance"].(map[string]any)
	if item["url"] != "https://checks.example/lake" || item["claimReviewed"] != "The lake is dry" || rating["alternateName"] != "False" {
		t.Errorf("%v", item)
	}
	value, _ := rating["ratingValue"].(float64)
	worst, _ := rating["worstRating"].(float64)
	best, _ := rating["bestRating"].(float64)
	if worst < 1 || best <= worst || value < worst || value > best {
		t.Errorf("rated %v of %v to %v", value, worst, best)
	}
	if first0["url"] != "https://paper.example/lake" {
		t.Errorf("the place of the joined claim is missing: %v", about)
	}
	elsewhere := open(t, filepath.Join(t.TempDir(), "elsewhere.db"))
	if got, err := brought(t, person(t, elsewhere, "Björn"), "claimreview", string(bundle)); err != nil || len(got) != 1 || got[0].Err != nil {
		t.Errorf("our own file comes in as %+v, %v", got, err)
	}
	d.do(model.Judge(other, model.Judgement{Scale: scaleOf(t, "truth-six"), Rating: "true", Rationale: "x"}))
}

func TestADisputedClaimIsNotPublished(t *testing.T) {
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	claim := ""
	for name, rating := range map[string]string{"Anna": "true", "Björn": "false"} {
		w := person(t, file, name)
		if claim == "" {
			r, err := w.Do(model.Mark(model.ClaimStated{Statement: "The lake is dry"}, "", nil))
			if err != nil {
				t.Fatal(err)
			}
			claim = r.Stream(model.NounClaim).ID()
		}
		if _, err := w.Do(model.Judge(claim, model.Judgement{Scale: scaleOf(t, "truth-six"), Rating: rating, Rationale: "x"})); err != nil {
			t.Fatal(err)
		}
	}
	if out := string(written(t, file, "claimreview", nil)) + string(written(t, file, "averitec", nil)); strings.Contains(out, "lake") {
		t.Errorf("out came %s", out)
	}
}

// endless is a table of which one row does not end.
type endless struct{ strings.Reader }

func (e *endless) Read(b []byte) (int, error) {
	if n, _ := e.Reader.Read(b); n > 0 {
		return n, nil
	}
	clear(b)
	return len(b), nil
}

func TestARowThatDoesNotEndIsRefused(t *testing.T) {
	e := &endless{*strings.NewReader("statement\nThe lake is dry\n\"The mill")}
	n := 0
	err := format(t, "csv").Read(workspace.Incoming{ReadSeeker: e, Name: "t.csv"}, func(workspace.Foreign) error { n++; return nil })
	if err == nil || !strings.Contains(err.Error(), "behind line 2: longer than 16 MB") || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func FuzzTable(f *testing.F) {
	f.Add("statement,rating,rationale\n\"a\nb\",False,\"x\"\"y\"\n")
	f.Add("statement;said_when\n'=x;2020\n\"")
	f.Fuzz(func(t *testing.T, content string) {
		in := workspace.Incoming{ReadSeeker: strings.NewReader(content), Scales: func() ([]*model.Scale, error) { return shipped(), nil }}
		_ = format(t, "csv").Read(in, func(item workspace.Foreign) error {
			if item.Err == nil {
				try(t, item)
			}
			return nil
		})
	})
}
