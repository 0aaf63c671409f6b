package ingest

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A page or a document as large as may be read, and made so that some step could take time with the square of it, is read or
// refused in one line: within half a minute on a machine that has nothing else to do, and in 2 GiB. Four times as
// long is given: a step that takes time with the square of such a page would take hours.
func TestLargestPages(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	if testing.Short() {
		t.Skip("takes a minute")
	}
	const words = "The mayor said on Friday that the bridge is closed, and nobody knows when it will open again. "
	page := func(body string) string { return "<!doctype html><html><body><article>" + body }
	for _, c := range []struct {
		name    string
		content func() string
		reads   bool
	}{
		{"signs.html", func() string { return page(strings.Repeat("<", 50_000_000)) }, false},
		{"fonts.html", func() string { return page("<p>" + strings.Repeat("<font color=red>bridge ", 50_000)) }, true},
		{"fonts-in-paragraphs.html", func() string { return page(strings.Repeat("<p>"+words+"<font color=red>", 50_000)) }, true},
		{"paragraph.html", func() string { return page("<p>" + strings.Repeat(words, 56_000_000/len(words))) }, true},
		{"paragraphs.html", func() string { return page(strings.Repeat("<p>"+words, 300_000)) }, true},
		{"nested.html", func() string { return page(strings.Repeat("<div>", 100_000) + words) }, true},
		{"items.html", func() string { return page(strings.Repeat("<ul><li>"+words+"</ul>", 200_000)) }, true},
		{"paragraph.txt", func() string { return strings.Repeat(words, 56_000_000/len(words)) }, true},
		{"paragraphs.txt", func() string { return strings.Repeat("The bridge is closed.\n\n", 1_000_000) }, true},
		{"operators.pdf", func() string { return string(pdfOf(t, nil, strings.Repeat("q ", 25_000_000))) }, false},
	} {
		data := []byte(c.content())
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begin := time.Now()
		_, err := Read(c.name, data)
		took := time.Since(begin)
		runtime.ReadMemStats(&after)
		t.Logf("%s: %v, %d MB in all from the system, %v", c.name, took.Round(time.Millisecond), after.Sys>>20, err)
		var failure *Error
		switch {
		case c.reads && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case err != nil && (!errors.As(err, &failure) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: no line about the file: %v", c.name, err)
		case took > 2*time.Minute:
			t.Errorf("%s: %v", c.name, took)
		case after.Sys-min(before.Sys, after.Sys) > 2<<30:
			t.Errorf("%s: %d MB", c.name, (after.Sys-before.Sys)>>20)
		}
	}
}

// A reader looks at the clock while it works: what takes too long is given up in one line, whatever kind of file it is.
func TestReadersGiveUp(t *testing.T) {
	was := readingTime
	readingTime = 0
	defer func() { readingTime = was }()
	page := []byte("<!doctype html><html><body><article>" + strings.Repeat("<p>The mayor said on Friday that the bridge is closed.</p>", 2_000))
	for name, data := range map[string][]byte{
		"a.html": page, "a.mht": []byte(saved(string(page), "base64", "")), "a.pdf": pdfOf(t, nil, lines(10, 72, 700, "The bridge is closed.")),
	} {
		_, err := Read(name, data)
		var failure *Error
		if !errors.As(err, &failure) || failure.Code != "file.slow" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
