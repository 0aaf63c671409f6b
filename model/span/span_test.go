package span_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"touchstone/model/span"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// pieces are what generated texts are made of: everything that has ever put an offset wrong.
var pieces = []string{
	"a", "bridge", " ", "  ", "\n", "\t", "é", "e\u0301", "ö", "👨‍👩‍👧‍👦", "🇸🇪", "🇸🇪🇳🇴", "👍🏽", "❤️", "각", "\u1100\u1161\u11a8", "क्षि", "हिन्दी",
	"日本語", "שלום", "العربية", "\u200d", "\u0300", "’", "“", "”", "–", "-", "\"", "'", "\u00a0", "ﬁ", "Å", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "1", "9",
}

// texts generates NFC texts.
func texts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return norm.NFC.String(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"), ""))
	})
}

// borders are all offsets between grapheme clusters, by segmenting the whole text.
func borders(text string) []int {
	all := []int{0}
	for c := graphemes.FromString(text); c.Next(); {
		all = append(all, all[len(all)-1]+len(c.Value()))
	}
	return all
}

func TestIndexGoesThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(texts().Draw(t, "text"), rapid.IntRange(1, 12).Draw(t, "times"))
		x := span.NewIndex(text)
		if x.Len() != utf8.RuneCountInString(text) {
			t.Fatalf("%d points, want %d", x.Len(), utf8.RuneCountInString(text))
		}
		point := 0
		for at := range text {
			if got := x.Points(at); got != point {
				t.Fatalf("byte %d is point %d, want %d", at, got, point)
			}
			if got, err := x.Bytes(point); err != nil || got != at {
				t.Fatalf("point %d is byte %d, %v, want %d", point, got, err, at)
			}
			point++
		}
		if at, err := x.Bytes(point); err != nil || at != len(text) {
			t.Fatalf("the end is byte %d, %v", at, err)
		}
		for _, outside := range []int{-1, point + 1} {
			if _, err := x.Bytes(outside); err == nil {
				t.Fatalf("point %d is accepted", outside)
			}
		}
	})
}

func TestSnapAgreesWithTheWholeText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		all := borders(text)
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		end := rapid.IntRange(start, len(text)).Draw(t, "end")
		i, exact := slices.BinarySearch(all, start)
		if !exact {
			i--
		}
		j, _ := slices.BinarySearch(all, end)
		want := span.Span{Start: all[i], End: all[j]}
		if got := span.Snap(text, span.Span{Start: start, End: end}); got != want {
			t.Fatalf("%q: %d-%d snaps to %v, want %v", text, start, end, got, want)
		}
		for at := range len(text) + 1 {
			if _, want := slices.BinarySearch(all, at); span.Border(text, at) != want {
				t.Fatalf("%q: border at %d: %v, want %v", text, at, !want, want)
			}
		}
	})
}

func TestFindAgreesWithLookingEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		all := borders(text)
		if len(all) < 2 {
			return
		}
		i := rapid.IntRange(0, len(all)-2).Draw(t, "from")
		j := rapid.IntRange(i+1, min(len(all)-1, i+6)).Draw(t, "to")
		quote := strings.TrimSpace(text[all[i]:all[j]])
		var want []span.Span
		for at := 0; quote != "" && at+len(quote) <= len(text); {
			_, from := slices.BinarySearch(all, at)
			_, to := slices.BinarySearch(all, at+len(quote))
			if text[at:at+len(quote)] == quote && from && to {
				want = append(want, span.Span{Start: at, End: at + len(quote)})
				at += len(quote)
				continue
			}
			at++
		}
		for _, form := range []string{quote, norm.NFD.String(quote)} { // quotes arrive decomposed, too
			got, how := span.Find(text, form)
			if len(want) > 0 && (how != span.Exact || !slices.Equal(got, want)) {
				t.Fatalf("%q in %q: %v (%v), want %v", form, text, got, how, want)
			}
		}
	})
}

func TestFindLoosely(t *testing.T) {
	text := "He said: “It’s  a\nlong – very long – way,” and left."
	for quote, want := range map[string]struct {
		words string
		how   span.Match
	}{
		"It’s a long":         {"It’s  a\nlong", span.Spaces},
		"\"It's a long":       {"“It’s  a\nlong", span.Marks},
		"long - very long":    {"long – very long", span.Marks},
		"long\u00a0– very":    {"long – very", span.Spaces},
		"nowhere to be found": {"", span.None},
		"  way,” and left.  ": {"way,” and left.", span.Exact},
		"":                    {"", span.None},
	} {
		got, how := span.Find(text, quote)
		words := ""
		if len(got) > 0 {
			words = text[got[0].Start:got[0].End]
		}
		if words != want.words || how != want.how {
			t.Errorf("%q: %q (%v), want %q (%v)", quote, words, how, want.words, want.how)
		}
	}
}

func TestFindCutsNoCluster(t *testing.T) {
	for text, quote := range map[string]string{
		"👨‍👩‍👧‍👦 family": "👨", "🇸🇪🇳🇴": "🇪🇳", "cafe\u0323": "cafe", "क्षि": "क",
	} {
		if got, how := span.Find(text, quote); got != nil {
			t.Errorf("%q is found in %q at %v (%v)", quote, text, got, how)
		}
	}
}

func layers() *rapid.Generator[[]span.Layer] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) span.Layer {
		start := rapid.IntRange(0, 40).Draw(t, "start")
		return span.Layer{Span: span.Span{Start: start, End: rapid.IntRange(start, 45).Draw(t, "end")}, Tag: rapid.IntRange(0, 4).Draw(t, "tag")}
	}), 0, 12)
}

// tagsAt are the tags over one byte, by looking at every layer.
func tagsAt(all []span.Layer, at int) []int {
	var tags []int
	for _, l := range all {
		if l.Start <= at && at < l.End {
			tags = append(tags, l.Tag)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

func TestCoverPartitionsAndDiffSeesEveryChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := layers().Draw(t, "before"), layers().Draw(t, "after")
		old, now := span.Cover(before), span.Cover(after)
		at := make([][]int, 50)
		for i, r := range now {
			if r.Empty() || len(r.Tags) == 0 || i > 0 && r.Start < now[i-1].End {
				t.Fatalf("runs %v", now)
			}
			if i > 0 && r.Start == now[i-1].End && slices.Equal(r.Tags, now[i-1].Tags) {
				t.Fatalf("neighbours are alike: %v", now)
			}
			for b := r.Start; b < r.End; b++ {
				at[b] = r.Tags
			}
		}
		differ := make([]bool, 50)
		for _, s := range span.Diff(old, now) {
			for b := s.Start; b < s.End; b++ {
				differ[b] = true
			}
		}
		for b := range 50 {
			if !slices.Equal(at[b], tagsAt(after, b)) {
				t.Fatalf("byte %d has %v, want %v", b, at[b], tagsAt(after, b))
			}
			if want := !slices.Equal(tagsAt(before, b), tagsAt(after, b)); differ[b] != want {
				t.Fatalf("byte %d differs: %v, want %v", b, differ[b], want)
			}
		}
	})
}

func TestNormal(t *testing.T) {
	got := span.Fragments{{5, 9}, {1, 3}, {3, 4}, {7, 12}, {20, 20}}.Normal()
	if want := (span.Fragments{{1, 4}, {5, 12}}); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if !got.Valid(12) || got.Valid(11) || (span.Fragments{}).Valid(5) || (span.Fragments{{3, 3}}).Valid(5) {
		t.Error("Valid is wrong")
	}
}

func TestQuote(t *testing.T) {
	text := "åäö the bridge is unsafe ÅÄÖ"
	at := strings.Index(text, "bridge")
	exact, prefix, suffix := span.Quote(text, span.Span{Start: at, End: at + 6}, 6)
	if exact != "bridge" || prefix != "ö the " || suffix != " is un" {
		t.Errorf("%q %q %q", prefix, exact, suffix)
	}
	if _, prefix, suffix = span.Quote(text, span.Span{Start: at, End: at + 6}, 99); prefix+"bridge"+suffix != text {
		t.Errorf("%q %q", prefix, suffix)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The bridge is unsafe.", "bridge is")
	f.Add("👨‍👩‍👧‍👦🇸🇪 e\u0301", "\u0301")
	f.Add("a\xff\xfe“b”", "\"b\"")
	f.Fuzz(func(t *testing.T, text, quote string) {
		got, how := span.Find(text, quote)
		if (len(got) == 0) != (how == span.None) {
			t.Fatalf("%d places, %v", len(got), how)
		}
		last := 0
		for _, s := range got {
			if s.Start < last || s.Empty() || s.End > len(text) {
				t.Fatalf("places %v in %d bytes", got, len(text))
			}
			last = s.End
		}
	})
}

func FuzzIndex(f *testing.F) {
	f.Add("ascii", 3)
	f.Add("åäö👨‍👩‍👧‍👦", 2)
	f.Add("\xff\xfeå", 1)
	f.Fuzz(func(t *testing.T, text string, point int) {
		x := span.NewIndex(text)
		at, err := x.Bytes(point)
		if err == nil && (at < 0 || at > len(text)) {
			t.Fatalf("byte %d of %d", at, len(text))
		}
		if err == nil && utf8.ValidString(text) && x.Points(at) != point {
			t.Fatalf("point %d is byte %d is point %d", point, at, x.Points(at))
		}
		span.Snap(text, span.Span{Start: point, End: point + 1})
	})
}

// long is 1 MB of news-like text with accents.
var long = strings.Repeat("The minister said on Tuesday that the bridge över ån is unsafe, according to “TT”.\n", 12_000)

func BenchmarkIndex(b *testing.B) {
	b.SetBytes(int64(len(long)))
	for b.Loop() {
		span.NewIndex(long)
	}
}

func BenchmarkFindMissing(b *testing.B) {
	b.SetBytes(int64(len(long)))
	for b.Loop() {
		span.Find(long, "the bridge is gone")
	}
}

func BenchmarkSnap(b *testing.B) {
	for b.Loop() {
		span.Snap(long, span.Span{Start: 500_001, End: 500_030})
	}
}

func BenchmarkCover1000(b *testing.B) {
	var all []span.Layer
	for i := range 1000 {
		all = append(all, span.Layer{Span: span.Span{Start: i * 900, End: i*900 + 1500}, Tag: i})
	}
	for b.Loop() {
		span.Cover(all)
	}
}

// Whoever looks for words finds them in any case; where they are is told in bytes of the text, whatever letters stand before them.
func TestWordsAreFoundInAnyCase(t *testing.T) {
	text := "İstanbul: TRUMP said “No”, Trump’s aides\nsaid no. Ärlig ärlig."
	for words, want := range map[string][]string{
		"trump": {"TRUMP", "Trump"}, "TRUMP'S AIDES SAID": {"Trump’s aides\nsaid"}, `"no"`: {"“No”"}, "ÄRLIG": {"Ärlig", "ärlig"}, "": nil, "nobody": nil,
	} {
		var got []string
		for _, s := range span.FindAnyCase(text, words) {
			got = append(got, text[s.Start:s.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is found as %q, want %q", words, got, want)
		}
	}
}
