//go:build !headless

package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model/workspace"
)

// checkFile takes a file of results into an empty workspace, writes it again, and says what came of it. Nothing here changes.
func (f *frame) checkFile(string) {
	f.askPath("team.check", aFile, words.X("team.check.lead"), f.startFolder(), func(path string) error {
		var checked cli.Checked
		var format *workspace.Format
		f.work(words.X("job.checking"), func(ctx context.Context, _ *door, _ func(int, int)) (err error) {
			from, err := os.Open(path)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, from.Close()) }()
			if format, err = f.parts.FormatOf(path, from); err == nil {
				checked, err = f.parts.Check(ctx, f.desk, from, path, format)
			}
			return err
		}, func() {
			if format == nil {
				f.bar.say(tellExport(path, checked), checked.Damaged != nil)
				return
			}
			f.tellChecked(path, format.Name, checked)
		}, func(err error) {
			if errors.Is(err, context.Canceled) {
				f.bar.say(words.X("team.import.stopped"), false)
				return
			}
			f.bar.say(filepath.Base(path)+": "+strings.TrimPrefix(explain(err), path+": "), true) // it is the answer, and no accident
		})
		return nil
	})
}

// tellExport says what came of an export of Touchstone's own.
func tellExport(path string, c cli.Checked) string {
	said := "team.check.differs"
	switch {
	case c.Damaged != nil:
		said = "team.check.damaged"
	case c.Same:
		said = "team.check.same"
	}
	return words.X(said, "file", filepath.Base(path), "what", report(c.Counts).words())
}

// tellChecked says in a panel what came of results in another format, which may be taken in from there.
func (f *frame) tellChecked(path, format string, c cli.Checked) {
	parts := []string{words.X("team.check.there", "file", filepath.Base(path), "format", words.X("format."+format), "what", report(c.Counts).words())}
	switch {
	case !c.Same:
		parts = append(parts, words.X("team.check.lost", "what", firstLost(c.Lost)))
	case c.Claims > 0: // of none there is nothing to say
		parts = append(parts, words.N("team.check.back", c.Claims))
	}
	if len(c.Notes) > 0 {
		parts = append(parts, words.X("team.import.troubles", "what", strings.Join(c.Notes, "\n")))
	}
	fm := form.New(words.X("team.check"), strings.Join(parts, "\n\n"), words.X("team.import.next"))
	f.ask(fm, func() error {
		f.answered(fm, false)
		f.rehearse(coming{path: path}, nil, f.failed)
		return nil
	})
}

// firstLost names the first claims that would not be carried, and says how many more there are.
func firstLost(all []string) string {
	const shown = 5
	var quoted []string
	for _, statement := range all[:min(len(all), shown)] {
		quoted = append(quoted, words.Quoted(statement))
	}
	said := strings.Join(quoted, "\n")
	if left := len(all) - shown; left > 0 {
		said += "\n" + words.N("team.check.more", left)
	}
	return said
}
