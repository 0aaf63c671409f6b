//go:build !headless

package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestKeysAreUsedOnce(t *testing.T) {
	seen := map[string]string{}
	for _, c := range commands() {
		if c.Key == "" {
			continue
		}
		if other := seen[c.Key]; other != "" {
			t.Errorf("%s and %s have the same key %s", other, c.ID, c.Key)
		}
		seen[c.Key] = c.ID
		if c.shortcut() == nil && c.letter() == 0 && c.key() == "" {
			t.Errorf("%s: the key %s can never be pressed", c.ID, c.Key)
		}
	}
}

func TestMenusHoldEveryCommand(t *testing.T) {
	u := newUI(t)
	items := 0
	for _, m := range u.menus().Items {
		for _, i := range m.Items {
			if !i.IsSeparator {
				items++
			}
		}
	}
	if items != len(commands()) {
		t.Errorf("%d items for %d commands", items, len(commands()))
	}
}

// keyList is the README's list of keys.
func keyList() string {
	var b strings.Builder
	b.WriteString("| key | does |\n|---|---|\n")
	for _, c := range commands() {
		if c.Key != "" {
			fmt.Fprintf(&b, "| `%s` | %s |\n", c.Key, strings.TrimSuffix(c.Name(), "…"))
		}
	}
	return b.String()
}

func TestTheReadmeListsTheKeys(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if want := keyList(); !strings.Contains(string(data), want) {
		t.Errorf("README.md does not list the keys as the table of commands has them:\n%s", want)
	}
}

func TestAPlusIsAPlusOnEveryKeyboard(t *testing.T) {
	u := newUI(t)
	u.does("help.sample")
	for _, key := range []string{"Ctrl+Shift+" + string(fyne.KeyEqual), "Ctrl+" + string(fyne.KeyPlus)} {
		before := u.prefs.size()
		u.key(key)
		if u.prefs.size() <= before {
			t.Errorf("%s leaves the letters as large as they were", key)
		}
	}
}

// barred is a window with a menu of its own, which the driver for tests has not.
type barred struct {
	fyne.Window
	opened int
	laid   fyne.Size // out to this size, last
}

type withMenu struct {
	fyne.Canvas
	of *barred
}

// ToggleMenu counts.
func (w withMenu) ToggleMenu() { w.of.opened++ }

// Resize notices that everything is laid out.
func (w withMenu) Resize(size fyne.Size) { w.of.laid = size }

// Canvas is one that has a menu.
func (b *barred) Canvas() fyne.Canvas { return withMenu{b.Window.Canvas(), b} }

// F10 goes to the menu from wherever keys are commands, unless somebody gave it to a command.
func TestF10GoesToTheMenu(t *testing.T) {
	u := newDesk(t)
	w := &barred{Window: u.window}
	u.window = w
	for i, from := range []string{"view.article", "view.library", "view.claim", "view.claims"} {
		u.does(from)
		u.key("F10")
		if w.opened != i+1 {
			t.Fatalf("%s: the menu was gone to %d times", from, w.opened)
		}
	}
	u.toArticle("")
	u.prefs.put(map[string]any{prefKeys + ".verdict.give": "F10"})
	u.frame.rows = nil
	u.key("F10")
	if w.opened != 4 || u.panel.Form() == nil {
		t.Error("F10 goes to the menu, though it is a command's")
	}
}
