package workspace

import (
	"iter"

	"touchstone/model"
)

// Status is what merging one stream of a file came to.
type Status string

// What merging a stream can come to.
const (
	StatusNew        Status = "new"         // the stream was not here
	StatusKnown      Status = "known"       // the same events here and there
	StatusNewerHere  Status = "newer here"  // all of the file's events are here, and more
	StatusNewerThere Status = "newer there" // the file had events that were missing here
	StatusConflict   Status = "conflict"    // both had events the other lacked, and they disagree; both stand now
	StatusLost       Status = "lost"        // a place whose words the text does not hold
	StatusDamaged    Status = "damaged"     // refused whole
)

// Report tells what became of one stream of a merge.
type Report struct {
	Stream model.Stream
	Status Status
	Events int   // in the file
	Added  int   // that were not here
	Files  int   // original files that came along and were not here
	Err    error // why it was refused, nil unless damaged
}

// Merge takes in an export. Seals, texts and people come first, in any order, then the other streams. Streams are written
// whole or not at all, small ones together.
type Merge interface {
	// Seal takes a seal; it is stored with the first stream that holds one of its events.
	Seal(model.Seal) error
	// Text takes a text, refused if its id is not its hash; it is stored with the first stream that names it.
	Text(id, body string) error
	// Blob takes an original file.
	Blob(id string, data []byte) error
	// Stream takes the exact bytes of one stream's events, in any order, and reports later through the merge's report.
	Stream(s model.Stream, raw [][]byte) error
	// Close writes what is left, and throws away what no stream needed.
	Close() error
}

// Exportable is the log at one moment, as an export walks through it.
type Exportable interface {
	Record
	// Nouns returns the nouns that have streams, those of newer versions too.
	Nouns() ([]model.Noun, error)
	// Streams yields the ids of all streams of a noun in order of their ids.
	Streams(noun model.Noun) iter.Seq2[model.Stream, error]
	// ClaimOrder yields every claim's stream by text id and start of the first live appearance, then id; those without
	// text last.
	ClaimOrder() iter.Seq2[model.Stream, error]
	// Raw returns the exact bytes of a stream's events, in causal order.
	Raw(s model.Stream) ([][]byte, error)
	// EventIDs and TextIDs yield all ids in order.
	EventIDs() iter.Seq2[string, error]
	TextIDs() iter.Seq2[string, error]
	// HasBlob reports whether an original file is here; Blob returns its bytes.
	HasBlob(id string) (bool, error)
	Blob(id string) ([]byte, error)
	// Seals yields all seals by batch, then author.
	Seals() iter.Seq2[model.Seal, error]
}
