package cli

import (
	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// loaded is what load prints of an article.
type loaded struct {
	File       string     `json:"file"`
	Article    string     `json:"article"`
	Text       string     `json:"text"`
	Title      string     `json:"title"`
	New        bool       `json:"new"`
	Paragraphs int        `json:"paragraphs"`
	Repeats    int        `json:"repeats"`
	Carried    []struct{} `json:"carried"`
}

// failure is what a failed item prints under --json.
type failure struct {
	File  string `json:"file"`
	Error string `json:"error"`
}

var articleFields = []string{"title", "byline", "outlet", "url", "published", "language"}

func (p *program) load() *cobra.Command {
	var dry bool
	given := map[string]*string{}
	c := &cobra.Command{
		Use:     "load FILE|FOLDER…",
		Short:   "Read articles into the workspace",
		Long:    "Reads plain text and Markdown, in any usual encoding. - is standard input. What is loaded already is not written again.",
		Example: "  touchstone load article.txt\n  touchstone load --outlet \"The Harbour Post\" --published 2025-03-14 articles/",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, paths []string) error {
			how := Create
			if dry {
				how = Look
			}
			fields := map[string]string{}
			for name, value := range given {
				if *value != "" {
					fields[name] = *value
				}
			}
			if dry {
				return p.loadAll(paths, func(file string, doc model.Document) error { return p.report(file, doc, fields, nil) })
			}
			return p.change(how, func(_ Desk, w *workspace.Workspace) error {
				return p.loadAll(paths, func(file string, doc model.Document) error { return p.report(file, doc, fields, w) })
			})
		},
	}
	for _, name := range articleFields {
		given[name] = c.Flags().String(name, "", "the article's "+name)
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would be read and store nothing")
	return c
}

// loadAll reads every file and stores it with use. A file that fails is told, and the others go on.
func (p *program) loadAll(paths []string, use func(string, model.Document) error) error {
	failed, of := 0, 0
	for _, path := range paths {
		files, err := p.Files(path)
		if err != nil {
			files = []string{path}
		}
		for _, file := range files {
			of++
			if err == nil {
				err = p.loadOne(file, use)
			}
			if err == nil {
				continue
			}
			if exitCode(err) == exitUnavailable {
				return err
			}
			failed++
			if told := p.fail(file, err); told != nil {
				return told
			}
			err = nil
		}
	}
	if failed > 0 {
		return partly{failed, of}
	}
	return nil
}

func (p *program) loadOne(file string, use func(string, model.Document) error) error {
	var doc model.Document
	var err error
	if file == "-" {
		doc, err = p.ReadFrom("-", p.Stdin)
	} else {
		doc, err = p.ReadFile(file)
	}
	if err != nil {
		return err
	}
	return use(file, doc)
}

// fail tells of a failed item.
func (p *program) fail(file string, err error) error {
	p.tell("touchstone: %v", err)
	return p.value(failure{file, oneLine(err.Error())})
}

// report stores a document, unless it is a dry run, and prints what it is.
func (p *program) report(file string, doc model.Document, given map[string]string, w *workspace.Workspace) error {
	for name, words := range given {
		if (name == "published" || name == "modified") && model.CheckDate(words) != nil {
			return model.Refuse("field.malformed", "field", name, "why", model.CheckDate(words).Error())
		}
		if err := doc.Fields.Set(name, words); err != nil {
			return err
		}
		doc.Found[name] = model.FoundGiven
	}
	row := loaded{
		File: file, Text: model.Hash([]byte(doc.Text)), Title: doc.Fields.Text("title"), Paragraphs: len(doc.Blocks),
		Repeats: doc.Repeats, Carried: []struct{}{},
	}
	if w == nil {
		return p.result(row, "%s: %d paragraphs, %d repeats  %s", file, row.Paragraphs, row.Repeats, cut(row.Title, 60))
	}
	var before map[string]bool
	err := w.Read(func(r workspace.Reader) error {
		ids, err := r.ArticlesOf(row.Text)
		before = map[string]bool{}
		for _, id := range ids {
			before[id] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	r, err := w.Do(model.Load(doc, "", p.Now()))
	if err != nil {
		return err
	}
	return p.reportLoaded(row, r, before, w)
}

func (p *program) reportLoaded(row loaded, r workspace.Receipt, before map[string]bool, w *workspace.Workspace) error {
	if s := r.Stream(model.NounArticle); s != "" {
		row.Article = s.ID()
		row.New = len(r.Of(model.KindArticleCaptured)) > 0 && !before[row.Article]
	} else {
		err := w.Read(func(v workspace.Reader) error {
			ids, err := v.ArticlesOf(row.Text)
			if len(ids) > 0 {
				row.Article = ids[0]
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	a, err := stateOf[*model.Article](w, model.NounArticle, row.Article)
	if err != nil {
		return err
	}
	row.Title, row.New = a.Title, row.New && len(a.Captures) == 1
	what := "known"
	if row.New {
		what = "new"
	}
	return p.result(row, "article %s  %s, %d paragraphs, %d repeats  %s", short(row.Article), what, row.Paragraphs, row.Repeats,
		cut(row.Title, 60))
}
