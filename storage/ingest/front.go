package ingest

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"touchstone/model"
)

// described is a value found about an article.
type described struct{ name, value string }

// frontKeys are the keys of front matter that say something about an article.
var frontKeys = map[string]string{
	"title": "title", "headline": "title", "author": "byline", "authors": "byline", "byline": "byline",
	"date": "published", "published": "published", "modified": "modified", "updated": "modified", "lastmod": "modified",
	"url": "url", "canonical": "url", "source": "url", "outlet": "outlet", "publication": "outlet",
	"language": "language", "lang": "language",
}

// frontLine is `key: value`, a line of a list or of what belongs to the key above, a comment, or nothing.
var frontLine = regexp.MustCompile(`^(?:([A-Za-z][\w .-]*?)[ \t]*:(?:[ \t]+(.*))?|[ \t]+.*|-(?:[ \t]+.*)?|#.*)?$`)

// frontMatter cuts the lines between two `---` at the top off a text and reads them. Lines that are no front matter stand
// between two thematic breaks and stay.
func frontMatter(text string) (fields []described, body string) {
	rest, opened := strings.CutPrefix(text, "---\n")
	if !opened {
		return nil, text
	}
	var lines [][]string
	for {
		raw, after, more := strings.Cut(rest, "\n")
		raw = strings.TrimRight(raw, " \t")
		if raw == "---" || raw == "..." {
			body = after
			break
		}
		parts := frontLine.FindStringSubmatch(raw)
		if parts == nil || !more {
			return nil, text
		}
		lines, rest = append(lines, parts), after
	}
	if !slices.ContainsFunc(lines, func(parts []string) bool { return parts[1] != "" }) {
		return nil, text
	}
	return frontFields(lines), body
}

// frontFields reads the values; of several keys that say the same the first wins.
func frontFields(lines [][]string) []described {
	var fields []described
	for i, parts := range lines {
		name := frontKeys[strings.ToLower(parts[1])]
		if name == "" || slices.ContainsFunc(fields, func(d described) bool { return d.name == name }) {
			continue
		}
		value := strings.Join(frontValues(parts[2], lines[i+1:]), ", ")
		if value = checked(name, value); value != "" {
			fields = append(fields, described{name, value})
		}
	}
	return fields
}

// frontValues are the values of a key: what stands behind it, `[a, b]`, or the `- a` lines below.
func frontValues(value string, below [][]string) []string {
	value = strings.TrimSpace(value)
	if inner, list := strings.CutPrefix(value, "["); list && strings.HasSuffix(inner, "]") {
		var values []string
		for item := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
			values = append(values, unquote(item))
		}
		return values
	}
	if value != "" {
		return []string{unquote(value)}
	}
	var values []string
	for _, parts := range below {
		item, list := strings.CutPrefix(strings.TrimSpace(parts[0]), "- ")
		if !list {
			break
		}
		values = append(values, unquote(item))
	}
	return values
}

func unquote(value string) string {
	value = strings.TrimSpace(value)
	for _, quote := range []string{`"`, `'`} {
		if len(value) > 1 && strings.HasPrefix(value, quote) && strings.HasSuffix(value, quote) {
			return strings.TrimSpace(strings.ReplaceAll(value[1:len(value)-1], `\"`, `"`))
		}
	}
	return value
}

// checked gives a value in the form its field takes, "" where it has none: what a file says wrongly about itself must not
// keep it from being read.
func checked(name, value string) string {
	switch name {
	case "published", "modified":
		return date(value)
	case "url":
		if _, err := model.CanonicalURL(value); err != nil {
			return ""
		}
	}
	return value
}

// dates are ways to write a date that cannot be misread; 3/4/2025 can.
var dates = []struct{ from, to string }{
	{"2006-01-02 15:04:05 -0700", time.RFC3339},
	{"2006-01-02 15:04:05 -07:00", time.RFC3339},
	{"2006-01-02T15:04:05-0700", time.RFC3339},
	{"2006-01-02 15:04:05", time.DateOnly},
	{"2006-01-02T15:04:05", time.DateOnly},
	{"2006-01-02 15:04", time.DateOnly},
	{"2006-01-02T15:04", time.DateOnly},
	{"2006/01/02", time.DateOnly},
	{"2006/1/2", time.DateOnly},
	{"2 January 2006", time.DateOnly},
	{"2 Jan 2006", time.DateOnly},
	{"January 2, 2006", time.DateOnly},
	{"Jan 2, 2006", time.DateOnly},
	{time.RFC1123Z, time.RFC3339},
}

// date gives a date as the contract writes it. A time of day without its zone is left out: it would have to be guessed.
func date(value string) string {
	if model.CheckDate(value) == nil {
		return value
	}
	for _, d := range dates {
		if t, err := time.Parse(d.from, value); err == nil {
			return t.Format(d.to)
		}
	}
	return ""
}
