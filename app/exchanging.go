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
	"touchstone/model/workspace"
)

// export writes everything to a file for colleagues.
func (f *frame) export(string) {
	name := strings.TrimSuffix(filepath.Base(f.desk.Path()), filepath.Ext(f.desk.Path())) + "-" + f.parts.Now().Local().Format("2006-01-02") + ".json"
	desk := f.desk
	f.askPath("team.export", newFile, words.X("team.export.lead"), filepath.Join(f.startFolder(), name), func(path string) error {
		said := ""
		f.work(words.X("job.exporting"), func(ctx context.Context, _ *door, _ func(int, int)) error {
			return cli.ReplaceFile(path, func(w io.Writer) error {
				return desk.Export(func(from workspace.Exportable) (err error) {
					said, err = f.parts.Export(stoppable{ctx, w}, from, nil, false)
					return err
				})
			})
		}, func() { f.bar.say(words.X("team.export.done", "path", path, "what", said), false) }, f.stopped)
		return nil
	})
}

// stoppable is a writer that fails when its job is canceled.
type stoppable struct {
	ctx context.Context //nolint:containedctx // it lives as long as one call
	io.Writer
}

func (s stoppable) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Writer.Write(b)
}

// stopped tells of a failure, but for one that was asked for.
func (f *frame) stopped(err error) {
	if errors.Is(err, context.Canceled) {
		f.bar.say(words.X("job.canceled"), false)
		return
	}
	f.failed(err)
}

// importFile asks for a colleague's export, and merges it in.
func (f *frame) importFile(string) {
	f.askPath("team.import", aFile, words.X("team.import.lead"), f.startFolder(), func(path string) error {
		f.rehearse(path, f.stopped)
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
		return f.merge(ctx, path, true, counts, progress)
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
		return d.Absorb(func() error { return f.merge(ctx, path, false, counts, progress) })
	}, func() {
		f.bar.say(words.X("team.import.done", "what", counts.words(), "backup", backup), counts[workspace.StatusDamaged] > 0)
	}, f.stopped)
}

func (f *frame) merge(ctx context.Context, path string, dry bool, counts report, progress func(int, int)) (err error) {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	n := 0
	m, err := f.desk.Merge(filepath.Base(path), dry, func(r workspace.Report) {
		counts[r.Status]++
		n++
		progress(n, 0)
	})
	if err != nil {
		return err
	}
	return errors.Join(f.parts.Import(stoppableReader{ctx, from}, m), m.Close())
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
