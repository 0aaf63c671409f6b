package exchange

import (
	"iter"
	"maps"
	"slices"

	"touchstone/model"
	"touchstone/model/workspace"
)

// scope is what a partial export holds: whole streams, and the texts that any of their events names.
type scope struct {
	streams map[model.Stream]bool
	events  []string // ids, sorted
	texts   []string // ids, sorted
}

// closure finds all that the asked claims and articles need to stand by themselves. A claim brings every article that
// captured its texts, its evidence, sources and scales; an article brings the claims in its texts; joined claims are named
// only; everybody who wrote any of it comes along.
func closure(from workspace.Exportable, only []model.Stream) (*scope, error) {
	c := &closing{from: from, scope: &scope{streams: map[model.Stream]bool{}}, texts: map[string]bool{}}
	for _, s := range only {
		c.add(s)
		if s.Noun() == model.NounArticle {
			if err := c.claimsOf(s); err != nil {
				return nil, err
			}
		}
	}
	for len(c.queue) > 0 {
		s := c.queue[0]
		c.queue = c.queue[1:]
		if err := c.follow(s); err != nil {
			return nil, err
		}
	}
	slices.Sort(c.scope.events)
	c.scope.texts = slices.Sorted(maps.Keys(c.texts))
	return c.scope, nil
}

// closing is a closure on its way.
type closing struct {
	from  workspace.Exportable
	scope *scope
	texts map[string]bool
	queue []model.Stream
}

func (c *closing) add(s model.Stream) {
	if !c.scope.streams[s] {
		c.scope.streams[s] = true
		c.queue = append(c.queue, s)
	}
}

// claimsOf adds the claims that appear in an article's texts. Only articles that were asked for do that: one that a claim
// brings would bring all its other claims.
func (c *closing) claimsOf(s model.Stream) error {
	state, err := c.from.State(s)
	if err != nil {
		return err
	}
	article, ok := state.(*model.Article)
	if !ok {
		return nil
	}
	for _, capture := range article.Captures {
		ids, err := c.from.ClaimsIn(capture.Text)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c.add(model.StreamOf(model.NounClaim, id))
		}
	}
	return nil
}

// follow adds what one stream's events name, taken back or not, for every stream travels whole.
func (c *closing) follow(s model.Stream) error {
	events, err := c.from.Events(s)
	if err != nil {
		return err
	}
	for _, e := range events {
		c.scope.events = append(c.scope.events, e.ID)
		c.add(model.StreamOf(model.NounPerson, e.By))
		for _, thing := range model.Names(e.Fact) {
			if n := thing.Noun(); n == model.NounClaim || n == model.NounArticle {
				continue // joined ones are named only
			}
			c.add(thing)
		}
		for _, text := range model.Texts(e.Fact) {
			if err := c.text(text, s.Noun() == model.NounClaim); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *closing) text(id string, articles bool) error {
	c.texts[id] = true
	if !articles {
		return nil
	}
	ids, err := c.from.ArticlesOf(id)
	if err != nil {
		return err
	}
	for _, id := range ids {
		c.add(model.StreamOf(model.NounArticle, id))
	}
	return nil
}

// of yields the scope's streams of a noun by id.
func (s *scope) of(noun model.Noun) iter.Seq2[model.Stream, error] {
	var all []model.Stream
	for stream := range s.streams {
		if stream.Noun() == noun {
			all = append(all, stream)
		}
	}
	slices.Sort(all)
	return values(all)
}

func (s *scope) holds(event string) bool {
	_, here := slices.BinarySearch(s.events, event)
	return here
}

// scoped is a view in which only the scope's streams exist.
type scoped struct {
	model.View
	scope *scope
}

func (v scoped) State(s model.Stream) (model.State, error) {
	if !v.scope.streams[s] {
		return model.Fold(s, nil), nil
	}
	return v.View.State(s)
}

func (v scoped) Naming(thing model.Stream) ([]model.Stream, error) {
	all, err := v.View.Naming(thing)
	return slices.DeleteFunc(all, func(s model.Stream) bool { return !v.scope.streams[s] }), err
}
