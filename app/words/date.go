package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Dates are said as the language says them: 25 November 2026, 14:05; 25 november 2026 14.05. Which day an hour belongs to is told
// by the time's own zone.

// Moment is a day and the time of it, to the minute.
func Moment(t time.Time) string { return X("date.at", "date", Date(t), "time", Time(t)) }

// Date is a day.
func Date(t time.Time) string {
	return X("date.day", "day", strconv.Itoa(t.Day()), "month", month(t.Month()), "year", strconv.Itoa(t.Year()))
}

// Time is the time of a day, to the minute.
func Time(t time.Time) string {
	return X("date.time", "hour", two(t.Hour()), "minute", two(t.Minute()))
}

// Clock is the time of a day, to the second.
func Clock(t time.Time) string {
	return X("date.clock", "hour", two(t.Hour()), "minute", two(t.Minute()), "second", two(t.Second()))
}

func two(n int) string { return fmt.Sprintf("%02d", n) }

func month(m time.Month) string {
	if names := listOf("date.months"); len(names) == 12 {
		return names[m-1]
	}
	return m.String()
}

// Day is a date as it stands in a file, 2026, 2026-11 or 2026-11-25, of which the time of the day is left out. What is no date is
// said as it stands.
func Day(date string) string {
	day, _, _ := strings.Cut(date, "T")
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		return Date(t)
	}
	if t, err := time.Parse("2006-01", day); err == nil {
		return X("date.month", "month", month(t.Month()), "year", strconv.Itoa(t.Year()))
	}
	return date
}

// Ago is how long ago it was, of what was today or yesterday; else the day. It is true when it is said: it belongs where it is said
// again soon.
func Ago(t, now time.Time) string {
	t = t.In(now.Location())
	past := now.Sub(t)
	switch days := daysBetween(t, now); {
	case past < -time.Minute || days > 1: // a clock of another computer that goes before ours
		return Moment(t)
	case past < time.Minute:
		return X("ago.now")
	case past < time.Hour:
		return N("ago.minutes", int(past/time.Minute))
	case days == 1:
		return X("ago.yesterday", "time", Time(t))
	}
	return X("ago.today", "time", Time(t))
}

// Due is a date with how far it is, where that is at most a month: "25 November 2026 (in 3 days)".
func Due(date string, now time.Time) string {
	t, err := time.ParseInLocation(time.DateOnly, date, now.Location())
	if err != nil {
		return Day(date)
	}
	far := ""
	switch days := daysBetween(now, t); {
	case days == 0:
		far = X("due.today")
	case days > 0 && days <= 31:
		far = N("due.in", days)
	case days < 0 && days >= -31:
		far = N("due.over", -days)
	default:
		return Day(date)
	}
	return X("due.at", "date", Day(date), "far", far)
}

// daysBetween are the midnights from one time to another, of the second one's zone.
func daysBetween(from, to time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.In(to.Location()).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) // where no day is an hour shorter
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}
