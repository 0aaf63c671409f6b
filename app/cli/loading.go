package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
)

// At most so many articles, or so many bytes of them, are stored in one write: enough that waiting for the disk does not count,
// and few enough that others at the same file hardly wait.
const (
	groupArticles = 1024
	groupBytes    = 8 << 20
)

// loading is one run of load: articles wait until there are enough of them for a write, and are told of once they are stored.
type loading struct {
	*program
	ctx       context.Context
	workspace *workspace.Workspace // nil in a rehearsal
	view      model.View           // what a rehearsal looks at
	given     model.Fields         // by the command
	into      string               // the article that these are newer texts of
	private   bool
	dry       bool
	names     map[string]string // which column of a list holds what
	rows      [][]string        // of a rehearsal, for a table
	near      string            // what to do with a text that is nearly the same as one here: keep, capture, join or skip

	waiting []document
	bytes   int
	began   time.Time

	done, of      int // items that are through, and how many there are
	failed, later int // of those; later: that may work another time
}

// document is one that waits to be stored.
type document struct {
	file string
	doc  model.Document
	into string // the article that it is a newer text of
	join string // the article that it is another outlet's copy of
}

// stopped says that the person stopped the work.
type stopped struct{ done, of int }

func (s stopped) Error() string {
	return fmt.Sprintf("stopped after %d of %d; what was told of is stored: run the same command again for the others", s.done, s.of)
}

// all loads what the paths stand for. An item that fails is told, and the others go on.
func (l *loading) all(paths []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	l.ctx, l.began = ctx, l.Now()
	files := l.toLoad(paths)
	l.of = len(files)
	for _, f := range files {
		if ctx.Err() != nil {
			break
		}
		if err := l.one(f); err != nil {
			return err
		}
	}
	if err := l.flush(); err != nil {
		return err
	}
	if err := l.table(l.rows); err != nil {
		return err
	}
	if ctx.Err() != nil && l.done < l.of {
		return stopped{l.done, l.of}
	}
	if l.failed > 0 {
		return partly{l.failed, l.of, l.later == l.of}
	}
	return nil
}

// toLoad is a file or an address to read, or what is wrong with it.
type toLoad struct {
	file string
	err  error
}

// toLoad lists what paths and addresses stand for.
func (p *program) toLoad(paths []string) []toLoad {
	var all []toLoad
	for _, path := range paths {
		files, err := []string{path}, error(nil)
		if !onTheWeb(path) {
			if files, err = p.Files(path); err != nil {
				files = []string{path}
			}
		}
		for _, f := range files {
			all = append(all, toLoad{f, err})
		}
	}
	return all
}

// read reads a file, or standard input.
func (p *program) read(f toLoad) (model.Document, error) {
	switch {
	case f.err != nil:
		return model.Document{}, f.err
	case f.file == "-":
		return p.ReadFrom("-", p.Stdin)
	}
	return p.ReadFile(f.file)
}

func onTheWeb(path string) bool {
	scheme, _, is := strings.Cut(path, "://")
	return is && !strings.ContainsAny(scheme, "/\\.") // a scheme that is not fetched is said so
}

// one reads an item and lets it wait for the next write.
func (l *loading) one(f toLoad) error {
	switch {
	case f.err != nil:
		return l.failure(f.file, f.err)
	case onTheWeb(f.file):
		return l.page(f.file, f.file, model.Document{})
	}
	if items, many := l.Listed(f.file, l.names); many {
		return l.listed(items)
	}
	doc, err := l.read(f)
	if err != nil {
		return l.failure(f.file, err)
	}
	return l.wait(f.file, doc)
}

// listed reads what a list or an archive holds, which counts as so many items and not as one.
func (l *loading) listed(items iter.Seq[model.Listed]) error {
	l.of--
	for it := range items {
		l.of++
		var err error
		switch {
		case it.Err != nil:
			err = l.failure(it.Name, it.Err)
		case it.URL != "":
			err = l.page(it.Name+": "+it.URL, it.URL, it.Document)
		default:
			err = l.wait(it.Name, it.Document)
		}
		if err != nil || l.ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// page fetches a page. Others need not wait for it to be told that theirs is stored, nor can it wait for them: whether it is
// known already is asked first.
func (l *loading) page(name, address string, said model.Document) error {
	if err := l.flush(); err != nil {
		return err
	}
	article, known, err := l.known(address)
	if err != nil {
		return err
	}
	l.show("fetching " + address)
	doc, unchanged, err := l.Fetch(l.ctx, address, l.private, known)
	if l.ctx.Err() != nil {
		return nil //nolint:nilerr // that the person stopped it is said at the end
	}
	if err != nil {
		return l.failure(name, err)
	}
	if unchanged {
		return l.unchanged(name, article)
	}
	for field, value := range said.Fields {
		doc.Fields[field], doc.Found[field] = value, said.Found[field]
	}
	doc.Notes = append(doc.Notes, said.Notes...)
	return l.wait(name, doc)
}

// known finds the article of an address, and what it was last read from.
func (l *loading) known(address string) (a *model.Article, from model.Origin, err error) {
	canonical, err := model.CanonicalURL(address)
	if err != nil {
		return nil, from, nil //nolint:nilerr // fetching it says what is wrong
	}
	id := l.into
	if id == "" {
		id = model.Hash([]byte(canonical))
	}
	err = l.look(func(v model.View) error {
		state, err := v.State(model.StreamOf(model.NounArticle, id))
		if err != nil {
			return err
		}
		if a, _ = state.(*model.Article); !a.Live() {
			return nil
		}
		last := a.Latest().Origin
		for _, at := range []string{last.URL, last.Asked} {
			if c, err := model.CanonicalURL(at); err == nil && c == canonical {
				from = last
			}
		}
		return nil
	})
	return a, from, err
}

// look looks at what is stored, also in a rehearsal.
func (l *loading) look(use func(model.View) error) error {
	if l.workspace == nil {
		return use(l.view)
	}
	return l.workspace.Read(func(r workspace.Reader) error { return use(r) })
}

func (l *loading) unchanged(address string, a *model.Article) error {
	last := a.Latest()
	l.done++
	row := loaded{File: address, Article: a.ID(), Text: last.Text, Title: a.Title, Paragraphs: len(last.Blocks), Carried: []carried{}}
	return l.result(row, "article %s  known, not changed since %s  %s", short(row.Article), last.At, Cut(row.Title, 60))
}

// wait lets a document wait for the next write.
func (l *loading) wait(file string, doc model.Document) error {
	for name, value := range l.given {
		doc.Fields[name], doc.Found[name] = value, model.FoundGiven
	}
	if l.near != nearKeep && l.into == "" {
		return l.chosen(file, doc)
	}
	l.waiting = append(l.waiting, document{file: file, doc: doc, into: l.into})
	l.bytes += len(doc.Text) + len(doc.Bytes)
	if len(l.waiting) < groupArticles && l.bytes < groupBytes {
		return nil
	}
	return l.flush()
}

// flush stores what waits and tells of it.
func (l *loading) flush() error {
	group := l.waiting
	l.waiting, l.bytes = nil, 0
	if len(group) == 0 {
		return nil
	}
	rows, troubles, err := l.store(group)
	if err != nil {
		return err
	}
	for i, one := range group {
		if troubles[i] != nil {
			err = l.failure(one.file, troubles[i])
		} else {
			l.done++
			if one.join != "" && l.workspace != nil {
				if _, err := l.workspace.Do(model.JoinArticles(rows[i].Article, one.join)); err != nil {
					return err
				}
			}
			err = l.tellOf(one, rows[i])
		}
		if err != nil {
			return err
		}
	}
	l.show("loading")
	return nil
}

// store stores a group in one write, or rehearses it, and says of each what became of it.
func (l *loading) store(group []document) ([]loaded, []error, error) {
	rows, troubles := make([]loaded, len(group)), make([]error, len(group))
	if l.workspace == nil {
		for i, one := range group {
			if rows[i], troubles[i] = rehearsed(l.view, one.doc, one.into, l.Now()); troubles[i] == nil {
				rows[i].Near, troubles[i] = nearTo(l.view, one.doc.Text, map[string]bool{rows[i].Article: true})
			}
		}
		return rows, troubles, nil
	}
	actions := make([]model.Action, len(group))
	for i, one := range group {
		actions[i] = model.Load(one.doc, one.into, l.Now())
	}
	outcomes, err := l.workspace.DoMany(actions)
	if err != nil {
		return nil, nil, err
	}
	err = l.look(func(v model.View) error {
		newer := map[string]bool{} // what the group wrote after an article, which may be more of the same one
		behind := map[string]bool{}
		for i, o := range slices.Backward(outcomes) {
			if o.Refused != nil {
				troubles[i] = o.Refused
				continue
			}
			var err error
			if rows[i], err = articleLoaded(v, group[i].doc, group[i].into, o.Events, newer); err != nil {
				return err
			}
			rows[i].Carried = carriedRows(o.Carried)
			behind[rows[i].Article] = true
			if rows[i].New {
				if rows[i].Near, err = nearTo(v, group[i].doc.Text, behind); err != nil {
					return err
				}
			}
			for _, e := range o.Events {
				newer[e.ID] = true
			}
		}
		return nil
	})
	return rows, troubles, err
}

// chosen does with a document what --near says of one that is nearly the same as an article here.
func (l *loading) chosen(file string, doc model.Document) error {
	if err := l.flush(); err != nil {
		return err
	}
	var found []nearly
	err := l.look(func(v model.View) error {
		row, err := rehearsed(v, doc, "", l.Now())
		if err != nil || !row.New { // another text of an article here, or what it already has
			return nil //nolint:nilerr // storing it says what is wrong
		}
		found, err = nearTo(v, doc.Text, map[string]bool{row.Article: true})
		return err
	})
	if err != nil {
		return err
	}
	one := document{file: file, doc: doc}
	if len(found) == 0 {
		l.waiting = append(l.waiting, one)
		return l.flush()
	}
	switch l.near {
	case nearSkip:
		l.done++
		row := loaded{File: file, Article: found[0].Article, Text: model.Hash([]byte(doc.Text)), Title: doc.Fields.Text("title"), Near: found, Skipped: true, Carried: []carried{}}
		return l.result(row, "skipped  %.0f %% the same as article %s  %s", 100*found[0].Overlap, short(found[0].Article), file)
	case nearCapture:
		one.into = found[0].Article
	case nearJoin:
		one.join = found[0].Article
	}
	l.waiting = append(l.waiting, one)
	return l.flush()
}

func (l *loading) tellOf(one document, row loaded) error {
	row.File, row.Text = one.file, model.Hash([]byte(one.doc.Text))
	row.Paragraphs, row.Repeats, row.Notes = len(one.doc.Blocks), one.doc.Repeats, one.doc.Notes
	what := "known"
	if row.New {
		what = "new"
	}
	if len(row.Carried) > 0 {
		what += ", " + count(len(row.Carried), "place") + " of claims: " + told(row.Carried)
	}
	for _, n := range row.Near {
		what += fmt.Sprintf(", %.0f %% the same as %s", 100*n.Overlap, short(n.Article))
	}
	for _, note := range row.Notes {
		l.tell("touchstone: %s: %s", one.file, note)
	}
	if one.join != "" {
		what += ", joined with " + short(one.join)
	}
	if l.dry {
		l.rows = append(l.rows, []string{short(row.Article), what, count(row.Paragraphs, "paragraph"), Cut(row.Title, 60), one.file})
		return l.value(row)
	}
	return l.result(row, "article %s  %s, %s, %s  %s", short(row.Article), what, count(row.Paragraphs, "paragraph"),
		count(row.Repeats, "repeat"), Cut(row.Title, 60))
}

// failure tells of an item that failed.
func (l *loading) failure(file string, err error) error {
	l.done, l.failed = l.done+1, l.failed+1
	var later interface{ Unavailable() bool }
	if errors.As(err, &later) && later.Unavailable() {
		l.later++
	}
	return l.fail(file, err)
}

// show shows on a terminal how far the work is, how fast it goes, and how long the rest takes at that.
func (l *loading) show(what string) {
	if !l.Terminal {
		return
	}
	l.wipe()
	line := fmt.Sprintf("%s  %d/%d", Cut(what, 60), l.done, l.of)
	if took := l.Now().Sub(l.began).Seconds(); took >= 1 && l.done > 0 {
		rate := float64(l.done) / took
		line += fmt.Sprintf(", %.0f a second, %v left", rate, time.Duration(float64(l.of-l.done)/rate*float64(time.Second)).Round(time.Second))
	}
	if l.done < l.of {
		fmt.Fprint(l.Stderr, "\r"+line)
		l.shown = true
	}
}
