package storage

import (
	"bytes"
	"context"
	"database/sql"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"touchstone/model"

	_ "modernc.org/sqlite" // the driver
)

// Access says what a workspace file is opened for.
type Access int

// The ways to open a file.
const (
	Look   Access = iota // it must exist; reading is enough
	Change               // it must exist and be written
	Create               // it is made if missing
)

const (
	applicationID = 0x54535431 // "TST1"
	fileVersion   = 1
	pragmas       = "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&_pragma=synchronous(full)"
)

//go:embed schema/ledger.sql
var ledgerSchema string

//go:embed schema/index.sql
var indexSchema string

// File is an open workspace file. It satisfies workspace.Log and may be used from several goroutines.
type File struct {
	path   string
	write  *sql.DB // one connection; nil when the file may only be looked at
	read   *sql.DB
	copied string // a temporary copy that is removed on Close
	whole  string // how to open the file for nothing but reading it whole
	cache  cache
	near   nearby
	now    func() time.Time
	mu     sync.Mutex // one write at a time inside this process, so that it waits here and not in SQLite
}

// Open opens or makes a workspace file. now is the clock for arrivals. A missing index is made again, which progress (may be
// nil) tells about.
func Open(path string, access Access, now func() time.Time, progress func(done, total int)) (*File, error) {
	f := &File{path: path, now: now, whole: "mode=ro"}
	f.cache.init()
	writable, err := examine(path, access)
	if err != nil {
		return nil, err
	}
	if !writable {
		return f, f.openReadOnly()
	}
	if f.write, err = f.connect(1, "&_txlock=immediate&_pragma=journal_mode(wal)&_pragma=cache_size(-64000)&_pragma=wal_autocheckpoint(16000)"); err == nil {
		f.read, err = f.connect(4, "&_pragma=query_only(1)")
	}
	if err == nil {
		err = f.prepare(access, progress)
	}
	if err != nil {
		_ = f.Close() // the first error is the one to tell
		return nil, explain(path, "open the workspace", err)
	}
	return f, nil
}

func (f *File) connect(connections int, more string) (*sql.DB, error) {
	return connectTo(f.path, connections, pragmas+more)
}

func connectTo(path string, connections int, query string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: query}
	if !bytes.HasPrefix([]byte(u.Path), []byte("/")) { // a drive letter
		u.Path = "/" + u.Path
	}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// examine looks at the file before SQLite does, which would make an empty file into a database and word other faults badly.
func examine(path string, access Access) (writable bool, err error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist) && access == Create:
		return true, makeFolder(path)
	case errors.Is(err, fs.ErrNotExist):
		return false, model.Refuse("workspace.missing", "path", path)
	case err != nil && access == Look:
		if file, err = os.Open(path); err != nil {
			return false, explain(path, "open the workspace", err)
		}
	case err != nil:
		return false, explain(path, "open the workspace", err)
	default:
		writable = true
	}
	defer file.Close() //nolint:errcheck // it was only read
	info, err := file.Stat()
	if err != nil {
		return false, explain(path, "open the workspace", err)
	}
	if info.IsDir() {
		return false, model.Refuse("workspace.notsqlite", "path", path)
	}
	if info.Size() == 0 && access == Create {
		return writable, nil
	}
	return writable, examineHeader(path, file, info.Size(), logPending(path))
}

// logPending reports whether a write-ahead log waits beside the file. The file may then be shorter than its header says: a
// checkpoint that met a full disk leaves it so, and the log holds the rest.
func logPending(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

func makeFolder(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return explain(path, "make the workspace's folder", err)
	}
	return nil
}

// examineHeader reads SQLite's own header (https://www.sqlite.org/fileformat.html, section 1.3).
func examineHeader(path string, file io.Reader, size int64, pending bool) error {
	header := make([]byte, 100)
	if _, err := io.ReadFull(file, header); err != nil || string(header[:16]) != "SQLite format 3\x00" {
		return model.Refuse("workspace.notsqlite", "path", path)
	}
	page := int64(binary.BigEndian.Uint16(header[16:]))
	if page == 1 {
		page = 65536
	}
	if pages := int64(binary.BigEndian.Uint32(header[28:])); pages*page > size && !pending {
		return model.Refuse("workspace.damaged", "path", path, "why",
			fmt.Sprintf("it is cut off after %d of %d bytes", size, pages*page))
	}
	return nil
}

// prepare makes a new file's tables, checks that an old file is ours, and makes a missing index again.
func (f *File) prepare(access Access, progress func(done, total int)) error {
	id, version, err := f.marks()
	if err != nil {
		return err
	}
	if id == 0 && version == 0 && access == Create {
		if err := f.create(); err != nil {
			return err
		}
		id, version, err = f.marks()
		if err != nil {
			return err
		}
	}
	switch {
	case id != applicationID:
		return model.Refuse("workspace.notours", "path", f.path)
	case version > fileVersion:
		return model.Refuse("workspace.newer", "path", f.path)
	}
	missing, err := f.indexMissing(f.read)
	if err != nil || !missing {
		return err
	}
	return f.Rebuild(progress)
}

func (f *File) marks() (id, version int, err error) {
	ctx := context.Background()
	if err := f.read.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, 0, err
	}
	err = f.read.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return id, version, err
}

// create makes the tables, unless another process did so first or the file holds another program's.
func (f *File) create() error {
	tx, err := f.write.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	var tables int
	if err := tx.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil || tables > 0 {
		return err
	}
	for _, statement := range []string{
		ledgerSchema, indexSchema,
		fmt.Sprintf("PRAGMA application_id = %d", applicationID), fmt.Sprintf("PRAGMA user_version = %d", fileVersion),
	} {
		if _, err := tx.Exec(statement); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// openReadOnly opens a file that may not be written. SQLite needs to write beside a WAL file even to read it, unless it is
// told that the file cannot change; where a log is pending, a copy is opened.
func (f *File) openReadOnly() error {
	path := f.path
	f.whole = "mode=ro&immutable=1"
	if logPending(f.path) {
		copied, err := copyAside(f.path)
		if err != nil {
			return err
		}
		f.copied, path, f.whole = filepath.Dir(copied), copied, "mode=rw"
	}
	var err error
	if f.read, err = connectTo(path, 4, f.whole+"&_pragma=query_only(1)"); err != nil {
		return explain(f.path, "open the workspace", err)
	}
	id, version, err := f.marks()
	switch {
	case err != nil:
	case id != applicationID:
		err = model.Refuse("workspace.notours", "path", f.path)
	case version > fileVersion:
		err = model.Refuse("workspace.newer", "path", f.path)
	}
	if err == nil {
		var missing bool
		if missing, err = f.indexMissing(f.read); missing {
			err = readOnly(f.path+" (its index has to be made again)", nil)
		}
	}
	if err != nil {
		_ = f.Close() // the first error is the one to tell
		return explain(f.path, "open the workspace", err)
	}
	return nil
}

// copiedName is what the copy of a file that may not be written is called in its folder.
const copiedName = "workspace.db"

func copyAside(path string) (string, error) {
	folder, err := os.MkdirTemp("", "touchstone-")
	if err != nil {
		return "", explain(path, "copy the workspace aside", err)
	}
	copied := filepath.Join(folder, copiedName)
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + end)
		if err == nil {
			err = os.WriteFile(copied+end, data, 0o600)
		}
		if err != nil {
			return "", errors.Join(explain(path, "copy the workspace aside", err), os.RemoveAll(folder))
		}
	}
	return copied, nil
}

// Path returns where the file is.
func (f *File) Path() string { return f.path }

// Writable reports whether the file may be written.
func (f *File) Writable() bool { return f.write != nil }

// Close closes the file.
func (f *File) Close() error {
	var errs []error
	for _, db := range []*sql.DB{f.read, f.write} { // the writer last: it leaves one tidy file behind
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if f.copied != "" {
		errs = append(errs, os.RemoveAll(f.copied))
	}
	return errors.Join(errs...)
}
