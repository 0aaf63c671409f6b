package workspace

import (
	"strings"
	"time"

	"touchstone/model"
)

// units are how a time can be written, and how long it lasts: a day is looked at as of its end.
var units = []struct {
	layout string
	end    func(time.Time) time.Time
}{
	{"2006-01-02T15:04:05", func(t time.Time) time.Time { return t.Add(time.Second) }},
	{"2006-01-02T15:04", func(t time.Time) time.Time { return t.Add(time.Minute) }},
	{time.DateOnly, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"2006-01", func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	{"2006", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
}

// ParseTime reads a time as people type it, where they are: 2025-03-14 12:00:30, or less of it, which means the last millisecond of that
// second, minute, day, month or year. RFC 3339, with its zone, is meant to the letter.
func ParseTime(typed string, where *time.Location) (time.Time, error) {
	typed = strings.TrimSpace(typed)
	if t, err := time.Parse(time.RFC3339, typed); err == nil {
		return t, nil
	}
	written := strings.Join(strings.Fields(typed), "T")
	for _, u := range units {
		if t, err := time.ParseInLocation(u.layout, written, where); err == nil {
			return u.end(t).Add(-time.Millisecond), nil
		}
	}
	return time.Time{}, model.Refuse("time.malformed", "time", typed)
}
