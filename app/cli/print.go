package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/width"
)

// line prints one line for people, without the control characters of whatever it quotes. Under --json it prints nothing.
func (p *program) line(format string, values ...any) {
	if !p.json {
		p.wipe()
		fmt.Fprintln(p.Stdout, strings.TrimRight(clean(fmt.Sprintf(format, values...)), " "))
	}
}

// tell prints one line on standard error.
func (p *program) tell(format string, values ...any) {
	p.wipe()
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
	p.wipe()
	_, err := p.Stdout.Write(b.Bytes())
	return err
}

// result prints a value under --json, else a line.
func (p *program) result(v any, format string, values ...any) error {
	p.line(format, values...)
	return p.value(v)
}

// table prints rows in columns, the last of which is as long as it is.
func (p *program) table(rows [][]string) error {
	if p.json {
		return nil
	}
	var widths []int
	for _, r := range rows {
		for i := range r {
			r[i] = oneLine(r[i])
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(r[i]))
		}
	}
	for _, r := range rows {
		line := ""
		for i, cell := range r {
			line += cell + strings.Repeat(" ", widths[i]-columns(cell)+2)
		}
		if _, err := fmt.Fprintln(p.Stdout, strings.TrimRight(line, " ")); err != nil {
			return err
		}
	}
	return nil
}

// columns is how many columns of a terminal a line takes: two for wide characters such as 漢, none for marks that stand on
// the character before.
func columns(s string) int {
	n := 0
	for characters := graphemes.FromString(s); characters.Next(); {
		widest := 0
		for _, r := range characters.Value() {
			widest = max(widest, runeColumns(r))
		}
		n += widest
	}
	return n
}

func runeColumns(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.Neutral, width.EastAsianAmbiguous, width.EastAsianNarrow, width.EastAsianHalfwidth:
	}
	return 1
}

// progress shows how far long work is, on a terminal. A total of 0 is one that is not known.
func (p *program) progress(what string) func(done, total int) {
	if !p.Terminal {
		return nil
	}
	return func(done, total int) {
		switch {
		case done == total:
			p.wipe()
		case done%100 == 0 && total == 0:
			fmt.Fprintf(p.Stderr, "\r%s %d", what, done)
			p.shown = true
		case done%100 == 0:
			fmt.Fprintf(p.Stderr, "\r%s %d/%d", what, done, total)
			p.shown = true
		}
	}
}

// wipe takes the progress line off the terminal, before anything else is printed there.
func (p *program) wipe() {
	if p.shown {
		fmt.Fprint(p.Stderr, "\r\x1b[K")
		p.shown = false
	}
}

// clean drops control characters and those that turn the direction of writing. Line ends and tabs become spaces, so that no
// words from outside can pass for a line of the program's own.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == 0x2028 || r == 0x2029:
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
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

// Cut shortens text to n characters, in one line.
func Cut(s string, n int) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
