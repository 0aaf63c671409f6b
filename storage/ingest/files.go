package ingest

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// articleFiles are the extensions that a folder is searched for.
var articleFiles = []string{"txt", "text", "md", "markdown", "pdf", "docx", "odt", "rtf", "epub"}

const separator = string(filepath.Separator)

// Files lists what a path stands for: a file (or "-") for itself, a folder for the articles in it and in the folders below,
// sorted, without hidden ones. Symbolic links to files are followed, those to folders are not, for they may lead in circles.
func Files(path string) ([]string, error) {
	if path == Stdin {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	root := strings.TrimRight(path, separator) + separator // so that a link to a folder is walked when it is named itself
	err = filepath.WalkDir(root, func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return unopened(at, err)
		case at != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case slices.Contains(articleFiles, formatOf(at)) && isFile(at):
			files = append(files, at)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, &Error{Code: "folder.empty", File: path, What: "no article files in this folder (.txt, .md, .pdf, .docx, .odt, .rtf, .epub)"}
	}
	slices.Sort(files)
	return files, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
