package ingest

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// passage is a stretch of a page's words that stands apart from its neighbours: a paragraph, a heading, an item of a menu.
type passage struct {
	surroundings
	kind  model.BlockKind
	level int
	words string
	size  int          // code points of words
	links int          // about how many of them stand in links
	bold  int          // and in elements that emphasise
	runs  []*html.Node // its text nodes
	read  float64      // share of its words that the reader kept
}

// surroundings are what a passage stands in: the elements around it, and what their authors called them.
type surroundings struct {
	in     elements
	near   [3]traits // of the nearest elements that have a name, the nearest first
	far    traits    // of all elements
	lists  int       // how many lists are around it
	hidden bool
	box    *box
}

// box is an element that holds passages.
type box struct {
	parent     *box
	name       string // its tag and class
	depth      int
	size       int     // code points of the passages in it
	links      int     // those of them in links
	read       float64 // those of them that the reader kept
	sentences  int     // those of them in passages that end as sentences do
	paragraphs int     // those of them in paragraph elements
}

// elements is a set of the elements that say what their content is.
type elements uint16

const (
	inArticle elements = 1 << iota
	inMain
	inNav
	inHeader
	inFooter
	inAside
	inForm
	inTable
	inFigure
	inQuote
	inPre
	inLink
	inList
	inParagraph
	inEmphasis
)

var elementOf = map[atom.Atom]elements{
	atom.Article: inArticle, atom.Main: inMain, atom.Nav: inNav, atom.Header: inHeader, atom.Footer: inFooter,
	atom.Aside: inAside, atom.Form: inForm, atom.Table: inTable, atom.Figure: inFigure, atom.Blockquote: inQuote,
	atom.Pre: inPre, atom.Ul: inList, atom.Ol: inList, atom.Menu: inList, atom.P: inParagraph, atom.A: inLink,
	atom.B: inEmphasis, atom.Strong: inEmphasis, atom.Em: inEmphasis, atom.I: inEmphasis,
}

// silent are the elements whose content is no part of the page's words.
var silent = set(atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Math, atom.Iframe, atom.Object,
	atom.Select, atom.Textarea, atom.Button, atom.Input, atom.Audio, atom.Video, atom.Canvas, atom.Map, atom.Head,
	atom.Noframes, atom.Datalist, atom.Title)

// inline are the elements that stand within a line of words; every other one that is known begins a passage.
var inline = set(atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data,
	atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Nobr, atom.Q, atom.Ruby,
	atom.Rt, atom.Rp, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time,
	atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Img, atom.Picture, atom.Source, atom.Output, atom.Meter, atom.Progress,
	atom.Basefont, atom.Embed, atom.Param)

func set(tags ...atom.Atom) map[atom.Atom]bool {
	all := make(map[atom.Atom]bool, len(tags))
	for _, t := range tags {
		all[t] = true
	}
	return all
}

// pageReader walks through a page and gathers its passages.
type pageReader struct {
	passages []passage
	open     passage // being gathered
	words    strings.Builder
	breaks   int  // line breaks at the end of words, not yet written
	space    bool // white space there
	called   map[string]traits
	until    time.Time
	visited  int  // nodes
	late     bool // the time is over: what is not walked through yet is left
}

// passagesOf gives the passages of a page in the order in which they stand, not all of them where the time is over before.
func passagesOf(body *html.Node, until time.Time) []passage {
	r := &pageReader{called: map[string]traits{}, until: until}
	r.walk(body, surroundings{box: &box{}}, standing{kind: model.Paragraph})
	r.flush()
	return r.passages
}

// standing is what a passage that begins here is.
type standing struct {
	kind  model.BlockKind
	level int
}

// walk takes the words within a node.
func (r *pageReader) walk(parent *html.Node, at surroundings, as standing) {
	for n := parent.FirstChild; n != nil && !r.late; n = n.NextSibling {
		if r.visited++; r.visited%checkEvery == 0 {
			r.late = over(r.until)
		}
		switch {
		case n.Type == html.TextNode:
			r.text(n, at, as)
		case n.Type != html.ElementNode || silent[n.DataAtom] || n.Namespace != "":
		case n.DataAtom == atom.Br:
			r.breaks++
		case inline[n.DataAtom] || n.DataAtom == 0 && !holdsBlocks(n):
			if n.DataAtom == atom.Img {
				r.space = true
			}
			r.walk(n, r.enter(n, at), as)
		case n.DataAtom == atom.Tr && isRow(n):
			r.flush()
			r.row(n, r.enter(n, at), as)
			r.flush()
		default:
			r.flush()
			in := r.enter(n, at)
			in.box = &box{parent: at.box, name: n.Data + "." + attr(n, "class"), depth: at.box.depth + 1}
			r.walk(n, in, as.within(n, in))
			r.flush()
		}
	}
}

// within says what a passage is that begins in an element: the innermost of list and quotation decides.
func (s standing) within(n *html.Node, in surroundings) standing {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return standing{model.Heading, int(n.Data[1] - '0')}
	case atom.Figcaption, atom.Caption:
		return standing{kind: model.Caption}
	case atom.Li:
		return standing{model.Item, max(in.lists, 1)}
	case atom.Blockquote:
		return standing{kind: model.Quotation}
	default:
	}
	return s
}

// isRow reports whether a row of a table holds cells of words, and not the parts of a page that is laid out by tables.
func isRow(tr *html.Node) bool {
	cells := 0
	for cell := tr.FirstChild; cell != nil; cell = cell.NextSibling {
		if cell.Type != html.ElementNode {
			continue
		}
		if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th || holdsBlocks(cell) {
			return false
		}
		cells++
	}
	return cells > 1
}

// row takes the cells of a row, with tabs between them.
func (r *pageReader) row(tr *html.Node, at surroundings, as standing) {
	for cell := tr.FirstChild; cell != nil; cell = cell.NextSibling {
		if cell.Type != html.ElementNode {
			continue
		}
		r.walk(cell, r.enter(cell, at), as)
		r.breaks, r.space = 0, false
		if r.words.Len() > 0 {
			r.words.WriteByte('\t')
		}
	}
}

// holdsBlocks reports whether an element has a child that begins a passage.
func holdsBlocks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom != 0 && c.DataAtom != atom.Br && !inline[c.DataAtom] && !silent[c.DataAtom] {
			return true
		}
	}
	return false
}

// enter gives the surroundings within an element.
func (r *pageReader) enter(n *html.Node, at surroundings) surroundings {
	at.in |= elementOf[n.DataAtom]
	if elementOf[n.DataAtom] == inList {
		at.lists++
	}
	class := ""
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "role", "itemprop", "data-component":
			class += " " + a.Val
		case "hidden":
			at.hidden = true
		case "style":
			at.hidden = at.hidden || hides(a.Val)
		}
	}
	if class == "" {
		return at
	}
	is, known := r.called[class]
	if !known {
		is = traitsOf(class)
		r.called[class] = is
	}
	at.near = [3]traits{is, at.near[0], at.near[1]}
	at.far |= is
	return at
}

// hides reports whether an element's own style keeps it from being seen.
func hides(style string) bool {
	style = strings.ToLower(strings.Join(strings.Fields(style), ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// text takes the words of a text node. Two line breaks one after the other begin a new passage.
func (r *pageReader) text(n *html.Node, at surroundings, as standing) {
	if strings.TrimSpace(n.Data) == "" && at.in&inPre == 0 {
		r.space = r.space || n.Data != ""
		return
	}
	if r.breaks > 1 {
		r.flush()
	}
	if r.words.Len() == 0 {
		r.open = passage{surroundings: at, kind: as.kind, level: as.level}
		r.breaks, r.space = 0, false
	}
	r.open.runs = append(r.open.runs, n)
	before := r.words.Len()
	r.write(n.Data, at.in&inPre != 0)
	if at.in&inLink != 0 {
		r.open.links += utf8.RuneCountInString(r.words.String()[before:])
	}
	if at.in&inEmphasis != 0 {
		r.open.bold += utf8.RuneCountInString(r.words.String()[before:])
	}
}

// write adds words with one space where there was white space, except in preformatted text. What is no character is a space.
func (r *pageReader) write(words string, pre bool) {
	for _, c := range words {
		switch {
		case pre && c == '\n':
			r.breaks++
			continue
		case c == '\u00ad' || c == '\ufeff' || c == '\u200b': // where a word may be broken: no part of it
			continue
		case unicode.IsSpace(c), unicode.IsControl(c):
			r.space = true
			continue
		}
		switch {
		case r.words.Len() == 0 || strings.HasSuffix(r.words.String(), "\t"):
		case r.breaks > 0:
			r.words.WriteByte('\n')
		case r.space:
			r.words.WriteByte(' ')
		}
		r.breaks, r.space = 0, false
		r.words.WriteRune(c)
	}
}

// flush ends the passage.
func (r *pageReader) flush() {
	words := strings.TrimSpace(r.words.String())
	r.words.Reset()
	r.breaks, r.space = 0, false
	if words == "" {
		return
	}
	p := r.open
	p.words, p.size = words, utf8.RuneCountInString(words)
	p.links, p.bold = min(p.links, p.size), min(p.bold, p.size)
	r.passages = append(r.passages, p)
	r.open = passage{}
}
