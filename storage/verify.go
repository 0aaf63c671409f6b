package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/near"
	"touchstone/model/workspace"
)

// verification is one look at everything in a file.
type verification struct {
	t        *tx
	faults   []workspace.Fault
	keys     map[string]string
	progress func(done, total int)
}

// Verify looks at everything: SQLite's own structure, the guards, every event, text, original, seal and index row. It changes
// nothing. Faults name the culprit; only faults that are not Missing are damage.
func (f *File) Verify(progress func(done, total int)) ([]workspace.Fault, error) {
	v := &verification{keys: map[string]string{}, progress: progress}
	err := f.at(func(t *tx) error {
		v.t = t
		for _, look := range []func() error{
			v.structure, v.guards, v.texts, v.blobs, v.arrivals, v.streams, v.seals, v.index, v.near,
		} {
			if err := look(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && len(v.faults) > 0 { // what was found first is the cause
		return v.faults, nil
	}
	return v.faults, err
}

func (v *verification) fault(item, what string, args ...any) {
	v.faults = append(v.faults, workspace.Fault{Item: item, What: fmt.Sprintf(what, args...)})
}

func (v *verification) structure() error {
	lines, err := v.t.strings("PRAGMA integrity_check(20)")
	for _, l := range lines {
		if l != "ok" {
			v.fault("the file", "%s", l)
		}
	}
	return err
}

// guards compares the tables, indexes and triggers with those that a new file has.
func (v *verification) guards() error {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // it was in memory
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(context.Background(), ledgerSchema+indexSchema); err != nil {
		return err
	}
	want := map[string]string{}
	rows, err := db.QueryContext(context.Background(), "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var name, made string
		if err := rows.Scan(&name, &made); err != nil {
			return err
		}
		want[name] = made
	}
	if err := rows.Err(); err != nil {
		return err
	}
	names := make([]string, 0, len(want))
	for name := range want {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		have, err := v.t.strings("SELECT sql FROM sqlite_schema WHERE type || ' ' || name = ?", name)
		if err != nil {
			return err
		}
		if len(have) == 0 {
			v.fault(name, "is missing from the file's schema")
		} else if have[0] != want[name] {
			v.fault(name, "is not as this program made it")
		}
	}
	return nil
}

func (v *verification) texts() error {
	for id, err := range v.t.TextIDs() {
		if err != nil {
			return err
		}
		body, err := v.t.Text(id)
		if err != nil {
			return err
		}
		if model.Hash([]byte(body)) != id {
			v.fault("text "+id, "its words are not those that its id names")
		}
	}
	return nil
}

func (v *verification) blobs() error {
	for id, err := range v.t.ids("blob") {
		if err != nil {
			return err
		}
		var data []byte
		if err := v.t.row("SELECT bytes FROM blob WHERE id = ?", id).Scan(&data); err != nil {
			return err
		}
		if model.Hash(data) != id {
			v.fault("original "+id, "its bytes are not those that its id names")
		}
	}
	return nil
}

// arrivals holds events against the list of what arrived, by which deleted rows show.
func (v *verification) arrivals() error {
	err := each(v.t, func(id string) { v.fault("event "+id, "arrived and is gone: its row was deleted") },
		"SELECT event FROM arrival a WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = a.seq AND e.id = a.event) ORDER BY seq")
	if err != nil {
		return err
	}
	return each(v.t, func(id string) {
		v.fault("event "+id, "has no arrival: that row was deleted or the event was put in by hand")
	},
		"SELECT id FROM event e WHERE NOT EXISTS (SELECT 1 FROM arrival a WHERE a.seq = e.seq AND a.event = e.id) ORDER BY seq")
}

func (v *verification) streams() error {
	names, err := v.t.strings("SELECT DISTINCT stream FROM event ORDER BY CASE WHEN stream LIKE 'person:%' THEN 0 ELSE 1 END, stream")
	if err != nil {
		return err
	}
	for i, name := range names {
		if err := v.stream(model.Stream(name)); err != nil {
			return err
		}
		if v.progress != nil {
			v.progress(i+1, len(names))
		}
	}
	return nil
}

func (v *verification) stream(s model.Stream) error {
	events, err := v.events(s)
	if err != nil {
		return err
	}
	if s.Noun() == model.NounPerson {
		v.keys[s.ID()] = model.KeyIn(events)
	}
	here := map[string]bool{}
	for _, e := range events {
		here[e.ID] = true
	}
	seals := map[string]model.Seal{}
	for _, e := range events {
		for _, a := range e.After {
			if !here[a] {
				v.fault("event "+e.ID, "comes after event %.10s, which is missing or altered", a)
			}
		}
		if def, ok := e.Fact.(model.ScaleDefined); ok && def.ID() != s.ID() {
			v.fault("event "+e.ID, "defines another scale than its stream names")
		}
		if err := v.sealed(e, seals); err != nil {
			return err
		}
		if err := v.named(e); err != nil {
			return err
		}
	}
	return nil
}

// events reads a stream's rows one by one, so that one altered row does not hide the others.
func (v *verification) events(s model.Stream) ([]model.Event, error) {
	type stored struct {
		id   string
		body []byte
	}
	var rows []stored
	ids, err := v.t.strings("SELECT id FROM event WHERE stream = ? ORDER BY seq", string(s))
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		var body []byte
		if err := v.t.row("SELECT CAST(body AS BLOB) FROM event WHERE id = ?", id).Scan(&body); err != nil {
			v.fault("event "+id, "cannot be read: %v", err)
			continue
		}
		rows = append(rows, stored{id, body})
	}
	var events []model.Event
	for _, r := range rows {
		if model.Hash(r.body) != r.id {
			v.fault("event "+r.id, "its bytes were altered: they are not those that its id names")
			continue
		}
		e, err := model.Decode(r.body)
		if err != nil {
			v.fault("event "+r.id, "%v", err)
			continue
		}
		events = append(events, e)
	}
	return events, nil
}

func (v *verification) sealed(e model.Event, seals map[string]model.Seal) error {
	seal, known := seals[e.Batch+e.By]
	if !known {
		found, here, err := v.t.Seal(e.Batch, e.By)
		if err != nil {
			v.fault("seal of batch "+e.Batch, "cannot be read: %v", err)
			here = false
		}
		if !here {
			v.fault("event "+e.ID, "its batch %.10s has no seal", e.Batch)
			found = model.Seal{IDs: []string{e.ID}} // said once
		}
		seal = found
		seals[e.Batch+e.By] = seal
	}
	if !slices.Contains(seal.IDs, e.ID) {
		v.fault("event "+e.ID, "the seal of its batch %.10s does not list it", e.Batch)
	}
	return nil
}

// named looks for the texts and originals that an event names.
func (v *verification) named(e model.Event) error {
	for _, id := range model.Texts(e.Fact) {
		if n, err := v.count("text", id); err != nil {
			return err
		} else if n == 0 {
			v.fault("text "+id, "is missing; event %.10s names it", e.ID)
		}
	}
	for _, id := range model.Blobs(e.Fact) {
		if n, err := v.count("blob", id); err != nil {
			return err
		} else if n == 0 {
			v.faults = append(v.faults, workspace.Fault{
				Item: "original " + id, What: fmt.Sprintf("is not in this file (event %.10s names it)", e.ID), Missing: true,
			})
		}
	}
	return nil
}

func (v *verification) count(table, id string) (n int, err error) {
	err = v.t.row("SELECT count(*) FROM "+table+" WHERE id = ?", id).Scan(&n)
	return n, err
}

func (v *verification) seals() error {
	type row struct{ batch, by, ids, sig string }
	names, err := v.t.strings("SELECT json_array(batch, by, ids, sig) FROM seal ORDER BY seq")
	if err != nil {
		return err
	}
	for _, n := range names {
		var parts [4]string
		if err := json.Unmarshal([]byte(n), &parts); err != nil {
			return err
		}
		r := row{parts[0], parts[1], parts[2], parts[3]}
		seal := model.Seal{Batch: r.batch, By: r.by, Sig: r.sig}
		if err := json.Unmarshal([]byte(r.ids), &seal.IDs); err != nil {
			v.fault("seal of batch "+r.batch, "its list of events is not JSON")
			continue
		}
		if err := seal.Verify(v.keys[r.by]); err != nil {
			v.fault("seal of batch "+r.batch, "%v", err)
		}
	}
	return nil
}

// index compares the index with the rows that the events give.
func (v *verification) index() error {
	want := map[string]bool{}
	names, err := v.t.strings("SELECT DISTINCT stream FROM event ORDER BY stream")
	if err != nil {
		return err
	}
	for _, name := range names {
		f, err := v.t.load(model.Stream(name))
		if err != nil {
			return nil //nolint:nilerr // a stream that cannot be read was named above
		}
		for _, e := range entries(f.stream, f.state, f.events) {
			want[e.key()] = true
		}
	}
	for name, table := range tables {
		rows, err := v.t.strings("SELECT json_array(" + strings.Join(table.columns, ", ") + ") FROM " + name)
		if err != nil {
			return err
		}
		for _, r := range rows {
			key, err := entryOf(name, r)
			if err != nil {
				return err
			}
			if !want[key] {
				v.fault("index row "+r+" of "+name, "is not what the events say (`verify` of a rebuilt index is clean)")
			}
			delete(want, key)
		}
	}
	for key := range want {
		v.fault("index row "+key, "is missing")
	}
	return nil
}

// entryOf reads an index row back into the key that entries give it.
func entryOf(table, row string) (string, error) {
	dec := json.NewDecoder(strings.NewReader(row))
	dec.UseNumber()
	var values []any
	if err := dec.Decode(&values); err != nil {
		return "", err
	}
	for i, value := range values {
		if n, ok := value.(json.Number); ok {
			whole, err := n.Int64()
			if err != nil {
				return "", err
			}
			values[i] = int(whole)
		}
	}
	return entry{table, values}.key(), nil
}

// near compares what nearly equal texts are found by with what the texts give.
func (v *verification) near() error {
	err := v.t.allTexts(func(row int64, body string) error {
		have, err := v.t.strings("SELECT hex(signature) FROM near WHERE text = ?", row)
		switch {
		case err != nil:
			return err
		case len(have) == 0:
			v.fault(fmt.Sprintf("index row %d of near", row), "is missing")
		case have[0] != fmt.Sprintf("%X", packed(near.Sketch(body))):
			v.fault(fmt.Sprintf("index row %d of near", row), "is not what the text says (`verify` of a rebuilt index is clean)")
		}
		return nil
	})
	if err != nil {
		return err
	}
	return each(v.t, func(row int64) { v.fault(fmt.Sprintf("index row %d of near", row), "belongs to no text") },
		"SELECT text FROM near WHERE text NOT IN (SELECT rowid FROM text)")
}
