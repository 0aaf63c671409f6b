//go:build !headless

package app

import (
	"context"
	"io"
)

// stoppable is a file that can be read or written no more once its job is canceled.
type stoppable struct {
	ctx context.Context //nolint:containedctx // it lives as long as one call
	io.Writer
	io.ReadSeeker
}

func (s stoppable) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Writer.Write(b)
}

func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.ReadSeeker.Read(b)
}
