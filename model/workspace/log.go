package workspace

import (
	"time"

	"touchstone/model"
)

// Log is where a workspace keeps its events. storage.File is the one there is.
type Log interface {
	// Read lets look at the log as it is at one moment.
	Read(func(Reader) error) error
	// Write is one transaction: what look appends is stored whole or not at all. It waits for other writers, and fails
	// with an error that says so when they take too long.
	Write(func(Writer) error) error
	// Seq is the number of the newest event, which other processes raise as well.
	Seq() (int64, error)
	// Since returns the streams that got events after a number.
	Since(seq int64) ([]model.Stream, error)
}

// Reader is the log at one moment.
type Reader interface {
	model.View
	// Batches walks a person's batches from the newest; yield returns false to stop.
	Batches(by string, yield func(batch string, events []string) (bool, error)) error
	// Near returns the texts that are nearly the same as these words, the nearest first, without the same words themselves.
	Near(words string) ([]Near, error)
	// Briefs returns live claims in brief (model.Brief), those of some ids that are here, in their order. NamedClaims are the ids of
	// those that some claim names, FlaggedEvidence those of evidence that is not fine; nil where it has to be looked at each.
	Briefs(ids []string) ([]*model.Claim, error)
	NamedClaims() (map[string]bool, error)
	FlaggedEvidence() (map[string]bool, error)
	// Seal returns the seal of a batch and its author, and whether it is here.
	Seal(batch, by string) (model.Seal, bool, error)
}

// Record is a Reader that knows as well when everything came into its file: what histories and the past are read from.
type Record interface {
	Reader
	// Holding returns the streams in which some fact ever named a text, whether it stands or not.
	Holding(text string) ([]model.Stream, error)
	// Arrivals tells when each of a stream's events came into this file.
	Arrivals(s model.Stream) (map[string]time.Time, error)
	// Newest walks through the events from the last that came into this file; yield returns false to stop.
	Newest(yield func(model.Event) (bool, error)) error
	// Times are when things happened, each once and in order, by the events' own time; with known when they came into this file.
	// Of very many they are at most so many, spread evenly.
	Times(known bool, most int) ([]time.Time, error)
}

// Writer is a Reader inside a write.
type Writer interface {
	Reader
	// Append stores a batch under its seal: events, new texts and new original files.
	Append(*model.Batch, model.Seal) error
}

// Near is a text that is nearly the same as another.
type Near struct {
	Text    string
	Overlap float64 // from 0 to 1, see near.Overlap
}
