//go:build !headless

package app

import (
	"os"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ID is how the window system and the preferences know the program.
const ID = "org.touchstone.Touchstone"

// Window opens the window on a workspace and returns when it is closed. Without a display it is an error with a method
// Unavailable, as the driver would end the program.
var Window = func(path string) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return noDisplay{}
	}
	w := app.NewWithID(ID).NewWindow("Touchstone")
	w.SetContent(content(path))
	w.Resize(fyne.NewSize(720, 240))
	w.ShowAndRun()
	return nil
}

// content says which workspace is open.
func content(path string) fyne.CanvasObject {
	name := widget.NewLabelWithStyle(filepath.Base(path), fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	where := widget.NewLabelWithStyle("The workspace "+path, fyne.TextAlignCenter, fyne.TextStyle{})
	where.Wrapping = fyne.TextWrapBreak
	help := widget.NewLabelWithStyle("Work on it with the commands: touchstone --help", fyne.TextAlignCenter, fyne.TextStyle{})
	return container.NewVBox(name, where, help)
}

// noDisplay says that there is nowhere to open a window.
type noDisplay struct{}

func (noDisplay) Error() string {
	return "no display: neither DISPLAY nor WAYLAND_DISPLAY is set; see `touchstone --help` for the commands"
}

// Unavailable marks the error as one that is gone elsewhere.
func (noDisplay) Unavailable() bool { return true }
