package docview

import (
	"image"
	"image/color"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
)

// raised tells how much higher than the theme's own letters those of other scripts are drawn, in sizes of the letters. Fyne sets
// a text on the highest line that one of its fonts asks for (2.8.1, painter.walkString), so that an Arabic word by itself
// stands some pixels above the Latin one beside it. It does not say how many: it is seen on a picture of both together, once for
// each script.
var raised = map[rune]float32{}

// script is a number that letters of one font mostly share: a block of 128 characters, and wide ones beyond those of East Asia.
func script(word string) rune {
	c, _ := utf8.DecodeRuneInString(word)
	if c >= 0x2e80 {
		return -(c >> 12)
	}
	return c >> 7
}

func raise(word string) float32 {
	key := script(word)
	by, known := raised[key]
	if !known {
		by = measured(word)
		raised[key] = by
	}
	return by
}

const (
	large  = 64 // the size of letters that are measured
	letter = "H"
)

// measured draws a letter of the theme and the word, each by itself and then together: together they stand on one line.
func measured(word string) float32 {
	beside := int(fyne.MeasureText(letter, large, fyne.TextStyle{}).Width) + 1
	both := drawing(letter + word)
	letterAlone, wordAlone := topInk(drawing(letter), 0, beside), topInk(drawing(word), 0, 1<<20)
	letterBoth, wordBoth := topInk(both, 0, beside-2), topInk(both, beside, 1<<20)
	if letterAlone < 0 || wordAlone < 0 || letterBoth < 0 || wordBoth < 0 {
		return 0 // nothing to be seen, nothing to be set right
	}
	return float32((wordBoth-wordAlone)-(letterBoth-letterAlone)) / large
}

// drawing is a text in black on white.
func drawing(words string) image.Image {
	t := canvas.NewText(words, color.Black)
	t.TextSize = large
	white := canvas.NewRectangle(color.White)
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(1)
	size := t.MinSize().Add(fyne.NewSize(large, 2*large))
	white.Resize(size)
	t.Resize(t.MinSize())
	c.SetContent(&fyne.Container{Objects: []fyne.CanvasObject{white, t}})
	c.Resize(size)
	return c.Capture()
}

// topInk is the highest row between two columns that is not white, -1 for none.
func topInk(m image.Image, from, to int) int {
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := from; x < min(to, m.Bounds().Max.X); x++ {
			if r, _, _, _ := m.At(x, y).RGBA(); r < 0x8000 {
				return y
			}
		}
	}
	return -1
}
