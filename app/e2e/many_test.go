//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A folder of pages is listed, then loaded aside: the clock goes on, what came in is there, and memory does not grow with it.
func TestWindowLoadsAFolder(t *testing.T) {
	d := newDesk(t)
	const pages = 300
	folder := filepath.Join(d.folder, "pages")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		var b strings.Builder
		fmt.Fprintf(&b, "<!doctype html><html lang=en><title>Page %d</title><nav><a href=/>Home</a></nav><article><h1>Page %d</h1>", i, i)
		for n := range 200 {
			fmt.Fprintf(&b, "<p>On day %d of year %d the divers counted %d cracks in the piles of the quay, says the mayor.</p>", n, i*13%97, (n*7+i*31)%101)
		}
		b.WriteString("</article></html>")
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.html", i)), []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	v := newDisplay(d)
	v.keys("ctrl+o", "ctrl+a")
	v.types(folder)
	v.keys("ctrl+Return")
	v.until("they are looked at and loading begins", 3*time.Minute, func() bool {
		v.keys("ctrl+Return") // is taken when all are looked at
		return len(d.rows("list", "articles")) > 0
	})
	before := v.shot(clock)
	v.until("the clock goes on meanwhile", 3*time.Second, func() bool { return string(v.shot(clock)) != string(before) })
	v.until("all are loaded", 3*time.Minute, func() bool { return len(d.rows("list", "articles")) == pages })
	t.Logf("the most memory it took: %s", most(v))
	if kB := kilobytes(most(v)); kB > 512<<10 {
		t.Errorf("it took %d kB", kB)
	}
	v.keys("ctrl+z")
	v.until("one is taken back", 5*time.Second, func() bool { return len(d.rows("list", "articles")) == pages-1 })
}

// most is the most memory that the window had at once, as Linux tells it; "" elsewhere.
func most(v *display) string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", v.window.Process.Pid))
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(string(data), "VmHWM:")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}

func kilobytes(s string) (n int) {
	_, _ = fmt.Sscanf(s, "%d kB", &n) // 0 where it is not told
	return n
}
