package exchange_test

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestAVerdictsNameIsGivenOnce(t *testing.T) {
	d, _ := worked(t)
	first := string(d.export("webannotation", ""))
	file := open(t, filepath.Join(t.TempDir(), "colleague.db"))
	colleague := person(t, file, "Björn")
	for _, content := range []string{first, strings.Replace(first, `"value":"The bridge is unsafe"`, `"value":"The bridge is not safe"`, 1)} {
		if _, err := brought(t, colleague, "webannotation", content); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := brought(t, colleague, "csv", "statement,review_url,review_rating\nOne,urn:touchstone:no name,False\nTwo,urn:touchstone:,False\n"); err != nil {
		t.Fatal(err)
	}
	seen := map[any]bool{}
	verdicts := 0
	for _, a := range annotated(t, written(t, file, "webannotation", nil)) {
		if a["ts:kind"] != "verdict" {
			continue
		}
		verdicts++
		if id, _ := a["id"].(string); seen[id] || len(id) != len("urn:touchstone:")+64 {
			t.Errorf("a verdict is called %q", id)
		}
		seen[a["id"]] = true
	}
	if verdicts < 4 {
		t.Errorf("%d verdicts", verdicts)
	}
}
