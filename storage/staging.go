package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"touchstone/model"
)

// staging keeps what a file holds beside its streams until a stream needs it, in a temporary database of SQLite's own: it is
// on disk, nameless, and gone when it is closed.
type staging struct {
	db       *sql.DB
	tx       *sql.Tx
	inserts  map[string]*sql.Stmt
	verified map[string]*sealed // seals looked at lately, by batch and author
	mu       sync.Mutex         // a merge looks up seals while it stores texts
}

// sealed is a seal whose signature was checked, and what it lists.
type sealed struct {
	seal model.Seal
	ids  map[string]bool
	err  error
}

// sealsKept bounds how many checked seals are kept at hand. A batch's streams stand close together in most files.
const sealsKept = 4096

const stagingSchema = `
CREATE TABLE seal (batch TEXT NOT NULL, by TEXT NOT NULL, ids TEXT NOT NULL, sig TEXT NOT NULL, PRIMARY KEY (batch, by)) STRICT, WITHOUT ROWID;
CREATE TABLE text (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE blob (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;`

func newStaging() (*staging, error) {
	db, err := sql.Open("sqlite", "file:?_pragma=journal_mode(off)&_pragma=synchronous(off)&_pragma=temp_store(1)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	s := &staging{db: db, inserts: map[string]*sql.Stmt{}, verified: map[string]*sealed{}}
	if _, err = db.ExecContext(context.Background(), stagingSchema); err == nil {
		s.tx, err = db.BeginTx(context.Background(), nil)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("stage the import: %w", err), db.Close())
	}
	return s, nil
}

func (s *staging) close() error {
	return errors.Join(s.tx.Rollback(), s.db.Close())
}

func (s *staging) statement(query string) (*sql.Stmt, error) {
	if st := s.inserts[query]; st != nil {
		return st, nil
	}
	st, err := s.tx.Prepare(query)
	if err == nil {
		s.inserts[query] = st
	}
	return st, err
}

func (s *staging) exec(query string, args ...any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, err := s.statement(query) //nolint:sqlclosecheck // closed with its transaction
	if err == nil {
		_, err = st.Exec(args...)
	}
	return err
}

func (s *staging) addSeal(seal model.Seal) error {
	ids, err := json.Marshal(seal.IDs)
	if err != nil {
		return err
	}
	return s.exec("INSERT OR IGNORE INTO seal VALUES (?, ?, ?, ?)", seal.Batch, seal.By, string(ids), seal.Sig)
}

// seal returns the checked seal of a batch. key is its author's public key.
func (s *staging) seal(batch, by, key string) (*sealed, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.verified[batch+by]; known != nil {
		return known, nil
	}
	st, err := s.statement("SELECT ids, sig FROM seal WHERE batch = ? AND by = ?") //nolint:sqlclosecheck // closed with its transaction
	if err != nil {
		return nil, err
	}
	found := &sealed{seal: model.Seal{Batch: batch, By: by}}
	var ids string
	err = st.QueryRow(batch, by).Scan(&ids, &found.seal.Sig)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		found.err = fmt.Errorf("batch %.10s has no seal", batch)
	case err != nil:
		return nil, err
	default:
		if err := json.Unmarshal([]byte(ids), &found.seal.IDs); err != nil {
			return nil, err
		}
		found.check(key)
	}
	if len(s.verified) >= sealsKept {
		clear(s.verified)
	}
	s.verified[batch+by] = found
	return found, nil
}

func (s *sealed) check(key string) {
	s.err = s.seal.Verify(key)
	s.ids = make(map[string]bool, len(s.seal.IDs))
	for _, id := range s.seal.IDs {
		s.ids[id] = true
	}
}

func (s *staging) text(id string) (body string, here bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, err := s.statement("SELECT body FROM text WHERE id = ?") //nolint:sqlclosecheck // closed with its transaction
	if err != nil {
		return "", false, err
	}
	err = st.QueryRow(id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return body, err == nil, err
}

func (s *staging) blob(id string) (data []byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, err := s.statement("SELECT bytes FROM blob WHERE id = ?") //nolint:sqlclosecheck // closed with its transaction
	if err != nil {
		return nil, err
	}
	err = st.QueryRow(id).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return data, err
}
