package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is one Go file, by its path from the root with slashes.
type source struct {
	path  string
	text  string
	files *token.FileSet
	tree  *ast.File
}

func (s source) folder() string { return path.Dir(s.path) }
func (s source) test() bool     { return strings.HasSuffix(s.path, "_test.go") }
func (s source) under(top string) bool {
	return s.folder() == top || strings.HasPrefix(s.path, top+"/")
}

func (s source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.path, s.files.Position(n.Pos()).Line)
}

func (s source) imports(yield func(what string, at string)) {
	for _, i := range s.tree.Imports {
		what, _ := strconv.Unquote(i.Path.Value)
		yield(what, s.at(i))
	}
}

// uses calls found with every use of an imported package's name, called or not, whatever the file calls the package.
func (s source) uses(found func(name string, n ast.Node)) {
	local := map[string]string{}
	s.imports(func(what, at string) { local[path.Base(what)] = what })
	delete(local, "v2")
	for _, i := range s.tree.Imports {
		what, _ := strconv.Unquote(i.Path.Value)
		if what == "fyne.io/fyne/v2" {
			local["fyne"] = what
		}
		if i.Name != nil {
			local[i.Name.Name] = what
		}
	}
	ast.Inspect(s.tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := sel.X.(*ast.Ident); ok && local[pkg.Name] != "" {
				found(local[pkg.Name]+"."+sel.Sel.Name, sel)
			}
		}
		return true
	})
}

func within(what, top string) bool { return what == top || strings.HasPrefix(what, top+"/") }

// law says of one file what breaks it, each in a sentence.
type law struct {
	name   string
	breaks func(source) []string
}

var laws = []law{
	{"model knows nobody", modelImports},
	{"floors", floors},
	{"one file starts the window's driver", nil}, // looks at all files at once: see breaches
	{"goroutines", goroutines},
	{"sizes", sizes},
	{"documented", documented},
	{"names", names},
}

func modelImports(s source) []string {
	if !s.under("model") || s.test() {
		return nil
	}
	var out []string
	forbidden := []string{"os", "net/http", "log", "database/sql", "math/rand", "crypto/rand"} // and what lies below them
	clock := []string{"time.Now", "time.Since", "time.Until"}
	allowed := []string{"touchstone/model", "golang.org/x/text", "golang.org/x/net/idna", "github.com/clipperhouse/uax29"}
	s.imports(func(what, at string) {
		outside := strings.Contains(strings.Split(what, "/")[0], ".") || within(what, "touchstone")
		if outside && !slices.ContainsFunc(allowed, func(a string) bool { return within(what, a) }) {
			out = append(out, at+": model imports nothing outside model but x/text, idna and uax29, not "+what)
		}
		if what == "net" || slices.ContainsFunc(forbidden, func(f string) bool { return within(what, f) }) {
			out = append(out, at+": model does no input, output, clock or chance of its own, so it imports no "+what)
		}
	})
	s.uses(func(name string, n ast.Node) {
		if slices.Contains(clock, name) {
			out = append(out, s.at(n)+": model has no clock of its own; time is handed in, not read by "+name)
		}
	})
	return out
}

var panels = []string{"claims", "review", "library", "sources", "figures", "batch", "timeline", "table"}

// floor is one rule about who may import what.
type floor struct {
	what string              // the import
	may  func(s source) bool // which files may
	why  string              // the rule, as a sentence
	also bool                // holds for tests too; elsewhere a test may look into a database or serve a page
}

var floorRules = []floor{
	{"touchstone/app", func(s source) bool { return !s.under("storage") && !s.under("model") }, "storage and model know nothing of app", true},
	{"touchstone/storage", func(s source) bool { return !s.under("app") && !s.under("model") }, "app knows nothing of storage: main hands in what it needs", false},
	{"fyne.io", func(s source) bool { return s.folder() == "." || s.under("app") && !s.under("app/cli") }, "Fyne stands only in app and main, never in app/cli", true},
	{"database/sql", func(s source) bool { return s.under("storage") }, "database/sql stands only in storage", false},
	{"modernc.org", func(s source) bool { return s.under("storage") }, "SQLite stands only in storage", false},
	{"net/http", func(s source) bool { return s.under("storage/ingest") }, "net/http stands only in storage/ingest", false},
	{"github.com/adrg/xdg", func(s source) bool { return s.folder() == "." }, "xdg stands only in main", false},
	{"touchstone/model/workspace", func(s source) bool { return !s.under("app/docview") }, "docview takes runs and gives fragments; it knows no workspace", true},
}

func floors(s source) []string {
	var out []string
	s.imports(func(what, at string) {
		for _, rule := range floorRules {
			if within(what, rule.what) && !rule.may(s) && (rule.also || !s.test()) {
				out = append(out, at+": "+rule.why)
			}
		}
		for _, panel := range panels {
			other, _, _ := strings.Cut(strings.TrimPrefix(what, "touchstone/app/"), "/")
			if s.under("app/"+panel) && within(what, "touchstone/app/"+other) && other != panel && slices.Contains(panels, other) {
				out = append(out, at+": panels never import each other")
			}
		}
	})
	return out
}

func goroutines(s source) []string {
	if !s.under("app") && !s.under("model") || s.test() || s.path == "app/runner.go" {
		return nil
	}
	var out []string
	ast.Inspect(s.tree, func(n ast.Node) bool {
		if _, ok := n.(*ast.GoStmt); ok {
			out = append(out, s.at(n)+": only app/runner.go starts goroutines")
		}
		return true
	})
	s.uses(func(name string, n ast.Node) {
		if strings.HasPrefix(name, "fyne.io/fyne/v2.Do") {
			out = append(out, s.at(n)+": only app/runner.go calls fyne.Do")
		}
	})
	return out
}

func sizes(s source) []string {
	var out []string
	lines := strings.Count(s.text, "\n")
	if lines > 500 {
		out = append(out, fmt.Sprintf("%s: %d lines; a file has at most 500", s.path, lines))
	}
	if s.path == "main.go" && lines > 60 {
		out = append(out, fmt.Sprintf("main.go: %d lines; it composes, in at most 60", lines))
	}
	if s.test() {
		return out
	}
	ast.Inspect(s.tree, func(n ast.Node) bool {
		name := "a function without name"
		switch f := n.(type) {
		case *ast.FuncDecl:
			name = f.Name.Name
		case *ast.FuncLit:
		default:
			return true
		}
		if n, at := s.files.Position(n.End()).Line-s.files.Position(n.Pos()).Line+1, s.at(n); n > 60 {
			out = append(out, fmt.Sprintf("%s: %s has %d lines; a function has at most 60", at, name, n))
		}
		return true
	})
	return out
}

func documented(s source) []string {
	if s.test() {
		return nil
	}
	var out []string
	miss := func(n ast.Node, name string) { out = append(out, s.at(n)+": "+name+" is exported and has no comment") }
	for _, d := range s.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
				miss(d, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				undocumented(d, spec, miss)
			}
		}
	}
	return out
}

func undocumented(d *ast.GenDecl, spec ast.Spec, miss func(ast.Node, string)) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if spec.Name.IsExported() && spec.Doc == nil && (d.Doc == nil || d.Lparen.IsValid()) {
			miss(spec, spec.Name.Name)
		}
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			if name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
				miss(spec, name.Name)
			}
		}
	}
}

func exportedReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	switch generic := t.(type) {
	case *ast.IndexExpr:
		t = generic.X
	case *ast.IndexListExpr:
		t = generic.X
	}
	name, ok := t.(*ast.Ident)
	return ok && name.IsExported()
}

func names(s source) []string {
	for _, part := range append(strings.Split(s.folder(), "/"), s.tree.Name.Name) {
		if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "manager", "managers"}, part) {
			return []string{s.path + ": a folder is named for what it holds, not " + part}
		}
	}
	return nil
}

// breaches returns all that breaks a law.
func breaches(all []source) []string {
	var out, drivers []string
	docs, packages := map[string]bool{}, map[string]bool{}
	for _, s := range all {
		for _, l := range laws {
			if l.breaks != nil {
				out = append(out, l.breaks(s)...)
			}
		}
		s.imports(func(what, at string) {
			if what == "fyne.io/fyne/v2/app" && path.Base(s.path) != "figures_test.go" { // which has a tag of its own
				drivers = append(drivers, at)
			}
		})
		packages[s.folder()] = true
		docs[s.folder()] = docs[s.folder()] || path.Base(s.path) == "doc.go" && s.tree.Doc != nil
	}
	if len(drivers) > 1 {
		out = append(out, strings.Join(drivers, " and ")+": one file alone imports fyne.io/fyne/v2/app")
	}
	for folder := range packages {
		if !docs[folder] && folder != "." {
			out = append(out, folder+": a package has a doc.go that says what it is")
		}
	}
	return out
}

func parse(t *testing.T, name, text string) source {
	t.Helper()
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, name, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return source{name, text, files, tree}
}

func repository(t *testing.T) []source {
	t.Helper()
	root := ".."
	var all []source
	err := filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && at != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "bin") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(at, ".go") {
			return nil
		}
		text, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, at)
		all = append(all, parse(t, filepath.ToSlash(name), string(text)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("found only %d files", len(all))
	}
	return all
}

func TestLaws(t *testing.T) {
	for _, b := range breaches(repository(t)) {
		t.Error(b)
	}
}

// Every law goes red for a fault that is planted.
func TestLawsGoRed(t *testing.T) {
	doc := "// Package p is here.\npackage p\n"
	long := "func f() {\n" + strings.Repeat("\tprintln()\n", 60) + "}\n"
	for _, planted := range []struct{ path, text, says string }{
		{"model/a.go", "package model\nimport _ \"github.com/google/uuid\"\n", "imports nothing outside"},
		{"model/a.go", "package model\nimport _ \"os\"\n", "no input"},
		{"model/span/a.go", "package span\nimport _ \"touchstone/storage\"\n", "imports nothing outside"},
		{"model/a.go", "package model\nimport \"time\"\nvar x = time.Now()\n", "no clock"},
		{"storage/a.go", "package storage\nimport _ \"touchstone/app/cli\"\n", "nothing of app"},
		{"app/a.go", "package app\nimport _ \"touchstone/storage\"\n", "nothing of storage"},
		{"app/cli/a.go", "package cli\nimport _ \"fyne.io/fyne/v2\"\n", "never in app/cli"},
		{"model/sheet/a.go", "package sheet\nimport _ \"fyne.io/fyne/v2\"\n", "Fyne stands only"},
		{"app/a.go", "package app\nimport _ \"database/sql\"\n", "only in storage"},
		{"storage/a.go", "package storage\nimport _ \"net/http\"\n", "only in storage/ingest"},
		{"storage/a.go", "package storage\nimport _ \"github.com/adrg/xdg\"\n", "only in main"},
		{"app/claims/a.go", "package claims\nimport _ \"touchstone/app/review\"\n", "never import each other"},
		{"app/docview/a.go", "package docview\nimport _ \"touchstone/model/workspace\"\n", "knows no workspace"},
		{"app/a.go", "package app\nfunc f() { go f() }\n", "starts goroutines"},
		{"model/a.go", "package model\nfunc f() { go f() }\n", "starts goroutines"},
		{"app/a.go", "package app\nimport \"fyne.io/fyne/v2\"\nfunc f() { fyne.Do(f) }\n", "calls fyne.Do"},
		{"model/a.go", "package model\n" + long, "at most 60"},
		{"model/a.go", "package model\n" + strings.Repeat("\n", 501), "at most 500"},
		{"main.go", "package main\n" + strings.Repeat("\n", 61), "it composes"},
		{"model/a.go", "package model\nfunc F() {}\n", "has no comment"},
		{"model/a.go", "package model\ntype T struct{}\n", "has no comment"},
		{"model/util/a.go", "package util\n", "named for what it holds"},
		{"model/x/a.go", "package x\n", "has a doc.go"},
		{"app/look/a_test.go", "package look\n", "has a doc.go"},
		{"model/x/doc.go", "package x\n", "has a doc.go"},
		{"storage/a_test.go", "package storage\nimport _ \"touchstone/app/cli\"\n", "nothing of app"},
		{"storage/a_test.go", "package storage\nimport _ \"fyne.io/fyne/v2\"\n", "Fyne stands only"},
		{"app/claims/a_test.go", "package claims\nimport _ \"touchstone/app/review\"\n", "never import each other"},
		{"app/claims/a.go", "package claims\nimport _ \"touchstone/app/review/rows\"\n", "never import each other"},
		{"app/a.go", "package app\nimport _ \"modernc.org/sqlite\"\n", "only in storage"},
		{"model/a.go", "package model\nimport _ \"math/rand/v2\"\n", "no input"},
		{"model/a.go", "package model\nimport _ \"net\"\n", "no input"},
		{"model/a.go", "package model\nimport \"time\"\nvar clock = time.Now\n", "no clock"},
		{"model/a.go", "package model\nimport \"time\"\nvar d = time.Since(time.Time{})\n", "no clock"},
		{"model/a.go", "package model\nimport t \"time\"\nvar x = t.Now()\n", "no clock"},
		{"app/a.go", "package app\nimport f \"fyne.io/fyne/v2\"\nfunc g() { f.DoAndWait(g) }\n", "calls fyne.Do"},
		{"app/a.go", "package app\nimport \"fyne.io/fyne/v2\"\nvar do = fyne.Do\n", "calls fyne.Do"},
		{"model/a.go", "package model\nvar f = " + strings.Replace(long, "func f()", "func()", 1), "at most 60"},
		{"model/a.go", "package model\ntype T[A any] struct{}\nfunc (t *T[A]) Len() int { return 0 }\n", "Len is exported"},
		{"model/a.go", "package model\n\n// Some.\ntype (\n\tA int\n\tB int\n)\n", "B is exported"},
		{"model/a.go", "package model\nconst A = 1\n", "has no comment"},
	} {
		files := []source{parse(t, planted.path, planted.text)}
		if !strings.Contains(planted.says, "doc.go") { // else its absence is the fault
			files = append(files, parse(t, path.Join(path.Dir(planted.path), "doc.go"), doc))
		}
		if got := strings.Join(breaches(files), "\n"); !strings.Contains(got, planted.says) {
			t.Errorf("%s with %q: got %q, want something that says %q", planted.path, planted.text, got, planted.says)
		}
	}
	two := []source{
		parse(t, "app/a.go", "package app\nimport _ \"fyne.io/fyne/v2/app\"\n"),
		parse(t, "app/b.go", "package app\nimport _ \"fyne.io/fyne/v2/app\"\n"), parse(t, "app/doc.go", "// Package app is.\npackage app\n"),
	}
	if got := breaches(two); len(got) != 1 {
		t.Errorf("two files start the driver: %q", got)
	}
	for _, clean := range []string{
		doc, doc + "import _ \"net/url\"\n", doc + "\n// All of them.\nconst (\n\tA = 1\n\tB = 2\n)\n",
		doc + "import \"time\"\nvar t = time.Unix(0, 0)\n",
	} {
		if got := breaches([]source{parse(t, "model/doc.go", clean)}); len(got) > 0 {
			t.Errorf("%q breaks laws: %q", clean, got)
		}
	}
}
