package suggest

import (
	"slices"
	"testing"
)

type judged struct {
	Doc   string `json:"doc"`
	Split string `json:"split"`
	Text  string `json:"text"`
	Label int    `json:"label"`
}

type scored struct {
	score float64
	label int
}

func averagePrecision(all []scored) float64 {
	slices.SortStableFunc(all, func(a, b scored) int {
		if a.score > b.score {
			return -1
		} else if a.score < b.score {
			return 1
		}
		return 0
	})
	hit, sum := 0, 0.0
	for i, s := range all {
		if s.label == 1 {
			hit++
			sum += float64(hit) / float64(i+1)
		}
	}
	return sum / float64(max(hit, 1))
}

func bestF1(all []scored) float64 {
	gold, best, hit := 0, 0.0, 0
	for _, s := range all {
		gold += s.label
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		if a.score > b.score {
			return -1
		} else if a.score < b.score {
			return 1
		}
		return 0
	})
	for i, s := range all {
		hit += s.label
		best = max(best, 2*float64(hit)/float64(i+1+gold))
	}
	return best
}

func scoreOf(text string) float64 {
	best := 0.0
	for _, s := range Ranked(text, nil) {
		best = max(best, s.Score)
	}
	return best
}

func TestWorthOnDebates(t *testing.T) {
	halves := map[string][]scored{}
	for i, r := range material[judged](t, "checkworthy", "ct2024-debate-sentences-en-dev.jsonl") {
		half := "odd lines"
		if i%2 == 1 {
			half = "even lines"
		}
		s := scored{scoreOf(r.Text), r.Label}
		halves[half] = append(halves[half], s)
		halves["all"] = append(halves["all"], s)
	}
	for half, all := range halves {
		t.Logf("2024 %-10s average precision %.3f, best F1 %.3f", half, averagePrecision(all), bestF1(all))
		if averagePrecision(all) < 0.88 || bestF1(all) < 0.82 { // having a number at all: F1 .69
			t.Errorf("%s: average precision %.3f, best F1 %.3f", half, averagePrecision(all), bestF1(all))
		}
	}
	docs := map[string]map[string][]scored{"train": {}, "test": {}}
	for _, r := range material[judged](t, "checkworthy", "ct2019-debates-en.jsonl") {
		docs[r.Split][r.Doc] = append(docs[r.Split][r.Doc], scored{scoreOf(r.Text), r.Label})
	}
	for split, all := range docs {
		sum := 0.0
		for _, d := range all {
			sum += averagePrecision(d)
		}
		t.Logf("2019 %-9s mean average precision %.3f over %d debates", split, sum/float64(len(all)), len(all))
		if sum/float64(len(all)) < 0.085 {
			t.Errorf("2019, %s: mean average precision %.3f", split, sum/float64(len(all)))
		}
	}
}
