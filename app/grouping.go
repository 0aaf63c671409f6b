//go:build !headless

package app

import (
	"slices"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// group are the claims that a command is about when several are chosen in the table, none for the one in focus alone.
func (f *frame) group() []string {
	if !f.tabling.on {
		return nil
	}
	ids := f.tabling.panel.Chosen()
	if len(ids) == 1 {
		f.choose(ids[0], false)
		return nil
	}
	return ids
}

// askMany asks a form about several claims, and writes what it comes to as one action: one undo takes all of it back. Its words are
// no draft: which claims were chosen is gone with the window.
func (f *frame) askMany(fm *form.Form, ids []string, each func() (func(claim string) model.Action, error)) {
	f.ask(fm, func() error {
		action, err := each()
		if err != nil {
			return err
		}
		var all []model.Action
		for _, id := range ids {
			all = append(all, action(id))
		}
		fm.Busy(true)
		f.session.do(model.Together(all...), func(workspace.Receipt) {
			fm.Busy(false)
			f.answered(fm, false)
			f.bar.say(words.N("table.changed.done", len(ids)), false)
		}, func(err error) {
			fm.Busy(false)
			refuse(fm, err)
		})
		return nil
	})
}

// asItIs stands for what is not to be changed, nothing for what is to be taken away.
const (
	asItIs  = "="
	nothing = "–"
)

// describeMany says for whom several claims are, until when, how urgent, and what they are tagged with.
func (f *frame) describeMany(ids []string) {
	fm := form.New(words.X("claim.describe"), words.N("table.many.lead", len(ids)), words.X("form.save"))
	fm.Add("assignee", form.NewName(words.X("claim.assignee"), words.X("table.many.same"), f.peopleNames)).
		Add("priority", form.NewSelect(words.X("claim.priority"), append([]form.Option{
			{Key: asItIs, Label: words.X("table.many.same")}, {Key: "", Label: words.X("priority.none")},
		}, options(priorities, prioritySaid)...), asItIs, nil)).
		Add("due", form.NewLine(words.X("claim.due"), words.X("table.many.same"))).
		Add("recheck", form.NewLine(words.X("claim.recheck"), words.X("table.many.same"))).
		Add("tags", form.NewLine(words.X("table.many.tags"), words.X("claim.tags.hint"))).
		Add("without", form.NewLine(words.X("table.many.without"), words.X("claim.tags.hint")))
	f.askMany(fm, ids, func() (func(string) model.Action, error) {
		fields := model.Fields{}
		for _, name := range []string{"assignee", "priority", "due", "recheck"} {
			typed := strings.TrimSpace(fm.Value(name))
			if typed == asItIs || typed == "" && name != "priority" {
				continue
			}
			if typed == nothing || typed == "-" {
				typed = ""
			}
			value, err := model.ParseField(model.NounClaim, name, typed)
			if err != nil {
				return nil, model.Refuse("field.malformed", "field", words.X("claim."+name), "why", words.X("form.nodate"))
			}
			if err := fields.Set(name, value); err != nil {
				return nil, err
			}
		}
		tags, without := tagged(fm.Value("tags")), tagged(fm.Value("without"))
		if len(fields)+len(tags)+len(without) == 0 {
			return nil, model.Refuse("nothing.changes")
		}
		return func(claim string) model.Action { return model.DescribeClaim(claim, fields, tags, without) }, nil
	})
}

// tagged are tags that are typed with commas between.
func tagged(typed string) []string {
	var all []string
	for tag := range strings.SplitSeq(typed, ",") {
		if tag = strings.TrimSpace(tag); tag != "" {
			all = append(all, tag)
		}
	}
	return all
}

// judgeMany gives several claims the same rating for the same reasons. Where the person judged already, that is superseded; what
// others judged stands.
func (f *frame) judgeMany(ids []string) {
	scales, err := f.scales()
	if err != nil {
		f.failed(err)
		return
	}
	claims, err := f.claimsOf(ids)
	if err != nil {
		f.failed(err)
		return
	}
	fm := form.New(words.X("verdict.give"), words.N("table.many.judge", len(ids)), words.X("verdict.do"))
	scale := f.ratingFields(fm, scales)
	fm.Add("rationale", form.NewMarkdown(words.X("verdict.rationale"), words.X("verdict.rationale.hint"), 6))
	by := map[string]*model.Claim{}
	for _, c := range claims {
		by[c.ID()] = c
	}
	if evidence := f.citedBy(claims); len(evidence) > 0 {
		fm.Add("cites", form.NewSeveral(words.X("verdict.cites"), evidence))
	}
	if mine := f.judgedByMe(claims); mine > 0 {
		reasonFields(fm, words.N("table.many.mine", mine))
	}
	f.askMany(fm, ids, func() (func(string) model.Action, error) {
		j := model.Judgement{
			Scale: scale(), Rating: fm.Value("rating"), Rationale: strings.TrimSpace(fm.Value("rationale")),
			Reason: model.Reason(fm.Value("because"), strings.TrimSpace(fm.Value("reason"))),
		}
		if j.Rating == "" {
			return nil, model.Refuse("field.malformed", "field", words.X("verdict.rating"), "why", words.X("form.unchosen"))
		}
		chosen := list(fm.Value("cites"))
		return func(claim string) model.Action {
			own := j
			own.Cites = slices.DeleteFunc(slices.Clone(chosen), func(id string) bool { return !cites(by[claim], id) })
			return model.Judge(claim, own)
		}, nil
	})
}

// claimsOf are some claims as they stand at one moment.
func (f *frame) claimsOf(ids []string) (all []*model.Claim, err error) {
	err = f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, id := range ids {
			c, err := stateOf[*model.Claim](r, model.NounClaim, id)
			if err != nil {
				return err
			}
			all = append(all, c)
		}
		return nil
	})
	return all, err
}

// cites reports whether a claim cites a piece of evidence: a verdict on it rests on no other.
func cites(c *model.Claim, evidence string) bool {
	return slices.ContainsFunc(c.Evidence, func(cited model.Citation) bool { return cited.Evidence == evidence })
}

// citedBy is the evidence that some claims cite. What not all of them cite says how many do.
func (f *frame) citedBy(claims []*model.Claim) []form.Option {
	all := f.evidenceOptions(claims...)
	times := map[string]int{}
	for _, c := range claims {
		for i, cited := range c.Evidence {
			if first := slices.IndexFunc(c.Evidence, func(one model.Citation) bool { return one.Evidence == cited.Evidence }); first == i {
				times[cited.Evidence]++
			}
		}
	}
	for i, o := range all {
		if n := times[o.Key]; n < len(claims) {
			all[i].Label = words.X("table.many.cited", "title", o.Label, "count", n, "all", len(claims))
		}
	}
	return all
}

// judgedByMe counts the claims of which a current verdict is the person's own.
func (f *frame) judgedByMe(claims []*model.Claim) (n int) {
	for _, c := range claims {
		if slices.ContainsFunc(c.Heads(), f.ofMine) {
			n++
		}
	}
	return n
}

// copyRows puts the chosen rows on the clipboard, or the one that is pointed at, as a spreadsheet takes them.
func (t *tabling) copyRows() {
	ids := t.panel.Chosen()
	if len(ids) == 0 {
		ids = []string{t.panel.Pointed()}
	}
	var out []string
	for _, id := range ids {
		i, known := t.at[id]
		if !known || t.all[i] == nil {
			continue
		}
		row := t.row(t.all[i])
		cells := row.Cells[:]
		for i, c := range cells {
			cells[i] = strings.Join(strings.Fields(c), " ")
		}
		out = append(out, strings.Join(cells, "\t"))
	}
	t.app.Clipboard().SetContent(strings.Join(out, "\n"))
	t.bar.say(words.N("table.copied", len(out)), false)
}
