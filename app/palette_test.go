//go:build !headless

package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/model"
	"touchstone/model/workspace"
)

func paletteJourneys() []journey {
	return []journey{
		{"palette", false, func(u *ui) {
			u.presses("Ctrl+K")
			u.types("bridge unsa")
			options := u.panel.Form().Field("where").(*form.Choice)
			u.is(strings.HasPrefix(options.FirstKey(), "claim:") || strings.HasPrefix(options.FirstKey(), "article:"), "found first is "+options.FirstKey())
			u.presses("Return")
			u.is(u.panel.Form() == nil, "Enter goes nowhere")
			u.presses("Ctrl+K")
			u.types("select para")
			u.presses("Return")
			u.is(len(u.view.Selected()) > 0, "the command was not done")
			u.presses("Ctrl+K")
			u.types("Inspection")
			u.presses("Return")
			u.is(u.claim != "", "the evidence leads to no claim: "+u.bar.message.Text)
			u.back()
		}},
		{"edit.steps", true, func(u *ui) {
			u.types("n")
			u.fills("text", "Called the town.")
			u.accepts()
			u.types("n")
			u.fills("text", "Called again.")
			u.accepts()
			u.presses("Ctrl+Alt+Z")
			steps := u.panel.Form().Field("step").(*form.Choice)
			u.is(strings.Count(u.stepsNamed(steps), "note") >= 2, "the steps have no names")
			u.accepts()
			u.is(len(u.current().Notes) == 1, "the last step stands")
		}},
	}
}

// stepsNamed are the names of the steps that are listed.
func (u *ui) stepsNamed(*form.Choice) string {
	var names []string
	err := u.desk.Read(func(r workspace.Reader) error {
		steps, err := workspace.Steps(r, u.who.ID(), mostSteps)
		for _, s := range steps {
			name, failed := nameOf(r, s)
			if failed != nil {
				return failed
			}
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		u.Fatal(err)
	}
	return strings.Join(names, "\n")
}

func TestStepsAreTakenBackDownToTheOneChosen(t *testing.T) {
	u := newDesk(t)
	before := u.state()
	for _, words := range []string{"One.", "Two.", "Three."} {
		u.types("n")
		u.fills("text", words)
		u.accepts()
	}
	after := u.state()
	var third string
	err := u.desk.Read(func(r workspace.Reader) error {
		steps, err := workspace.Steps(r, u.who.ID(), 3)
		third = steps[2].Batch
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	u.presses("Ctrl+Alt+Z")
	u.fills("step", third)
	u.accepts()
	if u.state() != before {
		t.Error("the three steps are not taken back")
	}
	u.presses("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z")
	if got := u.state(); got != after {
		t.Errorf("redo gives another state:\n%s", diff(after, got))
	}
}

// manyClaims is how many claims a desk is to be quick with.
const manyClaims = 10_000

// many fills a desk with claims, a hundred in each article, in one batch an article.
func (u *ui) many(claims int) { u.manyIn(claims, 100) }

// manyIn fills a desk with claims, so many in each article.
func (u *ui) manyIn(claims, each int) {
	u.Helper()
	for n := 0; n < claims; n += each {
		var body strings.Builder
		fmt.Fprintf(&body, "Bridges %d\n\n", n)
		var blocks []model.Block
		for i := n; i < n+each; i++ {
			start := body.Len()
			fmt.Fprintf(&body, "Bridge number %d in %s costs %d crowns.", i, []string{"Arboga", "Borlunda", "Cederby"}[i%3], i*7919%100000)
			blocks = append(blocks, model.Block{Kind: "paragraph", Start: start, End: body.Len()})
			body.WriteString("\n\n")
		}
		text := body.String()
		title := model.Fields{}
		if err := title.Set("title", fmt.Sprintf("Bridges %d", n)); err != nil {
			u.Fatal(err)
		}
		actions := []model.Action{model.Load(model.Document{Text: text, Blocks: blocks, Fields: title, Found: map[string]string{}}, "", u.parts.Now())}
		sum := sha256.Sum256([]byte(text))
		for i, b := range blocks {
			actions = append(actions, model.Mark(model.ClaimStated{Statement: text[b.Start:b.End], Said: &model.Said{By: fmt.Sprintf("Person %d", i%50)}},
				hex.EncodeToString(sum[:]), [][]model.Fragment{{{Start: b.Start, End: b.End}}}))
		}
		if _, err := u.ws.Do(model.All(actions...)); err != nil {
			u.Fatal(err)
		}
	}
	u.ws.changes = nil
}

// fastest is the shortest time of a few runs: what the machine does meanwhile is not ours.
func fastest(runs int, do func(int)) time.Duration {
	best := time.Hour
	for i := range runs {
		start := time.Now()
		do(i)
		best = min(best, time.Since(start))
	}
	return best
}

func TestThePaletteFindsAmongTenThousandClaims(t *testing.T) {
	if testing.Short() {
		t.Skip("10 000 claims take a while to write")
	}
	u := newUI(t)
	u.many(manyClaims)
	u.presses("Ctrl+K")
	queries := []string{"bridge number 77", "Borlunda cos", "crowns", "numb"}
	took := fastest(len(queries)*3, func(i int) {
		u.fills("filter", "")
		u.fills("filter", queries[i%len(queries)])
		if !slices.ContainsFunc([]string{"claim:", "article:"}, func(noun string) bool {
			return strings.Contains(u.panel.Form().Field("where").(*form.Choice).Keys(), noun)
		}) {
			t.Errorf("%q finds no claim", queries[i%len(queries)])
		}
	})
	t.Logf("one line among 10 000 claims: %v", took)
	if took > 50*time.Millisecond && !racing {
		t.Errorf("one line takes %v, want at most 50 ms", took)
	}
}

// aside lets what is done beside the window be done beside it, and returns what does in the window what is left of it.
func (u *ui) aside() (finish func()) {
	left, inline := make(chan func(), 1000), u.run.post
	u.run.inline, u.run.post = false, func(f func()) { left <- f }
	begun := u.run.besides.Load()
	u.Cleanup(func() { u.run.inline, u.run.post = true, inline })
	return func() {
		for ; begun < u.run.besides.Load(); begun++ {
			came(u.TB, left, "what was begun beside the window does not end")()
		}
	}
}

// Where one article holds all of them, too, a key of the palette is answered while it is pressed, and its claim is seen. What the
// article tells of all others is read beside the window.
func TestThePaletteIsQuickWhereOneArticleHoldsTenThousandClaims(t *testing.T) {
	if testing.Short() {
		t.Skip("10 000 claims take a while to write")
	}
	if testing.Short() {
		t.Skip("10 000 claims take a while to write")
	}
	u := newUI(t)
	u.manyIn(manyClaims, manyClaims)
	u.loadPaths([]string{u.writes(story)})
	other := u.ids(library.Articles)[1]
	finish := u.aside()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	best := map[string]time.Duration{}
	clock := func(what string, do func()) { // the shortest of a few rounds: what the machine does meanwhile is not ours
		start := spent()
		do()
		if took := spent() - start; best[what] == 0 || took < best[what] {
			best[what] = took
		}
	}
	for _, query := range []string{"bridge number 7777", "bridge number 8888", "bridge number 9999", "bridge number 6666"} {
		u.show(other)
		clock("opening", func() { u.presses("Ctrl+K") })
		for i, r := range query {
			clock(fmt.Sprintf("letter %d", i+1), func() { u.types(string(r)) })
			clock("the answer, beside the window", finish)
		}
		clock("going to a claim of another article", func() { u.presses("Return") })
		if len(u.shown.told) != 1 || u.claim == "" || u.shown.claims[u.claim] == nil || !strings.Contains(u.panel.Claim().Statement, query[14:]) {
			t.Errorf("%d claims are read in the window, and %q is shown", len(u.shown.told), u.panel.Claim().Statement)
		}
		finish()
		if len(u.shown.told) != manyClaims || len(u.shown.order) != manyClaims {
			t.Errorf("%d claims are told of", len(u.shown.told))
		}
		clock("going to the next", func() { u.types("j") })
		u.presses("Ctrl+K")
		u.types(query[:14] + "123")
		finish()
		clock("going to a claim of the same article", func() { u.presses("Return") })
	}
	for what, took := range best {
		t.Logf("%s: %v", what, took)
		most := 50 * time.Millisecond
		if what == "opening" || what == "going to a claim of another article" {
			most = 100 * time.Millisecond // another article is laid out, too
		}
		if took > most && !racing {
			t.Errorf("%s takes %v, want at most %v", what, took, most)
		}
	}
}

// A command is found by the word on its button, too.
func TestACommandIsFoundByItsButtonsWord(t *testing.T) {
	u := newUI(t)
	for word, id := range map[string]string{"reword": "claim.restate", "attribute": "attribution.add"} {
		if got := u.ranking(word, mostCommands); len(got) == 0 || got[0].Key != "command:"+id {
			t.Errorf("the palette finds %v by %q", got, word)
		}
		if got := u.keyOptions(word); len(got) == 0 || got[0].Key != id {
			t.Errorf("the keys find %v by %q", got, word)
		}
	}
}

// The commands of a menu are found by the menu's word, after those that are called so.
func TestACommandIsFoundByItsMenusWord(t *testing.T) {
	u := newUI(t)
	at := func(all []form.Option, id string) int {
		return slices.IndexFunc(all, func(o form.Option) bool { return strings.TrimPrefix(o.Key, "command:") == id })
	}
	for _, all := range [][]form.Option{u.ranking("verdict", mostCommands), u.keyOptions("verdict")} {
		if at(all, "verdict.publish") < at(all, "verdict.give") || at(all, "verdict.give") < 0 || at(all, "claim.mark") >= 0 {
			t.Errorf("by the menu's word are found: %v", all)
		}
	}
	if all := u.keyOptions("file"); all[0].Key != "team.check" {
		t.Errorf("by “file” the first is %v, though another one is called so", all[0])
	}
}
