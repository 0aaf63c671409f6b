package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode"
)

// line prints one line for people, without the control characters of whatever it quotes. Under --json it prints nothing.
func (p *program) line(format string, values ...any) {
	if !p.json {
		fmt.Fprintln(p.Stdout, clean(fmt.Sprintf(format, values...)))
	}
}

// note prints one line on standard error.
func (p *program) tell(format string, values ...any) {
	fmt.Fprintln(p.Stderr, oneLine(fmt.Sprintf(format, values...)))
}

// value prints a JSON value on a line of its own, under --json only.
func (p *program) value(v any) error {
	if !p.json {
		return nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := p.Stdout.Write(b.Bytes())
	return err
}

// result prints a value under --json, else a line.
func (p *program) result(v any, format string, values ...any) error {
	p.line(format, values...)
	return p.value(v)
}

// table prints rows in columns.
func (p *program) table(rows [][]string) error {
	if p.json {
		return nil
	}
	w := tabwriter.NewWriter(p.Stdout, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		for i := range r {
			r[i] = oneLine(r[i])
		}
		fmt.Fprintln(w, strings.TrimRight(strings.Join(r, "\t"), "\t"))
	}
	return w.Flush()
}

// progress shows how far long work is, on a terminal.
func (p *program) progress(what string) func(done, total int) {
	if !p.Terminal {
		return nil
	}
	return func(done, total int) {
		if done%100 == 0 || done == total {
			fmt.Fprintf(p.Stderr, "\r%s %d/%d", what, done, total)
		}
		if done == total {
			fmt.Fprint(p.Stderr, "\r\x1b[K")
		}
	}
}

// clean drops control characters, and those that turn the direction of writing, but for line feed and tab.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x2028, r == 0x2029:
			return -1
		}
		return r
	}, s)
}

// oneLine is clean text with its lines joined.
func oneLine(s string) string { return clean(strings.Join(strings.Fields(s), " ")) }

// short is an id as people see it.
func short(id string) string { return id[:min(10, len(id))] }

// shortAll are ids as people see them.
func shortAll(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = short(id)
	}
	return strings.Join(out, " ")
}

// cut shortens text to n characters.
func cut(s string, n int) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
