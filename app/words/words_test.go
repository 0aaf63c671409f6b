package words_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"touchstone/app/words"
	"touchstone/assets"
	"touchstone/model"
	"touchstone/model/workspace"
)

// languages are the words of each language by key; those that depend on a number have several.
func languages(t *testing.T) map[string]map[string][]string {
	t.Helper()
	files, err := fs.Glob(assets.I18n, "i18n/*.json")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d languages: %v", len(files), err)
	}
	all := map[string]map[string][]string{}
	for _, file := range files {
		data, err := fs.ReadFile(assets.I18n, file)
		if err != nil {
			t.Fatal(err)
		}
		var raw map[string]any
		if err := json.Unmarshal(data, &raw); err != nil {
			t.Fatal(err)
		}
		all[file] = map[string][]string{}
		for key, value := range raw {
			switch v := value.(type) {
			case string:
				all[file][key] = []string{v}
			case map[string]any:
				for _, form := range []string{"one", "other"} {
					said, _ := v[form].(string)
					all[file][key] = append(all[file][key], said)
				}
			}
		}
	}
	return all
}

// named are the keys that the code names, and the beginnings of those it puts together.
func named(t *testing.T) (keys, beginnings map[string]bool) {
	t.Helper()
	keys, beginnings = map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), path, source, 0)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				keys[s] = true
				if strings.HasSuffix(s, ".") {
					beginnings[s] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys, beginnings
}

// ends are what the code puts behind a key.
var ends = []string{".short", ".do", ".lead", ".none", ".hint"}

func TestEveryLanguageSaysEverythingThatIsNamed(t *testing.T) {
	keys, beginnings := named(t)
	all := languages(t)
	for code := range model.Problems() {
		keys["problem."+code] = true
	}
	for kind, noun := range model.Kinds() {
		if noun == model.NounClaim || kind == model.KindRetracted {
			keys["kind."+string(kind)] = true
		}
	}
	for of := range workspace.Counted() {
		keys["written."+of] = of != "event" // which the window does not count
	}
	english := all["i18n/en.json"]
	for file, language := range all {
		for key := range english {
			if _, ok := language[key]; !ok {
				t.Errorf("%s lacks %s", file, key)
			}
		}
		for key := range language {
			if _, ok := english[key]; !ok {
				t.Errorf("%s has %s, which English lacks", file, key)
			}
		}
	}
	for key := range english {
		known := keys[key]
		for b := range beginnings {
			known = known || strings.HasPrefix(key, b)
		}
		for _, e := range ends {
			known = known || keys[strings.TrimSuffix(key, e)] && strings.HasSuffix(key, e)
		}
		if !known {
			t.Errorf("nothing says %s", key)
		}
	}
	looksLikeKey := regexp.MustCompile(`^(article|appearance|attribution|changed|claim|count|draft|edit|evidence|failed|file|flag|form|help|import|job|kind|library|menu|needs|path|problem|source|stage|stance|step|team|verdict|view|welcome|window|written)\.[a-z.\-]+[a-z]$`)
	for key, said := range keys {
		if _, ok := english[key]; said && looksLikeKey.MatchString(key) && !ok && !other(key) {
			t.Errorf("English lacks %s", key)
		}
	}
}

// other reports whether what looks like a key is something else: a kind of event, the code of a problem, a file.
func other(key string) bool {
	_, is := model.Kinds()[model.Kind(key)]
	_, problem := model.Problems()[key]
	return is || problem || strings.HasSuffix(key, ".db") || strings.HasSuffix(key, ".json") || strings.HasSuffix(key, ".txt")
}

var placeholder = regexp.MustCompile(`\{\{(?:[^}"]* )?\.([a-z]+)[^}]*\}\}`)

func TestEveryLanguageFillsInTheSame(t *testing.T) {
	fields := func(s string) []string {
		found := map[string]bool{}
		for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
			found[m[1]] = true
		}
		return slices.Sorted(maps.Keys(found))
	}
	all := languages(t)
	for key, english := range all["i18n/en.json"] {
		for file, language := range all {
			for i := range language[key] {
				if want, got := fields(english[min(i, len(english)-1)]), fields(language[key][i]); !slices.Equal(want, got) {
					t.Errorf("%s: %s fills in %v, English %v", file, key, got, want)
				}
			}
		}
	}
	for code, said := range model.Problems() {
		for _, f := range fields(strings.Join(all["i18n/en.json"]["problem."+code], " ")) {
			if !strings.Contains(said, "{"+f+"}") {
				t.Errorf("problem.%s fills in %s, which the problem has not", code, f)
			}
		}
	}
}

func TestProblemsAreSaidInWords(t *testing.T) {
	said, ok := words.Problem(model.Refuse("quote.missing", "quote", "the moon"))
	if !ok || !strings.Contains(said, "the moon") || strings.Contains(said, "{{") {
		t.Errorf("%q", said)
	}
}
