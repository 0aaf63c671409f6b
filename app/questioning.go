//go:build !headless

package app

import (
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
)

// askQuestion puts a question that has to be answered before the claim can be judged.
func (f *frame) askQuestion(string) {
	c := f.current()
	fm := form.New(words.X("question.ask"), c.Statement, words.X("form.save"))
	fm.Add("question", form.NewWords(words.X("question.text"), words.X("question.text.hint"), 2))
	f.decide(fm, "question.ask", "claim:"+c.ID(), func() (model.Action, error) {
		return model.Ask(c.ID(), strings.TrimSpace(fm.Value("question"))), filled(fm, "question")
	}, nil)
}

// answerWays are AVeriTeC's types of answer as one chooses them: yes and no are two.
var answerWays = []string{"extractive", "abstractive", "yes", "no", "unanswerable"}

// answerQuestion answers a question of the claim: the one asked for, else the first that has no answer is chosen.
func (f *frame) answerQuestion(id string) {
	c := f.current()
	if len(c.Questions) == 0 {
		f.bar.say(words.X("question.none"), true)
		return
	}
	asked := c.Questions[0]
	for i := len(c.Questions) - 1; i >= 0; i-- {
		if q := c.Questions[i]; q.ID == id || id == "" && len(q.Answers) == 0 {
			asked = q
		}
	}
	fm := form.New(words.X("question.answer"), "", words.X("form.save"))
	if id == "" && len(c.Questions) > 1 {
		var all []form.Option
		for _, q := range c.Questions {
			all = append(all, form.Option{Key: q.ID, Label: q.Text, More: q.Text})
		}
		fm.Add("question", form.NewChoice(words.X("question.text"), all, asked.ID))
	} else {
		fm.Lead = asked.Text
	}
	ways := make([]form.Option, len(answerWays))
	for i, way := range answerWays {
		ways[i] = form.Option{Key: way, Label: words.X("question.way." + way), More: words.X("question.way." + way + ".more")}
	}
	fm.Add("way", form.NewChoice(words.X("question.way"), ways, "")).
		Add("answer", form.NewWords(words.X("question.answer.text"), "", 4))
	if len(c.Evidence) > 0 {
		fm.Add("evidence", form.NewChoice(words.X("verdict.cites"),
			append([]form.Option{{Key: "", Label: words.X("question.nothing")}}, f.evidenceOptions(c)...), ""))
	}
	about := "claim:" + c.ID()
	if id != "" {
		about = "question:" + c.ID() + ":" + id
	}
	f.decide(fm, "question.answer", about, func() (model.Action, error) {
		if chosen := fm.Value("question"); chosen != "" {
			asked.ID = chosen
		}
		answer, err := answering(fm.Value("way"), strings.TrimSpace(fm.Value("answer")))
		if err != nil {
			return nil, err
		}
		answer.Evidence = fm.Value("evidence")
		return model.AnswerQuestion(asked.ID, answer), nil
	}, nil)
}

// answering is an answer as it is stored. Yes and no want an explanation; what cannot be answered need not be said.
func answering(way, said string) (model.QuestionAnswered, error) {
	a := model.QuestionAnswered{Type: way, Answer: said}
	switch way {
	case "":
		return a, model.Refuse("field.malformed", "field", words.X("question.way"), "why", words.X("form.unchosen"))
	case "yes", "no":
		a.Type, a.Answer = "boolean", model.YesNo(way == "yes", said)
	}
	if said == "" && way != "unanswerable" {
		return a, model.Refuse("field.malformed", "field", words.X("question.answer.text"), "why", words.X("form.empty"))
	}
	return a, nil
}
