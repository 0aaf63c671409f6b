package model

import (
	"encoding/json"
	"slices"
)

// The kinds of fact about sources.
const (
	KindSourceDescribed Kind = "source.described"
	KindSourcesMerged   Kind = "sources.merged"
)

func init() {
	register(NounSource, map[Kind]func(json.RawMessage) (Fact, error){
		KindSourceDescribed: describedBy(NounSource),
		KindSourcesMerged:   decoder[SourcesMerged],
	})
}

// SourceKinds are what a source can be.
var SourceKinds = []string{"person", "organization", "outlet", "document", "group", "anonymous"}

// SourcesMerged says: this source is the same as the other, which is shown in its place.
type SourcesMerged struct {
	Origins
	With string `json:"with"`
}

// Kind is "sources.merged".
func (SourcesMerged) Kind() Kind { return KindSourcesMerged }

func (f SourcesMerged) check() error { return checkIDs("with", f.With) }

// Source is who is answerable for what is said.
type Source struct {
	Trunk
	Alive                           bool
	Name, Kind, Affiliation, SameAs string
	Aliases                         []string
	Merged                          []string // sources of which the first is shown in its place
}

// Live reports whether the source stands.
func (s *Source) Live() bool { return s != nil && s.Alive }

// Names returns the name and the aliases.
func (s *Source) Names() []string { return append([]string{s.Name}, s.Aliases...) }

func foldSource(f *folding) State {
	s := &Source{Trunk: f.trunk, Alive: f.describe()}
	for e := range f.live() {
		if fact, ok := e.Fact.(SourcesMerged); ok {
			s.Merged = addID(s.Merged, fact.With)
		}
	}
	v := f.values("")
	v.text("name", &s.Name).text("kind", &s.Kind).text("affiliation", &s.Affiliation).text("sameAs", &s.SameAs)
	v.into("aliases", &s.Aliases)
	s.Conflicts = f.conflicts()
	return s
}

// ShownSource follows merges to the source that is shown in place of another. In a circle, which two colleagues can make, the
// lowest id is shown.
func ShownSource(v View, id string) (string, error) {
	seen := []string{}
	for !slices.Contains(seen, id) {
		seen = append(seen, id)
		state, err := v.State(StreamOf(NounSource, id))
		if err != nil {
			return "", err
		}
		s, ok := state.(*Source)
		if !ok || len(s.Merged) == 0 {
			return id, nil
		}
		id = s.Merged[0]
	}
	return slices.Min(seen), nil
}
