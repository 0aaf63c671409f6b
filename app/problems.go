//go:build !headless

package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"touchstone/app/words"
)

// explain says in the person's language what went wrong. What they cannot put right is in the words of the error.
func explain(err error) string {
	if said, ok := words.Problem(err); ok {
		return said
	}
	if said, ok := words.Trouble(err); ok {
		return said
	}
	return err.Error()
}

// failed tells of an error that no form took: one line if the person can act on it, else what is safe and what can be done.
func (f *frame) failed(err error) {
	if said, ok := words.Problem(err); ok {
		f.bar.say(said, true)
		return
	}
	var draft draftError
	var later interface{ Unavailable() bool }
	switch {
	case errors.As(err, &draft):
		f.bar.say(words.X("draft.unsafe", "why", err.Error()), true)
		return
	case errors.As(err, &later) && later.Unavailable():
		f.bar.say(err.Error(), true)
		return
	}
	f.log(err)
	f.bar.ask(words.X("failed.safe", "why", err.Error()), true,
		choice{words.X("failed.backup"), func() { f.backUp("") }},
		choice{words.X("failed.copy"), func() { f.app.Clipboard().SetContent(err.Error()) }},
		choice{words.X("failed.close"), func() {}})
}

// log keeps an error for whoever mends the program.
func (f *frame) log(err error) {
	folder := f.parts.StateFolder
	if folder == "" {
		return
	}
	failed := os.MkdirAll(folder, 0o700)
	if failed == nil {
		var file *os.File
		if file, failed = os.OpenFile(filepath.Join(folder, "touchstone.log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); failed == nil {
			_, failed = fmt.Fprintf(file, "%s %v\n", f.parts.Now().Format(time.RFC3339), err)
			failed = errors.Join(failed, file.Close())
		}
	}
	if failed != nil {
		f.bar.say(failed.Error(), true)
	}
}
