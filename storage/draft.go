package storage

import (
	"database/sql"
	"errors"

	"touchstone/model"
	"touchstone/model/workspace"
)

// SaveDraft keeps half-typed words, which are not a decision yet and never leave this file. No words forget the draft.
func (f *File) SaveDraft(place, body string) error {
	return f.transact(func(t *tx) error {
		if body == "" {
			return t.run("DELETE FROM draft WHERE place = ?", place)
		}
		return t.run("INSERT INTO draft VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE SET body = excluded.body, at = excluded.at",
			place, body, f.now().UTC().Format(model.TimeLayout))
	})
}

// Drafts returns the kept drafts by place.
func (f *File) Drafts() ([]workspace.Draft, error) {
	var all []workspace.Draft
	err := f.at(func(t *tx) error {
		places, err := t.strings("SELECT place FROM draft ORDER BY place")
		for _, p := range places {
			d := workspace.Draft{Place: p}
			var at string
			if err := t.row("SELECT body, at FROM draft WHERE place = ?", p).Scan(&d.Body, &at); err != nil {
				return err
			}
			d.At = parseTime(at)
			all = append(all, d)
		}
		return err
	})
	return all, err
}

// SaveSecret keeps the real name of a protected source. It never leaves this file.
func (f *File) SaveSecret(source, note string) error {
	return f.transact(func(t *tx) error {
		return t.run("INSERT INTO secret VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET note = excluded.note", source, note)
	})
}

// Secret returns what is kept about a protected source, "" for nothing.
func (f *File) Secret(source string) (string, error) {
	var notes []string
	err := f.at(func(t *tx) (err error) {
		notes, err = t.strings("SELECT note FROM secret WHERE source = ?", source)
		return err
	})
	if err != nil || len(notes) == 0 {
		return "", err
	}
	return notes[0], nil
}

// Blob returns a file that was copied in, by its hash, nil where it is not here.
func (f *File) Blob(id string) (data []byte, err error) {
	err = f.at(func(t *tx) error {
		err := t.row("SELECT bytes FROM blob WHERE id = ?", id).Scan(&data)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return data, err
}
