//go:build headless

package app

// Window opens the window; this build has none.
var Window func(path string) error
