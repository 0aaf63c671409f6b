package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
)

// local is the arrival of events that were written here.
const local = ""

// tx is the log at one moment, or inside one write. It satisfies workspace.Writer and workspace.Exportable.
type tx struct {
	file   *File
	sql    *sql.Tx
	seq    int64 // the newest event that it sees
	began  int64 // the newest event before it, which stands whatever becomes of it
	stmts  map[string]*sql.Stmt
	fresh  map[model.Stream]*folded // what this write changed
	writes bool
	due    due
}

// Read lets look at the log as it is at one moment.
func (f *File) Read(look func(workspace.Reader) error) error {
	return f.at(func(t *tx) error { return look(t) })
}

// Export lets an export walk through the log as it is at one moment.
func (f *File) Export(walk func(workspace.Exportable) error) error {
	return f.at(func(t *tx) error { return walk(t) })
}

func (f *File) at(look func(*tx) error) error {
	began, err := f.read.BeginTx(context.Background(), nil)
	if err != nil {
		return explain(f.path, "read the workspace", err)
	}
	defer began.Rollback() //nolint:errcheck // nothing was written
	t, err := newTx(f, began, false)
	if err == nil {
		err = look(t)
	}
	return explain(f.path, "read the workspace", err)
}

func newTx(f *File, began *sql.Tx, writes bool) (*tx, error) {
	t := &tx{file: f, sql: began, stmts: map[string]*sql.Stmt{}, fresh: map[model.Stream]*folded{}, writes: writes}
	// A deleted event leaves its arrival behind, and its number is not given again.
	err := t.row("SELECT max(coalesce((SELECT max(seq) FROM event), 0), coalesce((SELECT max(seq) FROM arrival), 0))").Scan(&t.seq)
	t.began = t.seq
	return t, err
}

// Write is one transaction: what do appends is stored whole or not at all.
func (f *File) Write(do func(workspace.Writer) error) error {
	return f.transact(func(t *tx) error { return do(t) })
}

func (f *File) transact(do func(*tx) error) error {
	if f.write == nil {
		return readOnly(f.path, nil)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	began, err := f.write.BeginTx(context.Background(), nil)
	if err != nil {
		return explain(f.path, "begin to write", err)
	}
	defer began.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	t, err := newTx(f, began, true)
	if err == nil {
		err = do(t)
	}
	if err == nil {
		err = t.settle()
	}
	if err == nil {
		err = began.Commit()
	}
	if err != nil {
		return explain(f.path, "write", err)
	}
	for _, c := range t.fresh {
		if len(c.events) > 0 {
			f.cache.put(c)
		}
	}
	return nil
}

// Seq is the number of the newest event.
func (f *File) Seq() (int64, error) {
	var seq int64
	err := f.read.QueryRowContext(context.Background(), "SELECT coalesce(max(seq), 0) FROM event").Scan(&seq)
	return seq, explain(f.path, "read the workspace", err)
}

// Since returns the streams that got events after a number.
func (f *File) Since(seq int64) ([]model.Stream, error) {
	var streams []model.Stream
	err := f.at(func(t *tx) error {
		return each(t, func(s string) { streams = append(streams, model.Stream(s)) },
			"SELECT stream FROM event WHERE seq > ? GROUP BY stream ORDER BY min(seq)", seq)
	})
	return streams, err
}

// prepared returns a statement, prepared once in a transaction.
func (t *tx) prepared(query string) (*sql.Stmt, error) {
	if s := t.stmts[query]; s != nil {
		return s, nil
	}
	s, err := t.sql.Prepare(query)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", query, err)
	}
	t.stmts[query] = s
	return s, nil
}

func (t *tx) exec(query string, args ...any) (sql.Result, error) {
	s, err := t.prepared(query) //nolint:sqlclosecheck // closed with its transaction
	if err != nil {
		return nil, err
	}
	return s.Exec(args...)
}

func (t *tx) run(query string, args ...any) error {
	_, err := t.exec(query, args...)
	return err
}

// scanner is a row to be scanned, or the error that kept it from being read.
type scanner interface{ Scan(...any) error }

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

func (t *tx) row(query string, args ...any) scanner {
	s, err := t.prepared(query) //nolint:sqlclosecheck // closed with its transaction
	if err != nil {
		return failed{err}
	}
	return s.QueryRow(args...)
}

// each calls use for every row of one column.
func each[T any](t *tx, use func(T), query string, args ...any) error {
	s, err := t.prepared(query) //nolint:sqlclosecheck // closed with its transaction
	if err != nil {
		return err
	}
	rows, err := s.Query(args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return err
		}
		use(v)
	}
	return rows.Err()
}

// load reads a stream: what is kept decoded, and its newer events.
func (t *tx) load(s model.Stream) (*folded, error) {
	if f := t.fresh[s]; f != nil {
		return f, nil
	}
	base := t.file.cache.get(s)
	if base == nil || base.seq > t.seq { // a snapshot older than what is kept
		base = &folded{stream: s}
	}
	newer, size, err := t.decode(s, base.seq)
	if err != nil {
		return nil, err
	}
	next := &folded{stream: s, seq: t.seq, events: base.events, state: base.state, bytes: base.bytes + size}
	if len(newer) > 0 || next.state == nil {
		next.events = append(base.events[:len(base.events):len(base.events)], newer...)
		next.state = model.Fold(s, next.events)
	}
	if kept := len(next.events) > 0 && t.seq == t.began; kept || !t.writes { // a number that may be rolled back says nothing
		t.file.cache.put(next)
	}
	if t.writes && len(next.events) == 0 { // what is about to be founded is looked for more than once
		t.fresh[s] = next
	}
	return next, nil
}

func (t *tx) decode(s model.Stream, since int64) ([]model.Event, int, error) {
	var events []model.Event
	size := 0
	var bad error
	err := each(t, func(body []byte) {
		e, err := model.Decode(body)
		if err == nil && e.Stream != s {
			err = errors.New("stands in another stream")
		}
		if err != nil && bad == nil {
			bad = model.Refuse("workspace.damaged", "path", t.file.path, "why", fmt.Sprintf("%v (`verify` says more)", err))
		}
		events, size = append(events, e), size+len(body)
	}, "SELECT CAST(body AS BLOB) FROM event WHERE stream = ? AND seq > ? ORDER BY seq", string(s), since)
	if err == nil {
		err = bad
	}
	return events, size, err
}

// Append stores a batch under its seal: events, new texts, new original files and index rows.
func (t *tx) Append(b *model.Batch, seal model.Seal) error {
	for id, body := range b.Texts {
		if err := t.addText(id, body); err != nil {
			return fmt.Errorf("store text: %w", err)
		}
	}
	for id, data := range b.Blobs {
		if err := t.addBlob(id, data); err != nil {
			return fmt.Errorf("store original: %w", err)
		}
	}
	old := map[model.Stream]*folded{} // as they were, before the events have rows
	added := map[model.Stream][]model.Event{}
	for _, e := range b.Events {
		if old[e.Stream] == nil {
			f, err := t.load(e.Stream)
			if err != nil {
				return err
			}
			old[e.Stream] = f
		}
		added[e.Stream] = append(added[e.Stream], e)
	}
	t.due.local = true
	for _, e := range b.Events { // in the order written, for their numbers
		if err := t.addEvent(e); err != nil {
			return err
		}
	}
	if err := t.addSeal(seal); err != nil {
		return err
	}
	for _, s := range b.Streams() {
		if err := t.extend(old[s], added[s]); err != nil {
			return err
		}
	}
	return nil
}

// extend folds events that have their rows by now into their stream as it was before, and brings the index up to date.
func (t *tx) extend(old *folded, added []model.Event) error {
	next := &folded{stream: old.stream, seq: t.seq, bytes: old.bytes}
	next.events = append(old.events[:len(old.events):len(old.events)], added...)
	for _, e := range added {
		next.bytes += len(e.Raw)
	}
	next.state = model.Fold(next.stream, next.events)
	t.fresh[next.stream] = next
	return t.reindex(old, next)
}

func (t *tx) addText(id, body string) error {
	done, err := t.exec("INSERT OR IGNORE INTO text (id, body) VALUES (?, ?)", id, body)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	row, err := done.LastInsertId()
	if err != nil {
		return err
	}
	return t.dueText(row, body)
}

func (t *tx) addBlob(id string, data []byte) error {
	return t.run("INSERT OR IGNORE INTO blob (id, bytes) VALUES (?, ?)", id, data)
}

func (t *tx) addEvent(e model.Event) error {
	t.seq++
	if err := t.run("INSERT INTO event (seq, id, body) VALUES (?, ?, ?)", t.seq, e.ID, string(e.Raw)); err != nil {
		return fmt.Errorf("store event %.10s: %w", e.ID, err)
	}
	return nil
}

// arrive says of all events since a number when and from where they came.
func (t *tx) arrive(since int64, origin string) error {
	return t.run("INSERT INTO arrival (seq, event, at, origin) SELECT seq, id, ?, ? FROM event WHERE seq > ?",
		t.file.now().UTC().Format(model.TimeLayout), origin, since)
}

func (t *tx) addSeal(s model.Seal) error {
	ids, err := json.Marshal(s.IDs)
	if err != nil {
		return err
	}
	return t.run("INSERT INTO seal (batch, by, ids, sig) VALUES (?, ?, ?, ?)", s.Batch, s.By, string(ids), s.Sig)
}

// parseTime reads a stored time, the zero time where there is none.
func parseTime(s string) time.Time {
	at, _ := time.Parse(model.TimeLayout, s) // written by this package
	return at
}
