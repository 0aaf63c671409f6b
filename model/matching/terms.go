package matching

import (
	"regexp"
	"strings"
	"unicode"
)

// stopWords carry no claim.
var stopWords = set(`a about above after again against all am an and any are aren as at be because been before being below between
both but by can could couldn did didn do does doesn doing don down during each few for from further had hadn has hasn have
haven having he her here hers herself him himself his how i if in into is isn it its itself just ll m me more most mustn my
myself no nor not now o of off on once only or other our ours ourselves out over own re s same shan she should shouldn so some
such t than that the their theirs them themselves then there these they this those through to too under until up ve very was
wasn we were weren what when where which while who whom why will with won would wouldn y you your yours yourself yourselves`)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

var (
	address = regexp.MustCompile(`(?i)(?:https?://|www\.)\S+|pic\.twitter\.com\S+|\bt\.co/\S+`)
	// signed is how quoted posts end: a dash, who, and a date.
	signed = regexp.MustCompile(`\s*[—–-]\s*[^—–]{0,80}?\s*(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\s*$`)
	dated  = regexp.MustCompile(`(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\s*$`)
	tagged = regexp.MustCompile(`[#@]\w+`)
	hump   = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
)

// mostWords bounds how much of a text is looked for: an index walks every claim that holds any of the words.
const mostWords = 64

// Terms are the words by which an index finds claims like a text: without addresses, without the date by which a quoted post
// is signed, tags taken apart, each once, the first mostWords of them.
func Terms(text string) []string {
	text = dated.ReplaceAllString(address.ReplaceAllString(text, " "), " ")
	text = tagged.ReplaceAllStringFunc(text, func(tag string) string {
		return tag + " " + hump.ReplaceAllString(tag, "$1 $2")
	})
	var terms []string
	seen := map[string]bool{}
	for _, w := range wordsOf(text) {
		if len(w) > 1 && !seen[w] && !stopWords[w] && len(terms) < mostWords {
			seen[w] = true
			terms = append(terms, w)
		}
	}
	return terms
}

// wordsOf are the runs of letters and digits of a text, in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// stem cuts the endings that English words change by.
func stem(w string) string {
	for _, end := range []struct{ from, to string }{
		{"ies", "y"},
		{"sses", "ss"},
		{"ing", ""},
		{"edly", ""},
		{"ed", ""},
		{"ly", ""},
		{"es", ""},
		{"s", ""},
	} {
		if strings.HasSuffix(w, end.from) && len(w)-len(end.from) >= 3 {
			w = w[:len(w)-len(end.from)] + end.to
			break
		}
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}

// stems are the stems of a text's words that are no stop words.
func stems(text string) map[string]bool {
	all := map[string]bool{}
	for _, w := range wordsOf(text) {
		if !stopWords[w] {
			all[stem(w)] = true
		}
	}
	return all
}

// grams are the runs of four characters of a text's words, with how often each stands there.
func grams(text string) map[string]float64 {
	line := []rune(" " + strings.Join(wordsOf(text), " ") + " ")
	all := make(map[string]float64, len(line))
	for i := 0; i+4 <= len(line); i++ {
		all[string(line[i:i+4])]++
	}
	return all
}

var digits = regexp.MustCompile(`\d[\d.,]*`)

// numbers are the numbers of a text as digits, without the commas between thousands.
func numbers(text string) map[string]bool {
	all := map[string]bool{}
	for _, n := range digits.FindAllString(text, -1) {
		all[strings.ReplaceAll(strings.TrimRight(n, ".,"), ",", "")] = true
	}
	return all
}

var capital = regexp.MustCompile(`\p{Lu}[\p{L}\p{N}_]{2,}`)

// names are the words that begin with a capital, in lower case.
func names(text string) map[string]bool {
	all := map[string]bool{}
	for _, n := range capital.FindAllString(text, -1) {
		if n = strings.ToLower(n); !stopWords[n] {
			all[n] = true
		}
	}
	return all
}

var denial = regexp.MustCompile(`(?i)\b(?:not|no|never|none|nobody|neither|nor|without|cannot|\w+n['’]t)\b`)

// denies reports whether a text holds a word of negation.
func denies(text string) bool { return denial.MatchString(text) }
