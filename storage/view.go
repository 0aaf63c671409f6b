package storage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"touchstone/model"
)

// State returns what a stream adds up to.
func (t *tx) State(s model.Stream) (model.State, error) {
	f, err := t.load(s)
	if err != nil {
		return nil, err
	}
	return f.state, nil
}

// Events returns a stream's events.
func (t *tx) Events(s model.Stream) ([]model.Event, error) {
	f, err := t.load(s)
	if err != nil {
		return nil, err
	}
	return f.events, nil
}

// Event returns one event by its whole id.
func (t *tx) Event(id string) (model.Event, bool, error) {
	var body []byte
	err := t.row("SELECT CAST(body AS BLOB) FROM event WHERE id = ?", id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return model.Event{}, false, nil
	}
	if err != nil {
		return model.Event{}, false, err
	}
	e, err := model.Decode(body)
	return e, err == nil, err
}

// Text returns the words of a text.
func (t *tx) Text(id string) (string, error) {
	var body string
	err := t.row("SELECT body FROM text WHERE id = ?", id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return "", model.Refuse("workspace.damaged", "path", t.file.path, "why", "text "+id[:min(10, len(id))]+" is missing")
	}
	return body, err
}

// ArticlesOf returns the live articles that captured a text.
func (t *tx) ArticlesOf(text string) ([]string, error) {
	return t.strings("SELECT article FROM capture WHERE text = ? ORDER BY article", text)
}

// ArticlesAt returns the live articles of a canonical web address.
func (t *tx) ArticlesAt(address string) ([]string, error) {
	return t.strings("SELECT article FROM address WHERE url = ? ORDER BY article", address)
}

// ClaimsIn returns the live claims that appear in a text.
func (t *tx) ClaimsIn(text string) ([]string, error) {
	return t.strings("SELECT DISTINCT claim FROM appearance WHERE text = ? ORDER BY claim", text)
}

// SourcesNamed returns the live sources of a name or alias; one that is merged gives way to the one shown in its place.
func (t *tx) SourcesNamed(name string) ([]string, error) {
	ids, err := t.strings("SELECT source FROM called WHERE name = ? ORDER BY source", model.FoldName(name))
	if err != nil {
		return nil, err
	}
	var shown []string
	for _, id := range ids {
		if id, err = model.ShownSource(t, id); err != nil {
			return nil, err
		}
		if !slices.Contains(shown, id) {
			shown = append(shown, id)
		}
	}
	slices.Sort(shown)
	return shown, nil
}

// Naming returns the streams in which some fact names a thing.
func (t *tx) Naming(thing model.Stream) ([]model.Stream, error) {
	names, err := t.strings("SELECT stream FROM names WHERE thing = ? ORDER BY stream", string(thing))
	streams := make([]model.Stream, len(names))
	for i, n := range names {
		streams[i] = model.Stream(n)
	}
	return streams, err
}

// Batches walks a person's batches from the newest.
func (t *tx) Batches(by string, yield func(batch string, events []string) (bool, error)) error {
	last := int64(1) << 62
	for {
		var batch, ids string
		err := t.row("SELECT seq, batch, ids FROM seal WHERE by = ? AND seq < ? ORDER BY seq DESC LIMIT 1", by, last).
			Scan(&last, &batch, &ids)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		var list []string
		if err := json.Unmarshal([]byte(ids), &list); err != nil {
			return err
		}
		if more, err := yield(batch, list); err != nil || !more {
			return err
		}
	}
}

// Seal returns the seal of a batch.
func (t *tx) Seal(batch, by string) (model.Seal, bool, error) {
	s := model.Seal{Batch: batch, By: by}
	var ids string
	err := t.row("SELECT ids, sig FROM seal WHERE batch = ? AND by = ?", batch, by).Scan(&ids, &s.Sig)
	if errors.Is(err, sql.ErrNoRows) {
		return s, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(ids), &s.IDs)
	}
	return s, err == nil, err
}

func (t *tx) strings(query string, args ...any) ([]string, error) {
	var out []string
	err := each(t, func(s string) { out = append(out, s) }, query, args...)
	return out, err
}
