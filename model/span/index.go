package span

import (
	"fmt"
	"unicode/utf8"
)

// step is how many code points lie between two checkpoints of an index.
const step = 256

// Index converts between bytes and code points of one text. It is made in one pass, keeps one number for every 256 code
// points, and none for a text that is all ASCII.
type Index struct {
	text   string
	marks  []int // byte offset of code point i*step
	points int
}

// NewIndex makes the index of a text.
func NewIndex(text string) *Index {
	x := &Index{text: text}
	if ascii(text) {
		x.points = len(text)
		return x
	}
	for at := range text {
		if x.points%step == 0 {
			x.marks = append(x.marks, at)
		}
		x.points++
	}
	return x
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Len is the length of the text in code points.
func (x *Index) Len() int { return x.points }

// Points returns how many code points stand before a byte offset. An offset inside a character counts as its start; one
// outside the text as the nearest end.
func (x *Index) Points(at int) int {
	at = min(max(at, 0), len(x.text))
	if x.marks == nil {
		return at
	}
	if at == len(x.text) {
		return x.points
	}
	for at > 0 && !utf8.RuneStart(x.text[at]) {
		at--
	}
	low, high := 0, len(x.marks)
	for high-low > 1 {
		if middle := (low + high) / 2; x.marks[middle] <= at {
			low = middle
		} else {
			high = middle
		}
	}
	return low*step + utf8.RuneCountInString(x.text[x.marks[low]:at])
}

// Bytes returns the byte offset of a code point; the one after the last is the length of the text. Any other outside the
// text is an error.
func (x *Index) Bytes(point int) (int, error) {
	switch {
	case point < 0 || point > x.points:
		return 0, fmt.Errorf("character %d lies outside the text, which has %d", point, x.points)
	case x.marks == nil:
		return point, nil
	case point == x.points:
		return len(x.text), nil
	}
	at := x.marks[point/step]
	for range point % step {
		_, size := utf8.DecodeRuneInString(x.text[at:])
		at += size
	}
	return at, nil
}
