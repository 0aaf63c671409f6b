package model

import (
	"encoding/json"
	"time"
)

// Brief is a claim as far as a table shows it and Assess asks of it: who said it, where it stands, its current verdicts without their
// words, for whom it is and until when. What is left out is as if nobody had said it.
type Brief struct {
	ID           string         `json:"id"`
	By           string         `json:"by,omitempty"`
	Changed      string         `json:"changed,omitempty"`
	Statement    string         `json:"statement,omitempty"`
	Said         Said           `json:"said,omitzero"`
	Types        []string       `json:"types,omitempty"`
	Tags         []string       `json:"tags,omitempty"`
	Checkable    *bool          `json:"checkable,omitempty"`
	Priority     string         `json:"priority,omitempty"`
	Assignee     string         `json:"assignee,omitempty"`
	Due          string         `json:"due,omitempty"`
	Recheck      string         `json:"recheck,omitempty"`
	Translations []Translation  `json:"translations,omitempty"`
	Places       []briefPlace   `json:"places,omitempty"`
	Evidence     []string       `json:"evidence,omitempty"`
	Verdicts     []briefVerdict `json:"verdicts,omitempty"`
	Joined       []string       `json:"joined,omitempty"`
	KeptApart    []string       `json:"keptapart,omitempty"`
}

type briefPlace struct {
	ID          string     `json:"id"`
	Text        string     `json:"text"`
	Start       int        `json:"start"`
	From        string     `json:"from,omitempty"` // where it was carried from
	Unconfirmed bool       `json:"unconfirmed,omitempty"`
	Gone        bool       `json:"gone,omitempty"`
	Links       [][]string `json:"links,omitempty"` // the sources of each link, from the page inwards
}

type briefVerdict struct {
	Scale     string    `json:"scale"`
	Rating    string    `json:"rating"`
	By        string    `json:"by"`
	At        time.Time `json:"at"`
	Past      bool      `json:"past,omitempty"` // it stands no more
	Published bool      `json:"published,omitempty"`
	Cites     []string  `json:"cites,omitempty"`
	Seconds   []string  `json:"seconds,omitempty"`
	Approvals []string  `json:"approvals,omitempty"`
}

// Brief is the claim in brief, as JSON.
func (c *Claim) Brief() string {
	b := Brief{
		ID: c.ID(), By: c.By, Changed: c.Changed, Statement: c.Statement, Said: c.Said, Types: c.Types, Tags: c.Tags, Checkable: c.Checkable,
		Priority: c.Priority, Assignee: c.Assignee, Due: c.Due, Recheck: c.Recheck, Translations: c.Translations, Joined: c.Joined, KeptApart: c.KeptApart,
	}
	for _, a := range c.Appearances {
		p := briefPlace{ID: a.ID, Text: a.Text, Start: a.Fragments[0].Start, Unconfirmed: !a.Confirmed, Gone: len(a.Gone) > 0}
		if a.Carried != nil {
			p.From = a.Carried.From
		}
		for _, l := range a.Attributions {
			p.Links = append(p.Links, l.Sources)
		}
		b.Places = append(b.Places, p)
	}
	for _, e := range c.Evidence {
		b.Evidence = append(b.Evidence, e.Evidence)
	}
	for _, v := range c.Verdicts {
		if !v.Head && len(v.Published) == 0 {
			continue
		}
		short := briefVerdict{Scale: v.Scale, Rating: v.Rating, By: v.By, At: v.At, Past: !v.Head, Published: len(v.Published) > 0, Cites: v.Cites}
		for _, s := range v.Seconds {
			if s.Role == RoleApprove {
				short.Approvals = append(short.Approvals, s.By)
			} else {
				short.Seconds = append(short.Seconds, s.By)
			}
		}
		b.Verdicts = append(b.Verdicts, short)
	}
	raw, _ := json.Marshal(b) //nolint:errchkjson // texts, numbers and times that were decoded
	return string(raw)
}

// ReadBrief makes the claim of a brief again. It Assesses as the claim does.
func ReadBrief(raw string) (*Claim, error) {
	var b Brief
	if err := json.Unmarshal([]byte(raw), &b); err != nil {
		return nil, err
	}
	c := &Claim{
		Trunk: Trunk{Stream: StreamOf(NounClaim, b.ID), By: b.By, Changed: b.Changed}, Alive: true, Statement: b.Statement, Said: b.Said,
		Types: b.Types, Tags: b.Tags, Checkable: b.Checkable, Priority: b.Priority, Assignee: b.Assignee, Due: b.Due, Recheck: b.Recheck,
		Translations: b.Translations, Joined: b.Joined, KeptApart: b.KeptApart,
	}
	for _, p := range b.Places {
		a := Appearance{ID: p.ID, Text: p.Text, Fragments: []Fragment{{Start: p.Start}}, Confirmed: !p.Unconfirmed}
		if p.From != "" {
			a.Carried = &Carried{From: p.From}
		}
		if p.Gone {
			a.Gone = []Gone{{}}
		}
		for _, sources := range p.Links {
			a.Attributions = append(a.Attributions, Attribution{Sources: sources})
		}
		c.Appearances = append(c.Appearances, a)
	}
	for _, e := range b.Evidence {
		c.Evidence = append(c.Evidence, Citation{Evidence: e})
	}
	for _, v := range b.Verdicts {
		full := Verdict{Scale: v.Scale, Rating: v.Rating, By: v.By, At: v.At, Head: !v.Past, Cites: v.Cites}
		if v.Published {
			full.Published = []Publication{{}}
		}
		for _, by := range v.Seconds {
			full.Seconds = append(full.Seconds, Second{By: by, Role: RoleSecond})
		}
		for _, by := range v.Approvals {
			full.Seconds = append(full.Seconds, Second{By: by, Role: RoleApprove})
		}
		c.Verdicts = append(c.Verdicts, full)
	}
	return c, nil
}
