package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model"
)

// titleLimit is the most characters a title has that is cut from a line.
const titleLimit = 120

// line is a line of a text without the white space around it.
type line struct {
	words      string // "" for a blank line
	start, end int    // code points of the text
}

// readPlain finds the blocks of plain text. The text is as it will be stored.
func readPlain(doc *model.Document) error {
	lines := linesOf(doc.Text)
	groups := groupsOf(lines)
	if !wrappedText(groups) {
		groups = nil
		for _, l := range lines {
			if l.words != "" {
				groups = append(groups, []line{l})
			}
		}
	}
	words := make([]string, len(groups))
	for i, g := range groups {
		words[i] = wordsOf(g)
	}
	for i, g := range groups {
		block := model.Block{Kind: model.Paragraph, Start: g[0].start, End: g[len(g)-1].end}
		if len(g) == 1 && i+1 < len(groups) && isHeading(words[i], words[i+1]) {
			block.Kind, block.Level = model.Heading, min(i+1, 2)
		}
		doc.Blocks = append(doc.Blocks, block)
	}
	doc.Repeats = repeats(words)
	if len(words) == 0 {
		return nil
	}
	return found(doc, "title", cut(words[0], titleLimit), "first line")
}

// linesOf cuts a text at its line feeds.
func linesOf(text string) []line {
	var lines []line
	at := 0
	for raw := range strings.SplitSeq(text, "\n") {
		words := strings.TrimSpace(raw)
		before := raw[:len(raw)-len(strings.TrimLeftFunc(raw, unicode.IsSpace))]
		start := at + utf8.RuneCountInString(before)
		lines = append(lines, line{words, start, start + utf8.RuneCountInString(words)})
		at += utf8.RuneCountInString(raw) + 1
	}
	return lines
}

// groupsOf gathers the lines between blank ones.
func groupsOf(lines []line) [][]line {
	var groups [][]line
	open := false
	for _, l := range lines {
		switch {
		case l.words == "":
			open = false
		case open:
			groups[len(groups)-1] = append(groups[len(groups)-1], l)
		default:
			groups, open = append(groups, []line{l}), true
		}
	}
	return groups
}

// wrappedText reports whether paragraphs were broken into lines of one width: such groups hold more than half of the text.
func wrappedText(groups [][]line) bool {
	all, in := 0, 0
	for _, g := range groups {
		size := 0
		for _, l := range g {
			size += l.end - l.start
		}
		all += size
		if wrapped(g) {
			in += size
		}
	}
	return 2*in > all
}

// wrapped reports whether a group is one paragraph broken into lines: every line but the last is long and would have become
// longer than the longest by the next line's first word, and most of them do not end a sentence.
func wrapped(group []line) bool {
	const shortest, slack = 50, 2
	inner := group[:len(group)-1]
	if len(inner) == 0 {
		return false
	}
	width, sentences := 0, 0
	for _, l := range group {
		width = max(width, l.end-l.start)
	}
	for i, l := range inner {
		next, _, _ := strings.Cut(group[i+1].words, " ")
		size := l.end - l.start
		if size <= shortest || size+1+utf8.RuneCountInString(next) <= width-slack {
			return false
		}
		if endsWith(l.words, fullStops) {
			sentences++
		}
	}
	return 2*sentences <= len(inner)
}

// isHeading reports whether a line of plain text is a heading, which only its looks tell: short, no end of a sentence, no
// quotation, more letters than anything else, and something longer below it.
func isHeading(words, next string) bool {
	size := utf8.RuneCountInString(words)
	if size > titleLimit || size >= utf8.RuneCountInString(next) || endsWith(words, fullStops+leads) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && !strings.ContainsRune("“\"”»«'‘’„¿¡", first) {
		return false // a dash opens a quotation, other signs no heading
	}
	opener, _, _ := strings.Cut(words, " ")
	if slices.Contains(bylines, strings.ToLower(strings.TrimSuffix(opener, ":"))) && size <= 60 {
		return false
	}
	letters := 0
	for _, r := range words {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			letters++
		}
	}
	return 2*letters > size
}

// bylines open the line that names an author or a photographer.
var bylines = []string{"by", "av", "af", "von", "par", "por", "photo", "foto", "text", "tekst", "published", "updated"}

const (
	fullStops = ".!?…。！？؟।" // end a sentence
	leads     = ":;,，、"     // lead to the next line
)

// endsWith reports whether a line ends with one of the marks, quotation marks and brackets aside.
func endsWith(words, marks string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words, "\"”“’'»«)]"))
	return strings.ContainsRune(marks, last)
}

// wordsOf gives the words of a group with one space between them.
func wordsOf(group []line) string {
	var words []string
	for _, l := range group {
		words = append(words, strings.Fields(l.words)...)
	}
	return strings.Join(words, " ")
}

// repeats counts the blocks whose words equal those of an earlier one.
func repeats(words []string) int {
	seen := make(map[string]bool, len(words))
	count := 0
	for _, w := range words {
		if seen[w] {
			count++
		}
		seen[w] = true
	}
	return count
}

// cut shortens words to a number of characters, at a space where there is one, and says so with an ellipsis.
func cut(words string, limit int) string {
	end, n := 0, 0
	for i := range words { // no further than it has to: a paragraph may be all of a large page
		switch n {
		case limit - 1:
			end = i
		case limit:
			short := words[:end]
			if space := strings.LastIndexByte(short, ' '); space > len(short)/2 {
				short = short[:space]
			}
			return strings.TrimRight(short, " ,;:–—-") + "…"
		}
		n++
	}
	return words
}

// found sets a described value and where it stood.
func found(doc *model.Document, field, value, where string) error {
	if value == "" {
		return nil
	}
	doc.Found[field] = where
	return doc.Fields.Set(field, value)
}
