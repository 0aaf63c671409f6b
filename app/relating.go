//go:build !headless

package app

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"touchstone/app/form"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/matching"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// splitClaim makes a claim of its own of some of the claim's places. Its verdicts stay.
func (f *frame) splitClaim(string) {
	c := f.current()
	places := sheet.ByPlace(c)
	if len(places) < 2 {
		f.bar.say(words.X("claim.split.one"), true)
		return
	}
	fm := form.New(words.X("claim.split"), words.X("claim.split.lead"), words.X("claim.split.do"))
	fm.Add("places", form.NewSeveral(words.X("claim.split.places"), f.placeOptions(places))).
		Add("statement", form.NewWords(words.X("claim.split.statement"), "", 3).With(c.Statement))
	f.decide(fm, "claim.split", "claim:"+c.ID(), func() (model.Action, error) {
		what := model.ClaimStated{Statement: strings.Join(strings.Fields(fm.Value("statement")), " "), Language: c.Language}
		if c.Said != (model.Said{}) {
			what.Said = &c.Said
		}
		return model.SplitClaim(c.ID(), list(fm.Value("places")), what), nil
	}, nil)
}

// others finds things by words of how they are called, and remembers what is called how.
type others struct {
	*frame
	noun  model.Noun
	named func(workspace.Reader, string) (string, error) // what a thing is called, "" for one that is not offered
	first []string                                       // those that are offered before the others
	ids   map[string]string
}

// find returns what those are called that hold all the words, the last letters of a word not needed.
func (o others) find(begun string) []string {
	all, err := o.candidates(begun)
	if err != nil {
		return nil // an offer less; what is wrong with the file is told when something is done
	}
	all = slices.DeleteFunc(all, func(id string) bool { return slices.Contains(o.first, id) })
	return o.holding(begun, append(slices.Clone(o.first), all...))
}

// likely is what those are called that are offered before anything is typed.
func (o others) likely() []string { return o.holding("", o.first) }

// holding is what those of some things are called that hold all the words.
func (o others) holding(begun string, all []string) (found []string) {
	wanted := strings.Fields(strings.ToLower(begun))
	_ = o.read(func(r workspace.Reader, _ *sheet.Builder) error {
		for _, id := range all {
			name, err := o.named(r, id)
			if err != nil {
				return err
			}
			low := strings.ToLower(name)
			if name == "" || slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(low, w) }) {
				continue
			}
			for nth := 2; o.ids[name] != "" && o.ids[name] != id; nth++ { // two that are called the same
				name = fmt.Sprintf("%s (%d)", strings.TrimSuffix(name, fmt.Sprintf(" (%d)", nth-1)), nth)
			}
			o.ids[name] = id
			found = append(found, name)
		}
		return nil
	})
	return found
}

// fewEnough is how many things are looked through letter by letter as they stand. Of more the index finds those with the words.
const fewEnough = 500

// candidates are the things that may be called so.
func (o others) candidates(typed string) ([]string, error) {
	n, err := o.desk.Count(o.noun)
	if err != nil || n <= fewEnough || strings.TrimSpace(typed) == "" {
		ids, failed := o.desk.List(o.noun)
		return ids[:min(len(ids), fewEnough)], errors.Join(err, failed)
	}
	plain := strings.FieldsFunc(typed, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) // a minus would leave words out
	hits, err := o.desk.Search(begun(strings.Join(plain, " ")), fewEnough)
	var ids []string
	for _, h := range hits {
		if h.Noun == o.noun {
			ids = append(ids, h.ID)
		}
	}
	return ids, err
}

// called is what a thing is called, "" for one that is not offered.
func (o others) called(id string) string {
	name := ""
	if id == "" {
		return name
	}
	err := o.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		name, err = o.named(r, id)
		return err
	})
	if err != nil {
		o.failed(err)
	}
	return name
}

// meant is what somebody means who typed words: what is called so, else the only one that holds them.
func (o others) meant(field, typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", model.Refuse("field.malformed", "field", field, "why", words.X("form.empty"))
	}
	found := o.find(typed)
	if id := o.ids[typed]; id != "" {
		return id, nil
	}
	if len(found) == 1 {
		return o.ids[found[0]], nil
	}
	return "", model.Refuse("field.malformed", "field", field, "why", words.N("form.several", len(found)))
}

// knownClaims finds claims by their words; not is one that is not meant.
func (f *frame) knownClaims(not string) others {
	return others{frame: f, noun: model.NounClaim, ids: map[string]string{}, named: func(r workspace.Reader, id string) (string, error) {
		c, err := stateOf[*model.Claim](r, model.NounClaim, id)
		if err != nil || id == not || !c.Live() {
			return "", err
		}
		return c.Statement, nil
	}}
}

// fewAlike is how many of the claims that share most words with another are compared with it.
const fewAlike = 40

// nearest are the claims that say what one says, or nearly, the nearest first: without those of which somebody said already whether
// they are the same.
func (f *frame) nearest(c *model.Claim) []string {
	alike, err := f.desk.Alike(matching.Terms(c.Statement), fewAlike)
	if err != nil {
		return nil // an offer less, as in find
	}
	compared := make([]matching.Candidate, len(alike))
	for i, a := range alike {
		compared[i] = matching.Candidate{Statement: a.Statement, Names: a.Names, Score: a.Score}
	}
	var same, near []string
	for _, m := range matching.Rank(c.Statement, compared) {
		switch a := alike[m.Index]; {
		case a.Claim == c.ID() || slices.Contains(c.Joined, a.Claim) || slices.Contains(c.KeptApart, a.Claim):
		case matching.Same(a.Statement, c.Statement):
			same = append(same, a.Claim)
		default:
			near = append(near, a.Claim)
		}
	}
	return append(same, near...)
}

// joinClaim says that another claim is the same as the one in focus, or is not, however alike.
func (f *frame) joinClaim(string) {
	c := f.current()
	o := f.knownClaims(c.ID())
	o.first = f.nearest(c)
	fm := form.New(words.X("claim.join"), c.Statement, words.X("form.save"))
	fm.Add("other", form.NewName(words.X("claim.join.other"), words.X("form.aword"), o.find).Eager(o.likely)).
		Add("how", form.NewChoice(words.X("claim.join.how"), []form.Option{
			{Key: "same", Label: words.X("claim.join.same"), More: words.X("claim.join.same.more")},
			{Key: "apart", Label: words.X("claim.join.apart"), More: words.X("claim.join.apart.more")},
		}, "same"))
	f.decide(fm, "claim.join", "claim:"+c.ID(), func() (model.Action, error) {
		other, err := o.meant(words.X("claim.join.other"), fm.Value("other"))
		if err != nil {
			return nil, err
		}
		return model.Join(c.ID(), other, fm.Value("how") == "apart"), nil
	}, nil)
}
