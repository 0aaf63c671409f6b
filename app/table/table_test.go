package table

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"touchstone/app/look"
	"touchstone/model"
	"touchstone/model/filter"
	"touchstone/model/sheet"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

var (
	people = []string{"", "Anna", "Björn", "Åsa"}
	keys   = []string{"false", "mostly-false", "half-true", "true"}
)

// lines are so many made-up claims, always the same ones.
func lines(n int) []*Line {
	chance := rand.New(rand.NewPCG(1, 2))
	maker := NewMaker("sv")
	all := make([]*Line, n)
	for i := range all {
		l := &sheet.Listed{
			ID: fmt.Sprintf("%064x", i), Statement: fmt.Sprintf("%s %d of the quay’s 52 concrete piles are damaged, says the ministry of ports",
				[]string{"Zon", "Åtta", "Äldre", "The harbour", "øre"}[chance.IntN(5)], chance.IntN(1000)),
			Text: "t", Start: i, Stage: stages[chance.IntN(5)], Said: "The Ministry of Ports", Title: fmt.Sprint("Article ", chance.IntN(300)),
			Outlet: "The Harbour Post", Assignee: people[chance.IntN(4)],
			Changed: time.Date(2025, 1, 1, 0, chance.IntN(100000), 0, 0, time.UTC).Format(time.RFC3339),
		}
		if chance.IntN(3) > 0 {
			key := keys[chance.IntN(4)]
			l.Rated = []sheet.Rated{{Rating: model.Rating{Key: key, Label: key, Glyph: "x", Class: model.Class(key), Order: 1}}}
		}
		if chance.IntN(2) > 0 {
			l.Due = fmt.Sprintf("2025-%02d-%02d", 1+chance.IntN(12), 1+chance.IntN(28))
		}
		all[i] = maker.Line(l)
	}
	return all
}

func parsed(t testing.TB, line string) filter.Filter {
	t.Helper()
	f, err := filter.ParseLine(line, sheet.ListedKeys, filter.Setting{Me: "Anna", Today: time.Date(2025, 3, 14, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Whatever the order, the same lines come out, each neighbour in order, and what says nothing comes last.
func TestLinesAreInTheOrderThatIsAskedFor(t *testing.T) {
	all := lines(500)
	for c := range Columns {
		for _, down := range []bool{false, true} {
			o := Order{c, down}
			got := Arranged(all, filter.Filter{}, o)
			if len(got) != len(all) {
				t.Fatalf("%v: %d lines", o, len(got))
			}
			for i := 1; i < len(got); i++ {
				a, b := got[i-1].keys[c], got[i].keys[c]
				if a == "" && b != "" {
					t.Fatalf("%v: what says nothing stands before %q", o, b)
				}
				if b != "" && (down && a < b || !down && a > b) {
					t.Fatalf("%v: %q stands before %q", o, a, b)
				}
			}
		}
	}
	if o := ParseOrder(Order{Due, true}.String()); o != (Order{Due, true}) {
		t.Errorf("an order that was kept is read as %v", o)
	}
}

func TestTextsAreInTheOrderOfTheLanguage(t *testing.T) {
	for language, wanted := range map[string]string{"sv": "zon Åtta äldre öl", "en": "äldre Åtta öl zon"} {
		maker := NewMaker(language)
		var all []*Line
		for _, s := range []string{"äldre", "zon", "Åtta", "öl"} {
			all = append(all, maker.Line(&sheet.Listed{ID: s, Statement: s}))
		}
		var got []string
		for _, l := range Arranged(all, filter.Filter{}, Order{By: Statement}) {
			got = append(got, l.Statement)
		}
		if strings.Join(got, " ") != wanted {
			t.Errorf("%s: %v", language, got)
		}
	}
}

func TestAFilterKeepsWhatFits(t *testing.T) {
	all := append(lines(500), nil)
	got := Arranged(all, parsed(t, "rating=false|true assignee=me due<2025-06-01"), Order{By: Due})
	if len(got) == 0 || len(got) == 500 {
		t.Fatalf("%d lines", len(got))
	}
	for _, l := range got {
		if l.Assignee != "Anna" || l.Due >= "2025-06-01" || !slices.Contains([]string{"false", "true"}, l.Rated[0].Rating.Key) {
			t.Errorf("%+v does not fit", l.Listed)
		}
	}
}

// shown is a table in a window, with how many rows were asked for.
func shown(t testing.TB, all []*Line, host Host) (*Panel, *int) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{})
	asked := new(int)
	host.Row = func(l *Line) Row {
		*asked++
		return Row{Cells: [Columns]string{l.Statement, "False", "Spotted", l.Said, l.Title, l.Assignee, l.Due, l.Changed}}
	}
	for _, p := range []*func(*Line){&host.Point, &host.Open} {
		if *p == nil {
			*p = func(*Line) {}
		}
	}
	p := New(host)
	w := test.NewTempWindow(t, p.Object())
	w.Resize(fyne.NewSize(900, 600))
	p.Show(all, Order{By: Article}, "", "")
	p.Focus()
	return p, asked
}

// A step of the wheel, and a step of the arrows, draw the rows that come into sight, whether there are a hundred claims or ten
// thousand.
func TestAStepDrawsWhatComesIntoSight(t *testing.T) {
	steps := map[int][2]int{}
	for _, n := range []int{100, 10000} {
		p, asked := shown(t, lines(n), Host{})
		p.list.ScrollToOffset(400)
		for i := range 20 {
			*asked = 0
			p.list.ScrollToOffset(float32(425 + i*25))
			steps[n] = [2]int{max(steps[n][0], *asked), steps[n][1]}
		}
		p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // back from where the wheel went
		for range 40 {
			*asked = 0
			p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			steps[n] = [2]int{steps[n][0], max(steps[n][1], *asked)}
		}
	}
	if steps[100] != steps[10000] {
		t.Errorf("of 100 claims a step draws %v rows, of 10 000 %v", steps[100], steps[10000])
	}
	if wheel := steps[10000][0]; wheel < 1 || wheel > 3 {
		t.Errorf("a step of the wheel draws %d rows", wheel)
	}
}

func TestRowsAreChosenByKeys(t *testing.T) {
	p, _ := shown(t, lines(50), Host{})
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			p.list.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	shifted := func(keys ...fyne.KeyName) {
		p.list.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		press(keys...)
		p.list.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	rows := func() (at []int) {
		for i, l := range p.lines {
			if p.chosen[l.ID] {
				at = append(at, i)
			}
		}
		return at
	}
	expect := func(wanted ...int) {
		t.Helper()
		if got := rows(); !slices.Equal(got, wanted) {
			t.Errorf("chosen are %v, not %v", got, wanted)
		}
	}
	press(fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	expect(0, 2)
	press(fyne.KeyDown, fyne.KeyDown)
	shifted(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	expect(0, 2, 4, 5)
	shifted(fyne.KeyUp, fyne.KeyUp)
	expect(0, 2, 3, 4)
	press(fyne.KeySpace)
	expect(0, 2, 4)
	press(fyne.KeyEscape)
	expect()
	shifted(fyne.KeyEnd)
	if n := len(rows()); n != 47 {
		t.Errorf("%d rows are chosen to the end", n)
	}
	p.Show(p.lines[:10], p.order, "", "")
	expect(3, 4, 5, 6, 7, 8, 9) // what is out of sight is not chosen
	p.chooseAll()
	p.chooseAll()
	expect()
}

func TestTheMouseOpensAndChooses(t *testing.T) {
	var opened []int
	p, _ := shown(t, lines(50), Host{Open: func(l *Line) { opened = append(opened, l.Start) }})
	click := func(i int, x float32, held fyne.KeyModifier) {
		row := newShownRow(p)
		row.Resize(fyne.NewSize(800, 24))
		row.show(i, p.lines[i], state{})
		row.MouseDown(&desktop.MouseEvent{Modifier: held, Button: desktop.MouseButtonPrimary})
		row.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 5)})
	}
	click(3, 100, 0)
	if len(opened) != 1 || p.at != 3 {
		t.Errorf("opened %v, pointed at %d", opened, p.at)
	}
	click(5, 100, fyne.KeyModifierControl)
	click(7, 5, 0) // on the tick
	click(9, 100, fyne.KeyModifierShift)
	if got := p.Chosen(); len(opened) != 1 || len(got) != 4 {
		t.Errorf("chosen are %d, opened %v", len(got), opened)
	}
}

func TestAClickOnATitleSorts(t *testing.T) {
	var asked []Order
	p, _ := shown(t, lines(50), Host{Sort: func(o Order) { asked = append(asked, o) }})
	p.list.TypedRune('7')
	p.Show(p.lines, asked[0], "", "")
	p.list.TypedRune('7')
	x := tickWidth() + widths(p.header.Size().Width-tickWidth(), 14)[Statement]
	p.header.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x+5, 4)})
	if !slices.Equal(asked, []Order{{Due, false}, {Due, true}, {Rating, false}}) {
		t.Errorf("asked for %v", asked)
	}
}

// Columns go one after the other where there is no room, the claim never; what is left fills the row.
func TestColumnsFitTheirRow(t *testing.T) {
	before := 0
	for width := float32(1400); width >= 300; width -= 10 {
		columns, sum, n := widths(width, 14), float32(0), 0
		for _, w := range columns {
			if sum += w; w > 0 {
				n++
			}
		}
		if columns[Statement] == 0 || columns[Rating] == 0 || sum > width+0.1 || sum < width-0.1 {
			t.Fatalf("at %v the columns are %v", width, columns)
		}
		if before > 0 && n > before {
			t.Errorf("at %v there are more columns than in a wider row", width)
		}
		before = n
	}
	if before != 2 {
		t.Errorf("%d columns in the narrowest row", before)
	}
}

func TestWordsAreCutByWholeLetters(t *testing.T) {
	test.NewTempApp(t)
	l := letters{}
	for _, words := range []string{"The bridge is unsafe", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 of five", "e\u0301te\u0301 e\u0301te\u0301 e\u0301te\u0301", "two\nlines", ""} {
		for room := float32(0); room < 300; room += 7 {
			got := l.fit(words, room, 14)
			if got == "" {
				continue
			}
			if wide := fyne.MeasureText(got, 14, fyne.TextStyle{}).Width; wide > room+6 {
				t.Errorf("%q is %v wide in a room of %v", got, wide, room)
			}
			whole := strings.TrimSuffix(got, "…")
			if !strings.HasPrefix(flat(words), whole) || strings.HasSuffix(whole, "\u200d") || strings.HasPrefix(flat(words)[len(whole):], "\u0301") {
				t.Errorf("%q is cut to %q", words, got)
			}
		}
	}
}

func BenchmarkTenThousandClaims(b *testing.B) {
	all := lines(10000)
	b.Run("sort", func(b *testing.B) {
		for i := range b.N {
			Arranged(all, filter.Filter{}, Order{By: Column(i) % Columns, Down: i%2 == 0})
		}
	})
	b.Run("filter", func(b *testing.B) {
		f := parsed(b, "rating=false|true due<2025-09-01 harbour")
		for b.Loop() {
			Arranged(all, f, Order{By: Due})
		}
	})
	b.Run("count a facet", func(b *testing.B) {
		for b.Loop() {
			Tallied(all, "source", 25)
		}
	})
	p, _ := shown(b, all, Host{})
	b.Run("show another order", func(b *testing.B) {
		other := Arranged(all, filter.Filter{}, Order{By: Statement})
		for i := range b.N {
			p.Show([][]*Line{all, other}[i%2], Order{By: Statement}, "", "")
		}
	})
	b.Run("a step of the wheel", func(b *testing.B) {
		for i := range b.N {
			p.list.ScrollToOffset(float32(i%10000) * 25)
		}
	})
	b.Run("a page", func(b *testing.B) {
		for i := range b.N {
			p.list.ScrollToOffset(float32(i%400) * 600)
		}
	})
}
