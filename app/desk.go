//go:build !headless

package app

import (
	"context"
	"path/filepath"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
)

// newWorkspace makes a workspace file and opens it.
func (f *frame) newWorkspace(string) {
	f.askPath("file.new", newFile, words.X("file.new.lead"), filepath.Join(f.startFolder(), words.X("file.new.name")), func(path string) error {
		f.openPath(path)
		return nil
	})
}

// openWorkspace opens another workspace file.
func (f *frame) openWorkspace(string) {
	f.askPath("file.open", aFile, words.X("file.open.lead"), f.startFolder(), func(path string) error {
		f.openPath(path)
		return nil
	})
}

// recent are the workspaces that were open last.
func (f *frame) recent() *fyne.Menu {
	menu := fyne.NewMenu("")
	for _, path := range f.prefs.recent() {
		menu.Items = append(menu.Items, fyne.NewMenuItem(path, func() { f.openPath(path) }))
	}
	return menu
}

// openPath opens a workspace in place of the one that is open. If it cannot be opened, that one stays.
func (f *frame) openPath(path string) {
	var next *session
	parts, run, as := f.parts, f.run, f.who.Name
	f.run.Go(job{Label: words.X("job.opening"), Work: func(_ context.Context, progress func(int, int)) (func(), error) {
		var err error
		next, err = openSession(parts, run, path, as, progress)
		return func() {
			old := f.session
			f.attach(next)
			if f.window != nil {
				f.window.SetMainMenu(f.menus())
			}
			f.bar.say(words.X("file.opened", "path", path), false)
			if err := old.Close(); err != nil {
				f.failed(err)
			}
		}, err
	}})
}

// backUp copies the workspace to another file.
func (f *frame) backUp(string) {
	base := strings.TrimSuffix(f.desk.Path(), filepath.Ext(f.desk.Path())) + "-" + f.parts.Now().Local().Format("2006-01-02-1504") + ".db"
	desk := f.desk
	f.askPath("file.backup", copyFile, words.X("file.backup.lead"), base, func(path string) error {
		f.work(words.X("job.backup"), func(context.Context, *door, func(int, int)) error { return desk.Backup(path) },
			func() { f.bar.say(words.X("file.backup.done", "path", path), false) }, nil)
		return nil
	})
}

// quit closes the window.
func (f *frame) quit(string) {
	if f.window != nil {
		f.window.Close()
	}
}

// person says who sits at the desk.
func (f *frame) person(string) {
	fm := form.New(words.X("team.person"), words.X("team.person.lead", "name", f.who.Name), words.X("team.person.do"))
	fm.Add("name", form.NewName(words.X("team.person.name"), "", f.peopleNames))
	f.ask(fm, func() error {
		name := strings.TrimSpace(fm.Value("name"))
		if err := filled(fm, "name"); err != nil {
			return err
		}
		if err := f.sit(name); err != nil {
			return err
		}
		known, err := f.seated()
		if err != nil {
			return err
		}
		f.prefs.seat(name, known.Affiliation)
		f.answered(fm, false)
		if f.shown == nil {
			f.showMiddle()
		}
		f.showClaim()
		f.tabling.renew(false)
		f.bar.say(words.X("team.person.done", "name", f.who.Name), false)
		f.offerDrafts()
		return nil
	})
}

func (f *frame) peopleNames(begun string) []string {
	ids, err := f.desk.List(model.NounPerson)
	if err != nil {
		return nil // an offer less; what is wrong with the file is told when something is done
	}
	var out []string
	_ = f.read(func(_ workspace.Reader, b *sheet.Builder) error {
		for _, id := range ids {
			if name := b.Name(id); strings.HasPrefix(strings.ToLower(name), strings.ToLower(begun)) {
				out = append(out, name)
			}
		}
		return nil
	})
	return out
}
