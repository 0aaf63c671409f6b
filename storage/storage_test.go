package storage_test

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
)

// desk is a workspace in a temporary folder with a clock that moves by a second a look and nonces that count.
type desk struct {
	t     testing.TB
	path  string
	file  *storage.File
	ticks *int
}

func open(t testing.TB, path string) *desk {
	t.Helper()
	d := &desk{t: t, path: path, ticks: new(int)}
	file, err := storage.Open(path, storage.Create, d.now, nil)
	if err != nil {
		t.Fatal(err)
	}
	d.file = file
	t.Cleanup(func() { _ = file.Close() })
	return d
}

func newDesk(t testing.TB) *desk { return open(t, filepath.Join(t.TempDir(), "desk.db")) }

func (d *desk) now() time.Time {
	*d.ticks++
	return time.Date(2025, 3, 14, 10, 0, *d.ticks, 0, time.UTC)
}

func identity(name string) model.Identity {
	seed := [ed25519.SeedSize]byte{}
	copy(seed[:], name)
	return model.Identity{Name: name, Key: ed25519.NewKeyFromSeed(seed[:])}
}

// as is the desk with somebody sitting at it.
func (d *desk) as(name string) *workspace.Workspace {
	d.t.Helper()
	w, err := workspace.New(d.file, workspace.Settings{Who: identity(name), Now: d.now, Nonce: storage.Nonce})
	if err != nil {
		d.t.Fatal(err)
	}
	return w
}

func do(t testing.TB, w *workspace.Workspace, a model.Action) workspace.Receipt {
	t.Helper()
	r, err := w.Do(a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func document(text string) model.Document {
	doc := model.Document{Text: text, Bytes: []byte(text), Fields: model.Fields{}, Found: map[string]string{}}
	doc.Origin = model.Origin{Media: "text/plain", SHA256: model.Hash(doc.Bytes), Bytes: len(doc.Bytes), Reader: "test", Version: "1"}
	start := 0
	for line := range strings.SplitSeq(text, "\n") {
		n := len([]rune(line))
		if n > 0 {
			doc.Blocks = append(doc.Blocks, model.Block{Kind: model.Paragraph, Start: start, End: start + n})
		}
		start += n + 1
	}
	return doc
}

const news = "Bridge closed\nThe bridge is unsafe, the mayor said according to TT.\nNobody was hurt.\nThe bridge is unsafe, the mayor said according to TT."

// loaded is a desk with one article and one claim in two places.
func loaded(t testing.TB) (d *desk, article string, claim string) {
	d = newDesk(t)
	w := d.as("Anna")
	r := do(t, w, model.Load(document(news), "", d.now()))
	article = r.Stream(model.NounArticle).ID()
	places, err := model.Places(news, "The bridge is unsafe", model.Which{All: true})
	if err != nil {
		t.Fatal(err)
	}
	r = do(t, w, model.Mark(model.ClaimStated{Statement: "The bridge is unsafe"}, model.Hash([]byte(news)), places))
	return d, article, r.Stream(model.NounClaim).ID()
}

func (d *desk) claim(id string) *model.Claim {
	d.t.Helper()
	var c *model.Claim
	err := d.file.Read(func(r workspace.Reader) error {
		state, err := r.State(model.StreamOf(model.NounClaim, id))
		c, _ = state.(*model.Claim)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

func (d *desk) clean() {
	d.t.Helper()
	faults, err := d.file.Verify(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, f := range faults {
		if !f.Missing {
			d.t.Errorf("verify: %s: %s", f.Item, f.What)
		}
	}
}

func scale(t testing.TB) *model.Scale {
	t.Helper()
	s, err := model.ParseScale([]byte(`{"key":"two","name":"Two","ratings":[
		{"key":"true","label":"True","order":1,"class":"true","colour":"#117733","glyph":"+","pattern":"solid","definition":"It is so.","number":2},
		{"key":"false","label":"False","order":2,"class":"false","colour":"#882255","glyph":"-","pattern":"hatch","definition":"It is not so.","number":1}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	var p *model.Problem
	if !errors.As(err, &p) || p.Code != code {
		t.Fatalf("got %v, want the problem %s", err, code)
	}
}

func TestMarkAttributeJudgeUndo(t *testing.T) {
	d, _, claim := loaded(t)
	anna, björn := d.as("Anna"), d.as("Björn")
	var links []model.Link
	for _, words := range []string{"TT|according to", "The mayor|said|the mayor"} {
		l, err := model.ParseLink(words)
		if err != nil {
			t.Fatal(err)
		}
		links = append(links, l)
	}
	do(t, anna, model.Attribute(claim, links, "", nil))
	c := d.claim(claim)
	if len(c.Appearances) != 2 || len(c.Appearances[1].Attributions) != 2 {
		t.Fatalf("appearances %+v", c.Appearances)
	}
	if outer, inner := c.Appearances[0].Attributions[0], c.Appearances[0].Attributions[1]; inner.Within != outer.ID {
		t.Errorf("the inner link stands within %q, not %q", inner.Within, outer.ID)
	}
	two := scale(t)
	first := do(t, anna, model.Judge(claim, model.Judgement{Scale: two, Rating: "true", Rationale: "I looked."}))
	do(t, björn, model.Judge(claim, model.Judgement{Scale: two, Rating: "false", Rationale: "I asked."}))
	if heads := d.claim(claim).Heads(); len(heads) != 2 {
		t.Fatalf("%d heads, want 2", len(heads))
	}
	_, err := anna.Do(model.Judge(claim, model.Judgement{Scale: two, Rating: "false", Rationale: "Well.", All: true}))
	refused(t, err, "reason.missing")
	do(t, anna, model.Judge(claim, model.Judgement{Scale: two, Rating: "false", Rationale: "Well.", All: true, Reason: "adjudication"}))
	if heads := d.claim(claim).Heads(); len(heads) != 1 {
		t.Fatalf("%d heads, want 1", len(heads))
	}
	if _, err := anna.Undo(""); err != nil {
		t.Fatal(err)
	}
	if heads := d.claim(claim).Heads(); len(heads) != 2 {
		t.Fatalf("%d heads after undo, want 2", len(heads))
	}
	if _, err := anna.Redo(); err != nil {
		t.Fatal(err)
	}
	if heads := d.claim(claim).Heads(); len(heads) != 1 {
		t.Fatalf("%d heads after redo, want 1", len(heads))
	}
	_, err = anna.Do(model.StandBehind(first.Of(model.KindVerdictGiven)[0], model.RoleSecond, ""))
	refused(t, err, "verdict.own")
	d.clean()
}

func TestUndoWalksBackAndForth(t *testing.T) {
	d, _, claim := loaded(t)
	anna := d.as("Anna")
	for i := range 3 {
		do(t, anna, model.WriteNote(claim, fmt.Sprint("note ", i)))
	}
	notes := func() int { return len(d.claim(claim).Notes) }
	for want := 2; want >= 0; want-- {
		if _, err := anna.Undo(""); err != nil {
			t.Fatal(err)
		}
		if notes() != want {
			t.Fatalf("%d notes after undo, want %d", notes(), want)
		}
	}
	for want := 1; want <= 3; want++ {
		if _, err := anna.Redo(); err != nil {
			t.Fatal(err)
		}
		if notes() != want {
			t.Fatalf("%d notes after redo, want %d", notes(), want)
		}
	}
	_, err := anna.Redo()
	refused(t, err, "redo.nothing")
	_, err = d.as("Björn").Undo("")
	refused(t, err, "undo.nothing")
	d.clean()
}

func TestLoadingAgainWritesNothing(t *testing.T) {
	d, _, _ := loaded(t)
	if r := do(t, d.as("Anna"), model.Load(document(news), "", d.now())); len(r.Events) > 0 {
		t.Errorf("wrote %d events", len(r.Events))
	}
}

func TestUndoingALoadWithClaimsIsRefused(t *testing.T) {
	d, _, _ := loaded(t)
	anna := d.as("Anna")
	var load string
	err := d.file.Read(func(r workspace.Reader) error {
		return r.Batches(anna.Who().ID(), func(batch string, _ []string) (bool, error) {
			load = batch
			return true, nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = anna.Undo(load)
	refused(t, err, "article.claimed")
}

func TestAnotherProcessIsSeen(t *testing.T) {
	d, _, claim := loaded(t)
	mine := d.as("Anna")
	var changes []workspace.Change
	stop := mine.Watch(func(c workspace.Change) { changes = append(changes, c) })
	other := open(t, d.path)
	do(t, other.as("Björn"), model.WriteNote(claim, "from elsewhere"))
	if err := mine.Poll(); err != nil {
		t.Fatal(err)
	}
	if len(changes) != 2 || changes[1].Cause != workspace.Elsewhere { // the note, and who Björn is
		t.Fatalf("changes %+v", changes)
	}
	stop()
	do(t, mine, model.WriteNote(claim, "mine"))
	if len(changes) != 2 {
		t.Error("told after stop")
	}
	if n := len(d.claim(claim).Notes); n != 2 {
		t.Errorf("%d notes, want 2", n)
	}
}
