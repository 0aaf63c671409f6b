//go:build !headless

package app

import (
	"strings"
	"testing"

	"touchstone/app/form"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// told are the meanings of options that a form shows now.
func (u *ui) told() string {
	u.Helper()
	rating, ok := u.panel.Form().Field("rating").(*form.Choice)
	if !ok {
		u.Fatal("no rating is asked for")
	}
	var all []string
	for _, o := range test.LaidOutObjects(rating.Object()) {
		if l, is := o.(*widget.Label); is && l.Visible() {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "|")
}

// What a rating means is read before it is chosen: of the one where the keyboard is, and of the one that is pointed at.
func TestWhatARatingMeansIsReadBeforeItIsChosen(t *testing.T) {
	u := newDesk(t)
	u.toArticle("")
	u.types("v")
	expect := func(when, begins string) {
		t.Helper()
		if got := u.told(); !strings.HasPrefix(got, begins) || strings.Contains(got, "|") {
			t.Errorf("%s the form tells %q, not only what begins with %q", when, got, begins)
		}
	}
	expect("at first", "The claim is accurate and nothing")
	rating := u.panel.Form().Field("rating").(*form.Choice) //nolint:forcetypeassert // told looked
	list := rating.First().(fyne.CanvasObject)              //nolint:forcetypeassert // what has the keyboard is drawn
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(list)
	test.MoveMouse(u.window.Canvas(), at.AddXY(20, list.Size().Height*4.5/6))
	expect("with the mouse over the fifth", "The claim is not accurate")
	u.types("1")
	expect("with another one chosen by key", "The claim is accurate and nothing")
	test.MoveMouse(u.window.Canvas(), at.AddXY(24, list.Size().Height*4.5/6))
	expect("with the mouse moved", "The claim is not accurate")
	test.MoveMouse(u.window.Canvas(), fyne.NewPos(1, 1))
	expect("with the mouse elsewhere", "The claim is accurate and nothing")
	u.types("2")
	expect("with the second chosen", "The claim is accurate")
}
