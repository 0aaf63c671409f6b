package ingest

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"touchstone/model"
)

// format is one kind of file that is read.
type format struct {
	name       string                                       // as people call it
	extensions []string                                     // of its files; folders are searched for them
	is         func(data []byte) bool                       // tells it by its bytes, whatever the file is called; nil for what only a name tells
	packed     bool                                         // its words stand in a ZIP archive: what is wrong with one its reader says best
	media      string                                       // media type, for the origin
	reader     string                                       // what reads it, for the origin
	version    string                                       // of the reader: it changes when the same bytes give other words or other blocks
	read       func(doc *model.Document, data []byte) error // fills in text, blocks, repeats, fields and found
}

// formats are the kinds of file that are read: a new one is a row here and a file of its own. Bytes are asked from the top,
// and win over the name. The first row is what a file is that nothing else is said of.
var formats = []format{
	{
		name: "plain text", extensions: []string{"txt", "text"}, media: "text/plain",
		reader: "touchstone text", version: "1", read: decoded(readPlain),
	},
	{
		name: "Markdown", extensions: []string{"md", "markdown"}, media: "text/markdown",
		reader: "touchstone markdown", version: "1", read: decoded(readMarkdown),
	},
	{
		name: "HTML", extensions: []string{"html", "htm", "xhtml"}, is: isHTML, media: "text/html",
		reader: "touchstone html", version: "1", read: timed(readHTML),
	},
	{
		name: "a saved web page", extensions: []string{"mhtml", "mht"}, is: isMHTML, media: "multipart/related",
		reader: "touchstone mhtml", version: "1", read: timed(readMHTML),
	},
	{
		name: "PDF", extensions: []string{"pdf"}, is: startsWith("%PDF-"), media: "application/pdf",
		reader: "touchstone pdf", version: "1", read: timed(readPDF),
	},
	{
		name: "Word", packed: true, extensions: []string{"docx"}, is: packed("docx"), media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		reader: "touchstone docx", version: "1", read: timed(readDOCX),
	},
	{
		name: "OpenDocument", packed: true, extensions: []string{"odt"}, is: packed("odt"), media: "application/vnd.oasis.opendocument.text",
		reader: "touchstone odt", version: "1", read: timed(readODT),
	},
	{
		name: "RTF", extensions: []string{"rtf"}, is: startsWith(`{\rtf`), media: "application/rtf",
		reader: "touchstone rtf", version: "1", read: timed(readRTF),
	},
	{
		name: "EPUB", packed: true, extensions: []string{"epub"}, is: packed("epub"), media: "application/epub+zip",
		reader: "touchstone epub", version: "1", read: timed(readEPUB),
	},
}

// decoded makes a reader of bytes from one of text: it gets the text in the form in which it is stored.
func decoded(read func(*model.Document) error) func(*model.Document, []byte) error {
	return func(doc *model.Document, data []byte) error {
		text, charset, err := decode(data)
		if err != nil {
			return err
		}
		doc.Text, doc.Origin.Charset = clean(text), charset
		return read(doc)
	}
}

// formatOf tells what a file is: by its bytes, else by its name, else it is plain text. What is known to be something else is
// refused.
func formatOf(name string, data []byte) (format, error) {
	extension := extensionOf(name)
	named := slices.IndexFunc(formats, func(f format) bool { return slices.Contains(f.extensions, extension) })
	for _, f := range formats {
		if f.is != nil && f.is(data) && (!f.packed || foreigners[extension] == "") { // a workbook is a ZIP archive, too, but no document
			return f, nil
		}
	}
	if other := foreign(extension, data); other != "" && (named < 0 || !formats[named].packed) {
		return format{}, &Error{Code: "file.format", What: other + " is not read by this version", Do: "save it as plain text first"}
	}
	return formats[max(named, 0)], nil
}

// extensionOf gives a name's extension, lower case and without its dot.
func extensionOf(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}

// articleFiles are the extensions that a folder is searched for.
func articleFiles() []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.extensions...)
	}
	return all
}

// foreigners are kinds of file that are known, by extension. Those that a row of formats names are read all the same.
var foreigners = map[string]string{
	"doc": "Word", "pages": "Pages", "xml": "XML", "json": "JSON",
	"xls": "Excel", "xlsx": "Excel", "ods": "OpenDocument", "ppt": "PowerPoint", "pptx": "PowerPoint", "odp": "OpenDocument",
	"zip": "a ZIP archive", "gz": "a compressed file", "tgz": "an archive", "tar": "an archive", "7z": "an archive",
	"bz2": "a compressed file", "xz": "a compressed file", "rar": "an archive",
	"png": "an image", "jpg": "an image", "jpeg": "an image", "gif": "an image", "webp": "an image", "tif": "an image",
	"tiff": "an image", "bmp": "an image", "svg": "an image", "heic": "an image", "avif": "an image", "ico": "an image",
	"mp3": "a sound recording", "wav": "a sound recording", "ogg": "a sound recording", "m4a": "a sound recording",
	"mp4": "a film", "mov": "a film", "webm": "a film", "mkv": "a film", "avi": "a film",
	"sqlite": "a database", "db": "a database", "exe": "a program",
}

// magic are the first bytes by which some of them are known whatever they are called.
var magic = []struct{ start, is string }{
	{"PK\x03\x04", "a ZIP archive"},
	{"\x1f\x8b", "a compressed file"},
	{"\x89PNG\r\n", "an image"},
	{"\xff\xd8\xff", "an image"},
	{"GIF8", "an image"},
	{"SQLite format 3\x00", "a database"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"},
}

// foreign names the format of a file that this version does not read, "" for one that may be text.
func foreign(extension string, data []byte) string {
	if is, known := foreigners[extension]; known {
		return is
	}
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.start)) {
			return m.is
		}
	}
	return ""
}
