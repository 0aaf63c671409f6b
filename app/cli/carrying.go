package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"touchstone/model"
	"touchstone/model/workspace"
)

// carrying takes results in another format into empty workspaces, in which only the articles are that the results are about, and
// the scales that they may be rated on.
type carrying struct {
	Parts

	ctx    context.Context //nolint:containedctx // it lives as long as one check
	desk   Desk            // where the articles and scales are
	format *workspace.Format
	about  []model.Stream // what is lent of it
}

// findScales lends the scales of the desk.
func (by *carrying) findScales() error {
	scales, err := by.desk.List(model.NounScale)
	for _, id := range scales {
		by.about = append(by.about, model.StreamOf(model.NounScale, id))
	}
	return err
}

// findArticles lends the articles of the desk that results find their places in, and reports whether there are any. It takes the
// results in at the desk without changing it. What came in before and was taken back since has its places no more, but the facts
// that named them still tell.
func (by *carrying) findArticles(from io.ReadSeeker, file string) (found bool, err error) {
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	before, seen := len(by.about), map[string]bool{} // texts
	err = by.Rehearse(by.desk, func(w *workspace.Workspace) error {
		return TakeIn(by.format, by.Incoming(by.desk, from, file), w, func(o workspace.Outcome) error {
			if o.Stream.Noun() != model.NounClaim {
				return nil
			}
			return w.Read(func(r workspace.Reader) error { return by.note(r, o.Stream, seen) })
		})
	})
	if err != nil {
		return false, err
	}
	_, err = from.Seek(0, io.SeekStart)
	return len(by.about) > before, err
}

// note lends the articles of the texts that facts about a claim name, each text looked at once.
func (by *carrying) note(r workspace.Reader, claim model.Stream, seen map[string]bool) error {
	events, err := r.Events(claim)
	if err != nil {
		return err
	}
	for _, e := range events {
		a, added := e.Fact.(model.AppearanceAdded)
		if !added || seen[a.Text] {
			continue
		}
		seen[a.Text] = true
		ids, err := r.ArticlesOf(a.Text)
		if err != nil {
			return err
		}
		for _, id := range ids {
			by.about = append(by.about, model.StreamOf(model.NounArticle, id))
		}
	}
	return nil
}

// takeIn takes results into an empty workspace, which is thrown away after use.
func (by *carrying) takeIn(from io.ReadSeeker, file string, told func(workspace.Outcome) error, use func(Desk) error) error {
	return by.scratch(func(d Desk) error {
		if err := by.lend(d); err != nil {
			return err
		}
		w, err := by.byNobody(d)
		if err != nil {
			return err
		}
		if err := TakeIn(by.format, by.Incoming(d, from, file), w, told); err != nil {
			return err
		}
		return use(d)
	})
}

// lend copies articles and scales into an empty workspace, without what was found out about them. Those that are not at the desk
// came with the results, and come again.
func (by *carrying) lend(to Desk) error {
	if len(by.about) == 0 {
		return nil
	}
	var refused error
	m, err := to.Merge("articles", false, func(r workspace.Report) { refused = errors.Join(refused, r.Err) })
	if err != nil {
		return err
	}
	err = by.desk.Export(func(e workspace.Exportable) error {
		for _, s := range by.about {
			if err := lend(e, s, m); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, m.Close(), refused)
}

// lend copies an article or a scale: whoever described it, every text that it names, also one that was taken back, and what is
// known of it.
func lend(e workspace.Exportable, s model.Stream, m workspace.Merge) error {
	events, err := e.Events(s)
	if err != nil {
		return err
	}
	people := map[string]bool{}
	for _, event := range events {
		if !people[event.By] {
			people[event.By] = true
			if err := lendStream(e, model.StreamOf(model.NounPerson, event.By), m); err != nil {
				return err
			}
		}
		for _, id := range model.Texts(event.Fact) {
			text, err := e.Text(id)
			if err == nil {
				err = m.Text(id, text)
			}
			if err != nil {
				return err
			}
		}
	}
	return lendStream(e, s, m)
}

// lendStream copies a stream under its seals.
func lendStream(e workspace.Exportable, s model.Stream, m workspace.Merge) error {
	events, err := e.Events(s)
	if err != nil {
		return err
	}
	for _, event := range events {
		seal, here, err := e.Seal(event.Batch, event.By)
		if err == nil && here {
			err = m.Seal(seal)
		}
		if err != nil {
			return err
		}
	}
	raw, err := e.Raw(s)
	if err != nil || len(raw) == 0 {
		return err
	}
	return m.Stream(s, raw)
}

// write writes a workspace in the format.
func (by *carrying) write(w io.Writer, path string, d Desk) error {
	if by.format.Write == nil {
		return fmt.Errorf("%s is only read, and cannot be written", by.format.Name)
	}
	return d.Export(func(e workspace.Exportable) error {
		_, err := by.format.Write(Outgoing(Stoppable{Ctx: by.ctx, Writer: w}, path, false), e, nil)
		return err
	})
}

// readBack reads what was written.
func (by *carrying) readBack(path string, back sayings) error {
	from, err := os.Open(filepath.Clean(path))
	if err != nil {
		return err
	}
	told := func(workspace.Outcome) error { return nil } // what is missing shows in what the claims say
	return errors.Join(by.takeIn(Stoppable{Ctx: by.ctx, ReadSeeker: from}, path, told, back.all), from.Close())
}
