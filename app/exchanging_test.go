//go:build !headless

package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/app/words"
	"touchstone/model"
)

// claimsHere counts the claims of the workspace.
func (u *ui) claimsHere(t *testing.T) int {
	t.Helper()
	ids, err := u.desk.List(model.NounClaim)
	if err != nil {
		t.Fatal(err)
	}
	return len(ids)
}

func TestAnExportIsChosenByFormatAndScope(t *testing.T) {
	u := newDesk(t)
	for format, begins := range map[string]string{"html": "<!DOCTYPE html>", "markdown": "# Review", "csv": "\ufeffid,", "files": "PK", "json": "{"} {
		u.does("team.export")
		u.fills("format", format)
		u.fills("scope", "claim")
		path := u.panel.Form().Value("path")
		if !strings.HasSuffix(path, ending(format)) {
			t.Errorf("%s would be written to %s", format, path)
		}
		path = filepath.Join(u.folder, "chosen"+ending(format))
		u.fills("path", path)
		u.accepts()
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(data), begins) {
			t.Errorf("%s begins with %.20q, %v; the bar says %s", format, data, err, u.bar.message.Text)
		}
	}
}

func TestAnExportShowsItsFirstLinesBeforeItIsWritten(t *testing.T) {
	u := newDesk(t)
	u.does("team.export")
	fm := u.panel.Form()
	for format, shown := range map[string]string{"json": `"format":"touchstone"`, "csv": "statement,", "html": "Review", "files": "ZIP"} {
		u.fills("format", format)
		button, ok := fm.Field("preview").(*form.Button)
		if !ok {
			t.Fatal("no button shows the first lines")
		}
		button.Press()
		if !strings.Contains(fm.Remark(), shown) {
			t.Errorf("%s shows %q", format, fm.Remark())
		}
	}
}

func TestResultsOfAnotherProgramAreRehearsedAndTakenIn(t *testing.T) {
	u := newDesk(t)
	before := u.claimsHere(t)
	path := filepath.Join(u.folder, "reviews.json")
	item := `{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"The lake is dry","author":{"name":"A"}}`
	if err := os.WriteFile(path, []byte(item), 0o600); err != nil {
		t.Fatal(err)
	}
	u.does("team.import")
	u.fills("path", path)
	u.accepts()
	if fm := u.panel.Form(); fm == nil || !strings.Contains(fm.Lead, "1 new") {
		t.Fatal("nothing was asked before the import: " + u.bar.message.Text)
	}
	if got := u.claimsHere(t); got != before {
		t.Errorf("the rehearsal wrote %d claims", got-before)
	}
	u.accepts()
	if got := u.claimsHere(t); got != before+1 {
		t.Errorf("%d claims came in; the bar says %s", got-before, u.bar.message.Text)
	}
}

func TestAnImportShowsTheVerdictsThatStandAndNoneThatWasSuperseded(t *testing.T) {
	u := newDesk(t)
	u.does("team.export")
	u.fills("format", "webannotation")
	path := filepath.Join(u.folder, "desk.jsonld")
	u.fills("path", path)
	u.accepts()
	u.toArticle("")
	u.types("v")
	u.fills("rating", "half-true")
	u.fills("rationale", "Partly seen.")
	u.fills("reason", "error")
	u.accepts()
	u.does("team.import")
	u.fills("path", path)
	u.accepts()
	fm := u.panel.Form()
	if fm == nil {
		t.Fatal("nothing was asked before the import: " + u.bar.message.Text)
	}
	if !strings.Contains(fm.Lead, "Partly seen.") || strings.Contains(fm.Lead, ": Seen.") {
		t.Error(fm.Lead)
	}
}

func TestATableSaysWhichOfItsColumnsHoldTheClaims(t *testing.T) {
	u := newDesk(t)
	before := u.claimsHere(t)
	path := filepath.Join(u.folder, "table.csv")
	if err := os.WriteFile(path, []byte("Claim;Who\nThe lake is dry;Bo\n;Bo\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.does("team.import")
	u.fills("path", path)
	u.refused("Claim, Who")
	u.fills("columns", "Claim")
	u.refused("statement")
	u.fills("columns", "statement=Claim, said_by=Who")
	u.accepts()
	fm := u.panel.Form()
	if fm == nil {
		t.Fatal("nothing was asked before the import: " + u.bar.message.Text)
	}
	for _, want := range []string{"1 new", "1 damaged", "“The lake is dry”", "Said by Bo", "line 3: a row without a statement"} {
		if !strings.Contains(fm.Lead, want) {
			t.Errorf("%q is not in %q", want, fm.Lead)
		}
	}
	if got := u.claimsHere(t); got != before {
		t.Errorf("the look wrote %d claims", got-before)
	}
	u.accepts()
	if got := u.claimsHere(t); got != before+1 {
		t.Errorf("%d claims came in", got-before)
	}
}

func TestAFileOfAnotherFormIsNamedAndRefusedWhereItIsAsked(t *testing.T) {
	u := newDesk(t)
	path := filepath.Join(u.folder, "reviews.json")
	if err := os.WriteFile(path, []byte(`{"@type":"ClaimReview","url":"https://a.example/1","claimReviewed":"x","author":{"name":"A"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	u.does("team.import")
	u.fills("path", path)
	u.fills("format", "json")
	u.refused("no export of Touchstone")
}

func TestResultsThatNameNoArticleStandInTheOpenOneWhereThatIsSaid(t *testing.T) {
	u := newDesk(t)
	path := filepath.Join(u.folder, "notes.jsonld")
	note := `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:x:1","type":"Annotation","bodyValue":"Really?","target":{"source":"https://nowhere.example/a","selector":{"type":"TextQuoteSelector","exact":"Repairs cost 19 million crowns"}}}`
	if err := os.WriteFile(path, []byte(note), 0o600); err != nil {
		t.Fatal(err)
	}
	for here, want := range map[string]string{"": "1 lost", "yes": "Stands in 1 place"} {
		u.does("team.import")
		u.fills("path", path)
		u.fills("here", here)
		u.accepts()
		if fm := u.panel.Form(); fm == nil || !strings.Contains(fm.Lead, want) {
			t.Errorf("with %q it is not %s: %s", here, want, fm.Lead)
		}
		u.presses("Escape")
	}
}

// writesOut opens the form of a command that writes a file, with something to write.
func (u *ui) writesOut(command, path string) *form.Form {
	u.Helper()
	u.toArticle("")
	u.does(command)
	u.fills("path", path)
	return u.panel.Form()
}

// withCopy gives the first evidence a copy, which can be saved.
func (u *ui) withCopy() *ui {
	u.Helper()
	log := filepath.Join(u.folder, "log.txt")
	if err := os.WriteFile(log, []byte("the log itself"), 0o600); err != nil {
		u.Fatal(err)
	}
	u.does("evidence.describe")
	u.fills("file", log)
	u.accepts()
	return u
}

// What stands under a name is written over only when that was said.
func TestAFileThatIsThereIsReplacedOnlyWhenThatWasSaid(t *testing.T) {
	u := newDesk(t).withCopy()
	path := filepath.Join(u.folder, "mine.json")
	now := func() string {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, command := range []string{"team.export", "history.report", "file.backup", "evidence.save"} {
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		fm := u.writesOut(command, path)
		usual := fm.Accept
		fm.Done()
		if u.panel.Form() != fm || !strings.Contains(fm.Problem(), "mine.json is there already") || now() != "mine" {
			t.Fatalf("%s wrote over a file without asking: %.20q", command, now())
		}
		u.fills("path", path+"2")
		if fm.Accept != usual {
			t.Errorf("%s: with another name the button says %q", command, fm.Accept)
		}
		u.fills("path", path)
		fm.Done()
		u.accepts()
		if now() == "mine" {
			t.Errorf("%s: it was said that the file is to be replaced, and it was not: %s", command, u.bar.message.Text)
		}
	}
}

// The second click of a double one is no answer to a question that the first one asked.
func TestADoubleClickReplacesNothing(t *testing.T) {
	u := newDesk(t)
	still := u.parts.Now()
	u.parts.Now = func() time.Time { return still }
	path := u.saves("mine.json", "mine")
	fm := u.writesOut("team.export", path)
	fm.Done()
	fm.Done()
	if data, err := os.ReadFile(path); err != nil || string(data) != "mine" || u.panel.Form() != fm {
		t.Fatalf("it was written over: %.20q, %v", data, err)
	}
	for range 9 { // as a key that is held down does
		still = still.Add(hasty / 3)
		fm.Done()
	}
	if data, _ := os.ReadFile(path); string(data) != "mine" {
		t.Fatal("a key that is held down writes over it")
	}
	still = still.Add(hasty)
	u.accepts()
	if data, _ := os.ReadFile(path); string(data) == "mine" {
		t.Error("it is never written over")
	}
}

// Nothing takes the place of a workspace, nor of what belongs to one, nor of a folder: nothing could bring it back.
func TestNothingTakesThePlaceOfAWorkspace(t *testing.T) {
	u := newDesk(t).withCopy()
	other := filepath.Join(u.folder, "other.db")
	if err := u.desk.Backup(other); err != nil {
		t.Fatal(err)
	}
	wal := u.saves("other.db-wal", "the newest half")
	if err := os.Mkdir(filepath.Join(u.folder, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{u.desk.Path(), other, wal, filepath.Join(u.folder, "sub")} {
		before, _ := os.ReadFile(path)
		for _, command := range []string{"team.export", "history.report", "evidence.save"} {
			fm := u.writesOut(command, path)
			fm.Done()
			fm.Done()
			if now, _ := os.ReadFile(path); string(now) != string(before) {
				t.Fatalf("%s wrote over %s", command, path)
			}
			if said := fm.Problem(); !strings.Contains(said, "A workspace stands at") && !strings.Contains(said, "is a folder") {
				t.Errorf("%s over %s says %q", command, path, said)
			}
			fm.Cancel()
		}
	}
}

// What a format writes beside its file takes the place of nothing that nobody asked about.
func TestWhatIsWrittenBesideReplacesNothingUnasked(t *testing.T) {
	u := newDesk(t)
	notes := u.saves("mine.txt", "my own notes")
	path := filepath.Join(u.folder, "mine.ann")
	writes := func() {
		fm := u.writesOut("team.export", path)
		u.fills("format", "brat")
		u.fills("path", path)
		fm.Done()
		if u.panel.Form() == fm {
			u.accepts()
		}
	}
	writes()
	if data, err := os.ReadFile(notes); err != nil || string(data) != "my own notes" || !strings.Contains(u.bar.message.Text, "mine.txt is there already") {
		t.Errorf("the notes are %.20q, %v; the bar says %q", data, err, u.bar.message.Text)
	}
	if err := os.Remove(notes); err != nil {
		t.Fatal(err)
	}
	writes()
	writes() // in place of its own
	if data, err := os.ReadFile(notes); err != nil || !strings.HasPrefix(string(data), "Bridge") {
		t.Errorf("the text is %.20q, %v; the bar says %q", data, err, u.bar.message.Text)
	}
}

// What an export holds is said in the person's language.
func TestWhatWasExportedIsSaidInThePersonsLanguage(t *testing.T) {
	u := newDesk(t)
	for language, wanted := range map[string][2]string{"en": {"1 article, 1 claim", "7 annotations"}, "sv": {"1 artikel, 1 påstående", "7 annoteringar"}} {
		words.Speak(language)
		for i, format := range []string{"json", "webannotation"} {
			u.does("team.export")
			u.fills("format", format)
			u.fills("path", filepath.Join(u.folder, language+ending(format)))
			u.accepts()
			if said := u.bar.message.Text; !strings.Contains(said, wanted[i]) || strings.Contains(said, "event") || strings.Contains(said, "digest") {
				t.Errorf("%s, %s: the bar says %q", language, format, said)
			}
		}
	}
	words.Speak("en")
}

// A colleague's file says which claims it knows more of, before anything is taken in.
func TestAColleaguesFileSaysWhichClaimsBecomeMore(t *testing.T) {
	u := newDesk(t)
	mine, claim := u.desk.Path(), u.current().Statement
	own, theirs := filepath.Join(u.folder, "own.json"), filepath.Join(u.folder, "theirs.json")
	exports := func(path string) {
		u.does("team.export")
		u.fills("path", path)
		u.accepts()
	}
	takesIn := func(path string) (lead string) {
		u.does("team.import")
		u.fills("path", path)
		u.accepts()
		lead = u.panel.Form().Lead
		u.accepts()
		return lead
	}
	exports(own)
	u.openPath(filepath.Join(u.folder, "theirs.db"))
	if lead := takesIn(own); strings.Contains(lead, "knows more") {
		t.Errorf("nothing is here, and yet more would be known of something: %s", lead)
	}
	u.sits("Cecilia")
	u.open(u.ids(library.Claims)[0])
	u.gives("half-true", "Half of it.")
	exports(theirs)
	u.openPath(mine)
	if lead := takesIn(theirs); !strings.Contains(lead, "knows more of it:\n· "+claim) {
		t.Errorf("the rehearsal says only %s", lead)
	}
}
