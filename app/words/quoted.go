package words

import (
	"strings"
	"unicode/utf8"
)

// Quoted is a quote between quotation marks, as the language has them. One that stands in marks of its own keeps those.
func Quoted(quote string) string {
	const marks = "\"“”„«»‘’"
	first, _ := utf8.DecodeRuneInString(quote)
	last, _ := utf8.DecodeLastRuneInString(quote)
	if strings.ContainsRune(marks, first) && strings.ContainsRune(marks, last) {
		return quote
	}
	return X("quote.marks", "words", quote)
}
