package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/near"
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
	"address":    {"address", []string{"url", "article"}, "article"}, // canonical, of the article and of its captures
	"claim":      {"claim", []string{"id", "live", "statement", "text", "start"}, "id"},
	"appearance": {"appearance", []string{"id", "text", "start", "claim"}, "claim"},
	"cites":      {"cites", []string{"evidence", "claim"}, "claim"},
	"source":     {"source", []string{"id", "name", "kind"}, "id"},
	"called":     {"called", []string{"name", "source"}, "source"},
	"stated":     {"stated", []string{"id", "title", "body", "rest"}, "id"}, // claims, as they are searched
	"item":       {"item", []string{"id", "title", "body", "rest"}, "id"},   // streams of other nouns, as they are searched
	"brief":      {"brief", []string{"id", "body"}, "id"},
	"flagged":    {"flagged", []string{"evidence"}, "evidence"},
	"names":      {"names", []string{"thing", "stream"}, "stream"},
	"holds":      {"holds", []string{"text", "stream"}, "stream"},
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
// and for names and holds, which say what things and texts any event ever named: what was taken back is looked at as of then.
func entries(s model.Stream, state model.State, events []model.Event) []entry {
	var out []entry
	add := func(table string, values ...any) { out = append(out, entry{table, values}) }
	switch v := state.(type) {
	case *model.Article:
		if v.Live() {
			last := v.Latest()
			add("item", string(s), v.Title, v.Byline, v.Outlet)
			add("article", v.ID(), v.Title, v.Outlet, v.URL, v.Published, v.Language, last.Text, last.At)
			for _, c := range v.Captures {
				add("capture", c.Text, v.ID())
			}
			for _, url := range v.Addresses() {
				add("address", url, v.ID())
			}
		}
	case *model.Claim:
		out = claimEntries(v)
	case *model.Evidence:
		if _, bad := v.Flagged(); bad {
			add("flagged", v.ID())
		}
		if v.Live() {
			add("item", string(s), v.Title, v.Outlet, v.URL)
		}
	case *model.Source:
		if v.Live() {
			add("source", v.ID(), v.Name, v.Kind)
			add("item", string(s), v.Name, strings.Join(v.Aliases, "; "), v.Affiliation)
			for _, name := range v.Names() {
				add("called", model.FoldName(name), v.ID())
			}
		}
	}
	if len(events) > 0 {
		seen, texts := map[model.Stream]bool{}, map[string]bool{}
		for _, e := range events {
			for _, text := range model.Texts(e.Fact) {
				if !texts[text] {
					texts[text] = true
					add("holds", text, string(s))
				}
			}
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
	names, rest := []string{}, []string{c.Said.By}
	for _, r := range c.Reviews {
		names, rest = append(names, r.Name), append(rest, r.Description, r.Publisher)
	}
	out = append(out, entry{"brief", []any{c.ID(), c.Brief()}})
	out = append(out, entry{"stated", []any{c.ID(), c.Statement, joined(names), joined(rest)}})
	for _, a := range c.Appearances {
		out = append(out, entry{"appearance", []any{a.ID, a.Text, a.Fragments[0].Start, c.ID()}})
	}
	for _, e := range c.Evidence {
		out = append(out, entry{"cites", []any{e.Evidence, c.ID()}})
	}
	return out
}

// joined puts texts on lines of their own, without the empty ones.
func joined(texts []string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n")
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
		if err := t.unindexed(e); err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	for _, e := range added {
		if err := t.indexed(e); err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	return nil
}

// searched are the index tables whose words are searched, each with an FTS5 table of the same name and _words.
var searched = []string{"item", "stated"}

// indexed adds a row, and its words where they are searched.
func (t *tx) indexed(e entry) error {
	done, err := t.exec(e.insert(), e.values...)
	if err != nil || !slices.Contains(searched, e.table) {
		return err
	}
	row, err := done.LastInsertId()
	if err != nil {
		return err
	}
	return t.dueItem(e.table, row, e.values[1:])
}

// unindexed takes a row away, after its words: those are found by what the row says.
func (t *tx) unindexed(e entry) error {
	if slices.Contains(searched, e.table) {
		var row int64
		err := t.row("SELECT rowid FROM "+e.table+" WHERE id = ?", e.values[0]).Scan(&row)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if _, waits := t.due.items[e.table][row]; waits {
			delete(t.due.items[e.table], row)
		} else if err := t.run("DELETE FROM "+e.table+"_words WHERE rowid = ?", row); err != nil {
			return err
		}
	}
	return t.run(e.remove(), e.values...)
}

// indexMissing reports whether any part of the index is not there, or is not as this version makes it.
func (f *File) indexMissing(db *sql.DB) (bool, error) {
	var made []any
	for part := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSpace(indexSchema), ";"), ";\n") {
		if strings.HasPrefix(part, "CREATE ") { // and no setting of a table
			made = append(made, part)
		}
	}
	var n int
	err := db.QueryRowContext(context.Background(),
		"SELECT count(*) FROM sqlite_schema WHERE sql IN (?"+strings.Repeat(", ?", len(made)-1)+")", made...).Scan(&n)
	return n < len(made), err
}

// Rebuild throws the index away and makes it again from the events, telling progress in streams.
func (f *File) Rebuild(progress func(done, total int)) error {
	return f.transact(func(t *tx) error {
		for _, name := range append(slices.Sorted(maps.Keys(tables)), "words", "item_words", "stated_words", "near") {
			if err := t.run("DROP TABLE IF EXISTS " + name); err != nil {
				return err
			}
		}
		if _, err := t.sql.Exec(indexSchema); err != nil {
			return err
		}
		if err := t.run("INSERT INTO words (words) VALUES ('rebuild')"); err != nil {
			return err
		}
		f.near.forget()
		if err := t.allTexts(func(row int64, body string) error { return t.addNear(row, near.Sketch(body)) }); err != nil {
			return err
		}
		streams, err := t.strings("SELECT stream FROM event GROUP BY stream ORDER BY min(seq)") // searches put the older first
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
