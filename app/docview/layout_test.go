package docview

import (
	"strings"
	"testing"
	"unicode/utf8"

	"touchstone/model/span"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"
)

// fixed is a ruler for which every character is 10 wide and every line 20 high.
type fixed struct{}

func (fixed) Width(w string, _ Style) float32 {
	n := float32(0)
	for c := graphemes.FromString(w); c.Next(); {
		n += 10
	}
	return n
}
func (fixed) Height(Style) float32 { return 20 }
func (fixed) Gap(Style) float32    { return 10 }

func set(text string, column float32) *Layout {
	return lay(text, blocksOf(text, nil), column, newRule(fixed{}))
}

func linesOf(l *Layout) []string {
	var all []string
	for _, line := range l.Lines {
		all = append(all, l.Text[line.Start:line.End])
	}
	return all
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"words", "one two three four", "one two|three four"},
		{"blank lines", "one\n\n\n two \n", "one|two"},
		{"a long word", "abcdefghijklmnopqrstuvw", "abcdefghij|klmnopqrst|uvw"},
		{"a hyphen", "a well-known man", "a well-|known man"},
		{"an address", "see https://example.org/x", "see |https://|example.or|g/x"},
		{"no spaces", "日本語の文章です。はい", "日本語の文章です。は|い"},
		{"a family is one character", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧|👨‍👩‍👧"},
		{"no break at a no-break space", "aaaa 10\u00a0000\u00a0000", "aaaa|10\u00a0000\u00a0000"},
		{"nothing", " \n ", ""},
	} {
		if got := strings.Join(linesOf(set(c.text, 100)), "|"); got != strings.ReplaceAll(c.want, " |h", "|h") {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// texts are of words of many scripts, long ones too, with all kinds of white space between them.
var texts = rapid.Custom(func(t *rapid.T) string {
	words := rapid.SliceOf(rapid.OneOf(
		rapid.SampledFrom([]string{"the", "it’s", "well-known", "日本語", "👨‍👩‍👧‍👦", "🇸🇪🇳🇴", "e\u0301te\u0301", "한국어", "क्षत्रिय", "שלום", "عربي", "https://a.b/c?d=e", "Dr.", "end."}),
		rapid.StringN(1, 30, -1),
	)).Draw(t, "words")
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w)
		b.WriteString(rapid.SampledFrom([]string{" ", " ", " ", "  ", "\n", "\n\n", "\t", "\u00a0", ""}).Draw(t, "space"))
	}
	return strings.ToValidUTF8(b.String(), "?")
})

func TestLinesHoldEveryWordOnceAndInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		l := set(text, float32(rapid.IntRange(1, 40).Draw(t, "column")*10))
		at := 0
		for n, line := range l.Lines {
			if strings.TrimSpace(text[at:line.Start]) != "" {
				t.Fatalf("line %d leaves out %q", n, text[at:line.Start])
			}
			if line.End <= line.Start || line.Start < at {
				t.Fatalf("line %d is %d to %d after %d", n, line.Start, line.End, at)
			}
			stops := l.stops(n)
			if width := stops[len(stops)-1].x; width > l.Column+0.1 && len(stops) > 2 {
				t.Fatalf("line %d is %v wide in a column of %v: %q", n, width, l.Column, text[line.Start:line.End])
			}
			at = line.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q is on no line", text[at:])
		}
	})
}

func TestEveryPlaceIsFoundAgainWhereItIsShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		l := set(text, 200)
		for n := range l.Lines {
			stops := l.stops(n)
			for i, s := range stops {
				if i+1 < len(stops) && stops[i+1].x == s.x {
					continue // white space that is collapsed
				}
				if got := xAt(stops, offsetAt(stops, s.x)); got != s.x {
					t.Fatalf("%d at %v is found at %v", s.offset, s.x, got)
				}
				if !utf8.RuneStart(append([]byte(text), 0)[s.offset]) || !span.Border(text, s.offset) {
					t.Fatalf("%d cuts a character of %q", s.offset, text)
				}
			}
		}
	})
}

func TestTheCaretWalksOverEveryCharacterAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		l := set(text, 100)
		unit := Unit(rapid.IntRange(0, 3).Draw(t, "unit"))
		at := l.Start()
		for steps := 0; at < l.End(); steps++ {
			next := l.Next(at, unit)
			if next <= at {
				t.Fatalf("from %d the next is %d", at, next)
			}
			if back := l.Previous(next, unit); back > at || unit == Character && back != at {
				t.Fatalf("from %d back to %d, which is not %d", next, back, at)
			}
			at = next
		}
		if l.Next(at, unit) != at {
			t.Fatal("the caret walks over the end")
		}
	})
}

func TestWhatIsSelectedHasWholeCharactersAndNoSpaceAtItsEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		s := Selection{Anchor: rapid.IntRange(0, len(text)).Draw(t, "anchor"), Caret: rapid.IntRange(0, len(text)).Draw(t, "caret")}
		for _, f := range s.Fragments(text) {
			words := text[f.Start:f.End]
			if trim(text, f) != f || span.Snap(text, f) != f {
				t.Fatalf("%q", words)
			}
		}
	})
}

func TestSentences(t *testing.T) {
	text := "Dr. Berg said so. “We met at 3.5 p.m. today,” he wrote. J. Doe agreed."
	l := set(text, 1000)
	var got []string
	for _, s := range l.parts(0, Sentence) {
		got = append(got, text[s.Start:s.End])
	}
	want := "Dr. Berg said so.|“We met at 3.5 p.m. today,” he wrote.|J. Doe agreed."
	if strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
}
