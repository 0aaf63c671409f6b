package exchange_test

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/exchange"
)

// desk is a workspace file with a person at it, and what a format's reader may ask for.
type desk struct {
	testing.TB
	*workspace.Workspace
	file   *storage.File
	folder string // where the files lie that are imported
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	nonces := 0
	w, err := workspace.New(file, workspace.Settings{
		Who:   model.Identity{Name: "Anna Checker", Key: ed25519.NewKeyFromSeed([]byte(strings.Repeat("a", ed25519.SeedSize)))},
		Now:   func() time.Time { return time.Date(2025, 3, 14, 10, 0, 0, 0, time.UTC) },
		Nonce: func() string { nonces++; return fmt.Sprintf("%032x", nonces) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t, w, file, t.TempDir()}
}

func (d *desk) do(a model.Action) workspace.Receipt {
	d.Helper()
	r, err := d.Do(a)
	if err != nil {
		d.Fatal(err)
	}
	return r
}

// load stores an article and returns its id and its text's.
func (d *desk) load(text, url string) (article, id string) {
	d.Helper()
	fields := model.Fields{}
	if url != "" {
		if err := fields.Set("url", url); err != nil {
			d.Fatal(err)
		}
	}
	r := d.do(model.Load(model.Document{Text: text, Fields: fields, Found: map[string]string{}}, "", d.Now()))
	return r.Stream(model.NounArticle).ID(), model.Hash([]byte(text))
}

func format(t testing.TB, name string) workspace.Format {
	t.Helper()
	for _, f := range exchange.Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no format %s", name)
	return workspace.Format{}
}

// take imports bytes as a file of a name, and returns what became of its items.
func (d *desk) take(of, name string, data []byte, article string) ([]workspace.Outcome, error) {
	d.Helper()
	in := workspace.Incoming{
		ReadSeeker: bytes.NewReader(data), Name: name, Article: article,
		ArticleAt: func(url string) (string, error) {
			canonical, err := model.CanonicalURL(url)
			if err != nil {
				return "", nil //nolint:nilerr // no address, no article
			}
			id := model.Hash([]byte(canonical))
			err = d.Read(func(r workspace.Reader) error {
				state, err := r.State(model.StreamOf(model.NounArticle, id))
				if a, ok := state.(*model.Article); err == nil && (!ok || !a.Live()) {
					id = ""
				}
				return err
			})
			return id, err
		},
		Beside: func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join(d.folder, name)) },
	}
	var all []workspace.Outcome
	err := format(d, of).Read(in, func(item workspace.Foreign) error {
		var told []workspace.Outcome
		_, err := d.Do(workspace.TakeIn([]workspace.Foreign{item}, &told))
		all = append(all, told...)
		return err
	})
	return all, err
}

// taken imports what must come in without an error of the whole file.
func (d *desk) taken(of, name string, data []byte, article string) []workspace.Outcome {
	d.Helper()
	all, err := d.take(of, name, data, article)
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// one imports a file of one item.
func (d *desk) one(of, name string, data []byte, article string) workspace.Outcome {
	d.Helper()
	all := d.taken(of, name, data, article)
	if len(all) != 1 {
		d.Fatalf("%d items instead of one", len(all))
	}
	return all[0]
}

// export writes everything, or some of it.
func (d *desk) export(of, name string, only ...model.Stream) []byte {
	d.Helper()
	var out bytes.Buffer
	err := d.file.Export(func(from workspace.Exportable) error {
		_, err := format(d, of).Write(workspace.Outgoing{
			Writer: &out, Name: name,
			Beside: func(name string, write func(io.Writer) error) error {
				var beside bytes.Buffer
				if err := write(&beside); err != nil {
					return err
				}
				return os.WriteFile(filepath.Join(d.folder, name), beside.Bytes(), 0o600)
			},
		}, from, only)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return out.Bytes()
}

// claim reads a claim.
func (d *desk) claim(s model.Stream) *model.Claim {
	d.Helper()
	var c *model.Claim
	err := d.Read(func(r workspace.Reader) error {
		state, err := r.State(s)
		c, _ = state.(*model.Claim)
		return err
	})
	if err != nil || c == nil {
		d.Fatal("no claim ", s, err)
	}
	return c
}

// words are those of an appearance of a claim in a text.
func words(text string, fragments []model.Fragment) []string {
	points := []rune(text)
	out := []string{}
	for _, f := range fragments {
		out = append(out, string(points[f.Start:f.End]))
	}
	return out
}

// seq is how many events the workspace holds.
func (d *desk) seq() int64 {
	d.Helper()
	n, err := d.file.Seq()
	if err != nil {
		d.Fatal(err)
	}
	return n
}
