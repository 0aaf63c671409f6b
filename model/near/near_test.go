package near

import (
	"slices"
	"strings"
	"testing"
)

const story = "The bridge over the river is unsafe, the mayor said on Friday. Engineers found cracks in three of its pillars, and it will be closed for repairs until spring."

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		what, a, b string
		least      float64
		most       float64
	}{
		{"the same words", story, story, 1, 1},
		{"the same but for case, signs and line ends", story, strings.ToUpper(strings.NewReplacer(",", " –", " ", "\n").Replace(story)), 1, 1},
		{"half of it", story, story[:len(story)/2], 0.4, 0.55},
		{"the other way round", story[:len(story)/2], story, 0.4, 0.55},
		{"nothing in common", story, "Wheat prices fell in Chicago after rain.", 0, 0},
		{"its words in another order", "one two three four five", "five four three two one", 0, 0},
		{"repeats count as often as they stand", "a b c a b c", "a b c", 0.2, 0.3},
		{"no words", "", story, 0, 0},
		{"two texts of nothing", "", "…", 0, 0},
		{"a text of one word", "Yes.", "yes", 1, 1},
		{"Chinese, where no spaces stand between words", "市长星期五说这座桥不安全", "市长星期六说这座桥不安全", 0.6, 0.8},
	} {
		if got := Overlap(c.a, c.b); got < c.least || got > c.most {
			t.Errorf("%s: %.2f, want %.2f to %.2f", c.what, got, c.least, c.most)
		}
	}
}

func TestSketch(t *testing.T) {
	if s := Sketch("… 。"); s != nil {
		t.Errorf("a text without words has the signature %v", s)
	}
	for _, text := range []string{story, "Yes.", "one two three four", strings.Repeat("word ", 1000)} {
		if a, b := Sketch(text), Sketch(strings.ToUpper(text)); len(a) != bands || !slices.Equal(a, b) {
			t.Errorf("%.20q: signatures %v and %v", text, a, b)
		}
	}
}

func BenchmarkSketch(b *testing.B) {
	text := strings.Repeat(story+" ", 20)
	b.SetBytes(int64(len(text)))
	for range b.N {
		Sketch(text)
	}
}
