//go:build !headless

package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// What is said has all the room that nothing else needs, as soon as it is said.
func TestWhatIsSaidHasTheRoomThatIsLeft(t *testing.T) {
	u := newDesk(t)
	u.window.Resize(fyne.NewSize(900, 700))
	b := u.bar
	short := func() float32 { return wished(b.counts) - b.counts.Size().Width }
	b.say("Saved.", false)
	if got := short(); got > 0 {
		t.Errorf("how much there is lacks %v, though little was said", got)
	}
	b.say(strings.Repeat("Something went wrong. ", 20), true)
	if least := b.line.Size().Width / 4; b.message.Size().Width < least {
		t.Errorf("what went wrong has %v, not %v", b.message.Size().Width, least)
	}
	b.running(running{Label: strings.Repeat("Reading. ", 40), Done: 1, Total: 2})
	x := float32(0)
	for _, o := range b.line.Objects {
		if o.Visible() && o.Position().X < x-1 {
			t.Errorf("%v begins at %v, before %v", o, o.Position().X, x)
		}
		if o.Visible() {
			x = o.Position().X + o.Size().Width
		}
	}
	if x > b.line.Size().Width+1 {
		t.Errorf("the line ends at %v of %v", x, b.line.Size().Width)
	}
	b.running(running{})
	b.say("", false)
	if got := short(); got > 0 {
		t.Errorf("how much there is lacks %v, though nothing is said any more", got)
	}
}
