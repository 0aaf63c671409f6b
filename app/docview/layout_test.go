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

func (fixed) Folded(numbers string) string { return "same as " + numbers }

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
	return strings.Map(func(c rune) rune {
		if picture(c) < 0 {
			return '?' // what has no picture has no width, and no place of its own
		}
		return c
	}, strings.ToValidUTF8(b.String(), "?"))
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
			set, width := l.at(n), float32(0)
			for _, r := range set.runs {
				width += r.width
			}
			if width > l.Column+0.1 && len(set.cells) > 1 {
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
			set := l.at(n)
			for _, c := range set.cells {
				if c.right <= c.left {
					continue // white space that is collapsed
				}
				if x := set.x(c.start); set.x(set.offset(x)) != x {
					t.Fatalf("%d at %v is found at %v", c.start, x, set.x(set.offset(x)))
				}
				if got := set.cells[set.under((c.left+c.right)/2)]; got != c {
					t.Fatalf("in the middle of %v stands %v", c, got)
				}
				if !utf8.RuneStart(append([]byte(text), 0)[c.start]) || !span.Border(text, c.start) {
					t.Fatalf("%d cuts a character of %q", c.start, text)
				}
			}
		}
	})
}

// The boxes of a stretch are as wide as its characters together, and no two of them touch; what is drawn are the line's words.
func TestWhatIsCoveredIsWhatIsMeant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		l := set(text, 200)
		for n, line := range l.Lines {
			set := l.at(n)
			from := rapid.IntRange(line.Start, line.End).Draw(t, "from")
			to := rapid.IntRange(from, line.End).Draw(t, "to")
			want, got, right := float32(0), float32(0), float32(-1)
			for _, c := range set.cells {
				if c.start >= from && c.end <= to {
					want += c.right - c.left
				}
			}
			for _, b := range set.boxes(from, to) {
				if b.left <= right {
					t.Fatalf("%v touches the box before it, which ends at %v", b, right)
				}
				got, right = got+b.right-b.left, b.right
			}
			if abs(want-got) > 0.1 {
				t.Fatalf("%v wide are the boxes, %v the characters", got, want)
			}
			for _, c := range set.cells {
				over := 0
				for _, b := range set.boxes(from, to) {
					if b.left < c.right-0.1 && b.right > c.left+0.1 {
						over++
					}
				}
				inside := c.start >= from && c.end <= to
				if c.right > c.left && (inside && over != 1 || !inside && over != 0) {
					t.Fatalf("%q at %d lies under %d boxes of %d to %d", text[c.start:c.end], c.start, over, from, to)
				}
			}
			all := set.boxes(line.Start, line.End)
			if len(all) != 1 {
				t.Fatalf("the whole line is %v", all)
			}
			at := line.Start
			for _, c := range set.cells {
				if c.start != at {
					t.Fatalf("after %d comes %d", at, c.start)
				}
				at = c.end
			}
			if at != line.End {
				t.Fatalf("the line ends at %d, its characters at %d", line.End, at)
			}
			drawn := ""
			for _, r := range set.runs {
				drawn += r.words
				if r.left < all[0].left-0.1 || r.left+r.width > all[0].right+0.1 {
					t.Fatalf("the run %v is outside of %v", r, all)
				}
			}
			bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if want := bare(shown(text[line.Start:line.End])); set.order == nil && bare(drawn) != want {
				t.Fatalf("%q is drawn as %q", want, drawn)
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

func TestABlockCutsNoCharacter(t *testing.T) {
	text := "👨‍👩‍👧 日本語 e\u0301"
	for start := range len(text) {
		for end := start; end <= len(text); end++ {
			l := lay(text, blocksOf(text, []Block{{Span: span.Span{Start: start, End: end}}}), 30, newRule(fixed{}))
			for _, line := range l.Lines {
				if !span.Border(text, line.Start) || !span.Border(text, line.End) {
					t.Fatalf("a block from %d to %d makes a line of %q", start, end, text[line.Start:line.End])
				}
			}
			if got := strings.Join(strings.Fields(strings.Join(linesOf(l), "")), ""); got != strings.Join(strings.Fields(text), "") {
				t.Fatalf("a block from %d to %d leaves %q", start, end, got)
			}
		}
	}
}
