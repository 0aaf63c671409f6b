package ingest

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"

	nodes "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// thing is an object of schema.org that a page states about itself.
type thing map[string]any

// thingsOf gathers the objects of a page's JSON-LD, those in graphs, lists and pages included. What is no JSON is mended
// where it is only white space that is wrong, else left out.
func thingsOf(root *nodes.Node) []thing {
	var all []thing
	each(root, func(n *nodes.Node) {
		if n.DataAtom != atom.Script || n.FirstChild == nil || !strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			return
		}
		var value any
		if json.Unmarshal([]byte(mended(n.FirstChild.Data)), &value) == nil {
			all = gather(all, value, 0)
		}
	})
	return all
}

// each calls do with every node below one, in order.
func each(root *nodes.Node, do func(*nodes.Node)) {
	for n := range root.Descendants() {
		do(n)
	}
}

func attr(n *nodes.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var (
	wrapping = regexp.MustCompile(`^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$`)
	trailing = regexp.MustCompile(`,(\s*[}\]])`)
)

// mended takes out what keeps JSON-LD of real pages from being JSON: comments around it, line breaks in its strings, commas
// before its brackets.
func mended(words string) string {
	words = wrapping.ReplaceAllString(words, "")
	if json.Valid([]byte(words)) {
		return words
	}
	words = strings.Map(func(c rune) rune {
		if c < ' ' {
			return ' '
		}
		return c
	}, words)
	return trailing.ReplaceAllString(strings.TrimRight(strings.TrimSpace(words), ";"), "$1")
}

const deepest = 12 // levels of JSON-LD that are looked into

func gather(all []thing, value any, depth int) []thing {
	if depth > deepest {
		return all
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			all = gather(all, one, depth+1)
		}
	case map[string]any:
		if v["@type"] != nil {
			all = append(all, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart", "liveBlogUpdate", "item"} {
			if v[key] != nil && (key == "@graph" || key == "mainEntity" || key == "mainEntityOfPage") {
				all = gather(all, v[key], depth+1)
			}
		}
	}
	return all
}

// is reports whether a thing is of one of the types, which end so: NewsArticle is an Article.
func (t thing) is(types ...string) bool {
	for _, have := range textsOf(t["@type"]) {
		for _, want := range types {
			if strings.HasSuffix(strings.ToLower(have), strings.ToLower(want)) {
				return true
			}
		}
	}
	return false
}

// isArticle reports whether a thing is an article of any kind.
func (t thing) isArticle() bool {
	return t.is("Article", "BlogPosting", "Report", "Posting", "Review", "LiveBlogPosting", "APIReference")
}

// text gives a property's text, "" where it has none; of an object its name, of a list the first.
func (t thing) text(key string) string {
	for _, one := range textsOf(t[key]) {
		return one
	}
	return ""
}

// textsOf gives the texts of a value: itself, the name of an object, those of a list.
func textsOf(value any) []string {
	switch v := value.(type) {
	case string:
		if s := strings.Join(strings.Fields(html.UnescapeString(v)), " "); s != "" {
			return []string{s}
		}
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, textsOf(one)...)
		}
		return all
	case map[string]any:
		for _, key := range []string{"name", "@value"} {
			if all := textsOf(v[key]); len(all) > 0 {
				return all
			}
		}
	}
	return nil
}

// bodyOf gives the article's words as the page's data state them, the longest of several, without tags.
func bodyOf(things []thing) string {
	longest := ""
	for _, t := range things {
		for _, key := range []string{"articleBody", "reviewBody"} {
			if body, _ := t[key].(string); len(body) > len(longest) {
				longest = body
			}
		}
	}
	return tags.ReplaceAllString(html.UnescapeString(longest), " ")
}

var tags = regexp.MustCompile(`<[^>]*>`)
