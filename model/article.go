package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// The kinds of fact an article's stream holds.
const (
	KindArticleCaptured  Kind = "article.captured"
	KindArticleDescribed Kind = "article.described"
	KindPassageMarked    Kind = "passage.marked"
	KindProposalRejected Kind = "proposal.rejected"
	KindArticlesJoined   Kind = "articles.joined"
)

func init() {
	register(NounArticle, map[Kind]func(json.RawMessage) (Fact, error){
		KindArticleCaptured:  decoder[ArticleCaptured],
		KindArticleDescribed: describedBy(NounArticle),
		KindPassageMarked:    decoder[PassageMarked],
		KindProposalRejected: decoder[ProposalRejected],
		KindArticlesJoined:   decoder[ArticlesJoined],
	})
}

// BlockKind says what a block of a capture is.
type BlockKind string

// The kinds of block.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	Quotation BlockKind = "quote"
	Item      BlockKind = "item"
	Caption   BlockKind = "caption"
)

// Block is one paragraph, heading, quote, list item or caption of a capture: code points into its text, end exclusive.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Level int       `json:"level,omitempty"` // of a heading from 1, of a list item from 1
	Start int       `json:"start"`
	End   int       `json:"end"`
}

// Origin is the bytes a capture was read from (W3C Web Annotation: the state of the source).
type Origin struct {
	Media    string `json:"media"`              // media type
	SHA256   string `json:"sha256"`             // of the original bytes; the id of their blob
	Bytes    int    `json:"bytes"`              // how many
	Name     string `json:"name,omitempty"`     // the file's own name, without its folder
	URL      string `json:"url,omitempty"`      // where it was fetched from, after all redirects
	Asked    string `json:"asked,omitempty"`    // the address asked for, when that was another
	Status   int    `json:"status,omitempty"`   // the web server's answer, such as 200
	ETag     string `json:"etag,omitempty"`     // its mark of this state of the page, for asking whether it changed
	Modified string `json:"modified,omitempty"` // its Last-Modified, as sent, for the same
	Charset  string `json:"charset,omitempty"`  // as found, when it was not UTF-8
	Captured string `json:"captured,omitempty"` // RFC 3339, when known apart from the event's own time; of a page the server's Date
	Reader   string `json:"reader"`             // what read it
	Version  string `json:"version"`            // and which version of that
	Restored []int  `json:"restored,omitempty"` // the places of what it left out and a person put back
	Aside    []int  `json:"aside,omitempty"`    // the places of what it took for the article and a person set aside
	Pages    []int  `json:"pages,omitempty"`    // code points of the text at which its pages begin, where it has pages
}

// ArticleCaptured says: the article stood so, in these words.
type ArticleCaptured struct {
	Origins
	Text   string  `json:"text"` // the text's id
	At     string  `json:"at"`   // RFC 3339
	Origin Origin  `json:"origin"`
	Blocks []Block `json:"blocks"`
}

// Kind is "article.captured".
func (ArticleCaptured) Kind() Kind { return KindArticleCaptured }

func (f ArticleCaptured) check() error {
	if err := checkAll(checkIDs("text", f.Text), CheckDate(f.At)); err != nil {
		return err
	}
	last := 0
	for _, b := range f.Blocks {
		if b.Start < last || b.End < b.Start {
			return fmt.Errorf("block %d-%d out of order", b.Start, b.End)
		}
		last = b.End
	}
	last = 0
	for _, page := range f.Origin.Pages {
		if page < last {
			return fmt.Errorf("page at %d out of order", page)
		}
		last = page
	}
	return nil
}

// PassageMarked says: somebody read this passage and it holds no claim, or it is no part of the article.
type PassageMarked struct {
	Origins
	Text      string     `json:"text"`
	Fragments []Fragment `json:"fragments"`
	As        string     `json:"as"` // read or furniture
}

// Kind is "passage.marked".
func (PassageMarked) Kind() Kind { return KindPassageMarked }

func (f PassageMarked) check() error {
	return checkAll(checkIDs("text", f.Text), checkFragments(f.Fragments), checkOneOf("as", f.As, "read", "furniture"))
}

// ProposalRejected says: what the program proposed at this passage is wrong and not to be proposed again.
type ProposalRejected struct {
	Origins
	Text      string     `json:"text"`
	Fragments []Fragment `json:"fragments"`
	What      string     `json:"what"` // claim or attribution
}

// Kind is "proposal.rejected".
func (ProposalRejected) Kind() Kind { return KindProposalRejected }

func (f ProposalRejected) check() error {
	return checkAll(checkIDs("text", f.Text), checkFragments(f.Fragments), checkText("what", f.What))
}

// ArticlesJoined says: this article and the other are the same work. Written in both streams.
type ArticlesJoined struct {
	Origins
	With string `json:"with"`
}

// Kind is "articles.joined".
func (ArticlesJoined) Kind() Kind { return KindArticlesJoined }

func (f ArticlesJoined) check() error { return checkIDs("with", f.With) }

// Capture is one state of an article: a text and what it was read from.
type Capture struct {
	Event  string // the event that made it
	Text   string
	At     string
	Origin Origin
	Blocks []Block
	By     string
}

// Passage is a marked passage of an article.
type Passage struct {
	ID        string
	Text      string
	Fragments []Fragment
	As        string
	By        string
}

// Rejection is a proposal somebody turned down.
type Rejection struct {
	ID        string
	Text      string
	Fragments []Fragment
	What      string
	By        string
}

// Article is a work as published in one place, and its captures over time.
type Article struct {
	Trunk
	Title, Byline, Outlet, URL    string
	Published, Modified, Language string
	Found                         map[string]string // where each described value was found
	Captures                      []Capture         // in causal order, live ones only
	Passages                      []Passage
	Rejected                      []Rejection
	Joined                        []string
}

// Live reports whether the article still holds a capture.
func (a *Article) Live() bool { return a != nil && len(a.Captures) > 0 }

// Addresses are the canonical web addresses by which the article is known, each once: its own, and those its captures were
// fetched from or asked for.
func (a *Article) Addresses() []string {
	var all []string
	add := func(url string) {
		if canonical, err := CanonicalURL(url); err == nil && !slices.Contains(all, canonical) {
			all = append(all, canonical)
		}
	}
	add(a.URL)
	for _, c := range a.Captures {
		add(c.Origin.URL)
		add(c.Origin.Asked)
	}
	return all
}

// Latest returns the newest capture; the article must be live.
func (a *Article) Latest() Capture { return a.Captures[len(a.Captures)-1] }

// CaptureOf returns the newest capture of a text.
func (a *Article) CaptureOf(text string) (Capture, bool) {
	for i := len(a.Captures) - 1; i >= 0; i-- {
		if a.Captures[i].Text == text {
			return a.Captures[i], true
		}
	}
	return Capture{}, false
}

func foldArticle(f *folding) State {
	a := &Article{Trunk: f.trunk}
	for e := range f.live() {
		switch fact := e.Fact.(type) {
		case ArticleCaptured:
			a.Captures = append(a.Captures, Capture{
				Event: e.ID, Text: fact.Text, At: fact.At, Origin: fact.Origin, Blocks: fact.Blocks, By: e.By,
			})
		case PassageMarked:
			a.Passages = append(a.Passages, Passage{e.ID, fact.Text, fact.Fragments, fact.As, e.By})
		case ProposalRejected:
			a.Rejected = append(a.Rejected, Rejection{e.ID, fact.Text, fact.Fragments, fact.What, e.By})
		case ArticlesJoined:
			a.Joined = addID(a.Joined, fact.With)
		case Described:
			f.set(e, "", fact.Fields)
		}
	}
	v := f.values("")
	v.text("title", &a.Title).text("byline", &a.Byline).text("outlet", &a.Outlet).text("url", &a.URL)
	v.text("published", &a.Published).text("modified", &a.Modified).text("language", &a.Language).into("found", &a.Found)
	a.Conflicts = f.conflicts()
	return a
}

// Document is what a reader makes of a file: the words, how they stand, and where they came from. Nothing is stored yet.
type Document struct {
	Text    string // NFC, LF
	Blocks  []Block
	Repeats int               // blocks whose words equal an earlier block's
	Cuts    []Cut             // what the reader left out, in the order of the page
	Fields  Fields            // title, byline, …, as found
	Found   map[string]string // where each was found
	Origin  Origin
	Bytes   []byte   // the original
	Notes   []string // what whoever loads it should know, in sentences; shown, never stored
}

// Load is the action that stores a document as a capture. `into` names the article when it is known already; otherwise the
// contract's order holds: the URL's article, an article here with this text, a new one. `at` is when it was captured.
func Load(doc Document, into string, at time.Time) Action {
	return func(v View, b *Batch) error { return load(v, b, doc, into, at) }
}

// Listed is one of several things that a list or an archive holds: a document, or the address of a page that is still to be
// fetched, or why it is neither.
type Listed struct {
	Name string // the file and the place in it, for people
	URL  string // of a page; the document is empty then, but for its fields
	Document
	Err error
}
