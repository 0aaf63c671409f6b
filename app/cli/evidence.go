package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// list joins words for a line of help or refusal.
func list(words []string) string {
	var named []string
	for _, w := range words {
		if w != "" {
			named = append(named, w)
		}
	}
	return strings.Join(named, ", ")
}

func (p *program) evidence() *cobra.Command {
	var id, file, stance, quote string
	given := map[string]*string{}
	c := &cobra.Command{
		Use:     "evidence CLAIM",
		Short:   "Cite evidence on a claim",
		Long:    "Evidence with a URL is one piece for the whole team, whoever cites it. Give --id to cite what is known already.",
		Example: "  touchstone evidence 81b0c2e --url https://example.org/report --kind document --title \"Inspection 2024\" --stance refutes --quote \"no cracks were found\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			ev := model.Evident{Stance: stance, Quote: quote}
			var err error
			if ev.Fields, err = fieldsOf(model.NounEvidence, given); err != nil {
				return err
			}
			if file != "" {
				data, err := os.ReadFile(file)
				if err != nil {
					return fmt.Errorf("read the evidence: %w", err)
				}
				ev.File = data
			}
			if id != "" && (len(ev.Fields) > 0 || ev.File != nil) {
				return usageError{errors.New("--id names evidence that is known already; change what is known of it with `describe`")}
			}
			return p.cite(ids[0], id, ev)
		},
	}
	for _, name := range []string{"url", "kind", "title", "archived", "outlet", "medium", "accessed", "language"} {
		given[name] = c.Flags().String(name, "", "the evidence's "+name)
	}
	c.Flags().StringVar(&id, "id", "", "evidence that is known already, by its id")
	c.Flags().StringVar(&file, "file", "", "a local copy, which is kept in the workspace")
	c.Flags().StringVar(&stance, "stance", "", "supports, refutes or context")
	c.Flags().StringVar(&quote, "quote", "", "the words in it that matter, `TEXT`")
	return c
}

// fieldsOf reads the described values that were given as flags.
func fieldsOf(noun model.Noun, given map[string]*string) (model.Fields, error) {
	fields := model.Fields{}
	for name, words := range given {
		if *words == "" {
			continue
		}
		value, err := model.ParseField(noun, name, *words)
		if err != nil {
			return nil, err
		}
		if err := fields.Set(name, value); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

func (p *program) cite(claim, known string, ev model.Evident) error {
	return p.change(Change, func(d Desk, w *workspace.Workspace) error {
		claim, err := p.id(d, "claim", claim)
		if err != nil {
			return err
		}
		if known != "" {
			if ev.ID, err = p.id(d, "evidence", known); err != nil {
				return err
			}
		}
		r, err := w.Do(oneOf("stance", ev.Stance, append([]string{""}, model.Stances...), model.Cite(claim, ev)))
		if err != nil {
			return err
		}
		cited := struct {
			Evidence string `json:"evidence"`
			Batch    string `json:"batch"`
		}{Batch: r.Batch}
		for _, e := range r.Events {
			if c, ok := e.Fact.(model.EvidenceCited); ok {
				cited.Evidence = c.Evidence
			}
		}
		if cited.Evidence == "" {
			return model.Refuse("nothing.changes")
		}
		return p.result(cited, "evidence %s", short(cited.Evidence))
	})
}

func (p *program) flag() *cobra.Command {
	var as asFlag
	var why string
	c := &cobra.Command{
		Use:     "flag EVIDENCE --as retracted|changed|dead|fine",
		Short:   "Say that something happened to a piece of evidence",
		Long:    "Every claim whose verdict rests on it then needs review. " + asLong,
		Example: "  touchstone flag 7c21f09 --as retracted --why \"the ministry withdrew the report\"",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			word, err := as.word(p)
			if err != nil {
				return err
			}
			return p.on("evidence", ids[0], model.KindEvidenceFlagged, func(id string) model.Action {
				return model.FlagEvidence(id, word, why)
			})
		},
	}
	as.flag(c, model.EvidenceFlags)
	c.Flags().StringVar(&why, "why", "", "what happened, `TEXT`")
	return c
}

func (p *program) ask() *cobra.Command {
	return &cobra.Command{
		Use:     "ask CLAIM TEXT",
		Short:   "Put a question that has to be answered before the claim can be judged",
		Example: "  touchstone ask 81b0c2e \"When was the bridge last inspected?\"",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.onClaim(given[0], model.KindQuestionAsked, func(claim string) model.Action {
				return notEmpty("question", given[1], model.Ask(claim, given[1]))
			})
		},
	}
}

// on completes an id and runs an action that writes one fact about the thing.
func (p *program) on(noun, prefix string, kind model.Kind, action func(id string) model.Action) error {
	return p.change(Change, func(d Desk, w *workspace.Workspace) error {
		id, err := p.id(d, noun, prefix)
		if err != nil {
			return err
		}
		return p.do(w, kind, action(id))
	})
}

// onClaim is on for a claim.
func (p *program) onClaim(prefix string, kind model.Kind, action func(claim string) model.Action) error {
	return p.on("claim", prefix, kind, action)
}

func notEmpty(field, words string, action model.Action) model.Action {
	return func(v model.View, b *model.Batch) error {
		if strings.TrimSpace(words) == "" {
			return model.Refuse("field.malformed", "field", field, "why", "it is empty")
		}
		return action(v, b)
	}
}

func (p *program) answer() *cobra.Command {
	var kind, evidence string
	kinds := []string{"", "extractive", "abstractive", "boolean", "unanswerable"}
	c := &cobra.Command{
		Use:     "answer QUESTION [TEXT]",
		Short:   "Answer a question; several answers are ordinary",
		Example: "  touchstone answer 2be4410 \"In October 2018\" --type extractive --evidence 7c21f09\n  touchstone answer 2be4410 --type unanswerable",
		Args:    args(cobra.RangeArgs(1, 2)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.change(Change, func(d Desk, w *workspace.Workspace) error {
				question, err := p.id(d, "question", given[0])
				if err != nil {
					return err
				}
				a := model.QuestionAnswered{Type: kind}
				if evidence != "" {
					if a.Evidence, err = p.id(d, "evidence", evidence); err != nil {
						return err
					}
				}
				action := model.AnswerQuestion(question, a)
				if len(given) > 1 {
					a.Answer = given[1]
					action = model.AnswerQuestion(question, a)
				}
				if kind != "unanswerable" {
					action = notEmpty("answer", a.Answer, action)
				}
				return p.do(w, model.KindQuestionAnswered, oneOf("type", kind, kinds, action))
			})
		},
	}
	c.Flags().StringVar(&kind, "type", "", list(kinds))
	c.Flags().StringVar(&evidence, "evidence", "", "the evidence it rests on, by its id")
	return c
}

func (p *program) review() *cobra.Command {
	var found model.ReviewFound
	var numbers string
	c := &cobra.Command{
		Use:     "review CLAIM --publisher NAME --url URL --rating TEXT",
		Short:   "Keep somebody else's published check of a claim",
		Example: "  touchstone review 81b0c2e --publisher Faktenwerk --url https://example.org/check/12 --rating \"Mostly false\" --date 2025-03-12",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			if numbers != "" {
				if !json.Valid([]byte(numbers)) {
					return model.Refuse("field.malformed", "field", "numbers", "why", "it is not JSON")
				}
				found.Numbers = json.RawMessage(numbers)
			}
			return p.onClaim(given[0], model.KindReviewFound, func(claim string) model.Action {
				return model.FindReview(claim, found)
			})
		},
	}
	f := c.Flags()
	f.StringVar(&found.Publisher, "publisher", "", "who published the check")
	f.StringVar(&found.URL, "url", "", "where")
	f.StringVar(&found.Rating, "rating", "", "their rating, in their words")
	f.StringVar(&numbers, "numbers", "", "their rating in numbers, as JSON: {\"value\":1,\"worst\":1,\"best\":5}")
	f.StringVar(&found.Date, "date", "", "when it was published")
	f.StringVar(&found.Name, "name", "", "its headline")
	f.StringVar(&found.Description, "description", "", "what it says in short")
	must(c, "publisher", "url", "rating")
	return c
}

func (p *program) source() *cobra.Command {
	c := &cobra.Command{
		Use:     "source",
		Short:   "Register sources, and say which are the same",
		Example: "  touchstone source add --name TT --kind outlet --aliases \"Tidningarnas Telegrambyrå\"\n  touchstone source merge 0a1b2c3 4d5e6f7",
		Args:    args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return usageError{fmt.Errorf("say add or merge; see `%s --help`", c.CommandPath())}
		},
	}
	c.AddCommand(p.sourceAdd(), p.sourceMerge())
	return c
}

func (p *program) sourceAdd() *cobra.Command {
	given := map[string]*string{}
	c := &cobra.Command{
		Use:     "add --name NAME",
		Short:   "Register a source",
		Example: "  touchstone source add --name \"The Ministry of Ports\" --kind organization",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			fields, err := fieldsOf(model.NounSource, given)
			if err != nil {
				return err
			}
			return p.change(Create, func(_ Desk, w *workspace.Workspace) error {
				r, err := w.Do(model.AddSource(fields))
				if err != nil {
					return err
				}
				made := struct {
					Source string `json:"source"`
					Event  string `json:"event"`
					Batch  string `json:"batch"`
				}{r.Stream(model.NounSource).ID(), r.Of(model.KindSourceDescribed)[0], r.Batch}
				return p.result(made, "source %s", short(made.Source))
			})
		},
	}
	for _, name := range model.DescribableFields(model.NounSource) {
		given[name] = c.Flags().String(name, "", "the source's "+name)
	}
	must(c, "name")
	return c
}

func (p *program) sourceMerge() *cobra.Command {
	return &cobra.Command{
		Use:     "merge SOURCE WITH",
		Short:   "Say that a source is the same as another, which is shown in its place",
		Example: "  touchstone source merge 0a1b2c3 4d5e6f7",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.change(Create, func(d Desk, w *workspace.Workspace) error {
				ids, err := p.ids(d, "source", given)
				if err != nil {
					return err
				}
				return p.do(w, model.KindSourcesMerged, model.MergeSources(ids[0], ids[1]))
			})
		},
	}
}
