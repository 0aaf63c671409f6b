package history

import (
	"slices"

	"touchstone/model"
	"touchstone/model/anchor"
)

// Comparison lays two verdicts over each other.
type Comparison struct {
	Rationale  []anchor.Piece
	Correction []anchor.Piece // nothing where neither proposes a wording
	Evidence   []Resting      // what both rest on, then what only the earlier one does, then only the later one
}

// Resting is a piece of evidence on which one of two verdicts rests, or both.
type Resting struct {
	Evidence string // its id
	Gone     bool   // of the earlier one alone
	Come     bool   // of the later one alone
}

// Compare tells what a later verdict says otherwise than an earlier one.
func Compare(earlier, later model.VerdictGiven) Comparison {
	c := Comparison{Rationale: anchor.Wordings(earlier.Rationale, later.Rationale)}
	if earlier.Correction != "" || later.Correction != "" {
		c.Correction = anchor.Wordings(earlier.Correction, later.Correction)
	}
	for _, id := range later.Cites {
		if slices.Contains(earlier.Cites, id) {
			c.Evidence = append(c.Evidence, Resting{Evidence: id})
		}
	}
	for _, id := range earlier.Cites {
		if !slices.Contains(later.Cites, id) {
			c.Evidence = append(c.Evidence, Resting{Evidence: id, Gone: true})
		}
	}
	for _, id := range later.Cites {
		if !slices.Contains(earlier.Cites, id) {
			c.Evidence = append(c.Evidence, Resting{Evidence: id, Come: true})
		}
	}
	return c
}

// Given is a verdict that was given, whatever became of it.
type Given struct {
	Event model.Event
	model.VerdictGiven
}

// Verdicts are all that were ever given in a claim's stream, oldest first.
func Verdicts(s model.Stream, events []model.Event) []Given {
	var all []Given
	for _, e := range model.Causal(s, events) {
		if fact, ok := e.Fact.(model.VerdictGiven); ok {
			all = append(all, Given{e, fact})
		}
	}
	return all
}

// Before is the verdict that one is compared with unless another is wanted: the last of those that it supersedes, else the one given
// before it; -1 for none.
func Before(all []Given, at int) int {
	for i, g := range slices.Backward(all[:at]) {
		if slices.Contains(all[at].Supersedes, g.Event.ID) {
			return i
		}
	}
	return at - 1
}
