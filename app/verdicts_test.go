//go:build !headless

package app

import (
	"strings"
	"testing"

	"touchstone/model"
)

// A verdict that was taken back is seen right below those that stand, with who took it back and why.
func TestAWithdrawnVerdictIsSeenBelowTheCurrentOnes(t *testing.T) {
	u := newDesk(t)
	u.types("w")
	u.fills("reason", "Another bridge.")
	u.accepts()
	said := saidIn(u.panel.Object())
	verdicts, _, _ := strings.Cut(said, "Where it stands")
	if !strings.Contains(verdicts, "True · Anna") || !strings.Contains(verdicts, "Withdrawn by Anna") || !strings.Contains(verdicts, "Another bridge.") {
		t.Errorf("the panel says\n%s", said)
	}
	u.gives("half-true", "Seen again.")
	u.types("v")
	u.fills("rating", "false")
	u.fills("rationale", "Seen better.")
	u.fills("reason", "New light.")
	u.accepts()
	said = saidIn(u.panel.Object())
	if verdicts, _, _ = strings.Cut(said, "Where it stands"); !strings.Contains(verdicts, "Superseded") {
		t.Errorf("of what was superseded the panel says\n%s", said)
	}
}

// What this person did already is not offered again, and said in one line where it is asked for by key.
func TestStandingBehindAVerdictIsOfferedOnce(t *testing.T) {
	u := judged(t)
	u.showClaim()
	for _, c := range []struct{ key, role, command, done string }{
		{"b", model.RoleSecond, "verdict.second", "You stand behind this verdict already."},
		{"o", model.RoleApprove, "verdict.approve", "You approved this verdict already."},
	} {
		if !u.offers(c.command) {
			t.Errorf("%s is not offered", c.command)
		}
		u.types(c.key)
		u.accepts()
		if u.offers(c.command) {
			t.Errorf("%s is offered again", c.command)
		}
		u.types(c.key)
		if u.panel.Form() != nil || u.bar.message.Text != "⚠ "+c.done {
			t.Errorf("%s asks again, and says %q", c.command, u.bar.message.Text)
		}
	}
	u.sits("Chloé")
	u.showClaim()
	if !u.offers("verdict.second") || !u.offers("verdict.approve") {
		t.Error("somebody else is not offered to stand behind it")
	}
}

// Of several verdicts of others only those are asked for that this person does not stand behind yet.
func TestOfSeveralOnlyThoseNotStoodBehindAreAskedFor(t *testing.T) {
	u := newDesk(t)
	u.sits("Chloé")
	first := u.heads()[0].ID
	u.stores(model.StandBehind(first, model.RoleSecond, ""))
	u.types("b")
	u.accepts()
	for _, v := range u.heads() {
		if len(v.Seconds) != 1 {
			t.Errorf("%d stand behind %s", len(v.Seconds), v.Rating)
		}
	}
}

// offers reports whether the panel offers a command about a verdict.
func (u *ui) offers(command string) bool {
	for _, v := range u.panel.Claim().Verdicts {
		for _, offered := range v.Offers {
			if offered == command {
				return true
			}
		}
	}
	return false
}
