package cli

import (
	"context"
	"io"
)

// Stoppable is a file that can be read or written no more once its job is canceled.
type Stoppable struct {
	Ctx context.Context //nolint:containedctx // it lives as long as one call
	io.Writer
	io.ReadSeeker
}

// Write writes, or fails once the job is canceled.
func (s Stoppable) Write(b []byte) (int, error) {
	if err := s.Ctx.Err(); err != nil {
		return 0, err
	}
	return s.Writer.Write(b)
}

// Read reads, or fails once the job is canceled.
func (s Stoppable) Read(b []byte) (int, error) {
	if err := s.Ctx.Err(); err != nil {
		return 0, err
	}
	return s.ReadSeeker.Read(b)
}
