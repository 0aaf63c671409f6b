package ingest

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/model"
)

// items reads what a file of these bytes holds.
func items(t *testing.T, name string, data []byte, names map[string]string) []model.Listed {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	all, many := Items(path, names)
	if !many {
		t.Fatalf("%s is taken for no list", name)
	}
	var out []model.Listed
	for it := range all {
		it.Name = strings.TrimPrefix(it.Name, path)
		out = append(out, it)
	}
	return out
}

func TestListsOfTexts(t *testing.T) {
	csv := "\xef\xbb\xbfHeadline;Author;Date;Body;Link\r\n\"Bridge; closed\";Anna;2026-03-14;\"The bridge\nis closed.\";https://example.org/a\r\n;;;;\r\n;;;;https://example.org/b\r\n"
	jsonl := `{"headline":"Bridge; closed","authors":["Anna"],"date":"2026-03-14","text":"The bridge\nis closed.","url":"https://example.org/a"}` +
		"\n\n{\"views\":3}\n" + `"https://example.org/b"` + "\n"
	tsv := "title\tbyline\tpublished\ttext\turl\nBridge; closed\tAnna\t2026-03-14\t\"The bridge\nis closed.\"\thttps://example.org/a\n\t\n\t\t\t\thttps://example.org/b\n"
	array := "[" + strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(jsonl), "\n\n", "\n"), "\n", ",") + "]"
	for name, data := range map[string]string{"a.csv": csv, "a.jsonl": jsonl, "a.tsv": tsv, "a.json": array} {
		all := items(t, name, []byte(data), nil)
		if len(all) != 3 {
			t.Errorf("%s: %d items: %+v", name, len(all), all)
			continue
		}
		a := all[0]
		if a.Err != nil || a.Text != "The bridge\nis closed." || a.Fields.Text("title") != "Bridge; closed" || a.Fields.Text("byline") != "Anna" ||
			a.Fields.Text("published") != "2026-03-14" || a.Fields.Text("url") != "https://example.org/a" || !strings.HasPrefix(a.Found["byline"], "column ") {
			t.Errorf("%s: %+v", name, a)
		}
		if all[1].Err == nil || !strings.Contains(all[1].Err.Error(), "neither a text nor an address; say which column") {
			t.Errorf("%s: an empty row: %v", name, all[1].Err)
		}
		if all[2].URL != "https://example.org/b" || all[2].Text != "" {
			t.Errorf("%s: %+v", name, all[2])
		}
	}
}

func TestColumnsAreNamed(t *testing.T) {
	names := map[string]string{"text": "words", "title": "text"}
	all := items(t, "a.csv", []byte("words,text\nThe bridge is closed.,Bridge\n"), names)
	if len(all) != 1 || all[0].Text != "The bridge is closed." || all[0].Fields.Text("title") != "Bridge" {
		t.Errorf("%+v", all)
	}
	all = items(t, "a.csv", []byte("word,title\nThe bridge is closed.,Bridge\n"), names)
	if len(all) != 1 || all[0].Err == nil || !strings.Contains(all[0].Err.Error(), "there is no column") {
		t.Errorf("%+v", all)
	}
	all = items(t, "a.csv", []byte("https://example.org/a\nhttps://example.org/b\n"), nil)
	if len(all) != 2 || all[1].URL != "https://example.org/b" {
		t.Errorf("a list of addresses without names: %+v", all)
	}
}

func TestBadLists(t *testing.T) {
	for _, c := range []struct{ name, data, words string }{
		{"a.json", `"text"`, "this is no JSON array"},
		{"a.json", `{"title":"x"}`, "neither a text nor an address"},
		{"a.json", `[3]`, "this is no JSON object"},
		{"a.jsonl", "not json", "line 1: this is no JSON object"},
		{"a.jsonl", "{\"text\":\"\xff\"}", "this is not UTF-8"},
		{"a.csv", "\x00\x01\x02\x03", "binary"},
		{"a.zip", "PK nothing", "no ZIP archive"},
	} {
		all := items(t, c.name, []byte(c.data), nil)
		if len(all) != 1 || all[0].Err == nil || !strings.Contains(all[0].Err.Error(), c.words) {
			t.Errorf("%s %q: %+v, want %q", c.name, c.data, all, c.words)
		}
	}
	if _, many := Items("a.txt", nil); many {
		t.Error("a text is taken for a list")
	}
}

func archived(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestArchives(t *testing.T) {
	all := items(t, "a.zip", archived(t, "one.txt", "First words.", "../../etc/two.md", "# Second", "dir/", "", "dir/three.txt", "\x00\x00\x01",
		"__MACOSX/one.txt", "x", ".hidden.txt", "x", "picture.png", "x"), nil)
	if len(all) != 3 {
		t.Fatalf("%d items: %+v", len(all), all)
	}
	if all[0].Text != "First words." || all[0].Origin.Name != "one.txt" || all[0].Err != nil {
		t.Errorf("%+v", all[0])
	}
	last := all[len(all)-1]
	if last.Name != "/dir/three.txt" || last.Err == nil {
		t.Errorf("a damaged one: %+v", last)
	}
	for _, it := range all {
		if strings.Contains(it.Origin.Name, "/") || strings.Contains(it.Origin.Name, "..") {
			t.Errorf("a path came along: %+v", it.Origin)
		}
	}
	if all := items(t, "a.zip", archived(t, "picture.png", "x"), nil); len(all) != 1 || all[0].Err == nil {
		t.Errorf("an archive without articles: %+v", all)
	}
}

func TestArchiveBombs(t *testing.T) {
	all := items(t, "a.zip", archived(t, "bomb.txt", strings.Repeat("a", 8<<20), "fine.txt", "Words."), nil)
	if len(all) != 2 || all[0].Err == nil || !strings.Contains(all[0].Err.Error(), "more than 400 times its size") || all[1].Text != "Words." {
		t.Errorf("%.200v", all)
	}
}
