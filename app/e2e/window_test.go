//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// told is an article with a passage that occurs twice.
const told = `Ferries stop after cracks are found
Ferry traffic was stopped on Tuesday after divers found cracks, Bladet reports according to Telagra.
The Ministry of Ports confirms that 14 of the quay’s 52 piles are damaged, reports Telagra.
Repairs cost 19 million crowns.
Ferry traffic was stopped on Tuesday after divers found cracks, Bladet reports according to Telagra.
`

// claims are what a script reads of every claim, without ids and times.
func claims(d *desk) string {
	var lines []string
	for _, c := range d.rows("list", "claims") {
		var places []string
		for _, a := range c["appearances"].([]any) {
			a := a.(map[string]any)
			f := a["fragments"].([]any)[0].(map[string]any)
			places = append(places, fmt.Sprintf("%v-%v %q links %d", f["start"], f["end"], f["exact"], len(a["attributions"].([]any))))
		}
		slices.Sort(places)
		line := fmt.Sprintf("%v\n said %v\n places %v", c["statement"], c["said"], places)
		for _, v := range c["verdicts"].([]any) {
			v := v.(map[string]any)
			line += fmt.Sprintf("\n %v %q because %q head %v replaces %d", v["rating"], v["rationale"], v["reason"], v["head"], len(v["supersedes"].([]any)))
		}
		line += fmt.Sprintf("\n evidence %d", len(c["evidence"].([]any)))
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// byCommand does the main job by command.
func byCommand(t *testing.T, file string) *desk {
	t.Helper()
	d := newDesk(t)
	article := d.row("--as", "Anna", "load", file)["article"].(string)
	claim := d.row("--as", "Anna", "mark", article, "--all", "--quote", "Ferry traffic was stopped on Tuesday after divers found cracks", "--said-by", "Bladet")["claim"].(string)
	d.do("--as", "Anna", "attribute", claim, "--link", "Telagra|according to", "--link", "Bladet|reports")
	d.do("--as", "Anna", "evidence", claim, "--url", "https://example.org/log", "--title", "Log", "--kind", "web page", "--stance", "supports")
	d.do("--as", "Anna", "judge", claim, "--rating", "true", "--rationale", "The log says so")
	d.do("--as", "Bob", "judge", claim, "--rating", "half-true", "--rationale", "Not all of it")
	d.do("--as", "Bob", "judge", claim, "--rating", "mostly-true", "--rationale", "We agreed", "--supersede", "all", "--reason", "new figures")
	d.do("--as", "Bob", "mark", article, "--quote", "Repairs cost 19 million crowns")
	return d
}

func TestWindowByKeyboard(t *testing.T) {
	d := newDesk(t)
	file := d.write("told.txt", told)
	v := newDisplay(d)
	v.keys("ctrl+p")
	v.types("Anna")
	v.keys("ctrl+Return", "ctrl+o", "ctrl+a")
	v.types(file)
	v.keys("ctrl+Return")
	v.until("the article is loaded", 5*time.Second, func() bool { return len(d.rows("list", "articles")) == 1 })
	v.quiet()

	v.keys("ctrl+Home", "Down")
	for range 10 {
		v.xdo("key", "--delay", "30", "shift+ctrl+Right")
	}
	v.keys("ctrl+c")
	selected := v.clipboard()
	v.keys("c", "Tab", "Tab")
	v.types("Bladet")
	v.keys("ctrl+Return")
	v.until("the claim is marked", 5*time.Second, func() bool { return len(d.rows("list", "claims")) == 1 })

	v.keys("a", "Return") // the text says who tells the reader, and who told them
	v.until("who says it is stored", 5*time.Second, func() bool { return strings.Count(claims(d), "links 2") == 2 })
	v.keys("e", "1", "Tab")
	v.types("Log")
	v.keys("Tab")
	v.types("example.org/log")
	v.keys("ctrl+Return")
	v.until("the evidence is cited", 5*time.Second, func() bool { return strings.Contains(claims(d), "evidence 1") })
	v.keys("v", "1", "Tab")
	v.types("The log says so")
	v.keys("ctrl+Return")
	v.until("the verdict is given", 5*time.Second, func() bool { return strings.Contains(claims(d), "The log says so") })
	v.keys("ctrl+p")
	v.types("Bob")
	v.keys("ctrl+Return", "v", "3", "Tab")
	v.types("Not all of it")
	v.keys("ctrl+Return", "shift+v", "2", "Tab")
	v.types("We agreed")
	v.keys("Tab", "Tab", "Tab")
	v.types("new figures")
	v.keys("ctrl+Return")

	v.keys("ctrl+Home", "Down", "Down", "Down", "Down", "Down", "c") // the sentence of the caret
	v.keys("ctrl+a")
	v.types("Repairs cost 19 million crowns")
	v.keys("ctrl+Return")
	v.until("the second claim is marked", 5*time.Second, func() bool { return len(d.rows("list", "claims")) == 2 })

	before := claims(d)
	v.keys("ctrl+z")
	v.until("undo", 5*time.Second, func() bool { return claims(d) != before })
	v.keys("ctrl+shift+z")
	v.until("redo", 5*time.Second, func() bool { return claims(d) == before })

	export := filepath.Join(d.folder, "keyboard.json")
	v.keys("alt", "Right", "Right", "Right", "Right", "Right", "Right", "Right", "Right", "Down", "Down", "Return") // the menu Team
	v.keys("ctrl+a")
	v.types(export)
	v.keys("ctrl+Return")
	v.until("the export is written", 5*time.Second, func() bool { _, err := os.Stat(export); return err == nil })
	again := d.other("again.db")
	again.do("import", export)

	want := strings.ReplaceAll(claims(byCommand(t, file)), `"Repairs cost 19 million crowns" links`, `"Repairs cost 19 million crowns." links`)
	want = strings.ReplaceAll(want, "151-181", "151-181")
	got := claims(again)
	if cut := strings.Index(got, "Repairs"); cut < 0 || !strings.Contains(got, `"Repairs cost 19 million crowns."`) {
		t.Errorf("the second claim is not there: %s", got)
	}
	first := func(s string) string { return s[:strings.Index(s, "\nRepairs")] }
	if first(got) != first(want) {
		t.Errorf("the window made\n%s\nthe command line\n%s", got, want)
	}
	if selected != "Ferry traffic was stopped on Tuesday after divers found cracks" || !strings.Contains(got, fmt.Sprintf("%q", selected)) {
		t.Errorf("%q was selected and is not what is exported: %s", selected, got)
	}
}

func TestWindowByMouse(t *testing.T) {
	d := newDesk(t)
	file := d.write("told.txt", told)
	d.do("--as", "Anna", "load", file)
	v := newDisplay(d, "TOUCHSTONE_AS=Anna")

	for i, drag := range [][4]int{
		{400, 172, 700, 172},  // inside a line
		{360, 205, 860, 230},  // over two lines
		{600, 172, 1100, 172}, // released in the claim panel
		{420, 300, 420, 790},  // and in the status bar
		{700, 205, 100, 205},  // leftwards, released in the library
	} {
		v.drags(drag[0], drag[1], drag[2], drag[3])
		v.keys("ctrl+c")
		selected := v.clipboard()
		v.clicks(268, 43) // Mark
		v.clicks(1245, 739)
		var made map[string]any
		v.until("the claim is marked", 5*time.Second, func() bool {
			rows := d.rows("list", "claims")
			for _, r := range rows {
				if r["statement"] == strings.Join(strings.Fields(selected), " ") {
					made = r
				}
			}
			return len(rows) == i+1 && made != nil
		})
		exact := false
		for _, a := range made["appearances"].([]any) {
			f := a.(map[string]any)["fragments"].([]any)[0].(map[string]any)
			exact = exact || f["exact"] == selected
		}
		if !exact || selected == "" {
			t.Errorf("drag %d: %q was selected, and %v marked", i, selected, made["appearances"])
		}
	}
	v.clicks(570, 43)   // Verdict
	v.clicks(1040, 303) // Mostly true; where it stands depends on the claim's length
	v.clicks(1100, 600)
	v.types("The log says so")
	v.clicks(1210, 739)
	v.until("the verdict is given", 5*time.Second, func() bool { return len(d.rows("history")) == 1 })
	v.clicks(115, 43) // Undo
	v.until("undo", 5*time.Second, func() bool { return len(d.rows("history")) == 0 })
	v.clicks(195, 43) // Redo
	v.until("redo", 5*time.Second, func() bool { return len(d.rows("history")) == 1 })
}

func TestWindowShowsWhatTheCommandLineDoes(t *testing.T) {
	d, article, _ := loaded(t)
	v := newDisplay(d)
	before := v.shot(work)
	d.do("mark", article, "--quote", "Repairs cost 19 million crowns")
	took := v.until("the mark is seen", 5*time.Second, func() bool { return !bytes.Equal(before, v.shot(work)) })
	if took > time.Second+500*time.Millisecond { // a look takes a while itself
		t.Errorf("the mark was seen after %s", took)
	}
	t.Logf("seen after %s", took)
}

func TestWindowNeverFreezes(t *testing.T) {
	d, _, claim := loaded(t)
	v := newDisplay(d)
	v.keys("j", "n")
	v.types("While it is locked")
	db, err := sql.Open("sqlite", "file:"+d.file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.ExecContext(context.Background(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	v.xdo("key", "ctrl+Return")
	ticks, last := 0, v.shot(clock)
	for time.Since(began) < 4*time.Second {
		time.Sleep(20 * time.Millisecond) // between two looks
		if now := v.shot(clock); !bytes.Equal(now, last) {
			ticks, last = ticks+1, now
		}
	}
	if notes := d.row("show", claim)["notes"]; notes != nil {
		t.Errorf("the note is there while the file is locked: %v", notes)
	}
	if _, err := other.ExecContext(context.Background(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	v.until("the note lands", 5*time.Second, func() bool { return d.row("show", claim)["notes"] != nil })
	if ticks < 3 {
		t.Errorf("the clock moved %d times in 4 s", ticks)
	}
	t.Logf("the clock moved %d times in 4 s", ticks)
}

func TestWindowOffersHalfTypedWordsAfterACrash(t *testing.T) {
	d, _, claim := loaded(t)
	v := newDisplay(d)
	v.keys("j", "v", "2", "Tab")
	v.types("The report says oth")
	v.until("the words are kept", 5*time.Second, func() bool { return strings.Contains(draft(t, d), "The report says oth") })
	v.kill()
	v.open()
	v.clicks(1132, 750) // Continue
	v.keys("ctrl+Return")
	v.until("the verdict is given", 5*time.Second, func() bool { return len(d.rows("history", claim)) == 1 })
	if got := d.row("history", claim)["rationale"]; got != "The report says oth" {
		t.Errorf("the rationale is %q", got)
	}
}

// draft is what is kept of half-typed words.
func draft(t *testing.T, d *desk) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+d.file+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var body string
	if err := db.QueryRow("SELECT coalesce(group_concat(body), '') FROM draft").Scan(&body); err != nil {
		t.Fatal(err)
	}
	return body
}

// TestPictures takes the README's pictures.
func TestPictures(t *testing.T) {
	folder := os.Getenv("TOUCHSTONE_PICTURES")
	if folder == "" {
		t.Skip("TOUCHSTONE_PICTURES names no folder: run `make pictures`")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	d.do("demo", d.folder)
	d.file = filepath.Join(d.folder, "desk.db")
	v := newDisplay(d, "TOUCHSTONE_AS=Anna")
	v.keys("ctrl+d", "j")
	v.picture(filepath.Join(folder, "desk-light.png"))
	v.keys("v", "4", "Tab")
	v.types("The log shows otherwise.")
	v.picture(filepath.Join(folder, "verdict.png"))
	v.keys("Escape", "ctrl+d")
	v.picture(filepath.Join(folder, "desk-dark.png"))
}
