package ingest

import (
	"strings"
	"unicode/utf8"

	"touchstone/model"
)

// gathered are the blocks of a document in the order in which they stand. The text they make has a blank line between them.
type gathered struct {
	text   strings.Builder
	points int // code points in text
	blocks []model.Block
	words  []string // of each block, one space between them
}

// add appends a block, unless it has no words.
func (g *gathered) add(kind model.BlockKind, level int, words string) {
	words = strings.TrimSpace(clean(words))
	if words == "" {
		return
	}
	if len(g.blocks) > 0 {
		g.text.WriteString("\n\n")
		g.points += 2
	}
	size := utf8.RuneCountInString(words)
	g.text.WriteString(words)
	g.blocks = append(g.blocks, model.Block{Kind: kind, Level: level, Start: g.points, End: g.points + size})
	g.words = append(g.words, strings.Join(strings.Fields(words), " "))
	g.points += size
}

// into makes them the words of a document.
func (g *gathered) into(doc *model.Document) {
	doc.Text, doc.Blocks, doc.Repeats = g.text.String(), g.blocks, repeats(g.words)
}
