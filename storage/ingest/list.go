package ingest

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"touchstone/model"
)

// csvItems reads a table whose first row names its columns; one without such a row is a list of addresses.
func csvItems(path string, names map[string]string) iter.Seq[model.Listed] {
	return func(yield func(model.Listed) bool) {
		text, err := DecodeFile(path)
		if err != nil {
			yield(fail(path, err))
			return
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = comma(path, text), -1, true, true
		var header []string
		for {
			record, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			line, _ := r.FieldPos(0)
			place := fmt.Sprintf(", line %d", line)
			if err != nil {
				yield(fail(path+place, &Error{Code: "list.damaged", File: path + place, What: "this is no row of a table", Do: "correct it there", Err: err}))
				return
			}
			if header == nil {
				if header = slices.Clone(record); !isPageAddress(record[0]) {
					continue
				}
				header = []string{"url"}
			}
			values := map[string]string{}
			for i, c := range header {
				if i < len(record) {
					values[c] = record[i]
				}
			}
			if !yield(entry{header, values}.item(path, place, names)) {
				return
			}
		}
	}
}

// comma is what stands between the cells: a tab in .tsv, else what the first line has most of.
func comma(path, text string) rune {
	if extensionOf(path) == "tsv" {
		return '\t'
	}
	first, _, _ := strings.Cut(text, "\n")
	best, most := ',', strings.Count(first, ",")
	for _, c := range ";\t" {
		if n := strings.Count(first, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func isPageAddress(s string) bool {
	_, err := model.CanonicalURL(s)
	return err == nil
}

// jsonItems reads an array of objects or of addresses.
func jsonItems(path string, names map[string]string) iter.Seq[model.Listed] {
	return func(yield func(model.Listed) bool) {
		data, err := bytesOf(path)
		if err == nil && len(data) > Limit {
			err = tooLarge()
		}
		var all []json.RawMessage
		if err == nil {
			if err = json.Unmarshal(bytes.TrimPrefix(data, []byte(bom8)), &all); err != nil {
				err = &Error{Code: "list.damaged", File: path, What: "this is no JSON array (" + err.Error() + ")", Do: "one object or address for each article is read", Err: err}
			}
		}
		if err != nil {
			yield(fail(path, err))
			return
		}
		for i, raw := range all {
			if !yield(jsonItem(path, fmt.Sprintf(", item %d", i+1), raw, names)) {
				return
			}
		}
	}
}

// lineItems reads an object or an address a line, however many there are.
func lineItems(path string, names map[string]string) iter.Seq[model.Listed] {
	return func(yield func(model.Listed) bool) {
		file, err := os.Open(path)
		if err != nil {
			yield(fail(path, unopened(path, err)))
			return
		}
		defer file.Close() //nolint:errcheck // only read
		lines := bufio.NewScanner(file)
		lines.Buffer(make([]byte, 0, 1<<16), Limit)
		n := 0
		for lines.Scan() {
			n++
			line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte(bom8)))
			if len(line) == 0 {
				continue
			}
			if !yield(jsonItem(path, fmt.Sprintf(", line %d", n), line, names)) {
				return
			}
		}
		switch err := lines.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			failure := tooLarge()
			failure.File = fmt.Sprintf("%s, line %d", path, n+1)
			yield(fail(failure.File, failure))
		case err != nil:
			yield(fail(path, unopened(path, err)))
		}
	}
}

func jsonItem(path, place string, raw []byte, names map[string]string) model.Listed {
	bad := func(what string) model.Listed {
		return fail(path+place, &Error{Code: "list.row", File: path + place, What: what, Do: "an object or an address is read"})
	}
	var address string
	if !utf8.Valid(raw) {
		return bad("this is not UTF-8")
	}
	if bytes.HasPrefix(raw, []byte(`"`)) && json.Unmarshal(raw, &address) == nil {
		return entry{[]string{"url"}, map[string]string{"url": address}}.item(path, place, nil)
	}
	var object map[string]any
	if err := json.Unmarshal(raw, &object); err != nil || object == nil {
		return bad("this is no JSON object")
	}
	r := entry{nil, map[string]string{}}
	for key, value := range object {
		r.columns = append(r.columns, key)
		r.values[key] = wordsOfJSON(value)
	}
	slices.Sort(r.columns)
	return r.item(path, place, names)
}

// wordsOfJSON is a value as words: of a list, such as that of authors, its words with commas between them.
func wordsOfJSON(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		var all []string
		for _, one := range v {
			if s, ok := one.(string); ok {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	case map[string]any: // {"name": …}, as schema.org has it
		if s, ok := v["name"].(string); ok {
			return s
		}
	}
	return ""
}
