package sheet

import (
	"encoding/json"
	"fmt"
	"time"

	"touchstone/model"
	"touchstone/model/span"
)

// context is how many code points stand beside a fragment's words (W3C Web Annotation, text quote selector).
const context = 32

// FragmentRow is one stretch of a text, with its words.
type FragmentRow struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

// AttributionRow is one link of a chain.
type AttributionRow struct {
	ID       string          `json:"id"`
	Sources  []string        `json:"sources"`
	Mention  []FragmentRow   `json:"mention"`
	Cue      []FragmentRow   `json:"cue"`
	Content  []FragmentRow   `json:"content"`
	Form     string          `json:"form,omitempty"`
	Within   string          `json:"within,omitempty"`
	Proposed *model.Proposed `json:"proposed,omitempty"`
	By       string          `json:"by"`
}

// GoneRow tells of a newer text in which an appearance has no place.
type GoneRow struct {
	Text string `json:"text"`
	Why  string `json:"why,omitempty"`
	By   string `json:"by"`
}

// AppearanceRow is one place of a claim.
type AppearanceRow struct {
	ID           string           `json:"id"`
	Text         string           `json:"text"`
	Fragments    []FragmentRow    `json:"fragments"`
	Carried      *model.Carried   `json:"carried,omitempty"`
	Confirmed    bool             `json:"confirmed"`
	Gone         []GoneRow        `json:"gone,omitempty"`
	By           string           `json:"by"`
	Attributions []AttributionRow `json:"attributions"`
}

// CitationRow is a claim's use of a piece of evidence.
type CitationRow struct {
	ID       string `json:"id"`
	Evidence string `json:"evidence"`
	Stance   string `json:"stance,omitempty"`
	Quote    string `json:"quote,omitempty"`
	By       string `json:"by"`
	At       string `json:"at"`
}

// AnswerRow is one answer to a question.
type AnswerRow struct {
	ID       string `json:"id"`
	Answer   string `json:"answer"`
	Type     string `json:"type,omitempty"`
	Evidence string `json:"evidence,omitempty"`
	By       string `json:"by"`
	At       string `json:"at"`
}

// QuestionRow is a question about a claim.
type QuestionRow struct {
	ID       string      `json:"id"`
	Question string      `json:"question"`
	Answers  []AnswerRow `json:"answers"`
	By       string      `json:"by"`
	At       string      `json:"at"`
}

// ReviewRow is somebody else's published check.
type ReviewRow struct {
	ID string `json:"id"`
	model.ReviewFound
	By string `json:"by"`
}

// NoteRow is one entry of a claim's thread.
type NoteRow struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	By   string `json:"by"`
	At   string `json:"at"`
}

// SplitRow tells where appearances went.
type SplitRow struct {
	Into        string   `json:"into"`
	Appearances []string `json:"appearances"`
}

// ClaimRow is a claim.
type ClaimRow struct {
	ID           string                       `json:"id"`
	Statement    string                       `json:"statement"`
	Language     string                       `json:"language,omitempty"`
	Said         model.Said                   `json:"said"`
	From         string                       `json:"from,omitempty"`
	Stage        model.Stage                  `json:"stage"`
	Flags        []string                     `json:"flags"`
	Types        []string                     `json:"types,omitempty"`
	Checkable    *bool                        `json:"checkable,omitempty"`
	Why          string                       `json:"why,omitempty"`
	Tags         []string                     `json:"tags,omitempty"`
	Priority     string                       `json:"priority,omitempty"`
	Assignee     string                       `json:"assignee,omitempty"`
	Due          string                       `json:"due,omitempty"`
	Recheck      string                       `json:"recheck,omitempty"`
	Translations []model.Translation          `json:"translations,omitempty"`
	Appearances  []AppearanceRow              `json:"appearances"`
	Evidence     []CitationRow                `json:"evidence"`
	Questions    []QuestionRow                `json:"questions"`
	Verdicts     []VerdictRow                 `json:"verdicts"`
	Reviews      []ReviewRow                  `json:"reviews"`
	Notes        []NoteRow                    `json:"notes,omitempty"`
	Joined       []string                     `json:"joined,omitempty"`
	KeptApart    []string                     `json:"keptapart,omitempty"`
	Contradicts  []string                     `json:"contradicts,omitempty"` // joined with and kept apart from at once
	Splits       []SplitRow                   `json:"splits,omitempty"`
	By           string                       `json:"by"`
	At           string                       `json:"at"`
	Conflicts    map[string][]json.RawMessage `json:"conflicts,omitempty"`
}

// Builder writes claims. It keeps the texts and policies it looked up, so it is made for one moment of the workspace.
type Builder struct {
	view   model.View
	policy *model.Desk
	texts  map[string]*words
	names  map[string]string

	sources  map[string]naming           // by id
	articles map[string][]*model.Article // by text

	named, flagged map[string]bool // claims that others name, evidence that is flagged; nil where that is looked up
}

// words is a text that was looked up.
type words struct {
	text  string
	index *span.Index
}

// textsKept bounds how many texts a builder keeps; claims come sorted by text.
const textsKept = 8

// NewBuilder makes a builder for what a view shows.
func NewBuilder(v model.View) *Builder {
	return &Builder{
		view: v, texts: map[string]*words{}, names: map[string]string{}, sources: map[string]naming{}, articles: map[string][]*model.Article{},
	}
}

// Hasten tells beforehand which claims are named by others, and which evidence is flagged: for many claims one look at all is less
// than a look for each.
func (b *Builder) Hasten(named, flagged map[string]bool) { b.named, b.flagged = named, flagged }

// Claim writes a claim with its status, worked out from what the view shows.
func (b *Builder) Claim(c *model.Claim) (ClaimRow, error) {
	status, err := b.Status(c)
	if err != nil {
		return ClaimRow{}, err
	}
	return b.ClaimAs(c, status)
}

// ClaimAs writes a claim with a status that was worked out already.
func (b *Builder) ClaimAs(c *model.Claim, status model.Status) (ClaimRow, error) {
	row := ClaimRow{
		ID: c.ID(), Statement: c.Statement, Language: c.Language, Said: c.Said, From: c.From,
		Stage: status.Stage, Flags: list(status.Flags), Types: c.Types, Checkable: c.Checkable, Why: c.Why, Tags: c.Tags,
		Priority: c.Priority, Assignee: c.Assignee, Due: c.Due, Recheck: c.Recheck, Translations: c.Translations,
		Appearances: []AppearanceRow{}, Evidence: []CitationRow{}, Questions: []QuestionRow{}, Verdicts: verdictRows(c),
		Reviews: []ReviewRow{}, Joined: c.Joined, KeptApart: c.KeptApart, Contradicts: status.Contradicts, By: c.By, At: c.At,
		Conflicts: c.Conflicts,
	}
	for _, a := range byPlace(c.Appearances) {
		appearance, err := b.appearance(a)
		if err != nil {
			return row, fmt.Errorf("claim %.10s: %w", c.ID(), err)
		}
		row.Appearances = append(row.Appearances, appearance)
	}
	for _, e := range c.Evidence {
		row.Evidence = append(row.Evidence, CitationRow{e.ID, e.Evidence, e.Stance, e.Quote, e.By, stamp(e.At)})
	}
	for _, q := range c.Questions {
		row.Questions = append(row.Questions, questionRow(q))
	}
	for _, r := range c.Reviews {
		row.Reviews = append(row.Reviews, ReviewRow{r.ID, r.ReviewFound, r.By})
	}
	for _, n := range c.Notes {
		row.Notes = append(row.Notes, NoteRow{n.ID, n.Text, n.By, stamp(n.At)})
	}
	for _, s := range c.Splits {
		row.Splits = append(row.Splits, SplitRow(s))
	}
	return row, nil
}

func questionRow(q model.Question) QuestionRow {
	row := QuestionRow{ID: q.ID, Question: q.Text, Answers: []AnswerRow{}, By: q.By, At: stamp(q.At)}
	for _, a := range q.Answers {
		row.Answers = append(row.Answers, AnswerRow{a.ID, a.Text, a.Type, a.Evidence, a.By, stamp(a.At)})
	}
	return row
}

func stamp(t time.Time) string { return t.UTC().Format(model.TimeLayout) }

func (b *Builder) appearance(a model.Appearance) (AppearanceRow, error) {
	row := AppearanceRow{
		ID: a.ID, Text: a.Text, Carried: a.Carried, Confirmed: a.Confirmed, By: a.By, Attributions: []AttributionRow{},
	}
	w, err := b.words(a.Text)
	if err != nil {
		return row, err
	}
	row.Fragments = w.fragments(a.Fragments)
	for _, g := range a.Gone {
		row.Gone = append(row.Gone, GoneRow{g.Text, g.Why, g.By})
	}
	for _, l := range a.Attributions {
		row.Attributions = append(row.Attributions, AttributionRow{
			ID: l.ID, Sources: list(l.Sources), Mention: w.fragments(l.Mention), Cue: w.fragments(l.Cue),
			Content: w.fragments(l.Content), Form: l.Form, Within: l.Within, Proposed: l.Proposed, By: l.By,
		})
	}
	return row, nil
}

func (b *Builder) words(id string) (*words, error) {
	if w := b.texts[id]; w != nil {
		return w, nil
	}
	text, err := b.view.Text(id)
	if err != nil {
		return nil, err
	}
	if len(b.texts) >= textsKept {
		clear(b.texts)
	}
	w := &words{text, span.NewIndex(text)}
	b.texts[id] = w
	return w, nil
}

// fragments writes stretches with their words. Where a damaged event points past the text, what is there is written.
func (w *words) fragments(all []model.Fragment) []FragmentRow {
	rows := make([]FragmentRow, len(all))
	for i, f := range all {
		start, errStart := w.index.Bytes(f.Start)
		end, errEnd := w.index.Bytes(f.End)
		rows[i] = FragmentRow{Start: f.Start, End: f.End}
		if errStart == nil && errEnd == nil {
			rows[i].Exact, rows[i].Prefix, rows[i].Suffix = span.Quote(w.text, span.Span{Start: start, End: end}, context)
		}
	}
	return rows
}

// Words returns the words of an appearance, its fragments joined by " … ".
func (b *Builder) Words(a model.Appearance) (string, error) {
	w, err := b.words(a.Text)
	if err != nil {
		return "", err
	}
	out := ""
	for i, f := range w.fragments(a.Fragments) {
		if i > 0 {
			out += " … "
		}
		out += f.Exact
	}
	return out, nil
}
