package model

import (
	"fmt"
	"strings"
)

// Stream names what an event is about: a noun and an id, as in "claim:3fa9…".
type Stream string

// Noun is the kind of thing a stream is about.
type Noun string

// The nouns that have streams of their own.
const (
	NounPerson   Noun = "person"
	NounDesk     Noun = "desk"
	NounScale    Noun = "scale"
	NounSource   Noun = "source"
	NounEvidence Noun = "evidence"
	NounArticle  Noun = "article"
	NounClaim    Noun = "claim"
)

// Nouns lists the nouns in the order in which exports write their streams: what is referred to comes first.
var Nouns = []Noun{NounPerson, NounDesk, NounScale, NounSource, NounEvidence, NounArticle, NounClaim}

// DeskStream is the one stream of the desk's policy.
const DeskStream Stream = "desk:one"

// StreamOf names the stream of a thing.
func StreamOf(noun Noun, id string) Stream { return Stream(string(noun) + ":" + id) }

// Noun returns what the stream is about.
func (s Stream) Noun() Noun {
	noun, _, _ := strings.Cut(string(s), ":")
	return Noun(noun)
}

// ID returns the id of the thing the stream is about.
func (s Stream) ID() string {
	_, id, _ := strings.Cut(string(s), ":")
	return id
}

// wholeStream completes the stream of an event as written. Nouns of a newer version are let through.
func wholeStream(written, event string, after int) (Stream, error) {
	noun, id, whole := strings.Cut(written, ":")
	if !whole {
		if after > 0 {
			return "", fmt.Errorf("a founding event that comes after others")
		}
		if n := Noun(noun); n == NounArticle || n == NounScale || n == NounPerson || n == NounDesk || noun == "" {
			return "", fmt.Errorf("stream %q without its id", written)
		}
		return StreamOf(Noun(noun), event), nil
	}
	var ok bool
	switch Noun(noun) {
	case NounArticle, NounClaim, NounSource, NounEvidence, NounScale:
		ok = isHex(id, 64)
	case NounPerson:
		ok = isHex(id, 32)
	case NounDesk:
		ok = id == "one"
	default:
		ok = noun != "" && id != ""
	}
	if !ok {
		return "", fmt.Errorf("stream %q malformed", written)
	}
	return Stream(written), nil
}
