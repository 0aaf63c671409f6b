package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// Checked is what came of taking a file of results into an empty workspace, and of writing it again.
type Checked struct {
	Counts  map[workspace.Status]int // of its streams; of another format, of its items
	Notes   []string                 // what a person should know: why nothing was written, why items were refused, what the others say
	Damaged error                    // why the first of those that were refused was, nil for none
	Claims  int                      // how many claims came in
	Lost    []string                 // the claims of which another is found when what was written is read, in their order, by their statements
	Same    bool                     // an export is the same byte for byte, results in another format say the same, claim by claim
	refused int                      // how many of the notes say why an item was
}

// toldChecked is how many items are told of one by one.
const toldChecked = 5

// Check takes a file into an empty workspace of its own and writes it again. An export must be the same bytes then; results in
// another format, for which ids and moments are not kept, must say the same when they are read again (see meaning). Results that
// are about articles of the desk find those there, and its scales, but nothing else of the desk. format is nil for an export. An
// error is one of the whole file, or that of a context that is done.
func (p Parts) Check(ctx context.Context, d Desk, from io.ReadSeeker, file string, format *workspace.Format) (Checked, error) {
	from = Stoppable{Ctx: ctx, ReadSeeker: from}
	c := Checked{Counts: map[workspace.Status]int{}}
	if format == nil {
		err := c.export(ctx, p, from, file)
		return c, err
	}
	by := &carrying{Parts: p, ctx: ctx, desk: d, format: format}
	if err := by.findScales(); err != nil {
		return c, err
	}
	err := c.carry(by, from, file)
	if err != nil || c.Counts[workspace.StatusLost] == 0 {
		return c, err
	}
	if found, err := by.findArticles(from, file); err != nil || !found {
		return c, err
	}
	c = Checked{Counts: map[workspace.Status]int{}}
	err = c.carry(by, from, file)
	return c, err
}

// export checks an export.
func (c *Checked) export(ctx context.Context, p Parts, from io.ReadSeeker, file string) error {
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
			_, err := p.Export(Stoppable{Ctx: ctx, Writer: again}, e, nil, packed(head[:n]))
			return err
		})
		c.Same = bytes.Equal(first.Sum(nil), again.Sum(nil))
		return err
	})
}

func (c *Checked) heard(what workspace.Status, name string, err error, notes []string) {
	c.Counts[what]++
	switch {
	case err != nil:
		if c.Damaged == nil {
			c.Damaged = err
		}
		c.note(c.refused, name+": "+oneLine(err.Error()))
		c.refused++
	case len(notes) > 0:
		c.note(len(c.Notes), name+": "+notes[0])
	}
}

// note tells of something after so many others, and leaves out what is too much at the end.
func (c *Checked) note(after int, what string) {
	if after < toldChecked {
		c.Notes = slices.Insert(c.Notes, after, what)
		c.Notes = c.Notes[:min(len(c.Notes), toldChecked)]
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
	var unsaid error
	err = by.takeIn(from, file, func(o workspace.Outcome) error {
		c.heard(o.Status, o.Name, o.Err, o.Notes)
		return nil
	}, func(d Desk) error {
		if err := there.all(d); err != nil {
			return err
		}
		unsaid = ReplaceFile(again, func(w io.Writer) error { return by.write(w, again, d) })
		return by.ctx.Err()
	})
	if err != nil {
		return err
	}
	for _, s := range there {
		c.Claims += s.times
	}
	if unsaid == nil {
		unsaid = by.readBack(again, back)
	}
	if unsaid != nil { // a format that carries nothing of it leaves nothing to read
		c.note(0, oneLine(unsaid.Error()))
	}
	c.compare(there, back)
	return by.ctx.Err()
}

// sayings are what the claims of a workspace say, by the hash of it.
type sayings map[string]saying

// saying is what some claims say alike.
type saying struct {
	times     int
	first     int // the place of the first of them among all that differ
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
			one, here := s[key]
			if !here {
				one = saying{first: len(s), statement: claim.Statement}
			}
			one.times++
			s[key] = one
		}
		return nil
	})
}

// compare finds the claims that did not come back as they were, and where all did, those that came back besides.
func (c *Checked) compare(there, back sayings) {
	if c.Lost = there.otherThan(back); len(c.Lost) == 0 {
		c.Lost = back.otherThan(there)
	}
	c.Same = len(c.Lost) == 0
}

// otherThan are the statements of claims of which there are not as many elsewhere, in their order.
func (s sayings) otherThan(elsewhere sayings) []string {
	var other []saying
	for key, one := range s {
		if one.times != elsewhere[key].times {
			other = append(other, one)
		}
	}
	slices.SortFunc(other, func(a, b saying) int { return a.first - b.first })
	var statements []string
	for _, one := range other {
		statements = append(statements, one.statement)
	}
	return statements
}
