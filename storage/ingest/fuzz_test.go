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

func FuzzHTML(f *testing.F) {
	f.Add(harbour(f))
	f.Add([]byte("<html><body><table><tr><td>a<td>b<p>c<br><br>d</table><pre>e\nf</pre><li>g<blockquote>h"))
	f.Add([]byte("\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00"))
	f.Add([]byte(`<!doctype html><meta charset=koi8-r><script type="application/ld+json">{"@type":"NewsArticle","author":[[{"name":[1]}]]}</script>` + russian))
	f.Fuzz(func(t *testing.T, data []byte) { readWhole(t, "a.html", data) })
}

func FuzzMHTML(f *testing.F) {
	for _, encoding := range []string{"quoted-printable", "base64", "8bit"} {
		f.Add([]byte(saved(string(harbour(f)), encoding, "; charset=utf-8")))
	}
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\nwords\n--b--\n--a--"))
	f.Fuzz(func(t *testing.T, data []byte) { readWhole(t, "a.mhtml", data) })
}

// readWhole reads bytes: what comes out is a sound document, also with all that was cut put back, or one line about the file.
func readWhole(t *testing.T, name string, data []byte) {
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
	var places []int
	for _, c := range doc.Cuts {
		places = append(places, c.Place)
	}
	back, err := doc.Restore(places...)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := sound(back, data); wrong != "" {
		t.Fatalf("with everything put back: %s", wrong)
	}
	again, err := Reread(data, captured(back), back.Text)
	if err != nil || !again.Same {
		t.Fatalf("read again: %v, gone %q, new %q", err, again.Gone, again.New)
	}
}
