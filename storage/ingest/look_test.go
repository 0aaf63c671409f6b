package ingest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestLook(t *testing.T) {
	dirs, _ := filepath.Glob(evalFolder + "/extract-readability/*/source.html.gz")
	for _, d := range dirs {
		p := pageFrom(t, unzipped(t, d))
		raw, _ := os.ReadFile(filepath.Join(filepath.Dir(d), "expected-metadata.json"))
		var m map[string]any
		json.Unmarshal(raw, &m)
		pt, _ := p.article.PublishedTime()
		fmt.Printf("%-22s", filepath.Base(filepath.Dir(d)))
		if m["title"] != p.article.Title() {
			fmt.Printf(" TITLE %q got %q", m["title"], p.article.Title())
		}
		if b, _ := m["byline"].(string); b != p.article.Byline() {
			fmt.Printf(" BY %q got %q", b, p.article.Byline())
		}
		fmt.Printf(" TIME %v got %v\n", m["publishedTime"], pt)
	}
}
