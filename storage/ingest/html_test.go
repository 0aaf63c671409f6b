package ingest

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"touchstone/model"

	"golang.org/x/text/encoding/htmlindex"
)

func harbour(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/harbour.html")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPage(t *testing.T) {
	doc := must(t, "x/harbour.html", harbour(t))
	for _, words := range []string{
		"divers had found cracks in fourteen of the fifty-two piles", "The quay was built for carts", "Thirteen piles have cracks", "longer, and the company says",
	} {
		if !strings.Contains(doc.Text, words) {
			t.Errorf("%q is missing", words)
		}
	}
	for _, words := range []string{"Sport", "newsletter", "Share", "Bridge repairs", "©", "script", "color"} {
		if strings.Contains(doc.Text, words) {
			t.Errorf("%q stands in the text:\n%s", words, doc.Text)
		}
	}
	blocks := blocksOf(doc)
	for _, b := range []string{
		"heading2: What the inspection says",
		"quote: The quay was built for carts, and it carries lorries. It has done so for forty years, and nobody has asked.",
		"item1: Four of them are closed to any load, according to the same report.",
	} {
		if !slices.Contains(blocks, b) {
			t.Errorf("no block %q in\n%s", b, strings.Join(blocks, "\n"))
		}
	}
	if !strings.Contains(doc.Text, "the first boat was due.\nNobody was hurt.\n\nWhat") {
		t.Errorf("a line break is lost, or what stood between two blocks is not cut:\n%s", doc.Text)
	}
	if doc.Origin.Media != "text/html" || doc.Origin.Reader != "touchstone html" || doc.Origin.URL != "https://post.example/2025/03/14/ferries-stop.html" {
		t.Errorf("origin %+v", doc.Origin)
	}
}

func TestPageFields(t *testing.T) {
	doc := must(t, "harbour.html", harbour(t))
	want := map[string][2]string{
		"title":     {"Ferries stop after cracks are found", "JSON-LD"},
		"byline":    {"Åsa Berg, Nils Falk", "JSON-LD"},
		"outlet":    {"The Harbour Post", "JSON-LD"},
		"published": {"2025-03-14T09:30:00+01:00", "JSON-LD"},
		"modified":  {"2025-03-15T08:00:00Z", "JSON-LD"},
		"url":       {"https://post.example/2025/03/14/ferries-stop.html", "canonical link"},
		"language":  {"en-GB", "html element"},
	}
	for field, w := range want {
		if got := [2]string{doc.Fields.Text(field), doc.Found[field]}; got != w {
			t.Errorf("%s: got %q, want %q", field, got, w)
		}
	}
	if len(doc.Fields) != len(want) {
		t.Errorf("fields %v", doc.Fields)
	}
}

func TestCutsAndRestore(t *testing.T) {
	doc := must(t, "harbour.html", harbour(t))
	var places []int
	for i, c := range doc.Cuts {
		if i > 0 && (c.Place <= doc.Cuts[i-1].Place || c.Before < doc.Cuts[i-1].Before) {
			t.Errorf("cut %d is out of order: %+v", i, c)
		}
		if strings.HasPrefix(c.Text, "Get our newsletter") {
			places = append(places, c.Place)
		}
	}
	if len(places) != 1 {
		t.Fatalf("the newsletter is not among what was cut: %+v", doc.Cuts)
	}
	back, err := doc.Restore(places...)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := sound(back, doc.Bytes); wrong != "" {
		t.Error(wrong)
	}
	if !strings.Contains(back.Text, "Nobody was hurt.\n\nGet our newsletter. Sign up here\n\nWhat the inspection says") {
		t.Errorf("it was not put back where it stood:\n%s", back.Text)
	}
	if !slices.Equal(back.Origin.Restored, places) || len(back.Cuts) != len(doc.Cuts)-1 {
		t.Errorf("origin %v, %d cuts of %d left", back.Origin.Restored, len(back.Cuts), len(doc.Cuts))
	}
}

func TestPageIsKnownByItsBytes(t *testing.T) {
	page := string(harbour(t))
	want := must(t, "a.html", []byte(page)).Text
	for _, name := range []string{"a.txt", "a.md", "a.php", "noextension", Stdin, "a.xml"} {
		if got := must(t, name, []byte(page)); got.Text != want || got.Origin.Media != "text/html" {
			t.Errorf("%s is read as %s", name, got.Origin.Media)
		}
	}
	for _, text := range []string{"A note about <html> and what it means.\nMore words.", "<p>One line that begins with a tag.\nAnother.", "From: Anna\nTo: Bo\n\nmultipart/related is a type."} {
		if got := must(t, "a.txt", []byte(text)); got.Text != text {
			t.Errorf("%q is read as %s", text, got.Origin.Media)
		}
	}
}

func TestPageCharsets(t *testing.T) {
	page := strings.ReplaceAll(string(harbour(t)), "“", "»")
	page = strings.ReplaceAll(page, "”", "»")
	want := must(t, "a.html", []byte(page)).Text
	for _, c := range []struct{ declared, in, found string }{
		{`charset="iso-8859-1"`, "windows-1252", "windows-1252"},
		{`charset=windows-1252`, "windows-1252", "windows-1252"},
		{`http-equiv="Content-Type" content="text/html; charset=ISO-8859-15"`, "iso-8859-15", "iso-8859-15"},
		{`name="none"`, "windows-1252", "windows-1252"},
		{`charset="utf-8"`, "windows-1252", "windows-1252"},
		{`charset="iso-8859-1"`, "utf-8", ""},
		{`charset="nonsense"`, "utf-8", ""},
		{`charset="utf-16le"`, "utf-16le", "utf-16le"},
	} {
		e, err := htmlindex.Get(c.in)
		if err != nil {
			t.Fatal(err)
		}
		data, err := e.NewEncoder().String(strings.Replace(page, `charset="utf-8"`, c.declared, 1))
		if err != nil {
			t.Fatal(err)
		}
		doc := must(t, "a.html", []byte(data))
		if doc.Text != want || doc.Origin.Charset != c.found {
			t.Errorf("%s in %s: charset %q, same words %v", c.declared, c.in, doc.Origin.Charset, doc.Text == want)
		}
	}
	hurt := strings.Replace(page, "Sport", "Sp\xffrt", 1)
	if doc := must(t, "a.html", []byte(hurt)); doc.Text != want {
		t.Error("a damaged byte in the menu changes the article")
	}
}

func TestPageBlocks(t *testing.T) {
	const lorem = " goes on for as long as a sentence of an article goes on, and then it ends, as sentences do."
	page := "<html><body><article><h1>A title of some words</h1><p>One" + lorem + "</p><p>Two" + lorem + "<br><br>Three" + lorem +
		"</p><pre>a  b\n  c" + lorem + "</pre><table><tr><th>Year</th><th>Piles with cracks in the quay</th></tr><tr><td>2024</td><td>There were thirteen piles that year</td></tr></table>" +
		"<p>F&#101;&amp;\u00a0four" + lorem + "</p><ol><li>Five" + lorem + "<ul><li>Six" + lorem + "</li></ul></li></ol><p hidden></p><p>Sev\u00aden" + lorem + "</p></article></body></html>"
	doc := must(t, "a.html", []byte(page))
	all := append(blocksOf(doc), cutsOf(doc)...)
	for _, b := range []string{
		"paragraph: Two" + lorem, "paragraph: Three" + lorem, "paragraph: a b\nc" + lorem, "paragraph: Year\tPiles with cracks in the quay",
		"paragraph: 2024\tThere were thirteen piles that year", "paragraph: Fe& four" + lorem, "item1: Five" + lorem, "item2: Six" + lorem, "paragraph: Seven" + lorem,
	} {
		if !slices.Contains(all, b) {
			t.Errorf("no %q in\n%s", b, strings.Join(all, "\n"))
		}
	}
}

func cutsOf(doc model.Document) (all []string) {
	for _, c := range doc.Cuts {
		kind := string(c.Kind)
		if c.Level > 0 {
			kind += string(rune('0' + c.Level))
		}
		all = append(all, kind+": "+c.Text)
	}
	return all
}

func TestPageIsReadTheSameTwice(t *testing.T) {
	first := must(t, "a.html", harbour(t))
	for range 5 {
		if again := must(t, "a.html", harbour(t)); !reflect.DeepEqual(first, again) {
			t.Fatal("the same bytes gave another document")
		}
	}
}

// TestBombs reads pages that are made to exhaust a reader. That the test ends is what it is about.
func TestBombs(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	const words = "The mayor said on Friday that the bridge is closed, and nobody knows when it will open again. "
	for name, c := range map[string]struct{ page, want string }{
		"nested":     {"<html><body>" + strings.Repeat("<div>", 100000) + words, words},
		"bold":       {"<html><body>" + strings.Repeat("<p><b>"+words, 2000), words},
		"tables":     {"<html><body>" + strings.Repeat("<table><tr><td>", 50000) + words, words},
		"formatting": {"<html><body>" + strings.Repeat("<p><font color=1><i id=2>"+words, 5000), words},
		"lists":      {"<html><body>" + strings.Repeat("<ul><li>", 50000) + words, words},
		"entities":   {`<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>` + words + strings.Repeat("&b;", 1000), words},
		"json":       {`<html><head><script type="application/ld+json">` + strings.Repeat("[", 1<<20) + `</script></head><body><p>` + words, words},
		"tags":       {"<html>" + strings.Repeat("<", maxTags+1), ""},
	} {
		doc, err := Read("bomb.html", []byte(c.page))
		switch {
		case c.want == "" && (err == nil || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err != nil || !strings.Contains(doc.Text, strings.TrimSpace(c.want))):
			t.Errorf("%s: %v, %.100q", name, err, doc.Text)
		}
	}
}
