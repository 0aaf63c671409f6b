package fidelity_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"touchstone/model/fidelity"

	"golang.org/x/text/unicode/norm"
)

const speech = `Dear members of the council, the harbour was never meant for ships of this size. We measured the cracks in May, and we wrote down what we saw. Nobody from the ministry called us back.

The repairs will cost 38 million crowns, if the divers are right. I do not believe that the quay is safe. It should have been closed last spring, and everybody who worked there knew it.`

const rede = `Der Hafen wurde nie für Schiffe dieser Größe gebaut. Wir haben die Risse im Mai gemessen und alles aufgeschrieben. Niemand aus dem Ministerium hat uns zurückgerufen.

Die Reparatur kostet 38 Millionen Kronen, wenn die Taucher recht haben. Ich glaube nicht, dass der Kai sicher ist.`

const речь = `Порт никогда не строили для судов такого размера. Мы измерили трещины в мае и записали всё, что увидели. Никто из министерства нам не перезвонил.

Ремонт обойдётся в 38 миллионов крон, если водолазы правы. Я не верю, что причал безопасен.`

const 演讲 = `港口从来不是为这么大的船建造的。我们五月测量了裂缝，写下了看到的一切。部里没有人给我们回电话。

修理要花三千八百万克朗。我不相信码头是安全的。`

// flaws are what differs, in words; a marked one in brackets.
func flaws(f fidelity.Finding) string {
	if !f.Found {
		return "not found"
	}
	if f.Verbatim {
		return "verbatim"
	}
	if f.Signs {
		return "signs"
	}
	var all []string
	for _, flaw := range f.Flaws {
		said := string(flaw.Kind)
		if flaw.Marked {
			said = "[" + said + "]"
		}
		all = append(all, said)
	}
	return strings.Join(all, " ")
}

func TestQuotesAndTheirOriginals(t *testing.T) {
	for _, c := range []struct{ quote, original, want string }{
		{"“I do not believe that the quay is safe.”", speech, "verbatim"},
		{"i do not believe that the quay is safe", speech, "signs"},
		{"We measured the cracks in May and we wrote down what we saw", speech, "signs"},
		{"I do believe that the quay is safe.", speech, "omission"},
		{"I do not believe that the bridge is safe.", speech, "alteration"},
		{"I do not … believe that the quay is safe.", speech, "signs"},
		{"The repairs will cost … if the divers are right.", speech, "[omission]"},
		{"The repairs will cost 38 million crowns … I do not believe that the quay is safe.", speech, "[splice]"},
		{"The repairs will cost [a lot], if the divers are right.", speech, "[alteration]"},
		{"We measured the cracks in May. Nobody from the ministry called us back.", speech, "omission"},
		{"We measured the cracks in May, nobody from the ministry called us back.", speech, "splice"},
		{"Nobody from the ministry called us back. I do not believe that the quay is safe.", speech, "splice"},
		{"I do not believe that the quay is safe, the harbour was never meant for ships of this size.", speech, "splice"},
		{"The president of the republic will visit the fair on Sunday.", speech, "not found"},
		{"the quay is safe", speech, "verbatim"},
		{"he quay is safe", speech, "alteration"},
		{"the quay is saf", speech, "alteration"},
		{"‘the quay is safe’", speech, "signs"},
		{"", speech, "not found"},
		{"…", speech, "not found"},

		{"„Niemand aus dem Ministerium hat uns zurückgerufen.“", rede, "verbatim"},
		{"Ich glaube, dass der Kai sicher ist.", rede, "omission"},
		{"Wir haben die Schäden im Mai gemessen und alles aufgeschrieben.", rede, "alteration"},
		{"Wir haben die Risse im Mai gemessen […] Niemand aus dem Ministerium hat uns zurückgerufen.", rede, "[splice]"},
		{"Der Hafen wurde nie für Schiffe dieser Größe gebaut, ich glaube nicht, dass der Kai sicher ist.", rede, "splice"},

		{"«Никто из министерства нам не перезвонил.»", речь, "verbatim"},
		{"Я верю, что причал безопасен.", речь, "omission"},
		{"Мы измерили глубину в мае и записали всё, что увидели.", речь, "alteration"},
		{"Порт никогда не строили для судов такого размера, я не верю, что причал безопасен.", речь, "splice"},

		{"「我不相信码头是安全的。」", 演讲, "verbatim"},
		{"我相信码头是安全的。", 演讲, "omission"},
		{"我不相信大桥是安全的。", 演讲, "alteration"},
		{"港口从来不是为这么大的船建造的，我不相信码头是安全的。", 演讲, "splice"},
	} {
		f := fidelity.Compare(c.quote, c.original)
		if got := flaws(f); got != c.want {
			t.Errorf("%q: %s, want %s; pieces %v", c.quote, got, c.want, f.Pieces)
		}
		whole(t, c.quote, c.original, f)
	}
}

// whole holds what holds of every finding.
func whole(t *testing.T, quote, original string, f fidelity.Finding) {
	t.Helper()
	said := ""
	for _, p := range f.Pieces {
		if p.Gone && !strings.Contains(original, p.Words) {
			t.Errorf("%q was never there to be left out", p.Words)
		}
		if p.Gone && p.Come || p.Joint && p.Words != "" {
			t.Errorf("the piece %v is two things at once", p)
		}
		if !p.Gone {
			said += p.Words
		}
	}
	if f.Found && said != fidelity.Bare(quote) {
		t.Errorf("the pieces say %q, the quote %q", said, fidelity.Bare(quote))
	}
	if !f.Found && (len(f.Pieces) > 0 || len(f.Places) > 0 || f.Faithful()) {
		t.Errorf("what is not found has %v", f)
	}
	for _, p := range f.Places {
		if p.Start < 0 || p.End > len(original) || p.Empty() {
			t.Errorf("the place %v lies outside of %d bytes", p, len(original))
		}
	}
}

// made is an original of sentences in which every word stands once.
func made(chance *rand.Rand) [][]string {
	n := 0
	var all [][]string
	for range 4 + chance.IntN(4) {
		var sentence []string
		for range 10 + chance.IntN(6) {
			n++
			sentence = append(sentence, fmt.Sprintf("%cord%c%cin", 'a'+rune(n%26), 'a'+rune(n/26%26), 'a'+rune(n%7)))
		}
		all = append(all, sentence)
	}
	return all
}

func joined(all [][]string) string {
	sentences := make([]string, len(all))
	for i, s := range all {
		line := strings.Join(s, " ")
		sentences[i] = strings.ToUpper(line[:1]) + line[1:] + "."
	}
	return strings.Join(sentences, " ")
}

// What is done to a quote is what is found, wherever it is done.
func TestWhatIsDoneToAQuoteIsFound(t *testing.T) {
	for seed := range uint64(300) {
		chance := rand.New(rand.NewPCG(seed, 3))
		all := made(chance)
		original := joined(all)
		at := chance.IntN(len(all))
		other := (at + 1 + chance.IntN(len(all)-1)) % len(all)
		from := chance.IntN(2)
		words := slices.Clone(all[at][from : len(all[at])-chance.IntN(2)])
		inner := 2 + chance.IntN(len(words)-4)
		without := slices.Delete(slices.Clone(words), inner, inner+1)
		with := slices.Clone(words)
		with[inner] = "something"
		second := all[other][1:8]
		for want, quote := range map[string][]string{
			"verbatim or signs": words, "omission": without, "alteration": with, "splice": slices.Concat(words[:7], second),
			"[omission]": slices.Insert(slices.Clone(without), inner, "…"), "[alteration]": slices.Replace(slices.Clone(words), inner, inner+1, "[something]"),
			"[splice]": slices.Concat(words[:7], []string{"…"}, second),
		} {
			said := strings.Join(quote, " ")
			f := fidelity.Compare(said, original)
			if got := flaws(f); !strings.Contains(want, got) || got == "" || strings.HasPrefix(want, "[") != strings.HasPrefix(got, "[") {
				t.Errorf("seed %d: %q of %q: %s, want %s", seed, said, original, got, want)
			}
			whole(t, said, original, f)
			if n := len(f.Places); strings.Contains(want, "splice") && n != 2 || want == "omission" && n != 1 {
				t.Errorf("seed %d: %s has %d places", seed, want, n)
			}
		}
	}
}

func FuzzCompare(f *testing.F) {
	for _, s := range []string{speech, rede, речь, 演讲, "", "…", "a b", "[", "“", "\xff", "e\u0301"} {
		f.Add(s, speech)
		f.Add("I do believe that", s)
	}
	f.Fuzz(func(t *testing.T, quote, original string) {
		if len(quote) > 2000 || len(original) > 5000 {
			return
		}
		got := fidelity.Compare(quote, original)
		said := ""
		for _, p := range got.Pieces {
			if !p.Gone {
				said += p.Words
			}
		}
		if got.Found && said != fidelity.Bare(quote) && said != fidelity.Bare(norm.NFC.String(quote)) {
			t.Errorf("the pieces say %q, the quote %q", said, quote)
		}
	})
}

func BenchmarkCompareWithAMegabyte(b *testing.B) {
	chance := rand.New(rand.NewPCG(1, 1))
	lexicon := strings.Fields(speech + " " + rede)
	var text strings.Builder
	for text.Len() < 1<<20 {
		text.WriteString(lexicon[chance.IntN(len(lexicon))])
		text.WriteString(" ")
	}
	original := text.String() + speech
	for b.Loop() {
		fidelity.Compare("I do believe that the quay is safe, the harbour was never meant for ships of this size.", original)
	}
}
