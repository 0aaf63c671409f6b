//go:build !headless

package app

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"touchstone/app/claims"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// showClaim shows the claim in focus in its panel.
func (f *frame) showClaim() {
	if f.claim == "" {
		f.panel.Show(nil)
		return
	}
	var c *claims.Claim
	err := f.read(func(r workspace.Reader, b *sheet.Builder) error {
		claim, err := stateOf[*model.Claim](r, model.NounClaim, f.claim)
		if err != nil {
			return err
		}
		if claim == nil || !claim.Live() {
			f.claim = ""
			return nil
		}
		w := claimWriter{f, r, b, claim}
		c, err = w.write()
		return err
	})
	if err != nil {
		f.failed(err)
		return
	}
	f.panel.Show(c)
	f.lint()
}

// claimWriter writes a claim as its panel shows it.
type claimWriter struct {
	*frame
	r     workspace.Reader
	b     *sheet.Builder
	claim *model.Claim
}

func (w claimWriter) write() (*claims.Claim, error) {
	c := w.claim
	out := &claims.Claim{ID: c.ID(), Statement: c.Statement, Language: c.Language, Said: said(c.Said), Link: c.Said.URL, Facts: w.facts()}
	status, err := w.b.Status(c)
	if err != nil {
		return nil, err
	}
	out.Stage = words.X("stage." + string(status.Stage))
	for _, f := range status.Flags {
		out.Flags = append(out.Flags, flagged(f))
	}
	for _, t := range c.Translations {
		out.Translations = append(out.Translations, claims.Translation(t))
	}
	if out.Sign, err = signOf(w.r, w.b, c); err != nil {
		return nil, err
	}
	for _, part := range []func(*claims.Claim) error{w.places, w.verdicts, w.evidence, w.questions, w.related(status), w.reviews} {
		if err := part(out); err != nil {
			return nil, err
		}
	}
	for _, n := range c.Notes {
		out.Notes = append(out.Notes, claims.Note{Who: w.b.Name(n.By), When: when(n.At), Text: n.Text})
	}
	return out, nil
}

var flagGlyphs = map[string]string{
	model.Disputed: "⇄", model.NeedsReview: "⚠", model.NotCheckable: "∅", model.CorrectionDue: "↺",
	sheet.Stale: "↻", sheet.Unanchored: "⊗", sheet.Overdue: "◷", sheet.Open: "▷",
}

// flagged is a flag in words, with a glyph: never a colour alone.
func flagged(flag string) string { return flagGlyphs[flag] + " " + words.X("flag."+flag) }

// said is who said it, when and where, in one line.
func said(s model.Said) string {
	var parts []string
	if s.By != "" {
		parts = append(parts, words.X("claim.saidby", "name", s.By))
	}
	for _, p := range []string{day(s.When), s.Where, s.Timecode} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// when is a moment, by the clock of this place.
func when(t time.Time) string { return words.Moment(t.Local()) }

func (w claimWriter) places(out *claims.Claim) error {
	for _, a := range sheet.ByPlace(w.claim) {
		text, err := w.b.Words(a)
		if err != nil {
			return err
		}
		p := claims.Place{ID: a.ID, Words: text, Here: w.shown != nil && w.shown.id == a.Text}
		if p.Nth, p.Article, err = paragraphOf(w.r, a); err != nil {
			return err
		}
		if p.Chain, err = w.chain(a); err != nil {
			return err
		}
		out.Places = append(out.Places, p)
	}
	return nil
}

// chain is who says it, from the page inwards: TT ⟵ Russian media. Fyne's font has no usable ←.
func (w claimWriter) chain(a model.Appearance) (string, error) {
	var all []string
	for _, chain := range a.Chains() {
		said, err := chainSaid(w.r, chain)
		if err != nil {
			return "", err
		}
		all = append(all, said)
	}
	return strings.Join(all, " · "), nil
}

func chainSaid(r workspace.Reader, chain []model.Attribution) (string, error) {
	links := make([]string, len(chain))
	for i, link := range chain {
		said, err := sourcesSaid(r, link.Sources)
		if err != nil {
			return "", err
		}
		links[i] = cmp.Or(said, words.X("source.unnamed"))
	}
	return strings.Join(links, " ⟵ "), nil
}

// sourcesSaid are the names of a link's sources as they are typed: TT + Reuters; "" for none.
func sourcesSaid(r workspace.Reader, sources []string) (string, error) {
	names := make([]string, len(sources))
	for i, id := range sources {
		name, err := sourceName(r, id)
		if err != nil {
			return "", err
		}
		names[i] = name
	}
	return strings.Join(names, " + "), nil
}

// verdicts are those that stand, newest first, then the earlier ones, newest first.
func (w claimWriter) verdicts(out *claims.Claim) error {
	for _, v := range slices.Backward(w.claim.Verdicts) {
		shown, err := w.verdict(v)
		if err != nil {
			return err
		}
		out.Verdicts = append(out.Verdicts, shown)
	}
	slices.SortStableFunc(out.Verdicts, func(a, b claims.Verdict) int {
		switch {
		case a.Head == b.Head:
			return 0
		case a.Head:
			return -1
		}
		return 1
	})
	return nil
}

func (w claimWriter) verdict(v model.Verdict) (claims.Verdict, error) {
	out := claims.Verdict{
		ID: v.ID, Rationale: v.Rationale, Correction: v.Correction, Who: w.b.Name(v.By), When: when(v.At), Head: v.Head,
		Offers: w.offers(v),
	}
	var err error
	if out.Sign, out.Rating, err = ratingOf(w.r, v); err != nil {
		return out, err
	}
	if len(v.Supersedes) > 0 {
		out.Replaces = words.N("verdict.replaces", len(v.Supersedes), "reason", reasonSaid(v.Reason))
	}
	switch {
	case v.Withdrawn != nil:
		out.State = words.X("verdict.withdrawn", "name", w.b.Name(v.Withdrawn.By), "when", when(v.Withdrawn.At), "reason", v.Withdrawn.Reason)
	case len(v.SupersededBy) > 0:
		out.State = words.X("verdict.superseded")
	}
	for _, s := range v.Seconds {
		key := "verdict.seconded"
		if s.Role == model.RoleApprove {
			key = "verdict.approved"
		}
		out.Behind = append(out.Behind, words.X(key, "name", w.b.Name(s.By), "when", when(s.At), "note", s.Note))
	}
	for _, p := range v.Published {
		noted := words.X("verdict.published", "name", w.b.Name(p.By), "when", when(p.At))
		if p.When != "" {
			noted = words.X("verdict.published.day", "day", day(p.When), "name", w.b.Name(p.By), "when", when(p.At))
		}
		out.Published = append(out.Published, claims.Published{URL: p.URL, Words: noted})
	}
	for _, id := range v.Cites {
		e, err := stateOf[*model.Evidence](w.r, model.NounEvidence, id)
		if err != nil {
			return out, err
		}
		title := evidenceTitle(e)
		if flag, bad := e.Flagged(); bad {
			title += " ⚠ " + words.X("evidence."+flag.As)
		}
		out.Rests = append(out.Rests, title)
	}
	return out, nil
}

// offers are the commands that do something to a verdict; to stand behind one a second time does nothing.
func (w claimWriter) offers(v model.Verdict) []string {
	if !v.Head {
		return nil
	}
	if w.ofMine(v) {
		return []string{"verdict.withdraw", "verdict.publish"}
	}
	var out []string
	if !v.Behind(w.who.ID(), model.RoleSecond) {
		out = append(out, "verdict.second")
	}
	if !v.Behind(w.who.ID(), model.RoleApprove) {
		out = append(out, "verdict.approve")
	}
	return append(out, "verdict.publish")
}

func evidenceTitle(e *model.Evidence) string {
	return cmp.Or(sheet.EvidenceName(e), words.X("evidence.untitled"))
}
