package ingest

import (
	"strconv"
	"strings"
	"time"

	"touchstone/model"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHTML takes the article out of a page.
func readHTML(doc *model.Document, until time.Time) error {
	text, charset := decodeHTML(doc.Bytes, "")
	doc.Origin.Charset = charset
	return readPage(doc, text, "", until)
}

// readPage takes the article out of a page's HTML. from is the address it is known to come from, "" for none.
func readPage(doc *model.Document, text, from string, until time.Time) error {
	root, err := parsePage(text, until)
	if err != nil {
		return err
	}
	p, err := newPage(root, until)
	if err != nil {
		return err
	}
	var g gathered
	for i, s := range p.passages {
		if i%checkEvery == 0 && over(until) {
			return slow()
		}
		words := clean(s.words)
		if p.kept[i] {
			g.add(s.kind, s.level, words)
			continue
		}
		doc.Cuts = append(doc.Cuts, model.Cut{Text: words, Kind: s.kind, Level: s.level, Place: i, Before: len(g.blocks)})
	}
	if err := g.into(doc); err != nil {
		return err
	}
	return p.describe(doc, from)
}

// maxTags is the largest page that is read, in tags: its tree takes some 300 bytes a tag. Real pages have some thousands.
const maxTags = 2_000_000

// checkEvery is how many nodes or passages are looked at between two looks at the clock.
const checkEvery = 1 << 10

// timely is HTML that is at its end when the time is over.
type timely struct {
	*strings.Reader
	until time.Time
}

func (t timely) Read(b []byte) (int, error) {
	if over(t.until) {
		return 0, slow()
	}
	return t.Reader.Read(b)
}

// parsePage makes a tree of HTML. What is nested deeper than the parser goes is read without the elements that are too deep.
func parsePage(text string, until time.Time) (*html.Node, error) {
	if strings.Count(text, "<") > maxTags {
		return nil, &Error{Code: "file.large", What: "this page has more than two million tags", Do: "save only the article, as HTML or plain text"}
	}
	parse := func(text string) (*html.Node, error) {
		return html.ParseWithOptions(timely{strings.NewReader(text), until}, html.ParseOptionEnableScripting(false))
	}
	root, err := parse(text)
	if err != nil && !over(until) {
		root, err = parse(shallow(text))
	}
	if err != nil && over(until) {
		return nil, slow()
	}
	if err != nil {
		return nil, &Error{Code: "file.tangled", What: "the HTML of this page is too tangled to be read", Do: "save it as plain text (.txt)", Err: err}
	}
	return root, nil
}

// page is an HTML page that is being read.
type page struct {
	stated
	root     *html.Node
	passages []passage
	article  readability.Article
	scale    *scale
	kept     []bool // of each passage: it is the article's
}

// newPage reads a page: its passages, what it states about itself, and which passages are its article. The tree is used up.
func newPage(root *html.Node, until time.Time) (*page, error) {
	p := &page{root: root, stated: statedBy(root)}
	for _, step := range []func(){
		func() {
			if body := firstOf(root, atom.Body); body != nil {
				p.passages = passagesOf(body, until)
			}
		},
		p.ask,
		func() { p.scale = newScale(p.passages, p.article.Title(), bodyOf(p.things)) },
		func() { p.kept = decide(p.scale) },
	} {
		if step(); over(until) {
			return nil, slow()
		}
	}
	return p, nil
}

func firstOf(root *html.Node, tag atom.Atom) *html.Node {
	for n := range root.Descendants() {
		if n.DataAtom == tag && n.Type == html.ElementNode {
			return n
		}
	}
	return nil
}

// passageKey is the attribute by which a text node knows its passage, also in the reader's copies.
const passageKey = "passage"

// maxElements is the largest page, in elements, that the reader is asked about: some of its steps take time with the square
// of them. Real pages have some thousands.
const maxElements = 50000

// ask asks the reader which words it keeps.
func (p *page) ask() {
	elements := 0
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode {
			elements++
		}
	}
	if elements > maxElements {
		return
	}
	for i, s := range p.passages {
		number := []html.Attribute{{Key: passageKey, Val: strconv.Itoa(i)}}
		for _, n := range s.runs {
			n.Attr = number
		}
	}
	parser := readability.NewParser()
	article, err := parser.ParseAndMutate(p.root, nil)
	if err != nil { // it keeps nothing, and the weights decide alone
		return
	}
	p.article = article
	if article.Node == nil {
		return
	}
	kept := make([]int, len(p.passages))
	for n := range article.Node.Descendants() {
		if n.Type == html.TextNode && len(n.Attr) == 1 && n.Attr[0].Key == passageKey {
			if i, err := strconv.Atoi(n.Attr[0].Val); err == nil && i < len(kept) {
				kept[i] += len(strings.TrimSpace(n.Data))
			}
		}
	}
	for i := range p.passages {
		all := 0
		for _, n := range p.passages[i].runs {
			all += len(strings.TrimSpace(n.Data))
		}
		p.passages[i].read = min(1, float64(kept[i])/float64(max(1, all)))
	}
}

// isHTML reports whether bytes begin as an HTML page does, whatever the file is called.
func isHTML(data []byte) bool {
	head := strings.ToLower(strings.ReplaceAll(string(data[:min(len(data), 1<<12)]), "\x00", ""))
	for _, mark := range []string{bom8, bomLE, bomBE} {
		head = strings.TrimPrefix(head, mark)
	}
	head = strings.TrimSpace(head)
	for strings.HasPrefix(head, "<!--") || strings.HasPrefix(head, "<?xml") {
		end := ">"
		if strings.HasPrefix(head, "<!--") {
			end = "-->"
		}
		_, after, closed := strings.Cut(head, end)
		if !closed {
			return false
		}
		head = strings.TrimSpace(after)
	}
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html")
}
