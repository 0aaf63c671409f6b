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
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
)

// loadArticles asks for files, and reads them in.
func (f *frame) loadArticles(string) {
	f.askPath("article.load", aFile, words.X("article.load.lead"), f.startFolder(), func(path string) error {
		f.loadPaths([]string{path})
		return nil
	})
}

// loadPaths reads files and folders in, aside. The first article that came in is shown.
func (f *frame) loadPaths(paths []string) { f.loadInto(paths, "") }

// loadInto reads files in as newer texts of an article.
func (f *frame) loadInto(paths []string, article string) {
	in := &reading{parts: f.parts, into: article}
	f.work(words.X("job.loading"), func(ctx context.Context, d *door, progress func(done, total int)) error {
		return in.read(ctx, d, paths, progress)
	}, func() { f.loaded(in.ids, in.troubles, in.carried) }, nil)
}

// reading is what came of reading files in.
type reading struct {
	parts    cli.Parts
	into     string   // the article that they are newer texts of, "" for articles of their own
	ids      []string // the articles
	carried  []model.Carrying
	troubles []string // what is wrong with the files that are none
}

// read reads every file, and stops early where nothing can be stored now. What was read is in.
func (in *reading) read(ctx context.Context, d *door, paths []string, progress func(done, total int)) error {
	var files []string
	for _, p := range paths {
		found, err := in.parts.Files(p)
		if err != nil {
			in.troubles = append(in.troubles, err.Error())
		}
		files = append(files, found...)
	}
	for i := 0; i < len(files) && ctx.Err() == nil; i++ {
		doc, err := in.parts.ReadFile(files[i])
		if err != nil {
			in.troubles = append(in.troubles, explain(err))
			continue
		}
		id, carried, err := load(d, doc, in.into)
		if err != nil {
			return err
		}
		in.ids, in.carried = append(in.ids, id), append(in.carried, carried...)
		progress(i+1, len(files))
	}
	return nil
}

// load stores a document, and returns its article and what became of the claims of an older text of it.
func load(d *door, doc model.Document, into string) (string, []model.Carrying, error) {
	r, err := d.Do(model.Load(doc, into, d.Now()))
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
		f.loadInto([]string{path}, article)
		return nil
	})
}

func (f *frame) loaded(ids, troubles []string, carried []model.Carrying) {
	if len(ids) > 0 {
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
		f.bar.ask(words.N("article.failed", len(troubles), "first", troubles[0], "loaded", len(ids)), true, choice{words.X("failed.close"), func() {}})
	default:
		f.bar.say(words.N("article.loaded", len(ids)), false)
	}
}

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
	f.loadText(names[0], string(data), nil, nil)
}

// loadText reads an article in from words, with what was said about it.
func (f *frame) loadText(name, text string, fields map[string]string, failed func(error)) {
	var id string
	var carried []model.Carrying
	f.work("", func(_ context.Context, d *door, _ func(int, int)) error {
		doc, err := f.parts.ReadFrom(name, strings.NewReader(text))
		if err != nil {
			return err
		}
		for field, value := range fields {
			if value == "" {
				continue
			}
			if err := doc.Fields.Set(field, value); err != nil {
				return err
			}
			doc.Found[field] = model.FoundGiven
		}
		id, carried, err = load(d, doc, "")
		return err
	}, func() {
		if fm := f.panel.Form(); fm != nil && failed != nil {
			f.answered(fm, false)
		}
		f.loaded([]string{id}, nil, carried)
	}, failed)
}

// pasteArticle reads the clipboard in as an article.
func (f *frame) pasteArticle(string) {
	text := f.app.Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		f.bar.say(words.X("article.paste.empty"), true)
		return
	}
	fm := form.New(words.X("article.paste"), words.X("article.paste.lead", "words", len(strings.Fields(text))), words.X("article.paste.do"))
	title, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	f.articleFields(fm, map[string]string{"title": strings.TrimSpace(title)})
	f.ask(fm, func() error {
		fm.Busy(true)
		f.loadText("clipboard.txt", text, articleValues(fm), func(err error) {
			fm.Busy(false)
			fm.Refuse(explain(err))
		})
		return nil
	})
}

var articleFieldNames = []string{"title", "byline", "outlet", "url", "published"}

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
	now := map[string]string{"title": a.Title, "byline": a.Byline, "outlet": a.Outlet, "url": a.URL, "published": a.Published}
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
		f.session.do(model.DescribeThing(a.Stream, fields), func(workspace.Receipt) { f.answered(fm, false) }, func(err error) { fm.Refuse(explain(err)) })
		return nil
	})
}

// dropped takes files that were dropped on the window: articles, colleagues' exports, a workspace.
func (f *frame) dropped(_ fyne.Position, uris []fyne.URI) {
	var articles []string
	for _, u := range uris {
		switch path := u.Path(); strings.ToLower(filepath.Ext(path)) {
		case ".json":
			f.rehearse(path, f.failed)
		case ".db":
			f.openPath(path)
		default:
			articles = append(articles, path)
		}
	}
	if len(articles) > 0 {
		f.loadPaths(articles)
	}
}
