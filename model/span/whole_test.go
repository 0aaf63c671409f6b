package span

import (
	"strings"
	"testing"
)

func TestWhole(t *testing.T) {
	const text = "Of the piers 19 have cracks, says Åsa."
	for words, whole := range map[string]bool{
		"19": true, "9": false, "1": false, "have cracks": true, "ave cracks": false, "cracks, says": true, "sa.": false, "Åsa": true, text: true, "": true,
	} {
		at := strings.Index(text, words)
		if got := Whole(text, Span{at, at + len(words)}); got != whole {
			t.Errorf("%q: %v", words, got)
		}
	}
}
