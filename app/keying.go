//go:build !headless

package app

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A key is written as people write it, "Ctrl+Alt+Shift+Z": what is held, in this order, and what is pressed then. A letter stands
// there in upper case, whatever is typed.

// holding are the keys that are held, in the order in which they are written.
var holding = []struct {
	name string
	held fyne.KeyModifier
}{
	{"Ctrl", fyne.KeyModifierShortcutDefault}, {"Alt", fyne.KeyModifierAlt}, {"Shift", fyne.KeyModifierShift},
}

// named are the keys that write no letter, and can be those of a command. The others move, select and close everywhere.
var named = map[string]fyne.KeyName{
	"Return": fyne.KeyReturn, "BackSpace": fyne.KeyBackspace, "Insert": fyne.KeyInsert, "Delete": fyne.KeyDelete,
	"F1": fyne.KeyF1, "F2": fyne.KeyF2, "F3": fyne.KeyF3, "F4": fyne.KeyF4, "F5": fyne.KeyF5, "F6": fyne.KeyF6,
	"F7": fyne.KeyF7, "F8": fyne.KeyF8, "F9": fyne.KeyF9, "F10": fyne.KeyF10, "F11": fyne.KeyF11, "F12": fyne.KeyF12,
}

// held are those that are for commands only together with Ctrl.
var heldOnly = map[string]fyne.KeyName{
	"PageUp": fyne.KeyPageUp, "PageDown": fyne.KeyPageDown, "Plus": fyne.KeyEqual, "Minus": fyne.KeyMinus,
	"Left": fyne.KeyLeft, "Right": fyne.KeyRight, "Up": fyne.KeyUp, "Down": fyne.KeyDown,
}

// taken are keys that do the same everywhere, whatever they are in the table: they edit words, walk through and close.
var reserved = []string{
	"Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Return", "Ctrl+M", "Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down",
	"Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Shift+Up", "Ctrl+Shift+Down", "Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down", "Alt+Shift+Left", "Alt+Shift+Right",
	"Alt+Delete", "Alt+F4",
}

// split takes a key apart: what is held, and what is pressed.
func split(key string) (fyne.KeyModifier, string) {
	held := fyne.KeyModifier(0)
	for {
		at := slices.IndexFunc(holding, func(h struct {
			name string
			held fyne.KeyModifier
		},
		) bool {
			return len(key) > len(h.name)+1 && strings.EqualFold(key[:len(h.name)+1], h.name+"+")
		})
		if at < 0 {
			return held, key
		}
		held, key = held|holding[at].held, key[len(holding[at].name)+1:]
	}
}

// together writes a key.
func together(held fyne.KeyModifier, name string) string {
	out := ""
	for _, h := range holding {
		if held&h.held != 0 {
			out += h.name + "+"
		}
	}
	return out + name
}

// keyOf reads a key as somebody wrote it, in whatever case and order, and says whether it can be that of a command. "" can: it is
// that of a command without one.
func keyOf(written string) (key string, fits bool) {
	if written == "" {
		return "", true
	}
	held, name := split(strings.TrimSpace(written))
	if name == "" {
		return written, false
	}
	known := named
	if held&^fyne.KeyModifierShift != 0 {
		known = maps.Clone(named)
		maps.Copy(known, heldOnly)
	}
	r, size := utf8.DecodeRuneInString(name)
	switch {
	case size == len(name) && unicode.IsPrint(r) && r != ' ':
		name = strings.ToUpper(name)
		if held == fyne.KeyModifierShift && !unicode.IsLetter(r) { // which sign that is the keyboard says
			return written, false
		}
	default:
		full := ""
		for k := range known {
			if strings.EqualFold(k, name) {
				full = k
			}
		}
		if name = full; name == "" || held == fyne.KeyModifierShift {
			return written, false
		}
	}
	key = together(held, name)
	return key, !slices.Contains(reserved, key)
}

// own reports whether a command's key is its own in every list: it edits words wherever words are.
func (c command) fixed() bool {
	return c.ID == "edit.copy" || c.ID == "edit.paste" || c.ID == "edit.all"
}

// rekey gives commands the keys that were chosen. A key that two have is the first one's who chose it; a command that nobody chose
// a key for gives way.
func rekey(all []command, chosen map[string]string) []command {
	used := map[string]bool{}
	valid := map[string]bool{}
	for i, c := range all {
		want, is := chosen[c.ID]
		key, fits := keyOf(want)
		if !is || !fits || c.fixed() || key != "" && used[key] {
			continue
		}
		all[i].Key, valid[c.ID], used[key] = key, true, true
	}
	for i, c := range all {
		if !valid[c.ID] && used[c.Key] && c.Key != "" && !c.fixed() {
			all[i].Key = ""
		}
	}
	return all
}

// unfitKeys are the keys in the file that do not count.
func (p prefs) unfitKeys() []error {
	var out []error
	all := commands()
	now := rekey(commands(), p.keys())
	for _, name := range p.set.Under(prefKeys) {
		id := name[len(prefKeys)+1:]
		at := slices.IndexFunc(all, func(c command) bool { return c.ID == id })
		want, is := p.set.Value(name).(string)
		key, fits := keyOf(want)
		switch {
		case at < 0: // of another version
		case !is || !fits || all[at].fixed() && key != all[at].Key:
			out = append(out, p.set.Unfit(name, words.X("pref.key.wanted")))
		case now[at].Key != key:
			out = append(out, p.set.Unfit(name, words.X("pref.key.other", "key", key)))
		}
	}
	return out
}

// table is the command table with the keys that it has now.
func (f *frame) table() []command {
	if f.rows == nil {
		f.rows = rekey(commands(), f.prefs.keys())
		words.Keys(f.keySaid)
	}
	return f.rows
}

// keySaid is the key of a command, as words say it; without one, where it stands in the menus.
func (f *frame) keySaid(id string) string {
	for _, c := range f.table() {
		if c.ID == id {
			if c.Key != "" {
				return c.said()
			}
			return words.X("menu."+c.Menu) + " → " + strings.TrimSuffix(c.Name(), "…")
		}
	}
	return id
}

// said is the key in words: keyboards call some keys otherwise in other languages.
func (c command) said() string {
	held, name := split(c.Key)
	switch name {
	case "Return", "BackSpace":
		name = words.X("key." + name)
	case ".": // among words it would be read as their end
		name = words.X("key.stop")
	case ",":
		name = words.X("key.comma")
	}
	return strings.Replace(together(held, name), "Shift+", words.X("key.Shift")+"+", 1)
}

// shortcut is the key as Fyne knows it, nil for a key without modifiers, which arrives as a letter or a key.
func (c command) shortcut() fyne.Shortcut {
	held, name := split(c.Key)
	if held&^fyne.KeyModifierShift == 0 {
		return nil
	}
	switch c.Key { // those that the driver knows by their own types
	case "Ctrl+Z":
		return &fyne.ShortcutUndo{}
	case "Ctrl+Y":
		return &fyne.ShortcutRedo{}
	case "Ctrl+C":
		return &fyne.ShortcutCopy{}
	case "Ctrl+A":
		return &fyne.ShortcutSelectAll{}
	}
	full := fyne.KeyName(name)
	for _, known := range []map[string]fyne.KeyName{named, heldOnly} {
		if k, is := known[name]; is {
			full = k
		}
	}
	return &desktop.CustomShortcut{KeyName: full, Modifier: held}
}

// pressedKey is what a shortcut is written as, "" for one that no key stands for.
func pressedKey(s fyne.Shortcut) string {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		return "Ctrl+Z"
	case *fyne.ShortcutRedo:
		return "Ctrl+Y"
	case *fyne.ShortcutCopy:
		return "Ctrl+C"
	case *fyne.ShortcutCut:
		return "Ctrl+X"
	case *fyne.ShortcutPaste:
		return "Ctrl+V"
	case *fyne.ShortcutSelectAll:
		return "Ctrl+A"
	case *desktop.CustomShortcut:
		name := string(s.KeyName)
		if s.KeyName == fyne.KeyPlus {
			name = "Plus"
		}
		for _, known := range []map[string]fyne.KeyName{named, heldOnly} {
			for said, k := range known {
				if k == s.KeyName {
					name = said
				}
			}
		}
		return together(s.Modifier, name)
	}
	return ""
}

// letter is the rune that the command answers to, 0 for none: "C" is typed without Shift, "Shift+V" with it.
func (c command) letter() rune {
	held, name := split(c.Key)
	r, size := utf8.DecodeRuneInString(name)
	switch {
	case size != len(name) || size == 0 || held&^fyne.KeyModifierShift != 0:
		return 0
	case held != 0:
		return unicode.ToUpper(r)
	}
	return unicode.ToLower(r)
}

// typedKey is what a letter is written as that was typed.
func typedKey(r rune) string {
	if unicode.IsUpper(r) && unicode.ToLower(r) != r {
		return "Shift+" + string(r)
	}
	return strings.ToUpper(string(r))
}

// key is the named key that the command answers to, "" for none.
func (c command) key() fyne.KeyName { return named[c.Key] }
