package exchange_test

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/exchange"
)

// person is the workspace of a file with somebody at the desk.
func person(t testing.TB, file *storage.File, name string) *workspace.Workspace {
	t.Helper()
	key := ed25519.NewKeyFromSeed([]byte(strings.Repeat(name, ed25519.SeedSize)[:ed25519.SeedSize]))
	nonces := 0
	w, err := workspace.New(file, workspace.Settings{
		Who: model.Identity{Name: name, Key: key}, Now: time.Now,
		Nonce: func() string { nonces++; return model.Hash(fmt.Appendf(nil, "%s %d", name, nonces))[:32] },
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// brought takes a file of another format in and returns what became of its items.
func brought(t testing.TB, w *workspace.Workspace, format, content string) ([]workspace.Outcome, error) {
	t.Helper()
	var all []workspace.Outcome
	var items []workspace.Foreign
	flush := func() error {
		var told []workspace.Outcome
		_, err := w.Do(workspace.TakeIn(items, &told))
		all, items = append(all, told...), nil
		return err
	}
	for _, f := range exchange.Formats() {
		if f.Name != format {
			continue
		}
		err := f.Read(workspace.Incoming{ReadSeeker: strings.NewReader(content), Name: "a file"}, func(item workspace.Foreign) error {
			if items = append(items, item); len(items) < workspace.BatchOfItems {
				return nil
			}
			return flush()
		})
		if failed := flush(); err == nil {
			err = failed
		}
		return all, err
	}
	t.Fatalf("no format %s", format)
	return nil, nil
}

func feed(n int) string {
	var b strings.Builder
	b.WriteString(`<html><head><script type="application/ld+json">{"@type":"DataFeed","dataFeedElement":[`)
	for i := range n {
		if i > 0 {
			b.WriteString(",")
		}
		raw, _ := json.Marshal(fmt.Sprintf("The number of bridges in district %d of Norrhamn has fallen by %d per cent since %d", i, i%90+1, 1950+i%70)) //nolint:errcheck // a text
		fmt.Fprintf(&b, `{"@type":"DataFeedItem","item":[{"@context":"https://schema.org","@type":"ClaimReview",`+
			`"url":"https://checks.example/%d","claimReviewed":%s,"name":"Have bridges fallen?","author":{"@type":"Organization","name":"Checks"},`+
			`"reviewRating":{"@type":"Rating","alternateName":"False","ratingValue":1,"bestRating":5,"worstRating":1}}]}`, i, raw)
	}
	b.WriteString(`]}</script></head></html>`)
	return b.String()
}

func BenchmarkBringInReviews(b *testing.B) {
	content := feed(2000)
	for i := range b.N {
		file := open(b, filepath.Join(b.TempDir(), fmt.Sprintf("%d.db", i)))
		if got, err := brought(b, person(b, file, "Anna"), exchange.ClaimReviewFormat, content); err != nil || len(got) != 2000 {
			b.Fatal(len(got), err)
		}
	}
}
