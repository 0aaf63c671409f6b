package ingest

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"touchstone/model"
)

// What an archive may hold. Its own word for a size is not believed: bytes are counted as they come out.
const (
	archiveEntries = 200_000
	archiveBytes   = 2 << 30 // of all entries together
	archiveRatio   = 400     // times its packed size that an entry may have, from archiveSmall bytes on
	archiveSmall   = 1 << 20
)

// zipItems reads the articles of a ZIP archive. Names are for people to see: nothing is written, and no path is followed.
func zipItems(file string) iter.Seq[model.Listed] {
	return func(yield func(model.Listed) bool) {
		archive, err := zip.OpenReader(file)
		if err != nil {
			yield(fail(file, notArchive(file, err)))
			return
		}
		defer archive.Close() //nolint:errcheck // only read
		if len(archive.File) > archiveEntries {
			yield(fail(file, overfull(file, fmt.Sprintf("%d files are in it, more than %d", len(archive.File), archiveEntries))))
			return
		}
		found := false
		left := int64(archiveBytes)
		for _, entry := range archive.File {
			if !isArticle(entry) {
				continue
			}
			found = true
			name := file + "/" + clean(strings.ToValidUTF8(entry.Name, "\ufffd"))
			data, err := unzip(name, entry, left)
			left -= int64(len(data))
			if err != nil {
				if !yield(fail(name, err)) || left < 0 {
					return
				}
				continue
			}
			doc, err := Read(name, data)
			if !yield(model.Listed{Name: name, Document: doc, Err: err}) {
				return
			}
		}
		if !found {
			yield(fail(file, &Error{Code: "folder.empty", File: file, What: "no article files in this archive"}))
		}
	}
}

// isArticle reports whether an entry is a file that a folder would be searched for.
func isArticle(entry *zip.File) bool {
	hidden := func(part string) bool { return strings.HasPrefix(part, ".") && part != ".." || part == "__MACOSX" }
	parts := strings.FieldsFunc(entry.Name, func(r rune) bool { return r == '/' || r == '\\' })
	return entry.Mode().IsRegular() && len(parts) > 0 && !slices.ContainsFunc(parts, hidden) &&
		slices.Contains(articleFiles(), extensionOf(path.Base(entry.Name)))
}

// unzip reads one entry, of which at most so many bytes may come.
func unzip(name string, entry *zip.File, left int64) ([]byte, error) {
	if entry.Flags&1 != 0 {
		return nil, &Error{Code: "archive.locked", File: name, What: "this is locked with a password", Do: "unpack the archive first"}
	}
	from, err := entry.Open()
	if err != nil {
		return nil, notArchive(name, err)
	}
	defer from.Close() //nolint:errcheck // only read
	most := min(int64(Limit), left)
	small := max(archiveSmall, int64(min(entry.CompressedSize64, 1<<40))*archiveRatio) //nolint:gosec // bounded
	data, err := io.ReadAll(io.LimitReader(from, min(most, small)+1))
	switch n := int64(len(data)); {
	case n > left:
		return nil, overfull(name, fmt.Sprintf("more than %d MB come out of the archive", archiveBytes>>20))
	case n > Limit:
		failure := tooLarge()
		failure.File = name
		return nil, failure
	case n > small:
		return nil, overfull(name, fmt.Sprintf("it grows to more than %d times its size", archiveRatio))
	case err != nil:
		return nil, notArchive(name, err)
	}
	return data, nil
}

func overfull(name, what string) *Error {
	return &Error{Code: "archive.bomb", File: name, What: what, Do: "unpack it yourself if you trust it"}
}

func notArchive(name string, err error) error {
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{Code: "archive.damaged", File: name, What: "this is no ZIP archive, or a damaged one (" + err.Error() + ")", Do: "get it anew", Err: err}
	}
	return unopened(name, err)
}
