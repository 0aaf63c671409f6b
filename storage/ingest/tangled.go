package ingest

import "strings"

// The Markdown parser takes time with the square of the emphasis and brackets in one paragraph, fills every row of a table up
// to the columns of its head, and descends into as many quotations and lists as a line opens. A hostile file of some hundred
// kilobytes would stop the program for minutes or exhaust its memory. What is allowed is far beyond any article.
const (
	maxPairs = 1 << 31 // squares of emphasis and brackets, summed over the paragraphs: about ten seconds
	maxCells = 1 << 21
	maxDepth = 100
)

// tangled finds the line at which a Markdown text asks too much of its parser, 0 if it never does.
func tangled(body string) int {
	pairs, cells := 0, 0
	marks, columns, lines, number := 0, 0, 0, 0
	for line := range strings.SplitSeq(body, "\n") {
		number++
		if depth(line) > maxDepth {
			return number
		}
		if strings.TrimSpace(line) == "" { // ends every paragraph and table
			pairs, cells = pairs+marks*marks, cells+columns*lines
			marks, columns, lines = 0, 0, 0
			continue
		}
		lines++
		columns = max(columns, strings.Count(line, "|"))
		for i := range len(line) {
			switch line[i] {
			case '*', '_', '[', '~', '`', '<':
				marks++
			}
		}
		if pairs+marks*marks > maxPairs || cells+columns*lines > maxCells {
			return number
		}
	}
	return 0
}

// depth is how many quotations and lists a line can open: the markers before its first word. A line of one marker alone is a
// rule or the underline of a heading.
func depth(line string) int {
	markers, kinds := 0, map[byte]bool{}
	for i := range len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || c >= '0' && c <= '9':
		case strings.IndexByte(">+-*", c) >= 0, strings.IndexByte(".)", c) >= 0 && i > 0 && line[i-1] >= '0' && line[i-1] <= '9':
			markers++
			kinds[c] = true
		default:
			return markers
		}
	}
	if len(kinds) == 1 && (kinds['-'] || kinds['*']) {
		return 0
	}
	return markers
}
