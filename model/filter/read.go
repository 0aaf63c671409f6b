package filter

import (
	"slices"
	"strings"
	"unicode"

	"touchstone/model"
)

// raw is a term as it is written.
type raw struct {
	key    string // "" for words
	op     Op
	wanted []string
}

// Parse reads terms that were given one by one, as to `--filter`: KEY=VALUE and the like, no single words.
func Parse(terms []string, keys Keys, s Setting) (Filter, error) {
	var f Filter
	for _, written := range terms {
		r := (&reader{rest: written}).term()
		if r.key == "" {
			return Filter{}, model.Refuse("filter.malformed", "term", written)
		}
		if err := f.add(r, keys, s); err != nil {
			return Filter{}, err
		}
	}
	return f, nil
}

// ParseLine reads terms that stand in one line with spaces between.
func ParseLine(line string, keys Keys, s Setting) (Filter, error) {
	var f Filter
	for _, r := range read(line) {
		if err := f.add(r, keys, s); err != nil {
			return Filter{}, err
		}
	}
	return f, nil
}

func (f *Filter) add(r raw, keys Keys, s Setting) error {
	t, err := keys.made(r, s)
	f.terms = append(f.terms, t)
	return err
}

// read reads a line. There is none that it cannot read.
func read(line string) []raw {
	r := reader{rest: line, spaced: true}
	var all []raw
	for r.skip(); r.rest != ""; r.skip() {
		all = append(all, r.term())
	}
	return all
}

// reader reads terms.
type reader struct {
	rest   string
	spaced bool // a space ends a term
}

func (r *reader) skip() { r.rest = strings.TrimLeftFunc(r.rest, unicode.IsSpace) }

func (r *reader) term() raw {
	t := raw{op: Has}
	if n := strings.IndexFunc(r.rest, func(c rune) bool { return c < 'a' || c > 'z' }); n > 0 {
		for _, op := range ops {
			if strings.HasPrefix(r.rest[n:], string(op)) {
				t.key, t.op, r.rest = r.rest[:n], op, r.rest[n+len(op):]
				break
			}
		}
	}
	for {
		t.wanted = append(t.wanted, r.alternative())
		rest, more := strings.CutPrefix(r.rest, "|")
		if r.rest = rest; !more {
			return t
		}
	}
}

// alternative reads what stands before the next | or the end. What begins with a quote goes to the next one; two are one.
func (r *reader) alternative() string {
	var out strings.Builder
	if rest, quoted := strings.CutPrefix(r.rest, `"`); quoted {
		for r.rest = rest; ; {
			inside, after, closed := strings.Cut(r.rest, `"`)
			out.WriteString(inside)
			r.rest = after
			if !closed || !strings.HasPrefix(after, `"`) {
				break
			}
			out.WriteByte('"')
			r.rest = after[1:]
		}
	}
	n := strings.IndexFunc(r.rest, func(c rune) bool { return c == '|' || r.spaced && unicode.IsSpace(c) })
	if n < 0 {
		n = len(r.rest)
	}
	out.WriteString(r.rest[:n])
	r.rest = r.rest[n:]
	return out.String()
}

// write writes a term as it is read.
func (t raw) write() string {
	out := t.key + string(t.op)
	if t.key == "" {
		out = ""
	}
	for i, w := range t.wanted {
		if i > 0 {
			out += "|"
		}
		bare := w != "" || t.key != ""
		if strings.ContainsAny(w, "\"|") || strings.ContainsFunc(w, unicode.IsSpace) || !bare || strings.HasPrefix(w, "=") || t.key == "" && keyed(w) {
			w = `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
		}
		out += w
	}
	return out
}

// keyed reports whether a word would be read as a key and its value.
func keyed(word string) bool { return (&reader{rest: word}).term().key != "" }

// Wanted are the values that a line asks for under a key by =.
func Wanted(line, key string) []string {
	var all []string
	for _, t := range read(line) {
		if t.key == key && t.op == Is {
			all = append(all, t.wanted...)
		}
	}
	return all
}

// Toggle puts a value under a key into a line, beside those that stand there, or takes it out.
func Toggle(line, key, value string) string {
	terms := read(line)
	is := func(t raw) bool { return t.key == key && t.op == Is }
	first := slices.IndexFunc(terms, is)
	switch {
	case slices.Contains(Wanted(line, key), value):
		for i, t := range terms {
			if is(t) {
				terms[i].wanted = slices.DeleteFunc(t.wanted, func(w string) bool { return w == value })
			}
		}
		terms = slices.DeleteFunc(terms, func(t raw) bool { return len(t.wanted) == 0 })
	case first < 0:
		terms = append(terms, raw{key, Is, []string{value}})
	default:
		terms[first].wanted = append(terms[first].wanted, value)
	}
	return write(terms)
}

// Without is a line without its terms of a key.
func Without(line, key string) string {
	return write(slices.DeleteFunc(read(line), func(t raw) bool { return t.key == key }))
}

// With is a line with a term instead of those of its key.
func With(line, written string) string {
	t := (&reader{rest: written, spaced: true}).term()
	return write(append(read(Without(line, t.key)), t))
}

func write(terms []raw) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.write()
	}
	return strings.Join(out, " ")
}
