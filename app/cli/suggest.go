package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/span"
	"touchstone/model/suggest"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// proposed is what suggest prints of a text; offsets are code points of it.
type proposed struct {
	File         string               `json:"file"`
	Sentences    []proposedSentence   `json:"sentences"`
	Attributions []proposedAttributed `json:"attributions"`
}

type proposedSentence struct {
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Score   float64  `json:"score"`
	Reasons []string `json:"reasons"`
}

type proposedAttributed struct {
	Source     [][2]int `json:"source"`
	Cue        [][2]int `json:"cue"`
	Content    [][2]int `json:"content"`
	Form       string   `json:"form"`
	Speaker    string   `json:"speaker"`
	Within     *int     `json:"within"` // the number of the attribution around this one, from 0
	Confidence float64  `json:"confidence"`
	Reason     string   `json:"reason"`
}

// subject is a text to propose in, and what the workspace knows that bears on it.
type subject struct {
	text     string
	blocks   []span.Span
	rejected []model.Rejection
	known    []suggest.Name
}

func (p *program) suggest() *cobra.Command {
	var plain bool
	c := &cobra.Command{
		Use:   "suggest FILE…|ARTICLE…",
		Short: "Propose who says what, and which sentences are worth checking",
		Long: "Reads files of plain text, or articles of the workspace by id, and proposes: their sentences with a score of how much they\n" +
			"are worth checking, and attributions (source, cue, content) with the reason for each. Nothing is stored. Offsets are\n" +
			"Unicode characters of the file as it stands, or of the stored text. Without --plain the names of known sources fill in\n" +
			"the speakers of an article, and what was rejected there is not proposed again.",
		Example: "  touchstone suggest --plain article.txt\n  touchstone suggest --json 3fa9c1d",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			failed := 0
			for _, what := range given {
				s, err := p.subject(what, plain)
				if err == nil {
					err = p.propose(what, s)
				}
				if err == nil {
					continue
				}
				if exitCode(err) == exitUnavailable {
					return err
				}
				failed++
				if told := p.fail(what, err); told != nil {
					return told
				}
			}
			if failed > 0 {
				return partly{failed: failed, of: len(given)}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&plain, "plain", false, "go by the text alone: no known sources, and what was rejected is proposed, too")
	return c
}

// mostFromStdin is how many bytes are read from standard input.
const mostFromStdin = 64 << 20

// piped is the text that stands on standard input, which must be UTF-8: offsets into it are the reader's own.
func (p *program) piped() (string, error) {
	data, err := io.ReadAll(io.LimitReader(p.Stdin, mostFromStdin+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("standard input: %w", err)
	case len(data) > mostFromStdin:
		return "", errors.New("standard input: more than 64 MB; split it")
	case !utf8.Valid(data):
		return "", errors.New("standard input: this is not UTF-8; name a file, whose encoding is found out")
	}
	return strings.TrimPrefix(string(data), "\ufeff"), nil
}

// subject reads what is named: a file if there is one of that name, else an article of the workspace.
func (p *program) subject(what string, plain bool) (subject, error) {
	if what == "-" {
		text, err := p.piped()
		return subject{text: text}, err
	}
	if _, err := p.Files(what); err == nil || !isID(what) {
		text, err := p.Decode(what)
		return subject{text: text}, err
	}
	var s subject
	err := p.open(Look, func(d Desk) error {
		article, id, text, err := p.passageOf(d, what)
		if err != nil {
			return err
		}
		s.text = text
		return d.Read(func(r workspace.Reader) error {
			a, err := read[*model.Article](r, model.NounArticle, article)
			if err != nil {
				return err
			}
			index := span.NewIndex(text)
			for _, b := range a.Latest().Blocks {
				s.blocks = append(s.blocks, bytesOf(index, b.Start, b.End))
			}
			if plain {
				return nil
			}
			s.rejected = slices.DeleteFunc(slices.Clone(a.Rejected), func(j model.Rejection) bool { return j.Text != id })
			s.known, err = KnownNames(d, r)
			return err
		})
	})
	return s, err
}

// isID reports whether a word can be the beginning of an id.
func isID(word string) bool {
	return len(word) >= shortestPrefix && len(word) <= 64 && strings.Trim(strings.ToLower(word), "0123456789abcdef") == ""
}

// bytesOf is a stretch of code points in bytes; stored offsets lie inside their text.
func bytesOf(index *span.Index, start, end int) span.Span {
	from, _ := index.Bytes(start)
	to, _ := index.Bytes(end)
	return span.Span{Start: from, End: to}
}

// KnownNames are the names of the sources that the workspace knows.
func KnownNames(d Desk, r workspace.Reader) ([]suggest.Name, error) {
	ids, err := d.List(model.NounSource)
	if err != nil {
		return nil, err
	}
	var names []suggest.Name
	for _, id := range ids {
		s, err := read[*model.Source](r, model.NounSource, id)
		if err != nil {
			return nil, err
		}
		if s.Name != "" {
			names = append(names, suggest.Name{Name: s.Name, Aliases: s.Aliases})
		}
	}
	return names, nil
}

// propose prints what is proposed in a text.
func (p *program) propose(file string, s subject) error {
	index := span.NewIndex(s.text)
	out := proposed{File: file, Sentences: []proposedSentence{}, Attributions: []proposedAttributed{}}
	for _, one := range suggest.Ranked(s.text, s.blocks) {
		row := proposedSentence{index.Points(one.Start), index.Points(one.End), one.Score, append([]string{}, one.Reasons...)}
		if s.turnedDown(index, span.Fragments{one.Span}, "claim") {
			row.Score, row.Reasons = 0, []string{"somebody turned it down"}
		}
		out.Sentences = append(out.Sentences, row)
	}
	found := suggest.Known(suggest.Attributions(s.text, s.blocks), s.known)
	number := map[int]int{}
	for i, a := range found {
		if s.turnedDown(index, a.Content, "attribution") {
			continue
		}
		row := proposedAttributed{
			Source: pointsOf(index, a.Source), Cue: pointsOf(index, a.Cue), Content: pointsOf(index, a.Content),
			Form: a.Form, Speaker: a.Speaker, Confidence: a.Confidence, Reason: a.Reason,
		}
		if outer, ok := number[a.Within]; ok {
			row.Within = &outer
		}
		number[i] = len(out.Attributions)
		out.Attributions = append(out.Attributions, row)
	}
	p.tellProposals(s.text, out, index)
	return p.value(out)
}

// turnedDown reports whether somebody rejected a proposal of this kind at this very place.
func (s subject) turnedDown(index *span.Index, f span.Fragments, what string) bool {
	return slices.ContainsFunc(s.rejected, func(r model.Rejection) bool {
		var at span.Fragments
		for _, one := range r.Fragments {
			at = append(at, bytesOf(index, one.Start, one.End))
		}
		return r.What == what && at.Normal().Equal(f.Normal())
	})
}

// pointsOf are spans in code points.
func pointsOf(index *span.Index, f span.Fragments) [][2]int {
	out := make([][2]int, len(f))
	for i, s := range f {
		out[i] = [2]int{index.Points(s.Start), index.Points(s.End)}
	}
	return out
}

// shownSentences is how many sentences are printed for people: the most worth checking.
const shownSentences = 10

// tellProposals prints what is proposed for people: who says what, then the sentences most worth checking.
func (p *program) tellProposals(text string, found proposed, index *span.Index) {
	words := func(spans [][2]int) string {
		var f span.Fragments
		for _, s := range spans {
			f = append(f, bytesOf(index, s[0], s[1]))
		}
		return f.Text(text)
	}
	p.line("%s: %s, %s", found.File, count(len(found.Attributions), "attribution"), count(len(found.Sentences), "sentence"))
	for _, a := range found.Attributions {
		who := Cut(words(a.Source), 40)
		if who == "" {
			who = "nobody named"
		} else if a.Speaker != "" && !strings.Contains(who, a.Speaker) {
			who += " (" + Cut(a.Speaker, 30) + ")"
		}
		p.line("  %.2f %-8s %s | %s | %s", a.Confidence, a.Form, who, Cut(words(a.Cue), 30), Cut(words(a.Content), 100))
	}
	best := slices.Clone(found.Sentences)
	slices.SortStableFunc(best, func(a, b proposedSentence) int { return cmp.Compare(b.Score, a.Score) })
	for _, s := range best[:min(len(best), shownSentences)] {
		p.line("  %.2f %s  (%s)", s.Score, Cut(words([][2]int{{s.Start, s.End}}), 100), strings.Join(s.Reasons, ", "))
	}
}
