package claims

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestWhatIsFoundAgainIsNotDrawnAgain(t *testing.T) {
	test.NewTempApp(t)
	asked := ""
	p := New(Host{Do: func(command, about string) { asked = command + " " + about }})
	p.Show(&Claim{ID: "c", Statement: "The bridge is safe"})
	if p.list.Visible() {
		t.Error("findings are shown before anything was looked for")
	}
	one := []Finding{{Grave: true, Words: "No verdict stands", Source: "Google", Link: "https://a.example", Mend: "V", Command: "verdict.give", About: "v"}}
	p.Find("c", one)
	first := p.list.Objects[0]
	p.Find("c", append([]Finding{}, one...))
	if p.list.Objects[0] != first {
		t.Error("the same findings were drawn twice")
	}
	p.Find("another", nil)
	if p.list.Objects[0] != first {
		t.Error("those of another claim were drawn")
	}
	p.Find("c", nil)
	if p.list.Objects[0] == first || !p.list.Visible() {
		t.Error("that nothing is left was not drawn")
	}
	p.Show(&Claim{ID: "c", Statement: "The bridge is unsafe"})
	if !p.list.Visible() {
		t.Error("a change of the claim hides what was found until it is looked at again")
	}
	p.Show(&Claim{ID: "d", Statement: "Another"})
	if p.list.Visible() {
		t.Errorf("what was found of one claim is shown with another (%q)", asked)
	}
}
