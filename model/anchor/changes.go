package anchor

import (
	"strings"
	"unicode"

	"touchstone/model/span"
)

// Changes tells what of an old text is gone from a new one, and what has come, each as stretches in bytes of its text. What moved
// is neither; words that stand beside each other are one stretch, with what stands between them.
func Changes(old, new string) (gone, come []span.Span) {
	m := match(old, new)
	return unmatched(old, m.old, m.to), unmatched(new, m.new, m.from)
}

func unmatched(text string, all []token, to []int32) []span.Span {
	var out []span.Span
	beside := false
	for i, t := range all {
		if to[i] >= 0 {
			beside = false
			continue
		}
		if beside && !strings.Contains(text[out[len(out)-1].End:t.start], "\n") {
			out[len(out)-1].End = t.end
		} else {
			out = append(out, span.Span{Start: t.start, End: t.end})
		}
		beside = true
	}
	return out
}

// Piece is a stretch of two wordings laid over each other.
type Piece struct {
	Words string
	Gone  bool // of the old wording alone
	Come  bool // of the new one alone
}

// Wordings lays two wordings over each other, word by word: what is gone stands before what has come in its place.
func Wordings(old, new string) []Piece {
	if old == new {
		return []Piece{{Words: new}}
	}
	a, b := pieces(old), pieces(new)
	m := matched(a, b)
	var out []Piece
	var gone, come strings.Builder
	flush := func() {
		if gone.Len() > 0 {
			out = append(out, Piece{Words: gone.String(), Gone: true})
		}
		if come.Len() > 0 {
			out = append(out, Piece{Words: come.String(), Come: true})
		}
		gone.Reset()
		come.Reset()
	}
	i := 0
	for j := range b {
		from, words := int(m.from[j]), new[b[j].start:b[j].end]
		if from < i { // has come, or stood elsewhere
			come.WriteString(words)
			continue
		}
		for ; i < from; i++ {
			gone.WriteString(old[a[i].start:a[i].end])
		}
		flush()
		i++
		if n := len(out); n > 0 && !out[n-1].Gone && !out[n-1].Come {
			out[n-1].Words += words
		} else {
			out = append(out, Piece{Words: words})
		}
	}
	for ; i < len(a); i++ {
		gone.WriteString(old[a[i].start:a[i].end])
	}
	flush()
	return out
}

// pieces are words with the white space behind them, told apart by every letter and sign.
func pieces(text string) []token {
	var all []token
	for at := 0; at < len(text); {
		end := at + strings.IndexFunc(text[at:]+" ", unicode.IsSpace)
		end += len(text[min(end, len(text)):]) - len(strings.TrimLeftFunc(text[min(end, len(text)):], unicode.IsSpace))
		t := token{start: at, end: end, hash: offset, weight: 1}
		for _, c := range []byte(strings.TrimRightFunc(text[at:end], unicode.IsSpace)) {
			t.hash = (t.hash ^ uint64(c)) * prime
		}
		all = append(all, t)
		at = end
	}
	return all
}
