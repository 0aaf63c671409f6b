package ingest

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
	"time"

	"touchstone/model"
)

// readODT reads an OpenDocument text (ISO/IEC 26300).
func readODT(doc *model.Document, until time.Time) error {
	const kind = "OpenDocument file"
	a, err := openContainer(kind, doc.Bytes, until)
	if err != nil {
		return err
	}
	sealed := &openSealed{}
	if name := "META-INF/manifest.xml"; a.has(name) {
		if err := a.walk(name, sealed); err != nil {
			return err
		}
	}
	if sealed.is {
		return locked(kind)
	}
	r := &openReader{styles: map[string]openStyle{}, lists: make([][]composed, 1), out: &composer{}}
	if a.has("styles.xml") {
		if err := a.walk("styles.xml", &openStyleReader{r.styles}); err != nil {
			return err
		}
	}
	if !a.has("content.xml") {
		return broken(kind, errors.New("content.xml is missing"))
	}
	if err := a.walk("content.xml", r); err != nil {
		return err
	}
	for _, note := range r.notes {
		r.out.add(note.kind, note.level, note.words)
	}
	if err := r.out.into(doc); err != nil {
		return err
	}
	if r.title != "" {
		if err := found(doc, "title", cut(r.title, titleLimit), "title of the document"); err != nil {
			return err
		}
	}
	meta, err := a.properties("meta.xml")
	if err != nil {
		return err
	}
	return describe(doc, r.out, map[string]string{
		"title": firstSet(meta, "title"), "byline": firstSet(meta, "initial-creator", "creator"),
		"published": firstSet(meta, "creation-date"), "modified": firstSet(meta, "date"), "language": firstSet(meta, "language"),
	}, "document properties")
}

// openSealed looks for encryption in a manifest.
type openSealed struct{ is bool }

func (o *openSealed) open(e xml.StartElement) { o.is = o.is || e.Name.Local == "encryption-data" }
func (*openSealed) close(string)              {}
func (*openSealed) words(string)              {}

// openStyle is a style of paragraphs: its own name and that of the one it is derived from.
type openStyle struct{ name, parent string }

type openStyleReader struct{ styles map[string]openStyle }

func (o *openStyleReader) open(e xml.StartElement) {
	if e.Name.Local == "style" {
		name := attribute(e, "display-name")
		if name == "" {
			name = attribute(e, "name")
		}
		o.styles[attribute(e, "name")] = openStyle{strings.ToLower(strings.ReplaceAll(name, "_20_", " ")), attribute(e, "parent-style-name")}
	}
}
func (*openStyleReader) close(string) {}
func (*openStyleReader) words(string) {}

// openParagraph is a paragraph that is being read.
type openParagraph struct {
	text    strings.Builder
	heading int // its level
	style   string
	boxes   []composed
}

// openReader makes blocks of content.xml.
type openReader struct {
	styles map[string]openStyle
	out    *composer
	title  string
	notes  []composed

	path  []string
	skip  int
	body  bool
	deep  int          // lists within each other
	lists [][]composed // where blocks go, the innermost last
	held  []*openParagraph
	rows  []*tableRow
	deeps []int // of the lists around a cell, note or text box
}

// openUnread are the elements whose words are no part of the text as it stands.
var openUnread = map[string]bool{
	"tracked-changes": true, "annotation": true, "note-citation": true, "ruby-text": true, "forms": true, "event-listeners": true,
	"sequence-decls": true, "variable-decls": true, "user-field-decls": true, "hidden-text": true, "hidden-paragraph": true,
	"desc": true, "title": true, "script": true, "index-title-template": true, "table-of-content-source": true, "shapes": true,
}

func (r *openReader) open(e xml.StartElement) {
	name := e.Name.Local
	r.path = append(r.path, name)
	if name == "style" && !r.body {
		(&openStyleReader{r.styles}).open(e)
	}
	if name == "text" && strings.Contains(e.Name.Space, ":office:") {
		r.body = true
	}
	if r.skip > 0 || r.body && openUnread[name] && (name != "title" || !strings.Contains(e.Name.Space, ":text:")) {
		r.skip++
		return
	}
	if !r.body {
		return
	}
	switch name {
	case "p", "h":
		p := &openParagraph{style: attribute(e, "style-name")}
		if name == "h" {
			level, _ := strconv.Atoi(attribute(e, "outline-level")) // absent is the first
			p.heading = max(1, min(level, 9))
		}
		r.held = append(r.held, p)
	case "list":
		r.deep++
	case "table-row":
		r.rows = append(r.rows, &tableRow{})
	case "table-cell", "covered-table-cell", "note-body", "text-box":
		r.lists, r.deeps, r.deep = append(r.lists, nil), append(r.deeps, r.deep), 0
	case "s", "tab", "line-break":
		r.space(name, attribute(e, "c"))
	}
}

// space writes the white space that stands as elements.
func (r *openReader) space(name, count string) {
	switch name {
	case "s":
		n, err := strconv.Atoi(count)
		if err != nil {
			n = 1
		}
		r.write(strings.Repeat(" ", max(1, min(n, 1000))))
	case "tab":
		r.write("\t")
	case "line-break":
		r.write("\n")
	}
}

func (r *openReader) write(words string) {
	if n := len(r.held); n > 0 {
		r.held[n-1].text.WriteString(words)
	}
}

// words takes text; the standard makes any run of white space one space.
func (r *openReader) words(text string) {
	if r.skip > 0 || !r.body || len(r.held) == 0 {
		return
	}
	so := &r.held[len(r.held)-1].text
	var b strings.Builder
	space := strings.HasSuffix(so.String()[max(0, so.Len()-1):], " ")
	for _, c := range text {
		blank := strings.ContainsRune(" \t\r\n", c)
		if blank && !space {
			b.WriteByte(' ')
		} else if !blank {
			b.WriteRune(c)
		}
		space = blank
	}
	so.WriteString(b.String())
}

func (r *openReader) close(string) {
	name := r.path[len(r.path)-1]
	r.path = r.path[:len(r.path)-1]
	if r.skip > 0 {
		r.skip--
		return
	}
	if !r.body {
		return
	}
	switch name {
	case "p", "h":
		n := len(r.held) - 1
		p := r.held[n]
		r.held = r.held[:n]
		r.ended(p)
	case "list":
		r.deep--
	case "table-cell", "covered-table-cell":
		if cell, n := r.pop(), len(r.rows); n > 0 && name == "table-cell" {
			r.rows[n-1].cells = append(r.rows[n-1].cells, cell)
		}
	case "table-row":
		if n := len(r.rows) - 1; n >= 0 {
			row := r.rows[n]
			r.rows = r.rows[:n]
			r.put(row.blocks()...)
		}
	case "note-body":
		r.notes = append(r.notes, r.pop()...)
	case "text-box":
		if boxes, n := r.pop(), len(r.held); n > 0 {
			r.held[n-1].boxes = append(r.held[n-1].boxes, boxes...)
		} else {
			r.put(boxes...)
		}
	}
}

func (r *openReader) pop() []composed {
	n := len(r.lists) - 1
	blocks := r.lists[n]
	r.lists, r.deep, r.deeps = r.lists[:n], r.deeps[len(r.deeps)-1], r.deeps[:len(r.deeps)-1]
	return blocks
}

// ended puts a paragraph where it belongs, and behind it what stands in its text boxes.
func (r *openReader) ended(p *openParagraph) {
	b := composed{kind: model.Paragraph, words: p.text.String()}
	names := r.named(p.style)
	switch {
	case p.heading > 0:
		b.kind, b.level = model.Heading, p.heading
	case names["title"]:
		b.kind, b.level = model.Heading, 1
		if r.title == "" {
			r.title = strings.Join(strings.Fields(b.words), " ")
		}
	case names["quotations"], names["quote"], names["intense quote"]:
		b.kind = model.Quotation
	case names["caption"]:
		b.kind = model.Caption
	case r.deep > 0:
		b.kind, b.level = model.Item, min(r.deep, 9)
	}
	r.put(append([]composed{b}, p.boxes...)...)
}

// named gives the names of a style and of those it is derived from.
func (r *openReader) named(style string) map[string]bool {
	names := map[string]bool{}
	for range 20 { // styles derived from each other would go in circles
		s, known := r.styles[style]
		if !known {
			break
		}
		names[s.name] = true
		style = s.parent
	}
	return names
}

func (r *openReader) put(blocks ...composed) {
	if n := len(r.lists); n > 1 {
		r.lists[n-1] = append(r.lists[n-1], blocks...)
		return
	}
	for _, b := range blocks {
		r.out.add(b.kind, b.level, b.words)
	}
}
