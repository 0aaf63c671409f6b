package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"touchstone/model"
)

// table is one index table: its columns, the first one or two of which are its key, and the column that holds what the row
// was made from.
type table struct {
	name    string
	columns []string
	owner   string // the column with the id or the stream of the stream it was made from
}

// tables are the index tables, all made from one stream's events at a time.
var tables = map[string]table{
	"article":    {"article", []string{"id", "title", "outlet", "url", "published", "language", "text", "at"}, "id"},
	"capture":    {"capture", []string{"text", "article"}, "article"},
	"claim":      {"claim", []string{"id", "live", "statement", "text", "start"}, "id"},
	"appearance": {"appearance", []string{"id", "text", "start", "claim"}, "claim"},
	"cites":      {"cites", []string{"evidence", "claim"}, "claim"},
	"source":     {"source", []string{"id", "name", "kind"}, "id"},
	"called":     {"called", []string{"name", "source"}, "source"},
	"names":      {"names", []string{"thing", "stream"}, "stream"},
}

// entry is one row of an index table.
type entry struct {
	table  string
	values []any
}

func (e entry) key() string { return e.table + fmt.Sprintf("%q", e.values) }

func (e entry) insert() string {
	t := tables[e.table]
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(t.columns)-1) + ")"
}

func (e entry) remove() string {
	t := tables[e.table]
	return "DELETE FROM " + t.name + " WHERE " + strings.Join(t.columns, " = ? AND ") + " = ?"
}

// entries are the index rows of one stream. What was taken back has none, but for the claim's own row, which exports sort by,
// and for names, which say what any event ever named.
func entries(s model.Stream, state model.State, events []model.Event) []entry {
	var out []entry
	add := func(table string, values ...any) { out = append(out, entry{table, values}) }
	switch v := state.(type) {
	case *model.Article:
		if v.Live() {
			last := v.Latest()
			add("article", v.ID(), v.Title, v.Outlet, v.URL, v.Published, v.Language, last.Text, last.At)
			for _, c := range v.Captures {
				add("capture", c.Text, v.ID())
			}
		}
	case *model.Claim:
		out = claimEntries(v)
	case *model.Source:
		if v.Live() {
			add("source", v.ID(), v.Name, v.Kind)
			for _, name := range v.Names() {
				add("called", model.FoldName(name), v.ID())
			}
		}
	}
	if len(events) > 0 {
		seen := map[model.Stream]bool{}
		for _, e := range events {
			for _, thing := range model.Names(e.Fact) {
				if !seen[thing] {
					seen[thing] = true
					add("names", string(thing), string(s))
				}
			}
		}
	}
	return unique(out)
}

func claimEntries(c *model.Claim) []entry {
	first := entry{"claim", []any{c.ID(), 0, c.Statement, "", 0}}
	if c.Live() {
		first.values[1] = 1
	}
	text, start := "", 0
	for _, a := range c.Appearances {
		if at := a.Fragments[0].Start; text == "" || a.Text < text || a.Text == text && at < start {
			text, start = a.Text, at
		}
	}
	first.values[3], first.values[4] = text, start
	out := []entry{first}
	if !c.Live() {
		return out
	}
	for _, a := range c.Appearances {
		out = append(out, entry{"appearance", []any{a.ID, a.Text, a.Fragments[0].Start, c.ID()}})
	}
	for _, e := range c.Evidence {
		out = append(out, entry{"cites", []any{e.Evidence, c.ID()}})
	}
	return out
}

func unique(all []entry) []entry {
	seen := make(map[string]bool, len(all))
	return slices.DeleteFunc(all, func(e entry) bool {
		k := e.key()
		was := seen[k]
		seen[k] = true
		return was
	})
}

// reindex changes the rows that differ between two states of a stream.
func (t *tx) reindex(old, next *folded) error {
	was := map[string]entry{}
	for _, e := range entries(old.stream, old.state, old.events) {
		if len(old.events) > 0 { // an empty claim has a row of its own only once it has events
			was[e.key()] = e
		}
	}
	var added []entry
	for _, e := range entries(next.stream, next.state, next.events) {
		if _, same := was[e.key()]; same {
			delete(was, e.key())
			continue
		}
		added = append(added, e)
	}
	for _, e := range was {
		if err := t.run(e.remove(), e.values...); err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	for _, e := range added {
		if err := t.run(e.insert(), e.values...); err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	return nil
}

// indexMissing reports whether any index table is not there.
func (f *File) indexMissing(db *sql.DB) (bool, error) {
	var n int
	names := make([]string, 0, len(tables))
	for name := range tables {
		names = append(names, "'"+name+"'")
	}
	err := db.QueryRowContext(context.Background(),
		"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('words', "+strings.Join(names, ", ")+")").Scan(&n)
	return n < len(tables)+1, err
}

// Rebuild throws the index away and makes it again from the events, telling progress in streams.
func (f *File) Rebuild(progress func(done, total int)) error {
	return f.transact(func(t *tx) error {
		for name := range tables {
			if err := t.run("DROP TABLE IF EXISTS " + name); err != nil {
				return err
			}
		}
		if err := t.run("DROP TABLE IF EXISTS words"); err != nil {
			return err
		}
		if _, err := t.sql.Exec(indexSchema); err != nil {
			return err
		}
		if err := t.run("INSERT INTO words (words) VALUES ('rebuild')"); err != nil {
			return err
		}
		streams, err := t.strings("SELECT DISTINCT stream FROM event ORDER BY stream")
		if err != nil {
			return err
		}
		for i, s := range streams {
			next, err := t.load(model.Stream(s))
			if err != nil {
				return err
			}
			if err := t.reindex(&folded{stream: next.stream}, next); err != nil {
				return err
			}
			if progress != nil {
				progress(i+1, len(streams))
			}
		}
		return nil
	})
}
