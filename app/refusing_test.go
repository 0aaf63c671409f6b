//go:build !headless

package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// placed is where something of the window is, from its top to its bottom.
func placed(what fyne.CanvasObject) (top, bottom float32) {
	top = fyne.CurrentApp().Driver().AbsolutePositionForObject(what).Y
	return top, top + what.Size().Height
}

// When a form is refused, why stands whole between the field that has the keyboard, which is whole as well, and the buttons.
func TestARefusalCoversNoField(t *testing.T) {
	u := newDesk(t)
	u.types("D")
	fm := u.panel.Form()
	for _, height := range []float32{500, 520, 540, 560, 580, 600, 800} {
		u.window.Resize(fyne.NewSize(1280, height))
		fm.Field("due").SetValue("soon")
		u.focus(fm.Field("tags").First())
		u.focus(fm.Field("due").First())
		u.presses("Ctrl+Return")
		var said *widget.Label
		for _, o := range test.LaidOutObjects(fm.Object()) {
			if l, is := o.(*widget.Label); is && l.Visible() && l.Text == fm.Problem() {
				said = l
			}
		}
		if said == nil {
			t.Fatalf("the form was not refused but %q", fm.Problem())
		}
		_, end := placed(u.focused().(fyne.CanvasObject))
		top, bottom := placed(said)
		_, all := placed(fm.Object())
		if least := said.MinSize().Height; end > top || bottom-top < least || bottom > all {
			t.Errorf("%v high: the field ends at %v, why it was refused is from %v to %v (%v are needed) and the form ends at %v", height, end, top, bottom, least, all)
		}
		u.types(" ")
	}
}

// A verdict that somebody stands behind is read as it is read elsewhere, and without the signs it was typed with.
func TestAVerdictIsReadWhereOneStandsBehindIt(t *testing.T) {
	for _, key := range []string{"b", "o"} {
		u := newDesk(t)
		u.sits("Björn")
		u.toArticle("")
		u.types("v")
		u.fills("rating", "false")
		u.fills("reason", "More was found.")
		u.fills("rationale", "It is **not** there, see [the map](https://example.org/map).\n\n- north\n- south")
		u.accepts()
		u.sits("Anna")
		u.toArticle("")
		u.types(key)
		read := test.RenderObjectToMarkup(u.panel.Form().Object())
		for _, sign := range []string{"**", "](", "- north"} {
			if strings.Contains(read, sign) {
				t.Errorf("%s shows %q: %s", key, sign, read)
			}
		}
		for _, said := range []string{"not", "the map", "north"} {
			if !strings.Contains(read, said) {
				t.Errorf("%s does not show %q: %s", key, said, read)
			}
		}
	}
}
