package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// What is packed in an archive may be a thousand times as large when it is unpacked, and archives can be made in which a few
// bytes are unpacked over and over. The largest book on earth stays far below these.
const (
	maxEntries  = 20_000
	maxUnpacked = 256 << 20 // bytes of all parts that are read
	maxRatio    = 200       // a part may not grow more than this, once it is larger than largePart
	largePart   = 16 << 20
	maxNesting  = 256 // elements of XML within each other
)

// container is a ZIP file of which no more is unpacked than is safe.
type container struct {
	kind  string // "Word document", for the error
	parts map[string]*zip.File
	unpacker
}

func openContainer(kind string, data []byte, until time.Time) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // paths are looked up, never written to
		return nil, broken(kind, err)
	}
	if len(z.File) > maxEntries {
		return nil, bomb(kind, fmt.Sprintf("it has more than %d parts", maxEntries))
	}
	a := &container{kind, map[string]*zip.File{}, unpacker{
		left: maxUnpacked, ratio: maxRatio, small: largePart, until: until,
		locked: func(string) error { return locked(kind) },
		swells: func(string) error { return bomb(kind, fmt.Sprintf("a part of it grows more than %d times", maxRatio)) },
		full:   func(string) error { return bomb(kind, fmt.Sprintf("its parts are more than %d MB", maxUnpacked>>20)) },
	}}
	for _, f := range z.File {
		name := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/")
		if a.parts[name] == nil {
			a.parts[name] = f
		}
	}
	return a, nil
}

func bomb(kind, why string) *Error {
	return &Error{Code: "file.bomb", What: "this " + kind + " would fill the memory: " + why, Do: "do not trust it; get the article another way"}
}

func (a *container) has(name string) bool { return a.parts[name] != nil }

// open gives the unpacked bytes of a part as a stream, which fails where they become too many.
func (a *container) open(name string) (io.ReadCloser, error) {
	f := a.parts[name]
	if f == nil {
		return nil, broken(a.kind, errors.New(name+" is missing"))
	}
	r, err := a.unpacker.open(name, f)
	if err != nil {
		return nil, a.wrong(name, err)
	}
	return r, nil
}

func locked(kind string) *Error {
	return &Error{Code: "file.locked", What: "this " + kind + " is protected by a password", Do: "save it without the password"}
}

// bytes gives a part whole.
func (a *container) bytes(name string) ([]byte, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, a.wrong(name, err)
	}
	return data, nil
}

// wrong words an error in a part; what is worded already stays.
func (a *container) wrong(name string, err error) error {
	var failure *Error
	if errors.As(err, &failure) {
		return failure
	}
	return broken(a.kind, fmt.Errorf("%s: %w", name, err))
}

// markup is told what stands in a part of XML, in its order. Names are local; the namespaces are the reader's to look at.
type markup interface {
	open(e xml.StartElement)
	close(name string)
	words(text string)
}

// walk reads a part of XML. It is a stream: however large it is, only its open elements are kept. A document type is not
// read, so there are no entities but the five of XML, and nothing outside is looked at.
func (a *container) walk(name string, m markup) error {
	r, err := a.open(name)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read
	d := xml.NewDecoder(r)
	d.CharsetReader = charset.NewReaderLabel
	depth := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return a.wrong(name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxNesting {
				return bomb(a.kind, fmt.Sprintf("%s has more than %d elements within each other", name, maxNesting))
			}
			m.open(t)
		case xml.EndElement:
			depth--
			m.close(t.Name.Local)
		case xml.CharData:
			m.words(string(t))
		}
	}
}

// attribute gives the value of an element's attribute by its local name, "" where it has none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// leaves collects the words of elements that hold nothing but words, such as the properties of a document.
type leaves struct {
	values map[string][]string
	text   strings.Builder
}

func (l *leaves) open(xml.StartElement) { l.text.Reset() }
func (l *leaves) words(text string)     { l.text.WriteString(text) }
func (l *leaves) close(name string) {
	if words := strings.TrimSpace(l.text.String()); words != "" {
		l.values[name] = append(l.values[name], words)
	}
	l.text.Reset()
}

// properties reads the part that says something about the document. One that is damaged says nothing; one that would fill the
// memory is no mere damage.
func (a *container) properties(name string) (map[string][]string, error) {
	l := &leaves{values: map[string][]string{}}
	if !a.has(name) {
		return nil, nil
	}
	err := a.walk(name, l)
	var failure *Error
	if errors.As(err, &failure) && failure.Code == "file.damaged" {
		return nil, nil
	}
	return l.values, err
}

// firstSet gives the first of some properties that is set, and its name.
func firstSet(values map[string][]string, names ...string) string {
	for _, name := range names {
		if v := values[name]; len(v) > 0 {
			return strings.Join(v, ", ")
		}
	}
	return ""
}
