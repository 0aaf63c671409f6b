package suggest

import (
	"strings"
	"testing"

	"touchstone/model/span"
)

func TestAttributionsInGerman(t *testing.T) {
	direct := map[string]*[3]int{"tuned on": {}, "held back": {}}
	other := map[string]*scorer{"tuned on": newScorer(), "held back": newScorer()}
	for i, d := range material[golden](t, "attribution-german-wikinews", "train.jsonl") {
		half := "tuned on"
		if i%2 == 1 {
			half = "held back"
		}
		x := span.NewIndex(d.Text)
		gold, mine := map[string]int{}, map[string]int{}
		var all, got []parts
		for _, a := range d.Attributions {
			if a.Type == "Direct" {
				gold[wordsOf(d.Text, bytesOf(x, a.Content))]++
			}
			if a.Type == "Direct" || a.Type == "Indirect" {
				all = append(all, parts{"source": bytesOf(x, a.Source), "cue": bytesOf(x, a.Cue), "content": bytesOf(x, a.Content)})
			}
		}
		for _, a := range Attributions(d.Text, nil) {
			got = append(got, parts{"source": a.Source, "cue": a.Cue, "content": a.Content})
			if a.Form != Direct {
				continue
			}
			w := wordsOf(d.Text, a.Content)
			mine[w]++
			if gold[w] == 0 && testing.Verbose() && i%2 == 0 {
				t.Logf("FALSE %s %s", a.pattern, show(d.Text, got[len(got)-1]))
			}
		}
		for w, n := range gold {
			if mine[w] == 0 && testing.Verbose() && i%2 == 0 {
				for _, a := range d.Attributions {
					if wordsOf(d.Text, bytesOf(x, a.Content)) == w {
						t.Logf("MISSED %s", show(d.Text, parts{"source": bytesOf(x, a.Source), "cue": bytesOf(x, a.Cue), "content": bytesOf(x, a.Content)}))
						break
					}
				}
			}
			direct[half][0] += min(n, mine[w])
			direct[half][2] += n
		}
		for _, n := range mine {
			direct[half][1] += n
		}
		other[half].count(d.Text, all, got)
	}
	for half, v := range direct {
		t.Logf("%-9s direct, exact: F1 %.3f, P %.3f, R %.3f", half, f1(v), ratio(v[0], v[1]), ratio(v[0], v[2]))
		if f1(v) < 0.8 { // quotation marks alone: .78
			t.Errorf("%s: direct speech %.3f", half, f1(v))
		}
		for _, role := range strings.Fields("source cue content") {
			s := other[half]
			t.Logf("%-9s %-8s words %.3f  exact %.3f (P %.3f R %.3f)", half, role, f1(s.words[role]), f1(s.spans[role]), ratio(s.spans[role][0], s.spans[role][1]), ratio(s.spans[role][0], s.spans[role][2]))
		}
	}
}
