//go:build !headless

package app

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"touchstone/app/batch"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
)

// listing is a list of articles that is to be looked through: what it holds, and which of its columns hold what.
type listing struct {
	model.ListHead
	names map[string]string // by field; nil where the usual names of columns tell it
}

// mapped are the fields that a column can hold, in the order in which they are asked for.
var mapped = []string{"title", "text", "url", "published", "byline", "outlet", "language"}

// mapping is the desk while it is asked which column of a list holds what.
type mapping struct {
	*frame
	list  *listing
	form  *form.Form
	shown *batch.Columns
}

// exampleRows is how many rows of a list are shown.
const exampleRows = 3

// mapped reports whether it is known where the articles of a list are: by what a person said of such columns, or by their names.
func (f *frame) mapped(list *listing) bool {
	if list.names == nil {
		list.names = f.prefs.columns(list.Columns)
	}
	return list.names != nil || list.Tells()
}

// askColumns asks which column of a list holds what, with its first rows as example. then goes on with the answer, which is kept
// for the next list with the same columns.
func (f *frame) askColumns(file string, list *listing, then func()) {
	m := &mapping{frame: f, list: list}
	title := words.X("columns.title", "file", filepath.Base(file))
	m.shown = batch.NewColumns(title, words.X("columns.rows"), list.Columns, list.Rows[:min(len(list.Rows), exampleRows)])
	m.form = form.New(words.X("columns.form"), words.X("columns.lead"), words.X("columns.do"))
	for _, field := range mapped {
		m.form.Add(field, form.NewSelect(fieldName(field), m.options(), m.holding(field), nil))
	}
	m.form.Changed = func(string) { m.paint() }
	m.paint()
	f.take(&intake{of: m, form: m.form, object: m.shown.Object(), first: m.form.First()}, func() error {
		if m.form.Value("text") == "" && m.form.Value("url") == "" {
			return model.Refuse("list.columns")
		}
		list.names = map[string]string{}
		for _, field := range mapped {
			list.names[field] = m.form.Value(field)
		}
		f.prefs.hold(list.Columns, list.names)
		f.answered(m.form, false)
		then()
		return nil
	})
}

// fieldName is what a field of an article is called.
func fieldName(field string) string {
	if field == "text" {
		return words.X("columns.text")
	}
	return words.X("article." + field)
}

// options are the columns, each with the first words in it.
func (m *mapping) options() []form.Option {
	all := []form.Option{{Key: "", Label: words.X("columns.none")}}
	for _, name := range m.list.Columns {
		all = append(all, form.Option{Key: name, Label: name})
	}
	return all
}

// holding is the column that holds a field, as far as it is known.
func (m *mapping) holding(field string) string {
	if m.list.names != nil {
		return m.list.names[field]
	}
	return m.list.Usual[field]
}

// paint says of each column what it holds.
func (m *mapping) paint() {
	what := make([]string, len(m.list.Columns))
	for i, name := range m.list.Columns {
		var all []string
		for _, field := range mapped {
			if m.form.Value(field) == name {
				all = append(all, fieldName(field))
			}
		}
		what[i] = strings.Join(all, ", ")
	}
	m.shown.Hold(what)
}

// keptColumns is how many lists' columns are remembered.
const keptColumns = 100

// columns is what columns of these names were said to hold the last time, nil where nobody said so.
func (p prefs) columns(names []string) map[string]string {
	of := columnsKey(names)
	for _, kept := range p.state.StringList("columns") {
		key, held, _ := strings.Cut(kept, " ")
		var all map[string]string
		if key == of && json.Unmarshal([]byte(held), &all) == nil {
			return all
		}
	}
	return nil
}

// hold remembers what columns of these names hold.
func (p prefs) hold(names []string, held map[string]string) {
	of := columnsKey(names)
	data, err := json.Marshal(held)
	if err != nil {
		return // words by words can always be written as JSON
	}
	all := slices.DeleteFunc(p.state.StringList("columns"), func(kept string) bool { return strings.HasPrefix(kept, of+" ") })
	all = append([]string{of + " " + string(data)}, all...)
	p.state.SetStringList("columns", all[:min(len(all), keptColumns)])
}

// columnsKey tells columns apart by their names, in whatever order.
func columnsKey(names []string) string {
	data, err := json.Marshal(slices.Sorted(slices.Values(names)))
	if err != nil {
		return strings.Join(names, ",")
	}
	return model.Hash(data)
}
