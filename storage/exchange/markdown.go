package exchange

import (
	"bufio"
	"fmt"
	"regexp"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"
)

const markdownName = "markdown"

// markdown is the format of the packet for a writer's own editor: the articles with a footnote for every claim, and the
// corrections as a list.
func markdown() workspace.Format {
	return workspace.Format{Name: markdownName, Extensions: []string{".md"}, Write: writeMarkdown}
}

func writeMarkdown(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (said workspace.Written, err error) {
	p, err := newPacket(from, only)
	if err != nil {
		return said, err
	}
	w := &markdownWriter{bufio.NewWriter(to)}
	w.line("# %s\n", marked(p.title()))
	w.line("%s. Digest `%s`.\n", p.contents(), p.Digest)
	err = p.eachArticle(func(data any) error {
		w.article(data.(article)) //nolint:forcetypeassert // it hands out nothing else
		return nil
	})
	if err != nil {
		return said, err
	}
	w.line("## Claims\n")
	due, err := p.eachNote(func(n *note) error {
		w.note(n)
		return nil
	})
	if err != nil {
		return said, err
	}
	w.corrections(due)
	return p.written(), w.to.Flush()
}

// markdownWriter writes Markdown with the footnotes of GitHub, Pandoc and most editors. The first error of the underlying
// writer is kept by bufio for Flush.
type markdownWriter struct{ to *bufio.Writer }

func (w *markdownWriter) line(format string, a ...any) {
	_, _ = fmt.Fprintf(w.to, format+"\n", a...)
}

func (w *markdownWriter) article(a article) {
	title := a.Article.Title
	if title == "" {
		title = "An article without title"
	}
	w.line("## %s\n", marked(title))
	var about []string
	for _, one := range []string{a.Article.Outlet, a.Article.Byline, a.Article.Published, a.Article.URL} {
		if one != "" {
			about = append(about, marked(one))
		}
	}
	if len(about) > 0 {
		w.line("%s\n", strings.Join(about, " · "))
	}
	for _, t := range a.Texts {
		w.line("Text of %s, sha256 `%s`\n", moment(t.At), t.Text)
		for _, b := range t.Blocks {
			w.block(b)
		}
	}
}

// block writes a paragraph. Marks are HTML's <mark>: stars only mark words next to certain characters.
func (w *markdownWriter) block(b block) {
	var words strings.Builder
	for _, p := range b.Pieces {
		if !p.Marked() {
			words.WriteString(inline(p.Words))
			continue
		}
		words.WriteString("<mark>" + inline(p.Words) + "</mark>")
		for _, r := range p.Refs {
			fmt.Fprintf(&words, "[^%d]", r.Number)
		}
	}
	first, next := "", ""
	switch b.Kind {
	case model.Heading:
		first = "### "
	case model.Quotation:
		first, next = "> ", "> "
	case model.Item:
		first, next = "- ", "  "
	case model.Caption, model.Paragraph:
	}
	lines := strings.Split(words.String(), "\n")
	if b.Kind == model.Heading {
		lines = []string{strings.Join(lines, " ")}
	}
	for i, line := range lines {
		lead := next
		if i == 0 {
			lead = first
		}
		w.line("%s%s", lead, atStart(line))
	}
	w.line("")
}

// note writes a claim as a footnote, which editors show below the text.
func (w *markdownWriter) note(n *note) {
	w.line("[^%d]: **%d. %s %s**: %s\n", n.Number, n.Number, marked(n.Sign.Glyph), marked(n.Sign.Words), marked(n.Statement))
	item := func(format string, a ...any) { w.line("    - "+format, a...) }
	for _, place := range n.Places {
		var chain []string
		for _, l := range place.Chain {
			chain = append(chain, marked(l.Sources))
		}
		said := ""
		if len(chain) > 0 {
			said = ", says " + strings.Join(chain, " ← ")
		}
		item("stands at %d–%d: “%s”%s", place.Start, place.End, marked(place.Words), said)
	}
	for _, v := range n.Judged {
		state := v.State
		if state != "" {
			state = ", " + state
		}
		item("%s %s (%s, %s%s): %s", marked(v.Sign.Glyph), marked(v.Sign.Words), marked(v.By), moment(v.Stamp), state, marked(v.Rationale))
		if v.Reason != "" {
			item("superseded an earlier verdict: %s", marked(v.Reason))
		}
	}
	for _, e := range n.Rests {
		words := []string{marked(e.Title)}
		for _, one := range []string{e.URL, e.Archived, e.Quote} {
			switch {
			case one == "":
			case webAddress(one) != "" && !strings.ContainsAny(one, " <>\n\t"):
				words = append(words, "<"+one+">")
			case one != e.Title:
				words = append(words, marked(one))
			}
		}
		stance := e.Stance
		if stance == "" {
			stance = "evidence"
		}
		item("%s: %s", stance, strings.Join(words, ", "))
	}
	item("claim `%s`\n", n.ID())
	if len(n.Refs) == 0 {
		w.line("Claim %d stands in no text here.[^%d]\n", n.Number, n.Number)
	}
}

// corrections writes what the writer should know.
func (w *markdownWriter) corrections(due []*correction) {
	w.line("## Corrections\n")
	if len(due) == 0 {
		w.line("None. Claims that are disputed are not listed here.")
		return
	}
	for i, c := range due {
		wording := "none yet"
		if c.Wording != "" {
			wording = "“" + marked(c.Wording) + "”"
		}
		w.line("%d. “%s” (claim %d: %s %s)", i+1, marked(c.Printed), c.Number, marked(c.Sign.Glyph), marked(c.Sign.Words))
		w.line("    - what is wrong: %s", marked(c.Wrong))
		w.line("    - proposed wording: %s", wording)
	}
}

var (
	markdownSigns = regexp.MustCompile("[\\\\`*_{}\\[\\]<>|~&=$^]")
	markdownStart = regexp.MustCompile(`^(\s*)([-+#]|\d+[.)])`)
)

// inline writes words so that no reader of Markdown takes any of them for a sign.
func inline(s string) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(printable(s))
	return markdownSigns.ReplaceAllStringFunc(s, func(sign string) string {
		if sign == "&" || sign == ";" {
			return sign
		}
		return `\` + sign
	})
}

// atStart writes the beginning of a line so that it begins no list, heading or code.
func atStart(line string) string {
	line = markdownStart.ReplaceAllStringFunc(line, func(s string) string {
		return s[:len(s)-1] + `\` + s[len(s)-1:]
	})
	switch {
	case line == "":
		return line
	case line[0] == ' ':
		return "&#32;" + line[1:]
	case line[0] == '\t':
		return "&#9;" + line[1:]
	}
	return line
}

// marked writes words inside a line.
func marked(s string) string { return atStart(strings.Join(strings.Fields(inline(s)), " ")) }
