//go:build !headless

package app

import (
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAnyRowOfCommandsIsUndoneToTheLastLetter(t *testing.T) {
	var writing []journey
	for _, j := range journeys() {
		switch j.id {
		case "verdict.settle", "verdict.publish", "verdict.withdraw", "verdict.second", "verdict.approve", "help.sample", "attribution.remove", "appearance.remove", "claim.mark",
			"claim.split", "claim.join", "question.answer", "source.merge", "evidence.save", "quote.compare",
			"proposal.next", "proposal.previous", "proposal.accept", "proposal.reject", "edit.steps":
			continue // these can be done once, or take several steps, and are done once by the test of every command
		}
		if j.writes {
			writing = append(writing, j)
		}
	}
	rows := 0
	rapid.Check(t, func(r *rapid.T) {
		if rows++; racing && rows > 10 { // a row takes seconds under the detector, which looks at goroutines and not at states
			return
		}
		row := &row{TB: t, rapid: r}
		defer row.end()
		u := newDesk(row)
		states := []string{u.state()}
		for range rapid.IntRange(1, 5).Draw(r, "steps") {
			j := rapid.SampledFrom(writing).Draw(r, "command")
			seq := u.seq()
			j.do(u)
			if u.seq() != seq {
				states = append(states, u.state())
			}
		}
		for i := len(states) - 1; i > 0; i-- {
			u.toArticle("")
			u.presses("Ctrl+Z")
			if got := u.state(); got != states[i-1] {
				u.Fatalf("undo %d gives another state:\n%s", i, diff(states[i-1], got))
			}
		}
	})
}

// row is a test of one row of commands: what it opened is closed at its end, and a row that fails is made shorter.
type row struct {
	testing.TB
	rapid *rapid.T
	after []func()
}

func (r *row) Cleanup(do func())              { r.after = append(r.after, do) }
func (r *row) Fatal(all ...any)               { r.rapid.Fatal(all...) }
func (r *row) Fatalf(form string, all ...any) { r.rapid.Fatalf(form, all...) }
func (r *row) Error(all ...any)               { r.rapid.Error(all...) }
func (r *row) Errorf(form string, all ...any) { r.rapid.Errorf(form, all...) }

func (r *row) TempDir() string {
	folder, err := os.MkdirTemp("", "row")
	if err != nil {
		r.Fatal(err)
	}
	r.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			r.Error(err)
		}
	})
	return folder
}

func (r *row) end() {
	for _, do := range slices.Backward(r.after) {
		do()
	}
}
