package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// TimeLayout is how an event writes its time: RFC 3339, UTC, milliseconds.
const TimeLayout = "2006-01-02T15:04:05.000Z"

// Event is one thing that somebody decided, as exact bytes and as what they say.
type Event struct {
	ID     string   // sha256 of Raw, 64 hex characters
	Raw    []byte   // the exact JSON bytes; never encoded again
	Stream Stream   // whole, also for an event that founds its stream
	Kind   Kind     // what happened
	After  []string // the stream's heads when this was written, sorted
	Batch  string   // one batch is one user action, 32 hex characters
	By     string   // the author's id, 32 hex characters
	At     time.Time
	Nonce  string
	Fact   Fact // nil after DecodeHeader; Unknown for kinds of a newer version
}

// Founds reports whether the event founds its stream, so that the stream's id is the event's own.
func (e *Event) Founds() bool { return e.Stream.ID() == e.ID }

// Hash returns the id of bytes: their sha256 in hex.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Decode reads an event's exact bytes. It refuses anything that is not written as the contract says, section 1: other keys
// or another order, spaces, invalid UTF-8, lone surrogates, a body that does not fit its kind.
func Decode(raw []byte) (Event, error) {
	e, body, err := header(raw)
	if err != nil {
		return Event{}, err
	}
	if e.Fact, err = decodeFact(e.Kind, body); err != nil {
		return Event{}, fmt.Errorf("event %.10s: %w", e.ID, err)
	}
	return e, nil
}

// DecodeHeader reads all of an event but its fact, at a tenth of the cost.
func DecodeHeader(raw []byte) (Event, error) {
	e, _, err := header(raw)
	return e, err
}

func header(raw []byte) (Event, []byte, error) {
	id := Hash(raw)
	fail := func(what string) (Event, []byte, error) {
		return Event{}, nil, fmt.Errorf("event %.10s: %s", id, what)
	}
	c := cursor{rest: raw}
	stream, kind := c.text(`{"stream":`), c.text(`,"kind":`)
	after := c.list(`,"after":`)
	batch, by, at, nonce := c.text(`,"batch":`), c.text(`,"by":`), c.text(`,"at":`), c.text(`,"nonce":`)
	c.skip(`,"body":`)
	if c.bad || len(c.rest) < 3 || c.rest[0] != '{' || !bytes.HasSuffix(c.rest, []byte("}}")) {
		return fail("not written as an event")
	}
	body := c.rest[:len(c.rest)-1]
	if err := strictJSON(body); err != nil {
		return fail(err.Error())
	}
	when, err := time.Parse(TimeLayout, at)
	if err != nil || !isHex(batch, 32) || !isHex(by, 32) || !isHex(nonce, 32) {
		return fail("time, batch, author or nonce malformed")
	}
	for i, a := range after {
		if !isHex(a, 64) || i > 0 && after[i-1] >= a {
			return fail("heads malformed or unsorted")
		}
	}
	whole, err := wholeStream(stream, id, len(after))
	if err != nil {
		return fail(err.Error())
	}
	return Event{
		ID: id, Raw: raw, Stream: whole, Kind: Kind(kind), After: after,
		Batch: batch, By: by, At: when, Nonce: nonce,
	}, body, nil
}

// encode writes an event's exact bytes.
func encode(stream string, f Fact, after []string, batch, by string, at time.Time, nonce string) ([]byte, error) {
	body, err := plainJSON(f)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", f.Kind(), err)
	}
	after = slices.Clone(after)
	slices.Sort(after)
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"stream":%q,"kind":%q,"after":[`, stream, f.Kind())
	for i, a := range after {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q", a)
	}
	fmt.Fprintf(&b, `],"batch":%q,"by":%q,"at":%q,"nonce":%q,"body":`, batch, by, at.UTC().Format(TimeLayout), nonce)
	b.Write(body)
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON encodes without spaces and without escaping for HTML.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// cursor walks an event's fixed part. Strings there hold no escapes.
type cursor struct {
	rest []byte
	bad  bool
}

func (c *cursor) skip(lit string) {
	if len(c.rest) < len(lit) || string(c.rest[:len(lit)]) != lit {
		c.bad = true
		return
	}
	c.rest = c.rest[len(lit):]
}

func (c *cursor) text(key string) string {
	c.skip(key)
	return c.quoted()
}

func (c *cursor) quoted() string {
	c.skip(`"`)
	end := bytes.IndexByte(c.rest, '"')
	if c.bad || end < 0 {
		c.bad = true
		return ""
	}
	s := c.rest[:end]
	for _, b := range s {
		if b < 0x20 || b > 0x7e || b == '\\' {
			c.bad = true
			return ""
		}
	}
	c.rest = c.rest[end+1:]
	return string(s)
}

func (c *cursor) list(key string) []string {
	c.skip(key)
	c.skip("[")
	var out []string
	for !c.bad && len(c.rest) > 0 && c.rest[0] != ']' {
		if len(out) > 0 {
			c.skip(",")
		}
		out = append(out, c.quoted())
	}
	c.skip("]")
	return out
}

func isHex(s string, length int) bool {
	if len(s) != length {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'f') }) < 0
}
