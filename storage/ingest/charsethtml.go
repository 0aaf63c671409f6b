package ingest

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// declaration is where a page names its code page: <meta charset>, <meta http-equiv>, <?xml?>.
var declaration = regexp.MustCompile(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)`)

// prescanned is how far into a page its code page may be named, in bytes. Browsers look into the first 1 024; pages that are
// saved by programs put notes of their own before it.
const prescanned = 1 << 13

// decodeHTML gives the words of a page and the code page they were in, "" for UTF-8. header is the one named by whatever the
// page came in, "" for none. Bytes that are UTF-8 throughout are that, whatever the page says of itself: in another code page
// that is an accident which does not happen to an article. What its own code page does not explain becomes U+FFFD, as in every
// browser: one damaged byte in a menu must not hide an article, and the sign shows where it stood.
func decodeHTML(data []byte, header string) (text, charset string) {
	page := pageNamed(header)
	if m := declaration.FindSubmatch(data[:min(len(data), prescanned)]); m != nil && page == "" {
		page = pageNamed(string(m[1]) + string(m[2]))
	}
	wide := bytes.HasPrefix(data, []byte(bomLE)) || bytes.HasPrefix(data, []byte(bomBE)) || bytes.IndexByte(data, 0) >= 0
	data = bytes.TrimPrefix(data, []byte(bom8))
	var err error
	switch {
	case wide:
		text, charset, err = decode(data)
	case page == "iso-2022-jp" && bytes.IndexByte(data, 0x1b) >= 0:
		text, _ = decodeAs(data, page)
		charset = page
	case utf8.Valid(data):
		return string(data), ""
	case page == "utf-8" && mostlyUTF8(data):
	case page == "utf-8", page == "", strings.HasPrefix(page, "utf-16"):
		text, charset, err = decodePage(data)
	default:
		text, _ = decodeAs(data, page)
		charset = page
	}
	if err != nil || text == "" {
		return strings.ToValidUTF8(string(data), "\ufffd"), ""
	}
	return text, charset
}

// pageNamed gives the standard's name of a code page, "" for none that can be decoded.
func pageNamed(label string) string {
	e, err := htmlindex.Get(strings.Trim(label, ` "'`))
	if err != nil || e == encoding.Replacement {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	return name
}
