package docview

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"pgregory.net/rapid"
)

// drawn is a line as it is seen from left to right.
func drawn(text string) string {
	e := embed(text)
	var parts []string
	var levels []uint8
	for i, c := range text {
		parts, levels = append(parts, string(c)), append(levels, e.levels[i])
	}
	var b strings.Builder
	for _, i := range visual(levels) {
		if levels[i]%2 == 1 {
			b.WriteString(bidi.ReverseString(parts[i])) // mirrors brackets
		} else {
			b.WriteString(parts[i])
		}
	}
	return b.String()
}

// Capital letters stand for Hebrew ones, as in UAX 9's own examples.
func TestOrderOfMixedLines(t *testing.T) {
	hebrew := func(s string) string {
		return strings.Map(func(c rune) rune {
			if c >= 'A' && c <= 'Z' {
				return c - 'A' + 'א'
			}
			return c
		}, s)
	}
	for _, c := range []struct{ text, want string }{
		{"car is THE CAR in arabic", "car is RAC EHT in arabic"},
		{"CAR IS the car IN ENGLISH", "HSILGNE NI the car SI RAC"},
		{"he said “IT IS 123, 456, OK”.", "he said “KO ,456 ,123 SI TI”."},
		{"IT IS 123 (ok) NOW.", ".WON (ok) 123 SI TI"},
		{"see A (B) c", "see (B) A c"},
		{"A, 12 and c", "and c 12 ,A"},
		{"abc.", "abc."},
		{"ABC.", ".CBA"},
	} {
		if got := drawn(hebrew(c.text)); got != hebrew(c.want) {
			t.Errorf("%s is drawn as %s, not %s", c.text, got, c.want)
		}
	}
}

// x/text knows only the direction of a run; in that both agree. Brackets are left out: x/text 0.43 pairs none (its Paragraph keeps
// the closing one where rule N0 compares the opening one).
func TestDirectionsAreThoseOfTheStandardLibrary(t *testing.T) {
	letters := []rune("abאבגעربي١٢12 .,-+%$“”:/\u0301\u05b0")
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(rapid.SampledFrom(letters), 1, 24).Draw(t, "text"))
		var p bidi.Paragraph
		if _, err := p.SetString(text); err != nil {
			t.Skip(err)
		}
		order, err := p.Order()
		if err != nil {
			t.Skip(err)
		}
		e := embed(text)
		at := 0
		for i := range order.NumRuns() {
			run := order.Run(i)
			for _, c := range run.String() {
				if want := run.Direction() == bidi.RightToLeft; !unicode.IsSpace(c) && e.levels[at]%2 == 1 != want {
					t.Fatalf("%q: at %d level %d, though right to left is %v", text, at, e.levels[at], want)
				}
				at += len(string(c))
			}
		}
	})
}
