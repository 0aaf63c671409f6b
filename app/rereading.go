//go:build !headless

package app

import (
	"context"
	"errors"

	"touchstone/app/words"
	"touchstone/model"
)

// errSame says that the kept bytes gave the same text again, errNoOriginal that they are not here.
var (
	errSame       = errors.New("the same text")
	errNoOriginal = errors.New("no original")
)

// rereadArticle reads the shown text's original again, as a newer reader may find more in it. What comes out otherwise is looked
// at as any newer text is.
func (f *frame) rereadArticle(string) {
	s, desk, reread := f.shown, f.desk, f.parts.Reread
	article, then := s.article.ID(), s.at()
	f.look(sight{label: words.X("job.reading"), into: article, against: s.text, describe: true, read: func(context.Context) (model.Document, error) {
		data, err := desk.Blob(then.Origin.SHA256)
		switch {
		case err != nil:
			return model.Document{}, err
		case data == nil:
			return model.Document{}, errNoOriginal
		}
		doc, same, err := reread(data, then, s.text)
		if err == nil && same {
			err = errSame
		}
		return doc, err
	}, failed: func(err error) {
		switch {
		case errors.Is(err, errSame):
			f.bar.say(words.X("article.reread.same", "reader", then.Origin.Reader), false)
		case errors.Is(err, errNoOriginal):
			f.bar.say(words.X("article.reread.gone"), true)
		default:
			f.unread(err)
		}
	}})
}
