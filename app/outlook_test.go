//go:build !headless

package app

import (
	"strings"
	"testing"

	"touchstone/app/form"
)

func TestOfTwoNearArticlesTheSameOutletsIsMeantAndBothAreNamedByTheirOutlet(t *testing.T) {
	u := newDesk(t)
	post := webPage("A quay of cracks", storyBody)
	courier := strings.ReplaceAll(post, "The Harbour Post", "The Courier")
	load := func(name, page, day string) {
		u.loadPaths([]string{u.saves(name, strings.ReplaceAll(page, "Tuesday", day))})
		u.previewed("A quay of cracks")
		u.accepts()
	}
	load("post.html", post, "Tuesday")
	load("courier.html", courier, "Wednesday")
	for name, page := range map[string]string{"The Harbour Post": post, "The Courier": courier} {
		u.loadPaths([]string{u.saves("new.html", strings.ReplaceAll(page, "Tuesday", "Friday"))})
		fm := u.previewed("A quay of cracks")
		choice, ok := fm.Field("near").(*form.Choice)
		if !ok {
			t.Fatal("nothing is asked of what is nearly the same")
		}
		if !strings.HasSuffix(choice.Label(), "“A quay of cracks”, "+name) || !strings.Contains(fm.Lead, "Also ") {
			t.Errorf("what came of %s is asked of as %q, after %q", name, choice.Label(), fm.Lead)
		}
		u.presses("Escape")
	}
}
