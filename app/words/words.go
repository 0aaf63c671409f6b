package words

import (
	"errors"
	"fmt"

	"touchstone/model"

	"fyne.io/fyne/v2"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// X returns the words of a key. pairs are names and values to fill in; whole numbers are written as the language does.
func X(key string, pairs ...any) string { return say(key, nil, data(pairs)) }

// N returns the words of a key for a number, which they call {{.count}}.
func N(key string, count int, pairs ...any) string {
	return say(key, count, data(append(pairs, "count", count)))
}

func say(key string, count any, values map[string]any) string {
	said, err := spoken().Localize(&i18n.LocalizeConfig{ //nolint:misspell // as the library spells it
		DefaultMessage: &i18n.Message{ID: key, Other: key}, TemplateData: values, PluralCount: count, TemplateParser: filling{},
	})
	var elsewhere *i18n.MessageNotFoundErr
	if err != nil && !errors.As(err, &elsewhere) { // what a language lacks is said in English
		fyne.LogError("the words of "+key+" cannot be filled in", err)
	}
	return said
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
		value := pairs[i+1]
		if n, is := value.(int); is {
			value = Number(n)
		}
		m[fmt.Sprint(pairs[i])] = value
	}
	return m
}
