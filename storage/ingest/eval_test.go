package ingest

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/readeck/go-readability/v2"
)

const evalFolder = "../../../shared/eval"

// sheet is a page of the evaluation material and what is known of its words.
type sheet struct {
	data          []byte
	body          string   // the whole article, "" where only segments are known
	with, without []string // segments
}

func unzipped(t testing.TB, path string) []byte {
	t.Helper()
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

// unjson reads a JSON file of the material, and skips the test where the material is not here.
func unjson(t testing.TB, into any, path ...string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{evalFolder}, path...)...))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the pages of the evaluation are not beside this repository (../shared/eval)")
	}
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// sheets are the pages whose whole article is known, and those of which segments are.
func sheets(t testing.TB) (whole, parts []sheet) {
	t.Helper()
	var truth map[string]struct{ ArticleBody string }
	unjson(t, &truth, "extract-scrapinghub", "ground-truth.json")
	for _, id := range slices.Sorted(maps.Keys(truth)) {
		data := unzipped(t, filepath.Join(evalFolder, "extract-scrapinghub", "html", id+".html.gz"))
		whole = append(whole, sheet{data: data, body: truth[id].ArticleBody})
	}
	var segments map[string]struct {
		File          string
		With, Without []string
	}
	unjson(t, &segments, "extract-trafilatura", "evaldata.json")
	for _, id := range slices.Sorted(maps.Keys(segments)) {
		s := segments[id]
		parts = append(parts, sheet{data: unzipped(t, filepath.Join(evalFolder, "extract-trafilatura", s.File)), with: s.With, without: s.Without})
	}
	return whole, parts
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

func partsF1(parts []sheet, texts []string) float64 {
	tp, fp, fn := 0, 0, 0
	for i, s := range parts {
		t := spacedOut(texts[i])
		for _, w := range s.with {
			if strings.Contains(t, spacedOut(w)) {
				tp++
			} else {
				fn++
			}
		}
		for _, w := range s.without {
			if strings.Contains(t, spacedOut(w)) {
				fp++
			}
		}
	}
	return 2 * float64(tp) / float64(2*tp+fp+fn)
}

// TestEval holds the figures a little below what was measured.
func TestEval(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	whole, parts := sheets(t)
	texts := func(all []sheet) (texts []string) {
		for _, s := range all {
			doc, err := Read("page.html", s.data)
			if err != nil {
				t.Log(err)
			}
			texts = append(texts, doc.Text)
		}
		return texts
	}
	f1, p, r := wholeF1(whole, texts(whole))
	segments := partsF1(parts, texts(parts))
	t.Logf("whole articles: F1 %.4f (precision %.4f, recall %.4f); segments: F1 %.4f", f1, p, r, segments)
	if f1 < 0.968 || segments < 0.940 {
		t.Errorf("whole articles F1 %.4f, want 0.968; segments F1 %.4f, want 0.940", f1, segments)
	}
}

func TestEvalFields(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	folders, err := filepath.Glob(filepath.Join(evalFolder, "extract-readability", "*", "source.html.gz"))
	if err != nil || len(folders) == 0 {
		t.Skip("the pages of the evaluation are not beside this repository (../shared/eval)")
	}
	right, all := map[string]int{}, map[string]int{}
	for _, f := range folders {
		var want map[string]any
		unjson(t, &want, "extract-readability", filepath.Base(filepath.Dir(f)), "expected-metadata.json")
		doc, err := Read("page.html", unzipped(t, f))
		if err != nil {
			t.Error(err)
			continue
		}
		for field, key := range map[string]string{"title": "title", "byline": "byline", "published": "publishedTime"} {
			wanted, _ := want[key].(string)
			got := doc.Fields.Text(field)
			if wanted == "" {
				continue
			}
			all[field]++
			if field == "published" {
				wanted, got = wanted[:min(len(wanted), 10)], got[:min(len(got), 10)]
			}
			if strings.TrimSpace(got) == strings.TrimSpace(wanted) {
				right[field]++
			}
		}
	}
	for field, floor := range map[string]float64{"title": 0.97, "byline": 0.93, "published": 0.90} {
		share := float64(right[field]) / float64(max(1, all[field]))
		t.Logf("%s: %.3f of %d", field, share, all[field])
		if share < floor {
			t.Errorf("%s: %.3f of %d, want %.2f", field, share, all[field], floor)
		}
	}
}

// TestEvalTime compares the time a page takes with that of the reader called alone.
func TestEvalTime(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	whole, _ := sheets(t)
	var alone, ours []time.Duration
	for _, s := range whole {
		at := time.Now()
		text, _ := decodeHTML(s.data, "")
		if _, err := readability.FromReader(strings.NewReader(text), nil); err != nil {
			t.Log(err)
		}
		alone = append(alone, time.Since(at))
		at = time.Now()
		if _, err := Read("page.html", s.data); err != nil {
			t.Log(err)
		}
		ours = append(ours, time.Since(at))
	}
	slices.Sort(alone)
	slices.Sort(ours)
	middle := len(alone) / 2
	ratio := float64(ours[middle]) / float64(alone[middle])
	t.Logf("median of a page: the reader alone %v, ours %v, %.2f times", alone[middle], ours[middle], ratio)
	if ratio > 2.5 {
		t.Errorf("a page takes %.2f times as long as the reader alone, want 2.5", ratio)
	}
}

// BenchmarkPage measures both, one after the other on the same pages.
func BenchmarkPage(b *testing.B) {
	whole, _ := sheets(b)
	b.Run("reader alone", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			text, _ := decodeHTML(whole[i%len(whole)].data, "")
			_, _ = readability.FromReader(strings.NewReader(text), nil)
		}
	})
	b.Run("touchstone", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, _ = Read("page.html", whole[i%len(whole)].data)
		}
	})
}
