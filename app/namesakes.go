//go:build !headless

package app

import (
	"cmp"
	"slices"

	"touchstone/app/cli"
	"touchstone/model"
	"touchstone/model/workspace"
)

// namesakes are what people are called of whose name there are several, by their ids. They are forgotten when somebody changes.
type namesakes struct {
	desk   cli.Desk // of now, or of a moment
	called map[string]string
}

// forget looks at people again if some changed.
func (n *namesakes) forget(changes []workspace.Change) {
	if slices.ContainsFunc(changes, func(c workspace.Change) bool { return c.Stream.Noun() == model.NounPerson }) {
		n.called = nil
	}
}

// called tells people of one name apart: by whom they work for, else by the beginning of their id.
func (s *session) called() (map[string]string, error) {
	n := &s.alike
	if n.called != nil && n.desk == s.desk {
		return n.called, nil
	}
	ids, err := s.desk.List(model.NounPerson)
	if err != nil {
		return nil, err
	}
	named, working := map[string]int{}, map[[2]string]int{}
	people := make([]*model.Person, 0, len(ids))
	err = s.desk.Read(func(r workspace.Reader) error {
		for _, id := range ids {
			p, err := stateOf[*model.Person](r, model.NounPerson, id)
			if err != nil {
				return err
			}
			people = append(people, p)
			named[p.Name]++
			working[[2]string{p.Name, p.Affiliation}]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	n.desk, n.called = s.desk, map[string]string{}
	for _, p := range people {
		if p.Name == "" || named[p.Name] < 2 {
			continue
		}
		by := p.ID()[:min(6, len(p.ID()))]
		if working[[2]string{p.Name, p.Affiliation}] == 1 {
			by = cmp.Or(p.Affiliation, by)
		}
		n.called[p.ID()] = p.Name + " (" + by + ")"
	}
	return n.called, nil
}
