package library

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// shown is a panel of so many articles in a window, and what was opened.
func shown(t *testing.T, many int) (*Panel, fyne.Canvas, *[]string) {
	t.Helper()
	test.NewTempApp(t)
	var ids, opened []string
	for i := range many {
		ids = append(ids, fmt.Sprintf("row %d", i))
	}
	var w fyne.Window
	p := New(Host{
		IDs: func(Kind) []string { return ids }, Row: func(_ Kind, id string) Row { return Row{Title: id, Detail: "x"} },
		Opened: func(_ Kind, id string) { opened = append(opened, id) }, Rune: func(rune) {}, Key: func(*fyne.KeyEvent) {},
		Focus: func(what fyne.Focusable) { w.Canvas().Focus(what) },
	})
	w = test.NewTempWindow(t, p.Object())
	w.Resize(fyne.NewSize(240, 600))
	p.Reload()
	return p, w.Canvas(), &opened
}

// A click opens a row, also one that was opened before: what was opened since stands elsewhere.
func TestAClickOpensARowAgain(t *testing.T) {
	p, c, opened := shown(t, 5)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.lists[Articles]).AddXY(30, 20)
	test.TapCanvas(c, at)
	test.TapCanvas(c, at)
	if !slices.Equal(*opened, []string{"row 0", "row 0"}) {
		t.Errorf("opened: %q", *opened)
	}
	if c.Focused() != fyne.Focusable(p.lists[Articles]) {
		t.Error("the keyboard is not in the list")
	}
}

func TestKeysThatGoFarGoFarInTheLists(t *testing.T) {
	p, c, opened := shown(t, 200)
	p.Show(Articles)
	for _, k := range []fyne.KeyName{
		fyne.KeyEnd, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyPageUp, fyne.KeyReturn,
	} {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	page := fmt.Sprintf("row %d", p.lists[Articles].page())
	if !slices.Equal(*opened, []string{"row 199", "row 0", page, "row 0", "row 0"}) || p.lists[Articles].page() < 5 {
		t.Errorf("opened: %q", *opened)
	}
}

// A list that its filter left empty says so, and not that there is nothing.
func TestAnEmptyListSaysWhy(t *testing.T) {
	p, _, _ := shown(t, 3)
	p.filter.SetText("nothing like it")
	if got := p.empty[Articles]; got.Hidden || !strings.Contains(got.Text, "nothing like it") {
		t.Errorf("it says %q", got.Text)
	}
	p.filter.SetText("row 2")
	if !p.empty[Articles].Hidden {
		t.Error("a list with a row says that it is empty")
	}
}
