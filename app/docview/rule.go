package docview

import (
	"strings"
	"unicode"
)

// Ruler measures words as they are drawn.
type Ruler interface {
	// Width is the advance of a word, or of a space, in a style.
	Width(word string, style Style) float32
	// Height is that of a line in a style, and Gap what stands above a block of it.
	Height(style Style) float32
	Gap(style Style) float32
	// Folded are the words for paragraphs that repeat those of a number, or of several: "3", "3–7".
	Folded(numbers string) string
}

// rule is a ruler that measures each word once.
type rule struct {
	Ruler
	known [styles]map[string]float32
}

func newRule(r Ruler) *rule {
	kept := &rule{Ruler: r}
	for i := range kept.known {
		kept.known[i] = map[string]float32{}
	}
	return kept
}

func (r *rule) width(word string, style Style) float32 {
	if w, ok := r.known[style][word]; ok {
		return w
	}
	w := r.Width(shown(word), style)
	r.known[style][strings.Clone(word)] = w
	return w
}

func (r *rule) space(style Style) float32 { return r.width(" ", style) }

// shown is what is drawn of a stretch of text: white space as a space, nothing for what has no picture.
func shown(s string) string {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return strings.Map(picture, s)
		}
	}
	return s
}

func picture(c rune) rune {
	switch {
	case c == '\u200d': // joins the parts of an emoji
		return c
	case breaks(c):
		return ' '
	case unicode.IsControl(c), c == 0xfeff, c == 0x200b, c >= 0x202a && c <= 0x202e, c >= 0x2066 && c <= 0x2069:
		return -1
	}
	return c
}
