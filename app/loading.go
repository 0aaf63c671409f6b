//go:build !headless

package app

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
)

// loadArticles asks for files, and reads them in.
func (f *frame) loadArticles(string) { f.askArticles(f.startFolder(), nil) }

// askArticles asks for files, beginning with a path of which it was told what is wrong with it, nil for nothing.
func (f *frame) askArticles(start string, wrong error) {
	fm := f.askPath("article.load", aFile, words.X("article.load.lead"), start, func(path string) error {
		f.loadInto([]string{path}, "", func(err error) {
			if f.panel.Form() != nil || errors.Is(err, errStopped) { // something else is done by now
				f.unread(err)
				return
			}
			f.askArticles(path, err)
		})
		return nil
	})
	if wrong != nil {
		refuse(fm, wrong)
	}
}

// loadPaths looks at files and folders aside: one document is shown before it is stored unless there is nothing to see, many are
// listed in a table.
func (f *frame) loadPaths(paths []string) { f.loadInto(paths, "", f.unread) }

// loadInto reads files in as newer texts of an article, "" for none. failed is told of a single one that could not be read.
func (f *frame) loadInto(paths []string, article string, failed func(error)) {
	parts := f.parts
	f.run.Aside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		g := gather(parts, paths)
		many := len(g.files)+len(g.troubles)+len(g.results) > 1
		if !many && len(g.files) == 1 {
			_, many = parts.Listed(g.files[0], nil)
		}
		return func() {
			switch {
			case many:
				f.tabulate(g, article)
			case len(g.results) > 0:
				f.rehearse(coming{path: g.results[0]}, nil, f.failed)
			case len(g.troubles) > 0:
				failed(g.troubles[0].err)
			default:
				f.look(sight{label: words.X("job.reading"), into: article, failed: failed, read: func(context.Context) (model.Document, error) { return parts.ReadFile(g.files[0]) }})
			}
		}, nil
	}})
}

// gathering is what paths stand for.
type gathering struct {
	files    []string
	lists    map[string]*listing // those of the files that are lists with columns
	results  []string            // what is no article, but what others found out about some
	troubles []candidate
}

// gather finds the files that paths stand for, and tells results of checking from articles by what is in them.
func gather(parts cli.Parts, paths []string) gathering {
	g := gathering{lists: map[string]*listing{}}
	for _, p := range paths {
		found, err := parts.Files(p)
		if err != nil {
			g.troubles = append(g.troubles, candidate{file: p, at: -1, name: p, err: err})
		}
		for _, file := range found {
			if results, err := parts.IsResults(file); err == nil && results { // reading it says what is wrong
				g.results = append(g.results, file)
				continue
			}
			g.files = append(g.files, file)
			if head := parts.Head(file); len(head.Columns) > 0 {
				g.lists[file] = &listing{ListHead: head}
			}
		}
	}
	return g
}

// unread tells of a document that could not be read.
func (f *frame) unread(err error) {
	if errors.Is(err, errStopped) {
		f.bar.say(words.X("job.canceled"), false)
		return
	}
	f.bar.ask(words.N(notLoaded, 1, "first", explain(err), "loaded", 0), true, choice{words.X("failed.close"), func() {}})
	f.bar.about = notLoaded
}

// load stores a document by an action, and returns its article and what became of the claims of an older text of it.
func load(d *door, doc model.Document, into string, action model.Action) (string, []model.Carrying, error) {
	r, err := d.Do(action)
	if err != nil {
		return "", nil, err
	}
	if s := r.Stream(model.NounArticle); s != "" {
		return s.ID(), r.Carried, nil
	}
	if into != "" {
		return into, nil, nil
	}
	id := ""
	err = d.Read(func(v workspace.Reader) error { // known already
		ids, err := v.ArticlesOf(model.Hash([]byte(doc.Text)))
		if len(ids) > 0 {
			id = ids[0]
		}
		return err
	})
	return id, nil, err
}

// loadNewer reads a newer text of the shown article in.
func (f *frame) loadNewer(string) {
	article := f.shown.article.ID()
	f.askPath("article.newer", aFile, words.X("article.newer.lead", "title", f.shown.article.Title), f.startFolder(), func(path string) error {
		f.loadInto([]string{path}, article, f.unread)
		return nil
	})
}

func (f *frame) loaded(ids, troubles []string, carried []model.Carrying) {
	if len(ids) > 0 {
		f.library.Turn(library.Articles) // where they stand
		f.show(ids[0])
		f.toArticle("")
	}
	open := 0
	for _, c := range carried {
		if c.Score < 1 || !c.Status.Found() {
			open++
		}
	}
	switch {
	case len(carried) > 0 && len(troubles) == 0:
		f.bar.say(words.N("article.carried", open, "all", len(carried)), false)
		f.reviewNewer("")
	case len(troubles) > 0:
		f.bar.ask(words.N(notLoaded, len(troubles), "first", troubles[0], "loaded", len(ids)), true, choice{words.X("failed.close"), func() {}})
		f.bar.about = notLoaded
	default:
		if len(ids) > 0 {
			f.bar.over(notLoaded)
		}
		f.bar.say(words.N("article.loaded", len(ids)), false)
	}
}

// notLoaded is the notice that documents could not be read.
const notLoaded = "article.failed"

// loadSample reads the article in that the program brings along.
func (f *frame) loadSample(string) {
	if f.parts.Samples == nil {
		return
	}
	names, err := fs.Glob(f.parts.Samples, "*.txt")
	if err != nil || len(names) == 0 {
		f.failed(errors.Join(errors.New("no sample article"), err))
		return
	}
	data, err := fs.ReadFile(f.parts.Samples, names[0])
	if err != nil {
		f.failed(err)
		return
	}
	f.loadText(names[0], string(data))
}

// loadText reads an article in from words.
func (f *frame) loadText(name, text string) {
	f.look(sight{read: func(context.Context) (model.Document, error) { return f.parts.ReadFrom(name, strings.NewReader(text)) }})
}

// pasteArticle shows the clipboard as an article before it is stored.
func (f *frame) pasteArticle(string) {
	text := f.app.Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		f.bar.say(words.X("article.paste.empty"), true)
		return
	}
	f.look(sight{describe: true, read: func(context.Context) (model.Document, error) {
		return f.parts.ReadFrom("clipboard.txt", strings.NewReader(text))
	}})
}

var articleFieldNames = []string{"title", "byline", "outlet", "url", "published", "language"}

func (f *frame) articleFields(fm *form.Form, now map[string]string) {
	for _, name := range articleFieldNames {
		fm.Add(name, form.NewLine(words.X("article."+name), words.X("article."+name+".hint")).With(now[name]))
	}
}

func articleValues(fm *form.Form) map[string]string {
	out := map[string]string{}
	for _, name := range articleFieldNames {
		out[name] = strings.TrimSpace(fm.Value(name))
	}
	out["url"] = web(out["url"])
	return out
}

// describeArticle says what is known of the shown article.
func (f *frame) describeArticle(string) {
	a := f.shown.article
	fm := form.New(words.X("article.describe"), "", words.X("form.save"))
	now := map[string]string{"title": a.Title, "byline": a.Byline, "outlet": a.Outlet, "url": a.URL, "published": a.Published, "language": a.Language}
	f.articleFields(fm, now)
	f.ask(fm, func() error {
		fields := model.Fields{}
		for name, value := range articleValues(fm) {
			if value == now[name] {
				continue
			}
			parsed, err := model.ParseField(model.NounArticle, name, value)
			if err != nil {
				return err
			}
			if err := fields.Set(name, parsed); err != nil {
				return err
			}
		}
		f.session.do(model.DescribeThing(a.Stream, fields), func(workspace.Receipt) { f.answered(fm, false) }, func(err error) { refuse(fm, err) })
		return nil
	})
}

// dropped takes files that were dropped on the window: articles, lists of them, colleagues' exports, a workspace.
func (f *frame) dropped(_ fyne.Position, uris []fyne.URI) {
	if f.then.on {
		f.sayThen()
		return
	}
	var articles []string
	for _, u := range uris {
		if path := u.Path(); strings.EqualFold(filepath.Ext(path), ".db") {
			f.openPath(path)
		} else {
			articles = append(articles, path)
		}
	}
	if len(articles) > 0 {
		f.loadPaths(articles)
	}
}
