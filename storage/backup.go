package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Backup writes the whole workspace, as it is at one moment, to another file, atomically; a file there is replaced. It also
// works while others write.
func (f *File) Backup(path string) error {
	if err := makeFolder(path); err != nil {
		return err
	}
	if same, err := sameFile(path, f.path); err != nil || same {
		return errors.Join(err, fmt.Errorf("%s: a backup goes to another file than the workspace itself", path))
	}
	half := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := os.Remove(half); err != nil && !errors.Is(err, os.ErrNotExist) {
		return explain(path, "write the backup", err)
	}
	err := f.copyTo(half)
	if err == nil {
		err = syncFile(half)
	}
	if err == nil {
		err = os.Rename(half, path)
	}
	if err != nil {
		return errors.Join(explain(path, "write the backup", err), removeIfThere(half))
	}
	return nil
}

// copyTo writes a tidy copy. It has a connection of its own: those of the file may write only events, or nothing.
func (f *File) copyTo(path string) error {
	from := f.path
	if f.copied != "" {
		from = filepath.Join(f.copied, copiedName)
	}
	db, err := connectTo(from, 1, f.whole+"&_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	_, err = db.ExecContext(context.Background(), "VACUUM INTO ?", path)
	return errors.Join(err, db.Close())
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func sameFile(a, b string) (bool, error) {
	first, err := os.Stat(a)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second), err
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
