package ingest

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMarkdownBlocks(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"headings", "# The *bridge* ##\n\nIt is **closed**.\n\nWhy\n---\n\n### More", []string{
			"heading1: The bridge", "paragraph: It is closed.", "heading2: Why", "heading3: More",
		}},
		{"links", "See [the report](https://example.org/a \"T\"), <https://example.org/b> and [this][1].\n\n[1]: https://example.org/c", []string{
			"paragraph: See the report, https://example.org/b and this.",
		}},
		{"breaks", "one\ntwo  \nthree\\\nfour<br>five", []string{"paragraph: one two\nthree\nfour\nfive"}},
		{"without spaces", "大臣は\n水曜日に", []string{"paragraph: 大臣は水曜日に"}},
		{"escapes", `5 \* 3 &amp; \&amp; &copy; e&#x301; &lt;b&gt; \\ AT&T "q" &#13;`, []string{
			`paragraph: 5 * 3 & &amp; © é <b> \ AT&T "q"`,
		}},
		{"code", "Run `a  *b* &amp;` now.\n\n    x = 1\n\n    y = 2\n\n```go\nz\n```", []string{
			"paragraph: Run a  *b* &amp; now.", "paragraph: x = 1\n\ny = 2", "paragraph: z",
		}},
		{"quotes", "> She said so.\n>\n> > Did she?\n>\n> - yes\n\nAfter.", []string{
			"quote: She said so.", "quote: Did she?", "item1: yes", "paragraph: After.",
		}},
		{"lists", "- one\n  - two\n\n    > said\n\n    still two\n  - three\n- four\n\n1. five", []string{
			"item1: one", "item2: two", "quote: said", "item2: still two", "item2: three", "item1: four", "item1: five",
		}},
		{"images", "![The old bridge](a.png)\n\nText ![a *map*](b.png) here.\n\n[![Linked](c.png)](d)\n\n![](e.png)", []string{
			"caption: The old bridge", "paragraph: Text  here.", "caption: a map", "caption: Linked",
		}},
		{"html", "<div>\ngone\n</div>\n\nIt <b>stays</b><!-- not this -->.\n\n<!-- nor\nthis -->\n\n---\n\nEnd ~~old~~ new.", []string{
			"paragraph: It stays.", "paragraph: End old new.",
		}},
		{"tables", "| Year | Ships |\n|---|--:|\n| 2024 | *12* |\n| 2025 | a \\| b |", []string{
			"paragraph: Year\tShips", "paragraph: 2024\t12", "paragraph: 2025\ta | b",
		}},
		{"windows", "\ufeff# A\r\n\r\nb\r\nc\r\n", []string{"heading1: A", "paragraph: b c"}},
	}
	for _, c := range cases {
		doc := must(t, "a.md", []byte(c.text))
		got := blocksOf(doc)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		var words []string
		for _, b := range c.want {
			_, after, _ := strings.Cut(b, ": ")
			words = append(words, after)
		}
		if doc.Text != strings.Join(words, "\n\n") {
			t.Errorf("%s: text %q", c.name, doc.Text)
		}
		if doc.Origin.Media != "text/markdown" || doc.Origin.Reader != "touchstone markdown" {
			t.Errorf("%s: origin %+v", c.name, doc.Origin)
		}
	}
}

func TestMarkdownTitle(t *testing.T) {
	cases := []struct{ text, title, found string }{
		{"Kicker\n\n# The bridge\n\nWords.", "The bridge", "first heading"},
		{"Only words  \nhere.", "Only words", "first line"},
		{"---\ntitle: Given\n---\n# Other", "Given", "front matter"},
	}
	for _, c := range cases {
		doc := must(t, "a.markdown", []byte(c.text))
		if doc.Fields.Text("title") != c.title || doc.Found["title"] != c.found {
			t.Errorf("%q found in %v", doc.Fields.Text("title"), doc.Found)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	cases := []struct {
		name, text string
		want       map[string]string
		body       string
	}{
		{"all", "---\ntitle: \"The bridge: closed\"\nauthor: [Anna Berg, 'Bo Ek']\ndate: March 14, 2025\nURL: https://example.org/a\noutlet: Posten\nlang: sv\ntags:\n  - x\nfoo: bar\n---\n\nWords.", map[string]string{
			"title": "The bridge: closed", "byline": "Anna Berg, Bo Ek", "published": "2025-03-14", "url": "https://example.org/a",
			"outlet": "Posten", "language": "sv",
		}, "Words."},
		{"list", "---\n# about it\nauthors:\n  - Anna Berg\n  - Bo Ek\n\nmodified: 2025-03-14T10:02:00Z\n...\nWords.", map[string]string{
			"byline": "Anna Berg, Bo Ek", "modified": "2025-03-14T10:02:00Z", "title": "Words.",
		}, "Words."},
		{"useless values", "---\ndate: 3/4/2025\nurl: not an address\ntitle:\n---\nWords.", map[string]string{"title": "Words."}, "Words."},
		{"thematic breaks", "---\n\nWords here.\n\n---\n\nMore.", map[string]string{"title": "Words here."}, "Words here.\n\nMore."},
		{"not closed", "---\ntitle: A\n\nWords.", map[string]string{"title": "title: A"}, "title: A\n\nWords."},
	}
	for _, c := range cases {
		doc := must(t, "a.md", []byte(c.text))
		got := map[string]string{}
		for name := range doc.Fields {
			got[name] = doc.Fields.Text(name)
		}
		if !maps.Equal(got, c.want) || doc.Text != c.body {
			t.Errorf("%s: %q %q", c.name, got, doc.Text)
		}
	}
}

// What makes slow parsers hang or overflow must not do so here: it is read or refused, and soon.
func TestMarkdownIsQuick(t *testing.T) {
	const size = 100_000
	table := strings.Repeat("|a", 4000) + "\n" + strings.Repeat("|-", 4000) + strings.Repeat("\n|b", 4000)
	texts := []string{table, strings.Repeat("a *b* [c](d)\n\n", size)}
	for _, part := range []string{
		">", "> ", "[", "![", "*a ", "- ", "- * ", "+ ", "1. ", "`", "<", "&", "[a](", "* ", "_a*", "|", "\\", "#", "a\n> ", "[^", "~~a ", "***",
	} {
		texts = append(texts, strings.Repeat(part, size), "words\n\n"+strings.Repeat(part, size)+"words")
	}
	for _, text := range texts {
		data := []byte(text)
		begin := time.Now()
		doc, err := Read("a.md", data)
		wrong := ""
		if err == nil {
			wrong = sound(doc, data)
		} else if !strings.Contains(err.Error(), "tangled") && !strings.Contains(err.Error(), "no words") {
			wrong = err.Error()
		}
		if took := time.Since(begin); wrong != "" || took > 25*time.Second {
			t.Errorf("%.20q: %s after %v", text, wrong, took)
		} else if took > time.Second {
			t.Logf("%.20q: %v, %v", text, took, err)
		}
	}
}
