//go:build !headless

package app

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

var update = flag.Bool("update", false, "write what is drawn as what is to be drawn")

// arrived is when a step came in: now, by the clock of the machine.
var arrived = regexp.MustCompile("came into this workspace [^<]*<")

// goldens are panels as they are drawn, each by what opens it.
func goldens() []struct {
	name string
	open func(u *ui) fyne.CanvasObject
} {
	aside := func(keys string) func(u *ui) fyne.CanvasObject {
		return func(u *ui) fyne.CanvasObject {
			u.types(keys)
			return u.panel.Object()
		}
	}
	return []struct {
		name string
		open func(u *ui) fyne.CanvasObject
	}{
		{"claim", aside("")},
		{"chain", aside("a")},
		{"evidence", aside("e")},
		{"verdict", aside("v")},
		{"settle", aside("V")},
		{"question", aside("q")},
		{"history", aside("h")},
		{"source", aside("i")},
		{"bar", func(u *ui) fyne.CanvasObject { return u.bar.object }},
		{"library", func(u *ui) fyne.CanvasObject { return u.library.Object() }},
		{"past", func(u *ui) fyne.CanvasObject {
			u.does("history.past")
			return u.then.bar.object
		}},
		{"palette", func(u *ui) fyne.CanvasObject {
			u.presses("Ctrl+K")
			u.types("bridge")
			return u.panel.Object()
		}},
		{"table", func(u *ui) fyne.CanvasObject {
			u.presses("Ctrl+L")
			return u.tabling.panel.Object()
		}},
	}
}

// Every panel is drawn as when somebody last looked at it: where everything stands, how large, in which colour. `-update` writes them
// anew, and whoever does looks at the window.
func TestPanelsAreDrawnAsTheyWereLookedAt(t *testing.T) {
	local := time.Local
	time.Local = time.UTC //nolint:gosmopolitan // dates are said by the clock of the place
	defer func() { time.Local = local }()
	t.Setenv("LC_ALL", "en_GB.UTF-8")
	for _, g := range goldens() {
		t.Run(g.name, func(t *testing.T) {
			u := newDesk(t)
			object := g.open(u)
			path := filepath.Join("testdata", g.name+".xml")
			got := arrived.ReplaceAllString(test.RenderObjectToMarkup(object), "came into this workspace now<")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(path); err != nil || string(want) != got {
				t.Errorf("%v\n%s", err, diff(string(want), got))
			}
		})
	}
}
