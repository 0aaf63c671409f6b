//go:build !headless

package app

import (
	"fmt"
	"strings"
	"testing"
)

// From the claim beside the table Ctrl+1 goes to the lists at once, and Escape back to the table.
func TestFromBesideTheTableKeysGoWhereTheySay(t *testing.T) {
	u := newDesk(t)
	for _, way := range [][]string{{"Ctrl+3"}, {"Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab"}} {
		u.presses("Ctrl+L")
		u.presses(way...)
		u.presses("Escape")
		if u.window.Canvas().Focused() != u.tabling.panel.Focusable() {
			t.Errorf("%v: Escape goes to %T", way, u.window.Canvas().Focused())
		}
		u.presses(way...)
		u.presses("Ctrl+1")
		if u.tabling.on || !strings.Contains(fmt.Sprintf("%T", u.window.Canvas().Focused()), "library") {
			t.Errorf("%v: Ctrl+1 goes to %T", way, u.window.Canvas().Focused())
		}
	}
}
