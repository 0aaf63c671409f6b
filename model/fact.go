package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Kind names what can happen, as in "verdict.given".
type Kind string

// Fact is what an event says. Every kind has one Go type; they stand beside the noun they are about.
type Fact interface {
	// Kind is the name the fact is stored under.
	Kind() Kind
	// check refuses a fact that could not hold whatever else is known.
	check() error
}

// Unknown is a fact of a newer version: kept, shown greyed, still merged.
type Unknown struct {
	kind Kind
	Body json.RawMessage // as written
}

// Kind returns the newer version's name for it.
func (u Unknown) Kind() Kind { return u.kind }

func (u Unknown) check() error { return nil }

// Foreign is where a fact that was imported from another format came from. Any body may carry it.
type Foreign struct {
	Format string          `json:"format"`
	ID     string          `json:"id,omitempty"`
	Author string          `json:"author,omitempty"`
	At     string          `json:"at,omitempty"`
	Raw    json.RawMessage `json:"raw,omitempty"`
}

// Origins is embedded in every fact.
type Origins struct {
	Foreign *Foreign `json:"foreign,omitempty"`
}

// Retracted takes back facts of its own author in its own stream. With a reason it is a withdrawal, without one an undo or
// a redo. A retraction can be retracted.
type Retracted struct {
	Origins
	Events []string `json:"events"`
	Reason string   `json:"reason,omitempty"`
}

// Kind is "retracted".
func (Retracted) Kind() Kind { return KindRetracted }

func (r Retracted) check() error { return checkIDs("events", r.Events...) }

// KindRetracted is the one kind that may stand in every stream.
const KindRetracted Kind = "retracted"

// kinds holds the decoder of every kind, filled in by the nouns' files.
var kinds = map[Kind]func(json.RawMessage) (Fact, error){KindRetracted: decoder[Retracted]}

// nounOf tells in which streams a kind may stand; retracted may stand in all.
var nounOf = map[Kind]Noun{}

// Kinds returns every kind of fact this version knows, with the noun in whose stream it stands ("" for all).
func Kinds() map[Kind]Noun {
	all := make(map[Kind]Noun, len(kinds))
	for k := range kinds {
		all[k] = nounOf[k]
	}
	return all
}

// register tells the decoders of the kinds of one noun. It is called by the nouns' files when the program starts.
func register(noun Noun, decoders map[Kind]func(json.RawMessage) (Fact, error)) {
	for k, d := range decoders {
		kinds[k], nounOf[k] = d, noun
	}
}

func decoder[T Fact](body json.RawMessage) (Fact, error) {
	var f T
	if err := json.Unmarshal(body, &f); err != nil {
		return nil, err
	}
	return f, nil
}

func decodeFact(kind Kind, body []byte) (Fact, error) {
	decode, known := kinds[kind]
	if !known {
		return Unknown{kind: kind, Body: body}, nil
	}
	f, err := decode(body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	return f, nil
}

// Fragment is one stretch of a text in Unicode code points, end exclusive.
type Fragment struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func checkFragments(all []Fragment) error {
	if len(all) == 0 {
		return errors.New("no fragments")
	}
	return checkSpots(all)
}

// checkSpots refuses stretches that are empty, overlap or are out of order.
func checkSpots(all []Fragment) error {
	last := 0
	for _, f := range all {
		if f.Start < last || f.End <= f.Start {
			return fmt.Errorf("fragment %d-%d empty, negative or out of order", f.Start, f.End)
		}
		last = f.End
	}
	return nil
}

func checkIDs(name string, ids ...string) error {
	if len(ids) == 0 {
		return fmt.Errorf("no %s", name)
	}
	for _, id := range ids {
		if !isHex(id, 64) {
			return fmt.Errorf("%s: %q is not an id", name, id)
		}
	}
	return nil
}

func checkAll(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func checkText(name, value string) error {
	if value == "" {
		return fmt.Errorf("%s is missing", name)
	}
	return nil
}

func checkOneOf(name, value string, allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			return nil
		}
	}
	return fmt.Errorf("%s %q is not one of %v", name, value, allowed)
}

// sameJSON reports whether two values as written are equal, whatever the order of their keys.
func sameJSON(a, b json.RawMessage) bool {
	if bytes.Equal(a, b) {
		return true
	}
	ca, errA := Canonical(a)
	cb, errB := Canonical(b)
	return errA == nil && errB == nil && bytes.Equal(ca, cb)
}
