package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Equal items far apart, items that are here already, and damaged ones come to the same in a dry run as in the import itself.
func TestADryRunTellsWhatTheImportTells(t *testing.T) {
	d := newDesk(t)
	item := func(n int) string {
		return fmt.Sprintf(`{"@type":"ClaimReview","url":"https://a.example/%d","claimReviewed":"Claim %d","author":{"name":"A"}}`, n, n)
	}
	d.do("--as", "Anna", "import", d.write("first.jsonl", item(7)+"\n"+item(8)+"\n"))
	var lines []string
	for n := range 2300 {
		lines = append(lines, item(n%1200))
		if n%500 == 499 {
			lines = append(lines, `{"@type":"ClaimReview","url":"https://a.example/x"}`)
		}
	}
	path := d.write("feed.jsonl", strings.Join(lines, "\n")+"\n")
	statuses := func(args ...string) []string {
		out, _, code := d.run(append([]string{"--as", "Anna", "--json", "import", path}, args...)...)
		if code != 3 {
			t.Errorf("import %v ends with %d", args, code)
		}
		var all []string
		for line := range strings.Lines(out) {
			var row map[string]any
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			all = append(all, fmt.Sprint(row["item"], row["status"], row["stream"], row["error"]))
		}
		return all
	}
	before := d.export()
	rehearsed := statuses("--dry-run")
	if string(d.export()) != string(before) {
		t.Error("a dry run changed the workspace")
	}
	done := statuses()
	if len(done) != len(lines) || !slices.Equal(rehearsed, done) {
		for i := range min(len(done), len(rehearsed)) {
			if done[i] != rehearsed[i] {
				t.Fatalf("the dry run said %s, the import %s", rehearsed[i], done[i])
			}
		}
		t.Errorf("the dry run told of %d items, the import of %d, of %d", len(rehearsed), len(done), len(lines))
	}
	if n := len(d.rows("list", "claims")); n != 1200 {
		t.Errorf("%d claims, not 1200", n)
	}
}
