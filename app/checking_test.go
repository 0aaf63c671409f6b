//go:build !headless

package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touchstone/app/cli"
	"touchstone/model"
	"touchstone/model/workspace"
)

func TestADamagedFileIsToldWhenItIsChecked(t *testing.T) {
	u := newDesk(t)
	path := filepath.Join(u.folder, "cut.json")
	u.does("team.export")
	u.fills("path", path)
	u.accepts()
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, data[:len(data)/2], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	u.does("team.check")
	u.fills("path", path)
	u.accepts()
	if !strings.Contains(u.bar.message.Text, "cut off") {
		t.Errorf("the bar says %s", u.bar.message.Text)
	}
}

// checks has a file of some content checked, and returns what the panel says of it.
func (u *ui) checks(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(u.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	before := u.claimsHere(t)
	u.does("team.check")
	u.fills("path", path)
	u.accepts()
	if got := u.claimsHere(t); got != before {
		t.Errorf("the check wrote %d claims", got-before)
	}
	fm := u.panel.Form()
	if fm == nil {
		t.Fatal("the check was not told: " + u.bar.message.Text)
	}
	return fm.Lead
}

const asked = `[{"claim":"The pier is 80 metres long.","label":"Refuted","justification":"It is 64.","speaker":"Bo Lind",
"questions":[{"question":"How long is it?","answers":[{"answer":"64 metres","answer_type":"Extractive","source_url":"https://port.example/pier"}]}],"claim_types":["Numerical Claim"]},
{"claim":"The pier was sold."},{"label":"Supported"}]`

func TestResultsOfAnotherProgramAreWrittenAgainWhenTheyAreChecked(t *testing.T) {
	u := newDesk(t)
	told := u.checks(t, "asked.json", asked)
	for _, want := range []string{"AVeriTeC", "2 new", "1 damaged", "all 2 claims say the same"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not in %q", want, told)
		}
	}
	u.accepts()
	if fm := u.panel.Form(); fm == nil || !strings.Contains(fm.Lead, "It would bring: 2 new") {
		t.Error("from there it is not looked through: " + u.bar.message.Text)
	}
}

func TestWhatAFormatWouldNotCarryIsToldWhenItIsChecked(t *testing.T) {
	u := newDesk(t)
	told := u.checks(t, "reviews.json", `{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"The well is dry","author":{"name":"A"},
"reviewRating":{"alternateName":"False"}}`)
	for _, want := range []string{"ClaimReview", "1 new", "not every claim says the same", "“The well is dry”", "it holds no ClaimReview"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not in %q", want, told)
		}
	}
}

func TestWhatTheDeskExportsIsWrittenAgainAsItCame(t *testing.T) {
	u := newDesk(t)
	for _, format := range []string{"webannotation", "brat"} {
		path := filepath.Join(u.folder, "desk"+ending(format))
		u.does("team.export")
		u.fills("format", format)
		u.fills("path", path)
		u.accepts()
		u.does("team.check")
		u.fills("path", path)
		u.accepts()
		if fm := u.panel.Form(); fm == nil {
			t.Errorf("%s: nothing is told: %s", format, u.bar.message.Text)
		} else if !strings.Contains(fm.Lead, "same") || strings.Contains(fm.Lead, "not every") {
			t.Errorf("%s: %s", format, fm.Lead)
		}
		u.presses("Escape")
	}
}

func TestATableOfADisputedClaimIsNotSaidToComeBack(t *testing.T) {
	u := newDesk(t)
	path := filepath.Join(u.folder, "desk.csv")
	u.does("team.export")
	u.fills("format", "csv")
	u.fills("path", path)
	u.accepts()
	table, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if told := u.checks(t, "desk.csv", string(table)); !strings.Contains(told, "1 damaged") || strings.Contains(told, "say the same") {
		t.Error(told)
	}
}

// checked has a file of some content checked below the window.
func (u *ui) checked(t *testing.T, name, content string) cli.Checked {
	t.Helper()
	path := filepath.Join(u.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	format, err := u.parts.FormatOf(path, from)
	if err != nil {
		t.Fatal(err)
	}
	c, err := u.parts.Check(t.Context(), u.desk, from, path, format)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return c
}

// writer is somebody at the desk.
func (u *ui) writer(t *testing.T) *workspace.Workspace {
	t.Helper()
	who, err := u.parts.Identity("")
	if err != nil {
		t.Fatal(err)
	}
	w, err := workspace.New(u.desk, workspace.Settings{Who: who, Now: u.parts.Now, Nonce: u.parts.Nonce})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// markedUp is an annotation of some words of an article.
func markedUp(source string, parts ...string) string {
	var targets []any
	for _, p := range parts {
		targets = append(targets, map[string]any{"type": "SpecificResource", "source": source, "selector": map[string]any{"type": "TextQuoteSelector", "exact": p}})
	}
	target := targets[0]
	if len(parts) > 1 {
		target = map[string]any{"type": "List", "items": targets}
	}
	raw, _ := json.Marshal(map[string]any{
		"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "https://a.example/" + strings.ReplaceAll(parts[0], " ", "-"),
		"motivation": "highlighting", "target": target,
	})
	return string(raw)
}

const costs = "Repairs cost 19 million crowns"

func TestACaptureThatWasUndoneDoesNotKeepAFileFromBeingChecked(t *testing.T) {
	u := newDesk(t)
	w := u.writer(t)
	article := u.shown.article.ID()
	r, err := w.Do(model.Load(model.Document{Text: "Bridge open\n\nAll is well.", Found: map[string]string{}}, article, time.Date(2025, 3, 15, 0, 0, 0, 0, time.UTC)))
	if err == nil {
		_, err = w.Undo(r.Batch)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := u.checked(t, "a.jsonld", markedUp("urn:touchstone:"+article, costs))
	if !c.Same || c.Counts[workspace.StatusNew] != 1 {
		t.Errorf("%+v", c)
	}
}

func TestAnItemThatWasTakenBackAtTheDeskFindsItsArticleWhenItIsChecked(t *testing.T) {
	u := newDesk(t)
	article := u.shown.article.ID()
	item := markedUp("urn:touchstone:"+article, costs)
	fresh := u.checked(t, "a.jsonld", item)
	w := u.writer(t)
	format, err := u.parts.FormatOf("a.jsonld", strings.NewReader(item))
	if err != nil {
		t.Fatal(err)
	}
	if err := cli.TakeIn(format, u.parts.Incoming(u.desk, strings.NewReader(item), "-"), w, func(workspace.Outcome) error { return nil }); err != nil {
		t.Fatal(err)
	}
	same := func(when string) {
		t.Helper()
		if c := u.checked(t, "a.jsonld", item); c.Counts[workspace.StatusNew] != 1 || fmt.Sprint(c) != fmt.Sprint(fresh) {
			t.Errorf("%s: %+v, not %+v", when, c, fresh)
		}
	}
	same("taken in")
	place := ""
	err = u.desk.Export(func(e workspace.Exportable) error {
		for s, err := range e.ClaimOrder() {
			if err != nil {
				return err
			}
			state, err := e.State(s)
			if c := state.(*model.Claim); err == nil && c.Foreign != nil {
				place = c.Appearances[0].ID
			}
		}
		return nil
	})
	if err == nil {
		_, err = w.Do(model.Remove(place, "misread"))
	}
	if err != nil {
		t.Fatal(err)
	}
	same("removed")
}

// rewritten is AVeriTeC with something that is done before it is written.
func (u *ui) rewritten(before func(w io.Writer)) *workspace.Format {
	i := slices.IndexFunc(u.parts.Formats, func(f workspace.Format) bool { return f.Name == "averitec" })
	format := u.parts.Formats[i]
	write := format.Write
	format.Write = func(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (workspace.Written, error) {
		before(to)
		return write(to, from, only)
	}
	return &format
}

func TestAClaimThatComesBackBesidesTheOthersIsTold(t *testing.T) {
	u := newDesk(t)
	format := u.rewritten(func(w io.Writer) { _, _ = io.WriteString(w, `[{"claim":"The pier is free."}]`+"\n") })
	c, err := u.parts.Check(t.Context(), u.desk, strings.NewReader(asked), "asked.json", format)
	if err != nil || c.Same || !slices.Equal(c.Lost, []string{"The pier is free."}) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestACheckIsStoppedWhileItWrites(t *testing.T) {
	u := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	format := u.rewritten(func(io.Writer) { cancel() })
	if c, err := u.parts.Check(ctx, u.desk, strings.NewReader(asked), "asked.json", format); !errors.Is(err, context.Canceled) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestWhatWouldNotBeCarriedIsToldInItsOrderAndCounted(t *testing.T) {
	u := newDesk(t)
	var reviews []string
	for i := range 8 {
		reviews = append(reviews, fmt.Sprintf(`{"@type":"ClaimReview","url":"https://a.example/%d","claimReviewed":"Well %d is dry","author":{"name":"A"}}`, i, i))
	}
	c := u.checked(t, "reviews.json", "["+strings.Join(reviews, ",")+"]")
	told := u.checks(t, "reviews.json", "["+strings.Join(reviews, ",")+"]")
	if len(c.Lost) != 8 || c.Lost[0] == c.Lost[7] || !strings.Contains(told, "“"+strings.Join(c.Lost[:5], "”\n“")+"”\nand 3 more") {
		t.Errorf("%q is told of %q", told, c.Lost)
	}
	if len(c.Notes) != 1 || strings.Contains(c.Notes[0], "touchstone-check") {
		t.Errorf("notes %q", c.Notes)
	}
}

func TestWhyItemsWereRefusedIsToldBeforeWhatTheOthersSay(t *testing.T) {
	u := newDesk(t)
	var items []string
	for i := range 7 {
		items = append(items, markedUp("https://nowhere.example/s", fmt.Sprintf("Words %d", i)))
	}
	c := u.checked(t, "a.jsonld", "["+strings.Join(append(items, `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation"}`), ",")+"]")
	if c.Damaged == nil || len(c.Notes) != 5 || !strings.Contains(c.Notes[0], "there is no target") || !strings.Contains(c.Notes[1], "Words-0") {
		t.Errorf("%+v", c)
	}
}

func TestOfNoClaimsNothingIsSaidToComeBack(t *testing.T) {
	u := newDesk(t)
	if told := u.checks(t, "asked.json", `[{"label":"Refuted","questions":[],"fact_checking_strategies":[]}]`); strings.Contains(told, "the same") {
		t.Error(told)
	}
}

func TestARatingOnAScaleOfTheDeskIsNoDamageWhenItIsChecked(t *testing.T) {
	u := newDesk(t)
	scale, err := model.ParseScale([]byte(`{"key":"stars","name":"Stars","ratings":[
{"key":"five","label":"Five stars","order":1,"class":"true","colour":"#112233","glyph":"x","pattern":"solid","definition":"So.","number":null},
{"key":"one","label":"One star","order":2,"class":"false","colour":"#112233","glyph":"x","pattern":"solid","definition":"So.","number":null}]}`))
	if err == nil {
		_, err = u.writer(t).Do(model.AddScale(scale))
	}
	if err != nil {
		t.Fatal(err)
	}
	if c := u.checked(t, "stars.csv", "statement,rating,rationale\nThe pier is free.,five,Seen.\n"); c.Claims != 1 || !c.Same {
		t.Errorf("%+v", c)
	}
}

func TestATableWithTheColumnsOfAnotherFormatIsATable(t *testing.T) {
	u := newDesk(t)
	c := u.checked(t, "asked.csv", "\"statement\",\"claim\",\"label\",\"questions\"\n\"The pier is free.\",\"\",\"\",\"\"\n")
	if c.Claims != 1 || !c.Same {
		t.Errorf("%+v", c)
	}
}
