//go:build !headless

package app

import (
	"fmt"
	"os"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// evidenceKinds are the kinds that the field's words name first; any other can be written by command.
var evidenceKinds = []string{
	"web page", "document", "data", "interview", "call", "mail", "own calculation", "request for comment", "answer to a request for comment",
}

// knownEvidence finds the evidence of the workspace by words of its title.
func (f *frame) knownEvidence() others {
	return others{frame: f, noun: model.NounEvidence, ids: map[string]string{}, named: func(r workspace.Reader, id string) (string, error) {
		e, err := stateOf[*model.Evidence](r, model.NounEvidence, id)
		if err != nil || !e.Live() {
			return "", err
		}
		return evidenceTitle(e), nil
	}}
}

// citeEvidence cites evidence on the claim.
func (f *frame) citeEvidence(string) {
	claim := f.claim
	k := f.knownEvidence()
	fm := form.New(words.X("evidence.cite"), "", words.X("form.save"))
	fm.Add("stance", form.NewChoice(words.X("evidence.stance"), []form.Option{
		{Key: "supports", Label: words.X("stance.supports")},
		{Key: "refutes", Label: words.X("stance.refutes")},
		{Key: "context", Label: words.X("stance.context")},
	}, "")).
		Add("title", form.NewName(words.X("evidence.title"), words.X("evidence.title.hint"), k.find)).
		Add("url", form.NewLine(words.X("evidence.url"), "https://")).
		Add("kind", form.NewSelect(words.X("evidence.kind"), options(evidenceKinds, kindSaid), evidenceKinds[0], nil)).
		Add("quote", form.NewWords(words.X("evidence.quote"), "", 3)).
		Add("outlet", form.NewLine(words.X("evidence.outlet"), "")).
		Add("archived", form.NewLine(words.X("evidence.archived"), "https://web.archive.org/…")).
		Add("accessed", form.NewLine(words.X("evidence.accessed"), "").With(f.parts.Now().Local().Format("2006-01-02"))).
		Add("file", f.pathField(words.X("evidence.file"), ""))
	f.decide(fm, "evidence.cite", "claim:"+claim, func() (model.Action, error) { return f.cited(claim, fm, k) }, nil)
}

// cited is the action that the form of evidence asks for.
func (f *frame) cited(claim string, fm *form.Form, k others) (model.Action, error) {
	ev := model.Evident{Stance: fm.Value("stance"), Quote: strings.TrimSpace(fm.Value("quote")), Fields: model.Fields{}}
	url, title := web(fm.Value("url")), strings.TrimSpace(fm.Value("title"))
	file, err := copied(fm.Value("file"))
	if err != nil {
		return nil, err
	}
	k.find(title) // in a draft, it may not have been looked for yet
	if ev.ID = k.ids[title]; url == "" && ev.ID != "" {
		if file == nil {
			return model.Cite(claim, ev), nil
		}
		return model.All(model.KeepFile(model.StreamOf(model.NounEvidence, ev.ID), file, model.Fields{}), model.Cite(claim, ev)), nil
	}
	ev.ID, ev.File = "", file
	if url+title+ev.Quote+fm.Value("file") == "" {
		return nil, model.Refuse("evidence.empty")
	}
	for _, name := range []string{"title", "url", "kind", "outlet", "archived", "accessed"} {
		v := strings.TrimSpace(fm.Value(name))
		if name == "url" || name == "archived" {
			v = web(v)
		}
		if name == "accessed" && v != "" && model.CheckDate(v) != nil {
			return nil, model.Refuse("field.malformed", "field", words.X("evidence.accessed"), "why", words.X("form.nodate"))
		}
		if v != "" {
			if err := ev.Fields.Set(name, v); err != nil {
				return nil, err
			}
		}
	}
	return model.Cite(claim, ev), nil
}

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

// describeEvidence says what is known of a piece of evidence; the claim's only one, or the first, where none was asked for.
func (f *frame) describeEvidence(id string) {
	c := f.current()
	if len(c.Evidence) == 0 {
		f.bar.say(words.X("evidence.nothing"), true)
		return
	}
	if id == "" {
		id = c.Evidence[0].Evidence
	}
	e := f.evidenceNow(id)
	if e == nil {
		return
	}
	fm := form.New(words.X("evidence.describe"), evidenceTitle(e), words.X("form.save"))
	fm.Add("title", form.NewLine(words.X("evidence.title"), words.X("evidence.title.hint")).With(e.Title)).
		Add("url", form.NewLine(words.X("evidence.url"), "https://").With(e.URL)).
		Add("kind", form.NewSelect(words.X("evidence.kind"), options(evidenceKinds, kindSaid, e.Kind), e.Kind, nil)).
		Add("outlet", form.NewLine(words.X("evidence.outlet"), "").With(e.Outlet)).
		Add("archived", form.NewLine(words.X("evidence.archived"), "https://web.archive.org/…").With(e.Archived)).
		Add("accessed", form.NewLine(words.X("evidence.accessed"), words.X("claim.when.hint")).With(e.Accessed)).
		Add("file", f.pathField(words.X("evidence.file"), ""))
	f.decide(fm, "evidence.describe", "evidence:"+c.ID()+":"+id, func() (model.Action, error) {
		fields, err := f.fields(fm, model.NounEvidence, map[string]string{
			"title": "evidence.title", "kind": "evidence.kind", "outlet": "evidence.outlet", "accessed": "evidence.accessed",
		})
		if err != nil {
			return nil, err
		}
		for _, name := range []string{"url", "archived"} {
			if err := fields.Set(name, web(fm.Value(name))); err != nil {
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
	info, err := os.Stat(path)
	if err == nil && info.Size() > largestCopy {
		return nil, model.Refuse("field.malformed", "field", path, "why", words.X("form.toolarge", "size", largestCopy>>20))
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
	}, nil)
}

// web is an address as people write it: what has no scheme, and looks like a host, is meant to be on the web.
func web(address string) string {
	address = strings.TrimSpace(address)
	host, _, _ := strings.Cut(address, "/")
	if address == "" || strings.Contains(address, "://") || !strings.Contains(host, ".") || strings.ContainsAny(host, " :@") {
		return address
	}
	return "https://" + address
}
