package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"touchstone/model"

	"golang.org/x/text/unicode/norm"
)

// Limit is the largest document that is read, in bytes.
const Limit = 64 << 20

// Stdin is the name that stands for standard input.
const Stdin = "-"

// version goes into the origin of every capture. It changes when the same bytes give other words or other blocks.
const version = "1"

// Error says in one line which file could not be read, why, and what to do. Code names the kind of failure for a window that
// words it in another language.
type Error struct {
	Code string
	File string // as it was named
	What string // what is wrong
	Do   string // what to do about it
	Err  error  // the cause, if another error is one
}

// Error is "file: what is wrong; what to do".
func (e *Error) Error() string {
	file := e.File
	if file == Stdin || file == "" {
		file = "standard input"
	}
	if e.Do == "" { // what is wrong says it
		return file + ": " + e.What
	}
	return file + ": " + e.What + "; " + e.Do
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Read makes a document of a file's bytes. The extension of its name says what they are; everything that is not known to be
// something else is plain text. The name "-" is standard input.
func Read(name string, data []byte) (model.Document, error) {
	doc, err := read(name, data)
	var failure *Error
	if errors.As(err, &failure) {
		failure.File = name
	}
	return doc, err
}

func read(name string, data []byte) (model.Document, error) {
	if len(data) > Limit {
		return model.Document{}, tooLarge()
	}
	format := formatOf(name)
	if p, is := packingOf(format, data); is {
		return readPacked(p, name, data)
	}
	if other := foreign(format, data); other != "" {
		return model.Document{}, &Error{
			Code: "file.format", What: other + " is not read by this version, which reads text, Markdown, PDF, DOCX, ODT, RTF and EPUB",
			Do: "save it as plain text first",
		}
	}
	text, charset, err := decode(data)
	if err != nil {
		return model.Document{}, err
	}
	text = clean(text)
	doc := model.Document{Text: text, Fields: model.Fields{}, Found: map[string]string{}, Bytes: data, Origin: model.Origin{
		Media: "text/plain", SHA256: model.Hash(data), Bytes: len(data), Name: baseName(name), Charset: charset,
		Reader: "touchstone text", Version: version,
	}}
	if format == "md" || format == "markdown" {
		doc.Origin.Media, doc.Origin.Reader = "text/markdown", "touchstone markdown"
		err = readMarkdown(&doc)
	} else {
		err = readPlain(&doc)
	}
	if err == nil && len(doc.Blocks) == 0 {
		err = &Error{Code: "file.empty", What: "there are no words in this file", Do: "check that it is the right one"}
	}
	if err != nil {
		return model.Document{}, err
	}
	return doc, nil
}

// ReadFile reads the file at a path. Its size is looked at before its bytes are read.
func ReadFile(path string) (model.Document, error) {
	data, err := bytesOf(path)
	if err != nil {
		return model.Document{}, err
	}
	return Read(path, data)
}

// DecodeFile gives the text of a file as it stands there: in UTF-8, and nothing else about it changed. Offsets that others made
// into a file of text are offsets into this.
func DecodeFile(path string) (string, error) {
	data, err := bytesOf(path)
	if err != nil {
		return "", err
	}
	if len(data) > Limit { // it grew while it was read
		failure := tooLarge()
		failure.File = path
		return "", failure
	}
	text, _, err := decode(data)
	var failure *Error
	if errors.As(err, &failure) {
		failure.File = path
	}
	return text, err
}

func bytesOf(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	defer file.Close() //nolint:errcheck // only read
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, unopened(path, err)
	case info.IsDir():
		return nil, &Error{Code: "file.folder", File: path, What: "this is a folder", Do: "name the files in it"}
	case info.Size() > Limit:
		failure := tooLarge()
		failure.File = path
		return nil, failure
	}
	data, err := io.ReadAll(io.LimitReader(file, Limit+1))
	if err != nil {
		return nil, unopened(path, err)
	}
	return data, nil
}

// ReadFrom reads a document from a stream that has a name, such as "-" for standard input. Of a stream without end no more
// is read than the limit.
func ReadFrom(name string, r io.Reader) (model.Document, error) {
	data, err := io.ReadAll(io.LimitReader(r, Limit+1))
	if err != nil {
		return model.Document{}, unopened(name, err)
	}
	return Read(name, data)
}

// clean gives text the form in which it is stored: LF and NFC.
func clean(text string) string {
	if strings.Contains(text, "\r") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	}
	return norm.NFC.String(text)
}

func tooLarge() *Error {
	return &Error{
		Code: "file.large", What: fmt.Sprintf("this file has more than %d MB", Limit>>20),
		Do: "split it, or load only the article",
	}
}

// unopened words what the system says about a path.
func unopened(path string, err error) *Error {
	failure := &Error{Code: "file.unread", File: path, What: "cannot be read", Do: "check the file and its disk", Err: err}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		failure.What += " (" + cause.Err.Error() + ")"
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		failure.Code, failure.What, failure.Do = "file.missing", "there is no such file", "check the name"
	case errors.Is(err, fs.ErrPermission):
		failure.Code, failure.What, failure.Do = "file.forbidden", "you may not read this file", "change its permissions, or copy it"
	}
	return failure
}

// formatOf gives a name's extension, lower case and without its dot.
func formatOf(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}

// baseName is the name without its folder; standard input has none.
func baseName(name string) string {
	if name == Stdin || name == "" {
		return ""
	}
	return clean(strings.ToValidUTF8(filepath.Base(name), "\ufffd"))
}

// formats are the kinds of file that are known and not read, by extension.
var formats = map[string]string{
	"pdf": "PDF", "doc": "Word", "docx": "Word", "odt": "OpenDocument", "epub": "EPUB", "rtf": "RTF", "pages": "Pages",
	"html": "HTML", "htm": "HTML", "xhtml": "HTML", "mhtml": "a saved web page", "xml": "XML", "json": "JSON",
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
	{"%PDF-", "PDF"},
	{`{\rtf`, "RTF"},
	{"PK\x03\x04", "a ZIP archive (or Word, OpenDocument, EPUB)"},
	{"\x1f\x8b", "a compressed file"},
	{"\x89PNG\r\n", "an image"},
	{"\xff\xd8\xff", "an image"},
	{"GIF8", "an image"},
	{"SQLite format 3\x00", "a database"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"},
}

// foreign names the format of a file that this version does not read, "" for one that may be text.
func foreign(format string, data []byte) string {
	if is, known := formats[format]; known {
		return is
	}
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.start)) {
			return m.is
		}
	}
	return ""
}
