//go:build !headless

package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touchstone/app/library"
	"touchstone/app/table"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// newTable is a window with two articles and six claims, the table of them open.
//
//	Alpha  true (Anna)                for Anna, due 2025-03-20, high
//	Beta   false (Anna), true (Björn) disputed
//	Gamma                             for Björn, due 2025-03-01: overdue
//	Delta  false (Anna)               was to be looked at again by 2025-01-01, and was; tag port
//	Epsilon                           for Anna
//	Zeta                              in no article, said by Mayor Lind; to be looked at again by February 2025
func newTable(t testing.TB) (u *ui, ids map[string]string) {
	t.Helper()
	u = newUI(t)
	u.loadPaths([]string{u.writes("Harbour news\n\nAlpha is so. Beta is so.\n\nGamma is so.")})
	u.loadPaths([]string{u.writes("Bridge news\n\nDelta is so. Epsilon is so.")})
	ids = map[string]string{}
	for _, article := range u.ids(library.Articles) {
		u.show(article)
		for _, name := range []string{"Alpha", "Beta", "Gamma", "Delta", "Epsilon"} {
			if strings.Contains(u.shown.text, name) {
				u.selects(name + " is so")
				u.types("c")
				u.accepts()
				ids[name] = u.claim
			}
		}
	}
	u.does("claim.new")
	u.fills("statement", "Zeta is so")
	u.fills("by", "Mayor Lind")
	u.accepts()
	ids["Zeta"] = u.claim
	u.describes(ids["Alpha"], "assignee", "Anna", "due", "2025-03-20", "priority", "high")
	u.describes(ids["Gamma"], "assignee", "Björn", "due", "2025-03-01")
	u.describes(ids["Delta"], "recheck", "2025-01-01", "tags", "port")
	u.describes(ids["Epsilon"], "assignee", "Anna")
	u.describes(ids["Zeta"], "recheck", "2025-02")
	for _, v := range [][3]string{{"Alpha", "true", "Anna"}, {"Beta", "false", "Anna"}, {"Delta", "false", "Anna"}, {"Beta", "true", "Björn"}} {
		u.sits(v[2])
		u.stores(model.Judge(ids[v[0]], model.Judgement{Scale: u.parts.Scales()[0], Rating: v[1], Rationale: "Seen."}))
	}
	u.sits("Anna")
	u.presses("Ctrl+L")
	return u, ids
}

// stores writes an action.
func (u *ui) stores(a model.Action) {
	u.Helper()
	u.session.do(a, nil, func(err error) { u.Fatal(err) })
}

func (u *ui) describes(claim string, pairs ...string) {
	u.Helper()
	u.stores(model.DescribeThing(model.StreamOf(model.NounClaim, claim), u.set(model.NounClaim, pairs...)))
}

func (u *ui) set(noun model.Noun, pairs ...string) model.Fields {
	u.Helper()
	fields := model.Fields{}
	for i := 0; i < len(pairs); i += 2 {
		value, err := model.ParseField(noun, pairs[i], pairs[i+1])
		if err == nil {
			err = fields.Set(pairs[i], value)
		}
		if err != nil {
			u.Fatal(err)
		}
	}
	return fields
}

// rows are the first words of the claims in the table, from the top.
func (u *ui) rows() string {
	var all []string
	for _, l := range u.tabling.panel.Lines() {
		all = append(all, strings.Fields(l.Statement)[0])
	}
	return strings.Join(all, " ")
}

func (u *ui) expectRows(wanted string) {
	u.Helper()
	if got := u.rows(); got != wanted {
		u.Errorf("the table shows %q, not %q (%s)", got, wanted, u.tabling.panel.Count())
	}
}

func (u *ui) filters(line string) {
	u.Helper()
	u.presses("Ctrl+F")
	if u.tabling.panel.Filter() != "" {
		u.presses("Escape")
	}
	u.types(line)
	u.presses("Return")
}

// tableJourneys do what the table's own commands do.
func tableJourneys() []journey {
	return []journey{
		{"claims.view", false, func(u *ui) {
			u.presses("Ctrl+Alt+L")
			u.fills("view", "3")
			u.accepts()
			u.is(u.tabling.on && u.tabling.panel.Filter() == "flag=disputed" && len(u.tabling.panel.Lines()) == 1, "the view is not shown")
			u.presses("Escape", "Escape")
			u.is(!u.tabling.on, "Escape does not leave the table")
			u.back()
		}},
		{"claims.keep", false, func(u *ui) {
			u.presses("Ctrl+L")
			u.filters("rating=true")
			u.does("claims.keep")
			u.refused("nothing is written")
			u.fills("name", "Disputed")
			u.refused("taken")
			u.fills("name", "So")
			u.accepts()
			u.is(u.tabling.viewName() == "So" && u.prefs.views()[0] == view{"So", "rating=true", "article"}, "the view is not kept")
			u.back()
		}},
		{"claims.forget", false, func(u *ui) {
			u.does("claims.forget")
			u.is(u.panel.Form() == nil, "there is a view to forget")
			u.prefs.keepView(view{"So", "rating=true", "-due"})
			u.prefs.keepView(view{"So", "rating=false", "-due"})
			u.does("claims.forget")
			u.accepts()
			u.is(len(u.prefs.views()) == 0, "the view is still there")
		}},
	}
}

func TestTheTableSortsByKeys(t *testing.T) {
	u, _ := newTable(t)
	u.expectRows("Delta Epsilon Alpha Beta Gamma Zeta") // by article, and as they stand there
	for _, c := range []struct{ key, wanted string }{
		{"1", "Alpha Beta Delta Epsilon Gamma Zeta"},
		{"1", "Zeta Gamma Epsilon Delta Beta Alpha"},
		{"4", "Zeta Delta Epsilon Alpha Beta Gamma"}, // who said it, then those of whom nothing is known
		{"7", "Gamma Alpha Delta Epsilon Beta Zeta"},
		{"7", "Alpha Gamma Delta Epsilon Beta Zeta"}, // without a date last, whichever way
		{"6", "Epsilon Alpha Gamma Delta Beta Zeta"},
	} {
		u.types(c.key)
		u.expectRows(c.wanted)
	}
	u.types("2")
	if got := u.rows(); !strings.HasPrefix(got, "Alpha") || !strings.HasSuffix(got, "Epsilon Gamma Zeta") {
		t.Errorf("by rating the table shows %q", got)
	}
}

func TestTheTableFilters(t *testing.T) {
	u, _ := newTable(t)
	for line, wanted := range map[string]string{
		"rating=false":              "Delta Beta",
		"rating=":                   "Epsilon Gamma Zeta",
		"stage=checked rating=true": "Alpha Beta",
		"flag=disputed":             "Beta",
		"flag=stale":                "Zeta",
		"flag=overdue":              "Gamma",
		"assignee=me":               "Epsilon Alpha",
		"assignee=me flag=open":     "Epsilon",
		"person=björn":              "Beta Gamma",
		"tag=port":                  "Delta",
		"due<=today+7":              "Alpha Gamma",
		"source=\"Mayor Lind\"":     "Zeta",
		"harbour":                   "Alpha Beta Gamma",
		"article=\"Bridge news\"":   "Delta Epsilon",
		"article=":                  "Zeta",
		"priority=high":             "Alpha",
		"nothing like it":           "",
		"":                          "Delta Epsilon Alpha Beta Gamma Zeta",
	} {
		u.filters(line)
		u.expectRows(wanted)
		if said := fmt.Sprintf("%d of 6", len(strings.Fields(wanted))); u.tabling.panel.Count() != said {
			t.Errorf("%q: the count says %q", line, u.tabling.panel.Count())
		}
	}
	u.filters("rating=false")
	u.tabling.panel.SetFilter("ratting=true")
	if !strings.Contains(u.tabling.panel.Problem(), "ratting") {
		t.Errorf("a misspelt filter says %q", u.tabling.panel.Problem())
	}
	u.expectRows("Delta Beta") // they stay
	u.presses("Escape")
	u.expectRows("Delta Epsilon Alpha Beta Gamma Zeta")
}

// What the table shows under a filter is what the command line exports under it.
func TestTheTableAndTheExportFilterAlike(t *testing.T) {
	u, ids := newTable(t)
	u.filters("rating=false|true flag!=disputed")
	u.expectRows("Delta Alpha")
	var got []string
	err := u.read(func(r workspace.Reader, b *sheet.Builder) error {
		for _, id := range ids {
			c, err := stateOf[*model.Claim](r, model.NounClaim, id)
			if err != nil {
				return err
			}
			l, err := b.Listed(c, u.parts.Now())
			if err != nil {
				return err
			}
			if u.tabling.filter.Fits(l) {
				got = append(got, l.Statement)
			}
		}
		return nil
	})
	if slices.Sort(got); err != nil || strings.Join(got, ",") != "Alpha is so,Delta is so" {
		t.Errorf("%v %v", got, err)
	}
}

func TestAFacetFillsInTheFilter(t *testing.T) {
	u, _ := newTable(t)
	pick := func(facet table.Facet, label string) {
		t.Helper()
		for _, c := range u.tabling.choices(facet) {
			if strings.Contains(c.Label, label) {
				c.Do()
				return
			}
		}
		t.Fatalf("%s offers no %s", facet, label)
	}
	pick("rating", "False")
	u.expectRows("Delta Beta")
	pick("rating", "True")
	u.expectRows("Delta Alpha Beta")
	pick("flag", "disputed")
	u.expectRows("Beta")
	if line := u.tabling.panel.Filter(); line != "rating=false|true flag=disputed" {
		t.Errorf("the filter is %q", line)
	}
	pick("rating", "Any")
	pick("flag", "disputed")
	pick("due", "Overdue")
	u.expectRows("Gamma")
}

func TestEnterGoesToThePlaceAndBack(t *testing.T) {
	u, ids := newTable(t)
	u.filters("gamma")
	u.presses("Return")
	if u.tabling.on || u.claim != ids["Gamma"] || u.shown.article.Title != "Harbour news" || !u.view.Focused() {
		t.Fatalf("%v, %q in %q", u.tabling.on, u.claim, u.shown.article.Title)
	}
	if at := u.view.Selected(); len(at) > 0 && at[0].Start != strings.Index(u.shown.text, "Gamma") {
		t.Errorf("the caret stands at %v", at)
	}
	u.presses("Ctrl+L")
	u.expectRows("Gamma")
	u.filters("zeta")
	u.presses("Return")
	if !u.tabling.on || u.claim != ids["Zeta"] {
		t.Error("a claim without an article leads away from the table")
	}
	u.presses("Ctrl+2")
	if u.tabling.on || !u.library.Object().Visible() {
		t.Error("Ctrl+2 does not show the article")
	}
}

// What is pointed at is what commands are about, and the claim that is shown.
func TestCommandsAreAboutTheRow(t *testing.T) {
	u, ids := newTable(t)
	u.presses("Home", "Down", "Down")
	if u.claim != ids["Alpha"] || u.panel.Claim().ID != ids["Alpha"] {
		t.Fatalf("in focus is %q", u.panel.Claim().Statement)
	}
	u.types("n")
	u.fills("text", "Called them.")
	u.accepts()
	if len(u.current().Notes) != 1 || !u.tabling.on || u.window.Canvas().Focused() != u.tabling.panel.Focusable() {
		t.Error("the note is not written, or the keyboard is not back in the table")
	}
	u.types("jk")
	if u.claim != ids["Alpha"] {
		t.Error("J and K do not go to the next row and back")
	}
	u.types("c")
	if u.panel.Form() != nil || !strings.Contains(u.bar.message.Text, "Ctrl+2") {
		t.Errorf("a claim is marked in a text that is not seen: %q", u.bar.message.Text)
	}
}

func TestSeveralAreDescribedAsOneStep(t *testing.T) {
	u, ids := newTable(t)
	before := u.state()
	u.presses("Home", "Space", "Down", "Space", "Shift+Down", "Shift+Down") // Delta, Epsilon, Alpha, Beta
	u.types("D")
	u.refused("so already")
	u.fills("due", "soon")
	u.refused("date")
	u.fills("due", "2025-04-01")
	u.fills("assignee", "Cecilia")
	u.fills("priority", "")
	u.fills("tags", "election, port")
	u.accepts()
	for name, wanted := range map[string]string{
		"Delta": "Cecilia 2025-04-01  port,election", "Epsilon": "Cecilia 2025-04-01  election,port", "Alpha": "Cecilia 2025-04-01  election,port",
		"Beta": "Cecilia 2025-04-01  election,port", "Gamma": "Björn 2025-03-01  ",
	} {
		u.claim = ids[name]
		c := u.current()
		if got := strings.Join([]string{c.Assignee, c.Due, c.Priority, strings.Join(c.Tags, ",")}, " "); got != wanted {
			t.Errorf("%s is %q", name, got)
		}
	}
	u.undoesTo(before)
}

// undoesTo takes back one step, which gives a state, and brings it back.
func (u *ui) undoesTo(before string) {
	u.Helper()
	after := u.state()
	u.tabling.panel.Focus()
	u.presses("Ctrl+Z")
	if got := u.state(); got != before {
		u.Errorf("one undo gives another state:\n%s", diff(before, got))
	}
	u.presses("Ctrl+Shift+Z")
	if got := u.state(); got != after {
		u.Errorf("redo gives another state:\n%s", diff(after, got))
	}
}

func TestSeveralAreJudgedAsOneStep(t *testing.T) {
	u, ids := newTable(t)
	before := u.state()
	u.filters("rating=|true")
	u.presses("Home")
	u.presses("Ctrl+A") // Epsilon, Alpha, Beta, Gamma, Zeta
	u.types("v")
	u.fills("rating", "half-true")
	u.fills("rationale", "One report says all of it.")
	u.refused("Say why")
	u.fills("because", model.Reasons[0])
	u.accepts()
	for name, heads := range map[string]int{"Epsilon": 1, "Alpha": 1, "Beta": 2, "Gamma": 1, "Zeta": 1} {
		u.claim = ids[name]
		if got := u.current().Heads(); len(got) != heads || got[len(got)-1].Rating != "half-true" {
			t.Errorf("%s has %d verdicts, the last %s", name, len(got), got[len(got)-1].Rating)
		}
	}
	u.undoesTo(before)
}

func TestSeveralVerdictsRestOnWhatTheirClaimsCite(t *testing.T) {
	u, ids := newTable(t)
	cites := func(claim, address, title string) {
		u.stores(model.Cite(ids[claim], model.Evident{Fields: u.set(model.NounEvidence, "url", address, "title", title), Stance: "supports"}))
	}
	cites("Alpha", "https://example.org/a", "Report")
	cites("Gamma", "https://example.org/a", "Report")
	cites("Gamma", "https://example.org/b", "Log")
	u.filters("rating=|true")
	u.presses("Home")
	u.presses("Ctrl+A") // Epsilon, Alpha, Beta, Gamma, Zeta
	u.types("v")
	claims, err := u.claimsOf(u.group())
	if err != nil {
		t.Fatal(err)
	}
	offered := u.citedBy(claims)
	var labels, keys []string
	for _, o := range offered {
		labels, keys = append(labels, o.Label), append(keys, o.Key)
	}
	slices.Sort(labels)
	if want := []string{"Log (1 of 5 claims)", "Report (2 of 5 claims)"}; !slices.Equal(labels, want) {
		t.Errorf("offered is %v", labels)
	}
	u.fills("rating", "half-true")
	u.fills("rationale", "One report says all of it.")
	u.fills("because", model.Reasons[0])
	u.fills("cites", strings.Join(keys, ","))
	u.accepts()
	for name, rests := range map[string]int{"Epsilon": 0, "Alpha": 1, "Beta": 0, "Gamma": 2, "Zeta": 0} {
		u.claim = ids[name]
		heads := u.current().Heads()
		if got := heads[len(heads)-1].Cites; len(got) != rests {
			t.Errorf("the verdict on %s rests on %d", name, len(got))
		}
	}
}

// Whoever changes what, the table shows it: here, there, and of what a claim rests on.
func TestTheTableShowsWhatIsStored(t *testing.T) {
	u, ids := newTable(t)
	u.filters("flag=needs-review")
	u.expectRows("")
	u.stores(model.Cite(ids["Alpha"], model.Evident{Fields: u.set(model.NounEvidence, "url", "https://example.org/a", "title", "Report"), Stance: "supports"}))
	u.claim = ids["Alpha"]
	evidence := u.current().Evidence[0].Evidence
	u.stores(model.FlagEvidence(evidence, "retracted", "by its author"))
	u.expectRows("Alpha")
	u.stores(model.FlagEvidence(evidence, "fine", "it was another one"))
	u.expectRows("")
	other, err := openSession(u.parts, newRunner(true), u.desk.Path(), "Cecilia", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	u.filters("tag=urgent")
	fields := u.set(model.NounClaim, "tags", "urgent")
	if _, err := other.ws.Do(model.DescribeThing(model.StreamOf(model.NounClaim, ids["Zeta"]), fields)); err != nil {
		t.Fatal(err)
	}
	u.poll()
	u.expectRows("Zeta")
	u.filters("")
	u.claim = ids["Zeta"]
	u.stores(model.Join(ids["Zeta"], ids["Beta"], false))
	u.filters("flag=needs-review")
	u.expectRows("")
	u.stores(model.Judge(ids["Zeta"], model.Judgement{Scale: u.parts.Scales()[0], Rating: "half-true", Rationale: "x"}))
	u.expectRows("Beta Zeta") // each differs from the other
}

func TestAClaimThatANewerTextLostIsUnanchored(t *testing.T) {
	u, ids := newTable(t)
	u.open(ids["Gamma"])
	u.newer("Harbour news\n\nAlpha is so. Beta is so.\n\nSomething else altogether was written here.")
	u.presses("Ctrl+L")
	u.filters("flag=unanchored")
	u.expectRows("Gamma")
	c := ids["Gamma"]
	u.claim = c
	u.stores(model.Lose(u.current().Appearances[0].ID, u.shown.id, "no longer said"))
	u.expectRows("")
}

func TestAViewIsKept(t *testing.T) {
	u, _ := newTable(t)
	u.types("7")
	u.filters("assignee=me")
	u.does("claims.keep")
	u.fills("name", "Mine by date")
	u.accepts()
	u.filters("")
	u.types("1")
	u.presses("Ctrl+Alt+L")
	u.fills("view", "5")
	u.accepts()
	u.expectRows("Alpha Epsilon")
	u.openPath(filepath.Join(u.folder, "other.db")) // a view is a person's, not a desk's
	u.presses("Ctrl+L")
	if items := u.tabling.viewItems(); !slices.ContainsFunc(items, func(m *fyne.MenuItem) bool { return m.Label == "Mine by date" }) {
		t.Error("the view is gone with the workspace")
	}
	u.expectRows("")
}

// The second click of a double one, which meets the lists that came in the table's place, opens nothing.
func TestADoubleClickOnARowOpensItsClaimAlone(t *testing.T) {
	u := newDesk(t)
	home := u.shown.article.ID()
	u.loadPaths([]string{u.writes(unlike(3))})
	other := u.shown.article.ID()
	u.presses("Ctrl+L")
	c, panel := u.window.Canvas(), u.tabling.panel.Object()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(panel)
	for y := at.Y; u.tabling.on && y < at.Y+panel.Size().Height; y += 10 {
		test.TapCanvas(c, fyne.NewPos(at.X+200, y))
	}
	u.opened(library.Articles, other)
	if u.tabling.on || u.shown.article.ID() != home || u.claim == "" {
		t.Errorf("shown is %q", u.shown.article.Title)
	}
}
