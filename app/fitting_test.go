//go:build !headless

package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"touchstone/app/words"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// box is a rectangle of the window.
type box struct{ left, top, right, bottom float32 }

// within cuts a box to another one.
func (b box) within(o box) box {
	return box{max(b.left, o.left), max(b.top, o.top), min(b.right, o.right), min(b.bottom, o.bottom)}
}

// slack is how far Fyne lets words with an ellipsis out of a list.
const slack = 2.5

// unfit lists the words that are cut at the side of what they stand in, that are higher than it, or that lie over others.
func unfit(o fyne.CanvasObject, at fyne.Position, room, own box) (found []string) {
	if !o.Visible() {
		return nil
	}
	at = at.Add(o.Position())
	here := box{at.X, at.Y, at.X + o.Size().Width, at.Y + o.Size().Height}
	switch o := o.(type) {
	case *canvas.Text:
		if said := fmt.Sprintf("%q", o.Text); strings.TrimSpace(o.Text) != "" {
			if b := inked(o, at); b.left < room.left-slack || b.right > room.right+slack {
				found = append(found, fmt.Sprintf("%s is cut: it is from %.0f to %.0f and has %.0f to %.0f", said, b.left, b.right, room.left, room.right))
			} else if b.bottom-b.top > own.bottom-own.top+1 {
				found = append(found, fmt.Sprintf("%s is %.0f high and has %.0f", said, b.bottom-b.top, own.bottom-own.top))
			}
		}
		return found
	case *fyne.Container:
		switch o.Layout.(type) {
		case least, broad, aside:
			room = room.within(here)
		}
		for _, child := range o.Objects {
			found = append(found, unfit(child, at, room, own)...)
		}
		return found
	case *container.Scroll:
		if room = room.within(here); o.Direction != container.ScrollVerticalOnly {
			return nil // the rest is scrolled to
		}
		return unfit(o.Content, at, room, box{bottom: 1e6})
	case fyne.Widget:
		all := test.WidgetRenderer(o).Objects()
		for _, child := range all {
			found = append(found, unfit(child, at, room.within(here), here)...)
		}
		return append(found, overlaid(all, at)...)
	}
	return nil
}

// inked is where the letters of a text are.
func inked(t *canvas.Text, at fyne.Position) box {
	size, left := t.MinSize(), at.X
	switch t.Alignment {
	case fyne.TextAlignLeading:
	case fyne.TextAlignCenter:
		left += (t.Size().Width - size.Width) / 2
	case fyne.TextAlignTrailing:
		left += t.Size().Width - size.Width
	}
	top := at.Y + (t.Size().Height-size.Height)/2
	return box{left, top, left + size.Width, top + size.Height}
}

func overlaid(all []fyne.CanvasObject, at fyne.Position) (found []string) {
	var texts []*canvas.Text
	for _, o := range all {
		if t, is := o.(*canvas.Text); is && t.Visible() && strings.TrimSpace(t.Text) != "" {
			texts = append(texts, t)
		}
	}
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			both := inked(a, at.Add(a.Position())).within(inked(b, at.Add(b.Position())))
			if both.right > both.left+1 && both.bottom > both.top+6 { // lines stand close
				found = append(found, fmt.Sprintf("%q lies over %q", a.Text, b.Text))
			}
		}
	}
	return found
}

// unfit is what does not fit in the window.
func (u *ui) unfit() []string {
	size := u.window.Canvas().Size()
	all := box{0, 0, size.Width, size.Height}
	found := unfit(u.window.Content(), fyne.Position{}, all, all)
	slices.Sort(found)
	return slices.Compact(found)
}

// Whatever size letters have, no words are cut and none lie over others.
func TestWordsFitInWhateverSize(t *testing.T) {
	if testing.Short() {
		t.Skip("every screen is laid out in five sizes")
	}
	for _, c := range []struct {
		language string
		letters  float64
		size     fyne.Size
	}{
		{"sv", 100, fyne.NewSize(1280, 800)},
		{"sv", 125, fyne.NewSize(1024, 640)},
		{"en", 150, fyne.NewSize(1280, 800)},
		{"en", 200, fyne.NewSize(1280, 800)},
		{"sv", 200, fyne.NewSize(1280, 800)},
	} {
		t.Run(fmt.Sprintf("%s %.0f %.0f", c.language, c.letters, c.size.Width), func(t *testing.T) {
			u := newDesk(t)
			u.prefs.put(map[string]any{prefText: c.letters, prefLanguage: c.language})
			words.Speak(c.language)
			t.Cleanup(func() { words.Speak("en") })
			u.refurnish()
			u.view.Refresh()
			u.fits(c.size)
		})
	}
}

// looks lays the window out, and tells what does not fit.
func (u *ui) looks(what string, size fyne.Size) {
	u.Helper()
	for _, wider := range []float32{1, 0, 1, 0} { // what wraps knows its height when it was wide
		u.window.Resize(size.AddWidthHeight(wider, wider))
		u.object.Refresh()
	}
	if least := u.window.Content().MinSize(); least.Width > size.Width || least.Height > size.Height {
		u.Errorf("%s: the window wants to be %v", what, least)
	}
	for _, f := range u.unfit() {
		u.Errorf("%s: %s", what, f)
	}
}

// fits looks at everything there is to see.
func (u *ui) fits(size fyne.Size) {
	for _, c := range u.table() {
		if strings.HasPrefix(c.ID, "file.") || slices.Contains([]string{"edit.undo", "edit.redo", "appearance.remove", "attribution.remove", "view.lists"}, c.ID) {
			continue
		}
		u.presses("Escape")
		u.toArticle("")
		u.do(c.ID, "")
		u.looks(c.ID, size)
		if fm := u.panel.Form(); fm != nil {
			fm.Cancel()
		}
	}
	u.looks("the article", size)
	u.bar.running(running{Label: words.X("job.reading"), Done: 412, Total: 1000, Rate: 12.5})
	u.bar.say(strings.Repeat("Something happened. ", 10), true)
	u.bar.selection(1234)
	u.bar.clock(u.parts.Now())
	u.looks("the status", size)
	u.bar.ask(strings.Repeat("Something is to be decided. ", 8), true, choice{words.X("draft.continue"), nil}, choice{words.X("draft.forget"), nil})
	u.looks("a notice", size)
	u.bar.dismiss()
	u.does("view.claims")
	u.key(string(fyne.KeySpace))
	u.looks("what is chosen in the table", size)
	u.toArticle("")
	u.lookBack(workspace.Moment{At: u.parts.Now()}, "")
	u.looks("the past", size)
	u.backToNow("")
	u.loadPaths([]string{u.writes("One\n\nFirst."), u.writes("Two\n\nSecond."), u.saves("list.csv", "a,b\nThe first,https://example.org/1\n")})
	u.looks("many to load", size)
}

// What was done is told apart in the list of steps: when it was takes no room from what it was.
func TestStepsAreToldApart(t *testing.T) {
	u := newDesk(t)
	words.Speak("sv")
	t.Cleanup(func() { words.Speak("en") })
	now := u.parts.Now()
	for _, ago := range []time.Duration{12 * time.Minute, 72 * time.Hour} {
		u.parts.Now = func() time.Time { return now.Add(ago) }
		u.does("edit.steps")
		u.object.Refresh()
		told := 0
		for _, o := range test.LaidOutObjects(u.panel.Form().Object()) {
			line, is := o.(*canvas.Text)
			if !is || !strings.Contains(line.Text, ": ") && !strings.HasSuffix(line.Text, "…") {
				continue
			}
			_, about, _ := strings.Cut(line.Text, ": ")
			if told++; len(about) < len("The b…") {
				t.Errorf("%v ago: %q does not say what it was about", ago, line.Text)
			}
		}
		if told < 4 {
			t.Errorf("only %d steps are listed", told)
		}
	}
}
