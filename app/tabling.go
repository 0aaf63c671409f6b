//go:build !headless

package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"touchstone/app/table"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/filter"
	"touchstone/model/sheet"
)

// tabling is the desk while it shows the table of all claims: what was read of each, how they are filtered and sorted.
type tabling struct {
	*frame
	panel *table.Panel
	on    bool

	all    []*table.Line  // what was read, nil for what is gone; read aside, and therefore never changed in place
	at     map[string]int // where a claim's line is
	of     map[string]int // of which reading it is
	gone   int            // how many of them are nil
	read   int            // how many readings were asked for
	wanted int            // how many claims the reading of all of them goes through, 0 where none is going on
	stop   context.CancelFunc

	line      string // the filter as it is typed
	filter    filter.Filter
	order     table.Order
	arranging int // how many arrangements were asked for
	arranged  int // how many lines there were at the last one
	pointed   int // how often another row was pointed at

	lists  bool    // the lists were in sight before
	beside float64 // where the claim panel began before
}

// besideArticle is where the claim panel begins beside an article.
func (t *tabling) besideArticle() float64 {
	if t.on && t.right.Offset == tableOffset {
		return t.beside
	}
	return t.right.Offset
}

// tableOffset is where the claim panel begins beside the table, which needs the room.
const tableOffset = 0.72

func newTabling(f *frame) *tabling {
	t := &tabling{frame: f, order: table.ParseOrder("")}
	t.panel = table.New(table.Host{
		Row: t.row, Point: t.point, Open: func(*table.Line) { t.enter() }, Filter: t.typed, Sort: t.sort, Choices: t.choices, Views: t.viewItems,
		Do: func(command string) { f.do(command, "") }, Leave: func() { f.toText("") }, Rune: f.typed, Key: f.pressed, Shortcut: f.otherwise,
	})
	return t
}

// reset forgets what was read: another workspace is open.
func (t *tabling) reset() {
	if t.stop != nil {
		t.stop()
	}
	t.all, t.at, t.of, t.gone, t.wanted, t.stop, t.arranged = nil, nil, nil, 0, 0, nil, 0
	t.close()
}

// toClaims shows the table.
func (f *frame) toClaims(string) {
	if f.intake != nil {
		f.bar.say(words.X("needs.intake"), true)
		return
	}
	f.closeReview()
	t := f.tabling
	if !t.on {
		t.on, t.lists = true, f.left.Leading.Visible()
		f.left.Leading.Hide()
		t.beside, f.right.Offset = f.right.Offset, max(f.right.Offset, tableOffset)
		f.left.Refresh()
		f.right.Refresh()
		f.showMiddle()
	}
	if t.stop == nil {
		t.readAll()
	}
	t.arrange()
	f.focus(t.panel.Focusable())
}

// close shows the article again.
func (t *tabling) close() {
	if !t.on {
		return
	}
	before := t.besideArticle()
	t.on = false
	if t.lists {
		t.left.Leading.Show()
	}
	t.right.Offset = before
	t.left.Refresh()
	t.right.Refresh()
	t.showMiddle()
}

// enter goes to the place in the text of the claim that is pointed at.
func (t *tabling) enter() {
	id := t.panel.Pointed()
	if id == "" {
		return
	}
	if i, known := t.at[id]; known && t.all[i] != nil && t.all[i].Text == "" {
		t.choose(id, false)
		t.bar.say(words.X("table.notext"), false)
		return
	}
	t.open(id)
	t.toArticle("")
}

// rest is how long the arrows rest on a row before its claim is shown: running through the table shows none.
const rest = 120 * time.Millisecond

// point puts the claim of a row in focus. Commands are about it from then on; what is shown of it follows.
func (t *tabling) point(l *table.Line) {
	t.pointed++
	nth := t.pointed
	t.claim = l.ID
	t.run.Later(rest, func() {
		if nth == t.pointed && t.on && t.claim == l.ID {
			t.choose(l.ID, false)
		}
	})
}

// typed takes another filter. One that cannot be understood is told, and the rows stay.
func (t *tabling) typed(line string) {
	f, err := filter.ParseLine(line, sheet.ListedKeys, filter.Setting{Me: t.who.Name, Today: t.now()})
	if err != nil {
		t.panel.Refuse(explain(err))
		return
	}
	t.panel.Refuse("")
	t.line, t.filter = line, f
	t.arrange()
}

// renew reads the filter again where me or today is somebody or some day else by now; with all what was read as well, since what is
// stale or overdue goes by the day.
func (t *tabling) renew(all bool) {
	t.typed(t.line)
	if all && t.stop != nil {
		t.readAll()
	}
}

// now is the day it is, and the zone in which times are told.
func (t *tabling) now() time.Time { return t.parts.Now().Local() }

func (t *tabling) sort(o table.Order) {
	t.order = o
	t.arrange()
}

// arrange filters and sorts aside, and shows what comes of it.
func (t *tabling) arrange() {
	if !t.on {
		return
	}
	t.arranging++
	nth, all, f, o := t.arranging, t.all, t.filter, t.order
	t.arranged = len(all)
	t.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		lines := table.Arranged(all, f, o)
		return func() {
			if nth == t.arranging && t.on {
				t.show(lines)
			}
		}, nil
	}})
}

// show shows lines as they were arranged.
func (t *tabling) show(lines []*table.Line) {
	here := len(t.all) - t.gone
	count := words.X("table.count", "shown", len(lines), "all", here)
	if t.wanted > here {
		count = words.X("table.reading", "shown", len(lines), "read", here, "all", t.wanted)
	}
	t.panel.Show(lines, t.order, t.claim, count)
	t.panel.Name(t.viewName())
	switch {
	case t.wanted > 0 && here == 0:
		t.panel.Empty(words.X("table.wait"))
	case here == 0:
		t.panel.Empty(words.X("library.claims.none"))
	default:
		t.panel.Empty(words.X("table.nothing"))
	}
	if id := t.panel.Pointed(); id != "" && id != t.claim && t.source == "" {
		t.point(t.all[t.at[id]])
	}
}

// row is what the table shows of a claim.
func (t *tabling) row(l *table.Line) table.Row {
	row := table.Row{}
	row.Sign, row.Cells[table.Rating] = verdictsSaid(l.Listed)
	row.Cells[table.Statement], row.Cells[table.Said], row.Cells[table.Person] = l.Statement, l.Said, l.Assignee
	stage := []string{words.X("stage." + string(l.Stage))}
	for _, f := range l.Flags {
		switch f {
		case sheet.Open:
		case sheet.Overdue:
			row.Late = true
		default:
			stage, row.Wants = append(stage, flagged(f)), row.Wants || f != model.NotCheckable
		}
	}
	if row.Wants { // what wants attention is seen first
		slices.Reverse(stage)
	}
	row.Cells[table.Stage] = strings.Join(stage, " · ")
	row.Cells[table.Article] = l.Title
	if l.Outlet != "" {
		row.Cells[table.Article] += " · " + l.Outlet
	}
	row.Cells[table.Due] = l.Due
	if row.Late {
		row.Cells[table.Due] = flagGlyphs[sheet.Overdue] + " " + l.Due
	}
	if l.Priority == priorities[0] {
		row.Cells[table.Due] = strings.TrimSpace(row.Cells[table.Due] + " ‼")
	}
	date, clock, _ := strings.Cut(l.Changed, "T")
	if row.Cells[table.Changed] = date; date == t.now().Format(time.DateOnly) {
		row.Cells[table.Changed] = clock[:min(len(clock), len("15:04"))]
	}
	return row
}
