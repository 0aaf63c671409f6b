package storage

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// statement is one assignment of a TOML file, or a line that is none: lines[first:end].
type statement struct {
	first, end int
	table      string         // the heading it stands under, "" above the first
	values     map[string]any // by whole name, "keys.claim.mark"
	fault      string         // the code of the problem why it does not count, "" where it does
	twice      string         // the name that is set before, where that is the fault
}

// longest is how many lines a value may take.
const longest = 200

// statements reads a TOML file an assignment at a time. TOML's own readers give up the whole file for one comma; of a file that
// people edit by hand everything else has to count. heads are the lines of headings, by table.
func statements(lines []string) (all []statement, heads map[string]int) {
	heads = map[string]int{}
	table, lost := "", false
	seen := map[string]bool{}
	for i := 0; i < len(lines); {
		line := strings.TrimSpace(lines[i])
		switch {
		case line == "" || line[0] == '#':
			i++
			continue
		case line[0] == '[':
			name := heading(line)
			if lost = name == ""; lost {
				all = append(all, statement{first: i, end: i + 1, fault: "preference.heading"})
			} else if table = name; heads[table] == 0 {
				heads[table] = i + 1
			}
			i++
			continue
		}
		s := read(lines, i, table)
		i = s.end
		if lost {
			continue // told of at its heading
		}
		for name := range s.values {
			if seen[name] && s.fault == "" {
				s.fault, s.twice = "preference.twice", name
			}
			seen[name] = true
		}
		all = append(all, s)
	}
	return all, heads
}

// heading is the name of a table, "" where the line is none.
func heading(line string) string {
	var into map[string]any
	about, err := toml.Decode(line, &into)
	if err != nil || len(about.Keys()) == 0 {
		return ""
	}
	return strings.Join(about.Keys()[0], ".")
}

// read reads the assignment that begins in a line. It takes as many lines as it needs to be one; where no number does, the line
// alone is at fault.
func read(lines []string, first int, table string) statement {
	s := statement{first: first, end: first + 1, table: table}
	for end := first + 1; end <= min(len(lines), first+longest); end++ {
		values, err := assigned(strings.Join(lines[first:end], "\n"), table)
		if err == nil {
			s.end, s.values = end, values
			return s
		}
	}
	s.fault = "preference.malformed"
	if at := equals(lines[first]); at >= 0 { // so that it is known which one is set anew
		s.values, _ = assigned(lines[first][:at+1]+" 0", table)
	}
	return s
}

// assigned are the values of some lines, by whole name.
func assigned(text, table string) (map[string]any, error) {
	var into map[string]any
	if _, err := toml.Decode(text, &into); err != nil {
		return nil, err
	}
	out := map[string]any{}
	flatten(table, into, out)
	return out, nil
}

func flatten(under string, from, into map[string]any) {
	for name, value := range from {
		if under != "" {
			name = under + "." + name
		}
		if inner, is := value.(map[string]any); is {
			flatten(name, inner, into)
			continue
		}
		into[name] = value
	}
}

// equals is where the sign between name and value stands, -1 for nowhere: the first one that has a name before it, as there may be
// one within quotes.
func equals(line string) int {
	for at, r := range line {
		if r != '=' {
			continue
		}
		if _, err := assigned(line[:at+1]+" 0", ""); err == nil {
			return at
		}
	}
	return -1
}

// remark is the comment behind a value, with the space before it, "" for none.
func remark(line string) string {
	for at, r := range line {
		if r != '#' {
			continue
		}
		if _, err := assigned(line[:at], ""); err == nil {
			return line[len(strings.TrimRight(line[:at], " \t")):]
		}
	}
	return ""
}

// assignment is a line of TOML.
func assignment(name string, value any) (string, error) {
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(map[string]any{name: value}); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return strings.TrimSpace(b.String()), nil
}
