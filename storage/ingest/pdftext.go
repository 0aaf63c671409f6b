package ingest

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model"
)

// compose makes the text of a PDF's pages.
func (f *pdfFile) compose(doc *model.Document) error {
	f.dropRunning()
	w := &pdfWriter{out: &composer{}, body: f.bodySize()}
	for _, page := range f.pages {
		if f.ctx.Err() != nil {
			return slow()
		}
		w.starts = append(w.starts, -1)
		for _, column := range inColumns(page) {
			w.column(column)
		}
	}
	w.hyphens = hyphensOf(w.paragraphs)
	w.write()
	if err := w.out.into(doc); err != nil {
		return err
	}
	doc.Origin.Pages = w.starts
	says := strings.Join(strings.Fields(f.info["Title"]), " ")
	if w.title != "" && (!strings.Contains(says, " ") || idle("title", says)) { // one word is the name of a file, more often than not
		if err := found(doc, "title", cut(w.title, titleLimit), "largest heading"); err != nil {
			return err
		}
	}
	return describe(doc, w.out, map[string]string{
		"title": says, "byline": f.info["Author"], "published": pdfDate(f.info["CreationDate"]), "modified": pdfDate(f.info["ModDate"]),
	}, "document properties")
}

var digits = regexp.MustCompile(`\d+`)

// dropRunning takes away what stands at the same height on several pages at their upper or lower end: running heads, feet and
// page numbers. Numbers in them may differ. Even and odd pages may have their own.
func (f *pdfFile) dropRunning() {
	type place struct {
		words  string
		height int
	}
	seen := map[place]int{}
	edges := make([]map[int]place, len(f.pages))
	for i, page := range f.pages {
		edges[i] = map[int]place{}
		for _, at := range edge(page) {
			p := page[at]
			here := place{digits.ReplaceAllString(strings.ToLower(p.text), "#"), int(math.Round(p.base / 4))}
			if roman.MatchString(here.words) {
				here.words = "#"
			}
			edges[i][at] = here
			seen[here]++
		}
	}
	for i, page := range f.pages {
		var kept []pdfPiece
		for at, p := range page {
			here, is := edges[i][at]
			beside := seen[place{here.words, here.height - 1}] + seen[place{here.words, here.height + 1}]
			if !is || seen[here]+beside < 3 || 5*(seen[here]+beside) < len(f.pages) {
				kept = append(kept, p)
			}
		}
		f.pages[i] = kept
	}
}

var roman = regexp.MustCompile(`^[ivxlc]{1,7}$`)

// edge finds the pieces in the two uppermost and the two lowest lines of a page.
func edge(page []pdfPiece) []int {
	var heights []float64
	for _, p := range page {
		heights = append(heights, p.base)
	}
	slices.Sort(heights)
	low, high := second(heights, 0, 1), second(heights, len(heights)-1, -1)
	if low >= high-4 { // a page of a few lines has no edge
		return nil
	}
	var at []int
	for i, p := range page {
		if p.base <= low+4 || p.base >= high-4 {
			at = append(at, i)
		}
	}
	return at
}

// second finds the second height from an end.
func second(heights []float64, from, step int) float64 {
	for i := from; i >= 0 && i < len(heights); i += step {
		if math.Abs(heights[i]-heights[from]) > 4 {
			return heights[i]
		}
	}
	return 0
}

// bodySize is the size in which most characters are set.
func (f *pdfFile) bodySize() float64 {
	count, body := map[float64]int{}, 0.0
	for _, page := range f.pages {
		for _, p := range page {
			size := math.Round(2*p.size) / 2
			count[size] += p.glyphs
			if count[size] > count[body] || count[size] == count[body] && size < body {
				body = size
			}
		}
	}
	return body
}

// pdfParagraph is a paragraph with its lines.
type pdfParagraph struct {
	lines []pdfPiece
	pages []int // of each line, from 0
	size  float64
	full  bool // its last line reaches the end of the column
}

func (p *pdfParagraph) last() pdfPiece { return p.lines[len(p.lines)-1] }

// pdfWriter makes paragraphs of columns.
type pdfWriter struct {
	out        *composer
	body       float64
	paragraphs []*pdfParagraph
	starts     []int // of each page: the code point at which it begins, -1 while that is not known
	hyphens    hyphens
	title      string
}

// column cuts a column into paragraphs.
func (w *pdfWriter) column(c pdfColumn) {
	lines, right := c.lines, c.right
	if len(lines) == 0 {
		return
	}
	page := len(w.starts) - 1
	left, pitch := rulingOf(lines)
	for i, line := range lines {
		var now *pdfParagraph
		if n := len(w.paragraphs); n > 0 {
			now = w.paragraphs[n-1]
		}
		var next *pdfPiece
		if i+1 < len(lines) {
			next = &lines[i+1]
		}
		switch {
		case now == nil,
			i == 0 && !w.continues(now, line, left),
			i > 0 && w.begins(now, line, next, left, right, pitch):
			now = &pdfParagraph{size: line.size}
			w.paragraphs = append(w.paragraphs, now)
		}
		now.lines, now.pages = append(now.lines, line), append(now.pages, page)
		now.full = right-line.right < 2*line.size
	}
}

// rulingOf finds the left edge of lines and how far they are apart.
func rulingOf(lines []pdfPiece) (left, pitch float64) {
	var lefts, gaps []float64
	for i, l := range lines {
		lefts = append(lefts, l.left)
		if i > 0 {
			if gap := lines[i-1].base - l.base; gap > 0 && gap < 3*max(l.size, l.height()) {
				gaps = append(gaps, gap)
			}
		}
	}
	slices.Sort(lefts)
	slices.Sort(gaps)
	pitch = 1.2 * lines[0].size
	if len(gaps) > 0 {
		pitch = gaps[len(gaps)/3] // paragraphs of one line have wide gaps around them
	}
	return lefts[len(lefts)/10], pitch
}

// continues reports whether the first line of a column goes on with the paragraph before it.
func (w *pdfWriter) continues(now *pdfParagraph, line pdfPiece, left float64) bool {
	last := now.last()
	if !alike(now.size, line.size) || last.cells > 0 || line.cells > 0 || last.angle != line.angle || line.left > left+0.8*line.size && !lower(line.text) || bullet.MatchString(line.text) {
		return false
	}
	if _, is := hyphenated(last.text); is {
		return true
	}
	return !endsWith(last.text, fullStops+":") && !numbered.MatchString(line.text) && (now.full && line.size <= 1.1*w.body || lower(line.text))
}

// numbered is how a heading or the words of a picture begin: "Table 1: ".
var numbered = regexp.MustCompile(`^\p{Lu}\pL+\.? \d+[.:] `)

func alike(a, b float64) bool { return math.Abs(a-b) < 0.08*max(a, b)+0.2 }

func lower(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}

// bullet is how an item of a list begins: with a sign, or with a number and a space; so do the entries of a bibliography.
var bullet = regexp.MustCompile(`^(?:[•▪◦‣●○■□∙\x{f0b7}\x{f0a7}]|\(?\d{1,2}[.)] |\[\d{1,3}\] )`)

// begins reports whether a line begins a paragraph: by the size of its letters, by the distance to the line above it, by its
// indent, by its sign, or because its first word would have found room in the line above.
func (w *pdfWriter) begins(now *pdfParagraph, line pdfPiece, next *pdfPiece, left, right, pitch float64) bool {
	last := now.last()
	gap := last.base - line.base
	em := line.size
	if _, is := hyphenated(last.text); is && alike(now.size, line.size) && gap > 0 && gap < 2*em {
		return false
	}
	switch {
	case line.cells > 0, last.cells > 0: // a row of a table
		return true
	case !alike(now.size, line.size), gap > 1.3*max(pitch, em), gap < -em, bullet.MatchString(line.text):
		return true
	case line.size > 1.12*w.body && now.size > 1.12*w.body: // a heading of several lines
		return gap > 1.6*em
	case bullet.MatchString(now.lines[0].text) && line.left > now.lines[0].left+0.5*em: // under the words of an item
		return false
	}
	room := right - last.right
	width := (line.right - line.left) / float64(max(1, line.glyphs)) // of a character
	first, _, _ := strings.Cut(line.text, " ")
	short := room > width*float64(utf8.RuneCountInString(first)+1)+em
	deeper := line.left - last.left
	switch {
	case deeper > 0.8*em && line.left > left+0.8*em:
		return short || next == nil || next.left < line.left-0.5*em
	case deeper < -0.8*em && len(now.lines) > 1 && now.lines[0].left < last.left-0.5*em: // the next of several with hanging indents
		return true
	case line.left > left+0.8*em && short: // lines of dialogue, each with an indent
		return true
	}
	return short && (endsWith(last.text, fullStops+":") || !lower(line.text))
}

// hyphens are the words of a text that have a hyphen inside a line, and those that have none.
type hyphens struct{ with, without map[string]bool }

var hyphenWord = regexp.MustCompile(`\pL[\pL\pM]*(?:[-\x{2010}]\pL[\pL\pM]*)*`)

func hyphensOf(paragraphs []*pdfParagraph) hyphens {
	h := hyphens{map[string]bool{}, map[string]bool{}}
	for _, p := range paragraphs {
		for _, l := range p.lines {
			for _, word := range hyphenWord.FindAllString(strings.ToLower(l.text), -1) {
				if word = strings.ReplaceAll(word, "\u2010", "-"); strings.Contains(word, "-") {
					h.with[word] = true
				} else {
					h.without[word] = true
				}
			}
		}
	}
	return h
}

// hyphenated gives a line without the hyphen it ends with.
func hyphenated(line string) (string, bool) {
	for _, hyphen := range []string{"-", "\u2010", "\u00ad"} {
		if before, is := strings.CutSuffix(line, hyphen); is {
			last, _ := utf8.DecodeLastRuneInString(before)
			return before, unicode.IsLetter(last) || unicode.IsMark(last)
		}
	}
	return line, false
}

// lastWord gives the word a line ends with, its hyphens included.
func lastWord(line string) string {
	return line[len(strings.TrimRightFunc(line, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsMark(r) || r == '-' || r == '\u2010'
	})):]
}

// firstWord gives the letters a line begins with.
func firstWord(line string) string {
	if end := strings.IndexFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }); end >= 0 {
		return line[:end]
	}
	return line
}

// suspended are words behind a hyphen that stands for a part of a compound: "Vor- und Nachteile".
var suspended = setOf("and or und oder bzw och eller og ja tai en of et ou y e o")

// joint says how the next line is put behind a line: how many bytes of its end go, and what comes between. A hyphen at the end
// goes when the text has the whole word elsewhere, stays when it has the word with the hyphen, and otherwise goes only where a
// lower-case letter follows and the word has no other hyphen: before a capital or a digit a hyphen is written for its own sake.
func (h hyphens) joint(before, after string) (gone int, between string) {
	stem, is := hyphenated(before)
	if !is {
		if unspacedEnd(before) && unspacedStart(after) {
			return 0, ""
		}
		return 0, " "
	}
	gone = len(before) - len(stem)
	head, tail := strings.ToLower(lastWord(stem)), strings.ToLower(firstWord(after))
	switch {
	case strings.HasSuffix(before, "\u00ad"), lower(after) && h.without[head+tail] && !h.with[head+"-"+tail]:
		return gone, ""
	case suspended[tail]:
		return gone, "- "
	case h.with[head+"-"+tail], !lower(after), strings.ContainsAny(head, "-\u2010"):
		return gone, "-"
	}
	return gone, ""
}

func unspacedEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unspaced(r)
}

func unspacedStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unspaced(r)
}

// write makes blocks of the paragraphs, and finds where the pages begin.
func (w *pdfWriter) write() {
	levels := w.levels()
	largest := 0.0
	for _, p := range w.paragraphs {
		text, begins := w.text(p)
		kind, level, sign := model.Paragraph, 0, 0
		if mark := bullet.FindString(text); mark != "" {
			kind, level = model.Item, 1
			if first, size := utf8.DecodeRuneInString(mark); !unicode.IsDigit(first) && first != '(' && first != '[' { // a number is a word, a dot is none
				sign = len(text) - len(strings.TrimSpace(text[size:]))
			}
		}
		if rank := levels[math.Round(2*p.size)/2]; rank > 0 && utf8.RuneCountInString(text) < 200 && letters(text) {
			kind, level = model.Heading, rank
			if p.pages[0] == 0 && p.size > largest {
				largest, w.title = p.size, text
			}
		}
		w.add(kind, level, text, sign, begins)
	}
	for i := len(w.starts) - 1; i >= 0; i-- { // a page without words begins where the next one does
		if w.starts[i] < 0 {
			w.starts[i] = w.out.points
			if i+1 < len(w.starts) {
				w.starts[i] = w.starts[i+1]
			}
		}
	}
}

// text puts the lines of a paragraph together, and says at which of its bytes a page begins.
func (w *pdfWriter) text(p *pdfParagraph) (string, map[int]int) {
	var text []byte
	begins := map[int]int{}
	for i, l := range p.lines {
		if i > 0 {
			gone, between := w.hyphens.joint(p.lines[i-1].text, l.text)
			text = append(text[:len(text)-gone], between...)
		}
		if i == 0 || p.pages[i] != p.pages[i-1] {
			begins[p.pages[i]] = len(text)
		}
		text = append(text, l.text...)
	}
	return string(text), begins
}

func letters(text string) bool { return strings.IndexFunc(text, unicode.IsLetter) >= 0 }

// add writes a block without the sign at its beginning, and notes the pages that begin in it.
func (w *pdfWriter) add(kind model.BlockKind, level int, text string, sign int, begins map[int]int) {
	n := len(w.out.blocks)
	w.out.add(kind, level, text[sign:])
	if len(w.out.blocks) == n {
		return
	}
	for page, at := range begins {
		at = w.out.blocks[n].Start + utf8.RuneCountInString(printable(clean(text[sign:max(at, sign)])))
		if w.starts[page] < 0 || at < w.starts[page] {
			w.starts[page] = at
		}
	}
}

// levels ranks the sizes of headings: what is set larger than the text, the largest first.
func (w *pdfWriter) levels() map[float64]int {
	var sizes []float64
	for _, p := range w.paragraphs {
		size := math.Round(2*p.size) / 2
		if size > 1.12*w.body && !slices.Contains(sizes, size) {
			sizes = append(sizes, size)
		}
	}
	slices.Sort(sizes)
	slices.Reverse(sizes)
	levels := map[float64]int{}
	for i, size := range sizes {
		levels[size] = min(i+1, 6)
	}
	return levels
}
