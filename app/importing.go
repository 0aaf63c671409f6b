//go:build !headless

package app

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
)

// importFile asks for a colleague's export, and merges it in.
func (f *frame) importFile(string) {
	f.askPath("team.import", aFile, words.X("team.import.lead"), f.startFolder(), func(path string) error {
		f.rehearse(path, f.stopped)
		return nil
	})
}

// checkFile takes an export into an empty workspace, writes it again, and says what came of it. Nothing here changes.
func (f *frame) checkFile(string) {
	f.askPath("team.check", aFile, words.X("team.check.lead"), f.startFolder(), func(path string) error {
		var c cli.Checked
		f.work(words.X("job.checking"), func(ctx context.Context, _ *door, _ func(int, int)) (err error) {
			from, err := os.Open(path)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, from.Close()) }()
			format, err := f.parts.FormatOf(path, from)
			if err == nil && format != nil {
				return model.Refuse("field.malformed", "field", filepath.Base(path), "why", words.X("team.check.other", "format", words.X("format."+format.Name)))
			}
			if err == nil {
				c, err = f.parts.Check(stoppableReader{ctx, from}, path)
			}
			return err
		}, func() {
			said := "team.check.differs"
			switch {
			case c.Damaged != nil:
				said = "team.check.damaged"
			case c.Same:
				said = "team.check.same"
			}
			f.bar.say(words.X(said, "file", filepath.Base(path), "what", report(c.Counts).words()), c.Damaged != nil)
		}, func(err error) {
			if errors.Is(err, context.Canceled) {
				f.stopped(err)
				return
			}
			f.bar.say(explain(err), true) // it is the answer, and no accident
		})
		return nil
	})
}

// report counts what became of the streams of an import.
type report map[workspace.Status]int

func (r report) words() string {
	var parts []string
	for _, s := range []workspace.Status{
		workspace.StatusNew, workspace.StatusNewerThere, workspace.StatusConflict, workspace.StatusNewerHere,
		workspace.StatusKnown, workspace.StatusLost, workspace.StatusDamaged,
	} {
		if r[s] > 0 {
			parts = append(parts, words.X("import."+strings.ReplaceAll(string(s), " ", "-"), "count", r[s]))
		}
	}
	if len(parts) == 0 {
		return words.X("import.nothing")
	}
	return strings.Join(parts, ", ")
}

// rehearse says what an import would bring, and asks before it does.
func (f *frame) rehearse(path string, failed func(error)) {
	counts := report{}
	f.work(words.X("job.rehearsing"), func(ctx context.Context, _ *door, progress func(int, int)) error {
		return f.merge(ctx, path, nil, counts, progress)
	}, func() {
		fm := form.New(words.X("team.import"), words.X("team.import.rehearsed", "file", filepath.Base(path), "what", counts.words()), words.X("team.import.do"))
		f.ask(fm, func() error {
			f.answered(fm, false)
			f.absorb(path)
			return nil
		})
	}, failed)
}

func (f *frame) absorb(path string) {
	counts, backup := report{}, ""
	f.work(words.X("job.importing"), func(ctx context.Context, d *door, progress func(int, int)) (err error) {
		if backup, err = cli.BackupBeforeImport(f.desk); err != nil {
			return err
		}
		return f.absorbed(ctx, path, d, counts, progress)
	}, func() {
		f.bar.say(words.X("team.import.done", "what", counts.words(), "backup", backup), counts[workspace.StatusDamaged] > 0)
	}, f.stopped)
}

// absorbed takes a file in through the door by which it comes: items of another format are written as one's own facts, a
// colleague's export is merged.
func (f *frame) absorbed(ctx context.Context, path string, d *door, counts report, progress func(int, int)) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	format, err := f.parts.FormatOf(path, from)
	if err = errors.Join(err, from.Close()); err != nil {
		return err
	}
	take := func() error { return f.merge(ctx, path, d, counts, progress) }
	if format != nil {
		return take()
	}
	return d.Absorb(take)
}

// merge takes a file in, or says what it would bring: a colleague's export, or results of another program.
func (f *frame) merge(ctx context.Context, path string, d *door, counts report, progress func(int, int)) (err error) {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	format, err := f.parts.FormatOf(path, from)
	if err != nil {
		return err
	}
	if format != nil {
		t := &taking{f: f, door: d, counts: counts, progress: progress}
		err := format.Read(f.parts.Incoming(f.desk, stoppableReader{ctx, from}, path), t.take)
		return errors.Join(err, t.flush())
	}
	n := 0
	m, err := f.desk.Merge(filepath.Base(path), d == nil, func(r workspace.Report) {
		counts[r.Status]++
		n++
		progress(n, 0)
	})
	if err != nil {
		return err
	}
	return errors.Join(f.parts.Import(stoppableReader{ctx, from}, m), m.Close())
}

// taking takes in items of another format, a batch at a time; without a door it only says what would come in.
type taking struct {
	f        *frame
	door     *door
	items    []workspace.Foreign
	counts   report
	done     int
	progress func(int, int)
}

func (t *taking) take(item workspace.Foreign) error {
	if t.items = append(t.items, item); len(t.items) < workspace.BatchOfItems {
		return nil
	}
	return t.flush()
}

func (t *taking) flush() (err error) {
	if len(t.items) == 0 {
		return nil
	}
	var told []workspace.Outcome
	action := workspace.TakeIn(t.items, &told)
	if t.door != nil {
		_, err = t.door.Do(action)
	} else {
		err = t.f.desk.Read(func(r workspace.Reader) error {
			return action(r, model.NewBatch(r, strings.Repeat("0", 32), t.f.parts.Now(), t.f.parts.Nonce))
		})
	}
	t.items = t.items[:0]
	for _, o := range told {
		t.counts[o.Status]++
		t.done++
	}
	t.progress(t.done, 0)
	return err
}

// stoppableReader is a reader that fails when its job is canceled.
type stoppableReader struct {
	ctx context.Context //nolint:containedctx // it lives as long as one call
	io.ReadSeeker
}

func (s stoppableReader) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.ReadSeeker.Read(b)
}
