package filter

import (
	"maps"
	"slices"
	"strings"
	"time"

	"touchstone/model"
)

// Kind says how values under a key are compared.
type Kind int

// The kinds.
const (
	Word Kind = iota // the whole value, whatever its case; of an id, seven characters of its beginning
	Text             // any part of it
	Name             // as a word; me is whoever asks
	Date             // a date, or the part of one that is known
)

// Keys are what can be asked for, by name. The name "" is any word of a row, where that can be asked for.
type Keys map[string]Kind

// Setting is what me and today mean.
type Setting struct {
	Me    string    // the name of who asks, "" where that is not known
	Today time.Time // the day it is, where they are
}

// Op is how a value is compared with those wanted.
type Op string

// The comparisons.
const (
	Is     Op = "="
	IsNot  Op = "!="
	Has    Op = "~"
	Before Op = "<"
	Till   Op = "<="
	After  Op = ">"
	From   Op = ">="
)

// ops are the comparisons, the longer ones first.
var ops = []Op{Till, From, IsNot, Is, Has, Before, After}

// Filter is terms that all have to hold. The zero value fits everything.
type Filter struct{ terms []term }

type term struct {
	key    string
	kind   Kind
	op     Op
	wanted []string
}

// Of is what is filtered: something with values under keys. Those under a date are RFC 3339 or the beginning of it.
type Of interface{ Values(key string) []string }

// Any reports whether anything is asked for.
func (f Filter) Any() bool { return len(f.terms) > 0 }

// Fits reports whether all terms hold.
func (f Filter) Fits(what Of) bool {
	for i := range f.terms {
		if t := &f.terms[i]; !t.holds(what.Values(t.key)) {
			return false
		}
	}
	return true
}

func (t *term) holds(values []string) bool {
	for _, w := range t.wanted {
		if t.held(values, w) {
			return t.op != IsNot
		}
	}
	return t.op == IsNot
}

func (t *term) held(values []string, wanted string) bool {
	if wanted == "" && (t.op == Is || t.op == IsNot) {
		return !slices.ContainsFunc(values, func(v string) bool { return v != "" })
	}
	for _, v := range values {
		if v != "" && t.fits(v, wanted) {
			return true
		}
	}
	return false
}

// shortest is how many characters of an id are enough.
const shortest = 7

func (t *term) fits(v, wanted string) bool {
	if t.kind == Date {
		return t.dated(v, wanted)
	}
	if t.op == Has || t.kind == Text {
		return strings.Contains(strings.ToLower(v), wanted) // which is in small letters
	}
	return strings.EqualFold(v, wanted) || len(wanted) >= shortest && strings.HasPrefix(v, wanted)
}

func (t *term) dated(v, wanted string) bool {
	both := min(len(v), len(wanted))
	order := strings.Compare(v[:both], wanted[:both])
	switch t.op {
	case Before:
		return order < 0
	case Till:
		return order <= 0
	case After:
		return order > 0
	case From:
		return order >= 0
	case Has:
		return strings.Contains(v, wanted)
	case Is, IsNot:
	}
	return strings.HasPrefix(v, wanted)
}

// made makes a term of what was read, or says what is wrong with it.
func (k Keys) made(r raw, s Setting) (term, error) {
	kind, known := k[r.key]
	if !known {
		names := slices.Sorted(maps.Keys(k))
		names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
		return term{}, model.Refuse("word.unknown", "field", "filter", "word", r.key, "known", strings.Join(names, ", "))
	}
	t := term{key: r.key, kind: kind, op: r.op}
	if kind != Date && slices.Contains([]Op{Before, Till, After, From}, r.op) {
		return t, model.Refuse("filter.order", "key", r.key, "op", string(r.op))
	}
	for _, w := range r.wanted {
		switch {
		case kind == Date:
			day, err := s.day(r.key, w)
			if err != nil {
				return t, err
			}
			w = day
		case kind == Name && w == "me":
			if w = s.Me; w == "" {
				return t, model.Refuse("filter.nobody", "key", r.key)
			}
		}
		if kind == Text || r.op == Has {
			w = strings.ToLower(w)
		}
		t.wanted = append(t.wanted, w)
	}
	return t, nil
}

// day is a date as it is written, or one told from today.
func (s Setting) day(key, word string) (string, error) {
	malformed := model.Refuse("filter.date", "key", key, "word", word)
	rest, relative := strings.CutPrefix(word, "today")
	if !relative {
		if word != "" && model.CheckDate(word) != nil {
			return "", malformed
		}
		return word, nil
	}
	days := 0
	if rest != "" {
		for _, r := range rest[1:] {
			if days = days*10 + int(r-'0'); r < '0' || r > '9' || days > 1_000_000 {
				return "", malformed
			}
		}
		switch {
		case len(rest) == 1 || rest[0] != '+' && rest[0] != '-':
			return "", malformed
		case rest[0] == '-':
			days = -days
		}
	}
	return s.Today.AddDate(0, 0, days).Format(time.DateOnly), nil
}
