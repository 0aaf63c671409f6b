//go:build !headless

package app

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"touchstone/app/library"
	"touchstone/assets"
)

// screens are what the window can show, by the command that shows it, and how one knows that it does. A form is known by its title.
var screens = map[string]func(u *ui) bool{
	"view.library": func(u *ui) bool {
		return u.library.Kind() == library.Articles && u.focused() != nil && !u.view.Focused()
	},
	"view.claims":    func(u *ui) bool { return u.tabling.on && u.focused() != nil },
	"view.sources":   func(u *ui) bool { return u.library.Kind() == library.Sources && !u.view.Focused() },
	"view.article":   func(u *ui) bool { return u.view.Focused() },
	"view.claim":     func(u *ui) bool { return u.panel.Form() == nil && u.focused() != nil && !u.view.Focused() },
	"source.open":    func(u *ui) bool { return u.source != "" },
	"article.review": func(u *ui) bool { return strings.Contains(u.bar.message.Text, "no newer text") }, // without one that is the answer
}

// noScreen are commands without a key that ask something, and are found with a word in the list of commands: Ctrl+K, the word, Enter.
// They are steps of a screen, and no screens.
var noScreen = []string{
	"file.backup", "evidence.save", "source.add", "source.describe", "source.merge", "source.protect", "team.check", "help.about", "help.sheet",
	"help.sample", "article.reread", "file.recent", "claims.keep", "claims.forget",
}

// From any screen any other is reached with three keys at most: two that leave it, at most, and the other's own. What is a screen
// comes out of the command table: whatever asks for something when it is done, and what is named above.
func TestAnyScreenIsReachedFromAnyOtherInThreeKeys(t *testing.T) {
	if testing.Short() {
		t.Skip("each screen has a desk of its own")
	}
	reached := 0
	for _, c := range commands() {
		if slices.Contains(noScreen, c.ID) || c.ID == "file.quit" {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			u := newDesk(t)
			u.does(c.ID)
			fm, there := u.panel.Form(), screens[c.ID]
			if fm != nil {
				there = func(u *ui) bool { return u.panel.Form() != nil && u.panel.Form().Title == fm.Title }
			}
			if there == nil {
				return // does something, and shows nothing
			}
			reached++
			for range 2 {
				if u.panel.Form() != nil || u.source != "" {
					u.key("Escape")
				}
			}
			u.taps([]string{"S"})
			if u.panel.Form() == nil || u.panel.Form().Field("statement") == nil {
				t.Fatalf("two keys do not lead out of it; the bar says %q", u.bar.message.Text)
			}
			u.key("Escape")
			u.toArticle("")
			if c.Key == "" {
				t.Fatal("it has no key")
			}
			if u.taps([]string{c.Key}); !there(u) {
				t.Errorf("%s does not lead to it; the bar says %q", c.Key, u.bar.message.Text)
			}
		})
	}
	if reached < 40 {
		t.Errorf("only %d screens are known", reached)
	}
}

// taps presses keys as the driver would: what is no shortcut is typed where the keyboard is.
func (u *ui) taps(keys []string) {
	for _, key := range keys {
		c := command{Key: key}
		switch {
		case u.command(key):
		case c.letter() != 0:
			u.types(string(c.letter()))
		default:
			u.key(key)
		}
	}
}

var keyNamed = regexp.MustCompile(`\{\{key "([^"]*)"\}\}`)

// Words name a command's key by the command, so that they follow it; what they name literally is the same everywhere.
func TestWordsNameNoKeyThatMayChange(t *testing.T) {
	files, err := fs.Glob(assets.I18n, "i18n/*.json")
	if err != nil {
		t.Fatal(err)
	}
	literal := regexp.MustCompile(`\b(Ctrl\+(Shift\+|Skift\+|Alt\+)*[A-Z]\b|F[0-9]+\b|(press|Press|tryck|Tryck) [A-Z]\b)`)
	for _, file := range files {
		data, err := fs.ReadFile(assets.I18n, file)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		for id, said := range all {
			text, _ := json.Marshal(said) //nolint:errchkjson // it was read as this
			plain := strings.ReplaceAll(string(text), `\"`, `"`)
			for _, m := range keyNamed.FindAllStringSubmatch(plain, -1) {
				if !slices.ContainsFunc(commands(), func(c command) bool { return c.ID == m[1] }) {
					t.Errorf("%s: %s names the key of %s, which is no command", file, id, m[1])
				}
			}
			for _, m := range literal.FindAllString(keyNamed.ReplaceAllString(plain, ""), -1) {
				if key := strings.ReplaceAll(m, "Skift", "Shift"); !slices.Contains(reserved, key) && id != "pref.key.wanted" {
					t.Errorf("%s: %s names %s, which may be another key", file, id, m)
				}
			}
		}
	}
}
