//go:build !headless

package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/fidelity"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// A passage of evidence is words of an article of this workspace that a claim cites. The citation keeps the words, the evidence the
// article's address or the hash of its original: by these the passage is found again, in whatever workspace the article is loaded.

// quotable are the selected words of the shown text where they can be evidence: the claim in focus does not stand there itself.
func (f *frame) quotable() span.Fragments {
	if f.shown == nil || f.tabling.on || f.shown.claims[f.claim] != nil {
		return nil
	}
	return f.view.Selected()
}

// citePassage cites the selected words on a claim: the one in focus, or the one that was last.
func (f *frame) citePassage(places span.Fragments) {
	a, quote := f.shown.article, strings.TrimSpace(places.Text(f.shown.text))
	known := f.knownClaims("")
	last := cmp.Or(f.claim, f.last)
	title := known.called(last)
	fm := form.New(words.X("passage.cite"), words.Quoted(quote)+"\n"+a.Title, words.X("form.save"))
	fm.Add("stance", stances())
	if title == "" {
		last = ""
	}
	fm.Add("claim", form.NewName(words.X("passage.claim"), words.X("form.aword"), known.find).With(title).Proposed())
	f.decide(fm, "evidence.cite", about(f.shown.id, places), func() (model.Action, error) {
		claim := last
		if typed := strings.TrimSpace(fm.Value("claim")); typed != title || claim == "" {
			var err error
			if claim, err = known.meant(words.X("passage.claim"), typed); err != nil {
				return nil, err
			}
		}
		ev, err := f.evidenceOf(a)
		if err != nil {
			return nil, err
		}
		ev.Stance, ev.Quote = fm.Value("stance"), quote
		return model.Cite(claim, ev), nil
	}, func(workspace.Receipt) {
		f.bar.say(words.X("passage.cited"), false)
	})
}

// knownClaims finds claims by their words; not is one that is not meant.
func (f *frame) knownClaims(not string) others {
	return others{frame: f, noun: model.NounClaim, ids: map[string]string{}, named: func(r workspace.Reader, id string) (string, error) {
		c, err := stateOf[*model.Claim](r, model.NounClaim, id)
		if err != nil || id == not || !c.Live() {
			return "", err
		}
		return c.Statement, nil
	}}
}

// evidenceOf is an article as evidence: what is known of it already, else what it says of itself. One without an address is known by
// the hash of its original.
func (f *frame) evidenceOf(a *model.Article) (model.Evident, error) {
	ev := model.Evident{Fields: model.Fields{}}
	if err := f.asEvidence(&ev, a); err != nil || ev.ID != "" || a.URL != "" {
		return ev, err
	}
	hits, err := f.desk.Search(`"`+strings.ReplaceAll(a.Title, `"`, " ")+`"`, mostOriginals)
	if err != nil {
		return ev, err
	}
	for _, h := range hits {
		if h.Noun != model.NounEvidence {
			continue
		}
		if e := f.evidenceNow(h.ID); e.Live() && slices.ContainsFunc(a.Captures, func(c model.Capture) bool { return c.Origin.SHA256 == e.File }) {
			return model.Evident{ID: e.ID()}, nil
		}
	}
	if hash := a.Latest().Origin.SHA256; hash != "" {
		return ev, ev.Fields.Set("file", hash)
	}
	return ev, nil
}

// showPassage shows the words that a claim cites where they stand in the evidence's text. about is the evidence, "" for the claim's
// only one that is quoted, or the one that is chosen.
func (f *frame) showPassage(about string) {
	c := f.current()
	var quoted []model.Citation
	for _, cited := range c.Evidence {
		if cited.Quote != "" && (about == "" || about == cited.Evidence) {
			quoted = append(quoted, cited)
		}
	}
	switch {
	case len(quoted) == 0:
		f.bar.say(words.X("passage.none"), true)
	case len(quoted) == 1:
		f.seekPassage(quoted[0])
	default:
		f.whichPassage(quoted)
	}
}

func (f *frame) whichPassage(quoted []model.Citation) {
	var options []form.Option
	for _, cited := range quoted {
		options = append(options, form.Option{Key: cited.ID, Label: words.Quoted(cited.Quote), More: evidenceTitle(f.evidenceNow(cited.Evidence))})
	}
	fm := form.New(words.X("evidence.passage"), "", words.X("source.open.do"))
	fm.Add("which", form.NewChoice(words.X("claim.evidence"), options, options[0].Key))
	f.ask(fm, func() error {
		f.answered(fm, false)
		for _, cited := range quoted {
			if cited.ID == fm.Value("which") {
				f.seekPassage(cited)
			}
		}
		return nil
	})
}

// seekPassage finds a quoted passage aside, and shows it.
func (f *frame) seekPassage(cited model.Citation) {
	desk := f.desk
	var found quotedPlace
	title := ""
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		err := desk.Read(func(r workspace.Reader) (err error) {
			e, err := stateOf[*model.Evidence](r, model.NounEvidence, cited.Evidence)
			if err != nil || e == nil {
				return err
			}
			title = evidenceTitle(e)
			found, err = passageOf(desk, r, e, cited.Quote)
			return err
		})
		return func() { f.showFound(found, title) }, err
	}})
}

// quotedPlace is where quoted words stand.
type quotedPlace struct {
	article string
	capture int
	places  span.Fragments
}

func (f *frame) showFound(p quotedPlace, title string) {
	switch {
	case p.article == "":
		f.bar.say(words.X("passage.unloaded", "title", title), true)
	case len(p.places) == 0:
		f.bar.say(words.X("passage.lost", "title", title), true)
	default:
		f.show(p.article)
		if f.shown == nil || f.shown.article.ID() != p.article {
			return
		}
		if f.shown.capture != p.capture {
			f.showCapture(p.capture)
		}
		f.view.Select(p.places)
		f.view.Reveal(p.places.Bounds())
		f.toArticle("")
		f.bar.say(words.X("passage.shown", "title", title), false)
	}
}

// passageOf seeks words in the articles that are a piece of evidence: word for word first, in the newest text, else as they are told.
func passageOf(desk cli.Desk, r workspace.Reader, e *model.Evidence, quote string) (quotedPlace, error) {
	var out quotedPlace
	all, err := loadedAs(desk, r, e)
	if err != nil {
		return out, err
	}
	for _, exact := range []bool{true, false} {
		for _, a := range all {
			out.article = a.ID()
			for i, c := range slices.Backward(a.Captures) {
				text, err := r.Text(c.Text)
				if err != nil {
					return out, err
				}
				if out.capture, out.places = i, standsIn(text, quote, exact); len(out.places) > 0 {
					return out, nil
				}
			}
		}
	}
	return out, nil
}

// standsIn is where words stand in a text.
func standsIn(text, quote string, exact bool) span.Fragments {
	if !exact {
		return span.Fragments(slices.Clone(fidelity.Compare(quote, text).Places)).Normal()
	}
	if at := strings.Index(text, quote); at >= 0 {
		return span.Fragments{{Start: at, End: at + len(quote)}}
	}
	return nil
}

// loadedAs are the articles that are a piece of evidence: those at its address, and those whose original is its copy.
func loadedAs(desk cli.Desk, r workspace.Reader, e *model.Evidence) ([]*model.Article, error) {
	var ids []string
	if canonical, err := model.CanonicalURL(e.URL); e.URL != "" && err == nil {
		if ids, err = r.ArticlesAt(canonical); err != nil {
			return nil, err
		}
	}
	near := []string{}
	if e.File != "" && len(ids) == 0 {
		var err error
		if near, err = likely(desk, evidenceTitle(e)); err != nil {
			return nil, err
		}
	}
	var all []*model.Article
	for i, id := range append(ids, near...) {
		a, err := stateOf[*model.Article](r, model.NounArticle, id)
		if err != nil {
			return nil, err
		}
		if a.Live() && (i < len(ids) || slices.ContainsFunc(a.Captures, func(c model.Capture) bool { return c.Origin.SHA256 == e.File })) {
			all = append(all, a)
		}
	}
	return all, nil
}

// lastClaim goes back to the claim that was in focus last.
func (f *frame) lastClaim(string) {
	if f.last == "" || f.last == f.claim {
		f.bar.say(words.X("claim.last.none"), true)
		return
	}
	f.open(f.last)
}
