//go:build !headless

package app

import (
	"fmt"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// countingApp is the application as it is, in which it is counted how often something asks to be painted again.
type countingApp struct {
	fyne.App
	driver countingDriver
}

func (c countingApp) Driver() fyne.Driver { return c.driver }

type countingDriver struct {
	fyne.Driver
	asked *int
}

func (d countingDriver) CanvasForObject(o fyne.CanvasObject) fyne.Canvas {
	if c := d.Driver.CanvasForObject(o); c != nil {
		return countingCanvas{c, d.asked}
	}
	return nil
}

// CurrentKeyModifiers are those of the driver that is counted.
func (d countingDriver) CurrentKeyModifiers() fyne.KeyModifier {
	if held, is := d.Driver.(desktop.Driver); is {
		return held.CurrentKeyModifiers()
	}
	return 0
}

type countingCanvas struct {
	fyne.Canvas
	asked *int
}

func (c countingCanvas) Refresh(o fyne.CanvasObject) {
	*c.asked++
	c.Canvas.Refresh(o)
}

// refreshes is how often something asks to be painted again while something is done.
func (u *ui) refreshes(do func()) int {
	u.Helper()
	asked := 0
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(countingApp{app, countingDriver{app.Driver(), &asked}})
	defer fyne.SetCurrentApp(app)
	do()
	return asked
}

// What a mark and a verdict paint again does not depend on how many claims there are. Up to atOnce of them are read before anything is
// painted, and of more the claim itself first: that is a second painting of the panel, whatever their number.
func TestAMarkAndAVerdictPaintAsMuchHoweverManyClaimsThereAre(t *testing.T) {
	if testing.Short() {
		t.Skip("the detector makes it ten times as slow, and it counts what is painted")
	}
	counts := map[int][2]int{}
	for _, n := range []int{20, atOnce - 20, atOnce + 20, 1000} {
		u := newUI(t)
		var b strings.Builder
		b.WriteString("Bridge closed\n\nThe bridge is unsafe, the mayor says, reports Telagra.\n\n")
		for i := range 1200 {
			fmt.Fprintf(&b, "Pier number %d was seen by the inspectors.\n\n", i)
		}
		u.loadPaths([]string{u.writes(b.String())})
		places := make([][]model.Fragment, 0, n)
		start := strings.Index(u.shown.text, "Pier number 100 ") // below what is seen
		for i := range n {
			places = append(places, []model.Fragment{{Start: start + i*30, End: start + i*30 + 20}})
		}
		u.write(func(w *door) (workspace.Receipt, error) {
			var r workspace.Receipt
			for i, p := range places {
				var err error
				if r, err = w.Do(model.Mark(model.ClaimStated{Statement: fmt.Sprintf("Pier %d was seen", i)}, u.shown.id, [][]model.Fragment{p})); err != nil {
					return r, err
				}
			}
			return r, nil
		}, nil, func(err error) { t.Fatal(err) })
		u.selects(bridge)
		u.types("c")
		mark := u.refreshes(func() { u.panel.Form().Done() })
		if u.claim == "" {
			t.Fatal("nothing was marked")
		}
		u.types("v")
		u.fills("rating", "true")
		u.fills("rationale", "Seen.")
		verdict := u.refreshes(func() { u.panel.Form().Done() })
		if len(u.heads()) != 1 {
			t.Fatal("no verdict was given")
		}
		counts[n] = [2]int{mark, verdict}
	}
	t.Logf("refreshes by a mark and by a verdict, by the number of claims: %v", counts)
	if counts[20] != counts[atOnce-20] || counts[atOnce+20] != counts[1000] {
		t.Errorf("refreshes by a mark and by a verdict, by the number of claims: %v", counts)
	}
	if few, many := counts[20], counts[1000]; many[0] > few[0]*11/10 || many[1] > few[1]*11/10 {
		t.Errorf("of very many claims more than a tenth more is painted again: %v", counts)
	}
	if counts[20][0] == 0 || counts[20][1] == 0 {
		t.Error("nothing is painted again")
	}
}
