package near

import (
	"bufio"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var shared = filepath.Join("..", "..", "..", "shared", "eval")

// work is the texts of one article, and those pairs of them of which the newer keeps over 90 % of the older's words.
type work struct {
	texts []string
	kept  [][2]string
}

// works are revisions of encyclopaedia articles, and the articles of news pages that have some length.
func works(t *testing.T) []*work {
	t.Helper()
	file, err := os.Open(filepath.Join(shared, "anchoring", "wikipedia-revisions", "pairs.jsonl"))
	if err != nil {
		t.Skip("the pairs of revisions are not here: ", err)
	}
	defer file.Close()
	byTitle := map[string]*work{}
	var all []*work
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r struct {
			ID   string  `json:"id"`
			Kept float64 `json:"kept_tokens"`
			Old  string  `json:"old_text"`
			New  string  `json:"new_text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(r.ID, "#")
		w := byTitle[title]
		if w == nil {
			w = &work{}
			byTitle[title] = w
			all = append(all, w)
		}
		w.texts = append(w.texts, r.Old, r.New)
		if r.Kept > 0.9 {
			w.kept = append(w.kept, [2]string{r.Old, r.New})
		}
	}
	data, err := os.ReadFile(filepath.Join(shared, "extract-scrapinghub", "ground-truth.json"))
	if err != nil {
		t.Skip("the texts of pages are not here: ", err)
	}
	pages := map[string]struct{ ArticleBody string }{}
	if err := json.Unmarshal(data, &pages); err != nil {
		t.Fatal(err)
	}
	for _, id := range slices.Sorted(maps.Keys(pages)) {
		if body := pages[id].ArticleBody; len(strings.Fields(body)) > 50 {
			all = append(all, &work{texts: []string{body}})
		}
	}
	return all
}

func meet(a, b Signature) bool {
	for _, v := range a {
		if slices.Contains(b, v) {
			return true
		}
	}
	return false
}

func found(a, b string) bool { return meet(Sketch(a), Sketch(b)) && Overlap(a, b) >= Enough }

// Revisions that keep nine words of ten are found, and of ten thousand pairs of different articles at most one is.
func TestRevisionsAreFound(t *testing.T) {
	all := works(t)
	n, hits := 0, 0
	for _, w := range all {
		for _, p := range w.kept {
			n++
			if found(p[0], p[1]) {
				hits++
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, w := range all { // and of every text three versions in which nearly a tenth of the words were taken out or replaced
		for range 3 {
			n++
			if found(w.texts[0], edited(random, w.texts[0])) {
				hits++
			}
		}
	}
	t.Logf("%d of %d texts that keep over 90 %% of their words are found", hits, n)
	if float64(hits) < 0.99*float64(n) {
		t.Errorf("%d of %d are found, want 99 %%", hits, n)
	}
}

func TestDifferentArticlesAreNotFound(t *testing.T) {
	all := works(t)
	type one struct {
		work int
		text string
		sign Signature
	}
	var texts []one
	for i, w := range all {
		for _, text := range w.texts {
			texts = append(texts, one{i, text, Sketch(text)})
		}
	}
	pairs, wrong, compared := 0, 0, 0
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if a.work == b.work {
				continue
			}
			pairs++
			if meet(a.sign, b.sign) {
				compared++
				if Overlap(a.text, b.text) >= Enough {
					wrong++
					t.Logf("%.80q\n%.80q", a.text, b.text)
				}
			}
		}
	}
	t.Logf("%d of %d pairs of different articles are found; %d were compared", wrong, pairs, compared)
	if pairs < 10000 || wrong*10000 > pairs || compared*1000 > pairs {
		t.Errorf("%d wrong, %d compared, of %d", wrong, compared, pairs)
	}
}

// edited takes out or replaces 9 words of a hundred.
func edited(random *rand.Rand, text string) string {
	words := strings.Fields(text)
	var out []string
	for _, w := range words {
		switch random.IntN(200) {
		case 0, 1, 2, 3, 4, 5, 6, 7, 8:
		case 9, 10, 11, 12, 13, 14, 15, 16, 17:
			out = append(out, "something")
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
