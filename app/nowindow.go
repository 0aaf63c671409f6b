//go:build headless

package app

import (
	"io"

	"touchstone/app/cli"
)

// Window opens the window; this build has none.
var Window func(path string, parts cli.Parts) error

// Picture draws the desk; this build cannot.
var Picture func(path string, parts cli.Parts, to io.Writer) error

// Keys writes the keys of the window; this build has none.
var Keys func(parts cli.Parts, to io.Writer) ([]cli.Key, error)
