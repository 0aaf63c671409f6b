package model

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
)

// The kinds of fact about verdicts.
const (
	KindVerdictGiven    Kind = "verdict.given"
	KindVerdictSeconded Kind = "verdict.seconded"
	KindClaimPublished  Kind = "claim.published"
)

func init() {
	register(NounClaim, map[Kind]func(json.RawMessage) (Fact, error){
		KindVerdictGiven:    decoder[VerdictGiven],
		KindVerdictSeconded: decoder[VerdictSeconded],
		KindClaimPublished:  decoder[ClaimPublished],
	})
}

// The roles in which somebody stands behind another's verdict.
const (
	RoleSecond  = "second"
	RoleApprove = "approve"
)

// Reasons are why a verdict supersedes another, where a word says it: a reason begins with one of them, or is put freely.
var Reasons = []string{"new evidence", "error", "source corrected", "adjudication"}

// Reason puts one of Reasons ("" for none) and words (may be empty) into one reason: "new evidence: the log of the port".
func Reason(kind, words string) string {
	if kind == "" || words == "" {
		return kind + words
	}
	return kind + ": " + words
}

// SplitReason takes a reason apart again. The kind is "" where the reason begins with none of Reasons.
func SplitReason(reason string) (kind, words string) {
	for _, k := range Reasons {
		if reason == k {
			return k, ""
		}
		if rest, found := strings.CutPrefix(reason, k+": "); found {
			return k, rest
		}
	}
	return "", reason
}

// VerdictGiven is one person's verdict at one time. It is never edited: a later one supersedes it, or its author withdraws it.
type VerdictGiven struct {
	Origins
	Scale      string   `json:"scale"` // the scale's id
	Rating     string   `json:"rating"`
	Rationale  string   `json:"rationale"`
	Correction string   `json:"correction,omitempty"` // proposed wording for the writer
	Cites      []string `json:"cites,omitempty"`      // ids of evidence
	Supersedes []string `json:"supersedes,omitempty"` // ids of verdicts
	Reason     string   `json:"reason,omitempty"`     // why they are superseded
}

// Kind is "verdict.given".
func (VerdictGiven) Kind() Kind { return KindVerdictGiven }

func (f VerdictGiven) check() error {
	err := checkAll(checkIDs("scale", f.Scale), checkText("rating", f.Rating), checkText("rationale", f.Rationale))
	if err == nil && len(f.Cites) > 0 {
		err = checkIDs("cites", f.Cites...)
	}
	if err == nil && len(f.Supersedes) > 0 {
		err = checkIDs("supersedes", f.Supersedes...)
	}
	if err == nil && len(f.Supersedes) > 0 && f.Reason == "" {
		err = errors.New("supersedes without a reason")
	}
	return err
}

// VerdictSeconded says: another person stands behind the verdict, or an editor lets it out.
type VerdictSeconded struct {
	Origins
	Verdict string `json:"verdict"`
	Role    string `json:"role"` // second or approve
	Note    string `json:"note,omitempty"`
}

// Kind is "verdict.seconded".
func (VerdictSeconded) Kind() Kind { return KindVerdictSeconded }

func (f VerdictSeconded) check() error {
	return checkAll(checkIDs("verdict", f.Verdict), checkOneOf("role", f.Role, RoleSecond, RoleApprove))
}

// ClaimPublished says: this verdict was published there, and when, which is often earlier than somebody notes it.
type ClaimPublished struct {
	Origins
	Verdict string `json:"verdict"`
	URL     string `json:"url"`
	When    string `json:"when,omitempty"` // a year, month or day; "" where nobody said
}

// Kind is "claim.published".
func (ClaimPublished) Kind() Kind { return KindClaimPublished }

func (f ClaimPublished) check() error {
	err := checkAll(checkIDs("verdict", f.Verdict), checkText("url", f.URL))
	if err == nil && f.When != "" {
		err = CheckDate(f.When)
	}
	return err
}

// Second is another person's standing behind a verdict.
type Second struct {
	ID, By, Role, Note string
	At                 time.Time
}

// Publication is where and when a verdict was published.
type Publication struct {
	ID, Verdict, URL, When, By string
	At                         time.Time // when that was noted
}

// Day is when it was published, as far as is known: the day it was noted where nobody said.
func (p Publication) Day() string { return cmp.Or(p.When, p.At.UTC().Format(time.DateOnly)) }

// Withdrawal tells who took a verdict back, when and why. Undone verdicts that others built on have no reason.
type Withdrawal struct {
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
}

// Verdict is one person's rating of a claim, with the reasons.
type Verdict struct {
	ID                                   string
	Scale, Rating, Rationale, Correction string
	Cites, Supersedes                    []string
	Reason                               string
	By                                   string
	At                                   time.Time
	Seconds                              []Second // seconds and approvals
	Published                            []Publication
	SupersededBy                         []string    // live verdicts that name it, or name what was built on it
	Withdrawn                            *Withdrawal // nil while it stands
	Head                                 bool        // it stands and nothing supersedes it
}

// Behind reports whether somebody stands behind the verdict in a role.
func (v Verdict) Behind(person, role string) bool {
	return slices.ContainsFunc(v.Seconds, func(s Second) bool { return s.By == person && s.Role == role })
}

// verdicts folds a claim's ledger, oldest first. A verdict that was undone and that nobody built on is gone, as if it had
// never been; any other stays in sight, as withdrawn.
func (f *folding) verdicts() ([]Verdict, []Publication) {
	ledger := f.ledger()
	var publications []Publication
	for e := range f.live() {
		switch fact := e.Fact.(type) {
		case VerdictSeconded:
			if v := ledger.find(fact.Verdict); v != nil && v.By != e.By {
				v.Seconds = append(v.Seconds, Second{e.ID, e.By, fact.Role, fact.Note, e.At})
			}
		case ClaimPublished:
			p := Publication{e.ID, fact.Verdict, fact.URL, fact.When, e.By, e.At}
			publications = append(publications, p)
			if v := ledger.find(fact.Verdict); v != nil {
				v.Published = append(v.Published, p)
			}
		}
	}
	ledger.settle()
	var inSight []Verdict
	for _, v := range ledger.all {
		undone := v.Withdrawn != nil && v.Withdrawn.Reason == ""
		if !undone || len(v.Seconds) > 0 || len(v.Published) > 0 || ledger.builtOn[v.ID] {
			inSight = append(inSight, v)
		}
	}
	return inSight, publications
}

// ledger is every verdict of a claim, also those taken back.
type ledger struct {
	all     []Verdict
	at      map[string]int
	builtOn map[string]bool // named by another verdict that stands or is itself in sight
}

func (f *folding) ledger() *ledger {
	l := &ledger{at: map[string]int{}, builtOn: map[string]bool{}}
	for _, e := range f.order {
		fact, ok := e.Fact.(VerdictGiven)
		if !ok {
			continue
		}
		l.at[e.ID] = len(l.all)
		l.all = append(l.all, Verdict{
			ID: e.ID, Scale: fact.Scale, Rating: fact.Rating, Rationale: fact.Rationale, Correction: fact.Correction,
			Cites: fact.Cites, Supersedes: fact.Supersedes, Reason: fact.Reason, By: e.By, At: e.At,
			Withdrawn: f.withdrawn[e.ID],
		})
	}
	return l
}

func (l *ledger) find(id string) *Verdict {
	i, known := l.at[id]
	if !known {
		return nil
	}
	return &l.all[i]
}

// settle says of every verdict what supersedes it. Superseding reaches through withdrawn verdicts downwards from a standing
// one: whoever supersedes a verdict judged with all that it had replaced in sight.
func (l *ledger) settle() {
	for i := range l.all {
		if l.all[i].Withdrawn == nil {
			l.reach(&l.all[i])
		}
	}
	for i := range l.all {
		v := &l.all[i]
		v.Head = v.Withdrawn == nil && len(v.SupersededBy) == 0
		if v.Withdrawn == nil || v.Withdrawn.Reason != "" || len(v.Seconds) > 0 {
			for _, id := range v.Supersedes {
				l.builtOn[id] = true
			}
		}
	}
}

// reach marks what a standing verdict supersedes, stopping where another standing verdict takes over.
func (l *ledger) reach(by *Verdict) {
	next := slices.Clone(by.Supersedes)
	seen := map[string]bool{by.ID: true}
	for len(next) > 0 {
		v := l.find(next[0])
		next = next[1:]
		if v == nil || seen[v.ID] {
			continue
		}
		seen[v.ID] = true
		v.SupersededBy = addID(v.SupersededBy, by.ID)
		if v.Withdrawn != nil {
			next = append(next, v.Supersedes...)
		}
	}
}
