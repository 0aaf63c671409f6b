package suggest

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// material reads a file of one JSON value a line from the real material beside the work trees; where it is absent the test is
// skipped.
func material[T any](t *testing.T, parts ...string) []T {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared", "eval"}, parts...)...)
	f, err := os.Open(path)
	if err != nil {
		t.Skip("the real material is not beside this work tree: " + path)
	}
	defer f.Close()
	var out []T
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var one T
			if err := json.Unmarshal(line, &one); err != nil {
				t.Fatal(err)
			}
			out = append(out, one)
		}
		if err != nil {
			return out
		}
	}
}

type segmented struct {
	Lang      string   `json:"lang"`
	Name      string   `json:"name"`
	Golden    bool     `json:"golden"`
	Text      string   `json:"text"`
	Sentences []string `json:"sentences"`
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestSentencesOnRealCases(t *testing.T) {
	hits, all := map[string]int{}, map[string]int{}
	for _, c := range material[segmented](t, "segmentation", "pragmatic-segmenter.jsonl") {
		var got, want []string
		for _, s := range Sentences(c.Text, nil) {
			got = append(got, squeeze(c.Text[s.Start:s.End]))
		}
		for _, s := range c.Sentences {
			want = append(want, squeeze(s))
		}
		keys := []string{c.Lang}
		if c.Golden {
			keys = append(keys, c.Lang+" golden")
		}
		same := strings.Join(got, "\x00") == strings.Join(want, "\x00")
		for _, k := range keys {
			all[k]++
			if same {
				hits[k]++
			}
		}
		if !same && testing.Verbose() {
			t.Logf("%s %v %q\n  got  %q\n  want %q", c.Lang, c.Golden, c.Text[:min(300, len(c.Text))], got, want)
		}
	}
	for k, n := range all {
		t.Logf("%-10s %3d of %3d  %.3f", k, hits[k], n, float64(hits[k])/float64(n))
	}
	for k, floor := range map[string]float64{"en golden": 0.97, "en": 0.84, "de": 0.9, "da": 0.9, "ru": 0.9, "it": 0.9, "es": 0.8} {
		if all[k] > 0 && float64(hits[k]) < floor*float64(all[k]) {
			t.Errorf("%s: %d of %d", k, hits[k], all[k])
		}
	}
}
