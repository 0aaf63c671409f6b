package ingest

import (
	"bytes"
	"encoding/xml"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"touchstone/model"
)

// readDOCX reads a Word document (ECMA-376, transitional and strict).
func readDOCX(doc *model.Document, until time.Time) error {
	const kind = "Word document"
	if bytes.HasPrefix(doc.Bytes, []byte("\xd0\xcf\x11\xe0")) {
		return &Error{
			Code: "file.locked", What: "this Word document is protected by a password, or of the old kind",
			Do: "save it as .docx without a password",
		}
	}
	a, err := openContainer(kind, doc.Bytes, until)
	if err != nil {
		return err
	}
	rels := &wordRelations{}
	if a.has("_rels/.rels") {
		if err := a.walk("_rels/.rels", rels); err != nil {
			return err
		}
	}
	main := rels.main
	if main == "" {
		main = "word/document.xml"
	}
	folder := path.Dir(main)
	styles := wordStyles{}
	if name := folder + "/styles.xml"; a.has(name) {
		if err := a.walk(name, &wordStyleReader{styles: styles}); err != nil {
			return err
		}
	}
	r := &wordReader{styles: styles, lists: make([][]composed, 1), out: &composer{}}
	if err := a.walk(main, r); err != nil {
		return err
	}
	if err := r.notes(a, folder); err != nil {
		return err
	}
	if err := r.out.into(doc); err != nil {
		return err
	}
	return wordFields(doc, a, r)
}

// wordFields takes what the document says about itself.
func wordFields(doc *model.Document, a *container, r *wordReader) error {
	core, err := a.properties("docProps/core.xml")
	if err != nil {
		return err
	}
	if r.title != "" {
		if err := found(doc, "title", cut(r.title, titleLimit), "title of the document"); err != nil {
			return err
		}
	}
	return describe(doc, r.out, map[string]string{
		"title": firstSet(core, "title"), "byline": firstSet(core, "creator"), "published": firstSet(core, "created"),
		"modified": firstSet(core, "modified"), "language": firstSet(core, "language"),
	}, "document properties")
}

// wordRelations finds the part with the text.
type wordRelations struct{ main string }

func (w *wordRelations) open(e xml.StartElement) {
	if strings.HasSuffix(attribute(e, "Type"), "/officeDocument") {
		w.main = strings.TrimPrefix(path.Clean("/"+attribute(e, "Target")), "/")
	}
}
func (*wordRelations) close(string) {}
func (*wordRelations) words(string) {}

// wordStyle is what a paragraph style says about its paragraphs.
type wordStyle struct {
	name, base string
	outline    string // 0 to 8 for a heading, 9 for none
	list       string // the id of a numbering
}

type wordStyles map[string]*wordStyle

// is gives a style with what it takes from those it is based on.
func (s wordStyles) is(id string) wordStyle {
	var is wordStyle
	for range 20 { // styles that rest on each other would go in circles
		style := s[id]
		if style == nil {
			break
		}
		if is.name == "" || !slices.Contains(wordNames, is.name) && headingName(is.name) == 0 {
			is.name = style.name
		}
		if is.outline == "" {
			is.outline = style.outline
		}
		if is.list == "" {
			is.list = style.list
		}
		id = style.base
	}
	return is
}

// wordNames are the names of styles that say what a paragraph is; Word writes them in English whatever language it speaks.
var wordNames = []string{"title", "quote", "intense quote", "block text", "quotations", "caption"}

func headingName(name string) int {
	number, is := strings.CutPrefix(name, "heading ")
	level, err := strconv.Atoi(number)
	if !is || err != nil || level < 1 || level > 9 {
		return 0
	}
	return level
}

type wordStyleReader struct {
	styles wordStyles
	now    *wordStyle
}

func (w *wordStyleReader) open(e xml.StartElement) {
	value := attribute(e, "val")
	switch {
	case e.Name.Local == "style":
		w.now = &wordStyle{}
		w.styles[attribute(e, "styleId")] = w.now
	case w.now == nil:
	case e.Name.Local == "name":
		w.now.name = strings.ToLower(value)
	case e.Name.Local == "basedOn":
		w.now.base = value
	case e.Name.Local == "outlineLvl":
		w.now.outline = value
	case e.Name.Local == "numId":
		w.now.list = value
	}
}
func (*wordStyleReader) close(string) {}
func (*wordStyleReader) words(string) {}

// wordParagraph is one that is being read.
type wordParagraph struct {
	text                       strings.Builder
	style, outline, list, deep string
	joined                     bool       // its end was deleted: the next one continues it
	boxes                      []composed // what stands in text boxes that hang on it
}

// wordReader makes blocks of a part with paragraphs.
type wordReader struct {
	styles wordStyles
	out    *composer
	title  string

	path  []string     // the open elements
	skip  int          // how many of them lie in something that is not read
	lists [][]composed // where blocks go: the text itself, then cells and text boxes, the innermost last
	held  []*wordParagraph
	rows  []*tableRow
	carry string // words of a paragraph whose end was deleted
	hush  bool   // the run is hidden

	asked  []string // notes in the order in which the text calls them
	stored map[string][]composed
}

// wordName gives an element of Word a name with "w:", one of formulas one with "m:", others none.
func wordName(e xml.Name) string {
	switch {
	case strings.Contains(e.Space, "wordprocessingml/"), e.Space == "w":
		return "w:" + e.Local
	case strings.HasSuffix(e.Space, "/math"):
		return "m:" + e.Local
	case strings.HasSuffix(e.Space, "/markup-compatibility/2006"):
		return "mc:" + e.Local
	}
	return ""
}

func (r *wordReader) within(name string) bool {
	return len(r.path) > 1 && r.path[len(r.path)-2] == name
}

func (r *wordReader) paragraph() *wordParagraph {
	if len(r.held) == 0 {
		return nil
	}
	return r.held[len(r.held)-1]
}

func (r *wordReader) open(e xml.StartElement) {
	name := wordName(e.Name)
	r.path = append(r.path, name)
	if r.skip > 0 {
		r.skip++
		return
	}
	switch name {
	case "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText", "w:rt", "w:del":
		r.skip = 1
		r.deleted(name)
	case "w:p":
		p := &wordParagraph{}
		p.text.WriteString(r.carry)
		r.carry, r.held = "", append(r.held, p)
	case "w:tr":
		r.rows = append(r.rows, &tableRow{})
	case "w:tc", "w:txbxContent":
		r.lists = append(r.lists, nil)
	case "w:footnote", "w:endnote":
		if kind := attribute(e, "type"); kind != "" && kind != "normal" {
			r.skip = 1
			return
		}
		r.lists = append(r.lists, nil)
		r.asked = append(r.asked, attribute(e, "id"))
	case "w:r":
		r.hush = false
	case "w:footnoteReference", "w:endnoteReference":
		r.asked = append(r.asked, strings.TrimSuffix(strings.TrimPrefix(name, "w:"), "Reference")+attribute(e, "id"))
	default:
		r.mark(name, e)
	}
}

// deleted notes a deletion that stands as a mark in the properties of a paragraph or a row.
func (r *wordReader) deleted(name string) {
	if p := r.paragraph(); p != nil && name == "w:del" && r.within("w:rPr") && len(r.path) > 2 && r.path[len(r.path)-3] == "w:pPr" {
		p.joined = true
	}
	if name == "w:del" && r.within("w:trPr") && len(r.rows) > 0 {
		r.rows[len(r.rows)-1].gone = true
	}
}

// mark takes the properties of a paragraph, and the characters that are written as elements.
func (r *wordReader) mark(name string, e xml.StartElement) {
	p := r.paragraph()
	if p == nil {
		return
	}
	value := attribute(e, "val")
	switch name {
	case "w:pStyle":
		p.style = value
	case "w:outlineLvl":
		p.outline = value
	case "w:numId":
		p.list = value
	case "w:ilvl":
		p.deep = value
	case "w:vanish":
		if len(r.path) > 2 && r.path[len(r.path)-3] == "w:r" {
			r.hush = value == "" || value == "1" || value == "true" || value == "on"
		}
	case "w:tab":
		if r.within("w:r") {
			p.text.WriteByte('\t')
		}
	case "w:br", "w:cr":
		p.text.WriteByte('\n')
	case "w:noBreakHyphen":
		p.text.WriteRune('\u2011')
	case "w:sym":
		if code, err := strconv.ParseUint(attribute(e, "char"), 16, 21); err == nil && !unicode.Is(unicode.Co, rune(code)) {
			p.text.WriteRune(rune(code))
		}
	}
}

func (r *wordReader) words(text string) {
	if r.skip > 0 || r.hush || len(r.path) == 0 {
		return
	}
	if top := r.path[len(r.path)-1]; top != "w:t" && top != "m:t" {
		return
	}
	if p := r.paragraph(); p != nil {
		p.text.WriteString(strings.Join(strings.Split(text, "\n"), " "))
	}
}

func (r *wordReader) close(string) {
	name := r.path[len(r.path)-1]
	r.path = r.path[:len(r.path)-1]
	if r.skip > 0 {
		r.skip--
		return
	}
	switch name {
	case "w:p":
		if p := r.paragraph(); p != nil {
			r.held = r.held[:len(r.held)-1]
			r.ended(p)
		}
	case "w:tc":
		if n := len(r.rows); n > 0 {
			r.rows[n-1].cells = append(r.rows[n-1].cells, r.pop())
		}
	case "w:tr":
		if n := len(r.rows); n > 0 {
			row := r.rows[n-1]
			r.rows = r.rows[:n-1]
			r.put(row.blocks()...)
		}
	case "w:txbxContent":
		if p, boxes := r.paragraph(), r.pop(); p != nil {
			p.boxes = append(p.boxes, boxes...)
		} else {
			r.put(boxes...)
		}
	case "w:r":
		r.hush = false
	case "w:footnote", "w:endnote":
		if r.stored == nil {
			r.stored = map[string][]composed{}
		}
		r.stored[name[2:]+r.asked[len(r.asked)-1]] = r.pop()
	case "w:body", "w:document":
		r.put(composed{model.Paragraph, 0, r.carry})
		r.carry = ""
	}
}

// ended puts a paragraph where it belongs, and behind it what stands in its text boxes.
func (r *wordReader) ended(p *wordParagraph) {
	if p.joined {
		r.carry = p.text.String()
		r.put(p.boxes...)
		return
	}
	style := r.styles.is(p.style)
	b := composed{kind: model.Paragraph, words: p.text.String()}
	outline, list := style.outline, style.list
	if p.outline != "" {
		outline = p.outline
	}
	if p.list != "" {
		list = p.list
	}
	level, err := strconv.Atoi(outline)
	switch {
	case headingName(style.name) > 0:
		b.kind, b.level = model.Heading, headingName(style.name)
	case style.name == "title":
		b.kind, b.level = model.Heading, 1
		if r.title == "" {
			r.title = strings.Join(strings.Fields(b.words), " ")
		}
	case err == nil && level >= 0 && level < 9:
		b.kind, b.level = model.Heading, level+1
	case style.name == "caption":
		b.kind = model.Caption
	case slices.Contains(wordNames, style.name):
		b.kind = model.Quotation
	case list != "" && list != "0":
		deep, _ := strconv.Atoi(p.deep) // absent is the outermost
		b.kind, b.level = model.Item, max(0, min(deep, 8))+1
	}
	r.put(append([]composed{b}, p.boxes...)...)
}

// put adds blocks to the innermost list; what reaches the text itself is written.
func (r *wordReader) put(blocks ...composed) {
	if n := len(r.lists); n > 1 {
		r.lists[n-1] = append(r.lists[n-1], blocks...)
		return
	}
	for _, b := range blocks {
		r.out.add(b.kind, b.level, b.words)
	}
}

func (r *wordReader) pop() []composed {
	n := len(r.lists)
	if n < 2 {
		return nil
	}
	blocks := r.lists[n-1]
	r.lists = r.lists[:n-1]
	return blocks
}

// notes writes the notes behind the text, in the order in which the text calls them.
func (r *wordReader) notes(a *container, folder string) error {
	asked := r.asked
	stored := map[string][]composed{}
	for _, name := range []string{"footnotes", "endnotes"} {
		if name = folder + "/" + name + ".xml"; len(asked) == 0 || !a.has(name) {
			continue
		}
		n := &wordReader{styles: r.styles, out: &composer{}, lists: make([][]composed, 1), stored: stored}
		if err := a.walk(name, n); err != nil {
			return err
		}
	}
	for _, id := range asked {
		r.put(stored[id]...)
		delete(stored, id)
	}
	return nil
}
