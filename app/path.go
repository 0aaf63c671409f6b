//go:build !headless

package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// startFolder is where files are looked for first: where they were last, else at home.
func (f *frame) startFolder() string {
	at := f.prefs.folder()
	if at == "" {
		at, _ = os.UserHomeDir() // "" starts where the program was started
	}
	if at != "" {
		at += string(filepath.Separator)
	}
	return at
}

// pathField is a line for a path, which what is on the disk completes.
func (f *frame) pathField(label, start string) *form.Name {
	return form.NewName(label, words.X("path.hint"), completePath).With(start)
}

// addPath adds a line for a path to a form, and a button that looks for it.
func (f *frame) addPath(fm *form.Form, key string, path *form.Name, what wanted) {
	fm.Add(key, path)
	if f.window != nil {
		fm.Add("browse", form.NewButton(words.X("path.browse"), func() { f.browse(what, path) }))
	}
}

// meant is the path that somebody means who types a whole one behind the folder that stood there already: what follows //,
// or ~ for the home folder.
func meant(path string) string {
	path = strings.TrimSpace(path)
	double := string(filepath.Separator) + string(filepath.Separator)
	if i := strings.LastIndex(path, double); i > 0 {
		path = path[i+1:]
	}
	if i := strings.LastIndex(path, "~"+string(filepath.Separator)); i == 0 || i > 0 && os.IsPathSeparator(path[i-1]) {
		if home, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(home, path[i+1:])
		}
	}
	return path
}

// completePath lists the files and folders that a begun path fits.
func completePath(begun string) []string {
	folder, name := filepath.Split(meant(begun))
	if folder == "" {
		return nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		hidden := strings.HasPrefix(e.Name(), ".") && name == ""
		if hidden || beside(e.Name()) || !strings.HasPrefix(strings.ToLower(e.Name()), strings.ToLower(name)) {
			continue
		}
		path := filepath.Join(folder, e.Name())
		if e.IsDir() {
			path += string(filepath.Separator)
		}
		out = append(out, path)
	}
	return out
}

// beside reports whether a file belongs to a workspace, and is nobody's to pick.
func beside(name string) bool {
	return slices.ContainsFunc(cli.Beside, func(end string) bool { return strings.HasSuffix(name, end) })
}

// wanted says what a path is for.
type wanted int

const (
	aFile    wanted = iota // that is there
	newFile                // a workspace, which is made, or opened where it is there: only its folder can be picked
	outFile                // which is written: in place of one that is there once that was asked, of a workspace never
	copyFile               // of a workspace, which may take the place of an older one once that was asked
)

// askPath asks for a path by typing or from Fyne's list of files.
func (f *frame) askPath(command string, what wanted, lead, start string, use func(path string) error) *form.Form {
	fm := form.New(words.X(command), lead, words.X(command+".do"))
	f.addPath(fm, "path", f.pathField(words.X("path.label"), start), what)
	chosen := f.choosing(fm, what)
	f.ask(fm, func() error {
		at, err := chosen()
		if err != nil {
			return err
		}
		f.answered(fm, false)
		return use(at)
	})
	return fm
}

// choosing makes what gives the path of a form, from the root, and remembers its folder. Where a file stands that would be written
// over it asks once more, by the word on the form's button.
func (f *frame) choosing(fm *form.Form, what wanted) func() (string, error) {
	accept, asked, since := fm.Accept, "", time.Time{}
	fm.Changed = func(string) {
		if asked != "" {
			asked = ""
			fm.Offer(accept)
		}
	}
	return func() (string, error) {
		at, err := typedPath(fm)
		if err == nil {
			err = there(at, what)
		}
		if err != nil {
			return "", err
		}
		if stands := standing(at, what); stands != "" && (asked != at || f.parts.Now().Sub(since) < hasty) {
			asked, since = at, f.parts.Now()
			fm.Offer(words.X("path.replace"))
			return "", model.Refuse("field.malformed", "field", words.X("path.label"), "why", stands)
		}
		f.prefs.inFolder(filepath.Dir(at))
		return at, nil
	}
}

// hasty is how soon after a question nobody can have read it: a second click of a double one is no answer, nor is a key held down.
const hasty = 700 * time.Millisecond

// standing says what would be written over, "" for nothing.
func standing(at string, what wanted) string {
	stands, err := os.Stat(at)
	if err != nil {
		return ""
	}
	switch what {
	case outFile:
		return words.X("path.stands", "name", filepath.Base(at), "at", when(stands.ModTime()))
	case copyFile:
		return words.X("path.stands.copy", "name", filepath.Base(at), "at", when(stands.ModTime()))
	default: // nothing is written over
		return ""
	}
}

// there says what is wrong with a path before the form closes: what is to be read is there, and what is to be written has a folder.
func there(at string, what wanted) error {
	why, within := "path.nofile", at
	if what != aFile {
		why, within = "path.nofolder", filepath.Dir(at)
	}
	wrong := func(why, at string) error {
		return model.Refuse("field.malformed", "field", words.X("path.label"), "why", words.X(why, "path", at))
	}
	if _, err := os.Stat(within); err != nil {
		return wrong(why, within)
	}
	if what == aFile { // which may be a folder
		return nil
	}
	if info, err := os.Stat(at); err == nil && info.IsDir() {
		return wrong("path.folder", at)
	}
	if what == outFile {
		return cli.Replaceable(at)
	}
	return nil
}

// typedPath is the path in a form's field of that name, from the root.
func typedPath(fm *form.Form) (string, error) {
	at := meant(fm.Value("path"))
	if at == "" {
		return "", model.Refuse("field.malformed", "field", words.X("path.label"), "why", words.X("form.empty"))
	}
	return filepath.Abs(at)
}

// browse lets pick a file for a field, or the folder of a new one.
func (f *frame) browse(what wanted, field *form.Name) {
	pick := func(path string, err error) {
		if err != nil {
			f.failed(err)
			return
		}
		field.SetValue(path)
	}
	var d *dialog.FileDialog
	if what != aFile {
		d = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			if folder != nil || err != nil {
				pick(inside(folder, filepath.Base(field.Value())), err)
			}
		}, f.window)
		d.SetTitleText(words.X("path.folder.title"))
		d.SetConfirmText(words.X("path.folder.choose"))
	} else {
		d = dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
			if r == nil && err == nil {
				return
			}
			path := ""
			if r != nil {
				path, err = r.URI().Path(), errors.Join(err, r.Close())
			}
			pick(path, err)
		}, f.window)
	}
	at := meant(field.Value())
	if at == "" {
		at = f.startFolder()
	}
	if folder, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(at))); err == nil {
		d.SetLocation(folder)
	}
	d.SetOnClosed(func() {
		f.dialog = nil
		f.focus(field.First())
	})
	f.dialog = d
	d.Show()
	d.Resize(fyne.NewSize(800, 560)) // Fyne 2.8.1 crashes if it comes before
}

func inside(folder fyne.ListableURI, name string) string {
	if folder == nil {
		return ""
	}
	return filepath.Join(folder.Path(), name)
}
