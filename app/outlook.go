//go:build !headless

package app

import (
	"slices"
	"strings"
	"time"

	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
)

// outlook is what storing a document would come to, as long as nobody writes in between.
type outlook struct {
	what    fate
	article string // the article that it belongs to
	title   string // of that article, where it is here already
	near    []nearly
}

// fate is what a document would be.
type fate string

const (
	isNew   fate = "new"   // an article of its own
	isNewer fate = "newer" // another text of an article that is here
	isKnown fate = "known" // nothing new
)

// nearly is an article that is here and says nearly the same.
type nearly struct {
	article, text string
	title, outlet string
	percent       int // of the words; below 100
}

// near are the choices for a document of which nearly the same is here, as the command line has them.
const (
	nearKeep    = "keep"    // an article of its own
	nearCapture = "capture" // another text of that article
	nearJoin    = "join"    // another outlet's copy of it
	nearSkip    = "skip"
)

// foresee looks at what storing a document would come to. Nothing is written.
func foresee(r workspace.Reader, doc model.Document, into string, now time.Time) (outlook, error) {
	nobody := strings.Repeat("0", 32)
	b := model.NewBatch(r, nobody, now, func() string { return nobody })
	if err := model.Load(doc, into, now)(r, b); err != nil {
		return outlook{}, err
	}
	o := outlook{what: isKnown, article: into}
	for _, e := range b.Events {
		if e.Stream.Noun() == model.NounArticle {
			o.article = e.Stream.ID()
		}
		if e.Kind == model.KindArticleCaptured {
			o.what = isNew
		}
	}
	if o.article == "" {
		ids, err := r.ArticlesOf(model.Hash([]byte(doc.Text)))
		if err != nil || len(ids) == 0 {
			return o, err
		}
		o.article = ids[0]
	}
	here, err := stateOf[*model.Article](r, model.NounArticle, o.article)
	if err != nil {
		return o, err
	}
	if here.Live() {
		if o.title = here.Title; o.what == isNew {
			o.what = isNewer
		}
	}
	if o.what == isNew {
		o.near, err = nearTo(r, doc)
	}
	return o, err
}

// nearTo finds the articles that say nearly the same as a document, the nearest first; of those as near, the same outlet's.
func nearTo(r workspace.Reader, doc model.Document) ([]nearly, error) {
	texts, err := r.Near(doc.Text)
	if err != nil {
		return nil, err
	}
	var found []nearly
	for _, t := range texts {
		ids, err := r.ArticlesOf(t.Text)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			a, err := stateOf[*model.Article](r, model.NounArticle, id)
			if err != nil {
				return nil, err
			}
			if a.Live() && !slices.ContainsFunc(found, func(n nearly) bool { return n.article == id }) {
				found = append(found, nearly{article: id, text: t.Text, title: a.Title, outlet: a.Outlet, percent: min(99, int(t.Overlap*100))})
			}
		}
	}
	outlet := doc.Fields.Text("outlet")
	slices.SortStableFunc(found, func(a, b nearly) int {
		if a.percent != b.percent || outlet == "" || a.outlet == b.outlet {
			return b.percent - a.percent
		}
		if a.outlet == outlet {
			return -1
		}
		if b.outlet == outlet {
			return 1
		}
		return 0
	})
	return found, nil
}

// words say how near it is, and to what.
func (n nearly) words(key string) string {
	return words.X(key, "percent", n.percent, "title", n.title, "outlet", n.outlet)
}

// storing is the action that stores a document as was chosen for one of which nearly the same is here.
func storing(doc model.Document, into, choice string, near []nearly, at time.Time) model.Action {
	if len(near) > 0 {
		switch choice {
		case nearCapture:
			into = near[0].article
		case nearJoin:
			return model.LoadCopy(doc, near[0].article, at)
		}
	}
	return model.Load(doc, into, at)
}
