package ingest

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// pdfGlyph is a character as it is drawn: its place in the page's code, which one, its angle and the box around its ink, in
// points from the lower left corner.
type pdfGlyph struct {
	index                    int
	char                     rune
	angle                    float64 // radians, clockwise
	left, bottom, right, top float64
}

// pdfPiece is part of a line: what is drawn in one go, without a gap as wide as between columns. The page is turned so that
// its letters stand upright.
type pdfPiece struct {
	text                     string
	first                    int // the place of its first character in the page's code
	angle                    int // degrees by which it was turned
	left, right, top, bottom float64
	base                     float64 // the height of the line its letters stand on
	size                     float64 // of its letters, in points
	glyphs                   int
	cells                    int // of a table, besides the first
}

func (p *pdfPiece) height() float64 { return max(p.top-p.bottom, 1) }

// stretch takes what the page does to letters into account.
func (p *pdfPiece) stretch(c, d float64) {
	if by := math.Hypot(c, d); by > 0 && !math.IsNaN(by) && !math.IsInf(by, 0) {
		p.size *= by
	}
	p.size = math.Round(10*p.size) / 10
	if p.size <= 0 || p.size > 4*p.height()+20 {
		p.size = p.height()
	}
}

// pdfPen gathers glyphs to pieces.
type pdfPen struct {
	pieces           []pdfPiece
	now              pdfPiece
	text             strings.Builder
	bases            []float64
	last             pdfGlyph
	letters, strange int
}

// draw adds a glyph to the piece, or begins another.
func (p *pdfPen) draw(g pdfGlyph) {
	switch {
	case g.char == '\r' || g.char == '\n':
		p.lift()
		return
	case unicode.IsSpace(g.char):
		if p.now.glyphs > 0 {
			p.text.WriteByte(' ')
		}
		return
	}
	if g.char == hyphenMark || g.char == '\ufffe' {
		g.char = '-'
	}
	p.letters++
	if g.char == 0 || g.char == unicode.ReplacementChar || unicode.Is(unicode.Co, g.char) || g.char < ' ' {
		p.strange++
		if g.char < ' ' {
			g.char = unicode.ReplacementChar // so that one sees that a letter is missing
		}
	}
	angle := (360 - int(math.Round(g.angle*180/math.Pi/5))*5%360) % 360
	g = g.turned(angle)
	if p.now.glyphs > 0 && (angle != p.now.angle || p.apart(g)) {
		p.lift()
	}
	if p.now.glyphs == 0 {
		p.now = pdfPiece{first: g.index, angle: angle, left: g.left, right: g.right, top: g.top, bottom: g.bottom}
	}
	p.now.glyphs++
	p.now.left, p.now.right = min(p.now.left, g.left), max(p.now.right, g.right)
	p.now.top, p.now.bottom = max(p.now.top, g.top), min(p.now.bottom, g.bottom)
	p.bases = append(p.bases, g.bottom)
	p.text.WriteString(unligated(g.char))
	p.last = g
}

// hyphenMark is what PDFium gives for a hyphen at the end of a line; older versions gave U+FFFE.
const hyphenMark = '\x02'

// turned gives the box of a glyph on a page that is turned back by an angle.
func (g pdfGlyph) turned(angle int) pdfGlyph {
	if angle == 0 {
		return g
	}
	sin, cos := math.Sincos(float64(angle) * math.Pi / 180)
	x := []float64{g.left*cos + g.bottom*sin, g.right*cos + g.bottom*sin, g.left*cos + g.top*sin, g.right*cos + g.top*sin}
	y := []float64{g.bottom*cos - g.left*sin, g.bottom*cos - g.right*sin, g.top*cos - g.left*sin, g.top*cos - g.right*sin}
	g.left, g.right, g.bottom, g.top = slices.Min(x), slices.Max(x), slices.Min(y), slices.Max(y)
	return g
}

// apart reports whether a glyph does not continue the piece: it is on another line, before the last one, or far behind it.
func (p *pdfPen) apart(g pdfGlyph) bool {
	tall := max(p.now.height(), g.top-g.bottom)
	return g.bottom > p.now.top+tall/2 || g.top < p.now.bottom-tall/2 || // above or below, a quotation mark not so far
		g.right < p.last.left-tall/2 || // back
		g.left > p.last.right+1.6*tall && !p.rightToLeft()
}

func (p *pdfPen) rightToLeft() bool { return unicode.In(p.last.char, unicode.Arabic, unicode.Hebrew) }

// lift ends the piece.
func (p *pdfPen) lift() {
	words := strings.Join(strings.Fields(clean(p.text.String())), " ")
	if p.now.glyphs > 0 && words != "" {
		slices.Sort(p.bases)
		p.now.base = p.bases[len(p.bases)/2]
		p.now.text = words
		p.pieces = append(p.pieces, p.now)
	}
	p.now, p.bases = pdfPiece{}, p.bases[:0]
	p.text.Reset()
}

// unligated writes the letters of a ligature one by one. Other compatibility characters stay what they are: ² is not 2.
func unligated(r rune) string {
	if r >= 0xfb00 && r <= 0xfb06 || r >= 0xfb13 && r <= 0xfb17 {
		return norm.NFKC.String(string(r))
	}
	return string(r)
}
