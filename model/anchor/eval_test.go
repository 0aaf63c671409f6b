package anchor

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"touchstone/model/span"
)

// revision is two versions of an article with passages whose places in both are known.
type revision struct {
	ID      string `json:"id"`
	Old     string `json:"old_text"`
	New     string `json:"new_text"`
	Anchors []struct {
		Kind string  `json:"kind"`
		Old  [2]int  `json:"old"`
		New  *[2]int `json:"new"`
	} `json:"anchors"`
}

func revisions(t testing.TB) []revision {
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "eval", "anchoring", "wikipedia-revisions", "pairs.jsonl"))
	if err != nil {
		t.Skip("the pairs of revisions are not here: ", err)
	}
	defer file.Close()
	var all []revision
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r revision
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// tally counts how passages of a kind were found again, as score.py does.
type tally struct{ n, exact, half, ambiguous, lost, false int }

func (t *tally) count(p Place, want *span.Span) {
	t.n++
	switch {
	case p.Status == Lost:
		t.lost++
	case p.Status == Ambiguous:
		t.ambiguous++
	case want == nil:
		t.false++
	default:
		both := max(0, min(p.Span.End, want.End)-max(p.Span.Start, want.Start))
		either := max(p.Span.End, want.End) - min(p.Span.Start, want.Start)
		if p.Span == *want {
			t.exact++
		}
		if both*2 >= either {
			t.half++
		} else {
			t.false++
		}
	}
}

// The figures of passages in real revisions that doc.go names hold, for one passage by itself and for all of an article.
func TestRealRevisions(t *testing.T) {
	alone, together := map[string]*tally{}, map[string]*tally{}
	for _, r := range revisions(t) {
		old, new := span.NewIndex(r.Old), span.NewIndex(r.New)
		at := func(x *span.Index, p [2]int) span.Span {
			start, err := x.Bytes(p[0])
			end, wrong := x.Bytes(p[1])
			if err != nil || wrong != nil {
				t.Fatal(err, wrong)
			}
			return span.Span{Start: start, End: end}
		}
		var passages []span.Fragments
		for _, a := range r.Anchors {
			passages = append(passages, span.Fragments{at(old, a.Old)})
		}
		carried := Carry(r.Old, r.New, passages...)
		for i, a := range r.Anchors {
			var want *span.Span
			if a.New != nil {
				w := at(new, *a.New)
				want = &w
			}
			if alone[a.Kind] == nil {
				alone[a.Kind], together[a.Kind] = &tally{}, &tally{}
			}
			p := Resolve(r.New, Of(r.Old, passages[i][0]))
			alone[a.Kind].count(p, want)
			q := Place{Status: carried[i].Status, Score: carried[i].Score}
			if len(carried[i].Fragments) > 0 {
				q.Span = carried[i].Fragments.Bounds()
			}
			together[a.Kind].count(q, want)
			if testing.Verbose() {
				for how, p := range map[string]Place{"alone": p, "together": q} {
					if want == nil && p.Status.Found() || want != nil && p.Span != *want {
						t.Logf("%s, %s: %s %.2f\n  %q %q %q\n  %q", how, a.Kind, p.Status, p.Score, Of(r.Old, passages[i][0]).Prefix, r.Old[passages[i][0].Start:passages[i][0].End], Of(r.Old, passages[i][0]).Suffix, r.New[p.Span.Start:p.Span.End])
					}
				}
			}
		}
	}
	for how, kinds := range map[string]map[string]*tally{"alone": alone, "together": together} {
		for kind, k := range kinds {
			t.Logf("%-8s %-22s of %d: %.4f exact, %.4f half, %.4f ambiguous, %.4f lost, %.4f false", how, kind, k.n, share(k.exact, k.n), share(k.half, k.n), share(k.ambiguous, k.n), share(k.lost, k.n), share(k.false, k.n))
			switch kind {
			case "deleted":
				if share(k.false, k.n) > 0.01 {
					t.Errorf("%s, deleted: %d of %d found falsely", how, k.false, k.n)
				}
			case "edited":
				if share(k.half, k.n) < 0.985 || share(k.exact, k.n) < 0.9 {
					t.Errorf("%s, edited: %d of %d found by half, %d exactly", how, k.half, k.n, k.exact)
				}
			default:
				if k.exact < k.n {
					t.Errorf("%s, %s: %d of %d found exactly", how, kind, k.exact, k.n)
				}
			}
		}
	}
}

func share(n, of int) float64 { return float64(n) / float64(of) }
