// Package app is what people see and type: the window, and by cli the commands.
//
// Rules:
//
//   - It knows the model and what main hands in; how things are stored it does not know.
//   - Only window.go starts Fyne's driver, and only in the build that has a window.
//
// Why not otherwise: with the driver's import in one file, everything else is checked and tested where no window system's
// headers are installed.
package app
