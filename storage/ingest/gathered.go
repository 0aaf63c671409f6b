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
	large  bool     // there is more than the limit; what came after is not kept
}

// add appends a block, unless it has no words.
func (g *gathered) add(kind model.BlockKind, level int, words string) {
	g.put(kind, level, clean(words))
}

// put appends a block of words that are clean already.
func (g *gathered) put(kind model.BlockKind, level int, words string) {
	words = strings.TrimSpace(words)
	if words == "" || g.large {
		return
	}
	if g.text.Len()+len(words) > Limit {
		g.large = true
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
func (g *gathered) into(doc *model.Document) error {
	if g.large {
		return tooLarge()
	}
	doc.Text, doc.Blocks, doc.Repeats = g.text.String(), g.blocks, repeats(g.words)
	return nil
}

// title finds the title among the blocks: the first heading, else the first line.
func (g *gathered) title(doc *model.Document) error {
	for i, b := range g.blocks {
		if b.Kind == model.Heading {
			return found(doc, "title", cut(g.words[i], titleLimit), "first heading")
		}
	}
	if len(g.words) == 0 {
		return nil
	}
	line, _, _ := strings.Cut(g.text.String(), "\n")
	return found(doc, "title", cut(strings.Join(strings.Fields(line), " "), titleLimit), "first line")
}
