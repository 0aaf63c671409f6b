package e2e

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"
)

// rounds is how often the long tests try; TOUCHSTONE_LONG=1 asks for the full number.
func rounds(short, long int) int {
	if os.Getenv("TOUCHSTONE_LONG") != "" {
		return long
	}
	return short
}

// Two programs take turns at one claim, each superseding what it saw. Nothing is lost, and one verdict stands in the end.
func TestTwoProgramsAlternate(t *testing.T) {
	d, _, claim := loaded(t)
	n := rounds(20, 500)
	var both sync.WaitGroup
	var mu sync.Mutex
	given := map[string]bool{}
	for _, who := range []string{"Anna", "Björn"} {
		both.Add(1)
		go func() {
			defer both.Done()
			for i := range n {
				rating := []string{"true", "false"}[i%2]
				out, errs, code := d.run("--as", who, "judge", claim, "--rating", rating, "--rationale", fmt.Sprint(who, i),
					"--supersede", "all", "--reason", "turn", "--json")
				var row struct{ Verdict string }
				if code != 0 || json.Unmarshal([]byte(out), &row) != nil {
					t.Errorf("exit %d: %s", code, errs)
					return
				}
				mu.Lock()
				given[row.Verdict] = true
				mu.Unlock()
			}
		}()
	}
	both.Wait()
	heads := 0
	for _, line := range d.rows("history", claim) {
		delete(given, text(line["verdict"]))
		if line["head"] == true {
			heads++
		}
	}
	if heads != 1 || len(given) > 0 {
		t.Errorf("%d heads, %d verdicts lost", heads, len(given))
	}
	d.do("verify") // compares the index with a rebuild
}

// A program that is killed while it marks loses nothing that it said it stored.
func TestKilledWhileMarking(t *testing.T) {
	d, article, _ := loaded(t)
	acknowledged := map[string]bool{}
	chance := rand.New(rand.NewPCG(1, 2))
	began := time.Now()
	d.do("--as", "Anna", "mark", article, "--quote", "Nobody was hurt")
	one := time.Since(began) // how long a mark takes here, now
	for range rounds(5, 50) {
		// Marks are made one after another; the kill comes at a random moment of the first few.
		for _, claim := range killedStream(t, d, article, time.Duration(chance.Float64()*4*float64(one))) {
			acknowledged[claim] = true
		}
	}
	if len(acknowledged) == 0 {
		t.Fatal("nothing was marked before the kills")
	}
	for _, row := range d.rows("list", "claims") {
		delete(acknowledged, text(row["id"]))
	}
	if len(acknowledged) > 0 {
		t.Errorf("%d acknowledged marks are lost", len(acknowledged))
	}
	d.do("verify")
}

// killedStream marks again and again, kills the program at some moment, and returns the claims it had acknowledged by then.
func killedStream(t *testing.T, d *desk, article string, after time.Duration) []string {
	t.Helper()
	var claims []string
	deadline := time.After(after)
	for {
		c := d.command("--as", "Anna", "mark", article, "--quote", "Nobody was hurt", "--json")
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan string, 1)
		go func() {
			line, _ := bufio.NewReader(out).ReadString('\n')
			done <- line
		}()
		killed := false
		var line string
		select {
		case line = <-done:
		case <-deadline:
			killed = true
			if err := c.Process.Kill(); err != nil {
				t.Logf("kill: %v", err) // it was quicker
			}
			line = <-done
		}
		var row struct{ Claim string }
		if json.Unmarshal([]byte(line), &row) == nil && row.Claim != "" {
			claims = append(claims, row.Claim)
		}
		_ = c.Wait() // killed or done
		if killed {
			return claims
		}
	}
}
