//go:build !headless

package app

import (
	"context"
	"strings"
	"time"

	"touchstone/app/cli"
	"touchstone/app/library"
	"touchstone/app/look"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

var listedNouns = map[library.Kind]model.Noun{
	library.Articles: model.NounArticle, library.Claims: model.NounClaim, library.Sources: model.NounSource,
}

// ids are what the library lists.
func (f *frame) ids(kind library.Kind) []string {
	ids, err := f.desk.List(listedNouns[kind])
	if err != nil {
		f.failed(err)
	}
	return ids
}

// row is what the library shows of one thing.
func (f *frame) row(kind library.Kind, id string) library.Row {
	read, err := f.lately()
	if err != nil {
		return library.Row{Title: id[:min(10, len(id))], Detail: explain(err)}
	}
	if known, is := read.rows[rowOf{kind, id}]; is {
		return known
	}
	var out library.Row
	err = f.read(func(r workspace.Reader, b *sheet.Builder) (err error) {
		switch kind {
		case library.Articles:
			out, err = articleRow(r, b, id)
		case library.Claims:
			out, err = claimRow(r, b, id)
		case library.Sources:
			out, err = f.sourceRow(r, id)
		}
		return err
	})
	if err != nil {
		return library.Row{Title: id[:min(10, len(id))], Detail: explain(err)}
	}
	read.rows[rowOf{kind, id}] = out
	return out
}

func articleRow(r workspace.Reader, b *sheet.Builder, id string) (library.Row, error) {
	a, err := stateOf[*model.Article](r, model.NounArticle, id)
	if err != nil || a == nil || !a.Live() {
		return library.Row{}, err
	}
	row := library.Row{Title: a.Title}
	in, err := r.ClaimsIn(a.Latest().Text)
	if err != nil {
		return row, err
	}
	claims, err := r.Briefs(in[:min(len(in), 9)]) // more are not shown
	if err != nil {
		return row, err
	}
	for _, c := range claims {
		sign, err := signOf(r, b, c)
		if err != nil {
			return row, err
		}
		row.Signs = append(row.Signs, sign)
	}
	parts := []string{words.N("library.claimcount", len(in))}
	day, _, _ := strings.Cut(a.Published, "T")
	for _, p := range []string{a.Outlet, day} { // figures: a row has no room for the name of a month
		if p != "" {
			parts = append(parts, p)
		}
	}
	row.Detail = strings.Join(parts, " · ")
	return row, nil
}

func claimRow(r workspace.Reader, b *sheet.Builder, id string) (library.Row, error) {
	c, err := stateOf[*model.Claim](r, model.NounClaim, id)
	if err != nil || c == nil {
		return library.Row{}, err
	}
	sign, err := signOf(r, b, c)
	if err != nil {
		return library.Row{}, err
	}
	status, err := b.Status(c)
	if err != nil {
		return library.Row{}, err
	}
	parts := []string{words.X("stage." + string(status.Stage))}
	for _, v := range c.Heads() {
		_, label, err := ratingOf(r, v)
		if err != nil {
			return library.Row{}, err
		}
		parts = append(parts, label)
	}
	for _, flag := range status.Flags {
		parts = append(parts, flagged(flag))
	}
	if c.Said.By != "" {
		parts = append(parts, c.Said.By)
	}
	return library.Row{Title: c.Statement, Detail: strings.Join(parts, " · "), Signs: []look.Sign{sign}}, nil
}

func (f *frame) sourceRow(r workspace.Reader, id string) (library.Row, error) {
	s, err := stateOf[*model.Source](r, model.NounSource, id)
	if err != nil || s == nil {
		return library.Row{}, err
	}
	if shown, err := sourceName(r, id); err != nil || shown != s.Name {
		return library.Row{Title: s.Name, Detail: words.X("source.shownas", "name", shown)}, err
	}
	parts := []string{}
	secret, err := f.desk.Secret(id)
	if err != nil {
		return library.Row{}, err
	}
	if secret != "" {
		parts = append(parts, "◉ "+words.X("source.protected"))
	}
	if s.Kind != "" {
		parts = append(parts, sourceKindSaid(s.Kind))
	}
	parts = append(parts, s.Aliases...)
	claims, err := countOfSource(r, id)
	parts = append(parts, words.N("library.claimcount", claims))
	return library.Row{Title: s.Name, Detail: strings.Join(parts, " · ")}, err
}

func countClaims(streams []model.Stream) int {
	n := 0
	for _, s := range streams {
		if s.Noun() == model.NounClaim {
			n++
		}
	}
	return n
}

// countOfSource is how many claims name a source, or one in whose place it is shown.
func countOfSource(r workspace.Reader, source string) (int, error) {
	group, err := inPlaceOf(r, source)
	if err != nil {
		return 0, err
	}
	claims := map[string]bool{}
	for _, id := range group {
		naming, err := claimsNaming(r, model.StreamOf(model.NounSource, id))
		if err != nil {
			return 0, err
		}
		for _, claim := range naming {
			claims[claim] = true
		}
	}
	return len(claims), nil
}

// doubleClick is how soon after a click another one belongs to it.
const doubleClick = 400 * time.Millisecond

// opened shows what was chosen in the library.
func (f *frame) opened(kind library.Kind, id string) {
	if time.Since(f.tabling.panel.Clicked()) < doubleClick { // meant the row of the table, which is gone
		return
	}
	f.leave()
	switch kind {
	case library.Articles:
		f.closeSource(false)
		f.show(id)
	case library.Claims:
		f.open(id)
	case library.Sources:
		f.openSource(id)
	}
}

// lately is what was read of the desk since something was written last.
func (f *frame) lately() (*counted, error) {
	seq, err := f.desk.Seq()
	if err != nil {
		return nil, err
	}
	if c := f.counted; c == nil || c.desk != f.desk || c.seq != seq {
		f.counted = &counted{desk: f.desk, seq: seq, claims: -1, rows: map[rowOf]library.Row{}}
		if c != nil && c.desk == f.desk {
			f.counted.before = max(c.claims, c.before)
		}
	}
	return f.counted, nil
}

// counted is what was read of a desk for lists, as of a number.
type counted struct {
	desk     cli.Desk
	seq      int64
	claims   int  // how many there are, -1 for not counted yet
	before   int  // how many there were when they were counted last
	counting bool // they are being counted
	rows     map[rowOf]library.Row
}

// rowOf is which row of which list.
type rowOf struct {
	kind library.Kind
	id   string
}

// quicklyCounted is how many claims are counted in the window's own time: a few milliseconds.
const quicklyCounted = 50_000

// count says how much there is. Where nobody knows how many claims there are, or they are many, they are counted beside the window,
// which shows the number of before so long.
func (f *frame) count() {
	c, err := f.lately()
	if err == nil && c.claims < 0 && c.before > 0 && c.before < quicklyCounted {
		c.claims, err = f.desk.Count(model.NounClaim)
	}
	switch {
	case err != nil:
		f.failed(err)
	case c.claims >= 0:
		f.sayCount(c.claims)
	default:
		f.countBeside(c)
	}
}

func (f *frame) countBeside(c *counted) {
	if c.before > 0 {
		f.sayCount(c.before)
	}
	if c.counting {
		return
	}
	c.counting = true
	desk := f.desk
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		claims, err := desk.Count(model.NounClaim)
		return func() {
			if c.claims = claims; f.counted == c {
				f.sayCount(claims)
			}
		}, err
	}, Failed: func(err error) {
		if f.desk == desk { // and not closed meanwhile
			f.failed(err)
		}
	}})
}

func (f *frame) sayCount(claims int) {
	if f.shown == nil {
		f.bar.count(words.N("count.claims", claims))
		return
	}
	checked, disputed := 0, 0
	for _, t := range f.shown.told {
		if t.checked {
			checked++
		}
		if t.disputed {
			disputed++
		}
	}
	f.bar.count(words.N("count.here", len(f.shown.told), "checked", checked, "disputed", disputed, "all", claims))
}
