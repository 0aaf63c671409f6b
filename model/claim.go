package model

import (
	"encoding/json"
	"errors"
	"time"
)

// The kinds of fact about a claim itself. Those about its appearances, attributions, evidence and verdicts stand beside
// those nouns.
const (
	KindClaimStated     Kind = "claim.stated"
	KindClaimDescribed  Kind = "claim.described"
	KindClaimsJoined    Kind = "claims.joined"
	KindClaimsKeptApart Kind = "claims.keptapart"
	KindClaimSplit      Kind = "claim.split"
	KindNoteWritten     Kind = "note.written"
	KindReviewFound     Kind = "review.found"
)

func init() {
	register(NounClaim, map[Kind]func(json.RawMessage) (Fact, error){
		KindClaimStated:     decoder[ClaimStated],
		KindClaimDescribed:  describedBy(NounClaim),
		KindClaimsJoined:    decoder[ClaimsJoined],
		KindClaimsKeptApart: decoder[ClaimsKeptApart],
		KindClaimSplit:      decoder[ClaimSplit],
		KindNoteWritten:     decoder[NoteWritten],
		KindReviewFound:     decoder[ReviewFound],
	})
}

// ClaimTypes are AVeriTeC's, in its own words; a claim can be of several, and of others.
var ClaimTypes = []string{"Event/Property Claim", "Numerical Claim", "Causal Claim", "Position Statement", "Quote Verification"}

// Said is who said a claim, when and where.
type Said struct {
	By       string `json:"by,omitempty"`
	When     string `json:"when,omitempty"` // a date or a part of one
	Where    string `json:"where,omitempty"`
	URL      string `json:"url,omitempty"`
	Timecode string `json:"timecode,omitempty"` // into a speech or a video, as written: 1:02:33
}

// ClaimStated puts the claim into words. The first one founds the claim; a later one rewords it: what it leaves empty stays.
type ClaimStated struct {
	Origins
	Statement string `json:"statement,omitempty"`
	Language  string `json:"language,omitempty"`
	Said      *Said  `json:"said,omitempty"`
	From      string `json:"from,omitempty"` // the claim this one was split from
}

// Kind is "claim.stated".
func (ClaimStated) Kind() Kind { return KindClaimStated }

func (f ClaimStated) check() error {
	if f.From != "" {
		if err := checkIDs("from", f.From); err != nil {
			return err
		}
	}
	if f.Statement == "" && f.Language == "" && f.Said == nil {
		return errors.New("states nothing")
	}
	return nil
}

// fields turns a statement into described values, one for each part that says something.
func (f ClaimStated) fields() Fields {
	parts := map[string]string{"statement": f.Statement, "language": f.Language, "from": f.From}
	if f.Said != nil {
		parts["said.by"], parts["said.when"], parts["said.where"] = f.Said.By, f.Said.When, f.Said.Where
		parts["said.url"], parts["said.timecode"] = f.Said.URL, f.Said.Timecode
	}
	fields := Fields{}
	for name, value := range parts {
		if value != "" {
			raw, _ := plainJSON(value) // a string always encodes
			fields[name] = raw
		}
	}
	return fields
}

// ClaimsJoined says: this claim and the other are the same. Written in both streams.
type ClaimsJoined struct {
	Origins
	With string `json:"with"`
}

// Kind is "claims.joined".
func (ClaimsJoined) Kind() Kind { return KindClaimsJoined }

func (f ClaimsJoined) check() error { return checkIDs("with", f.With) }

// ClaimsKeptApart says: this claim and the other are not the same, however alike. Written in both streams.
type ClaimsKeptApart struct {
	Origins
	With string `json:"with"`
}

// Kind is "claims.keptapart".
func (ClaimsKeptApart) Kind() Kind { return KindClaimsKeptApart }

func (f ClaimsKeptApart) check() error { return checkIDs("with", f.With) }

// ClaimSplit says: some appearances of this claim went to a new one. Verdicts stay here.
type ClaimSplit struct {
	Origins
	Into        string   `json:"into"`
	Appearances []string `json:"appearances"` // their ids in this claim
}

// Kind is "claim.split".
func (ClaimSplit) Kind() Kind { return KindClaimSplit }

func (f ClaimSplit) check() error {
	return checkAll(checkIDs("into", f.Into), checkIDs("appearances", f.Appearances...))
}

// NoteWritten is one entry of a claim's thread of notes.
type NoteWritten struct {
	Origins
	Text string `json:"text"`
}

// Kind is "note.written".
func (NoteWritten) Kind() Kind { return KindNoteWritten }

func (f NoteWritten) check() error { return checkText("text", f.Text) }

// ReviewFound is somebody else's published check of the claim (a ClaimReview): never one of our verdicts.
type ReviewFound struct {
	Origins
	Publisher   string          `json:"publisher"`
	URL         string          `json:"url"`
	Rating      string          `json:"rating"`
	Numbers     json.RawMessage `json:"numbers,omitempty"` // value, best and worst as published
	Date        string          `json:"date,omitempty"`
	Name        string          `json:"name,omitempty"`
	Description string          `json:"description,omitempty"`
}

// Kind is "review.found".
func (ReviewFound) Kind() Kind { return KindReviewFound }

func (f ReviewFound) check() error {
	if f.Publisher == "" && f.URL == "" {
		return errors.New("a review names its publisher or its URL")
	}
	return nil
}

// said is the review without where it came from.
func (f ReviewFound) said() ReviewFound {
	f.Origins = Origins{}
	return f
}

// Translation is a claim's statement in another language.
type Translation struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// Note is one entry of a claim's thread.
type Note struct {
	ID, Text, By string
	At           time.Time
}

// Review is somebody else's check of the claim.
type Review struct {
	ID string
	By string // who found it
	ReviewFound
}

// Split tells where appearances of a claim went.
type Split struct {
	Into        string
	Appearances []string
}

// Claim is a statement that is true or false, with everything people decided about it.
type Claim struct {
	Trunk
	Alive               bool // its founding still stands
	Statement, Language string
	Said                Said
	From                string   // the claim it was split from
	Foreign             *Foreign // the item of another format that it was made from, nil for most
	Types, Tags         []string
	Checkable           *bool
	Why                 string // it is not checkable
	Priority, Assignee  string
	Due, Recheck        string
	Translations        []Translation
	Appearances         []Appearance
	Evidence            []Citation
	Questions           []Question
	Verdicts            []Verdict // oldest first: heads, superseded and withdrawn ones
	Publications        []Publication
	Joined, KeptApart   []string
	Splits              []Split
	Reviews             []Review
	Notes               []Note
}

// Live reports whether the claim stands.
func (c *Claim) Live() bool { return c != nil && c.Alive }

// Heads returns the verdicts that nothing supersedes.
func (c *Claim) Heads() []Verdict {
	var heads []Verdict
	for _, v := range c.Verdicts {
		if v.Head {
			heads = append(heads, v)
		}
	}
	return heads
}

// Appearance returns the appearance of that id.
func (c *Claim) Appearance(id string) (Appearance, bool) {
	for _, a := range c.Appearances {
		if a.ID == id {
			return a, true
		}
	}
	return Appearance{}, false
}

// Verdict returns the verdict of that id.
func (c *Claim) Verdict(id string) (Verdict, bool) {
	for _, v := range c.Verdicts {
		if v.ID == id {
			return v, true
		}
	}
	return Verdict{}, false
}

func foldClaim(f *folding) State {
	c := &Claim{Trunk: f.trunk}
	seen := repeats{}
	for e := range f.live() {
		switch fact := e.Fact.(type) {
		case ClaimStated:
			c.Alive = true
			if c.Foreign == nil {
				c.Foreign = fact.Foreign
			}
			f.set(e, "", fact.fields())
		case Described:
			f.set(e, "", fact.Fields)
		case ClaimsJoined:
			c.Joined = addID(c.Joined, fact.With)
		case ClaimsKeptApart:
			c.KeptApart = addID(c.KeptApart, fact.With)
		case ClaimSplit:
			c.Splits = append(c.Splits, Split{fact.Into, fact.Appearances})
		case NoteWritten:
			c.Notes = append(c.Notes, Note{e.ID, fact.Text, e.By, e.At})
		case ReviewFound:
			if _, repeats := seen.first(e, fact.said()); !repeats {
				c.Reviews = append(c.Reviews, Review{e.ID, e.By, fact})
			}
		}
	}
	c.Appearances = f.appearances()
	c.Evidence = f.citations()
	c.Questions = f.questions()
	c.Verdicts, c.Publications = f.verdicts()
	c.describe(f)
	return c
}

func (c *Claim) describe(f *folding) {
	v := f.values("")
	v.text("statement", &c.Statement).text("language", &c.Language).text("from", &c.From)
	v.text("said.by", &c.Said.By).text("said.when", &c.Said.When).text("said.where", &c.Said.Where)
	v.text("said.url", &c.Said.URL).text("said.timecode", &c.Said.Timecode)
	v.text("why", &c.Why).text("priority", &c.Priority).text("assignee", &c.Assignee)
	v.text("due", &c.Due).text("recheck", &c.Recheck)
	v.into("types", &c.Types).into("tags", &c.Tags).into("checkable", &c.Checkable).into("translations", &c.Translations)
	c.Conflicts = f.conflicts()
}
