package ingest

import (
	"strings"

	"golang.org/x/net/html"
)

// maxNested is how deep elements may be nested in a page that is made shallow; the parser itself goes to 512.
const maxNested = 100

// openEnded are the elements whose end may be left out. They do not nest without others between them.
var openEnded = map[string]bool{
	"p": true, "li": true, "dt": true, "dd": true, "tr": true, "td": true, "th": true, "tbody": true, "thead": true, "tfoot": true, "option": true,
	"html": true, "head": true, "body": true,
}

var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true,
	"source": true, "track": true, "wbr": true,
}

// formatting are the elements that the parser opens again in every paragraph until they are closed; a page in which hundreds
// are open would grow beyond all measure.
var formatting = map[string]bool{
	"b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true, "s": true, "small": true, "strike": true,
	"strong": true, "tt": true, "u": true,
}

// shallow takes the tags of elements that are nested too deeply out of HTML and leaves their words.
func shallow(text string) string {
	var b strings.Builder
	depth, dropped := 0, 0
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		raw := z.Raw()
		if kind == html.StartTagToken || kind == html.EndTagToken {
			name, _ := z.TagName()
			switch {
			case void[string(name)] || openEnded[string(name)]:
			case formatting[string(name)]:
				continue
			case kind == html.StartTagToken && depth >= maxNested:
				dropped++
				b.WriteByte(' ')
				continue
			case kind == html.StartTagToken:
				depth++
			case dropped > 0:
				dropped--
				b.WriteByte(' ')
				continue
			case depth > 0:
				depth--
			}
		}
		b.Write(raw)
	}
}
