package exchange

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/anchor"
	"touchstone/model/history"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

//go:embed history.html.tmpl
var historyTemplate string

var historyPage = template.Must(template.New("history").Funcs(template.FuncMap{"brief": brief, "moment": moment}).Parse(historyTemplate))

// HistoryFormats are the forms in which a history is written.
func HistoryFormats() []string { return []string{markdownName, htmlName} }

// History writes who did what, when and why, as a report for people, and tells how many steps that is.
func History(to io.Writer, from workspace.Record, asked history.Asked, format string) (said workspace.Written, err error) {
	if !slices.Contains(HistoryFormats(), format) {
		return said, fmt.Errorf("a history is written as %s, not as %s", strings.Join(HistoryFormats(), " or "), format)
	}
	r, err := newHistory(from, asked)
	if err != nil {
		return said, err
	}
	out := bufio.NewWriter(to)
	if format == htmlName {
		err = historyPage.Execute(out, r)
	} else {
		(&markdownWriter{out}).history(r)
	}
	return said.With("step", len(r.Steps)), errors.Join(err, out.Flush())
}

// late is how much later than it was done a step has to come in for that to be said.
const late = time.Minute

// told is a history as a report has it: words that are fit to be printed.
type told struct {
	Title, As, Only string
	Steps           []toldStep
}

// toldStep is one step.
type toldStep struct {
	At, By, Did, About, Why, Undone, Came, Event string
	Rationale, Correction                        []anchor.Piece // of a verdict, laid over the one before it
	Rests                                        []toldRest
}

// toldRest is what a verdict rests on, and whether the one before it did: = both, + it alone, − that one alone.
type toldRest struct{ Sign, Title string }

func newHistory(from workspace.Record, asked history.Asked) (*told, error) {
	out := &told{Title: "All that was done"}
	if at := asked.As.At; !at.IsZero() {
		from = workspace.AsOf(from, asked.As)
		out.As = "As it had happened by "
		if asked.As.Known {
			out.As = "As it was known in this workspace by "
		}
		out.As += moment(at.UTC().Format(model.TimeLayout))
		asked.As = workspace.Moment{}
	}
	rows, _, err := history.Of(from, asked)
	if err != nil {
		return nil, err
	}
	t := &reporter{from: from, rows: sheet.NewBuilder(from), verdicts: map[model.Stream][]history.Given{}}
	if asked.Scope != "" {
		out.Title = "History: " + t.title(asked.Scope)
	}
	out.Only = t.only(asked.Filter)
	for _, r := range rows {
		step, err := t.step(r, asked.Scope)
		if err != nil {
			return nil, err
		}
		out.Steps = append(out.Steps, step)
	}
	return out, nil
}

// reporter puts rows into words.
type reporter struct {
	from     workspace.Record
	rows     *sheet.Builder
	verdicts map[model.Stream][]history.Given
}

// only says what the steps were chosen by, "" for nothing.
func (t *reporter) only(f history.Filter) string {
	var parts []string
	if f.By != "" {
		parts = append(parts, "by "+printable(t.rows.Name(f.By)))
	}
	if f.Rating != "" {
		parts = append(parts, "rated "+printable(f.Rating))
	}
	if f.Kind != "" {
		parts = append(parts, "of the kind "+printable(string(f.Kind)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Only steps " + strings.Join(parts, ", ")
}

// title is what the thing of a stream is called.
func (t *reporter) title(s model.Stream) string { return printable(t.rows.Called(s)) }

func (t *reporter) step(r history.Row, scope model.Stream) (toldStep, error) {
	e := r.Event
	step := toldStep{
		At: e.At.UTC().Format(model.TimeLayout), By: printable(t.rows.Name(e.By)), Did: printable(t.rows.Deed(e.Fact)), Why: printable(r.Why), Event: e.ID,
	}
	if u := r.Undone; u != nil {
		step.Undone = printable(t.rows.Name(u.By)) + ", " + moment(u.At.UTC().Format(model.TimeLayout))
	}
	if !r.Came.IsZero() && r.Came.Sub(e.At) > late {
		step.Came = moment(r.Came.UTC().Format(model.TimeLayout))
	}
	if e.Stream != scope {
		step.About = t.title(e.Stream)
	}
	if given, is := e.Fact.(model.VerdictGiven); is {
		return step, t.compare(&step, e, given)
	}
	return step, nil
}

// compare lays a verdict over the one before it.
func (t *reporter) compare(step *toldStep, e model.Event, given model.VerdictGiven) error {
	if t.verdicts[e.Stream] == nil {
		events, err := t.from.Events(e.Stream)
		if err != nil {
			return err
		}
		t.verdicts[e.Stream] = history.Verdicts(e.Stream, events)
	}
	step.Did = "judged it " + printable(t.rows.Label(given))
	all := t.verdicts[e.Stream]
	at := slices.IndexFunc(all, func(v history.Given) bool { return v.Event.ID == e.ID })
	before := given
	if i := history.Before(all, at); i >= 0 {
		before = all[i].VerdictGiven
		step.Did += ", before " + printable(t.rows.Label(before))
	}
	c := history.Compare(before, given)
	step.Rationale, step.Correction = printed(c.Rationale), printed(c.Correction)
	for _, r := range c.Evidence {
		sign := "="
		switch {
		case r.Gone:
			sign = "−"
		case r.Come:
			sign = "+"
		}
		step.Rests = append(step.Rests, toldRest{sign, t.title(model.StreamOf(model.NounEvidence, r.Evidence))})
	}
	return nil
}

func printed(pieces []anchor.Piece) []anchor.Piece {
	out := slices.Clone(pieces)
	for i := range out {
		out[i].Words = printable(out[i].Words)
	}
	return out
}

// history writes a report in Markdown: what is gone is struck through, what has come is strong.
func (w *markdownWriter) history(r *told) {
	w.line("# %s\n", marked(r.Title))
	for _, about := range []string{r.As, r.Only} {
		if about != "" {
			w.line("%s.\n", marked(about))
		}
	}
	for _, s := range r.Steps {
		line := fmt.Sprintf("- %s · **%s** %s", moment(s.At), marked(s.By), marked(s.Did))
		if s.About != "" {
			line += " (" + marked(s.About) + ")"
		}
		w.line("%s", line)
		for _, part := range []struct{ lead, words string }{{"because", s.Why}, {"taken back by", s.Undone}, {"came into this workspace", s.Came}} {
			if part.words != "" {
				w.line("    - %s %s", part.lead, marked(part.words))
			}
		}
		if len(s.Rationale) > 0 {
			w.line("    - rationale: %s", laidOver(s.Rationale))
		}
		if len(s.Correction) > 0 {
			w.line("    - proposed wording: %s", laidOver(s.Correction))
		}
		for _, e := range s.Rests {
			w.line("    - %s evidence: %s", marked(e.Sign), marked(e.Title))
		}
	}
}

// laidOver writes two wordings laid over each other, with HTML's own marks: signs of Markdown only mark words next to certain characters.
func laidOver(pieces []anchor.Piece) string {
	var out strings.Builder
	for i, p := range pieces {
		words := strings.Join(strings.Fields(inline(p.Words)), " ")
		if i > 0 {
			out.WriteString(" ")
		}
		switch {
		case p.Gone:
			words = "<del>" + words + "</del>"
		case p.Come:
			words = "<ins>" + words + "</ins>"
		}
		out.WriteString(words)
	}
	return out.String()
}
