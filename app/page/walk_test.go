package page

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestWalk(t *testing.T) {
	for _, c := range []struct {
		key          fyne.KeyName
		at, rows, to int
		moved        bool
	}{
		{fyne.KeyUp, 0, 9, 0, true},
		{fyne.KeyUp, 3, 9, 2, true},
		{fyne.KeyDown, 3, 9, 4, true},
		{fyne.KeyDown, 8, 9, 8, true},
		{fyne.KeyPageDown, 0, 9, 4, true},
		{fyne.KeyPageDown, 7, 9, 8, true},
		{fyne.KeyPageUp, 2, 9, 0, true},
		{fyne.KeyHome, 5, 9, 0, true},
		{fyne.KeyEnd, 5, 9, 8, true},
		{fyne.KeyDown, 0, 0, 0, false},
		{fyne.KeyTab, 5, 9, 5, false},
	} {
		if to, moved := Walk(c.key, c.at, c.rows, 4); to != c.to || moved != c.moved {
			t.Errorf("%s from %d of %d: %d, %v", c.key, c.at, c.rows, to, moved)
		}
	}
	if to, _ := Walk(fyne.KeyPageDown, 0, 9, 0); to != 1 {
		t.Errorf("where less than a row is seen a page leads to %d", to)
	}
}
