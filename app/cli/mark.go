package cli

import (
	"fmt"
	"strconv"

	"touchstone/model"
	"touchstone/model/sheet"
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
	return p.result(m, "claim %s  %d appearances %s", short(m.Claim), len(m.Appearances), shortAll(m.Appearances))
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
	var as string
	c := &cobra.Command{
		Use:     "passage ARTICLE --quote TEXT --as read|furniture",
		Short:   "Say that a passage holds no claim, or is no part of the article",
		Example: "  touchstone passage 3fa9c1d --quote \"Read more\" --as furniture",
	}
	c.Flags().StringVar(&as, "as", "", "read (it holds no claim) or furniture (it is no part of the article)")
	p.passageCommand(c, &q, model.KindPassageMarked, func(article, text string, place []model.Fragment) model.Action {
		return oneOf("as", as, []string{"read", "furniture"}, model.MarkPassage(article, text, place, as))
	})
	must(c, "as")
	return c
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

// appearance completes an appearance's id and finds the text it stands in.
func (p *program) appearanceText(d Desk, prefix string) (id, text string, err error) {
	if id, err = p.id(d, "appearance", prefix); err != nil {
		return "", "", err
	}
	err = d.Read(func(r workspace.Reader) error {
		e, _, err := r.Event(id)
		if added, ok := e.Fact.(model.AppearanceAdded); err == nil && ok {
			text, err = r.Text(added.Text)
		}
		return err
	})
	return id, text, err
}

func (p *program) reshape() *cobra.Command {
	var q quoted
	c := &cobra.Command{
		Use:     "reshape APPEARANCE --quote TEXT",
		Short:   "Give an appearance other words of the same text",
		Example: "  touchstone reshape 5d02aa1 --quote \"the old bridge is unsafe\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				id, text, err := p.appearanceText(d, ids[0])
				if err != nil {
					return err
				}
				places, err := model.Places(text, q.quote, q.which)
				if err != nil {
					return err
				}
				return p.do(w, model.KindAppearanceReshaped, model.Reshape(id, places[0]))
			})
		},
	}
	q.flags(c, false)
	return c
}

func (p *program) confirm() *cobra.Command {
	var gone bool
	var why string
	c := &cobra.Command{
		Use:     "confirm APPEARANCE",
		Short:   "Confirm a carried appearance, or say that its words are gone",
		Example: "  touchstone confirm 5d02aa1\n  touchstone confirm 5d02aa1 --gone --why \"the paragraph was cut\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				id, err := p.id(d, "appearance", ids[0])
				if err != nil {
					return err
				}
				if !gone {
					return p.do(w, model.KindAppearanceConfirmed, model.Confirm(id))
				}
				newest, err := newestText(w, id)
				if err != nil {
					return err
				}
				return p.do(w, model.KindAppearanceGone, model.Lose(id, newest, why))
			})
		},
	}
	c.Flags().BoolVar(&gone, "gone", false, "the article's newest text no longer says it")
	c.Flags().StringVar(&why, "why", "", "why, `TEXT`")
	return c
}

// newestText is the latest text of the article that an appearance stands in.
func newestText(w *workspace.Workspace, appearance string) (string, error) {
	newest := ""
	err := w.Read(func(r workspace.Reader) error {
		e, _, err := r.Event(appearance)
		added, ok := e.Fact.(model.AppearanceAdded)
		if err != nil || !ok {
			return err
		}
		newest = added.Text
		articles, err := r.ArticlesOf(added.Text)
		if err != nil || len(articles) == 0 {
			return err
		}
		state, err := r.State(model.StreamOf(model.NounArticle, articles[0]))
		if a, ok := state.(*model.Article); ok && a.Live() {
			newest = a.Latest().Text
		}
		return err
	})
	return newest, err
}

func (p *program) remove() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:     "remove APPEARANCE|ATTRIBUTION --reason TEXT",
		Short:   "Take an appearance or an attribution off its claim",
		Example: "  touchstone remove 5d02aa1 --reason \"another bridge is meant\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				noun, id, err := p.anyID(d, ids[0], "appearance", "attribution")
				if err != nil {
					return err
				}
				kind := model.KindAppearanceRemoved
				if noun == "attribution" {
					kind = model.KindAttributionRemoved
				}
				return p.do(w, kind, model.Remove(id, reason))
			})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why, `TEXT`")
	must(c, "reason")
	return c
}

func (p *program) split() *cobra.Command {
	var numbers []int
	var s stating
	c := &cobra.Command{
		Use:     "split CLAIM --appearance N --statement TEXT",
		Short:   "Move some appearances of a claim to a new claim",
		Example: "  touchstone split 81b0c2e --appearance 2 --statement \"The new bridge is unsafe\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				claim, err := p.id(d, "claim", ids[0])
				if err != nil {
					return err
				}
				appearances, err := numbered(w, claim, numbers)
				if err != nil {
					return err
				}
				return p.marked(w, model.SplitClaim(claim, appearances, s.fact()))
			})
		},
	}
	c.Flags().IntSliceVar(&numbers, "appearance", nil, "the number of an appearance in text order, from 1; again for more")
	s.flags(c)
	must(c, "appearance", "statement")
	return c
}

// numbered finds appearances by their number in text order, from 1.
func numbered(w *workspace.Workspace, claim string, numbers []int) ([]string, error) {
	c, err := stateOf[*model.Claim](w, model.NounClaim, claim)
	if err != nil {
		return nil, err
	}
	all := sheet.ByPlace(c)
	var ids []string
	for _, n := range numbers {
		if n < 1 || n > len(all) {
			return nil, model.Refuse("appearance.number", "count", strconv.Itoa(len(all)), "number", strconv.Itoa(n))
		}
		ids = append(ids, all[n-1].ID)
	}
	return ids, nil
}
