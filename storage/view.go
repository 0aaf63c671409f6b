package storage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

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

// Holding returns the streams in which some fact ever named a text.
func (t *tx) Holding(text string) ([]model.Stream, error) {
	names, err := t.strings("SELECT stream FROM holds WHERE text = ? ORDER BY stream", text)
	return streamsOf("", names), err
}

// Arrivals tells when each of a stream's events came into this file.
func (t *tx) Arrivals(s model.Stream) (map[string]time.Time, error) {
	all := map[string]time.Time{}
	err := each(t, func(line string) {
		id, at, _ := strings.Cut(line, " ")
		all[id] = parseTime(at)
	}, "SELECT e.id || ' ' || a.at FROM event e JOIN arrival a ON a.seq = e.seq WHERE e.stream = ?", string(s))
	return all, err
}

// Newest walks through the events from the last that came, some at a time, so that it holds no statement open.
func (t *tx) Newest(yield func(model.Event) (bool, error)) error {
	for last := int64(1) << 62; ; {
		var some []model.Event
		var bad error
		err := each(t, func(body []byte) {
			e, err := model.Decode(body)
			if err != nil && bad == nil {
				bad = model.Refuse("workspace.damaged", "path", t.file.path, "why", err.Error())
			}
			some = append(some, e)
		}, "SELECT CAST(body AS BLOB) FROM event WHERE seq < ? ORDER BY seq DESC LIMIT ?", last, page)
		if err == nil {
			err = bad
		}
		if err != nil || len(some) == 0 {
			return err
		}
		for _, e := range some {
			if more, err := yield(e); err != nil || !more {
				return err
			}
		}
		if err := t.row("SELECT seq FROM event WHERE id = ?", some[len(some)-1].ID).Scan(&last); err != nil {
			return err
		}
	}
}

// Times are when things happened, or with known when they came into this file.
func (t *tx) Times(known bool, most int) ([]time.Time, error) {
	query := "SELECT DISTINCT body ->> 'at' FROM event WHERE seq % ? = 0 ORDER BY 1"
	if known {
		query = "SELECT DISTINCT at FROM arrival WHERE seq % ? = 0 ORDER BY 1"
	}
	all, err := t.strings(query, max(1, (t.seq+int64(most)-1)/int64(most)))
	times := make([]time.Time, len(all))
	for i, at := range all {
		times[i] = parseTime(at)
	}
	return times, err
}

// Briefs returns live claims in brief, those of some ids that are here, in their order.
func (t *tx) Briefs(ids []string) ([]*model.Claim, error) {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	var all []*model.Claim
	var bad error
	err = each(t, func(body string) {
		c, err := model.ReadBrief(body)
		if err != nil && bad == nil {
			bad = err
		}
		all = append(all, c)
	}, "SELECT brief.body FROM json_each(?) AS wanted JOIN brief ON brief.id = wanted.value ORDER BY wanted.key", string(wanted))
	return all, errors.Join(err, bad)
}

// NamedClaims returns the ids of claims that some claim names.
func (t *tx) NamedClaims() (map[string]bool, error) {
	named := map[string]bool{}
	err := each(t, func(thing string) { named[model.Stream(thing).ID()] = true },
		"SELECT DISTINCT thing FROM names WHERE thing > 'claim:' AND thing < 'claim;' AND stream > 'claim:' AND stream < 'claim;'")
	return named, err
}

// FlaggedEvidence returns the ids of evidence that is not fine.
func (t *tx) FlaggedEvidence() (map[string]bool, error) {
	flagged := map[string]bool{}
	err := each(t, func(id string) { flagged[id] = true }, "SELECT evidence FROM flagged")
	return flagged, err
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
