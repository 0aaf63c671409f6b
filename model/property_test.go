package model_test

import (
	"crypto/ed25519"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"time"

	"touchstone/model"
)

// store is a replica in memory: the least that an action needs.
type store struct {
	events map[model.Stream][]model.Event
	byID   map[string]model.Event
	texts  map[string]string
	fold   func(model.Stream, []model.Event) model.State
}

func newStore(fold func(model.Stream, []model.Event) model.State) *store {
	return &store{map[model.Stream][]model.Event{}, map[string]model.Event{}, map[string]string{}, fold}
}

func (s *store) State(stream model.Stream) (model.State, error) {
	return s.fold(stream, s.events[stream]), nil
}

func (s *store) Events(stream model.Stream) ([]model.Event, error) { return s.events[stream], nil }

func (s *store) Event(id string) (model.Event, bool, error) {
	e, here := s.byID[id]
	return e, here, nil
}

func (s *store) Text(id string) (string, error) { return s.texts[id], nil }

func (s *store) all(noun model.Noun, keep func(model.State) bool) []string {
	var ids []string
	for stream, events := range s.events {
		if stream.Noun() == noun && keep(s.fold(stream, events)) {
			ids = append(ids, stream.ID())
		}
	}
	slices.Sort(ids)
	return ids
}

func (s *store) ArticlesOf(text string) ([]string, error) {
	return s.all(model.NounArticle, func(state model.State) bool {
		_, here := state.(*model.Article).CaptureOf(text)
		return here
	}), nil
}

func (s *store) ArticlesAt(address string) ([]string, error) {
	return s.all(model.NounArticle, func(state model.State) bool {
		return slices.Contains(state.(*model.Article).Addresses(), address)
	}), nil
}

func (s *store) ClaimsIn(text string) ([]string, error) {
	return s.all(model.NounClaim, func(state model.State) bool {
		c := state.(*model.Claim)
		return c.Live() && slices.ContainsFunc(c.Appearances, func(a model.Appearance) bool { return a.Text == text })
	}), nil
}

func (s *store) SourcesNamed(name string) ([]string, error) {
	return s.all(model.NounSource, func(state model.State) bool {
		source := state.(*model.Source)
		return source.Live() && slices.Contains(source.Names(), name)
	}), nil
}

func (s *store) Naming(thing model.Stream) ([]model.Stream, error) {
	var out []model.Stream
	for stream, events := range s.events {
		if slices.ContainsFunc(events, func(e model.Event) bool { return slices.Contains(model.Names(e.Fact), thing) }) {
			out = append(out, stream)
		}
	}
	slices.Sort(out)
	return out, nil
}

func (s *store) add(e model.Event) {
	if _, here := s.byID[e.ID]; !here {
		s.byID[e.ID] = e
		s.events[e.Stream] = append(s.events[e.Stream], e)
	}
}

// merge takes in another replica, in any order.
func (s *store) merge(o *store, chance *rand.Rand) {
	var all []model.Event
	for _, e := range o.byID {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b model.Event) int { return a.At.Compare(b.At)*2 + len(a.ID) - len(b.ID) })
	chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, e := range all {
		s.add(e)
	}
	for id, text := range o.texts {
		s.texts[id] = text
	}
}

// shown is everything that a replica shows, but for heads and who wrote first, which undo changes by adding events.
func (s *store) shown() map[model.Stream]any {
	all := map[model.Stream]any{}
	for stream, events := range s.events {
		state := s.fold(stream, events)
		if thing, ok := state.(interface{ Live() bool }); ok && !thing.Live() {
			continue
		}
		if d, ok := state.(*model.Desk); ok && d.Scale == "" && d.Editors == nil && d.Seconds == 0 {
			continue // nothing is set
		}
		all[stream] = bare(state)
	}
	return all
}

// bare is a state without its heads.
func bare(state model.State) any {
	v := reflect.New(reflect.TypeOf(state).Elem())
	v.Elem().Set(reflect.ValueOf(state).Elem())
	trunk := v.Interface().(model.State).Base()
	trunk.Heads, trunk.Changed = nil, ""
	return v.Interface()
}

// world is some people with a replica each.
type world struct {
	people []model.Identity
	at     []*store
	clock  time.Time
	nonces int
	kinds  map[model.Kind]int
}

var worldTexts = []string{
	"The bridge is unsafe, the mayor said according to TT.\nNobody was hurt.",
	"Another paper: the bridge is unsafe.\nRepairs cost 19 million crowns.",
}

func newWorld(fold func(model.Stream, []model.Event) model.State) *world {
	w := &world{clock: time.Date(2025, 3, 14, 10, 0, 0, 0, time.UTC), kinds: map[model.Kind]int{}}
	for _, name := range []string{"Anna", "Björn", "Chloé"} {
		seed := make([]byte, ed25519.SeedSize)
		copy(seed, name)
		w.people = append(w.people, model.Identity{Name: name, Key: ed25519.NewKeyFromSeed(seed)})
		w.at = append(w.at, newStore(fold))
	}
	return w
}

func (w *world) nonce() string {
	w.nonces++
	return fmt.Sprintf("%032x", w.nonces)
}

// do lets a person act. Refusals are ordinary.
func (w *world) do(who int, action model.Action) []model.Event {
	w.clock = w.clock.Add(time.Second)
	b := model.NewBatch(w.at[who], w.people[who].ID(), w.clock, w.nonce)
	if err := model.Introduce(w.people[who])(w.at[who], b); err != nil {
		return nil
	}
	introduced := len(b.Events)
	if err := action(w.at[who], b); err != nil || len(b.Events) == introduced {
		return nil
	}
	for _, e := range b.Events {
		w.kinds[e.Kind]++
		w.at[who].add(e)
	}
	for id, text := range b.Texts {
		w.at[who].texts[id] = text
	}
	return b.Events
}

// undo takes a batch back.
func (w *world) undo(who int, events []model.Event) []model.Event {
	own := slices.DeleteFunc(slices.Clone(events), func(e model.Event) bool { return e.Kind == model.KindPersonNamed })
	return w.do(who, model.TakeBack(own))
}

// step is one random deed of a random person.
func (w *world) step(chance *rand.Rand, scales []*model.Scale) (who int, batch []model.Event) {
	who = chance.IntN(len(w.people))
	return who, w.do(who, w.deed(chance, w.at[who], scales))
}

// laws hold in every world: the order of events and duplicates do not matter, and merging is a union.
func checkUnion(t failer, w *world, chance *rand.Rand) {
	a, b, c := w.at[0], w.at[1], w.at[2]
	join := func(parts ...*store) *store {
		all := newStore(a.fold)
		for _, p := range parts {
			all.merge(p, chance)
		}
		return all
	}
	one := join(a, b, c).shown()
	for name, other := range map[string]*store{
		"commutative": join(c, b, a), "associative": join(join(a, b), c), "associative the other way": join(a, join(b, c)),
		"idempotent": join(a, b, c, b, a, a),
	} {
		if !reflect.DeepEqual(one, other.shown()) {
			t.Fatalf("merging is not %s", name)
		}
	}
	for stream, events := range join(a, b, c).events {
		twice := append(slices.Clone(events), events...)
		chance.Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })
		if !reflect.DeepEqual(a.fold(stream, events), a.fold(stream, twice)) {
			t.Fatalf("Fold of %.20s depends on order or duplicates", stream)
		}
	}
}

// checkHeads holds what verdicts promise: nothing given is ever lost, heads are those that nothing standing supersedes.
func checkHeads(t failer, s *store) {
	for stream, events := range s.events {
		c, ok := s.fold(stream, events).(*model.Claim)
		if !ok || !c.Live() {
			continue
		}
		stands := model.Standing(stream, events)
		shown := map[string]model.Verdict{}
		for _, v := range c.Verdicts {
			shown[v.ID] = v
		}
		given, superseded := 0, map[string]bool{}
		for _, e := range model.Causal(stream, events) {
			f, ok := e.Fact.(model.VerdictGiven)
			if !ok || !stands[e.ID] {
				continue
			}
			given++
			if _, here := shown[e.ID]; !here {
				t.Fatal("a verdict that stands is not shown")
			}
			for _, id := range f.Supersedes {
				superseded[id] = true
			}
		}
		heads := 0
		for _, v := range c.Verdicts {
			if v.Head {
				heads++
			}
			if v.Head && (v.Withdrawn != nil || superseded[v.ID]) {
				t.Fatal("a withdrawn or superseded verdict is a head")
			}
			if (v.Withdrawn != nil) == stands[v.ID] {
				t.Fatal("a verdict that stands is shown as withdrawn, or the other way round")
			}
		}
		if given > 0 && heads == 0 {
			t.Fatal("verdicts stand and none is a head")
		}
	}
}

// checkChains holds that every link stands behind the one it is within.
func checkChains(t failer, s *store) {
	for stream, events := range s.events {
		c, ok := s.fold(stream, events).(*model.Claim)
		if !ok {
			continue
		}
		for _, a := range c.Appearances {
			seen := map[string]bool{}
			ids := map[string]bool{}
			for _, l := range a.Attributions {
				ids[l.ID] = true
			}
			for _, l := range a.Attributions {
				if ids[l.Within] && !seen[l.Within] {
					t.Fatal("a link stands before the one it is within")
				}
				seen[l.ID] = true
			}
		}
	}
}

// failer is what a broken law is told to: a test, or somebody who waits for a planted fault to be caught.
type failer interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// laws runs one random history of three people through every law; fold is what is tried.
func laws(t failer, fold func(model.Stream, []model.Event) model.State, kinds map[model.Kind]int, seed uint64, steps int) {
	w := newWorld(fold)
	chance := w.live(t, seed, steps)
	checkUnion(t, w, chance)
	for _, s := range w.at {
		checkHeads(t, s)
		checkChains(t, s)
	}
	checkConflicts(t, w)
	for k, n := range w.kinds {
		kinds[k] += n
	}
}

// live lets the people act, merge and undo, step by step.
func (w *world) live(t failer, seed uint64, steps int) *rand.Rand {
	scales := someScales()
	chance := rand.New(rand.NewPCG(seed, 7))
	for range steps {
		switch chance.IntN(8) {
		case 0:
			to, from := chance.IntN(3), chance.IntN(3)
			w.at[to].merge(w.at[from], chance)
		case 1:
			checkUndo(t, w, chance, scales)
		default:
			w.step(chance, scales)
		}
	}
	return chance
}

// checkUndo: undo shows what was shown before the deed, redo what was shown after it, and undoing the redo the former again.
func checkUndo(t failer, w *world, chance *rand.Rand, scales []*model.Scale) {
	who := chance.IntN(len(w.people))
	w.do(who, model.AddSource(named("who is here"))) // so that the introduction is not part of the deed
	for _, s := range scales {
		w.do(who, model.AddScale(s)) // it stays while others name it, so it is no part of the deed either
	}
	before := w.at[who].shown()
	deed := w.do(who, w.deed(chance, w.at[who], scales))
	if deed == nil {
		return
	}
	after := w.at[who].shown()
	undone := w.undo(who, deed)
	if undone == nil {
		return
	}
	if got := w.at[who].shown(); !reflect.DeepEqual(before, got) {
		t.Fatalf("undo of %s is not exact", deed[0].Kind)
	}
	redone := w.do(who, model.TakeBack(undone))
	if got := w.at[who].shown(); !reflect.DeepEqual(after, got) {
		t.Fatalf("redo of %s is not exact", deed[0].Kind)
	}
	w.do(who, model.TakeBack(redone)) // a retraction of a retraction of a retraction
	if got := w.at[who].shown(); !reflect.DeepEqual(before, got) {
		t.Fatalf("undoing the redo of %s is not exact", deed[0].Kind)
	}
}

// checkConflicts: equal concurrent values are no conflict, unequal ones stand in conflicts, whichever is shown.
func checkConflicts(t failer, w *world) {
	source := w.do(0, model.AddSource(named("A source of all")))
	stream := source[len(source)-1].Stream
	chance := rand.New(rand.NewPCG(3, 3))
	for i := range w.at {
		w.at[i].merge(w.at[0], chance)
	}
	for i, affiliation := range []string{"equal", "equal", "other"} {
		fields := model.Fields{}
		if err := fields.Set("affiliation", affiliation); err != nil {
			t.Fatal(err)
		}
		w.do(i, model.DescribeThing(stream, fields))
	}
	w.at[0].merge(w.at[1], chance)
	if s, _ := w.at[0].State(stream); len(s.Base().Conflicts) != 0 || s.(*model.Source).Affiliation != "equal" {
		t.Fatal("equal concurrent values are a conflict")
	}
	w.at[0].merge(w.at[2], chance)
	if s, _ := w.at[0].State(stream); len(s.Base().Conflicts["affiliation"]) != 2 {
		t.Fatal("unequal concurrent values are no conflict")
	}
	fields := model.Fields{}
	if err := fields.Set("affiliation", "settled"); err != nil {
		t.Fatal(err)
	}
	w.do(0, model.DescribeThing(stream, fields))
	if s, _ := w.at[0].State(stream); len(s.Base().Conflicts) != 0 || s.(*model.Source).Affiliation != "settled" {
		t.Fatal("a later value does not settle a conflict")
	}
}

func named(name string) model.Fields {
	fields := model.Fields{}
	_ = fields.Set("name", name) // a string always encodes
	return fields
}
