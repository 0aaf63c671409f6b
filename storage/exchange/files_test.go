package exchange_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage/exchange"
)

// withFiles is an export with its original files.
func withFiles(t testing.TB, d *desk) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := d.file.Export(func(from workspace.Exportable) error {
		_, err := exchange.Export(&out, from, nil, true)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// originalDesk holds an article with its original file, and a copy of a piece of evidence.
func originalDesk(t testing.TB) *desk {
	t.Helper()
	d := newDesk(t)
	page := []byte("<p>The bridge is safe.</p>")
	d.do(model.Load(model.Document{
		Text: "The bridge is safe.", Fields: model.Fields{}, Found: map[string]string{}, Bytes: page,
		Origin: model.Origin{Media: "text/html", SHA256: model.Hash(page), Bytes: len(page), Reader: "html", Version: "1"},
	}, "", d.Now()))
	r := d.do(model.Mark(model.ClaimStated{Statement: "The bridge is safe"}, "", nil))
	title := model.Fields{}
	if err := title.Set("title", "Report"); err != nil {
		t.Fatal(err)
	}
	d.do(model.Cite(r.Stream(model.NounClaim).ID(), model.Evident{Fields: title, File: []byte("%PDF report")}))
	return d
}

func TestAnExportWithFilesComesBackByteForByte(t *testing.T) {
	first := withFiles(t, originalDesk(t))
	to := newDesk(t)
	m, err := to.file.Merge("test", false, whole(t))
	if err != nil {
		t.Fatal(err)
	}
	err = exchange.Read(bytes.NewReader(first), m)
	if closed := m.Close(); err != nil || closed != nil {
		t.Fatal(err, closed)
	}
	if again := withFiles(t, to); !bytes.Equal(first, again) {
		t.Errorf("%d bytes came back as %d", len(first), len(again))
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil || len(z.File) != 3 || z.File[0].Name != "export.json" {
		t.Fatal("it is no export with two original files", err)
	}
}

func TestAnExportWithFilesFillsTheOriginalsOfWhatIsKnown(t *testing.T) {
	from, to := originalDesk(t), newDesk(t)
	merged := func(raw []byte, dry bool) (files, added int) {
		m, err := to.file.Merge("test", dry, func(r workspace.Report) {
			files, added = files+r.Files, added+r.Added
			if r.Err != nil {
				t.Error(r.Err)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		err = exchange.Read(bytes.NewReader(raw), m)
		if closed := m.Close(); err != nil || closed != nil {
			t.Fatal(err, closed)
		}
		return files, added
	}
	var bare bytes.Buffer
	if err := from.file.Export(func(e workspace.Exportable) error {
		_, err := exchange.Export(&bare, e, nil, false)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	merged(bare.Bytes(), false)
	whole := withFiles(t, from)
	if bytes.Equal(withFiles(t, to), whole) {
		t.Fatal("an export without files brought them")
	}
	for n, want := range []struct {
		dry   bool
		files int
	}{{true, 2}, {false, 2}, {false, 0}} {
		if files, added := merged(whole, want.dry); files != want.files || added != 0 {
			t.Errorf("time %d: %d files and %d events were added", n+1, files, added)
		}
	}
	if !bytes.Equal(withFiles(t, to), whole) {
		t.Error("the originals did not come along")
	}
}

func TestAnExportWithFilesThatWasAlteredIsRefused(t *testing.T) {
	whole := withFiles(t, originalDesk(t))
	for name, c := range map[string]struct {
		change func(name string, data []byte) (string, []byte)
		why    string
	}{
		"an original was altered": {func(n string, d []byte) (string, []byte) {
			return n, bytes.ReplaceAll(d, []byte("%PDF"), []byte("%PDX"))
		}, "is not the file"},
		"an original was taken out": {func(n string, d []byte) (string, []byte) { return strings.Replace(n, "blobs/", "else/", 1), d }, "digest"},
		"the export is missing":     {func(n string, d []byte) (string, []byte) { return strings.Replace(n, "export", "other", 1), d }, "holds no export.json"},
	} {
		t.Run(name, func(t *testing.T) {
			err := exchange.Read(bytes.NewReader(repacked(t, whole, c.change)), &heard{})
			if err == nil || !strings.Contains(err.Error(), c.why) {
				t.Errorf("it says %v", err)
			}
		})
	}
	for _, cut := range []int{5, len(whole) / 2, len(whole) - 3} {
		if err := exchange.Read(bytes.NewReader(whole[:cut]), &heard{}); err == nil {
			t.Errorf("cut off at %d it was taken", cut)
		}
	}
}

// repacked is a ZIP whose parts were changed.
func repacked(t *testing.T, data []byte, change func(string, []byte) (string, []byte)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		name, part := change(f.Name, part)
		w, err := to.Create(name)
		if err == nil {
			_, err = w.Write(part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
