//go:build !headless

package app

import (
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/ingest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	_ "modernc.org/sqlite" // to look into the file as another program would
)

func TestTheFirstRunShowsWhatToDo(t *testing.T) {
	u := newUI(t)
	if u.focused() != u.begin || u.begin.Text != "Load" {
		t.Errorf("the keyboard is at %T", u.focused())
	}
	if u.shown != nil || len(u.middle.Objects) != 1 || u.middle.Objects[0] != u.welcome {
		t.Fatal("an empty workspace does not show the first steps")
	}
	u.types("c")
	if !strings.Contains(u.bar.message.Text, "Ctrl+O") {
		t.Errorf("a key without an article says %q", u.bar.message.Text)
	}
}

// exported is what scripts read of an export.
type exported struct {
	Claims []struct {
		Statement   string
		Appearances []struct {
			Fragments []struct {
				Start, End int
				Exact      string
			}
		}
	}
}

func (u *ui) exports() exported {
	u.Helper()
	path := filepath.Join(u.folder, "out.json")
	u.presses("Ctrl+E")
	u.fills("path", path)
	u.accepts()
	data, err := os.ReadFile(path)
	if err != nil {
		u.Fatal(err)
	}
	var out exported
	if err := json.Unmarshal(data, &out); err != nil {
		u.Fatal(err)
	}
	return out
}

func TestWhatIsSelectedIsWhatIsExported(t *testing.T) {
	u := newUI(t)
	family := "👨‍👩‍👧‍👦"
	u.loadPaths([]string{u.writes("Åsa’s café\n\nThe 🇸🇪 “bridge” e\u0301te\u0301 " + family + " is unsafe. It rained.")})
	u.presses("Ctrl+Home", "Down", "Ctrl+Right")
	for range 5 {
		u.presses("Shift+Right")
	}
	selected := u.view.Selected().Text(u.shown.text)
	u.types("c")
	u.accepts()
	u.selects("té " + family + " is")
	u.types("c")
	u.accepts()
	out := u.exports()
	points := []rune(u.shown.text)
	for _, c := range out.Claims {
		f := c.Appearances[0].Fragments[0]
		if string(points[f.Start:f.End]) != f.Exact {
			t.Errorf("%d to %d is %q, not %q", f.Start, f.End, string(points[f.Start:f.End]), f.Exact)
		}
	}
	if got := out.Claims[0].Appearances[0].Fragments[0].Exact; got != selected {
		t.Errorf("%q was selected and %q exported", selected, got)
	}
}

func TestIdenticalPassagesAreOneClaim(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	if u.panel.Form().Value("all") != "yes" {
		t.Error("the other passage is not offered")
	}
	u.accepts()
	if n := len(u.current().Appearances); n != 2 {
		t.Errorf("%d places", n)
	}
}

func TestHalfTypedWordsAreOfferedAgain(t *testing.T) {
	u := newDesk(t)
	claim := u.claim
	u.types("v")
	u.fills("rating", "false")
	u.fills("rationale", "The report says")
	u.flush() // as the ticker does
	parts, path := u.parts, u.desk.Path()
	s, err := openSession(parts, newRunner(true), path, "Anna", nil) // as after kill -9
	if err != nil {
		t.Fatal(err)
	}
	u.attach(s)
	if !u.bar.notice.Visible() {
		t.Fatal("nothing is offered")
	}
	u.resume("verdict.give", "claim:"+claim)
	if got := u.panel.Form().Value("rationale"); got != "The report says" {
		t.Errorf("the rationale is %q", got)
	}
	u.fills("reason", "new")
	u.accepts()
	if len(u.kept) != 0 {
		t.Errorf("drafts are kept of what is done: %v", u.kept)
	}
}

func TestACanceledFormKeepsItsWords(t *testing.T) {
	u := newDesk(t)
	u.types("n")
	u.types("half a thought")
	u.presses("Escape")
	if u.panel.Form() != nil {
		t.Fatal("Escape does not close the form")
	}
	u.types("n")
	if got := u.panel.Form().Value("text"); got != "half a thought" {
		t.Errorf("the note is %q", got)
	}
}

func TestAFailedWriteKeepsTheForm(t *testing.T) {
	u := newDesk(t)
	u.types("n")
	u.fills("text", "a thought")
	u.run.failed, u.desk = nil, failing{u.desk.(*storage.File)} //nolint:forcetypeassert // it is one
	if err := u.sit("Anna"); err != nil {
		t.Fatal(err)
	}
	u.refused("the disk is full")
}

// failing is a workspace on a full disk.
type failing struct{ *storage.File }

func (f failing) Write(func(w workspace.Writer) error) error {
	return &storage.Unavailable{What: "the disk is full", Err: errors.New("no space")}
}

func TestAnotherProgramsWorkIsShown(t *testing.T) {
	u := newDesk(t)
	other, err := openSession(u.parts, newRunner(true), u.desk.Path(), "Cecilia", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.tell = func([]workspace.Change) {}
	if _, err := other.ws.Do(model.WriteNote(u.claim, "From elsewhere.")); err != nil {
		t.Fatal(err)
	}
	u.poll()
	if notes := u.panel.Claim().Notes; len(notes) != 1 || notes[0].Text != "From elsewhere." {
		t.Errorf("the notes are %v", notes)
	}
	if !strings.Contains(u.bar.message.Text, "else") {
		t.Errorf("the bar says %q", u.bar.message.Text)
	}
}

func TestADamagedWorkspaceIsRefusedAndTheOldOneStays(t *testing.T) {
	u := newDesk(t)
	bad := filepath.Join(u.folder, "bad.db")
	if err := os.WriteFile(bad, []byte("no database at all, but long enough to be looked at"), 0o600); err != nil {
		t.Fatal(err)
	}
	old := u.desk.Path()
	u.openPath(bad)
	if u.desk.Path() != old || !strings.Contains(u.bar.message.Text, "SQLite") {
		t.Errorf("the workspace is %s; the bar says %q", u.desk.Path(), u.bar.message.Text)
	}
	u.does("claim.note") // and still works
	u.fills("text", "still here")
	u.accepts()
}

func TestWhatIsShownIsWhatIsStored(t *testing.T) {
	u := newDesk(t)
	db, err := sql.Open("sqlite", u.desk.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var events int
	if err := db.QueryRow("SELECT count(*) FROM event WHERE kind = 'verdict.given'").Scan(&events); err != nil {
		t.Fatal(err)
	}
	if shown := len(u.panel.Claim().Verdicts); shown != events {
		t.Errorf("%d verdicts are shown, %d stored", shown, events)
	}
}

func TestAPathIsPickedFromAList(t *testing.T) {
	u := newDesk(t)
	for _, command := range []string{
		"article.load", "team.export", "file.backup", "team.import", "file.new", "file.open", "history.report", "evidence.cite", "evidence.describe",
	} {
		u.do(command, "")
		field := "path"
		if strings.HasPrefix(command, "evidence.") {
			field = "file"
		}
		u.fills(field, filepath.Join(u.folder, "x.json"))
		u.focus(u.panel.Form().Field(field).First())
		u.key("Tab")
		if pressed, is := u.focused().(*form.Press); !is || pressed.Text != words.X("path.browse") {
			t.Errorf("%s: Tab leads from the path to %T", command, u.focused())
		}
		button, ok := u.panel.Form().Field("browse").(*form.Button)
		if !ok {
			t.Fatalf("%s has no button that opens a list of files", command)
		}
		button.Press()
		if u.dialog == nil || u.window.Canvas().Overlays().Top() == nil {
			t.Fatalf("%s opens no list of files", command)
		}
		u.dialog.Hide()
		if u.focused() != u.panel.Form().Field(field).First() {
			t.Errorf("%s: the keyboard is at %T when the list is closed", command, u.focused())
		}
		u.panel.Form().Cancel()
	}
}

// What somebody half typed is theirs: a colleague who sits down is not offered it, and it is there when they come back.
func TestHalfTypedWordsBelongToWhoTypedThem(t *testing.T) {
	u := newDesk(t)
	claim := u.claim
	sits := func(name string) {
		u.does("team.person")
		u.fills("name", name)
		u.accepts()
	}
	u.types("v")
	u.fills("rationale", "Anna thinks that")
	u.key("Escape")
	sits("Björn")
	if u.bar.notice.Visible() {
		t.Error("Björn is offered what Anna typed")
	}
	u.open(claim)
	u.does("verdict.give")
	if got := u.panel.Form().Value("rationale"); got != "" {
		t.Errorf("Björn finds %q in his form", got)
	}
	u.key("Escape")
	sits("Anna")
	if !u.bar.notice.Visible() {
		t.Error("Anna is not offered what she typed")
	}
	u.resume("verdict.give", "claim:"+claim)
	if got := u.panel.Form().Value("rationale"); got != "Anna thinks that" {
		t.Errorf("Anna finds %q", got)
	}
}

// What was taken back or came back is in focus, so that nobody has to guess what it was.
func TestUndoAndRedoShowWhatTheyTouched(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	u.accepts()
	marked := u.claim
	u.gives("true", "Seen.")
	u.choose("", false)
	u.does("edit.undo")
	if u.claim != marked || len(u.current().Verdicts) != 0 {
		t.Error("the claim whose verdict was taken back is not in focus")
	}
	u.does("edit.undo")
	if u.claim != "" {
		t.Error("a claim that is gone is in focus")
	}
	u.does("edit.redo")
	if u.claim != marked {
		t.Error("the claim that came back is not in focus")
	}
}

// A failure of reading or fetching is said in the language of the window, and in its own words where there are none.
func TestTroublesAreSaidInWords(t *testing.T) {
	for _, c := range []struct{ code, want string }{{"pdf.scan", "a.pdf: this PDF has no text"}, {"no.such", "a.pdf: what; do"}} {
		if got := explain(&ingest.Error{Code: c.code, File: "a.pdf", What: "what", Do: "do"}); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s is said as %q", c.code, got)
		}
	}
}

// Whoever goes on typing where something is chosen means the words that are asked for next.
func TestLettersTypedAtAChoiceAreTheNextWords(t *testing.T) {
	u := newDesk(t)
	u.types("eReport of May")
	if got := u.panel.Form().Value("title"); got != "Report of May" {
		t.Errorf("the title is %q", got)
	}
	u.panel.Form().Cancel()
	u.types("v2Because it was seen.")
	fm := u.panel.Form()
	if fm.Value("rating") == "" || fm.Value("rationale") != "Because it was seen." {
		t.Errorf("rating %q, rationale %q", fm.Value("rating"), fm.Value("rationale"))
	}
}

// What went wrong is not said any longer when something else is done, and a document that is loaded settles that another could not be.
func TestWhatWentWrongIsNotSaidForEver(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes("")})
	if u.bar.asked == "" {
		t.Fatal("nothing tells that the file holds no words")
	}
	u.loadPaths([]string{u.writes(story)})
	if u.bar.asked != "" {
		t.Errorf("it is still said: %q", u.bar.asked)
	}
	u.toArticle("")
	u.types("v")
	if !strings.HasPrefix(u.bar.message.Text, "⚠") {
		t.Fatalf("a verdict on nothing says %q", u.bar.message.Text)
	}
	u.presses("Ctrl+Home")
	u.types("d")
	if u.bar.message.Text != "" {
		t.Errorf("it is still said: %q", u.bar.message.Text)
	}
}

// The first screen says in whose name is signed, and who sits down is said there at once.
func TestTheFirstScreenSaysWhoSigns(t *testing.T) {
	u := newUI(t)
	says := func(name string) bool {
		return strings.Contains(test.RenderObjectToMarkup(u.welcome), "signed as "+name+".")
	}
	if !says("Anna") {
		t.Error("nothing says who signs")
	}
	u.does("team.person")
	u.fills("name", "Chloé")
	u.accepts()
	if !says("Chloé") {
		t.Error("another name is signed and not said")
	}
}

// Two places of a claim that read the same are told apart by their paragraphs.
func TestPlacesSayTheirParagraph(t *testing.T) {
	u := newDesk(t)
	var got []string
	for _, line := range []string{"¶ 2 · Bridge closed", "¶ 4 · Bridge closed"} {
		if strings.Contains(test.RenderObjectToMarkup(u.panel.Object()), line) {
			got = append(got, line)
		}
	}
	if len(got) != 2 {
		t.Errorf("the panel says %q", got)
	}
}

// A button of the claim's panel hands on letters, and scrolls with the keys that scroll.
func TestKeysScrollTheClaim(t *testing.T) {
	u := newDesk(t)
	u.window.Resize(fyne.NewSize(1024, 400))
	u.presses("Ctrl+3")
	top := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(u.panel.First().(fyne.CanvasObject)).Y
	}
	before := top()
	u.presses("End")
	if top() > before-100 {
		t.Errorf("End scrolls by %.0f", before-top())
	}
	u.presses("Home", "Down", "Down", "Up")
	if by := before - top(); by < 20 || by > 60 {
		t.Errorf("a line further down is %.0f", by)
	}
	u.presses("Up", "Up")
	if top() != before {
		t.Errorf("the top is at %.0f, was at %.0f", top(), before)
	}
}

// What was only chosen is no draft: it is chosen again as fast as it is taken up. With words it is kept, and without them no more.
func TestOnlyTypedWordsAreADraft(t *testing.T) {
	u := newDesk(t)
	u.types("V")
	u.types("1")
	if u.panel.Form().Value("rating") != "true" {
		t.Fatal("a digit chooses nothing")
	}
	u.presses("Escape")
	if len(u.drafted()) > 0 || u.bar.message.Text != "" && strings.Contains(u.bar.message.Text, "kept") {
		t.Errorf("a rating alone is kept: %v, and the bar says %q", u.drafted(), u.bar.message.Text)
	}
	u.types("V")
	u.types("1")
	u.fills("rationale", "Half of")
	u.presses("Escape")
	if len(u.drafted()) != 1 {
		t.Fatal("half-typed words are not kept")
	}
	u.types("V")
	if u.panel.Form().Value("rating") != "true" || u.panel.Form().Value("rationale") != "Half of" {
		t.Errorf("of the draft stands %s", u.panel.Form().Values())
	}
	u.fills("rationale", "")
	u.presses("Escape")
	if len(u.drafted()) > 0 {
		t.Error("a draft without words is kept")
	}
}

// What is offered is offered in another language as well.
func TestDraftsAreStillOfferedInAnotherLanguage(t *testing.T) {
	u := newDesk(t)
	u.types("n")
	u.types("half a thought")
	u.presses("Escape")
	u.offerDrafts()
	if !strings.Contains(u.bar.asked, "Write a note") {
		t.Fatalf("offered is %q", u.bar.asked)
	}
	u.does("pref")
	u.fills("language", "sv")
	if !strings.Contains(u.bar.asked, words.X("claim.note")) || strings.Contains(u.bar.asked, "Write a note") {
		t.Errorf("in Swedish it is %q", u.bar.asked)
	}
	u.fills("language", "en")
}
