package cli

import (
	"fmt"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// failure is what a failed item prints under --json.
type failure struct {
	File  string `json:"file"`
	Error string `json:"error"`
}

var articleFields = []string{"title", "byline", "outlet", "url", "published", "language"}

func (p *program) load() *cobra.Command {
	var l loading
	var dry bool
	var of string
	var columns []string
	given := map[string]*string{}
	c := &cobra.Command{
		Use:   "load FILE|FOLDER|LIST|URL…",
		Short: "Read articles into the workspace",
		Long: "Reads plain text, Markdown and web pages as browsers save them (HTML, MHTML), in any usual encoding, folders and ZIP archives\n" +
			"of such files, pages from the web, and lists of addresses or texts (.csv, .tsv, .json, .jsonl); --map says which column\n" +
			"holds what, where its name does not. - is standard input.\n" +
			"What is loaded already is not written again. A newer text of an article (--capture-of, or the same URL) takes the claims\n" +
			"of the older one along: those whose words changed wait for `confirm`, those that are lost or ambiguous are told and stay\n" +
			"where they were. Each line is printed after its article is safe on the disk; Ctrl+C keeps what is stored by then. Each\n" +
			"article is undone by itself.",
		Example: "  touchstone load article.txt\n  touchstone load --outlet \"The Harbour Post\" --published 2025-03-14 articles/\n" +
			"  touchstone load https://example.org/news/bridge\n  touchstone load --map text=body --map title=headline archive.csv\n  touchstone load --capture-of 3fa9c1d article-on-friday.txt",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, paths []string) (err error) {
			l.program, l.dry = p, dry
			if l.names, err = p.columnsOf(columns); err != nil {
				return err
			}
			if !slices.Contains(nearChoices, l.near) {
				return usageError{fmt.Errorf("--near %s is not known; there are: %s", l.near, strings.Join(nearChoices, ", "))}
			}
			if l.given, err = loadFields(given); err != nil {
				return err
			}
			run := func(d Desk, w *workspace.Workspace, v model.View) (err error) {
				l.workspace, l.view = w, v
				if l.into, err = p.article(d, of); err != nil {
					return err
				}
				return l.all(paths)
			}
			if dry {
				return p.rehearse(func(d Desk, v model.View) error { return run(d, nil, v) })
			}
			return p.change(Create, func(d Desk, w *workspace.Workspace) error { return run(d, w, nil) })
		},
	}
	for _, name := range articleFields {
		given[name] = c.Flags().String(name, "", "the article's "+name)
	}
	c.Flags().StringVar(&of, "capture-of", "", "the `ARTICLE` of which this is a newer text")
	c.Flags().BoolVar(&l.private, "allow-private", false, "fetch pages of this computer and of private networks, too")
	c.Flags().StringVar(&l.near, "near", nearKeep, "a new article of which nearly the same text is here: `WHAT` to do: keep it as its own, load it as another capture of that\n"+
		"article, keep and join the two, or skip it")
	c.Flags().StringArrayVar(&columns, "map", nil, "which column of a list holds what, `WHAT=COLUMN`: text, url, title, …")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would be read and store nothing")
	return c
}

// nearChoices are what can be done with an article of which nearly the same text is here.
const nearKeep, nearCapture, nearJoin, nearSkip = "keep", "capture", "join", "skip"

var nearChoices = []string{nearKeep, nearCapture, nearJoin, nearSkip}

// columnsOf reads which column holds what.
func (p *program) columnsOf(given []string) (map[string]string, error) {
	names := map[string]string{}
	for _, g := range given {
		what, column, ok := strings.Cut(g, "=")
		if !ok || !slices.Contains(p.Columns, what) {
			return nil, usageError{fmt.Errorf("--map %s: write WHAT=COLUMN; WHAT is one of %s", g, strings.Join(p.Columns, ", "))}
		}
		names[what] = column
	}
	return names, nil
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

// fail tells of a failed item, by its name.
func (p *program) fail(file string, err error) error {
	words := oneLine(err.Error())
	if !strings.Contains(words, oneLine(file)) {
		words = file + ": " + words
	}
	p.tell("touchstone: %s", words)
	return p.value(failure{file, words})
}
