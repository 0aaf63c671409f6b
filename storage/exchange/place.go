package exchange

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/anchor"
	"touchstone/model/span"

	"golang.org/x/text/unicode/norm"
)

// sought is a passage as another program names it: by its words, by offsets, or by both. Offsets are whole numbers from 0,
// end exclusive; what they count differs, and is found out by the words.
type sought struct {
	exact, prefix, suffix string // exact "": only the offsets are known
	start, end            int
	placed                bool // the offsets are known
	utf16                 bool // the program counts UTF-16 units, where no words tell
}

// leastAlike is how alike other words have to be to be taken for those that were marked: a letter, a mark or an ending may
// differ, a word may not be missing.
const leastAlike = 0.85

// ground is a text in which passages are sought.
type ground struct {
	id    string // the text's
	text  string
	index *span.Index
}

func newGround(id, text string) *ground { return &ground{id, text, span.NewIndex(text)} }

// place finds a passage, in bytes. Where words and offsets disagree the words win, and the note says so. A passage that is
// not found has a note that says why.
func (g *ground) place(s sought) (at span.Span, note string, found bool) {
	points, inside := g.points(s)
	if s.exact == "" {
		return g.byOffsets(s, points, inside)
	}
	words := asStored(s.exact)
	if inside && g.text[points.Start:points.End] == words {
		return points, "", true
	}
	sel := anchor.Selector{Exact: words, Prefix: asStored(s.prefix), Suffix: asStored(s.suffix)}
	if units, ok := g.units(s); ok {
		if g.text[units.Start:units.End] == words {
			return units, "offsets count UTF-16 units, not characters: the quote was taken", true
		}
		sel.At = &units
	}
	if inside {
		sel.At = &points
	}
	p := anchor.Resolve(g.text, sel)
	if !p.Status.Found() || p.Status == anchor.Changed {
		if alike, ok := g.alike(s, sel.At); ok {
			return alike, "white space, quote marks or dashes differ: the text has " + quoted(g.text[alike.Start:alike.End]), true
		}
	}
	switch {
	case p.Status == anchor.Ambiguous:
		return span.Span{}, fmt.Sprintf("%s stands in %d places, and nothing tells which is meant", quoted(words), len(p.Candidates)), false
	case !p.Status.Found(), p.Score < leastAlike && p.Status == anchor.Changed:
		return span.Span{}, fmt.Sprintf("the text does not hold %s", quoted(words)), false
	case p.Status == anchor.Changed:
		return p.Span, fmt.Sprintf("other words: %s was marked, the text has %s", quoted(words), quoted(g.text[p.Span.Start:p.Span.End])), true
	case s.placed && p.Status == anchor.Moved:
		return p.Span, fmt.Sprintf("offsets %d-%d are wrong: the quote stands at %d-%d", s.start, s.end,
			g.index.Points(p.Span.Start), g.index.Points(p.Span.End)), true
	}
	return p.Span, "", true
}

// byOffsets takes a passage of which no words are known.
func (g *ground) byOffsets(s sought, points span.Span, inside bool) (span.Span, string, bool) {
	if s.utf16 {
		points, inside = g.units(s)
	}
	switch {
	case !s.placed:
		return span.Span{}, "neither words nor offsets say where", false
	case !inside || points.Empty():
		return span.Span{}, fmt.Sprintf("offsets %d-%d lie outside the text, which has %d characters", s.start, s.end, g.index.Len()), false
	}
	points = span.Snap(g.text, points)
	return points, "no words to check the offsets by: they stand for " + quoted(g.text[points.Start:points.End]), true
}

// points reads the offsets as code points.
func (g *ground) points(s sought) (span.Span, bool) {
	if !s.placed || s.start > s.end {
		return span.Span{}, false
	}
	start, err := g.index.Bytes(s.start)
	if err != nil {
		return span.Span{}, false
	}
	end, err := g.index.Bytes(s.end)
	return span.Span{Start: start, End: end}, err == nil
}

// units reads the offsets as UTF-16 units, in one pass over the text.
func (g *ground) units(s sought) (span.Span, bool) {
	if !s.placed || s.start > s.end || s.start < 0 {
		return span.Span{}, false
	}
	at := span.Span{Start: -1, End: -1}
	n := 0
	for i, r := range g.text {
		if n == s.start {
			at.Start = i
		}
		if n == s.end {
			at.End = i
		}
		if n++; r > 0xffff {
			n++
		}
	}
	if n == s.start {
		at.Start = len(g.text)
	}
	if n == s.end {
		at.End = len(g.text)
	}
	return at, at.Start >= 0 && at.End >= 0
}

// alike finds words that differ in white space, quote marks and dashes alone: the only place, or the one at the offsets, or
// the one whose neighbours are the same.
func (g *ground) alike(s sought, near *span.Span) (span.Span, bool) {
	places, _ := span.Find(g.text, s.exact)
	switch {
	case len(places) == 0:
		return span.Span{}, false
	case len(places) == 1:
		return places[0], true
	}
	var found []span.Span
	for _, p := range places {
		_, before, after := span.Quote(g.text, p, 32)
		if near != nil && p.Start == near.Start ||
			s.prefix+s.suffix != "" && ends(before, s.prefix) && begins(after, s.suffix) {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return span.Span{}, false
	}
	return found[0], true
}

func ends(before, prefix string) bool {
	a, b := plainly(before), plainly(prefix)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

func begins(after, suffix string) bool {
	a, b := plainly(after), plainly(suffix)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// plainly is words as Find takes them for the same.
func plainly(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "–", "-", "—", "-").Replace(asStored(s))
	return strings.Join(strings.Fields(s), " ")
}

// fragments turns spans into what is stored: sorted, in code points.
func (g *ground) fragments(spans span.Fragments) []model.Fragment {
	return model.Points(g.index, spans.Normal())
}

// asStored is words as texts are stored: NFC, lines ended by LF, no byte order mark.
func asStored(s string) string {
	if strings.ContainsRune(s, '\r') {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return norm.NFC.String(s)
}

// quoted is words as a report shows them.
func quoted(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > 60 {
		s = string([]rune(s)[:57]) + "…"
	}
	return `"` + s + `"`
}
