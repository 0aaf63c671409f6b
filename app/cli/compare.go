package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// How a thing in one export differs from the same in another.
const (
	onlyFirst  = "only in first"
	onlySecond = "only in second"
	differs    = "differs"
)

// compared is what compare prints of one thing that differs: a claim, or an article, a source, … that claims rest on.
type compared struct {
	Claim     string           `json:"claim,omitempty"`
	Item      model.Stream     `json:"item"`
	Status    string           `json:"status"`
	Statement [2]string        `json:"statement,omitzero"` // in the first, in the second
	Ratings   [2][]string      `json:"ratings"`            // of current verdicts
	Stage     [2]string        `json:"stage,omitzero"`
	First     []sheet.StepLine `json:"first"`  // steps that only the first has
	Second    []sheet.StepLine `json:"second"` // and only the second
}

func (p *program) compare() *cobra.Command {
	return &cobra.Command{
		Use:   "compare FILE FILE",
		Short: "Say what differs between two exports, by claim",
		Long: "Reads two exports into workspaces of their own, which are thrown away, and tells of everything that is not the same in\n" +
			"both: who did what in one of them and not in the other. What is the same is not told.",
		Example: "  touchstone compare friday.json monday.json",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(_ *cobra.Command, files []string) error {
			return p.inEmpty(files[0], func(first Desk) error {
				return p.inEmpty(files[1], func(second Desk) error { return p.compareDesks(first, second) })
			})
		},
	}
}

// inEmpty lets look at an export in a workspace of its own.
func (p *program) inEmpty(file string, use func(Desk) error) error {
	return p.reading(file, func(from io.ReadSeeker) error {
		return p.InEmpty(from, file, func(r workspace.Report) error {
			if r.Err != nil {
				return fmt.Errorf("%s: %s %s is damaged: %w", file, r.Stream.Noun(), short(r.Stream.ID()), r.Err)
			}
			return nil
		}, use)
	})
}

// InEmpty takes an export into an empty workspace of its own, lets look at that, and throws it away. told hears of every
// stream; its error ends the work, as does one of the whole file, which names the file.
func (p Parts) InEmpty(from io.ReadSeeker, file string, told func(workspace.Report) error, use func(Desk) error) error {
	return p.scratch(func(d Desk) error {
		var refused error
		m, err := d.Merge(filepath.Base(file), false, func(r workspace.Report) {
			if refused == nil {
				refused = told(r)
			}
		})
		if err != nil {
			return err
		}
		if err := errors.Join(p.Import(from, m), m.Close()); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if refused != nil {
			return refused
		}
		return use(d)
	})
}

func (p *program) compareDesks(first, second Desk) error {
	return first.Read(func(one workspace.Reader) error {
		return second.Read(func(two workspace.Reader) error {
			c := &comparing{p: p, sides: [2]side{{first, one, sheet.NewBuilder(one)}, {second, two, sheet.NewBuilder(two)}}}
			streams, err := c.streams()
			if err != nil {
				return err
			}
			for _, s := range streams {
				if err := c.tell(s); err != nil {
					return err
				}
			}
			p.tell("%s and %s differ", count(c.claims, "claim"), count(c.others, "other thing"))
			return nil
		})
	})
}

// side is one of the two exports.
type side struct {
	d Desk
	r workspace.Reader
	b *sheet.Builder
}

type comparing struct {
	p              *program
	sides          [2]side
	claims, others int
}

// streams are those of both sides: claims in their order, then the others.
func (c *comparing) streams() ([]model.Stream, error) {
	var all []model.Stream
	seen := map[model.Stream]bool{}
	nouns := append([]model.Noun{model.NounClaim}, slices.DeleteFunc(slices.Clone(model.Nouns), func(n model.Noun) bool { return n == model.NounClaim })...)
	for _, noun := range nouns {
		for _, s := range c.sides {
			err := s.d.Export(func(e workspace.Exportable) error {
				for stream, err := range e.Streams(noun) {
					if err != nil {
						return err
					}
					if !seen[stream] {
						seen[stream] = true
						all = append(all, stream)
					}
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// tell tells of one stream, if its sides differ.
func (c *comparing) tell(s model.Stream) error {
	row := compared{Item: s, Status: differs, Ratings: [2][]string{{}, {}}, First: []sheet.StepLine{}, Second: []sheet.StepLine{}}
	var events [2][]model.Event
	here := [2]map[string]bool{{}, {}}
	for i, side := range c.sides {
		var err error
		if events[i], err = side.r.Events(s); err != nil {
			return err
		}
		for _, e := range events[i] {
			here[i][e.ID] = true
		}
	}
	for i, only := range []*[]sheet.StepLine{&row.First, &row.Second} {
		for _, step := range c.sides[i].b.Steps(s, events[i]) {
			if !here[1-i][step.Event] {
				*only = append(*only, step)
			}
		}
	}
	switch {
	case len(row.First) == 0 && len(row.Second) == 0:
		return nil
	case len(events[0]) == 0:
		row.Status = onlySecond
	case len(events[1]) == 0:
		row.Status = onlyFirst
	}
	if s.Noun() == model.NounClaim {
		row.Claim = s.ID()
		c.claims++
		for i := range c.sides {
			if err := c.stands(i, s, &row); err != nil {
				return err
			}
		}
	} else {
		c.others++
	}
	return c.print(row, events)
}

// stands fills in where a claim stands on one side.
func (c *comparing) stands(i int, s model.Stream, row *compared) error {
	claim, err := read[*model.Claim](c.sides[i].r, model.NounClaim, s.ID())
	if err != nil || !claim.Live() {
		return err
	}
	status, err := c.sides[i].b.Status(claim)
	if err != nil {
		return err
	}
	row.Statement[i], row.Stage[i] = claim.Statement, strings.Join(append([]string{string(status.Stage)}, status.Flags...), " ")
	for _, v := range claim.Heads() {
		row.Ratings[i] = append(row.Ratings[i], v.Rating)
	}
	return nil
}

func (c *comparing) print(row compared, events [2][]model.Event) error {
	p := c.p
	name := row.Statement[0]
	if name == "" {
		name = row.Statement[1]
	}
	p.line("%s  %s %s  %s", row.Status, row.Item.Noun(), short(row.Item.ID()), Cut(name, 70))
	if row.Claim != "" && row.Status == differs {
		for i, side := range []string{"first", "second"} {
			p.line("  in %-6s  %s  %s", side, row.Stage[i], strings.Join(row.Ratings[i], " / "))
		}
	}
	for i, steps := range [][]sheet.StepLine{row.First, row.Second} {
		for _, step := range steps {
			at := slices.IndexFunc(events[i], func(e model.Event) bool { return e.ID == step.Event })
			p.line("  %s %s  %s %s", []string{"-", "+"}[i], step.At[:19], step.Name, oneLine(c.sides[i].b.Deed(events[i][at].Fact)))
		}
	}
	return p.value(row)
}
