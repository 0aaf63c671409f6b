package model

import (
	"slices"
	"strings"
)

// Judgement is a verdict as a person gives it.
type Judgement struct {
	Scale      *Scale // shipped ones too: it is defined in the workspace when first used
	Rating     string
	Rationale  string
	Correction string
	Cites      []string // ids of evidence cited on the claim
	Supersede  []string // ids of current verdicts, besides one's own
	All        bool     // supersede every current verdict
	Reason     string
}

// Judge gives a verdict. One's own current verdict is superseded always, others' when asked; both need a reason.
func Judge(claim string, j Judgement) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		if err := j.check(c); err != nil {
			return err
		}
		given := VerdictGiven{
			Scale: j.Scale.ID(), Rating: j.Rating, Rationale: j.Rationale, Correction: j.Correction, Cites: j.Cites,
		}
		for _, h := range c.Heads() {
			if j.All || h.By == b.By || slices.Contains(j.Supersede, h.ID) {
				given.Supersedes = addID(given.Supersedes, h.ID)
			}
		}
		if len(given.Supersedes) > 0 {
			if given.Reason = j.Reason; strings.TrimSpace(j.Reason) == "" {
				return Refuse("reason.missing")
			}
		}
		if err := defineScale(v, b, j.Scale); err != nil {
			return err
		}
		_, err = b.Write(c.Stream, given)
		return err
	}
}

func (j Judgement) check(c *Claim) error {
	if _, known := j.Scale.Rating(j.Rating); !known {
		keys := make([]string, len(j.Scale.Ratings))
		for i, r := range j.Scale.Ratings {
			keys[i] = r.Key
		}
		return Refuse("rating.unknown", "scale", j.Scale.Key, "rating", j.Rating, "known", strings.Join(keys, ", "))
	}
	if strings.TrimSpace(j.Rationale) == "" {
		return Refuse("rationale.missing")
	}
	for _, id := range j.Cites {
		if !slices.ContainsFunc(c.Evidence, func(e Citation) bool { return e.Evidence == id }) {
			return Refuse("evidence.uncited", "evidence", short(id))
		}
	}
	for _, id := range j.Supersede {
		if v, known := c.Verdict(id); !known || !v.Head {
			return Refuse("verdict.nothead", "verdict", short(id))
		}
	}
	return nil
}

func defineScale(v View, b *Batch, s *Scale) error {
	state, err := v.State(s.Stream)
	if err != nil {
		return err
	}
	if known, _ := state.(*Scale); known.Live() {
		return nil
	}
	_, err = b.Write(s.Stream, s.Define())
	return err
}

// AddScale defines a scale in the workspace. One that is there already is refused.
func AddScale(s *Scale) Action {
	return func(v View, b *Batch) error {
		if err := defineScale(v, b, s); err != nil {
			return err
		}
		if !slices.Contains(b.Streams(), s.Stream) {
			return Refuse("nothing.changes")
		}
		return nil
	}
}

// BehindAlready refuses to stand behind a verdict in a role for a second time.
func BehindAlready(role string) *Problem {
	if role == RoleApprove {
		return Refuse("verdict.approved")
	}
	return Refuse("verdict.seconded")
}

// StandBehind seconds or approves another person's current verdict.
func StandBehind(verdict, role, note string) Action {
	return func(v View, b *Batch) error {
		c, given, err := findVerdict(v, verdict)
		if err != nil {
			return err
		}
		if given.By == b.By {
			return Refuse("verdict.own")
		}
		if !given.Head {
			return Refuse("verdict.nothead", "verdict", short(verdict))
		}
		if given.Behind(b.By, role) {
			return BehindAlready(role)
		}
		if role == RoleApprove {
			if err := mayApprove(v, b.By); err != nil {
				return err
			}
		}
		_, err = b.Write(c.Stream, VerdictSeconded{Verdict: verdict, Role: role, Note: note})
		return err
	}
}

func mayApprove(v View, person string) error {
	state, err := v.State(DeskStream)
	if err != nil {
		return err
	}
	if desk, ok := state.(*Desk); ok && len(desk.Editors) > 0 && !slices.Contains(desk.Editors, person) {
		return Refuse("editor.only")
	}
	return nil
}

func findVerdict(v View, id string) (*Claim, Verdict, error) {
	unknown := Refuse("id.unknown", "noun", "verdict", "id", short(id))
	e, here, err := v.Event(id)
	if err != nil {
		return nil, Verdict{}, err
	}
	if !here || e.Kind != KindVerdictGiven {
		return nil, Verdict{}, unknown
	}
	c, err := findClaim(v, e.Stream.ID())
	if err != nil {
		return nil, Verdict{}, err
	}
	given, known := c.Verdict(id)
	if !known {
		return nil, Verdict{}, unknown
	}
	return c, given, nil
}

// Publish says where the claim's one current verdict was published.
func Publish(claim, url, when string) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		if _, err := CanonicalURL(url); err != nil {
			return Refuse("field.malformed", "field", "url", "why", err.Error())
		}
		if when != "" {
			if err := CheckDate(when); err != nil {
				return Refuse("field.malformed", "field", "when", "why", err.Error())
			}
		}
		switch heads := c.Heads(); len(heads) {
		case 0:
			return Refuse("verdict.none")
		case 1:
			_, err = b.Write(c.Stream, ClaimPublished{Verdict: heads[0].ID, URL: url, When: when})
			return err
		default:
			return Refuse("verdict.several", "count", itoa(len(heads)))
		}
	}
}

// Withdraw takes back one of the author's own events, with a reason.
func Withdraw(event, reason string) Action {
	return func(v View, b *Batch) error {
		if strings.TrimSpace(reason) == "" {
			return Refuse("reason.missing")
		}
		e, here, err := v.Event(event)
		if err != nil {
			return err
		}
		if !here {
			return Refuse("id.unknown", "noun", "event", "id", short(event))
		}
		if e.By != b.By {
			return Refuse("event.foreign", "name", nameOf(v, e.By))
		}
		events, err := v.Events(e.Stream)
		if err != nil {
			return err
		}
		if !Standing(e.Stream, events)[e.ID] {
			return Refuse("event.withdrawn")
		}
		_, err = b.Write(e.Stream, Retracted{Events: []string{e.ID}, Reason: reason})
		return err
	}
}

func nameOf(v View, person string) string {
	if state, err := v.State(StreamOf(NounPerson, person)); err == nil {
		if p, ok := state.(*Person); ok && p.Name != "" {
			return p.Name
		}
	}
	return short(person)
}
