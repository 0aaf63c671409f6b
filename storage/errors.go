package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"touchstone/model"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Unavailable is an error that may be gone later: the file is locked, read-only, or the disk is full. Nothing was changed.
type Unavailable struct {
	What string // in a sentence, with what to do
	Err  error
}

// Error says what could not be done now, and what to do.
func (u *Unavailable) Error() string { return u.What }

// Unwrap gives the cause.
func (u *Unavailable) Unwrap() error { return u.Err }

// Unavailable marks the error for callers that do not know this package.
func (u *Unavailable) Unavailable() bool { return true }

// explain words SQLite's errors for people. Errors that are worded already pass through.
func explain(path, tried string, err error) error {
	if err == nil {
		return nil
	}
	var problem *model.Problem
	var unavailable *Unavailable
	if errors.As(err, &problem) || errors.As(err, &unavailable) {
		return err
	}
	var failure *sqlite.Error
	if errors.As(err, &failure) {
		return explainCode(path, tried, failure)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return &Unavailable{path + ": the disk is full; nothing was changed: make room and try again", err}
	case errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission):
		return readOnly(path, err)
	}
	return fmt.Errorf("%s: %s: %w", path, tried, err)
}

func explainCode(path, tried string, err *sqlite.Error) error {
	switch err.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return &Unavailable{path + ": another program has held the workspace for over 5 seconds; nothing was changed: try again", err}
	case lib.SQLITE_FULL:
		return &Unavailable{path + ": the disk is full; nothing was changed: make room and try again", err}
	case lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return readOnly(path, err)
	case lib.SQLITE_CANTOPEN:
		return &Unavailable{path + ": cannot open the workspace or the files beside it; is the folder there, may it be written, is there room?", err}
	case lib.SQLITE_IOERR:
		return &Unavailable{fmt.Sprintf("%s: reading or writing failed (%v); nothing was changed: check the disk and try again", path, err), err}
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return model.Refuse("workspace.damaged", "path", path, "why", err.Error())
	}
	return fmt.Errorf("%s: %s: %w", path, tried, err)
}

func readOnly(path string, err error) error {
	return &Unavailable{path + ": the workspace is read-only: copy it to a place you may write, or change its permissions", err}
}
