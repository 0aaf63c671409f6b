package workspace

import (
	"fmt"
	"slices"
	"time"

	"touchstone/model"
)

// Cause says why the state changed.
type Cause string

// The causes.
const (
	Done      Cause = "done"      // an action here
	Undone    Cause = "undone"    // undo here
	Redone    Cause = "redone"    // redo here
	Absorbed  Cause = "absorbed"  // a merge here
	Elsewhere Cause = "elsewhere" // another process
)

// Change is one stream's state before and after.
type Change struct {
	Stream   model.Stream
	Old, New model.State // Old is nil where this process had not looked at it before another one wrote
	Cause    Cause
	Batch    string // "" for merges and other processes
}

// Receipt tells what a write wrote.
type Receipt struct {
	Batch  string
	Events []model.Event // none: nothing needed to be written

	Carried []model.Carrying // of a newer text of an article: what became of its claims' places
}

// Of returns the ids of the events of one kind, in the order written.
func (r Receipt) Of(kind model.Kind) []string {
	var ids []string
	for _, e := range r.Events {
		if e.Kind == kind {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// Stream returns the first stream of a noun that was written to, "" for none.
func (r Receipt) Stream(noun model.Noun) model.Stream {
	for _, e := range r.Events {
		if e.Stream.Noun() == noun {
			return e.Stream
		}
	}
	return ""
}

// Settings are what a workspace needs from outside.
type Settings struct {
	Who   model.Identity   // who writes; may be empty in a workspace that is only read
	Now   func() time.Time // the clock
	Nonce func() string    // 16 random bytes in hex
}

// Workspace is a desk's work: the log, and who is sitting at it. It is used from one goroutine at a time.
type Workspace struct {
	log      Log
	settings Settings
	watchers []*func(Change)
	seen     int64
}

// New opens the door to a log.
func New(log Log, s Settings) (*Workspace, error) {
	seen, err := log.Seq()
	if err != nil {
		return nil, err
	}
	return &Workspace{log: log, settings: s, seen: seen}, nil
}

// Who is the person at the desk.
func (w *Workspace) Who() model.Identity { return w.settings.Who }

// Now is the workspace's clock.
func (w *Workspace) Now() time.Time { return w.settings.Now() }

// Read lets look at the workspace as it is at one moment.
func (w *Workspace) Read(look func(Reader) error) error { return w.log.Read(look) }

// Do runs an action in one write. A refusal is a *model.Problem and nothing is written then. An action that finds nothing
// to write gives a receipt without events.
func (w *Workspace) Do(action model.Action) (Receipt, error) { return w.write(Done, action) }

func (w *Workspace) write(cause Cause, action model.Action) (Receipt, error) {
	var batch *model.Batch
	var changes []Change
	err := w.log.Write(func(tx Writer) (err error) {
		if batch, err = w.run(tx, action); err == nil {
			changes, err = w.append(tx, cause, batch)
		}
		return err
	})
	if err != nil {
		return Receipt{}, err
	}
	if len(batch.Events) == 0 {
		return Receipt{}, nil
	}
	w.pass(len(batch.Events))
	w.tell(changes)
	return receipt(batch), nil
}

func receipt(b *model.Batch) Receipt {
	return Receipt{Batch: b.ID, Events: b.Events, Carried: b.Carried}
}

// run lets an action decide what to write. Nothing is written yet.
func (w *Workspace) run(tx Writer, action model.Action) (*model.Batch, error) {
	batch := model.NewBatch(tx, w.settings.Who.ID(), w.settings.Now(), w.settings.Nonce)
	return batch, w.fill(tx, batch, action)
}

// append writes a batch, if there is anything in it, and says what changed.
func (w *Workspace) append(tx Writer, cause Cause, batch *model.Batch) ([]Change, error) {
	if len(batch.Events) == 0 {
		return nil, nil
	}
	var changes []Change
	if len(w.watchers) > 0 { // nobody else asks
		for _, s := range batch.Streams() {
			old, err := tx.State(s)
			if err != nil {
				return nil, err
			}
			changes = append(changes, Change{Stream: s, Old: old, Cause: cause, Batch: batch.ID})
		}
	}
	if err := tx.Append(batch, w.settings.Who.Sign(batch.ID, batch.IDs())); err != nil {
		return nil, err
	}
	for i := range changes {
		var err error
		if changes[i].New, err = tx.State(changes[i].Stream); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// pass moves the mark of what this process has seen over its own events. Where others wrote in between, it stays: Poll then
// tells this process's own events once more, which repaints and harms nothing.
func (w *Workspace) pass(own int) {
	if now, err := w.log.Seq(); err == nil && now == w.seen+int64(own) {
		w.seen = now
	}
}

// fill runs the action, with the author's introduction before it where the workspace does not know the author. An action
// that writes nothing introduces nobody.
func (w *Workspace) fill(tx Writer, batch *model.Batch, action model.Action) error {
	if err := model.Introduce(w.settings.Who)(tx, batch); err != nil {
		return err
	}
	introduced := len(batch.Events)
	if err := action(tx, batch); err != nil {
		return err
	}
	if len(batch.Events) == introduced {
		batch.Events = nil
	}
	return nil
}

// Undo takes back a batch of the person at the desk; "" means the last one that stands.
func (w *Workspace) Undo(batch string) (Receipt, error) {
	return w.write(Undone, func(v model.View, b *model.Batch) error {
		events, err := toUndo(v.(Reader), b.By, batch) //nolint:forcetypeassert // Do hands every action a Writer
		if err != nil {
			return err
		}
		return model.TakeBack(events)(v, b)
	})
}

// Redo takes back the last undo of the person at the desk, as long as nothing else was done since.
func (w *Workspace) Redo() (Receipt, error) {
	return w.write(Redone, func(v model.View, b *model.Batch) error {
		events, err := toRedo(v.(Reader), b.By) //nolint:forcetypeassert // Do hands every action a Writer
		if err != nil {
			return err
		}
		return model.TakeBack(events)(v, b)
	})
}

// Watch tells of every change until stop is called.
func (w *Workspace) Watch(tell func(Change)) (stop func()) {
	w.watchers = append(w.watchers, &tell)
	return func() {
		w.watchers = slices.DeleteFunc(w.watchers, func(t *func(Change)) bool { return t == &tell })
	}
}

func (w *Workspace) tell(changes []Change) {
	watchers := slices.Clone(w.watchers)
	for _, c := range changes {
		for _, t := range watchers {
			(*t)(c)
		}
	}
}

// Absorb runs a merge, which writes through the log by itself, and then tells what came in.
func (w *Workspace) Absorb(merge func() error) error {
	before, err := w.log.Seq()
	if err != nil {
		return err
	}
	failed := merge() // what was merged before a failure stays merged, and is told
	if err := w.tellSince(before, Absorbed); err != nil && failed == nil {
		return err
	}
	return failed
}

// Poll tells what other processes wrote since the last look. It is cheap when they wrote nothing.
func (w *Workspace) Poll() error { return w.tellSince(w.seen, Elsewhere) }

func (w *Workspace) tellSince(seq int64, cause Cause) error {
	now, err := w.log.Seq()
	if err != nil || now == seq {
		return err
	}
	if len(w.watchers) == 0 {
		w.seen = now
		return nil
	}
	streams, err := w.log.Since(seq)
	if err != nil {
		return err
	}
	var changes []Change
	err = w.log.Read(func(r Reader) error {
		for _, s := range streams {
			state, err := r.State(s)
			if err != nil {
				return err
			}
			changes = append(changes, Change{Stream: s, New: state, Cause: cause})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("look at what changed: %w", err)
	}
	w.seen = now
	w.tell(changes)
	return nil
}
