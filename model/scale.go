package model

import (
	"encoding/json"
	"fmt"
	"strings"
)

// KindScaleDefined is the kind of fact that defines a scale.
const KindScaleDefined Kind = "scale.defined"

func init() {
	register(NounScale, map[Kind]func(json.RawMessage) (Fact, error){KindScaleDefined: decoder[ScaleDefined]})
}

// Class is what ratings of different scales have in common: the seven of X-Fact's master mapping.
type Class string

// The classes (github.com/utahnlp/x-fact, master_mapping.tsv).
const (
	ClassTrue        Class = "true"
	ClassMostlyTrue  Class = "mostly-true"
	ClassPartlyTrue  Class = "partly-true"
	ClassMostlyFalse Class = "mostly-false"
	ClassFalse       Class = "false"
	ClassComplicated Class = "complicated"
	ClassOther       Class = "other"
)

// Rating is one step of a scale.
type Rating struct {
	Key        string   `json:"key"`
	Label      string   `json:"label"`
	Order      int      `json:"order"` // as listed, from 1
	Class      Class    `json:"class"`
	Colour     string   `json:"colour"`  // #rrggbb
	Glyph      string   `json:"glyph"`   // one character, so that colour is never alone
	Pattern    string   `json:"pattern"` // solid, hatch, dots, …
	Definition string   `json:"definition"`
	Number     *float64 `json:"number"` // ClaimReview's ratingValue; null where the rating has no place on a number line
}

// Scale is a set of ratings. Its id is the sha256 of its definition in canonical JSON: a change is a new scale, and old
// verdicts keep theirs.
type Scale struct {
	Trunk   `json:"-"`
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Ratings []Rating `json:"ratings"`
	alive   bool
}

// ScaleDefined defines the scale of its stream.
type ScaleDefined struct {
	Origins
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Ratings []Rating `json:"ratings"`
}

// Kind is "scale.defined".
func (ScaleDefined) Kind() Kind { return KindScaleDefined }

func (f ScaleDefined) check() error {
	if err := checkAll(checkText("key", f.Key), checkText("name", f.Name)); err != nil {
		return err
	}
	if len(f.Ratings) < 2 {
		return fmt.Errorf("a scale has at least two ratings")
	}
	seen := map[string]bool{}
	for i, r := range f.Ratings {
		if r.Key == "" || r.Label == "" || r.Definition == "" || seen[r.Key] {
			return fmt.Errorf("rating %d (%q) without a key of its own, a label or a definition", i+1, r.Key)
		}
		if err := checkOneOf("class of "+r.Key, string(r.Class), string(ClassTrue), string(ClassMostlyTrue), string(ClassPartlyTrue),
			string(ClassMostlyFalse), string(ClassFalse), string(ClassComplicated), string(ClassOther)); err != nil {
			return err
		}
		if len(r.Colour) != 7 || r.Colour[0] != '#' || !isHex(strings.ToLower(r.Colour[1:]), 6) || r.Glyph == "" || r.Pattern == "" {
			return fmt.Errorf("rating %s: colour as #rrggbb, glyph and pattern are needed", r.Key)
		}
		seen[r.Key] = true
	}
	return nil
}

// ParseScale reads a scale's definition from JSON; unknown members are refused, so that a misspelt one is noticed.
func ParseScale(data []byte) (*Scale, error) {
	var def ScaleDefined
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	err := dec.Decode(&def)
	if err == nil {
		err = def.check()
	}
	if err != nil {
		return nil, &Problem{Code: "scale.malformed", Fields: map[string]string{"why": err.Error()}}
	}
	s := &Scale{Key: def.Key, Name: def.Name, Ratings: def.Ratings}
	s.Stream = StreamOf(NounScale, def.ID())
	return s, nil
}

// ID returns the id of the scale that it defines.
func (f ScaleDefined) ID() string {
	raw, err := plainJSON(Scale{Key: f.Key, Name: f.Name, Ratings: f.Ratings})
	if err == nil {
		raw, err = Canonical(raw)
	}
	if err != nil { // a definition that was decoded always encodes
		return ""
	}
	return Hash(raw)
}

// Rating returns the rating of that key.
func (s *Scale) Rating(key string) (Rating, bool) {
	if s != nil {
		for _, r := range s.Ratings {
			if r.Key == key {
				return r, true
			}
		}
	}
	return Rating{}, false
}

// Live reports whether a definition of the scale stands.
func (s *Scale) Live() bool { return s != nil && s.alive }

// Define is the fact that defines the scale.
func (s *Scale) Define() ScaleDefined {
	return ScaleDefined{Key: s.Key, Name: s.Name, Ratings: s.Ratings}
}

func foldScale(f *folding) State {
	s := &Scale{Trunk: f.trunk}
	all, alive := f.foundings(func(e *Event) bool {
		def, ok := e.Fact.(ScaleDefined)
		return ok && def.ID() == f.trunk.ID()
	})
	for _, e := range all {
		if def, ok := e.Fact.(ScaleDefined); ok {
			s.Key, s.Name, s.Ratings = def.Key, def.Name, def.Ratings
		}
	}
	s.alive = alive
	return s
}
