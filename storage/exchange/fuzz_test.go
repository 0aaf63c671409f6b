package exchange_test

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage/ingest"
)

// rehearsed takes a file in without storing anything, and checks that whatever comes of it can be reported and written.
func rehearsed(t *testing.T, d *desk, of string, data []byte, article, beside string) {
	in := workspace.Incoming{
		ReadSeeker: bytes.NewReader(data), Name: "a.ann", Article: article, Document: ingest.ReadFrom,
		ArticleAt: func(string) (string, error) { return "", nil },
		Beside: func(string) (io.ReadCloser, error) {
			if beside == "" {
				return nil, fs.ErrNotExist
			}
			return io.NopCloser(strings.NewReader(beside)), nil
		},
	}
	var items []workspace.Foreign
	if err := format(t, of).Read(in, func(f workspace.Foreign) error { items = append(items, f); return nil }); err != nil {
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("not one line: %v", err)
		}
	}
	err := d.Read(func(r workspace.Reader) error {
		nonces := 0
		b := model.NewBatch(r, fmt.Sprintf("%032x", 1), time.Unix(0, 0), func() string { nonces++; return fmt.Sprintf("%032x", nonces) })
		var told []workspace.Outcome
		if err := workspace.TakeIn(items, &told)(r, b); err != nil {
			return err
		}
		for _, o := range told {
			if (o.Status == workspace.StatusDamaged) != (o.Err != nil) || o.Status == "" {
				t.Errorf("%s is %s: %v", o.Name, o.Status, o.Err)
			}
		}
		for _, e := range b.Events {
			if added, ok := e.Fact.(model.AppearanceAdded); ok {
				if last := added.Fragments[len(added.Fragments)-1]; added.Text == model.Hash([]byte(tide)) && last.End > len([]rune(tide)) {
					t.Errorf("a place outside the text: %v", added.Fragments)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzWebAnnotation(f *testing.F) {
	d := newDesk(f)
	article, _ := d.load(tide, "")
	from, _ := worked(f)
	for _, seed := range []string{hypothesis, hypothesisExport, recogito, recogitoW3C, catma, string(from.export("webannotation", ""))} {
		f.Add([]byte(seed))
	}
	f.Add(annotate(quoteAt("The ferry", "", 3, 12)))
	f.Fuzz(func(t *testing.T, data []byte) { rehearsed(t, d, "webannotation", data, article, "") })
}

func FuzzBrat(f *testing.F) {
	d := newDesk(f)
	article, _ := d.load(tide, "")
	f.Add("T1\tContent 4 8;10 12\tx y\nT2\tCue 0 3\tTid\nE1\tAttribution:T2 Content:T1 Cue:T2\nA1\tN E1\n#1\tAnnotatorNotes T1\tw\n*\tEquiv T1 T2\n", "")
	f.Add("T1\tClaim 0 4\tTide\nE1\tX:T1\n", "Tide\r\ntables")
	f.Add("PK\x03\x04", "x")
	f.Fuzz(func(t *testing.T, data, beside string) { rehearsed(t, d, "brat", []byte(data), article, beside) })
}
