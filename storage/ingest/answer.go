package ingest

import (
	"bytes"
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"
)

// mediaFormats are the extensions by which Read knows what a server calls by media type.
var mediaFormats = map[string]string{
	"text/html": "html", "application/xhtml+xml": "xhtml", "text/plain": "txt", "text/markdown": "md", "text/x-markdown": "md",
	"application/pdf": "pdf", "application/rtf": "rtf", "text/rtf": "rtf", "application/msword": "doc",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
	"application/vnd.oasis.opendocument.text":                                 "odt", "application/epub+zip": "epub",
	"application/json": "json", "application/xml": "xml", "text/xml": "xml", "application/zip": "zip", "multipart/related": "mhtml",
}

// vague are media types that say nothing.
var vague = []string{"", "application/octet-stream", "binary/octet-stream", "application/download", "application/x-download", "application/force-download"}

// read makes a document of the page, with the address as its own.
func (p *answer) read() (model.Document, error) {
	media, stated := p.media()
	name := "page." + p.format(media)
	data, page := restated(p.data, stated)
	doc, err := Read(name, data)
	if pageOfScript(name, p.data) && (err != nil || len(strings.Fields(doc.Text)) < fewWords) {
		return model.Document{}, &Error{
			Code: "page.script", What: "this page is made by a script in the browser, and holds hardly a word before",
			Do: "open it in a browser, and save it from there",
		}
	}
	if err != nil {
		return model.Document{}, err
	}
	doc.Bytes, doc.Origin.SHA256, doc.Origin.Bytes, doc.Origin.Name = p.data, model.Hash(p.data), len(p.data), ""
	if page != "" {
		doc.Origin.Charset = page
	}
	p.describe(&doc.Origin)
	p.address(&doc)
	if paid.Match(p.data) {
		doc.Notes = append(doc.Notes, "the page says that it is not free: this may be only its beginning")
	}
	return doc, nil
}

// media gives the media type and the charset that the server states.
func (p *answer) media() (media, charset string) {
	stated := p.header.Get("Content-Type")
	media, options, err := mime.ParseMediaType(stated)
	if err != nil {
		media, _, _ = strings.Cut(stated, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	return media, options["charset"]
}

// format is the extension for a media type; where that says nothing, the address's own, else what the bytes look like.
func (p *answer) format(media string) string {
	if format, known := mediaFormats[media]; known {
		return format
	}
	if format := extensionOf(path.Base(p.url.Path)); slices.Contains(vague, media) && (foreigners[format] != "" || slices.Contains(articleFiles(), format)) {
		return format
	}
	if slices.Contains(vague, media) {
		sniffed, _, _ := strings.Cut(http.DetectContentType(p.data), ";")
		if format, known := mediaFormats[sniffed]; known {
			return format
		}
		return "txt" // and Read knows other bytes by their beginning
	}
	kind, sub, _ := strings.Cut(media, "/")
	if _, known := foreigners[sub]; known && kind != "text" {
		return sub
	}
	if kind == "image" || kind == "audio" || kind == "video" {
		return map[string]string{"image": "png", "audio": "mp3", "video": "mp4"}[kind]
	}
	return "txt"
}

// restated gives the bytes in UTF-8, behind its mark, where the server states another code page that explains all of them;
// they are as they came where it does not, or where they are UTF-8 already: servers are often wrong about what they serve.
func restated(data []byte, stated string) (out []byte, charset string) {
	page := pageOf(strings.Trim(stated, `"' `))
	marked := bytes.HasPrefix(data, []byte(bom8)) || bytes.HasPrefix(data, []byte(bomLE)) || bytes.HasPrefix(data, []byte(bomBE))
	if page == "" || page == "utf-8" || marked || utf8.Valid(data) && !strings.HasPrefix(page, "iso-2022") && !strings.HasPrefix(page, "utf-16") {
		return data, ""
	}
	text, whole := decodeAs(data, page)
	if !whole {
		return data, ""
	}
	return append([]byte(bom8), text...), page
}

// describe writes what the server said about the page into its origin.
func (p *answer) describe(o *model.Origin) {
	o.URL, o.Status = p.url.String(), p.status
	if p.asked.String() != o.URL {
		o.Asked = p.asked.String()
	}
	o.ETag, o.Modified = kept(p.header.Get("ETag")), kept(p.header.Get("Last-Modified"))
	if at, err := http.ParseTime(p.header.Get("Date")); err == nil {
		o.Captured = at.UTC().Format(time.RFC3339)
	}
}

// kept is a header's value, if it is one that is worth keeping: short and without surprises.
func kept(value string) string {
	odd := func(r rune) bool { return r < ' ' || r > '~' }
	if len(value) > 256 || strings.ContainsFunc(value, odd) {
		return ""
	}
	return value
}

// address says where the article stands. The page's own word for it is taken where it speaks of its own site only, for no
// page may pass for a newer text of somebody else's.
func (p *answer) address(doc *model.Document) {
	if own, err := url.Parse(doc.Fields.Text("url")); err == nil && own.Host != "" && sameSite(own.Hostname(), p.url.Hostname()) {
		if _, err := model.CanonicalURL(own.String()); err == nil && (own.Path != "" && own.Path != "/" || p.url.Path == "" || p.url.Path == "/") {
			return
		}
	}
	at := *p.url
	at.Fragment, at.User = "", nil
	if doc.Fields.Set("url", at.String()) == nil {
		doc.Found["url"] = "address"
	}
}

func sameSite(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	one, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(a))
	other, failed := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(b))
	return err == nil && failed == nil && one == other
}

// paid is how pages tell search engines that their article stands behind a paywall (schema.org, Open Graph).
var paid = regexp.MustCompile(`(?i)"isAccessibleForFree"\s*:\s*"?(?:https?://schema\.org/)?false|content_tier"\s+content="(?:locked|metered)"`)

// fewWords are too few for an article: what is left of a page whose words a script would have brought.
const fewWords = 40

// pageOfScript reports whether an HTML page holds scripts and hardly a word beside them.
func pageOfScript(name string, data []byte) bool {
	if format := extensionOf(name); format != "html" && format != "xhtml" {
		return false
	}
	words, scripts, inside := 0, 0, ""
	tokens := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return scripts > 0 && words < fewWords
		case html.StartTagToken:
			tag, _ := tokens.TagName()
			switch inside = string(tag); inside {
			case "script":
				scripts++
			case "style", "noscript", "title", "template":
			default:
				inside = ""
			}
		case html.EndTagToken:
			inside = ""
		case html.TextToken:
			if inside == "" {
				words += len(bytes.Fields(tokens.Text()))
			}
		case html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
		if words >= fewWords {
			return false
		}
	}
}
