//go:build !headless

package app

import (
	"context"
	"slices"
	"strings"

	"touchstone/app/claims"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/lint"
	"touchstone/model/workspace"
)

// linting is the look for what a publisher would stumble on in the claim in focus. There is one at a time.
type linting struct {
	goes, again bool // one goes on; the claim, or what is in focus, changed meanwhile
	looks       int  // how many there were
}

// mends are the commands by which what breaks a rule is put right.
var mends = map[string]string{
	"claim-empty": "claim.restate", "claim-long": "claim.restate", "claim-negated": "claim.restate", "rating-in-claim": "claim.restate",
	"rating-missing": "verdict.give", "rating-unknown": "verdict.give", "scale-bounds": "verdict.give", "url-missing": "verdict.publish",
	"words-not-in-text": "appearance.reshape", "quote-not-in-capture": "evidence.cite", "archive-missing": "evidence.describe",
	"rationale-without-evidence": "evidence.cite", "single-secondary-source": "evidence.cite", "chain-without-origin": "attribution.add",
}

// lint looks at the claim in focus beside whatever else goes on, and shows what it finds when it is known.
func (f *frame) lint() {
	if f.linting.goes {
		f.linting.again = true
		return
	}
	id, desk := f.claim, f.desk
	if id == "" {
		return
	}
	f.linting.goes = true
	f.linting.looks++
	var found []lint.Finding
	f.run.Beside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		err := desk.Read(func(r workspace.Reader) error {
			c, err := stateOf[*model.Claim](r, model.NounClaim, id)
			if err == nil && c.Live() {
				found, err = lint.Look(c, r)
			}
			return err
		})
		return func() { f.linted(id, found) }, err
	}, Failed: func(err error) {
		f.linted("", nil)
		if f.desk == desk { // what is wrong with a workspace that was closed meanwhile is nobody's trouble
			f.failed(err)
		}
	}})
}

// linted shows what was found, and looks again where something changed meanwhile.
func (f *frame) linted(id string, found []lint.Finding) {
	f.linting.goes = false
	if f.linting.again {
		f.linting.again = false
		f.lint()
		return
	}
	if id == "" || id != f.claim {
		return
	}
	all := make([]claims.Finding, 0, len(found))
	for _, one := range found {
		said := f.finding(one)
		told := slices.ContainsFunc(all, func(c claims.Finding) bool { return c.Words == said.Words && c.Command == said.Command })
		if !told { // what is so at every place of the claim is said once
			all = append(all, said)
		}
	}
	f.panel.Find(id, all)
}

// finding words what was found.
func (f *frame) finding(one lint.Finding) claims.Finding {
	key := "lint." + one.Rule
	if one.How != "" {
		key += "." + one.How
	}
	var pairs []any
	for name, value := range one.Values {
		pairs = append(pairs, name, value)
	}
	out := claims.Finding{Grave: one.Level == lint.Error, Words: words.X(key, pairs...), Command: mends[one.Rule]}
	if at := strings.LastIndex(one.Source, ", https://"); at >= 0 {
		out.Source, out.Link = one.Source[:at], one.Source[at+2:]
	}
	if one.Thing != f.claim {
		out.About = one.Thing
	}
	for _, c := range f.table() {
		if c.ID == out.Command {
			out.Mend = words.X("lint.mend", "key", f.keySaid(c.ID), "what", strings.TrimSuffix(c.Name(), "…"))
		}
	}
	return out
}
