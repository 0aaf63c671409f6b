package ingest

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

func FuzzRead(f *testing.F) {
	sample, err := os.ReadFile("../../assets/samples/harbour.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(false, sample)
	f.Add(true, sample)
	f.Add(false, []byte(wrappedArticle))
	f.Add(true, []byte("---\ntitle: A\n---\n# B\n\n> c\n\n- d\n  - e\n\n![f](g) `h` <i>&amp;\\* e&#x301;\n\n| j |\n|---|\n| k |\n"))
	for page, words := range map[string]string{"windows-1252": swedish, "koi8-r": russian, "shift_jis": japanese, "utf-16le": english} {
		e, err := htmlindex.Get(page)
		if err != nil {
			f.Fatal(err)
		}
		data, err := e.NewEncoder().Bytes([]byte(words))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(false, data)
		f.Add(true, data)
	}
	f.Fuzz(func(t *testing.T, md bool, data []byte) {
		name := "a.txt"
		if md {
			name = "a.md"
		}
		doc, err := Read(name, data)
		if err != nil {
			if line := err.Error(); !strings.HasPrefix(line, name+": ") || strings.Contains(line, "\n") {
				t.Fatalf("an error that is no line about the file: %s", line)
			}
			return
		}
		if wrong := sound(doc, data); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const size = 1 << 20
	paragraph := strings.ReplaceAll(swedish, "Malmö", "Göteborg") + " " + english + "\n"
	plain := strings.Repeat(paragraph, size/len(paragraph))
	e, err := htmlindex.Get("windows-1252")
	if err != nil {
		b.Fatal(err)
	}
	legacy, err := e.NewEncoder().String(plain)
	if err != nil {
		b.Fatal(err)
	}
	md := strings.ReplaceAll(plain, "\n", "\n\n> *said* the [mayor](https://example.org) &amp; left\n\n")[:size/2]
	for _, c := range []struct{ name, file, text string }{
		{"plain", "a.txt", plain}, {"windows-1252", "a.txt", legacy}, {"markdown", "a.md", strings.ToValidUTF8(md+md, "")},
	} {
		b.Run(c.name, func(b *testing.B) {
			data := []byte(c.text)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(c.file, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Whatever a list or an archive holds, each of its items is a text, an address, or one line about what is wrong.
func FuzzItems(f *testing.F) {
	f.Add(0, []byte("title,text,url\nA,Words.,\nB,,https://example.org/\n\"C\nD\n"))
	f.Add(1, []byte("{\"text\":\"Words.\",\"authors\":[\"A\",{\"name\":\"B\"}]}\n[\n\"https://example.org/\"\n"))
	f.Add(2, []byte("[{\"body\":\"Words.\"},\"https://example.org/\",null,3]"))
	f.Add(3, []byte("PK\x03\x04"))
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, kind int, data []byte) {
		kinds := []string{"csv", "jsonl", "json", "zip"}
		path := folder + "/a." + kinds[uint(kind)%uint(len(kinds))]
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		all, many := Items(path, nil)
		if !many {
			t.Fatalf("%s is no list", path)
		}
		for it := range all {
			switch {
			case it.Err != nil:
				if line := it.Err.Error(); strings.Contains(line, "\n") {
					t.Fatalf("an error of several lines: %q", line)
				}
			case it.URL == "" && it.Text == "":
				t.Fatalf("an item of nothing: %+v", it)
			case it.Fields == nil || it.Found == nil:
				t.Fatalf("an item without fields: %+v", it)
			}
		}
	})
}
