package page

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	marks "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var at = util.Prioritized //nolint:misspell // goldmark's word

// reading knows headings, lists, quotes, code, emphasis, strikethrough and links. HTML, tables, references and what is indented
// by chance are words.
var reading = parser.NewParser(
	parser.WithBlockParsers(
		at(parser.NewThematicBreakParser(), 200), at(parser.NewListParser(), 300),
		at(parser.NewListItemParser(), 400), at(parser.NewCodeBlockParser(), 500),
		at(parser.NewATXHeadingParser(), 600),
		at(parser.NewFencedCodeBlockParser(), 700), at(parser.NewBlockquoteParser(), 800),
		at(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		at(parser.NewCodeSpanParser(), 100), at(parser.NewLinkParser(), 200),
		at(parser.NewAutoLinkParser(), 300), at(parser.NewEmphasisParser(), 500),
		at(extension.NewStrikethroughParser(), 500), at(extension.NewLinkifyParser(), 999),
	),
)

// Markdown shows words that are marked up.
func Markdown(words string) fyne.CanvasObject {
	source := []byte(words)
	m := marked{source}
	return m.below(reading.Parse(text.NewReader(source)))
}

// marked is a text that was parsed.
type marked struct{ source []byte }

// below lays the blocks of a node below each other.
func (m marked) below(n ast.Node) fyne.CanvasObject {
	all := container.NewVBox()
	for b := n.FirstChild(); b != nil; b = b.NextSibling() {
		all.Add(m.block(b))
	}
	if len(all.Objects) == 1 {
		return all.Objects[0]
	}
	return all
}

func (m marked) block(n ast.Node) fyne.CanvasObject {
	switch n := n.(type) {
	case *ast.List:
		items := Close()
		number := n.Start
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			sign := container.NewVBox(label(m.sign(n, item, number), Plain)) // on the line of the first words
			sign.Objects[0].(*widget.Label).Wrapping = fyne.TextWrapOff      //nolint:forcetypeassert // it was just made
			items.Add(container.NewBorder(nil, nil, sign, nil, m.below(item)))
			number++
		}
		return items
	case *ast.Blockquote:
		return Indented(m.below(n))
	case *ast.CodeBlock: // indented, by chance more often than not
		return Text(m.lines(n), Plain)
	case *ast.FencedCodeBlock:
		code := label(m.lines(n), Plain)
		code.Selectable, code.TextStyle.Monospace, code.Wrapping = true, true, fyne.TextWrapBreak
		return code
	case *ast.ThematicBreak:
		return widget.NewSeparator()
	case *ast.Heading:
		return paragraph(m.inline(n, fyne.TextStyle{Bold: true}))
	}
	return paragraph(m.inline(n, fyne.TextStyle{}))
}

// lines are the words of a block as they were typed.
func (m marked) lines(n ast.Node) string {
	var lines strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		lines.Write(line.Value(m.source))
	}
	return strings.TrimSuffix(lines.String(), "\n")
}

// sign is what stands before an item: the number that was typed there. A list that counts by itself would change "1986." and
// "1990." below each other to 1986 and 1987.
func (m marked) sign(list *ast.List, item ast.Node, number int) string {
	if !list.IsOrdered() {
		return "•"
	}
	if first := item.FirstChild(); first != nil && first.Lines() != nil && first.Lines().Len() > 0 {
		start := first.Lines().At(0).Start
		line := m.source[bytes.LastIndexByte(m.source[:start], '\n')+1 : start]
		if fields := strings.Fields(string(line)); len(fields) > 0 {
			return fields[len(fields)-1]
		}
	}
	return strconv.Itoa(number) + string(list.Marker)
}

// paragraph shows inline words; where nothing is marked up in them they can be selected.
func paragraph(all []widget.RichTextSegment) fyne.CanvasObject {
	var words strings.Builder
	for _, s := range all {
		t, ok := s.(*widget.TextSegment)
		if !ok || t.Style.TextStyle != (fyne.TextStyle{}) {
			rich := widget.NewRichText(all...)
			rich.Wrapping = fyne.TextWrapWord
			return rich
		}
		words.WriteString(t.Text)
	}
	return Text(words.String(), Plain)
}

// inline are the words of a node, in a style.
func (m marked) inline(n ast.Node, style fyne.TextStyle) []widget.RichTextSegment {
	var all []widget.RichTextSegment
	say := func(words string, style fyne.TextStyle) {
		all = append(all, &widget.TextSegment{Text: words, Style: widget.RichTextStyle{Inline: true, TextStyle: style}})
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			words := string(util.UnescapePunctuations(c.Value(m.source)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				words += "\n"
			}
			say(words, style)
		case *ast.CodeSpan:
			code := style
			code.Monospace = true
			say(m.words(c), code)
		case *ast.Emphasis:
			if m.within(c) {
				stars := strings.Repeat("*", c.Level)
				say(stars, style)
				all = append(all, m.inline(c, style)...)
				say(stars, style)
				continue
			}
			strong := style
			strong.Bold, strong.Italic = style.Bold || c.Level == 2, style.Italic || c.Level == 1
			all = append(all, m.inline(c, strong)...)
		case *marks.Strikethrough:
			struck := style
			struck.Strikethrough = true
			all = append(all, m.inline(c, struck)...)
		case *ast.Link:
			all = append(all, link(m.words(c), string(c.Destination), style))
		case *ast.AutoLink:
			all = append(all, link(string(c.Label(m.source)), string(c.URL(m.source)), style))
		case *ast.Image:
			all = append(all, link(m.words(c), string(c.Destination), style))
		default:
			all = append(all, m.inline(c, style)...)
		}
	}
	return all
}

// within reports whether what stars enclose touches a letter or a digit: "5*3*2" is no emphasis.
func (m marked) within(n *ast.Emphasis) bool {
	one := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if t, ok := n.PreviousSibling().(*ast.Text); ok && !t.SoftLineBreak() {
		if r, _ := utf8.DecodeLastRune(t.Value(m.source)); one(r) {
			return true
		}
	}
	if t, ok := n.NextSibling().(*ast.Text); ok {
		r, _ := utf8.DecodeRune(t.Value(m.source))
		return one(r)
	}
	return false
}

// words are the words of a node without what is marked up in them.
func (m marked) words(n ast.Node) string {
	var out strings.Builder
	for _, s := range m.inline(n, fyne.TextStyle{}) {
		out.WriteString(s.Textual())
	}
	return out.String()
}

// link is words that open an address, which stands behind them where it cannot be opened.
func link(words, address string, style fyne.TextStyle) widget.RichTextSegment {
	u := opened(address)
	if u != nil {
		return &widget.HyperlinkSegment{Text: words, URL: u, TextStyle: style}
	}
	if !strings.Contains(words, address) {
		words += " (" + address + ")"
	}
	return &widget.TextSegment{Text: words, Style: widget.RichTextStyle{Inline: true, TextStyle: style}}
}
