package words_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"touchstone/app/words"
)

// in says things in a language, and in English again when the test is over.
func in(t *testing.T, tag string) {
	t.Helper()
	words.Speak(tag)
	t.Cleanup(func() { words.Speak("en") })
}

var afternoon = time.Date(2026, 11, 25, 14, 5, 9, 0, time.UTC)

func TestDatesAndNumbersAreSaidAsTheLanguageSaysThem(t *testing.T) {
	const thin = "\u00a0"
	for tag, want := range map[string][]string{
		"en": {"25 November 2026, 14:05", "14:05:09", "March 2026", "10,000", "1.25", "10,000 claims", "1 min 20 s"},
		"sv": {"25 november 2026 14.05", "14.05.09", "mars 2026", "10" + thin + "000", "1,25", "10" + thin + "000 påståenden", "1 min 20 s"},
	} {
		in(t, tag)
		got := []string{
			words.Moment(afternoon), words.Clock(afternoon), words.Day("2026-03"), words.Number(10_000), words.Decimal(1.25, 2),
			words.N("count.claims", 10_000), words.Span(80 * time.Second),
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, not %q", tag, got, want)
		}
	}
}

func TestADayIsSaidAsFarAsItIsKnown(t *testing.T) {
	in(t, "en")
	for written, want := range map[string]string{
		"2026": "2026", "2026-11": "November 2026", "2026-11-25": "25 November 2026", "2026-11-25T14:05:00Z": "25 November 2026",
		"": "", "Tuesday": "Tuesday", "2026-13": "2026-13", "on 2026-11-25": "on 2026-11-25",
	} {
		if got := words.Day(written); got != want {
			t.Errorf("%q is said as %q, not %q", written, got, want)
		}
	}
}

func TestHowLongAgoAndHowFar(t *testing.T) {
	in(t, "en")
	for past, want := range map[time.Duration]string{
		10 * time.Second: "just now", time.Minute: "1 minute ago", 59 * time.Minute: "59 minutes ago", 2 * time.Hour: "today 12:05",
		20 * time.Hour: "yesterday 18:05", 48 * time.Hour: "23 November 2026, 14:05", -time.Hour: "25 November 2026, 15:05",
	} {
		if got := words.Ago(afternoon.Add(-past), afternoon); got != want {
			t.Errorf("%v ago is %q, not %q", past, got, want)
		}
	}
	for date, want := range map[string]string{
		"2026-11-25": "25 November 2026 (today)", "2026-11-26": "26 November 2026 (tomorrow)", "2026-11-28": "28 November 2026 (in 3 days)",
		"2026-11-20": "20 November 2026 (5 days ago)", "2027-11-25": "25 November 2027", "2026-12": "December 2026", "": "",
	} {
		if got := words.Due(date, afternoon); got != want {
			t.Errorf("%q is %q, not %q", date, got, want)
		}
	}
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Skip(err)
	}
	night := time.Date(2026, 3, 29, 0, 30, 0, 0, stockholm) // a day of 23 hours
	if got := words.Due("2026-03-30", night); got != "30 March 2026 (tomorrow)" {
		t.Errorf("the day after the shorter one is %q", got)
	}
}

const german = `{
  "language.name": "Deutsch",
  "claim.mark": "Behauptung markieren…",
  "count.claims": {"one": "1 Behauptung", "other": "{{.count}} Behauptungen"},
  "claim.verdicts.none": "Noch keins. {{key \"verdict.give\"}} drücken.",
  "date.months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
  "date.day": "{{.day}}. {{.month}} {{.year}}"
}`

// One file is one more language, in a folder or anywhere else. What it lacks is said in English.
func TestALanguageIsAddedByOneFile(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "de.json"), []byte(german), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := words.Add(os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(words.Languages(), words.Language{Tag: "de", Name: "Deutsch"}) {
		t.Errorf("there are %v", words.Languages())
	}
	words.Keys(func(command string) string { return map[string]string{"verdict.give": "Strg+B"}[command] })
	t.Cleanup(func() { words.Keys(nil) })
	in(t, "de-CH")
	for got, want := range map[string]string{
		words.X("claim.mark"): "Behauptung markieren…", words.N("count.claims", 1234567): "1.234.567 Behauptungen", words.N("count.claims", 1): "1 Behauptung",
		words.Date(afternoon): "25. November 2026", words.X("claim.verdicts.none"): "Noch keins. Strg+B drücken.", words.X("edit.redo"): "Redo",
		words.Spoken(): "de",
	} {
		if got != want {
			t.Errorf("said is %q, not %q", got, want)
		}
	}
}

func TestAFileThatHoldsNoLanguageIsToldOfAndTheOthersCount(t *testing.T) {
	err := words.Add(fstest.MapFS{"da.json": {Data: []byte(`{"language.name": "dansk"}`)}, "fi.json": {Data: []byte("{")}, "readme.txt": {}})
	if err == nil || !slices.Contains(words.Languages(), words.Language{Tag: "da", Name: "dansk"}) {
		t.Errorf("%v; there are %v", err, words.Languages())
	}
	in(t, "xx")
	if got := words.X("edit.redo"); got != "Redo" {
		t.Errorf("a language that is none says %q", got)
	}
}
