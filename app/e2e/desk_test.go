package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	// What the program is made of, so that these tests run again when any of it changed.
	_ "touchstone/app/cli"
	_ "touchstone/assets"
	_ "touchstone/storage"
	_ "touchstone/storage/ingest"

	"touchstone/storage/exchange/exchangetest"
)

// program is the built binary.
var program string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "touchstone-e2e-")
	if err != nil {
		panic(err)
	}
	if _, err := os.ReadFile("../../main.go"); err != nil { // so that they run again when it changed, too
		panic(err)
	}
	program = filepath.Join(folder, "touchstone")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	build := exec.Command("go", "build", "-tags", "headless", "-o", program, "../..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// desk is a folder with a workspace and keys of its own.
type desk struct {
	t      testing.TB
	folder string
	file   string
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	folder := t.TempDir()
	return &desk{t, folder, filepath.Join(folder, "desk.db")}
}

// other is another workspace of the same people.
func (d *desk) other(name string) *desk { return &desk{d.t, d.folder, filepath.Join(d.folder, name)} }

func (d *desk) command(args ...string) *exec.Cmd {
	c := exec.Command(program, args...)
	c.Env = append(os.Environ(), "TOUCHSTONE_WORKSPACE="+d.file, "XDG_DATA_HOME="+d.folder, "XDG_CONFIG_HOME="+d.folder,
		"HOME="+d.folder, "TOUCHSTONE_AS=")
	return c
}

// run runs a command and returns what it printed and its exit code.
func (d *desk) run(args ...string) (out, errs string, code int) {
	d.t.Helper()
	c := d.command(args...)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		d.t.Fatal(err)
	}
	return stdout.String(), stderr.String(), code
}

// do runs a command that must succeed.
func (d *desk) do(args ...string) string {
	d.t.Helper()
	out, errs, code := d.run(args...)
	if code != 0 {
		d.t.Fatalf("%q exited %d: %s", args, code, errs)
	}
	return out
}

// row runs a command that must succeed with --json and returns its first line.
func (d *desk) row(args ...string) map[string]any {
	d.t.Helper()
	rows := d.rows(args...)
	if len(rows) == 0 {
		d.t.Fatalf("%q printed nothing", args)
	}
	return rows[0]
}

func (d *desk) rows(args ...string) []map[string]any {
	d.t.Helper()
	var rows []map[string]any
	for line := range strings.Lines(d.do(append(args, "--json")...)) {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			d.t.Fatalf("%q printed %q: %v", args, line, err)
		}
		rows = append(rows, row)
	}
	return rows
}

// refuses runs a command that must fail with a code and one line that holds some words, and change nothing.
func (d *desk) refuses(code int, words string, args ...string) {
	d.t.Helper()
	before, _ := os.ReadFile(d.file)
	_, errs, got := d.run(args...)
	line := strings.TrimSuffix(errs, "\n")
	if got != code || !strings.Contains(line, words) {
		d.t.Errorf("%q exited %d with %q, want %d and %q", args, got, line, code, words)
	}
	if strings.Contains(line, "\n") && code != 3 {
		d.t.Errorf("%q said more than one line: %q", args, line)
	}
	if after, _ := os.ReadFile(d.file); !bytes.Equal(before, after) {
		d.t.Errorf("%q changed the workspace", args)
	}
}

func (d *desk) write(name, text string) string {
	d.t.Helper()
	path := filepath.Join(d.folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) export(args ...string) []byte {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "export.json")
	d.do(append([]string{"export", "-o", path}, args...)...)
	data, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	exchangetest.Check(d.t, data) // every export fits its schema, and every offset its words
	return data
}

const story = `Bridge closed over cracks
The bridge is unsafe, the mayor said according to TT.
“Nobody was hurt,” she added.
The bridge is unsafe, the mayor said according to TT.
Repairs cost 19 million crowns, both local and national officials say.
`

// loaded is a desk with the story and a claim that stands in two places.
func loaded(t testing.TB) (d *desk, article, claim string) {
	t.Helper()
	d = newDesk(t)
	article = text(d.row("--as", "Anna", "load", d.write("story.txt", story))["article"])
	claim = text(d.row("--as", "Anna", "mark", article, "--quote", "The bridge is unsafe", "--all")["claim"])
	return d, article, claim
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}
