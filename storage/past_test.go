package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"touchstone/model"
	"touchstone/model/history"
	"touchstone/model/workspace"
)

// look is all that a reader shows of a workspace, and what its lists hold.
type look struct {
	States map[model.Stream]model.State
	Lists  map[model.Noun][]string
	Claims []string // in the text
	Papers []string // that captured it
	Naming map[model.Stream][]model.Stream
}

var lookedAt = []model.Noun{model.NounArticle, model.NounClaim, model.NounEvidence, model.NounSource, model.NounScale}

// looks looks at the streams that there are now.
func (d *desk) looks(r workspace.Reader, text string) look {
	d.t.Helper()
	out := look{States: map[model.Stream]model.State{}, Lists: map[model.Noun][]string{}, Naming: map[model.Stream][]model.Stream{}}
	must := func(err error) {
		d.t.Helper()
		if err != nil {
			d.t.Fatal(err)
		}
	}
	var err error
	out.Claims, err = r.ClaimsIn(text)
	must(err)
	out.Papers, err = r.ArticlesOf(text)
	must(err)
	must(d.file.Export(func(x workspace.Exportable) error {
		for _, noun := range lookedAt {
			for s, err := range x.Streams(noun) {
				if err != nil {
					return err
				}
				state, err := r.State(s)
				if err != nil {
					return err
				}
				if len(state.Base().Heads) > 0 {
					out.States[s] = state
				}
				if naming, err := r.Naming(s); err != nil {
					return err
				} else if len(naming) > 0 {
					out.Naming[s] = slices.Clone(naming)
				}
			}
		}
		return nil
	}))
	return out
}

func (d *desk) lists(m workspace.Moment) map[model.Noun][]string {
	d.t.Helper()
	out := map[model.Noun][]string{}
	err := d.file.Export(func(x workspace.Exportable) error {
		for _, noun := range lookedAt {
			ids, err := workspace.Stood(x, m, noun)
			if err != nil {
				return err
			}
			slices.Sort(ids)
			if len(ids) > 0 {
				out[noun] = ids
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func (d *desk) listed() map[model.Noun][]string {
	d.t.Helper()
	out := map[model.Noun][]string{}
	for _, noun := range lookedAt {
		ids, err := d.file.List(noun)
		if err != nil {
			d.t.Fatal(err)
		}
		slices.Sort(ids)
		if len(ids) > 0 {
			out[noun] = ids
		}
	}
	return out
}

// deeds are what somebody may do next; what is refused is done by nobody.
func deeds(chance *rand.Rand, d *desk, w *workspace.Workspace, text string, two *model.Scale) model.Action {
	claims, _ := d.file.List(model.NounClaim)
	claim := ""
	if len(claims) > 0 {
		claim = claims[chance.IntN(len(claims))]
	}
	c := &model.Claim{}
	if claim != "" {
		c = d.claim(claim)
	}
	place := func() string {
		if len(c.Appearances) == 0 {
			return claim
		}
		return c.Appearances[chance.IntN(len(c.Appearances))].ID
	}
	at := 3 * chance.IntN(20)
	words := []model.Fragment{{Start: at, End: at + 2}}
	switch chance.IntN(11) {
	case 0, 1:
		return model.Mark(model.ClaimStated{Statement: fmt.Sprintf("claim %d", chance.IntN(1000))}, text, [][]model.Fragment{words})
	case 2:
		return model.Appear(claim, text, [][]model.Fragment{words})
	case 3:
		return model.Remove(place(), "no")
	case 4, 5:
		return model.Judge(claim, model.Judgement{
			Scale: two, Rating: []string{"true", "false"}[chance.IntN(2)], Rationale: fmt.Sprint(chance.IntN(9)), Reason: "error", All: chance.IntN(3) == 0,
		})
	case 6:
		fields := model.Fields{}
		_ = fields.Set("url", fmt.Sprintf("https://example.org/%d", chance.IntN(5)))
		return model.Cite(claim, model.Evident{Fields: fields, Stance: "refutes"})
	case 7:
		return model.Attribute(claim, []model.Link{{Sources: []string{fmt.Sprintf("Source %d", chance.IntN(4))}}}, "", nil)
	case 8:
		return model.Restate(claim, model.ClaimStated{Statement: fmt.Sprint(chance.IntN(9))})
	case 9:
		if len(claims) > 1 {
			return model.Join(claims[0], claims[len(claims)-1], chance.IntN(2) == 0)
		}
	}
	if len(c.Verdicts) > 0 {
		return model.Withdraw(c.Verdicts[chance.IntN(len(c.Verdicts))].ID, "wrong")
	}
	return model.WriteNote(claim, "a note")
}

// The past is what was seen then, whatever was done and undone since, in both readings.
func TestThePastIsWhatWasSeenThen(t *testing.T) {
	for seed := range uint64(6) {
		chance := rand.New(rand.NewPCG(seed, 7))
		d := newDesk(t)
		people := []*workspace.Workspace{d.as("Anna"), d.as("Björn"), d.as("Cecilia")}
		text := model.Hash([]byte(news))
		type seen struct {
			at    time.Time
			look  look
			lists map[model.Noun][]string
		}
		var all []seen
		do(t, people[0], model.Load(document(news), "", d.now()))
		for range 40 {
			w := people[chance.IntN(len(people))]
			var err error
			switch chance.IntN(6) {
			case 0:
				_, err = w.Undo("")
			case 1:
				_, err = w.Redo()
			default:
				_, err = w.Do(deeds(chance, d, w, text, scale(t)))
			}
			var p *model.Problem
			if err != nil && !errors.As(err, &p) {
				t.Fatal(err)
			}
			now := seen{lists: d.listed()}
			if err := d.file.Export(func(r workspace.Exportable) error { now.look = d.looks(r, text); return nil }); err != nil {
				t.Fatal(err)
			}
			now.at = d.now()
			all = append(all, now)
		}
		for i, then := range all {
			for _, known := range []bool{false, true} {
				m := workspace.Moment{At: then.at, Known: known}
				err := d.file.Export(func(r workspace.Exportable) error {
					if got := d.looks(workspace.AsOf(r, m), text); !reflect.DeepEqual(got, then.look) {
						t.Errorf("seed %d, after %d deeds, known %v: the past is\n%+v\nwhat was seen then\n%+v", seed, i, known, got, then.look)
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
				if got := d.lists(m); !reflect.DeepEqual(got, then.lists) {
					t.Errorf("seed %d, after %d deeds, known %v: %v stood, but %v was listed", seed, i, known, got, then.lists)
				}
			}
			if t.Failed() {
				return
			}
		}
		d.clean()
	}
}

// copies takes in all that another desk has.
func (d *desk) copies(other *desk) {
	d.t.Helper()
	err := other.file.Export(func(x workspace.Exportable) error {
		m, err := d.file.Merge("other.json", false, func(r workspace.Report) {
			if r.Err != nil {
				d.t.Error(r.Err)
			}
		})
		if err != nil {
			return err
		}
		for s, err := range x.Seals() {
			if err = errors.Join(err, m.Seal(s)); err != nil {
				return err
			}
		}
		for id, err := range x.TextIDs() {
			body, failed := x.Text(id)
			if err = errors.Join(err, failed, m.Text(id, body)); err != nil {
				return err
			}
		}
		for _, noun := range model.Nouns {
			for s, err := range x.Streams(noun) {
				raw, failed := x.Raw(s)
				if err = errors.Join(err, failed); err != nil {
					return err
				}
				if err := m.Stream(s, raw); err != nil {
					return err
				}
			}
		}
		return m.Close()
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// A colleague's verdict had been given before it was known here.
func TestWhatHadHappenedIsNotWhatWasKnownHere(t *testing.T) {
	d, _, claim := loaded(t)
	other := newDesk(t)
	other.copies(d)
	*other.ticks = *d.ticks
	do(t, other.as("Björn"), model.Judge(claim, model.Judgement{Scale: scale(t), Rating: "true", Rationale: "Seen."}))
	between := other.now()
	*d.ticks = *other.ticks + 60
	d.copies(other)
	verdicts := func(m workspace.Moment) int {
		n := 0
		err := d.file.Export(func(r workspace.Exportable) error {
			state, err := workspace.AsOf(r, m).State(model.StreamOf(model.NounClaim, claim))
			n = len(state.(*model.Claim).Verdicts)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, want := range []struct {
		m workspace.Moment
		n int
	}{
		{workspace.Moment{At: between}, 1}, {workspace.Moment{At: between, Known: true}, 0}, {workspace.Moment{At: d.now(), Known: true}, 1},
	} {
		if got := verdicts(want.m); got != want.n {
			t.Errorf("as of %v there are %d verdicts, want %d", want.m, got, want.n)
		}
	}
	var came time.Time
	err := d.file.Export(func(r workspace.Exportable) error {
		rows, _, err := history.Of(r, history.Asked{Scope: model.StreamOf(model.NounClaim, claim), Filter: history.Filter{Rating: "true"}})
		if len(rows) != 1 {
			t.Errorf("%d rows of the rating", len(rows))
		}
		came = rows[0].Came
		return err
	})
	if err != nil || !came.After(between) {
		t.Errorf("it came in %v: %v", came, err)
	}
}

// A claim that was taken back stands in the article's history, and so does everything that was done to it.
func TestAHistoryHidesNothing(t *testing.T) {
	d, article, claim := loaded(t)
	w := d.as("Anna")
	do(t, w, model.WriteNote(claim, "Called the town."))
	if _, err := w.Undo(""); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Undo(""); err != nil { // of the claim
		t.Fatal(err)
	}
	scopes := map[model.Stream]bool{model.StreamOf(model.NounArticle, article): true, "": true}
	for scope := range scopes {
		err := d.file.Export(func(r workspace.Exportable) error {
			rows, more, err := history.Of(r, history.Asked{Scope: scope, Most: 1000})
			kinds := map[model.Kind]int{}
			undone := 0
			for i, row := range rows {
				kinds[row.Event.Kind]++
				if row.Undone != nil {
					undone++
				}
				if row.Came.IsZero() || i > 0 && row.Effected.Before(rows[i-1].Effected) {
					t.Errorf("row %d of %q came %v, after %v", i, scope, row.Came, row.Effected)
				}
			}
			if kinds[model.KindClaimStated] != 1 || kinds[model.KindAppearanceAdded] != 2 || kinds[model.KindNoteWritten] != 1 || undone != 4 || more {
				t.Errorf("the history of %q has %v, %d taken back", scope, kinds, undone)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := d.file.Export(func(r workspace.Exportable) error {
		rows, more, err := history.Of(r, history.Asked{Most: 3})
		if len(rows) != 3 || !more {
			t.Errorf("%d rows, more %v", len(rows), more)
		}
		times, err2 := r.Times(false, 3)
		known, err3 := r.Times(true, 1000)
		if len(times) == 0 || len(times) > 4 || !slices.IsSortedFunc(known, time.Time.Compare) || len(known) < 4 {
			t.Errorf("the times are %v and %v", times, known)
		}
		return errors.Join(err, err2, err3)
	})
	if err != nil {
		t.Fatal(err)
	}
}
