//go:build !headless

package app

import (
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
	out := &claims.Claim{ID: c.ID(), Statement: c.Statement, Said: said(c.Said)}
	status, err := w.b.Status(c)
	if err != nil {
		return nil, err
	}
	parts := []string{words.X("stage." + string(status.Stage))}
	for _, f := range status.Flags {
		parts = append(parts, words.X("flag."+f))
	}
	out.Status = strings.Join(parts, " · ")
	if out.Sign, err = signOf(w.r, w.b, c); err != nil {
		return nil, err
	}
	for _, part := range []func(*claims.Claim) error{w.places, w.verdicts, w.evidence, w.steps} {
		if err := part(out); err != nil {
			return nil, err
		}
	}
	for _, n := range c.Notes {
		out.Notes = append(out.Notes, claims.Note{Who: w.b.Name(n.By), When: when(n.At), Text: n.Text})
	}
	return out, nil
}

// said is who said it, when and where, in one line.
func said(s model.Said) string {
	var parts []string
	if s.By != "" {
		parts = append(parts, words.X("claim.saidby", "name", s.By))
	}
	for _, p := range []string{s.When, s.Where, s.URL, s.Timecode} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

func when(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

func (w claimWriter) places(out *claims.Claim) error {
	for _, a := range sheet.ByPlace(w.claim) {
		text, err := w.b.Words(a)
		if err != nil {
			return err
		}
		p := claims.Place{ID: a.ID, Words: text, Here: w.shown != nil && w.shown.id == a.Text}
		ids, err := w.r.ArticlesOf(a.Text)
		if err != nil {
			return err
		}
		for _, id := range ids {
			article, err := stateOf[*model.Article](w.r, model.NounArticle, id)
			if err != nil {
				return err
			}
			p.Article = article.Title
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
	var links []string
	for _, link := range a.Attributions {
		var names []string
		for _, id := range link.Sources {
			source, err := stateOf[*model.Source](w.r, model.NounSource, id)
			if err != nil {
				return "", err
			}
			names = append(names, source.Name)
		}
		if len(names) == 0 {
			names = []string{words.X("source.unnamed")}
		}
		links = append(links, strings.Join(names, " + "))
	}
	return strings.Join(links, " ⟵ "), nil
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
		Mine: v.By == w.who.ID(),
	}
	var err error
	if out.Sign, out.Rating, err = ratingOf(w.r, v); err != nil {
		return out, err
	}
	if len(v.Supersedes) > 0 {
		out.Replaces = words.N("verdict.replaces", len(v.Supersedes), "reason", v.Reason)
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
		out.Published = append(out.Published, p.URL)
	}
	for _, id := range v.Cites {
		e, err := stateOf[*model.Evidence](w.r, model.NounEvidence, id)
		if err != nil {
			return out, err
		}
		out.Rests = append(out.Rests, evidenceTitle(e))
	}
	return out, nil
}

func evidenceTitle(e *model.Evidence) string {
	for _, t := range []string{e.Title, e.URL, e.Kind} {
		if t != "" {
			return t
		}
	}
	return words.X("evidence.untitled")
}

func (w claimWriter) evidence(out *claims.Claim) error {
	for _, cited := range w.claim.Evidence {
		e, err := stateOf[*model.Evidence](w.r, model.NounEvidence, cited.Evidence)
		if err != nil {
			return err
		}
		shown := claims.Evidence{ID: e.ID(), Title: evidenceTitle(e), URL: e.URL, Quote: cited.Quote, Stance: cited.Stance}
		var parts []string
		if cited.Stance != "" {
			parts = append(parts, words.X("stance."+cited.Stance))
		}
		for _, p := range []string{e.Kind, e.Outlet, e.Accessed, w.b.Name(cited.By)} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		shown.Detail = strings.Join(parts, " · ")
		row := sheet.Evidence(e)
		if n := len(row.Flags); n > 0 && row.Flags[n-1].As != "fine" {
			shown.Flag = "⚠ " + words.X("evidence."+row.Flags[n-1].As) + " " + row.Flags[n-1].Why
		}
		out.Evidence = append(out.Evidence, shown)
	}
	return nil
}

// steps are everything anybody did to the claim, newest first.
func (w claimWriter) steps(out *claims.Claim) error {
	events, err := w.r.Events(w.claim.Stream)
	if err != nil {
		return err
	}
	for _, s := range slices.Backward(w.b.Steps(w.claim.Stream, events)) {
		at, _ := time.Parse(time.RFC3339, s.At)
		step := claims.Step{Who: s.Name, When: when(at), What: words.X("kind." + string(s.Kind)), Why: s.Why}
		if s.Undone != nil {
			step.What += " (" + words.X("step.undone") + ")"
		}
		out.Steps = append(out.Steps, step)
	}
	return nil
}
