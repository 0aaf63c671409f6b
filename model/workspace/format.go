package workspace

import (
	"errors"
	"io"

	"touchstone/model"
)

// Format is another form in which annotated results leave a workspace or come in. Reading one writes facts of the person at
// the desk, with `foreign` saying where they came from.
type Format struct {
	Name       string   // as in --format
	Extensions []string // with their dot, in lower case
	// Knows reports whether a file is of this form by its first bytes, 64 kB at most; nil: only its extension tells.
	Knows func(head []byte) bool
	// Write writes everything, or these claims and articles, and tells what it wrote; nil: it is only read.
	Write func(to Outgoing, from Exportable, only []model.Stream) (Written, error)
	// Read hands over the items of a file one by one; nil: it is only written. An error is one of the whole file.
	Read func(from Incoming, take func(Foreign) error) error
}

// Outgoing is where an export goes.
type Outgoing struct {
	io.Writer
	Name string // the file's name without its folder, "" for standard output
	BOM  bool   // a table begins with a byte order mark, by which spreadsheets know UTF-8
	// Beside writes another file of that name into the same folder; nil for standard output.
	Beside func(name string, write func(io.Writer) error) error
}

// Incoming is where an import comes from.
type Incoming struct {
	io.ReadSeeker
	Name    string // the file's name without its folder, "-" for standard input
	Article string // the id of the article that was named for items that name none, "" for none
	// Scales returns the scales that ratings may be on; nil for none.
	Scales func() ([]*model.Scale, error)
	Scale  string            // the key of the scale that was named for ratings, "" for none
	Map    map[string]string // of a table: which field of ours a column is, by its heading
	// Beside opens a file of that name in the same folder; nil for standard input.
	Beside func(name string) (io.ReadCloser, error)
	// Document reads a file as an article is read, by its name and its bytes.
	Document func(name string, r io.Reader) (model.Document, error)
	// ArticleAt returns the id of the live article of a web address, "" for none.
	ArticleAt func(url string) (string, error)
}

// Foreign is one item of a file of another format.
type Foreign struct {
	Name string // what a report calls it: its id there, or its number
	Err  error  // why it is damaged, nil for one that can be taken in
	// Take writes the item's facts. It is an action that also says what came of it. A *model.Problem or a *model.Damage
	// refuses this item alone, and nothing of it is written then; any other error ends the import.
	Take func(model.View, *model.Batch) (Outcome, error)
}

// Outcome is what became of one item.
type Outcome struct {
	Name   string       // the item's
	Status Status       // new, known, newer there (a known thing that got more), lost (a place was not found) or damaged
	Stream model.Stream // what it was written to, "" for nothing
	Notes  []string     // what a person should know, such as offsets that were wrong; one line each
	Err    error        // why it is damaged
}

// BatchOfItems is how many items of another format are written in one batch.
const BatchOfItems = 100

// TakeIn is an action that takes in items, each seeing what those before it wrote. told gets what became of every one.
func TakeIn(items []Foreign, told *[]Outcome) model.Action {
	return func(_ model.View, b *model.Batch) error {
		*told = (*told)[:0]
		for _, item := range items {
			o, err := takeIn(item, b)
			if err != nil {
				return err
			}
			o.Name = item.Name
			*told = append(*told, o)
		}
		return nil
	}
}

func takeIn(item Foreign, b *model.Batch) (o Outcome, err error) {
	if item.Err != nil {
		return Outcome{Status: StatusDamaged, Err: item.Err}, nil //nolint:nilerr // it is told, and the others come in
	}
	err = b.Try(func(v model.View, b *model.Batch) (err error) {
		o, err = item.Take(v, b)
		return err
	})
	var problem *model.Problem
	var damage *model.Damage
	if errors.As(err, &problem) || errors.As(err, &damage) {
		return Outcome{Status: StatusDamaged, Err: err}, nil
	}
	return o, err
}

// TableFields are what a column of a table can be, when claims come in from one.
var TableFields = []string{
	"statement", "language", "said_by", "said_when", "said_where", "said_url", "types", "tags", "rating", "rationale", "correction",
	"evidence", "review_publisher", "review_url", "review_rating", "review_date", "review_name", "review_description",
}
