package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/filter"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// exportHow is what is exported and how.
type exportHow struct {
	as         *workspace.Format // nil for the own one
	to         string            // a file; "" or - is standard output
	ids        []string          // as given; none: everything
	filter     filter.Filter     // of claims, as list has it
	bom, files bool
}

func (p *program) export() *cobra.Command {
	var how exportHow
	var format string
	var filters []string
	var schema bool
	c := &cobra.Command{
		Use:   "export [ID…]",
		Short: "Write the annotated results as JSON, for other programs, or for people",
		Long: "Writes everything, or the named claims and articles with all that they need to stand by themselves. The file can be\n" +
			"imported anywhere; a colleague's workspace loses nothing by it. --filter takes the claims that `list claims` would\n" +
			"show; --files adds the original files, as a ZIP. html is a review packet to read and to print, markdown the same for\n" +
			"the writer's editor, with the proposed corrections.",
		Example: "  touchstone export -o friday.json\n  touchstone export 81b0c2e > one-claim.json\n" +
			"  touchstone export --filter stage=published --format html -o packet.html\n  touchstone export --schema",
		RunE: func(_ *cobra.Command, given []string) (err error) {
			if how.as, err = p.format(format, writes); err != nil {
				return err
			}
			if schema {
				_, err := p.Stdout.Write(p.Schema)
				return err
			}
			if how.filter, err = p.filter(filters, sheet.ListedKeys); err != nil {
				return err
			}
			how.ids = given
			switch {
			case len(given) > 0 && len(filters) > 0:
				return usageError{errors.New("name what to export, or filter, not both")}
			case how.files && how.as != nil:
				return usageError{fmt.Errorf("--files goes with --format %s", ownFormat)}
			}
			return p.open(Look, func(d Desk) error { return p.exportTo(d, how) })
		},
	}
	c.Flags().StringVar(&format, "format", ownFormat, "the format: "+p.formats(writes))
	c.Flags().StringVarP(&how.to, "output", "o", "", "write to a `FILE` instead of standard output; it is replaced, unless it is a workspace")
	c.Flags().StringArrayVar(&filters, "filter", nil, "export only claims where `KEY=VALUE`; again for more")
	c.Flags().BoolVar(&how.files, "files", false, "with the original files, as a ZIP")
	c.Flags().BoolVar(&how.bom, "bom", false, "begin a table with a byte order mark, by which spreadsheets know UTF-8")
	c.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of the format")
	return c
}

func (p *program) exportTo(d Desk, how exportHow) error {
	only, err := p.chosen(d, how)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		return d.Export(func(from workspace.Exportable) (err error) {
			var said workspace.Written
			if how.as == nil {
				said, err = p.Export(w, from, only, how.files)
			} else {
				said, err = how.as.Write(Outgoing(w, how.to, how.bom), from, only)
			}
			if err == nil {
				p.tell("exported %s", said)
			}
			return err
		})
	}
	if how.to == "" || how.to == "-" {
		return write(p.Stdout)
	}
	return ReplaceFile(how.to, write)
}

// chosen are the claims and articles that were named, or the claims that fit the filters; none for everything.
func (p *program) chosen(d Desk, how exportHow) (only []model.Stream, err error) {
	for _, prefix := range how.ids {
		noun, id, err := p.anyID(d, prefix, "claim", "article")
		if err != nil {
			return nil, err
		}
		only = append(only, model.StreamOf(model.Noun(noun), id))
	}
	if !how.filter.Any() {
		return only, nil
	}
	ids, err := d.List(model.NounClaim)
	if err != nil {
		return nil, err
	}
	err = d.Read(func(r workspace.Reader) error {
		b := sheet.NewBuilder(r)
		for _, id := range ids {
			c, err := read[*model.Claim](r, model.NounClaim, id)
			if err != nil {
				return err
			}
			listed, err := b.Listed(c, p.Now())
			if err != nil {
				return err
			}
			if how.filter.Fits(listed) {
				only = append(only, model.StreamOf(model.NounClaim, id))
			}
		}
		return nil
	})
	if err == nil && len(only) == 0 {
		err = errors.New("no claim fits the filter; see `touchstone list claims`")
	}
	return only, err
}

// ReplaceFile writes a file whole or not at all, if it is replaceable. What is no file, as a pipe or a device, is written to.
func ReplaceFile(path string, write func(io.Writer) error) error {
	if err := Replaceable(path); err != nil {
		return err
	}
	if at, err := os.Stat(path); err == nil && !at.IsDir() && !at.Mode().IsRegular() {
		return writeInto(path, write)
	}
	half, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	w := bufio.NewWriter(half)
	err = write(w)
	if err == nil {
		err = errors.Join(w.Flush(), half.Chmod(0o644), half.Sync())
	}
	err = errors.Join(err, half.Close())
	if err == nil {
		err = os.Rename(half.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(half.Name()))
	}
	return nil
}

func writeInto(path string, write func(io.Writer) error) error {
	to, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	w := bufio.NewWriter(to)
	if err := errors.Join(write(w), w.Flush(), to.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// Beside are the ends of the names of files that SQLite keeps beside a workspace.
var Beside = []string{"-wal", "-shm", "-journal"}

// Replaceable refuses a path at which a workspace stands, or what belongs to one: nothing could bring that back.
func Replaceable(path string) error {
	for _, kept := range append([]string{""}, Beside...) {
		of := strings.TrimSuffix(path, kept)
		if at, err := os.Stat(of); err != nil || !at.Mode().IsRegular() { // a pipe would wait for somebody who writes
			continue
		}
		switch is, err := isDatabase(of); {
		case err != nil:
			return fmt.Errorf("write %s: %w", path, err)
		case is:
			return model.Refuse("workspace.stands", "path", path)
		}
	}
	return nil
}

// isDatabase reports whether a file begins as those of SQLite do.
func isDatabase(path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close() //nolint:errcheck // read only
	head := make([]byte, len(databaseHead))
	_, err = io.ReadFull(file, head)
	return err == nil && string(head) == databaseHead, nil
}

// databaseHead begins every file of SQLite, https://sqlite.org/fileformat.html#magic_header_string
const databaseHead = "SQLite format 3\x00"

// merged is what import prints of one stream.
type merged struct {
	File   string           `json:"file"`
	Item   model.Stream     `json:"item"`
	Status workspace.Status `json:"status"`
	Events int              `json:"events"`
	Added  int              `json:"added"`
	Files  int              `json:"files,omitempty"` // originals that were missing here
	Error  string           `json:"error,omitempty"`
}

func (p *program) importing() *cobra.Command {
	var how importHow
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: "Merge colleagues' exports into the workspace, or take in results of other programs",
		Long: "Nothing here is lost or overwritten: what both sides decided stands side by side. Every event is checked against its\n" +
			"id and its author's seal; what fails is refused, a whole item at a time. A backup is made before. - is standard input.\n" +
			"What comes in another format becomes facts of yours that say where they came from. Its articles are loaded before, or\n" +
			"named with --article.",
		Example: "  touchstone import björn.json --dry-run\n  touchstone import björn.json",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, files []string) error {
			var err error
			if how.named = how.format != ""; how.named {
				if how.as, err = p.format(how.format, reads); err != nil {
					return err
				}
			}
			if how.columns, err = fieldMap(how.fields); err != nil {
				return err
			}
			access := Create
			if how.dry {
				access = Look
			}
			return p.open(access, func(d Desk) error { return p.importAll(d, files, how) })
		},
	}
	c.Flags().StringVar(&how.format, "format", "", "the format, if the file does not tell: "+p.formats(reads))
	c.Flags().StringVar(&how.article, "article", "", "the `ARTICLE` that is meant where an item names none that is here")
	c.Flags().StringArrayVar(&how.fields, "map", nil, "which `FIELD=COLUMN` of a table is what; again for more")
	c.Flags().StringVar(&how.scale, "scale", "", "the scale of a table's ratings, by its key")
	c.Flags().BoolVar(&how.dry, "dry-run", false, "say what would come in and store nothing")
	return c
}

// fieldMap reads the mapping of a table's columns.
func fieldMap(given []string) (map[string]string, error) {
	columns := map[string]string{}
	for _, one := range given {
		field, column, ok := strings.Cut(one, "=")
		if !ok || column == "" || !slices.Contains(workspace.TableFields, field) {
			return nil, usageError{fmt.Errorf("--map %s: say FIELD=COLUMN, where FIELD is one of %s", one, list(workspace.TableFields))}
		}
		columns[field] = column
	}
	return columns, nil
}

// importHow is how files come in.
type importHow struct {
	format, article string
	named, dry      bool
	scale           string
	fields          []string          // FIELD=COLUMN of a table
	columns         map[string]string // the same by field
	as              *workspace.Format // the named format, nil for the own one
}

func (p *program) importAll(d Desk, files []string, how importHow) error {
	if how.article != "" {
		id, err := p.id(d, string(model.NounArticle), how.article)
		if err != nil {
			return err
		}
		how.article = id
	}
	backup := p.backupOnce(d, how.dry)
	failed, of := 0, 0
	for _, file := range files {
		counts := map[workspace.Status]int{}
		err := p.importOne(d, file, how, counts, backup)
		failed, of = failed+counts[workspace.StatusDamaged], of+1
		for _, n := range counts {
			of += n
		}
		if err != nil {
			if exitCode(err) == exitUnavailable {
				return err
			}
			failed++
			if told := p.fail(file, err); told != nil {
				return told
			}
		}
		p.summary(file, counts)
	}
	if failed > 0 {
		return partly{failed: failed, of: of}
	}
	return nil
}

// backupOnce makes the backup before the first file comes in, where there is something to lose.
func (p *program) backupOnce(d Desk, dry bool) func() error {
	done := dry
	return func() error {
		if done {
			return nil
		}
		backup, err := BackupBeforeImport(d)
		if err == nil && backup != "" {
			done = true
			p.tell("backup before the import: %s", backup)
		}
		return err
	}
}

// BackupBeforeImport copies the workspace to a file beside it, and returns where; "" where there is nothing to lose.
func BackupBeforeImport(d Desk) (string, error) {
	seq, err := d.Seq()
	if err != nil || seq == 0 {
		return "", err
	}
	end := filepath.Ext(d.Path())
	backup := strings.TrimSuffix(d.Path(), end) + ".before-import" + end
	return backup, d.Backup(backup)
}

func (p *program) importOne(d Desk, file string, how importHow, counts map[workspace.Status]int, backup func() error) error {
	return p.reading(file, func(from io.ReadSeeker) (err error) {
		f := how.as
		if !how.named {
			if f, err = p.FormatOf(file, from); err != nil {
				return err
			}
		}
		if err := backup(); err != nil {
			return err
		}
		if f != nil {
			return p.importForeign(f, d, from, file, how, counts)
		}
		return p.merge(d, from, file, how.dry, counts)
	})
}

// merge takes in a colleague's export.
func (p *program) merge(d Desk, from io.ReadSeeker, file string, dry bool, counts map[workspace.Status]int) error {
	var told error
	progress, streams := p.progress("merging"), 0
	m, err := d.Merge(filepath.Base(file), dry, func(r workspace.Report) {
		if streams++; progress != nil {
			progress(streams, 0)
		}
		counts[r.Status]++
		if failed := p.merged(file, r); told == nil {
			told = failed
		}
	})
	if err != nil {
		return err
	}
	err = p.Import(from, m)
	return errors.Join(err, m.Close(), told)
}

// merged tells of one stream: each under --json, else those that are not known already.
func (p *program) merged(file string, r workspace.Report) error {
	row := merged{File: file, Item: r.Stream, Status: r.Status, Events: r.Events, Added: r.Added, Files: r.Files}
	if r.Err != nil {
		row.Error = oneLine(r.Err.Error())
		p.tell("touchstone: %s: %s %s is damaged and was left out: %v", file, r.Stream.Noun(), short(r.Stream.ID()), r.Err)
	} else if r.Status != workspace.StatusKnown || r.Files > 0 {
		files := ""
		if r.Files > 0 {
			files = ", " + count(r.Files, "missing original")
		}
		p.line("%s  %s %s  %d of %d events added%s", r.Status, r.Stream.Noun(), short(r.Stream.ID()), r.Added, r.Events, files)
	}
	return p.value(row)
}

func (p *program) summary(file string, counts map[workspace.Status]int) {
	var parts []string
	for _, s := range []workspace.Status{
		workspace.StatusNew, workspace.StatusNewerThere, workspace.StatusConflict, workspace.StatusNewerHere,
		workspace.StatusKnown, workspace.StatusLost, workspace.StatusDamaged,
	} {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	if len(parts) > 0 {
		p.tell("%s: %s", file, strings.Join(parts, ", "))
	}
}

// spooled is a copy of standard input that is removed when it is closed.
type spooled struct{ *os.File }

func (s spooled) Close() error { return errors.Join(s.File.Close(), os.Remove(s.Name())) }

// reading lets read a file, or standard input, which is closed then.
func (p *program) reading(file string, use func(io.ReadSeeker) error) error {
	from, err := p.seekable(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return errors.Join(use(from), from.Close())
}

// seekable opens a file, or spools standard input, for a reader that goes back to the beginning.
func (p *program) seekable(file string) (io.ReadSeekCloser, error) {
	if file != "-" {
		f, err := os.Open(file)
		if errors.Is(err, os.ErrNotExist) {
			return nil, errors.New("there is no such file")
		}
		return f, err
	}
	spool, err := os.CreateTemp("", "touchstone-import-*")
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(spool, p.Stdin); err != nil {
		return nil, errors.Join(err, spooled{spool}.Close())
	}
	return spooled{spool}, nil
}
