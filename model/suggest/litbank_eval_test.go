package suggest

import (
	"testing"

	"touchstone/model/span"
)

func TestQuotationsInNovels(t *testing.T) {
	var v [3]int
	for _, d := range material[golden](t, "attribution-litbank", "litbank-direct.jsonl") {
		x := span.NewIndex(d.Text)
		gold, mine := map[string]bool{}, map[string]bool{}
		for _, a := range d.Attributions {
			gold[wordsOf(d.Text, bytesOf(x, a.Content))] = true
		}
		passages := passages(d.Text, nil)
		for _, q := range quotations(d.Text, passages) {
			if q.depth == 0 {
				mine[wordsOf(d.Text, []span.Span{q.Span})] = true
			}
		}
		for w := range mine {
			if gold[w] {
				v[0]++
			}
		}
		v[1] += len(mine)
		v[2] += len(gold)
	}
	t.Logf("quotations of novels, exact: F1 %.3f, P %.3f, R %.3f", f1(&v), ratio(v[0], v[1]), ratio(v[0], v[2]))
	if f1(&v) < 0.83 { // taking every pair of marks: .71
		t.Errorf("quotations of novels %.3f", f1(&v))
	}
}
