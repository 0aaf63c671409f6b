package library

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A list that was hidden for a while is unknown to the driver until it is painted again: it gets the keyboard all the same.
func TestAListGetsTheKeyboardBeforeItIsPainted(t *testing.T) {
	test.NewTempApp(t)
	var focused fyne.Focusable
	p := New(Host{
		IDs: func(Kind) []string { return nil }, Row: func(Kind, string) Row { return Row{} },
		Focus: func(what fyne.Focusable) { focused = what },
	})
	for kind := range kinds {
		if p.Show(kind); focused != p.lists[kind] {
			t.Errorf("showing list %d gives the keyboard to %T", kind, focused)
		}
	}
	if p.Filter(); focused != p.filter {
		t.Errorf("filtering gives the keyboard to %T", focused)
	}
}
