package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"touchstone/model/anchor"
	"touchstone/model/span"

	"github.com/spf13/cobra"
)

// sought is a selector as scripts write it, in code points of the file.
type sought struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Start  *int   `json:"start"`
	End    *int   `json:"end"`
}

// anchored is where a passage was found, in code points of the file.
type anchored struct {
	Status     anchor.Status `json:"status"`
	Start      *int          `json:"start"`
	End        *int          `json:"end"`
	Score      float64       `json:"score"`
	Candidates []points      `json:"candidates"`
}

type points struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func (p *program) anchor() *cobra.Command {
	return &cobra.Command{
		Use:   "anchor TEXTFILE",
		Short: "Find passages again in a text that changed",
		Long: "Reads one selector a line from standard input, {\"exact\", \"prefix\", \"suffix\", \"start\", \"end\"} as JSON, and says of each whether\n" +
			"its words stand where they stood (exact), elsewhere (moved), in other words (changed), in several places that nothing\n" +
			"tells apart (ambiguous), or nowhere (lost). Offsets are Unicode characters of the file. Nothing is stored.",
		Example: "  echo '{\"exact\": \"the bridge is unsafe\"}' | touchstone anchor article.txt",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			text, err := p.Decode(given[0])
			if err != nil {
				return err
			}
			return p.anchorAll(text, p.Stdin)
		},
	}
}

// anchorAll answers line by line. A line that is no selector is a failed item, and the lines after it are answered.
func (p *program) anchorAll(text string, in io.Reader) error {
	index := span.NewIndex(text)
	lines := bufio.NewReader(in)
	failed, all := 0, 0
	for number := 1; ; number++ {
		line, err := lines.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("standard input: %w", err)
		}
		if strings.TrimSpace(line) != "" {
			all++
			if wrong := p.anchorLine(text, index, line); wrong != nil {
				failed++
				where := fmt.Sprintf("line %d", number)
				p.tell("touchstone: %s: %s", where, wrong)
				if err := p.value(failure{where, wrong.Error()}); err != nil {
					return err
				}
			}
		}
		if err != nil {
			break
		}
	}
	if failed > 0 {
		return partly{failed: failed, of: all}
	}
	return nil
}

func (p *program) anchorLine(text string, index *span.Index, line string) error {
	var s sought
	if err := json.Unmarshal([]byte(line), &s); err != nil {
		return fmt.Errorf("this is no selector, which is a JSON object with exact, prefix, suffix, start and end: %w", err)
	}
	if strings.TrimSpace(s.Exact) == "" {
		return errors.New("the selector has no words; give them as exact")
	}
	found := anchor.Resolve(text, anchor.Selector{Exact: s.Exact, Prefix: s.Prefix, Suffix: s.Suffix, At: s.at(text, index)})
	out := anchored{Status: found.Status, Score: found.Score, Candidates: []points{}}
	where := ""
	if found.Status.Found() {
		start, end := index.Points(found.Span.Start), index.Points(found.Span.End)
		out.Start, out.End = &start, &end
		where = fmt.Sprintf(" %d-%d  %s", start, end, text[found.Span.Start:found.Span.End])
	}
	for _, c := range found.Candidates {
		out.Candidates = append(out.Candidates, points{index.Points(c.Start), index.Points(c.End)})
	}
	return p.result(out, "%-9s %.2f%s", found.Status, found.Score, where)
}

// at is where the selector says that its words stand. Numbers outside the text are the text's end: it may have been longer.
func (s sought) at(text string, index *span.Index) *span.Span {
	if s.Start == nil || s.End == nil || *s.Start < 0 || *s.End < *s.Start {
		return nil
	}
	bytes := func(point int) int {
		if at, err := index.Bytes(point); err == nil {
			return at
		}
		return len(text)
	}
	return &span.Span{Start: bytes(*s.Start), End: bytes(*s.End)}
}
