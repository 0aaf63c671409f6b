package storage

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/workspace"
)

// mergeTime is how long small streams may share one transaction, so that others get to write in between.
const mergeTime = 50 * time.Millisecond

// merge takes in an export, stream by stream. A kill leaves whole streams, and importing again finishes.
type merge struct {
	file    *File
	from    string // the file's name, for arrivals
	dry     bool
	report  func(workspace.Report)
	staged  *staging
	keys    map[string]string // people's public keys
	lengths map[string]int    // of texts, in code points
	files   bool              // some came along
	waiting []*incoming
	bytes   int
	behind  chan error // the end of a write that goes on while the next streams are decoded; nil for none
	failed  bool       // a write failed, and nothing more is written
}

// incoming is one stream of the file, decoded.
type incoming struct {
	stream model.Stream
	events []model.Event
	seals  []model.Seal
	err    error // why the stream is refused
}

// Merge begins to take in an export. report is told of every stream, after it is stored. A dry merge writes nothing.
func (f *File) Merge(from string, dry bool, report func(workspace.Report)) (workspace.Merge, error) {
	if f.write == nil && !dry {
		return nil, readOnly(f.path, nil)
	}
	staged, err := newStaging()
	if err != nil {
		return nil, err
	}
	return &merge{
		file: f, from: from, dry: dry, report: report, staged: staged, keys: map[string]string{}, lengths: map[string]int{},
	}, nil
}

// Seal takes a seal.
func (m *merge) Seal(s model.Seal) error { return m.staged.addSeal(s) }

// Text takes a text. One that is not what its id says is left out, so that the streams that need it are refused.
func (m *merge) Text(id, body string) error {
	if model.Hash([]byte(body)) != id {
		return nil
	}
	return m.staged.exec("INSERT OR IGNORE INTO text VALUES (?, ?)", id, body)
}

// Blob takes an original file. One that is not what its id says is left out: originals may be missing.
func (m *merge) Blob(id string, data []byte) error {
	if model.Hash(data) != id {
		return nil
	}
	m.files = true
	return m.staged.exec("INSERT OR IGNORE INTO blob VALUES (?, ?)", id, data)
}

// batchBytes is how much is decoded before it is written, at most.
const batchBytes = 2 << 20

// Stream takes one stream's events.
func (m *merge) Stream(s model.Stream, raw [][]byte) error {
	in := m.decode(s, raw)
	person := s.Noun() == model.NounPerson
	if person && in.err == nil {
		if key := model.KeyIn(in.events); key != "" {
			m.keys[s.ID()] = key
		}
	}
	if err := m.unseal(in); err != nil {
		return err
	}
	m.waiting = append(m.waiting, in)
	for _, r := range raw {
		m.bytes += len(r)
	}
	if person {
		return m.meet(in)
	}
	if m.bytes < batchBytes {
		return nil
	}
	return m.flushBehind()
}

// meet stores a person before anything that they sealed. The key of one who is refused counts for nothing, or their events
// would stand where nobody can check them.
func (m *merge) meet(in *incoming) error {
	err := m.flush()
	if in.err != nil {
		delete(m.keys, in.stream.ID())
	}
	return err
}

// Close writes what is left.
func (m *merge) Close() error {
	return errors.Join(m.flush(), m.staged.close())
}

func (m *merge) decode(s model.Stream, raw [][]byte) *incoming {
	in := &incoming{stream: s}
	for _, r := range raw {
		e, err := model.Decode(r)
		if err == nil && e.Stream != s {
			err = fmt.Errorf("event %.10s stands in stream %.20s", e.ID, e.Stream)
		}
		if err != nil {
			in.err = err
			return in
		}
		in.events = append(in.events, e)
	}
	in.events = model.Causal(s, in.events) // once each
	if s.Noun() == model.NounScale {
		for _, e := range in.events {
			if def, ok := e.Fact.(model.ScaleDefined); ok && def.ID() != s.ID() {
				in.err = fmt.Errorf("event %.10s defines another scale", e.ID)
			}
		}
	}
	return in
}

// unseal checks that a seal of its author lists every event.
func (m *merge) unseal(in *incoming) error {
	seen := map[string]bool{}
	for _, e := range in.events {
		if in.err != nil {
			return nil //nolint:nilerr // it is in the report
		}
		key, err := m.key(e.By)
		if err != nil {
			return err
		}
		found, err := m.staged.seal(e.Batch, e.By, key)
		if err != nil {
			return err
		}
		switch {
		case found.err != nil:
			in.err = fmt.Errorf("event %.10s: %w", e.ID, found.err)
		case !found.ids[e.ID]:
			in.err = fmt.Errorf("event %.10s is in no seal", e.ID)
		case !seen[e.Batch+e.By]:
			seen[e.Batch+e.By] = true
			in.seals = append(in.seals, found.seal)
		}
	}
	return nil
}

// key returns a person's public key from the file, or from the workspace.
func (m *merge) key(person string) (string, error) {
	if key, known := m.keys[person]; known {
		return key, nil
	}
	key := ""
	err := m.file.at(func(t *tx) error {
		events, err := t.Events(model.StreamOf(model.NounPerson, person))
		key = model.KeyIn(events)
		return err
	})
	if err == nil && key != "" {
		m.keys[person] = key
	}
	return key, err
}

// flush writes what waits, and is done when that is stored.
func (m *merge) flush() error {
	if err := m.flushBehind(); err != nil {
		return err
	}
	return m.settle()
}

// flushBehind begins to write what waits, after the write before it: reading and checking a file keeps one processor busy and
// storing it another.
func (m *merge) flushBehind() error {
	if err := m.settle(); err != nil {
		return err
	}
	batch := m.waiting
	m.waiting, m.bytes = nil, 0
	if len(batch) == 0 || m.failed {
		return nil
	}
	m.behind = make(chan error, 1)
	go func() { m.behind <- m.write(batch) }()
	return nil
}

// settle waits for the write that goes on.
func (m *merge) settle() error {
	if m.behind == nil {
		return nil
	}
	err := <-m.behind
	m.behind, m.failed = nil, m.failed || err != nil
	return err
}

// write stores streams, in transactions of at most mergeTime that hold whole streams.
func (m *merge) write(batch []*incoming) error {
	for len(batch) > 0 {
		var reports []workspace.Report
		work := func(t *tx) error {
			reports = nil
			began := time.Now()
			for _, in := range batch {
				r, err := m.take(t, in)
				if err != nil {
					return err
				}
				reports = append(reports, r)
				if time.Since(began) > mergeTime {
					break
				}
			}
			return nil
		}
		do := m.file.transact
		if m.dry {
			do = m.file.at
		}
		if err := do(work); err != nil {
			return fmt.Errorf("import %s: %w", m.from, err)
		}
		for i, r := range reports {
			batch[i].err = r.Err
			m.report(r)
		}
		batch = batch[len(reports):]
	}
	return nil
}

// take merges one stream, or says why not.
func (m *merge) take(t *tx, in *incoming) (workspace.Report, error) {
	r := workspace.Report{Stream: in.stream, Events: len(in.events), Status: workspace.StatusDamaged, Err: in.err}
	if in.err != nil {
		return r, nil //nolint:nilerr // it is in the report
	}
	old, err := t.load(in.stream)
	if err != nil {
		return r, err
	}
	here := map[string]bool{}
	for _, e := range old.events {
		here[e.ID] = true
	}
	var added []model.Event
	for _, e := range in.events {
		if !here[e.ID] {
			added = append(added, e)
		}
	}
	if r.Err = closed(here, added); r.Err != nil {
		return r, nil //nolint:nilerr // it is in the report
	}
	texts, why, err := m.texts(t, added)
	if err != nil || why != nil {
		r.Err = why
		return r, err
	}
	files, err := m.missing(t, in.events)
	if err != nil {
		return r, err
	}
	r.Added, r.Files = len(added), len(files)
	switch common := len(in.events) - len(added); {
	case len(old.events) == 0:
		r.Status = workspace.StatusNew
	case len(added) == 0 && common == len(old.events):
		r.Status = workspace.StatusKnown
	case len(added) == 0:
		r.Status = workspace.StatusNewerHere
	case common == len(old.events):
		r.Status = workspace.StatusNewerThere
	case disagrees(model.Fold(in.stream, append(old.events[:len(old.events):len(old.events)], added...))):
		r.Status = workspace.StatusConflict
	default:
		r.Status = workspace.StatusNewerThere
	}
	if m.dry {
		return r, nil
	}
	for id, data := range files {
		if err := t.addBlob(id, data); err != nil {
			return r, err
		}
	}
	if len(added) == 0 {
		return r, nil
	}
	return r, m.store(t, old, in, added, texts)
}

// missing are the original files that events name, that came along and that are not here: also those of events that were known
// already, for an export may have left them out.
func (m *merge) missing(t *tx, events []model.Event) (map[string][]byte, error) {
	files := map[string][]byte{}
	if !m.files {
		return files, nil
	}
	for _, e := range events {
		for _, id := range model.Blobs(e.Fact) {
			here, err := t.HasBlob(id)
			if err != nil || here {
				if err != nil {
					return nil, err
				}
				continue
			}
			data, err := m.staged.blob(id)
			if err != nil {
				return nil, err
			}
			if data != nil {
				files[id] = data
			}
		}
	}
	return files, nil
}

// disagrees reports whether people set the same thing differently, or judged apart, so that somebody has to look.
func disagrees(state model.State) bool {
	if len(state.Base().Conflicts) > 0 {
		return true
	}
	claim, ok := state.(*model.Claim)
	return ok && len(claim.Heads()) > 1
}

// closed refuses a stream with a hole: an event that comes after one that is neither here nor in the file.
func closed(here map[string]bool, added []model.Event) error {
	known := make(map[string]bool, len(added))
	for _, e := range added {
		known[e.ID] = true
	}
	for _, e := range added {
		for _, a := range e.After {
			if !here[a] && !known[a] {
				return fmt.Errorf("event %.10s comes after %.10s, which is missing", e.ID, a)
			}
		}
	}
	return nil
}

// texts returns the texts that events name and that are not here yet, or why they cannot be taken.
func (m *merge) texts(t *tx, added []model.Event) (texts map[string]string, why, err error) {
	texts = map[string]string{}
	for _, e := range added {
		for _, id := range model.Texts(e.Fact) {
			length, known := m.lengths[id]
			if !known {
				body, here, err := m.staged.text(id)
				if err == nil && !here {
					if body, err = t.Text(id); err != nil {
						return nil, fmt.Errorf("event %.10s names text %.10s, which is missing or not what its id says", e.ID, id), nil
					}
				}
				if err != nil {
					return nil, nil, err
				}
				texts[id], length = body, utf8.RuneCountInString(body)
			}
			if model.Reach(e.Fact) > length {
				return nil, fmt.Errorf("event %.10s points past the end of text %.10s", e.ID, id), nil
			}
		}
	}
	return texts, nil, nil
}

func (m *merge) store(t *tx, old *folded, in *incoming, added []model.Event, texts map[string]string) error {
	for id, body := range texts {
		if err := t.addText(id, body); err != nil {
			return err
		}
		m.lengths[id] = utf8.RuneCountInString(body)
	}
	since := t.seq
	news := map[string]bool{}
	for _, e := range added {
		news[e.Batch+e.By] = true
		if err := t.addEvent(e); err != nil {
			return err
		}
	}
	if err := t.arrive(since, m.from); err != nil {
		return err
	}
	for _, s := range in.seals {
		if !news[s.Batch+s.By] {
			continue
		}
		if _, here, err := t.Seal(s.Batch, s.By); err != nil {
			return err
		} else if !here {
			if err := t.addSeal(s); err != nil {
				return err
			}
		}
	}
	return t.extend(old, added)
}
