package cli

import (
	"errors"
	"fmt"
	"slices"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// marked is what commands print that give a claim appearances.
type marked struct {
	Claim       string   `json:"claim"`
	Appearances []string `json:"appearances"`
	Batch       string   `json:"batch"`
}

// quoted are the flags that say which words of an article are meant.
type quoted struct {
	quote string
	which model.Which
}

func (q *quoted) flags(c *cobra.Command, several bool) {
	c.Flags().StringVar(&q.quote, "quote", "", "the words as the article has them, `TEXT`")
	c.Flags().IntVar(&q.which.Nth, "nth", 0, "the `N`th of several places, from 1")
	if several {
		c.Flags().BoolVar(&q.which.All, "all", false, "every place where the words stand")
	}
	must(c, "quote")
}

// must marks flags as needed.
func must(c *cobra.Command, names ...string) {
	for _, name := range names {
		if err := c.MarkFlagRequired(name); err != nil {
			panic(err) // a flag that was not defined: every test would see it
		}
	}
	c.PreRunE = func(c *cobra.Command, _ []string) error {
		if err := c.ValidateRequiredFlags(); err != nil {
			return usageError{fmt.Errorf("%w; see `%s --help`", err, c.CommandPath())}
		}
		return nil
	}
}

// stating are the flags that say what a claim states and who said it.
type stating struct {
	statement, language string
	said                model.Said
}

func (s *stating) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&s.statement, "statement", "", "the claim in words that stand without the article, `TEXT`")
	f.StringVar(&s.language, "language", "", "the statement's language, such as en or sv")
	f.StringVar(&s.said.By, "said-by", "", "who said it")
	f.StringVar(&s.said.When, "said-when", "", "when: 2025, 2025-03 or 2025-03-14")
	f.StringVar(&s.said.Where, "said-where", "", "where: the place or the occasion")
	f.StringVar(&s.said.URL, "said-url", "", "the address of the speech, video or post")
	f.StringVar(&s.said.Timecode, "said-timecode", "", "where in it, such as 1:02:33")
}

func (s *stating) fact() model.ClaimStated {
	stated := model.ClaimStated{Statement: s.statement, Language: s.language}
	if s.said != (model.Said{}) {
		stated.Said = &s.said
	}
	return stated
}

func (p *program) mark() *cobra.Command {
	var q quoted
	var s stating
	c := &cobra.Command{
		Use:     "mark ARTICLE --quote TEXT",
		Short:   "Mark words of an article as a claim",
		Long:    "Makes a new claim that stands where the quote stands. The statement defaults to the quote.",
		Example: "  touchstone mark 3fa9c1d --quote \"the bridge is unsafe\" --all --said-by \"The mayor\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Create, func(d Desk, w *workspace.Workspace) error {
				_, id, text, err := p.passageOf(d, ids[0])
				if err != nil {
					return err
				}
				places, err := model.Places(text, q.quote, q.which)
				if err != nil {
					return err
				}
				if s.statement == "" {
					s.statement = q.quote
				}
				return p.marked(w, model.Mark(s.fact(), id, places))
			})
		},
	}
	q.flags(c, true)
	s.flags(c)
	return c
}

func (p *program) marked(w *workspace.Workspace, action model.Action) error {
	r, err := w.Do(action)
	if err != nil {
		return err
	}
	m := marked{r.Stream(model.NounClaim).ID(), r.Of(model.KindAppearanceAdded), r.Batch}
	if m.Appearances == nil {
		m.Appearances = []string{}
	}
	return p.result(m, "claim %s  %s %s", short(m.Claim), count(len(m.Appearances), "appearance"), shortAll(m.Appearances))
}

func (p *program) claim() *cobra.Command {
	var s stating
	c := &cobra.Command{
		Use:     "claim --statement TEXT",
		Short:   "Make a claim that stands in no text yet",
		Example: "  touchstone claim --statement \"Unemployment halved\" --said-by \"The minister\" --said-url https://example.org/talk --said-timecode 12:40",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return p.change(Create, func(_ Desk, w *workspace.Workspace) error {
				return p.marked(w, model.Mark(s.fact(), "", nil))
			})
		},
	}
	s.flags(c)
	must(c, "statement")
	return c
}

func (p *program) appear() *cobra.Command {
	var q quoted
	c := &cobra.Command{
		Use:     "appear CLAIM ARTICLE --quote TEXT",
		Short:   "Add a place where a claim stands",
		Example: "  touchstone appear 81b0c2e 3fa9c1d --quote \"unsafe bridge\" --nth 2",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				claim, err := p.id(d, "claim", ids[0])
				if err != nil {
					return err
				}
				_, id, text, err := p.passageOf(d, ids[1])
				if err != nil {
					return err
				}
				places, err := model.Places(text, q.quote, q.which)
				if err != nil {
					return err
				}
				return p.marked(w, model.Appear(claim, id, places))
			})
		},
	}
	q.flags(c, true)
	return c
}

// passageCommand is a command that says something of one place of an article.
func (p *program) passageCommand(c *cobra.Command, q *quoted, kind model.Kind,
	action func(article, text string, place []model.Fragment) model.Action,
) *cobra.Command {
	c.Args = args(cobra.ExactArgs(1))
	c.RunE = func(_ *cobra.Command, ids []string) error {
		return p.change(Change, func(d Desk, w *workspace.Workspace) error {
			article, id, text, err := p.passageOf(d, ids[0])
			if err != nil {
				return err
			}
			places, err := model.Places(text, q.quote, q.which)
			if err != nil {
				return err
			}
			return p.do(w, kind, action(article, id, places[0]))
		})
	}
	q.flags(c, false)
	return c
}

func (p *program) passage() *cobra.Command {
	var q quoted
	var as asFlag
	word := ""
	c := &cobra.Command{
		Use:     "passage ARTICLE --quote TEXT --as read|furniture",
		Short:   "Say that a passage holds no claim, or is no part of the article",
		Long:    "read: it holds no claim. furniture: it is no part of the article. " + asLong,
		Example: "  touchstone passage 3fa9c1d --quote \"Read more\" --as furniture\n  touchstone --as Anna passage 3fa9c1d --quote \"It rained\" --as read",
	}
	p.passageCommand(c, &q, model.KindPassageMarked, func(article, text string, place []model.Fragment) model.Action {
		return model.MarkPassage(article, text, place, word)
	})
	write := c.RunE
	c.RunE = func(c *cobra.Command, ids []string) (err error) {
		if word, err = as.word(p); err != nil {
			return err
		}
		return write(c, ids)
	}
	as.flag(c, []string{"read", "furniture"})
	return c
}

// asFlag is the --as of a command that has one of its own, which hides the global one. Before the command --as is always
// the person; after it, the word that the command knows, and with that word given, the person as well.
type asFlag struct {
	given, known []string
}

const asLong = "The person who does it is named before the command: touchstone --as NAME …"

func (a *asFlag) flag(c *cobra.Command, known []string) {
	a.known = known
	c.Flags().StringArrayVar(&a.given, "as", nil, "what it is, a `WORD`: "+list(known))
	must(c, "as")
}

// word picks the command's word, and hands what else was given on as the person.
func (a *asFlag) word(p *program) (string, error) {
	at := slices.IndexFunc(a.given, func(g string) bool { return slices.Contains(a.known, g) })
	if at < 0 {
		return "", model.Refuse("word.unknown", "field", "as", "word", a.given[0], "known", list(a.known))
	}
	people := slices.Delete(slices.Clone(a.given), at, at+1)
	switch len(people) {
	case 0:
	case 1:
		p.as = people[0]
	default:
		return "", usageError{errors.New("--as is given too often: once for what it is, once for who does it")}
	}
	return a.given[at], nil
}

// oneOf refuses a word that is not one of those known, before the action.
func oneOf(field, word string, known []string, action model.Action) model.Action {
	return func(v model.View, b *model.Batch) error {
		for _, k := range known {
			if k == word {
				return action(v, b)
			}
		}
		return model.Refuse("word.unknown", "field", field, "word", word, "known", list(known))
	}
}

func (p *program) reject() *cobra.Command {
	var q quoted
	var what string
	c := &cobra.Command{
		Use:     "reject ARTICLE --quote TEXT",
		Short:   "Say that what is proposed at a passage is wrong",
		Example: "  touchstone reject 3fa9c1d --quote \"said the cat\" --what attribution",
	}
	c.Flags().StringVar(&what, "what", "claim", "what was proposed: claim or attribution")
	return p.passageCommand(c, &q, model.KindProposalRejected, func(article, text string, place []model.Fragment) model.Action {
		return oneOf("what", what, []string{"claim", "attribution"}, model.RejectProposal(article, text, place, what))
	})
}
