package ingest

import "github.com/tetratelabs/wazero/experimental"

// pdfMemory is the address space of the PDF engine while it reads one document. It is the system's and not the collector's: its
// room is set aside at once and taken page by page, so that it never moves as it grows, and all of it goes back when the
// document is read. On the heap it was copied at each growth, and what was left of one document stood beside the next.
type pdfMemory struct{ room []byte }

// Allocate makes the address space. max is what it may become, in bytes.
func (m *pdfMemory) Allocate(_, most uint64) experimental.LinearMemory {
	m.room = reserve(int(most)) //nolint:gosec // pdfPages bounds it
	return m
}

// Reallocate lets the address space grow to a number of bytes, nil where it may not.
func (m *pdfMemory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.room)) {
		return nil
	}
	return m.room[:size:size]
}

// Free does nothing yet: a call that was broken off may look at the memory after its module was closed.
func (m *pdfMemory) Free() {}

// release gives the memory back when nobody looks at it any more.
func (m *pdfMemory) release() {
	unreserve(m.room)
	m.room = nil
}
