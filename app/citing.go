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
var evidenceKinds = []string{"web page", "document", "data", "interview", "call", "mail", "own calculation", "request for comment"}

// known finds evidence by how its title begins, and remembers whose title is whose.
type known struct {
	*frame
	ids map[string]string
}

func (k known) titles(begun string) []string {
	begun = strings.ToLower(strings.TrimSpace(begun))
	var found []string
	all, err := k.desk.List(model.NounEvidence)
	if err != nil {
		return nil // an offer less; what is wrong with the file is told when something is done
	}
	_ = k.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, id := range all {
			e, err := stateOf[*model.Evidence](r, model.NounEvidence, id)
			if err != nil {
				return err
			}
			if title := evidenceTitle(e); strings.Contains(strings.ToLower(title), begun) {
				k.ids[title] = id
				found = append(found, title)
			}
		}
		return nil
	})
	return found
}

// citeEvidence cites evidence on the claim.
func (f *frame) citeEvidence(string) {
	claim := f.claim
	k := known{f, map[string]string{}}
	fm := form.New(words.X("evidence.cite"), "", words.X("form.save"))
	kinds := make([]form.Option, len(evidenceKinds))
	for i, kind := range evidenceKinds {
		kinds[i] = form.Option{Key: kind, Label: words.X("evidence.kind." + strings.ReplaceAll(kind, " ", "-"))}
	}
	fm.Add("stance", form.NewChoice(words.X("evidence.stance"), []form.Option{
		{Key: "supports", Label: words.X("stance.supports")},
		{Key: "refutes", Label: words.X("stance.refutes")},
		{Key: "context", Label: words.X("stance.context")},
	}, "")).
		Add("title", form.NewName(words.X("evidence.title"), words.X("evidence.title.hint"), k.titles)).
		Add("url", form.NewLine(words.X("evidence.url"), "https://")).
		Add("kind", form.NewSelect(words.X("evidence.kind"), kinds, evidenceKinds[0], nil)).
		Add("quote", form.NewWords(words.X("evidence.quote"), "", 3)).
		Add("outlet", form.NewLine(words.X("evidence.outlet"), "")).
		Add("archived", form.NewLine(words.X("evidence.archived"), "https://web.archive.org/…")).
		Add("accessed", form.NewLine(words.X("evidence.accessed"), "").With(f.parts.Now().Local().Format("2006-01-02"))).
		Add("file", f.pathField(words.X("evidence.file"), ""))
	f.decide(fm, "evidence.cite", "claim:"+claim, func() (model.Action, error) {
		ev := model.Evident{Stance: fm.Value("stance"), Quote: strings.TrimSpace(fm.Value("quote")), Fields: model.Fields{}}
		url, title := web(fm.Value("url")), strings.TrimSpace(fm.Value("title"))
		if ev.ID = k.ids[title]; url == "" && ev.ID != "" {
			return model.Cite(claim, ev), nil
		}
		ev.ID = ""
		if url+title+ev.Quote+fm.Value("file") == "" {
			return nil, model.Refuse("evidence.empty")
		}
		for _, name := range []string{"title", "url", "kind", "outlet", "archived", "accessed"} {
			v := strings.TrimSpace(fm.Value(name))
			if name == "url" || name == "archived" {
				v = web(v)
			}
			if v != "" {
				if err := ev.Fields.Set(name, v); err != nil {
					return nil, err
				}
			}
		}
		if path := meant(fm.Value("file")); path != "" {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			ev.File = data
		}
		return model.Cite(claim, ev), nil
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
