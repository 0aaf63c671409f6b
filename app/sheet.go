//go:build !headless

package app

import (
	"html/template"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/words"
)

// printed is the keys as a page to print. It needs nothing beside itself, and follows the reader's light or dark.
var printed = template.Must(template.New("keys").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Touchstone — {{.Title}}</title>
<style>
:root { color-scheme: light dark; --paper: #fdfcfa; --ink: #1f2328; --dim: #656a72; --line: #dcd8d1; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1d20; --ink: #e8e6e1; --dim: #a0a4aa; --line: #3b3f44; } }
body { background: var(--paper); color: var(--ink); font: 15px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1.5rem; }
h1 { font-size: 1.4rem; margin: 0; }
p { color: var(--dim); margin: .3rem 0 1.2rem; max-width: 45rem; }
main { columns: 20rem; column-gap: 2.5rem; }
section { margin: 0 0 1.2rem; }
h2 { break-after: avoid; font-size: 1rem; border-bottom: 1px solid var(--line); margin: 0 0 .3rem; padding-bottom: .15rem; }
dl { margin: 0; }
div { break-inside: avoid; display: flex; gap: 1rem; justify-content: space-between; padding: .1rem 0; }
dt { order: 2; white-space: nowrap; }
dd { margin: 0; }
kbd { border: 1px solid var(--line); border-radius: 4px; font: inherit; font-size: .85em; padding: 0 .35em; }
@page { margin: 12mm; }
@media print { :root { --paper: #fff; --ink: #000; --dim: #444; --line: #999; } body { font-size: 8.5pt; margin: 0; max-width: none; padding: 0; } main { columns: 3; } }
</style>
</head>
<body>
<h1>Touchstone — {{.Title}}</h1>
<p>{{.Lead}}</p>
<main>
{{range .Menus}}<section>
<h2>{{.Name}}</h2>
<dl>
{{range .Rows}}<div><dt><kbd>{{.Key}}</kbd></dt><dd>{{.Name}}</dd></div>
{{end}}</dl>
</section>
{{end}}</main>
</body>
</html>
`))

// sheetMenu is one menu's commands that have a key.
type sheetMenu struct {
	Name string
	Rows []cli.Key
}

// writeKeys writes the commands of a table that have a key, menu by menu.
func writeKeys(to io.Writer, all []command) error {
	var menus []sheetMenu
	for _, c := range all {
		if c.Key == "" {
			continue
		}
		name := words.X("menu." + c.Menu)
		if len(menus) == 0 || menus[len(menus)-1].Name != name {
			menus = append(menus, sheetMenu{Name: name})
		}
		last := &menus[len(menus)-1]
		last.Rows = append(last.Rows, cli.Key{Name: strings.TrimSuffix(c.Name(), "…"), Key: c.said()})
	}
	return printed.Execute(to, map[string]any{
		"Language": words.Spoken(), "Title": words.X("help.sheet.title"), "Lead": words.X("help.sheet.lead"), "Menus": menus,
	})
}

// printKeys writes the keys to a page, and opens it where something opens pages.
func (f *frame) printKeys(string) {
	folder := f.parts.StateFolder
	if folder == "" {
		folder = os.TempDir()
	}
	path := filepath.Join(folder, "touchstone-keys.html")
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		err = cli.ReplaceFile(path, func(w io.Writer) error { return writeKeys(w, f.table()) })
	}
	if err != nil {
		f.failed(err)
		return
	}
	f.bar.say(words.X("help.sheet.done", "path", path), false)
	_ = f.app.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}) // where nothing does, it is said where it is
}

// Keys names the window's keys as they are now, and writes them as a page where to is not nil.
var Keys = func(parts cli.Parts, to io.Writer) ([]cli.Key, error) {
	p := prefs{set: parts.Preferences}
	if p.set == nil {
		p.set = forgetful{}
	}
	words.Speak(p.text(prefLanguage))
	all := rekey(commands(), p.keys())
	var out []cli.Key
	for _, c := range all {
		out = append(out, cli.Key{Command: c.ID, Name: strings.TrimSuffix(c.Name(), "…"), Key: c.Key})
	}
	if to == nil {
		return out, nil
	}
	return out, writeKeys(to, all)
}
