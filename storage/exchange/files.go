package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"
)

// An export with its original files is a ZIP: first the export itself, then every file under its id.
const (
	exportName = "export.json"
	blobFolder = "blobs/"
)

// mostSpread is how many times larger than in the ZIP an export may be, beyond what a single file may hold: JSON packs well,
// but not like that.
const mostSpread = 200

// WriteFiles writes an export like Write, and the original files that its events name, as a ZIP. Its digest names the files
// too. One that is not here is left out, and stays named by its hash.
func WriteFiles(w io.Writer, from workspace.Exportable, only []model.Stream) (Summary, error) {
	z := zip.NewWriter(w)
	inside, err := z.Create(exportName)
	if err != nil {
		return Summary{}, err
	}
	out, err := newWriter(inside, from, only)
	if err != nil {
		return Summary{}, err
	}
	if out.blobs, err = out.originals(); err != nil {
		return Summary{}, err
	}
	sum, err := out.all()
	if err != nil {
		return sum, err
	}
	for _, id := range out.blobs {
		data, err := from.Blob(id)
		if err != nil {
			return sum, err
		}
		if inside, err = z.Create(blobFolder + id); err == nil {
			_, err = inside.Write(data)
		}
		if err != nil {
			return sum, fmt.Errorf("write the export: %w", err)
		}
	}
	sum.Files = len(out.blobs)
	return sum, z.Close()
}

// Export writes an export of everything, or of these claims and articles, with the original files or without, and says in
// words what it wrote.
func Export(w io.Writer, from workspace.Exportable, only []model.Stream, files bool) (workspace.Written, error) {
	write := Write
	if files {
		write = WriteFiles
	}
	sum, err := write(w, from, only)
	return sum.Written(), err
}

// originals are the ids of the original files that are named and here, in order.
func (w *writer) originals() ([]string, error) {
	ids := map[string]bool{}
	for _, noun := range []model.Noun{model.NounArticle, model.NounEvidence} {
		for s, err := range w.streams(noun) {
			if err != nil {
				return nil, err
			}
			events, err := w.from.Events(s)
			if err != nil {
				return nil, err
			}
			for _, e := range events {
				for _, id := range model.Blobs(e.Fact) {
					here, err := w.from.HasBlob(id)
					if err != nil {
						return nil, err
					}
					if here {
						ids[id] = true
					}
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(ids)), nil
}

// isZip reports whether a file begins as a ZIP does.
func isZip(r io.ReadSeeker) (bool, error) {
	head := make([]byte, 4)
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	return bytes.Equal(head[:n], []byte("PK\x03\x04")), nil
}

// readFiles reads an export with its original files.
func readFiles(r io.ReadSeeker, in *reader) error {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	z, err := zip.NewReader(seekingAt{r}, size)
	if err != nil {
		return fmt.Errorf("this ZIP cannot be read, it is cut off or damaged: %w", err)
	}
	var export *zip.File
	for _, f := range z.File {
		id, blob := strings.CutPrefix(f.Name, blobFolder)
		switch {
		case f.Name == exportName && export == nil:
			export = f
		case blob:
			if err := in.blob(f, id); err != nil {
				return err
			}
		}
	}
	if export == nil {
		return fmt.Errorf("this ZIP is no export: it holds no %s", exportName)
	}
	if most := export.CompressedSize64*mostSpread + mostBytes; export.UncompressedSize64 > most {
		return fmt.Errorf("%s would unpack to %d bytes, more than its %d packed ones can honestly hold", exportName, export.UncompressedSize64, export.CompressedSize64)
	}
	return in.passes(func(pass func(io.Reader) error) error {
		from, err := export.Open()
		if err != nil {
			return fmt.Errorf("%s: %w", exportName, err)
		}
		return errors.Join(pass(from), from.Close())
	})
}

// blob hands over one original file, which has to be what its name says.
func (in *reader) blob(f *zip.File, id string) error {
	if f.UncompressedSize64 > mostBytes {
		return fmt.Errorf("%s: %d bytes; a file has at most %d MB", f.Name, f.UncompressedSize64, mostBytes>>20)
	}
	from, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	data, err := io.ReadAll(io.LimitReader(from, mostBytes+1))
	if err = errors.Join(err, from.Close()); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	if model.Hash(data) != id {
		return fmt.Errorf("%s is not the file that its name says: it was altered; ask for the export again", f.Name)
	}
	in.files = append(in.files, id)
	return in.into.Blob(id, data)
}

// seekingAt reads at offsets from a file that can only be sought in; one reader at a time.
type seekingAt struct{ io.ReadSeeker }

func (s seekingAt) ReadAt(p []byte, off int64) (int, error) {
	if _, err := s.Seek(off, io.SeekStart); err != nil {
		return 0, err
	}
	return io.ReadFull(s.ReadSeeker, p)
}
