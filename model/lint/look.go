package lint

import (
	"errors"

	"touchstone/model"
)

// Look is Check of a claim with what a workspace knows of what it names.
func Look(c *model.Claim, v model.View) ([]Finding, error) {
	l := looking{view: v}
	found := Check(c, Surroundings{
		Evidence: func(id string) *model.Evidence { return stateOf[*model.Evidence](&l, model.NounEvidence, id) },
		Scale:    func(id string) *model.Scale { return stateOf[*model.Scale](&l, model.NounScale, id) },
		Text:     l.text, Captured: l.captured,
	})
	return found, l.err
}

// looking looks up what a claim names, and keeps the failures.
type looking struct {
	view model.View
	err  error
}

func (l *looking) keep(err error) { l.err = errors.Join(l.err, err) }

func stateOf[T model.State](l *looking, noun model.Noun, id string) T {
	state, err := l.view.State(model.StreamOf(noun, id))
	l.keep(err)
	thing, _ := state.(T)
	return thing
}

func (l *looking) text(id string) string {
	text, err := l.view.Text(id)
	l.keep(err)
	return text
}

// captured are the texts of the articles that were found at a web address, whichever of their captures was.
func (l *looking) captured(url string) []string {
	address, err := model.CanonicalURL(url)
	if err != nil {
		return nil // what is no web address has no article
	}
	ids, err := l.view.ArticlesAt(address)
	l.keep(err)
	var texts []string
	for _, id := range ids {
		a := stateOf[*model.Article](l, model.NounArticle, id)
		if !a.Live() {
			continue
		}
		for _, c := range a.Captures {
			texts = append(texts, l.text(c.Text))
		}
	}
	return texts
}
