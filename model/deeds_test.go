package model_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"touchstone/model"

	"pgregory.net/rapid"
)

func someScales() []*model.Scale {
	var all []*model.Scale
	for _, key := range []string{"one", "two"} {
		s, err := model.ParseScale([]byte(strings.ReplaceAll(`{"key":"KEY","name":"KEY","ratings":[
			{"key":"true","label":"True","order":1,"class":"true","colour":"#117733","glyph":"+","pattern":"solid","definition":"So.","number":2},
			{"key":"false","label":"False","order":2,"class":"false","colour":"#882255","glyph":"-","pattern":"hatch","definition":"Not so.","number":1}]}`, "KEY", key)))
		if err != nil {
			panic(err)
		}
		all = append(all, s)
	}
	return all
}

// pick returns a random element, the zero value of none.
func pick[T any](chance *rand.Rand, all []T) (one T) {
	if len(all) > 0 {
		one = all[chance.IntN(len(all))]
	}
	return one
}

func (s *store) claims() []*model.Claim {
	var all []*model.Claim
	for _, id := range s.all(model.NounClaim, func(state model.State) bool { return state.(*model.Claim).Live() }) {
		all = append(all, s.fold(model.StreamOf(model.NounClaim, id), s.events[model.StreamOf(model.NounClaim, id)]).(*model.Claim))
	}
	return all
}

func liveIDs[T interface {
	model.State
	Live() bool
}](s *store, noun model.Noun) []string {
	return s.all(noun, func(state model.State) bool { return state.(T).Live() })
}

// deed is a random action on what is here. Every kind of fact can come of it; a test counts them.
func (w *world) deed(chance *rand.Rand, s *store, scales []*model.Scale) model.Action {
	claims := s.claims()
	articles := liveIDs[*model.Article](s, model.NounArticle)
	if len(claims) < 2 || len(articles) == 0 || chance.IntN(6) == 0 {
		return w.founding(chance, articles)
	}
	c, d := pick(chance, claims), pick(chance, claims)
	a := pick(chance, c.Appearances)
	v := pick(chance, c.Verdicts)
	sources := liveIDs[*model.Source](s, model.NounSource)
	evidence := liveIDs[*model.Evidence](s, model.NounEvidence)
	article := pick(chance, articles)
	text := pick(chance, s.fold(model.StreamOf(model.NounArticle, article), s.events[model.StreamOf(model.NounArticle, article)]).(*model.Article).Captures).Text
	place := []model.Fragment{{Start: chance.IntN(10), End: 11 + chance.IntN(10)}}
	number := fmt.Sprint(chance.IntN(100))
	fields := model.Fields{}
	set := func(name string, value any) model.Fields {
		_ = fields.Set(name, value) // strings and lists always encode
		return fields
	}
	var cited []string
	for _, e := range c.Evidence {
		cited = append(cited, e.Evidence)
	}
	actions := []func() model.Action{
		func() model.Action {
			return model.Judge(c.ID(), model.Judgement{
				Scale: pick(chance, scales), Rating: pick(chance, []string{"true", "false"}), Rationale: number,
				All: chance.IntN(2) == 0, Reason: "because", Cites: cited[:min(len(cited), 1)],
			})
		},
		func() model.Action { return model.StandBehind(v.ID, model.RoleSecond, "") },
		func() model.Action { return model.StandBehind(v.ID, model.RoleApprove, "") },
		func() model.Action {
			return model.Publish(c.ID(), "https://example.org/"+number, pick(chance, []string{"", "2025-03"}))
		},
		func() model.Action { return model.Withdraw(v.ID, "mistaken") },
		func() model.Action { return model.Appear(c.ID(), text, [][]model.Fragment{place}) },
		func() model.Action { return model.Reshape(a.ID, place) },
		func() model.Action { return model.Confirm(a.ID) },
		func() model.Action { return model.Lose(a.ID, text, "cut") },
		func() model.Action { return model.Remove(a.ID, "wrong") },
		func() model.Action { return model.Remove(pick(chance, a.Attributions).ID, "wrong") },
		func() model.Action {
			return model.SplitClaim(c.ID(), []string{a.ID}, model.ClaimStated{Statement: "split " + number})
		},
		func() model.Action {
			links := []model.Link{{Sources: []string{"TT"}}, {Sources: sources[:min(len(sources), 2)]}}
			return model.Attribute(c.ID(), links, "", nil)
		},
		func() model.Action {
			var old []string
			if chains := a.Chains(); len(chains) > 0 {
				old = linkIDs(pick(chance, chains))
			}
			links := []model.Link{
				{Sources: sources[:min(len(sources), 1)], Of: &model.Of{IDs: old, Mention: chance.IntN(2) == 0, Cue: true}},
				{Sources: []string{pick(chance, []string{"TT", "Reuters"})}},
			}
			return model.Reattribute(c.ID(), old, links[chance.IntN(2):], "", "read again", []string{a.ID})
		},
		func() model.Action {
			return model.Cite(c.ID(), model.Evident{Fields: set("url", "https://example.org/e"+number[:1]), Stance: "context"})
		},
		func() model.Action { return model.FlagEvidence(pick(chance, evidence), "dead", "") },
		func() model.Action { return model.Ask(c.ID(), "Q"+number) },
		func() model.Action {
			return model.AnswerQuestion(pick(chance, c.Questions).ID, model.QuestionAnswered{Answer: number, Evidence: pick(chance, evidence)})
		},
		func() model.Action { return model.WriteNote(c.ID(), number) },
		func() model.Action {
			return model.FindReview(c.ID(), model.ReviewFound{Publisher: number, Rating: "x"})
		},
		func() model.Action { return model.Join(c.ID(), d.ID(), chance.IntN(2) == 0) },
		func() model.Action { return model.JoinArticles(article, pick(chance, articles)) },
		func() model.Action { return model.MarkPassage(article, text, place, "read") },
		func() model.Action { return model.RejectProposal(article, text, place, "claim") },
		func() model.Action { return model.DescribeThing(c.Stream, set("tags", []string{number})) },
		func() model.Action {
			return model.DescribeThing(model.StreamOf(model.NounArticle, article), set("outlet", number))
		},
		func() model.Action { return model.Restate(c.ID(), model.ClaimStated{Statement: "restated " + number}) },
		func() model.Action { return model.MergeSources(pick(chance, sources), pick(chance, sources)) },
		func() model.Action { return model.SetPolicy(pick(chance, scales), set("seconds", chance.IntN(3))) },
	}
	return pick(chance, actions)()
}

// founding is a random action that makes something new.
func (w *world) founding(chance *rand.Rand, articles []string) model.Action {
	number := fmt.Sprint(chance.IntN(100))
	text := worldTexts[chance.IntN(len(worldTexts))]
	if len(articles) == 0 || chance.IntN(4) == 0 {
		return model.Load(model.Document{Text: text, Fields: model.Fields{}, Found: map[string]string{}}, "", w.clock)
	}
	if chance.IntN(4) == 0 {
		return model.AddSource(named("Source " + number))
	}
	place := []model.Fragment{{Start: chance.IntN(10), End: 11 + chance.IntN(20)}}
	if chance.IntN(3) == 0 {
		place = append(place, model.Fragment{Start: 40, End: 45}) // a split span
	}
	return model.Mark(model.ClaimStated{Statement: "Claim " + number}, model.Hash([]byte(text)), [][]model.Fragment{place})
}

func TestLawsOfTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		laws(t, model.Fold, map[model.Kind]int{}, rapid.Uint64().Draw(t, "seed"), rapid.IntRange(10, 120).Draw(t, "steps"))
	})
}

// The histories hold every kind of fact, or the laws say nothing of it.
func TestHistoriesHoldEveryKind(t *testing.T) {
	kinds := map[model.Kind]int{}
	for seed := range uint64(60) {
		laws(t, model.Fold, kinds, seed, 120)
	}
	for kind := range model.Kinds() {
		if kinds[kind] < 3 {
			t.Errorf("the histories held %d of %s", kinds[kind], kind)
		}
	}
}

// planted are faults in Fold and merge. Each must be caught by a law, or the laws are worth nothing.
var planted = map[string]func(model.Stream, []model.Event) model.State{
	"the order of arrival counts": func(s model.Stream, events []model.Event) model.State {
		if len(events) > 2 {
			events = events[:len(events)-1]
		}
		return model.Fold(s, events)
	},
	"duplicates count": func(s model.Stream, events []model.Event) model.State {
		state := model.Fold(s, events)
		seen := map[string]bool{}
		for _, e := range events {
			if c, ok := state.(*model.Claim); ok && seen[e.ID] && e.Kind == model.KindNoteWritten {
				c.Notes = append(c.Notes, model.Note{ID: e.ID})
			}
			seen[e.ID] = true
		}
		return state
	},
	"retractions are not heard": func(s model.Stream, events []model.Event) model.State {
		return model.Fold(s, slices.DeleteFunc(slices.Clone(events), func(e model.Event) bool { return e.Kind == model.KindRetracted }))
	},
	"a retraction cannot be retracted": func(s model.Stream, events []model.Event) model.State {
		retractions := map[string]bool{}
		for _, e := range events {
			if e.Kind == model.KindRetracted {
				retractions[e.ID] = true
			}
		}
		return model.Fold(s, slices.DeleteFunc(slices.Clone(events), func(e model.Event) bool {
			r, ok := e.Fact.(model.Retracted)
			return ok && retractions[r.Events[0]]
		}))
	},
	"the last verdict wins silently": func(s model.Stream, events []model.Event) model.State {
		state := model.Fold(s, events)
		if c, ok := state.(*model.Claim); ok && len(c.Verdicts) > 1 {
			c.Verdicts = c.Verdicts[len(c.Verdicts)-1:]
		}
		return state
	},
	"superseded verdicts stay heads": func(s model.Stream, events []model.Event) model.State {
		state := model.Fold(s, events)
		if c, ok := state.(*model.Claim); ok {
			for i := range c.Verdicts {
				c.Verdicts[i].Head = c.Verdicts[i].Withdrawn == nil
			}
		}
		return state
	},
	"conflicts are hidden": func(s model.Stream, events []model.Event) model.State {
		state := model.Fold(s, events)
		state.Base().Conflicts = nil
		return state
	},
	"chains are shuffled": func(s model.Stream, events []model.Event) model.State {
		state := model.Fold(s, events)
		if c, ok := state.(*model.Claim); ok {
			for i := range c.Appearances {
				slices.Reverse(c.Appearances[i].Attributions)
			}
		}
		return state
	},
}

func TestPlantedFaultsAreCaught(t *testing.T) {
	for name, fold := range planted {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(300) {
				if broken := caught(fold, seed); broken != "" {
					t.Logf("history %d: %s", seed, broken)
					return
				}
			}
			t.Error("no law noticed")
		})
	}
}

// notice ends a history at the first law that broke.
type notice struct{ broken string }

func (n *notice) Fatal(args ...any) {
	n.broken = fmt.Sprint(args...)
	panic(n)
}

func (n *notice) Fatalf(format string, args ...any) { n.Fatal(fmt.Sprintf(format, args...)) }

// caught runs one history and says which law broke.
func caught(fold func(model.Stream, []model.Event) model.State, seed uint64) (broken string) {
	n := &notice{}
	defer func() {
		if r := recover(); r != nil && r != any(n) {
			panic(r)
		}
		broken = n.broken
	}()
	laws(n, fold, map[model.Kind]int{}, seed, 50)
	return ""
}
