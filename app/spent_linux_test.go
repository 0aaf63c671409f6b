//go:build !headless

package app

import (
	"syscall"
	"time"
)

// spent is how long this thread has worked so far: what the machine does beside the window is not the window's.
func spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(1, &u) != nil { // RUSAGE_THREAD
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
