package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"
)

// An envelope is what a collection or a page says of itself: its id, label, creator and whatever else, in canonical form, with
// the number of its annotations in place of them. It is kept with each, and goes out again as it came when all of them do and
// nothing else; else it is named beside the annotations.

// mostEnvelope is how large an envelope may be that is kept, for it is kept with each of its annotations.
const mostEnvelope = 16 << 10

// webEnvelope is the envelope of a file that is a collection or a page of somebody else, nil for any other.
func webEnvelope(raw []byte, items int) []byte {
	var whole map[string]json.RawMessage
	if json.Unmarshal(raw, &whole) != nil {
		return nil
	}
	var of any
	var id string
	_, _ = json.Unmarshal(whole["type"], &of), json.Unmarshal(whole["id"], &id) // what is neither has neither
	page := whole
	switch {
	case strings.HasPrefix(id, ownURN):
		return nil
	case has(of, "AnnotationCollection"):
		if page = nil; json.Unmarshal(whole["first"], &page) != nil {
			return nil
		}
	case !has(of, "AnnotationPage"):
		return nil
	}
	if page["items"] == nil {
		return nil
	}
	page["items"] = json.RawMessage(fmt.Sprint(items))
	if has(of, "AnnotationCollection") {
		first, err := plainJSON(page)
		if err != nil {
			return nil
		}
		whole["first"] = first
	}
	out, err := plainJSON(whole)
	if err == nil {
		out, err = model.Canonical(out)
	}
	if err != nil || len(out) > mostEnvelope {
		return nil
	}
	return out
}

// isEnvelope reports whether what was kept with a claim is no annotation but the collection or page that one came in.
func isEnvelope(o object) bool {
	return has(o["type"], "AnnotationCollection") || has(o["type"], "AnnotationPage")
}

// keepEnvelope keeps the file's envelope with a claim, and where its annotation stands in it.
func (m meaning) keepEnvelope(gain model.Gain, v model.View, b *model.Batch) (model.Gain, error) {
	if m.envelope == nil || gain.Stream == "" {
		return gain, nil
	}
	kept, err := model.KeepForeign(gain.Stream, model.Foreign{Format: m.format, ID: m.number, Raw: m.envelope}, v, b)
	gain.Facts += kept.Facts
	return gain, err
}

// cameIn is a collection or page on its way out as it came.
type cameIn struct {
	envelope object
	page     object // the envelope itself, or its first page
	order    []model.Stream
}

// cameWhole looks whether everything that is to be written came in one envelope and is as it came. It stops at the first claim of
// which that is not so.
func (w *webWriter) cameWhole(claims iter.Seq2[model.Stream, error]) (*cameIn, error) {
	type placed struct {
		number string
		stream model.Stream
	}
	var all []placed
	var envelope []byte
	for s, err := range claims {
		if err != nil {
			return nil, err
		}
		before := w.total
		c, err := w.claim(s)
		switch {
		case err != nil:
			return nil, err
		case c == nil: // it was taken back
			continue
		case c.envelope == nil || envelope != nil && !bytes.Equal(envelope, c.envelope.Raw), w.total != before+1, len(c.kept) != 1:
			return nil, nil //nolint:nilnil // it is of none
		}
		envelope = c.envelope.Raw
		all = append(all, placed{c.envelope.ID, s})
	}
	if envelope == nil {
		return nil, nil //nolint:nilnil // there is nothing
	}
	o, err := asObject(envelope)
	if err != nil {
		return nil, err
	}
	in := &cameIn{envelope: o, page: o}
	if first, ok := o["first"].(object); ok {
		in.page = first
	}
	if n, ok := whole(in.page["items"]); !ok || n != len(all) {
		return nil, nil //nolint:nilnil // some of it was taken back, or is not asked for
	}
	slices.SortFunc(all, func(a, b placed) int { return cmp.Or(len(a.number)-len(b.number), cmp.Compare(a.number, b.number)) })
	for _, p := range all {
		in.order = append(in.order, p.stream)
	}
	return in, nil
}

// asItCame writes a collection or page under the name it came by.
func (w *webWriter) asItCame(in *cameIn) error {
	delete(in.page, "items")
	page, err := plainJSON(in.page)
	if err != nil {
		return err
	}
	collection := len(in.envelope) > 0 && in.envelope["first"] != nil
	if collection {
		delete(in.envelope, "first")
		whole, err := plainJSON(in.envelope)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.to, "%s,\n\"first\":", whole[:len(whole)-1])
	}
	fmt.Fprintf(w.to, "%s,\n\"items\":[", page[:len(page)-1]) // it says what it is, so it is not empty
	for _, s := range in.order {
		if _, err := w.claim(s); err != nil {
			return err
		}
	}
	fmt.Fprint(w.to, "]}")
	if collection {
		fmt.Fprint(w.to, "}")
	}
	fmt.Fprintln(w.to)
	return nil
}

// rehearsal is a writer of the same workspace whose words go nowhere.
func rehearsal(from workspace.Exportable) *webWriter {
	return newWebWriter(bufio.NewWriter(io.Discard), from)
}

// collections names the envelopes that annotations came in, with the ids of those.
func (w *webWriter) collections() error {
	if len(w.envelopes) == 0 {
		return nil
	}
	fmt.Fprintf(w.to, ",\n%q:[", ownCollections)
	for i, raw := range w.met {
		o, err := asObject([]byte(raw))
		if err != nil {
			return err
		}
		delete(o, "@context")
		page, ok := o["first"].(object)
		if !ok {
			page = o
		}
		page["items"] = w.envelopes[raw]
		out, err := plainJSON(o)
		if err != nil {
			return err
		}
		if i > 0 {
			_ = w.to.WriteByte(',')
		}
		_, _ = w.to.Write(out) // a bufio.Writer keeps its first error for Flush
	}
	return w.to.WriteByte(']')
}
