//go:build !headless

package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/app/cli"
	"touchstone/app/library"
)

// asksWho opens the source that tells the reader, the first of those behind the claim.
func (u *ui) asksWho() {
	u.Helper()
	u.types("i")
	u.accepts()
}

// The real name of a protected source is in this file and on the screen when it is asked for, and nowhere else.
func TestTheRealNameOfASourceLeavesTheFileByNoCommand(t *testing.T) {
	const secret = "Erika Mustermann"
	u := newDesk(t)
	u.asksWho()
	u.does("source.protect")
	u.fills("secret", secret)
	if u.panel.Form().Place != "" {
		t.Error("a draft is kept of the real name")
	}
	u.accepts()
	source, claim := u.source, u.before
	u.presses("Ctrl+E")
	export := filepath.Join(u.folder, "export.json")
	u.fills("path", export)
	u.accepts()
	data, err := os.ReadFile(export)
	if err != nil || len(data) < 1000 || bytes.Contains(data, []byte("Mustermann")) {
		t.Errorf("the export holds %d bytes, among them the real name: %v", len(data), err)
	}
	parts := partsIn(u.folder)
	var out bytes.Buffer
	parts.Stdout, parts.Stderr, parts.Stdin = &out, &out, strings.NewReader("")
	run := func(args ...string) {
		before := out.Len()
		if code := cli.Run(append([]string{"-w", u.desk.Path(), "--as", "Anna"}, args...), parts); code != 0 {
			t.Errorf("%v ends with %d: %s", args, code, out.Bytes()[before:])
		}
	}
	for _, noun := range []string{"articles", "claims", "sources", "evidence", "scales", "people"} {
		run("list", noun, "--json")
		run("list", noun)
	}
	for _, id := range append([]string{source, claim}, u.ids(library.Articles)...) {
		run("show", id, "--json")
		run("show", id)
	}
	run("history", "--json", "--steps")
	run("history", claim)
	run("verify", "--json")
	if out.Len() < 2000 || strings.Contains(out.String(), "Mustermann") {
		t.Errorf("the commands print the real name:\n%s", out.String())
	}
	if kept, err := u.desk.Secret(source); err != nil || kept != secret {
		t.Errorf("kept is %q: %v", kept, err)
	}
}

func TestAMergedSourceIsShownAsTheOther(t *testing.T) {
	u := newDesk(t)
	u.does("source.add")
	u.fills("name", "Telagra News Agency")
	u.accepts()
	u.back()
	u.asksWho()
	merged := u.source
	u.does("source.merge")
	u.fills("with", "news")
	u.accepts()
	if got := u.sources.Source(); got.Name != "Telagra News Agency" || len(got.Merged) != 1 || got.Merged[0] != "Telagra" {
		t.Errorf("shown is %+v", got)
	}
	if row := u.row(library.Sources, merged); row.Detail != "shown as Telagra News Agency" {
		t.Errorf("the list says %q", row.Detail)
	}
	if row := u.row(library.Sources, u.source); row.Detail != "1 claim" {
		t.Errorf("of the one that stays the list says %q", row.Detail)
	}
	u.openSource(merged)
	u.sources.Uncover() // where nothing is kept nothing is uncovered
	if u.source == merged {
		t.Error("the merged one is shown")
	}
}

// Sources stand by their names, whatever case these begin with.
func TestSourcesStandByNameWhateverTheirCase(t *testing.T) {
	u := newUI(t)
	for _, name := range []string{"Zelensky", "newspaper", "Mark Stone", "a statement"} {
		u.does("source.add")
		u.fills("name", name)
		u.accepts()
		u.back()
	}
	var names []string
	for _, id := range u.ids(library.Sources) {
		names = append(names, u.row(library.Sources, id).Title)
	}
	if got := strings.Join(names, ", "); got != "a statement, Mark Stone, newspaper, Zelensky" {
		t.Errorf("the sources stand as %s", got)
	}
}

// What is taken back while a source is looked at is gone from below it, too.
func TestAClaimThatIsTakenBackIsGoneFromBelowItsSource(t *testing.T) {
	u := newDesk(t)
	u.selects("Repairs cost 19 million crowns")
	u.types("a")
	u.types("The town")
	u.accepts()
	u.types("i") // of one source it is not asked which
	u.presses("Ctrl+Z")
	if u.claim != "" || u.source != "" || u.panel.Claim() != nil {
		t.Errorf("the claim %q, the source %q and the panel %v are still shown", u.claim, u.source, u.panel.Claim())
	}
}
