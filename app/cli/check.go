package cli

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// Checked is what came of taking a file of results into an empty workspace, and of writing it again.
type Checked struct {
	Counts  map[workspace.Status]int // of its streams; of another format, of its items
	Notes   []string                 // what the first items say that a person should know, those that were refused before all
	Damaged error                    // why the first of those that were refused was, nil for none
	Claims  int                      // how many claims came in
	Lost    []string                 // the first claims of which another is found when what was written is read, by their statements
	Same    bool                     // an export is the same byte for byte, results in another format say the same, claim by claim
}

// toldChecked is how many items and claims are told of one by one.
const toldChecked = 5

// Check takes a file into an empty workspace of its own and writes it again. An export must be the same bytes then; results in
// another format, for which ids and moments are not kept, must say the same when they are read again (see meaning). Results that
// are about articles of the desk find those there, but nothing else of the desk. format is nil for an export. An error is one of
// the whole file.
func (p Parts) Check(d Desk, from io.ReadSeeker, file string, format *workspace.Format) (Checked, error) {
	c := Checked{Counts: map[workspace.Status]int{}}
	if format == nil {
		return c, c.export(p, from, file)
	}
	about, err := p.about(d, from, file, format)
	if err != nil {
		return c, err
	}
	return c, c.carry(&carrying{p, d, format, about}, from, file)
}

// export checks an export.
func (c *Checked) export(p Parts, from io.ReadSeeker, file string) error {
	head := make([]byte, 64)
	n, err := io.ReadFull(from, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return p.InEmpty(from, file, func(r workspace.Report) error {
		c.heard(r.Status, r.Stream.ID(), r.Err, nil)
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
}

func (c *Checked) heard(what workspace.Status, name string, err error, notes []string) {
	c.Counts[what]++
	if err != nil && c.Damaged == nil {
		c.Damaged = err
	}
	if err != nil {
		notes = []string{oneLine(err.Error())}
	}
	if len(notes) > 0 && len(c.Notes) < toldChecked {
		c.Notes = append(c.Notes, name+": "+notes[0])
	}
}

// carry checks results in another format: there, and back.
func (c *Checked) carry(by *carrying, from io.ReadSeeker, file string) (err error) {
	folder, err := os.MkdirTemp("", "touchstone-check-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	again := filepath.Join(folder, filepath.Base(file))
	there, back := sayings{}, sayings{}
	err = by.takeIn(from, file, func(o workspace.Outcome) error {
		c.heard(o.Status, o.Name, o.Err, o.Notes)
		return nil
	}, func(d Desk) error {
		if err := there.all(d); err != nil {
			return err
		}
		c.wrote(ReplaceFile(again, func(w io.Writer) error { return by.write(w, again, d) }))
		return nil
	})
	if err != nil {
		return err
	}
	for _, s := range there {
		c.Claims += s.times
	}
	c.wrote(by.readBack(again, back))
	c.compare(there, back)
	return nil
}

// wrote notes why what was written is missing: where a format carries nothing of it, there is nothing to read.
func (c *Checked) wrote(err error) {
	if err != nil && len(c.Notes) < toldChecked {
		c.Notes = append(c.Notes, oneLine(err.Error()))
	}
}

// sayings are what the claims of a workspace say, by the hash of it.
type sayings map[string]saying

// saying is what some claims say alike.
type saying struct {
	times     int
	statement string
}

// all adds the claims of a workspace.
func (s sayings) all(d Desk) error {
	return d.Export(func(e workspace.Exportable) error {
		b := sheet.NewBuilder(e)
		for stream, err := range e.ClaimOrder() {
			if err != nil {
				return err
			}
			claim, err := read[*model.Claim](e, model.NounClaim, stream.ID())
			if err != nil {
				return err
			}
			if !claim.Live() {
				continue
			}
			means, err := meaning(e, b, claim)
			if err != nil {
				return err
			}
			key := model.Hash([]byte(means))
			s[key] = saying{s[key].times + 1, claim.Statement}
		}
		return nil
	})
}

// compare finds the claims that did not come back as they were.
func (c *Checked) compare(there, back sayings) {
	c.Same = true
	for key, s := range there {
		if s.times == back[key].times {
			continue
		}
		c.Same = false
		if c.Lost = append(c.Lost, s.statement); len(c.Lost) > toldChecked {
			c.Lost = c.Lost[:toldChecked]
		}
	}
}
