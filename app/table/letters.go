package table

import (
	"strings"

	"fyne.io/fyne/v2"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// letters are how wide single letters are, by size.
type letters map[float32]map[string]float32

const mostLetters = 4000 // of a size that are kept

func (l letters) width(letter string, size float32) float32 {
	all := l[size]
	if w, known := all[letter]; known {
		return w
	}
	if all == nil || len(all) >= mostLetters {
		all = map[string]float32{}
		l[size] = all
	}
	all[letter] = fyne.MeasureText(letter, size, fyne.TextStyle{}).Width
	return all[letter]
}

// fit cuts words to a room, by whole letters, and says by … that they go on.
func (l letters) fit(words string, room, size float32) string {
	more := l.width("…", size)
	sum, end := float32(0), 0 // end is where they are cut if they do not fit
	all := graphemes.FromString(words)
	for all.Next() {
		letter := all.Value()
		if strings.TrimSpace(letter) == "" { // a line break is a space here
			letter = " "
		}
		if sum += l.width(letter, size); sum > room {
			if end == 0 {
				return ""
			}
			return flat(words[:end]) + "…"
		}
		if sum+more <= room {
			end = all.End()
		}
	}
	return flat(words)
}

// flat puts words on one line.
func flat(words string) string {
	if strings.ContainsAny(words, "\n\r\t") {
		return strings.Join(strings.Fields(words), " ")
	}
	return strings.TrimRight(words, " ")
}
