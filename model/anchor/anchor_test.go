package anchor

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchstone/model/span"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestResolve(t *testing.T) {
	text := "The bridge is unsafe, the mayor says. Divers found cracks in it on Tuesday.\n\nThe quay is closed. “We wait,” said Ann Lee.\n\nThe quay is closed. Nobody knows for how long."
	at := func(words string) *span.Span {
		i := strings.Index(text, words)
		return &span.Span{Start: i, End: i + len(words)}
	}
	for _, c := range []struct {
		name string
		sel  Selector
		want string // status and words
	}{
		{"where it stood", Selector{Exact: "the mayor says", At: at("the mayor says")}, "exact the mayor says"},
		{"elsewhere", Selector{Exact: "the mayor says", Prefix: "is unsafe, ", Suffix: ". Divers", At: &span.Span{Start: 3, End: 17}}, "moved the mayor says"},
		{"nothing known of where", Selector{Exact: "Divers found cracks in it"}, "moved Divers found cracks in it"},
		{"the words around tell", Selector{Exact: "The quay is closed.", Suffix: " Nobody knows"}, "moved The quay is closed."},
		{"nothing tells", Selector{Exact: "The quay is closed."}, "ambiguous "},
		{"where it stood tells", Selector{Exact: "The quay is closed.", At: at("The quay")}, "moved The quay is closed."},
		{"other quote marks", Selector{Exact: "\"We wait,\" said Ann Lee."}, "changed “We wait,” said Ann Lee."},
		{"other white space", Selector{Exact: "Divers\u00a0found\r\ncracks  in it"}, "changed Divers found cracks in it"},
		{"accents apart", Selector{Exact: "Divers found cracks in it on Tue\u0301sday."}, "changed Divers found cracks in it on Tuesday."},
		{"one word changed, a whole sentence", Selector{Exact: "Experts found cracks in it on Tuesday.", Prefix: "the mayor says. "}, "changed Divers found cracks in it on Tuesday."},
		{"words added at the end", Selector{Exact: "Divers found cracks.", Prefix: "the mayor says. "}, "changed Divers found cracks in it on Tuesday."},
		{"gone", Selector{Exact: "The airport was sold to a company from abroad."}, "lost "},
		{"a short word that stands elsewhere", Selector{Exact: "Lee", Prefix: "the river ", Suffix: " flows south"}, "ambiguous "},
		{"no words", Selector{Exact: " \n"}, "lost "},
		{"signs only", Selector{Exact: "?!"}, "lost "},
	} {
		p := Resolve(text, c.sel)
		if got := string(p.Status) + " " + text[p.Span.Start:p.Span.End]; got != c.want {
			t.Errorf("%s: %s, not %s (%.2f)", c.name, got, c.want, p.Score)
		}
		if p.Status == Ambiguous && len(p.Candidates) == 0 {
			t.Errorf("%s: ambiguous without candidates", c.name)
		}
	}
}

// What was rewritten and then repeated far away is not chosen between, in a text too long to be looked at as a whole.
func TestTwoEqualPlacesInALongTextAreBothNamed(t *testing.T) {
	words := "The harbour committee decided on Thursday to postpone the inspection of the northern breakwater until spring."
	now := strings.Replace(words, "decided on Thursday to postpone", "on Friday postponed", 1)
	text := prose(60_000, 11) + now + "\n\n" + prose(60_000, 12) + now + "\n\n" + prose(60_000, 13)
	p := Resolve(text, Selector{Exact: words})
	if p.Status != Ambiguous || len(p.Candidates) != 2 {
		t.Fatalf("%s %v", p.Status, p.Candidates)
	}
	for _, c := range p.Candidates {
		if got := text[c.Start:c.End]; got != strings.TrimSpace(now) {
			t.Errorf("%q", got)
		}
	}
}

func TestOfScriptsWithoutSpaces(t *testing.T) {
	filler := strings.Repeat("東京都は昨日、新しい計画を発表した。", 1)
	for i := range 900 {
		filler += fmt.Sprintf("第%d号の報告によると、%d人が参加した。", i, i*7)
	}
	text := filler + "\n\n首相は記者会見で、停火の延長を支持すると述べた。\n\n" + filler
	p := Resolve(text, Selector{Exact: "首相は会見で停火延長を支持すると述べた。"})
	if got := text[p.Span.Start:p.Span.End]; p.Status != Changed || got != "首相は記者会見で、停火の延長を支持すると述べた。" {
		t.Errorf("%s %.2f %q", p.Status, p.Score, got)
	}
}

func TestCarry(t *testing.T) {
	old := "First things first. The minister said that taxes will fall.\n\nShe said no more. The minister said that taxes will fall.\n\nA third paragraph about rain and wind and snow in the north."
	for _, c := range []struct{ name, new, words, want string }{
		{"nothing changed", old, "She said no more.", "exact She said no more."},
		{"a paragraph before", "News of the day.\n\n" + old, "She said no more.", "moved She said no more."},
		{"the first of two equal ones goes", strings.Replace(old, "The minister said that taxes will fall.", "Nothing was heard of taxes at all.", 1), "taxes will fall", "lost "},
		{"paragraphs change places", "A third paragraph about rain and wind and snow in the north.\n\nFirst things first. The minister said that taxes will fall.\n\nShe said no more.", "rain and wind and snow", "moved rain and wind and snow"},
		{"a number changes", strings.Replace(old, "about rain", "about sun", 1), "A third paragraph about rain and wind and snow in the north.", "changed A third paragraph about sun and wind and snow in the north."},
		{"everything goes", "", "She said no more.", "lost "},
	} {
		i := strings.Index(old, c.words)
		got := Carry(old, c.new, span.Fragments{{Start: i, End: i + len(c.words)}})[0]
		if s := string(got.Status) + " " + got.Fragments.Text(c.new); s != c.want {
			t.Errorf("%s: %s, not %s (%.2f)", c.name, s, c.want, got.Score)
		}
	}
}

// A paragraph that was rewritten and moved is found where it is, and not taken for lost because many others are like it.
func TestCarryFindsWhatMovedAndChangedAmongItsLike(t *testing.T) {
	var old, new []string
	for i := range 40 {
		old = append(old, fmt.Sprintf("The bridge in district %d cost %d million crowns more than planned, according to the auditor, who asked for new reports.", i, 11+3*i))
	}
	new = append(slices.Clone(old[:7]), old[8:]...)
	moved := strings.Replace(strings.Replace(old[7], "more than planned", "above the budget", 1), "new reports", "further reports", 1)
	new = append(new, moved)
	text := strings.Join(old, "\n\n")
	at := strings.Index(text, old[7])
	got := Carry(text, strings.Join(new, "\n\n"), span.Fragments{{Start: at, End: at + len(old[7])}})[0]
	if words := got.Fragments.Text(strings.Join(new, "\n\n")); got.Status != Changed || words != moved {
		t.Errorf("%s %q (%.2f)", got.Status, words, got.Score)
	}
}

// Words that did not change are no changed ones, however much is like them and whatever went before them: of sentences of one mould
// the alignment takes some words of one for those of another.
func TestWhatDidNotChangeAmongItsLikeIsMovedAndNotChanged(t *testing.T) {
	sentence := func(i, crowns int, verb string) string {
		return fmt.Sprintf("The council of %s %s %d million crowns for the new %s number %d in %d, the auditor found.",
			[]string{"Alby", "Borga", "Cedra", "Dalum", "Ekeby", "Fors", "Gamla"}[i%7], verb, crowns, []string{"bridge", "school", "harbour", "library", "bath"}[i%5], i+1, 1990+i)
	}
	var old, new []string
	same := map[int]string{}
	for i := range 36 {
		was := sentence(i, 17+3*i, "paid")
		old = append(old, was)
		switch {
		case i%3 == 0:
			new = append(new, sentence(i, 18+3*i, "spent some"))
		case i == 1 || i == 8 || i == 13 || i == 20 || i == 31: // gone
		default:
			new = append(new, was)
			same[i] = was
		}
	}
	in := func(sentences []string) string {
		var paragraphs []string
		for some := range slices.Chunk(sentences, 3) {
			paragraphs = append(paragraphs, strings.Join(some, " "))
		}
		return strings.Join(paragraphs, "\n\n")
	}
	before, after := in(old), "Corrected on Friday.\n\n"+in(new)
	for i, words := range same {
		at := strings.Index(before, words)
		got := Carry(before, after, span.Fragments{{Start: at, End: at + len(words)}})[0]
		if got.Status != Moved || got.Score != 1 || got.Fragments.Text(after) != words {
			t.Errorf("%d: %s %.2f %q", i, got.Status, got.Score, got.Fragments.Text(after))
		}
	}
}

func TestTwoFragmentsAreCarriedTogether(t *testing.T) {
	old := "“We wait,” said Ann Lee on Tuesday, “for better weather.”"
	new := "At noon: “We wait,” said Ann Lee, the pilot, “for good weather.”"
	a, b := strings.Index(old, "We wait"), strings.Index(old, "for better weather")
	got := Carry(old, new, span.Fragments{{Start: a, End: a + 7}, {Start: b, End: b + 18}})[0]
	if got.Status != Changed || len(got.Fragments) != 2 || new[got.Fragments[1].Start:got.Fragments[1].End] != "for good weather" {
		t.Errorf("%v %q", got, got.Fragments.Text(new))
	}
}

// texts are of words of many scripts. Each word stands once, so that there is one right answer.
var texts = rapid.Custom(func(t *rapid.T) []string {
	stems := []string{"bridge", "minister", "Zoë", "e\u0301te\u0301", "한국어", "क्षत्रिय", "שלום", "عربي", "👨‍👩‍👧‍👦", "🇸🇪", "日本", "Straße", "it’s", "3.5"}
	n := rapid.IntRange(8, 80).Draw(t, "words")
	words := make([]string, n)
	for i := range words {
		words[i] = rapid.SampledFrom(stems).Draw(t, "stem") + fmt.Sprint(i)
		if rapid.IntRange(0, 9).Draw(t, "end") == 0 {
			words[i] += rapid.SampledFrom([]string{".", ",", ".\n\n", "?", " —"}).Draw(t, "sign")
		}
	}
	return words
})

func TestWhatDidNotChangeIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(texts, func(w []string) string { return strings.Join(w, " ") })).Draw(t, "text")
		text = strings.ToValidUTF8(text, "?")
		var all []span.Fragments
		for range 5 {
			if s := span.Snap(text, stretch2(t, text)); !s.Empty() {
				all = append(all, span.Fragments{s})
			}
		}
		for i, c := range Carry(text, text, all...) {
			if c.Status != Exact || !c.Fragments.Equal(all[i]) || c.Score != 1 {
				t.Fatalf("%q of %q: %v", all[i].Text(text), text, c)
			}
			words := all[i].Text(text)
			if p := Resolve(text, Of(text, all[i][0])); strings.TrimSpace(words) != "" && (p.Status != Exact || p.Span != all[i][0]) {
				t.Fatalf("%q of %q alone: %v", words, text, p)
			}
		}
	})
}

func stretch2(t *rapid.T, text string) span.Span {
	start := rapid.IntRange(0, len(text)).Draw(t, "start")
	return span.Span{Start: start, End: rapid.IntRange(start, len(text)).Draw(t, "end")}
}

// Where words are put in, a mark goes with its words, and one into which they are put still begins and ends with its own.
func TestWhatIsPutInMovesNoMarkWrongly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := texts.Draw(t, "words")
		first := rapid.IntRange(0, len(words)-2).Draw(t, "first")
		last := rapid.IntRange(first+1, min(len(words), first+12)).Draw(t, "last")
		at := rapid.IntRange(0, len(words)).Draw(t, "at")
		put := rapid.SampledFrom([]string{"somebody", "put these words in.", "New!\n\nAnd", "另外", "🙂"}).Draw(t, "put")
		old := strings.Join(words, " ")
		new := strings.Join(slices.Concat(words[:at], []string{put}, words[at:]), " ")
		marked := strings.Join(words[first:last], " ")
		start := strings.Index(old, marked)
		got := Carry(old, new, span.Fragments{{Start: start, End: start + len(marked)}})[0]
		if at <= first || at >= last {
			if got.Score != 1 || got.Fragments.Text(new) != marked {
				t.Fatalf("%q became %v %q\n%q\n%q", marked, got, got.Fragments.Text(new), old, new)
			}
			return
		}
		if got.Status.Found() {
			text := got.Fragments.Text(new)
			if text == "" || !strings.Contains(strings.Join(append(words[first:last:last], put, words[max(0, first-1)], words[min(last, len(words)-1)]), " "), strings.Fields(text)[0]) {
				t.Fatalf("%q became %v %q", marked, got, text)
			}
		}
	})
}

// what is said of a place is true of it, whatever the texts.
func said(t interface{ Fatalf(string, ...any) }, text string, sel Selector, p Place) {
	switch {
	case p.Status.Found() && (p.Span.Start < 0 || p.Span.End > len(text) || p.Span.Empty() || span.Snap(text, p.Span) != p.Span):
		t.Fatalf("%v is no place of %q", p, text)
	case !p.Status.Found() && p.Span != span.Span{}:
		t.Fatalf("%s has a place: %v", p.Status, p)
	case p.Score < 0 || p.Score > 1 || p.Status == Changed && p.Score == 1:
		t.Fatalf("%s has a score of %v", p.Status, p.Score)
	case (p.Status == Exact || p.Status == Moved) && text[p.Span.Start:p.Span.End] != sel.Exact:
		t.Fatalf("%q is called the same as %q", text[p.Span.Start:p.Span.End], sel.Exact)
	case (p.Status == Ambiguous) != (len(p.Candidates) > 0):
		t.Fatalf("%s with %d candidates", p.Status, len(p.Candidates))
	}
}

func FuzzAnchor(f *testing.F) {
	f.Add("The bridge is unsafe, the mayor says.", "The bridge is safe, says the mayor.", 4, 20)
	f.Add("日本語の文章です。", "日本語の長い文章です。", 0, 9)
	f.Add("a a a a a a", "a a a", 2, 3)
	f.Add("👨‍👩‍👧‍👦 e\u0301 \r\n x", "e\u0301 👨‍👩‍👧‍👦", 0, 25)
	f.Fuzz(func(t *testing.T, old, new string, start, end int) {
		old, new = clean(old), clean(new)
		if start < 0 || end > len(old) || start >= end {
			return
		}
		s := span.Snap(old, span.Span{Start: start, End: end})
		if s.Empty() {
			return
		}
		sel := Of(old, s)
		said(t, new, sel, Resolve(new, sel))
		c := Carry(old, new, span.Fragments{s})[0]
		if len(c.Fragments) > 0 != c.Status.Found() {
			t.Fatalf("%v", c)
		}
		for _, f := range c.Fragments {
			said(t, new, sel, Place{Status: c.Status, Span: f, Score: c.Score})
		}
		m := match(old, new)
		for i, j := range m.to {
			if j >= 0 && (m.old[i].hash != m.new[j].hash || int(m.from[j]) != i) {
				t.Fatalf("token %d of %q became %d of %q", i, old, j, new)
			}
		}
	})
}

// clean is what a stored text is.
func clean(s string) string { return norm.NFC.String(strings.ToValidUTF8(s, "?")) }

func TestWordings(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"Repairs cost 19 million crowns.", "Repairs cost 23 million crowns.", "Repairs cost [-19 ][+23 ]million crowns."},
		{"a b", "a b", "a b"},
		{"", "new words", "[+new words]"},
		{"old words", "", "[-old words]"},
		{"“We wait,” she said.", "\"We wait,\" she said.", "[-“We wait,” ][+\"We wait,\" ]she said."},
		{" spaced  out ", "spaced out", "[- ]spaced out"},
	} {
		got := ""
		for _, p := range Wordings(c.old, c.new) {
			switch {
			case p.Gone:
				got += "[-" + p.Words + "]"
			case p.Come:
				got += "[+" + p.Words + "]"
			default:
				got += p.Words
			}
		}
		if got != c.want {
			t.Errorf("%q and %q: %s", c.old, c.new, got)
		}
	}
}

// The new wording is what is left when what is gone is taken out, but for white space.
func TestWordingsHoldBoth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "the", "bridge.", "“q”", "日本", "\n\n"}))
		old, new := strings.Join(word.Draw(t, "old"), " "), strings.Join(word.Draw(t, "new"), " ")
		var before, after string
		for _, p := range Wordings(old, new) {
			if !p.Come {
				before += p.Words + " "
			}
			if !p.Gone {
				after += p.Words + " "
			}
		}
		if !slices.Equal(strings.Fields(before), strings.Fields(old)) || !slices.Equal(strings.Fields(after), strings.Fields(new)) {
			t.Fatalf("%q and %q are told as %q and %q", old, new, before, after)
		}
	})
}

func TestChanges(t *testing.T) {
	old := "One two three.\n\nFour five six seven."
	new := "One two, three.\n\nFour 5 6 seven.\n\nEight nine."
	gone, come := Changes(old, new)
	var words []string
	for _, s := range gone {
		words = append(words, "-"+old[s.Start:s.End])
	}
	for _, s := range come {
		words = append(words, "+"+new[s.Start:s.End])
	}
	if got := strings.Join(words, "|"); got != "-five six|+5 6|+Eight nine" {
		t.Error(got)
	}
}
