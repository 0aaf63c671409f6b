//go:build !headless

package app

import (
	"strings"
	"testing"
)

// A reason why a claim cannot be checked goes with saying that it cannot: otherwise it is refused where it was typed.
func TestAReasonGoesWithWhatCannotBeChecked(t *testing.T) {
	u := newDesk(t)
	for _, checkable := range []string{"", "yes"} {
		u.types("D")
		u.fills("checkable", checkable)
		u.fills("why", "A forecast.")
		u.panel.Form().Done()
		fm := u.panel.Form()
		if fm == nil || u.window.Canvas().Focused() != fm.Field("why").First() {
			t.Fatalf("with %q it is not refused at the reason", checkable)
		}
		if said := saidIn(fm.Object()); !strings.Contains(said, "Why it cannot be checked: choose “Cannot be checked”") {
			t.Errorf("the form says\n%s", said)
		}
		u.presses("Escape")
	}
	u.types("D")
	u.fills("checkable", "no")
	u.fills("why", "A forecast.")
	u.accepts()
	u.sees("Cannot be checked: A forecast.")
}

// A reason that was set otherwise is shown, too.
func TestAReasonIsShownWhereNobodySaidThatItCannotBeChecked(t *testing.T) {
	u := newDesk(t)
	u.describes(u.claim, "why", "A forecast.")
	u.sees("Why it cannot be checked: A forecast.")
	u.describes(u.claim, "checkable", "yes")
	u.sees("Why it cannot be checked: A forecast.")
}

// sees finds words among what the panel tells of the claim.
func (u *ui) sees(words string) {
	u.Helper()
	if said := strings.Join(u.panel.Claim().Facts, "\n"); !strings.Contains(said, words) {
		u.Errorf("the panel does not say %q but %q", words, said)
	}
}
