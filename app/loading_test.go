//go:build !headless

package app

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/model"
	"touchstone/model/span"
	"touchstone/storage/ingest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynestorage "fyne.io/fyne/v2/storage"
)

// webPage is a web page with a navigation, an article and a box of links.
func webPage(title, body string) string {
	return `<!doctype html><html lang="en"><head><title>` + title + `</title>
<meta property="og:title" content="` + title + `"><meta property="og:site_name" content="The Harbour Post">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + title + `","author":{"name":"Ann Lee"},"datePublished":"2025-03-14"}</script>
</head><body><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav>
<article><h1>` + title + `</h1>` + body + `</article>
<aside><h3>Read more</h3><ul><li><a href="/c">Another story of the day</a></li><li><a href="/d">A third one</a></li></ul></aside>
<footer><p>All rights reserved by the publisher. Subscribe to our newsletter.</p></footer></body></html>`
}

const storyBody = `<p>Ferry traffic to the island was stopped on Tuesday after divers found cracks in the quay, the mayor said at a meeting in the town hall.</p>
<p>The ministry confirms that fourteen of the fifty-two concrete piles are damaged, and that repairs will take until autumn at the earliest.</p>
<p>“Nobody was in danger at any time,” said Ann Berg, who leads the works in the harbour, and promised a report before the summer.</p>`

// saves makes a file of any kind and returns its path.
func (u *ui) saves(name, data string) string {
	u.Helper()
	path := filepath.Join(u.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		u.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		u.Fatal(err)
	}
	return path
}

func (u *ui) articles() int { return len(u.ids(library.Articles)) }

// previewed is the document that is being looked at.
func (u *ui) previewed(title string) *form.Form {
	u.Helper()
	fm := u.panel.Form()
	if u.intake == nil || fm != u.intake.form || fm.Value("title") != title {
		u.Fatalf("%q is not looked at; the bar says %q", title, u.bar.message.Text)
	}
	return fm
}

func loadJourneys() []journey {
	return []journey{
		{"article.link", true, func(u *ui) {
			u.files++
			title := "Linked story " + strings.Repeat("i", u.files)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprint(w, webPage(title, strings.ReplaceAll(storyBody, "Tuesday", title)))
			}))
			defer server.Close()
			u.presses("Ctrl+Alt+O")
			u.fills("url", server.URL)
			u.panel.Form().Done()
			u.is(u.panel.Form().Field("private") != nil && strings.Contains(u.panel.Form().Problem(), "public internet"), "a private address is not said to be one: "+u.panel.Form().Problem())
			u.fills("private", "yes")
			u.panel.Form().Done()
			u.previewed(title)
			u.presses("Return")
			u.is(u.shown.article.Title == title && u.shown.at().Origin.URL != "", "the page is not shown")
			u.back()
		}},
		{"article.reread", false, func(u *ui) {
			u.does("article.reread")
			u.is(u.intake == nil && strings.Contains(u.bar.message.Text, "same text"), "reading the original again says "+u.bar.message.Text)
		}},
	}
}

// What a reader left out stands in its place, and comes along where a person says so. It is one step to take back.
func TestADocumentIsLookedAtBeforeItIsStored(t *testing.T) {
	u := newDesk(t)
	before, n := u.state(), u.articles()
	u.loadPaths([]string{u.saves("ferries.html", webPage("Ferries stop", storyBody))})
	fm := u.previewed("Ferries stop")
	if u.articles() != n {
		t.Fatal("it is stored before anybody said so")
	}
	for _, want := range [][2]string{{"byline", "Ann Lee"}, {"outlet", "The Harbour Post"}, {"published", "2025-03-14"}, {"language", "en"}} {
		if got := fm.Value(want[0]); got != want[1] {
			t.Errorf("%s is %q", want[0], got)
		}
	}
	if label := fm.Field("byline").Label(); !strings.Contains(label, "JSON-LD") {
		t.Errorf("the byline's label says %q, and not where it was found", label)
	}
	w := u.looking(t)
	cuts := len(w.doc.Cuts)
	if cuts < 2 || len(w.out()) != cuts {
		t.Fatalf("%d passages were left out of %d", len(w.out()), cuts)
	}
	u.types("jj ") // from one to the next, and back in
	if len(w.out()) != cuts-1 {
		t.Fatal("the space bar puts nothing back")
	}
	var put string
	for _, one := range w.page {
		if one.changed() {
			put = w.text[one.Start:one.End]
		}
	}
	fm.Field("byline").SetValue("Ann Lee and Bo Ek")
	u.toArticle("")
	u.key("Return")
	if u.intake != nil || u.panel.Form() != nil || u.shown.article.Byline != "Ann Lee and Bo Ek" || u.shown.article.Found["byline"] != model.FoundGiven {
		t.Fatalf("the byline is %q, found %v", u.shown.article.Byline, u.shown.article.Found)
	}
	if !strings.Contains(u.shown.text, put) || len(u.shown.at().Origin.Restored) != 1 {
		t.Errorf("%q was put back and is not in the text", put)
	}
	u.presses("Ctrl+Z")
	if got := u.state(); got != before {
		t.Errorf("taken back it is another state:\n%s", diff(before, got))
	}
}

// looking is the preview that is open.
func (u *ui) looking(t *testing.T) *previewing {
	t.Helper()
	if u.intake != nil {
		if w, is := u.intake.of.(*previewing); is {
			return w
		}
	}
	t.Fatalf("nothing is looked at; the bar says %q", u.bar.message.Text)
	return nil
}

func TestAClickPutsAPassageBackAndTakesItOut(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.saves("ferries.html", webPage("Ferries stop", storyBody))})
	w := u.looking(t)
	w.clicked("0")
	if len(w.out()) != len(w.doc.Cuts)-1 {
		t.Error("a click puts nothing back")
	}
	w.clicked("0")
	if len(w.out()) != len(w.doc.Cuts) {
		t.Error("a second click does not take it out")
	}
}

// A paragraph of the article can be set aside, and several at once by selecting in them. What is stored is the text without
// them, and the origin says which they were, so that reading the original again gives the same.
func TestAParagraphIsSetAside(t *testing.T) {
	u := newDesk(t)
	before := u.state()
	u.loadPaths([]string{u.saves("ferries.html", webPage("Ferries stop", storyBody))})
	w := u.looking(t)
	cuts := len(w.out())
	at := strings.Index(w.text, "The ministry confirms")
	w.view.Select(span.Fragments{{Start: at, End: at}})
	u.types(" ")
	if len(w.out()) != cuts+1 {
		t.Fatal("the space bar leaves nothing out")
	}
	u.types(" ")
	if len(w.out()) != cuts {
		t.Fatal("it does not take it in again")
	}
	end := strings.Index(w.text, "Nobody was in danger")
	w.view.Select(span.Fragments{{Start: at + 3, End: end + 3}})
	u.types(" ")
	if len(w.out()) != cuts+2 {
		t.Fatalf("%d are left out with two selected", len(w.out())-cuts)
	}
	u.toArticle("")
	u.key("Return")
	if strings.Contains(u.shown.text, "ministry") || strings.Contains(u.shown.text, "in danger") || len(u.shown.at().Origin.Aside) != 2 {
		t.Errorf("stored is %q, set aside %v", u.shown.text, u.shown.at().Origin.Aside)
	}
	u.does("article.reread")
	u.is(u.intake == nil && strings.Contains(u.bar.message.Text, "same text"), "reading the original again says "+u.bar.message.Text)
	u.presses("Ctrl+Z")
	if got := u.state(); got != before {
		t.Errorf("taken back it is another state:\n%s", diff(before, got))
	}
}

func TestNotAllIsSetAside(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.saves("ferries.html", webPage("Ferries stop", storyBody))})
	w := u.looking(t)
	w.view.Select(span.Fragments{{Start: 0, End: len(w.text)}})
	u.types(" ")
	w.form.Done()
	if u.articles() != 0 || !strings.Contains(w.form.Problem(), "at least one paragraph") {
		t.Errorf("%d articles; the form says %q", u.articles(), w.form.Problem())
	}
}

// What is copied is what is seen, and a preview stays open when the letters grow or the colours change.
func TestAPreviewIsReadAsAnArticleIs(t *testing.T) {
	u := newDesk(t)
	u.selects(bridge)
	u.loadPaths([]string{u.saves("ferries.html", webPage("Ferries stop", storyBody))})
	w := u.looking(t)
	at := strings.Index(w.text, "fourteen of the fifty-two")
	w.view.Select(span.Fragments{{Start: at, End: at + len("fourteen")}})
	u.presses("Ctrl+C", "Ctrl+Plus", "Ctrl+D", "Ctrl+D")
	if got := u.app.Clipboard().Content(); got != "fourteen" {
		t.Errorf("copied %q", got)
	}
	u.presses("Ctrl+A")
	if got := w.view.Selected().Text(w.text); !strings.HasPrefix(got, "The ministry confirms") {
		t.Errorf("selected %q", got)
	}
	if u.looking(t) != w || u.panel.Form() != w.form {
		t.Error("the preview is gone")
	}
}

func TestEscapeForgetsWhatIsLookedAt(t *testing.T) {
	u := newDesk(t)
	before, seq := u.state(), u.seq()
	u.loadPaths([]string{u.saves("ferries.html", webPage("Ferries stop", storyBody))})
	u.previewed("Ferries stop")
	u.types("c")
	if u.panel.Form() != u.intake.form {
		t.Error("a claim can be marked in what is not stored")
	}
	u.key("Escape")
	if u.intake != nil || u.panel.Form() != nil || u.state() != before || u.seq() != seq {
		t.Error("something is left of it")
	}
	if !u.view.Focused() {
		t.Error("the article has not got the keyboard back")
	}
}

// long is a text that is long enough to be nearly the same as another.
func long(change string) string {
	var b strings.Builder
	b.WriteString("Ferries stop\n\n")
	for i := range 40 {
		fmt.Fprintf(&b, "On day %d the divers counted %d cracks in pile number %d of the quay.\n\n", i, i*7%13, i*5%52)
	}
	return b.String() + change + "\n"
}

func TestWhatIsNearlyTheSameIsAskedFor(t *testing.T) {
	for choice, check := range map[string]func(u *ui, first string){
		nearKeep: func(u *ui, first string) {
			u.is(u.articles() == 2 && len(u.shown.article.Joined) == 0, "it is no article of its own")
		},
		nearCapture: func(u *ui, first string) {
			u.is(u.articles() == 1 && u.shown.article.ID() == first && len(u.shown.article.Captures) == 2, "it is no newer text")
		},
		nearJoin: func(u *ui, first string) {
			u.is(u.articles() == 2 && len(u.shown.article.Joined) == 1 && u.shown.article.Joined[0] == first, "it is not joined")
		},
		nearSkip: func(u *ui, first string) {
			u.is(u.articles() == 1 && u.shown.article.ID() == first, "it is not skipped")
		},
	} {
		t.Run(choice, func(t *testing.T) {
			u := newUI(t)
			u.loadPaths([]string{u.writes(long("The harbour is closed."))})
			first := u.shown.article.ID()
			before := u.state()
			u.loadPaths([]string{u.writes(long("The harbour opened again on Friday morning."))})
			fm := u.previewed("Ferries stop")
			if label := fm.Field("near").Label(); !strings.Contains(label, "9") || !strings.Contains(label, "Ferries stop") {
				t.Errorf("it says %q", label)
			}
			if w := u.looking(t); len(w.come) == 0 {
				t.Error("what differs is not shown")
			}
			u.fills("near", choice)
			u.accepts()
			check(u, first)
			if choice == nearSkip {
				return
			}
			u.presses("Ctrl+Z")
			if got := u.state(); got != before {
				t.Errorf("one undo gives another state:\n%s", diff(before, got))
			}
		})
	}
}

// Many are listed first. What cannot be read is told of, and what was mended is loaded when it is tried again.
func TestManyAreListedBeforeTheyAreLoaded(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(long("The harbour is closed."))})
	u.saves("many/a.txt", "A first story\n\nIt rained.")
	u.saves("many/b.html", webPage("A second story", storyBody))
	u.saves("many/c.txt", long("The harbour is closed."))                 // known
	u.saves("many/d.txt", long("The harbour opened again on Friday."))    // near
	bad := u.saves("many/e.txt", "")                                      // no words
	u.saves("many/f.txt", "A first story\n\nIt rained.")                  // twice
	u.saves("many/g.csv", "title,text\nFrom a list,It snowed in Umeå.\n") // not listed by folders
	u.loadPaths([]string{filepath.Join(u.folder, "many"), filepath.Join(u.folder, "many", "g.csv")})
	b := u.tabled(t)
	if got, want := b.summary(), "3 new · 2 known · 1 nearly the same · 1 in trouble"; got != want {
		t.Fatalf("the table says %q, not %q", got, want)
	}
	if u.articles() != 1 {
		t.Fatal("something is stored before anybody said so")
	}
	u.types("j")
	if row := b.row(b.panel.At()); !row.Look {
		t.Errorf("J goes to %v", row)
	}
	if b.form.Accept != "Load 4" {
		t.Errorf("the button says %q", b.form.Accept)
	}
	u.focus(b.form.First())
	u.types("4") // skip what is nearly the same
	if b.form.Accept != "Load 3" {
		t.Errorf("the button says %q", b.form.Accept)
	}
	u.focus(b.panel.Focusable())
	u.key("Home")
	u.types(" ")
	if b.form.Accept != "Load 2" || b.row(0).Tick != "☐" {
		t.Errorf("with a row out the button says %q", b.form.Accept)
	}
	u.types(" ")
	u.shortcut("Return")
	if u.intake != nil || u.articles() != 4 || !u.bar.notice.Visible() {
		t.Fatalf("%d articles; notice %v", u.articles(), u.bar.notice.Visible())
	}
	if err := os.WriteFile(bad, []byte("Mended\n\nIt has words."), 0o600); err != nil {
		t.Fatal(err)
	}
	b.again()
	if len(b.rows) != 1 || b.row(0).What == "" || !strings.Contains(b.row(0).Detail, "no words") {
		t.Fatalf("%d rows are left: %v", len(b.rows), b.row(0))
	}
	u.accepts()
	if u.articles() != 5 {
		t.Errorf("%d articles after the second try", u.articles())
	}
	u.presses("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
	if u.articles() != 1 {
		t.Errorf("%d articles when each is taken back", u.articles())
	}
}

// tabled is the table that is open.
func (u *ui) tabled(t *testing.T) *batching {
	t.Helper()
	if u.intake != nil {
		if b, is := u.intake.of.(*batching); is {
			return b
		}
	}
	t.Fatalf("no table is open; the bar says %q", u.bar.message.Text)
	return nil
}

// shortcut presses Ctrl and a key in whatever has the keyboard.
func (u *ui) shortcut(key fyne.KeyName) {
	u.Helper()
	s, ok := u.window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		u.Fatal("what has the keyboard knows no shortcuts")
	}
	s.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
}

// What is stopped midway keeps what is stored, and offers the others.
func TestLoadingManyIsStopped(t *testing.T) {
	u := newUI(t)
	for i := range 600 { // three writes
		u.saves(fmt.Sprintf("many/%03d.txt", i), fmt.Sprintf("Story %d\n\nIt rained on day %d.", i, i))
	}
	u.loadPaths([]string{filepath.Join(u.folder, "many")})
	b := u.tabled(t)
	u.run.told = func(r running) {
		if u.articles() > 0 {
			u.run.Cancel()
		}
	}
	u.accepts()
	n := u.articles()
	if n == 0 || n == 600 || len(b.rows) != 600-n || !u.bar.notice.Visible() {
		t.Fatalf("%d articles are stored, %d are left", n, len(b.rows))
	}
	u.run.told = u.bar.running
	b.again()
	u.accepts()
	if u.articles() != 600 {
		t.Errorf("%d articles when the others are loaded", u.articles())
	}
}

// Each failure of fetching is said in words; only a private address is offered to be allowed.
func TestWhatCannotBeFetchedIsSaid(t *testing.T) {
	u := newUI(t)
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	u.presses("Ctrl+Alt+O")
	u.refused("nothing")
	u.fills("url", "ftp://example.org/x")
	u.panel.Form().Done()
	if fm := u.panel.Form(); fm.Problem() == "" || fm.Field("private") != nil || fm.Value("url") != "ftp://example.org/x" {
		t.Errorf("%q, %q", fm.Problem(), fm.Value("url"))
	}
	u.fills("url", server.URL)
	u.panel.Form().Done()
	u.fills("private", "yes")
	u.panel.Form().Done()
	if fm := u.panel.Form(); !strings.Contains(fm.Problem(), "404") || fm.Field("private") != nil {
		t.Errorf("%q", fm.Problem())
	}
	if u.articles() != 0 {
		t.Error("something is stored")
	}
}

func TestDroppedFilesAreListed(t *testing.T) {
	u := newUI(t)
	good, empty := u.writes("A story\n\nIt rained."), u.writes("")
	u.dropped(fyne.Position{}, []fyne.URI{fynestorage.NewFileURI(good), fynestorage.NewFileURI(empty), fynestorage.NewFileURI("/nowhere/at/all.txt")})
	b := u.tabled(t)
	if got := b.summary(); got != "1 new · 2 in trouble" {
		t.Errorf("the table says %q", got)
	}
	u.accepts()
	if u.articles() != 1 || !u.bar.notice.Visible() || u.shown == nil {
		t.Errorf("%d articles; notice: %v", u.articles(), u.bar.notice.Visible())
	}
}

// A reader that finds other words in the kept bytes has them looked at, as a newer text of the same article.
func TestTheOriginalIsReadAgain(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(long("The harbour is closed."))})
	article, before := u.shown.article.ID(), u.state()
	reread := u.parts.Reread
	u.parts.Reread = func(data []byte, then model.Capture, text string) (model.Document, bool, error) {
		doc, err := ingest.Read(then.Origin.Name, []byte(long("The harbour is closed. So is the quay.")))
		return doc, false, err
	}
	u.does("article.reread")
	w := u.looking(t)
	if len(w.come) == 0 || !strings.Contains(w.lead(), "newer text") {
		t.Errorf("what changed is not told: %q", w.lead())
	}
	u.accepts()
	if u.shown.article.ID() != article || len(u.shown.article.Captures) != 2 {
		t.Error("it is no newer text of the article")
	}
	u.closeReview()
	u.does("edit.undo")
	if got := u.state(); got != before {
		t.Errorf("taken back it is another state:\n%s", diff(before, got))
	}
	u.parts.Reread = reread
}

func TestARowTellsTheDayAnArticleWasPublishedAndNoMore(t *testing.T) {
	u := newDesk(t)
	page := strings.ReplaceAll(webPage("A story of an evening", storyBody), `"2025-03-14"`, `"2025-03-14T18:30:00Z"`)
	u.loadPaths([]string{u.saves("evening.html", page)})
	u.previewed("A story of an evening")
	u.accepts()
	ids := u.ids(library.Articles)
	for _, id := range ids {
		if row := u.row(library.Articles, id); row.Title == "A story of an evening" {
			if row.Detail != "0 claims · The Harbour Post · 2025-03-14" {
				t.Errorf("the row says %q", row.Detail)
			}
			return
		}
	}
	t.Error("it has no row")
}
