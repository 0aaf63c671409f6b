//go:build !headless

package app

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
)

// ownFormat is the format that colleagues merge; ownFiles is the same with the original files.
const (
	ownFormat = "json"
	ownFiles  = "files"
)

// ends are the extensions that formats are written under; the others go by their name.
var ends = map[string]string{
	ownFormat: ".json", ownFiles: ".zip", "webannotation": ".jsonld", "brat": ".brat.zip", "averitec": ".averitec.json",
	"claimreview": ".claimreview.json", "markdown": ".md",
}

// ending is the extension of a format.
func ending(name string) string {
	if end, known := ends[name]; known {
		return end
	}
	return "." + name
}

// export asks what is written, as what and where, and writes it.
func (f *frame) export(string) {
	name := strings.TrimSuffix(filepath.Base(f.desk.Path()), filepath.Ext(f.desk.Path())) + "-" + f.parts.Now().Local().Format("2006-01-02")
	fm := form.New(words.X("team.export"), words.X("team.export.lead"), words.X("team.export.do"))
	path := f.pathField(words.X("path.label"), filepath.Join(f.startFolder(), name+ending(cmp.Or(f.outFormat, ownFormat))))
	was, scopes := cmp.Or(f.outFormat, ownFormat), f.scopes() // as they were last: nobody should send more than they meant
	scope := "all"
	if slices.ContainsFunc(scopes, func(o form.Option) bool { return o.Key == f.outScope }) {
		scope = f.outScope
	}
	f.addPath(fm, "path", path, outFile)
	fm.Add("format", form.NewSelect(words.X("team.export.format"), f.written(), was, func(now string) {
		if base, own := strings.CutSuffix(path.Value(), ending(was)); own {
			path.SetValue(base + ending(now))
		}
		was = now
	}))
	fm.Add("scope", form.NewChoice(words.X("team.export.scope"), scopes, scope))
	fm.Add("preview", form.NewButton(words.X("team.export.preview"), func() { f.firstLines(fm) }))
	chosen := f.choosing(fm, outFile)
	f.ask(fm, func() error {
		at, err := chosen()
		if err != nil {
			return err
		}
		f.outFormat, f.outScope = fm.Value("format"), fm.Value("scope")
		format, only := f.outFormat, f.scope(f.outScope)
		f.answered(fm, false)
		f.exportTo(at, format, only)
		return nil
	})
}

// written are the formats to choose from.
func (f *frame) written() []form.Option {
	all := []form.Option{{Key: ownFormat}, {Key: ownFiles}}
	for _, one := range f.parts.Formats {
		if one.Write != nil {
			all = append(all, form.Option{Key: one.Name})
		}
	}
	for i := range all {
		all[i].Label = words.X("format." + all[i].Key)
	}
	return all
}

// scopes are what can be written: everything, and the article and the claim that are in sight.
func (f *frame) scopes() []form.Option {
	all := []form.Option{{Key: "all", Label: words.X("team.export.all")}}
	if f.shown != nil {
		all = append(all, form.Option{Key: "article", Label: words.X("team.export.article"), More: f.shown.article.Title})
	}
	if c := f.current(); c.Live() {
		all = append(all, form.Option{Key: "claim", Label: words.X("team.export.claim"), More: c.Statement})
	}
	return all
}

func (f *frame) scope(key string) []model.Stream {
	switch {
	case key == "article" && f.shown != nil:
		return []model.Stream{f.shown.article.Stream}
	case key == "claim" && f.claim != "":
		return []model.Stream{model.StreamOf(model.NounClaim, f.claim)}
	}
	return nil
}

// writeOut writes in a format, to a file of a path where it is one.
func (f *frame) writeOut(w io.Writer, path, format string, only []model.Stream) (said workspace.Written, err error) {
	err = f.desk.Export(func(from workspace.Exportable) (err error) {
		at := slices.IndexFunc(f.parts.Formats, func(one workspace.Format) bool { return one.Name == format })
		if at < 0 {
			said, err = f.parts.Export(w, from, only, format == ownFiles)
		} else {
			said, err = f.parts.Formats[at].Write(cli.Outgoing(w, path, true), from, only)
		}
		return err
	})
	return said, err
}

func (f *frame) exportTo(path, format string, only []model.Stream) {
	var said workspace.Written
	f.work(words.X("job.exporting"), func(ctx context.Context, _ *door, _ func(int, int)) error {
		return cli.ReplaceFile(path, func(w io.Writer) (err error) {
			said, err = f.writeOut(cli.Stoppable{Ctx: ctx, Writer: w}, path, format, only)
			return err
		})
	}, func() { f.bar.say(words.X("team.export.done", "path", path, "what", writtenSaid(said)), false) }, f.stopped)
}

// writtenSaid is what an export holds in the person's words. How many events that took is nothing to a person.
func writtenSaid(w workspace.Written) string {
	var parts []string
	for _, c := range w.Counts {
		if c.Of != "event" {
			parts = append(parts, words.N("written."+c.Of, c.N))
		}
	}
	return strings.Join(parts, ", ")
}

// firstBytes is how much of an export is looked at before it is written, firstLines how many of its lines are shown and
// lineRunes how much of each.
const (
	firstBytes = 8 << 10
	firstLines = 6
	lineRunes  = 90
)

// firstLines shows the first lines of what would be written.
func (f *frame) firstLines(fm *form.Form) {
	format, only := fm.Value("format"), f.scope(fm.Value("scope"))
	var head beginning
	f.work(words.X("job.exporting"), func(ctx context.Context, _ *door, _ func(int, int)) error {
		_, err := f.writeOut(cli.Stoppable{Ctx: ctx, Writer: &head}, "", format, only)
		if errors.Is(err, errEnough) {
			err = nil
		}
		return err
	}, func() { fm.Note(head.words()) }, f.stopped)
}

// errEnough ends an export of which the beginning was wanted.
var errEnough = errors.New("enough")

// beginning keeps the first bytes of what is written, and wants no more.
type beginning struct{ bytes.Buffer }

func (b *beginning) Write(p []byte) (int, error) {
	if b.Len() >= firstBytes {
		return 0, errEnough
	}
	return b.Buffer.Write(p)
}

// words are the first lines, as a person can read them.
func (b *beginning) words() string {
	all := b.String()
	if strings.HasPrefix(all, "PK") {
		return words.X("team.export.packed")
	}
	if _, body, html := strings.Cut(all, "<body>"); html {
		all = body
	}
	all = strings.ToValidUTF8(all[:min(len(all), firstBytes)], "")
	lines := strings.Split(strings.TrimSpace(all), "\n")
	lines = lines[:min(len(lines), firstLines)]
	for i, line := range lines {
		lines[i] = cli.Cut(line, lineRunes)
	}
	return strings.Join(lines, "\n")
}

// stopped tells of a failure, but for one that was asked for.
func (f *frame) stopped(err error) {
	if errors.Is(err, context.Canceled) {
		f.bar.say(words.X("job.canceled"), false)
		return
	}
	f.failed(err)
}
