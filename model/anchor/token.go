package anchor

import (
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// token is a word, or a character of a script that writes none apart. Punctuation and white space are no tokens: they
// change between two copies of the same words.
type token struct {
	start, end int    // in bytes
	hash       uint64 // of its letters, small ones
	weight     float32
}

// scan gives the tokens of a stretch of a text, first to last, until it is told to stop.
func scan(text string, from, to int, yield func(token) bool) {
	for at := from; at < to; {
		if b := text[at]; b < utf8.RuneSelf && !wordByte(b) {
			at++
			continue
		}
		t := word(text, at, to)
		if t.end == at {
			_, n := utf8.DecodeRuneInString(text[at:to])
			at += n
			continue
		}
		if !yield(t) {
			return
		}
		at = t.end
	}
}

func tokens(text string, from, to int) []token {
	all := make([]token, 0, (to-from)/6+1)
	scan(text, from, to, func(t token) bool {
		all = append(all, t)
		return true
	})
	return all
}

const (
	offset = 14695981039346656037 // FNV-1a
	prime  = 1099511628211
)

// word reads the token that begins at a place; it is empty where none begins there.
func word(text string, start, to int) token {
	t := token{start: start, end: start, hash: offset}
	for t.end < to {
		b := text[t.end]
		if b < utf8.RuneSelf {
			if !wordByte(b) {
				break
			}
			if b >= 'A' && b <= 'Z' {
				b += 'a' - 'A'
			}
			t.hash = (t.hash ^ uint64(b)) * prime
			t.weight++
			t.end++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[t.end:to])
		alone := single(r)
		if !alone && !unicode.In(r, unicode.L, unicode.N, unicode.M) || alone && t.weight > 0 {
			break
		}
		t.hash = (t.hash ^ uint64(unicode.ToLower(r))) * prime
		t.weight++
		t.end += n
		if alone {
			for t.end < to { // with the marks on it
				r, n := utf8.DecodeRuneInString(text[t.end:to])
				if !unicode.Is(unicode.M, r) {
					break
				}
				t.end += n
			}
			t.weight = 2
			break
		}
	}
	return t
}

func wordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// single reports whether a character is of a script that sets no spaces between words.
func single(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// alike tells how much alike two words are that are not the same, from 0 to 1: by what they begin and end with, so that a
// misspelt or inflected word still counts. Numbers are alike when they are the same.
func alike(a, b string) float32 {
	if len(a) < 4 || len(b) < 4 || a[0] != b[0] && a[len(a)-1] != b[len(b)-1] || digit(a) || digit(b) {
		return 0
	}
	long, short := a, b
	if len(short) > len(long) {
		long, short = short, long
	}
	if len(short)*2 < len(long) {
		return 0
	}
	head := 0
	for head < len(short) && long[head] == short[head] {
		head++
	}
	tail := 0
	for tail < len(short)-head && long[len(long)-1-tail] == short[len(short)-1-tail] {
		tail++
	}
	share := float32(head+tail) / float32(len(long))
	if share < 0.7 {
		return 0
	}
	return share * share
}

func digit(s string) bool {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}

// Word is a word of a text, or a character of a script that writes none apart.
type Word struct {
	span.Span
	Same   uint64 // equal for words of the same letters, in whatever case
	Weight int    // how many letters it has; 2 where it is a character that stands for a word
}

// Words are the words of a text, first to last. Punctuation and white space are none.
func Words(text string) []Word {
	all := make([]Word, 0, len(text)/6+1)
	scan(text, 0, len(text), func(t token) bool {
		all = append(all, Word{span.Span{Start: t.start, End: t.end}, t.hash, int(t.weight)})
		return true
	})
	return all
}
