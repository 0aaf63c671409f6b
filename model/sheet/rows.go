package sheet

import (
	"encoding/json"
	"slices"
	"strings"

	"touchstone/model"
)

// ScaleRow is a scale.
type ScaleRow struct {
	ID      string         `json:"id"`
	Key     string         `json:"key"`
	Name    string         `json:"name"`
	Ratings []model.Rating `json:"ratings"`
}

// PersonRow is a person.
type PersonRow struct {
	ID          string                       `json:"id"`
	Name        string                       `json:"name"`
	Affiliation string                       `json:"affiliation,omitempty"`
	Key         string                       `json:"key"`
	Conflicts   map[string][]json.RawMessage `json:"conflicts,omitempty"`
}

// SourceRow is a source.
type SourceRow struct {
	ID          string                       `json:"id"`
	Name        string                       `json:"name"`
	Kind        string                       `json:"kind,omitempty"`
	Aliases     []string                     `json:"aliases"`
	Affiliation string                       `json:"affiliation,omitempty"`
	SameAs      string                       `json:"sameAs,omitempty"`
	Merged      []string                     `json:"merged,omitempty"` // the sources shown in its place
	Conflicts   map[string][]json.RawMessage `json:"conflicts,omitempty"`
}

// FlagRow is what happened to a piece of evidence.
type FlagRow struct {
	ID  string `json:"id"`
	As  string `json:"as"`
	Why string `json:"why,omitempty"`
	By  string `json:"by"`
	At  string `json:"at"`
}

// EvidenceRow is a piece of evidence.
type EvidenceRow struct {
	ID        string                       `json:"id"`
	Kind      string                       `json:"kind,omitempty"`
	Title     string                       `json:"title,omitempty"`
	URL       string                       `json:"url,omitempty"`
	Archived  string                       `json:"archived,omitempty"`
	Outlet    string                       `json:"outlet,omitempty"`
	Medium    string                       `json:"medium,omitempty"`
	Accessed  string                       `json:"accessed,omitempty"`
	Language  string                       `json:"language,omitempty"`
	File      string                       `json:"file,omitempty"`
	Flags     []FlagRow                    `json:"flags"`
	Conflicts map[string][]json.RawMessage `json:"conflicts,omitempty"`
}

// CaptureRow is one state of an article.
type CaptureRow struct {
	ID     string        `json:"id"`
	Text   string        `json:"text"`
	At     string        `json:"at"`
	By     string        `json:"by"`
	Origin model.Origin  `json:"origin"`
	Blocks []model.Block `json:"blocks"`
}

// PassageRow is a passage of an article that somebody marked.
type PassageRow struct {
	ID        string           `json:"id"`
	Text      string           `json:"text"`
	Fragments []model.Fragment `json:"fragments"`
	As        string           `json:"as"`
	By        string           `json:"by"`
}

// ArticleRow is an article.
type ArticleRow struct {
	ID        string                       `json:"id"`
	Title     string                       `json:"title"`
	Byline    string                       `json:"byline,omitempty"`
	Outlet    string                       `json:"outlet,omitempty"`
	URL       string                       `json:"url,omitempty"`
	Published string                       `json:"published,omitempty"`
	Modified  string                       `json:"modified,omitempty"`
	Language  string                       `json:"language,omitempty"`
	Found     map[string]string            `json:"found,omitempty"`
	Captures  []CaptureRow                 `json:"captures"`
	Passages  []PassageRow                 `json:"passages,omitempty"`
	Rejected  []PassageRow                 `json:"rejected,omitempty"`
	Joined    []string                     `json:"joined,omitempty"`
	Conflicts map[string][]json.RawMessage `json:"conflicts"`
}

// Scale writes a scale.
func Scale(s *model.Scale) ScaleRow { return ScaleRow{s.ID(), s.Key, s.Name, list(s.Ratings)} }

// Person writes a person.
func Person(p *model.Person) PersonRow {
	return PersonRow{p.ID(), p.Name, p.Affiliation, p.Key, p.Conflicts}
}

// Source writes a source.
func Source(s *model.Source) SourceRow {
	return SourceRow{s.ID(), s.Name, s.Kind, list(s.Aliases), s.Affiliation, s.SameAs, s.Merged, s.Conflicts}
}

// Evidence writes a piece of evidence.
func Evidence(e *model.Evidence) EvidenceRow {
	row := EvidenceRow{
		ID: e.ID(), Kind: e.Kind, Title: e.Title, URL: e.URL, Archived: e.Archived, Outlet: e.Outlet, Medium: e.Medium,
		Accessed: e.Accessed, Language: e.Language, File: e.File, Flags: []FlagRow{}, Conflicts: e.Conflicts,
	}
	for _, f := range e.Flags {
		row.Flags = append(row.Flags, FlagRow{f.ID, f.As, f.Why, f.By, f.At.Format(model.TimeLayout)})
	}
	return row
}

// Article writes an article.
func Article(a *model.Article) ArticleRow {
	row := ArticleRow{
		ID: a.ID(), Title: a.Title, Byline: a.Byline, Outlet: a.Outlet, URL: a.URL, Published: a.Published,
		Modified: a.Modified, Language: a.Language, Found: a.Found, Captures: []CaptureRow{}, Joined: a.Joined,
		Conflicts: a.Conflicts,
	}
	if row.Conflicts == nil {
		row.Conflicts = map[string][]json.RawMessage{}
	}
	for _, c := range a.Captures {
		row.Captures = append(row.Captures, CaptureRow{c.Event, c.Text, c.At, c.By, c.Origin, list(c.Blocks)})
	}
	for _, p := range a.Passages {
		row.Passages = append(row.Passages, PassageRow{p.ID, p.Text, p.Fragments, p.As, p.By})
	}
	for _, r := range a.Rejected {
		row.Rejected = append(row.Rejected, PassageRow{r.ID, r.Text, r.Fragments, r.What, r.By})
	}
	return row
}

// list is a list that JSON writes as [] where it is empty.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// byPlace sorts appearances as people see them: by text, then by where they start.
func byPlace(all []model.Appearance) []model.Appearance {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b model.Appearance) int {
		if c := strings.Compare(a.Text, b.Text); c != 0 {
			return c
		}
		return a.Fragments[0].Start - b.Fragments[0].Start
	})
	return sorted
}

// ByPlace returns a claim's appearances in the order in which people number them: by text, then by where they start.
func ByPlace(c *model.Claim) []model.Appearance { return byPlace(c.Appearances) }
