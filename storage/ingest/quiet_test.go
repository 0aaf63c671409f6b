//go:build !race

package ingest

// racing: see racing_test.go.
const racing = false
