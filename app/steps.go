//go:build !headless

package app

import (
	"context"
	"slices"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// mostSteps is how far back the list of steps goes.
const mostSteps = 40

// undoSteps lists what this person did last, by name. Everything down to the one that is chosen is taken back.
func (f *frame) undoSteps(string) {
	var steps []workspace.Step
	var options []form.Option
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		if steps, err = workspace.Steps(r, f.who.ID(), mostSteps); err != nil {
			return err
		}
		for _, s := range steps {
			name, err := nameOf(r, s)
			if err != nil {
				return err
			}
			options = append(options, form.Option{Key: s.Batch, Label: name, More: name, Right: words.Ago(s.At.Local(), f.parts.Now().Local())})
		}
		return nil
	})
	switch {
	case err != nil:
		f.failed(err)
		return
	case len(steps) == 0:
		f.bar.say(words.X("problem.undo.nothing"), true)
		return
	}
	fm := form.New(words.X("edit.steps"), words.X("edit.steps.lead"), words.X("edit.steps.do"))
	fm.Add("step", form.NewChoice("", options, steps[0].Batch))
	f.ask(fm, func() error {
		last := slices.IndexFunc(steps, func(s workspace.Step) bool { return s.Batch == fm.Value("step") })
		if last < 0 {
			return model.Refuse("field.malformed", "field", words.X("edit.steps"), "why", words.X("form.unchosen"))
		}
		f.answered(fm, false)
		f.takeBack(steps[:last+1])
		return nil
	})
}

// takeBack undoes steps, the newest first. What redo brings back are the same steps.
func (f *frame) takeBack(steps []workspace.Step) {
	var touched workspace.Receipt
	f.work("", func(_ context.Context, d *door, _ func(int, int)) error {
		for _, s := range steps {
			receipt, err := d.Undo(s.Batch)
			if err != nil {
				return err
			}
			touched = receipt
		}
		return nil
	}, func() {
		f.showTouched(touched)
		f.bar.say(words.N("edit.steps.done", len(steps)), false)
	}, nil)
}

// nameOf is what a step did, in words: what it came to, and what that is about. A claim is worded, marked and attributed in one
// step, which came to the last of these; an article is loaded, and then described as it was found.
func nameOf(r workspace.Reader, s workspace.Step) (string, error) {
	main := s.Events[len(s.Events)-1]
	if main.Stream.Noun() == model.NounArticle {
		main = s.Events[0]
	}
	var was model.Fact
	if f, is := main.Fact.(model.Retracted); is {
		e, _, err := r.Event(f.Events[0])
		if err != nil {
			return "", err
		}
		was = e.Fact
	}
	did := didSaid(main.Fact, was)
	about, err := titleOf(r, main.Stream)
	if err == nil && about != "" {
		did += ": " + about
	}
	return did, err
}

// titleOf is what the thing of a stream is called.
func titleOf(r model.View, s model.Stream) (string, error) {
	state, err := r.State(s)
	switch thing := state.(type) {
	case *model.Claim:
		return thing.Statement, err
	case *model.Article:
		return thing.Title, err
	case *model.Source:
		return thing.Name, err
	case *model.Evidence:
		return evidenceTitle(thing), err
	}
	return "", err
}
