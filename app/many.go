//go:build !headless

package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"touchstone/app/cli"
	"touchstone/model"
	"touchstone/model/workspace"
)

// At most so many articles, or so many bytes of them, are stored in one write, as by the command line. What was read waits in
// memory until then, and no longer.
const (
	groupArticles = 256
	groupBytes    = 2 << 20
)

// candidate is one of many articles that may be loaded. Its document is not kept: it is read again when it is stored.
type candidate struct {
	file  string // the file it is in
	at    int    // which of those that the file lists, -1 for the file itself
	name  string // the file and the place in it
	url   string // of a page that is fetched when it is loaded, "" for none
	title string
	words int
	what  fate // "" where that is not known before it is fetched
	near  []nearly
	err   error // why it cannot be loaded
	out   bool  // a person took it out
	done  bool  // it is stored
}

// many are articles that are looked at, or loaded, one after the other.
type many struct {
	parts cli.Parts
	desk  cli.Desk
	lists map[string]*listing // by their files
	into  string              // the article that they are newer texts of, "" for none
	// The progress of either.
	done, total int
	told        func(done, total int)
}

// survey looks at everything that files hold and stores nothing. Each candidate is handed on when it is known.
func (m *many) survey(ctx context.Context, files []string, found func(candidate)) {
	m.total = len(files)
	m.told(0, m.total)
	seen := map[string]bool{} // texts, as those of two files can be the same
	for _, file := range files {
		if ctx.Err() != nil {
			return
		}
		items, listed := m.parts.Listed(file, m.names(file))
		if !listed {
			doc, err := m.parts.ReadFile(file)
			m.through()
			found(m.candidate(candidate{file: file, at: -1, name: file, err: err}, doc, seen))
			continue
		}
		m.total--
		at := 0
		for it := range items {
			m.total++
			m.through()
			found(m.candidate(candidate{file: file, at: at, name: it.Name, url: it.URL, err: it.Err}, it.Document, seen))
			if at++; ctx.Err() != nil {
				return
			}
		}
	}
}

// names says which column of a list holds what, where its names do not.
func (m *many) names(file string) map[string]string {
	if list := m.lists[file]; list != nil {
		return list.names
	}
	return nil
}

func (m *many) through() {
	m.done++
	m.told(m.done, m.total)
}

// candidate says of a document what storing it would come to.
func (m *many) candidate(c candidate, doc model.Document, seen map[string]bool) candidate {
	if doc.Fields != nil {
		c.title = strings.Clone(doc.Fields.Text("title")) // a part of the page would keep all of it
	}
	if c.err != nil || c.url != "" {
		return c
	}
	c.words = len(strings.Fields(doc.Text))
	id := model.Hash([]byte(doc.Text))
	if seen[id] {
		c.what = isKnown
		return c
	}
	seen[id] = true
	c.err = m.desk.Read(func(r workspace.Reader) error {
		look, err := foresee(r, doc, m.into, m.parts.Now())
		c.what, c.near = look.what, look.near
		return err
	})
	return c
}

// wanted reports whether a candidate is loaded.
func (c candidate) wanted(choice string) bool {
	return !c.out && !c.done && c.what != isKnown && (choice != nearSkip || len(c.near) == 0)
}

// outcome is what became of a candidate.
type outcome struct {
	of      int // its number
	article string
	carried []model.Carrying
	err     error
}

// loader reads candidates again and stores them.
type loader struct {
	many
	private bool   // pages that are not on the public internet are fetched, too
	choice  string // what is done with what is nearly the same as an article here
	write   func(context.Context, func(*door) error) error
	became  func([]outcome)

	group []waiting
	bytes int
}

// waiting is a document that waits for the next write.
type waiting struct {
	of     int
	doc    model.Document
	action model.Action
}

// load stores candidates, by their numbers. It ends early where nothing can be stored now; what was told of is stored.
func (l *loader) load(ctx context.Context, all map[int]candidate) error {
	l.total = len(all)
	numbers := make([]int, 0, len(all))
	for n := range all {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for len(numbers) > 0 && ctx.Err() == nil {
		first := all[numbers[0]]
		n := 1
		for first.at >= 0 && n < len(numbers) && all[numbers[n]].file == first.file {
			n++
		}
		if err := l.some(ctx, all, numbers[:n]); err != nil {
			return err
		}
		numbers = numbers[n:]
	}
	return l.flush(ctx)
}

// some reads candidates of one file.
func (l *loader) some(ctx context.Context, all map[int]candidate, numbers []int) error {
	first := all[numbers[0]]
	if first.at < 0 {
		doc, err := l.parts.ReadFile(first.file)
		return l.wait(ctx, numbers[0], first, doc, err)
	}
	items, _ := l.parts.Listed(first.file, l.names(first.file))
	at := 0
	for it := range items {
		if n := numbers[0]; at == all[n].at {
			doc, err := it.Document, it.Err
			if it.URL != "" && err == nil {
				if doc, err = l.page(ctx, it); err != nil && ctx.Err() != nil {
					return nil // the person stopped it
				}
			}
			if err := l.wait(ctx, n, all[n], doc, err); err != nil {
				return err
			}
			numbers = numbers[1:]
		}
		if at++; len(numbers) == 0 || ctx.Err() != nil {
			return nil
		}
	}
	for _, n := range numbers { // the file is shorter than it was
		if err := l.wait(ctx, n, all[n], model.Document{}, errGone); err != nil {
			return err
		}
	}
	return nil
}

// errGone says that a list has changed since it was looked at.
var errGone = errors.New("it is no longer in the list")

// page fetches a page of a list. What the list says of it stands.
func (l *loader) page(ctx context.Context, it model.Listed) (model.Document, error) {
	if err := l.flush(ctx); err != nil {
		return model.Document{}, err
	}
	doc, _, err := l.parts.Fetch(ctx, it.URL, l.private, model.Origin{})
	if err != nil {
		return doc, err
	}
	for field, value := range it.Fields {
		doc.Fields[field], doc.Found[field] = value, it.Found[field]
	}
	return doc, nil
}

// wait lets a document wait for the next write.
func (l *loader) wait(ctx context.Context, n int, c candidate, doc model.Document, err error) error {
	if err != nil {
		l.became([]outcome{{of: n, err: err}})
		l.through()
		return nil //nolint:nilerr // it is told of, and the others go on
	}
	l.group = append(l.group, waiting{n, doc, storing(doc, l.into, l.choice, c.near, l.parts.Now())})
	l.bytes += len(doc.Text) + len(doc.Bytes)
	if len(l.group) < groupArticles && l.bytes < groupBytes {
		return nil
	}
	return l.flush(ctx)
}

// flush stores what waits, unless the person stopped it.
func (l *loader) flush(ctx context.Context) error {
	group := l.group
	l.group, l.bytes = nil, 0
	if len(group) == 0 {
		return nil
	}
	actions := make([]model.Action, len(group))
	for i, one := range group {
		actions[i] = one.action
	}
	all := make([]outcome, len(group))
	err := l.write(ctx, func(d *door) error {
		results, err := d.DoMany(actions)
		for i, r := range results {
			all[i] = outcome{of: group[i].of, carried: r.Carried, article: r.Stream(model.NounArticle).ID()}
			if r.Refused != nil {
				all[i].err = r.Refused
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	l.became(all)
	for range group {
		l.through()
	}
	return nil
}
