package storage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"

	"pgregory.net/rapid"
)

func fieldsOf(t testing.TB, pairs ...string) model.Fields {
	t.Helper()
	f := model.Fields{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := f.Set(pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// filled is a desk with one of everything that is searched.
func filled(t testing.TB) (d *desk, claim string) {
	t.Helper()
	d = newDesk(t)
	anna := d.as("Anna")
	doc := document("The harbour of Norrhamn was dredged.\nNobody inspected the bridges since spring.")
	doc.Fields = fieldsOf(t, "title", "Dredgers at work", "outlet", "Kustbladet")
	do(t, anna, model.Load(doc, "", d.now()))
	claim = do(t, anna, model.Mark(model.ClaimStated{Statement: "The bridge is unsafe"}, "", nil)).Stream(model.NounClaim).ID()
	do(t, anna, model.FindReview(claim, model.ReviewFound{
		Publisher: "Faktenwerk", URL: "https://a.example/1", Name: "Are the piles rotten?", Description: "Divers looked at pylons.",
	}))
	do(t, anna, model.Cite(claim, model.Evident{Fields: fieldsOf(t, "url", "https://b.example/2", "title", "Inspection report")}))
	do(t, anna, model.AddSource(fieldsOf(t, "name", "Ministry of Ports", "kind", "organization")))
	return d, claim
}

// nouns are what a search finds, in order.
func (d *desk) nouns(query string) []string {
	d.t.Helper()
	hits, err := d.file.Search(query, 20)
	if err != nil {
		d.t.Fatalf("%q: %v", query, err)
	}
	out := []string{}
	for _, h := range hits {
		out = append(out, string(h.Noun))
		if h.Title == "" || len(h.ID) != 64 {
			d.t.Errorf("%q found %+v", query, h)
		}
	}
	return out
}

func TestEverythingIsFoundByItsWords(t *testing.T) {
	d, claim := filled(t)
	for query, want := range map[string]string{
		"dredged":             "article", // in the text and, as dredgers, in the title: once
		"bridges":             "article claim",
		"bridge unsafe":       "claim",
		"bridge rotten":       "claim",
		"unsafe dredged":      "article claim", // none holds both
		"piles":               "claim",
		"pylon*":              "claim",
		"faktenwerk":          "claim",
		`"inspection report"`: "evidence",
		`"report inspection"`: "",
		"inspect -report":     "article",
		"unsafe OR ports":     "claim source",
		"kustbladet":          "article",
		"ministry":            "source",
		"zebra crossing":      "",
	} {
		got := d.nouns(query)
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%q found %v, not %q", query, got, want)
		}
	}
	do(t, d.as("Anna"), model.Restate(claim, model.ClaimStated{Statement: "The quay is unsafe"}))
	if got := d.nouns("unsafe bridge"); !slices.Equal(got, []string{"claim", "article"}) && !slices.Equal(got, []string{"article", "claim"}) {
		t.Errorf("of a reworded claim: %v", got)
	}
	if got := d.nouns("quay"); !slices.Equal(got, []string{"claim"}) {
		t.Errorf("its new words find %v", got)
	}
	d.clean()
}

func TestNoQueryIsMalformed(t *testing.T) {
	d, _ := filled(t)
	for _, q := range []string{"", `"`, `""`, "*", "-", "OR", "OR OR", "a OR", "NOT", "NEAR(a b)", "title:x", "a AND", "(", "^a", "'; --", "\x00a", "a\xff", "-a", "“harbour of", "harbour:*", strings.Repeat("harbour ", 300)} {
		d.nouns(q)
		if _, err := d.file.Alike([]string{q}, 5); err != nil {
			t.Errorf("%q: %v", q, err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) { d.nouns(rapid.String().Draw(rt, "query")) })
}

func TestAnIndexOfAnotherVersionIsMadeAgain(t *testing.T) {
	d, _ := filled(t)
	if err := d.file.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, d.path, "DROP TABLE stated_words", "CREATE VIRTUAL TABLE stated_words USING fts5 (title, body, rest)")
	rebuilt := open(t, d.path)
	if got := rebuilt.nouns("unsafe bridges"); !slices.Contains(got, "claim") {
		t.Errorf("after it was made again: %v", got)
	}
	rebuilt.clean()
}

func TestTheOlderOfEqualClaimsComesFirst(t *testing.T) {
	d := newDesk(t)
	anna := d.as("Anna")
	var want []string
	for range 5 {
		want = append(want, do(t, anna, model.Mark(model.ClaimStated{Statement: "The mill stands"}, "", nil)).Stream(model.NounClaim).ID())
	}
	order := func() []string {
		found, err := d.file.Alike([]string{"mill"}, 5)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, a := range found {
			ids = append(ids, a.Claim)
		}
		return ids
	}
	if got := order(); !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	if err := d.file.Rebuild(nil); err != nil {
		t.Fatal(err)
	}
	if got := order(); !slices.Equal(got, want) {
		t.Errorf("after a rebuild %v, not %v", got, want)
	}
}

// BenchmarkSearch is the first page of a search in 10 000 articles of 600 characters.
func BenchmarkSearch(b *testing.B) {
	d := newDesk(b)
	anna := d.as("Anna")
	for i := range 100 {
		var all []model.Action
		for j := range 100 {
			n := i*100 + j
			words := strings.Builder{}
			for k := range 90 {
				fmt.Fprintf(&words, "word%d ", (n*7919+k*k*31)%(1+k*40))
			}
			all = append(all, model.Load(document(words.String()), "", time.Unix(0, 0)))
		}
		do(b, anna, model.All(all...))
	}
	var hits []workspace.Hit
	var err error
	for b.Loop() {
		for _, q := range []string{"word1", "word77 word120", `"word3 word5"`, "word2000"} {
			if hits, err = d.file.Search(q, 20); err != nil {
				b.Fatal(err)
			}
		}
	}
	if len(hits) == 0 {
		b.Fatal("nothing was found")
	}
}

// What changed several times in one write is found by its last words alone, and what was in the file before by no older ones.
func TestSearchAfterManyActionsInOneWrite(t *testing.T) {
	d := newDesk(t)
	w := d.as("Anna")
	do(t, w, model.Load(document("Words of the older one."), "", d.now()))
	older, newer := model.Hash([]byte("Words of the older one.")), model.Hash([]byte("Words of the newer one."))
	titled := func(id, title string) model.Action {
		return func(v model.View, b *model.Batch) error {
			_, err := b.Write(model.StreamOf(model.NounArticle, id), model.Describe(model.NounArticle, fieldsOf(t, "title", title)))
			return err
		}
	}
	actions := []model.Action{
		titled(older, "Ferries"), model.Load(document("Words of the newer one."), "", d.now()),
		titled(newer, "Lanterns"), titled(older, "Bridges"), titled(newer, "Beacons"),
	}
	if _, err := w.DoMany(actions); err != nil {
		t.Fatal(err)
	}
	look := func(when string) {
		t.Helper()
		for query, want := range map[string]int{"ferries": 0, "lanterns": 0, "bridges": 1, "beacons": 1, "newer": 1, "words": 2} {
			if got := d.nouns(query); len(got) != want {
				t.Errorf("%s, %q finds %d, want %d", when, query, len(got), want)
			}
		}
		d.clean()
	}
	look("after the write")
	if err := d.file.Rebuild(nil); err != nil {
		t.Fatal(err)
	}
	look("after a rebuild")
}
