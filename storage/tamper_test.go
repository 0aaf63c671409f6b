package storage_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
)

// tamper changes a closed workspace behind the program's back, as the sqlite3 shell would, guards taken down first.
func tamper(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.ExecContext(context.Background(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// without takes guards down and puts them up again around a statement.
func without(t *testing.T, path string, guards []string, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var made []string
	for _, g := range guards {
		var text string
		if err := db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = ?", g).Scan(&text); err != nil {
			t.Fatal(err)
		}
		made = append(made, text)
		if _, err := db.Exec("DROP TRIGGER " + g); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range append(strings.Split(statement, ";"), made...) {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestGuardsRefuse(t *testing.T) {
	d, _, _ := loaded(t)
	db, err := sql.Open("sqlite", d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range []string{
		"UPDATE event SET body = '{\"stream\":\"x\"}' WHERE seq = 1",
		"DELETE FROM event WHERE seq = 1",
		"INSERT OR REPLACE INTO event (id, body) SELECT id, body || ' ' FROM event WHERE seq = 1",
		"INSERT OR REPLACE INTO event (seq, id, body) SELECT 1, '" + strings.Repeat("a", 64) + "', body FROM event WHERE seq = 1",
		"UPDATE text SET body = 'x'",
		"DELETE FROM text",
		"INSERT OR REPLACE INTO text SELECT id, 'x' FROM text",
		"UPDATE blob SET bytes = x'00'",
		"DELETE FROM blob",
		"UPDATE seal SET sig = 'x'",
		"DELETE FROM seal",
		"INSERT OR REPLACE INTO seal SELECT * FROM seal",
		"UPDATE arrival SET at = ''",
		"DELETE FROM arrival",
	} {
		if _, err := db.Exec(s); err == nil {
			t.Errorf("%s was allowed", s)
		}
	}
	d.clean()
}

func TestVerifyNamesTheCulprit(t *testing.T) {
	judged := func(t *testing.T) *desk {
		d, _, claim := loaded(t)
		do(t, d.as("Anna"), model.Judge(claim, model.Judgement{Scale: scale(t), Rating: "true", Rationale: "I looked."}))
		do(t, d.as("Anna"), model.WriteNote(claim, "note"))
		return d
	}
	for name, c := range map[string]struct {
		guards    []string
		statement string
		culprit   string // a query for what must be named
	}{
		"one byte of an event": {
			[]string{"event_update"},
			"UPDATE event SET body = replace(body, 'I looked', 'I lurked') WHERE body LIKE '%I looked%'",
			"SELECT id FROM event WHERE body LIKE '%I lurked%'",
		},
		"a deleted event":               {[]string{"event_delete"}, "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)", "SELECT event FROM arrival ORDER BY seq DESC LIMIT 1"},
		"a deleted event in the middle": {[]string{"event_delete"}, "DELETE FROM event WHERE seq = 3", "SELECT event FROM arrival WHERE seq = 3"},
		"two bodies swapped": {
			[]string{"event_update"},
			"CREATE TEMP TABLE two AS SELECT seq, body FROM event WHERE seq IN (2, 3);UPDATE event SET body = (SELECT body FROM two WHERE two.seq = 5 - event.seq) WHERE seq IN (2, 3);DROP TABLE two",
			"SELECT id FROM event WHERE seq = 2",
		},
		"a text":              {[]string{"text_update"}, "UPDATE text SET body = replace(body, 'unsafe', 'secure')", "SELECT id FROM text"},
		"a deleted text":      {[]string{"text_delete"}, "DELETE FROM text", "SELECT text FROM article"},
		"an original":         {[]string{"blob_update"}, "UPDATE blob SET bytes = x'00'", "SELECT id FROM blob"},
		"a seal's signature":  {[]string{"seal_update"}, "UPDATE seal SET sig = 'AAAA' WHERE seq = 1", "SELECT batch FROM seal WHERE seq = 1"},
		"a seal's list":       {[]string{"seal_update"}, "UPDATE seal SET ids = '[\"" + strings.Repeat("a", 64) + "\"]' WHERE seq = 2", "SELECT batch FROM seal WHERE seq = 2"},
		"a deleted seal":      {[]string{"seal_delete"}, "DELETE FROM seal WHERE seq = 2", "SELECT substr(body, instr(body, '\"batch\":\"') + 9, 10) FROM event ORDER BY seq DESC LIMIT 1 OFFSET 5"},
		"a deleted arrival":   {[]string{"arrival_delete"}, "DELETE FROM arrival WHERE seq = 2", "SELECT id FROM event WHERE seq = 2"},
		"an index row":        {nil, "UPDATE claim SET statement = 'something else'", "SELECT 'something else'"},
		"a deleted index row": {nil, "DELETE FROM appearance WHERE id = (SELECT min(id) FROM appearance)", "SELECT 'appearance'"},
		"a guard":             {nil, "DROP TRIGGER event_delete", "SELECT 'event_delete'"},
	} {
		t.Run(name, func(t *testing.T) {
			d := judged(t)
			d.clean()
			_ = d.file.Close()
			without(t, d.path, c.guards, c.statement)
			culprit := query(t, d.path, c.culprit)
			file, err := storage.Open(d.path, storage.Look, d.now, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			faults, err := file.Verify(nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults {
				if !f.Missing && strings.Contains(f.Item+" "+f.What, culprit) {
					return
				}
			}
			t.Errorf("verify does not name %s: %v", culprit, faults)
		})
	}
}

func query(t *testing.T, path, q string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out string
	if err := db.QueryRow(q).Scan(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAMissingOriginalIsNoDamage(t *testing.T) {
	d, _, _ := loaded(t)
	_ = d.file.Close()
	without(t, d.path, []string{"blob_delete"}, "DELETE FROM blob")
	again := open(t, d.path)
	again.clean()
	faults, _ := again.file.Verify(nil)
	if len(faults) != 1 || !faults[0].Missing {
		t.Errorf("faults %v", faults)
	}
}

func TestAMissingIndexIsMadeAgain(t *testing.T) {
	d, _, claim := loaded(t)
	_ = d.file.Close()
	tamper(t, d.path, "DROP TABLE claim", "DROP TABLE names")
	again := open(t, d.path)
	again.clean()
	if ids, err := again.file.List(model.NounClaim); err != nil || len(ids) != 1 || ids[0] != claim {
		t.Errorf("claims %v, %v", ids, err)
	}
}

func TestBackupWhileOpen(t *testing.T) {
	d, _, claim := loaded(t)
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := d.file.Backup(path); err != nil {
		t.Fatal(err)
	}
	do(t, d.as("Anna"), model.WriteNote(claim, "after the backup"))
	kept := open(t, path)
	kept.clean()
	if n := len(kept.claim(claim).Notes); n != 0 {
		t.Errorf("%d notes in the backup", n)
	}
	if err := d.file.Backup(d.path); err == nil {
		t.Error("a backup over the workspace itself was allowed")
	}
}

func TestDraftsAndSecretsStayHere(t *testing.T) {
	d, _, claim := loaded(t)
	if err := d.file.SaveDraft("rationale "+claim, "half a sen"); err != nil {
		t.Fatal(err)
	}
	if err := d.file.SaveSecret(strings.Repeat("a", 64), "Real Name"); err != nil {
		t.Fatal(err)
	}
	again := open(t, d.path)
	drafts, err := again.file.Drafts()
	if err != nil || len(drafts) != 1 || drafts[0].Body != "half a sen" {
		t.Errorf("drafts %v, %v", drafts, err)
	}
	if note, err := again.file.Secret(strings.Repeat("a", 64)); err != nil || note != "Real Name" {
		t.Errorf("secret %q, %v", note, err)
	}
	if err := d.file.SaveDraft("rationale "+claim, ""); err != nil {
		t.Fatal(err)
	}
	if drafts, _ := again.file.Drafts(); len(drafts) != 0 {
		t.Errorf("drafts %v", drafts)
	}
}

func TestKeys(t *testing.T) {
	keys := storage.Keys{Folder: filepath.Join(t.TempDir(), "keys")}
	anna, err := keys.Pick("me", "", "Anna")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := keys.Pick("me", "anna"); err != nil || again.ID() != anna.ID() {
		t.Errorf("%v, %v", again, err)
	}
	if only, err := keys.Pick("me"); err != nil || only.ID() != anna.ID() {
		t.Errorf("the only key is %v, %v", only.Name, err)
	}
	if _, err := keys.Pick("me", "Björn"); err != nil {
		t.Fatal(err)
	}
	if me, err := keys.Pick("me"); err != nil || me.Name != "me" {
		t.Errorf("with two keys: %v, %v", me.Name, err)
	}
	files, _ := filepath.Glob(filepath.Join(keys.Folder, "*.json"))
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", f, info.Mode())
		}
	}
}

// A reader that looks for long sees the moment it began at, whatever is written meanwhile.
func TestASnapshotStands(t *testing.T) {
	d, _, claim := loaded(t)
	anna := d.as("Anna")
	err := d.file.Read(func(r workspace.Reader) error {
		for i := range 3 {
			do(t, anna, model.WriteNote(claim, fmt.Sprint(i)))
		}
		d.claim(claim) // the cache is newer now
		state, err := r.State(model.StreamOf(model.NounClaim, claim))
		if c, ok := state.(*model.Claim); !ok || len(c.Notes) != 0 {
			t.Errorf("an old moment shows %d notes", len(c.Notes))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.claim(claim).Notes); n != 3 {
		t.Errorf("%d notes", n)
	}
}
