package storage_test

import (
	"bytes"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
)

// The bytes that an article was read from are given back as they were; of what is not here nothing is.
func TestTheOriginalIsKept(t *testing.T) {
	d := newDesk(t)
	doc := document("It rained.")
	doc.Bytes = []byte("\xef\xbb\xbfIt rained.\r\n")
	doc.Origin.SHA256, doc.Origin.Bytes = model.Hash(doc.Bytes), len(doc.Bytes)
	do(t, d.as("Anna"), model.Load(doc, "", d.now()))
	data, err := d.file.Blob(doc.Origin.SHA256)
	if err != nil || !bytes.Equal(data, doc.Bytes) {
		t.Errorf("%q, %v", data, err)
	}
	if data, err = d.file.Blob(model.Hash([]byte("another"))); data != nil || err != nil {
		t.Errorf("of what is not here: %q, %v", data, err)
	}
}

// Another outlet's copy is loaded and joined in one batch, and taken back by one undo.
func TestACopyIsLoadedAndJoinedAtOnce(t *testing.T) {
	d := newDesk(t)
	w := d.as("Anna")
	do(t, w, model.Load(document("It rained."), "", d.now()))
	first, second := model.Hash([]byte("It rained.")), model.Hash([]byte("It rained, too."))
	do(t, w, model.LoadCopy(document("It rained, too."), first, d.now()))
	joined := func(id string) []string {
		t.Helper()
		var all []string
		err := d.file.Read(func(r workspace.Reader) error {
			s, err := r.State(model.StreamOf(model.NounArticle, id))
			if a, ok := s.(*model.Article); ok {
				all = a.Joined
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if a, b := joined(first), joined(second); len(a) != 1 || a[0] != second || len(b) != 1 || b[0] != first {
		t.Errorf("%v and %v", a, b)
	}
	if _, err := w.Undo(""); err != nil {
		t.Fatal(err)
	}
	if ids, _ := d.file.List(model.NounArticle); len(ids) != 1 || len(joined(first)) != 0 {
		t.Errorf("after one undo %v are left, joined with %v", ids, joined(first))
	}
	if _, err := w.Do(model.LoadCopy(document("It rained."), first, d.now())); err == nil {
		t.Error("an article is its own copy")
	}
	d.clean()
}
