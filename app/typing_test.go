//go:build !headless

package app

import (
	"strings"
	"testing"
)

// A field that comes with words is gone on with where they end, also where they take several lines.
func TestWordsAreGoneOnWithWhereTheyEnd(t *testing.T) {
	u := newDesk(t)
	long := strings.TrimSpace(strings.Repeat("The bridge is unsafe, and nobody repairs it. ", 8))
	u.types("s")
	u.fills("statement", long)
	u.accepts()
	u.types("s")
	u.types("!")
	if got := u.panel.Form().Value("statement"); got != long+"!" {
		t.Errorf("a letter comes in among words that stood there: %q", got)
	}
	u.key("Escape")
	u.types("s")
	u.types("?")
	if got := u.panel.Form().Value("statement"); got != long+"!?" {
		t.Errorf("a letter comes in among words that were kept: %q", got)
	}
	u.key("Escape")
	u.describes(u.claim, "tags", "roads")
	u.types("D")
	fm := u.panel.Form()
	u.focus(fm.Field("tags").First())
	u.types(", water")
	if got := fm.Value("tags"); got != "roads, water" {
		t.Errorf("a letter comes in among the words of a line: %q", got)
	}
}
