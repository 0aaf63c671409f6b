//go:build !headless

package app

import (
	"errors"
	"fmt"
	"io"
	"os"

	"touchstone/app/cli"
	_ "touchstone/app/sparing" // before Fyne
	"touchstone/app/words"
	"touchstone/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/software"
)

// ID is how the window system and the preferences know the program.
const ID = "org.touchstone.Touchstone"

// Window opens the window on a workspace and returns when it is closed. Without a display it is an error with a method
// Unavailable, as the driver would end the program.
var Window = func(path string, parts cli.Parts) error {
	if err := findDisplay(os.Getenv); err != nil {
		return err
	}
	a := newApp()
	a.SetIcon(fyne.NewStaticResource("icon.svg", assets.Icon))
	run := newRunner(false)
	if parts.Languages != nil {
		if err := words.Add(parts.Languages); err != nil {
			fmt.Fprintln(parts.Stderr, "touchstone:", err) // the others count
		}
	}
	newPrefs(parts.Preferences, a.Preferences(), nil) // the person of an earlier version
	s, err := openSession(parts, run, path, parts.As, nil)
	if err != nil {
		return err
	}
	w := a.NewWindow(words.X("window.title", "what", path))
	f := newFrame(a, s)
	f.inhabit(w)
	w.Resize(f.prefs.window())
	f.start()
	w.ShowAndRun()
	err = f.stop()
	run.Close()
	return err
}

// newApp is Fyne's app. It wants the folder of caches to be there.
func newApp() fyne.App {
	if folder, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(folder, 0o700) // without it Fyne complains, and works
	}
	return app.NewWithID(ID)
}

// Picture draws the desk, as the window would show it, without a display.
var Picture = func(path string, parts cli.Parts, to io.Writer) error {
	a := newApp()
	s, err := openSession(parts, newRunner(true), path, "", nil)
	if err != nil {
		return err
	}
	f := newFrame(a, s)
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(f.object)
	c.Resize(fyne.NewSize(1280, 800))
	c.Resize(fyne.NewSize(1280, 801)) // what wraps knows its height only after it was wide
	c.Resize(fyne.NewSize(1280, 800))
	if f.shown != nil && len(f.shown.order) > 0 {
		f.choose(f.shown.order[0], false)
	}
	return errors.Join(encode(to, c.Capture()), f.stop())
}
