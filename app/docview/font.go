package docview

import (
	"fyne.io/fyne/v2"
)

// font is how the styles are set with the theme's font.
type font struct {
	size   float32                     // of the body, in Fyne's units
	apart  float32                     // how high a line of the body is, in sizes of its letters
	folded func(numbers string) string // nil for a sign
	own    *lettering                  // measures words in the theme's letters, nil to leave them to Fyne as well
}

// usuallyApart is easy on the eyes over many lines.
const usuallyApart = 1.55

var (
	scales     = [styles]float32{Body: 1, Title: 1.7, Subtitle: 1.25, Quoted: 1, Small: 0.85}
	textStyles = [styles]fyne.TextStyle{Title: {Bold: true}, Subtitle: {Bold: true}, Quoted: {Italic: true}}
)

func (f font) textSize(s Style) float32 { return f.size * scales[s] }

// Width measures a word in the theme's letters by shaping it, three times faster than Fyne and to the same digit. Fyne measures
// others, and keeps them for a while; rule keeps all for good.
func (f font) Width(word string, s Style) float32 {
	if f.own != nil && ours(word) {
		if face := f.own.of(textStyles[s], f.textSize(s), 1); face != nil {
			if w := face.shape(word); w.whole {
				return w.width
			}
		}
	}
	return fyne.MeasureText(word, f.textSize(s), textStyles[s]).Width
}

// Height is that of the body as somebody likes it; headings are set closer.
func (f font) Height(s Style) float32 {
	if s == Title || s == Subtitle {
		return f.textSize(s) * 1.3
	}
	return f.textSize(s) * f.apart
}

// Gap sets headings apart from what stands above them, and closer to what follows.
func (f font) Gap(s Style) float32 {
	if s == Title || s == Subtitle {
		return f.size * 1.2
	}
	return f.size * 0.75
}

// Folded are the words of the window around.
func (f font) Folded(numbers string) string {
	if f.folded == nil {
		return "▸ = ¶ " + numbers
	}
	return f.folded(numbers)
}
