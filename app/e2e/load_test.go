package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A page is loaded by its address, asked for again only as far as it changed, and its newer text takes the claims along.
func TestLoadPage(t *testing.T) {
	var words atomic.Value
	words.Store("The bridge\n\nThe bridge is unsafe, said the mayor.\n")
	bodies := atomic.Int32{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := words.Load().(string)
		tag := fmt.Sprintf("%q", fmt.Sprint(len(body)))
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", "text/plain")
		switch {
		case r.URL.Path == "/gone":
			w.WriteHeader(http.StatusGone)
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		default:
			bodies.Add(1)
			_, _ = w.Write([]byte(body))
		}
	}))
	defer s.Close()
	d := newDesk(t)
	address := s.URL + "/news/bridge"
	if out, errs, code := d.run("load", address); code != 3 || !strings.Contains(errs, "not on the public internet; say --allow-private") || out != "" {
		t.Errorf("a page of this computer: exit %d, %q %q", code, out, errs)
	}
	first := d.row("load", "--allow-private", address)
	if first["new"] != true || first["file"] != address || first["title"] != "The bridge" {
		t.Fatalf("%v", first)
	}
	article := text(first["article"])
	d.do("mark", article, "--quote", "The bridge is unsafe")
	again := d.row("load", "--allow-private", address)
	if again["article"] != article || again["new"] != false || again["text"] != first["text"] || again["paragraphs"] != first["paragraphs"] || bodies.Load() != 1 {
		t.Errorf("loaded again: %v after %d whole answers", again, bodies.Load())
	}
	words.Store("The bridge\n\nAn update of noon.\n\nThe bridge is unsafe, said the mayor.\n")
	newer := d.row("load", "--allow-private", address)
	if newer["article"] != article || newer["new"] != false || newer["text"] == first["text"] || len(list(newer["carried"])) != 1 {
		t.Errorf("a newer text: %v", newer)
	}
	var export struct {
		Articles []struct {
			URL      string
			Captures []struct{ Origin map[string]any }
		}
	}
	if err := json.Unmarshal(d.export(), &export); err != nil {
		t.Fatal(err)
	}
	a := export.Articles[0]
	if a.URL != address || len(a.Captures) != 2 || a.Captures[0].Origin["etag"] == nil || a.Captures[1].Origin["status"] != 200.0 {
		t.Errorf("%+v", a)
	}
	if _, errs, code := d.run("load", "--allow-private", s.URL+"/gone"); code != 3 || !strings.Contains(errs, "was taken away") {
		t.Errorf("a page that is gone: exit %d, %s", code, errs)
	}
	closed := s.URL
	s.Close()
	if _, errs, code := d.run("load", "--allow-private", closed); code != 4 || !strings.Contains(errs, "refuses the connection") {
		t.Errorf("a server that is not there: exit %d, %s", code, errs)
	}
	d.do("verify")
}

// Many files are stored many at a time; one that is bad keeps none of the others out, and each is undone by itself.
func TestLoadManyFiles(t *testing.T) {
	d := newDesk(t)
	folder := filepath.Join(d.folder, "articles")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 600 {
		body := fmt.Sprintf("Article %d\n\nThis is number %d of many.\n", i, i)
		if i == 300 {
			body = "\x00\x01\x02binary\x00"
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.txt", i)), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, errs, code := d.run("load", "--json", folder)
	if n := strings.Count(out, `"new":true`); code != 3 || n != 599 || !strings.Contains(errs, "300.txt: this is no text") || !strings.Contains(errs, "1 of 600 failed") {
		t.Errorf("exit %d, %d new, %s", code, n, errs)
	}
	d.do("verify")
	d.do("undo")
	if rows := d.rows("list", "articles"); len(rows) != 598 {
		t.Errorf("%d articles after one undo", len(rows))
	}
}

// A group may hold several texts of one article: each is told of as it was when it came.
func TestLoadSeveralTextsOfOneArticle(t *testing.T) {
	d := newDesk(t)
	rows := d.rows("load", "--url", "https://example.org/a", d.write("1.txt", "One.\n"), d.write("2.txt", "Two.\n"), d.write("3.txt", "Two.\n"))
	if len(rows) != 3 || rows[0]["new"] != true || rows[1]["new"] != false || rows[2]["new"] != false || rows[0]["article"] != rows[2]["article"] {
		t.Errorf("%v", rows)
	}
}

// What was told of is stored, whatever ends the program; Ctrl+C says how far it came.
func TestStoppedLoad(t *testing.T) {
	asked := make(chan bool, 1)
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- true
		<-r.Context().Done()
	}))
	defer s.Close()
	for _, how := range []os.Signal{os.Interrupt, os.Kill} {
		d := newDesk(t)
		c := d.command("load", "--json", "--allow-private", d.write("a.txt", "First words.\n"), s.URL, d.write("b.txt", "Other words.\n"))
		var out, errs bytes.Buffer
		c.Stdout, c.Stderr = &out, &errs
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		select {
		case <-asked:
		case <-time.After(time.Minute):
			t.Fatal("the page was not asked for")
		}
		if err := c.Process.Signal(how); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait()
		if strings.Count(out.String(), "\n") != 1 || !strings.Contains(out.String(), "a.txt") {
			t.Errorf("%v: told %q before", how, out.String())
		}
		if how == os.Interrupt && (c.ProcessState.ExitCode() != 3 || !strings.Contains(errs.String(), "stopped after 1 of 3")) {
			t.Errorf("exit %d, %q", c.ProcessState.ExitCode(), errs.String())
		}
		if rows := d.rows("list", "articles"); len(rows) != 1 {
			t.Errorf("%v: %d articles are stored, 1 was told of", how, len(rows))
		}
		d.do("verify")
	}
}
