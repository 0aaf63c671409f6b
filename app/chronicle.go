//go:build !headless

package app

import (
	"context"
	"slices"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/timeline"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/history"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// mostHistory is how many steps of a whole workspace are read at first, the newest, and as many more whenever older ones are wanted.
const mostHistory = 1000

// chronicle is the history that is looked at: of a claim, an article or all of the workspace.
type chronicle struct {
	panel *timeline.Panel
	on    bool
	asked history.Asked
	told  *tale
	shown []history.Row // newest first
	nth   int           // of the asking whose answer is awaited
}

func (f *frame) newChronicle() *chronicle {
	return &chronicle{panel: timeline.New(timeline.Host{
		Do: f.historyDeed, Detail: f.stepDetail, Filtered: f.filterHistory, Rune: f.typed, Key: f.pressed,
	})}
}

func (f *frame) claimHistory(string)   { f.openHistory(model.StreamOf(model.NounClaim, f.claim)) }
func (f *frame) articleHistory(string) { f.openHistory(f.shown.article.Stream) }
func (f *frame) deskHistory(string)    { f.openHistory("") }

// openHistory shows a history where the claim would be; one that is shown is closed.
func (f *frame) openHistory(of model.Stream) {
	c := f.chronicle
	if c.on && c.asked.Scope == of {
		f.closeHistory(true)
		return
	}
	if f.source != "" {
		f.claim = f.before
		f.closeSource(false)
	}
	f.closeReview()
	c.panel.Reset()
	c.on, c.asked = true, history.Asked{Scope: of, Most: mostHistory}
	f.askHistory(func() {
		f.panel.Instead(c.panel.Object(), c.panel.Focusable())
		f.showAside()
		c.panel.Settle()
		f.focus(c.panel.Focusable())
	})
}

// closeHistory shows the claim again. With asked the keyboard goes back to the article.
func (f *frame) closeHistory(asked bool) {
	if !f.chronicle.on {
		return
	}
	f.chronicle.on = false
	f.panel.Instead(nil, nil)
	if asked {
		f.choose(f.claim, false)
		f.toArticle("")
	}
}

// askHistory reads what was done aside, and shows it then. It is told as it is known now, also while the past is looked at: what came
// later is paler.
func (f *frame) askHistory(then func()) {
	c, desk := f.chronicle, f.present()
	c.nth++
	nth, asked := c.nth, c.asked
	called, err := f.called()
	if err != nil {
		f.failed(err)
		return
	}
	var told *tale
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		err := desk.Export(func(x workspace.Exportable) (err error) {
			told, err = tell(x, asked, called)
			return err
		})
		return func() {
			if !c.on || nth != c.nth {
				return
			}
			c.told = told
			f.showHistory()
			if then != nil {
				then()
			}
		}, err
	}})
}

// showHistory shows what was told.
func (f *frame) showHistory() {
	c := f.chronicle
	if c.asked.Filter == (history.Filter{}) {
		c.panel.Offer(c.told.filters())
	}
	c.shown = slices.Clone(c.told.rows)
	slices.Reverse(c.shown)
	rows := make([]timeline.Row, len(c.shown))
	for i, r := range c.shown {
		rows[i] = f.stepRow(r)
	}
	title, of := words.X("history.all.title"), c.asked.Scope
	switch of.Noun() {
	case model.NounClaim:
		title = words.X("history.claim.title", "title", cli.Cut(c.told.titles[of], stepRunes))
	case model.NounArticle:
		title = words.X("history.article.title", "title", cli.Cut(c.told.titles[of], stepRunes))
	default: // all of it
	}
	c.panel.Show(title, words.N("history.steps", len(rows)), rows, c.told.more)
}

// filterHistory shows the steps that are wanted.
func (f *frame) filterHistory(by timeline.Choice) {
	wanted := history.Filter{By: by.Person, Rating: by.Rating, Kind: model.Kind(by.Kind)}
	if f.chronicle.on && wanted != f.chronicle.asked.Filter {
		f.chronicle.asked.Filter = wanted
		f.askHistory(nil)
	}
}

// historyDeed does something with the history.
func (f *frame) historyDeed(d timeline.Deed, key string) {
	c := f.chronicle
	switch d {
	case timeline.Close:
		f.closeHistory(true)
	case timeline.More:
		c.asked.Most += mostHistory
		f.askHistory(nil)
	case timeline.Report:
		f.do("history.report", "")
	case timeline.Back:
		at := slices.IndexFunc(c.shown, func(r history.Row) bool { return r.Event.ID == key })
		if at < 0 {
			return
		}
		m := workspace.Moment{At: c.shown[at].Effected}
		if f.then.on && f.then.moment.Known {
			m = workspace.Moment{At: c.shown[at].Came, Known: true}
		}
		about := c.shown[at].Event.Stream
		if about.Noun() != model.NounClaim && about.Noun() != model.NounArticle {
			about = c.asked.Scope
		}
		f.lookBack(m, about)
	}
}

// stepRow is a row of the history in words.
func (f *frame) stepRow(r history.Row) timeline.Row {
	t := f.chronicle.told
	row := timeline.Row{Key: r.Event.ID, What: t.what(r), Sign: t.sign(r)}
	parts := []string{when(r.Event.At), t.name(r.Event.By)}
	if f.chronicle.asked.Scope != r.Event.Stream && t.titles[r.Event.Stream] != "" {
		parts = append(parts, t.titles[r.Event.Stream])
	}
	if r.Why != "" {
		parts = append(parts, reasonSaid(r.Why))
	}
	switch {
	case f.isLater(r):
		row.Pale, parts = true, slices.Insert(parts, 0, words.X("history.later"))
	case r.Undone != nil:
		row.Pale, parts = true, slices.Insert(parts, 0, words.X("step.undone"))
	}
	row.Detail = strings.Join(parts, " · ")
	return row
}

// isLater reports whether a step is none of the moment that is looked at.
func (f *frame) isLater(r history.Row) bool {
	m := f.then.moment
	return f.then.on && (m.Known && r.Came.After(m.At) || !m.Known && r.Effected.After(m.At))
}

// stepDetail is all that is known of a step. Of a claim that stands in the shown article the marks come forward.
func (f *frame) stepDetail(key, with string) timeline.Detail {
	c := f.chronicle
	at := slices.IndexFunc(c.shown, func(r history.Row) bool { return r.Event.ID == key })
	if at < 0 {
		return timeline.Detail{}
	}
	r := c.shown[at]
	if id := r.Event.Stream.ID(); f.shown != nil && f.shown.claims[id] != nil && c.asked.Scope.Noun() != model.NounClaim {
		f.claim = id
		f.view.Emphasise(id)
	}
	d := c.told.detail(r, with)
	if r.Event.Stream == c.asked.Scope {
		d.About = ""
	}
	return d
}

// follow goes on to the history of the claim that is in focus now, where a claim's is looked at.
func (f *frame) follow() {
	c := f.chronicle
	of := model.StreamOf(model.NounClaim, f.claim)
	if c.on && c.asked.Scope.Noun() == model.NounClaim && c.asked.Scope != of {
		if f.claim == "" {
			f.closeHistory(false)
			return
		}
		c.panel.Reset()
		c.asked = history.Asked{Scope: of, Most: mostHistory}
		f.askHistory(nil)
	}
}

// remember shows the history anew after something was written.
func (f *frame) remember() {
	if f.chronicle.on {
		f.askHistory(nil)
	}
}

// tell reads a history with all that its words are made of; called are people who share their name with others.
func tell(r workspace.Record, asked history.Asked, called map[string]string) (*tale, error) {
	rows, more, err := history.Of(r, asked)
	if err != nil {
		return nil, err
	}
	t := &tale{
		rows: rows, more: more, names: map[string]string{}, titles: map[model.Stream]string{}, scales: map[string]*model.Scale{},
		verdicts: map[model.Stream][]history.Given{}, facts: map[string]model.Fact{}, gave: map[string]string{},
	}
	b := sheet.NewBuilder(r)
	b.Call(called)
	streams := []model.Stream{}
	if asked.Scope != "" {
		streams = append(streams, asked.Scope)
	}
	for _, row := range rows {
		t.names[row.Event.By], t.facts[row.Event.ID] = b.Name(row.Event.By), row.Event.Fact
		if row.Undone != nil {
			t.names[row.Undone.By] = b.Name(row.Undone.By)
		}
		named, err := t.meet(r, b, row)
		if err != nil {
			return nil, err
		}
		streams = append(streams, named...)
	}
	for _, all := range t.verdicts {
		for _, v := range all {
			t.names[v.Event.By] = b.Name(v.Event.By)
			streams = append(streams, model.Names(v.VerdictGiven)...)
		}
	}
	return t, t.look(r, streams)
}

// meet reads what a row's words are about, and returns the streams of what it names.
func (t *tale) meet(r workspace.Record, b *sheet.Builder, row history.Row) ([]model.Stream, error) {
	e := row.Event
	streams := append([]model.Stream{e.Stream}, model.Names(e.Fact)...)
	if row.Scale != "" {
		streams = append(streams, model.StreamOf(model.NounScale, row.Scale))
	}
	if row.Verdict != "" {
		given, here, err := r.Event(row.Verdict)
		if err != nil {
			return nil, err
		}
		if here {
			t.gave[row.Verdict], t.names[given.By] = given.By, b.Name(given.By)
		}
	}
	if set, is := e.Fact.(model.Described); is {
		for _, id := range set.Fields.List("editors") {
			t.names[id] = b.Name(id)
		}
	}
	for _, id := range undoneBy(e.Fact) {
		if t.facts[id] != nil {
			continue
		}
		was, here, err := r.Event(id)
		if err != nil {
			return nil, err
		}
		if here {
			t.facts[id] = was.Fact
			streams = append(streams, model.Names(was.Fact)...)
		}
	}
	if e.Kind == model.KindVerdictGiven && t.verdicts[e.Stream] == nil {
		events, err := r.Events(e.Stream)
		if err != nil {
			return nil, err
		}
		t.verdicts[e.Stream] = history.Verdicts(e.Stream, events)
	}
	return streams, nil
}

// undoneBy are the events that a fact takes away, of which its words tell.
func undoneBy(f model.Fact) []string {
	switch f := f.(type) {
	case model.AttributionRemoved:
		return []string{f.Attribution}
	case model.Retracted:
		return f.Events
	}
	return nil
}

// look finds out what things are called.
func (t *tale) look(r workspace.Reader, streams []model.Stream) error {
	for _, s := range streams {
		if _, known := t.titles[s]; known {
			continue
		}
		title, err := titleOf(r, s)
		if err != nil {
			return err
		}
		t.titles[s] = title
		if s.Noun() == model.NounScale {
			if t.scales[s.ID()], err = stateOf[*model.Scale](r, model.NounScale, s.ID()); err != nil {
				return err
			}
		}
	}
	return nil
}
