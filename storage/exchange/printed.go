package exchange

import (
	"strconv"
	"strings"
	"unicode"

	"touchstone/model"
	"touchstone/model/span"
)

func itoa(n int) string { return strconv.Itoa(n) }

// block is a paragraph of a printed text, with what stands between it and the next.
type block struct {
	Kind   model.BlockKind
	Pieces []piece
	Gap    string // white space
}

// piece is a stretch of a block over which the same marks lie.
type piece struct {
	Words   string
	Numbers []int // of the claims whose marks lie here; none outside of marks
	Places  []string
	Sign    sign // of the first of them
	Refs    []ref
}

// Marked reports whether a claim stands here.
func (p piece) Marked() bool { return len(p.Numbers) > 0 }

// ref leads from the end of a mark to the claim's note.
type ref struct {
	ID     string
	Number int
	Sign   sign
}

// printing cuts one text into blocks and pieces.
type printing struct {
	p      *packet
	text   string
	index  *span.Index
	places []placed
	runs   []span.Run
}

// blocks prints a capture: every character of its text once, in order.
func (p *packet) blocks(capture model.Capture) ([]block, error) {
	text, err := p.from.Text(capture.Text)
	if err != nil {
		return nil, err
	}
	places, err := p.places(capture.Text)
	if err != nil {
		return nil, err
	}
	w := &printing{p: p, text: text, index: span.NewIndex(text), places: places}
	var layers []span.Layer
	for i, place := range places {
		for _, f := range place.Fragments {
			if s, ok := w.bytes(f.Start, f.End); ok {
				layers = append(layers, span.Layer{Span: s, Tag: i})
			}
		}
	}
	w.runs = span.Cover(layers)
	var all []block
	at := 0
	for _, b := range capture.Blocks {
		if s, ok := w.bytes(b.Start, b.End); ok && s.Start >= at {
			all = w.between(all, span.Span{Start: at, End: s.Start})
			all = append(all, block{Kind: b.Kind, Pieces: w.pieces(s)})
			at = s.End
		}
	}
	all = w.between(all, span.Span{Start: at, End: len(text)})
	w.refer(all)
	return all, nil
}

func (w *printing) bytes(start, end int) (span.Span, bool) {
	from, errFrom := w.index.Bytes(start)
	to, errTo := w.index.Bytes(end)
	return span.Span{Start: from, End: to}, errFrom == nil && errTo == nil && from < to
}

// between prints what no block holds: white space stays between blocks, anything else is a paragraph.
func (w *printing) between(all []block, s span.Span) []block {
	words := w.text[s.Start:s.End]
	if strings.TrimSpace(words) != "" {
		return append(all, block{Kind: model.Paragraph, Pieces: w.pieces(s)})
	}
	if n := len(all); n > 0 {
		all[n-1].Gap += words
	}
	return all
}

// pieces cuts a stretch where marks begin and end.
func (w *printing) pieces(s span.Span) []piece {
	var all []piece
	at := s.Start
	for _, run := range w.runs {
		from, to := max(run.Start, s.Start), min(run.End, s.End)
		if from >= to {
			continue
		}
		if from > at {
			all = append(all, piece{Words: printable(w.text[at:from])})
		}
		marked := piece{Words: printable(w.text[from:to])}
		for _, tag := range run.Tags {
			place := w.places[tag]
			marked.Numbers = append(marked.Numbers, w.p.numbers[place.claim.Stream])
			marked.Places = append(marked.Places, place.ID)
			if len(marked.Numbers) == 1 {
				marked.Sign = w.p.Signs[w.p.signs[place.claim.Stream]]
			}
		}
		all = append(all, marked)
		at = to
	}
	if at < s.End {
		all = append(all, piece{Words: printable(w.text[at:s.End])})
	}
	return all
}

// refer puts a reference to the note after the last piece of every place.
func (w *printing) refer(all []block) {
	last := map[string]*piece{}
	for i := range all {
		for j := range all[i].Pieces {
			for _, id := range all[i].Pieces[j].Places {
				last[id] = &all[i].Pieces[j]
			}
		}
	}
	for _, place := range w.places {
		at := last[place.ID]
		if at == nil {
			continue
		}
		w.p.lastRef++
		r := ref{"r" + itoa(w.p.lastRef), w.p.numbers[place.claim.Stream], w.p.Signs[w.p.signs[place.claim.Stream]]}
		at.Refs = append(at.Refs, r)
		w.p.refs[r.Number] = append(w.p.refs[r.Number], r.ID)
	}
}

// printable writes control characters, which no page can hold, as the signs that stand for them: one for one, so that words
// keep their length.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ':
			return '\u2400' + r
		case r == '\u007f':
			return '\u2421'
		case unicode.IsControl(r), r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
