package ingest

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	render "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

// markdown is CommonMark with the two extensions that articles use. Bare addresses stay words and task lists stay lists.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))

// readMarkdown takes the words out of Markdown and finds their blocks. The text is the source, LF and NFC.
func readMarkdown(doc *model.Document) error {
	fields, body := frontMatter(doc.Text)
	for _, f := range fields {
		if err := found(doc, f.name, f.value, "front matter"); err != nil {
			return err
		}
	}
	if at := tangled(body); at > 0 {
		at += strings.Count(doc.Text[:len(doc.Text)-len(body)], "\n")
		return &Error{
			Code: "file.tangled", What: fmt.Sprintf("the Markdown at line %d is too tangled to be read", at),
			Do: "save it as plain text (.txt)",
		}
	}
	r := &mdReader{source: []byte(body)}
	r.within(markdown.Parser().Parse(text.NewReader(r.source)), inside{})
	if err := r.into(doc); err != nil || doc.Found["title"] != "" {
		return err
	}
	return r.title(doc)
}

// inside is where in the tree of blocks a paragraph stands.
type inside struct {
	kind  model.BlockKind // "" on the page itself
	level int             // how many lists are around it
}

// mdReader gathers the blocks of one Markdown text in the order in which they stand.
type mdReader struct {
	gathered
	source []byte
}

// within takes the words of the blocks in a container.
func (r *mdReader) within(parent ast.Node, in inside) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			r.inline(n, model.Heading, n.Level)
		case *ast.Paragraph, *ast.TextBlock:
			r.paragraph(n, in)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			r.add(model.Paragraph, 0, string(n.Lines().Value(r.source)))
		case *extast.TableHeader, *extast.TableRow:
			r.row(n)
		case *ast.Blockquote:
			r.within(n, inside{model.Quotation, in.level})
		case *ast.List:
			r.within(n, inside{model.Item, in.level + 1})
		case *ast.HTMLBlock, *ast.ThematicBreak:
		default: // list item, table
			r.within(n, in)
		}
	}
}

func (r *mdReader) paragraph(n ast.Node, in inside) {
	switch in.kind {
	case model.Item:
		r.inline(n, model.Item, in.level)
	case model.Quotation:
		r.inline(n, model.Quotation, 0)
	default:
		r.inline(n, model.Paragraph, 0)
	}
}

// row makes one paragraph of a table's row.
func (r *mdReader) row(n ast.Node) {
	var cells []string
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		w := wording{source: r.source}
		w.children(cell)
		cells = append(cells, strings.Join(strings.Fields(w.text.String()), " "))
	}
	r.add(model.Paragraph, 0, strings.Join(cells, "\t"))
}

// inline adds a block's words, then the captions of the images in it.
func (r *mdReader) inline(n ast.Node, kind model.BlockKind, level int) {
	w := wording{source: r.source}
	w.children(n)
	r.add(kind, level, w.text.String())
	for _, alt := range w.captions {
		r.add(model.Caption, 0, alt)
	}
}

// wording gathers the words of one block.
type wording struct {
	source   []byte
	text     strings.Builder
	captions []string
	soft     bool // a soft line break was the last thing
}

func (w *wording) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			w.words(n)
		case *ast.String:
			w.write(n.Value)
		case *ast.AutoLink: // its address is its words
			w.write(n.Label(w.source))
		case *ast.RawHTML:
			if tag := n.Segments.Value(w.source); len(tag) > 2 && strings.EqualFold(string(tag[1:3]), "br") {
				w.text.WriteByte('\n')
			}
		case *ast.Image:
			alt := wording{source: w.source}
			alt.children(n)
			w.captions = append(w.captions, alt.text.String())
			w.captions = append(w.captions, alt.captions...)
		default: // emphasis, link, strikethrough, code
			w.children(n)
		}
	}
}

// words writes a run of text and the line break behind it.
func (w *wording) words(n *ast.Text) {
	value := n.Value(w.source)
	if !n.IsRaw() && bytes.ContainsAny(value, `\&`) {
		value = unescape(value)
	}
	if _, code := n.Parent().(*ast.CodeSpan); code { // its line breaks are spaces
		value = bytes.ReplaceAll(value, []byte("\n"), []byte(" "))
	}
	w.write(value)
	switch {
	case n.HardLineBreak():
		w.text.WriteByte('\n')
	case n.SoftLineBreak():
		w.soft = true
	}
}

// write adds words; a soft line break before them becomes a space, but not between characters that are written without.
func (w *wording) write(value []byte) {
	if w.soft && len(value) > 0 {
		last, _ := utf8.DecodeLastRuneInString(w.text.String())
		next, _ := utf8.DecodeRune(value)
		if !unspaced(last) || !unspaced(next) {
			w.text.WriteByte(' ')
		}
		w.soft = false
	}
	w.text.Write(value)
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff65
}

// unescape resolves backslashes and entities. The library does so only while it writes HTML, whose own escapes are taken
// back here.
func unescape(value []byte) []byte {
	var b bytes.Buffer
	out := bufio.NewWriter(&b)
	render.DefaultWriter.Write(out, value)
	if out.Flush() != nil { // a buffer takes everything
		return value
	}
	return []byte(html.UnescapeString(b.String()))
}
