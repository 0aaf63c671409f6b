package ingest

import (
	"strings"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/text/unicode/norm"
)

// AsDecoded gives the words and blocks of a document before they got the form in which they are stored: those of plain text
// are counted in the code points of its file, as others count them who read the file themselves. Any other document has no
// such form and stays as it is.
func AsDecoded(doc model.Document) (string, []model.Block) {
	if doc.Origin.Media != "text/plain" {
		return doc.Text, doc.Blocks
	}
	raw, _, err := decode(doc.Bytes)
	if err != nil || raw == doc.Text {
		return doc.Text, doc.Blocks
	}
	blocks := append([]model.Block{}, doc.Blocks...)
	next := 0 // edge of a block: two for each
	edge := func(i int) *int {
		if i%2 == 0 {
			return &blocks[i/2].Start
		}
		return &blocks[i/2].End
	}
	stored, decoded := 0, 0 // code points behind the segment
	for rest := raw; rest != "" && next < 2*len(blocks); {
		size := segment(rest)
		was, is := utf8.RuneCountInString(clean(rest[:size])), utf8.RuneCountInString(rest[:size])
		for next < 2*len(blocks) && *edge(next) < stored+was {
			*edge(next) = decoded + min(*edge(next)-stored, is)
			next++
		}
		stored, decoded, rest = stored+was, decoded+is, rest[size:]
	}
	for ; next < 2*len(blocks); next++ { // the end of the text
		*edge(next) = decoded
	}
	return raw, blocks
}

// segment is the length in bytes of what is normalised by itself at the start of a text.
func segment(text string) int {
	switch {
	case strings.HasPrefix(text, "\r\n"):
		return 2
	case text[0] < utf8.RuneSelf && (len(text) == 1 || text[1] < utf8.RuneSelf):
		return 1
	}
	return norm.NFC.NextBoundaryInString(text, true)
}
