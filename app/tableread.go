//go:build !headless

package app

import (
	"context"
	"maps"
	"slices"
	"time"

	"touchstone/app/cli"
	"touchstone/app/table"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2/lang"
)

const (
	pageRead = 500 // claims that are read at a time: a reader that stays keeps SQLite from tidying up
	mostSome = 500 // changed claims that are read again by themselves; of more all are
)

// readAll reads all claims aside, a page at a time, and shows them as they come.
func (t *tabling) readAll() {
	if t.stop != nil {
		t.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	t.stop, t.read, t.wanted = stop, t.read+1, 1
	nth, desk, now, run := t.read, t.desk, t.now(), t.run
	run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		ids, err := desk.List(model.NounClaim)
		all, maker := len(ids), table.NewMaker(lang.SystemLocale().String())
		for err == nil && len(ids) > 0 && ctx.Err() == nil {
			var lines map[string]*table.Line
			n := min(len(ids), pageRead)
			if lines, err = readLines(desk, ids[:n], maker, now); err == nil {
				run.post(func() { t.took(ctx, nth, lines, all) })
			}
			ids = ids[n:]
		}
		if ctx.Err() != nil {
			return nil, nil //nolint:nilerr // what failed was of no use any more
		}
		return func() { t.took(ctx, nth, nil, 0) }, err
	}, Failed: func(err error) {
		t.wanted = 0
		t.failed(err)
	}})
}

// readSome reads claims again that changed.
func (t *tabling) readSome(ids []string) {
	t.read++
	nth, desk, now := t.read, t.desk, t.now()
	t.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		lines, err := readLines(desk, ids, table.NewMaker(lang.SystemLocale().String()), now)
		return func() {
			if desk == t.desk {
				t.took(context.Background(), nth, lines, t.wanted)
				t.arrange()
			}
		}, err
	}})
}

// readLines reads claims as they are at one moment; nil for one that is gone.
func readLines(desk cli.Desk, ids []string, maker *table.Maker, now time.Time) (map[string]*table.Line, error) {
	lines := make(map[string]*table.Line, len(ids))
	err := desk.Read(func(r workspace.Reader) error {
		b := sheet.NewBuilder(r)
		named, err := r.NamedClaims()
		if err != nil {
			return err
		}
		flagged, err := r.FlaggedEvidence()
		if err != nil {
			return err
		}
		b.Hasten(named, flagged)
		claims, err := r.Briefs(ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			lines[id] = nil
		}
		for _, c := range claims {
			l, err := b.Listed(c, now)
			if err != nil {
				return err
			}
			lines[c.ID()] = maker.Line(l)
		}
		return nil
	})
	return lines, err
}

// took takes in what was read. Where two readings read a claim the one that was asked for later has it as it is. wanted is how many
// claims there are to be read, 0 once they are.
func (t *tabling) took(ctx context.Context, nth int, lines map[string]*table.Line, wanted int) {
	if ctx.Err() != nil {
		return
	}
	if t.at == nil {
		t.at, t.of = map[string]int{}, map[string]int{}
	}
	t.wanted = wanted
	t.all = slices.Clone(t.all) // they may be being arranged
	for id, l := range lines {
		if t.of[id] > nth {
			continue
		}
		i, known := t.at[id]
		if !known {
			i = len(t.all)
			t.at[id], t.all, t.gone = i, append(t.all, nil), t.gone+1
		}
		if t.all[i] == nil {
			t.gone--
		}
		if t.all[i], t.of[id] = l, nth; l == nil {
			t.gone++
		}
	}
	// While all are being read they are arranged anew only when there are half as many again.
	if wanted == 0 || t.arranged == 0 || len(t.all) >= t.arranged*3/2 {
		t.arrange()
	}
}

// changed reads again what changes touched.
func (t *tabling) changed(changes []workspace.Change) {
	if t.stop == nil { // nothing was read yet
		return
	}
	ids := map[string]bool{}
	all := len(changes) > mostSome
	err := t.frame.read(func(r workspace.Reader, b *sheet.Builder) error {
		for _, c := range changes {
			if all {
				return nil
			}
			touched, err := changedClaims(r, b, c)
			if err != nil {
				return err
			}
			for _, id := range touched {
				ids[id] = true
			}
			all = len(ids) > mostSome || touchesAll(c)
		}
		return nil
	})
	switch {
	case err != nil:
		t.failed(err)
	case all:
		t.readAll()
	case len(ids) > 0:
		t.readSome(slices.Sorted(maps.Keys(ids)))
	}
}

// touchesAll reports whether a change says something of claims all over the desk: what it asks of verdicts, or what somebody who was
// known before is called.
func touchesAll(c workspace.Change) bool {
	before, known := c.Old.(*model.Person)
	return c.Stream == model.DeskStream || c.Stream.Noun() == model.NounPerson && (!known || before.Name != "")
}

// changedClaims are the claims of which a table shows something else after a change.
func changedClaims(r workspace.Reader, b *sheet.Builder, c workspace.Change) ([]string, error) {
	switch now := c.New.(type) {
	case *model.Claim:
		ids := []string{now.ID()}
		before, _ := c.Old.(*model.Claim)
		for _, one := range []*model.Claim{now, before} { // a claim it is joined with no longer may stop wanting attention
			if one == nil {
				continue
			}
			group, err := b.Group(one)
			if err != nil {
				return nil, err
			}
			for _, other := range group {
				ids = append(ids, other.ID())
			}
			ids = append(ids, one.Joined...)
		}
		return ids, nil
	case *model.Article:
		var ids []string
		before, _ := c.Old.(*model.Article)
		for _, a := range []*model.Article{now, before} {
			if a == nil {
				continue
			}
			for _, capture := range a.Captures {
				in, err := r.ClaimsIn(capture.Text)
				if err != nil {
					return nil, err
				}
				ids = append(ids, in...)
			}
		}
		return ids, nil
	case *model.Source:
		return namingAny(r, append([]string{now.ID()}, now.Merged...))
	}
	return claimsNaming(r, c.Stream)
}

// namingAny are the claims that name sources, or others in whose place they are shown.
func namingAny(r workspace.Reader, sources []string) ([]string, error) {
	var ids []string
	for _, source := range sources {
		group, err := inPlaceOf(r, source)
		if err != nil {
			return nil, err
		}
		for _, id := range group {
			named, err := claimsNaming(r, model.StreamOf(model.NounSource, id))
			if err != nil {
				return nil, err
			}
			ids = append(ids, named...)
		}
	}
	return ids, nil
}

func claimsNaming(r workspace.Reader, thing model.Stream) ([]string, error) {
	naming, err := r.Naming(thing)
	var ids []string
	for _, s := range naming {
		if s.Noun() == model.NounClaim {
			ids = append(ids, s.ID())
		}
	}
	return ids, err
}
