package suggest

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"testing"

	"touchstone/model/span"
)

type golden struct {
	ID           string
	Text         string
	Attributions []struct {
		Source, Cue, Content [][2]int
		Type                 string
	}
}

var wordy = regexp.MustCompile(`[\pL\pN_\pM]+`)

// scorer counts as the figures are counted: words by role over the text, and equal spans.
type scorer struct {
	words, spans map[string]*[3]int
	lemmas       map[string]*[2]int
}

type parts map[string][]span.Span

func wordsOf(text string, spans []span.Span) string {
	var out []string
	for _, s := range spans {
		for _, m := range wordy.FindAllStringIndex(text[s.Start:s.End], -1) {
			out = append(out, fmt.Sprint(s.Start+m[0]))
		}
	}
	return strings.Join(out, " ")
}

func (s *scorer) count(text string, gold, mine []parts) {
	for _, role := range []string{"source", "cue", "content"} {
		a, b := map[string]bool{}, map[string]bool{}
		ga, gb := map[string]int{}, map[string]int{}
		for _, g := range gold {
			w := wordsOf(text, g[role])
			for x := range strings.FieldsSeq(w) {
				a[x] = true
			}
			if len(g[role]) > 0 {
				ga[w]++
			}
		}
		for _, g := range mine {
			w := wordsOf(text, g[role])
			for x := range strings.FieldsSeq(w) {
				b[x] = true
			}
			if len(g[role]) > 0 {
				gb[w]++
			}
		}
		for x := range a {
			if b[x] {
				s.words[role][0]++
			}
		}
		s.words[role][1] += len(b)
		s.words[role][2] += len(a)
		for w, n := range ga {
			s.spans[role][0] += min(n, gb[w])
			s.spans[role][2] += n
		}
		for _, n := range gb {
			s.spans[role][1] += n
		}
	}
}

func f1(v *[3]int) float64 { return 2 * float64(v[0]) / float64(max(1, v[1]+v[2])) }

func newScorer() *scorer {
	s := &scorer{words: map[string]*[3]int{}, spans: map[string]*[3]int{}, lemmas: map[string]*[2]int{}}
	for _, role := range []string{"source", "cue", "content"} {
		s.words[role], s.spans[role] = &[3]int{}, &[3]int{}
	}
	return s
}

func bytesOf(x *span.Index, pairs [][2]int) []span.Span {
	var out []span.Span
	for _, p := range pairs {
		a, _ := x.Bytes(p[0])
		b, _ := x.Bytes(p[1])
		out = append(out, span.Span{Start: a, End: b})
	}
	return out
}

func TestAttributionsOnNews(t *testing.T) {
	docs := material[golden](t, "attribution-polnear", "train.jsonl")
	halves := map[string]*scorer{"tuned on": newScorer(), "held back": newScorer()}
	lemmas := map[string]*[2]int{}
	var wrong []string
	for i, d := range docs {
		half := "tuned on"
		if i%2 == 1 {
			half = "held back"
		}
		x := span.NewIndex(d.Text)
		var gold, mine []parts
		cues := map[string]bool{}
		for _, a := range d.Attributions {
			g := parts{"source": bytesOf(x, a.Source), "cue": bytesOf(x, a.Cue), "content": bytesOf(x, a.Content)}
			gold = append(gold, g)
			for w := range strings.FieldsSeq(wordsOf(d.Text, g["cue"])) {
				cues[w] = true
			}
		}
		got := Attributions(d.Text, nil)
		mineCues := map[string]bool{}
		for _, a := range got {
			m := parts{"source": a.Source, "cue": a.Cue, "content": a.Content}
			mine = append(mine, m)
			hit := false
			for w := range strings.FieldsSeq(wordsOf(d.Text, a.Cue)) {
				hit = hit || cues[w]
				mineCues[w] = true
			}
			if len(a.Cue) > 0 && i%2 == 0 {
				k := a.pattern + " " + a.lemma
				for _, k := range []string{k, "* " + a.pattern} {
					if lemmas[k] == nil {
						lemmas[k] = &[2]int{}
					}
					lemmas[k][1]++
					if hit {
						lemmas[k][0]++
					}
				}
			}
			if !hit && len(a.Cue) > 0 && i%16 == 0 {
				wrong = append(wrong, "FALSE "+show(d.Text, m))
			}
		}
		if i%16 == 0 {
			for _, g := range gold {
				hit, same := false, false
				for w := range strings.FieldsSeq(wordsOf(d.Text, g["cue"])) {
					hit = hit || mineCues[w]
				}
				for _, m := range mine {
					same = same || wordsOf(d.Text, m["content"]) == wordsOf(d.Text, g["content"]) && wordsOf(d.Text, m["source"]) == wordsOf(d.Text, g["source"]) && wordsOf(d.Text, m["cue"]) == wordsOf(d.Text, g["cue"])
				}
				if !hit {
					wrong = append(wrong, "MISSED "+show(d.Text, g))
				} else if !same {
					wrong = append(wrong, "WANT "+show(d.Text, g))
					for _, m := range mine {
						for w := range strings.FieldsSeq(wordsOf(d.Text, g["cue"])) {
							if strings.Contains(" "+wordsOf(d.Text, m["cue"])+" ", " "+w+" ") {
								wrong = append(wrong, "  GOT "+show(d.Text, m))
								break
							}
						}
					}
				}
			}
		}
		halves[half].count(d.Text, gold, mine)
	}
	if testing.Verbose() {
		var keys []string
		for k := range lemmas {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool { return lemmas[keys[i]][1] > lemmas[keys[j]][1] })
		var b strings.Builder
		for _, k := range keys[:min(260, len(keys))] {
			fmt.Fprintf(&b, "%s %d/%d; ", k, lemmas[k][0], lemmas[k][1])
		}
		t.Log(b.String())
		t.Log("\n" + strings.Join(wrong, "\n"))
	}
	for half, s := range halves {
		for _, role := range []string{"source", "cue", "content"} {
			w, p := s.words[role], s.spans[role]
			t.Logf("%-9s %-8s words %.3f (P %.3f R %.3f)  exact %.3f (P %.3f R %.3f)", half, role,
				f1(w), ratio(w[0], w[1]), ratio(w[0], w[2]), f1(p), ratio(p[0], p[1]), ratio(p[0], p[2]))
			if floor := newsFloors[role]; f1(w) < floor[0] || f1(p) < floor[1] {
				t.Errorf("%s, %s: words %.3f and exact %.3f are below %.2f and %.2f", half, role, f1(w), f1(p), floor[0], floor[1])
			}
		}
	}
}

// newsFloors are what words and exact spans must reach, a bit below what they do; people among each other: source .80 and .77,
// cue .69 and .71, content .91 and .66.
var newsFloors = map[string][2]float64{"source": {0.65, 0.62}, "cue": {0.52, 0.625}, "content": {0.82, 0.5}}

func ratio(a, b int) float64 { return float64(a) / float64(max(1, b)) }

func show(text string, p parts) string {
	type piece struct {
		s    span.Span
		mark string
	}
	var all []piece
	for role, mark := range map[string]string{"source": "S", "cue": "C", "content": "T"} {
		for _, s := range p[role] {
			all = append(all, piece{s, mark})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].s.Start < all[j].s.Start })
	if len(all) == 0 {
		return "nothing"
	}
	at := max(0, all[0].s.Start-50)
	var b strings.Builder
	for _, x := range all {
		if x.s.Start > at {
			b.WriteString(text[at:x.s.Start])
		}
		w := text[x.s.Start:x.s.End]
		if len(w) > 130 {
			w = w[:60] + "…" + w[len(w)-60:]
		}
		b.WriteString("[" + x.mark + " " + w + "]")
		at = x.s.End
	}
	b.WriteString(text[at:min(len(text), at+50)])
	return strings.ReplaceAll(b.String(), "\n", "¶")
}
