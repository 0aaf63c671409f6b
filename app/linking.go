//go:build !headless

package app

import (
	"context"
	"errors"
	"strings"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/workspace"
)

// loadLink asks for an address, and shows the page before it is stored.
func (f *frame) loadLink(string) {
	address := ""
	if c := strings.TrimSpace(f.app.Clipboard().Content()); !strings.ContainsAny(c, " \n\t") {
		if _, err := model.CanonicalURL(c); err == nil {
			address = c
		}
	}
	f.askLink(address, nil)
}

// askLink asks for an address. refused is why the same one was not fetched a moment ago: where it was for being private alone, a
// box allows that.
func (f *frame) askLink(address string, refused error) {
	fm := form.New(words.X("article.link"), words.X("article.link.lead"), words.X("article.link.do"))
	fm.Add("url", form.NewLine(words.X("article.url"), words.X("article.url.hint")).With(address))
	if private(refused) {
		fm.Add("private", form.NewCheck(words.X("article.link.private"), false))
	}
	f.ask(fm, func() error {
		if err := filled(fm, "url"); err != nil {
			return err
		}
		f.fetch(fm, web(fm.Value("url")), fm.Value("private") == "yes")
		return nil
	})
	f.cancels(fm)
	if refused != nil {
		fm.Refuse(explain(refused))
	}
}

// cancels lets a form that is left also end what it asked for.
func (f *frame) cancels(fm *form.Form) {
	cancel := fm.Canceled
	fm.Canceled = func() {
		if f.waiting == fm {
			f.waiting = nil
			f.run.Forget()
		}
		cancel()
	}
}

// private reports whether an address was refused for not being on the public internet alone.
func private(err error) bool {
	var refusal interface{ Private() bool }
	return errors.As(err, &refusal) && refusal.Private()
}

// fetch fetches a page for a form, which stays until it is here.
func (f *frame) fetch(fm *form.Form, address string, private bool) {
	fm.Busy(true)
	fm.Note(words.X("article.link.fetching", "url", address))
	f.waiting = fm
	desk, fetch := f.desk, f.parts.Fetch
	unchanged := ""
	f.look(sight{label: words.X("job.fetching"), read: func(ctx context.Context) (model.Document, error) {
		here, known, err := lastFetched(desk, address)
		if err != nil {
			return model.Document{}, err
		}
		doc, same, err := fetch(ctx, address, private, known)
		if err == nil && same {
			unchanged = here
			err = errUnchanged
		}
		return doc, err
	}, failed: func(err error) {
		if f.waiting != fm {
			return // it was left
		}
		f.waiting = nil
		switch {
		case errors.Is(err, errUnchanged):
			f.answered(fm, false)
			f.show(unchanged)
			f.toArticle("")
			f.bar.say(words.X("article.link.unchanged"), false)
		case errors.Is(err, errStopped):
			fm.Busy(false)
			fm.Note(words.X("job.canceled"))
		default:
			f.askLink(address, err)
		}
	}})
}

// errUnchanged says that the server has nothing newer than what is here.
var errUnchanged = errors.New("the page has not changed")

// lastFetched finds the article of an address, and what it was last read from.
func lastFetched(desk workspace.Log, address string) (article string, from model.Origin, err error) {
	canonical, err := model.CanonicalURL(address)
	if err != nil {
		return "", from, nil //nolint:nilerr // fetching it says what is wrong
	}
	id := model.Hash([]byte(canonical))
	err = desk.Read(func(r workspace.Reader) error {
		a, err := stateOf[*model.Article](r, model.NounArticle, id)
		if err != nil || !a.Live() {
			return err
		}
		last := a.Latest().Origin
		for _, at := range []string{last.URL, last.Asked} {
			if c, err := model.CanonicalURL(at); err == nil && c == canonical {
				article, from = id, last
			}
		}
		return nil
	})
	return article, from, err
}
