package exchange

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// Format and Version stand at the head of every export.
const (
	Format  = "touchstone"
	Version = 0
)

// Summary tells what an export holds.
type Summary struct {
	Articles, Claims, Events, Texts, Files int
	Digest                                 string
}

// Written tells what an export holds. Articles and claims are told of though there are none.
func (s Summary) Written() workspace.Written {
	w := workspace.Written{Counts: []workspace.Count{{Of: "article", N: s.Articles}, {Of: "claim", N: s.Claims}}, Digest: s.Digest}
	return w.With("event", s.Events).With("file", s.Files)
}

// Write writes an export of everything, or of these claims and articles with all that they need to stand by themselves.
func Write(w io.Writer, from workspace.Exportable, only []model.Stream) (Summary, error) {
	out, err := newWriter(w, from, only)
	if err != nil {
		return Summary{}, err
	}
	return out.all()
}

func newWriter(w io.Writer, from workspace.Exportable, only []model.Stream) (*writer, error) {
	out := &writer{to: bufio.NewWriterSize(w, 1<<18), from: from}
	if len(only) > 0 {
		var err error
		if out.scope, err = closure(from, only); err != nil {
			return nil, err
		}
	}
	out.rows = sheet.NewBuilder(out.view())
	return out, nil
}

func (w *writer) all() (Summary, error) {
	steps := []func() error{
		w.head, w.scales, w.people, w.sources, w.evidence, w.articles, w.texts, w.claims, w.seals, w.events,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return w.sum, fmt.Errorf("write the export: %w", err)
		}
	}
	w.print("\n}\n")
	if err := w.to.Flush(); err != nil && w.err == nil {
		w.err = err
	}
	return w.sum, w.err
}

// writer writes one export. The first error of the underlying writer is kept and ends it.
type writer struct {
	to    *bufio.Writer
	from  workspace.Exportable
	scope *scope // nil: everything
	rows  *sheet.Builder
	blobs []string // ids of the original files beside it, in order
	sum   Summary
	buf   []byte
	err   error
}

func (w *writer) print(s string) {
	if w.err == nil {
		_, w.err = w.to.WriteString(s)
	}
}

func (w *writer) write(b []byte) {
	if w.err == nil {
		_, w.err = w.to.Write(b)
	}
}

// view is what rows are worked out from: the scope's own streams and nothing else, so that an export says the same of a
// claim as the workspace that it is imported into.
func (w *writer) view() model.View {
	if w.scope == nil {
		return w.from
	}
	return scoped{w.from, w.scope}
}

// streams yields the included streams of a noun by id.
func (w *writer) streams(noun model.Noun) iter.Seq2[model.Stream, error] {
	if w.scope == nil {
		return w.from.Streams(noun)
	}
	return w.scope.of(noun)
}

// array writes a member that is an array, one element a line.
func (w *writer) array(name string, each func(element func([]byte)) error) error {
	w.print(",\n\"" + name + "\":[")
	first := true
	err := each(func(row []byte) {
		if !first {
			w.print(",")
		}
		first = false
		w.print("\n")
		w.write(row)
	})
	w.print("]")
	if err == nil {
		err = w.err
	}
	return err
}

// table writes one row for every included stream of a noun. row returns nil for what does not stand.
func (w *writer) table(name string, noun model.Noun, row func(model.State) any) error {
	return w.array(name, func(element func([]byte)) error {
		for s, err := range w.streams(noun) {
			if err != nil {
				return err
			}
			state, err := w.from.State(s)
			if err != nil {
				return err
			}
			if r := row(state); r != nil {
				raw, err := json.Marshal(r)
				if err != nil {
					return err
				}
				element(raw)
			}
		}
		return nil
	})
}

func (w *writer) head() error {
	digest, err := w.digest()
	w.sum.Digest = digest
	w.print(fmt.Sprintf("{\n\"format\":%q,\"version\":%d,\"digest\":%q", Format, Version, digest))
	return err
}

// digest is the sha256 of the sorted lines that name what the export holds.
func (w *writer) digest() (string, error) {
	h := sha256.New()
	for _, id := range w.blobs {
		fmt.Fprintf(h, "blob %s\n", id)
	}
	events, texts := w.from.EventIDs(), w.from.TextIDs()
	if w.scope != nil {
		events, texts = values(w.scope.events), values(w.scope.texts)
	}
	for _, part := range []struct {
		word string
		ids  iter.Seq2[string, error]
		sum  *int
	}{{"event", events, &w.sum.Events}, {"text", texts, &w.sum.Texts}} {
		for id, err := range part.ids {
			if err != nil {
				return "", err
			}
			*part.sum++
			fmt.Fprintf(h, "%s %s\n", part.word, id)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func values[T any](all []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// needed reports whether a thing has a row: it stands, or it was taken back and somebody else went on to name it.
func (w *writer) needed(thing model.State, live bool) bool {
	if live {
		return true
	}
	naming, err := w.view().Naming(thing.Base().Stream)
	if w.err == nil {
		w.err = err
	}
	return len(naming) > 0
}

func (w *writer) scales() error {
	return w.table("scales", model.NounScale, func(s model.State) any {
		if scale, ok := s.(*model.Scale); ok && w.needed(scale, scale.Live()) {
			return sheet.Scale(scale)
		}
		return nil
	})
}

func (w *writer) people() error {
	return w.table("people", model.NounPerson, func(s model.State) any {
		if person, ok := s.(*model.Person); ok {
			return sheet.Person(person)
		}
		return nil
	})
}

func (w *writer) sources() error {
	return w.table("sources", model.NounSource, func(s model.State) any {
		if source, ok := s.(*model.Source); ok && w.needed(source, source.Live()) {
			return sheet.Source(source)
		}
		return nil
	})
}

func (w *writer) evidence() error {
	return w.table("evidence", model.NounEvidence, func(s model.State) any {
		if e, ok := s.(*model.Evidence); ok && w.needed(e, e.Live()) {
			return sheet.Evidence(e)
		}
		return nil
	})
}

func (w *writer) articles() error {
	return w.table("articles", model.NounArticle, func(s model.State) any {
		if a, ok := s.(*model.Article); ok && a.Live() {
			w.sum.Articles++
			return sheet.Article(a)
		}
		return nil
	})
}

func (w *writer) texts() error {
	ids := w.from.TextIDs()
	if w.scope != nil {
		ids = values(w.scope.texts)
	}
	return w.array("texts", func(element func([]byte)) error {
		for id, err := range ids {
			if err != nil {
				return err
			}
			text, err := w.from.Text(id)
			if err != nil {
				return err
			}
			w.buf = append(append(w.buf[:0], `{"id":"`...), id...)
			w.buf = appendString(append(w.buf, `","text":`...), []byte(text))
			w.buf = append(w.buf, '}')
			element(w.buf)
		}
		return nil
	})
}

func (w *writer) claims() error {
	return w.array("claims", func(element func([]byte)) error {
		for s, err := range w.from.ClaimOrder() {
			if err != nil {
				return err
			}
			if w.scope != nil && !w.scope.streams[s] {
				continue
			}
			state, err := w.from.State(s)
			if err != nil {
				return err
			}
			c, ok := state.(*model.Claim)
			if !ok || !c.Live() {
				continue
			}
			row, err := w.rows.Claim(c)
			if err != nil {
				return err
			}
			raw, err := json.Marshal(row)
			if err != nil {
				return err
			}
			w.sum.Claims++
			element(raw)
		}
		return nil
	})
}

func (w *writer) seals() error {
	return w.array("seals", func(element func([]byte)) error {
		for seal, err := range w.from.Seals() {
			if err != nil {
				return err
			}
			if w.scope != nil && !slices.ContainsFunc(seal.IDs, w.scope.holds) {
				continue
			}
			raw, err := json.Marshal(seal)
			if err != nil {
				return err
			}
			element(raw)
		}
		return nil
	})
}

func (w *writer) events() error {
	nouns, err := w.nouns()
	if err != nil {
		return err
	}
	return w.array("events", func(element func([]byte)) error {
		for _, noun := range nouns {
			for s, err := range w.streams(noun) {
				if err != nil {
					return err
				}
				raw, err := w.from.Raw(s)
				if err != nil {
					return err
				}
				w.buf = append(append(w.buf[:0], `{"stream":"`...), s...)
				w.buf = append(w.buf, `","events":[`...)
				for i, r := range raw {
					if i > 0 {
						w.buf = append(w.buf, ',')
					}
					w.buf = appendString(append(w.buf, '\n'), r)
				}
				w.buf = append(w.buf, "]}"...)
				element(w.buf)
			}
		}
		return nil
	})
}

// nouns are those of this version in their order, then those of newer ones, which are kept and travel on.
func (w *writer) nouns() ([]model.Noun, error) {
	all := slices.Clone(model.Nouns)
	here, err := w.from.Nouns()
	for _, noun := range here {
		if !slices.Contains(all, noun) {
			all = append(all, noun)
		}
	}
	return all, err
}

// appendString writes a JSON string, escaping only what JSON must have escaped, so that the bytes are the same whoever writes.
func appendString(to, s []byte) []byte {
	const digits = "0123456789abcdef"
	to = append(to, '"')
	from := 0
	for i, c := range s {
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		to = append(to, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			to = append(to, '\\', c)
		case '\n':
			to = append(to, '\\', 'n')
		case '\t':
			to = append(to, '\\', 't')
		case '\r':
			to = append(to, '\\', 'r')
		default:
			to = append(to, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		}
	}
	return append(append(to, s[from:]...), '"')
}
