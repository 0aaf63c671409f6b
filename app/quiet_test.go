//go:build !race && !headless

package app

// racing: see racing_test.go.
const racing = false
