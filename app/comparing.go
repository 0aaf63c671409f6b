//go:build !headless

package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"touchstone/app/cli"
	"touchstone/app/form"
	"touchstone/app/page"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/anchor"
	"touchstone/model/fidelity"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// original is a text that a quote may be from, and what comparing them found.
type original struct {
	title    string
	article  *model.Article // nil for words of evidence
	evidence string         // the id of the evidence whose words these are, or that has the article's address; "" for none yet
	text     string
	found    fidelity.Finding
}

// mostOriginals is how many texts are compared with a quote at most; mostOffered how many of them are offered.
const (
	mostOriginals = 200
	mostOffered   = 9
)

// compareQuote compares a quote of the claim with the texts that it may be from: other articles, and quoted evidence of the claim.
func (f *frame) compareQuote(string) {
	claim, quote, text, err := f.quoted()
	if err != nil {
		f.failed(err)
		return
	}
	if quote == "" {
		f.bar.say(words.X("quote.nothing"), true)
		return
	}
	desk := f.desk
	var all []original
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		err := desk.Read(func(r workspace.Reader) (err error) {
			all, err = originals(desk, r, claim, quote, text)
			return err
		})
		return func() {
			if len(all) == 0 {
				f.bar.say(words.X("quote.none"), true)
				return
			}
			f.askOriginal(claim, quote, all)
		}, err
	}})
}

// quoted is the quote of the claim in focus, and the text it stands in: at the caret, or at its first place.
func (f *frame) quoted() (claim *model.Claim, quote, text string, err error) {
	claim = f.current()
	var at *model.Appearance
	if f.shown != nil {
		at = f.standing(claim)
	}
	if all := sheet.ByPlace(claim); at == nil && len(all) > 0 {
		at = &all[0]
	}
	if at == nil {
		return claim, quotedIn(claim.Statement), "", nil
	}
	err = f.read(func(_ workspace.Reader, b *sheet.Builder) (err error) {
		quote, err = b.Words(*at)
		return err
	})
	return claim, quotedIn(quote), at.Text, err
}

// quotedIn is what stands in quote marks in some words, where anything does; else all of them.
func quotedIn(said string) string {
	var all []string
	for rest := said; ; {
		open := strings.IndexAny(rest, "“„«「\"")
		if open < 0 {
			break
		}
		_, after, _ := strings.Cut(rest[open:], string([]rune(rest[open:])[0]))
		shut := strings.IndexAny(after, "”“»」\"")
		if shut <= 0 {
			break
		}
		if inside := strings.TrimSpace(after[:shut]); len(anchor.Words(inside)) > 2 {
			all = append(all, inside)
		}
		rest = after[shut+len(string([]rune(after[shut:])[0])):]
	}
	if len(all) == 0 {
		return fidelity.Bare(said)
	}
	return strings.Join(all, gap)
}

// originals are the texts in which a quote is found: whole ones before quoted words, and of these the most faithful first.
func originals(desk cli.Desk, r workspace.Reader, claim *model.Claim, quote, own string) ([]original, error) {
	var all []original
	consider := func(o original) {
		if o.found = fidelity.Compare(quote, o.text); o.found.Found {
			all = append(all, o)
		}
	}
	for _, cited := range claim.Evidence {
		e, err := stateOf[*model.Evidence](r, model.NounEvidence, cited.Evidence)
		if err != nil {
			return nil, err
		}
		if e.Live() && cited.Quote != "" && !strings.Contains(cited.Quote, "…") { // pieces that somebody joined are no original
			consider(original{title: evidenceTitle(e), evidence: e.ID(), text: cited.Quote})
		}
	}
	ids, err := likely(desk, quote)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		a, err := stateOf[*model.Article](r, model.NounArticle, id)
		if err != nil {
			return nil, err
		}
		if !a.Live() || a.Latest().Text == own {
			continue
		}
		text, err := r.Text(a.Latest().Text)
		if err != nil {
			return nil, err
		}
		consider(original{title: cmp.Or(a.Title, id[:10]), article: a, text: text})
	}
	slices.SortStableFunc(all, func(a, b original) int {
		whole := func(o original) int { return map[bool]int{true: 0, false: 1}[o.article != nil] }
		return cmp.Or(whole(a)-whole(b), unmarked(a.found)-unmarked(b.found), cmp.Compare(b.found.Score, a.found.Score))
	})
	return all[:min(len(all), mostOffered)], nil
}

// likely are the articles that a quote may be from: those that share its longest words, and where there are few, all.
func likely(desk cli.Desk, quote string) ([]string, error) {
	long := anchor.Words(quote)
	slices.SortStableFunc(long, func(a, b anchor.Word) int { return b.Weight - a.Weight })
	var sought []string
	for _, w := range long[:min(len(long), 8)] {
		sought = append(sought, quote[w.Start:w.End])
	}
	ids, err := desk.List(model.NounArticle)
	if err != nil || len(ids) <= mostOriginals {
		return ids, err
	}
	hits, err := desk.Search(strings.Join(sought, " "), mostOriginals)
	ids = nil
	for _, h := range hits {
		if h.Noun == model.NounArticle {
			ids = append(ids, h.ID)
		}
	}
	return ids, err
}

func unmarked(found fidelity.Finding) int {
	n := 0
	for _, flaw := range found.Flaws {
		if !flaw.Marked {
			n++
		}
	}
	return n
}

// askOriginal shows a quote beside the original that is chosen, and keeps the result when it is asked to.
func (f *frame) askOriginal(claim *model.Claim, quote string, all []original) {
	fm := form.New(words.X("quote.compare"), words.X("quote.lead"), words.X("quote.keep"))
	options := make([]form.Option, len(all))
	for i, o := range all {
		options[i] = form.Option{Key: string(rune('a' + i)), Label: o.title}
	}
	said := form.NewWords(words.X("quote.words"), "", 3).With(quote)
	box := container.NewVBox()
	result := form.NewShown(words.X("quote.result"), box)
	chosen := func() *original {
		return &all[max(0, slices.IndexFunc(options, func(o form.Option) bool { return o.Key == fm.Value("original") }))]
	}
	compare := func() {
		o := chosen()
		o.found = fidelity.Compare(fm.Value("quote"), o.text)
		box.RemoveAll()
		for _, part := range findingShown(o.found) {
			box.Add(part)
		}
		result.Fit()
	}
	fm.Add("original", form.NewSelect(words.X("quote.original"), options, options[0].Key, nil)).Add("quote", said).Add("result", result).
		Add("show", form.NewButton(words.X("quote.show"), func() { f.showOriginal(*chosen()) }))
	f.decide(fm, "quote.compare", "claim:"+claim.ID(), func() (model.Action, error) {
		compare()
		return f.keepQuote(claim.ID(), *chosen())
	}, func(workspace.Receipt) { f.open(claim.ID()) })
	kept := fm.Changed
	fm.Changed = func(values string) {
		kept(values)
		compare()
	}
	compare()
}

// findingShown is a finding in a small calm form: what it comes to, and the quote laid over the original.
func findingShown(found fidelity.Finding) []fyne.CanvasObject {
	manner := page.Plain
	if unmarked(found) > 0 || !found.Found {
		manner = page.Warning
	}
	parts := []fyne.CanvasObject{page.Text(findingSaid(found), manner)}
	if found.Found {
		parts = append(parts, page.Wording(laidOver(found.Pieces)))
	}
	return parts
}

// laidOver are the pieces of a finding as they are shown: where two places meet stands a sign.
func laidOver(pieces []fidelity.Piece) []anchor.Piece {
	out := make([]anchor.Piece, len(pieces))
	for i, p := range pieces {
		out[i] = anchor.Piece{Words: p.Words, Gone: p.Gone, Come: p.Come}
		if p.Joint {
			out[i] = anchor.Piece{Words: "‖ ", Come: true}
		}
	}
	return out
}

// findingSaid is what a finding comes to, in a line, with a glyph.
func findingSaid(found fidelity.Finding) string {
	switch {
	case !found.Found:
		return "⚠ " + words.X("quote.lost")
	case found.Verbatim:
		return "✓ " + words.X("quote.verbatim")
	case found.Signs:
		return "✓ " + words.X("quote.signs")
	}
	counts, marked := map[fidelity.Kind]int{}, 0
	for _, flaw := range found.Flaws {
		if flaw.Marked {
			marked++
		} else {
			counts[flaw.Kind]++
		}
	}
	var parts []string
	for _, kind := range []fidelity.Kind{fidelity.Omission, fidelity.Alteration, fidelity.Splice} {
		if counts[kind] > 0 {
			parts = append(parts, words.N("quote."+string(kind), counts[kind]))
		}
	}
	glyph := "⚠ "
	if len(parts) == 0 {
		glyph = "✓ "
	}
	if marked > 0 {
		parts = append(parts, words.N("quote.marked", marked))
	}
	return glyph + strings.Join(parts, " · ")
}

// showOriginal shows where the quote stands in its original.
func (f *frame) showOriginal(o original) {
	if o.article == nil || len(o.found.Places) == 0 {
		f.bar.say(words.X("quote.noplace"), true)
		return
	}
	f.showAt(o.article.ID(), len(o.article.Captures)-1, span.Fragments(slices.Clone(o.found.Places)).Normal())
}

// keepQuote keeps a comparison: the original is cited with the words that stand there, and a note says what differs. It is one action.
func (f *frame) keepQuote(claim string, o original) (model.Action, error) {
	if !o.found.Found {
		return nil, model.Refuse("quote.lost")
	}
	ev := model.Evident{ID: o.evidence, Stance: "context", Quote: pieced(o.found.Places, o.text), Fields: model.Fields{}}
	if o.article != nil {
		if err := f.asEvidence(&ev, o.article); err != nil {
			return nil, err
		}
	}
	note := words.X("quote.note", "title", o.title, "said", findingSaid(o.found)) + "\n\n> " + strings.ReplaceAll(overMarked(o.found.Pieces), "\n", " ")
	return model.All(model.Cite(claim, ev), model.WriteNote(claim, note)), nil
}

// asEvidence makes evidence of an article: what is known at its address stays as it is described.
func (f *frame) asEvidence(ev *model.Evident, a *model.Article) error {
	set := map[string]string{"title": a.Title, "outlet": a.Outlet, "language": a.Language, "kind": "document"}
	if a.URL != "" {
		set["kind"], set["url"] = "web page", a.URL
		canonical, err := model.CanonicalURL(a.URL)
		if err != nil {
			return model.Refuse("field.malformed", "field", "url", "why", err.Error())
		}
		known := f.evidenceNow(model.Hash([]byte(canonical)))
		if known.Live() {
			ev.ID = known.ID()
			return nil
		}
	}
	for name, value := range set {
		if value == "" {
			continue
		}
		if err := ev.Fields.Set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// overMarked writes a quote laid over its original in Markdown: what was left out struck through, what is the quote's own strong.
func overMarked(pieces []fidelity.Piece) string {
	var out strings.Builder
	for _, p := range pieces {
		lead := p.Words[:len(p.Words)-len(strings.TrimLeft(p.Words, " \n"))]
		core := strings.TrimSpace(p.Words)
		trail := p.Words[min(len(p.Words), len(lead)+len(core)):]
		switch {
		case p.Joint:
			core = "‖ "
		case p.Gone && core != "":
			core = "~~" + core + "~~"
		case p.Come && core != "":
			core = "**" + core + "**"
		}
		out.WriteString(lead + core + trail)
	}
	return out.String()
}
