package ingest

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"touchstone/model"
)

// maxParts is how many parts of an archive are looked at, those within parts included.
const maxParts = 10000

// readMHTML takes the article out of a page that was saved with all it shows: a message whose parts are the page and its
// images. The page is the part that the message names as its start, else the first that is HTML.
func readMHTML(doc *model.Document, until time.Time) error {
	message, err := mail.ReadMessage(bytes.NewReader(doc.Bytes))
	if err != nil {
		return unarchived(err)
	}
	from := header(message.Header, "Snapshot-Content-Location")
	if from == "" {
		from = header(message.Header, "Content-Location")
	}
	_, params, _ := mime.ParseMediaType(message.Header.Get("Content-Type"))
	a := archive{start: strings.Trim(params["start"], "<>")}
	err = a.look(message.Header, message.Body, 0)
	if a.page == nil {
		return unarchived(err)
	}
	if from == "" || httpOnly(from) == "" {
		from = a.location
	}
	if t, err := mail.ParseDate(message.Header.Get("Date")); err == nil {
		doc.Origin.Captured = t.UTC().Format(model.TimeLayout)
	}
	text, charset := decodeHTML(a.page, a.charset)
	doc.Origin.Charset = charset
	return readPage(doc, text, httpOnly(from), until)
}

func unarchived(err error) *Error {
	return &Error{
		Code: "file.damaged", What: "there is no page in this web archive", Do: "open it in a browser and save the page as HTML", Err: err,
	}
}

// archive looks for the page among the parts of a message.
type archive struct {
	start    string // the Content-ID of the page, where the message names one
	parts    int
	page     []byte
	charset  string
	location string
	named    bool // the page is the one that the message names
}

// fields are the header of a part.
type fields interface{ Get(string) string }

func (a *archive) look(h fields, body io.Reader, depth int) error {
	a.parts++
	if a.named || a.parts > maxParts || depth > deepest {
		return nil
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && kind == "" {
		return err
	}
	if strings.HasPrefix(kind, "multipart/") {
		return a.lookInto(multipart.NewReader(body, params["boundary"]), depth)
	}
	if kind != "text/html" && kind != "application/xhtml+xml" {
		return nil
	}
	named := a.start != "" && strings.Trim(h.Get("Content-Id"), "<> ") == a.start
	if a.page != nil && !named {
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(transferred(h, body), Limit))
	if len(bytes.TrimSpace(data)) == 0 {
		return err
	}
	a.page, a.charset, a.location, a.named = data, params["charset"], header(h, "Content-Location"), named
	return nil
}

func (a *archive) lookInto(parts *multipart.Reader, depth int) error {
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := a.look(part.Header, part, depth+1); err != nil {
			return err
		}
		if a.named || a.parts > maxParts || a.page != nil && a.start == "" {
			return nil
		}
	}
}

// transferred undoes the encoding in which a part travels.
func transferred(h fields, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// header gives a header's value with its encoded words decoded.
func header(h fields, name string) string {
	value := strings.TrimSpace(h.Get(name))
	if decoded, err := new(mime.WordDecoder).DecodeHeader(value); err == nil {
		return decoded
	}
	return value
}

// isMHTML reports whether bytes are a message of related parts.
func isMHTML(data []byte) bool {
	head := data[:min(len(data), 1<<13)]
	if end := bytes.Index(head, []byte("\n\r\n")); end >= 0 {
		head = head[:end]
	} else if end := bytes.Index(head, []byte("\n\n")); end >= 0 {
		head = head[:end]
	}
	lower := bytes.ToLower(head)
	first, _, _ := bytes.Cut(lower, []byte(":"))
	if len(first) == 0 || len(first) > 40 || bytes.ContainsAny(first, " \t\n<") {
		return false
	}
	return bytes.Contains(lower, []byte("\nmime-version:")) && bytes.Contains(lower, []byte("multipart/related"))
}
