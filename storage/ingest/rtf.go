package ingest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// maxGroups is how many groups of RTF may lie within each other.
const maxGroups = 1000

// readRTF reads Rich Text Format, version 1.9 and before.
func readRTF(doc *model.Document, until time.Time) error {
	if !strings.HasPrefix(string(doc.Bytes[:min(5, len(doc.Bytes))]), `{\rtf`) {
		return broken("RTF file", fmt.Errorf("it does not begin with {\\rtf"))
	}
	r := &rtfReader{
		data: doc.Bytes, until: until, out: &composer{}, page: charmap.Windows1252, fonts: map[int]encoding.Encoding{}, font: -1,
		styles: map[int]string{}, info: map[string]string{}, dates: map[string][5]int{},
	}
	r.now.skip = 1
	if err := r.read(); err != nil {
		return err
	}
	r.finish()
	if err := r.out.into(doc); err != nil {
		return err
	}
	return describe(doc, r.out, map[string]string{
		"title": r.info["title"], "byline": r.info["author"], "published": r.date("creatim"), "modified": r.date("revtim"),
	}, "document properties")
}

// rtfState is what a group changes and its end restores.
type rtfState struct {
	skip    int    // bytes that stand for a character behind \u
	font    int    // the encoding of bytes follows it
	unread  bool   // a destination whose words are no text
	to      string // a destination that is kept: a property, a style, a font
	hidden  bool
	deleted bool
	note    bool
}

// rtfParagraph is what is known about the paragraph that is open.
type rtfParagraph struct {
	style   int
	outline int // 0 for none, else the level of a heading
	item    bool
	level   int
	table   bool
}

type rtfReader struct {
	data  []byte
	at    int
	until time.Time
	out   *composer

	page   encoding.Encoding         // of the file
	fonts  map[int]encoding.Encoding // of the fonts with another
	font   int                       // the one that the font table describes
	def    int
	styles map[int]string
	style  int
	info   map[string]string
	dates  map[string][5]int

	stack []rtfState
	now   rtfState
	fresh bool // a group has just been opened
	star  bool // \* has just been read
	raw   []byte
	high  rune // the first half of a surrogate pair
	drop  int  // characters to leave out behind \u
	text  strings.Builder
	notes []string
	note  strings.Builder
	cells []string
	para  rtfParagraph
}

// rtfUnread are destinations without words of the text.
var rtfUnread = setOf(`colortbl fldinst pict object objdata header headerl headerr headerf footer footerl footerr footerf
	listtable listoverridetable revtbl rsidtbl themedata colorschememapping datastore latentstyles xmlnstbl generator
	filetbl template private pntext listtext pn pnseclvl bkmkstart bkmkend atnid atnauthor annotation atrfstart atrfend atnref atndate
	mmathPr shpinst sp sn sv nonshppict ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn nonesttables tc xe
	company operator comment keywords subject category manager doccomm hlinkbase printim buptim userprops panose falt fontemb
	blipuid picprop factoidname ud upr wgrffmtfilter docvar fchars lchars do`)

// rtfKept are destinations whose words are kept apart.
var rtfKept = setOf("fonttbl stylesheet title author creatim revtim")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func (r *rtfReader) read() error {
	for n := 0; r.at < len(r.data); n++ {
		if n%(1<<14) == 0 && time.Now().After(r.until) {
			return slow()
		}
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			if len(r.stack) >= maxGroups {
				return bomb("RTF file", fmt.Sprintf("it has more than %d groups within each other", maxGroups))
			}
			r.flush()
			r.drop = 0
			r.stack, r.fresh, r.star, r.style = append(r.stack, r.now), true, false, 0
		case '}':
			r.flush()
			r.drop = 0
			if r.leave() {
				return nil
			}
		case '\\':
			r.control()
		case '\r', '\n':
		default:
			r.fresh = false
			if r.drop > 0 {
				r.drop--
				continue
			}
			r.raw = append(r.raw, c)
		}
	}
	return nil // a file that was cut off keeps what it has
}

// leave ends a group and reports whether it was the outermost.
func (r *rtfReader) leave() bool {
	was := r.now
	n := len(r.stack)
	if n == 0 {
		return true
	}
	r.now, r.stack, r.fresh, r.star = r.stack[n-1], r.stack[:n-1], false, false
	if was.note && !r.now.note {
		r.notes = append(r.notes, r.note.String())
		r.note.Reset()
	}
	return n == 1
}

// control reads a control word or symbol and does what it says.
func (r *rtfReader) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if c < 'a' || c > 'z' {
		if c < 'A' || c > 'Z' {
			r.symbol(c)
			return
		}
	}
	start := r.at
	for r.at < len(r.data) && r.at-start < 32 && (r.data[r.at]|0x20) >= 'a' && (r.data[r.at]|0x20) <= 'z' {
		r.at++
	}
	word := string(r.data[start:r.at])
	number := r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && r.at-number < 11 && r.data[r.at] >= '0' && r.data[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(string(r.data[number:r.at]))
	has := err == nil
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	if word == "bin" && has { // bytes of something else
		r.at = min(len(r.data), r.at+max(0, n))
		return
	}
	fresh, star := r.fresh, r.star
	r.fresh, r.star = false, false
	if r.drop > 0 && word != "u" {
		r.drop--
		return
	}
	if word != "u" {
		r.flush()
	}
	if fresh && r.destination(word, star) {
		return
	}
	r.word(word, n, has)
}

// symbol does what a backslash and a sign say.
func (r *rtfReader) symbol(c byte) {
	r.at++
	if c == '*' {
		r.star = true // the group stays fresh: its word follows
		return
	}
	r.fresh = false
	if c == '\'' {
		if r.at+2 > len(r.data) {
			return
		}
		b, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8)
		if err != nil {
			return
		}
		r.at += 2
		if r.drop > 0 {
			r.drop--
			return
		}
		r.raw = append(r.raw, byte(b))
		return
	}
	if r.drop > 0 {
		r.drop--
		return
	}
	switch c {
	case '\\', '{', '}':
		r.raw = append(r.raw, c)
	case '~':
		r.flush()
		r.put("\u00a0")
	case '_':
		r.flush()
		r.put("\u2011")
	case '\r', '\n':
		r.word("par", 0, false)
	}
}

// destination notes what the words of a group are for, and reports whether its first word said so.
func (r *rtfReader) destination(word string, star bool) bool {
	switch {
	case word == "shptxt": // words in a shape, whose other properties are none
		r.now.unread = false
	case r.now.unread:
		return true
	case rtfUnread[word]:
		r.now.unread = true
	case rtfKept[word]:
		r.now.to = word
	case word == "footnote":
		r.now.note = true
	case star && word != "fldrslt" && word != "shppict" && word != "cs" && word != "ds" && word != "ts" && word != "tsrowd" && word != "listtext":
		r.now.unread = true
	default:
		return false
	}
	return true
}

// word does what a control word says.
func (r *rtfReader) word(word string, n int, has bool) {
	on := !has || n != 0
	switch word {
	case "u":
		r.unicode(n)
		return
	case "uc":
		r.now.skip = max(0, min(n, 100))
	case "ansicpg":
		if e := codePage(n); e != nil {
			r.page = e
		}
	case "mac":
		r.page = charmap.Macintosh
	case "pc":
		r.page = charmap.CodePage437
	case "pca":
		r.page = charmap.CodePage850
	case "deff":
		r.def = n
		r.now.font = n
	case "f":
		r.now.font = n
		r.font = n
	case "fcharset":
		if e := fontEncoding(n); e != nil && r.now.to == "fonttbl" {
			r.fonts[r.font] = e
		}
	case "plain":
		r.now.font, r.now.hidden, r.now.deleted = r.def, false, false
	case "v":
		r.now.hidden = on
	case "deleted":
		r.now.deleted = on
	default:
		if r.now.to == "" {
			r.layout(word, n)
		} else {
			r.kept(word, n)
		}
	}
}

// kept takes what control words say about properties and styles.
func (r *rtfReader) kept(word string, n int) {
	if r.now.to == "stylesheet" {
		switch word {
		case "s":
			r.style = n
		case "cs", "ds", "ts": // of something else than paragraphs
			r.style = -1
		}
		return
	}
	for i, part := range []string{"yr", "mo", "dy", "hr", "min"} {
		if word == part {
			d := r.dates[r.now.to]
			d[i] = n
			r.dates[r.now.to] = d
		}
	}
}

// rtfSigns are characters that are written as words.
var rtfSigns = map[string]string{
	"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "softline": " ", "lbr": "\n",
}

// layout takes what control words say about paragraphs and tables.
func (r *rtfReader) layout(word string, n int) {
	if r.now.unread {
		return
	}
	if sign, is := rtfSigns[word]; is {
		r.put(sign)
		return
	}
	switch word {
	case "par", "sect", "page":
		r.paragraph()
	case "cell", "nestcell":
		if r.now.note {
			return
		}
		r.cells = append(r.cells, strings.Join(strings.Fields(r.text.String()), " "))
		r.text.Reset()
	case "row", "nestrow":
		r.row()
	case "pard":
		r.para = rtfParagraph{}
	case "s":
		r.para.style = n
	case "outlinelevel":
		if n >= 0 && n < 9 {
			r.para.outline = n + 1
		}
	case "ls", "pnlvlblt", "pnlvlbody":
		r.para.item = word != "ls" || n > 0
	case "ilvl":
		r.para.level = max(0, min(n, 8))
	case "intbl":
		r.para.table = true
	}
}

// unicode writes the character of a \u word. What a program of old shows in its place follows and is left out.
func (r *rtfReader) unicode(n int) {
	c := rune(uint16(n)) //nolint:gosec // RTF writes what is over 32767 as a negative number
	r.flush()
	r.drop = r.now.skip
	switch {
	case utf16.IsSurrogate(c) && c < 0xdc00:
		r.high = c
		return
	case utf16.IsSurrogate(c):
		c = utf16.DecodeRune(r.high, c)
	}
	r.high = 0
	r.put(string(c))
}

// flush decodes the bytes that have been gathered.
func (r *rtfReader) flush() {
	if len(r.raw) == 0 {
		return
	}
	raw := r.raw
	r.raw = r.raw[:0]
	if r.now.unread {
		return
	}
	e := r.fonts[r.now.font]
	if e == nil || r.now.to != "" {
		e = r.page
	}
	words, err := e.NewDecoder().Bytes(raw)
	if err != nil || !utf8.Valid(words) {
		return // no decoder of a code page fails
	}
	r.put(string(words))
}

// put adds words to whatever they are for.
func (r *rtfReader) put(words string) {
	switch {
	case r.now.unread, r.now.hidden, r.now.deleted:
	case r.now.to == "stylesheet":
		r.styles[r.style] = strings.ToLower(strings.TrimSuffix(r.styles[r.style]+words, ";"))
	case r.now.to == "fonttbl":
	case r.now.to != "":
		r.info[r.now.to] += words
	case r.now.note:
		r.note.WriteString(words)
	default:
		r.text.WriteString(words)
	}
}

// paragraph ends one.
func (r *rtfReader) paragraph() {
	switch {
	case r.now.note:
		r.note.WriteByte('\n')
		return
	case r.para.table: // of a cell with several
		r.text.WriteByte(' ')
		return
	}
	r.row()
	kind, level := model.Paragraph, 0
	name := r.styles[r.para.style]
	switch {
	case headingName(name) > 0:
		kind, level = model.Heading, headingName(name)
	case name == "title":
		kind, level = model.Heading, 1
	case r.para.outline > 0:
		kind, level = model.Heading, r.para.outline
	case name == "quote", name == "intense quote", name == "block text", name == "quotations":
		kind = model.Quotation
	case name == "caption":
		kind = model.Caption
	case r.para.item:
		kind, level = model.Item, r.para.level+1
	}
	r.out.add(kind, level, r.text.String())
	r.text.Reset()
}

// row ends a row of a table.
func (r *rtfReader) row() {
	if len(r.cells) > 0 {
		r.out.add(model.Paragraph, 0, strings.Join(r.cells, "\t"))
		r.cells = nil
	}
}

// finish ends what is open, and writes the notes behind the text.
func (r *rtfReader) finish() {
	r.flush()
	r.now = rtfState{}
	r.para.table = false
	r.paragraph()
	for _, note := range r.notes {
		r.out.add(model.Paragraph, 0, note)
	}
}

// date gives a date of the properties.
func (r *rtfReader) date(which string) string {
	d := r.dates[which]
	if d[0] < 1 || d[0] > 9999 || d[1] < 1 || d[1] > 12 || d[2] < 1 || d[2] > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d[0], d[1], d[2])
}
