package exchange_test

import (
	"crypto/ed25519"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/exchange"
)

// none is a view of an empty workspace, for making events wholesale.
type none struct{ model.View }

func (none) State(s model.Stream) (model.State, error) { return model.Fold(s, nil), nil }

// made hands a number of events to a merge: claims of 20 events each, a batch a claim, in articles of 5 kB with 20 claims.
func made(b testing.TB, into workspace.Merge, events int) {
	b.Helper()
	who := model.Identity{Name: "Anna", Key: ed25519.NewKeyFromSeed([]byte(strings.Repeat("a", ed25519.SeedSize)))}
	at, nonces := time.Date(2025, 3, 14, 10, 0, 0, 0, time.UTC), 0
	nonce := func() string { nonces++; return fmt.Sprintf("%032x", nonces) }
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	send := func(batch *model.Batch) {
		must(into.Seal(who.Sign(batch.ID, batch.IDs())))
		for id, text := range batch.Texts {
			must(into.Text(id, text))
		}
		for _, s := range batch.Streams() {
			var raw [][]byte
			for _, e := range batch.Events {
				if e.Stream == s {
					raw = append(raw, e.Raw)
				}
			}
			must(into.Stream(s, raw))
		}
	}
	first := model.NewBatch(none{}, who.ID(), at, nonce)
	must(model.Introduce(who)(none{}, first))
	source, err := first.Found(model.NounSource, model.Describe(model.NounSource, fields(b, "name", "TT")))
	must(err)
	_, err = first.Write(scale.Stream, scale.Define())
	must(err)
	send(first)
	text := ""
	for i := range events / 20 {
		batch := model.NewBatch(none{}, who.ID(), at.Add(time.Duration(i)*time.Second), nonce)
		if i%20 == 0 {
			words := strings.Repeat(fmt.Sprintf("In article %d the minister said that the bridge is unsafe, according to TT. ", i/20), 60)
			article := model.NewBatch(none{}, who.ID(), batch.At, nonce)
			must(model.Load(model.Document{Text: words, Fields: fields(b, "title", fmt.Sprint("Article ", i/20)), Found: map[string]string{}}, "", batch.At)(none2{}, article))
			send(article)
			text = model.Hash([]byte(words))
		}
		claimed(b, batch, text, source, i)
		send(batch)
	}
}

// none2 also knows that no article has any text.
type none2 struct{ none }

func (none2) ArticlesOf(string) ([]string, error) { return nil, nil }

// claimed writes a claim of 20 events.
func claimed(b testing.TB, batch *model.Batch, text string, source model.Stream, i int) {
	b.Helper()
	place := []model.Fragment{{Start: i % 20 * 70, End: i%20*70 + 40}}
	claim, err := batch.Found(model.NounClaim, model.ClaimStated{Statement: fmt.Sprint("The bridge is unsafe, number ", i)})
	if err != nil {
		b.Fatal(err)
	}
	write := func(f model.Fact) string {
		id, err := batch.Write(claim, f)
		if err != nil {
			b.Fatal(err)
		}
		return id
	}
	appearance := write(model.AppearanceAdded{Text: text, Fragments: place})
	write(model.AttributionMade{Appearance: appearance, Content: place, Sources: []string{source.ID()}, Form: model.Indirect})
	verdict := ""
	for n := range 9 {
		given := model.VerdictGiven{Scale: scale.ID(), Rating: "false", Rationale: fmt.Sprint("The report of the ministry says otherwise, page ", n)}
		if verdict != "" {
			given.Supersedes, given.Reason = []string{verdict}, "new evidence"
		}
		verdict = write(given)
		if n < 8 {
			write(model.NoteWritten{Text: "I called the harbour office; they ring back on Monday about the bridge."})
		}
	}
}

var scale = func() *model.Scale {
	s, err := model.ParseScale([]byte(`{"key":"two","name":"Two","ratings":[
		{"key":"true","label":"True","order":1,"class":"true","colour":"#117733","glyph":"+","pattern":"solid","definition":"So.","number":2},
		{"key":"false","label":"False","order":2,"class":"false","colour":"#882255","glyph":"-","pattern":"hatch","definition":"Not so.","number":1}]}`))
	if err != nil {
		panic(err)
	}
	return s
}()

func fields(b testing.TB, name, value string) model.Fields {
	b.Helper()
	f := model.Fields{}
	if err := f.Set(name, value); err != nil {
		b.Fatal(err)
	}
	return f
}

func open(b testing.TB, path string) *storage.File {
	b.Helper()
	f, err := storage.Open(path, storage.Create, time.Now, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() })
	return f
}

// filled is a workspace of that many events.
func filled(b testing.TB, events int) *storage.File {
	b.Helper()
	f := open(b, filepath.Join(b.TempDir(), "desk.db"))
	m, err := f.Merge("made", false, whole(b))
	if err != nil {
		b.Fatal(err)
	}
	made(b, m, events)
	if err := m.Close(); err != nil {
		b.Fatal(err)
	}
	return f
}

func whole(b testing.TB) func(workspace.Report) {
	return func(r workspace.Report) {
		if r.Err != nil {
			b.Fatal(r.Err)
		}
	}
}

// size is how many events a benchmark moves; TOUCHSTONE_LONG=1 asks for the full number.
func size(long int) int {
	if os.Getenv("TOUCHSTONE_LONG") != "" {
		return long
	}
	return 20_000
}

// resident is the most memory that the process has held, in MB, where the system tells.
func resident() float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kb float64
	for line := range strings.Lines(string(data)) {
		if n, _ := fmt.Sscanf(line, "VmHWM: %f", &kb); n == 1 {
			break
		}
	}
	return kb / 1024
}

func BenchmarkImport(b *testing.B) {
	n := size(100_000)
	path := filepath.Join(b.TempDir(), "export.json")
	from := filled(b, n)
	export(b, from, path)
	_ = from.Close()
	runtime.GC()
	for b.Loop() {
		b.StopTimer()
		to := open(b, filepath.Join(b.TempDir(), "to.db"))
		file, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		m, err := to.Merge("export.json", false, whole(b))
		if err == nil {
			err = exchange.Read(file, m)
		}
		if err == nil {
			err = m.Close()
		}
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		_ = file.Close()
		_ = to.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
	b.ReportMetric(resident(), "MB-resident")
}

func export(b testing.TB, from *storage.File, path string) int64 {
	b.Helper()
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	err = from.Export(func(e workspace.Exportable) error {
		_, err := exchange.Write(file, e, nil)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	_ = file.Close()
	return info.Size()
}

func BenchmarkExport(b *testing.B) {
	from := filled(b, size(1_000_000))
	path := filepath.Join(b.TempDir(), "export.json")
	runtime.GC()
	for b.Loop() {
		b.SetBytes(export(b, from, path))
	}
	b.ReportMetric(resident(), "MB-resident")
}
