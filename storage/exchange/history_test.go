package exchange_test

import (
	"bytes"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/history"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
	"touchstone/storage/exchange"
)

// anIDsBeginning is what no sentence for people holds.
var anIDsBeginning = regexp.MustCompile(`\b[0-9a-f]{10}`)

// Whatever was done is told without ids, also where what it was done to is not here.
func TestDeedsNameNoIDs(t *testing.T) {
	d := newDesk(t)
	paths, err := filepath.Glob(filepath.Join("..", "..", "model", "testdata", "events", "*.json"))
	if err != nil || len(paths) < len(model.Kinds()) {
		t.Fatalf("%d events of %d kinds: %v", len(paths), len(model.Kinds()), err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		e, err := model.Decode(bytes.TrimSpace(raw))
		if err != nil {
			t.Fatal(err)
		}
		err = d.Read(func(r workspace.Reader) error {
			if did := sheet.NewBuilder(r).Deed(e.Fact); anIDsBeginning.MatchString(did) || strings.Contains(did, "newer version") {
				t.Errorf("%s is told as %q", e.Kind, did)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A report says whose verdict was seconded, published and replaced, and which place, source, evidence and claim a step was about.
func TestHistoryReportsNameThings(t *testing.T) {
	d := newDesk(t)
	bob := d.colleague("Bob Lind", "b")
	article, text := d.load("The bridge is unsafe. The road is long.", "")
	title := model.Fields{}
	if err := title.Set("title", "Roads"); err != nil {
		t.Fatal(err)
	}
	d.do(model.DescribeThing(model.StreamOf(model.NounArticle, article), title))
	mark := func(statement string, from, to int) model.Stream {
		return d.do(model.Mark(model.ClaimStated{Statement: statement}, text, [][]model.Fragment{{{Start: from, End: to}}})).Stream(model.NounClaim)
	}
	claim, other := mark("The bridge is unsafe", 0, 21), mark("The road is long", 22, 39)
	scale := scaleOf(t, "truth-six")
	if _, err := bob.Do(model.Judge(claim.ID(), model.Judgement{Scale: scale, Rating: "false", Rationale: "No."})); err != nil {
		t.Fatal(err)
	}
	verdict := d.claim(claim).Verdicts[0].ID
	d.do(model.StandBehind(verdict, model.RoleSecond, "Checked twice."))
	d.do(model.StandBehind(verdict, model.RoleApprove, ""))
	d.do(model.Publish(claim.ID(), "https://example.org/1", ""))
	d.do(model.Judge(claim.ID(), model.Judgement{Scale: scale, Rating: "true", Rationale: "Yes.", All: true, Reason: "error"}))
	d.do(model.Withdraw(d.claim(claim).Verdicts[1].ID, "Not so."))
	d.do(model.Join(claim.ID(), other.ID(), false))
	d.do(model.Remove(d.claim(other).Appearances[0].ID, "Another road."))
	if _, err := d.Undo(""); err != nil {
		t.Fatal(err)
	}
	for _, format := range exchange.HistoryFormats() {
		told := d.history(format)
		told = strings.NewReplacer("&#39;", "'", "&ldquo;", "“").Replace(regexp.MustCompile(`<[^>]*>|\*\*`).ReplaceAllString(told, ""))
		for _, want := range []string{
			"seconded Bob Lind’s False: Checked twice.", "approved Bob Lind’s False", "published Bob Lind’s False at https://example.org/1",
			"judged it True", "took back: the verdict True", "joined it with “The road is long”", "removed the mark on “The road is long.”",
			"found it in “Roads”",
		} {
			if !strings.Contains(told, want) {
				t.Errorf("the %s lacks %q:\n%s", format, want, told)
			}
		}
		if id := anIDsBeginning.FindString(told); id != "" {
			t.Errorf("the %s names %s:\n%s", format, id, told)
		}
	}
}

// colleague is somebody else at the same desk.
func (d *desk) colleague(name, seed string) *workspace.Workspace {
	d.Helper()
	w, err := workspace.New(d.file, workspace.Settings{
		Who: model.Identity{Name: name, Key: ed25519.NewKeyFromSeed([]byte(strings.Repeat(seed, ed25519.SeedSize)))}, Now: d.Now,
		Nonce: func() string { return strings.Repeat(seed, 32) },
	})
	if err != nil {
		d.Fatal(err)
	}
	return w
}

// history is the report of all that was done.
func (d *desk) history(format string) string {
	d.Helper()
	var out bytes.Buffer
	err := d.file.Export(func(from workspace.Exportable) error {
		_, err := exchange.History(&out, from, history.Asked{}, format)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return out.String()
}
