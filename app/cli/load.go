package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/anchor"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
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
}

// carried is what became of one place of a claim in a newer text of its article.
type carried struct {
	Claim  string        `json:"claim"`
	Status anchor.Status `json:"status"`
	Score  float64       `json:"score"`
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

// failure is what a failed item prints under --json.
type failure struct {
	File  string `json:"file"`
	Error string `json:"error"`
}

var articleFields = []string{"title", "byline", "outlet", "url", "published", "language"}

func (p *program) load() *cobra.Command {
	var dry bool
	var of string
	given := map[string]*string{}
	c := &cobra.Command{
		Use:   "load FILE|FOLDER…",
		Short: "Read articles into the workspace",
		Long: "Reads plain text, Markdown, and web pages as browsers save them (HTML, MHTML), in any usual encoding. - is standard input. What is loaded already is not written again.\n" +
			"A newer text of an article (--capture-of, or the same --url) takes the claims of the older one along: those whose words\n" +
			"changed wait for `confirm`, those that are lost or ambiguous are told and stay where they were.",
		Example: "  touchstone load article.txt\n  touchstone load --outlet \"The Harbour Post\" --published 2025-03-14 articles/\n" +
			"  touchstone load --capture-of 3fa9c1d article-on-friday.txt",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, paths []string) error {
			fields, err := loadFields(given)
			if err != nil {
				return err
			}
			if dry {
				return p.rehearse(func(d Desk, v model.View) error {
					into, err := p.article(d, of)
					if err != nil {
						return err
					}
					return p.loadAll(paths, fields, func(doc model.Document) (loaded, error) { return rehearsed(v, doc, into, p.Now()) })
				})
			}
			return p.change(Create, func(d Desk, w *workspace.Workspace) error {
				into, err := p.article(d, of)
				if err != nil {
					return err
				}
				return p.loadAll(paths, fields, func(doc model.Document) (loaded, error) { return stored(w, doc, into, p.Now()) })
			})
		},
	}
	for _, name := range articleFields {
		given[name] = c.Flags().String(name, "", "the article's "+name)
	}
	c.Flags().StringVar(&of, "capture-of", "", "the `ARTICLE` of which this is a newer text")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would be read and store nothing")
	return c
}

// loadFields reads what was given about the articles, before any is read.
func loadFields(given map[string]*string) (model.Fields, error) {
	fields, err := fieldsOf(model.NounArticle, given)
	if err != nil {
		return nil, err
	}
	if url := fields.Text("url"); url != "" {
		if _, err := model.CanonicalURL(url); err != nil {
			return nil, model.Refuse("field.malformed", "field", "url", "why", err.Error())
		}
	}
	return fields, nil
}

// article is the id of the article that a newer text is of, "" for none that was named.
func (p *program) article(d Desk, of string) (string, error) {
	switch {
	case of == "":
		return "", nil
	case d == nil: // a workspace that does not exist yet
		return "", model.Refuse("id.unknown", "noun", "article", "id", of)
	}
	return p.id(d, string(model.NounArticle), of)
}

// toLoad is a file to read, or what is wrong with it.
type toLoad struct {
	file string
	err  error
}

// loadAll reads every file and takes it in with take.
func (p *program) loadAll(paths []string, given model.Fields, take func(model.Document) (loaded, error)) error {
	return p.eachFile(paths, func(file string) error { return p.loadOne(file, given, take) })
}

// eachFile does something with every file that the paths stand for. One that fails is told, and the others go on.
func (p *program) eachFile(paths []string, do func(file string) error) error {
	var all []toLoad
	for _, path := range paths {
		files, err := p.Files(path)
		if err != nil {
			files = []string{path}
		}
		for _, file := range files {
			all = append(all, toLoad{file, err})
		}
	}
	failed := 0
	progress := p.progress("reading")
	for i, one := range all {
		err := one.err
		if err == nil {
			err = do(one.file)
		}
		if err != nil {
			if exitCode(err) == exitUnavailable {
				return err
			}
			failed++
			if told := p.fail(one.file, err); told != nil {
				return told
			}
		}
		if progress != nil {
			progress(i+1, len(all))
		}
	}
	if failed > 0 {
		return partly{failed, len(all)}
	}
	return nil
}

// read reads a file, or standard input.
func (p *program) read(file string) (model.Document, error) {
	if file == "-" {
		return p.ReadFrom("-", p.Stdin)
	}
	return p.ReadFile(file)
}

func (p *program) loadOne(file string, given model.Fields, take func(model.Document) (loaded, error)) error {
	doc, err := p.read(file)
	if err != nil {
		return err
	}
	for name, value := range given {
		doc.Fields[name], doc.Found[name] = value, model.FoundGiven
	}
	row, err := take(doc)
	if err != nil {
		return err
	}
	row.File, row.Text = file, model.Hash([]byte(doc.Text))
	row.Paragraphs, row.Repeats = len(doc.Blocks), doc.Repeats
	what := "known"
	if row.New {
		what = "new"
	}
	if len(row.Carried) > 0 {
		what += ", " + count(len(row.Carried), "place") + " of claims: " + told(row.Carried)
	}
	return p.result(row, "article %s  %s, %s, %s  %s", short(row.Article), what, count(row.Paragraphs, "paragraph"),
		count(row.Repeats, "repeat"), cut(row.Title, 60))
}

// fail tells of a failed item, by its name.
func (p *program) fail(file string, err error) error {
	words := oneLine(err.Error())
	if !strings.Contains(words, oneLine(file)) {
		words = file + ": " + words
	}
	p.tell("touchstone: %s", words)
	return p.value(failure{file, words})
}

// stored stores a document and tells of its article.
func stored(w *workspace.Workspace, doc model.Document, into string, now time.Time) (row loaded, err error) {
	r, err := w.Do(model.Load(doc, into, now))
	if err != nil {
		return row, err
	}
	err = w.Read(func(v workspace.Reader) error {
		row, err = articleLoaded(v, doc, into, r.Events)
		row.Carried = carriedRows(r.Carried)
		return err
	})
	return row, err
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
	row, err := articleLoaded(v, doc, into, b.Events)
	row.Carried = carriedRows(b.Carried)
	return row, err
}

// articleLoaded tells of a document's article: events are what loading it wrote, or would write. It is new where the capture
// written is the only one.
func articleLoaded(v model.View, doc model.Document, into string, events []model.Event) (loaded, error) {
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
func (nowhere) ClaimsIn(string) ([]string, error)           { return nil, nil }
func (nowhere) SourcesNamed(string) ([]string, error)       { return nil, nil }
func (nowhere) Naming(model.Stream) ([]model.Stream, error) { return nil, nil }
