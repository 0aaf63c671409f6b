package exchange_test

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"touchstone/assets"
	"touchstone/model"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"
)

// hostile are words that try to be more than words.
const hostile = `</title></style></mark><script>alert(1)</script><img src=x onerror=alert(1)>" onclick='x' {{.}} <!-- ]]> javascript:alert(1) url(https://evil.example/x)`

// packetDesk is a workspace with everything a packet can show, all of it hostile.
func packetDesk(t testing.TB, text string, claims [][]model.Fragment) (d *desk, id string) {
	t.Helper()
	d = newDesk(t)
	fields := model.Fields{}
	for name, value := range map[string]string{"title": hostile, "byline": hostile, "outlet": hostile, "language": "sv"} {
		if err := fields.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	d.do(model.Load(model.Document{Text: text, Blocks: linesOf(text), Fields: fields, Found: map[string]string{}}, "", d.Now()))
	id = model.Hash([]byte(text))
	scale := assets.Scales()[0]
	for i, fragments := range claims {
		r := d.do(model.Mark(model.ClaimStated{Statement: hostile, Said: &model.Said{By: hostile, URL: "javascript:alert(1)"}}, id, [][]model.Fragment{fragments}))
		claim := r.Stream(model.NounClaim)
		ev := model.Fields{}
		for name, value := range map[string]string{"title": hostile, "archived": "https://archive.example/\"><script>"} {
			if err := ev.Set(name, value); err != nil {
				t.Fatal(err)
			}
		}
		d.do(model.Cite(claim.ID(), model.Evident{Fields: ev, Stance: "refutes", Quote: hostile}))
		d.do(model.WriteNote(claim.ID(), hostile))
		if i%3 > 0 {
			d.do(model.Judge(claim.ID(), model.Judgement{
				Scale: scale, Rating: scale.Ratings[i%len(scale.Ratings)].Key, Rationale: hostile, Correction: hostile,
			}))
		}
	}
	return d, id
}

// linesOf are the lines of a text as blocks of every kind in turn.
func linesOf(text string) (all []model.Block) {
	kinds := []model.BlockKind{model.Heading, model.Paragraph, model.Quotation, model.Item, model.Caption}
	at := 0
	for i, line := range strings.Split(text, "\n") {
		end := at + len([]rune(line))
		if strings.TrimSpace(line) != "" {
			all = append(all, model.Block{Kind: kinds[i%len(kinds)], Start: at, End: end})
		}
		at = end + 1
	}
	return all
}

// walk visits every node of a page.
func walk(n *xhtml.Node, visit func(*xhtml.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

func attr(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// wordsIn are the words of a node, without the references to notes.
func wordsIn(n *xhtml.Node) string {
	var b strings.Builder
	var look func(n *xhtml.Node)
	look = func(n *xhtml.Node) {
		if n.Type == xhtml.TextNode {
			b.WriteString(n.Data)
		}
		if n.Data == "sup" || n.Data == "head" {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			look(c)
		}
	}
	look(n)
	return b.String()
}

// signed writes control characters as people see them.
var signed = strings.NewReplacer("\x00", "␀", "\x1b", "␛")

// squeezed is a text without white space, which stands between blocks.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func TestAPacketHoldsTheArticlesWordsAndNothingActive(t *testing.T) {
	for seed := range uint64(12) {
		text, claims := scrawl(rand.New(rand.NewPCG(seed, 3))) //nolint:gosec // chance that can be repeated
		text += "\x00\x1b " + hostile
		if len(claims) == 0 {
			continue
		}
		d, id := packetDesk(t, text, claims)
		raw := d.export("html", "packet.html")
		page, err := xhtml.Parse(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		inert(t, page, string(raw))
		shown := signed.Replace(text)
		var printed string
		marks := map[string]string{}
		walk(page, func(n *xhtml.Node) {
			if n.Data == "div" && attr(n, "class") == "text" {
				printed += wordsIn(n)
			}
			if n.Data == "mark" {
				for _, place := range strings.Fields(attr(n, "data-places")) {
					marks[place] += wordsIn(n)
				}
			}
		})
		if squeezed(printed) != squeezed(shown) {
			t.Errorf("seed %d: the article's words are\n%q\nnot\n%q", seed, printed, shown)
		}
		held(t, d, id, shown, marks)
	}
}

// held checks that the marks of every place hold the words of its fragments.
func held(t *testing.T, d *desk, id, shown string, marks map[string]string) {
	t.Helper()
	all := seen(t, d.file)
	found := 0
	for _, c := range all {
		for _, a := range c.Appearances {
			found++
			if got, want := squeezed(marks[a.ID]), squeezed(strings.Join(words(shown, a.Fragments), "")); got != want || a.Text != id {
				t.Errorf("%v is marked as %q, not %q", a.Fragments, got, want)
			}
		}
	}
	if found == 0 {
		t.Error("no claim stands anywhere")
	}
}

var unique = regexp.MustCompile(`\bid="([^"]*)"`)

// inert checks that a page asks for nothing, runs nothing, and that its links lead somewhere.
func inert(t *testing.T, page *xhtml.Node, raw string) {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range unique.FindAllStringSubmatch(raw, -1) {
		if ids[m[1]] {
			t.Errorf("two things are called %s", m[1])
		}
		ids[m[1]] = true
	}
	walk(page, func(n *xhtml.Node) {
		if n.Type != xhtml.ElementNode {
			return
		}
		if slices.Contains([]string{"script", "img", "link", "iframe", "object", "embed", "base", "form", "svg"}, n.Data) {
			t.Errorf("the page holds a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			local, inside := strings.CutPrefix(a.Val, "#")
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "src", a.Key == "srcset", a.Key == "style":
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			case a.Key == "href" && inside && !ids[local]:
				t.Errorf("nothing is called %s", local)
			case a.Key == "href" && !inside && (n.Data != "a" || !strings.HasPrefix(a.Val, "https://archive.example/")):
				t.Errorf("<%s> leads to %q", n.Data, a.Val)
			}
		}
		if n.Data == "style" && strings.Contains(n.FirstChild.Data, "url(") {
			t.Error("the style sheet names an address")
		}
	})
	var again bytes.Buffer
	if err := xhtml.Render(&again, page); err != nil {
		t.Fatal(err)
	}
	twice, err := xhtml.Parse(bytes.NewReader(again.Bytes()))
	if err != nil || wordsIn(twice) != wordsIn(page) {
		t.Errorf("the page is not well formed: %v", err)
	}
	if opened, closed := strings.Count(raw, "<section"), strings.Count(raw, "</section>"); opened != closed {
		t.Errorf("%d sections begin and %d end", opened, closed)
	}
}

// own is what a packet itself sets in code or in bold.
var own = regexp.MustCompile(`^([0-9a-f]{64}|\d+\. \S+ \w.*)$`)

func TestMarkdownReadsAsTheArticle(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithUnsafe()))
	for seed := range uint64(12) {
		text, claims := scrawl(rand.New(rand.NewPCG(seed, 5))) //nolint:gosec // chance that can be repeated
		text += "\n# no heading\n- no item\n1. none\n    no code\n> no quote\n[x](https://a.example) **b** `c` ~~d~~ &amp; | a |\n===\n" + hostile
		if len(claims) == 0 {
			continue
		}
		d, _ := packetDesk(t, text, claims)
		text = signed.Replace(text)
		var out bytes.Buffer
		if err := md.Convert(d.export("markdown", "packet.md"), &out); err != nil {
			t.Fatal(err)
		}
		page, err := xhtml.Parse(&out)
		if err != nil {
			t.Fatal(err)
		}
		var marks []string
		walk(page, func(n *xhtml.Node) {
			if n.Data == "mark" {
				marks = append(marks, squeezed(wordsIn(n)))
			}
			if slices.Contains([]string{"script", "img", "code", "del", "em", "strong", "table"}, n.Data) && !own.MatchString(wordsIn(n)) {
				t.Errorf("seed %d: words became <%s>", seed, n.Data)
			}
		})
		all := squeezed(wordsIn(page))
		if !strings.Contains(all, squeezed(text)) {
			t.Errorf("seed %d: the article's words are not\n%q\nbut\n%q", seed, squeezed(text), all)
		}
		var want string
		for _, c := range seen(t, d.file) {
			for _, a := range c.Appearances {
				want += squeezed(strings.Join(words(text, a.Fragments), ""))
			}
		}
		for _, m := range marks {
			if !strings.Contains(squeezed(text), m) {
				t.Errorf("seed %d: %q is marked", seed, m)
			}
		}
		if want != "" && len(marks) == 0 {
			t.Errorf("seed %d: nothing is marked", seed)
		}
	}
}

func TestCorrectionsAreThoseThatAreAgreedOn(t *testing.T) {
	d := newDesk(t)
	text := "The bridge is safe. The harbour is closed. The ferry is late."
	d.load(text, "")
	id := model.Hash([]byte(text))
	scale := assets.Scales()[0]
	for i, rating := range []string{"false", "true", ""} {
		at := []int{0, 20, 43}[i]
		r := d.do(model.Mark(model.ClaimStated{Statement: "Claim " + rating}, id, [][]model.Fragment{{{Start: at, End: at + 10}}}))
		if rating != "" {
			d.do(model.Judge(r.Stream(model.NounClaim).ID(), model.Judgement{Scale: scale, Rating: rating, Rationale: "Seen by divers."}))
		}
	}
	out := string(d.export("markdown", "packet.md"))
	_, list, _ := strings.Cut(out, "## Corrections")
	if !strings.Contains(list, "“The bridge” (claim 1: ✗ False)") || !strings.Contains(list, "what is wrong: Seen by divers.") || strings.Contains(list, "claim 2") || strings.Contains(list, "claim 3") {
		t.Errorf("the corrections are %s", list)
	}
}
