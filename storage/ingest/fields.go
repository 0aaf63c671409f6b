package ingest

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"touchstone/model"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// finding is a value that a page may give a field, and where it stood.
type finding struct{ value, where string }

// stated is what a page states about itself outside its words. It is gathered before the reader takes the page apart.
type stated struct {
	things  []thing
	meta    map[string]string // by name, property or itemprop, the first of each
	lang    string
	link    string    // of the canonical page
	saved   string    // the address in a "saved from" comment
	dates   []finding // of <time> and itemprop
	updates []finding
	authors []author // elements that are called bylines
	heading string   // the only first-level heading
}

// author is an element that may name who wrote the article: its words as they stand, white space and all.
type author struct{ words, where string }

// statedBy gathers what a page states about itself.
func statedBy(root *html.Node) stated {
	s := stated{things: thingsOf(root), meta: map[string]string{}}
	headings := 0
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			if m := savedFrom.FindStringSubmatch(n.Data); m != nil && s.saved == "" {
				s.saved = m[1]
			}
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			s.lang = attr(n, "lang")
			if s.lang == "" {
				s.lang = attr(n, "xml:lang")
			}
		case atom.Meta:
			s.addMeta(n)
		case atom.Link:
			if slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") && s.link == "" {
				s.link = strings.TrimSpace(attr(n, "href"))
			}
		case atom.H1:
			headings++
			s.heading = spacedOut(contentOf(n))
		default:
			s.addElement(n)
		}
	}
	if headings != 1 {
		s.heading = ""
	}
	return s
}

var savedFrom = regexp.MustCompile(`^\s*saved from url=(?:\(\d+\))?(https?://\S+)`)

func (s *stated) addMeta(n *html.Node) {
	content := strings.TrimSpace(html.UnescapeString(attr(n, "content")))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
			name = strings.ReplaceAll(name, ".", ":")
			if s.meta[name] == "" {
				s.meta[name] = content
			}
		}
	}
}

// addElement notes dates and names that elements of the page are marked with.
func (s *stated) addElement(n *html.Node) {
	props := strings.Fields(strings.ToLower(attr(n, "itemprop")))
	value := attr(n, "content")
	if value == "" {
		value = attr(n, "datetime")
	}
	switch {
	case slices.Contains(props, "datepublished"):
		s.dates = append(s.dates, finding{value, "microdata"})
	case slices.Contains(props, "datemodified"):
		s.updates = append(s.updates, finding{value, "microdata"})
	case n.DataAtom == atom.Time && value != "":
		s.dates = append(s.dates, finding{value, "time element"})
	}
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	where := ""
	switch {
	case strings.EqualFold(attr(n, "rel"), "author"):
		where = "author link"
	case slices.Contains(props, "author"):
		where = "microdata"
	case strings.Contains(class, "byline"), strings.Contains(class, "author"), strings.Contains(class, "dateline"), strings.Contains(class, "writtenby"):
		where = "byline"
	}
	if where != "" && len(s.authors) < 100 {
		if words := strings.TrimSpace(contentOf(n)); words != "" && len(words) < 300 {
			s.authors = append(s.authors, author{words, where})
		}
	}
}

// contentOf gives the text within a node as it stands in the file.
func contentOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && b.Len() < 4096 && !silent[c.Parent.DataAtom] {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func spacedOut(words string) string { return strings.Join(strings.Fields(words), " ") }

// article is the thing that the page is about.
func (s *stated) article() thing {
	for _, t := range s.things {
		if t.isArticle() && (t["headline"] != nil || t["datePublished"] != nil || t["author"] != nil) {
			return t
		}
	}
	return nil
}

func (s *stated) metas(where string, names ...string) []finding {
	var all []finding
	for _, n := range names {
		if v := s.meta[n]; v != "" {
			all = append(all, finding{v, where})
		}
	}
	return all
}

// describe sets the fields of a document, each by the first finding that is one. from is the address that the page is known
// to come from, "" for none.
func (p *page) describe(doc *model.Document, from string) error {
	s := &p.stated
	if from == "" {
		from = s.saved
	}
	doc.Origin.URL = httpOnly(from)
	outlets := p.outlets()
	for _, f := range []struct {
		field    string
		findings []finding
		form     func(string) string
	}{
		{"title", p.titles(outlets), func(v string) string { return cut(v, 4*titleLimit) }},
		{"byline", p.bylines(), named},
		{"outlet", outlets, spacedOut},
		{"published", p.published(), pageDate},
		{"modified", p.modified(), pageDate},
		{"url", p.urls(from), httpOnly},
		{"language", p.languages(), languageTag},
	} {
		for _, one := range f.findings {
			if value := f.form(clean(one.value)); value != "" {
				if err := found(doc, f.field, value, one.where); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// titles are the findings for the title: what the reader found, told apart by where that stands.
func (p *page) titles(outlets []finding) []finding {
	title := strings.TrimSpace(p.article.Title())
	where := "title element"
	a := p.stated.article()
	switch spacedOut(title) {
	case spacedOut(a.text("headline")), spacedOut(a.text("name")):
		where = "JSON-LD"
	case spacedOut(p.meta["og:title"]):
		where = "OpenGraph"
	case spacedOut(p.meta["title"]), spacedOut(p.meta["twitter:title"]), spacedOut(p.meta["dc:title"]):
		where = "meta"
	case p.heading:
		where = "first heading"
	}
	all := []finding{{title, where}, {p.heading, "first heading"}}
	for i := range all {
		all[i].value = withoutOutlet(all[i].value, outlets)
	}
	for i, s := range p.passages {
		if p.kept[i] {
			return append(all, finding{cut(spacedOut(s.words), titleLimit), "first line"})
		}
	}
	return all
}

// withoutOutlet takes the outlet's name off the end of a title, where a sign stands between them.
func withoutOutlet(title string, outlets []finding) string {
	for _, o := range outlets {
		if o.value == "" || o.where == "address" {
			continue
		}
		rest, ends := strings.CutSuffix(title, o.value)
		if !ends || rest == "" {
			continue
		}
		if short := strings.TrimRight(rest, " |-–—·•:»"); short != rest && len(strings.TrimRight(rest, " ")) > len(short) && strings.ContainsRune(short, ' ') {
			return short
		}
	}
	return title
}

func (p *page) bylines() []finding {
	s, a := &p.stated, p.stated.article()
	var all []finding
	if names := textsOf(a["author"]); len(names) > 0 {
		all = append(all, finding{strings.Join(slices.DeleteFunc(names, isAddress), ", "), "JSON-LD"})
	}
	for _, f := range s.metas("meta", "dc:creator", "dcterm:creator", "author", "parsely-author", "article:author") {
		if !isAddress(f.value) {
			all = append(all, f)
		}
	}
	byline := spacedOut(p.article.Byline())
	for _, f := range all { // the reader knows better which of several is meant
		if spacedOut(f.value) == byline {
			return []finding{f}
		}
	}
	if len(all) > 0 && all[0].where == "JSON-LD" {
		return all
	}
	for _, a := range s.authors {
		if spacedOut(a.words) == byline && byline != "" {
			return []finding{{a.words, a.where}}
		}
	}
	return append([]finding{{byline, "byline"}}, all...)
}

// nobody are words that stand where names do and are none.
var nobody = []string{
	"by", "von", "par", "por", "di", "av", "posted on", "posted by", "published", "published on", "updated", "veröffentlicht am", "publié le", "publicado", "follow",
	"author", "autor", "auteur", "admin", "administrator", "unknown", "none", "null", "undefined", "redirect",
}

// named gives a byline, "" for words that name nobody.
func named(words string) string {
	words = strings.TrimSpace(strings.Trim(strings.TrimSpace(words), "'\""))
	if slices.Contains(nobody, strings.ToLower(strings.TrimRight(spacedOut(words), " :"))) || !strings.ContainsFunc(words, unicode.IsLetter) {
		return ""
	}
	return words
}

func isAddress(value string) bool {
	return strings.HasPrefix(value, "http://") || strings.HasPrefix(value, "https://") || strings.HasPrefix(value, "//")
}

func (p *page) outlets() []finding {
	var all []finding
	if name := p.stated.article().text("publisher"); name != "" && !isAddress(name) {
		all = append(all, finding{name, "JSON-LD"})
	}
	all = append(all, p.metas("OpenGraph", "og:site_name")...)
	all = append(all, p.metas("meta", "dc:publisher", "dcterms:publisher", "publisher", "application-name")...)
	all = slices.DeleteFunc(all, func(f finding) bool { return isAddress(f.value) })
	for _, t := range p.things {
		if name := t.text("name"); name != "" && t.is("NewsMediaOrganization", "WebSite", "Organization") {
			all = append(all, finding{name, "JSON-LD"})
		}
	}
	for _, f := range p.urls(p.saved) {
		if u, err := url.Parse(httpOnly(f.value)); err == nil && u.Host != "" {
			all = append(all, finding{strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), "address"})
		}
	}
	return all
}

func (p *page) published() []finding {
	s, a := &p.stated, p.stated.article()
	all := []finding{{a.text("datePublished"), "JSON-LD"}}
	all = append(all, s.metas("meta", "article:published_time", "og:published_time", "dcterms:available", "dcterms:created", "dcterms:issued", "weibo:article:create_at",
		"parsely-pub-date", "datepublished", "dc:date", "dcterms:date", "dc:date:issued", "pubdate", "publishdate", "publish-date", "publish_date", "sailthru:date",
		"article:published", "article.published", "cxenseparse:recs:publishtime", "date")...)
	for _, t := range s.things {
		all = append(all, finding{t.text("datePublished"), "JSON-LD"})
	}
	all = append(all, s.dates...)
	for _, u := range p.urls(s.saved) {
		if m := datedPath.FindStringSubmatch(u.value); m != nil {
			all = append(all, finding{m[1] + "-" + m[2] + "-" + m[3], "address"})
		}
	}
	return all
}

// datedPath is a day in an address: /2025/03/14/.
var datedPath = regexp.MustCompile(`/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:/|-|$)`)

func (p *page) modified() []finding {
	s := &p.stated
	all := []finding{{s.article().text("dateModified"), "JSON-LD"}}
	all = append(all, s.metas("meta", "article:modified_time", "og:updated_time", "datemodified", "dcterms:modified", "article:modified", "lastmod", "revised")...)
	return append(all, s.updates...)
}

// pageDates are more ways in which pages write dates, behind those of front matter.
var pageDates = []struct{ from, to string }{
	{"2006-01-02T15:04:05.999999999-0700", time.RFC3339},
	{"2006-01-02T15:04:05.999999999Z07:00", time.RFC3339},
	{"2006-01-02T15:04Z07:00", time.RFC3339},
	{"2006-01-02T15:04-0700", time.RFC3339},
	{"2006-01-02 15:04:05.999999999Z07:00", time.RFC3339},
	{"2006-01-02 15:04:05.999999999", time.DateOnly},
	{"2006-01-02T15:04:05.999999999", time.DateOnly},
	{"2006-1-2 15:04:05", time.DateOnly},
	{"2006-1-2", time.DateOnly},
	{"20060102T150405Z0700", time.RFC3339},
	{"20060102150405", time.DateOnly},
	{"20060102", time.DateOnly},
	{time.RFC1123, time.RFC3339},
	{"Mon Jan 2 15:04:05 MST 2006", time.DateOnly},
	{"Mon, 2 Jan 2006 15:04:05 -0700", time.RFC3339},
	{"Mon, January 2, 2006", time.DateOnly},
	{"January 2, 2006 15:04", time.DateOnly},
	{"January 2, 2006 3:04 PM", time.DateOnly},
	{"January 2, 2006, 3:04 PM", time.DateOnly},
	{"Jan 2, 2006 3:04 PM", time.DateOnly},
	{"Jan 2, 2006, 3:04 PM", time.DateOnly},
	{"2 January 2006 15:04", time.DateOnly},
	{"Monday, January 2, 2006", time.DateOnly},
	{"Monday, 2 January 2006", time.DateOnly},
	{"Monday 2 January 2006", time.DateOnly},
}

// pageDate gives a date as the contract writes it, "" for one that cannot be read for sure.
func pageDate(value string) string {
	value = spacedOut(value)
	if found := date(value); found != "" {
		if len(found) == 4 { // a year alone is a copyright notice
			return ""
		}
		return yearOf(found)
	}
	for _, d := range pageDates {
		if t, err := time.Parse(d.from, value); err == nil {
			return yearOf(t.Format(d.to))
		}
	}
	return ""
}

// yearOf refuses the dates that stand where a program knew none: 0001-01-01, 1970-01-01.
func yearOf(date string) string {
	if date < "1980" || strings.HasPrefix(date, "1970-01-01") {
		return ""
	}
	return date
}

// urls are the findings for the page's address. One that names the front of a site is not the article's.
func (p *page) urls(from string) []finding {
	s := &p.stated
	base, _ := url.Parse(from)
	resolved := func(link string) string {
		u, err := url.Parse(link)
		if err != nil || link == "" {
			return ""
		}
		if base != nil {
			u = base.ResolveReference(u)
		}
		return u.String()
	}
	all := []finding{{resolved(s.link), "canonical link"}}
	all = append(all, s.metas("OpenGraph", "og:url")...)
	if a := s.article(); a != nil {
		about, _ := a["mainEntityOfPage"].(map[string]any)
		id, _ := about["@id"].(string)
		direct, _ := a["mainEntityOfPage"].(string)
		for _, link := range []string{a.text("url"), id, direct} {
			all = append(all, finding{resolved(link), "JSON-LD"})
		}
	}
	if from != "" {
		all = append(all, finding{from, "saved from"})
	}
	all = slices.DeleteFunc(all, func(f finding) bool { return httpOnly(f.value) == "" })
	slices.SortStableFunc(all, func(a, b finding) int { return fronts(a.value) - fronts(b.value) })
	return all
}

func fronts(address string) int {
	if u, err := url.Parse(address); err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return 1
	}
	return 0
}

// httpOnly gives an address on the web, "" for any other.
func httpOnly(address string) string {
	address = strings.TrimSpace(address)
	if _, err := model.CanonicalURL(address); err != nil || !strings.HasPrefix(strings.ToLower(address), "http") {
		return ""
	}
	return address
}

func (p *page) languages() []finding {
	s := &p.stated
	all := []finding{{s.lang, "html element"}}
	all = append(all, s.metas("meta", "content-language", "language", "dc:language", "dcterms:language", "inlanguage")...)
	all = append(all, s.metas("OpenGraph", "og:locale")...)
	if a := s.article(); a != nil {
		all = append(all, finding{a.text("inLanguage"), "JSON-LD"})
	}
	return all
}

var tagged = regexp.MustCompile(`^([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)$`)

// languageTag gives a language as BCP 47 writes it, "" for what is none.
func languageTag(value string) string {
	value, _, _ = strings.Cut(value, ",")
	m := tagged.FindStringSubmatch(strings.ReplaceAll(strings.TrimSpace(value), "_", "-"))
	if m == nil || strings.EqualFold(m[1], "und") {
		return ""
	}
	tag := strings.ToLower(m[1])
	for part := range strings.SplitSeq(strings.TrimPrefix(m[2], "-"), "-") {
		switch len(part) {
		case 0:
		case 2:
			tag += "-" + strings.ToUpper(part)
		case 4:
			tag += "-" + strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
		default:
			tag += "-" + strings.ToLower(part)
		}
	}
	return tag
}
