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

const bridgeNews = "The bridge over the river is unsafe, the mayor said on Friday. Engineers found cracks in three of its pillars, and it will " +
	"be closed for repairs until spring. Until then buses will take another way, the council decided."

// Lists are read row by row, with the columns that are named or usual; a dry run stores nothing and shows a table.
func TestLoadList(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = w.Write([]byte("A page from a list.\n"))
	}))
	defer s.Close()
	d := newDesk(t)
	list := d.write("list.csv", "headline,paper,words,link\nBridge closed,The Post,The bridge is closed.,https://example.org/bridge\n,,,\nA page,The Star,,"+s.URL+"/page\n")
	args := []string{"load", "--allow-private", "--map", "text=words", "--map", "outlet=paper", list}
	out, errs, code := d.run(append(args, "--dry-run")...)
	if code != 3 || strings.Count(out, "\n") != 2 || !strings.Contains(errs, "list.csv, line 3: there is neither") || !strings.Contains(errs, "1 of 3 failed") {
		t.Errorf("a dry run: exit %d\n%s\n%s", code, out, errs)
	}
	if _, err := os.Stat(d.file); err == nil {
		t.Error("a dry run made a workspace")
	}
	if out, errs, code := d.run(args...); code != 3 || strings.Count(out, "new") != 2 {
		t.Fatalf("exit %d\n%s\n%s", code, out, errs)
	}
	outlets := map[any]any{}
	for _, row := range d.rows("list", "articles") {
		outlets[row["title"]] = row["outlet"]
	}
	if outlets["Bridge closed"] != "The Post" || outlets["A page"] != "The Star" {
		t.Errorf("%v", outlets)
	}
	if _, errs, code := d.run("load", "--map", "words=text", list); code != 2 || !strings.Contains(errs, "WHAT is one of") {
		t.Errorf("a wrong --map: exit %d, %s", code, errs)
	}
	d.do("verify")
}

// An article of which nearly the same text is here is kept and told, unless somebody says what else to do with it.
func TestLoadNearlyTheSame(t *testing.T) {
	d := newDesk(t)
	first := text(d.row("load", d.write("a.txt", bridgeNews))["article"])
	other := d.write("b.txt", strings.Replace(bridgeNews, "on Friday", "yesterday", 1))
	near := func(row map[string]any) string {
		if all := list(row["near"]); len(all) == 1 {
			one := all[0].(map[string]any)
			if o := one["overlap"].(float64); o < 0.8 || o > 0.99 {
				t.Errorf("overlap %v", o)
			}
			return text(one["article"])
		}
		return ""
	}
	if row := d.row("load", "--dry-run", other); near(row) != first || row["new"] != true {
		t.Errorf("a dry run: %v", row)
	}
	if row := d.row("load", "--near", "skip", other); row["skipped"] != true || near(row) != first || len(d.rows("list", "articles")) != 1 {
		t.Errorf("skip: %v", row)
	}
	row := d.row("load", other)
	if row["new"] != true || near(row) != first {
		t.Errorf("keep: %v", row)
	}
	d.do("undo")
	if row := d.row("load", "--near", "capture", other); row["article"] != first || row["new"] != false {
		t.Errorf("capture: %v", row)
	}
	d.do("undo")
	row = d.row("load", "--near", "join", other)
	if row["new"] != true || near(row) != first {
		t.Errorf("join: %v", row)
	}
	if export := string(d.export()); !strings.Contains(export, `articles.joined`) {
		t.Error("the articles are not joined")
	}
	if out := d.do("load", d.write("c.txt", "Wheat prices fell in Chicago after days of rain, traders said on Monday.")); strings.Contains(out, "the same") {
		t.Errorf("another article: %s", out)
	}
	if _, errs, code := d.run("load", "--near", "drop", other); code != 2 || !strings.Contains(errs, "keep, capture, join, skip") {
		t.Errorf("a wrong --near: exit %d, %s", code, errs)
	}
	d.do("verify")
}
