//go:build !headless

package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touchstone/app/library"
	"touchstone/app/look"
	"touchstone/model"
)

// journey does a command as a person does. Those that write are undone and redone by every test.
type journey struct {
	id     string
	writes bool
	do     func(u *ui)
}

func journeys() []journey {
	return append(slices.Concat(reviewJourneys(), deskJourneys(), loadJourneys(), proposalJourneys(), paletteJourneys(), preferenceJourneys(), historyJourneys(), quoteJourneys(), passageJourneys(), tableJourneys()), []journey{
		{"article.load", true, func(u *ui) {
			path := u.writes("Another story\n\n" + unlike(u.files+1))
			u.library.Show(library.Sources)
			u.presses("Ctrl+O")
			u.presses("Ctrl+A")
			u.fills("path", path)
			u.accepts()
			u.is(u.shown.article.Title == "Another story", "the article is not shown")
			u.is(u.library.Kind() == library.Articles, "the list is not that of the articles")
			u.back()
		}},
		{"article.paste", true, func(u *ui) {
			u.files++
			u.app.Clipboard().SetContent("Pasted story\n\n" + unlike(u.files))
			u.presses("Ctrl+Shift+V")
			u.fills("outlet", "The Harbour Post")
			u.accepts()
			u.is(u.shown.article.Title == "Pasted story" && u.shown.article.Outlet == "The Harbour Post", "the pasted article is not shown")
			u.back()
		}},
		{"article.describe", true, func(u *ui) {
			u.files++
			u.types("d")
			u.fills("byline", "A. Berg "+strings.Repeat("I", u.files))
			u.accepts()
		}},
		{"file.new", false, func(u *ui) {
			u.files++
			old := u.desk.Path()
			u.presses("Ctrl+N")
			u.fills("path", filepath.Join(u.folder, strings.Repeat("n", u.files)+".db"))
			u.accepts()
			u.is(u.shown == nil, "a new workspace shows an article")
			u.openPath(old)
			u.back()
		}},
		{"file.open", false, func(u *ui) {
			u.presses("Ctrl+Shift+O")
			u.fills("path", u.desk.Path())
			u.accepts()
			u.back()
		}},
		{"file.recent", false, func(u *ui) {
			u.is(len(u.recent().Items) > 0, "no recent workspace")
			u.recent().Items[0].Action()
			u.back()
		}},
		{"file.backup", false, func(u *ui) {
			u.does("file.backup")
			path := filepath.Join(u.folder, "copy.db")
			u.fills("path", path)
			u.accepts()
			_, err := os.Stat(path)
			u.is(err == nil, "no copy was made")
		}},
		{"file.quit", false, func(u *ui) { u.is(u.find("file.quit").shortcut() != nil, "no key") }},
		{"edit.undo", false, func(u *ui) {
			u.presses("Ctrl+Z")
			u.is(strings.HasPrefix(u.bar.message.Text, "Taken back: gave a verdict"), "what was taken back is not said: "+u.bar.message.Text)
			u.presses("Ctrl+Shift+Z")
			u.is(strings.HasPrefix(u.bar.message.Text, "Brought back: gave a verdict"), "what was brought back is not said: "+u.bar.message.Text)
		}},
		{"edit.redo", false, func(u *ui) { u.presses("Ctrl+Z", "Ctrl+Shift+Z") }},
		{"edit.copy", false, func(u *ui) {
			u.selects("19 million")
			u.presses("Ctrl+C")
			u.is(u.app.Clipboard().Content() == "19 million", "the words were not copied")
		}},
		{"edit.paste", false, func(u *ui) {
			u.types("n")
			u.app.Clipboard().SetContent("pasted words")
			u.presses("Ctrl+V")
			u.is(u.panel.Form().Value("text") == "pasted words", "the clipboard was not pasted into the field")
			u.presses("Ctrl+A", "Escape")
			u.keep("claim.note/claim:"+u.claim, "")
		}},
		{"edit.all", false, func(u *ui) {
			u.presses("Ctrl+Home", "Ctrl+A")
			u.is(u.view.Selected().Text(u.shown.text) == "Bridge closed", "the paragraph is not selected")
			u.presses("Ctrl+A")
			u.is(strings.HasSuffix(u.view.Selected().Text(u.shown.text), "Telagra."), "the article is not selected")
		}},
		{"claim.mark", true, func(u *ui) {
			u.selects("Repairs cost 19 million crowns")
			u.types("c")
			u.fills("by", "The town")
			u.accepts()
			u.is(u.claim != "", "the claim is not in focus")
			u.back()
		}},
		{"claim.restate", true, func(u *ui) {
			u.files++
			u.types("s")
			u.fills("statement", "The old bridge is unsafe"+strings.Repeat("!", u.files))
			u.accepts()
		}},
		{"attribution.add", true, func(u *ui) {
			u.types("a")
			if chain := u.panel.Form().Field("chain"); chain == nil { // of several the first
				u.panel.Form().Done()
			}
			links := "The mayor|says|"
			if strings.HasPrefix(u.panel.Form().Value("chain"), "The mayor|") {
				links = "Telagra|reports|"
			}
			u.fills("chain", links)
			if u.panel.Form().Field("reason") != nil {
				u.refused("Say why")
				u.fills("reason", "Read again.")
			}
			u.accepts()
		}},
		{"evidence.cite", true, func(u *ui) {
			u.files++
			u.types("e")
			u.fills("title", "Log "+strings.Repeat("I", u.files))
			u.fills("stance", "refutes")
			u.accepts()
		}},
		{"verdict.give", true, func(u *ui) {
			u.types("v")
			u.fills("rating", "half-true")
			u.fills("rationale", "Seen again.")
			u.refused("Say why")
			u.fills("reason", "New figures.")
			u.accepts()
		}},
		{"claim.note", true, func(u *ui) {
			u.types("n")
			u.refused("nothing is written")
			u.fills("text", "Called the town.")
			u.accepts()
		}},
		{"claim.next", false, func(u *ui) { u.types("j"); u.is(u.claim != "", "no claim is in focus"); u.back() }},
		{"claim.previous", false, func(u *ui) { u.types("k"); u.is(u.claim != "", "no claim is in focus"); u.back() }},
		{"view.find", false, func(u *ui) {
			u.presses("Ctrl+Shift+F")
			u.types("UNSAFE")
			u.panel.Form().Done()
			u.panel.Form().Done()
			second := u.view.Selected()
			if got := second.Text(u.shown.text); got != "unsafe" || second[0].Start == strings.Index(u.shown.text, "unsafe") {
				u.Errorf("the second place found is %q at %v", got, second)
			}
			u.presses("Escape")
		}},
		{"view.people", false, func(u *ui) { u.presses("Ctrl+Shift+P", "Ctrl+Shift+P") }},
		{"edit.quote", false, func(u *ui) {
			u.selects(bridge)
			u.presses("Ctrl+Shift+C")
			if got := u.app.Clipboard().Content(); !strings.HasPrefix(got, "“"+bridge+"” — Bridge closed") {
				u.Errorf("copied %q", got)
			}
		}},
		{"appearance.reshape", true, func(u *ui) {
			u.toArticle("")
			u.types("r")
			before := len(u.view.Selected().Text(u.shown.text))
			u.presses("Shift+Left", "Shift+Left", "Return")
			if got := u.current().Statement; len(got) == 0 || u.reshaping != "" {
				u.Errorf("reshaping goes on")
			}
			shorter := false
			for _, a := range u.current().Appearances {
				for _, f := range a.Fragments {
					shorter = shorter || f.End-f.Start == before-2
				}
			}
			if !shorter {
				u.Errorf("no mark is two characters shorter than %d", before)
			}
		}},
		{"appearance.add", true, func(u *ui) {
			u.selects("19 million")
			u.types("m")
			u.is(len(u.current().Appearances) >= 3, "the place was not added")
		}},
		{"appearance.remove", true, func(u *ui) {
			u.selects(bridge)
			u.presses("Delete")
			u.fills("reason", "Another bridge.")
			u.accepts()
		}},
		{"attribution.remove", true, func(u *ui) {
			u.types("A")
			for _, a := range u.current().Appearances {
				if len(a.Attributions) > 0 {
					u.fills("which", a.Attributions[0].ID)
				}
			}
			u.fills("reason", "Not so.")
			u.accepts()
		}},
		{"verdict.settle", true, func(u *ui) {
			u.types("V")
			u.fills("rating", "true")
			u.fills("rationale", "Both agree.")
			u.fills("reason", "Adjudication.")
			u.accepts()
			u.is(len(u.heads()) == 1, "more than one verdict stands")
		}},
		{"verdict.second", true, func(u *ui) { u.types("b"); u.fills("note", "Checked."); u.accepts() }},
		{"verdict.approve", true, func(u *ui) { u.types("o"); u.accepts() }},
		{"verdict.publish", true, func(u *ui) {
			u.does("verdict.settle")
			u.fills("rating", "true")
			u.fills("rationale", "Both agree.")
			u.fills("reason", "Adjudication.")
			u.accepts()
			u.types("p")
			u.fills("url", "example.org/checks/12")
			u.fills("when", "last week")
			u.refused("date")
			u.fills("when", "2025-03-10")
			u.accepts()
			u.is(strings.HasPrefix(u.panel.Claim().Verdicts[0].Published[0].Words, "Published 10 March 2025; noted by"), "the day is not shown")
		}},
		{"verdict.withdraw", true, func(u *ui) { u.types("w"); u.refused("Say why"); u.fills("reason", "Wrong year."); u.accepts() }},
		{"view.library", false, func(u *ui) { u.presses("Ctrl+1"); u.is(u.library.Kind() == library.Articles, "no articles"); u.back() }},
		{"view.article", false, func(u *ui) { u.presses("Ctrl+1", "Ctrl+2"); u.is(u.view.Focused(), "the text has no keyboard") }},
		{"view.claim", false, func(u *ui) {
			u.presses("Ctrl+3")
			u.is(u.window.Canvas().Focused() != nil, "nothing has the keyboard")
			u.back()
		}},
		{"view.claims", false, func(u *ui) {
			u.presses("Ctrl+L")
			u.is(u.tabling.on, "no table of claims")
			u.presses("Return")
			u.is(u.claim != "" && !u.tabling.on, "Enter opens no claim")
			u.back()
		}},
		{"view.sources", false, func(u *ui) {
			u.presses("Ctrl+Shift+L")
			u.is(u.library.Kind() == library.Sources, "no sources")
			u.back()
		}},
		{"view.filter", false, func(u *ui) {
			u.presses("Ctrl+1", "Ctrl+F")
			u.types("nothing like it")
			u.presses("Escape")
			u.back()
		}},
		{"view.apart", false, func(u *ui) {
			u.presses("Ctrl+Alt+Plus")
			u.is(u.prefs.apart() > 1.6, "the lines stand where they stood")
		}},
		{"view.together", false, func(u *ui) {
			u.presses("Ctrl+Alt+Minus")
			u.is(u.prefs.apart() < 1.6, "the lines stand where they stood")
		}},
		{"view.larger", false, func(u *ui) { u.presses("Ctrl+Plus"); u.is(u.prefs.size() > 10, "no size") }},
		{"view.smaller", false, func(u *ui) { u.presses("Ctrl+Minus"); u.is(u.prefs.size() < 40, "no size") }},
		{"view.contrast", false, func(u *ui) {
			u.presses("Ctrl+Shift+D")
			u.is(u.prefs.mode() == look.Contrast, "the contrast is not high")
			u.presses("Ctrl+D", "Ctrl+D")
			u.is(u.prefs.mode() == look.Contrast, "the dark took the high contrast away for good")
			u.setMode(look.Dark)
			u.presses("Ctrl+Shift+D", "Ctrl+Shift+D")
			u.is(u.prefs.mode() == look.Dark, "what was before the contrast is not back")
			u.setMode(look.System)
		}},
		{"view.mode", false, func(u *ui) {
			was := look.IsDark()
			u.presses("Ctrl+D")
			u.is(look.IsDark() != was, "the mode is the same")
			u.presses("Ctrl+D")
		}},
		{"team.person", false, func(u *ui) {
			u.presses("Ctrl+P")
			u.types("Cecilia")
			u.accepts()
			u.is(u.who.Name == "Cecilia", "nobody else sits here")
			u.sits("Anna")
		}},
		{"team.export", false, func(u *ui) {
			u.presses("Ctrl+E")
			path := filepath.Join(u.folder, "export.json")
			u.fills("path", path)
			u.accepts()
			data, err := os.ReadFile(path)
			u.is(err == nil && strings.Contains(string(data), `"format":"touchstone"`), "no export was written")
		}},
		{"team.import", false, func(u *ui) {
			u.presses("Ctrl+E")
			path := filepath.Join(u.folder, "own.json")
			u.fills("path", path)
			u.accepts()
			u.presses("Ctrl+I")
			u.fills("path", path)
			u.accepts() // the rehearsal opens the question
			u.is(u.panel.Form() != nil && strings.Contains(u.panel.Form().Lead, "known"), "nothing was asked before the import")
			u.accepts()
			u.is(strings.Contains(u.bar.message.Text, "known"), "the import was not told: "+u.bar.message.Text)
		}},
		{"team.check", false, func(u *ui) {
			u.presses("Ctrl+E")
			path := filepath.Join(u.folder, "checked.json")
			u.fills("path", path)
			u.accepts()
			u.does("team.check")
			u.fills("path", path)
			u.accepts()
			u.is(strings.Contains(u.bar.message.Text, "byte for byte"), "the check was not told: "+u.bar.message.Text)
		}},
		{"help.keys", false, func(u *ui) {
			u.presses("F1")
			u.types("select para")
			u.presses("Return")
			u.is(u.panel.Form() == nil && len(u.view.Selected()) > 0, "the command was not done")
		}},
		{"help.sample", true, func(u *ui) { u.does("help.sample"); u.back() }},
		{"help.about", false, func(u *ui) { u.does("help.about"); u.accepts() }},
	}...)
}

func (u *ui) is(so bool, otherwise string) {
	u.Helper()
	if !so {
		u.Fatal(otherwise)
	}
}

func (u *ui) does(id string) { u.do(id, "") }

func (u *ui) find(id string) command {
	for _, c := range commands() {
		if c.ID == id {
			return c
		}
	}
	u.Fatalf("no command %s", id)
	return command{}
}

// back shows the first claim in the first article again, with the keyboard in the text.
func (u *ui) back() {
	u.Helper()
	u.panel.Ask(nil)
	ids := u.ids(library.Claims)
	for _, id := range ids {
		var c *model.Claim
		u.claim = id
		if c = u.current(); len(c.Verdicts) > 0 {
			break
		}
	}
	u.open(u.claim)
	u.toArticle("")
}

func TestEveryCommandIsDoneUndoneAndRedone(t *testing.T) {
	if testing.Short() {
		t.Skip("each command has a desk of its own: the rows do most of them, too")
	}
	done := map[string]bool{}
	for _, j := range journeys() {
		done[j.id] = true
		t.Run(j.id, func(t *testing.T) {
			u := newDesk(t)
			before := u.state()
			j.do(u)
			after := u.state()
			if j.writes == (before == after) {
				t.Fatalf("writes: %v, and the state changed: %v", j.writes, before != after)
			}
			if !j.writes {
				return
			}
			steps := u.takesBackTo(before)
			for range steps {
				u.presses("Ctrl+Shift+Z")
			}
			if got := u.state(); got != after {
				t.Errorf("redo gives another state:\n%s", diff(after, got))
			}
		})
	}
	for _, c := range commands() {
		if !done[c.ID] {
			t.Errorf("no journey does %s", c.ID)
		}
	}
}

// takesBackTo undoes until a state is there again.
func (u *ui) takesBackTo(before string) (steps int) {
	u.Helper()
	for steps = 1; steps <= 4; steps++ {
		u.toArticle("")
		u.presses("Ctrl+Z")
		if u.state() == before {
			return steps
		}
	}
	u.Fatalf("undo gives another state:\n%s", diff(before, u.state()))
	return 0
}

// diff shows the first lines that differ.
func diff(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return strings.Join(x[max(0, i-3):min(len(x), i+3)], "\n") + "\n---\n" + strings.Join(y[max(0, i-3):min(len(y), i+3)], "\n")
		}
	}
	return "the second is longer"
}

// unlike is a text unlike the one of any other number: what is nearly the same would be asked about.
func unlike(number int) string {
	var words []string
	for i := range 12 {
		words = append(words, fmt.Sprintf("w%do%d", i, number*(i+3)))
	}
	return "It rained: " + strings.Join(words, " ") + "."
}

func (u *ui) seq() int64 {
	n, err := u.desk.Seq()
	if err != nil {
		u.Fatal(err)
	}
	return n
}

// What was found in one article is not selected in another that is opened while the form stands.
func TestWhatIsFoundIsOfTheArticleThatIsShown(t *testing.T) {
	u := newDesk(t)
	u.presses("Ctrl+Shift+F")
	u.types("unsafe")
	u.panel.Form().Done()
	u.loadPaths([]string{u.writes("Rain\n\nIt is unsafe.")})
	u.show(u.ids(library.Articles)[len(u.ids(library.Articles))-1])
	for _, id := range u.ids(library.Articles) {
		u.show(id)
		u.do("view.find", "")
		u.fills("words", "unsafe")
		u.panel.Form().Done()
		u.show(u.ids(library.Articles)[0])
		u.panel.Form().Done()
		if got := u.view.Selected().Text(u.shown.text); got != "unsafe" {
			t.Errorf("selected is %q", got)
		}
	}
}
