//go:build !headless

package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
	for _, format := range []string{"webannotation", "brat", "csv"} {
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
