//go:build !headless

package app

import (
	"runtime"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// command is one thing that can be done: a row of the command table. Its words are words.X of its ID, of ID.short on buttons.
type command struct {
	ID   string
	Key  string // as people write it: "Ctrl+Shift+Z", "C", "F1"; "" for none
	Menu string // in which it stands, "" for none
	Rule bool   // a line stands above it in the menu
	Tool fyne.ThemeIconName
	On   needs
	Do   func(f *frame, about string)
}

// needs are what has to be there for a command.
type needs int

const (
	anArticle needs = 1 << iota
	aClaim
	aVerdict // a current one of the claim
	aSource  // in the panel on the right
)

// missing says what has to be there first, "" when all is.
func (f *frame) missing(n needs) string {
	switch {
	case n != 0 && f.intake != nil:
		return words.X("needs.intake")
	case n&anArticle != 0 && f.tabling.on:
		return words.X("needs.text")
	case n&anArticle != 0 && f.shown == nil:
		return words.X("needs.article")
	case n&aClaim != 0 && f.claim == "":
		return words.X("needs.claim")
	case n&aVerdict != 0 && len(f.heads()) == 0:
		return words.X("needs.verdict")
	case n&aSource != 0 && f.source == "":
		return words.X("needs.source")
	}
	return ""
}

// Name is the command's name in menus.
func (c command) Name() string { return words.X(c.ID) }

// called is all that a command is called, in lower case: its name in menus, and the word on its button.
func (c command) called() string {
	name := c.Name()
	if short := words.X(c.ID + ".short"); short != c.ID+".short" && !strings.Contains(strings.ToLower(name), strings.ToLower(short)) {
		name += " " + short
	}
	return strings.ToLower(name)
}

// unasked is how well words fit a command that they do not call.
const unasked = 4

// fits is how well typed words call a command: by the beginning of its name, by a word of it, by words in any order, or by its menu,
// whose commands are all of its kind. The less the better.
func (c command) fits(typed string) int {
	typed = strings.ToLower(strings.TrimSpace(typed))
	name := c.called()
	holdsAll := func(said string) bool {
		for word := range strings.FieldsSeq(typed) {
			if !strings.Contains(said, word) {
				return false
			}
		}
		return true
	}
	switch {
	case strings.HasPrefix(name, typed):
		return 0
	case strings.Contains(name, " "+typed):
		return 1
	case holdsAll(name):
		return 2
	case holdsAll(name + " " + strings.ToLower(words.X("menu."+c.Menu))):
		return 3
	}
	return unasked
}

// also are the shortcuts that stand for the same key on other keyboards: a plus is a key of its own, or an equals sign with Shift.
func (c command) also() []fyne.Shortcut {
	s, ok := c.shortcut().(*desktop.CustomShortcut)
	if !ok || s.KeyName != fyne.KeyEqual {
		return nil
	}
	return []fyne.Shortcut{
		&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: s.Modifier | fyne.KeyModifierShift},
		&desktop.CustomShortcut{KeyName: fyne.KeyPlus, Modifier: s.Modifier},
		&desktop.CustomShortcut{KeyName: fyne.KeyPlus, Modifier: s.Modifier | fyne.KeyModifierShift},
	}
}

// otherwise does the command that stands for a shortcut on another keyboard.
func (f *frame) otherwise(s fyne.Shortcut) {
	if fm := f.panel.Form(); fm != nil && form.Accepts(s) { // the keyboard was taken elsewhere
		fm.Done()
		return
	}
	for _, c := range f.table() {
		for _, other := range c.also() {
			if other.ShortcutName() == s.ShortcutName() {
				f.runs(c, "")
			}
		}
	}
}

// unshown is a shortcut that a menu knows but does not show: Fyne would write it in the palest grey.
type unshown struct{ fyne.Shortcut }

func quiet(s fyne.Shortcut) fyne.Shortcut {
	if s == nil {
		return nil
	}
	return unshown{s}
}

// menuGap stands between a menu's words and keys until align sets the keys below each other.
const menuGap = "\t"

func align(items []*fyne.MenuItem) {
	width := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width }
	widest := float32(0)
	for _, item := range items {
		words, key, _ := strings.Cut(item.Label, menuGap)
		widest = max(widest, width(words)+width(key))
	}
	for _, item := range items {
		if words, key, found := strings.Cut(item.Label, menuGap); found {
			gap := widest - width(words) - width(key)
			item.Label = strings.TrimRight(words+strings.Repeat(" ", 6+int(gap/width(" ")+0.5))+key, " ")
		}
	}
}

// runs does a command, or says what has to be there first.
func (f *frame) runs(c command, about string) {
	if f.refusesThen(c) {
		return
	}
	if why := f.missing(c.On); why != "" {
		f.bar.say(why, true)
		return
	}
	f.bar.settle()
	if fm := f.panel.Form(); fm != nil {
		fm.CloseList()
	}
	c.Do(f, about)
}

// fromMenu does a command of the menu, whose keys the window system gives to the menu first: while a new key is asked for, it is that.
func (f *frame) fromMenu(c command) {
	if asked, is := f.focused().(*form.Keystroke); is && c.shortcut() != nil {
		asked.Take(c.Key)
		return
	}
	f.runs(c, "")
}

// focused is what has the keyboard, nil for nothing.
func (f *frame) focused() fyne.Focusable {
	if f.window == nil {
		return nil
	}
	return f.window.Canvas().Focused()
}

// do does the command of an ID.
func (f *frame) do(id, about string) {
	for _, c := range f.table() {
		if c.ID == id {
			f.runs(c, about)
			return
		}
	}
}

// typed does the command of a letter.
func (f *frame) typed(r rune) {
	if f.reviewTyped(r) {
		return
	}
	for _, c := range f.table() {
		if l := c.letter(); l != 0 && l == r {
			f.runs(c, "")
			return
		}
	}
}

// pressed does the command of a key.
func (f *frame) pressed(k *fyne.KeyEvent) {
	if (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && f.reshaped() {
		return
	}
	if fm := f.panel.Form(); k.Name == fyne.KeyEscape && fm != nil { // the keyboard was taken elsewhere
		fm.Cancel()
		return
	}
	if k.Name == fyne.KeyEscape && f.reviewing.on {
		f.closeReview()
		return
	}
	if k.Name == fyne.KeyEscape && f.source != "" {
		f.closeSource(true)
		return
	}
	if k.Name == fyne.KeyEscape && f.chronicle.on {
		f.closeHistory(true)
		return
	}
	if k.Name == fyne.KeyEscape && f.then.on {
		f.backToNow("")
		return
	}
	if k.Name == fyne.KeyEscape && f.tabling.on { // from the claim beside it
		f.toArticle("")
		return
	}
	for _, c := range f.table() {
		if key := c.key(); key != "" && (key == k.Name || key == fyne.KeyReturn && k.Name == fyne.KeyEnter) {
			f.runs(c, "")
			return
		}
	}
	if k.Name == fyne.KeyF10 {
		f.openMenu()
	}
}

// openMenu goes to the menu, as Alt does, where the window has one of its own.
func (f *frame) openMenu() {
	if f.window == nil {
		return
	}
	if c, has := f.window.Canvas().(interface{ ToggleMenu() }); has {
		c.ToggleMenu()
	}
}

// menus are the table's rows, in the order of the table.
func (f *frame) menus() *fyne.MainMenu {
	var all []*fyne.Menu
	at := map[string]*fyne.Menu{}
	for _, c := range f.table() {
		if c.Menu == "" {
			continue
		}
		menu := at[c.Menu]
		if menu == nil {
			menu = fyne.NewMenu(words.X("menu." + c.Menu))
			at[c.Menu] = menu
			all = append(all, menu)
		}
		if c.Rule {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		item := fyne.NewMenuItem(c.Name(), func() { f.fromMenu(c) })
		switch key := c.shortcut(); {
		case runtime.GOOS != "darwin":
			item.Label += menuGap + c.said()
			item.Shortcut = quiet(key)
		case key != nil:
			item.Shortcut = key
		case c.Key != "": // the menu of the system would take the letter away from every line of words
			item.Label += "    " + c.said()
		}
		item.IsQuit = c.ID == "file.quit"
		if c.ID == "file.recent" {
			item.ChildMenu, item.Action = f.recent(), nil
		}
		menu.Items = append(menu.Items, item)
	}
	for _, menu := range all {
		align(menu.Items)
	}
	return fyne.NewMainMenu(all...)
}

// icon is the command's picture in the toolbar.
func (c command) icon() fyne.Resource { return theme.Icon(c.Tool) }
