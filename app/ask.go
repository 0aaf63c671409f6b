//go:build !headless

package app

import (
	"errors"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
)

// ask shows a form. accepted is called with the form, and says what is wrong with its values, nil for nothing.
func (f *frame) ask(fm *form.Form, accepted func() error) {
	fm.Canceled = func() { f.answered(fm, true) }
	fm.Accepted = func() {
		if err := accepted(); err != nil {
			refuse(fm, err)
		}
	}
	if f.intake != nil && f.intake.form != fm {
		f.leave()
	}
	f.panel.Ask(fm)
	f.showAside()
	f.focus(fm.First())
}

// refuse says in a form what is wrong, and goes to the field where it is.
func refuse(fm *form.Form, err error) {
	fm.Refuse(explain(err))
	var problem *model.Problem
	if errors.As(err, &problem) {
		fm.Ask(append(missing[problem.Code], fm.Labelled(problem.Fields["field"]))...)
	}
}

// filled refuses a form in which one of these fields is empty.
func filled(fm *form.Form, keys ...string) error {
	for _, key := range keys {
		if strings.TrimSpace(fm.Value(key)) == "" {
			return model.Refuse("field.malformed", "field", fm.Field(key).Label(), "why", words.X("form.empty"))
		}
	}
	return nil
}

// missing are the fields that may hold what a problem finds missing.
var missing = map[string][]string{
	"reason.missing": {"reason", "why"}, "rationale.missing": {"rationale"}, "statement.empty": {"statement"}, "source.unnamed": {"name"},
}

// answered closes a form, and gives the keyboard back to the article. What was typed in a canceled form is kept, and offered
// when it is asked for again.
func (f *frame) answered(fm *form.Form, canceled bool) {
	if f.panel.Form() != fm {
		return
	}
	if !canceled {
		f.keep(fm.Place, "")
	} else if f.draft(fm.Place) != "" {
		f.bar.say(words.X("draft.kept"), false)
		f.offering = false
	}
	f.panel.Ask(nil)
	if f.intake != nil && f.intake.form == fm {
		f.leave()
	}
	f.showAside()
	if f.offering && !canceled { // the others are offered when one is done
		f.offerDrafts()
	}
	if f.reviewing.on {
		f.focus(f.reviewing.panel.Focusable())
	} else {
		f.toArticle("")
	}
}

// which asks for one of several things, and goes on with its key.
func (f *frame) which(title, lead, label string, all []form.Option, then func(key string)) {
	fm := form.New(title, lead, words.X("source.open.do"))
	fm.Add("which", form.NewChoice(label, all, all[0].Key))
	f.ask(fm, func() error {
		f.answered(fm, false)
		then(fm.Value("which"))
		return nil
	})
}

// decide shows a form whose values become an action. The form stays open until the action is stored; then runs after.
// place says where half-typed words are kept: the command, and what it is about.
func (f *frame) decide(fm *form.Form, command, about string, action func() (model.Action, error), then func(workspace.Receipt)) {
	fm.Place = command + "/" + about
	blank := fm.Written()
	if kept := f.draft(fm.Place); kept != "" {
		if err := fm.Restore(kept); err == nil {
			fm.Note(words.X("draft.restored"))
			f.bar.dismiss() // what was offered is taken
		}
	}
	fm.Changed = func(values string) {
		if fm.Written() == blank { // what is only chosen is chosen again as fast as it is taken up
			values = ""
		}
		f.keep(fm.Place, values)
	}
	f.ask(fm, func() error {
		a, err := action()
		if err != nil {
			return err
		}
		fm.Busy(true)
		f.session.do(a, func(r workspace.Receipt) {
			fm.Busy(false)
			f.answered(fm, false)
			if then != nil {
				then(r)
			}
		}, func(err error) {
			fm.Busy(false)
			refuse(fm, err)
		})
		return nil
	})
}

// at once writes an action that needs no words.
func (f *frame) atOnce(action model.Action) {
	f.session.do(action, nil, nil)
}

// offerDrafts offers what was half typed when the program ended.
func (f *frame) offerDrafts() {
	f.bar.dismiss()
	places := f.drafted()
	if len(places) == 0 {
		f.offering = false
		return
	}
	command, about, _ := strings.Cut(places[0], "/")
	f.bar.ask(words.N("draft.offer", len(places), "what", words.X(command)), false,
		choice{words.X("draft.continue"), func() {
			f.bar.dismiss()
			f.offering = true
			f.resume(command, about)
		}},
		choice{words.X("draft.forget"), func() {
			f.keep(places[0], "")
			f.flush()
			f.offerDrafts()
		}})
}

// resume opens the form that a draft was typed in.
func (f *frame) resume(command, about string) {
	noun, id, _ := strings.Cut(about, ":")
	switch noun {
	case "claim":
		f.open(id)
		f.do(command, "")
	case "text":
		f.resumeMark(command, id)
	case "verdict", "evidence", "question", "chain":
		claim, thing, _ := strings.Cut(id, ":")
		f.open(claim)
		f.do(command, thing)
	case "source":
		f.openSource(id)
		f.do(command, "")
	case "new":
		f.do(command, "")
	}
}
