package ingest

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"touchstone/model"
)

// columns are the names that lists of articles give to what is known about one, the likelier ones first. "text" is the
// article itself; every other key is a field of the article.
var columns = map[string][]string{
	"text":      {"text", "body", "content", "article", "articlebody", "article_body", "fulltext", "full_text", "maintext"},
	"title":     {"title", "headline", "name"},
	"byline":    {"byline", "author", "authors", "creator"},
	"outlet":    {"outlet", "publisher", "source", "sitename", "site_name", "site", "publication", "newspaper"},
	"url":       {"url", "link", "address", "permalink", "canonical", "canonical_url", "uri"},
	"published": {"published", "date", "datepublished", "date_published", "published_at", "publish_date", "pubdate"},
	"modified":  {"modified", "datemodified", "date_modified", "updated", "updated_at"},
	"language":  {"language", "lang", "inlanguage"},
}

// Items lists what a file holds that is a list of articles or addresses (.csv, .tsv, .json, .jsonl, .ndjson) or an archive of
// articles (.zip), one after the other; many is false for any other file. Which column holds what is told by names, a field
// or "text" to the name of its column, "" for none, and otherwise by what such columns are usually called. Nothing that a list
// or an archive says is taken for the path of a file.
func Items(path string, names map[string]string) (items iter.Seq[model.Listed], many bool) {
	if extensionOf(path) == "zip" {
		return ahead(zipItems(path)), true
	}
	all := rowsOf(path)
	if all == nil {
		return nil, false
	}
	return ahead(func(yield func(model.Listed) bool) {
		for row, err := range all {
			it := fail(row.name, err)
			if err == nil {
				it = row.item(path, names)
			}
			if !yield(it) {
				return
			}
		}
	}), true
}

// rowsOf are the rows of a list, nil for any other file.
func rowsOf(path string) listRows {
	switch extensionOf(path) {
	case "csv", "tsv":
		return csvRows(path)
	case "json":
		return jsonRows(path)
	case "jsonl", "ndjson":
		return lineRows(path)
	}
	return nil
}

// headRows is how many rows of a list are looked at to tell its columns.
const headRows = 20

// Head gives the columns of a list and its first rows, for whoever says which column is which. There are none where a file is
// no list, cannot be read, or lists addresses alone.
func Head(path string) model.ListHead {
	h := model.ListHead{Usual: map[string]string{}}
	all := rowsOf(path)
	if all == nil {
		return h
	}
	var first []entry
	for row, err := range all {
		if err != nil || row.bare {
			break
		}
		first = append(first, row)
		for _, c := range row.columns {
			if !slices.Contains(h.Columns, c) {
				h.Columns = append(h.Columns, c)
			}
		}
		if len(first) == headRows {
			break
		}
	}
	for _, row := range first {
		values := make([]string, len(h.Columns))
		for i, c := range h.Columns {
			values[i] = row.values[c]
		}
		h.Rows = append(h.Rows, values)
	}
	for field := range columns {
		if column := (entry{columns: h.Columns}).usual(field, nil); column != "" {
			h.Usual[field] = column
		}
	}
	return h
}

// Columns are the names that Items takes, for whoever says which column is which.
func Columns() []string { return slices.Sorted(maps.Keys(columns)) }

// fail is the one item of a list that cannot be read, or cannot be read on.
func fail(path string, err error) model.Listed { return model.Listed{Name: path, Err: err} }

// entry is one row of a list: values by column, and the columns in their order.
type entry struct {
	name    string // the file and the place in it
	columns []string
	values  map[string]string
	bare    bool // an address by itself: its column was not named
}

// item makes an item of a row.
func (r entry) item(path string, names map[string]string) model.Listed {
	it := model.Listed{Name: r.name}
	if r.bare {
		names = nil
	}
	at := map[string]string{} // the column of each field
	for field := range columns {
		column, err := r.column(field, names)
		if err != nil {
			it.Err = &Error{Code: "list.column", File: it.Name, What: err.Error(), Do: "there are: " + strings.Join(r.columns, ", ")}
			return it
		}
		if strings.TrimSpace(r.values[column]) != "" {
			at[field] = column
		}
	}
	switch {
	case at["text"] != "":
		doc, err := Read("row.txt", []byte(r.values[at["text"]]))
		if err != nil {
			it.Err = &Error{Code: "list.row", File: it.Name, What: withoutFile(err), Err: err}
			return it
		}
		it.Document = doc
		it.Origin.Name = baseName(path)
	case at["url"] != "":
		it.URL = strings.TrimSpace(r.values[at["url"]])
		it.Document = model.Document{Fields: model.Fields{}, Found: map[string]string{}}
	default:
		it.Err = &Error{
			Code: "list.row", File: it.Name, What: "there is neither a text nor an address",
			Do: "say which column holds them: --map text=COLUMN or --map url=COLUMN",
		}
		return it
	}
	for field, column := range at {
		if field == "text" || field == "url" && it.URL != "" {
			continue
		}
		if err := it.Fields.Set(field, clean(strings.TrimSpace(r.values[column]))); err != nil {
			it.Err = err
			return it
		}
		it.Found[field] = "column " + clean(column)
	}
	return it
}

// column is the one that holds a field, "" for none. Only a column that was named must be there.
func (r entry) column(field string, names map[string]string) (string, error) {
	name, said := names[field]
	switch {
	case !said:
		name = r.usual(field, names)
	case name != "" && !slices.Contains(r.columns, name):
		return "", fmt.Errorf("there is no column %s", name)
	}
	return name, nil
}

// usual is the column that is called as those are that hold a field, "" for none. One that was named holds nothing else.
func (r entry) usual(field string, names map[string]string) string {
	for _, usual := range columns[field] {
		for _, c := range r.columns {
			if strings.EqualFold(strings.TrimSpace(c), usual) && !claimed(c, names) {
				return c
			}
		}
	}
	return ""
}

// claimed reports whether a column was said to hold something.
func claimed(column string, names map[string]string) bool {
	for _, c := range names {
		if c == column {
			return true
		}
	}
	return false
}

// withoutFile is what an error of Read says, but for the name that it was read by.
func withoutFile(err error) string {
	_, words, found := strings.Cut(err.Error(), ": ")
	if !found {
		return err.Error()
	}
	return words
}
