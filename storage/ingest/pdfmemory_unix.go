//go:build unix

package ingest

import "syscall"

// reserve sets bytes aside that cost nothing until they are written; of the heap where the system has none.
func reserve(size int) []byte {
	room, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
	if err != nil {
		return make([]byte, size)
	}
	return room
}

// unreserve gives them back. What was not the system's is refused by it, and is the collector's.
func unreserve(room []byte) { _ = syscall.Munmap(room) }
