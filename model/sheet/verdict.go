package sheet

import (
	"maps"
	"slices"

	"touchstone/model"
)

// SecondRow is somebody who stands behind a verdict.
type SecondRow struct {
	ID   string `json:"id"`
	By   string `json:"by"`
	Role string `json:"role"`
	Note string `json:"note,omitempty"`
	At   string `json:"at"`
}

// PublicationRow is where a verdict was published.
type PublicationRow struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	When string `json:"when,omitempty"`
	By   string `json:"by"`
	At   string `json:"at"`
}

// WithdrawalRow tells who took something back.
type WithdrawalRow struct {
	By     string `json:"by"`
	At     string `json:"at"`
	Reason string `json:"reason,omitempty"`
}

// VerdictRow is a verdict as it stands in a claim's row.
type VerdictRow struct {
	ID           string           `json:"id"`
	Rating       string           `json:"rating"`
	Scale        string           `json:"scale"` // the scale's id
	Rationale    string           `json:"rationale"`
	Correction   string           `json:"correction,omitempty"`
	Cites        []string         `json:"cites"`
	By           string           `json:"by"`
	At           string           `json:"at"`
	Supersedes   []string         `json:"supersedes"`
	Reason       string           `json:"reason,omitempty"`
	SupersededBy []string         `json:"supersededBy,omitempty"`
	Withdrawn    *WithdrawalRow   `json:"withdrawn,omitempty"`
	Head         bool             `json:"head"`
	Seconded     []SecondRow      `json:"seconded"`
	Published    []PublicationRow `json:"published"`
}

// VerdictLine is a verdict as a line of the history, complete by itself.
type VerdictLine struct {
	Verdict    string           `json:"verdict"`
	Claim      string           `json:"claim"`
	Rating     string           `json:"rating"`
	Scale      string           `json:"scale"` // the scale's key
	Rationale  string           `json:"rationale"`
	By         string           `json:"by"`
	Name       string           `json:"name"`
	At         string           `json:"at"`
	Supersedes []string         `json:"supersedes"`
	Superseded bool             `json:"superseded"`
	Withdrawn  *WithdrawalRow   `json:"withdrawn"`
	Head       bool             `json:"head"`
	Reason     string           `json:"reason"`
	Seconded   []SecondRow      `json:"seconded"`
	Published  []PublicationRow `json:"published"`
}

// StepLine is one step of a history.
type StepLine struct {
	Event  string         `json:"event"`
	Stream model.Stream   `json:"stream"`
	Kind   model.Kind     `json:"kind"`
	By     string         `json:"by"`
	Name   string         `json:"name"`
	At     string         `json:"at"`
	Why    string         `json:"why"`
	Undone *WithdrawalRow `json:"undone,omitempty"`
}

func verdictRows(c *model.Claim) []VerdictRow {
	rows := []VerdictRow{}
	for _, v := range c.Verdicts {
		rows = append(rows, VerdictRow{
			ID: v.ID, Rating: v.Rating, Scale: v.Scale, Rationale: v.Rationale, Correction: v.Correction, Cites: list(v.Cites),
			By: v.By, At: stamp(v.At), Supersedes: list(v.Supersedes), Reason: v.Reason, SupersededBy: v.SupersededBy,
			Withdrawn: withdrawal(v.Withdrawn), Head: v.Head, Seconded: seconds(v), Published: publications(v),
		})
	}
	return rows
}

func seconds(v model.Verdict) []SecondRow {
	rows := []SecondRow{}
	for _, s := range v.Seconds {
		rows = append(rows, SecondRow{s.ID, s.By, s.Role, s.Note, stamp(s.At)})
	}
	return rows
}

func publications(v model.Verdict) []PublicationRow {
	rows := []PublicationRow{}
	for _, p := range v.Published {
		rows = append(rows, PublicationRow{p.ID, p.URL, p.When, p.By, stamp(p.At)})
	}
	return rows
}

func withdrawal(w *model.Withdrawal) *WithdrawalRow {
	if w == nil {
		return nil
	}
	return &WithdrawalRow{w.By, stamp(w.At), w.Reason}
}

// Verdicts writes a claim's verdicts as lines of the history, oldest first.
func (b *Builder) Verdicts(c *model.Claim) ([]VerdictLine, error) {
	lines := []VerdictLine{}
	for _, v := range c.Verdicts {
		scale, err := b.scale(v.Scale)
		if err != nil {
			return nil, err
		}
		lines = append(lines, VerdictLine{
			Verdict: v.ID, Claim: c.ID(), Rating: v.Rating, Scale: scale.Key, Rationale: v.Rationale, By: v.By,
			Name: b.Name(v.By), At: stamp(v.At), Supersedes: list(v.Supersedes), Superseded: len(v.SupersededBy) > 0,
			Withdrawn: withdrawal(v.Withdrawn), Head: v.Head, Reason: v.Reason, Seconded: seconds(v), Published: publications(v),
		})
	}
	return lines, nil
}

// Steps writes the steps of a stream's events in causal order.
func (b *Builder) Steps(s model.Stream, events []model.Event) []StepLine {
	lines := []StepLine{}
	for _, step := range model.Steps(s, events) {
		e := step.Event
		lines = append(lines, StepLine{
			Event: e.ID, Stream: s, Kind: e.Kind, By: e.By, Name: b.Name(e.By), At: stamp(e.At), Why: step.Why,
			Undone: withdrawal(step.Undone),
		})
	}
	return lines
}

// Call lets the builder call some people otherwise, as where several have the same name.
func (b *Builder) Call(names map[string]string) { maps.Copy(b.names, names) }

// Name returns a person's name, or the beginning of the id of somebody whose name is not here.
func (b *Builder) Name(person string) string {
	if name, known := b.names[person]; known {
		return name
	}
	name := person[:min(10, len(person))]
	state, err := b.view.State(model.StreamOf(model.NounPerson, person))
	if p, ok := state.(*model.Person); err == nil && ok && p.Name != "" {
		name = p.Name
	}
	b.names[person] = name
	return name
}

func (b *Builder) scale(id string) (*model.Scale, error) {
	state, err := b.view.State(model.StreamOf(model.NounScale, id))
	if err != nil {
		return nil, err
	}
	s, _ := state.(*model.Scale)
	return s, nil
}

// Status works out where a claim stands from what the view shows.
func (b *Builder) Status(c *model.Claim) (model.Status, error) {
	var failed error
	surroundings := model.Surroundings{
		Evidence: func(id string) *model.Evidence {
			if b.flagged != nil && !b.flagged[id] {
				return nil
			}
			state, err := b.view.State(model.StreamOf(model.NounEvidence, id))
			if err != nil {
				failed = err
				return nil
			}
			e, _ := state.(*model.Evidence)
			return e
		},
		Scale: func(id string) *model.Scale {
			s, err := b.scale(id)
			if err != nil {
				failed = err
			}
			return s
		},
	}
	if b.policy == nil {
		state, err := b.view.State(model.DeskStream)
		if err != nil {
			return model.Status{}, err
		}
		b.policy, _ = state.(*model.Desk)
	}
	surroundings.Policy = model.Policy{Editors: b.policy.Editors, Seconds: b.policy.Seconds}
	var err error
	if surroundings.Joined, err = b.Group(c); err != nil {
		return model.Status{}, err
	}
	status := model.Assess(c, surroundings)
	return status, failed
}

// Group returns the other claims of a claim's group: those it is joined with, directly or through others. A join counts
// where one side of it stands.
func (b *Builder) Group(c *model.Claim) ([]*model.Claim, error) {
	if b.named != nil && !b.named[c.ID()] && len(c.Joined) == 0 {
		return nil, nil
	}
	seen := map[string]bool{c.ID(): true}
	queue := []*model.Claim{c}
	var group []*model.Claim
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		ids := slices.Clone(at.Joined)
		naming, err := b.view.Naming(at.Stream)
		if err != nil {
			return nil, err
		}
		for _, s := range naming {
			if s.Noun() == model.NounClaim && !slices.Contains(ids, s.ID()) {
				ids = append(ids, s.ID())
			}
		}
		for _, id := range ids {
			if seen[id] {
				continue
			}
			state, err := b.view.State(model.StreamOf(model.NounClaim, id))
			if err != nil {
				return nil, err
			}
			other, ok := state.(*model.Claim)
			if !ok || !other.Live() || !slices.Contains(at.Joined, id) && !slices.Contains(other.Joined, at.ID()) {
				continue
			}
			seen[id] = true
			group, queue = append(group, other), append(queue, other)
		}
	}
	return group, nil
}
