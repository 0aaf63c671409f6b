//go:build !headless

package app

import (
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
)

// Two people of one name are told apart wherever somebody is named: by whom they work for, else by their ids.
func TestPeopleOfOneNameAreToldApart(t *testing.T) {
	u := newDesk(t)
	who := func() string {
		var all []string
		for _, v := range u.panel.Claim().Verdicts {
			all = append(all, v.Who)
		}
		return strings.Join(all, ", ")
	}
	if got := who(); got != "Björn, Anna" {
		t.Fatalf("verdicts by %s", got)
	}
	anna := u.who.ID()
	u.sits("Björn")
	fields := model.Fields{}
	if err := fields.Set("name", "Anna"); err != nil {
		t.Fatal(err)
	}
	u.atOnce(model.DescribeThing(model.StreamOf(model.NounPerson, u.who.ID()), fields))
	if got, want := who(), "Anna ("+u.who.ID()[:6]+"), Anna ("+anna[:6]+")"; got != want {
		t.Errorf("verdicts by %s, want %s", got, want)
	}
	if err := fields.Set("affiliation", "The Harbour Post"); err != nil {
		t.Fatal(err)
	}
	u.atOnce(model.DescribeThing(model.StreamOf(model.NounPerson, u.who.ID()), fields))
	if got, want := who(), "Anna (The Harbour Post), Anna ("+anna[:6]+")"; got != want {
		t.Errorf("verdicts by %s, want %s", got, want)
	}
	u.types("h")
	if got := u.chronicle.told.name(u.who.ID()); got != "Anna (The Harbour Post)" {
		t.Errorf("the history names %q", got)
	}
}

// Who shared a name then is another matter than who does now.
func TestNamesakesAreThoseOfTheTimeThatIsLookedAt(t *testing.T) {
	u := newDesk(t)
	u.sits("Björn")
	fields := model.Fields{}
	if err := fields.Set("name", "Anna"); err != nil {
		t.Fatal(err)
	}
	who := func() string { return u.panel.Claim().Verdicts[0].Who }
	u.atOnce(model.DescribeThing(model.StreamOf(model.NounPerson, u.who.ID()), fields))
	now := who()
	u.does("history.past")
	u.lookBack(workspace.Moment{At: u.then.times[len(u.then.times)-2]}, "")
	u.showClaim()
	if got := who(); got != "Björn" {
		t.Errorf("then it was %q", got)
	}
	u.does("history.now")
	u.showClaim()
	if got := who(); got != now || !strings.HasPrefix(got, "Anna (") {
		t.Errorf("now it is %q, was %q", got, now)
	}
}
