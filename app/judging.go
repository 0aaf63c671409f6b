//go:build !headless

package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// giveVerdict judges the claim. One's own earlier verdict is superseded, others' if they are chosen.
func (f *frame) giveVerdict(string) {
	if ids := f.group(); len(ids) > 1 {
		f.judgeMany(ids)
		return
	}
	f.judge("verdict.give", false)
}

// settle gives one verdict that supersedes all current ones.
func (f *frame) settle(string) { f.judge("verdict.settle", true) }

func (f *frame) judge(command string, all bool) {
	c := f.current()
	scales, err := f.offered()
	if err != nil {
		f.failed(err)
		return
	}
	fm := form.New(words.X(command), c.Statement, words.X("verdict.do"))
	chosen := f.ratingFields(fm, scales)
	fm.Add("rationale", form.NewMarkdown(words.X("verdict.rationale"), words.X("verdict.rationale.hint"), 6))
	if len(c.Evidence) > 0 {
		fm.Add("cites", form.NewSeveral(words.X("verdict.cites"), f.evidenceOptions(c)))
	}
	fm.Add("correction", form.NewLine(words.X("verdict.correction"), words.X("verdict.correction.hint")))
	mine, others := f.currentVerdicts(c)
	switch {
	case all:
		reasonFields(fm, words.N("verdict.reason.all", len(c.Heads())))
	case len(mine)+len(others) > 0:
		if len(others) > 0 {
			fm.Add("supersede", form.NewSeveral(words.X("verdict.supersede"), others))
		}
		label := words.X("verdict.reason.others")
		if len(mine) > 0 {
			label = words.X("verdict.reason.mine", "rating", mine[0].Label)
		}
		reasonFields(fm, label)
	}
	f.decide(fm, command, "claim:"+c.ID(), func() (model.Action, error) {
		j := model.Judgement{
			Scale: chosen(), Rating: fm.Value("rating"), Rationale: strings.TrimSpace(fm.Value("rationale")),
			Correction: strings.TrimSpace(fm.Value("correction")), All: all,
			Reason: model.Reason(fm.Value("because"), strings.TrimSpace(fm.Value("reason"))),
			Cites:  list(fm.Value("cites")), Supersede: list(fm.Value("supersede")),
		}
		if j.Rating == "" {
			return nil, model.Refuse("field.malformed", "field", words.X("verdict.rating"), "why", words.X("form.unchosen"))
		}
		return model.Judge(c.ID(), j), nil
	}, nil)
}

// ratingFields ask for a scale and a rating on it; chosen is the scale.
func (f *frame) ratingFields(fm *form.Form, scales []*model.Scale) (chosen func() *model.Scale) {
	options := make([]form.Option, len(scales))
	for i, s := range scales {
		options[i] = form.Option{Key: s.ID(), Label: scaleName(s)}
	}
	of := func(id string) *model.Scale {
		return scales[max(0, slices.IndexFunc(scales, func(s *model.Scale) bool { return s.ID() == id }))]
	}
	rating := form.NewChoice(words.X("verdict.rating"), ratingOptions(scales[0]), "")
	scale := form.NewSelect(words.X("verdict.scale"), options, scales[0].ID(), func(id string) { rating.Replace(ratingOptions(of(id))) })
	fm.Add("scale", scale).Add("rating", rating)
	fm.Start = "rating" // the scale is changed seldom
	return func() *model.Scale { return of(fm.Value("scale")) }
}

// reasonFields ask why a verdict supersedes another: by a word, by words, or by both.
func reasonFields(fm *form.Form, label string) {
	reason := form.NewWords("", words.X("verdict.reason.hint"), 2)
	said := func(kind string) string { return listed("reason.", model.Reasons, kind) }
	kinds := append(options(model.Reasons, said), form.Option{Key: "", Label: words.X("reason.other")})
	fm.Add("because", form.NewChoice(label, kinds, "")).Add("reason", reason)
}

func list(v string) []string {
	if v == "" {
		return nil
	}
	return strings.Split(v, ",")
}

func ratingOptions(s *model.Scale) []form.Option {
	out := make([]form.Option, len(s.Ratings))
	for i, r := range s.Ratings {
		sign := look.Rating(r)
		out[i] = form.Option{Key: r.Key, Label: ratingLabel(s, r), More: ratingMeans(s, r), Sign: &sign}
		if i < 9 {
			out[i].Right = strconv.Itoa(i + 1) // the key that chooses it
		}
	}
	return out
}

// evidenceOptions are the pieces of evidence that some claims cite, each once.
func (f *frame) evidenceOptions(claims ...*model.Claim) []form.Option {
	var out []form.Option
	seen := map[string]bool{}
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, c := range claims {
			for _, cited := range c.Evidence {
				if seen[cited.Evidence] {
					continue
				}
				seen[cited.Evidence] = true
				e, err := stateOf[*model.Evidence](r, model.NounEvidence, cited.Evidence)
				if err != nil {
					return err
				}
				out = append(out, form.Option{Key: e.ID(), Label: evidenceTitle(e)})
			}
		}
		return nil
	})
	if err != nil {
		f.failed(err)
	}
	return out
}

// currentVerdicts are one's own current verdicts of a claim, and others'.
func (f *frame) currentVerdicts(c *model.Claim) (mine, others []form.Option) {
	err := f.read(func(r workspace.Reader, b *sheet.Builder) error {
		for _, v := range c.Heads() {
			sign, label, err := ratingOf(r, v)
			if err != nil {
				return err
			}
			if v.By == f.who.ID() {
				mine = append(mine, form.Option{Key: v.ID, Label: label, Sign: &sign})
			} else {
				others = append(others, form.Option{Key: v.ID, Label: label + " · " + b.Name(v.By), Sign: &sign})
			}
		}
		return nil
	})
	if err != nil {
		f.failed(err)
	}
	return mine, others
}

// aboutVerdict picks the verdict that a command is about: the one it was asked for, else the first that fits.
func (f *frame) aboutVerdict(id string, fits func(model.Verdict) bool) (model.Verdict, bool) {
	heads := f.heads()
	for _, v := range heads {
		if v.ID == id || id == "" && fits(v) {
			return v, true
		}
	}
	return model.Verdict{}, false
}

func (f *frame) ofOthers(v model.Verdict) bool { return v.By != f.who.ID() }
func (f *frame) ofMine(v model.Verdict) bool   { return v.By == f.who.ID() }

// second stands behind a colleague's verdict.
func (f *frame) second(id string) { f.standBehind("verdict.second", model.RoleSecond, id) }

// approve lets a colleague's verdict out.
func (f *frame) approve(id string) { f.standBehind("verdict.approve", model.RoleApprove, id) }

func (f *frame) standBehind(command, role, id string) {
	open := func(v model.Verdict) bool { return f.ofOthers(v) && !v.Behind(f.who.ID(), role) }
	if f.whichVerdict(command, id, open) {
		return
	}
	v, found := f.aboutVerdict(id, open)
	switch {
	case found && open(v):
	case slices.ContainsFunc(f.heads(), f.ofOthers):
		f.failed(model.BehindAlready(role))
		return
	default:
		f.failed(model.Refuse("verdict.own"))
		return
	}
	fm := form.New(words.X(command), f.verdictLine(v), words.X(command+".do"))
	fm.Add("rationale", form.NewShown("", page.Markdown(v.Rationale)))
	fm.Add("note", form.NewWords(words.X("verdict.note"), "", 3))
	f.decide(fm, command, "verdict:"+f.claim+":"+v.ID, func() (model.Action, error) {
		return model.StandBehind(v.ID, role, strings.TrimSpace(fm.Value("note"))), nil
	}, nil)
}

// whichVerdict asks which of several verdicts that fit a command is about, and does it then; false where there is nothing to choose.
func (f *frame) whichVerdict(command, id string, fits func(model.Verdict) bool) bool {
	c := f.current()
	if id != "" || c == nil {
		return false
	}
	_, others := f.currentVerdicts(c)
	others = slices.DeleteFunc(others, func(o form.Option) bool {
		v, _ := c.Verdict(o.Key)
		return !fits(v)
	})
	if len(others) < 2 {
		return false
	}
	f.which(words.X(command), c.Statement, words.N("claim.verdicts", len(others)), others, func(id string) { f.do(command, id) })
	return true
}

// withdraw takes one's own verdict back.
func (f *frame) withdraw(id string) {
	v, found := f.aboutVerdict(id, f.ofMine)
	if !found {
		f.bar.say(words.X("verdict.nothing.mine"), true)
		return
	}
	f.withReason("verdict.withdraw", "verdict:"+f.claim+":"+v.ID, func(reason string) model.Action { return model.Withdraw(v.ID, reason) })
}

// publish says where the claim's verdict was published.
func (f *frame) publish(string) {
	if n := len(f.heads()); n > 1 { // before anything is typed
		f.failed(model.Refuse("verdict.several", "count", strconv.Itoa(n)))
		return
	}
	claim := f.claim
	fm := form.New(words.X("verdict.publish"), words.X("verdict.publish.lead"), words.X("verdict.publish.do"))
	fm.Add("url", form.NewLine(words.X("verdict.publish.url"), "https://")).
		Add("when", form.NewLine(words.X("verdict.publish.when"), "").With(f.parts.Now().Local().Format(time.DateOnly)))
	f.decide(fm, "verdict.publish", "claim:"+claim, func() (model.Action, error) {
		url, err := addressIn(fm, "url", words.X("verdict.publish.url"))
		if err := cmp.Or(err, filled(fm, "url")); err != nil {
			return nil, err
		}
		day := strings.TrimSpace(fm.Value("when"))
		if day != "" && model.CheckDate(day) != nil {
			return nil, model.Refuse("field.malformed", "field", words.X("verdict.publish.when"), "why", words.X("form.nodate"))
		}
		return model.Publish(claim, url, day), nil
	}, nil)
}

// verdictLine is a verdict in one line: the rating, and who gave it.
func (f *frame) verdictLine(v model.Verdict) string {
	line := ""
	err := f.read(func(r workspace.Reader, b *sheet.Builder) error {
		sign, label, err := ratingOf(r, v)
		line = sign.Glyph + " " + label + " · " + b.Name(v.By)
		return err
	})
	if err != nil {
		f.failed(err)
	}
	return line
}
