//go:build !headless

package app

import (
	"cmp"
	"slices"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"

	"fyne.io/fyne/v2"
)

// changeKeys lists every command with its key. Enter on one asks for its new key.
func (f *frame) changeKeys(string) { f.listKeys("", "") }

// listKeys shows the list at a command, with what was done to it.
func (f *frame) listKeys(at, done string) {
	fm := form.New(words.X("pref.keys"), words.X("pref.keys.lead"), words.X("pref.keys.do"))
	choice := form.NewChoice("", f.rekeyOptions(""), at)
	chosen := func() string { return cmp.Or(choice.Value(), choice.FirstKey()) }
	fm.Add("filter", form.NewFilter(words.X("help.keys.filter"), func(typed string) { choice.Replace(f.rekeyOptions(typed)) }, choice)).
		Add("one", form.NewButton(words.X("pref.keys.one"), func() { f.resetKey(choice.Value()) })).
		Add("all", form.NewButton(words.X("pref.keys.all"), f.resetKeys)).
		Add("command", choice)
	fm.Note(done)
	f.ask(fm, func() error {
		if id := chosen(); id != "" {
			f.askKey(id)
		}
		return nil
	})
	if at != "" {
		f.focus(choice.First())
	}
}

// rekeyOptions are the commands whose names hold some words, with their keys. What is another one than shipped has a sign.
func (f *frame) rekeyOptions(typed string) []form.Option {
	typed = strings.ToLower(strings.TrimSpace(typed))
	shipped := commands()
	var out []form.Option
	for i, c := range f.table() {
		if c.fixed() || c.ID == "file.recent" || !strings.Contains(strings.ToLower(c.Name()+" "+c.said()), typed) {
			continue
		}
		o := form.Option{Key: c.ID, Label: strings.TrimSuffix(c.Name(), "…"), Right: c.said()}
		if c.Key != shipped[i].Key {
			o.Label = "◆ " + o.Label
			o.More = words.X("pref.keys.was", "key", cmp.Or(shipped[i].said(), words.X("key.none")))
		}
		out = append(out, o)
	}
	return out
}

func (f *frame) command(id string) command {
	all := f.table()
	return all[max(0, slices.IndexFunc(all, func(c command) bool { return c.ID == id }))]
}

// keyed is the command that has a key, and whether one has.
func (f *frame) keyed(key string) (command, bool) {
	all := f.table()
	at := slices.IndexFunc(all, func(c command) bool { return c.Key == key && key != "" })
	if at < 0 {
		return command{}, false
	}
	return all[at], true
}

// askKey asks for a command's new key. One that is free is the command's at once; one that another command has is told of, and the
// two can swap.
func (f *frame) askKey(id string) {
	c := f.command(id)
	name := strings.TrimSuffix(c.Name(), "…")
	fm := form.New(name, words.X("pref.key.lead"), words.X("pref.key.do"))
	var field *form.Keystroke
	wanted := ""
	field = form.NewKeystroke(words.X("pref.key"), c.said(), readKeys, func(pressed string) {
		key, fits := keyOf(pressed)
		other, taken := f.keyed(key)
		wanted = key
		field.SetValue(command{Key: key}.said())
		switch {
		case !fits:
			wanted = ""
			fm.Note("")
			fm.Refuse(words.X("pref.key.reserved", "key", pressed))
		case !taken || other.ID == id:
			f.giveKey(id, key, "")
		default:
			fm.Note("")
			fm.Offer(words.X("pref.key.swap"))
			fm.Refuse(words.X("pref.key.taken", "key", command{Key: key}.said(), "name", strings.TrimSuffix(other.Name(), "…"), "own", cmp.Or(c.said(), words.X("key.none"))))
		}
	})
	fm.Add("key", field).
		Add("none", form.NewButton(words.X("pref.key.none"), func() { f.giveKey(id, "", "") }))
	f.ask(fm, func() error {
		other, taken := f.keyed(wanted)
		if wanted == "" || !taken {
			return model.Refuse("field.malformed", "field", words.X("pref.key"), "why", words.X("pref.key.press"))
		}
		f.giveKey(id, wanted, other.ID)
		return nil
	})
	fm.Canceled = func() { f.listKeys(id, "") }
}

// readKeys reads what is pressed.
var readKeys = form.Reading{
	Rune: func(r rune) string {
		if r == ' ' {
			return ""
		}
		return typedKey(r)
	},
	Key: func(name fyne.KeyName) string {
		for said, key := range named {
			if key == name || key == fyne.KeyReturn && name == fyne.KeyEnter {
				return said
			}
		}
		return ""
	},
	Shortcut: pressedKey,
}

// giveKey gives a command a key, and the command that had it, if any, the key of this one.
func (f *frame) giveKey(id, key, swap string) {
	values := map[string]any{prefKeys + "." + id: f.unlessShipped(id, key)}
	c := f.command(id)
	done := words.X("pref.key.done", "key", cmp.Or(command{Key: key}.said(), words.X("key.none")), "name", strings.TrimSuffix(c.Name(), "…"))
	if swap != "" {
		values[prefKeys+"."+swap] = f.unlessShipped(swap, c.Key)
		other := f.command(swap)
		done += " " + words.X("pref.key.done", "key", cmp.Or(c.said(), words.X("key.none")), "name", strings.TrimSuffix(other.Name(), "…"))
	}
	f.prefs.put(values)
	f.rekeyed()
	f.listKeys(id, done)
}

// unlessShipped is a key as it stands in the file: one that is shipped needs no line.
func (f *frame) unlessShipped(id, key string) any {
	for _, c := range commands() {
		if c.ID == id && c.Key == key {
			return nil
		}
	}
	return key
}

// resetKey gives a command the key that it is shipped with. Whoever has that by now gets its own back, too.
func (f *frame) resetKey(first string) {
	id := first
	if id == "" {
		f.bar.say(words.X("form.unchosen"), true)
		return
	}
	values := map[string]any{}
	shipped := commands()
	for seen := map[string]bool{}; id != "" && !seen[id]; {
		seen[id], values[prefKeys+"."+id] = true, nil
		at := slices.IndexFunc(shipped, func(c command) bool { return c.ID == id })
		other, _ := f.keyed(shipped[at].Key)
		id = other.ID
	}
	f.prefs.put(values)
	f.rekeyed()
	f.listKeys(first, words.X("pref.keys.reset.one"))
}

// resetKeys gives every command the key that it is shipped with. They can be had back: it is one button among others.
func (f *frame) resetKeys() {
	before, none := map[string]any{}, map[string]any{}
	for _, name := range f.prefs.set.Under(prefKeys) {
		before[name], none[name] = f.prefs.set.Value(name), nil
	}
	set := func(keys map[string]any, done string) {
		f.prefs.put(keys)
		f.rekeyed()
		f.listKeys("", done)
	}
	set(none, words.X("pref.keys.reset.all"))
	if len(before) > 0 {
		f.bar.ask(words.X("pref.keys.reset.all"), false,
			choice{words.X("pref.keys.back"), func() { set(before, words.X("pref.keys.back.done")) }},
			choice{words.X("failed.close"), func() {}})
	}
}

// rekeyed shows everywhere that keys are others.
func (f *frame) rekeyed() {
	f.rows = nil
	f.table()
	f.refurnish()
}
