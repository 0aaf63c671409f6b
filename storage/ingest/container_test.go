package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// zipped makes a ZIP archive of names and contents.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if parts[i] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// swollen makes an archive like zipped, with one part more that is very large when unpacked: a beginning, zeros, an end.
func swollen(t testing.TB, name, begin, fill, end string, size int, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, parts[i+1])
	}
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, begin)
	block := strings.Repeat(fill, 1<<20/len(fill))
	for range size >> 20 {
		if _, err := io.WriteString(w, block); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Fprint(w, end)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What would fill the memory or never end is refused in one line, soon, and without filling the memory first.
func TestPackedBombs(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	word := func(body string) []byte { return zipped(t, "word/document.xml", wordDocument(body)) }
	book := []string{"META-INF/container.xml", bookContainerXML, "book.opf", bookOPF("", "a.xhtml")}
	sparse := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(sparse, []byte("%PDF-1.7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(sparse, 1<<30); err != nil {
		t.Skip("no sparse files here: ", err)
	}
	cases := []struct {
		name, want string
		data       []byte
	}{
		{"zip.docx", "would fill the memory: a part of it grows more than 200 times", swollen(t, "word/document.xml", "<w:document xmlns:w='"+wordSpace+"'><w:body><w:p><w:r><w:t>", "a", "</w:t></w:r></w:p></w:body></w:document>", 1<<30)},
		{"zip.epub", "would fill the memory: a part of it grows more than 200 times", swollen(t, "a.xhtml", "<p>", "a ", "</p>", 1<<30, book...)},
		{"zip.odt", "would fill the memory: a part of it grows more than 200 times", swollen(t, "content.xml", "<a>", "<b/>", "</a>", 1<<29)},
		{"properties.docx", "would fill the memory", swollen(t, "docProps/core.xml", "<a>", "a", "</a>", 1<<29, "word/document.xml", wordDocument("<w:p><w:r><w:t>a</w:t></w:r></w:p>"))},
		{"deep.docx", "more than 256 elements within each other", word(strings.Repeat("<w:sdt>", 1<<20))},
		{"tables.docx", "more than 256 elements within each other", word(strings.Repeat("<w:tbl><w:tr><w:tc>", 1<<18))},
		{"deep.epub", "512", zipped(t, append(book, "a.xhtml", strings.Repeat("<div>", 1<<20))...)},
		{"deep.rtf", "more than 1000 groups within each other", []byte(`{\rtf1 ` + strings.Repeat("{", 32<<20))},
		{"long.rtf", "", []byte(`{\rtf1 a` + strings.Repeat(`{\b }\par`, 4<<20))},
		{"hex.rtf", "", []byte(`{\rtf1 a` + strings.Repeat(`\'e4`, 8<<20))},
		{"entities.docx", "is damaged", zipped(t, "word/document.xml", `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>`)},
		{"pages.pdf", "", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999>>endobj trailer<</Root 1 0 R>>")},
		{"ops.pdf", "", pdfOf(t, nil, strings.Repeat("q ", 8<<20))},
		{"glyphs.pdf", "", pdfOf(t, nil, "BT /F 12 Tf 72 72 Td "+strings.Repeat("(aaaaaaaaaaaaaaaaaaaa) Tj ", 300_000)+"ET")},
		{sparse, "more than 64 MB", nil},
	}
	defer func(whole time.Duration) { readingTime = whole }(readingTime)
	readingTime = 5 * time.Second // the rule is the same for less
	for _, c := range cases {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begin := time.Now()
		read := func() (int, error) {
			if c.data == nil {
				doc, err := ReadFile(c.name)
				return len(doc.Text), err
			}
			doc, err := Read(c.name, c.data)
			return len(doc.Text), err
		}
		size, err := read()
		took := time.Since(begin)
		runtime.ReadMemStats(&after)
		t.Logf("%s: %v, %d MB from the system, %d bytes of text, %v", filepath.Base(c.name), took.Round(time.Millisecond), (after.Sys-before.Sys)>>20, size, err)
		var failure *Error
		switch {
		case err != nil && (!errors.As(err, &failure) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: no line about the file: %v", c.name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		case took > readingTime+20*time.Second: // what was begun ends first, on a machine that is busy
			t.Errorf("%s: %v", c.name, took)
		case after.Sys-before.Sys > 2<<30:
			t.Errorf("%s: %d MB", c.name, (after.Sys-before.Sys)>>20)
		}
	}
}

func TestBrokenArchives(t *testing.T) {
	whole := zipped(t, "word/document.xml", wordDocument("<w:p><w:r><w:t>"+strings.Repeat("words ", 1000)+"</w:t></w:r></w:p>"))
	cases := []struct {
		name, want string
		data       []byte
	}{
		{"a.docx", "is damaged", whole[:len(whole)/2]},
		{"a.docx", "word/document.xml is missing", zipped(t, "other.xml", "<a/>")},
		{"a.docx", "is damaged", zipped(t, "word/document.xml", "<a><b></a>")},
		{"a.docx", "protected by a password", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more")},
		{"a.odt", "content.xml is missing", zipped(t, "other.xml", "<a/>")},
		{"a.odt", "protected by a password", zipped(t, "META-INF/manifest.xml", "<m><f><encryption-data/></f></m>", "content.xml", "x")},
		{"a.epub", "META-INF/container.xml is missing", zipped(t, "a.xhtml", "<p>a</p>")},
		{"a.docx", "this file is empty", nil},
		{"a.docx", "there are no words", zipped(t, "word/document.xml", wordDocument(""))},
	}
	for _, c := range cases {
		doc, err := Read(c.name, c.data)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || doc.Text != "" {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// What a file is counts, not what it is called.
func TestPackedByAnyName(t *testing.T) {
	word := zipped(t, "word/document.xml", wordDocument("<w:p><w:r><w:t>Words</w:t></w:r></w:p>"))
	for name, data := range map[string][]byte{
		"-": word, "a.pdf": word, "a.txt": word, "b": []byte(`{\rtf1 Words}`), "c.docx": []byte(`{\rtf1 Words}`),
	} {
		if doc := must(t, name, data); doc.Text != "Words" {
			t.Errorf("%s: %q", name, doc.Text)
		}
	}
	if _, err := Read("a.xlsx", word); err == nil || !strings.Contains(err.Error(), "Excel is not read") {
		t.Errorf("a workbook: %v", err)
	}
}
