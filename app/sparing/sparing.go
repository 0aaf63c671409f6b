package sparing

import "syscall"

// Variable is what Fyne reads, and Life how long it shall keep what it drew.
const (
	Variable = "FYNE_CACHE"
	Life     = "5s"
)

func init() { //nolint:gochecknoinits // the whole purpose: see doc.go
	if _, set := syscall.Getenv(Variable); !set {
		_ = syscall.Setenv(Variable, Life) // without it the program takes more memory
	}
}
