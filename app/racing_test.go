//go:build race && !headless

package app

// racing: the race detector watches, and time says nothing.
const racing = true
