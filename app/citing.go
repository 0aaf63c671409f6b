//go:build !headless

package app

import (
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
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

// stances are how evidence bears on a claim, to choose from.
func stances() *form.Choice {
	return form.NewChoice(words.X("evidence.stance"), []form.Option{
		{Key: "supports", Label: words.X("stance.supports")},
		{Key: "refutes", Label: words.X("stance.refutes")},
		{Key: "context", Label: words.X("stance.context")},
	}, "")
}

// citeEvidence cites evidence on the claim: words that are selected in another text, or what is told in the form. about is the claim
// for which words were selected before.
func (f *frame) citeEvidence(about string) {
	if places := f.quotable(); len(places) > 0 {
		f.citePassage(about, places)
		return
	}
	if f.claim == "" {
		f.bar.say(words.X("needs.claim"), true)
		return
	}
	claim := f.claim
	k := f.knownEvidence()
	fm := form.New(words.X("evidence.cite"), "", words.X("form.save"))
	fm.Add("stance", stances()).
		Add("title", form.NewName(words.X("evidence.title"), words.X("evidence.title.hint"), k.find)).
		Add("url", form.NewLine(words.X("evidence.url"), "https://")).
		Add("kind", form.NewSelect(words.X("evidence.kind"), options(evidenceKinds, kindSaid), evidenceKinds[0], nil)).
		Add("quote", form.NewWords(words.X("evidence.quote"), "", 3)).
		Add("outlet", form.NewLine(words.X("evidence.outlet"), "")).
		Add("archived", form.NewLine(words.X("evidence.archived"), "https://web.archive.org/…")).
		Add("accessed", form.NewLine(words.X("evidence.accessed"), "").With(f.parts.Now().Local().Format("2006-01-02")))
	f.addPath(fm, "file", f.pathField(words.X("evidence.file"), ""), aFile)
	f.decide(fm, "evidence.cite", "claim:"+claim, func() (model.Action, error) { return f.cited(claim, fm, k) }, nil)
}

// cited is the action that the form of evidence asks for.
func (f *frame) cited(claim string, fm *form.Form, k others) (model.Action, error) {
	ev := model.Evident{Stance: fm.Value("stance"), Quote: strings.TrimSpace(fm.Value("quote")), Fields: model.Fields{}}
	title := strings.TrimSpace(fm.Value("title"))
	url, err := addressIn(fm, "url", words.X("evidence.url"))
	if err != nil {
		return nil, err
	}
	if _, err := addressIn(fm, "archived", words.X("evidence.archived")); err != nil {
		return nil, err
	}
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

// addressIn is the web address in a field, "" for none.
func addressIn(fm *form.Form, key, label string) (string, error) {
	at := web(fm.Value(key))
	if at == "" {
		return "", nil
	}
	if _, err := model.CanonicalURL(at); err != nil {
		return "", model.Refuse("field.malformed", "field", label, "why", words.X("form.noaddress"))
	}
	return at, nil
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
