package ingest

import (
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

// Read makes a document of a file's bytes. Its first bytes say what they are, else the extension of its name; everything that
// is not known to be something else is plain text. The name "-" is standard input.
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
	f, err := formatOf(name, data)
	if err != nil {
		return model.Document{}, err
	}
	return readAs(f, name, data)
}

func readAs(f format, name string, data []byte) (model.Document, error) {
	doc := model.Document{Fields: model.Fields{}, Found: map[string]string{}, Bytes: data, Origin: model.Origin{
		Media: f.media, SHA256: model.Hash(data), Bytes: len(data), Name: baseName(name), Reader: f.reader, Version: f.version,
	}}
	err := f.read(&doc, data)
	if err == nil && len(doc.Blocks) == 0 {
		err = &Error{Code: "file.empty", What: "there are no words in this file", Do: "check that it is the right one"}
	}
	if err == nil && doc.Found["language"] == "" {
		err = found(&doc, "language", languageOf(doc.Text), "detected")
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

// baseName is the name without its folder; standard input has none.
func baseName(name string) string {
	if name == Stdin || name == "" {
		return ""
	}
	return clean(strings.ToValidUTF8(filepath.Base(name), "\ufffd"))
}
