package suggest

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"touchstone/model/span"

	"pgregory.net/rapid"
)

// check holds what is true of every proposal, whatever the text.
func check(t interface{ Fatalf(string, ...any) }, text string) {
	last := 0
	for _, s := range Sentences(text, nil) {
		if s.Start < last || s.Empty() || s.End > len(text) {
			t.Fatalf("%q: sentence %v after %d", text, s, last)
		}
		if strings.TrimSpace(text[last:s.Start]) != "" {
			t.Fatalf("%q: %q stands in no sentence", text, text[last:s.Start])
		}
		if !span.Border(text, s.Start) || !span.Border(text, s.End) {
			t.Fatalf("%q: sentence %v cuts a letter", text, s)
		}
		last = s.End
	}
	if strings.TrimFunc(text[last:], func(r rune) bool { return unicode.IsSpace(r) }) != "" {
		t.Fatalf("%q: %q stands in no sentence", text, text[last:])
	}
	all := Attributions(text, nil)
	for i, a := range all {
		if len(a.Content) == 0 || a.Reason == "" || a.Confidence <= 0 || a.Confidence > 1 || a.Form != Direct && a.Form != Indirect && a.Form != Mixed {
			t.Fatalf("%q: %+v is no proposal", text, a)
		}
		for _, f := range []span.Fragments{a.Source, a.Cue, a.Content} {
			if len(f) > 0 && !f.Valid(len(text)) {
				t.Fatalf("%q: %v is not valid", text, f)
			}
			for _, s := range f {
				if !span.Border(text, s.Start) || !span.Border(text, s.End) {
					t.Fatalf("%q: %v cuts a letter", text, s)
				}
			}
		}
		for k, steps := a.Within, 0; k >= 0; k, steps = all[k].Within, steps+1 {
			if k >= len(all) || k == i || steps > len(all) {
				t.Fatalf("%q: %d stands within itself", text, i)
			}
		}
		if chain := At(all, a.Content[0]); len(chain) == 0 {
			t.Fatalf("%q: nothing stands at %v, which is attributed", text, a.Content[0])
		}
	}
}

// words that the grammar looks at, and what disturbs it.
var pieces = []string{
	"Anna", "Berg", "the", "minister", "said", "says", "that", "“", "”", "„", "“", "\"", "''", "'", "’", "»", "«", ",", ".", ":", "?", "…", "\n", "\n\n", "(", ")",
	"according", "to", "and", "who", "claims", "claim", "of", "was", "quoted", "as", "saying", "in", "a", "statement", "on", "Tuesday", "he", "she", "U.S.", "Mr.",
	"1.", "2.", "a)", "•", "—", "sagte", "laut", "zufolge", "nach", "Angaben", "so", "enligt", "säger", "att", "dass", "é", "e\u0301", "\u0301", "👩‍👩‍👧", "🇸🇪", "。", "\u00a0", "\xff", "’s", "it", "expected",
}

func TestProposalsAreSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces") {
			b.WriteString(p)
			if rapid.IntRange(0, 4).Draw(t, "glue") > 0 {
				b.WriteByte(' ')
			}
		}
		check(t, b.String())
		if again := Attributions(b.String(), nil); !reflect.DeepEqual(again, Attributions(b.String(), nil)) {
			t.Fatalf("two runs differ")
		}
	})
}

func FuzzProposals(f *testing.F) {
	for _, s := range []string{page, "„Nein“, sagte Anna Berg. Laut Polizei ist das „nicht wahr“.", "1. a 2. b 3. c", "\"a b c d", "A: “b”\n\n“c d e f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text)
	})
}
