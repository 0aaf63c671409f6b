package exchange_test

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/assets"
	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/exchange"

	"pgregory.net/rapid"
)

// person is the workspace of a file with somebody at the desk.
func person(t testing.TB, file *storage.File, name string) *workspace.Workspace {
	t.Helper()
	key := ed25519.NewKeyFromSeed([]byte(strings.Repeat(name, ed25519.SeedSize)[:ed25519.SeedSize]))
	nonces := 0
	w, err := workspace.New(file, workspace.Settings{
		Who: model.Identity{Name: name, Key: key}, Now: time.Now,
		Nonce: func() string { nonces++; return model.Hash(fmt.Appendf(nil, "%s %d", name, nonces))[:32] },
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// brought takes a file of another format in and returns what became of its items.
func brought(t testing.TB, w *workspace.Workspace, format, content string, columns ...map[string]string) ([]workspace.Outcome, error) {
	t.Helper()
	var all []workspace.Outcome
	var items []workspace.Foreign
	flush := func() error {
		var told []workspace.Outcome
		_, err := w.Do(workspace.TakeIn(items, &told))
		all, items = append(all, told...), nil
		return err
	}
	for _, f := range exchange.Formats() {
		if f.Name != format {
			continue
		}
		in := workspace.Incoming{
			ReadSeeker: strings.NewReader(content), Name: "a file",
			Scales: func() ([]*model.Scale, error) { return assets.Scales(), nil },
		}
		for _, named := range columns {
			in.Map = named
		}
		err := f.Read(in, func(item workspace.Foreign) error {
			if items = append(items, item); len(items) < workspace.BatchOfItems {
				return nil
			}
			return flush()
		})
		if failed := flush(); err == nil {
			err = failed
		}
		return all, err
	}
	t.Fatalf("no format %s", format)
	return nil, nil
}

func feed(n int) string {
	var b strings.Builder
	b.WriteString(`<html><head><script type="application/ld+json">{"@type":"DataFeed","dataFeedElement":[`)
	for i := range n {
		if i > 0 {
			b.WriteString(",")
		}
		raw, _ := json.Marshal(fmt.Sprintf("The number of bridges in district %d of Norrhamn has fallen by %d per cent since %d", i, i%90+1, 1950+i%70))
		fmt.Fprintf(&b, `{"@type":"DataFeedItem","item":[{"@context":"https://schema.org","@type":"ClaimReview",`+
			`"url":"https://checks.example/%d","claimReviewed":%s,"name":"Have bridges fallen?","author":{"@type":"Organization","name":"Checks"},`+
			`"reviewRating":{"@type":"Rating","alternateName":"False","ratingValue":1,"bestRating":5,"worstRating":1}}]}`, i, raw)
	}
	b.WriteString(`]}</script></head></html>`)
	return b.String()
}

func BenchmarkBringInReviews(b *testing.B) {
	content := feed(2000)
	for i := range b.N {
		file := open(b, filepath.Join(b.TempDir(), fmt.Sprintf("%d.db", i)))
		if got, err := brought(b, person(b, file, "Anna"), exchange.ClaimReviewFormat, content); err != nil || len(got) != 2000 {
			b.Fatal(len(got), err)
		}
	}
}

// seen are the claims of a workspace, by statement.
func seen(t testing.TB, file *storage.File) map[string]*model.Claim {
	t.Helper()
	ids, err := file.List(model.NounClaim)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*model.Claim{}
	err = file.Read(func(r workspace.Reader) error {
		for _, id := range ids {
			state, err := r.State(model.StreamOf(model.NounClaim, id))
			if err != nil {
				return err
			}
			c := state.(*model.Claim) //nolint:forcetypeassert // it is a claim's stream
			all[c.Statement] = c
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestReviewsAsPublishersWriteThem(t *testing.T) {
	long := strings.Repeat("Fish no longer live in the lake near the old mill. ", 12)
	for name, c := range map[string]struct{ content, statement, publisher, rating, numbers, date string }{
		"as the standard has it": {
			`{"@context":"https://schema.org","@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"The lake is dry","datePublished":"2021-03-04","author":{"@type":"Organization","name":"Faktenwerk"},"reviewRating":{"@type":"Rating","ratingValue":1,"bestRating":5,"worstRating":1,"alternateName":"False"}}`,
			"The lake is dry", "Faktenwerk", "False", `{"best":5,"value":1,"worst":1}`, "2021-03-04",
		},
		"without @, lower case, -1 of -1": {
			`{"type":"claimreview","url":"https://a.example/1","claimReviewed":"The lake is dry","datePublished":"0001-01-01","author":{"type":"Organization","name":"Faktenwerk"},"reviewRating":{"@type":"rating","ratingValue":"-1","bestRating":"-1","worstRating":"-1","alternateName":"Unproven"}}`,
			"The lake is dry", "Faktenwerk", "Unproven", "", "",
		},
		"entities and tags": {
			`{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"<p>The lake&#39;s &quot;fish&quot; &amp;amp; birds, 3 < 4</p>","author":"Fakten &amp; Werk","reviewRating":{"alternateName":"Mostly&nbsp;false"}}`,
			`The lake's "fish" & birds, 3 < 4`, "Fakten & Werk", "Mostly false", "", "",
		},
		"600 characters and line ends inside": {
			"{\"@type\":\"ClaimReview\",\"url\":\"https://a.example/1\",\"claimReviewed\":\"" + long + "\n\tReally\",\"author\":{\"name\":\"F\"},\"reviewRating\":{\"ratingValue\":\"3\",\"bestRating\":\"5\"},}",
			long + "Really", "F", "3 / 5", `{"best":5,"value":3}`, "",
		},
		"a graph with several authors and types": {
			`{"@context":"http://schema.org","@graph":[{"@type":"WebPage","name":"x"},{"@type":["Review","ClaimReview"],"url":["https://a.example/1"],"claimReviewed":"The lake is dry","author":[{"name":"Faktenwerk"},{"name":"B"}],"reviewRating":[{"alternateName":["False","Wrong"]}],"datePublished":"January 2, 2021"}]}`,
			"The lake is dry", "Faktenwerk", "False", "", "2021-01-02",
		},
		"an array of feeds": {
			`[{"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":{"@type":"http://schema.org/ClaimReview","url":"https://a.example/1","claimReviewed":"The lake is dry","reviewRating":"False","datePublished":"2021-03-04T10:00:00+02:00"}}]}]`,
			"The lake is dry", "a.example", "False", "", "2021-03-04",
		},
		"a page with a comment, another script and a CDATA": {
			`<!DOCTYPE html><!-- <script type="application/ld+json">{"@type":"ClaimReview"}</script> --><script>if (a<b) {}</script><SCRIPT data-x=">" TYPE='application/ld+json'>//<![CDATA[` + "\n" + `{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"The lake is dry <b>now</b>","author":{"name":"Faktenwerk"}}` + "\n" + `//]]></SCRIPT>`,
			"The lake is dry now", "Faktenwerk", "", "", "",
		},
		"an answer of the Fact Check Tools API": {
			`{"claims":[{"text":"The lake is dry","claimant":"Bo","claimDate":"2021-01-01T00:00:00Z","claimReview":[{"publisher":{"name":"Faktenwerk","site":"a.example"},"url":"https://a.example/1","title":"Is it?","reviewDate":"2021-03-04T00:00:00Z","textualRating":"False","languageCode":"en"}]}]}`,
			"The lake is dry", "Faktenwerk", "False", "", "2021-03-04",
		},
		"the claim in itemReviewed alone": {
			`{"@type":"ClaimReview","itemReviewed":{"@type":"Claim","name":"The lake is dry"},"publisher":{"name":"Faktenwerk"},"reviewRating":{"ratingValue":1,"bestRating":1,"worstRating":0,"alternateName":"True"}}`,
			"The lake is dry", "Faktenwerk", "True", `{"best":1,"value":1,"worst":0}`, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := open(t, filepath.Join(t.TempDir(), "desk.db"))
			got, err := brought(t, person(t, file, "Anna"), exchange.ClaimReviewFormat, content(c.content))
			if err != nil || len(got) != 1 || got[0].Status != workspace.StatusNew {
				t.Fatalf("%+v, %v", got, err)
			}
			claim := seen(t, file)[c.statement]
			if claim == nil || len(claim.Reviews) != 1 {
				t.Fatalf("claims %v", seen(t, file))
			}
			r := claim.Reviews[0]
			if r.Publisher != c.publisher || r.Rating != c.rating || string(r.Numbers) != c.numbers || r.Date != c.date {
				t.Errorf("got %q %q %s %q", r.Publisher, r.Rating, r.Numbers, r.Date)
			}
		})
	}
}

// content begins with a byte order mark, which many programs write.
func content(s string) string { return "\ufeff" + s }

func TestAReviewThatNamesNoClaimIsRefusedAlone(t *testing.T) {
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	got, err := brought(t, person(t, file, "Anna"), exchange.ClaimReviewFormat, `{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"The lake is dry"}
{"@type":"ClaimReview","url":"https://a.example/2"}
{"@type":"ClaimReview","claimReviewed":"Nobody says so"}
{"@type":"ClaimReview","claimReviewed":
{"@type":"ClaimReview","url":"https://a.example/5","claimReviewed":"The mill stands"}
`)
	if err != nil || len(got) != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []string{"", "names no claim", "nobody answers", "not JSON", ""} {
		err := ""
		if got[i].Err != nil {
			err = got[i].Err.Error()
		}
		if want == "" && err != "" || !strings.Contains(err, want) || got[i].Name != fmt.Sprintf("line %d", i+1) {
			t.Errorf("%s: %q, not %q", got[i].Name, err, want)
		}
	}
	for name, content := range map[string]string{
		"nothing": " \n", "a picture": "\x89PNG", "another thing": `{"@type":"Recipe"}`, "a page without any": "<html><script>1</script></html>",
		"cut off": `{"@graph":[{"@type":"ClaimReview","url":"https://a.example/9","claimReviewed":"x"},{"@type"`,
	} {
		if _, err := brought(t, person(t, file, "Anna"), exchange.ClaimReviewFormat, content); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// container writes the same items in one of the ways in which they are published.
func container(t *rapid.T, items []string) string {
	switch rapid.IntRange(0, 4).Draw(t, "container") {
	case 0:
		return "[" + strings.Join(items, ",\n") + "]"
	case 1:
		return `{"@graph":[` + strings.Join(items, ",") + "]}"
	case 2:
		return `<script type="application/ld+json">{"dataFeedElement":[` + strings.Join(items, ",") + `]}</script>`
	case 3:
		page := "<html>"
		for _, i := range items {
			page += "<script type=application/ld+json>" + i + "</script>"
		}
		return page
	}
	return strings.Join(items, "\n") + "\n"
}

func TestImportingAgainAddsNothing(t *testing.T) {
	folder := t.TempDir()
	anna, björn := open(t, filepath.Join(folder, "anna.db")), open(t, filepath.Join(folder, "björn.db"))
	desks := map[*storage.File]*workspace.Workspace{anna: person(t, anna, "Anna"), björn: person(t, björn, "Björn")}
	rapid.Check(t, func(rt *rapid.T) {
		var items []string
		for range rapid.IntRange(1, 8).Draw(rt, "items") {
			raw, err := json.Marshal(map[string]any{
				"@type": "ClaimReview", "url": fmt.Sprintf("https://a.example/%d", rapid.IntRange(1, 3).Draw(rt, "url")),
				"claimReviewed": rapid.StringMatching(`[A-Za-zå<&"é ]{0,20}x`).Draw(rt, "claim"),
				"author":        map[string]string{"name": rapid.SampledFrom([]string{"A", "B"}).Draw(rt, "author")},
			})
			if err != nil {
				rt.Fatal(err)
			}
			items = append(items, string(raw))
		}
		for file, w := range desks {
			for again := range 2 {
				before, err := file.Seq()
				if err != nil {
					rt.Fatal(err)
				}
				if _, err := brought(t, w, exchange.ClaimReviewFormat, container(rt, items)); err != nil {
					rt.Fatal(err)
				}
				after, err := file.Seq()
				if err != nil || again == 1 && after != before {
					rt.Fatalf("imported again: %d events more, %v", after-before, err)
				}
			}
		}
	})
	claims := len(seen(t, anna))
	path := filepath.Join(folder, "björn.json")
	export(t, björn, path)
	mergeFile(t, anna, path)
	both := seen(t, anna)
	if len(both) != claims || claims == 0 {
		t.Fatalf("%d claims became %d", claims, len(both))
	}
	for _, c := range both {
		if len(c.Reviews) != 1 || len(c.Conflicts) > 0 {
			t.Fatalf("%q has %d reviews, conflicts %v", c.Statement, len(c.Reviews), c.Conflicts)
		}
	}
}

func mergeFile(t testing.TB, to *storage.File, path string) {
	t.Helper()
	from, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	m, err := to.Merge("test", false, whole(t))
	if err != nil {
		t.Fatal(err)
	}
	err = exchange.Read(from, m)
	if closed := m.Close(); err != nil || closed != nil {
		t.Fatal(err, closed)
	}
}

func TestImportedReviewsAreNotUndone(t *testing.T) {
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	w := person(t, file, "Anna")
	mine, err := w.Do(model.Mark(model.ClaimStated{Statement: "My own"}, "", nil))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := brought(t, w, exchange.ClaimReviewFormat, feed(3)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Undo(""); err != nil {
		t.Fatal(err)
	}
	all := seen(t, file)
	if len(all) != 3 || all["My own"] != nil {
		t.Errorf("undo after an import left %d claims; it takes back batch %s", len(all), mine.Batch)
	}
}

func FuzzClaimReviews(f *testing.F) {
	f.Add(feed(2))
	f.Add(`[{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"x","reviewRating":[[]],"itemReviewed":[{"appearance":[]}]}]`)
	f.Add("{\"type\":\"claimreview\",\"claimReviewed\":\"x\",\"author\":{\"@id\":1}}\n{}\n")
	f.Add(`<script type="application/ld+json"><!--{"claimReviewed":"a","url":"//b/c"}--></script`)
	var claims workspace.Format
	for _, one := range exchange.Formats() {
		if one.Name == exchange.ClaimReviewFormat {
			claims = one
		}
	}
	f.Fuzz(func(t *testing.T, content string) {
		_ = claims.Read(workspace.Incoming{ReadSeeker: strings.NewReader(content)}, func(item workspace.Foreign) error {
			if item.Err == nil {
				try(t, item)
			}
			return nil
		})
	})
}

// try takes an item into an empty workspace: whatever was read can be written, and says where it came from.
func try(t *testing.T, item workspace.Foreign) {
	t.Helper()
	nonces := 0
	b := model.NewBatch(none{}, strings.Repeat("0", 32), time.Now(), func() string { nonces++; return fmt.Sprintf("%032x", nonces) })
	var told []workspace.Outcome
	if err := workspace.TakeIn([]workspace.Foreign{item}, &told)(none{}, b); err != nil {
		t.Fatal(err)
	}
	if told[0].Err == nil && len(b.Events) == 0 {
		t.Fatal("it was taken and nothing was written")
	}
	for _, e := range b.Events {
		if e.Kind != model.KindScaleDefined && model.ForeignOf(e.Fact) == nil {
			t.Fatalf("%s does not say where it came from", e.Kind)
		}
	}
}

// Events of an empty workspace.
func (none) Events(model.Stream) ([]model.Event, error) { return nil, nil }

// BenchmarkScripts reads a page of 1 000 scripts with a review each: what a script takes must not grow with what is kept ready for it.
func BenchmarkScripts(b *testing.B) {
	const script = `<script type="application/ld+json">{"@type":"ClaimReview","url":"https://a.example/%d","claimReviewed":"The well is dry","author":{"name":"A"}}</script>`
	var page strings.Builder
	page.WriteString("<!doctype html><title>Reviews</title>")
	for i := range 1000 {
		fmt.Fprintf(&page, script, i)
	}
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		err := format(b, "claimreview").Read(workspace.Incoming{ReadSeeker: strings.NewReader(page.String()), Name: "a.html"},
			func(workspace.Foreign) error { n++; return nil })
		if err != nil || n != 1000 {
			b.Fatal(n, err)
		}
	}
}
