//go:build !headless

package app

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touchstone/app/batch"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
)

// batching is the desk while many articles are looked at and loaded: what there is of each, in the table and after.
type batching struct {
	*frame
	panel *batch.Panel
	form  *form.Form
	found gathering
	into  string
	all   []candidate
	rows  []int // the candidates that the table shows
	busy  bool  // they are still being looked at
	ids   []string
	moved []model.Carrying
}

// tabulate looks aside at what files hold, and shows it as a table before anything of it is stored. Where the columns of a list
// say nothing, it asks first.
func (f *frame) tabulate(g gathering, into string) {
	for _, file := range g.files {
		if list := g.lists[file]; list != nil && !f.mapped(list) {
			f.askColumns(file, list, func() { f.tabulate(g, into) })
			return
		}
	}
	b := &batching{frame: f, found: g, into: into, busy: true}
	for _, t := range g.troubles {
		b.add(t)
	}
	for _, file := range g.results {
		b.add(candidate{file: file, at: -1, name: file, err: model.Refuse("list.results")})
	}
	b.open(words.X("batch.looking"))
	m := &many{parts: f.parts, desk: f.desk, lists: g.lists, into: into}
	f.run.Aside(job{Label: words.X("job.looking"), Work: func(ctx context.Context, progress func(int, int)) (func(), error) {
		m.told = progress
		var fresh []candidate
		last := time.Now()
		hand := func() {
			all := fresh
			fresh, last = nil, time.Now()
			f.run.post(func() { b.come(all) })
		}
		m.survey(ctx, g.files, func(c candidate) {
			if fresh = append(fresh, c); time.Since(last) > 100*time.Millisecond {
				hand()
			}
		})
		hand()
		stopped := ctx.Err() != nil
		return func() { b.looked(stopped) }, nil
	}})
}

// add adds a candidate to the table. One that cannot be read is out until a person takes it in to be tried again.
func (b *batching) add(c candidate) {
	c.out = c.err != nil
	b.rows = append(b.rows, len(b.all))
	b.all = append(b.all, c)
}

// come shows what was looked at meanwhile.
func (b *batching) come(fresh []candidate) {
	if !b.opened() {
		return
	}
	for _, c := range fresh {
		b.add(c)
	}
	b.panel.Show(len(b.rows), b.summary())
}

// looked offers to load what was looked at.
func (b *batching) looked(stopped bool) {
	if !b.opened() {
		return
	}
	b.busy = false
	b.offer(words.X("batch.lead"))
	if stopped {
		b.form.Note(words.N("batch.stopped", len(b.rows)))
	}
}

// opened reports whether the table is what is seen.
func (b *batching) opened() bool { return b.intake != nil && b.intake.form == b.form }

// open shows the table, with a form that says what is done.
func (b *batching) open(lead string) {
	b.panel = batch.New(words.X("batch.title"), b.host())
	b.panel.Show(len(b.rows), b.summary())
	b.form = form.New(words.X("batch.form"), lead, words.X("batch.wait"))
	b.show(b.form)
	b.form.Busy(true)
}

func (b *batching) show(fm *form.Form) {
	b.take(&intake{of: b, form: fm, object: b.panel.Object(), first: b.panel.Focusable(), left: func() {
		if b.busy {
			b.run.Forget()
		}
	}}, b.load)
}

// offer asks what is to be done with what was looked at.
func (b *batching) offer(lead string) {
	near, refused := 0, 0
	for _, i := range b.rows {
		if c := b.all[i]; len(c.near) > 0 {
			near++
		} else if private(c.err) {
			refused++
		}
	}
	fm := form.New(words.X("batch.form"), lead, b.accept(nearKeep))
	if near > 0 {
		var options []form.Option
		for _, what := range []string{nearKeep, nearCapture, nearJoin, nearSkip} {
			options = append(options, form.Option{Key: what, Label: words.X("near." + what), More: words.X("near." + what + ".more")})
		}
		fm.Add("near", form.NewChoice(words.N("batch.near", near), options, nearKeep))
	}
	if refused > 0 {
		fm.Add("private", form.NewCheck(words.X("batch.private"), false))
	}
	if len(b.found.lists) > 0 {
		fm.Add("columns", form.NewButton(words.X("batch.columns"), b.columns))
	}
	fm.Changed = func(string) { b.renew() }
	b.form = fm
	b.show(fm)
	b.panel.Show(len(b.rows), b.summary())
}

// accept is the word on the button: how many would be loaded.
func (b *batching) accept(choice string) string { return words.N("batch.do", len(b.wanted(choice))) }

// wanted are the candidates of the table that would be loaded, by their numbers.
func (b *batching) wanted(choice string) map[int]candidate {
	all := map[int]candidate{}
	for _, i := range b.rows {
		if c := b.all[i]; c.wanted(choice) && !b.busy {
			all[i] = c
		}
	}
	return all
}

// renew says again how many would be loaded.
func (b *batching) renew() {
	if !b.busy {
		b.form.Offer(b.accept(b.form.Value("near")))
	}
	b.panel.Show(len(b.rows), b.summary())
}

func (b *batching) host() batch.Host {
	return batch.Host{Row: b.row, Toggle: b.toggle, Chosen: b.chosen, Columns: b.columns, Key: b.intakeKey, Shortcut: b.intakeShortcut}
}

// columns asks which column holds what in the list that the arrows point at, else in the first one, and looks through everything
// anew.
func (b *batching) columns() {
	if b.busy || len(b.found.lists) == 0 {
		return
	}
	file := ""
	if at := b.panel.At(); at < len(b.rows) {
		file = b.all[b.rows[at]].file
	}
	if b.found.lists[file] == nil {
		file = slices.Sorted(maps.Keys(b.found.lists))[0]
	}
	b.askColumns(file, b.found.lists[file], func() { b.tabulate(b.found, b.into) })
	b.frame.panel.Form().Canceled = func() { b.offer(words.X("batch.lead")) }
}

// chosen says all of what is wrong with a row, which may be too long for it.
func (b *batching) chosen(row int) {
	if c := b.all[b.rows[row]]; c.err != nil {
		b.form.Note(explain(c.err))
	} else {
		b.form.Note("")
	}
}

// toggle takes a row out, or in again.
func (b *batching) toggle(row int) {
	c := &b.all[b.rows[row]]
	c.out = !c.out
	b.renew()
}

// summary counts the rows by what they are.
func (b *batching) summary() string {
	counts := map[string]int{}
	for _, i := range b.rows {
		counts[b.all[i].kind()]++
	}
	var parts []string
	for _, kind := range []string{"new", "newer", "known", "near", "page", "trouble"} {
		if n := counts[kind]; n > 0 {
			parts = append(parts, words.N("batch.count."+kind, n))
		}
	}
	if len(parts) == 0 {
		return words.X("batch.empty")
	}
	return strings.Join(parts, " · ")
}

// kind is what a candidate is, in a word of the table.
func (c candidate) kind() string {
	switch {
	case c.err != nil:
		return "trouble"
	case len(c.near) > 0:
		return "near"
	case c.what == "":
		return "page"
	}
	return string(c.what)
}

// row is what the table shows of a candidate.
func (b *batching) row(i int) batch.Row {
	c := b.all[b.rows[i]]
	kind := c.kind()
	row := batch.Row{Title: c.title, What: words.X("batch.what." + kind), Tick: "☑", Look: kind == "trouble" || kind == "near"}
	name := filepath.Base(c.name)
	if c.url != "" {
		name = c.url
	}
	parts := []string{name}
	if c.words > 0 {
		parts = append(parts, words.N("preview.words", c.words))
	}
	switch kind {
	case "trouble":
		parts = []string{strings.ReplaceAll(explain(c.err), c.name, name)} // the folder would push the reason out of sight
	case "near":
		row.What = words.X("batch.what.near", "percent", c.near[0].percent)
		parts = append(parts, c.near[0].words("near.ask"))
	}
	for _, note := range c.notes {
		parts = append(parts, "⚠ "+note)
		row.Look = true
	}
	if row.Title == "" {
		row.Title = name
	}
	row.Detail = strings.Join(parts, " · ")
	switch {
	case c.what == isKnown:
		row.Tick = "–"
	case c.out:
		row.Tick = "☐"
	}
	return row
}

// load loads aside what is wanted, and leaves the window free.
func (b *batching) load() error {
	choice := b.form.Value("near")
	all := b.wanted(choice)
	if b.busy || len(all) == 0 {
		return model.Refuse("nothing.changes")
	}
	l := &loader{many: many{parts: b.parts, desk: b.desk, lists: b.found.lists, into: b.into}, private: b.form.Value("private") == "yes", choice: choice}
	l.write = b.await()
	l.became = func(o []outcome) { b.run.post(func() { b.became(o) }) }
	b.answered(b.form, false)
	b.run.Aside(job{Label: words.X("job.loading"), Work: func(ctx context.Context, progress func(int, int)) (func(), error) {
		l.told = progress
		err := l.load(ctx, all)
		if ctx.Err() != nil {
			err = nil
		}
		return func() { b.loadedMany(all, ctx.Err() != nil) }, err
	}, Failed: func(err error) {
		b.loadedMany(all, true)
		b.failed(err)
	}})
	return nil
}

// became takes in what became of some.
func (b *batching) became(all []outcome) {
	for _, o := range all {
		c := &b.all[o.of]
		c.err, c.done = o.err, o.err == nil
		if o.article != "" {
			b.ids, b.moved = append(b.ids, o.article), append(b.moved, o.carried...)
		}
	}
}

// loadedMany tells what came of loading, and offers what is left again.
func (b *batching) loadedMany(all map[int]candidate, stopped bool) {
	b.rows = nil
	failed, first := 0, ""
	for i := range b.all {
		if _, asked := all[i]; b.all[i].done || !asked && b.all[i].err == nil {
			continue
		}
		b.rows = append(b.rows, i)
		if err := b.all[i].err; err != nil {
			if failed++; first == "" {
				first = explain(err)
			}
		}
	}
	if b.shown == nil || len(all) == 1 {
		b.loaded(b.ids, nil, b.moved)
	}
	if len(b.rows) == 0 {
		b.bar.say(words.N("article.loaded", len(b.ids)), false)
		return
	}
	what := words.N("article.failed", failed, "first", first, "loaded", len(b.ids))
	if stopped {
		what = words.N("batch.left", len(b.rows), "loaded", len(b.ids))
	}
	b.bar.ask(what, failed > 0, choice{words.X("batch.again"), b.again}, choice{words.X("failed.close"), func() {}})
}

// again shows the table of what is left, to be tried again.
func (b *batching) again() {
	for _, i := range b.rows {
		b.all[i].out = false
	}
	b.panel = batch.New(words.X("batch.title"), b.host())
	b.offer(words.X("batch.rest"))
}

// await gives a way to do something to the workspace from aside and to wait for it. What is stopped by then is not done.
func (s *session) await() func(context.Context, func(*door) error) error {
	d := s.ws
	return func(ctx context.Context, do func(*door) error) error {
		done := make(chan error, 1)
		s.run.Go(job{Work: func(context.Context, func(int, int)) (func(), error) {
			err := errStopped
			if ctx.Err() == nil {
				err = do(d)
			}
			changes := d.changes
			d.changes = nil
			if len(changes) > 0 {
				s.run.post(func() { s.tell(changes) })
			}
			done <- err
			return nil, nil
		}})
		return <-done
	}
}
