package ingest

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const evalFolder = "../../../shared/eval"

// sheet is a page of the evaluation material and what is known of its words.
type sheet struct {
	id            string
	data          []byte
	body          string   // the whole article, "" where only segments are known
	with, without []string // segments
}

func unzipped(t testing.TB, path string) []byte {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sheets(t testing.TB) (whole, parts []sheet) {
	raw, err := os.ReadFile(filepath.Join(evalFolder, "extract-scrapinghub", "ground-truth.json"))
	if err != nil {
		t.Skip("no evaluation pages beside this repository (../shared/eval)")
	}
	var truth map[string]struct{ ArticleBody string }
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	for _, id := range sorted(truth) {
		whole = append(whole, sheet{id: id, body: truth[id].ArticleBody, data: unzipped(t, filepath.Join(evalFolder, "extract-scrapinghub", "html", id+".html.gz"))})
	}
	raw, err = os.ReadFile(filepath.Join(evalFolder, "extract-trafilatura", "evaldata.json"))
	if err != nil {
		t.Fatal(err)
	}
	var segments map[string]struct {
		File          string
		With, Without []string
	}
	if err := json.Unmarshal(raw, &segments); err != nil {
		t.Fatal(err)
	}
	for _, id := range sorted(segments) {
		s := segments[id]
		parts = append(parts, sheet{id: id, with: s.With, without: s.Without, data: unzipped(t, filepath.Join(evalFolder, "extract-trafilatura", s.File))})
	}
	return whole, parts
}

func sorted[T any](m map[string]T) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sortStrings(keys)
	return keys
}

func sortStrings(s []string) {
	for i := 1; i < len(s); i++ {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

var token = regexp.MustCompile(`[\p{L}\p{N}_\p{M}]+`)

func shingles(text string) map[string]int {
	words := token.FindAllString(text, -1)
	all := map[string]int{}
	for i := 0; i < max(1, len(words)-3); i++ {
		if s := strings.Join(words[i:min(len(words), i+4)], " "); s != "" {
			all[s]++
		}
	}
	return all
}

// wholeScore is precision and recall of a text, -1 where one is not counted.
func wholeScore(truth, mine string) (p, r float64) {
	a, b := shingles(truth), shingles(mine)
	tp, fp, fn := 0, 0, 0
	for s, n := range a {
		tp += min(n, b[s])
		fn += max(0, n-b[s])
	}
	for s, n := range b {
		fp += max(0, n-a[s])
	}
	p, r = -1, -1
	if tp+fp > 0 {
		p = float64(tp) / float64(tp+fp)
	}
	if tp+fn > 0 {
		r = float64(tp) / float64(tp+fn)
	}
	return p, r
}

func mean(xs []float64) float64 {
	s, n := 0.0, 0
	for _, x := range xs {
		if x >= 0 {
			s, n = s+x, n+1
		}
	}
	return s / float64(max(1, n))
}

func wholeF1(whole []sheet, texts []string) (f1, p, r float64) {
	var ps, rs []float64
	for i, s := range whole {
		p, r := wholeScore(s.body, texts[i])
		ps, rs = append(ps, p), append(rs, r)
	}
	p, r = mean(ps), mean(rs)
	return 2 * p * r / (p + r), p, r
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func partsF1(parts []sheet, texts []string) float64 {
	tp, fp, fn := 0, 0, 0
	for i, s := range parts {
		t := spaced(texts[i])
		for _, w := range s.with {
			if strings.Contains(t, spaced(w)) {
				tp++
			} else {
				fn++
			}
		}
		for _, w := range s.without {
			if strings.Contains(t, spaced(w)) {
				fp++
			}
		}
	}
	return 2 * float64(tp) / float64(2*tp+fp+fn)
}

func (p *page) textOf(keep func(i int) bool) string {
	var g gathered
	for i, s := range p.passages {
		if keep(i) {
			g.add(s.kind, s.level, s.words)
		}
	}
	return g.text.String()
}

func pageFrom(t testing.TB, data []byte) *page {
	text, _ := decodeHTML(data, "")
	root, err := parsePage(text)
	if err != nil {
		t.Fatal(err)
	}
	return newPage(root)
}

func TestFit(t *testing.T) {
	whole, parts := sheets(t)
	var all []*page
	for _, s := range append(whole[:len(whole):len(whole)], parts...) {
		all = append(all, pageFrom(t, s.data))
	}
	score := func(name string, keep func(p *page, i int) bool) {
		var texts []string
		for _, p := range all {
			texts = append(texts, p.textOf(func(i int) bool { return keep(p, i) }))
		}
		f1, p, r := wholeF1(whole, texts[:len(whole)])
		fmt.Printf("%-10s zyte %.4f (p %.4f r %.4f)  segments %.4f\n", name, f1, p, r, partsF1(parts, texts[len(whole):]))
	}
	score("reader", func(p *page, i int) bool { return p.passages[i].read > 0.5 })
	score("all", func(*page, int) bool { return true })
	labels := make([][]float64, len(all))
	for k, p := range all {
		if k < len(whole) {
			labels[k] = labelsOf(p, whole[k])
		} else {
			labels[k] = partLabels(p, parts[k-len(whole)])
		}
	}
	at := map[*page]int{}
	for k, p := range all {
		at[p] = k
	}
	score("labels", func(p *page, i int) bool { return labels[at[p]][i] > 0.5 })
}

// labelsOf gives for each passage the share of its words that are the article's.
func labelsOf(p *page, s sheet) []float64 {
	body := " " + strings.Join(token.FindAllString(s.body, -1), " ") + " "
	labels := make([]float64, len(p.passages))
	for i := range p.passages {
		words := token.FindAllString(p.passages[i].words, -1)
		if len(words) == 0 {
			labels[i] = -1
			continue
		}
		hit, n := 0, 0
		for j := 0; j < max(1, len(words)-3); j++ {
			n++
			if strings.Contains(body, " "+strings.Join(words[j:min(len(words), j+4)], " ")+" ") {
				hit++
			}
		}
		labels[i] = float64(hit) / float64(n)
		if len(words) < 4 { // may stand there by accident
			labels[i] *= 0.999
		}
	}
	for i := range labels { // short ones count where a neighbour does
		if words := token.FindAllString(p.passages[i].words, -1); len(words) < 4 && labels[i] > 0.5 {
			near := false
			for _, j := range []int{i - 2, i - 1, i + 1, i + 2} {
				near = near || j >= 0 && j < len(labels) && labels[j] == 1
			}
			if !near {
				labels[i] = 0
			}
		}
	}
	return labels
}

func partLabels(p *page, s sheet) []float64 {
	labels := make([]float64, len(p.passages))
	for i := range labels {
		labels[i] = -1
		words := spaced(p.passages[i].words)
		for _, w := range s.without {
			if strings.Contains(words, spaced(w)) {
				labels[i] = 0
			}
		}
		for _, w := range s.with {
			if strings.Contains(words, spaced(w)) {
				labels[i] = 1
			}
		}
	}
	return labels
}
