//go:build !headless && !linux

package app

import "time"

var began = time.Now()

// spent is how long the test has run so far; elsewhere it is how long its thread has worked.
func spent() time.Duration { return time.Since(began) }
