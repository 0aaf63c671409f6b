package span_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestSnapInLongRuns holds texts of one kind of character, where nothing plain is near.
func TestSnapInLongRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			piece := rapid.SampledFrom(append(pieces, "\u0915\u094d", "\u0937", "\u0600", "\U0001f1f8", "\r", "\u200c", "👨", "\u2764\u200d")).Draw(t, "piece")
			return strings.Repeat(piece, rapid.IntRange(1, 40).Draw(t, "times"))
		}), 1, 6).Draw(t, "runs")
		text := strings.Join(runs, "")
		all := borders(text)
		for at := range len(text) + 1 {
			if _, want := slices.BinarySearch(all, at); span.Border(text, at) != want {
				t.Fatalf("%q: border at %d: %v, want %v", text, at, !want, want)
			}
		}
	})
}

func TestSnapOutsideTheText(t *testing.T) {
	for s, want := range map[span.Span]span.Span{
		{-5, 99}: {0, 6}, {7, 9}: {6, 6}, {-3, -1}: {0, 0}, {1, 1}: {0, 5}, {0, 0}: {0, 0},
	} {
		if got := span.Snap("e\u0301\u0323a", s); got != want {
			t.Errorf("%v snaps to %v, want %v", s, got, want)
		}
	}
}

// plainly is fold without its offsets.
func plainly(text string, how span.Match) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		switch {
		case how >= span.Spaces && unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case how == span.Marks && strings.ContainsRune("’‘‚‛′", r):
			r = '\''
		case how == span.Marks && strings.ContainsRune("“”„‟«»″", r):
			r = '"'
		case how == span.Marks && strings.ContainsRune("–—‐‑‒―−", r):
			r = '-'
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// everywhere compares a quote with what lies between any two borders.
func everywhere(text, quote string, how span.Match) []span.Span {
	var found []span.Span
	all, wanted := borders(text), plainly(quote, how)
	for i := 0; i < len(all); i++ {
		for j := i + 1; j < len(all); j++ {
			words := text[all[i]:all[j]]
			if words == strings.TrimSpace(words) && plainly(words, how) == wanted {
				found = append(found, span.Span{Start: all[i], End: all[j]})
				i = j - 1
				break
			}
		}
	}
	return found
}

func TestFindLooselyAgreesWithLookingEverywhere(t *testing.T) {
	kinds := [][]string{{"a"}, {"b"}, {" ", "\n"}, {" ", "\n", "\u00a0\t", "\u2003"}, {"'", "’"}, {"\"", "“", "«"}, {"-", "–", "—"}, {"\u0301"}, {"🇸🇪"}, {"\U0001f1f8"}}
	write := func(t *rapid.T, words []int) string {
		var b strings.Builder
		for _, k := range words {
			b.WriteString(rapid.SampledFrom(kinds[k]).Draw(t, "shape"))
		}
		return norm.NFC.String(b.String())
	}
	seen := map[span.Match]int{}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.IntRange(0, len(kinds)-1), 1, 24).Draw(t, "words")
		text := write(t, words)
		for range 10 {
			from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
			to := rapid.IntRange(from+1, min(from+5, len(words))).Draw(t, "to")
			quote := strings.TrimSpace(write(t, words[from:to]))
			want, fit := []span.Span(nil), span.None
			for how := span.Exact; how < span.None && want == nil && quote != ""; how++ {
				if want = everywhere(text, quote, how); want != nil {
					fit = how
				}
			}
			seen[fit]++
			if got, how := span.Find(text, quote); how != fit || !slices.Equal(got, want) {
				t.Fatalf("%q in %q: %v (%v), want %v (%v)", quote, text, got, how, want, fit)
			}
		}
	})
	for how := span.Exact; how <= span.None; how++ {
		if seen[how] == 0 {
			t.Errorf("no example is found as %v: %v", how, seen)
		}
	}
}

// TestFindAfterACutCluster finds a place that overlaps one that would cut a cluster (an Arabic number sign takes what follows).
func TestFindAfterACutCluster(t *testing.T) {
	for _, quote := range []string{"a a", "a  a"} {
		if got, _ := span.Find("\u0600a a a", quote); !slices.Equal(got, []span.Span{{Start: 4, End: 7}}) {
			t.Errorf("%q is found at %v", quote, got)
		}
	}
}

func TestBoundsTextEqual(t *testing.T) {
	split := span.Fragments{{11, 15}, {0, 3}}
	if got := split.Bounds(); got != (span.Span{Start: 0, End: 15}) {
		t.Errorf("bounds %v", got)
	}
	if got := (span.Fragments{}).Bounds(); got != (span.Span{}) {
		t.Errorf("bounds of nothing %v", got)
	}
	if got := split.Normal().Text("The mayor, said on"); got != "The said" {
		t.Errorf("text %q", got)
	}
	if split.Equal(split.Normal()) || !split.Normal().Equal(span.Fragments{{0, 3}, {11, 15}}) {
		t.Error("Equal is wrong")
	}
}

func TestDiffIsMinimal(t *testing.T) {
	before := span.Cover([]span.Layer{{Span: span.Span{Start: 0, End: 10}, Tag: 1}, {Span: span.Span{Start: 20, End: 30}, Tag: 2}})
	after := span.Cover([]span.Layer{{Span: span.Span{Start: 2, End: 10}, Tag: 1}, {Span: span.Span{Start: 20, End: 30}, Tag: 3}, {Span: span.Span{Start: 30, End: 31}, Tag: 1}})
	if got, want := span.Diff(before, after), (span.Fragments{{0, 2}, {20, 31}}); !want.Equal(got) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := span.Diff(after, after); got != nil {
		t.Errorf("equal covers differ at %v", got)
	}
}

func BenchmarkIndexLookup(b *testing.B) {
	x := span.NewIndex(long)
	for i := 0; b.Loop(); i = (i + 7919) % x.Len() {
		at, err := x.Bytes(i)
		if err != nil || x.Points(at) != i {
			b.Fatal(i, at, err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for name, quote := range map[string]string{"exact": "the bridge över ån", "spaces": "the  bridge över ån", "marks": "according to \"TT\""} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				if found, how := span.Find(long, quote); len(found) != 12_000 || how == span.None {
					b.Fatal(len(found), how)
				}
			}
		})
	}
}

// BenchmarkSnapCJK is Snap in 1 MB without a space, a line or an ASCII letter.
func BenchmarkSnapCJK(b *testing.B) {
	text := strings.Repeat("日本語の新聞が報じた、橋は危険だ。", 20_000)
	if !utf8.RuneStart(text[600_000]) {
		b.Fatal("not between characters")
	}
	for b.Loop() {
		span.Snap(text, span.Span{Start: 600_000, End: 600_031})
	}
}
