package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// meaning is what a claim says without where it stands in a workspace: no ids, no people, no moments. Two claims mean the same
// where it is the same; a format that carries a claim there and back brings the same meaning home.
func meaning(r workspace.Reader, b *sheet.Builder, c *model.Claim) (string, error) {
	m := &meant{r: r, b: b}
	m.add("statement", c.Statement, c.Language, c.Said.By, c.Said.When, c.Said.Where, c.Said.URL, c.Said.Timecode)
	m.add("described", c.Types, c.Tags, c.Checkable, c.Why, c.Priority, c.Assignee, c.Due, c.Recheck, c.Translations)
	for _, a := range c.Appearances {
		m.appearance(a)
	}
	for _, e := range c.Evidence {
		m.add("evidence", m.evidence(e.Evidence), e.Stance, e.Quote)
	}
	for i, q := range c.Questions {
		m.add("question", i, q.Text)
		for j, a := range q.Answers {
			m.add("answer", i, j, a.Text, a.Type, m.evidence(a.Evidence))
		}
	}
	for _, v := range c.Heads() {
		var cites []string
		for _, id := range v.Cites {
			cites = append(cites, m.evidence(id))
		}
		slices.Sort(cites)
		m.add("verdict", v.Scale, v.Rating, v.Rationale, v.Correction, cites)
	}
	for _, found := range c.Reviews {
		m.add("review", found.Publisher, found.URL, found.Rating, string(found.Numbers), found.Date, found.Name, found.Description)
	}
	for _, n := range c.Notes {
		m.add("note", n.Text)
	}
	slices.Sort(m.lines) // what came first is a matter of moments
	return strings.Join(m.lines, "\n"), m.err
}

// meant are the lines of a meaning, each a list of words and figures.
type meant struct {
	r     workspace.Reader
	b     *sheet.Builder
	lines []string
	err   error // the first
}

func (m *meant) add(parts ...any) {
	line, err := json.Marshal(parts)
	m.failed(err)
	m.lines = append(m.lines, string(line))
}

func (m *meant) failed(err error) {
	if m.err == nil {
		m.err = err
	}
}

// appearance adds the words where a claim stands, and who says them.
func (m *meant) appearance(a model.Appearance) {
	m.add("appearance", a.Text, places(a.Fragments)) // a text's id is its words' own
	for _, l := range a.Attributions {
		var sources []string
		for _, s := range l.Sources {
			sources = append(sources, m.b.Source(s))
		}
		m.add("attribution", a.Text, places(a.Fragments), sources, places(l.Mention), places(l.Cue), places(l.Content), l.Form)
	}
}

func places(all []model.Fragment) string { return fmt.Sprint(all) }

// evidence is what evidence is, "" for none.
func (m *meant) evidence(id string) string {
	if id == "" {
		return ""
	}
	e, err := read[*model.Evidence](m.r, model.NounEvidence, id)
	m.failed(err)
	if e == nil {
		return ""
	}
	return strings.Join([]string{e.Kind, e.Title, e.URL, e.Archived, e.Outlet, e.Medium, e.Accessed, e.Language, e.File}, "\t")
}
