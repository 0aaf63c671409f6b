//go:build race

package ingest

// racing: the race detector watches, and time and memory say nothing.
const racing = true
