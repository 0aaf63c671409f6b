//go:build !headless

package app

import (
	"slices"
	"strings"
	"testing"

	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/lint"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// saidIn are all words in an object, a line each.
func saidIn(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *widget.Label:
		return o.Text
	case *widget.Hyperlink:
		return o.Text
	case *container.Scroll:
		return saidIn(o.Content)
	case *fyne.Container:
		var all []string
		for _, inner := range o.Objects {
			if inner.Visible() {
				all = append(all, saidIn(inner))
			}
		}
		return strings.Join(all, "\n")
	case fyne.Widget:
		var all []string
		for _, inner := range drawn(o) {
			all = append(all, saidIn(inner))
		}
		return strings.Join(all, "\n")
	}
	return ""
}

// drawn are the objects that a widget draws.
func drawn(w fyne.Widget) []fyne.CanvasObject { return w.CreateRenderer().Objects() }

func TestWhatAPublisherWouldStumbleOnFollowsTheClaim(t *testing.T) {
	u := newUI(t)
	u.loadPaths([]string{u.writes(story)})
	u.selects(bridge)
	u.types("c")
	u.accepts()
	shown := func() string { return saidIn(u.panel.Object()) }
	for _, want := range []string{words.X("claim.findings"), words.X("lint.rating-missing"), words.X("lint.chain-without-origin.nobody"), "V · "} {
		if !strings.Contains(shown(), want) {
			t.Errorf("a claim that was only marked is shown without %q:\n%s", want, shown())
		}
	}
	before := u.linting.looks
	u.gives("true", "Seen.")
	if looks := u.linting.looks - before; looks != 1 {
		t.Errorf("one verdict made %d looks", looks)
	}
	if now := shown(); strings.Contains(now, words.X("lint.rating-missing")) || !strings.Contains(now, words.X("lint.url-missing")) {
		t.Errorf("with a verdict it says\n%s", now)
	}
	u.types("a")
	u.types("Telagra")
	u.accepts()
	if strings.Contains(shown(), words.X("lint.chain-without-origin.nobody")) {
		t.Error("somebody is named, and it says nobody is")
	}
}

func TestEveryRuleHasWordsAndACommandThatMends(t *testing.T) {
	newUI(t)
	ids := map[string]bool{}
	for _, c := range commands() {
		ids[c.ID] = true
	}
	hows := map[string][]string{"scale-bounds": {"flat", "broken"}, "chain-without-origin": {"nobody", "unnamed"}}
	for _, r := range lint.Rules() {
		if !ids[mends[r.Key]] {
			t.Errorf("no command mends what breaks %s", r.Key)
		}
		keys := []string{"lint." + r.Key}
		for _, how := range hows[r.Key] {
			keys = append(slices.DeleteFunc(keys, func(k string) bool { return k == "lint."+r.Key }), "lint."+r.Key+"."+how)
		}
		for _, key := range keys {
			if words.X(key) == key {
				t.Errorf("nothing says %s", key)
			}
		}
		if _, link, ok := strings.Cut(r.Source, ", https://"); !ok || link == "" {
			t.Errorf("%s is from nowhere: %s", r.Key, r.Source)
		}
	}
}

// The claim in focus may change while it is looked at, and so may the claim itself.
func TestALookOfAnotherClaimIsNotShown(t *testing.T) {
	u := newDesk(t)
	was := u.claim
	u.linting.goes = true
	u.do("claim.restate", "")
	u.fills("statement", "The bridge is safe")
	u.accepts()
	looks := u.linting.looks
	u.linted(was, []lint.Finding{{Rule: "claim-empty", Level: lint.Error, Thing: was, Source: "Nobody, https://nobody.example"}})
	if strings.Contains(saidIn(u.panel.Object()), words.X("lint.claim-empty")) || u.linting.looks != looks+1 {
		t.Errorf("what was found before the change is shown, or it was not looked at again (%d looks)", u.linting.looks-looks)
	}
	var c *model.Claim = u.current()
	u.linted("another", []lint.Finding{{Rule: "claim-empty", Level: lint.Error, Thing: "another", Source: "Nobody, https://nobody.example"}})
	if !c.Live() || strings.Contains(saidIn(u.panel.Object()), words.X("lint.claim-empty")) {
		t.Error("what was found of another claim is shown")
	}
}
