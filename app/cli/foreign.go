package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"
)

// ownFormat is what everything is exported as without --format, and the one that merges.
const ownFormat = "json"

// format finds a format by its name; the own one is nil.
func (p *program) format(name string, can func(workspace.Format) bool) (*workspace.Format, error) {
	names := []string{ownFormat}
	for _, f := range p.Formats {
		if can(f) {
			if f.Name == name {
				return &f, nil
			}
			names = append(names, f.Name)
		}
	}
	if name == ownFormat {
		return nil, nil //nolint:nilnil // the own format is none of the others
	}
	return nil, usageError{fmt.Errorf("--format %q is not known; there is: %s", name, list(names))}
}

func writes(f workspace.Format) bool { return f.Write != nil }
func reads(f workspace.Format) bool  { return f.Read != nil }

// formats names those that can be written, or read, for a command's help.
func (p *program) formats(can func(workspace.Format) bool) string {
	names := []string{ownFormat}
	for _, f := range p.Formats {
		if can(f) {
			names = append(names, f.Name)
		}
	}
	return list(names)
}

// FormatOf finds out what form a file has: by its first bytes, else by its extension, else it is taken for the own one, which
// is nil. The file is at its beginning afterwards.
func (p Parts) FormatOf(file string, r io.ReadSeeker) (*workspace.Format, error) {
	head, err := headOf(r)
	if err != nil {
		return nil, err
	}
	if own(head) {
		return nil, nil //nolint:nilnil // an export of one's own may quote any other format
	}
	if f := p.known(head); f != nil {
		return f, nil
	}
	for _, f := range p.Formats {
		if reads(f) && f.Knows == nil && slices.Contains(f.Extensions, strings.ToLower(filepath.Ext(file))) {
			return &f, nil
		}
	}
	return nil, nil //nolint:nilnil // the own format is none of the others
}

// headOf gives the first bytes of a file, which is at its beginning afterwards.
func headOf(r io.ReadSeeker) ([]byte, error) {
	head := make([]byte, 1<<16)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	_, err = r.Seek(0, io.SeekStart)
	return bytes.TrimPrefix(head[:n], []byte("\ufeff")), err
}

// known is the format that first bytes are in, nil for none that they tell.
func (p Parts) known(head []byte) *workspace.Format {
	for _, f := range p.Formats {
		if reads(f) && f.Knows != nil && f.Knows(head) {
			return &f
		}
	}
	return nil
}

// own reports whether a file is an export of one's own.
func own(head []byte) bool {
	begins := bytes.Join(bytes.Fields(head[:min(len(head), 100)]), nil)
	return bytes.HasPrefix(begins, []byte(`{"format":"touchstone"`)) || packed(head)
}

// IsResults reports whether a file holds results of checking, as its first bytes tell: an export of one's own, or what another
// program made. A list of articles that quotes such is none.
func (p Parts) IsResults(path string) (bool, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json", ".jsonl", ".ndjson", ".jsonld", ".zip":
	case ".ann": // brat's, and nobody else's
		return true, nil
	default:
		return false, nil
	}
	from, err := os.Open(path)
	if err != nil {
		return false, err
	}
	head, err := headOf(from)
	if err = errors.Join(err, from.Close()); err != nil || own(head) {
		return err == nil, err
	}
	return p.known(head) != nil && !articles(p.Head(path)), nil
}

// articles reports whether the columns of a list are those of articles. Annotations and published reviews have a text or an
// address, too, but also what they are about.
func articles(list model.ListHead) bool {
	for _, about := range []string{"target", "claimReviewed", "reviewRating", "fact_checking_strategies"} {
		if slices.Contains(list.Columns, about) {
			return false
		}
	}
	return list.Tells() && list.Usual["title"] != ""
}

// packed reports whether a file is an export of one's own with original files: a ZIP whose first part says so.
func packed(head []byte) bool {
	const name, at = "export.json", 30 // where a ZIP's first part has its name
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && len(head) >= at+len(name) && string(head[at:at+len(name)]) == name
}

// Outgoing writes to a file of a name in a folder, and to others beside it: in place of what is there where the file itself is
// written anew, as it was said that it may be, and in place of nothing otherwise.
func Outgoing(w io.Writer, path string, bom bool) workspace.Outgoing {
	if path == "" || path == "-" {
		return workspace.Outgoing{Writer: w, BOM: bom}
	}
	_, err := os.Stat(path)
	anew := err == nil
	return workspace.Outgoing{Writer: w, Name: filepath.Base(path), BOM: bom, Beside: func(name string, write func(io.Writer) error) error {
		at := filepath.Join(filepath.Dir(path), filepath.Base(name))
		if _, err := os.Stat(at); err == nil && !anew {
			return model.Refuse("file.beside", "path", at)
		}
		return ReplaceFile(at, write)
	}}
}

// taken is what import prints of one item of another format.
type taken struct {
	File   string           `json:"file"`
	Item   string           `json:"item"`
	Status workspace.Status `json:"status"`
	Stream model.Stream     `json:"stream,omitempty"`
	Notes  []string         `json:"notes"`
	Error  string           `json:"error,omitempty"`
}

// taken tells of one item: each under --json, else those that are not known already or need a look.
func (p *program) taken(file string, o workspace.Outcome) error {
	row := taken{File: file, Item: o.Name, Status: o.Status, Stream: o.Stream, Notes: o.Notes}
	if row.Notes == nil {
		row.Notes = []string{}
	}
	if o.Err != nil {
		row.Error = oneLine(o.Err.Error())
		p.tell("touchstone: %s: item %s is %s and was left out: %s", file, o.Name, o.Status, row.Error)
	} else if o.Status != workspace.StatusKnown || len(o.Notes) > 0 {
		p.line("%s  %s  %s", o.Status, o.Name, strings.TrimSpace(string(o.Stream.Noun())+" "+short(o.Stream.ID())))
		for _, n := range o.Notes {
			p.line("    %s", n)
		}
	}
	return p.value(row)
}

// importForeign takes in a file of another format, or only says what would come in.
func (p *program) importForeign(f *workspace.Format, d Desk, from io.ReadSeeker, file string, how importHow, counts map[workspace.Status]int) error {
	in := p.Incoming(d, from, file)
	in.Article, in.Scale, in.Map = how.article, how.scale, how.columns
	done, show := 0, p.progress("taking in")
	take := func(w *workspace.Workspace) error {
		return TakeIn(f, in, w, func(o workspace.Outcome) error {
			counts[o.Status]++
			if done++; show != nil {
				show(done, 0)
			}
			return p.taken(file, o)
		})
	}
	if how.dry {
		return p.Rehearse(d, take)
	}
	p.tellFaults()
	who, err := p.Identity(p.as)
	if err != nil {
		return err
	}
	w, err := workspace.New(d, workspace.Settings{Who: who, Now: p.Now, Nonce: p.Nonce})
	if err != nil {
		return err
	}
	return take(w)
}

// Incoming is a file of another format on its way into a workspace, with what its reader may ask for. "-" is standard input.
func (p Parts) Incoming(d Desk, from io.ReadSeeker, file string) workspace.Incoming {
	in := workspace.Incoming{
		ReadSeeker: from, Name: file, Document: p.ReadFrom, ArticleAt: articleAt(d),
		Scales: func() ([]*model.Scale, error) { return p.allScales(d) },
	}
	if file != "-" {
		in.Name = filepath.Base(file)
		in.Beside = func(name string) (io.ReadCloser, error) {
			return os.Open(filepath.Join(filepath.Dir(file), filepath.Base(name)))
		}
	}
	return in
}

// articleAt finds the live article of a web address. Of several the one whose id is made of it is taken, else the first.
func articleAt(d Desk) func(url string) (string, error) {
	return func(url string) (id string, err error) {
		address, err := model.CanonicalURL(url)
		if err != nil {
			return "", nil //nolint:nilerr // what is no web address has no article
		}
		err = d.Read(func(r workspace.Reader) error {
			ids, err := r.ArticlesAt(address)
			if own := model.Hash([]byte(address)); slices.Contains(ids, own) {
				id = own
			} else if len(ids) > 0 {
				id = ids[0]
			}
			return err
		})
		return id, err
	}
}
