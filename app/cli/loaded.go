package cli

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/anchor"
	"touchstone/model/workspace"
)

// loaded is what load prints of an article.
type loaded struct {
	File       string    `json:"file"`
	Article    string    `json:"article"`
	Text       string    `json:"text"`
	Title      string    `json:"title"`
	New        bool      `json:"new"`
	Paragraphs int       `json:"paragraphs"`
	Repeats    int       `json:"repeats"`
	Carried    []carried `json:"carried"`
	Near       []nearly  `json:"near,omitempty"`
	Skipped    bool      `json:"skipped,omitempty"` // by --near skip: article is then the one that was here
	Notes      []string  `json:"notes,omitempty"`
}

// carried is what became of one place of a claim in a newer text of its article.
type carried struct {
	Claim  string        `json:"claim"`
	Status anchor.Status `json:"status"`
	Score  float64       `json:"score"`
}

// nearly is an article whose text is nearly the same.
type nearly struct {
	Article string  `json:"article"`
	Overlap float64 `json:"overlap"` // share of the words, from 0 to 1
}

// nearest is how many of those are told of.
const nearest = 5

// nearTo finds the articles whose texts are nearly the same as a document's, the nearest first, but for those in not.
func nearTo(v model.View, words string, not map[string]bool) ([]nearly, error) {
	r, ok := v.(workspace.Reader)
	if !ok { // a workspace that does not exist yet
		return nil, nil
	}
	texts, err := r.Near(words)
	if err != nil {
		return nil, err
	}
	var found []nearly
	for _, t := range texts {
		ids, err := v.ArticlesOf(t.Text)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			told := slices.ContainsFunc(found, func(n nearly) bool { return n.Article == id })
			if !not[id] && !told && len(found) < nearest {
				found = append(found, nearly{id, math.Floor(t.Overlap*1000) / 1000})
			}
		}
	}
	return found, nil
}

func carriedRows(all []model.Carrying) []carried {
	rows := make([]carried, len(all))
	for i, c := range all {
		rows[i] = carried{c.Claim, c.Status, c.Score}
	}
	return rows
}

// told is what became of claims, in words: how many are exact, moved, changed, ambiguous, lost.
func told(all []carried) string {
	var parts []string
	for _, s := range []anchor.Status{anchor.Exact, anchor.Moved, anchor.Changed, anchor.Ambiguous, anchor.Lost} {
		n := 0
		for _, c := range all {
			if c.Status == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	return strings.Join(parts, ", ")
}

// rehearse looks at the workspace, or at an empty one where there is none yet: nothing is made.
func (p *program) rehearse(use func(Desk, model.View) error) error {
	missing := false
	err := p.open(Look, func(d Desk) error {
		return d.Read(func(r workspace.Reader) error { return use(d, r) })
	})
	var problem *model.Problem
	if errors.As(err, &problem) {
		missing = problem.Code == "workspace.missing"
	}
	if missing {
		return use(nil, nowhere{})
	}
	return err
}

// rehearsed tells of the article that a document would be, and stores nothing.
func rehearsed(v model.View, doc model.Document, into string, now time.Time) (loaded, error) {
	nobody := strings.Repeat("0", 32)
	b := model.NewBatch(v, nobody, now, func() string { return nobody })
	if err := model.Load(doc, into, now)(v, b); err != nil {
		return loaded{}, err
	}
	row, err := articleLoaded(v, doc, into, b.Events, nil)
	row.Carried = carriedRows(b.Carried)
	return row, err
}

// articleLoaded tells of a document's article: events are what loading it wrote, or would write, and newer what was written
// since. It is new where the capture written is the only one.
func articleLoaded(v model.View, doc model.Document, into string, events []model.Event, newer map[string]bool) (loaded, error) {
	var row loaded
	s := model.Stream("")
	captured := false
	for _, e := range events {
		if e.Stream.Noun() == model.NounArticle {
			s = e.Stream
			captured = captured || e.Kind == model.KindArticleCaptured
		}
	}
	if s == "" { // all is known
		id, err := into, error(nil)
		if id == "" {
			id, err = knownArticle(v, doc)
		}
		if err != nil {
			return row, err
		}
		s = model.StreamOf(model.NounArticle, id)
	}
	there, err := v.Events(s)
	if err != nil {
		return row, err
	}
	there = slices.DeleteFunc(slices.Clone(there), func(e model.Event) bool { return newer[e.ID] })
	for _, e := range events {
		known := slices.ContainsFunc(there, func(t model.Event) bool { return t.ID == e.ID })
		if e.Stream == s && !known {
			there = append(there, e)
		}
	}
	a, ok := model.Fold(s, there).(*model.Article)
	if !ok {
		return row, fmt.Errorf("%s is no article", s)
	}
	row.Article, row.Title, row.New = a.ID(), a.Title, captured && len(a.Captures) == 1
	return row, nil
}

// knownArticle is the article that a document belongs to of which nothing was new: that of its address, else the first one
// with its text.
func knownArticle(v model.View, doc model.Document) (string, error) {
	ids, err := v.ArticlesOf(model.Hash([]byte(doc.Text)))
	if err != nil {
		return "", err
	}
	if len(ids) == 0 {
		return "", model.Refuse("nothing.changes")
	}
	wanted, _ := model.CanonicalURL(doc.Fields.Text("url")) // "" where there is none on the web
	if wanted == "" {
		return ids[0], nil
	}
	for _, id := range ids {
		state, err := v.State(model.StreamOf(model.NounArticle, id))
		if err != nil {
			return "", err
		}
		if a, ok := state.(*model.Article); ok {
			if has, err := model.CanonicalURL(a.URL); err == nil && has == wanted {
				return id, nil
			}
		}
	}
	return ids[0], nil
}

// nowhere is the view of a workspace that does not exist yet.
type nowhere struct{}

func (nowhere) State(s model.Stream) (model.State, error)        { return model.Fold(s, nil), nil }
func (nowhere) Events(model.Stream) ([]model.Event, error)       { return nil, nil }
func (nowhere) Event(string) (e model.Event, here bool, _ error) { return e, false, nil }
func (nowhere) Text(id string) (string, error) {
	return "", fmt.Errorf("there is no text %s", short(id))
}
func (nowhere) ArticlesOf(string) ([]string, error)         { return nil, nil }
func (nowhere) ArticlesAt(string) ([]string, error)         { return nil, nil }
func (nowhere) ClaimsIn(string) ([]string, error)           { return nil, nil }
func (nowhere) SourcesNamed(string) ([]string, error)       { return nil, nil }
func (nowhere) Naming(model.Stream) ([]model.Stream, error) { return nil, nil }
