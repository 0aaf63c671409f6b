//go:build !headless

package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/app/cli"
	"touchstone/app/timeline"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
)

func historyJourneys() []journey {
	return []journey{
		{"claim.steps", false, func(u *ui) { u.types("h"); u.is(u.chronicle.on, "no history is open"); u.types("h"); u.back() }},
		{"history.article", false, func(u *ui) { u.types("H"); u.is(u.chronicle.on, "no history is open"); u.presses("Escape") }},
		{"history.all", false, func(u *ui) { u.presses("Ctrl+H"); u.is(u.chronicle.on, "no history is open"); u.presses("Escape") }},
		{"history.past", false, func(u *ui) { u.presses("Ctrl+Shift+H"); u.is(u.then.on, "it is now"); u.presses("Escape") }},
		{"history.now", false, func(u *ui) {
			u.presses("Ctrl+Shift+H")
			u.does("history.now")
			u.is(!u.then.on, "it is then")
			u.back()
		}},
		{"history.report", false, func(u *ui) {
			u.does("history.report")
			path := filepath.Join(u.folder, "history.md")
			u.fills("path", path)
			u.accepts()
			_, err := os.Stat(path)
			u.is(err == nil, "no history was written")
		}},
	}
}

// history is what the rows of the open history say.
func (u *ui) history() string {
	u.Helper()
	if !u.chronicle.on || u.panel.First() == nil {
		u.Fatalf("no history is open; the bar says %q", u.bar.message.Text)
	}
	var lines []string
	for _, r := range u.chronicle.panel.Rows() {
		lines = append(lines, r.What+" | "+r.Detail)
	}
	return strings.Join(lines, "\n")
}

// saying is the key of the first row that holds some words.
func (u *ui) saying(holds string) string {
	u.Helper()
	for _, r := range u.chronicle.panel.Rows() {
		if strings.Contains(r.What+" | "+r.Detail, holds) {
			return r.Key
		}
	}
	u.Fatalf("no row says %q:\n%s", holds, u.history())
	return ""
}

func TestAHistoryTellsWhoWhenWhatAndWhy(t *testing.T) {
	u, _ := worked(t)
	u.types("h")
	for _, want := range []string{
		"gave a verdict: Half true | 14 March 2025", "We agreed.", "worded: The bridge is unsafe", "cited evidence: Inspection", "Björn",
		"taken back · ", "removed a mark", "wrote a note: Called the town.",
	} {
		if !strings.Contains(u.history(), want) {
			t.Errorf("nothing says %q in\n%s", want, u.history())
		}
	}
	if u.window.Canvas().Focused() != u.chronicle.panel.Focusable() {
		t.Error("the history has no keyboard")
	}
	u.types("h")
	if u.chronicle.on {
		t.Error("H does not close it")
	}
	u.types("H")
	if !strings.Contains(u.history(), "loaded an article") {
		t.Errorf("the article's history has no beginning:\n%s", u.history())
	}
	u.presses("Escape", "Ctrl+H")
	if !strings.Contains(u.history(), "loaded an article") || !strings.Contains(u.history(), "gave a verdict: Half true") {
		t.Errorf("the workspace's history is\n%s", u.history())
	}
}

func TestAHistoryIsFilteredByPersonRatingAndKind(t *testing.T) {
	u, _ := worked(t)
	u.types("h")
	all := len(u.chronicle.panel.Rows())
	for _, by := range []struct {
		choice timeline.Choice
		n      int
	}{
		{timeline.Choice{Rating: "true"}, 1},
		{timeline.Choice{Kind: "verdict.given"}, 3},
		{timeline.Choice{Person: u.current().Verdicts[1].By}, 1},
		{timeline.Choice{Person: u.current().Verdicts[1].By, Rating: "true"}, 0},
		{timeline.Choice{}, all},
	} {
		u.chronicle.panel.Filter(by.choice)
		if got := len(u.chronicle.panel.Rows()); got != by.n {
			t.Errorf("%+v shows %d steps, want %d:\n%s", by.choice, got, by.n, u.history())
		}
	}
}

func TestVerdictsAreComparedWordByWord(t *testing.T) {
	u, _ := worked(t)
	u.types("h")
	key := u.saying("Half true")
	d := u.stepDetail(key, "")
	if d.Before.Label == "" || len(d.With) != 2 {
		t.Fatalf("it is compared with %q of %v", d.Before.Label, d.With)
	}
	first := d.With[len(d.With)-1]
	d = u.stepDetail(key, first.Key)
	said := ""
	for _, p := range d.Wording {
		if p.Gone {
			said += "-"
		}
		if p.Come {
			said += "+"
		}
		said += strings.TrimSpace(p.Words) + "|"
	}
	if want := "The report counts 13 of|-52.|+52, of which 4 are closed.|"; said != want {
		t.Errorf("%q, want %q", said, want)
	}
}

func TestEnterShowsTheDeskAsOfAStep(t *testing.T) {
	u, seen := worked(t)
	u.types("h")
	u.chronicle.panel.Choose(u.saying("gave a verdict: True"))
	u.presses("Return")
	if !u.then.on || u.chronicle.on {
		t.Fatal("the desk of then is not shown")
	}
	if got := u.state(); got != seen[3].state {
		t.Errorf("the desk is shown as\n%s\nand was\n%s", got, seen[3].state)
	}
	u.types("h")
	if !strings.Contains(u.history(), "later · ") {
		t.Errorf("nothing is later:\n%s", u.history())
	}
	u.chronicle.panel.Choose(u.saying("Half true"))
	u.presses("Return", "Escape")
	if u.then.on {
		t.Error("Escape does not go back to now")
	}
}

func TestAHistoryIsWrittenOut(t *testing.T) {
	u, _ := worked(t)
	u.types("h")
	for _, format := range []string{"markdown", "html"} {
		u.do("history.report", "")
		path := filepath.Join(u.folder, "history."+format)
		u.fills("format", format)
		u.fills("path", path)
		u.accepts()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"The bridge is unsafe", "Anna", "Björn", "We agreed", "Inspection", "are closed."} {
			if !strings.Contains(string(data), want) {
				t.Errorf("the %s lacks %q:\n%s", format, want, data)
			}
		}
	}
}

// counting counts how often the workspace is looked at.
type counting struct {
	cli.Desk
	reads int
}

func (c *counting) Export(look func(workspace.Exportable) error) error {
	c.reads++
	return c.Desk.Export(look)
}

func (c *counting) Read(look func(workspace.Reader) error) error {
	c.reads++
	return c.Desk.Read(look)
}

// longClaim is a desk with a claim that so many notes were written about.
func longClaim(t testing.TB, notes int) *ui {
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	u.accepts()
	var all []model.Action
	for i := range notes {
		all = append(all, model.WriteNote(u.claim, fmt.Sprintf("Note %d about what the mayor said.", i)))
	}
	if _, err := u.ws.DoMany(all); err != nil {
		t.Fatal(err)
	}
	u.ws.changes = nil
	return u
}

// A thousand steps are read once: scrolling through them looks at nothing again, and draws no more rows than there is room for.
func TestScrollingAHistoryReadsNothing(t *testing.T) {
	u := longClaim(t, 1000)
	desk := &counting{Desk: u.desk}
	u.desk = desk
	u.types("h")
	if n := len(u.chronicle.panel.Rows()); n != 1003 {
		t.Fatalf("%d steps", n)
	}
	if desk.reads > 2 {
		t.Errorf("%d looks at the workspace to open it", desk.reads)
	}
	before := desk.reads
	for range 60 {
		u.presses("PageDown")
	}
	for range 60 {
		u.presses("Up")
	}
	if desk.reads != before {
		t.Errorf("scrolling looked %d times at the workspace", desk.reads-before)
	}
}

func BenchmarkHistoryOfAThousandSteps(b *testing.B) {
	u := longClaim(b, 1000)
	b.ResetTimer()
	for range b.N {
		u.openHistory(model.StreamOf(model.NounClaim, u.claim))
		b.StopTimer()
		u.closeHistory(false)
		b.StartTimer()
	}
}

// What was brought back is told as that, with what it was, and what was taken back once more as that.
func TestHistoryTellsUndoFromRedo(t *testing.T) {
	u := newDesk(t)
	u.presses("J")
	u.types("n")
	u.fills("text", "Asked them.")
	u.accepts()
	for _, c := range []struct{ key, told string }{
		{"Ctrl+Z", "took something back: wrote a note"},
		{"Ctrl+Shift+Z", "brought something back: wrote a note"},
		{"Ctrl+Z", "took something back: wrote a note"},
		{"Ctrl+Shift+Z", "brought something back: wrote a note"},
	} {
		u.presses(c.key)
		u.types("h")
		if newest, _, _ := strings.Cut(u.history(), " | "); newest != c.told {
			t.Errorf("after %s the history says %q, not %q", c.key, newest, c.told)
		}
		u.types("h")
	}
}

// Who stands behind a verdict, lets it out or publishes it is told with whose verdict that is.
func TestHistoryTellsWhoseVerdict(t *testing.T) {
	u := judged(t)
	u.types("b")
	u.fills("note", "Checked.")
	u.accepts()
	u.types("p")
	u.fills("url", "https://example.org/1")
	u.accepts()
	u.stores(model.SetPolicy(nil, u.set(model.NounDesk, "editors", u.who.ID())))
	u.presses("Ctrl+H")
	for _, want := range []string{"stood behind a verdict: Anna’s False", "published: Anna’s False · https://example.org/1", "set the desk’s rules: Björn"} {
		if !strings.Contains(u.history(), want) {
			t.Errorf("nothing says %q in\n%s", want, u.history())
		}
	}
}

// Taking a link off a chain tells whose it was.
func TestHistoryTellsWhoseAttributionWasRemoved(t *testing.T) {
	u := newDesk(t)
	u.types("A")
	u.fills("which", u.current().Appearances[0].Attributions[0].ID)
	u.fills("reason", "Not so.")
	u.accepts()
	u.types("h")
	if got := u.chronicle.told.what(u.chronicle.told.rows[len(u.chronicle.told.rows)-1]); got != "removed an attribution: Telagra" {
		t.Errorf("the history says %q", got)
	}
}

// What somebody chose from what the program offers is told in the language of the window.
func TestHistoryTellsWhatWasChosenInTheLanguageOfTheWindow(t *testing.T) {
	newUI(t)
	defer words.Speak("en")
	words.Speak("sv")
	if (&tale{}).described(model.Described{Fields: fieldsOf(t, map[string]string{"kind": "web page"})}) != "Webbsida" {
		t.Errorf("it says %q", (&tale{}).described(model.Described{Fields: fieldsOf(t, map[string]string{"kind": "web page"})}))
	}
	if got := (&tale{}).described(model.Described{Fields: fieldsOf(t, map[string]string{"kind": "organization"})}); got == "organization" {
		t.Errorf("a source's kind is told as %q", got)
	}
}

func fieldsOf(t *testing.T, values map[string]string) model.Fields {
	t.Helper()
	fields := model.Fields{}
	for name, value := range values {
		if err := fields.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	return fields
}
