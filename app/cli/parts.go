package cli

import (
	"context"
	"io"
	"io/fs"
	"iter"
	"time"

	"touchstone/model"
	"touchstone/model/history"
	"touchstone/model/workspace"
)

// Access says what a workspace file is opened for.
type Access int

// The ways to open a workspace.
const (
	Look   Access = iota // it must exist; reading is enough
	Change               // it must exist and be written
	Create               // it is made if missing
)

// Parts is what main hands to the commands, and they to the window.
type Parts struct {
	Version          string
	Stdin            io.Reader
	Stdout, Stderr   io.Writer
	Terminal         bool   // standard error is a terminal, so progress may be shown
	DefaultWorkspace string // without -w and TOUCHSTONE_WORKSPACE
	Getenv           func(string) string
	As               string // the person that was named for the window, "" for none

	// Open opens a workspace file. progress is told when its index is made again.
	Open func(path string, how Access, progress func(done, total int)) (Desk, error)
	// Identity picks a local key by name, or makes one; without a name it picks by the rules of the command line.
	Identity func(name string) (model.Identity, error)
	// Files lists the articles that a path stands for; ReadFile and ReadFrom read one.
	Files    func(path string) ([]string, error)
	ReadFile func(path string) (model.Document, error)
	ReadFrom func(name string, r io.Reader) (model.Document, error)
	// AsDecoded gives a document's words and blocks in the characters of its file, where that is plain text.
	AsDecoded func(doc model.Document) (string, []model.Block)
	// Prepare makes ready what reading documents needs, once for each version of the program.
	Prepare func() error
	// Listed gives what a list or an archive of articles holds, and whether a file is one. names say which column holds which
	// of Columns.
	Listed  func(path string, names map[string]string) (items iter.Seq[model.Listed], many bool)
	Columns []string
	// Head gives the columns of a list of articles, and its first rows; no columns for any other file.
	Head func(path string) model.ListHead
	// Fetch fetches and reads a page; private allows those that are not on the public internet. known is what it was last read
	// from: unchanged says that the server has nothing newer.
	Fetch func(ctx context.Context, url string, private bool, known model.Origin) (doc model.Document, unchanged bool, err error)
	// Reread reads the kept bytes of a capture again as they were read then, and says whether the same text comes out.
	Reread func(data []byte, then model.Capture, text string) (doc model.Document, same bool, err error)
	// Decode gives the text of a file as it stands there.
	Decode func(path string) (string, error)
	// Export writes everything, or these claims and articles, with original files as a ZIP, and says in words what that is.
	Export func(w io.Writer, from workspace.Exportable, only []model.Stream, files bool) (workspace.Written, error)
	// History writes what was done, in one of HistoryFormats, and says in words what that is.
	History        func(w io.Writer, from workspace.Record, asked history.Asked, format string) (workspace.Written, error)
	HistoryFormats []string
	// Import hands an export over to a merge, also one with original files.
	Import func(r io.ReadSeeker, into workspace.Merge) error
	// Formats are the other forms in which results leave and come in.
	Formats []workspace.Format
	Schema  []byte
	Scales  func() []*model.Scale // those that are shipped, the default first
	// Window opens the window on a workspace file; Picture draws it, as it would be seen, without a display. Both are nil in
	// a build without a window.
	Window  func(path string, p Parts) error
	Picture func(path string, p Parts, w io.Writer) error
	// Samples are articles that the program brings along.
	Samples fs.FS
	// Preferences are what a person set; nil keeps nothing longer than the window is open.
	Preferences Preferences
	// Languages are files of further languages of the window, nil for none.
	Languages fs.FS
	// BackupFolder is where the window keeps the backups that it makes by itself, "" for no such.
	BackupFolder string
	// Keys writes the keys of the window as a page to print, and names them; nil in a build without a window.
	Keys func(p Parts, w io.Writer) ([]Key, error)
	// StateFolder is where the window keeps its log.
	StateFolder string
	Now         func() time.Time
	Nonce       func() string
}

// Preferences is a file of what a person set, by name: "person", "look.mode".
type Preferences interface {
	// Path is where the file is.
	Path() string
	// Value is a string, an int64, a float64, a bool or a list of these, nil where a name is not set.
	Value(name string) any
	// Under are the names that are set below a heading.
	Under(heading string) []string
	// Set sets some names, nil for none, and writes the file. If it cannot be written they count until the program ends.
	Set(values map[string]any) error
	// Again reads the file again if it was written since, and reports whether it was.
	Again() bool
	// Faults are the lines that do not count; Unfit words that a name is set to what it cannot be, as one of them.
	Faults() []error
	Unfit(name, wanted string) error
}

// Key is a command of the window with the key that does it, "" for none.
type Key struct {
	Command string `json:"command"`
	Name    string `json:"name"`
	Key     string `json:"key"`
}

// Desk is an open workspace file.
type Desk interface {
	workspace.Log
	// Path is where the file is.
	Path() string
	// Export lets an export walk through the log as it is at one moment.
	Export(walk func(workspace.Exportable) error) error
	// Merge begins to take in an export; report is told of every stream.
	Merge(from string, dry bool, report func(workspace.Report)) (workspace.Merge, error)
	// Resolve returns the whole ids of a noun that begin with a prefix.
	Resolve(noun, prefix string) ([]string, error)
	// List returns the ids of what stands, in the order people see them.
	List(noun model.Noun) ([]string, error)
	// Count says how many List returns.
	Count(noun model.Noun) (int, error)
	// Search finds things by their words; Alike finds claims that share words with a text, the best first.
	Search(query string, limit int) ([]workspace.Hit, error)
	Alike(words []string, limit int) ([]workspace.Alike, error)
	// Verify looks at everything in the file.
	Verify(progress func(done, total int)) ([]workspace.Fault, error)
	// Backup writes the workspace to another file.
	Backup(path string) error
	// Drafts are the half-typed words that were kept; SaveDraft keeps some, and forgets a place where there are none.
	Drafts() ([]workspace.Draft, error)
	SaveDraft(place, body string) error
	// Secret is what is known of a protected source in this file alone, "" for nothing; SaveSecret keeps it, and forgets it
	// where there are no words. Nothing but the window shows it.
	Secret(source string) (string, error)
	SaveSecret(source, note string) error
	// Blob is a file that was copied in, by its hash, nil where it is not here: exports may leave the files out.
	Blob(id string) ([]byte, error)
	Close() error
}
