package ingest

import (
	"bytes"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"touchstone/model"
)

// readingTime is how long one document may take. What is bounded by it is the reading, not the first start of the PDF engine.
var readingTime = 30 * time.Second

// packing is a kind of file whose words stand in another form than characters one after the other.
type packing struct {
	media  string
	reader string // its name in the origin
	read   func(doc *model.Document, until time.Time) error
}

// packings are the kinds that are read, by extension.
var packings = map[string]packing{
	"pdf":  {"application/pdf", "touchstone pdf", readPDF},
	"docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "touchstone docx", readDOCX},
	"odt":  {"application/vnd.oasis.opendocument.text", "touchstone odt", readODT},
	"rtf":  {"application/rtf", "touchstone rtf", readRTF},
	"epub": {"application/epub+zip", "touchstone epub", readEPUB},
}

// packingOf finds the kind by what the file holds and, where that says nothing, by its extension.
func packingOf(format string, data []byte) (packing, bool) {
	if _, known := formats[format]; known && packings[format].read == nil {
		return packing{}, false // a workbook is a ZIP archive, too, but no document
	}
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		format = "pdf"
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		format = "rtf"
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		if is := packedAs(data); is != "" {
			format = is
		}
	}
	p, is := packings[format]
	return p, is
}

// packedAs tells the three ZIP formats apart by what their standards put first or must contain.
func packedAs(data []byte) string {
	head := data[:min(len(data), 120)]
	switch {
	case bytes.Contains(head, []byte("mimetypeapplication/epub+zip")):
		return "epub"
	case bytes.Contains(head, []byte("mimetypeapplication/vnd.oasis.opendocument.text")):
		return "odt"
	case bytes.Contains(data, []byte("word/document.xml")):
		return "docx"
	}
	return ""
}

// readPacked makes a document of such a file.
func readPacked(p packing, name string, data []byte) (model.Document, error) {
	doc := model.Document{Fields: model.Fields{}, Found: map[string]string{}, Bytes: data, Origin: model.Origin{
		Media: p.media, SHA256: model.Hash(data), Bytes: len(data), Name: baseName(name), Reader: p.reader, Version: version,
	}}
	if len(data) == 0 {
		return model.Document{}, &Error{Code: "file.empty", What: "this file is empty", Do: "check that it is the right one"}
	}
	err := p.read(&doc, time.Now().Add(readingTime))
	if err == nil && len(doc.Blocks) == 0 {
		err = &Error{Code: "file.empty", What: "there are no words in this file", Do: "check that it is the right one"}
	}
	if err != nil {
		return model.Document{}, err
	}
	return doc, nil
}

// broken words what a reader stumbled over.
func broken(kind string, err error) *Error {
	return &Error{Code: "file.damaged", What: "this " + kind + " is damaged (" + oneLine(err.Error()) + ")", Do: "get it anew, or save it anew with the program that made it", Err: err}
}

// slow is the answer when the time is over.
func slow() *Error {
	return &Error{
		Code: "file.slow", What: "reading this file takes more than 30 seconds",
		Do: "load only the part with the article, or save it as plain text first",
	}
}

// oneLine keeps what a library says about foreign bytes fit to be shown.
func oneLine(words string) string {
	words = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, words)
	return cut(strings.Join(strings.Fields(words), " "), titleLimit)
}

// composer lays blocks one below the other, a blank line between them.
type composer struct {
	text   strings.Builder
	points int // code points written
	blocks []model.Block
	words  []string
	large  bool // there is more than the limit; what came after is not kept
}

// add writes a block; one without words is none.
func (c *composer) add(kind model.BlockKind, level int, words string) {
	words = strings.TrimSpace(printable(clean(strings.ToValidUTF8(words, "\ufffd"))))
	if words == "" || c.large {
		return
	}
	if c.text.Len()+len(words) > Limit {
		c.large = true
		return
	}
	if len(c.blocks) > 0 {
		c.text.WriteString("\n\n")
		c.points += 2
	}
	size := utf8.RuneCountInString(words)
	c.text.WriteString(words)
	c.blocks = append(c.blocks, model.Block{Kind: kind, Level: level, Start: c.points, End: c.points + size})
	c.words = append(c.words, strings.Join(strings.Fields(words), " "))
	c.points += size
}

// into hands the text to the document.
func (c *composer) into(doc *model.Document) error {
	if c.large {
		return tooLarge()
	}
	doc.Text, doc.Blocks, doc.Repeats = c.text.String(), c.blocks, repeats(c.words)
	return nil
}

// title finds the title among the blocks: the first heading, else the first line.
func (c *composer) title(doc *model.Document) error {
	for i, b := range c.blocks {
		if b.Kind == model.Heading {
			return found(doc, "title", cut(c.words[i], titleLimit), "first heading")
		}
	}
	if len(c.words) == 0 {
		return nil
	}
	line, _, _ := strings.Cut(c.text.String(), "\n")
	return found(doc, "title", cut(strings.Join(strings.Fields(line), " "), titleLimit), "first line")
}

// printable drops what no page shows: control characters but tab and line feed, soft hyphens, byte order marks.
func printable(text string) string {
	unseen := func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u00ad' || r == '\ufeff' || r == '\ufffe'
	}
	if strings.IndexFunc(text, unseen) < 0 {
		return text
	}
	return clean(strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, text))
}

// property is a value a file says about itself, in the form its field takes.
func property(doc *model.Document, field, value, where string) error {
	value = strings.Join(strings.Fields(printable(clean(strings.ToValidUTF8(value, "")))), " ")
	if idle(field, value) || doc.Found[field] != "" {
		return nil
	}
	switch field {
	case "published", "modified":
		value = date(strings.TrimSuffix(value, "T00:00:00Z"))
	case "title", "byline":
		value = cut(value, 2*titleLimit)
	}
	return found(doc, field, value, where)
}

// idle reports whether a property was filled in by a program and says nothing about the article.
func idle(field, value string) bool {
	low := strings.ToLower(value)
	switch field {
	case "title":
		for _, end := range []string{".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".qxp", ".tex", ".dvi", ".pages", ".xml", ".html"} {
			if strings.HasSuffix(low, end) {
				return true
			}
		}
		switch strings.TrimRight(low, " 0123456789") {
		case "", "untitled", "title", "document", "word document", "powerpoint presentation", "powerpoint-presentation", "pdf":
			return true
		}
		return strings.HasPrefix(low, "microsoft word") || strings.HasPrefix(low, "file:")
	case "byline":
		switch low {
		case "user", "admin", "administrator", "unknown", "author", "owner", "python-docx", "microsoft office user", "microsoft", "pc", "un-named", "anonymous":
			return true
		}
	}
	return value == ""
}

// describe sets what a file's properties say, and then a title from the text where they say none.
func describe(doc *model.Document, c *composer, values map[string]string, where string) error {
	for _, field := range []string{"title", "byline", "outlet", "published", "modified", "language"} {
		if err := property(doc, field, values[field], where); err != nil {
			return err
		}
	}
	if doc.Found["title"] != "" {
		return nil
	}
	return c.title(doc)
}

// composed is a block that has been read and waits to be written.
type composed struct {
	kind  model.BlockKind
	level int
	words string
}

// tableRow is a row of a table; gone if it was deleted.
type tableRow struct {
	cells [][]composed
	gone  bool
}

// blocks are a row's: a paragraph with tabs between the cells. A row of one cell is a frame around paragraphs.
func (t *tableRow) blocks() []composed {
	switch {
	case t.gone:
		return nil
	case len(t.cells) == 1:
		return t.cells[0]
	}
	var cells []string
	for _, cell := range t.cells {
		var words []string
		for _, b := range cell {
			words = append(words, strings.Fields(b.words)...)
		}
		cells = append(cells, strings.Join(words, " "))
	}
	return []composed{{model.Paragraph, 0, strings.Join(cells, "\t")}}
}
