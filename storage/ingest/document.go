package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"touchstone/model"
)

// readingTime is how long one document may take. What is bounded by it is the reading, not the first start of the PDF engine.
// Giving up takes a few seconds more where memory has to be handed back: 30 are never exceeded by much.
var readingTime = 25 * time.Second

// timed makes a reader of bytes from one that has to be done by a time.
func timed(read func(doc *model.Document, until time.Time) error) func(*model.Document, []byte) error {
	return func(doc *model.Document, data []byte) error {
		if len(data) == 0 {
			return &Error{Code: "file.empty", What: "this file is empty", Do: "check that it is the right one"}
		}
		return read(doc, time.Now().Add(readingTime))
	}
}

// over reports whether the time is over.
func over(until time.Time) bool { return time.Now().After(until) }

// startsWith tells a kind of file by its first bytes.
func startsWith(start string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(start)) }
}

// packed tells a kind of ZIP archive by what is in it.
func packed(as string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) && packedAs(data) == as }
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

// broken words what a reader stumbled over.
func broken(kind string, err error) *Error {
	return &Error{Code: "file.damaged", What: "this " + kind + " is damaged (" + oneLine(err.Error()) + ")", Do: "get it anew, or save it anew with the program that made it", Err: err}
}

// slow is the answer when the time is over.
func slow() *Error {
	return &Error{
		Code: "file.slow", What: fmt.Sprintf("reading this file takes more than %.0f seconds", readingTime.Seconds()),
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

// composer gathers the blocks of a document whose bytes may say anything, also what no page shows.
type composer struct{ gathered }

// add writes a block; one without words is none.
func (c *composer) add(kind model.BlockKind, level int, words string) {
	c.put(kind, level, printable(clean(strings.ToValidUTF8(words, "\ufffd"))))
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
