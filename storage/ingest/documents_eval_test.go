package ingest

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// real lists the documents of the evaluation set with these extensions.
func real(t testing.TB, extensions ...string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "eval", "documents", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(path string) bool { return !slices.Contains(extensions, extensionOf(path)) })
	if len(all) == 0 {
		t.Skip("the documents to measure with are not beside this repository (../shared/eval/documents)")
	}
	return all
}

var evalWord = regexp.MustCompile(`[\pL\pN\pM]+`)

// evalWords are the words of a text, without the marks that others put where a note is called.
func evalWords(text string) []string {
	return evalWord.FindAllString(strings.ToLower(clean(regexp.MustCompile(`\[\d+\]`).ReplaceAllString(text, ""))), -1)
}

// foundOf is the share of words that are among others, each as often as it stands.
func foundOf(want, got []string) float64 {
	left := map[string]int{}
	for _, w := range got {
		left[w]++
	}
	missing := 0
	for _, w := range want {
		if left[w]--; left[w] < 0 {
			missing++
		}
	}
	return 1 - float64(missing)/float64(max(1, len(want)))
}

// inOrder is the share of the words both texts have that stand in the same order: their longest common subsequence.
func inOrder(want, got []string) float64 {
	above := make([]int, len(got)+1)
	for _, w := range want {
		row := make([]int, len(got)+1)
		for j, g := range got {
			if w == g {
				row[j+1] = above[j] + 1
			} else {
				row[j+1] = max(row[j], above[j+1])
			}
		}
		above = row
	}
	return float64(above[len(got)]) / max(1, foundOf(want, got)*float64(len(want)))
}

// readReal reads a document and checks that it is sound. One without words says so.
func readReal(t *testing.T, path string) string {
	t.Helper()
	begin := time.Now()
	doc, err := ReadFile(path)
	if err != nil {
		if !strings.HasSuffix(err.Error(), ": there are no words in this file; check that it is the right one") {
			t.Error(err)
		}
		return ""
	}
	if wrong := sound(doc, doc.Bytes); wrong != "" {
		t.Errorf("%s: %s", path, wrong)
	}
	if doc.Origin.Pages != nil && (doc.Origin.Pages[0] != 0 || !slices.IsSorted(doc.Origin.Pages)) {
		t.Errorf("%s: pages begin at %v", path, doc.Origin.Pages)
	}
	t.Logf("%s: %v, %d blocks, %v, %q, %v", filepath.Base(path), time.Since(begin).Round(time.Millisecond), len(doc.Blocks), kinds(doc), doc.Fields.Text("title"), slices.Sorted(maps.Keys(doc.Found)))
	return doc.Text
}

// Of the words that pdftotext finds nearly all are found, and in nearly its order; where there are two columns it differs in
// where it puts what stands across them.
func TestRealPDF(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	for _, path := range real(t, "pdf") {
		text := readReal(t, path)
		peer, err := os.ReadFile(strings.TrimSuffix(path, ".pdf") + ".pdftotext.txt")
		if err != nil {
			continue
		}
		want, got := evalWords(string(peer)), evalWords(text)
		words, order := foundOf(want, got), 1.0
		if len(want) < 8000 {
			order = inOrder(want, got)
		}
		t.Logf("%s: %d words, %.4f found, %.4f in order", filepath.Base(path), len(want), words, order)
		if len(want) >= 20 && (words < 0.97 || order < 0.85) {
			t.Errorf("%s: %.4f of %d words found, %.4f in order", path, words, len(want), order)
		}
	}
}

// Of the words that pandoc finds, or docx2txt where there is no pandoc, nearly all are found.
func TestRealDocuments(t *testing.T) {
	if racing {
		t.Skip("what takes long or much memory is measured without the race detector")
	}
	pandoc, _ := exec.LookPath("pandoc")
	if testing.Short() {
		pandoc = ""
	}
	for _, path := range real(t, "docx", "odt", "rtf", "epub") {
		got := evalWords(readReal(t, path))
		peers := map[string]string{}
		if peer, err := os.ReadFile(strings.TrimSuffix(path, ".docx") + ".docx2txt.txt"); err == nil {
			words := evalWords(string(peer)) // it gives what stands in a frame twice
			slices.Sort(words)
			peers["docx2txt"] = strings.Join(slices.Compact(words), " ")
		}
		if pandoc != "" {
			if peer, err := exec.CommandContext(t.Context(), pandoc, "-f", extensionOf(path), "-t", "plain", "--wrap=none", path).Output(); err == nil {
				peers["pandoc"] = string(peer)
			}
		}
		for name, peer := range peers {
			want := evalWords(peer)
			words := foundOf(want, got)
			t.Logf("%s: of %d words of %s %.4f found, %d words in all", filepath.Base(path), len(want), name, words, len(got))
			if words < map[string]float64{"pandoc": 0.99, "docx2txt": 0.95}[name] { // docx2txt takes some words together
				t.Errorf("%s: of %d words of %s %.4f found", path, len(want), name, words)
			}
		}
	}
}
