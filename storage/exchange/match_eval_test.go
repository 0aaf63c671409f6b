package exchange_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/matching"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/exchange"
)

// collection reads lines of the collection of claims that were checked and of posts that repeat them.
func collection[T any](t testing.TB, name string) []T {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "eval", "claim-matching", name))
	if err != nil {
		t.Skip("the collection is not here: ", err)
	}
	defer file.Close()
	var all []T
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

type post struct {
	Split    string
	Text     string
	Relevant []string
}

// The weights were learnt from the collection's train posts; these are the others. The mean average precision of the first
// five is what the collection's authors measure by. Measured: 0.79 for the index alone, 0.81 ranked again.
func TestMatchingFindsWhatWasCheckedBefore(t *testing.T) {
	claims := collection[struct{ ID, Vclaim, Title string }](t, "ct2020-vclaims.jsonl")
	posts := collection[post](t, "ct2020-queries.jsonl")
	wanted := map[string]bool{}
	for _, p := range posts {
		for _, id := range p.Relevant {
			wanted[id] = wanted[id] || p.Split != "train"
		}
	}
	long := os.Getenv("TOUCHSTONE_LONG") != ""
	var reviews strings.Builder
	for i, c := range claims {
		if !long && !wanted[c.ID] && i%10 > 0 { // the others take a minute
			continue
		}
		raw, err := json.Marshal(map[string]any{
			"@type": "ClaimReview", "url": "https://checks.example/" + c.ID, "claimReviewed": c.Vclaim, "name": c.Title,
			"author": map[string]string{"name": "Checks"},
		})
		if err != nil {
			t.Fatal(err)
		}
		reviews.Write(append(raw, '\n'))
	}
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	if _, err := brought(t, person(t, file, "Anna"), exchange.ClaimReviewFormat, reviews.String()); err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	index, ranked, n := 0.0, 0.0, 0
	for _, p := range posts {
		if p.Split == "train" || len(p.Relevant) == 0 {
			continue
		}
		first, again := found(t, file, ids, p.Text)
		index, ranked, n = index+precision(first, p.Relevant), ranked+precision(again, p.Relevant), n+1
	}
	t.Logf("mean average precision of five: %.4f by the index, %.4f ranked again, of %d posts", index/float64(n), ranked/float64(n), n)
	if floor := map[bool]float64{true: 0.79, false: 0.85}[long]; ranked/float64(n) < floor || ranked < index {
		t.Errorf("mean average precision of five is %.4f, and %.4f by the index alone", ranked/float64(n), index/float64(n))
	}
}

// found are the claims that a text finds, in the order of the index and in that of matching.
func found(t testing.TB, file *storage.File, ids map[string]string, text string) (index, ranked []string) {
	t.Helper()
	alike, err := file.Alike(matching.Terms(text), 40)
	if err != nil {
		t.Fatal(err)
	}
	var candidates []matching.Candidate
	for _, a := range alike {
		index = append(index, name(t, file, ids, a.Claim))
		candidates = append(candidates, matching.Candidate{Statement: a.Statement, Names: a.Names, Score: a.Score})
	}
	for _, m := range matching.Rank(text, candidates) {
		ranked = append(ranked, index[m.Index])
	}
	return index, ranked
}

// name is a claim's id in the collection; of claims that say the same, each has its own.
func name(t testing.TB, file *storage.File, ids map[string]string, claim string) string {
	t.Helper()
	if ids[claim] == "" {
		err := file.Read(func(r workspace.Reader) error {
			state, err := r.State(model.StreamOf(model.NounClaim, claim))
			if c, ok := state.(*model.Claim); ok {
				ids[claim] = strings.TrimPrefix(c.Reviews[0].URL, "https://checks.example/")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return ids[claim]
}

// precision is the average precision of the first five.
func precision(found, relevant []string) float64 {
	hits, sum := 0.0, 0.0
	for i, f := range found[:min(5, len(found))] {
		for _, r := range relevant {
			if f == r {
				hits++
				sum += hits / float64(i+1)
			}
		}
	}
	return sum / float64(min(5, len(relevant)))
}
