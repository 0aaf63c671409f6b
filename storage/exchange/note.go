package exchange

import (
	"cmp"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/sheet"
)

// note is what a packet says of one claim.
type note struct {
	*model.Claim
	Number    int
	Sign      sign
	Stage     string
	Flags     []string
	Refs      []string // ids of the references in the texts
	Places    []notePlace
	Unfit     string        // why it cannot be checked, "" where it can
	Judged    []noteVerdict // newest first
	Rests     []noteEvidence
	Asked     []noteQuestion
	Remarks   []noteStep
	Joined    []string // numbers, or ids of claims that are not in the packet
	Steps     []noteStep
	Corrected *correction // nil where none is due
}

// notePlace is where a claim stands, and who says it there from the page inwards.
type notePlace struct {
	Words     string
	Chain     []noteLink
	Article   string // its title
	Start     int    // code point
	End       int
	Unsure    bool // carried from an older text and not looked at yet
	Fragments int
}

// noteLink is one link of a chain.
type noteLink struct{ Sources, Mention, Cue, Form string }

// noteVerdict is one verdict, current or not.
type noteVerdict struct {
	model.Verdict
	Sign            sign
	By, Stamp       string
	State           string // "", superseded, withdrawn
	Withdrawn       *noteStep
	Cites           []string // titles
	Stands, LetsOut []string // names of those who stand behind it, and who let it out
}

// noteEvidence is a piece of evidence as a claim uses it.
type noteEvidence struct {
	*model.Evidence
	Stance, Quote string
	Flag, Why     string
}

// noteQuestion is a question with its answers.
type noteQuestion struct {
	Text    string
	Answers []string
}

// noteStep is something somebody did.
type noteStep struct {
	At, By, Did, Why, Undone string
	Event                    string
}

// correction is what the writer of an article should know of a claim.
type correction struct {
	Number                           int
	Sign                             sign
	Printed, Wrong, Wording, Article string
}

// note works out what is said of the claim of a number.
func (p *packet) note(number int) (*note, error) {
	c, err := outgoing(p.from, p.notes[number])
	if err != nil {
		return nil, err
	}
	status, err := p.rows.Status(c.Claim)
	if err != nil {
		return nil, err
	}
	n := &note{
		Claim: c.Claim, Number: number, Sign: p.Signs[p.signs[c.Stream]], Stage: string(status.Stage), Flags: status.Flags, Refs: p.refs[number],
	}
	if c.Checkable != nil && !*c.Checkable {
		n.Unfit = cmp.Or(c.Why, "no reason was given")
	}
	for _, step := range []func(*note, outgoingClaim) error{p.stands, p.judged, p.rests, p.told, p.corrected} {
		if err := step(n, c); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// stands fills in where a claim stands.
func (p *packet) stands(n *note, c outgoingClaim) error {
	row, err := p.rows.Claim(c.Claim)
	if err != nil {
		return err
	}
	for _, a := range row.Appearances {
		place := notePlace{Article: p.titleOf(a.Text), Unsure: !a.Confirmed, Fragments: len(a.Fragments)}
		place.Words = exacts(a.Fragments)
		if len(a.Fragments) > 0 {
			place.Start, place.End = a.Fragments[0].Start, a.Fragments[len(a.Fragments)-1].End
		}
		for _, l := range a.Attributions {
			var names []string
			for _, id := range l.Sources {
				names = append(names, p.rows.Source(id))
			}
			if len(names) == 0 {
				names = []string{"somebody who is not named"}
			}
			place.Chain = append(place.Chain, noteLink{strings.Join(names, " + "), exacts(l.Mention), exacts(l.Cue), l.Form})
		}
		n.Places = append(n.Places, place)
	}
	return nil
}

// titleOf is the title of the packet's first article that printed a text.
func (p *packet) titleOf(text string) string {
	for _, a := range p.Articles {
		if _, here := a.CaptureOf(text); here {
			return a.Title
		}
	}
	return ""
}

// judged fills in the verdicts, newest first: those that stand before those that do not.
func (p *packet) judged(n *note, c outgoingClaim) error {
	for _, v := range slices.Backward(c.Verdicts) {
		s, err := c.sign(v)
		if err != nil {
			return err
		}
		one := noteVerdict{Verdict: v, Sign: p.Signs[p.known(s)], By: p.rows.Name(v.By), Stamp: v.At.UTC().Format(model.TimeLayout)}
		switch {
		case v.Withdrawn != nil:
			one.State = "withdrawn"
			one.Withdrawn = &noteStep{At: v.Withdrawn.At.UTC().Format(model.TimeLayout), By: p.rows.Name(v.Withdrawn.By), Why: v.Withdrawn.Reason}
		case !v.Head:
			one.State = "superseded"
		}
		for _, id := range v.Cites {
			one.Cites = append(one.Cites, p.rows.Called(model.StreamOf(model.NounEvidence, id)))
		}
		for _, s := range v.Seconds {
			if s.Role == model.RoleApprove {
				one.LetsOut = append(one.LetsOut, p.rows.Name(s.By))
			} else {
				one.Stands = append(one.Stands, p.rows.Name(s.By))
			}
		}
		n.Judged = append(n.Judged, one)
	}
	slices.SortStableFunc(n.Judged, func(a, b noteVerdict) int { return rank(a) - rank(b) })
	return nil
}

func rank(v noteVerdict) int {
	if v.State == "" {
		return 0
	}
	return 1
}

// rests fills in evidence and questions.
func (p *packet) rests(n *note, c outgoingClaim) error {
	for _, cited := range c.Evidence {
		ev, err := c.evidence(cited.Evidence)
		if err != nil {
			return err
		}
		shown := *ev
		shown.Title = p.rows.Called(model.StreamOf(model.NounEvidence, cited.Evidence))
		one := noteEvidence{Evidence: &shown, Stance: cited.Stance, Quote: cited.Quote}
		if flag, flagged := ev.Flagged(); flagged {
			one.Flag, one.Why = flag.As, flag.Why
		}
		n.Rests = append(n.Rests, one)
	}
	for _, q := range c.Questions {
		one := noteQuestion{Text: q.Text}
		for _, a := range q.Answers {
			if a.Type == "unanswerable" && a.Text == "" {
				a.Text = "cannot be answered"
			}
			one.Answers = append(one.Answers, a.Text)
		}
		n.Asked = append(n.Asked, one)
	}
	return nil
}

// told fills in remarks, joined claims and the history.
func (p *packet) told(n *note, c outgoingClaim) error {
	for _, r := range c.Notes {
		n.Remarks = append(n.Remarks, noteStep{At: r.At.UTC().Format(model.TimeLayout), By: p.rows.Name(r.By), Did: r.Text})
	}
	group, err := p.rows.Group(c.Claim)
	if err != nil {
		return err
	}
	for _, other := range group {
		name := "“" + other.Statement + "” (" + other.ID()[:10] + ")"
		if number := p.numbers[other.Stream]; number > 0 {
			name = "claim " + itoa(number)
		}
		n.Joined = append(n.Joined, name)
	}
	for _, step := range model.Steps(c.Stream, c.events) {
		e := step.Event
		one := noteStep{
			At: e.At.UTC().Format(model.TimeLayout), By: p.rows.Name(e.By), Did: p.rows.Deed(e.Fact), Why: step.Why, Event: e.ID,
		}
		if u := step.Undone; u != nil {
			one.Undone = "taken back by " + p.rows.Name(u.By) + " on " + u.At.UTC().Format(model.TimeLayout)
		}
		n.Steps = append(n.Steps, one)
	}
	return nil
}

// wrongClasses are the ratings that ask for a correction.
var wrongClasses = []model.Class{model.ClassFalse, model.ClassMostlyFalse, model.ClassPartlyTrue}

// corrected says what the writer should know: of a claim that stands in a text, whose current verdicts agree, and that is not
// right as it stands or has a wording proposed. Of a disputed one nobody knows yet.
func (p *packet) corrected(n *note, c outgoingClaim) error {
	agreed, err := c.agreed()
	if err != nil || !agreed || len(c.Heads()) == 0 || len(n.Places) == 0 {
		return err
	}
	var wordings []string
	for _, h := range c.Heads() {
		if h.Correction != "" && !slices.Contains(wordings, h.Correction) {
			wordings = append(wordings, h.Correction)
		}
	}
	v, rating, err := c.current()
	if err != nil || len(wordings) == 0 && !slices.Contains(wrongClasses, rating.Class) {
		return err
	}
	n.Corrected = &correction{
		Number: n.Number, Sign: n.Sign, Printed: n.Places[0].Words, Wrong: v.Rationale, Wording: strings.Join(wordings, "\nor: "),
		Article: n.Places[0].Article,
	}
	return nil
}

// exacts are the words of fragments, with a mark where something stands between them.
func exacts(all []sheet.FragmentRow) string {
	words := make([]string, len(all))
	for i, f := range all {
		words[i] = f.Exact
	}
	return strings.Join(words, " … ")
}
