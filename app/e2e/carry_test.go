package e2e

import (
	"strings"
	"testing"
)

const monday = `The bridge over the sound

The bridge is unsafe, says the mayor. Divers found cracks in it on Tuesday.

Repairs cost 19 million crowns, according to Telagra. Nobody was hurt when a stone fell.

Traffic stands still. The ministry promised an answer by Friday.

The harbour is closed. Nobody knows for how long, says Ann Lee.
`

const friday = `A correction was made on Friday.

The bridge over the sound

The bridge is unsafe, says the mayor. Two divers found deep cracks in it on Tuesday.

The harbour is closed. Nobody knows for how long, says Ann Lee.

Repairs cost 23 million crowns, according to Telagra. Nobody was hurt when a stone fell.
`

// A newer text of an article takes its claims along, tells what became of each, and waits for somebody to look at what changed.
func TestClaimsAreCarriedIntoANewerText(t *testing.T) {
	d := newDesk(t)
	article := text(d.row("--as", "Anna", "load", d.write("monday.txt", monday))["article"])
	claims := map[string]string{}
	for _, quote := range []string{"The bridge is unsafe", "Divers found cracks in it on Tuesday.", "Repairs cost 19 million crowns", "The ministry promised an answer by Friday.", "The harbour is closed."} {
		claims[text(d.row("--as", "Anna", "mark", article, "--quote", quote)["claim"])] = quote
	}
	for claim, quote := range claims {
		if strings.HasPrefix(quote, "Repairs") {
			d.do("--as", "Anna", "attribute", claim, "--link", "Telagra|according to")
			d.do("--as", "Anna", "judge", claim, "--rating", "true", "--rationale", "Telagra has the bill.")
		}
	}
	newer := d.write("friday.txt", friday)
	want := map[string]string{
		"The bridge is unsafe": "moved", "Divers found cracks in it on Tuesday.": "changed", "Repairs cost 19 million crowns": "changed",
		"The ministry promised an answer by Friday.": "lost", "The harbour is closed.": "moved",
	}
	check := func(row map[string]any) {
		t.Helper()
		carried := list(row["carried"])
		if len(carried) != len(want) {
			t.Fatalf("%d places are told of, not %d: %v", len(carried), len(want), carried)
		}
		for _, c := range carried {
			one := c.(map[string]any)
			if quote := claims[text(one["claim"])]; one["status"] != want[quote] {
				t.Errorf("%q is %v (%v), not %s", quote, one["status"], one["score"], want[quote])
			}
		}
	}
	check(d.row("--as", "Björn", "load", "--capture-of", article, "--dry-run", newer))
	row := d.row("--as", "Björn", "load", "--capture-of", article, newer)
	check(row)
	if row["article"] != article || row["new"] != false {
		t.Errorf("%v is another article, or a new one", row)
	}
	for claim, quote := range claims {
		shown := d.row("show", claim)
		appearances := list(shown["appearances"])
		if quote == "The ministry promised an answer by Friday." {
			if len(appearances) != 1 {
				t.Errorf("%q stands in %d places", quote, len(appearances))
			}
			continue
		}
		if len(appearances) != 2 {
			t.Fatalf("%q stands in %d places", quote, len(appearances))
		}
		newer := appearances[1].(map[string]any)
		if newer["text"] != row["text"] {
			newer = appearances[0].(map[string]any)
		}
		if newer["confirmed"] != (want[quote] == "moved") {
			t.Errorf("%q is confirmed: %v", quote, newer["confirmed"])
		}
		if strings.HasPrefix(quote, "Repairs") {
			links := list(newer["attributions"])
			if len(links) != 1 || links[0].(map[string]any)["cue"] == nil {
				t.Errorf("the attribution did not come along: %v", newer)
			}
			if flags := list(shown["flags"]); len(flags) != 1 || flags[0] != "needs-review" {
				t.Errorf("its words changed under a verdict, and its flags are %v", flags)
			}
			d.do("--as", "Björn", "confirm", text(newer["id"]))
			if flags := list(d.row("show", claim)["flags"]); len(flags) > 0 {
				t.Errorf("after a look its flags are %v", flags)
			}
		}
	}
	if again := d.row("--as", "Björn", "load", "--capture-of", article, newer); len(list(again["carried"])) > 0 {
		t.Errorf("loaded again it carries %v", again["carried"])
	}
	colleague(t, d)
}

// What was lost is placed by hand, or said to be gone, and is not carried from there again.
func TestWhatIsLostIsSettledByHand(t *testing.T) {
	d := newDesk(t)
	article := text(d.row("--as", "Anna", "load", d.write("monday.txt", monday))["article"])
	lost := d.row("--as", "Anna", "mark", article, "--quote", "The ministry promised an answer by Friday.")
	gone := d.row("--as", "Anna", "mark", article, "--quote", "Traffic stands still.")
	d.do("--as", "Anna", "load", "--capture-of", article, d.write("friday.txt", friday))
	d.do("--as", "Anna", "confirm", text(list(lost["appearances"])[0]), "--quote", "A correction was made on Friday.")
	d.do("--as", "Anna", "confirm", text(list(gone["appearances"])[0]), "--gone", "--why", "the paragraph was cut")
	row := d.row("--as", "Anna", "load", "--capture-of", article, d.write("saturday.txt", "On Saturday nothing new.\n\n"+friday))
	carried := list(row["carried"])
	if len(carried) != 1 || carried[0].(map[string]any)["status"] != "moved" {
		t.Errorf("%v", carried)
	}
	d.do("--as", "Anna", "undo")
	if shown := d.row("show", article); len(list(shown["captures"])) != 2 {
		t.Errorf("after taking back there are %d captures", len(list(shown["captures"])))
	}
	d.refuses(1, "article", "--as", "Anna", "load", "--capture-of", "0123456789", d.write("x.txt", "Words."))
}
