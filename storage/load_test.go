package storage_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
)

// Many actions in one write are as many batches: each can be undone, each sees those before it, and one that is refused keeps
// none of the others out.
func TestManyActionsInOneWrite(t *testing.T) {
	d := newDesk(t)
	w := d.as("Anna")
	bad := document("Words with a bad address.")
	if err := bad.Fields.Set("url", "nowhere"); err != nil {
		t.Fatal(err)
	}
	var actions []model.Action
	for _, doc := range []model.Document{document("First."), bad, document("Second."), document("First.")} {
		actions = append(actions, model.Load(doc, "", d.now()))
	}
	done, err := w.DoMany(actions)
	if err != nil {
		t.Fatal(err)
	}
	if len(done) != 4 || done[0].Batch == "" || done[1].Refused == nil || done[2].Batch == "" || len(done[3].Events) != 0 || done[3].Refused != nil {
		t.Fatalf("%+v", done)
	}
	if done[1].Refused.Code != "field.malformed" || done[0].Batch == done[2].Batch {
		t.Errorf("refused %v, batches %s and %s", done[1].Refused, done[0].Batch, done[2].Batch)
	}
	d.clean()
	if _, err := w.Undo(""); err != nil {
		t.Fatal(err)
	}
	first, _ := d.file.List(model.NounArticle)
	if len(first) != 1 || first[0] != model.Hash([]byte("First.")) {
		t.Errorf("after one undo there is %v, want the first article alone", first)
	}
	d.clean()
}

// What fails inside a write leaves nothing of any of its actions, here and in what this process keeps decoded.
func TestManyActionsAreWrittenWholeOrNotAtAll(t *testing.T) {
	d := newDesk(t)
	w := d.as("Anna")
	do(t, w, model.Load(document("Before."), "", d.now()))
	broken := func(model.View, *model.Batch) error { return os.ErrClosed }
	newer := model.Load(document("Before, and after."), model.Hash([]byte("Before.")), d.now())
	look := func(v model.View, _ *model.Batch) error { // fills the cache inside the write
		_, err := v.State(model.StreamOf(model.NounArticle, model.Hash([]byte("Before."))))
		return err
	}
	if _, err := w.DoMany([]model.Action{model.Load(document("Other."), "", d.now()), look, newer, broken}); err == nil {
		t.Fatal("a broken action is taken for done")
	}
	if all, _ := d.file.List(model.NounArticle); len(all) != 1 {
		t.Errorf("%d articles, want 1", len(all))
	}
	other := open(t, d.path) // another process goes on under the numbers that were rolled back
	do(t, other.as("Björn"), newer)
	var captures int
	err := w.Read(func(v workspace.Reader) error {
		state, err := v.State(model.StreamOf(model.NounArticle, model.Hash([]byte("Before."))))
		if a, ok := state.(*model.Article); ok {
			captures = len(a.Captures)
		}
		return err
	})
	if err != nil || captures != 2 {
		t.Errorf("%d captures are seen, want 2 (%v)", captures, err)
	}
}

// BenchmarkLoad stores plain articles of 3 kB, made by score/corpus.py, named by TOUCHSTONE_ARTICLES.
func BenchmarkLoad(b *testing.B) {
	file, err := os.Open(os.Getenv("TOUCHSTONE_ARTICLES"))
	if err != nil {
		b.Skip("name the articles of score/corpus.py with TOUCHSTONE_ARTICLES: ", err)
	}
	defer file.Close()
	var docs []model.Document
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			b.Fatal(err)
		}
		docs = append(docs, document(row.Text))
	}
	for _, group := range []int{1, 256} {
		b.Run(fmt.Sprint(group), func(b *testing.B) {
			for range b.N {
				d := newDesk(b)
				w := d.as("Anna")
				for at := 0; at < len(docs); at += group {
					var actions []model.Action
					for _, doc := range docs[at:min(at+group, len(docs))] {
						actions = append(actions, model.Load(doc, "", d.now()))
					}
					if _, err := w.DoMany(actions); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
