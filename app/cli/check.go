package cli

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"

	"touchstone/model/workspace"
)

// Checked is what came of taking an export into an empty workspace and writing it again.
type Checked struct {
	Counts  map[workspace.Status]int // of its streams
	Damaged error                    // why the first of those that were refused was, nil for none
	Same    bool                     // written again it is the same, byte for byte
}

// Check takes an export into an empty workspace of its own and writes it again. An error is one of the whole file.
func (p Parts) Check(from io.ReadSeeker, file string) (Checked, error) {
	c := Checked{Counts: map[workspace.Status]int{}}
	head := make([]byte, 64)
	n, err := io.ReadFull(from, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return c, err
	}
	err = p.InEmpty(from, file, func(r workspace.Report) error {
		c.Counts[r.Status]++
		if r.Err != nil && c.Damaged == nil {
			c.Damaged = r.Err
		}
		return nil
	}, func(d Desk) error {
		first, again := sha256.New(), sha256.New()
		if _, err := from.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(first, from); err != nil {
			return err
		}
		err := d.Export(func(e workspace.Exportable) error {
			_, err := p.Export(again, e, nil, packed(head[:n]))
			return err
		})
		c.Same = bytes.Equal(first.Sum(nil), again.Sum(nil))
		return err
	})
	return c, err
}
