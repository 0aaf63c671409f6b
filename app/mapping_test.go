//go:build !headless

package app

import (
	"encoding/json"
	"strings"
	"testing"

	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"
)

const swedishList = "Rubrik;Brödtext;Skribent;Länk\nFärjorna står;Det regnade i hamnen.;Ann Lee;https://example.org/a\nBron stängd;Den öppnar i höst.;;\n"

// asked is the form that asks for the columns of a list.
func (u *ui) asked(t *testing.T) *mapping {
	t.Helper()
	if u.intake != nil {
		if m, is := u.intake.of.(*mapping); is {
			return m
		}
	}
	t.Fatalf("no columns are asked for; the bar says %q", u.bar.message.Text)
	return nil
}

// Columns whose names say nothing are asked for, with what stands in them, and are known the next time.
func TestColumnsAreAskedForAndRemembered(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.saves("a.csv", swedishList)})
	m := u.asked(t)
	u.is(len(m.list.Columns) == 4 && len(m.list.Rows) == 2, "not all columns are shown")
	m.form.Done()
	if !strings.Contains(m.form.Problem(), "which column holds the text") {
		t.Fatalf("without a text it says %q", m.form.Problem())
	}
	u.fills("title", "Rubrik")
	u.fills("text", "Brödtext")
	u.fills("byline", "Skribent")
	u.fills("url", "Länk")
	m.form.Done()
	b := u.tabled(t)
	if got := b.summary(); got != "2 new" {
		t.Fatalf("the table says %q", got)
	}
	u.accepts()
	if u.articles() != 2 {
		t.Fatalf("%d articles", u.articles())
	}
	u.loadPaths([]string{u.saves("b.csv", strings.ReplaceAll(swedishList, "hamnen", "staden"))})
	b = u.tabled(t)
	if row := b.row(0); row.Title != "Färjorna står" {
		t.Fatalf("the second time it is %v", row)
	}
	u.focus(b.panel.Focusable())
	u.types("m")
	m = u.asked(t)
	if m.form.Value("text") != "Brödtext" || m.form.Value("byline") != "Skribent" || m.form.Value("outlet") != "" {
		t.Fatalf("what was said of the columns is gone: %s", m.form.Values())
	}
	u.fills("byline", "")
	m.form.Cancel()
	b = u.tabled(t)
	u.focus(b.panel.Focusable())
	u.types("m")
	u.fills("title", "Brödtext")
	u.asked(t).form.Done()
	if row := u.tabled(t).row(0); row.Title != "Det regnade i staden." {
		t.Errorf("with another column for the title it is %v", row)
	}
	u.tabled(t).form.Cancel()
	if u.intake != nil || u.articles() != 2 {
		t.Error("something is left of it")
	}
}

func TestKnownColumnsAreNotAskedFor(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.saves("a.jsonl", `{"headline":"A story","body":"It rained.","id":7}`+"\n")})
	if row := u.tabled(t).row(0); row.Title != "A story" {
		t.Error(row)
	}
}

// What a file holds decides, and not what it is called.
func TestResultsAreToldFromArticles(t *testing.T) {
	var export strings.Builder
	u := newDesk(t)
	err := u.desk.Export(func(from workspace.Exportable) error {
		_, err := u.parts.Export(&export, from, nil, false)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	review := `[{"@context":"https://schema.org","@type":"ClaimReview","url":"https://example.org/r","claimReviewed":"The bridge is closed.","author":{"name":"A"},"reviewRating":{"ratingValue":1}}]`
	quoting, err := json.Marshal([]map[string]string{{"title": "On markup", "text": `They write "ClaimReview" and "@type": "ClaimReview" into a page.`}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data     string
		articles bool
	}{
		"export.json": {export.String(), false}, "export.jsonl": {export.String(), false}, "review.json": {review, false},
		"list.json": {`[{"title":"A story","text":"It rained."}]`, true}, "quoting.json": {string(quoting), true},
	} {
		t.Run(name, func(t *testing.T) {
			u := newUI(t)
			path := u.saves(name, c.data)
			for _, way := range []func(){
				func() { u.loadPaths([]string{path}) },
				func() { u.dropped(fyne.Position{}, []fyne.URI{fynestorage.NewFileURI(path)}) },
			} {
				way()
				tabled := false
				if u.intake != nil {
					_, tabled = u.intake.of.(*batching)
				}
				if tabled != c.articles {
					t.Errorf("taken for articles: %v; the bar says %q", tabled, u.bar.message.Text)
				}
				if u.panel.Form() == nil {
					t.Fatalf("nothing is asked; the bar says %q", u.bar.message.Text)
				}
				u.panel.Form().Cancel()
			}
		})
	}
}
