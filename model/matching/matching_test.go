package matching_test

import (
	"slices"
	"strings"
	"testing"

	"touchstone/model/matching"

	"pgregory.net/rapid"
)

func TestTermsLeaveOutWhatIsNotSaid(t *testing.T) {
	got := matching.Terms("The bridge at #NorrHamn has 52 piles, see https://a.example/x?y=1 pic.twitter.com/abc — Bo Ek (@boek) March 3, 2021")
	want := []string{"bridge", "norrhamn", "norr", "hamn", "52", "piles", "see", "bo", "ek", "boek"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	if got := matching.Terms("To be or not to be"); len(got) != 0 {
		t.Errorf("stop words are looked for: %v", got)
	}
}

// among ranks statements, the best of the index first.
func among(text string, statements ...string) []matching.Match {
	var all []matching.Candidate
	for i, s := range statements {
		all = append(all, matching.Candidate{Statement: s, Score: 10 - float64(i)/10})
	}
	return matching.Rank(text, all)
}

func TestReasonsAreWhatStandsInBoth(t *testing.T) {
	m := among("The Port of Norrhamn has 14 damaged piles", "Norrhamn counts 14 piles that are damaged", "Port wine has 13 percent, not more")
	if m[0].Index != 0 || m[0].Tier != matching.Likely || m[1].Tier != matching.Possible {
		t.Errorf("%+v", m)
	}
	if got := strings.Join(m[0].Reasons, "; "); got != "names in both: norrhamn; numbers in both: 14; words in both: 14, damaged, piles" {
		t.Errorf("reasons are %s", got)
	}
	if got := strings.Join(m[1].Reasons, "; "); !strings.Contains(got, "but: the numbers differ") || !strings.Contains(got, "but: only one of them denies") {
		t.Errorf("reasons are %s", got)
	}
}

func TestTheSameWordsComeFirst(t *testing.T) {
	m := among("crime has doubled, since 2019!", "Crime has doubled since 2009 in all of the land", "Crime has doubled since 2019")
	if m[0].Index != 1 || !slices.Equal(m[0].Reasons, []string{"the same words"}) {
		t.Errorf("%+v", m)
	}
}

func TestRankingKeepsEveryCandidateOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := rapid.SliceOfN(rapid.String(), 0, 12).Draw(t, "statements")
		m := among(rapid.String().Draw(t, "text"), statements...)
		var at []int
		for i, one := range m {
			at = append(at, one.Index)
			if one.Score < 0 || one.Score > 1 || i > 0 && one.Score > m[i-1].Score || one.Tier == "" {
				t.Fatalf("%+v", m)
			}
		}
		slices.Sort(at)
		for i := range statements {
			if len(at) != len(statements) || at[i] != i {
				t.Fatalf("%d candidates, ranked %v", len(statements), at)
			}
		}
	})
}
