//go:build !headless

package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// aboutEvidence picks the evidence that a command is about: the one it was asked for, else the only one of the claim; "" where it
// is to be chosen in the form, which gets a field for it.
func (f *frame) aboutEvidence(id string, fm *form.Form, c *model.Claim) string {
	all := f.evidenceOptions(c)
	if id == "" && len(all) == 1 {
		id = all[0].Key
	}
	if id == "" {
		fm.Add("which", form.NewChoice(words.X("claim.evidence"), all, all[0].Key))
	}
	return id
}

func (f *frame) evidenceNow(id string) *model.Evidence {
	var e *model.Evidence
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		e, err = stateOf[*model.Evidence](r, model.NounEvidence, id)
		return err
	})
	if err != nil {
		f.failed(err)
	}
	return e
}

// describeEvidence says what is known of a piece of evidence: the one it was asked for, else the one that is chosen first.
func (f *frame) describeEvidence(id string) {
	c := f.current()
	if len(c.Evidence) == 0 {
		f.bar.say(words.X("evidence.nothing"), true)
		return
	}
	if all := f.evidenceOptions(c); id == "" && len(all) > 1 {
		f.which(words.X("evidence.describe"), "", words.X("claim.evidence"), all, f.describeEvidence)
		return
	} else if id == "" {
		id = all[0].Key
	}
	e := f.evidenceNow(id)
	if e == nil {
		return
	}
	kinds := append([]form.Option{{Key: "", Label: words.X("source.kind.none")}}, options(evidenceKinds, kindSaid, e.Kind)...)
	fm := form.New(words.X("evidence.describe"), evidenceTitle(e), words.X("form.save"))
	fm.Add("title", form.NewLine(words.X("evidence.title"), words.X("evidence.title.hint")).With(e.Title)).
		Add("url", form.NewLine(words.X("evidence.url"), "https://").With(e.URL)).
		Add("kind", form.NewSelect(words.X("evidence.kind"), kinds, e.Kind, nil)).
		Add("outlet", form.NewLine(words.X("evidence.outlet"), "").With(e.Outlet)).
		Add("archived", form.NewLine(words.X("evidence.archived"), "https://web.archive.org/…").With(e.Archived)).
		Add("accessed", form.NewLine(words.X("evidence.accessed"), words.X("claim.when.hint")).With(e.Accessed))
	f.addPath(fm, "file", f.pathField(words.X("evidence.file"), ""), aFile)
	f.decide(fm, "evidence.describe", "evidence:"+c.ID()+":"+id, func() (model.Action, error) {
		fields, err := f.fields(fm, model.NounEvidence, map[string]string{
			"title": "evidence.title", "kind": "evidence.kind", "outlet": "evidence.outlet", "accessed": "evidence.accessed",
		})
		if err != nil {
			return nil, err
		}
		for _, name := range []string{"url", "archived"} {
			at, err := addressIn(fm, name, words.X("evidence."+name))
			if err != nil {
				return nil, err
			}
			if err := fields.Set(name, at); err != nil {
				return nil, err
			}
		}
		data, err := copied(fm.Value("file"))
		if err != nil || data == nil {
			return model.DescribeThing(e.Stream, fields), err
		}
		return model.KeepFile(e.Stream, data, fields), nil
	}, nil)
}

// largestCopy is how much a copy may hold, in bytes: as much as a document that is loaded.
const largestCopy = 64 << 20

// copied reads the file that a field names, nil where it names none.
func copied(path string) ([]byte, error) {
	if path = meant(path); path == "" {
		return nil, nil
	}
	wrong := func(why string) error {
		return model.Refuse("field.malformed", "field", words.X("evidence.file"), "why", why)
	}
	switch info, err := os.Stat(path); {
	case err != nil || info.IsDir():
		return nil, wrong(words.X("path.nofile", "path", path))
	case info.Size() > largestCopy:
		return nil, wrong(words.X("form.toolarge", "size", largestCopy>>20))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}

// flagEvidence says that something happened to a piece of evidence, or that it is fine again.
func (f *frame) flagEvidence(id string) {
	c := f.current()
	if len(c.Evidence) == 0 {
		f.bar.say(words.X("evidence.nothing"), true)
		return
	}
	fm := form.New(words.X("evidence.flag"), "", words.X("form.save"))
	id = f.aboutEvidence(id, fm, c)
	about := "claim:" + c.ID()
	if id != "" {
		about = "evidence:" + c.ID() + ":" + id
		if e := f.evidenceNow(id); e != nil {
			fm.Lead = evidenceTitle(e)
		}
	}
	flags := make([]form.Option, len(model.EvidenceFlags))
	for i, as := range model.EvidenceFlags {
		flags[i] = form.Option{Key: as, Label: words.X("evidence." + as), More: words.X("evidence." + as + ".more")}
	}
	fm.Add("as", form.NewChoice(words.X("evidence.as"), flags, "")).
		Add("why", form.NewWords(words.X("form.reason"), words.X("evidence.why.hint"), 3))
	f.decide(fm, "evidence.flag", about, func() (model.Action, error) {
		as, why := fm.Value("as"), strings.TrimSpace(fm.Value("why"))
		switch {
		case as == "":
			return nil, model.Refuse("field.malformed", "field", words.X("evidence.as"), "why", words.X("form.unchosen"))
		case why == "":
			return nil, model.Refuse("reason.missing")
		}
		which := id
		if which == "" {
			which = fm.Value("which")
		}
		return model.FlagEvidence(which, as, why), nil
	}, func(r workspace.Receipt) { f.restingOn(r.Stream(model.NounEvidence)) })
}

// restingOn says how many claims cite a piece of evidence to which something happened.
func (f *frame) restingOn(evidence model.Stream) {
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		naming, err := r.Naming(evidence)
		f.bar.say(words.N("evidence.resting", countClaims(naming)), false)
		return err
	})
	if err != nil {
		f.failed(err)
	}
}

// saveCopy writes the copy that is kept of a piece of evidence to a file: that it was asked for, else the first that has one.
func (f *frame) saveCopy(id string) {
	var e *model.Evidence
	for _, cited := range f.current().Evidence {
		if now := f.evidenceNow(cited.Evidence); now != nil && now.File != "" && (id == "" || id == now.ID()) {
			e = now
			break
		}
	}
	if e == nil {
		f.bar.say(words.X("evidence.nocopy"), true)
		return
	}
	desk := f.desk
	f.askPath("evidence.save", outFile, evidenceTitle(e), filepath.Join(f.startFolder(), fileName(evidenceTitle(e))), func(path string) error {
		f.work("", func(context.Context, *door, func(int, int)) error {
			data, err := desk.Blob(e.File)
			if err == nil && data == nil {
				err = model.Refuse("evidence.elsewhere", "hash", e.File[:10])
			}
			if err == nil {
				err = cli.ReplaceFile(path, func(w io.Writer) error {
					_, err := w.Write(data)
					return err
				})
			}
			return err
		}, func() { f.bar.say(words.X("file.backup.done", "path", path), false) }, nil)
		return nil
	})
}

// fileName is a title as the name of a file.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune("/\\:*?\"<>|", r) || r < ' ' {
			return '-'
		}
		return r
	}, title)
	return string([]rune(name)[:min(80, len([]rune(name)))])
}
