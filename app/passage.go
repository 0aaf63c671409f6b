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
	"touchstone/model/sheet"
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

// citePassage cites the selected words on a claim: the one that is named, the one in focus, or the one that was last.
func (f *frame) citePassage(claim string, places span.Fragments) {
	a, quote := f.shown.article, pieced(places, f.shown.text)
	known := f.knownClaims("")
	last := cmp.Or(claim, f.claim, f.last)
	title := known.called(last)
	fm := form.New(words.X("passage.cite"), words.Quoted(quote)+"\n"+a.Title, words.X("form.save"))
	fm.Add("stance", stances())
	if title == "" {
		last = ""
	}
	fm.Add("claim", form.NewName(words.X("passage.claim"), words.X("form.aword"), known.find).With(title).Proposed())
	f.decide(fm, "evidence.cite", about(f.shown.id, places)+":"+last, func() (model.Action, error) {
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

// gap stands between the pieces of a quote.
const gap = " … "

// pieced are the words at some places of a text, with a sign where something between them is left out.
func pieced(places span.Fragments, text string) string {
	pieces := make([]string, len(places))
	for i, p := range places {
		pieces[i] = strings.TrimSpace(text[p.Start:p.End])
	}
	return strings.Join(pieces, gap)
}

// evidenceOf is an article as evidence: what is known of it already, else what it says of itself. One without an address is known by
// the hash of its original.
func (f *frame) evidenceOf(a *model.Article) (model.Evident, error) {
	ev := model.Evident{Fields: model.Fields{}}
	if err := f.asEvidence(&ev, a); err != nil || ev.ID != "" || a.URL != "" {
		return ev, err
	}
	ids, err := f.desk.List(model.NounEvidence)
	if err != nil {
		return ev, err
	}
	known := ""
	err = f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, id := range ids {
			e, err := stateOf[*model.Evidence](r, model.NounEvidence, id)
			if err != nil {
				return err
			}
			if e.Live() && e.URL == "" && keeps(a, e.File) {
				known = id
				return nil
			}
		}
		return nil
	})
	if err != nil || known != "" {
		return model.Evident{ID: known}, err
	}
	if hash := a.Latest().Origin.SHA256; hash != "" {
		return ev, ev.Fields.Set("file", hash)
	}
	return ev, nil
}

// keeps reports whether a file is the original of one of an article's texts.
func keeps(a *model.Article, file string) bool {
	return file != "" && slices.ContainsFunc(a.Captures, func(c model.Capture) bool { return c.Origin.SHA256 == file })
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
	f.which(words.X("evidence.passage"), "", words.X("claim.evidence"), options, func(key string) {
		f.seekPassage(quoted[slices.IndexFunc(quoted, func(c model.Citation) bool { return c.ID == key })])
	})
}

// seekPassage finds a quoted passage aside, and shows it.
func (f *frame) seekPassage(cited model.Citation) {
	desk, claim := f.desk, f.claim
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
		return func() {
			if f.desk == desk && f.claim == claim && f.panel.Form() == nil { // else something else is done by now
				f.showFound(found, title)
			}
		}, err
	}})
}

// quotedPlace is where quoted words stand.
type quotedPlace struct {
	article string
	capture int
	places  span.Fragments
	times   int  // so often they stand in the text, word for word
	differ  bool // other words stand there
}

func (f *frame) showFound(p quotedPlace, title string) {
	switch {
	case p.article == "":
		f.bar.say(words.X("passage.unloaded", "title", title), true)
		return
	case len(p.places) == 0:
		f.bar.say(words.X("passage.lost", "title", title), true)
		return
	}
	if !f.showAt(p.article, p.capture, p.places) {
		return
	}
	f.toArticle("")
	switch {
	case p.differ:
		f.bar.say(words.X("passage.differs", "title", title), true)
	case p.times > 1:
		f.bar.say(words.N("passage.several", p.times, "title", title), true)
	default:
		f.bar.say(words.X("passage.shown", "title", title), false)
	}
}

// showAt shows places of one of an article's texts, selected; false where the article is not here any more.
func (f *frame) showAt(article string, capture int, places span.Fragments) bool {
	f.show(article)
	if f.shown == nil || f.shown.article.ID() != article {
		return false
	}
	if f.shown.capture != capture {
		f.showCapture(capture)
	}
	f.view.Select(places)
	f.view.Reveal(places[0])
	return true
}

// passageOf seeks words in the articles that are a piece of evidence: word for word first, in the newest text, else as they are told.
func passageOf(desk cli.Desk, r workspace.Reader, e *model.Evidence, quote string) (quotedPlace, error) {
	var out quotedPlace
	all, err := loadedAs(desk, r, e)
	if err != nil {
		return out, err
	}
	for _, out.differ = range []bool{false, true} {
		for _, a := range all {
			out.article = a.ID()
			for i, c := range slices.Backward(a.Captures) {
				text, err := r.Text(c.Text)
				if err != nil {
					return out, err
				}
				out.capture = i
				if out.places, out.times = standsIn(text, quote, !out.differ); len(out.places) > 0 {
					return out, nil
				}
			}
		}
	}
	return out, nil
}

// standsIn is where words stand in a text, whole and word for word, and how often; else where they are told most alike. Of words that
// were selected in pieces each piece has to stand there.
func standsIn(text, quote string, exact bool) (span.Fragments, int) {
	if !exact {
		return span.Fragments(slices.Clone(fidelity.Compare(quote, text).Places)).Normal(), 0
	}
	var all span.Fragments
	times := 0
	for piece := range strings.SplitSeq(quote, gap) {
		here, n := wholeIn(text, piece)
		if n == 0 {
			return nil, 0
		}
		all, times = append(all, here), max(times, n)
	}
	return all.Normal(), times
}

// wholeIn is the first place of words in a text that cuts no word, and how many there are.
func wholeIn(text, words string) (first span.Span, times int) {
	for at := 0; words != ""; {
		next := strings.Index(text[at:], words)
		if next < 0 {
			break
		}
		here := span.Span{Start: at + next, End: at + next + len(words)}
		if span.Whole(text, here) {
			if times++; times == 1 {
				first = here
			}
		}
		at = here.End
	}
	return first, times
}

// loadedAs are the articles that are a piece of evidence: those at its address, and those whose original is its copy.
func loadedAs(desk cli.Desk, r workspace.Reader, e *model.Evidence) ([]*model.Article, error) {
	var ids []string
	if canonical, err := model.CanonicalURL(e.URL); e.URL != "" && err == nil {
		if ids, err = r.ArticlesAt(canonical); err != nil {
			return nil, err
		}
	}
	known := len(ids)
	if e.File != "" && known == 0 {
		var err error
		if ids, err = desk.List(model.NounArticle); err != nil {
			return nil, err
		}
	}
	var all []*model.Article
	for _, id := range ids {
		a, err := stateOf[*model.Article](r, model.NounArticle, id)
		if err != nil {
			return nil, err
		}
		if a.Live() && (known > 0 || keeps(a, e.File)) {
			all = append(all, a)
		}
	}
	return all, nil
}

// lastClaim goes back to the claim that was in focus last.
func (f *frame) lastClaim(string) {
	if f.last == f.claim || f.knownClaims("").called(f.last) == "" { // none, or taken back since
		f.bar.say(words.X("claim.last.none"), true)
		return
	}
	f.open(f.last)
}
