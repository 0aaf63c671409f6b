//go:build !headless

package app

import (
	"context"
	"errors"
	"strings"

	"touchstone/app/cli"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// session is one open workspace, and who sits at it.
type session struct {
	parts cli.Parts
	run   *runner
	desk  cli.Desk
	ws    *door // used by jobs alone
	who   model.Identity
	tell  func([]workspace.Change) // in the window, after every write

	dirty map[string]string // drafts that are not stored yet, by whose they are and their place
	kept  map[string]string // drafts as they are stored
	typed map[string]int64  // and the order in which they were typed
	nth   int64             // of what was typed last
	alike namesakes
}

// openSession opens a workspace file, or makes it.
func openSession(parts cli.Parts, run *runner, path, as string, progress func(done, total int)) (*session, error) {
	desk, err := parts.Open(path, cli.Create, progress)
	var later interface{ Unavailable() bool }
	if errors.As(err, &later) && later.Unavailable() { // read-only: to be looked at
		var looked error
		if desk, looked = parts.Open(path, cli.Look, progress); looked == nil {
			err = nil
		}
	}
	if err != nil {
		return nil, err
	}
	s := &session{parts: parts, run: run, desk: desk, dirty: map[string]string{}, kept: map[string]string{}, typed: map[string]int64{}}
	if err := s.sit(as); err != nil {
		return nil, errors.Join(err, desk.Close())
	}
	drafts, err := desk.Drafts()
	if err != nil {
		return nil, errors.Join(err, desk.Close())
	}
	s.keepAll(drafts)
	return s, nil
}

// sit seats a person at the desk, by the name of their key; a key is made for a new one.
func (s *session) sit(as string) error {
	who, err := s.parts.Identity(as)
	if err != nil {
		return err
	}
	ws, err := workspace.New(s.desk, workspace.Settings{Who: who, Now: s.parts.Now, Nonce: s.parts.Nonce})
	if err != nil {
		return err
	}
	d := &door{Workspace: ws}
	ws.Watch(func(c workspace.Change) { d.changes = append(d.changes, slight(c)) })
	s.ws, s.who = d, who
	return nil
}

// door is the workspace as jobs use it, one after the other, with what changed since it was last told.
type door struct {
	*workspace.Workspace
	changes []workspace.Change
}

// slight is a change as the window takes it in: it reads again whatever it shows but the article on the screen, and an import
// changes a hundred thousand claims.
func slight(c workspace.Change) workspace.Change {
	if c.Old = nil; c.Stream.Noun() != model.NounArticle {
		c.New = nil
	}
	return c
}

// work runs aside what uses the workspace, and tells the window what changed before it runs then.
func (s *session) work(label string, work func(context.Context, *door, func(done, total int)) error, then func(), failed func(error)) {
	d := s.ws
	s.run.Go(job{Label: label, Failed: failed, Work: func(ctx context.Context, progress func(done, total int)) (func(), error) {
		err := work(ctx, d, progress)
		changes := d.changes
		d.changes = nil
		if len(changes) > 0 {
			s.run.post(func() {
				s.alike.forget(changes)
				s.tell(changes)
			})
		}
		return then, err
	}})
}

// Close ends the session after what waits is done.
func (s *session) Close() error {
	s.flush()
	done := make(chan error, 1)
	s.run.Go(job{Work: func(context.Context, func(int, int)) (func(), error) {
		done <- s.desk.Close()
		return nil, nil
	}})
	return <-done
}

// do writes an action aside. then and failed run in the window.
func (s *session) do(action model.Action, then func(workspace.Receipt), failed func(error)) {
	s.write(func(w *door) (workspace.Receipt, error) { return w.Do(action) }, then, failed)
}

func (s *session) write(how func(*door) (workspace.Receipt, error), then func(workspace.Receipt), failed func(error)) {
	var r workspace.Receipt
	s.work("", func(_ context.Context, d *door, _ func(int, int)) (err error) {
		r, err = how(d)
		return err
	}, func() {
		if then != nil {
			then(r)
		}
	}, failed)
}

// poll looks for what other processes wrote, unless there is work to do.
func (s *session) poll() {
	if s.run.Idle() {
		s.work("", func(_ context.Context, d *door, _ func(int, int)) error { return d.Poll() }, nil, func(error) {
			// A failure comes again, and is told, when something is done.
		})
	}
}

// read looks at the workspace as it is now. It is quick, and done in the window: readers wait for nobody.
func (s *session) read(look func(workspace.Reader, *sheet.Builder) error) error {
	called, err := s.called()
	if err != nil {
		return err
	}
	return s.desk.Read(func(r workspace.Reader) error {
		b := sheet.NewBuilder(r)
		b.Call(called)
		return look(r, b)
	})
}

// state reads what a stream adds up to.
func stateOf[T model.State](v model.View, noun model.Noun, id string) (T, error) {
	state, err := v.State(model.StreamOf(noun, id))
	thing, _ := state.(T)
	return thing, err
}

// scales are those of the workspace and the shipped ones, the desk's own choice first.
func (s *session) scales() ([]*model.Scale, error) {
	all := s.parts.Scales()
	ids, err := s.desk.List(model.NounScale)
	if err != nil {
		return nil, err
	}
	err = s.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, id := range ids {
			known := false
			for _, a := range all {
				known = known || a.ID() == id
			}
			if known {
				continue
			}
			scale, err := stateOf[*model.Scale](r, model.NounScale, id)
			if err != nil {
				return err
			}
			all = append(all, scale)
		}
		desk, err := stateOf[*model.Desk](r, model.NounDesk, model.DeskStream.ID())
		if err != nil {
			return err
		}
		for i, a := range all {
			if desk != nil && desk.Scale != "" && (a.Key == desk.Scale || a.ID() == desk.Scale) {
				all[0], all[i] = all[i], all[0]
			}
		}
		return nil
	})
	return all, err
}

// deskScale reports whether the desk has a scale of its own.
func (s *session) deskScale() (has bool, err error) {
	err = s.read(func(r workspace.Reader, _ *sheet.Builder) error {
		desk, err := stateOf[*model.Desk](r, model.NounDesk, model.DeskStream.ID())
		has = desk != nil && desk.Scale != ""
		return err
	})
	return has, err
}

// sourceNames returns the known names that a begun one fits: those it begins first, then those with a word that it begins.
func (s *session) sourceNames(begun string) []string {
	begun = strings.ToLower(strings.TrimSpace(begun))
	var first, second []string
	ids, err := s.desk.List(model.NounSource)
	if err != nil {
		return nil // an offer less; what is wrong with the file is told when something is done
	}
	_ = s.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, id := range ids {
			source, err := stateOf[*model.Source](r, model.NounSource, id)
			if err != nil {
				return err
			}
			for _, name := range source.Names() {
				switch low := strings.ToLower(name); {
				case strings.HasPrefix(low, begun):
					first = append(first, name)
				case strings.Contains(low, " "+begun):
					second = append(second, name)
				}
			}
		}
		return nil
	})
	return append(first, second...)
}
