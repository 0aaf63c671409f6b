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

// listRows yields the rows of a list, each with the name of its place, or what is wrong there.
type listRows = iter.Seq2[entry, error]

// csvRows reads a table whose first row names its columns; one without such a row is a list of addresses.
func csvRows(path string) listRows {
	return func(yield func(entry, error) bool) {
		text, err := DecodeFile(path)
		if err != nil {
			yield(entry{name: path}, err)
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
			row := entry{name: fmt.Sprintf("%s, line %d", path, line), values: map[string]string{}}
			if err != nil {
				yield(row, &Error{Code: "list.damaged", File: row.name, What: "this is no row of a table", Do: "correct it there", Err: err})
				return
			}
			if header == nil {
				if header = slices.Clone(record); !isPageAddress(record[0]) {
					continue
				}
				header, row.bare = []string{"url"}, true
			}
			row.columns = header
			for i, c := range header {
				if i < len(record) {
					row.values[c] = record[i]
				}
			}
			if !yield(row, nil) {
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

// jsonRows reads an array of objects or of addresses, an object that holds one such array, or one article by itself.
func jsonRows(path string) listRows {
	return func(yield func(entry, error) bool) {
		data, err := bytesOf(path)
		if err == nil && len(data) > Limit {
			err = tooLarge()
		}
		var all []json.RawMessage
		if err == nil {
			all, err = arrayIn(path, bytes.TrimSpace(bytes.TrimPrefix(data, []byte(bom8))))
		}
		if err != nil {
			yield(entry{name: path}, err)
			return
		}
		for i, raw := range all {
			if !yield(jsonRow(fmt.Sprintf("%s, item %d", path, i+1), raw)) {
				return
			}
		}
	}
}

// arrayIn finds the array that is the list: the file itself, else the only one that an object holds, as what answers queries has
// it. An object without one is the one article of its list.
func arrayIn(path string, data []byte) ([]json.RawMessage, error) {
	var all []json.RawMessage
	if !bytes.HasPrefix(data, []byte("{")) {
		if err := json.Unmarshal(data, &all); err != nil {
			return nil, &Error{Code: "list.damaged", File: path, What: "this is no JSON array (" + oneLine(err.Error()) + ")", Do: "one object or address for each article is read", Err: err}
		}
		return all, nil
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, &Error{Code: "list.damaged", File: path, What: "this is no JSON (" + oneLine(err.Error()) + ")", Do: "get it anew", Err: err}
	}
	if string(object["format"]) == `"touchstone"` {
		return nil, &Error{Code: "list.export", File: path, What: "this is an export, not a list of articles", Do: "take it in with `import`"}
	}
	found := 0
	for _, raw := range object {
		var array []json.RawMessage
		if bytes.HasPrefix(raw, []byte("[")) && json.Unmarshal(raw, &array) == nil && len(array) > 0 && bytes.HasPrefix(array[0], []byte("{")) {
			all = array
			found++
		}
	}
	row, err := jsonRow(path, data)
	if found != 1 || err == nil && (row.usual("text", nil) != "" || row.usual("url", nil) != "") {
		return []json.RawMessage{data}, nil
	}
	return all, nil
}

// lineRows reads an object or an address a line, however many there are.
func lineRows(path string) listRows {
	return func(yield func(entry, error) bool) {
		file, err := os.Open(path)
		if err != nil {
			yield(entry{name: path}, unopened(path, err))
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
			if !yield(jsonRow(fmt.Sprintf("%s, line %d", path, n), line)) {
				return
			}
		}
		switch err := lines.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			failure := tooLarge()
			failure.File = fmt.Sprintf("%s, line %d", path, n+1)
			yield(entry{name: failure.File}, failure)
		case err != nil:
			yield(entry{name: path}, unopened(path, err))
		}
	}
}

func jsonRow(name string, raw []byte) (entry, error) {
	row := entry{name: name, values: map[string]string{}}
	bad := func(what string) (entry, error) {
		return row, &Error{Code: "list.row", File: name, What: what, Do: "an object or an address is read"}
	}
	var address string
	if !utf8.Valid(raw) {
		return bad("this is not UTF-8")
	}
	if bytes.HasPrefix(raw, []byte(`"`)) && json.Unmarshal(raw, &address) == nil {
		row.columns, row.values["url"], row.bare = []string{"url"}, address, true
		return row, nil
	}
	var object map[string]any
	if err := json.Unmarshal(raw, &object); err != nil || object == nil {
		return bad("this is no JSON object")
	}
	for key, value := range object {
		row.columns = append(row.columns, key)
		row.values[key] = wordsOfJSON(value)
	}
	slices.Sort(row.columns)
	return row, nil
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
