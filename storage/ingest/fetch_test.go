package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"touchstone/model"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const bridge = "The bridge\n\nThe bridge is unsafe, said the mayor on Friday.\n"

// home permits this computer's first address alone, so that its second stands for a private network.
func home(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.1") }

func here() Fetcher { return Fetcher{Version: "test", permit: home, time: 5 * time.Second} }

// serve serves a page on this computer.
func serve(t *testing.T, page http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(page)
	t.Cleanup(s.Close)
	return s.URL
}

// speak answers whatever is asked with these bytes, and more of them if there is an endless tail.
func speak(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = c.Read(make([]byte, 4096))
				answer(c)
			}()
		}
	}()
	return "http://" + l.Addr().String() + "/"
}

func plainPage(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, bridge)
}

// fails fetches a page that must fail, and compares the one line that is said.
func fails(t *testing.T, f Fetcher, at, code, words string, later bool) {
	t.Helper()
	doc, unchanged, err := f.Fetch(context.Background(), at, false, model.Origin{})
	var failure *Error
	if !errors.As(err, &failure) {
		t.Fatalf("%s: %v, want an *Error", at, err)
	}
	line := err.Error()
	if failure.Code != code || !strings.Contains(line, words) || strings.Contains(line, "\n") || failure.Unavailable() != later {
		t.Errorf("%s %q (later: %v), want %s %q", failure.Code, line, failure.Unavailable(), code, words)
	}
	if doc.Text != "" || unchanged {
		t.Errorf("a failure gave a document: %q", doc.Text)
	}
}

func TestFetchedPageKnowsWhereItCameFrom(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/old":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/new?id=1", http.StatusFound)
		case !strings.HasPrefix(r.UserAgent(), "Touchstone/test (fact-checking"):
			http.Error(w, r.UserAgent(), http.StatusForbidden)
		case r.Header.Get("Cookie") != "seen=1":
			http.Error(w, "no cookie", http.StatusForbidden)
		case r.Header.Get("If-None-Match") == `"v1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Fri, 20 Nov 2026 10:00:00 GMT")
			w.Header().Set("Date", "Tue, 24 Nov 2026 10:00:00 GMT")
			plainPage(w, r)
		}
	})
	doc, _, err := here().Fetch(context.Background(), at+"/old", false, model.Origin{})
	if err != nil {
		t.Fatal(err)
	}
	want := model.Origin{
		Media: "text/plain", SHA256: model.Hash([]byte(bridge)), Bytes: len(bridge), URL: at + "/new?id=1", Asked: at + "/old", Status: 200,
		ETag: `"v1"`, Modified: "Fri, 20 Nov 2026 10:00:00 GMT", Captured: "2026-11-24T10:00:00Z", Reader: "touchstone text", Version: formats[0].version,
	}
	if !reflect.DeepEqual(doc.Origin, want) || doc.Text != bridge || string(doc.Bytes) != bridge {
		t.Errorf("%+v\n%q, want\n%+v", doc.Origin, doc.Text, want)
	}
	if doc.Fields.Text("url") != at+"/new?id=1" || doc.Found["url"] != "address" {
		t.Errorf("url %q from %q", doc.Fields.Text("url"), doc.Found["url"])
	}
	_, unchanged, err := here().Fetch(context.Background(), at+"/old", false, doc.Origin)
	if err != nil || !unchanged {
		t.Errorf("fetched again: unchanged %v, %v", unchanged, err)
	}
}

func TestPackedPages(t *testing.T) {
	pack := map[string]func(io.Writer) io.WriteCloser{
		"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"br":   func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
		"zstd": func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	}
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		coding := strings.Trim(r.URL.Path, "/")
		var body bytes.Buffer
		body.WriteString(bridge)
		for c := range strings.SplitSeq(coding, ",") {
			packed := bytes.Buffer{}
			z := pack[c](&packed)
			_, _ = z.Write(body.Bytes())
			_ = z.Close()
			body = packed
		}
		w.Header().Set("Content-Encoding", coding)
		if r.URL.RawQuery == "broken" {
			body.Truncate(body.Len() / 2)
			body.WriteString(strings.Repeat("\xff\x00", 40))
		}
		_, _ = w.Write(body.Bytes())
	})
	for _, coding := range []string{"gzip", "br", "zstd", "gzip,br"} {
		doc, _, err := here().Fetch(context.Background(), at+"/"+coding, false, model.Origin{})
		if err != nil || doc.Text != bridge || doc.Origin.SHA256 != model.Hash([]byte(bridge)) {
			t.Errorf("%s: %q %v", coding, doc.Text, err)
		}
	}
	for _, coding := range []string{"gzip", "br", "zstd"} {
		fails(t, here(), at+"/"+coding+"?broken", "page.packing", "cannot be unpacked", false)
	}
}

// A page that is small on the wire and endless when it is unpacked is refused at the limit, and so is one that never ends.
func TestEndlessPages(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks three times 64 MB")
	}
	zeros := make([]byte, 1<<20)
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		var z io.WriteCloser
		switch r.URL.Path {
		case "/gzip":
			w.Header().Set("Content-Encoding", "gzip")
			z = gzip.NewWriter(w)
		case "/br":
			w.Header().Set("Content-Encoding", "br")
			z = brotli.NewWriterLevel(w, 1)
		case "/zstd":
			w.Header().Set("Content-Encoding", "zstd")
			z, _ = zstd.NewWriter(w)
		case "/stated":
			w.Header().Set("Content-Length", "100000000")
			return
		default:
			for r.Context().Err() == nil {
				_, _ = w.Write(zeros)
			}
			return
		}
		for range 70 {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
		_ = z.Close()
	})
	for _, path := range []string{"/gzip", "/br", "/zstd", "/plain", "/stated"} {
		f := here()
		f.time = time.Minute
		fails(t, f, at+path, "file.large", "more than 64 MB", false)
	}
}

func TestLyingCharset(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, charset, _ := strings.Cut(r.URL.RawQuery, "|")
		w.Header().Set("Content-Type", "text/plain; charset="+charset)
		_, _ = io.WriteString(w, map[string]string{
			"latin": "Die Br\xfccke sei unsicher, sagt der B\xfcrgermeister.\n", "utf8": "Die Brücke sei unsicher, sagt der Bürgermeister.\n",
			"cyrillic": "\xcc\xee\xf1\xf2 \xee\xef\xe0\xf1\xe5\xed.\n",
		}[body])
	})
	for _, c := range []struct{ query, text, charset string }{
		{"latin|iso-8859-1", "Die Brücke sei unsicher, sagt der Bürgermeister.\n", "windows-1252"},
		{"latin|utf-8", "Die Brücke sei unsicher, sagt der Bürgermeister.\n", "windows-1252"},
		{"utf8|iso-8859-1", "Die Brücke sei unsicher, sagt der Bürgermeister.\n", ""},
		{"utf8|klingon", "Die Brücke sei unsicher, sagt der Bürgermeister.\n", ""},
		{"cyrillic|windows-1251", "Мост опасен.\n", "windows-1251"},
	} {
		doc, _, err := here().Fetch(context.Background(), at+"/?"+c.query, false, model.Origin{})
		if err != nil || doc.Text != c.text || doc.Origin.Charset != c.charset {
			t.Errorf("%s: %q as %q, %v", c.query, doc.Text, doc.Origin.Charset, err)
		}
		if err == nil && model.Hash(doc.Bytes) != doc.Origin.SHA256 {
			t.Errorf("%s: the original is not what its hash says", c.query)
		}
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	for _, a := range []string{
		"127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
		"255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1",
		"::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:1::1", "fec0::1", "::7f00:1",
		"2001:db8::1", "fe80::1%eth0",
	} {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as public", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808", "::ffff:8.8.8.8", "172.32.0.1", "100.128.0.1"} {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s does not count as public", a)
		}
	}
	asked := false
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = true
		plainPage(w, r)
	})
	f := Fetcher{Version: "test"}
	port := at[strings.LastIndex(at, ":"):]
	for _, host := range []string{"127.0.0.1", "[::ffff:127.0.0.1]", "[::1]"} {
		fails(t, f, "http://"+host+port+"/", "page.private", "not on the public internet; say --allow-private", false)
	}
	if asked {
		t.Error("a private address was asked before it was refused")
	}
	if _, _, err := f.Fetch(context.Background(), at, true, model.Origin{}); err != nil {
		t.Errorf("with --allow-private: %v", err)
	}
	if err := (dialer{permit: public}).control("tcp4", "127.0.0.1:80", nil); err == nil {
		t.Error("a connection to a private address is made, whatever its name was looked up to")
	}
}

func TestRedirectsAreLookedAt(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		to := map[string]string{"/metadata": "http://169.254.169.254/latest", "/file": "file:///etc/passwd", "/mapped": "http://[::ffff:10.0.0.1]/"}
		if to[r.URL.Path] == "" {
			to[r.URL.Path] = r.URL.Path + "x"
		}
		http.Redirect(w, r, to[r.URL.Path], http.StatusMovedPermanently)
	})
	fails(t, here(), at+"/metadata", "page.private", "169.254.169.254 is not on the public internet", false)
	fails(t, here(), at+"/mapped", "page.private", "not on the public internet", false)
	fails(t, here(), at+"/file", "page.address", "leads on to file:///etc/passwd; only http and https", false)
	fails(t, here(), at+"/round", "page.redirects", "leads on more than 20 times", false)
}

// A name that means a public address when it is looked up first and a private one the next time leads nowhere.
func TestReboundName(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/inside", http.StatusFound)
			return
		}
		plainPage(w, r)
	})
	port := at[strings.LastIndex(at, ":"):]
	lookups := 0
	f := here()
	f.lookup = func(context.Context, string) ([]netip.Addr, error) {
		lookups++
		if lookups > 1 {
			return []netip.Addr{netip.MustParseAddr("127.0.0.2")}, nil
		}
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
	}
	fails(t, f, "http://news.example"+port+"/", "page.private", "news.example (127.0.0.2) is not on the public internet", false)
	f.lookup = func(context.Context, string) ([]netip.Addr, error) {
		return []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("10.0.0.1")}, nil
	}
	fails(t, f, "http://news.example"+port+"/inside", "page.private", "news.example (10.0.0.1)", false)
}

func TestTroubleOnTheWire(t *testing.T) {
	fails(t, here(), speak(t, func(c net.Conn) {
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"+bridge)
	}), "network.cut", "ended before the page did", true)
	fails(t, here(), speak(t, func(net.Conn) {}), "network.cut", "ended before the page did", true)
	fails(t, here(), speak(t, func(c net.Conn) { _, _ = io.WriteString(c, "SSH-2.0-OpenSSH_9.6\r\n") }), "network.failed", "could not be fetched", true)
	slow := here()
	slow.time = 150 * time.Millisecond
	fails(t, slow, speak(t, func(c net.Conn) {
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
		tick := time.NewTicker(10 * time.Millisecond) // drips until the other side goes away
		defer tick.Stop()
		for range tick.C {
			if _, err := c.Write([]byte("a")); err != nil {
				return
			}
		}
	}), "network.slow", "was not here after 150ms", true)

	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	fails(t, here(), "http://"+closed.Addr().String()+"/", "network.refused", "refuses the connection", true)

	nobody := here()
	nobody.lookup = func(_ context.Context, host string) ([]netip.Addr, error) {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	fails(t, nobody, "http://nowhere.example/", "network.host", "no host is called nowhere.example", true)

	secret := httptest.NewUnstartedServer(http.HandlerFunc(plainPage))
	secret.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains of whoever does not trust it
	secret.StartTLS()
	defer secret.Close()
	fails(t, here(), secret.URL, "network.certificate", "certificate does not hold", true)
	fails(t, here(), strings.Replace(serve(t, plainPage), "http:", "https:", 1), "network.tls", "does not speak HTTPS", true)

	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := here().Fetch(ctx, serve(t, plainPage), false, model.Origin{}); err == nil || !strings.Contains(err.Error(), "stopped") {
		t.Errorf("a fetch that was stopped says %v", err)
	}
}

func TestAnswersThatAreNoPage(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		status := 0
		_, _ = fmt.Sscan(strings.Trim(r.URL.Path, "/"), &status)
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(status)
	})
	for _, c := range []struct {
		status int
		code   string
		words  string
		later  bool
	}{
		{401, "page.login", "asks for a login (status 401)", false},
		{402, "page.paid", "for those who pay (status 402)", false},
		{403, "page.forbidden", "does not give this page", false},
		{404, "page.missing", "there is no such page (status 404)", false},
		{410, "page.gone", "was taken away", false},
		{451, "page.law", "for legal reasons", false},
		{418, "page.status", "sends no page (status 418); open it in a browser", false},
		{304, "page.status", "sends no page (status 304)", false},
		{429, "network.busy", "try again in 120 seconds", true},
		{500, "network.server", "in trouble (status 500)", true},
		{503, "network.server", "in trouble (status 503)", true},
	} {
		fails(t, here(), fmt.Sprintf("%s/%d", at, c.status), c.code, c.words, c.later)
	}
	for _, bad := range []string{"ftp://example.org/a", "http://", "http://user:secret@example.org/", "file:///etc/passwd", "javascript:alert(1)"} {
		_, _, err := here().Fetch(context.Background(), bad, false, model.Origin{})
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestPageOfAScript(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!doctype html><title>News of the day and of the week</title><body><div id=app>Loading…</div><noscript>Please enable JavaScript</noscript>"+
			"<script>"+strings.Repeat("var word = 'words in a script are no words'; ", 50)+"</script>")
	})
	fails(t, here(), at, "page.script", "made by a script", false)
	if pageOfScript("page.html", []byte("<p>"+strings.Repeat("word ", 100)+"</p><script>x()</script>")) {
		t.Error("an article beside a script is taken for a page of a script")
	}
}

func TestMediaTypesNameFormats(t *testing.T) {
	for _, c := range []struct{ stated, path, body, want string }{
		{"text/html; charset=utf-8", "/a.pdf", "", "html"},
		{"TEXT/HTML", "/", "", "html"},
		{"text/html;;", "/", "", "html"},
		{"application/pdf", "/report", "", "pdf"},
		{"application/octet-stream", "/report.pdf", "", "pdf"},
		{"", "/article", "<!DOCTYPE html><p>", "html"},
		{"", "/article", "words", "txt"},
		{"image/webp", "/", "", "webp"},
		{"image/x-strange", "/", "", "png"},
		{"text/x-unheard-of", "/", "", "txt"},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		p := answer{url: r.URL, asked: r.URL, header: http.Header{"Content-Type": {c.stated}}, data: []byte(c.body)}
		media, _ := p.media()
		if got := p.format(media); got != c.want {
			t.Errorf("%q at %s is %q, want %q", c.stated, c.path, got, c.want)
		}
	}
}

// No page passes for a newer text of an article on another site.
func TestPageSpeaksForItsOwnSiteAlone(t *testing.T) {
	for _, c := range []struct{ at, says, want string }{
		{"https://m.news.example/a?x=1", "https://www.news.example/a", "https://www.news.example/a"},
		{"https://evil.example/a#top", "https://news.test/a", "https://evil.example/a"},
		{"https://one.co.uk/a", "https://two.co.uk/a", "https://one.co.uk/a"},
		{"https://news.example/story", "https://news.example/", "https://news.example/story"},
		{"https://news.example/story", "", "https://news.example/story"},
		{"https://news.example/story", "ftp://news.example/x", "https://news.example/story"},
	} {
		r, _ := http.NewRequest(http.MethodGet, c.at, nil)
		doc := model.Document{Fields: model.Fields{}, Found: map[string]string{}}
		if c.says != "" {
			_ = doc.Fields.Set("url", c.says)
		}
		(&answer{url: r.URL}).address(&doc)
		if got := doc.Fields.Text("url"); got != c.want {
			t.Errorf("at %s, saying %q: %s, want %s", c.at, c.says, got, c.want)
		}
	}
}
