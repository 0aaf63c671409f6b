//go:build !headless

package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

const (
	mostFound    = 12 // of the workspace's things
	mostCommands = 6  // beside those
)

// palette goes anywhere: a line that is typed finds commands, articles, claims, sources and evidence, and Enter goes to the first,
// or to the one that is chosen.
func (f *frame) palette(string) {
	fm := form.New(words.X("palette"), words.X("palette.lead"), words.X("palette.do"))
	choice := form.NewChoice("", f.ranking("", mostCommands), "")
	asked := 0
	look := func(typed string) {
		asked++
		nth, desk := asked, f.desk
		most := mostCommands
		if strings.TrimSpace(typed) == "" {
			choice.Replace(f.ranking("", most))
			return
		}
		f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
			hits, err := desk.Search(begun(typed), mostFound)
			return func() {
				if nth == asked { // a letter typed since then asked anew
					choice.Replace(append(f.ranking(typed, most), found(hits)...))
				}
			}, err
		}})
	}
	fm.Add("filter", form.NewFilter(words.X("palette.hint"), look, choice)).Add("where", choice)
	f.ask(fm, func() error {
		where := cmp.Or(fm.Value("where"), choice.FirstKey())
		if where == "" {
			return nil
		}
		f.answered(fm, false)
		f.goes(where)
		return nil
	})
}

// begun is a query in which the last word may only be begun.
func begun(typed string) string {
	if typed = strings.TrimRight(typed, " *"); strings.HasSuffix(typed, `"`) {
		return typed
	}
	return typed + "*"
}

// ranking are the commands that the words typed call.
func (f *frame) ranking(typed string, most int) []form.Option {
	all := slices.DeleteFunc(f.keyOptions(typed), func(o form.Option) bool { return o.Key == "palette" })
	all = all[:min(most, len(all))]
	for i := range all {
		all[i].Key = "command:" + all[i].Key
	}
	return all
}

// found are the hits of a search to choose from.
func found(hits []workspace.Hit) []form.Option {
	out := make([]form.Option, len(hits))
	for i, h := range hits {
		out[i] = form.Option{Key: string(h.Noun) + ":" + h.ID, Label: cmp.Or(h.Title, h.Snippet), Right: words.X("noun." + string(h.Noun))}
		if h.Snippet != h.Title {
			out[i].More = h.Snippet
		}
	}
	return out
}

// goes goes where an option of the palette leads.
func (f *frame) goes(where string) {
	kind, id, _ := strings.Cut(where, ":")
	switch model.Noun(kind) {
	case model.NounArticle:
		f.show(id)
		f.toArticle("")
	case model.NounClaim:
		f.open(id)
	case model.NounSource:
		f.opened(library.Sources, id)
	case model.NounEvidence:
		f.claimResting(id)
	default:
		f.do(id, "")
	}
}

// claimResting opens the first claim that cites evidence.
func (f *frame) claimResting(evidence string) {
	claim := ""
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		naming, err := r.Naming(model.StreamOf(model.NounEvidence, evidence))
		for _, s := range naming {
			if s.Noun() == model.NounClaim && claim == "" {
				claim = s.ID()
			}
		}
		return err
	})
	switch {
	case err != nil:
		f.failed(err)
	case claim == "":
		f.bar.say(words.X("evidence.uncited"), false)
	default:
		f.open(claim)
	}
}
