package anchor

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"touchstone/model/span"
)

// prose is a text of so many bytes in which words are as often as in a language, in sentences and paragraphs.
func prose(size int, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 2))
	vocabulary := make([]string, 30000)
	for i := range vocabulary {
		b := make([]byte, 2+r.IntN(9))
		for j := range b {
			b[j] = "etaoinshrdlcumwfgypbvk"[min(r.IntN(22), r.IntN(22))]
		}
		vocabulary[i] = string(b)
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(vocabulary)-1))
	var b strings.Builder
	for b.Len() < size {
		for range 3 + r.IntN(5) {
			for i := range 8 + r.IntN(20) {
				if i > 0 {
					b.WriteByte(' ')
				}
				b.WriteString(vocabulary[zipf.Uint64()])
			}
			b.WriteString(". ")
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// edited changes one word of so many in a stretch of words.
func edited(words string, one int, r *rand.Rand) string {
	all := strings.Split(words, " ")
	for i := range all {
		if r.IntN(one) == 0 && all[i] != "" {
			all[i] = []string{"", "changed", all[i] + " and another", strings.ToUpper(all[i])}[r.IntN(4)]
		}
	}
	return strings.Join(all, " ")
}

func passages(text string, n, length int, seed uint64) []span.Fragments {
	r := rand.New(rand.NewPCG(seed, 3))
	all := make([]span.Fragments, n)
	for i := range all {
		start := r.IntN(len(text) - length)
		all[i] = span.Fragments{span.Snap(text, span.Span{Start: start, End: start + length})}
	}
	return all
}

// One edited quote of 120 characters: near where it stood, and moved to the other end of the text.
func BenchmarkResolve(b *testing.B) {
	for _, size := range []int{10_000, 1_000_000, 5_000_000} {
		text := prose(size, 1)
		r := rand.New(rand.NewPCG(5, 6))
		for _, where := range []string{"near", "far"} {
			var sought []Selector
			for _, p := range passages(text, 50, 120, 7) {
				sel := Of(text, p[0])
				sel.Exact = edited(sel.Exact, 6, r)
				if where == "far" {
					sel.At.Start, sel.At.End = len(text)-sel.At.End, len(text)-sel.At.Start
				}
				sought = append(sought, sel)
			}
			b.Run(fmt.Sprintf("%dkB/%s", size/1000, where), func(b *testing.B) {
				found := 0
				for i := 0; b.Loop(); i++ {
					if p := Resolve(text, sought[i%len(sought)]); p.Status.Found() {
						found++
					}
				}
				b.ReportMetric(float64(found)/float64(b.N), "found")
			})
		}
	}
}

// All claims of an article, one word in ten of which changed.
func BenchmarkCarry(b *testing.B) {
	for _, size := range []int{10_000, 100_000, 1_000_000, 5_000_000} {
		old := prose(size, 1)
		new := edited(old, 10, rand.New(rand.NewPCG(8, 9)))
		for _, n := range []int{1, 100, 1000} {
			all := passages(old, n, 120, 10)
			b.Run(fmt.Sprintf("%dkB/%d", size/1000, n), func(b *testing.B) {
				found := 0
				for b.Loop() {
					found = 0
					for _, c := range Carry(old, new, all...) {
						if c.Status.Found() {
							found++
						}
					}
				}
				b.ReportMetric(float64(found)/float64(n), "found")
			})
		}
	}
}
