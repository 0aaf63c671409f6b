//go:build !headless

package app

import (
	"slices"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
)

// showKeys lists every command with its key; what is typed filters them, and Enter does the one that is chosen.
func (f *frame) showKeys(string) {
	fm := form.New(words.X("help.keys"), words.X("help.keys.lead"), words.X("help.keys.do"))
	choice := form.NewChoice("", f.keyOptions(""), "")
	fm.Add("filter", form.NewFilter(words.X("help.keys.filter"), func(typed string) { choice.Replace(f.keyOptions(typed)) }, choice)).Add("command", choice)
	f.ask(fm, func() error {
		id := fm.Value("command")
		if id == "" {
			id, _, _ = strings.Cut(choice.FirstKey(), ",")
		}
		f.answered(fm, false)
		f.do(id, "")
		return nil
	})
}

// keyOptions are the commands that some words call, those that they fit best first.
func (f *frame) keyOptions(typed string) []form.Option {
	all := slices.DeleteFunc(slices.Clone(f.table()), func(c command) bool {
		return c.ID == "file.recent" || c.ID == "help.keys" || c.fits(typed) == unasked
	})
	slices.SortStableFunc(all, func(a, b command) int { return a.fits(typed) - b.fits(typed) })
	out := make([]form.Option, len(all))
	for i, c := range all {
		out[i] = form.Option{Key: c.ID, Label: c.Name(), Right: c.said()}
	}
	return out
}

// about says what the program is.
func (f *frame) about(string) {
	fm := form.New(words.X("help.about"), words.X("help.about.text", "version", f.parts.Version, "workspace", f.desk.Path(), "name", f.who.Name), words.X("failed.close"))
	f.ask(fm, func() error {
		f.answered(fm, false)
		return nil
	})
}
