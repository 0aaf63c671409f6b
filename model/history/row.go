package history

import (
	"cmp"
	"slices"
	"time"

	"touchstone/model"
	"touchstone/model/workspace"
)

// Row is one step of a timeline.
type Row struct {
	model.Step
	Came time.Time // when it came into this file; the zero time where that is not known

	Verdict string // the id of the verdict that it gave, or that it is about; "" for none
	Scale   string // the id of that verdict's scale
	Rating  string // and its rating's key
}

// Filter says which rows are wanted. What is empty does not matter.
type Filter struct {
	By     string     // a person's id
	Rating string     // a rating's key: verdicts with it, and what was done to them
	Kind   model.Kind // what happened
}

// Wants reports whether a row is wanted.
func (f Filter) Wants(r Row) bool {
	return (f.By == "" || f.By == r.Event.By) && (f.Rating == "" || f.Rating == r.Rating) && (f.Kind == "" || f.Kind == r.Event.Kind)
}

// Only keeps the rows that are wanted.
func (f Filter) Only(rows []Row) []Row {
	if f == (Filter{}) {
		return rows
	}
	var kept []Row
	for _, r := range rows {
		if f.Wants(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// Asked is a timeline that is asked for.
type Asked struct {
	Scope  model.Stream // a claim or an article; "" for all of a workspace
	Filter Filter
	As     workspace.Moment // as of when; the zero time means now
	Most   int              // rows of a whole workspace at most, the newest; 0 for all
}

// Of returns the wanted rows, oldest first, and whether a whole workspace has older ones that were left out.
func Of(r workspace.Record, asked Asked) (rows []Row, more bool, err error) {
	if !asked.As.At.IsZero() {
		r = workspace.AsOf(r, asked.As)
	}
	t := &telling{r: r, asked: asked, told: map[model.Stream]bool{}}
	switch asked.Scope.Noun() {
	case model.NounClaim:
		err = t.claim(asked.Scope)
	case model.NounArticle:
		err = t.article(asked.Scope)
	default:
		err = t.all()
	}
	if err != nil {
		return nil, false, err
	}
	slices.SortStableFunc(t.rows, func(a, b Row) int {
		return cmp.Or(a.Effected.Compare(b.Effected), rank(a)-rank(b))
	})
	return t.rows, t.more, nil
}

// rank puts what is referred to before what refers to it, where both happened at once.
func rank(r Row) int { return slices.Index(model.Nouns, r.Event.Stream.Noun()) }

// telling gathers rows.
type telling struct {
	r     workspace.Record
	asked Asked
	rows  []Row
	told  map[model.Stream]bool
	more  bool
}

// stream adds the rows of a stream that are wanted; only says which of them, nil for every one.
func (t *telling) stream(s model.Stream, only func(model.Event) bool) error {
	if t.told[s] {
		return nil
	}
	t.told[s] = true
	events, err := t.r.Events(s)
	if err != nil || len(events) == 0 {
		return err
	}
	came, err := t.r.Arrivals(s)
	if err != nil {
		return err
	}
	for _, row := range Rows(s, events) {
		row.Came = came[row.Event.ID]
		if (only == nil || only(row.Event)) && t.asked.Filter.Wants(row) {
			t.rows = append(t.rows, row)
		}
	}
	return nil
}

// Rows are the steps of one stream, in causal order, without when they came in.
func Rows(s model.Stream, events []model.Event) []Row {
	given := map[string]model.VerdictGiven{}
	steps := model.Steps(s, events)
	rows := make([]Row, len(steps))
	for i, step := range steps {
		if fact, ok := step.Event.Fact.(model.VerdictGiven); ok {
			given[step.Event.ID] = fact
		}
		rows[i] = Row{Step: step, Verdict: verdictOf(step.Event, given)}
		rows[i].Scale, rows[i].Rating = given[rows[i].Verdict].Scale, given[rows[i].Verdict].Rating
	}
	return rows
}

// verdictOf is the verdict that an event gave or is about.
func verdictOf(e model.Event, given map[string]model.VerdictGiven) string {
	switch f := e.Fact.(type) {
	case model.VerdictGiven:
		return e.ID
	case model.VerdictSeconded:
		return f.Verdict
	case model.ClaimPublished:
		return f.Verdict
	case model.Retracted:
		for _, id := range f.Events {
			if _, is := given[id]; is {
				return id
			}
		}
	}
	return ""
}

// claim adds what was done to a claim, and what happened to its evidence.
func (t *telling) claim(s model.Stream) error {
	if err := t.stream(s, nil); err != nil {
		return err
	}
	events, err := t.r.Events(s)
	if err != nil {
		return err
	}
	for _, e := range events {
		cited, ok := e.Fact.(model.EvidenceCited)
		if !ok {
			continue
		}
		flagged := func(e model.Event) bool { return e.Kind == model.KindEvidenceFlagged }
		if err := t.stream(model.StreamOf(model.NounEvidence, cited.Evidence), flagged); err != nil {
			return err
		}
	}
	return nil
}

// article adds what was done to an article, and to every claim that ever stood in one of its texts.
func (t *telling) article(s model.Stream) error {
	if err := t.stream(s, nil); err != nil {
		return err
	}
	events, err := t.r.Events(s)
	if err != nil {
		return err
	}
	for _, e := range events {
		captured, ok := e.Fact.(model.ArticleCaptured)
		if !ok {
			continue
		}
		streams, err := t.r.Holding(captured.Text)
		if err != nil {
			return err
		}
		for _, other := range streams {
			if other.Noun() != model.NounClaim || t.told[other] {
				continue
			}
			if err := t.claim(other); err != nil {
				return err
			}
		}
	}
	return nil
}

// all adds what was done in the workspace, as much as is wanted, from what came last. Who somebody is, is no step.
func (t *telling) all() error {
	wanted := map[model.Stream]map[string]bool{}
	var order []model.Stream
	n := 0
	err := t.r.Newest(func(e model.Event) (bool, error) {
		if e.Stream.Noun() == model.NounPerson || !t.asked.Filter.may(e) {
			return true, nil
		}
		if t.more = t.asked.Most > 0 && n == t.asked.Most; t.more {
			return false, nil
		}
		if n++; wanted[e.Stream] == nil {
			wanted[e.Stream] = map[string]bool{}
			order = append(order, e.Stream)
		}
		wanted[e.Stream][e.ID] = true
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, s := range order {
		if err := t.stream(s, func(e model.Event) bool { return wanted[s][e.ID] }); err != nil {
			return err
		}
	}
	return nil
}

// may reports whether an event can be wanted, as far as it tells by itself.
func (f Filter) may(e model.Event) bool {
	if f.By != "" && f.By != e.By || f.Kind != "" && f.Kind != e.Kind {
		return false
	}
	given, is := e.Fact.(model.VerdictGiven)
	switch {
	case f.Rating == "":
		return true
	case is:
		return given.Rating == f.Rating
	}
	return e.Kind == model.KindVerdictSeconded || e.Kind == model.KindClaimPublished || e.Kind == model.KindRetracted
}
