package model

import (
	"maps"
	"strings"
	"time"
)

func load(v View, b *Batch, doc Document, into string, at time.Time) error {
	text := Hash([]byte(doc.Text))
	article, found, err := articleFor(v, doc, into, text)
	if err != nil {
		return err
	}
	s := StreamOf(NounArticle, article)
	state, err := v.State(s)
	if err != nil {
		return err
	}
	known, _ := state.(*Article)
	if !known.Live() || known.Latest().Text != text {
		b.Texts[text] = doc.Text
		if doc.Bytes != nil {
			b.Blobs[doc.Origin.SHA256] = doc.Bytes
		}
		blocks := doc.Blocks
		if blocks == nil {
			blocks = []Block{}
		}
		captured := ArticleCaptured{Text: text, At: at.UTC().Format(TimeLayout), Origin: doc.Origin, Blocks: blocks}
		if _, err := b.Write(s, captured); err != nil {
			return err
		}
		if known.Live() {
			if err := carry(v, b, known, text, doc.Text); err != nil {
				return err
			}
		}
	}
	return describeLoaded(b, s, known, doc, found)
}

// LoadCopy is the action that stores a document as an article of its own and says that it is another outlet's copy of one that
// is here: both are joined in the same batch.
func LoadCopy(doc Document, of string, at time.Time) Action {
	return func(v View, b *Batch) error {
		other, err := find[*Article](v, NounArticle, of)
		if err != nil {
			return err
		}
		id, _, err := articleFor(v, doc, "", Hash([]byte(doc.Text)))
		if err != nil {
			return err
		}
		if id == of {
			return Refuse("article.same")
		}
		if err := load(v, b, doc, "", at); err != nil {
			return err
		}
		if _, err := b.Write(StreamOf(NounArticle, id), ArticlesJoined{With: of}); err != nil {
			return err
		}
		_, err = b.Write(other.Stream, ArticlesJoined{With: id})
		return err
	}
}

// articleFor finds the article a document belongs to, in the order of the contract: its URL's, else one here that captured
// this text, else one named by the text. A URL-less article with this text keeps its id when the URL comes later.
func articleFor(v View, doc Document, into, text string) (id string, found bool, err error) {
	if into != "" {
		_, err := find[*Article](v, NounArticle, into)
		return into, true, err
	}
	same, err := v.ArticlesOf(text)
	if err != nil {
		return "", false, err
	}
	url := doc.Fields.Text("url")
	if url == "" {
		if len(same) > 0 {
			return same[0], true, nil
		}
		return text, false, nil
	}
	canonical, err := CanonicalURL(url)
	if err != nil {
		return "", false, Refuse("field.malformed", "field", "url", "why", err.Error())
	}
	byURL := Hash([]byte(canonical))
	for _, id := range append([]string{byURL}, same...) {
		a, err := find[*Article](v, NounArticle, id)
		if err != nil {
			continue // nothing of it stands
		}
		if id == byURL || a.URL == "" || sameURL(a.URL, canonical) {
			return id, true, nil
		}
	}
	return byURL, false, nil
}

func sameURL(url, canonical string) bool {
	c, err := CanonicalURL(url)
	return err == nil && c == canonical
}

// describeLoaded writes what was found about an article. What was corrected by hand stays: a value that the reader found is
// written only where there is none, one that was given with the command wherever it differs.
func describeLoaded(b *Batch, s Stream, known *Article, doc Document, exists bool) error {
	old := map[string]string{
		"title": known.Title, "byline": known.Byline, "outlet": known.Outlet, "url": known.URL,
		"published": known.Published, "modified": known.Modified, "language": known.Language,
	}
	news, found := Fields{}, map[string]string{}
	fields := onLine(doc.Fields)
	for name, value := range fields {
		was, given := old[name], doc.Found[name] == FoundGiven
		if empty(value) || fields.Text(name) == was || exists && was != "" && !given {
			continue
		}
		if name == "url" && was != "" && sameCanonical(was, fields.Text(name)) {
			continue
		}
		news[name] = value
		found[name] = doc.Found[name]
	}
	if len(news) == 0 {
		return nil
	}
	for name, where := range known.Found {
		if _, set := found[name]; !set {
			found[name] = where
		}
	}
	if err := news.Set("found", found); err != nil {
		return err
	}
	_, err := b.Write(s, Describe(NounArticle, news))
	return err
}

// onLine gives the fields with the white space of a title, byline and outlet made single spaces: a page may break its byline
// into lines, which are no part of it.
func onLine(fields Fields) Fields {
	fields = maps.Clone(fields)
	for _, name := range []string{"title", "byline", "outlet"} {
		words := fields.Text(name)
		if line := strings.Join(strings.Fields(words), " "); line != words && line != "" {
			if err := fields.Set(name, line); err != nil {
				continue // it stays as it was
			}
		}
	}
	return fields
}

func sameCanonical(a, b string) bool {
	c, err := CanonicalURL(b)
	return err == nil && sameURL(a, c)
}

// FoundGiven says in Document.Found that a person gave the value.
const FoundGiven = "given"
