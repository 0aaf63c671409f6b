package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Cut is a passage of a page that its reader took for no part of the article.
type Cut struct {
	Text   string // its words, NFC and LF as a document's are
	Kind   BlockKind
	Level  int // as Block.Level
	Place  int // its number among all passages of the page, from 0: the same whatever a reader makes of them
	Before int // the block of the document before which it stood, from 0; len(Blocks) for one behind the last
}

// Restore gives the document with some of its cuts, named by their places, put back where they stood. The order in which they
// are named, and naming one twice, changes nothing. The document itself stays as it is; the places are noted in the origin, so
// that whoever reads the same bytes again can do the same. What was set aside and is put back is neither.
func (d Document) Restore(places ...int) (Document, error) {
	for _, p := range places {
		if !slices.ContainsFunc(d.Cuts, func(c Cut) bool { return c.Place == p }) {
			return Document{}, fmt.Errorf("nothing was cut from place %d of the page", p)
		}
	}
	if len(places) == 0 {
		return d, nil
	}
	points := []rune(d.Text)
	var m mended
	next := 0
	for i := 0; i <= len(d.Blocks); i++ {
		for ; next < len(d.Cuts) && d.Cuts[next].Before <= i; next++ {
			c := d.Cuts[next]
			if slices.Contains(places, c.Place) {
				m.add(c.Kind, c.Level, c.Text)
				continue
			}
			m.cuts = append(m.cuts, c.before(len(m.blocks)))
		}
		if i < len(d.Blocks) {
			b := d.Blocks[i]
			m.add(b.Kind, b.Level, string(points[b.Start:b.End]))
		}
	}
	d.Text, d.Blocks, d.Cuts, d.Repeats = m.text.String(), m.blocks, m.cuts, m.seen.repeats
	d.Origin.Aside, d.Origin.Restored = noted(d.Origin.Aside, d.Origin.Restored, places)
	return d, nil
}

// mended is a text that is put together from blocks, with a blank line between them.
type mended struct {
	text   strings.Builder
	points int
	blocks []Block
	cuts   []Cut
	seen   seen
}

func (m *mended) add(kind BlockKind, level int, words string) {
	if len(m.blocks) > 0 {
		m.text.WriteString("\n\n")
		m.points += 2
	}
	size := utf8.RuneCountInString(words)
	m.text.WriteString(words)
	m.blocks = append(m.blocks, Block{Kind: kind, Level: level, Start: m.points, End: m.points + size})
	m.points += size
	m.seen.add(words)
}
