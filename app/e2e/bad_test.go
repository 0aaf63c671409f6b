package e2e

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // to hold a lock as another program would
)

func TestBadInputChangesNothing(t *testing.T) {
	d, article, claim := loaded(t)
	empty := filepath.Join(d.folder, "nothing")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	d.refuses(3, "empty", "load", d.write("empty.txt", ""))
	d.refuses(3, "binary.txt", "load", d.write("binary.txt", "\x7fELF\x00\x01\x02\x00\x00\x00\x00\x00\x00"))
	d.refuses(3, "bad.txt", "load", d.write("bad.txt", "Ordinary å words and then "+strings.Repeat("more å ", 50)+"\xff\xfe\xc0"))
	d.refuses(3, "missing.txt", "load", filepath.Join(d.folder, "missing.txt"))
	d.refuses(3, "no article files", "load", empty)
	d.refuses(1, "does not contain", "mark", article, "--quote", "The moon is unsafe")
	d.refuses(1, "occurs 2 times", "mark", article, "--quote", "The bridge is unsafe")
	d.refuses(1, "no number 3", "mark", article, "--quote", "The bridge is unsafe", "--nth", "3")
	d.refuses(1, "no rating", "judge", claim, "--rating", "untrue", "--rationale", "x")
	d.refuses(1, "rationale", "judge", claim, "--rating", "false")
	d.refuses(1, "no scale", "judge", claim, "--rating", "false", "--rationale", "x", "--scale", "nonesuch")
	d.refuses(1, "at least 7", "show", claim[:5])
	d.refuses(1, "no claim", "judge", "0000000", "--rating", "false", "--rationale", "x")
	d.refuses(1, "neither beside nor near", "attribute", claim, "--link", "Reuters|reports")
	d.refuses(1, "nothing to redo", "--as", "Anna", "redo")
	d.refuses(2, "unknown command", "jugde", claim)
	d.refuses(2, "unknown flag", "judge", claim, "--colour", "red")
	d.refuses(2, "arg", "judge")
	d.refuses(2, "quote", "mark", article)
	d.refuses(3, "no export", "import", d.write("x.json", "not json"))
	d.refuses(3, "no export", "import", d.write("y.json", `{"a":1}`))
	d.refuses(3, "newer", "import", d.write("z.json", `{"format":"touchstone","version":7,"digest":""}`))
	d.refuses(1, "a workspace stands at", "export", "-o", d.file)
	d.refuses(1, "a workspace stands at", "export", "-o", d.file+"-wal")
	d.refuses(1, "a workspace stands at", "history", "--format", "markdown", "-o", d.file)
	d.refuses(4, "no window")
	d.do("verify")
}

func TestAFullDiskBehindAPipeIsNoSuccess(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	d, _, _ := loaded(t)
	c := d.command("export")
	c.Stdout = full
	var exit *exec.ExitError
	if err := c.Run(); !errors.As(err, &exit) || exit.ExitCode() != 4 {
		t.Errorf("an export to a full disk ended with %v, want exit 4", err)
	}
}

func TestThePersonIsNamedBeforeACommandWithAWordOfItsOwn(t *testing.T) {
	d, article, _ := loaded(t)
	d.do("--as", "Anna", "passage", article, "--quote", "Repairs cost 19 million crowns", "--as", "read")
	if people := d.rows("list", "people", "--filter", "name=Anna"); len(people) != 1 {
		t.Errorf("Anna did not do it: %v", people)
	}
}

func TestNobodyDescribesAnother(t *testing.T) {
	d, _, claim := loaded(t)
	d.do("--as", "Anna", "note", claim, "seen")
	anna := d.row("list", "people", "--filter", "name=Anna")["id"].(string)
	d.refuses(1, "only they themselves", "--as", "Bo", "describe", anna, "name=Bo")
}

func TestScalesOfOneKeyAreNotGuessedBetween(t *testing.T) {
	d, _, claim := loaded(t)
	for _, label := range []string{"No", "Nay"} {
		d.do("scale", d.write(label+".json", `{"key":"own","name":"Own","ratings":[
			{"key":"no","label":"`+label+`","order":1,"class":"false","colour":"#aa0000","glyph":"x","pattern":"solid","definition":"As it says."},
			{"key":"yes","label":"Yes","order":2,"class":"true","colour":"#00aa00","glyph":"o","pattern":"solid","definition":"As it says."}]}`))
	}
	d.refuses(1, "2 scales are called own", "judge", claim, "--scale", "own", "--rating", "no", "--rationale", "x")
}

func TestATruncatedExportIsNamed(t *testing.T) {
	d, _, _ := loaded(t)
	whole := d.export()
	c := d.other("colleague.db")
	c.do("claim", "--statement", "so that it is there")
	_, errs, code := c.run("import", d.write("cut.json", string(whole[:len(whole)*2/3])))
	if code != 3 || !strings.Contains(errs, "cut off") {
		t.Errorf("exit %d: %s", code, errs)
	}
	c.do("verify")
}

func TestATamperedExportIsRefused(t *testing.T) {
	d, _, claim := loaded(t)
	d.do("--as", "Anna", "judge", claim, "--rating", "false", "--rationale", "The report says otherwise.")
	forged := bytes.ReplaceAll(d.export(), []byte("The report says otherwise"), []byte("The report says somewhat"))
	c := d.other("colleague.db")
	out, errs, code := c.run("import", d.write("forged.json", string(forged)), "--json")
	if code != 3 || !strings.Contains(out, `"damaged"`) || !strings.Contains(errs, "digest") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	if len(c.rows("list", "claims")) != 0 || len(c.rows("list", "articles")) != 1 {
		t.Error("the damaged claim came in, or the whole article did not")
	}
	c.do("verify")
}

func TestBadWorkspaces(t *testing.T) {
	d, _, _ := loaded(t)
	good, err := os.ReadFile(d.file)
	if err != nil {
		t.Fatal(err)
	}
	newer := bytes.Clone(good)
	binary.BigEndian.PutUint32(newer[60:], 99) // user_version
	ours := bytes.Clone(good)
	binary.BigEndian.PutUint32(ours[68:], 7) // application_id
	for name, c := range map[string]struct{ data, words string }{
		"text.db":  {"this is a letter, not a workspace " + strings.Repeat("x", 200), "no SQLite file"},
		"newer.db": {string(newer), "newer version"},
		"other.db": {string(ours), "another program"},
		"cut.db":   {string(good[:len(good)/2]), "cut off"},
		"empty.db": {"", "no SQLite file"},
	} {
		bad := d.other(name)
		if err := os.WriteFile(bad.file, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		bad.refuses(1, c.words, "list", "claims")
		if name != "empty.db" {
			bad.refuses(1, c.words, "claim", "--statement", "x")
		}
	}
	d.other("missing.db").refuses(1, "no workspace", "list", "claims")
}

func TestALockedWorkspaceIsWaitedForAndThenLeft(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for 5 seconds")
	}
	d, _, claim := loaded(t)
	db, err := sql.Open("sqlite", d.file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	_, errs, code := d.run("note", claim, "x")
	if code != 4 || !strings.Contains(errs, "over 5 seconds") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if _, err := db.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	d.do("note", claim, "x")
}

// A pipe is written to, and stays one.
func TestAnExportGoesThroughAPipe(t *testing.T) {
	d, _, _ := loaded(t)
	pipe := filepath.Join(d.folder, "pipe")
	if out, err := exec.Command("mkfifo", pipe).CombinedOutput(); err != nil {
		t.Skipf("no pipe can be made here: %v %s", err, out)
	}
	var read bytes.Buffer
	reader := exec.Command("cat", pipe)
	reader.Stdout = &read
	if err := reader.Start(); err != nil {
		t.Fatal(err)
	}
	d.do("export", "-o", pipe)
	if err := reader.Wait(); err != nil || !strings.HasPrefix(read.String(), "{") {
		t.Errorf("read was %.40q, %v", read.String(), err)
	}
	if at, err := os.Stat(pipe); err != nil || at.Mode().IsRegular() {
		t.Errorf("the pipe is a file now: %v", err)
	}
}
