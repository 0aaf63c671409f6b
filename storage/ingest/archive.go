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

// What an archive may hold.
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
		bounds := archiveBounds()
		for _, entry := range archive.File {
			if !isArticle(entry) {
				continue
			}
			found = true
			name := file + "/" + clean(strings.ToValidUTF8(entry.Name, "\ufffd"))
			data, err := unzip(name, entry, bounds)
			if err != nil {
				if !yield(fail(name, err)) || bounds.left < 0 {
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

// archiveBounds are those of one archive.
func archiveBounds() *unpacker {
	return &unpacker{
		left: archiveBytes, ratio: archiveRatio, small: archiveSmall,
		locked: func(name string) error {
			return &Error{Code: "archive.locked", File: name, What: "this is locked with a password", Do: "unpack the archive first"}
		},
		swells: func(name string) error {
			return overfull(name, fmt.Sprintf("it grows to more than %d times its size", archiveRatio))
		},
		full: func(name string) error {
			return overfull(name, fmt.Sprintf("more than %d MB come out of the archive", archiveBytes>>20))
		},
	}
}

// unzip reads one entry.
func unzip(name string, entry *zip.File, bounds *unpacker) ([]byte, error) {
	from, err := bounds.open(name, entry)
	if err != nil {
		return nil, notArchive(name, err)
	}
	defer from.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(io.LimitReader(from, Limit+1))
	if len(data) > Limit {
		failure := tooLarge()
		failure.File = name
		return nil, failure
	}
	return data, notArchive(name, err)
}

func overfull(name, what string) *Error {
	return &Error{Code: "archive.bomb", File: name, What: what, Do: "unpack it yourself if you trust it"}
}

// notArchive words an error in an archive; what is worded already stays.
func notArchive(name string, err error) error {
	var failure *Error
	if err == nil || errors.As(err, &failure) {
		return err
	}
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{Code: "archive.damaged", File: name, What: "this is no ZIP archive, or a damaged one (" + err.Error() + ")", Do: "get it anew", Err: err}
	}
	return unopened(name, err)
}
