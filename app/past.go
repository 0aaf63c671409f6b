//go:build !headless

package app

import (
	"context"
	"slices"
	"sync"
	"time"

	"touchstone/app/cli"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
)

// pastDesk is a workspace as it was at a moment. Whoever reads it sees that moment; nobody can write to it.
type pastDesk struct {
	cli.Desk // as it is now
	moment   workspace.Moment
	listing  sync.Mutex // what is sought aside lists, too
	seq      int64      // of the lists
	lists    map[model.Noun][]string
}

// Read shows the moment.
func (p *pastDesk) Read(look func(workspace.Reader) error) error {
	return p.Desk.Export(func(x workspace.Exportable) error { return look(workspace.AsOf(x, p.moment)) })
}

// List returns what stood. It is worked out once, and again when events came in from elsewhere.
func (p *pastDesk) List(noun model.Noun) ([]string, error) {
	seq, err := p.Seq()
	if err != nil {
		return nil, err
	}
	p.listing.Lock()
	defer p.listing.Unlock()
	if seq != p.seq {
		p.seq, p.lists = seq, map[model.Noun][]string{}
	}
	if ids, known := p.lists[noun]; known {
		return ids, nil
	}
	var ids []string
	err = p.Desk.Export(func(x workspace.Exportable) (err error) {
		ids, err = workspace.Stood(x, p.moment, noun)
		return err
	})
	if err == nil {
		p.lists[noun] = ids
	}
	return ids, err
}

// Count tells how much stood.
func (p *pastDesk) Count(noun model.Noun) (int, error) {
	ids, err := p.List(noun)
	return len(ids), err
}

// Search finds by the words of now what stood then.
func (p *pastDesk) Search(query string, limit int) ([]workspace.Hit, error) {
	hits, err := p.Desk.Search(query, limit)
	if err != nil {
		return nil, err
	}
	var stood []workspace.Hit
	err = p.Read(func(r workspace.Reader) error {
		for _, h := range hits {
			state, err := r.State(model.StreamOf(h.Noun, h.ID))
			if err != nil {
				return err
			}
			if thing, ok := state.(interface{ Live() bool }); ok && thing.Live() {
				stood = append(stood, h)
			}
		}
		return nil
	})
	return stood, err
}

// refused is what whoever writes is told.
func (p *pastDesk) refused() error {
	return model.Refuse("past.readonly", "time", clockTime(p.moment.At))
}

// Write is refused.
func (p *pastDesk) Write(func(workspace.Writer) error) error { return p.refused() }

// Merge is refused.
func (p *pastDesk) Merge(string, bool, func(workspace.Report)) (workspace.Merge, error) {
	return nil, p.refused()
}

// SaveSecret is refused.
func (p *pastDesk) SaveSecret(string, string) error { return p.refused() }

// Export is refused: a file that says nothing of a moment would be taken for all there is.
func (p *pastDesk) Export(func(workspace.Exportable) error) error { return p.refused() }

// clockTime is a time as people read it, to the second.
func clockTime(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05") }

// backThen is the desk while it is looked at as of a moment.
type backThen struct {
	bar     *pastBar
	on      bool
	moment  workspace.Moment
	times   []time.Time // at which something happened, in the reading of the moment
	door    *door       // to now
	article string      // what was in sight, which stays in sight wherever it stood
	claim   string

	busy  bool // one look is worked out at a time, and only the last one that was wanted is shown
	again func()
}

// mostTimes bounds how many times the slider stops at.
const mostTimes = 20000

// present is the workspace as it is now, whatever is looked at.
func (f *frame) present() cli.Desk {
	if p, past := f.desk.(*pastDesk); past {
		return p.Desk
	}
	return f.desk
}

// lookBack shows the desk as it was at a moment; the zero time means the last at which something happened. about is what is to be in
// sight, "" for what is.
func (f *frame) lookBack(m workspace.Moment, about model.Stream) {
	b := f.then
	if b.busy {
		b.again = func() { f.lookBack(m, about) }
		return
	}
	var first fyne.Focusable = b.bar.slider
	if m.At.IsZero() { // nobody said when yet
		first = b.bar.typed
	}
	desk, times := f.present(), b.times
	if b.on && b.moment.Known != m.Known || !b.on {
		times = nil
	}
	b.busy = true
	var p *pastDesk
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		err := desk.Export(func(x workspace.Exportable) (err error) {
			if times == nil {
				times, err = x.Times(m.Known, mostTimes)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if m.At.IsZero() && len(times) > 0 {
			m.At = times[len(times)-1]
		}
		p = &pastDesk{Desk: desk, moment: m}
		for _, noun := range []model.Noun{model.NounArticle, model.NounClaim} {
			if _, err := p.List(noun); err != nil {
				return nil, err
			}
		}
		return func() {
			b.times = times
			f.arrive(p, about, first)
			f.caughtUp()
		}, nil
	}, Failed: func(err error) {
		f.failed(err)
		f.caughtUp()
	}})
}

// caughtUp goes on with what was wanted meanwhile.
func (f *frame) caughtUp() {
	again := f.then.again
	f.then.busy, f.then.again = false, nil
	if again != nil {
		again()
	}
}

// arrive shows a desk of the past, and gives first the keyboard when it comes from now. What was half typed is kept, and waits until
// now comes back.
func (f *frame) arrive(p *pastDesk, about model.Stream, first fyne.Focusable) {
	b := f.then
	if f.present() != p.Desk { // another workspace was opened meanwhile
		return
	}
	if !b.on {
		if fm := f.panel.Form(); fm != nil {
			if fm.Touched() { // also what was only chosen: nobody meant to leave it
				f.keep(fm.Place, fm.Values())
			}
			fm.Cancel()
		}
		f.leave()
		f.closeReview()
		f.closeSource(false)
		b.door, b.claim, b.article = f.ws, f.claim, ""
		if f.shown != nil {
			b.article = f.shown.article.ID()
		}
	} else if f.claim != "" { // or chosen since
		b.claim = f.claim
	}
	if f.shown != nil {
		b.article = f.shown.article.ID()
	}
	ws, err := workspace.New(p, workspace.Settings{Who: f.who, Now: f.parts.Now, Nonce: f.parts.Nonce})
	if err != nil {
		f.failed(err)
		return
	}
	d := &door{Workspace: ws}
	ws.Watch(func(c workspace.Change) { d.changes = append(d.changes, c) })
	f.desk, f.ws = p, d
	entered := !b.on
	b.on, b.moment = true, p.moment
	b.bar.show(p.moment, b.times)
	if entered {
		f.setMode(f.prefs.mode())
	}
	if about.Noun() == model.NounClaim {
		b.claim = about.ID()
	}
	f.closeHistory(false)
	f.sight(about)
	if entered {
		f.focus(first)
	}
}

// backToNow shows the desk as it is.
func (f *frame) backToNow(string) {
	b := f.then
	if !b.on {
		f.bar.say(words.X("past.none"), true)
		return
	}
	if f.claim != "" {
		b.claim = f.claim
	}
	f.leavePast()
	f.setMode(f.prefs.mode())
	f.sight("")
	f.toArticle("")
	f.bar.say(words.X("past.over"), false)
	f.poll()
}

// leavePast gives the session its workspace back.
func (f *frame) leavePast() {
	b := f.then
	if p, past := f.desk.(*pastDesk); past {
		f.desk, f.ws = p.Desk, b.door
	}
	b.on, b.again, b.times = false, nil, nil
	b.bar.hide()
}

// sight shows the article and the claim that are looked at, as they stood.
func (f *frame) sight(about model.Stream) {
	b := f.then
	f.library.Reload()
	if about.Noun() == model.NounArticle {
		b.article = about.ID()
	}
	var a *model.Article
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		if a, err = stateOf[*model.Article](r, model.NounArticle, b.article); err != nil || b.claim == "" || about.Noun() != model.NounClaim {
			return err
		}
		here, err := articleOf(r, b.claim, a)
		if here != nil {
			a = here
		}
		return err
	})
	switch {
	case err != nil:
		f.failed(err)
		return
	case !a.Live():
		f.shown = nil
		f.showMiddle()
		f.count()
	case f.shown != nil && f.shown.article.ID() == a.ID() && f.shown.id == a.Latest().Text:
		f.shown.article, f.shown.capture = a, len(a.Captures)-1
		f.showMiddle()
		f.remark()
	default:
		f.show(a.ID())
	}
	if f.claim = b.claim; f.claim != "" {
		f.view.Emphasise(f.claim)
	}
	f.showClaim()
	if b.on && b.claim != "" && f.claim == "" {
		f.bar.say(words.X("past.noclaim"), false)
	}
}

// articleOf is an article in which a claim stands: that one, if it does, else any; nil for none.
func articleOf(r model.View, claim string, now *model.Article) (*model.Article, error) {
	c, err := stateOf[*model.Claim](r, model.NounClaim, claim)
	if err != nil || !c.Live() {
		return nil, err
	}
	var found *model.Article
	for _, place := range sheet.ByPlace(c) {
		ids, err := r.ArticlesOf(place.Text)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if now != nil && id == now.ID() {
				return now, nil
			}
			if found == nil {
				if found, err = stateOf[*model.Article](r, model.NounArticle, id); err != nil {
					return nil, err
				}
			}
		}
	}
	return found, nil
}

// themed is the theme of the window, as of when the desk is looked at.
func (f *frame) themed() look.Theme {
	theme := f.prefs.theme()
	theme.Past = f.then != nil && f.then.on // the theme is set before there is a bar
	return theme
}

// lookAtPast goes to the last moment at which something happened, from which the slider goes on; in the past, to the slider.
func (f *frame) lookAtPast(string) {
	if f.then.on {
		f.focus(f.then.bar.slider)
		return
	}
	seq, err := f.desk.Seq()
	switch {
	case err != nil:
		f.failed(err)
	case seq == 0:
		f.bar.say(words.X("past.empty"), true)
	default:
		f.lookBack(workspace.Moment{}, "")
	}
}

// looks are the commands that only look, and are done in the past as well. What is not named here may write.
var looks = []string{
	"article.review", "article.older", "article.later", "file.new", "file.open", "file.recent", "file.quit", "edit.copy", "edit.quote", "edit.all",
	"claim.next", "claim.previous", "claim.last", "claim.steps", "history.article", "history.all", "history.past", "history.now", "history.report", "evidence.save", "evidence.passage", "source.open",
	"palette", "view.library", "view.article", "view.claim", "view.claims", "view.sources", "view.filter", "view.find", "view.people", "view.proposals",
	"claims.view", "claims.keep", "claims.forget", "view.lists", "view.wider", "view.narrower", "pref", "pref.keys", "help.sheet",
	"proposal.next", "proposal.previous", "view.larger", "view.smaller", "view.apart", "view.together", "view.mode", "view.contrast", "help.keys", "help.about",
}

// edits are the commands that edit the words of a field that has the keyboard.
var edits = []string{"edit.undo", "edit.redo", "edit.copy", "edit.paste", "edit.all"}

// refusesThen reports whether a command is not done because the past is looked at, and says so. In a field that is typed in, what
// edits words does.
func (f *frame) refusesThen(c command) bool {
	if f.can(c.ID) {
		return false
	}
	if f.window != nil && slices.Contains(edits, c.ID) {
		if writable(f.window.Canvas().Focused()) {
			return false
		}
	}
	f.sayThen()
	return true
}

// can reports whether a command is done at the time that is looked at.
func (f *frame) can(id string) bool { return f.then == nil || !f.then.on || slices.Contains(looks, id) }

// sayThen says that nothing can be changed in the past.
func (f *frame) sayThen() { f.bar.say(words.X("needs.now", "time", clockTime(f.then.moment.At)), true) }
