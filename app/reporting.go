//go:build !headless

package app

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/history"
	"touchstone/model/workspace"
)

// reportHistory asks where a history is written, and writes it: that which is looked at, as it is filtered, else that of the claim, the
// article or the whole workspace. In the past it tells the past.
func (f *frame) reportHistory(string) {
	name := strings.TrimSuffix(filepath.Base(f.desk.Path()), filepath.Ext(f.desk.Path())) + "-" + words.X("history.file")
	asked, formats := history.Asked{}, f.parts.HistoryFormats
	scope := "all"
	if f.claim != "" {
		scope = "claim"
	}
	if c := f.chronicle; c.on {
		asked.Filter = c.asked.Filter
		scope = map[model.Noun]string{model.NounClaim: "claim", model.NounArticle: "article"}[c.asked.Scope.Noun()]
		if scope == "" {
			scope = "all"
		}
	}
	if f.then.on {
		asked.As = f.then.moment
	}
	fm := form.New(words.X("history.report"), words.X("history.report.lead"), words.X("history.report.do"))
	path := f.pathField(words.X("path.label"), filepath.Join(f.startFolder(), name+ending(formats[0])))
	was := formats[0]
	options := make([]form.Option, len(formats))
	for i, one := range formats {
		options[i] = form.Option{Key: one, Label: words.X("format." + one)}
	}
	f.addPath(fm, "path", path, outFile)
	fm.Add("format", form.NewSelect(words.X("team.export.format"), options, was, func(now string) {
		if base, own := strings.CutSuffix(path.Value(), ending(was)); own {
			path.SetValue(base + ending(now))
		}
		was = now
	}))
	fm.Add("scope", form.NewChoice(words.X("team.export.scope"), f.scopes(), scope))
	chosen := f.choosing(fm, outFile)
	f.ask(fm, func() error {
		at, err := chosen()
		if err != nil {
			return err
		}
		if only := f.scope(fm.Value("scope")); len(only) > 0 {
			asked.Scope = only[0]
		}
		format := fm.Value("format")
		f.answered(fm, false)
		f.writeHistory(at, asked, format)
		return nil
	})
}

// writeHistory writes a history to a file.
func (f *frame) writeHistory(path string, asked history.Asked, format string) {
	said, desk := workspace.Written{}, f.present()
	f.work(words.X("job.exporting"), func(ctx context.Context, _ *door, _ func(int, int)) error {
		return desk.Export(func(x workspace.Exportable) error {
			return cli.ReplaceFile(path, func(w io.Writer) (err error) {
				said, err = f.parts.History(cli.Stoppable{Ctx: ctx, Writer: w}, x, asked, format)
				return err
			})
		})
	}, func() { f.bar.say(words.X("team.export.done", "path", path, "what", writtenSaid(said)), false) }, f.stopped)
}
