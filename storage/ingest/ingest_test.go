package ingest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/text/unicode/norm"
)

// sound says what is wrong with a document that Read made of the bytes, "" if nothing is.
func sound(doc model.Document, data []byte) string {
	points := []rune(doc.Text)
	switch {
	case !utf8.ValidString(doc.Text):
		return "not UTF-8"
	case strings.Contains(doc.Text, "\r"):
		return "a CR stayed"
	case !norm.NFC.IsNormalString(doc.Text):
		return "not NFC"
	case len(doc.Blocks) == 0:
		return "no blocks"
	case doc.Repeats < 0 || doc.Repeats >= len(doc.Blocks):
		return fmt.Sprintf("%d repeats of %d blocks", doc.Repeats, len(doc.Blocks))
	case doc.Origin.SHA256 != model.Hash(data) || doc.Origin.Bytes != len(data) || string(doc.Bytes) != string(data):
		return "the origin is not the bytes"
	}
	for i, b := range doc.Blocks {
		switch {
		case i > 0 && b.Start < doc.Blocks[i-1].End:
			return fmt.Sprintf("block %d begins inside the one before", i)
		case b.Start < 0 || b.Start >= b.End || b.End > len(points):
			return fmt.Sprintf("block %d (%d-%d) outside the text of %d", i, b.Start, b.End, len(points))
		case unicode.IsSpace(points[b.Start]) || unicode.IsSpace(points[b.End-1]):
			return fmt.Sprintf("block %d has white space at an end", i)
		}
	}
	var between []rune
	last := 0
	for _, b := range doc.Blocks {
		between, last = append(between, points[last:b.Start]...), b.End
	}
	if left := strings.TrimSpace(string(append(between, points[last:]...))); left != "" {
		return fmt.Sprintf("words outside the blocks: %q", left)
	}
	for field := range doc.Fields {
		if doc.Found[field] == "" {
			return field + " was found nowhere"
		}
	}
	return ""
}

// must reads and checks a document.
func must(t testing.TB, name string, data []byte) model.Document {
	t.Helper()
	doc, err := Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := sound(doc, data); wrong != "" {
		t.Fatalf("%s: %s", name, wrong)
	}
	return doc
}

// blocksOf writes the blocks of a document, one a line.
func blocksOf(doc model.Document) []string {
	points := []rune(doc.Text)
	var list []string
	for _, b := range doc.Blocks {
		kind := string(b.Kind)
		if b.Level > 0 {
			kind += fmt.Sprint(b.Level)
		}
		list = append(list, kind+": "+string(points[b.Start:b.End]))
	}
	return list
}

func kinds(doc model.Document) map[model.BlockKind]int {
	count := map[model.BlockKind]int{}
	for _, b := range doc.Blocks {
		count[b.Kind]++
	}
	return count
}

func TestSample(t *testing.T) {
	data, err := os.ReadFile("../../assets/samples/harbour.txt")
	if err != nil {
		t.Fatal(err)
	}
	doc := must(t, "samples/harbour.txt", data)
	if len(doc.Blocks) != 37 || doc.Repeats != 4 || kinds(doc)[model.Heading] != 5 {
		t.Errorf("%d blocks, %d repeats, %d headings", len(doc.Blocks), doc.Repeats, kinds(doc)[model.Heading])
	}
	if title := doc.Fields.Text("title"); title != "Ferries stop at Södra Våghamn after cracks are found in the quay" {
		t.Errorf("title %q", title)
	}
	want := model.Origin{
		Media: "text/plain", SHA256: model.Hash(data), Bytes: len(data), Name: "harbour.txt", Reader: "touchstone text", Version: "1",
	}
	if !reflect.DeepEqual(doc.Origin, want) || doc.Found["title"] != "first line" || doc.Text != string(data) {
		t.Errorf("origin %+v, found %v", doc.Origin, doc.Found)
	}
}

func TestCeasefire(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "articles", "ceasefire.txt")
	doc, err := ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the article of the contract is not beside this repository (../shared/articles/ceasefire.txt)")
	}
	if err != nil {
		t.Fatal(err)
	}
	if wrong := sound(doc, doc.Bytes); wrong != "" {
		t.Fatal(wrong)
	}
	if len(doc.Blocks) != 60 || doc.Repeats != 27 {
		t.Errorf("%d blocks, %d repeats", len(doc.Blocks), doc.Repeats)
	}
	var headings []string
	for _, b := range blocksOf(doc) {
		if words, is := strings.CutPrefix(b, "heading"); is {
			headings = append(headings, words[3:13])
		}
	}
	want := []string{"US envoy f", "US reports", "US reports", "Analysis: ", "Trump repo", "White Hous"}
	if !slices.Equal(headings, want) {
		t.Errorf("headings %q", headings)
	}
}

func TestErrors(t *testing.T) {
	swedish := strings.Repeat("Hon sade på torsdagen att avtalet är på väg.\n", 3)
	cases := []struct{ name, data, want string }{
		{"a.txt", "", "a.txt: this file is empty; check that it is the right one"},
		{"a.txt", " \n\t\r\n\u00a0", "a.txt: this file is empty; check that it is the right one"},
		{"a.txt", bom8, "a.txt: this file is empty; check that it is the right one"},
		{"a.md", "---\ntitle: Only front matter\n---\n", "a.md: there are no words in this file; check that it is the right one"},
		{"a.md", "<div>\nOnly HTML\n</div>\n", "a.md: there are no words in this file; check that it is the right one"},
		{"-", "", "standard input: this file is empty; check that it is the right one"},
		{"a.txt", "a\x00b\x00\x00\x01c", "a.txt: this is no text but binary data; name a file of plain text or Markdown"},
		{"a.txt", "\x01\x02\x03\x04 words", "a.txt: this is no text but binary data; name a file of plain text or Markdown"},
		{"a.txt", "\xe5\x01\x02\x03\x04 words", "a.txt: this is no text but binary data; name a file of plain text or Markdown"},
		{"a.txt", swedish + "caf\xe9", "a.txt: byte 150 (line 4) is not UTF-8, though the rest is; correct it there, or save the file as UTF-8 anew"},
		{"a.txt", bom8 + "caf\xe9", "a.txt: byte 6 (line 1) is not UTF-8, though the rest is; correct it there, or save the file as UTF-8 anew"},
		{"a.txt", "one\r\ntwo\rå\xff", "a.txt: byte 11 (line 3) is not UTF-8, though the rest is; correct it there, or save the file as UTF-8 anew"},
		{"a.txt", "one \x81\x8d\x8f\x90\x9d \xff\xfe\xfd", "a.txt: byte 4 (line 1) is not UTF-8 nor of a code page that fits; save the file as UTF-8"},
		{"a.txt", bomLE + "a\x00b", "a.txt: this UTF-16 file ends in half a character at byte 4; save it anew, as UTF-8"},
		{"a.txt", bomBE + "\x00a\xd8\x00\x00b", "a.txt: byte 4 is not UTF-16, though the file begins as such; save it anew, as UTF-8"},
		{"x/a.pdf", "%PDF-1.7", "x/a.pdf: this PDF is damaged (3: incorrect format); get it anew, or save it anew with the program that made it"},
		{"a.DOCX", "PK", "a.DOCX: this Word document is damaged (zip: not a valid zip file); get it anew, or save it anew with the program that made it"},
		{"-", "%PDF-1.7", "standard input: this PDF is damaged (3: incorrect format); get it anew, or save it anew with the program that made it"},
		{"a.png", "", "a.png: an image is not read by this version; save it as plain text first"},
		{"a.txt", strings.Repeat("a", Limit+1), "a.txt: this file has more than 64 MB; split it, or load only the article"},
	}
	for _, c := range cases {
		doc, err := Read(c.name, []byte(c.data))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s %.20q: got  %v\nwant %s", c.name, c.data, err, c.want)
		}
		if doc.Text != "" || doc.Bytes != nil {
			t.Errorf("%s %.20q: half a document", c.name, c.data)
		}
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	write(t, path, "A title\nSome words below it.")
	doc, err := ReadFile(path)
	if err != nil || doc.Origin.Name != "a.txt" || len(doc.Blocks) != 2 {
		t.Errorf("%+v, %v", doc.Origin, err)
	}
	large := filepath.Join(dir, "large.txt")
	write(t, large, "")
	if err := os.Truncate(large, Limit+1); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		filepath.Join(dir, "no.txt"): "there is no such file; check the name",
		dir:                          "this is a folder; name the files in it",
		large:                        "this file has more than 64 MB; split it, or load only the article",
	} {
		if _, err := ReadFile(at); err == nil || err.Error() != at+": "+want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	doc, err = ReadFrom(Stdin, strings.NewReader("words from elsewhere"))
	if err != nil || doc.Origin.Name != "" || doc.Fields.Text("title") != "words from elsewhere" {
		t.Errorf("%+v, %v", doc, err)
	}
	if _, err := ReadFrom(Stdin, endless{}); err == nil || !strings.Contains(err.Error(), "more than 64 MB") {
		t.Errorf("a stream without end: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.md", "sub/c.markdown", "sub/d.TEXT", "e.pdf", "i.png", ".f.txt", ".git/g.txt", "h.txt/i.md"} {
		write(t, filepath.Join(dir, name), "words")
	}
	if err := os.Symlink(filepath.Join(dir, "i.png"), filepath.Join(dir, "link.txt")); err != nil {
		t.Log("no links here:", err)
	}
	files, err := Files(dir)
	var names []string
	for _, f := range files {
		name, _ := filepath.Rel(dir, f)
		names = append(names, filepath.ToSlash(name))
	}
	want := []string{"a.md", "b.txt", "e.pdf", "h.txt/i.md", "link.txt", "sub/c.markdown", "sub/d.TEXT"}
	if err != nil || !slices.Equal(names, want) {
		t.Errorf("%q, %v", names, err)
	}
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Files(empty); err == nil || !strings.HasPrefix(err.Error(), empty+": no article files in this folder (.txt, .text, .md, .markdown") {
		t.Errorf("empty folder: %v", err)
	}
	if _, err := Files(filepath.Join(dir, "no")); err == nil || !strings.HasSuffix(err.Error(), ": there is no such file; check the name") {
		t.Errorf("missing: %v", err)
	}
	for _, one := range []string{Stdin, filepath.Join(dir, "e.pdf")} {
		if files, err := Files(one); err != nil || !slices.Equal(files, []string{one}) {
			t.Errorf("%s: %q, %v", one, files, err)
		}
	}
}

func write(t testing.TB, path, words string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(words), 0o600); err != nil {
		t.Fatal(err)
	}
}
