package cli

import (
	"errors"
	"fmt"
	"strings"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// open opens the workspace for the time of a command.
func (p *program) open(how Access, use func(Desk) error) (err error) {
	d, err := p.Open(p.path(), how, p.progress("making the index"))
	if err != nil {
		return err
	}
	defer func() {
		if closed := d.Close(); err == nil {
			err = closed
		}
	}()
	return use(d)
}

// look opens the workspace and looks at it as it is at one moment.
func (p *program) look(use func(Desk, workspace.Reader, *sheet.Builder) error) error {
	return p.open(Look, func(d Desk) error {
		return d.Read(func(r workspace.Reader) error { return use(d, r, sheet.NewBuilder(r)) })
	})
}

// change opens the workspace with the person who changes it.
func (p *program) change(how Access, use func(Desk, *workspace.Workspace) error) error {
	return p.open(how, func(d Desk) error {
		p.tellFaults()
		who, err := p.Identity(p.as)
		if err != nil {
			return err
		}
		w, err := workspace.New(d, workspace.Settings{Who: who, Now: p.Now, Nonce: p.Nonce})
		if err != nil {
			return err
		}
		return use(d, w)
	})
}

// tellFaults says which lines of the preferences do not count, where it is they that say who does it: one of them may be the name.
func (p *program) tellFaults() {
	if p.Preferences == nil || p.as != "" || p.Getenv("TOUCHSTONE_AS") != "" {
		return
	}
	for _, fault := range p.Preferences.Faults() {
		p.tell("touchstone: %v", fault)
	}
}

// eventResult is what commands that write one fact print.
type eventResult struct {
	Event string `json:"event"`
	Batch string `json:"batch"`
}

// do runs an action that writes one fact of a kind and prints its id.
func (p *program) do(w *workspace.Workspace, kind model.Kind, action model.Action) error {
	r, err := w.Do(action)
	if err != nil {
		return err
	}
	ids := r.Of(kind)
	if len(ids) == 0 {
		return model.Refuse("nothing.changes")
	}
	return p.result(eventResult{ids[len(ids)-1], r.Batch}, "%s %s", kind, short(ids[len(ids)-1]))
}

const shortestPrefix = 7

// id completes an id of a noun. A whole id is taken as it is, so that the action says whether it stands.
func (p *program) id(d Desk, noun, prefix string) (string, error) {
	if len(prefix) < shortestPrefix {
		return "", model.Refuse("id.short", "id", prefix)
	}
	ids, err := d.Resolve(noun, strings.ToLower(prefix))
	if err != nil {
		return "", err
	}
	switch len(ids) {
	case 0:
		return "", model.Refuse("id.unknown", "noun", noun, "id", prefix)
	case 1:
		return ids[0], nil
	}
	return "", model.Refuse("id.ambiguous", "id", prefix, "count", fmt.Sprint(len(ids)))
}

func (p *program) ids(d Desk, noun string, prefixes []string) ([]string, error) {
	var out []string
	for _, prefix := range prefixes {
		id, err := p.id(d, noun, prefix)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// anyID completes an id of one of several nouns.
func (p *program) anyID(d Desk, prefix string, nouns ...string) (noun, id string, err error) {
	for _, n := range nouns {
		found, failed := p.id(d, n, prefix)
		var problem *model.Problem
		switch {
		case failed == nil && id != "":
			return "", "", model.Refuse("id.ambiguous", "id", prefix, "count", "2")
		case failed == nil:
			noun, id = n, found
		case !errors.As(failed, &problem) || problem.Code != "id.unknown":
			return "", "", failed
		}
	}
	if id == "" {
		return "", "", model.Refuse("id.unknown", "noun", strings.Join(nouns, ", "), "id", prefix)
	}
	return noun, id, nil
}

// stateOf reads what a stream adds up to.
func stateOf[T model.State](log interface {
	Read(func(workspace.Reader) error) error
}, noun model.Noun, id string,
) (T, error) {
	var state T
	err := log.Read(func(r workspace.Reader) error {
		s, err := r.State(model.StreamOf(noun, id))
		if err != nil {
			return err
		}
		var ok bool
		if state, ok = s.(T); !ok {
			return fmt.Errorf("%s %s is something else", noun, short(id))
		}
		return nil
	})
	return state, err
}

// passageOf is an article's latest text, for quoting from it.
func (p *program) passageOf(d Desk, prefix string) (article, id, text string, err error) {
	if article, err = p.id(d, "article", prefix); err != nil {
		return "", "", "", err
	}
	err = d.Read(func(r workspace.Reader) error {
		state, err := r.State(model.StreamOf(model.NounArticle, article))
		if err != nil {
			return err
		}
		a, ok := state.(*model.Article)
		if !ok || !a.Live() {
			return model.Refuse("id.unknown", "noun", "article", "id", prefix)
		}
		id = a.Latest().Text
		text, err = r.Text(id)
		return err
	})
	return article, id, text, err
}

// personNamed completes a person's id, or finds it by name.
func (p *program) personNamed(d Desk, name string) (string, error) {
	if id, err := p.id(d, "person", name); err == nil {
		return id, nil
	}
	var found []string
	err := d.Read(func(r workspace.Reader) error {
		ids, err := d.List(model.NounPerson)
		for _, id := range ids {
			if err == nil && strings.EqualFold(sheet.NewBuilder(r).Name(id), name) {
				found = append(found, id)
			}
		}
		return err
	})
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", model.Refuse("people.unknown", "name", name)
	case len(found) > 1:
		return "", model.Refuse("people.several", "name", name, "count", fmt.Sprint(len(found)))
	}
	return found[0], nil
}
