package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readEPUB reads a book: the documents of its spine one after the other, whole.
func readEPUB(doc *model.Document, until time.Time) error {
	const kind = "EPUB"
	a, err := openContainer(kind, doc.Bytes, until)
	if err != nil {
		return err
	}
	where := &bookContainer{}
	if err := a.walk("META-INF/container.xml", where); err != nil {
		return err
	}
	book := &bookPackage{items: map[string]bookItem{}, leaves: leaves{values: map[string][]string{}}}
	if err := a.walk(where.path, book); err != nil {
		return err
	}
	if err := a.protected(); err != nil {
		return err
	}
	out := &composer{}
	folder := path.Dir(where.path)
	for _, id := range book.spine {
		item := book.items[id]
		if item.is("nav") || item.href == "" {
			continue
		}
		name, err := url.PathUnescape(item.href)
		if err != nil {
			name = item.href
		}
		name = path.Join(folder, name)
		if !a.has(name) {
			return broken(kind, errors.New(name+" is missing"))
		}
		if err := a.chapter(name, out); err != nil {
			return err
		}
	}
	if err := out.into(doc); err != nil {
		return err
	}
	return describe(doc, out, map[string]string{
		"title": book.main("title"), "byline": book.creators(), "published": firstSet(book.values, "date"), "modified": firstSet(book.values, "dcterms:modified"),
		"language": book.main("language"), "outlet": firstSet(book.values, "publisher"),
	}, "book metadata")
}

// protected refuses a book whose text is encrypted. Fonts may be: they are scrambled so that nobody takes them out, and are
// not needed here.
func (a *container) protected() error {
	const name = "META-INF/encryption.xml"
	if !a.has(name) {
		return nil
	}
	s := &bookSeals{}
	if err := a.walk(name, s); err != nil {
		return err
	}
	if !s.text {
		return nil
	}
	return &Error{
		Code: "file.protected", What: "this book is protected (DRM), so its text cannot be read",
		Do: "get it without protection, or copy the passage from the reading program",
	}
}

// bookSeals looks for encrypted parts that are not fonts.
type bookSeals struct {
	font bool
	text bool
}

func (b *bookSeals) open(e xml.StartElement) {
	switch e.Name.Local {
	case "EncryptedData":
		b.font = false
	case "EncryptionMethod":
		how := attribute(e, "Algorithm")
		b.font = b.font || strings.HasSuffix(how, "#RC") || strings.HasSuffix(how, "/embedding")
	case "CipherReference":
		switch strings.ToLower(path.Ext(attribute(e, "URI"))) {
		case ".ttf", ".otf", ".woff", ".woff2", ".css", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".mp3", ".mp4":
		default:
			b.text = b.text || !b.font
		}
	}
}
func (*bookSeals) close(string) {}
func (*bookSeals) words(string) {}

// bookContainer finds the package document.
type bookContainer struct{ path string }

func (b *bookContainer) open(e xml.StartElement) {
	if e.Name.Local == "rootfile" && b.path == "" {
		b.path = strings.TrimPrefix(path.Clean("/"+attribute(e, "full-path")), "/")
	}
}
func (*bookContainer) close(string) {}
func (*bookContainer) words(string) {}

type bookItem struct{ href, properties string }

func (b bookItem) is(property string) bool {
	return slices.Contains(strings.Fields(b.properties), property)
}

// bookPackage is what the package document says: the metadata, the parts, and the order in which they are read.
type bookPackage struct {
	leaves
	items map[string]bookItem
	spine []string
	now   string // the property of a meta element, or the name of the element
	about string // the id that a meta element refines
	made  []bookMaker
}

type bookMaker struct{ id, role, name string }

func (b *bookPackage) open(e xml.StartElement) {
	b.leaves.open(e)
	b.now, b.about = e.Name.Local, ""
	switch e.Name.Local {
	case "item":
		b.items[attribute(e, "id")] = bookItem{attribute(e, "href"), attribute(e, "properties")}
	case "itemref":
		b.spine = append(b.spine, attribute(e, "idref"))
	case "creator":
		b.made = append(b.made, bookMaker{attribute(e, "id"), attribute(e, "role"), ""})
	case "meta":
		b.now, b.about = attribute(e, "property"), strings.TrimPrefix(attribute(e, "refines"), "#")
	}
}

func (b *bookPackage) close(name string) {
	words := strings.TrimSpace(b.text.String())
	switch {
	case name == "creator" && len(b.made) > 0:
		b.made[len(b.made)-1].name = words
	case name == "meta" && b.now == "role":
		for i := range b.made {
			if b.made[i].id == b.about && b.about != "" {
				b.made[i].role = words
			}
		}
	case name == "meta" && b.about == "" && b.now != "":
		name = b.now
	}
	b.leaves.close(name)
}

// main is the first value of a property: the title comes before the subtitle.
func (b *bookPackage) main(name string) string {
	if v := b.values[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// creators are the authors, or everybody who made the book where nobody is called its author.
func (b *bookPackage) creators() string {
	var authors, all []string
	for _, m := range b.made {
		if m.name == "" {
			continue
		}
		all = append(all, m.name)
		if m.role == "" || m.role == "aut" {
			authors = append(authors, m.name)
		}
	}
	if len(authors) == 0 {
		authors = all
	}
	return strings.Join(authors, ", ")
}

// chapter adds the blocks of one document of a book.
func (a *container) chapter(name string, out *composer) error {
	data, err := a.bytes(name)
	if err != nil {
		return err
	}
	if time.Now().After(a.until) {
		return slow()
	}
	in, err := charset.NewReaderLabel(pageEncoding(data), bytes.NewReader(data))
	if err != nil {
		return a.wrong(name, err)
	}
	if data, err = io.ReadAll(in); err != nil {
		return a.wrong(name, err)
	}
	root, err := html.Parse(bytes.NewReader(selfClosed(data))) // refuses more than 512 elements within each other
	if err != nil {
		return a.wrong(name, err)
	}
	p := &leaf{out: out}
	p.walk(root)
	p.end()
	return nil
}

var xmlEncoding = regexp.MustCompile(`^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// pageEncoding is what a page of XML says it is written in; without a word it is UTF-8.
func pageEncoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be"
	}
	if says := xmlEncoding.FindSubmatch(bytes.TrimPrefix(data, []byte(bom8))); says != nil && !utf8.Valid(data) {
		return string(says[1])
	}
	return "utf-8"
}

// selfClosed rewrites <title/> and <script/>, which are whole elements in XHTML and swallow the rest of the page in HTML.
func selfClosed(data []byte) []byte {
	for _, name := range []string{"title", "script", "style", "textarea", "iframe", "noscript", "a", "p", "div", "span", "i", "em", "b"} {
		open := []byte("<" + name)
		for at := 0; ; {
			i := bytes.Index(data[at:], open)
			if i < 0 {
				break
			}
			i += at
			at = i + len(open)
			end := bytes.IndexByte(data[at:], '>')
			if end < 1 || data[at+end-1] != '/' || data[at] != ' ' && data[at] != '/' && data[at] != '\n' {
				continue
			}
			data = slices.Concat(data[:at+end-1], []byte("></"+name), data[at+end:])
		}
	}
	return data
}

// leaf makes blocks of a page of XHTML: all of its words, whatever they are for.
type leaf struct {
	out      *composer
	text     strings.Builder
	captions []string
	kinds    []composed // what the elements around say, the innermost last
	lists    int
	pre      bool
}

// pageUnread are the elements without words of the page. The mark of a note is glued to the word before it, so it goes.
var pageUnread = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Template: true, atom.Rt: true, atom.Rp: true, atom.Noscript: true,
	atom.Object: true, atom.Iframe: true, atom.Audio: true, atom.Video: true,
}

// pageBlocks are the elements that begin and end a block.
var pageBlocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Aside: true, atom.Header: true, atom.Footer: true,
	atom.Main: true, atom.Nav: true, atom.Body: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Figure: true, atom.Address: true, atom.Hr: true, atom.Table: true, atom.Form: true, atom.Fieldset: true, atom.Details: true,
	atom.Summary: true, atom.Hgroup: true,
	atom.Center: true, //nolint:misspell // HTML's own word
}

func (p *leaf) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		p.words(n.Data)
		return
	case html.ElementNode:
	default:
		p.children(n)
		return
	}
	if pageUnread[n.DataAtom] || noteMark(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		p.text.WriteByte('\n')
	case atom.Img:
		p.captions = append(p.captions, htmlAttribute(n, "alt"))
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.block(n, composed{kind: model.Heading, level: int(n.Data[1] - '0')})
	case atom.Blockquote:
		p.block(n, composed{kind: model.Quotation})
	case atom.Figcaption, atom.Caption:
		p.block(n, composed{kind: model.Caption})
	case atom.Li:
		p.lists++
		p.block(n, composed{kind: model.Item, level: p.lists})
		p.lists--
	case atom.Tr:
		p.row(n)
	case atom.Pre:
		p.pre = true
		p.block(n, composed{})
		p.pre = false
	default:
		if pageBlocks[n.DataAtom] {
			p.block(n, composed{})
		} else {
			p.children(n)
		}
	}
}

// noteMark reports whether an element is the mark that calls a note.
func noteMark(n *html.Node) bool {
	return slices.Contains(strings.Fields(htmlAttribute(n, "epub:type")), "noteref") || htmlAttribute(n, "role") == "doc-noteref"
}

func htmlAttribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (p *leaf) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

// words takes text; a run of white space is one space.
func (p *leaf) words(text string) {
	if p.pre {
		p.text.WriteString(text)
		return
	}
	so := p.text.String()
	space := so == "" || strings.HasSuffix(so, " ") || strings.HasSuffix(so, "\n")
	for _, c := range text {
		blank := strings.ContainsRune(" \t\r\n\f", c)
		if blank && !space {
			p.text.WriteByte(' ')
		} else if !blank {
			p.text.WriteRune(c)
		}
		space = blank
	}
}

// block walks an element that stands by itself.
func (p *leaf) block(n *html.Node, kind composed) {
	p.end()
	if kind.kind != "" {
		p.kinds = append(p.kinds, kind)
	}
	p.children(n)
	p.end()
	if kind.kind != "" {
		p.kinds = p.kinds[:len(p.kinds)-1]
	}
}

// end writes what has been gathered, as what the innermost element around it says, and then the words of its images.
func (p *leaf) end() {
	kind := composed{kind: model.Paragraph}
	if n := len(p.kinds); n > 0 {
		kind = p.kinds[n-1]
	}
	p.out.add(kind.kind, kind.level, p.text.String())
	p.text.Reset()
	for _, words := range p.captions {
		p.out.add(model.Caption, 0, words)
	}
	p.captions = nil
}

// row writes a row of a table: a paragraph with tabs between the cells. A row of one cell is a frame around blocks.
func (p *leaf) row(n *html.Node) {
	var cells []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	if len(cells) == 1 {
		p.block(cells[0], composed{})
		return
	}
	p.end()
	var row tableRow
	for _, cell := range cells {
		inner := &leaf{out: &composer{}, lists: p.lists}
		inner.walk(cell)
		inner.end()
		var blocks []composed
		for _, words := range inner.out.words {
			blocks = append(blocks, composed{words: words})
		}
		row.cells = append(row.cells, blocks)
	}
	for _, b := range row.blocks() {
		p.out.add(b.kind, b.level, b.words)
	}
}
