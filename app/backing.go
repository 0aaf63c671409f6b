//go:build !headless

package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touchstone/app/words"
	"touchstone/model"
)

// A backup is made by itself: one a day of a workspace that changed since the last one. So many are kept as the preferences say.

// keepBackup makes a backup where one is due. It is asked every minute, and the first one waits until the window is at rest.
func (f *frame) keepBackup() {
	keep, folder, desk := f.prefs.backups(), f.parts.BackupFolder, f.desk
	if keep == 0 || folder == "" || !f.run.Idle() {
		return
	}
	now := f.parts.Now()
	if now.Sub(f.backed) < time.Hour {
		return
	}
	f.backed = now
	f.run.Beside(job{
		Work: func(context.Context, func(int, int)) (func(), error) {
			return nil, backUpTo(folder, desk, now, keep)
		},
		Failed: func(err error) { f.bar.say(words.X("pref.backups.failed", "why", err.Error()), true) },
	})
}

// backUpTo copies a workspace to a folder, unless nothing changed or today's is there, and drops all but the newest few of its copies.
func backUpTo(folder string, desk interface {
	Path() string
	Backup(path string) error
}, now time.Time, keep int,
) error {
	path, err := filepath.Abs(desk.Path())
	if err != nil {
		return err
	}
	changed, err := changedAt(path)
	if err != nil {
		return err
	}
	end := filepath.Ext(path)
	name := strings.TrimSuffix(filepath.Base(path), end) + "-" + model.Hash([]byte(path))[:6] + "-"
	all, err := filepath.Glob(filepath.Join(folder, escaped(name)+"*"+end))
	if err != nil {
		return err
	}
	slices.Sort(all)
	today := filepath.Join(folder, name+now.Local().Format(time.DateOnly)+end)
	if len(all) > 0 {
		last, err := os.Stat(all[len(all)-1])
		if err != nil {
			return err
		}
		if all[len(all)-1] == today || last.ModTime().After(changed) {
			return nil
		}
	}
	if err := desk.Backup(today); err != nil {
		return err
	}
	all = append(all, today)
	var failed error
	for _, old := range all[:max(0, len(all)-keep)] {
		failed = errors.Join(failed, os.Remove(old))
	}
	return failed
}

// escaped is a name in which nothing stands for anything else.
func escaped(name string) string {
	return strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`).Replace(name)
}

// changedAt is when a workspace was written last, in its file or in the log beside it.
func changedAt(path string) (time.Time, error) {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}, err
	}
	at := info.ModTime()
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 && log.ModTime().After(at) {
		at = log.ModTime()
	}
	return at, nil
}
