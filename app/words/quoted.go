package words

import (
	"strings"
	"unicode/utf8"
)

// Quoted is a quote between quotation marks, as the language has them. One that begins with marks of its own keeps those.
func Quoted(quote string) string {
	if first, _ := utf8.DecodeRuneInString(quote); strings.ContainsRune("\"“”„«»‘’", first) {
		return quote
	}
	return X("quote.marks", "words", quote)
}
