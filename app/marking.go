//go:build !headless

package app

import (
	"fmt"
	"regexp"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// chosenWords are the selected words' places; where none are selected, the sentence of the caret is, or what is said in it.
func (f *frame) chosenWords() span.Fragments {
	if places := f.view.Selected(); len(places) > 0 {
		return places
	}
	sentence := f.view.Sentence()
	if sentence.Empty() {
		return nil
	}
	f.view.Select(f.said(span.Fragments{sentence}, f.view.Caret()))
	return f.view.Selected()
}

// others are the other places of the same words in the shown text, each as fragments.
func (f *frame) others(places span.Fragments) [][]model.Fragment {
	if len(places) != 1 {
		return nil // a split passage is not looked for
	}
	found, _ := span.Find(f.shown.text, f.shown.text[places[0].Start:places[0].End])
	var all [][]model.Fragment
	for _, s := range found {
		if !s.Overlaps(places[0]) {
			all = append(all, model.Points(f.shown.index, span.Fragments{s}))
		}
	}
	return all
}

// about names places of a text, for a draft.
func about(text string, places span.Fragments) string {
	parts := make([]string, len(places))
	for i, p := range places {
		parts[i] = fmt.Sprintf("%d-%d", p.Start, p.End)
	}
	return "text:" + text + ":" + strings.Join(parts, ",")
}

// saidFields ask who said a claim, when and where.
func (f *frame) saidFields(fm *form.Form, now model.Said) {
	fm.Add("by", form.NewName(words.X("claim.by"), words.X("claim.by.hint"), f.sourceNames).With(now.By)).
		Add("when", form.NewLine(words.X("claim.when"), words.X("claim.when.hint")).With(now.When)).
		Add("where", form.NewLine(words.X("claim.where"), words.X("claim.where.hint")).With(now.Where)).
		Add("url", form.NewLine(words.X("claim.url"), words.X("claim.url.hint")).With(now.URL))
}

// timecode is hours, minutes and seconds into a recording: 1:02:33, or without the hours.
var timecode = regexp.MustCompile(`^([0-9]+:[0-5]?[0-9]|[0-9]+):[0-5][0-9]([.,][0-9]+)?$`)

// stated is what a form says of a claim: its words, and who said it, when and where.
func stated(fm *form.Form) (model.ClaimStated, error) {
	url, err := addressIn(fm, "url", words.X("claim.url"))
	if err != nil {
		return model.ClaimStated{}, err
	}
	if code := strings.TrimSpace(fm.Value("timecode")); code != "" && !timecode.MatchString(code) {
		return model.ClaimStated{}, model.Refuse("field.malformed", "field", words.X("claim.timecode"), "why", words.X("form.notime"))
	}
	out := model.ClaimStated{Statement: strings.TrimSpace(fm.Value("statement"))}
	said := model.Said{
		By: strings.TrimSpace(fm.Value("by")), When: strings.TrimSpace(fm.Value("when")), Where: strings.TrimSpace(fm.Value("where")),
		URL: url, Timecode: strings.TrimSpace(fm.Value("timecode")),
	}
	if said != (model.Said{}) {
		out.Said = &said
	}
	return out, nil
}

// markClaim makes a claim of the selected words.
func (f *frame) markClaim(string) {
	places := f.chosenWords()
	if len(places) == 0 {
		f.bar.say(words.X("needs.selection"), true)
		return
	}
	s := f.shown
	quote := places.Text(s.text)
	others := f.others(places)
	fm := form.New(words.X("claim.mark"), "", words.X("claim.mark.do"))
	fm.Add("statement", form.NewWords(words.X("claim.statement"), "", 3).Paragraph().With(strings.Join(strings.Fields(quote), " ")))
	if len(others) > 0 {
		fm.Add("all", form.NewCheck(words.N("claim.mark.others", len(others)), true))
	}
	f.saidFields(fm, model.Said{})
	f.decide(fm, "claim.mark", about(s.id, places), func() (model.Action, error) {
		where := [][]model.Fragment{model.Points(s.index, places)}
		if fm.Value("all") == "yes" {
			where = append(where, others...)
		}
		what, err := stated(fm)
		return model.Mark(what, s.id, where), err
	}, func(r workspace.Receipt) {
		f.view.Select(span.Fragments{{Start: places.Bounds().Start, End: places.Bounds().Start}})
		f.choose(r.Stream(model.NounClaim).ID(), false)
	})
}

// resumeMark goes on with a form about places of a text that was typed in when the program ended.
func (f *frame) resumeMark(command, about string) {
	text, list, _ := strings.Cut(about, ":")
	list, on, _ := strings.Cut(list, ":")
	var places span.Fragments
	for part := range strings.SplitSeq(list, ",") {
		var p span.Span
		if _, err := fmt.Sscanf(part, "%d-%d", &p.Start, &p.End); err == nil {
			places = append(places, p)
		}
	}
	var ids []string
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		ids, err = r.ArticlesOf(text)
		return err
	})
	if err != nil {
		f.failed(err)
		return
	}
	if len(ids) == 0 {
		return
	}
	f.show(ids[0])
	if f.shown != nil && f.shown.id == text {
		f.view.Select(places)
		f.view.Reveal(places.Bounds())
		f.do(command, on)
	}
}

// restateClaim rewords a claim, and says who said it.
func (f *frame) restateClaim(string) {
	c := f.current()
	fm := form.New(words.X("claim.restate"), "", words.X("form.save"))
	fm.Add("statement", form.NewWords(words.X("claim.statement"), "", 3).Paragraph().With(c.Statement))
	f.saidFields(fm, c.Said)
	fm.Add("timecode", form.NewLine(words.X("claim.timecode"), words.X("claim.timecode.hint")).With(c.Said.Timecode))
	f.decide(fm, "claim.restate", "claim:"+c.ID(), func() (model.Action, error) {
		what, err := stated(fm)
		return model.Restate(c.ID(), what), err
	}, nil)
}

// addAppearance says that the claim in focus stands at the selected words as well.
func (f *frame) addAppearance(string) {
	places := f.chosenWords()
	if len(places) == 0 {
		f.bar.say(words.X("needs.selection"), true)
		return
	}
	f.atOnce(model.Appear(f.claim, f.shown.id, [][]model.Fragment{model.Points(f.shown.index, places)}))
}

// removeAppearance takes a place of the shown text off the claim: that of the caret, else the first.
func (f *frame) removeAppearance(string) {
	c := f.current()
	found := f.standing(c)
	if found == nil {
		f.bar.say(words.X("appearance.none.here"), true)
		return
	}
	f.reveal(*found)
	f.withReason("appearance.remove", "claim:"+c.ID(), func(reason string) model.Action { return model.Remove(found.ID, reason) })
}

// standing is the place of the shown text at which a claim stands: that of the caret, else the first, nil for none.
func (f *frame) standing(c *model.Claim) *model.Appearance {
	caret := f.shown.index.Points(f.view.Caret())
	var found *model.Appearance
	for _, a := range sheet.ByPlace(c) {
		if a.Text != f.shown.id {
			continue
		}
		in := a.Fragments[0].Start <= caret && caret <= a.Fragments[len(a.Fragments)-1].End
		if found == nil || in {
			found = &a
		}
		if in {
			break
		}
	}
	return found
}

// withReason asks why, and does it then.
func (f *frame) withReason(command, about string, action func(reason string) model.Action) {
	fm := form.New(words.X(command), words.X(command+".lead"), words.X(command+".do"))
	fm.Add("reason", form.NewWords(words.X("form.reason"), "", 3))
	f.decide(fm, command, about, func() (model.Action, error) {
		return action(strings.TrimSpace(fm.Value("reason"))), nil
	}, nil)
}

// writeNote adds to the claim's thread.
func (f *frame) writeNote(string) {
	fm := form.New(words.X("claim.note"), f.current().Statement, words.X("form.save"))
	fm.Add("text", form.NewWords(words.X("claim.note.text"), "", 5))
	claim := f.claim
	f.decide(fm, "claim.note", "claim:"+claim, func() (model.Action, error) {
		return model.WriteNote(claim, strings.TrimSpace(fm.Value("text"))), filled(fm, "text")
	}, func(workspace.Receipt) { f.panel.ShowNote() })
}
