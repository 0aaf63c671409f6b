package exchange_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage/exchange"
	"touchstone/storage/exchange/exchangetest"
)

// exported is a small workspace as a file.
func exported(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.json")
	export(t, filled(t, 200), path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// taken imports a file into an empty workspace.
func taken(t testing.TB, data []byte) (map[workspace.Status]int, error) {
	t.Helper()
	to := open(t, filepath.Join(t.TempDir(), "to.db"))
	counts := map[workspace.Status]int{}
	m, err := to.Merge("test", false, func(r workspace.Report) { counts[r.Status]++ })
	if err != nil {
		t.Fatal(err)
	}
	err = exchange.Read(bytes.NewReader(data), m)
	if closed := m.Close(); closed != nil {
		t.Fatal(closed)
	}
	faults, failed := to.Verify(nil)
	for _, f := range faults {
		if !f.Missing {
			t.Errorf("verify after the import: %s: %s", f.Item, f.What)
		}
	}
	if failed != nil {
		t.Fatal(failed)
	}
	return counts, err
}

func TestAnExportFitsItsSchemaAndComesBack(t *testing.T) {
	data := exported(t)
	exchangetest.Check(t, data)
	counts, err := taken(t, data)
	if err != nil || counts[workspace.StatusDamaged] > 0 || counts[workspace.StatusNew] != 14 {
		t.Errorf("%v, %v", counts, err)
	}
}

func TestWhatIsTakenOutIsNoticed(t *testing.T) {
	data := exported(t)
	// The last claim's stream, whole: nothing else names it, and only the digest can tell.
	at := bytes.LastIndex(data, []byte(",\n{\"stream\":\"claim:"))
	cut := append(bytes.Clone(data[:at]), "]\n}\n"...)
	counts, err := taken(t, cut)
	if !errors.Is(err, exchange.ErrDigest) || counts[workspace.StatusNew] != 13 {
		t.Errorf("%v, %v", counts, err)
	}
}

func TestAStreamIsRefusedWhole(t *testing.T) {
	data := string(exported(t))
	seal := strings.Index(data, `"sig":"`) + len(`"sig":"`)
	for name, forged := range map[string]string{
		"an altered event": strings.Replace(data, "page 3\\\"", "page 4\\\"", 1),
		"an altered text":  strings.Replace(data, `"text":"In article`, `"text":"In Article`, 1),
		"an altered seal":  data[:seal] + "AAAA" + data[seal+4:],
		"a missing event":  cutOnce(data, `"{\"stream\":\"claim:`, "\n"),
	} {
		if forged == data {
			t.Fatalf("%s: nothing was altered", name)
		}
		counts, err := taken(t, []byte(forged))
		if counts[workspace.StatusDamaged] == 0 {
			t.Errorf("%s: %v, %v", name, counts, err)
		}
	}
}

// cutOnce takes out a line that begins so.
func cutOnce(s, begin, end string) string {
	i := strings.Index(s, begin)
	j := strings.Index(s[i:], end)
	return s[:i] + s[i+j+1:]
}

func TestNoExports(t *testing.T) {
	for in, words := range map[string]string{
		"":                                    "no export",
		"[]":                                  "no export",
		"{}":                                  "format is not named",
		"{":                                   "cut off",
		`{"format":"touchstone","version":1}`: "newer",
		`{"format":"touchstone","version":0}`: "digest",
		`{"format":"touchstone","version":0,"events":[{"stream":`: "cut off",
		`{"format":"touchstone","version":0} x`:                   "behind the end",
		`{"format":"touchstone" "version":0}`:                     "should stand",
		"{\"format\":\"touch\xff\"}":                              "UTF-8",
		`{"format":"\ud800"}`:                                     "escape",
	} {
		if _, err := taken(t, []byte(in)); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v, want something about %q", in, err, words)
		}
	}
}

// heard is a merge that keeps nothing.
type heard struct{ streams int }

func (h *heard) Seal(model.Seal) error                     { return nil }
func (h *heard) Text(string, string) error                 { return nil }
func (h *heard) Blob(string, []byte) error                 { return nil }
func (h *heard) Stream(_ model.Stream, raw [][]byte) error { h.streams++; return nil }
func (h *heard) Close() error                              { return nil }

func FuzzRead(f *testing.F) {
	f.Add(exported(f))
	f.Add([]byte(`{"format":"touchstone","version":0,"digest":"","texts":[{"id":"a","text":"b\ud83d\ude00"}],"seals":[],"events":[{"stream":"claim:x","events":["{}"]}]}`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_ = exchange.Read(bytes.NewReader(data), &heard{}) // never panics, always ends
	})
}

// What a newer version wrote is kept and travels on: kinds, fields and whole nouns.
func TestWhatANewerVersionWroteTravelsOn(t *testing.T) {
	who := model.Identity{Name: "Anna", Key: ed25519.NewKeyFromSeed([]byte(strings.Repeat("a", ed25519.SeedSize)))}
	event := func(stream, kind string) []byte {
		return []byte(`{"stream":"` + stream + `","kind":"` + kind + `","after":[],"batch":"` + strings.Repeat("b", 32) + `","by":"` + who.ID() +
			`","at":"2030-03-14T10:02:03.004Z","nonce":"` + strings.Repeat("c", 32) + `","body":{"sung":["la"]}}`)
	}
	raws := map[model.Stream][]byte{
		"song:1": event("song:1", "song.sung"),
		model.StreamOf(model.NounClaim, strings.Repeat("d", 64)): event("claim:"+strings.Repeat("d", 64), "claim.sung"),
	}
	from := filled(t, 20)
	m, err := from.Merge("newer", false, whole(t))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, raw := range raws {
		ids = append(ids, model.Hash(raw))
	}
	if err := m.Seal(who.Sign(strings.Repeat("b", 32), ids)); err != nil {
		t.Fatal(err)
	}
	for s, raw := range raws {
		if err := m.Stream(s, [][]byte{raw}); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "newer.json")
	export(t, from, path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Check(t, data)
	if counts, err := taken(t, data); err != nil || counts[workspace.StatusDamaged] > 0 {
		t.Errorf("%v, %v", counts, err)
	}
	if !bytes.Contains(data, []byte("song.sung")) || !bytes.Contains(data, []byte("claim.sung")) {
		t.Error("the newer events are not in the export")
	}
}
