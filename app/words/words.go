package words

import (
	"errors"
	"fmt"
	"sync"

	"touchstone/assets"
	"touchstone/model"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

var load = sync.OnceFunc(func() {
	if err := lang.AddTranslationsFS(assets.I18n, "i18n"); err != nil {
		fyne.LogError("the words of a language cannot be read", err) // the tests read all of them
	}
})

// X returns the words of a key. pairs are names and values to fill in.
func X(key string, pairs ...any) string {
	load()
	return lang.X(key, key, data(pairs))
}

// N returns the words of a key for a number, which they call {{.count}}.
func N(key string, count int, pairs ...any) string {
	load()
	return lang.XN(key, key, count, data(append(pairs, "count", count)))
}

// Problem returns the words of what was refused, and whether err is such a thing: something the person can put right.
func Problem(err error) (string, bool) {
	var p *model.Problem
	if !errors.As(err, &p) {
		return "", false
	}
	var pairs []any
	for name, value := range p.Fields {
		pairs = append(pairs, name, value)
	}
	return X("problem."+p.Code, pairs...), true
}

// Trouble returns the words of a failure that has a code, and whether the language has words for it.
func Trouble(err error) (string, bool) {
	var coded interface{ Trouble() (code, file string) }
	if !errors.As(err, &coded) {
		return "", false
	}
	code, file := coded.Trouble()
	said := X("trouble."+code, "file", file)
	return said, said != "trouble."+code
}

func data(pairs []any) map[string]any {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return m
}
