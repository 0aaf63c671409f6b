package span

import (
	"unicode"
	"unicode/utf8"
)

// Whole reports whether a stretch of a text cuts no word at its ends: whether no letter or digit stands on both sides of either.
func Whole(text string, p Span) bool {
	letter := func(r rune, size int) bool { return size > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	first, n := utf8.DecodeRuneInString(text[p.Start:])
	before, m := utf8.DecodeLastRuneInString(text[:p.Start])
	if letter(first, n) && letter(before, m) {
		return false
	}
	last, n := utf8.DecodeLastRuneInString(text[:p.End])
	after, m := utf8.DecodeRuneInString(text[p.End:])
	return !letter(last, n) || !letter(after, m)
}
