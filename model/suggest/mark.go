package suggest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// quotation is a stretch between quotation marks: bytes of the text.
type quotation struct {
	span.Span           // with its marks
	inner     span.Span // without them
	closed    bool      // false: it runs on to the end of its block
	single    bool      // ‘…’ or '…'
	depth     int       // how many quotations it stands in
	goesOn    int       // the number of the quotation that continues it in the next block, or -1
	from      int       // the number of the quotation that it continues, or -1
}

// side says what a quotation mark can do by what stands around it.
type side struct{ opens, closes bool }

// quoteMark is one kind of mark, by the shape that opens.
type quoteMark struct {
	text   string
	closes string // shapes that close it, by themselves one after the other
	single bool
}

// The kinds of mark, longest first: the same sign may open in one language and close in another („…“ and “…”, »…« and «…»).
var quoteMarks = []quoteMark{
	{"„", "“”\"„‟", false},
	{"“", "”\"“", false},
	{"”", "”", false},
	{"«", "»", false},
	{"»", "«»", false},
	{"‹", "›", true},
	{"›", "‹›", true},
	{"‚", "‘’'", true},
	{"‘", "’'", true},
	{"’", "’", true},
	{"「", "」", false},
	{"『", "』", true},
	{"\"", "\"”“", false},
	{"'", "'’", true},
}

// markAt returns the quotation mark at an offset as the sign that counts, and how many bytes it takes: ” for two ’, " for two '
// and „ for two commas.
func markAt(text string, at int) (string, int) {
	switch c := text[at]; {
	case c == '"':
		return "\"", 1
	case c == '\'':
		if strings.HasPrefix(text[at:], "''") {
			return "\"", 2
		}
		return "'", 1
	case c == '`':
		if strings.HasPrefix(text[at:], "``") {
			return "“", 2
		}
		return "‘", 1
	case c == ',' && strings.HasPrefix(text[at:], ",,"):
		return "„", 2
	case c < utf8.RuneSelf:
		return "", 0
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	switch r {
	case '‟':
		return "“", size
	case '„', '“', '”', '«', '»', '‹', '›', '‚', '‘', '’', '「', '」', '『', '』':
		return text[at : at+size], size
	}
	return "", 0
}

// flank looks at the letters on both sides of a mark.
func flank(text string, block span.Span, at, size int) side {
	before, after := ' ', ' '
	if at > block.Start {
		before, _ = utf8.DecodeLastRuneInString(text[block.Start:at])
	}
	if at+size < block.End {
		after, _ = utf8.DecodeRuneInString(text[at+size : block.End])
	}
	spaceBefore := unicode.IsSpace(before) || strings.ContainsRune("([{—–-/:", before) || isQuote(before)
	spaceAfter := unicode.IsSpace(after) || strings.ContainsRune(")]},.;:!?…—–/-", after) || isQuote(after)
	return side{opens: spaceBefore && !unicode.IsSpace(after), closes: spaceAfter && !unicode.IsSpace(before)}
}

func isQuote(r rune) bool {
	return r == '"' || r == '\'' || strings.ContainsRune("„“”«»‹›‚‘’「」『』", r)
}

// quotations finds the quotations of every block. One that is not closed and whose block is followed by one that opens the
// same way goes on there, as novels and agencies print speech of several paragraphs.
func quotations(text string, blocks []span.Span) []quotation {
	var all []quotation
	open := -1 // the unclosed quotation of the block before
	for n := 0; n < len(blocks); n++ {
		first := len(all)
		b, lines, found := joined(text, blocks[n:])
		n += lines
		all = append(all, slices.DeleteFunc(found, func(q quotation) bool { return !q.closed && q.single })...)
		if open >= 0 && len(all) > first && all[first].Start == b.Start && sameMark(text, all[open], all[first]) {
			all[open].goesOn, all[first].from = first, open
		}
		open = -1
		for i := first; i < len(all); i++ {
			if !all[i].closed {
				open = i
				break
			}
		}
	}
	return all
}

// mostLines is over how many line breaks without a blank line a quotation may run on.
const mostLines = 16

// joined reads the quotations of a block, and of the lines after it where one of its quotations is closed only there. It
// returns what was read, over how many further lines, and the quotations.
func joined(text string, blocks []span.Span) (b span.Span, lines int, found []quotation) {
	b = blocks[0]
	found = quotationsOf(text, b)
	open, single := unclosed(found)
	for k := 1; k < len(blocks) && k <= mostLines && open; k++ {
		if strings.Count(text[blocks[k-1].End:blocks[k].Start], "\n") > 1 {
			break
		}
		opens, closes := firstMark(text, blocks[k], single)
		if closes {
			wider := span.Span{Start: b.Start, End: blocks[k].End}
			return wider, k, quotationsOf(text, wider)
		}
		if opens {
			break
		}
	}
	return b, 0, found
}

func unclosed(all []quotation) (yes, single bool) {
	for _, q := range all {
		if !q.closed {
			return true, q.single
		}
	}
	return false, false
}

// firstMark tells what the first quotation mark of a block does, the first double or the first single one.
func firstMark(text string, b span.Span, single bool) (opens, closes bool) {
	for at := b.Start; at < b.End; {
		sign, size := markAt(text[:b.End], at)
		if size == 0 {
			at++
			continue
		}
		f := flank(text, b, at, size)
		if one := sign == "'" || sign == "’" || sign == "‘"; one != single || one && sign != "‘" && !f.opens && !f.closes && !spaced(text, b, at, size) {
			at += size
			continue
		}
		if sign == "’" && spaced(text, b, at, size) {
			return false, true
		}
		if sign == "\"" && spaced(text, b, at, size) {
			return at == b.Start, at > b.Start
		}
		return opensHere(sign, f, false), f.closes && !f.opens || sign == "”" && !f.opens
	}
	return false, false
}

func sameMark(text string, a, b quotation) bool {
	x, _ := markAt(text, a.Start)
	y, _ := markAt(text, b.Start)
	return x == y
}

// opened is a mark that waits for its other half.
type opened struct {
	mark     string
	kind     quoteMark
	at, size int
}

func quotationsOf(text string, b span.Span) []quotation {
	var all []quotation
	var stack []opened
	for at := b.Start; at < b.End; {
		sign, size := markAt(text[:b.End], at)
		if size == 0 {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
			continue
		}
		stack, all = turn(text, b, stack, all, sign, at, size)
		at += size
	}
	for i, o := range stack { // what was never closed runs to the end of the block; a single mark was an apostrophe
		if (!o.kind.single || o.mark == "‘") && i == 0 {
			end := b.Start + len(strings.TrimRightFunc(text[b.Start:b.End], unicode.IsSpace))
			all = append(all, quotation{Span: span.Span{Start: o.at, End: end}, inner: span.Span{Start: o.at + o.size, End: end}, single: o.kind.single, goesOn: -1, from: -1})
		}
	}
	return nested(all)
}

// turn is what one mark does to the marks that are open.
func turn(text string, b span.Span, stack []opened, all []quotation, sign string, at, size int) ([]opened, []quotation) {
	f := flank(text, b, at, size)
	free := (sign == "“" || sign == "”" || sign == "’" || sign == "\"" || sign == "'") && spaced(text, b, at, size) // words and marks apart, as in tokenised text
	if (sign == "'" || sign == "’") && !free && (!f.opens && !f.closes || f.closes && !f.opens && owner(text, b, at, size)) {
		return stack, all // an apostrophe
	}
	for i := len(stack) - 1; i >= 0 && i >= len(stack)-3; i-- {
		o := stack[i]
		if !strings.Contains(o.kind.closes, sign) || o.at+o.size >= at || !f.closes && !free && f.opens || !f.closes && !free && sign == o.mark || sign == "'" && free && i < len(stack)-1 {
			continue
		}
		if sign == "’" && f.opens && !f.closes {
			continue
		}
		if o.mark == "’" && at-o.at-o.size < 3 && !free { // rock ’n’ roll
			return stack[:i], all
		}
		q := quotation{
			Span: span.Span{Start: o.at, End: at + size}, inner: span.Span{Start: o.at + o.size, End: at}, closed: true,
			single: o.kind.single, goesOn: -1, from: -1,
		}
		return stack[:i], append(all, q)
	}
	if opensHere(sign, f, free) && len(stack) < 8 {
		for _, k := range quoteMarks {
			if k.text == sign {
				return append(stack, opened{sign, k, at, size}), all
			}
		}
	}
	return stack, all
}

// owner reports whether a mark behind an s is the apostrophe of the voters’ choice: a better end of the quotation follows.
func owner(text string, b span.Span, at, size int) bool {
	if at == b.Start || text[at-1] != 's' || at+size >= b.End || text[at+size] != ' ' {
		return false
	}
	for i := at + size; i < min(b.End, at+300); i++ {
		sign, n := markAt(text[:b.End], i)
		switch {
		case n == 0:
		case sign == "‘":
			return false
		case sign == "’" || sign == "'":
			if f := flank(text, b, i, n); f.closes && !f.opens && strings.ContainsRune(",.?!", rune(text[i-1])) {
				return true
			} else if f.opens {
				return false
			}
		}
	}
	return false
}

// spaced reports whether white space stands on both sides of a mark.
func spaced(text string, b span.Span, at, size int) bool {
	before, after := at == b.Start || text[at-1] == ' ' || text[at-1] == '\n', at+size == b.End || text[at+size] == ' ' || text[at+size] == '\n'
	return before && after && b.Len() > size
}

func opensHere(sign string, f side, free bool) bool {
	switch sign {
	case "„", "“", "«", "‚", "‘", "「", "『", "‹":
		return true
	case "”", "’":
		return f.opens && !f.closes && !free
	case "\"", "'":
		return f.opens || free
	}
	return f.opens
}

// nested sorts quotations by their start and counts how deep they stand.
func nested(all []quotation) []quotation {
	sortSpans(all, func(q quotation) span.Span { return q.Span })
	var within []int
	for i := range all {
		for len(within) > 0 && all[within[len(within)-1]].End <= all[i].Start {
			within = within[:len(within)-1]
		}
		all[i].depth = len(within)
		within = append(within, i)
	}
	return all
}
