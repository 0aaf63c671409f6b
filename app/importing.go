//go:build !headless

package app

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// coming is a file on its way in, and how it is to be read.
type coming struct {
	path    string
	format  string            // "" where the file tells
	article string            // the id of the article that is meant where an item names none, "" for none
	columns map[string]string // of a table: field -> heading
}

// importFile asks for a colleague's export or results of another program, and takes them in.
func (f *frame) importFile(string) {
	fm := form.New(words.X("team.import"), words.X("team.import.lead"), words.X("team.import.next"))
	path := f.pathField(words.X("path.label"), f.startFolder())
	f.addPath(fm, "path", path, aFile)
	formats := []form.Option{{Key: "", Label: words.X("team.import.tells")}, {Key: ownFormat, Label: words.X("format." + ownFormat)}}
	for _, one := range f.parts.Formats {
		if one.Read != nil {
			formats = append(formats, form.Option{Key: one.Name, Label: words.X("format." + one.Name)})
		}
	}
	fm.Add("format", form.NewSelect(words.X("team.export.format"), formats, "", nil))
	if f.shown != nil {
		fm.Add("here", form.NewCheck(words.X("team.import.here"), false))
	}
	fm.Add("columns", form.NewLine(words.X("team.import.columns"), words.X("team.import.columns.hint")))
	f.ask(fm, func() error {
		at, err := typedPath(fm)
		if err == nil {
			err = there(at, aFile)
		}
		if err != nil {
			return err
		}
		c := coming{path: at, format: fm.Value("format")}
		if c.columns, err = columnsOf(fm.Value("columns")); err != nil {
			return err
		}
		if fm.Value("here") != "" {
			c.article = f.shown.article.ID()
		}
		f.prefs.inFolder(filepath.Dir(at))
		fm.Busy(true)
		fm.Canceled = func() { // and with it the look through the file
			f.run.Cancel()
			f.answered(fm, true)
		}
		f.rehearse(c, fm, func(err error) {
			fm.Busy(false)
			if errors.Is(err, context.Canceled) {
				f.bar.say(words.X("team.import.stopped"), false)
				return
			}
			refuse(fm, err)
		})
		return nil
	})
}

// columnsOf reads which field of a claim a table's columns are: statement=Claim, rating=Verdict.
func columnsOf(typed string) (map[string]string, error) {
	columns := map[string]string{}
	for part := range strings.SplitSeq(typed, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		field, heading, ok := strings.Cut(part, "=")
		if field = strings.TrimSpace(field); !ok || !slices.Contains(workspace.TableFields, field) {
			return nil, model.Refuse("word.unknown", "field", words.X("team.import.columns"), "word", part, "known", strings.Join(workspace.TableFields, ", "))
		}
		columns[field] = strings.TrimSpace(heading)
	}
	return columns, nil
}

// report counts what became of the streams of an import.
type report map[workspace.Status]int

func (r report) words() string {
	var parts []string
	for _, s := range []workspace.Status{
		workspace.StatusNew, workspace.StatusNewerThere, workspace.StatusConflict, workspace.StatusNewerHere,
		workspace.StatusKnown, workspace.StatusLost, workspace.StatusDamaged,
	} {
		if r[s] > 0 {
			parts = append(parts, words.X("import."+strings.ReplaceAll(string(s), " ", "-"), "count", r[s]))
		}
	}
	if len(parts) == 0 {
		return words.X("import.nothing")
	}
	return strings.Join(parts, ", ")
}

// shownTroubles is how many items of a file are told of one by one, of those that need a look.
const shownTroubles = 5

// rehearsal is what an import would bring.
type rehearsal struct {
	counts   report
	format   string
	first    string         // the first item as it would stand here
	troubles []string       // items that are damaged or lost, or that say something a person should know
	touched  []model.Stream // what is here and would become more
}

// more takes in what would become of a colleague's stream.
func (r *rehearsal) more(one workspace.Report) {
	r.counts[one.Status]++
	if one.Err != nil && len(r.troubles) < shownTroubles {
		r.troubles = append(r.troubles, one.Err.Error())
	}
	if slices.Contains(moreOf, one.Stream.Noun()) && (one.Status == workspace.StatusNewerThere || one.Status == workspace.StatusConflict) {
		r.touched = append(r.touched, one.Stream)
	}
}

// heard takes in what became of an item.
func (r *rehearsal) heard(w *workspace.Workspace, o workspace.Outcome) error {
	r.counts[o.Status]++
	if len(r.troubles) < shownTroubles {
		switch {
		case o.Err != nil:
			r.troubles = append(r.troubles, o.Name+": "+explain(o.Err))
		case len(o.Notes) > 0:
			r.troubles = append(r.troubles, o.Name+": "+o.Notes[0])
		}
	}
	if r.first != "" || o.Stream.Noun() != model.NounClaim {
		return nil
	}
	return w.Read(func(v workspace.Reader) error {
		c, err := stateOf[*model.Claim](v, model.NounClaim, o.Stream.ID())
		if err == nil && c.Live() {
			r.first, err = firstOf(v, c)
		}
		return err
	})
}

// firstOf is a claim in a few lines, with what comes along.
func firstOf(v model.View, c *model.Claim) (string, error) {
	lines := []string{words.Quoted(c.Statement), said(c.Said)}
	for _, one := range c.Reviews {
		lines = append(lines, one.Publisher+": "+one.Rating)
	}
	for _, given := range c.Heads() {
		_, label, err := ratingOf(v, given)
		if err != nil {
			return "", err
		}
		lines = append(lines, label+": "+given.Rationale)
	}
	if n := len(c.Appearances); n > 0 {
		lines = append(lines, words.N("team.import.places", n))
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	return strings.Join(lines[:min(4, len(lines))], "\n"), nil
}

// words are the report in paragraphs.
func (r *rehearsal) words() string {
	var parts []string
	if r.first != "" {
		parts = append(parts, words.X("team.import.first", "what", r.first))
	}
	if len(r.troubles) > 0 {
		parts = append(parts, words.X("team.import.troubles", "what", strings.Join(r.troubles, "\n")))
	}
	return strings.Join(parts, "\n\n")
}

// becomingMore names what is here and would become more: nobody should have to guess which claims a colleague worked on.
func (f *frame) becomingMore(touched []model.Stream) string {
	if len(touched) == 0 {
		return ""
	}
	slices.SortStableFunc(touched, func(a, b model.Stream) int {
		return cmp.Compare(slices.Index(moreOf, a.Noun()), slices.Index(moreOf, b.Noun()))
	})
	var lines []string
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, s := range touched[:min(shownTroubles, len(touched))] {
			title, err := titleOf(r, s)
			if err != nil {
				return err
			}
			lines = append(lines, "· "+cli.Cut(title, titleRunes))
		}
		return nil
	})
	if err != nil {
		f.failed(err)
	}
	if rest := len(touched) - len(lines); rest > 0 {
		lines = append(lines, "· "+words.N("team.import.others", rest))
	}
	return words.N("team.import.more", len(touched), "what", strings.Join(lines, "\n")) + "\n\n"
}

// titleRunes is how much of a title is told among others.
const titleRunes = 90

// moreOf is what is told by its name when it would become more, in this order.
var moreOf = []model.Noun{model.NounClaim, model.NounArticle, model.NounEvidence, model.NounSource}

// rehearse says what an import would bring, and asks before it does. before is the form that asked for it, nil for none.
func (f *frame) rehearse(c coming, before *form.Form, failed func(error)) {
	r := &rehearsal{counts: report{}}
	f.work(words.X("job.rehearsing"), func(ctx context.Context, _ *door, progress func(int, int)) error {
		return f.merge(ctx, c, nil, r, progress)
	}, func() {
		if before != nil {
			if f.panel.Form() != before { // it was left meanwhile
				return
			}
			f.answered(before, false)
		}
		lead := words.X("team.import.rehearsed", "file", filepath.Base(c.path), "format", words.X("format."+r.format), "what", r.counts.words())
		fm := form.New(words.X("team.import"), strings.TrimSpace(lead+"\n\n"+f.becomingMore(r.touched)+r.words()), words.X("team.import.do"))
		f.ask(fm, func() error {
			f.answered(fm, false)
			f.absorb(c)
			return nil
		})
	}, failed)
}

func (f *frame) absorb(c coming) {
	r, backup := &rehearsal{counts: report{}}, ""
	f.work(words.X("job.importing"), func(ctx context.Context, d *door, progress func(int, int)) (err error) {
		if backup, err = cli.BackupBeforeImport(f.desk); err != nil {
			return err
		}
		return f.merge(ctx, c, d, r, progress)
	}, func() {
		f.bar.say(words.X("team.import.done", "what", r.counts.words(), "backup", backup), r.counts[workspace.StatusDamaged] > 0)
	}, f.stopped)
}

// merge takes a file in, or without a door says what it would bring: a colleague's export is merged, results of another program
// are written as one's own facts.
func (f *frame) merge(ctx context.Context, c coming, d *door, r *rehearsal, progress func(int, int)) (err error) {
	from, err := os.Open(c.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	format, err := f.formatOf(c, from)
	if err != nil {
		return err
	}
	if r.format = ownFormat; format != nil {
		r.format = format.Name
		return f.takeIn(ctx, c, from, format, d, r, progress)
	}
	merge := func() error {
		n := 0
		m, err := f.desk.Merge(filepath.Base(c.path), d == nil, func(one workspace.Report) {
			r.more(one)
			n++
			progress(n, 0)
		})
		if err != nil {
			return err
		}
		return errors.Join(f.parts.Import(cli.Stoppable{Ctx: ctx, ReadSeeker: from}, m), m.Close())
	}
	if d == nil {
		return merge()
	}
	return d.Absorb(merge)
}

// formatOf is the format that was named, or that the file tells; nil for the own one.
func (f *frame) formatOf(c coming, from io.ReadSeeker) (*workspace.Format, error) {
	switch c.format {
	case "":
		return f.parts.FormatOf(c.path, from)
	case ownFormat:
		return nil, nil //nolint:nilnil // the own format is none of the others
	}
	at := slices.IndexFunc(f.parts.Formats, func(one workspace.Format) bool { return one.Name == c.format })
	return &f.parts.Formats[at], nil
}

// takeIn takes in results of another program.
func (f *frame) takeIn(ctx context.Context, c coming, from io.ReadSeeker, format *workspace.Format, d *door, r *rehearsal, progress func(int, int)) error {
	in := f.parts.Incoming(f.desk, cli.Stoppable{Ctx: ctx, ReadSeeker: from}, c.path)
	in.Article, in.Map = c.article, c.columns
	done := 0
	take := func(w *workspace.Workspace) error {
		return cli.TakeIn(format, in, w, func(o workspace.Outcome) error {
			done++
			progress(done, 0)
			return errors.Join(r.heard(w, o), ctx.Err())
		})
	}
	if d != nil {
		return take(d.Workspace)
	}
	return f.parts.Rehearse(f.desk, take)
}
